//! Evaluations: due days, scores, bands, and what is paid or given back afterwards.

use crate::calendar::{UnknownDay, Workdays, add_days, days_between, end_of};
use crate::{Fault, Refusal};
use model::rules::{Band, DueDayOff, FinalEvaluation, MidTerm, Rounding, RoundingMode};
use model::{Day, Mark, Money, Round, Timestamp};
use serde_json::json;
use std::collections::BTreeMap;

/// The reference day of the mid-term evaluation: the first day of the delivery and the declared share of its days later, rounded down.
#[must_use]
pub fn reference_day(delivery: (Day, Day), rule: &MidTerm) -> Day {
    let days = days_between(delivery.0, delivery.1).saturating_add(1);
    add_days(delivery.0, days.saturating_mul(i64::from(rule.at_percent_of_period)) / 100)
}

/// The day on which the self-report is due.
///
/// # Errors
/// [`UnknownDay`].
pub fn self_report_due(round: &Round, delivery: (Day, Day), rule: &MidTerm) -> Result<Day, UnknownDay> {
    let day = add_days(reference_day(delivery, rule), rule.self_report_days);
    match rule.due_day_off {
        DueDayOff::NextWorkingDay => Workdays(&round.document.calendar).moved_off_day_off(day),
        DueDayOff::Stays => Ok(day),
    }
}

/// The first instant at which a self-report is late: as the schedule says, else the end of the due day.
///
/// # Errors
/// [`Refusal::NotNow`] for a round without delivery days, or a day the calendar does not know.
pub fn self_report_late_from(round: &Round, rule: &MidTerm) -> Result<Timestamp, Refusal> {
    if let Some(at) = round.document.schedule.mid_term_report_due {
        return Ok(at);
    }
    let delivery = round.document.schedule.delivery.ok_or_else(|| Refusal::not_now("no_delivery_days", json!({})))?;
    let due = self_report_due(round, delivery, rule);
    let due = due.map_err(|unknown| Refusal::not_now("calendar_unknown_day", json!({ "day": unknown.day })))?;
    Ok(end_of(&round.document.calendar, due))
}

/// The first instant at which a final report is late: as the schedule says, else so many days after the delivery as the rules say; nothing when neither does.
#[must_use]
pub fn final_report_late_from(round: &Round, rule: &FinalEvaluation) -> Option<Timestamp> {
    let schedule = &round.document.schedule;
    let ruled = || {
        let (delivery, days) = schedule.delivery.zip(rule.report_within_days)?;
        Some(end_of(&round.document.calendar, add_days(delivery.1, days)))
    };
    schedule.final_report_due.or_else(ruled)
}

/// The sum of the marks, each inside its dimension.
///
/// # Errors
/// [`Refusal::Invalid`] with every mark that is missing, unknown or out of range.
pub fn score(marks: &BTreeMap<String, Mark>, dimensions: &BTreeMap<String, i64>) -> Result<Mark, Refusal> {
    let mut faults = Vec::new();
    for (name, max) in dimensions {
        match marks.get(name) {
            None => faults.push(Fault::new(format!("/marks/{name}"), "mark_missing", json!({}))),
            Some(mark) if *mark < Mark::default() || *mark > Mark::points(*max) => {
                faults.push(Fault::new(format!("/marks/{name}"), "mark_out_of_range", json!({ "max": max })));
            }
            Some(_) => {}
        }
    }
    for name in marks.keys().filter(|name| !dimensions.contains_key(*name)) {
        faults.push(Fault::new(format!("/marks/{name}"), "dimension_unknown", json!({})));
    }
    Refusal::of(faults)?;
    Ok(marks.values().fold(Mark::default(), |sum, mark| sum.plus(*mark)))
}

/// The band of a score; the bounds are inclusive.
#[must_use]
pub fn band(score: Mark, rule: &FinalEvaluation) -> Option<&Band> {
    rule.bands.iter().filter(|b| score >= b.from).max_by_key(|b| b.from)
}

/// What is paid and given back at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settlement {
    /// What is payable in all.
    pub payable: Money,
    /// What the final instalment comes to.
    pub tail: Money,
    /// What is to be given back.
    pub refund: Money,
}

