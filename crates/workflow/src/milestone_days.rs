//! The days of a milestone: when it is due, by which day its report counts, how late it is, and when it opens the gate of the second instalment.
//!
//! Two days of one milestone differ: the agreed day decides whether it holds the gate, the moved day whether its report is late.

use crate::calendar::{UnknownDay, Workdays, days_between};
use model::Day;
use model::rules::{DueDayOff, MilestoneRules};

/// One report about a milestone; a milestone that was sent back has several, in the order in which they came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Report {
    /// When it was handed in.
    pub reported_on: Day,
    /// When it was sent back, if it was.
    pub returned_on: Option<Day>,
    /// When it was accepted, if it was.
    pub accepted_on: Option<Day>,
}

/// How late a milestone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Lateness {
    /// The due day: the agreed day, moved off a day off where the round says so.
    pub due_on: Day,
    /// The day by which the newest report counts; `None` while there is none.
    pub counts_by: Option<Day>,
    /// Calendar days from the due day to the day by which the report counts, never below 0; 0 while there is none.
    pub days_late: i64,
    /// The last day on which a report that was sent back keeps the day it counts by; `None` when nothing was sent back.
    pub report_again_by: Option<Day>,
}

/// How late a milestone is, from its agreed day and its reports in order.
///
/// # Errors
/// [`UnknownDay`] when the calendar does not reach far enough.
pub fn lateness(
    agreed_on: Day,
    reports: &[Report],
    rule: &MilestoneRules,
    days: &Workdays<'_>,
) -> Result<Lateness, UnknownDay> {
    let due_on = due(agreed_on, rule.due_day_off, days)?;
    let counts_by = counts_by(reports, rule, days)?;
    let last_return = reports.iter().rev().find_map(|report| report.returned_on);
    Ok(Lateness {
        due_on,
        counts_by,
        days_late: counts_by.map_or(0, |day| days_between(due_on, day)),
        report_again_by: last_return
            .map(|day| report_again_by(day, rule, days))
            .transpose()?,
    })
}

/// The due day of an agreed day: a day off moves to the next working day where the round says so.
///
/// # Errors
/// [`UnknownDay`].
pub fn due(agreed_on: Day, rule: DueDayOff, days: &Workdays<'_>) -> Result<Day, UnknownDay> {
    match rule {
        DueDayOff::NextWorkingDay => days.moved_off_day_off(agreed_on),
        DueDayOff::Stays => Ok(agreed_on),
    }
}

/// The last day on which a report that was sent back may come again and keep its day; the day of return does not count.
///
/// # Errors
/// [`UnknownDay`].
pub fn report_again_by(
    returned_on: Day,
    rule: &MilestoneRules,
    days: &Workdays<'_>,
) -> Result<Day, UnknownDay> {
    days.add_working_days(returned_on, rule.report_again_working_days)
}

/// The day by which the newest report counts; `None` when there is none.
///
/// A report that answers a return in time counts by the day by which the returned one counted; one that comes later counts by its own day.
/// So a chain of returns keeps the first day only while every link of it was in time, and a link that was late begins a new chain.
///
/// ```
/// use workflow::calendar::Workdays;
/// use workflow::milestone_days::{Report, counts_by};
///
/// let calendar: model::Calendar =
///     serde_json::from_str(include_str!("../../../presets/calendars/cn-2025.json"))?;
/// let rules: model::rules::Rules =
///     serde_json::from_str(include_str!("../../../presets/weiguang_street_round.json"))?;
/// let rule = rules.delivery().and_then(|d| d.milestones.as_ref()).ok_or("no milestones")?;
/// let report = |reported: &str, returned: Option<&str>| -> Result<Report, jiff::Error> {
///     let returned_on = returned.map(str::parse).transpose()?;
///     Ok(Report { reported_on: reported.parse()?, returned_on, accepted_on: None })
/// };
/// // Five working days after Tuesday 22 July end on Tuesday 29 July.
/// let first = report("2025-07-20", Some("2025-07-22"))?;
/// let in_time = [first, report("2025-07-29", None)?];
/// let too_late = [first, report("2025-07-30", None)?];
/// assert_eq!(counts_by(&in_time, rule, &Workdays(&calendar)), Ok(Some("2025-07-20".parse()?)));
/// assert_eq!(counts_by(&too_late, rule, &Workdays(&calendar)), Ok(Some("2025-07-30".parse()?)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`UnknownDay`].
pub fn counts_by(
    reports: &[Report],
    rule: &MilestoneRules,
    days: &Workdays<'_>,
) -> Result<Option<Day>, UnknownDay> {
    let mut counted: Option<Day> = None;
    let mut again_by: Option<Day> = None;
    for report in reports {
        let in_time = again_by.is_some_and(|last| report.reported_on <= last);
        counted = match counted {
            Some(kept) if in_time => Some(kept),
            _ => Some(report.reported_on),
        };
        again_by = report
            .returned_on
            .map(|day| report_again_by(day, rule, days))
            .transpose()?;
    }
    Ok(counted)
}

/// Whether a milestone holds the second instalment: its agreed day, not the moved one, is on or before the mid-term reference day.
#[must_use]
pub fn holds_gate(agreed_on: Day, reference_day: Day) -> bool {
    agreed_on <= reference_day
}

/// Whether a milestone falls away with its project: it was agreed for a day after the termination.
#[must_use]
pub fn falls_away(agreed_on: Day, terminated_on: Day) -> bool {
    agreed_on > terminated_on
}

