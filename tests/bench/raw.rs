//! The baselines of the writes: the engines themselves, without a service around them.

use rusqlite::{Connection, params};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// What an event, a sheet and an answer hold, as the service writes them.
const BODY: &str = r#"{"version":2}"#;
const MARKS: &str = r#"{"budget":"12.5","innovation":"8","need":"15.5","participation":"12","plan":"20","presentation":"4","team":"8"}"#;
const ANSWER: &str = r#"{"state":"saved","marks":{"budget":"12.5","innovation":"8","need":"15.5","participation":"12","plan":"20","presentation":"4","team":"8"},"comment":null,"version":2,"saved_at":"2025-04-19T13:30:30+08:00","signed_at":null}"#;

/// SQLite by itself, on a copy of the service's own database, with the service's own settings.
pub(crate) struct Sqlite {
    conn: Connection,
    sheets: Vec<(Vec<u8>, Vec<u8>)>,
    tenant: Vec<u8>,
    next: i64,
}

impl Sqlite {
    /// Copies the database of the service to another file beside it.
    pub(crate) fn beside(database: &Path, copy: &Path, sheets: usize) -> Self {
        let source = Connection::open(database).unwrap();
        source.execute("VACUUM INTO ?1", [copy.to_str().unwrap()]).unwrap();
        let conn = Connection::open(copy).unwrap();
        conn.execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
             PRAGMA cache_size=-8000; PRAGMA mmap_size=67108864; PRAGMA wal_autocheckpoint=8000;",
        )
        .unwrap();
        let tenant: Vec<u8> = conn.query_row("SELECT id FROM tenant", [], |row| row.get(0)).unwrap();
        let slot: Vec<u8> =
            conn.query_row("SELECT id FROM slot WHERE state = 'scoring'", [], |row| row.get(0)).unwrap();
        let mut judges = conn.prepare("SELECT person FROM seat WHERE code LIKE 'B%' ORDER BY code").unwrap();
        let found: Vec<Vec<u8>> = judges.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        drop(judges);
        assert_eq!(found.len(), sheets);
        let mut made = Vec::new();
        for (n, judge) in found.into_iter().enumerate() {
            let id = unique(n as i64);
            conn.execute(
                "INSERT INTO sheet (id, tenant, slot, judge, state, marks, version, saved_at) VALUES (?1, ?2, ?3, ?4, 'saved', ?5, 1, 1745035830000000)",
                params![id, tenant, slot, judge, MARKS],
            )
            .unwrap();
            made.push((id, judge));
        }
        Self { conn, sheets: made, tenant, next: 1_000 }
    }

    /// Writes for so long, a commit for every 32; acts per second.
    pub(crate) fn run(&mut self, measured_ms: u64) -> f64 {
        let (start, length) = (Instant::now(), Duration::from_millis(measured_ms));
        let mut acts = 0_u64;
        while start.elapsed() < length {
            self.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
            for n in 0..self.sheets.len() {
                self.save(n);
                acts += 1;
            }
            self.conn.execute_batch("COMMIT").unwrap();
        }
        acts as f64 / start.elapsed().as_secs_f64()
    }

    fn save(&mut self, n: usize) {
        let (sheet, judge) = &self.sheets[n];
        self.next += 1;
        let (number, at) = (self.next, 1_745_035_830_000_000_i64);
        let run = |sql: &str, params: &[&dyn rusqlite::ToSql]| {
            self.conn.prepare_cached(sql).unwrap().execute(params).unwrap();
        };
        run(
            "INSERT INTO sheet_version (tenant, sheet, version, marks, comment, saved_at) VALUES (?1, ?2, ?3, ?4, NULL, ?5)",
            params![self.tenant, sheet, number, MARKS, at],
        );
        run(
            "UPDATE sheet SET state = 'saved', marks = ?2, version = ?3, saved_at = ?4 WHERE id = ?1",
            params![sheet, MARKS, number, at],
        );
        run(
            "INSERT INTO event (id, tenant, kind, round, about, actor_kind, actor, at, body) VALUES (?1, ?2, 'sheet.saved', ?3, ?3, 'person', ?4, ?5, ?6)",
            params![unique(number), self.tenant, sheet, judge, at, BODY],
        );
        run(
            "INSERT INTO act_key (tenant, actor, key, fingerprint, answer, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![self.tenant, judge, format!("bench-{number:020}"), "f".repeat(64), ANSWER, at],
        );
    }
}

