//! Milestones by the calendar: when they are due, how late they came, and which of them hold an instalment.

use crate::calendar::{UnknownDay, Workdays, days_between};
use model::rules::{DueDayOff, MilestoneRules};
use model::{Calendar, Day};

/// One report on a milestone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported {
    /// The day it came.
    pub on: Day,
    /// The day it was accepted.
    pub accepted_on: Option<Day>,
    /// The day it was sent back.
    pub returned_on: Option<Day>,
}

/// How a milestone stands.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Assessment {
    /// The day it is due, moved off a day off.
    pub due: Day,
    /// `planned`, `reported`, `returned`, `accepted_on_time`, `accepted_late`, `never_reported` or `cancelled`.
    pub state: &'static str,
    /// Calendar days between the due day and the report that counts; 0 when it came in time.
    pub days_late: i64,
    /// The day it was accepted.
    pub accepted_on: Option<Day>,
    /// Whether it was ever sent back.
    pub returned_once: bool,
    /// Until when a returned report keeps its first day.
    pub report_again_by: Option<Day>,
}

/// How a milestone stands today.
///
/// # Errors
/// [`UnknownDay`].
pub fn assess(
    agreed: Day,
    cancelled: bool,
    reports: &[Reported],
    rule: &MilestoneRules,
    calendar: &Calendar,
    today: Day,
) -> Result<Assessment, UnknownDay> {
    let days = Workdays(calendar);
    let due = match rule.due_day_off {
        DueDayOff::NextWorkingDay => days.moved_off_day_off(agreed)?,
        DueDayOff::Stays => agreed,
    };
    let returned_on = reports.iter().rev().find_map(|r| r.returned_on);
    let again = returned_on.map(|day| days.add_working_days(day, rule.report_again_working_days)).transpose()?;
    let accepted_on = reports.last().and_then(|r| r.accepted_on);
    let late = counting_day(reports, rule, days)?.map_or(0, |day| days_between(due, day));
    let state = match (cancelled, reports.last(), accepted_on) {
        (true, _, _) => "cancelled",
        (false, Some(_), Some(_)) if late > 0 => "accepted_late",
        (false, Some(_), Some(_)) => "accepted_on_time",
        (false, Some(last), None) if last.returned_on.is_some() => "returned",
        (false, Some(_), None) => "reported",
        (false, None, _) if today > due => "never_reported",
        (false, None, _) => "planned",
    };
    Ok(Assessment {
        due,
        state,
        days_late: late,
        accepted_on,
        returned_once: returned_on.is_some(),
        report_again_by: again,
    })
}

/// The day a milestone counts by: that of the first report as long as each return was answered in time, else that of the report that was late.
fn counting_day(reports: &[Reported], rule: &MilestoneRules, days: Workdays<'_>) -> Result<Option<Day>, UnknownDay> {
    let mut counts = reports.first().map(|r| r.on);
    for pair in reports.windows(2) {
        if let [before, after] = pair
            && let Some(returned) = before.returned_on
            && after.on > days.add_working_days(returned, rule.report_again_working_days)?
        {
            counts = Some(after.on);
        }
    }
    Ok(counts)
}

/// The day on which the gate before an instalment opened: the later of the mid-term decision and the last acceptance of those due up to the reference day; `None` while one of them is not accepted.
#[must_use]
pub fn gate_met_on(decided_on: Day, due_by_reference: &[Option<Day>]) -> Option<Day> {
    let accepted: Option<Vec<Day>> = due_by_reference.iter().copied().collect();
    accepted.map(|days| days.into_iter().fold(decided_on, Day::max))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule() -> MilestoneRules {
        let rules: model::rules::Rules =
            serde_json::from_str(include_str!("../../../presets/weiguang_street_round.json")).unwrap();
        rules.delivery().unwrap().milestones.clone().unwrap()
    }

    fn calendar() -> Calendar {
        let season: serde_json::Value =
            serde_json::from_str(include_str!("../../../demo/seasons/zhaohuimen-2.json")).unwrap();
        serde_json::from_value(season["calendar"].clone()).unwrap()
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn look(
        agreed: &str,
        reports: &[(&str, Option<&str>, Option<&str>)],
    ) -> (String, &'static str, i64, Option<String>) {
        let reports: Vec<Reported> = reports
            .iter()
            .map(|(on, accepted, returned)| Reported {
                on: day(on),
                accepted_on: accepted.map(day),
                returned_on: returned.map(day),
            })
            .collect();
        let found = assess(day(agreed), false, &reports, &rule(), &calendar(), day("2025-12-31")).unwrap();
        (found.due.to_string(), found.state, found.days_late, found.report_again_by.map(|d| d.to_string()))
    }

    #[test]
    fn a_due_day_off_moves_and_a_worked_weekend_does_not() {
        assert_eq!(
            look("2025-10-03", &[("2025-10-09", Some("2025-10-10"), None)]),
            ("2025-10-09".into(), "accepted_on_time", 0, None)
        );
        assert_eq!(
            look("2025-09-28", &[("2025-09-29", Some("2025-10-10"), None)]),
            ("2025-09-28".into(), "accepted_late", 1, None)
        );
        assert_eq!(look("2025-08-22", &[]), ("2025-08-22".into(), "never_reported", 0, None));
    }

    #[test]
    fn a_returned_report_keeps_its_day_when_it_comes_again_in_time() {
        let first = ("2025-11-12", None, Some("2025-11-13"));
        let by = Some("2025-11-20".to_owned());
        assert_eq!(
            look("2025-11-14", &[first, ("2025-11-20", Some("2025-11-25"), None)]),
            ("2025-11-14".into(), "accepted_on_time", 0, by.clone())
        );
        assert_eq!(
            look("2025-11-14", &[first, ("2025-11-21", Some("2025-11-25"), None)]),
            ("2025-11-14".into(), "accepted_late", 7, by)
        );
    }

    #[test]
    fn the_gate_opens_with_the_last_of_its_conditions() {
        let on = |text: &str| Some(day(text));
        assert_eq!(gate_met_on(day("2025-09-30"), &[on("2025-07-17"), on("2025-08-25")]), on("2025-09-30"));
        assert_eq!(gate_met_on(day("2025-09-30"), &[on("2025-07-17"), on("2025-10-08")]), on("2025-10-08"));
        assert_eq!(gate_met_on(day("2025-09-30"), &[on("2025-07-17"), None]), None);
    }
}
