//! The plan of a season: every act with its instant, in the order in which they happen.

use super::player::Player;
use anyhow::Context;
use jiff::Timestamp;
use serde_json::Value;

type Deed = Box<dyn Fn(&mut Player) -> anyhow::Result<()>>;

/// One act.
pub(crate) struct Step {
    pub(crate) at: Timestamp,
    /// Among acts of one instant the lower goes first.
    turn: u8,
    pub(crate) name: String,
    pub(crate) deed: Deed,
}

/// Every act of a season.
#[derive(Default)]
pub(crate) struct Plan {
    pub(crate) steps: Vec<Step>,
}

impl Plan {
    /// Adds an act at an instant, RFC 3339.
    pub(crate) fn at(
        &mut self,
        at: &str,
        name: impl Into<String>,
        deed: impl Fn(&mut Player) -> anyhow::Result<()> + 'static,
    ) -> anyhow::Result<()> {
        self.turn(at, 5, name, deed)
    }

    /// The same where the order within one instant matters.
    pub(crate) fn turn(
        &mut self,
        at: &str,
        turn: u8,
        name: impl Into<String>,
        deed: impl Fn(&mut Player) -> anyhow::Result<()> + 'static,
    ) -> anyhow::Result<()> {
        let name = name.into();
        let at = at.parse().with_context(|| format!("{name}: {at:?} is no instant"))?;
        self.steps.push(Step { at, turn, name, deed: Box::new(deed) });
        Ok(())
    }

    pub(crate) fn in_order(mut self) -> Vec<Step> {
        self.steps.sort_by_key(|step| (step.at, step.turn));
        self.steps
    }
}

/// An instant on a day of the season, in China's one offset.
pub(crate) fn on(day: &Value, time: &str) -> String {
    format!("{}T{time}:00+08:00", text(day))
}

/// The text of a value; nothing when it is none.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The items of a list; none when it is none.
pub(crate) fn items(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// An instant some seconds after another.
pub(crate) fn after(instant: &Value, seconds: i64) -> anyhow::Result<String> {
    let at: Timestamp = text(instant).parse()?;
    Ok(at.saturating_add(jiff::SignedDuration::from_secs(seconds))?.to_string())
}

/// Some of the fields of an object.
pub(crate) fn pick(value: &Value, fields: &[&str]) -> Value {
    let found = fields.iter().filter_map(|f| value.get(*f).map(|v| ((*f).to_owned(), v.clone())));
    Value::Object(found.collect())
}
