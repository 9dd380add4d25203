//! Counting working days with the make-up days of the round's own calendar. A day that the calendar does not know is an error, never a guess.

use jiff::{Span, Timestamp, civil::Weekday, tz::TimeZone};
use model::rules::PublicNotice;
use model::{Calendar, Day};

/// A day outside what the calendar knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the calendar does not know {day}; it knows the days from {known_from} to {known_until}")]
pub struct UnknownDay {
    /// The day that was asked for.
    pub day: Day,
    /// The first day it knows; the last day of all when it covers no year.
    pub known_from: Day,
    /// The last day it knows.
    pub known_until: Day,
}

/// The working days of a calendar.
#[derive(Debug, Clone, Copy)]
pub struct Workdays<'a>(pub &'a Calendar);

impl Workdays<'_> {
    /// Whether people work on this day: Monday to Friday without the holidays, and the make-up days.
    ///
    /// ```
    /// use workflow::calendar::Workdays;
    ///
    /// let text = include_str!("../../../presets/calendars/cn-2025.json");
    /// let calendar: model::Calendar = serde_json::from_str(text)?;
    /// let days = Workdays(&calendar);
    /// // A Sunday that makes up for the days off in May.
    /// assert_eq!(days.is_working_day("2025-04-27".parse()?), Ok(true));
    /// assert_eq!(days.is_working_day("2025-05-01".parse()?), Ok(false));
    /// // Nobody has ordered the days off of 2024 in this calendar, so it does not answer.
    /// assert!(days.is_working_day("2024-12-31".parse()?).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`UnknownDay`] before the first covered year, after the last known day, and in a year between covered ones that is not covered itself.
    pub fn is_working_day(&self, day: Day) -> Result<bool, UnknownDay> {
        if !self.knows(day) {
            return Err(self.unknown(day));
        }
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        Ok(if weekend { self.0.make_up_working_days.contains(&day) } else { !self.0.holidays.contains(&day) })
    }

    /// The day on which a period of `n` working days ends whose first day counts, as in a public notice; `n` below 1 is taken as 1.
    ///
    /// # Errors
    /// [`UnknownDay`].
    pub fn nth_working_day(&self, from: Day, n: i64) -> Result<Day, UnknownDay> {
        let mut day = self.moved_off_day_off(from)?;
        for _ in 1..n {
            day = self.moved_off_day_off(self.step(day)?)?;
        }
        Ok(day)
    }

    /// The day `n` working days after an event; the day of the event does not count.
    ///
    /// # Errors
    /// [`UnknownDay`].
    pub fn add_working_days(&self, from: Day, n: i64) -> Result<Day, UnknownDay> {
        if n <= 0 { Ok(from) } else { self.nth_working_day(self.step(from)?, n) }
    }

    /// The last day of a public notice that begins on that day: so many working days as the round says, its first day counted or not as the round says, or calendar days.
    ///
    /// A notice in calendar days ends on the bare day, even on a day off. `None` when the round gives no length.
    ///
    /// # Errors
    /// [`UnknownDay`].
    pub fn notice_ends(&self, from: Day, rule: &PublicNotice) -> Result<Option<Day>, UnknownDay> {
        let before_first = i64::from(rule.first_day_counts);
        match (rule.working_days, rule.days) {
            (Some(n), _) if rule.first_day_counts => self.nth_working_day(from, n).map(Some),
            (Some(n), _) => self.add_working_days(from, n).map(Some),
            (None, Some(n)) => Ok(Some(add_days(from, n.saturating_sub(before_first).max(0)))),
            (None, None) => Ok(None),
        }
    }

    /// The day itself when it is a working day, else the next one that is.
    ///
    /// # Errors
    /// [`UnknownDay`].
    pub fn moved_off_day_off(&self, day: Day) -> Result<Day, UnknownDay> {
        let mut day = day;
        while !self.is_working_day(day)? {
            day = self.step(day)?;
        }
        Ok(day)
    }

    /// How many working days lie between two days, both included; 0 when the second is before the first.
    ///
    /// # Errors
    /// [`UnknownDay`].
    pub fn working_days_inclusive(&self, from: Day, to: Day) -> Result<i64, UnknownDay> {
        let mut count = 0_i64;
        if from > to {
            return Ok(count);
        }
        for day in from.series(Span::new().days(1)).take_while(|day| *day <= to) {
            count = count.saturating_add(i64::from(self.is_working_day(day)?));
        }
        Ok(count)
    }

    /// A day is known in a covered year, and after the last covered year as far as the calendar says; never after that.
    fn knows(&self, day: Day) -> bool {
        let years = &self.0.years;
        let after_the_last = years.iter().max().is_some_and(|last| day.year() > *last);
        day <= self.0.days_known_until && (years.contains(&day.year()) || after_the_last)
    }

    fn unknown(&self, day: Day) -> UnknownDay {
        let first = self.0.years.iter().min();
        UnknownDay {
            day,
            known_from: first.and_then(|year| Day::new(*year, 1, 1).ok()).unwrap_or(Day::MAX),
            known_until: self.0.days_known_until,
        }
    }

    /// The day after; no calendar knows what comes after the last day of all.
    fn step(&self, day: Day) -> Result<Day, UnknownDay> {
        day.tomorrow().or(Err(self.unknown(day)))
    }
}

