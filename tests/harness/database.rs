//! The database of a town as its administrator sees it: plain SQL, past the service.

use std::process::Command;

/// What a statement answers, one row a line; or why the database refused it.
///
/// # Errors
/// The database's own words.
pub fn ask(url: &str, statement: &str) -> Result<String, String> {
    match url.strip_prefix("sqlite:") {
        Some(path) => ask_sqlite(path, statement).map_err(|error| error.to_string()),
        None => ask_postgres(url, statement),
    }
}

fn ask_sqlite(path: &str, statement: &str) -> rusqlite::Result<String> {
    let conn = rusqlite::Connection::open_with_flags(path, rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.busy_timeout(std::time::Duration::from_secs(5))?;
    let mut prepared = conn.prepare(statement)?;
    let columns = prepared.column_count();
    if columns == 0 {
        return prepared.execute([]).map(|_| String::new());
    }
    let line = |row: &rusqlite::Row<'_>| {
        let cells: Result<Vec<String>, _> = (0..columns).map(|n| row.get_ref(n).map(shown)).collect();
        cells.map(|cells| cells.join("|"))
    };
    let lines: Result<Vec<String>, _> = prepared.query_map([], line)?.collect();
    lines.map(|lines| lines.join("\n"))
}

fn shown(value: rusqlite::types::ValueRef<'_>) -> String {
    use rusqlite::types::ValueRef as V;
    match value {
        V::Null => String::new(),
        V::Integer(n) => n.to_string(),
        V::Real(x) => x.to_string(),
        V::Text(text) => String::from_utf8_lossy(text).into_owned(),
        V::Blob(bytes) => bytes.iter().map(|b| format!("{b:02x}")).collect(),
    }
}

fn ask_postgres(url: &str, statement: &str) -> Result<String, String> {
    let said = Command::new("psql").args(["-qXAt", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", statement]).output();
    let said = said.expect("psql is installed with the server");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    if said.status.success() { Ok(text(&said.stdout)) } else { Err(text(&said.stderr)) }
}
