//! How long a letter waits after a try that failed.

use std::time::Duration;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;

/// The waits, one after the other: quick at first, for a server that restarts, and then over a long weekend.
const WAITS_SECS: [u64; 12] = [
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    39 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    8 * HOUR,
    12 * HOUR,
    12 * HOUR,
    16 * HOUR,
    16 * HOUR,
];

/// How long to wait after that many tries that failed for a time; none when the letter is dead.
///
/// Thirteen tries in 72 hours. A letter that was never tried does not wait.
/// A permanent failure is not asked about here: it is dead at once.
#[must_use]
pub fn retry_after(attempts: i64) -> Option<Duration> {
    let Ok(tries) = usize::try_from(attempts) else {
        return Some(Duration::ZERO);
    };
    let Some(before) = tries.checked_sub(1) else {
        return Some(Duration::ZERO);
    };
    WAITS_SECS.get(before).copied().map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirteen_tries_in_three_days() {
        let table = [
            (-1, Some(0)),
            (0, Some(0)),
            (1, Some(60)),
            (2, Some(300)),
            (12, Some(57_600)),
            (13, None),
            (i64::MAX, None),
        ];
        for (attempts, secs) in table {
            assert_eq!(retry_after(attempts), secs.map(Duration::from_secs), "{attempts}");
        }
        let whole: Duration = (0..13).filter_map(retry_after).sum();
        assert_eq!(whole, Duration::from_secs(72 * 3600));
    }

    #[test]
    fn a_wait_is_never_shorter_than_the_one_before() {
        assert!(WAITS_SECS.is_sorted());
    }
}
