//! A letter in words: the templates of its kind, filled with its facts, between greeting and closing.

use crate::facts::{Fact, LETTERHEAD};
use crate::{Letter, LetterKind, kinds, plain};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value};
use model::{Day, Money, Timestamp};
use serde_json::json;

/// The zone in which letters tell the time; all of China keeps it.
const ZONE: &str = "Asia/Shanghai";

/// A letter in words, ready to be carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The subject, one line.
    pub subject: String,
    /// The whole text, lines ended by `\n`.
    pub body: String,
}

/// Why a letter cannot be put into words; another try would not help.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// A fact is not there.
    #[error("a letter {kind} lacks the fact {fact}")]
    MissingFact {
        /// The letter's kind.
        kind: LetterKind,
        /// The name of the fact.
        fact: &'static str,
    },
    /// A fact is there in a wrong shape.
    #[error("in a letter {kind} the fact {fact} is not {wanted}")]
    BadFact {
        /// The letter's kind.
        kind: LetterKind,
        /// The name of the fact.
        fact: &'static str,
        /// What it should have been.
        wanted: &'static str,
    },
    /// The template itself is at fault.
    #[error("the template of a letter {kind} failed: {why}")]
    Template {
        /// The letter's kind.
        kind: LetterKind,
        /// What the template engine says.
        why: String,
    },
}

/// Puts a letter into words.
///
/// # Errors
/// [`RenderError`]: a fact is missing or misshapen, by its name.
pub fn render(letter: &Letter) -> Result<Rendered, RenderError> {
    check(letter.kind, &letter.facts)?;
    let fault = |error: minijinja::Error| RenderError::Template { kind: letter.kind, why: error.to_string() };
    let engine = engine().map_err(fault)?;
    let fill = |template: &str, with: &serde_json::Value| {
        let with = Value::from(Serde(with));
        engine.render_str(template, with).map_err(fault)
    };
    let words = letter.kind.words(letter.locale);
    let subject = fill(words.subject, &letter.facts)?;
    let framed = json!({
        "to_name": plain::one_line(&letter.to_name),
        "body": fill(words.body, &letter.facts)?.trim_end(),
        "written_at": letter.created_at,
        "office": letter.facts.get("office"),
        "contact": letter.facts.get("contact"),
    });
    let body = fill(kinds::frame(letter.locale), &framed)?;
    Ok(Rendered { subject: plain::one_line(&subject), body: plain::lines(&body) })
}

/// Whether the facts suffice for a letter of this kind; an act asks before it puts the letter into the outbox.
///
/// # Errors
/// [`RenderError::MissingFact`] or [`RenderError::BadFact`] for the first one that is wrong.
pub fn check(kind: LetterKind, facts: &serde_json::Value) -> Result<(), RenderError> {
    for Fact { name, shape } in kind.facts().iter().chain(LETTERHEAD) {
        let value = facts.get(name).ok_or(RenderError::MissingFact { kind, fact: name })?;
        if !shape.fits(value) {
            let wanted = shape.wanted();
            return Err(RenderError::BadFact { kind, fact: name, wanted });
        }
    }
    Ok(())
}

/// The template engine: strict about what is not there, plain text without escaping.
fn engine() -> Result<Environment<'static>, minijinja::Error> {
    let whole_lines = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
    let mut engine = Environment::new();
    engine.set_syntax(whole_lines);
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.add_filter("yuan", yuan);
    engine.add_filter("minutes", minutes);
    engine.add_filter("day", day);
    engine.add_filter("day_of", day_of);
    engine.add_filter("instant", instant);
    engine.add_filter("until", until);
    Ok(engine)
}

/// `995800` is `9958.00元`.
fn yuan(fen: i64) -> String {
    format!("{}元", Money::fen(fen))
}

/// `300` is `5分钟`, `330` is `5分30秒`, `45` is `45秒`.
fn minutes(secs: i64) -> String {
    match (secs / 60, secs % 60) {
        (whole, 0) => format!("{whole}分钟"),
        (0, rest) => format!("{rest}秒"),
        (whole, rest) => format!("{whole}分{rest}秒"),
    }
}

/// `2025-04-29` is `2025年4月29日`.
fn day(text: &str) -> Result<String, minijinja::Error> {
    text.parse::<Day>().map(in_words).map_err(unreadable)
}

