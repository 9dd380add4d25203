//! Programmes, rounds, their documents, and hosting.

diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::Text;
    programme (id) {
        id -> SqlId, tenant -> SqlId, code -> Text, name -> Text, organiser -> SqlId, created_at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    round (id) {
        id -> SqlId, tenant -> SqlId, code -> Text, programme -> SqlId, name -> Text, organiser -> SqlId,
        operator -> Nullable<SqlId>, funder -> SqlId, evaluator -> Nullable<SqlId>, state -> Text,
        document -> SqlId, document_version -> BigInt, frozen_at -> Nullable<SqlInstant>, frozen_digest -> Nullable<Text>,
        version -> BigInt,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    round_document (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, version -> BigInt, document -> Text, digest -> Text,
        reason -> Nullable<Text>, signed_by -> Nullable<SqlId>, signed_at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{Nullable, Text};
    hosting (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, applicant -> SqlId, host -> SqlId, state -> Text,
        asked_at -> SqlInstant, answered_at -> Nullable<SqlInstant>, answered_by -> Nullable<SqlId>,
    }
}
