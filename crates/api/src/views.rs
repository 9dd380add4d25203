//! How things look from outside: instants in the round's offset, money in fen, marks as strings, and the acts that are open.

use jiff::fmt::temporal::DateTimePrinter;
use model::Timestamp;
use serde::{Serialize, Serializer};
use serde_json::json;
use utoipa::ToSchema;
use workflow::Refusal;

/// An instant as it is shown: RFC 3339 in China's one offset, +08:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, format = DateTime)]
pub struct At(pub Timestamp);

const TO_THE_SECOND: DateTimePrinter = DateTimePrinter::new().precision(Some(0));

impl Serialize for At {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&TO_THE_SECOND.timestamp_with_offset_to_string(&self.0, jiff::tz::Offset::constant(8)))
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

    /// What follows `after`, at most as many as were asked for, of a list that its subject bounds; the key of an item is what `next` says.
    ///
    /// # Errors
    /// `after_unknown` for an item that is not in the list: beginning anew would show the list twice.
    pub fn cut(items: Vec<T>, query: &PageQuery, key: impl Fn(&T) -> String) -> Result<Self, app::Error> {
        let from = match &query.after {
            None => 0,
            Some(after) => match items.iter().position(|item| key(item) == *after) {
                Some(last) => last.saturating_add(1),
                None => return Err(Refusal::rule("/query/after", "after_unknown", json!({})).into()),
            },
        };
        let mut rest = items.into_iter().skip(from);
        let Some(limit) = query.limit else {
            return Ok(Self::whole(rest.collect()));
        };
        let items: Vec<T> = rest.by_ref().take(limit.clamp(1, 200).into()).collect();
        let next = rest.next().and_then(|_| items.last().map(key));
        Ok(Self { items, next })
    }
}

/// Which page of a list.
#[derive(Debug, Clone, serde::Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
pub struct PageQuery {
    /// How many, at most 200. When it is not said: 50 proposals, and the whole of any list that its subject bounds.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_without_a_gap_or_a_repeat() {
        let tried = |limit, after: Option<&str>| {
            let query = PageQuery { limit, after: after.map(str::to_owned) };
            Page::cut(vec!["a", "b", "c"], &query, |item| (*item).to_owned()).map(|page| (page.items, page.next))
        };
        let cut = |limit, after| tried(limit, after).unwrap();
        assert_eq!(cut(None, None), (vec!["a", "b", "c"], None));
        assert_eq!(cut(Some(2), None), (vec!["a", "b"], Some("b".into())));
        assert_eq!(cut(Some(2), Some("b")), (vec!["c"], None));
        assert_eq!(cut(Some(3), None), (vec!["a", "b", "c"], None));
        assert_eq!(cut(Some(1), Some("c")), (vec![], None));
        let unknown = Refusal::rule("/query/after", "after_unknown", json!({}));
        assert!(matches!(tried(Some(1), Some("d")), Err(app::Error::Refused(refused)) if refused == unknown));
    }
}
