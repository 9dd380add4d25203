//! Eligibility checks, coaching, seats, recusals, assignments, desk reviews, standings.

diesel::table! {
    use crate::column::{SqlDoc, SqlId, SqlInstant};
    use diesel::sql_types::{Nullable, Text};
    eligibility_check (id) {
        id -> SqlId, tenant -> SqlId, proposal -> SqlId, outcome -> Text, findings -> SqlDoc, due_on -> Nullable<Text>,
        at -> SqlInstant, by_person -> Nullable<SqlId>,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::Text;
    coaching_session (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, code -> Text, at -> SqlInstant, kind -> Text, topic -> Text,
    }
}
diesel::table! {
    use crate::column::SqlId;
    coaching_attendance (tenant, session, applicant) {
        tenant -> SqlId, session -> SqlId, applicant -> SqlId,
    }
}
diesel::table! {
    use crate::column::SqlId;
    use diesel::sql_types::{Nullable, Text};
    seat (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, stage -> Text, person -> SqlId, code -> Text,
        card_hash -> Nullable<Text>, jury -> Nullable<Text>,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{Nullable, Text};
    recusal (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, stage -> Text, proposal -> SqlId, person -> SqlId, kind -> Text,
        source -> Text, note -> Nullable<Text>, at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{Nullable, Text};
    review (id) {
        id -> SqlId, tenant -> SqlId, proposal -> SqlId, reviewer -> SqlId, mark -> Text, comment -> Nullable<Text>,
        signed_at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::{SqlDoc, SqlId};
    use diesel::sql_types::{BigInt, Text};
    standing (tenant, stage, proposal) {
        tenant -> SqlId, round -> SqlId, stage -> Text, proposal -> SqlId, position -> BigInt, trace -> SqlDoc,
    }
}
diesel::table! {
    use crate::column::{SqlDoc, SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    assignment_plan (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, stage -> Text, state -> Text, wishes -> SqlDoc,
        request -> SqlDoc, plan -> SqlDoc, version -> BigInt, at -> SqlInstant, applied_at -> Nullable<SqlInstant>,
    }
}
diesel::table! {
    use crate::column::SqlId;
    use diesel::sql_types::Text;
    assignment (tenant, stage, proposal, person) {
        tenant -> SqlId, round -> SqlId, stage -> Text, proposal -> SqlId, person -> SqlId,
    }
}
diesel::allow_tables_to_appear_in_same_query!(coaching_session, coaching_attendance);