/// The day after; the last day of all is its own successor.
#[must_use]
pub fn next(day: Day) -> Day {
    day.tomorrow().unwrap_or(day)
}

/// That many calendar days later, or the nearest end of all days.
#[must_use]
pub fn add_days(day: Day, n: i64) -> Day {
    let end = if n < 0 { Day::MIN } else { Day::MAX };
    let span = Span::new().try_days(n);
    span.map_or(end, |span| day.saturating_add(span))
}

/// How many calendar days lie from one day to a later one; 0 when it is not later.
#[must_use]
pub fn days_between(from: Day, to: Day) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()).max(0))
}

/// The zone in which the calendar's days begin.
#[must_use]
pub fn zone(calendar: &Calendar) -> TimeZone {
    TimeZone::get(&calendar.time_zone).unwrap_or_else(|_unknown| jiff::tz::Offset::constant(8).to_time_zone())
}

/// The day of an instant.
#[must_use]
pub fn day_of(calendar: &Calendar, instant: Timestamp) -> Day {
    instant.to_zoned(zone(calendar)).date()
}

/// The first instant of a day: 0:00 in the calendar's zone.
#[must_use]
pub fn start_of(calendar: &Calendar, day: Day) -> Timestamp {
    day.to_zoned(zone(calendar)).map_or(Timestamp::MIN, |midnight| midnight.timestamp())
}

