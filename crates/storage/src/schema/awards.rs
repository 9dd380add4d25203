//! Awards, notices, objections.

diesel::table! {
    use crate::column::{SqlDoc, SqlId};
    use diesel::sql_types::{BigInt, Nullable, Text};
    award (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, proposal -> SqlId, track -> Text, award_order -> BigInt,
        amount_fen -> Nullable<BigInt>, trace -> SqlDoc,
    }
}
diesel::table! {
    use crate::column::{SqlDoc, SqlId, SqlInstant};
    use diesel::sql_types::Text;
    notice (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, about -> Text, from_day -> Text, due_on -> Text,
        ends_at -> SqlInstant, proposals -> SqlDoc, state -> Text,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{Nullable, Text};
    objection (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, code -> Text, proposal -> SqlId, received_at -> SqlInstant,
        by_name -> Nullable<Text>, grounds -> Text, state -> Text, reason -> Nullable<Text>,
        accepted_on -> Nullable<Text>, recheck_due -> Nullable<Text>, answered_on -> Nullable<Text>,
        finding -> Nullable<Text>, email -> Nullable<Text>,
    }
}
