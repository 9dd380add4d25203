//! Draws and their commitments, slots, sheets, jurors, ballots.

diesel::table! {
    use crate::column::{SqlDoc, SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    draw (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, stage -> Text, purpose -> Text, rank -> Nullable<BigInt>,
        transcript -> SqlDoc, at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::{SqlDoc, SqlId, SqlInstant};
    use diesel::sql_types::{Nullable, Text};
    draw_commitment (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, digest -> Text, beacon -> Text, at -> SqlInstant,
        draw -> Nullable<SqlId>, reveal_due -> Nullable<SqlInstant>, beacon_at -> Nullable<SqlInstant>,
        reveal -> Nullable<Text>, contributions -> Nullable<SqlDoc>, revealed_at -> Nullable<SqlInstant>,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    slot (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, stage -> Text, position -> BigInt, proposal -> SqlId,
        planned_from -> SqlInstant, planned_to -> SqlInstant, state -> Text, opened_at -> Nullable<SqlInstant>,
        sealed_at -> Nullable<SqlInstant>, voting -> Text, revealed_at -> Nullable<SqlInstant>,
    }
}
diesel::table! {
    use crate::column::{SqlDoc, SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    sheet (id) {
        id -> SqlId, tenant -> SqlId, slot -> SqlId, judge -> SqlId, state -> Text, marks -> SqlDoc,
        comment -> Nullable<Text>, version -> BigInt, saved_at -> SqlInstant, signed_at -> Nullable<SqlInstant>,
    }
}
diesel::table! {
    use crate::column::{SqlDoc, SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    sheet_version (tenant, sheet, version) {
        tenant -> SqlId, sheet -> SqlId, version -> BigInt, marks -> SqlDoc, comment -> Nullable<Text>,
        saved_at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::SqlId;
    use diesel::sql_types::{Nullable, Text};
    juror (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, code -> Text, name -> Text, community -> Nullable<SqlId>,
        credential_hash -> Text,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{Nullable, Text};
    ballot (id) {
        id -> SqlId, tenant -> SqlId, slot -> SqlId, juror -> SqlId, choice -> Text, reason -> Nullable<Text>,
        at -> SqlInstant, source -> Text,
    }
}
diesel::table! {
    use crate::column::{SqlDoc, SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    stage (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, evening -> Text, reveal_mode -> Text, kept -> SqlDoc,
        timer_phase -> Nullable<Text>, timer_secs -> Nullable<BigInt>, timer_started_at -> Nullable<SqlInstant>,
        timer_left_secs -> Nullable<BigInt>, rehearsal_since -> Nullable<SqlInstant>, version -> BigInt,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    scene (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, evening -> Text, kind -> Text, proposal -> Nullable<SqlId>,
        step -> BigInt, shown_at -> SqlInstant, withdrawn_at -> Nullable<SqlInstant>,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::Text;
    declaration (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, stage -> Text, person -> SqlId, at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::{SqlDoc, SqlId, SqlInstant};
    use diesel::sql_types::{Nullable, Text};
    paper_entry (id) {
        id -> SqlId, tenant -> SqlId, slot -> SqlId, judge -> SqlId, typist -> SqlId, marks -> SqlDoc,
        comment -> Nullable<Text>, at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::Text;
    paper_ballot (id) {
        id -> SqlId, tenant -> SqlId, slot -> SqlId, juror -> SqlId, typist -> SqlId, choice -> Text,
        at -> SqlInstant,
    }
}
diesel::table! {
    use crate::column::{SqlDoc, SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    tie_act (id) {
        id -> SqlId, tenant -> SqlId, round -> SqlId, stage -> Text, link -> Text, rank -> BigInt, content -> SqlDoc,
        person -> SqlId, at -> SqlInstant, settled_at -> Nullable<SqlInstant>,
    }
}
diesel::table! {
    use crate::column::{SqlId, SqlInstant};
    use diesel::sql_types::{BigInt, Nullable, Text};
    component_figure (id) {
        id -> SqlId, tenant -> SqlId, slot -> SqlId, component -> Text, figure -> BigInt, note -> Text,
        person -> SqlId, at -> SqlInstant, settled_at -> Nullable<SqlInstant>,
    }
}