/// The first instant after a day: 24:00 in the calendar's zone.
#[must_use]
pub fn end_of(calendar: &Calendar, day: Day) -> Timestamp {
    next(day).to_zoned(zone(calendar)).map_or(Timestamp::MAX, |midnight| midnight.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn season() -> Calendar {
        let season: serde_json::Value =
            serde_json::from_str(include_str!("../../../demo/seasons/zhaohuimen-2.json")).unwrap();
        serde_json::from_value(season["calendar"].clone()).unwrap()
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn make_up_days_count_and_holidays_do_not() {
        let calendar = season();
        let days = Workdays(&calendar);
        for (from, to, count) in
            [("2025-04-24", "2025-04-29", 5), ("2025-05-09", "2025-05-15", 5), ("2025-09-27", "2025-10-16", 10)]
        {
            assert_eq!(days.working_days_inclusive(day(from), day(to)), Ok(count), "{from}");
        }
    }

    #[test]
    fn a_notice_counts_its_first_day_and_a_deadline_does_not_count_the_event() {
        let calendar = season();
        let days = Workdays(&calendar);
        assert_eq!(days.nth_working_day(day("2025-04-24"), 5), Ok(day("2025-04-29")));
        assert_eq!(days.add_working_days(day("2025-04-27"), 5), Ok(day("2025-05-07")));
        assert_eq!(days.add_working_days(day("2025-05-20"), 15), Ok(day("2025-06-11")));
        assert_eq!(days.moved_off_day_off(day("2025-10-03")), Ok(day("2025-10-09")));
    }

    #[test]
    fn a_day_outside_is_an_error() {
        let calendar = season();
        let days = Workdays(&calendar);
        assert!(days.is_working_day(day("2025-01-01")).is_ok());
        assert!(days.is_working_day(day("2024-12-31")).is_err());
        assert!(days.is_working_day(day("2026-01-31")).is_ok());
        assert!(days.is_working_day(day("2026-02-01")).is_err());
        assert!(days.add_working_days(day("2026-01-30"), 1).is_err());
    }

    #[test]
    fn a_year_between_covered_years_is_unknown_and_so_is_everything_without_years() {
        let mut calendar = season();
        calendar.years = vec![2022, 2025];
        let known = |calendar: &Calendar, text: &str| {
            Workdays(calendar).is_working_day(day(text)).map_err(|unknown| {
                let UnknownDay { known_from, known_until, .. } = unknown;
                (known_from.to_string(), known_until.to_string())
            })
        };
        let bounds = Err(("2022-01-01".to_owned(), "2026-01-31".to_owned()));
        for (text, answer) in [
            ("2021-12-31", bounds.clone()),
            ("2022-01-03", Ok(true)),
            ("2022-12-30", Ok(true)),
            ("2023-01-02", bounds.clone()),
            ("2024-12-31", bounds.clone()),
            ("2025-01-01", Ok(false)),
            ("2026-01-05", Ok(true)),
            ("2026-02-02", bounds),
        ] {
            assert_eq!(known(&calendar, text), answer, "{text}");
        }
        calendar.years.clear();
        assert!(known(&calendar, "2025-06-03").is_err());
        calendar.years = vec![2025];
        calendar.days_known_until = day("2025-06-30");
        assert_eq!(known(&calendar, "2025-06-30"), Ok(true));
        assert!(known(&calendar, "2025-07-01").is_err());
    }

    #[test]
    fn counting_ends_at_the_last_day_of_all() {
        let mut calendar = season();
        calendar.years = vec![9999];
        calendar.days_known_until = Day::MAX;
        let days = Workdays(&calendar);
        // 9999-12-31 is a Friday.
        assert_eq!(days.working_days_inclusive(day("9999-12-30"), Day::MAX), Ok(2));
        assert_eq!(days.add_working_days(day("9999-12-30"), 1), Ok(Day::MAX));
        assert!(days.add_working_days(day("9999-12-30"), 2).is_err());
        assert!(days.add_working_days(day("9999-12-30"), i64::MAX).is_err());
        assert_eq!(add_days(day("2025-01-01"), i64::MAX), Day::MAX);
        assert_eq!(add_days(day("2025-01-01"), i64::MIN), Day::MIN);
        assert_eq!(days.working_days_inclusive(Day::MAX, day("9999-12-30")), Ok(0));
    }

    #[test]
    fn a_notice_ends_as_its_round_counts() {
        let calendar = season();
        let rules: model::rules::Rules =
            serde_json::from_str(include_str!("../../../presets/weiguang_street_round.json")).unwrap();
        let about = model::rules::NoticeSubject::Award;
        let rule = rules.notice(about).unwrap();
        let ends = |working_days, days, first_day_counts| {
            let rule = PublicNotice { working_days, days, first_day_counts, ..rule.clone() };
            Workdays(&calendar).notice_ends(day("2025-04-24"), &rule).unwrap()
        };
        for (working_days, days, first_day_counts, end) in [
            (Some(5), None, true, Some("2025-04-29")),
            (Some(5), None, false, Some("2025-04-30")),
            (Some(1), None, true, Some("2025-04-24")),
            (None, Some(7), true, Some("2025-04-30")),
            (None, Some(7), false, Some("2025-05-01")),
            (None, None, true, None),
        ] {
            let found = ends(working_days, days, first_day_counts);
            assert_eq!(found, end.map(day), "{working_days:?} {days:?} {first_day_counts}");
        }
    }

    #[test]
    fn a_day_without_a_midnight_begins_when_its_clocks_do() {
        let mut calendar = season();
        calendar.time_zone = "America/Sao_Paulo".into();
        // In the night to 4 November 2018 the clocks went from 0:00 to 1:00.
        let begins = "2018-11-04T03:00:00Z".parse::<Timestamp>().unwrap();
        assert_eq!(end_of(&calendar, day("2018-11-03")), begins);
        assert_eq!(start_of(&calendar, day("2018-11-04")), begins);
        assert_eq!(day_of(&calendar, begins), day("2018-11-04"));
    }

    #[test]
    fn a_day_ends_at_midnight_in_the_rounds_zone() {
        let calendar = season();
        assert_eq!(end_of(&calendar, day("2025-03-17")).to_string(), "2025-03-17T16:00:00Z");
        assert_eq!(day_of(&calendar, "2025-03-17T15:59:59Z".parse().unwrap()), day("2025-03-17"));
        assert_eq!(day_of(&calendar, "2025-03-17T16:00:00Z".parse().unwrap()), day("2025-03-18"));
    }
}
