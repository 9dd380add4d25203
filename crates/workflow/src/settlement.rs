//! Evaluations and the settlement of a project: reference day, score, band, what is payable, what goes back, and for how long a fail excludes.

use crate::Fault;
use crate::calendar::{UnknownDay, Workdays, add_days, days_between};
use crate::milestone_days;
use jiff::Span;
use model::rules::{Band, MidTerm, Rounding, RoundingMode};
use model::{Day, Mark, Money, Period};
use serde_json::json;
use std::collections::BTreeMap;

/// What a project may keep, what is still paid, and what goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Settlement {
    /// What the verified spending makes payable.
    pub payable_fen: Money,
    /// The final instalment; one of 0 is not paid at all.
    pub tail_fen: Money,
    /// What goes back to the fund it came from.
    pub refund_fen: Money,
}

/// The settlement after the final evaluation, from the grant, what was paid before, and the verified spending.
///
/// Payable is the smaller of grant and verified spending.
/// The final instalment is the band's percent of what is payable and not yet paid, rounded down to the fen; what was paid beyond the payable amount is refunded.
/// What a low band withholds stays in the pool: it is neither paid nor refunded.
///
/// ```
/// use model::Money;
/// use workflow::settlement::{Settlement, final_settlement};
///
/// let fen = Money::fen;
/// // Less was spent than granted, but more than was paid: the final instalment shrinks.
/// assert_eq!(
///     final_settlement(fen(300_000), fen(270_000), fen(287_360), 100),
///     Settlement { payable_fen: fen(287_360), tail_fen: fen(17_360), refund_fen: fen(0) }
/// );
/// // Less was spent than was paid: nothing more is paid, and the difference goes back.
/// assert_eq!(
///     final_settlement(fen(300_000), fen(270_000), fen(265_000), 100),
///     Settlement { payable_fen: fen(265_000), tail_fen: fen(0), refund_fen: fen(5_000) }
/// );
/// ```
#[must_use]
pub fn final_settlement(
    grant: Money,
    paid: Money,
    verified: Money,
    tail_percent: u32,
) -> Settlement {
    let payable_fen = grant.min(verified).max(Money::ZERO);
    let open = payable_fen.minus(paid).max(Money::ZERO);
    Settlement {
        payable_fen,
        tail_fen: open.percent_floor(tail_percent),
        refund_fen: paid.minus(payable_fen).max(Money::ZERO),
    }
}

/// The settlement of a project that ends at the mid-term, by a fail or in its rectification: payable is the smaller of what was paid and the verified spending, the rest goes back, nothing more is paid.
#[must_use]
pub fn failed(paid: Money, verified: Money) -> Settlement {
    let payable_fen = paid.min(verified).max(Money::ZERO);
    Settlement {
        payable_fen,
        tail_fen: Money::ZERO,
        refund_fen: paid.minus(payable_fen).max(Money::ZERO),
    }
}

/// The mid-term reference day: the first day plus the given percent of the days of the delivery, first and last included, rounded down to whole days.
///
/// ```
/// use model::Period;
/// use workflow::settlement::reference_day;
///
/// // 183 days; the half is 91.5, so the 92nd day.
/// let delivery = Period { from: "2025-06-01".parse()?, to: "2025-11-30".parse()? };
/// assert_eq!(reference_day(delivery, 50), "2025-08-31".parse()?);
/// # Ok::<(), jiff::Error>(())
/// ```
#[must_use]
pub fn reference_day(delivery: Period, percent: u32) -> Day {
    let days = days_between(delivery.from, delivery.to).saturating_add(1);
    let passed = days.saturating_mul(i64::from(percent)).div_euclid(100);
    add_days(delivery.from, passed)
}

/// The due day of the mid-term self-report: so many calendar days after the reference day, moved off a day off where the round says so.
///
/// # Errors
/// [`UnknownDay`].
pub fn self_report_due(
    reference_day: Day,
    rule: &MidTerm,
    days: &Workdays<'_>,
) -> Result<Day, UnknownDay> {
    let bare = add_days(reference_day, rule.self_report_days);
    milestone_days::due(bare, rule.due_day_off, days)
}

