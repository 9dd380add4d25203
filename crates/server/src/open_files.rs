//! How many files the process may hold open: every live stream is one, and many a system starts a process with few.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// How many files may be open at once; `None` is without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenFiles {
    /// Before anything was raised.
    pub at_start: Option<u64>,
    /// From now on.
    pub now: Option<u64>,
    /// What the system would allow.
    pub most: Option<u64>,
}

/// What is allowed now.
#[must_use]
pub fn allowed() -> OpenFiles {
    let limit = getrlimit(Resource::Nofile);
    OpenFiles { at_start: limit.current, now: limit.current, most: limit.maximum }
}

/// Raises what is allowed to what the system allows at the most; where it refuses, everything stays as it was.
#[must_use]
pub fn raise() -> OpenFiles {
    let before = allowed();
    let wanted = Rlimit { current: before.most, maximum: before.most };
    if before.now == before.most || setrlimit(Resource::Nofile, wanted).is_err() {
        return before;
    }
    OpenFiles { now: allowed().now, ..before }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lowered_limit_is_raised_to_the_hard_one() {
        let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
        let low = maximum.map_or(256, |most| most.min(256));
        setrlimit(Resource::Nofile, Rlimit { current: Some(low), maximum }).unwrap();
        assert_eq!(raise(), OpenFiles { at_start: Some(low), now: maximum, most: maximum });
        assert_eq!(allowed(), OpenFiles { at_start: maximum, now: maximum, most: maximum });
    }
}