/// Sixteen bytes that ascend as the ids of the service do.
fn unique(number: i64) -> Vec<u8> {
    [0x0196_4c00_0000_7000_u64.to_be_bytes(), number.to_be_bytes()].concat()
}

/// PostgreSQL by itself: its own bench with the transaction of the service.
pub(crate) struct Pgbench {
    url: String,
    script: PathBuf,
    text: String,
    clients: usize,
}

impl Pgbench {
    /// Finds a judge's sheet for every client and writes the script.
    pub(crate) fn on(url: &str, clients: usize) -> Self {
        let ask = |sql: &str| {
            let out = Command::new("psql").args(["-qXAt", "-d", url, "-c", sql]).output().unwrap();
            assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
            String::from_utf8(out.stdout).unwrap().trim().to_owned()
        };
        let prepared = "CREATE TABLE bench_sheet AS SELECT row_number() OVER (ORDER BY id) AS n, id, tenant, judge FROM sheet \
                        WHERE judge IN (SELECT person FROM seat WHERE code LIKE 'B%'); CREATE SEQUENCE bench_number START 1000000;";
        ask(prepared);
        assert_eq!(ask("SELECT count(*) FROM bench_sheet"), clients.to_string());
        let text = format!(
            "\\set n :client_id + 1\n\
             SELECT id, tenant, judge, nextval('bench_number') AS number FROM bench_sheet WHERE n = :n \\gset\n\
             BEGIN;\n\
             SELECT version FROM sheet WHERE id = ':id' FOR UPDATE;\n\
             INSERT INTO sheet_version (tenant, sheet, version, marks, comment, saved_at) VALUES (':tenant', ':id', -:number, '{MARKS}', NULL, now());\n\
             UPDATE sheet SET state = 'saved', marks = '{MARKS}', version = :number::bigint * 1000000, saved_at = now() WHERE id = ':id';\n\
             INSERT INTO event (id, tenant, kind, about, actor_kind, actor, at, body) VALUES (gen_random_uuid(), ':tenant', 'sheet.saved', ':id', 'person', ':judge', now(), '{BODY}');\n\
             INSERT INTO act_key (tenant, actor, key, fingerprint, answer, at) VALUES (':tenant', ':judge', 'pgbench-' || :number, repeat('f', 64), '{ANSWER}', now());\n\
             COMMIT;\n"
        );
        let script = PathBuf::from("target/bench/save.sql");
        std::fs::create_dir_all("target/bench").unwrap();
        std::fs::write(&script, &text).unwrap();
        Self { url: url.into(), script, text, clients }
    }

    /// What it runs.
    pub(crate) fn script(&self) -> &str {
        &self.text
    }

    /// Transactions per second over at least the asked time.
    pub(crate) fn run(&self, measured_ms: u64) -> f64 {
        let seconds = measured_ms.div_ceil(1000).to_string();
        let clients = self.clients.to_string();
        let program = ["pgbench", "/usr/lib/postgresql/15/bin/pgbench", "/usr/lib/postgresql/17/bin/pgbench"];
        let out = program.iter().find_map(|program| {
            let script = self.script.to_str().unwrap();
            Command::new(program)
                .args(["-n", "-c", &clients, "-j", "2", "-T", &seconds, "-M", "simple", "-f", script, &self.url])
                .output()
                .ok()
        });
        let out = out.expect("pgbench comes with the PostgreSQL server");
        let text = String::from_utf8_lossy(&out.stdout);
        let rate = text.lines().find_map(|l| l.strip_prefix("tps = ")).and_then(|l| l.split_whitespace().next());
        rate.unwrap_or_else(|| panic!("{text}{}", String::from_utf8_lossy(&out.stderr))).parse().unwrap()
    }
}
