//! Days, periods, and the calendar of Chinese working days with its make-up days.

pub use jiff::civil::Date as Day;

/// From the first to the last day, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day, included.
    pub to: Day,
}

/// Which days are working days, as the State Council orders them year by year.
///
/// A day outside `days_known_until` is an error, never a guess; `workflow::calendar` counts with it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// The name of this version; a round pins one.
    pub version: String,
    /// For whom it stands: `round` binds one round, `national` everybody.
    pub scope: String,
    /// The zone in which days begin, an IANA name.
    pub time_zone: String,
    /// The years it covers from their first to their last day.
    pub years: Vec<i16>,
    /// The last day it knows.
    pub days_known_until: Day,
    /// What happens outside: `error` is the only answer there is.
    pub outside: Outside,
    /// Days off that would otherwise be working days.
    pub holidays: Vec<Day>,
    /// Saturdays and Sundays that are worked to make up for a holiday.
    pub make_up_working_days: Vec<Day>,
    /// Whether someone has checked it against the official notice.
    pub verified: bool,
}

/// What a calendar does with a day it does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outside {
    /// Refuse.
    Error,
}
