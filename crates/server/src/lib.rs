//! The binary weiguang: configuration and wiring.