/// The day on which an instant falls.
fn day_of(text: &str) -> Result<String, minijinja::Error> {
    let at = text.parse::<Timestamp>().map_err(unreadable)?;
    Ok(in_words(at.in_tz(ZONE).map_err(unreadable)?.date()))
}

/// `2025-09-15T09:00:00Z` is `2025年9月15日 17:00`.
fn instant(text: &str) -> Result<String, minijinja::Error> {
    let at = text.parse::<Timestamp>().map_err(unreadable)?;
    let at = at.in_tz(ZONE).map_err(unreadable)?;
    let day = in_words(at.date());
    Ok(format!("{day} {:02}:{:02}", at.hour(), at.minute()))
}

/// A deadline, the first instant that is too late; midnight is told as the day before at 24:00, since people take `00:00` for its evening.
fn until(text: &str) -> Result<String, minijinja::Error> {
    let at = text.parse::<Timestamp>().map_err(unreadable)?;
    let at = at.in_tz(ZONE).map_err(unreadable)?;
    if (at.hour(), at.minute(), at.second()) != (0, 0, 0) {
        return instant(text);
    }
    let before = at.date().yesterday().map_err(unreadable)?;
    Ok(format!("{} 24:00", in_words(before)))
}

fn in_words(day: Day) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

fn unreadable(error: impl std::fmt::Display) -> minijinja::Error {
    minijinja::Error::new(ErrorKind::InvalidOperation, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Locale;
    use std::collections::BTreeSet;

    #[test]
    fn a_template_speaks_of_exactly_the_facts_it_declares() {
        for kind in LetterKind::ALL {
            let words = kind.words(Locale::ZhCn);
            let engine = engine().unwrap();
            let named = |source| {
                let template = engine.template_from_str(source).unwrap();
                template.undeclared_variables(false)
            };
            let mut spoken: BTreeSet<String> = named(words.subject).into_iter().collect();
            spoken.extend(named(words.body));
            let declared: BTreeSet<String> = kind.facts().iter().map(|fact| fact.name.to_owned()).collect();
            assert_eq!(spoken, declared, "{kind}");
        }
    }

    #[test]
    fn an_undefined_name_is_an_error_even_behind_the_check() {
        let error = engine().unwrap().render_str("{{ nobody }}", ()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UndefinedError);
    }

    #[test]
    fn money_is_exact_to_the_fen() {
        let table = [
            (0, "0.00元"),
            (1, "0.01元"),
            (99, "0.99元"),
            (100, "1.00元"),
            (995_800, "9958.00元"),
            (9_007_199_254_740_993, "90071992547409.93元"),
            (i64::MAX, "92233720368547758.07元"),
        ];
        for (fen, words) in table {
            assert_eq!(yuan(fen), words);
        }
    }

    #[test]
    fn times_are_told_in_shanghai() {
        assert_eq!(day("2025-04-29").unwrap(), "2025年4月29日");
        let table = [
            ("2025-09-15T09:00:00Z", "2025年9月15日 17:00", "2025年9月15日 17:00"),
            ("2025-09-15T17:00:00+08:00", "2025年9月15日 17:00", "2025年9月15日 17:00"),
            ("2025-04-30T15:59:59Z", "2025年4月30日 23:59", "2025年4月30日 23:59"),
            ("2025-04-30T16:00:00Z", "2025年5月1日 00:00", "2025年4月30日 24:00"),
            ("2025-04-30T16:00:01Z", "2025年5月1日 00:00", "2025年5月1日 00:00"),
            ("2024-12-31T16:00:00Z", "2025年1月1日 00:00", "2024年12月31日 24:00"),
        ];
        for (at, as_instant, as_deadline) in table {
            assert_eq!(instant(at).unwrap(), as_instant);
            assert_eq!(until(at).unwrap(), as_deadline);
        }
        assert_eq!(day_of("2025-04-30T15:59:59Z").unwrap(), "2025年4月30日");
        assert_eq!(day_of("2025-04-30T16:00:00Z").unwrap(), "2025年5月1日");
    }

    #[test]
    fn lengths_are_told_in_minutes() {
        let table = [(0, "0分钟"), (45, "45秒"), (60, "1分钟"), (300, "5分钟"), (330, "5分30秒")];
        for (secs, words) in table {
            assert_eq!(minutes(secs), words);
        }
    }
}
