//! What a letter must be told, and in which shape. Facts are checked before the words are looked at,
//! so a letter with a hole is refused by the name of the hole.

use model::{Day, Timestamp};
use serde_json::Value;

/// One thing that a letter tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// Its key in the letter's facts.
    pub name: &'static str,
    /// How it is written there.
    pub shape: Shape,
}

/// How a fact is written in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A string; it may be empty.
    Text,
    /// A list of strings with at least one entry.
    Lines,
    /// An integer of fen, never negative.
    Fen,
    /// An integer, never negative.
    Number,
    /// A day, `2025-04-29`. As a due day it is included: it ends at 24:00.
    Day,
    /// A day, or null where the round's rules set none.
    DayOrNone,
    /// An instant in RFC 3339. As a deadline it is the first instant that is too late.
    Instant,
    /// One of these codes; the template owns the words for them.
    OneOf(&'static [&'static str]),
}

/// The facts of every letter, whatever its kind: `office`, the body that signs it, and `contact`, where to ask (a telephone number, a place, hours).
pub const LETTERHEAD: &[Fact] =
    &[Fact { name: "office", shape: Shape::Text }, Fact { name: "contact", shape: Shape::Text }];

impl Shape {
    /// Whether a value is written so.
    pub(crate) fn fits(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Lines => {
                value.as_array().is_some_and(|lines| !lines.is_empty() && lines.iter().all(Value::is_string))
            }
            Self::Fen | Self::Number => value.as_i64().is_some_and(|number| number >= 0),
            Self::Day => value.as_str().is_some_and(is_day),
            Self::DayOrNone => value.is_null() || Self::Day.fits(value),
            Self::Instant => value.as_str().is_some_and(|text| text.parse::<Timestamp>().is_ok()),
            Self::OneOf(codes) => value.as_str().is_some_and(|code| codes.contains(&code)),
        }
    }

    /// The shape in words, for the one who forgot it.
    pub(crate) const fn wanted(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Lines => "a list of strings, not empty",
            Self::Fen => "an integer of fen, not negative",
            Self::Number => "an integer, not negative",
            Self::Day => "a day such as 2025-04-29",
            Self::DayOrNone => "a day or null",
            Self::Instant => "an instant in RFC 3339",
            Self::OneOf(_) => "one of the codes listed for it",
        }
    }
}

/// A day and nothing more; the parser alone would also take a date with a time behind it.
fn is_day(text: &str) -> bool {
    text.parse::<Day>().is_ok_and(|day| day.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_shape_takes_what_it_says_and_nothing_else() {
        let codes = Shape::OneOf(&["passed", "failed"]);
        let table = [
            (Shape::Text, json!(""), true),
            (Shape::Text, json!(1), false),
            (Shape::Lines, json!(["缺公章"]), true),
            (Shape::Lines, json!([]), false),
            (Shape::Lines, json!(["缺公章", 2]), false),
            (Shape::Lines, json!("缺公章"), false),
            (Shape::Fen, json!(-1), false),
            (Shape::Fen, json!(0), true),
            (Shape::Fen, json!(i64::MAX), true),
            (Shape::Fen, json!(9_223_372_036_854_775_808_u64), false),
            (Shape::Fen, json!(1.0), false),
            (Shape::Fen, json!("1"), false),
            (Shape::Number, json!(1), true),
            (Shape::Number, json!(-1), false),
            (Shape::Day, json!("2024-02-29"), true),
            (Shape::Day, json!("2025-02-29"), false),
            (Shape::Day, json!("20240229"), false),
            (Shape::Day, json!("2024-02-29T00:00:00"), false),
            (Shape::Day, json!(null), false),
            (Shape::DayOrNone, json!(null), true),
            (Shape::DayOrNone, json!("2024-02-29"), true),
            (Shape::DayOrNone, json!("2025-02-29"), false),
            (Shape::Instant, json!("2025-09-15T17:00:00+08:00"), true),
            (Shape::Instant, json!("2025-09-15T17:00:00"), false),
            (Shape::Instant, json!("2025-09-15"), false),
            (codes, json!("passed"), true),
            (codes, json!("Passed"), false),
            (codes, json!(null), false),
        ];
        for (shape, value, expected) in table {
            assert_eq!(shape.fits(&value), expected, "{shape:?} {value}");
        }
    }
}
