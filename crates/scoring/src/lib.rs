//! Marks to standings to awards out of a pool, exactly. Pure.
