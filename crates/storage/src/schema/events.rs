//! Events, the outbox, and the answers kept under keys.

diesel::table! {
    use crate::column::{SqlDoc, SqlId, SqlInstant};
    use diesel::sql_types::{Nullable, Text};
    event (id) {
        id -> SqlId, tenant -> SqlId, kind -> Text, round -> Nullable<SqlId>, about -> SqlId, actor_kind -> Text,
        actor -> Nullable<SqlId>, on_behalf_of -> Nullable<SqlId>, at -> SqlInstant, caused_by -> Nullable<SqlId>,
        body -> SqlDoc,
    }
}
diesel::table! {
    use crate::column::{SqlDoc, SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    letter (id) {
        id -> SqlId, tenant -> SqlId, event -> SqlId, kind -> Text, to_name -> Text, to_address -> Text,
        facts -> SqlDoc, state -> Text, attempts -> BigInt, next_at -> SqlInstant, last_error -> Nullable<Text>,
        created_at -> SqlInstant, sent_at -> Nullable<SqlInstant>,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::Text;
    act_key (tenant, actor, key) {
        tenant -> SqlId, actor -> SqlId, key -> Text, fingerprint -> Text, answer -> Text, at -> SqlInstant,
    }
}
