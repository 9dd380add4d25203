//! Events and the ledger are only ever added to: the database itself refuses to change or to drop a row of theirs, whoever asks.

use harness::{Round, Town, on_both_engines};

/// The tables that are only added to, with a column of each.
const TABLES: [(&str, &str); 2] = [("event", "kind"), ("ledger_entry", "fen")];

/// What a change of such a table is answered.
fn is_refused(town: &Town, statement: &str) {
    let refused = town.ask(statement).expect_err(statement);
    assert!(refused.contains("append-only"), "{statement}: {refused}");
}

on_both_engines! {
    no_row_is_changed_or_dropped(town) {
        let round = Round::open(town);
        round.agreed(3_000);
        let postgres = town.ask("SELECT count(*) FROM pragma_table_list").is_err();
        for (table, column) in TABLES {
            let all = format!("SELECT count(*) FROM {table}");
            let before: u32 = town.ask(&all).unwrap().parse().unwrap();
            assert!(before > 0, "{table} holds something");
            is_refused(town, &format!("UPDATE {table} SET {column} = {column}"));
            is_refused(town, &format!("DELETE FROM {table}"));
            if postgres {
                is_refused(town, &format!("TRUNCATE {table} CASCADE"));
            } else {
                // SQLite's own way around a delete trigger: by the row's id, and by any other key of its own.
                is_refused(town, &format!("REPLACE INTO {table} SELECT * FROM {table}"));
                is_refused(town, &format!("UPDATE OR REPLACE {table} SET {column} = {column}"));
            }
            assert_eq!(town.ask(&all).unwrap(), before.to_string());
        }
    }

    an_instalment_is_booked_once(town) {
        let round = Round::open(town);
        round.active(3_000);
        let columns = "tenant, round, transfer, kind, account, track, proposal, part, fen, at";
        let id = if town.ask("SELECT count(*) FROM pragma_table_list").is_err() { "gen_random_uuid()" } else { "randomblob(16)" };
        let before = town.ask("SELECT count(*), max(fen) FROM ledger_entry").unwrap();
        for insert in ["INSERT", "INSERT OR REPLACE"] {
            let transfer = columns.replace("transfer", id);
            let again = format!("{insert} INTO ledger_entry (id, {columns}) SELECT {id}, {transfer} FROM ledger_entry WHERE kind = 'instalment_paid'");
            town.ask(&again).expect_err("the same part was booked again");
        }
        assert_eq!(town.ask("SELECT count(*), max(fen) FROM ledger_entry").unwrap(), before);
    }
}
