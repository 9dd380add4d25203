//! Column types that both engines hold: ids, instants, documents. Days, states and money use the built-in types.

use crate::conn::MultiBackend;
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::query_builder::QueryId;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{self, HasSqlType, SqlType};
use diesel::sqlite::{Sqlite, SqliteValue};

/// Teaches the connection that is either engine what each engine already knows.
macro_rules! both {
    ($sql:ty, $rust:ty) => {
        impl HasSqlType<$sql> for MultiBackend {
            fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
                Self::lookup_sql_type::<$sql>(lookup)
            }
        }
        impl ToSql<$sql, MultiBackend> for $rust {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
                out.set_value((<$sql>::default(), self));
                Ok(IsNull::No)
            }
        }
        impl FromSql<$sql, MultiBackend> for $rust {
            fn from_sql(value: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                value.from_sql::<$rust, $sql>()
            }
        }
    };
}

/// UUID on PostgreSQL, 16 bytes on SQLite; the bytes sort by time on both.
#[derive(SqlType, QueryId, Default, Clone, Copy, Debug)]
#[cfg_attr(feature = "postgres", diesel(postgres_type(name = "uuid")))]
#[diesel(sqlite_type(name = "Binary"))]
pub struct SqlId;

/// An id in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, AsExpression, FromSqlRow)]
#[diesel(sql_type = SqlId)]
pub struct Id(pub uuid::Uuid);

impl Id {
    /// The column value of any typed id.
    pub(crate) fn of(id: impl Into<uuid::Uuid>) -> Self {
        Self(id.into())
    }
}

impl ToSql<SqlId, Sqlite> for Id {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.as_bytes().as_slice());
        Ok(IsNull::No)
    }
}
impl FromSql<SqlId, Sqlite> for Id {
    fn from_sql(mut value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        Ok(Self(uuid::Uuid::from_slice(value.read_blob())?))
    }
}
both!(SqlId, Id);

/// TIMESTAMPTZ on PostgreSQL, integer microseconds since 1970 on SQLite.
#[derive(SqlType, QueryId, Default, Clone, Copy, Debug)]
#[cfg_attr(feature = "postgres", diesel(postgres_type(name = "timestamptz")))]
#[diesel(sqlite_type(name = "Long"))]
pub struct SqlInstant;

/// An instant in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, AsExpression, FromSqlRow)]
#[diesel(sql_type = SqlInstant)]
pub struct Instant(pub jiff::Timestamp);

impl ToSql<SqlInstant, Sqlite> for Instant {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.as_microsecond());
        Ok(IsNull::No)
    }
}
impl FromSql<SqlInstant, Sqlite> for Instant {
    fn from_sql(value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        let micros = <i64 as FromSql<sql_types::BigInt, Sqlite>>::from_sql(value)?;
        Ok(Self(jiff::Timestamp::from_microsecond(micros)?))
    }
}
both!(SqlInstant, Instant);

/// JSONB on PostgreSQL, text on SQLite; objects and arrays only, and never filtered by path.
#[derive(SqlType, QueryId, Default, Clone, Copy, Debug)]
#[cfg_attr(feature = "postgres", diesel(postgres_type(name = "jsonb")))]
#[diesel(sqlite_type(name = "Text"))]
pub struct SqlDoc;

/// A JSON document in a row, as text: written and read in one step, without a tree in between.
#[derive(Debug, Clone, PartialEq, Eq, AsExpression, FromSqlRow)]
#[diesel(sql_type = SqlDoc)]
pub struct Doc(String);

impl Doc {
    /// The document of anything that serialises.
    pub(crate) fn of<T: serde::Serialize>(value: &T) -> Result<Self, crate::Error> {
        serde_json::to_string(value).map(Self).map_err(|e| crate::Error::Broken(e.into()))
    }

    /// Reads it back; `what` names it for the log.
    pub(crate) fn read<T: serde::de::DeserializeOwned>(&self, what: &str) -> Result<T, crate::Error> {
        serde_json::from_str(&self.0).map_err(|e| crate::Error::unreadable(what, e))
    }
}

impl ToSql<SqlDoc, Sqlite> for Doc {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.as_str());
        Ok(IsNull::No)
    }
}
impl FromSql<SqlDoc, Sqlite> for Doc {
    fn from_sql(value: SqliteValue<'_, '_, '_>) -> deserialize::Result<Self> {
        <String as FromSql<sql_types::Text, Sqlite>>::from_sql(value).map(Self)
    }
}
both!(SqlDoc, Doc);

#[cfg(feature = "postgres")]
mod postgres {
    use super::{Doc, Id, Instant, SqlDoc, SqlId, SqlInstant};
    use diesel::deserialize::{self, FromSql};
    use diesel::pg::{Pg, PgValue};
    use diesel::serialize::{self, IsNull, Output, ToSql};
    use diesel::sql_types;
    use std::io::Write;

    /// The version byte before the text of a JSONB value on the wire.
    const JSONB: u8 = 1;
    /// PostgreSQL counts microseconds from 2000-01-01, SQLite here from 1970-01-01.
    const EPOCH: i64 = 946_684_800_000_000;

    impl ToSql<SqlId, Pg> for Id {
        fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
            <uuid::Uuid as ToSql<sql_types::Uuid, Pg>>::to_sql(&self.0, out)
        }
    }
    impl FromSql<SqlId, Pg> for Id {
        fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
            <uuid::Uuid as FromSql<sql_types::Uuid, Pg>>::from_sql(value).map(Self)
        }
    }
    impl ToSql<SqlInstant, Pg> for Instant {
        fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
            let micros = self.0.as_microsecond().saturating_sub(EPOCH);
            <i64 as ToSql<sql_types::BigInt, Pg>>::to_sql(&micros, &mut out.reborrow())
        }
    }
    impl FromSql<SqlInstant, Pg> for Instant {
        fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
            let micros = <i64 as FromSql<sql_types::BigInt, Pg>>::from_sql(value)?;
            Ok(Self(jiff::Timestamp::from_microsecond(micros.saturating_add(EPOCH))?))
        }
    }
    impl ToSql<SqlDoc, Pg> for Doc {
        fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
            out.write_all(&[JSONB])?;
            out.write_all(self.0.as_bytes())?;
            Ok(IsNull::No)
        }
    }
    impl FromSql<SqlDoc, Pg> for Doc {
        fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
            match value.as_bytes().split_first() {
                Some((&JSONB, text)) => Ok(Self(std::str::from_utf8(text)?.to_owned())),
                _ => Err("a document in a form of JSONB that is not known".into()),
            }
        }
    }
}
