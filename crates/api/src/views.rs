//! How things look from outside: instants in the round's offset, money in fen, marks as strings, and the acts that are open.

use model::Timestamp;
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

/// An instant as it is shown: RFC 3339 in China's one offset, +08:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, format = DateTime)]
pub struct At(pub Timestamp);

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let here = self.0.to_zoned(jiff::tz::Offset::constant(8).to_time_zone());
        serializer.serialize_str(&here.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    }
}

/// A page of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// What to put into `after` for the next page; `null` on the last one.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Everything on one page.
    #[must_use]
    pub const fn whole(items: Vec<T>) -> Self {
        Self { items, next: None }
    }
}

/// Which page of a list.
#[derive(Debug, Clone, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// How many, at most 200; 50 when it is not said.
    pub limit: Option<u16>,
    /// After which item: the `next` of the page before.
    pub after: Option<String>,
}

impl PageQuery {
    /// The number of items asked for, within bounds.
    #[must_use]
    pub fn limit(&self) -> i64 {
        i64::from(self.limit.unwrap_or(50).clamp(1, 200))
    }
}
