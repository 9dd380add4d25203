//! Reminders: from when on, and until when, somebody is told that something is due soon.

use crate::calendar::{add_days, day_of, start_of};
use jiff::SignedDuration;
use model::{Calendar, ProposalState, Timestamp};

/// Whether a reminder is in place: from the first instant of the day so many calendar days before the last day, until it is too late to be in time.
#[must_use]
pub fn is_due(calendar: &Calendar, late_from: Timestamp, days_before: u32, now: Timestamp) -> bool {
    // A deadline at 24:00 belongs to the day that ends there.
    let last = late_from.saturating_sub(SignedDuration::from_nanos(1)).unwrap_or(Timestamp::MIN);
    let first_day = add_days(day_of(calendar, last), i64::from(days_before).saturating_neg());
    now >= start_of(calendar, first_day) && now < late_from
}

/// Whether a project still reports on milestones.
#[must_use]
pub const fn milestones_run(state: ProposalState) -> bool {
    use ProposalState as S;
    matches!(state, S::Agreed | S::Active | S::Rectifying | S::MidPassed | S::Graded)
}

/// Whether a project waits for its mid-term evaluation.
#[must_use]
pub const fn before_mid_term(state: ProposalState) -> bool {
    matches!(state, ProposalState::Agreed | ProposalState::Active)
}

/// Whether a project waits for its final evaluation.
#[must_use]
pub const fn before_final(state: ProposalState) -> bool {
    use ProposalState as S;
    matches!(state, S::Agreed | S::Active | S::Rectifying | S::MidPassed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reminder_has_a_first_instant_and_a_last() {
        let season: serde_json::Value =
            serde_json::from_str(include_str!("../../../demo/seasons/zhaohuimen-2.json")).unwrap();
        let calendar: Calendar = serde_json::from_value(season["calendar"].clone()).unwrap();
        let (evening, midnight) = ("2025-09-15T17:00:00+08:00", "2025-08-21T00:00:00+08:00");
        let table = [
            (evening, 7, "2025-09-07T23:59:59.999999999+08:00", false),
            (evening, 7, "2025-09-08T00:00:00+08:00", true),
            (evening, 7, "2025-09-08T00:00:00.000000001+08:00", true),
            (evening, 7, "2025-09-15T16:59:59.999999999+08:00", true),
            (evening, 7, "2025-09-15T17:00:00+08:00", false),
            (evening, 7, "2025-09-15T17:00:00.000000001+08:00", false),
            (evening, 0, "2025-09-14T23:59:59.999999999+08:00", false),
            (evening, 0, "2025-09-15T00:00:00+08:00", true),
            (midnight, 7, "2025-08-12T23:59:59.999999999+08:00", false),
            (midnight, 7, "2025-08-13T00:00:00+08:00", true),
            (midnight, 7, "2025-08-20T23:59:59.999999999+08:00", true),
            (midnight, 7, midnight, false),
            (midnight, u32::MAX, "2025-01-01T00:00:00+08:00", true),
        ];
        for (late_from, days, now, expected) in table {
            let found = is_due(&calendar, late_from.parse().unwrap(), days, now.parse().unwrap());
            assert_eq!(found, expected, "{late_from} {days} {now}");
        }
    }
}