/// The last day of an exclusion, included: the same day of the year so many years after the decision; `None` when a fail does not exclude.
///
/// From 29 February it lasts to the 28th where the year has no 29th.
#[must_use]
pub fn ban_until(decided_on: Day, years: i64) -> Option<Day> {
    if years <= 0 {
        return None;
    }
    let span = Span::new().try_years(years).ok();
    Some(span.map_or(Day::MAX, |span| decided_on.saturating_add(span)))
}

/// The band a score reaches: the one with the highest bound that is not above the score; bounds are inclusive.
///
/// The order of the list does not matter; `None` when the score is below every bound.
#[must_use]
pub fn band_of(score: Mark, bands: &[Band]) -> Option<&Band> {
    bands
        .iter()
        .filter(|band| band.from <= score)
        .max_by_key(|band| band.from)
}

/// The score of an evaluation: the sum of one mark for each dimension.
///
/// # Errors
/// All faults at once, with pointers below `/marks`: `mark_out_of_range` when a mark is below 0 or above the highest of its dimension, `dimension_unknown`, `dimension_missing`.
pub fn score(
    marks: &BTreeMap<String, Mark>,
    dimensions: &BTreeMap<String, i64>,
) -> Result<Mark, Vec<Fault>> {
    let at = |name: &str| format!("/marks/{}", name.replace('~', "~0").replace('/', "~1"));
    let mut faults = Vec::new();
    for (name, mark) in marks {
        let Some(max) = dimensions.get(name) else {
            let known: Vec<&String> = dimensions.keys().collect();
            let facts = json!({ "known": known });
            faults.push(Fault::new(at(name), "dimension_unknown", facts));
            continue;
        };
        if *mark < Mark::default() || *mark > Mark::points(*max) {
            let facts = json!({ "mark": mark, "max": max });
            faults.push(Fault::new(at(name), "mark_out_of_range", facts));
        }
    }
    for name in dimensions.keys().filter(|name| !marks.contains_key(*name)) {
        faults.push(Fault::new(at(name), "dimension_missing", json!({})));
    }
    if faults.is_empty() {
        let marks = marks.values().copied();
        Ok(marks.fold(Mark::default(), Mark::plus))
    } else {
        Err(faults)
    }
}

/// How many percent of those asked are satisfied, as a decimal string with the places of the rule; at most four. Whole numbers only, so an exact half is seen as one.
///
/// ```
/// use model::rules::{Rounding, RoundingMode};
/// use workflow::settlement::satisfaction_percent;
///
/// let two = Rounding { decimals: 2, mode: RoundingMode::HalfUp };
/// assert_eq!(satisfaction_percent(22, 23, two).as_deref(), Ok("95.65"));
/// assert_eq!(satisfaction_percent(28, 28, two).as_deref(), Ok("100.00"));
/// ```
///
/// # Errors
/// `nobody_asked` when there is no whole of which it could be a share, `satisfied_out_of_range` when it is below 0 or more than were asked.
pub fn satisfaction_percent(
    satisfied: i64,
    asked: i64,
    rounding: Rounding,
) -> Result<String, Fault> {
    if asked <= 0 {
        let facts = json!({ "asked": asked });
        return Err(Fault::new("/satisfaction/asked", "nobody_asked", facts));
    }
    if satisfied < 0 || satisfied > asked {
        let facts = json!({ "asked": asked, "satisfied": satisfied });
        return Err(Fault::new(
            "/satisfaction/satisfied",
            "satisfied_out_of_range",
            facts,
        ));
    }
    let decimals = rounding.decimals.min(4);
    let unit = 10_i128.pow(decimals);
    let (above, below) = (i128::from(satisfied) * 100 * unit, i128::from(asked));
    let rounded = rounded(above, below, rounding.mode);
    Ok(match usize::try_from(decimals) {
        Ok(places) if places > 0 => {
            format!("{}.{:0places$}", rounded / unit, rounded % unit)
        }
        _ => rounded.to_string(),
    })
}

/// A fraction that is not negative, rounded to a whole number.
const fn rounded(above: i128, below: i128, mode: RoundingMode) -> i128 {
    let (whole, twice) = (above / below, above % below * 2);
    let up = match mode {
        RoundingMode::Down => false,
        RoundingMode::HalfUp => twice >= below,
        RoundingMode::HalfEven => twice > below || (twice == below && whole % 2 == 1),
    };
    if up { whole + 1 } else { whole }
}

#[cfg(test)]
mod tests;