/// The day on which the gate of the second instalment is met: the later of the day on which the mid-term was passed and the last acceptance.
///
/// `passed_on` is the day of the mid-term decision, or of the re-check when a rectification was ordered; `None` while it is not passed.
/// `acceptances` are those of the milestones that hold the gate, `None` for each that is not accepted; `None` comes out while anything is missing.
#[must_use]
pub fn gate_met_on(passed_on: Option<Day>, acceptances: &[Option<Day>]) -> Option<Day> {
    acceptances.iter().try_fold(passed_on?, |latest, accepted| {
        accepted.map(|day| latest.max(day))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Calendar;
    use model::rules::Rules;

    fn calendar() -> Calendar {
        serde_json::from_str(include_str!("../../../presets/calendars/cn-2025.json")).unwrap()
    }

    fn rule() -> MilestoneRules {
        let text = include_str!("../../../presets/weiguang_street_round.json");
        let rules: Rules = serde_json::from_str(text).unwrap();
        rules.delivery().unwrap().milestones.clone().unwrap()
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn reports(list: &[(&str, Option<&str>)]) -> Vec<Report> {
        list.iter()
            .map(|(reported, returned)| Report {
                reported_on: day(reported),
                returned_on: returned.map(day),
                accepted_on: None,
            })
            .collect()
    }

    #[test]
    fn a_due_day_off_moves_and_a_make_up_day_does_not() {
        let calendar = calendar();
        let days = Workdays(&calendar);
        for (agreed, due_on) in [
            ("2025-08-29", "2025-08-29"),
            ("2025-08-31", "2025-09-01"),
            ("2025-10-03", "2025-10-09"),
            ("2025-09-28", "2025-09-28"),
            ("2025-10-11", "2025-10-11"),
            ("2025-10-12", "2025-10-13"),
        ] {
            assert_eq!(
                due(day(agreed), DueDayOff::NextWorkingDay, &days),
                Ok(day(due_on)),
                "{agreed}"
            );
            assert_eq!(due(day(agreed), DueDayOff::Stays, &days), Ok(day(agreed)));
        }
    }

    #[test]
    fn lateness_is_counted_from_the_moved_day() {
        let (calendar, rule) = (calendar(), rule());
        let days = Workdays(&calendar);
        for (reported, late) in [
            ("2025-08-30", 0),
            ("2025-08-31", 0),
            ("2025-09-01", 0),
            ("2025-09-02", 1),
            ("2025-10-01", 30),
        ] {
            let found = lateness(
                day("2025-08-31"),
                &reports(&[(reported, None)]),
                &rule,
                &days,
            );
            let expected = Lateness {
                due_on: day("2025-09-01"),
                counts_by: Some(day(reported)),
                days_late: late,
                report_again_by: None,
            };
            assert_eq!(found, Ok(expected), "{reported}");
        }
    }

    #[test]
    fn a_chain_of_returns_keeps_its_first_day_while_every_link_is_in_time() {
        let (calendar, rule) = (calendar(), rule());
        let days = Workdays(&calendar);
        let counted = |list: &[(&str, Option<&str>)]| counts_by(&reports(list), &rule, &days);
        let first = ("2025-07-20", Some("2025-07-22"));
        assert_eq!(counted(&[]), Ok(None));
        assert_eq!(counted(&[first]), Ok(Some(day("2025-07-20"))));
        for (second, third, by) in [
            ("2025-07-29", "2025-08-06", "2025-07-20"),
            ("2025-07-29", "2025-08-07", "2025-08-07"),
            ("2025-07-30", "2025-08-06", "2025-07-30"),
            ("2025-07-30", "2025-08-07", "2025-08-07"),
        ] {
            // The second return is on Wednesday 30 July, so 6 August is the last day.
            let chain = [first, (second, Some("2025-07-30")), (third, None)];
            assert_eq!(counted(&chain), Ok(Some(day(by))), "{second} {third}");
        }
    }

    #[test]
    fn report_again_by_passes_over_the_holidays_and_stops_where_the_calendar_ends() {
        let (calendar, rule) = (calendar(), rule());
        let days = Workdays(&calendar);
        for (returned, last) in [
            ("2025-07-22", "2025-07-29"),
            ("2025-09-26", "2025-10-10"),
            ("2025-09-28", "2025-10-11"),
            ("2025-11-13", "2025-11-20"),
        ] {
            assert_eq!(
                report_again_by(day(returned), &rule, &days),
                Ok(day(last)),
                "{returned}"
            );
        }
        assert!(report_again_by(day("2026-01-30"), &rule, &days).is_err());
    }

    #[test]
    fn the_agreed_day_decides_who_holds_the_gate_and_who_falls_away() {
        let reference = day("2025-08-31");
        for (agreed, holds) in [
            ("2025-08-30", true),
            ("2025-08-31", true),
            ("2025-09-01", false),
        ] {
            assert_eq!(holds_gate(day(agreed), reference), holds, "{agreed}");
            assert_eq!(falls_away(day(agreed), reference), !holds, "{agreed}");
        }
    }

    #[test]
    fn the_gate_is_met_on_the_later_day_and_never_while_one_is_missing() {
        let some = |text: &str| Some(day(text));
        let decided = some("2025-09-30");
        for (passed, acceptances, met) in [
            (decided, vec![], decided),
            (decided, vec![some("2025-09-29")], decided),
            (
                decided,
                vec![some("2025-10-01"), some("2025-08-01")],
                some("2025-10-01"),
            ),
            (decided, vec![some("2025-08-01"), None], None),
            (None, vec![some("2025-08-01")], None),
        ] {
            assert_eq!(gate_met_on(passed, &acceptances), met, "{acceptances:?}");
        }
    }
}