/// A project that failed at half time: payable is what was paid, but no more than what was spent.
#[must_use]
pub fn settle_failed(paid: Money, verified: Money) -> Settlement {
    let payable = paid.min(verified);
    Settlement { payable, tail: Money::ZERO, refund: paid.minus(payable) }
}

/// A project that was carried out: payable is the grant, but no more than what was spent; the band says how much of the rest is released.
///
/// ```
/// use model::Money;
/// use workflow::evaluations::settle_final;
/// let fen = Money::fen;
/// let settled = settle_final((fen(300_000), fen(270_000)), fen(287_360), 100);
/// assert_eq!((settled.payable, settled.tail, settled.refund), (fen(287_360), fen(17_360), fen(0)));
/// let less = settle_final((fen(300_000), fen(270_000)), fen(265_000), 100);
/// assert_eq!((less.payable, less.tail, less.refund), (fen(265_000), fen(0), fen(5_000)));
/// ```
#[must_use]
pub fn settle_final(granted_and_paid: (Money, Money), verified: Money, tail_percent: u32) -> Settlement {
    let (grant, paid) = granted_and_paid;
    let payable = grant.min(verified);
    let open = payable.minus(paid).max(Money::ZERO);
    Settlement { payable, tail: open.percent_floor(tail_percent), refund: paid.minus(payable).max(Money::ZERO) }
}

/// The last day of an exclusion of so many years from the day of the decision.
#[must_use]
pub fn banned_until(decided_on: Day, years: i64) -> Option<Day> {
    (years > 0).then(|| decided_on.saturating_add(jiff::Span::new().try_years(years).unwrap_or_default()))
}

/// How many in a hundred are satisfied, rounded as the round says; nothing when nobody was asked.
#[must_use]
pub fn satisfaction(asked: i64, satisfied: i64, rounding: Rounding) -> Option<String> {
    if asked <= 0 {
        return None;
    }
    let scale = 10_i128.pow(rounding.decimals.min(4));
    let (exact, asked) = (i128::from(satisfied) * 100 * scale, i128::from(asked));
    let (whole, rest) = (exact / asked, exact % asked);
    let up = match rounding.mode {
        RoundingMode::HalfUp => rest * 2 >= asked,
        RoundingMode::HalfEven => rest * 2 > asked || (rest * 2 == asked && whole % 2 == 1),
        RoundingMode::Down => false,
    };
    let units = i64::try_from((whole + i128::from(up)) * 10_000 / scale).ok()?;
    Some(Mark::units(units).with_places(usize::try_from(rounding.decimals).unwrap_or(2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> model::rules::Rules {
        serde_json::from_str(include_str!("../../../presets/weiguang_street_round.json")).unwrap()
    }

    #[test]
    fn the_reference_day_lies_at_half_time() {
        let rules = rules();
        let days = ("2025-06-01".parse().unwrap(), "2025-11-30".parse().unwrap());
        assert_eq!(reference_day(days, rules.mid_term().unwrap()).to_string(), "2025-08-31");
    }

    #[test]
    fn bands_are_inclusive() {
        let rules = rules();
        let name = |score: &str| band(score.parse().unwrap(), rules.final_evaluation().unwrap()).unwrap().name.clone();
        assert_eq!(
            [name("90"), name("89.5"), name("80"), name("79.5"), name("60"), name("59.5")],
            ["优秀", "良好", "良好", "合格", "合格", "不合格"]
        );
    }

    #[test]
    fn satisfaction_is_rounded_by_whole_numbers() {
        let two = Rounding { decimals: 2, mode: RoundingMode::HalfUp };
        assert_eq!(satisfaction(23, 22, two).as_deref(), Some("95.65"));
        assert_eq!(satisfaction(28, 28, two).as_deref(), Some("100.00"));
        assert_eq!(satisfaction(800, 1, two).as_deref(), Some("0.13"));
        assert_eq!(satisfaction(0, 0, two), None);
    }

    #[test]
    fn an_exclusion_ends_on_the_same_day_years_later() {
        assert_eq!(banned_until("2025-09-30".parse().unwrap(), 3).unwrap().to_string(), "2028-09-30");
        assert_eq!(banned_until("2024-02-29".parse().unwrap(), 3).unwrap().to_string(), "2027-02-28");
        assert_eq!(banned_until("2025-09-30".parse().unwrap(), 0), None);
    }
}
