//! Agreements, instalments, payment steps, refunds, the ledger.

diesel::table! {
    use crate::column::{SqlDoc, SqlId};
    use diesel::sql_types::{BigInt, Nullable, Text};
    agreement (id) {
        id -> SqlId, tenant -> SqlId, proposal -> SqlId, grant_fen -> BigInt, payee -> SqlId, parties -> SqlDoc,
        annex_digest -> Text, signed_on -> Nullable<Text>, version -> BigInt,
    }
}
diesel::table! {
    use crate::column::SqlId;
    use diesel::sql_types::{BigInt, Text};
    instalment (id) {
        id -> SqlId, tenant -> SqlId, proposal -> SqlId, part -> BigInt, planned_fen -> BigInt, amount_fen -> BigInt,
        gate -> Text, state -> Text, version -> BigInt,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{Nullable, Text};
    payment_step (tenant, instalment, step) {
        tenant -> SqlId, instalment -> SqlId, step -> Text, person -> SqlId, at -> SqlInstant,
        reference -> Nullable<Text>,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable};
    refund (tenant, proposal) {
        tenant -> SqlId, proposal -> SqlId, fen -> BigInt, due_at -> SqlInstant, received_at -> Nullable<SqlInstant>,
        person -> Nullable<SqlId>,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    ledger_entry (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, transfer -> SqlId, kind -> Text, account -> Text, track -> Text,
        proposal -> Nullable<SqlId>, part -> Nullable<BigInt>, fen -> BigInt, at -> SqlInstant,
    }
}
