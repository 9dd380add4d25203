//! Both engines have the same tables with the same columns, of the same kinds, in the same order, and empty where the other may be.

use harness::{Engine, Town};

/// What each table is made of: table, column, kind, whether it may be empty; as PostgreSQL says it.
fn columns(engine: Engine) -> Vec<String> {
    let statement = match engine {
        Engine::Postgres => {
            "SELECT table_name, column_name, upper(data_type), is_nullable FROM information_schema.columns \
             WHERE table_schema = 'public' ORDER BY table_name COLLATE \"C\", ordinal_position"
        }
        Engine::Sqlite => {
            "SELECT t.name, c.name, upper(c.type), CASE WHEN c.\"notnull\" THEN 'NO' ELSE 'YES' END \
             FROM pragma_table_list AS t, pragma_table_info(t.name) AS c \
             WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY t.name, c.cid"
        }
    };
    let said = Town::found(engine).ask(statement).unwrap();
    let ours = said.lines().filter(|line| !line.starts_with("__diesel_schema_migrations|"));
    ours.map(one_name).collect()
}

/// PostgreSQL shows the longer of its two names for a kind.
fn one_name(line: &str) -> String {
    line.replace("|TIMESTAMP WITH TIME ZONE|", "|TIMESTAMPTZ|")
}

#[test]
fn both_engines_have_the_same_columns() {
    let (sqlite, postgres) = (columns(Engine::Sqlite), columns(Engine::Postgres));
    assert!(sqlite.len() > 200, "only {} columns were found", sqlite.len());
    for (ours, theirs) in sqlite.iter().zip(&postgres) {
        assert_eq!(ours, theirs, "SQLite on the left, PostgreSQL on the right");
    }
    assert_eq!(sqlite.len(), postgres.len());
}

#[test]
fn every_column_is_of_a_kind_that_both_engines_keep() {
    let kinds = ["UUID", "TIMESTAMPTZ", "BIGINT", "TEXT", "BOOLEAN", "JSONB"];
    let others: Vec<String> = columns(Engine::Sqlite)
        .into_iter()
        .filter(|line| !line.split('|').nth(2).is_some_and(|kind| kinds.contains(&kind)))
        .collect();
    assert_eq!(others, Vec::<String>::new());
}
