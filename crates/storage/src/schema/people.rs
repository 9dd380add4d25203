//! Tenants, organisations, people, roles, sessions.

diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{Nullable, Text};
    tenant (id) {
        id -> SqlId, code -> Text, name -> Text, parent -> Nullable<SqlId>, mode -> Text, season -> Nullable<Text>,
        created_at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::{SqlDoc, SqlId};
    use diesel::sql_types::{BigInt, Nullable, Text};
    organisation (id) {
        id -> SqlId, tenant -> SqlId, code -> Text, name -> Text, kind -> Text, parent -> Nullable<SqlId>,
        status -> Text, status_since -> Nullable<Text>, filing_no -> Nullable<Text>, uscc -> Nullable<Text>,
        leader -> Nullable<Text>, members -> Nullable<BigInt>, credit -> SqlDoc, banned_until -> Nullable<Text>,
        version -> BigInt,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{Nullable, Text};
    organisation_standing (id) {
        id -> SqlId, tenant -> SqlId, organisation -> SqlId, status -> Text, since -> Nullable<Text>,
        filing_no -> Nullable<Text>, uscc -> Nullable<Text>, recorded_at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    person (id) {
        id -> SqlId, tenant -> SqlId, code -> Text, name -> Text, email -> Nullable<Text>, phone -> Nullable<Text>,
        password_hash -> Nullable<Text>, created_at -> SqlInstant, version -> BigInt,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{Nullable, Text};
    role_grant (id) {
        id -> SqlId, tenant -> SqlId, person -> SqlId, role -> Text, organisation -> Nullable<SqlId>,
        round -> Nullable<SqlId>, granted_at -> SqlInstant, revoked_at -> Nullable<SqlInstant>,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::Text;
    tie (id) {
        id -> SqlId, tenant -> SqlId, person -> SqlId, organisation -> SqlId, relation -> Text,
        declared_at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{Nullable, Text};
    session (id) {
        id -> SqlId, tenant -> SqlId, kind -> Text, holder -> SqlId, round -> Nullable<SqlId>, family -> SqlId,
        refresh_hash -> Nullable<Text>, replaced_by_at -> Nullable<SqlInstant>, created_at -> SqlInstant,
        expires_at -> SqlInstant, revoked_at -> Nullable<SqlInstant>, seen_at -> Nullable<SqlInstant>,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::Text;
    screen (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, name -> Text, code_hash -> Text, created_at -> SqlInstant,
    }
}
diesel::allow_tables_to_appear_in_same_query!(session, role_grant);
