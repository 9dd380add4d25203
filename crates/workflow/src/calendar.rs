//! Counting working days with the make-up days of the round's own calendar. A day that the calendar does not know is an error, never a guess.

use jiff::{Span, Timestamp, civil::Weekday, tz::TimeZone};
use model::{Calendar, Day};

/// A day outside what the calendar knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the calendar does not know {day}; it knows the days from {known_from} to {known_until}")]
pub struct UnknownDay {
    /// The day that was asked for.
    pub day: Day,
    /// The first day it knows.
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
    /// # Errors
    /// [`UnknownDay`].
    pub fn is_working_day(&self, day: Day) -> Result<bool, UnknownDay> {
        let first_year = self.0.years.iter().copied().min().unwrap_or(day.year().saturating_add(1));
        let known_from = Day::new(first_year, 1, 1).unwrap_or(Day::MAX);
        if day < known_from || day > self.0.days_known_until {
            return Err(UnknownDay { day, known_from, known_until: self.0.days_known_until });
        }
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        Ok(if weekend { self.0.make_up_working_days.contains(&day) } else { !self.0.holidays.contains(&day) })
    }

    /// The day on which a notice of `n` working days ends: its first day counts.
    ///
    /// # Errors
    /// [`UnknownDay`].
    pub fn nth_working_day(&self, from: Day, n: i64) -> Result<Day, UnknownDay> {
        let mut day = self.moved_off_day_off(from)?;
        for _ in 1..n {
            day = self.moved_off_day_off(next(day))?;
        }
        Ok(day)
    }

    /// The day `n` working days after an event; the day of the event does not count.
    ///
    /// # Errors
    /// [`UnknownDay`].
    pub fn add_working_days(&self, from: Day, n: i64) -> Result<Day, UnknownDay> {
        if n <= 0 { Ok(from) } else { self.nth_working_day(next(from), n) }
    }

    /// The day itself when it is a working day, else the next one that is.
    ///
    /// # Errors
    /// [`UnknownDay`].
    pub fn moved_off_day_off(&self, day: Day) -> Result<Day, UnknownDay> {
        let mut day = day;
        while !self.is_working_day(day)? {
            day = next(day);
        }
        Ok(day)
    }

    /// How many working days lie between two days, both included.
    ///
    /// # Errors
    /// [`UnknownDay`].
    pub fn working_days_inclusive(&self, from: Day, to: Day) -> Result<i64, UnknownDay> {
        let (mut day, mut count) = (from, 0_i64);
        while day <= to {
            count += i64::from(self.is_working_day(day)?);
            day = next(day);
        }
        Ok(count)
    }
}

/// The day after; the last day of all is its own successor.
#[must_use]
pub fn next(day: Day) -> Day {
    day.tomorrow().unwrap_or(day)
}

/// That many calendar days later.
#[must_use]
pub fn add_days(day: Day, n: i64) -> Day {
    day.saturating_add(Span::new().try_days(n).unwrap_or_default())
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
    fn a_day_ends_at_midnight_in_the_rounds_zone() {
        let calendar = season();
        assert_eq!(end_of(&calendar, day("2025-03-17")).to_string(), "2025-03-17T16:00:00Z");
        assert_eq!(day_of(&calendar, "2025-03-17T15:59:59Z".parse().unwrap()), day("2025-03-17"));
        assert_eq!(day_of(&calendar, "2025-03-17T16:00:00Z".parse().unwrap()), day("2025-03-18"));
    }
}
