//! The verbs: one function per thing a person, or the clock, can do.
