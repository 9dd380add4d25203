//! Milestones, activities, vouchers, evaluations, archives.

diesel::table! {
    use crate::column::{SqlDoc, SqlId};
    use diesel::sql_types::Text;
    milestone (id) {
        id -> SqlId, tenant -> SqlId, proposal -> SqlId, code -> Text, title -> Text, due_on -> Text, evidence -> Text,
        planned -> SqlDoc, state -> Text,
    }
}
diesel::table! {
    use crate::column::SqlId;
    use diesel::sql_types::{BigInt, Nullable, Text};
    milestone_report (tenant, milestone, no) {
        tenant -> SqlId, milestone -> SqlId, no -> BigInt, reported_on -> Text, evidence_count -> BigInt,
        accepted_on -> Nullable<Text>, returned_on -> Nullable<Text>, reason -> Nullable<Text>,
    }
}
diesel::table! {
    use crate::column::{SqlDoc, SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Text};
    activity_record (id) {
        id -> SqlId, tenant -> SqlId, proposal -> SqlId, from_day -> Text, to_day -> Text, counts -> SqlDoc,
        person_times -> BigInt, volunteer_times -> BigInt, at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Text};
    voucher (id) {
        id -> SqlId, tenant -> SqlId, programme -> SqlId, proposal -> SqlId, code -> Text, line -> BigInt,
        amount_fen -> BigInt, invoice_number -> Text, paid_on -> Text, state -> Text, submitted_at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::{SqlDoc, SqlId};
    use diesel::sql_types::{BigInt, Text};
    evaluation (id) {
        id -> SqlId, tenant -> SqlId, proposal -> SqlId, kind -> Text, sheet -> SqlDoc, version -> BigInt,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::Text;
    reminder (tenant, subject, kind) {
        tenant -> SqlId, subject -> SqlId, kind -> Text, round -> SqlId, at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::Text;
    archive_item (tenant, proposal, item) {
        tenant -> SqlId, proposal -> SqlId, item -> Text, at -> SqlInstant,
    }
}
