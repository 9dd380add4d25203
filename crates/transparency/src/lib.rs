//! What lets the public check: digests, receipts. Pure.
