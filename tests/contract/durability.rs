//! What a promise to keep something rests on: the settings are read back from the database itself, an older program leaves a newer
//! schema alone, and a slip in a URL makes no file.

use app::{Db, Url};
use harness::{on_both_engines, postgres, town};

#[test]
fn sqlite_answers_that_it_writes_ahead_and_waits_for_the_disk() {
    let file = town::temporary_file();
    let url: Url = format!("sqlite:{}", file.path.display()).parse().unwrap();
    drop(server::instance::open(url.clone(), true).unwrap());
    let settings = Db::durability(&url).unwrap();
    let value = |name: &str| settings.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    // 2 is FULL.
    assert_eq!((value("journal_mode"), value("synchronous")), (Some("wal"), Some("2")));
}

/// Otherwise it is slower (decision 0008), and nothing else would show it.
#[test]
fn sqlite_is_built_as_it_is_meant_to_be() {
    let conn = rusqlite::Connection::open_in_memory().unwrap();
    let used = |option: &str| -> bool {
        conn.query_row("SELECT sqlite_compileoption_used(?1)", [option], |row| row.get(0)).unwrap()
    };
    let wanted = ["ENABLE_QPSG", "DEFAULT_MEMSTATUS=0", "THREADSAFE=2", "OMIT_SHARED_CACHE", "STMTJRNL_SPILL=8388608"];
    assert_eq!(wanted.map(used), [true; 5], "{wanted:?}");
    assert!(!used("ENABLE_MEMORY_MANAGEMENT"));
}

#[test]
fn postgresql_answers_what_it_was_started_with() {
    let url: Url = postgres::fresh_database().parse().unwrap();
    let settings = Db::durability(&url).unwrap();
    let names: Vec<&str> = settings.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["server_version", "fsync", "synchronous_commit", "full_page_writes", "data_sync_retry"]);
}

on_both_engines! {
    an_older_program_leaves_a_newer_schema_alone(town) {
        town.ask("INSERT INTO __diesel_schema_migrations (version) VALUES ('9999')").unwrap();
        let before = town.ask("SELECT count(*) FROM __diesel_schema_migrations").unwrap();
        let refused = server::instance::open(town.address().parse().unwrap(), false).unwrap_err().to_string();
        assert_eq!(refused, "the database has the step 9999, which this version does not know: it was made by a newer one");
        assert_eq!(town.ask("SELECT count(*) FROM __diesel_schema_migrations").unwrap(), before);
    }
}

#[test]
fn a_slip_in_a_url_makes_no_file() {
    let folder = town::temporary_file().path.with_extension("");
    std::fs::create_dir(&folder).unwrap();
    let inside = folder.display();
    let slips = [
        "{}/a.db",
        "sqlite//{}/a.db",
        "sqlite3:{}/a.db",
        "sqlite://a{}/a.db",
        "file:{}/a.db",
        "sqlite:{}/a.db?mode=rwc",
        "postgre://{}/a.db",
    ];
    for slip in slips.map(|slip| slip.replace("{}", &inside.to_string())) {
        let refused = slip.parse::<Url>().unwrap_err().to_string();
        assert_eq!(
            refused,
            format!("the database must be `sqlite:PATH`, `postgres://..` or `postgresql://..`, not {slip:?}")
        );
    }
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
    std::fs::remove_dir(&folder).unwrap();
}

/// The log of the writer is far from where the writer itself would help, so only the thread beside it can have brought anything over.
#[test]
fn what_is_committed_reaches_the_database_beside_the_writer() {
    let town = town::Town::found(harness::Engine::Sqlite);
    let file = town.address().strip_prefix("sqlite:").unwrap().to_owned();
    let holds = |code: &str| std::fs::read(&file).unwrap().windows(code.len()).any(|bytes| bytes == code.as_bytes());
    assert!(!holds("T200"));
    (0..=300).for_each(|n| drop(town.organisation(&format!("T{n}"), "community_organisation", "registered")));
    let log = std::fs::metadata(format!("{file}-wal")).unwrap().len() / 4_096;
    assert!(log < 8_000, "{log} pages");
    let since = std::time::Instant::now();
    while !holds("T200") {
        assert!(since.elapsed() < std::time::Duration::from_secs(20));
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}
