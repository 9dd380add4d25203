//! Periods of real notices, counted with the calendars of their years.

#![cfg(test)]

use model::{Calendar, Day};
use workflow::calendar::Workdays;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn preset() -> Calendar {
    serde_json::from_str(include_str!("../../../presets/calendars/cn-2025.json")).unwrap()
}

/// Only as much of a year as the cases touch: no holiday of these years falls into them.
fn year(year: i16, make_up: &[&str]) -> Calendar {
    Calendar {
        version: format!("cases-{year}"),
        years: vec![year],
        days_known_until: Day::new(year, 12, 31).unwrap(),
        holidays: Vec::new(),
        make_up_working_days: make_up.iter().map(|text| day(text)).collect(),
        ..preset()
    }
}

fn calendar_of(day: Day) -> Calendar {
    match day.year() {
        2012 => year(2012, &[]),
        2021 => year(2021, &[]),
        // The Sunday makes up for the days off at the beginning of May.
        2023 => year(2023, &["2023-04-23"]),
        _ => preset(),
    }
}

#[test]
fn every_published_period_has_its_number_of_working_days() {
    let mut counted = 0;
    for row in include_str!("data/workday_cases.csv").lines().skip(1) {
        let mut fields = row.splitn(6, ',');
        let mut field = || fields.next().unwrap();
        let (case, from, to) = (field(), day(field()), day(field()));
        let (exact, naive): (i64, i64) = (field().parse().unwrap(), field().parse().unwrap());
        let calendar = calendar_of(from);
        let days = Workdays(&calendar);
        assert_eq!(days.working_days_inclusive(from, to), Ok(exact), "{case}");
        if days.is_working_day(to) == Ok(true) {
            assert_eq!(days.nth_working_day(from, exact), Ok(to), "{case}");
        }
        // The same days without holidays and make-up days are what a program counts that knows only weekends.
        let bare = year(from.year(), &[]);
        let weekdays = Workdays(&bare).working_days_inclusive(from, to);
        assert_eq!(weekdays, Ok(naive), "{case}");
        counted += 1;
    }
    assert_eq!(counted, 6);
}

#[test]
fn the_national_calendar_has_the_days_of_the_demo_season() {
    let season: serde_json::Value =
        serde_json::from_str(include_str!("../../../demo/seasons/zhaohuimen-2.json")).unwrap();
    let season: Calendar = serde_json::from_value(season["calendar"].clone()).unwrap();
    let same_days = Calendar { version: season.version.clone(), scope: season.scope.clone(), ..preset() };
    assert_eq!(same_days, season);
    assert_eq!(preset().scope, "national");
}

#[test]
fn a_year_of_the_national_calendar_has_as_many_working_days_as_were_ordered() {
    let calendar = preset();
    let days = Workdays(&calendar);
    // 261 days from Monday to Friday, 18 of them off, and 5 days that make up.
    let whole = days.working_days_inclusive(day("2025-01-01"), day("2025-12-31"));
    assert_eq!(whole, Ok(248));
}
