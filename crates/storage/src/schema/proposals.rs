//! Proposals and their versions.

diesel::table! {
    use crate::column::{SqlDoc, SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    proposal (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, code -> Text, track -> Text, applicant -> SqlId,
        community -> Nullable<SqlId>, state -> Text, title -> Text, category -> Text, asked_fen -> BigInt,
        content -> SqlDoc, submitted_at -> Nullable<SqlInstant>, version -> BigInt,
    }
}
diesel::table! {
    use crate::column::SqlId;
    proposal_partner (tenant, proposal, organisation) {
        tenant -> SqlId, proposal -> SqlId, organisation -> SqlId,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Text};
    proposal_version (id) {
        id -> SqlId, tenant -> SqlId, proposal -> SqlId, no -> BigInt, cause -> Text, content -> Text,
        digest -> Text, at -> SqlInstant,
    }
}
use super::people::role_grant;
diesel::allow_tables_to_appear_in_same_query!(proposal, proposal_partner, proposal_version, role_grant);
