//! A running server, a moving clock and named people for the stories.
