//! The doctor's judgement at each threshold, and a whole examination of good and of broken installations.

use super::*;
use Verdict::{Fault, Fine, Warning};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_setting_that_can_lose_an_answered_act_is_a_fault() {
    for (name, value, verdict) in [
        ("journal_mode", "wal", Fine),
        ("journal_mode", "delete", Fault),
        ("synchronous", "0", Fault),
        ("synchronous", "1", Fault),
        ("synchronous", "2", Fine),
        ("synchronous", "3", Fine),
        ("fsync", "on", Fine),
        ("fsync", "off", Fault),
        ("full_page_writes", "on", Fine),
        ("full_page_writes", "off", Fault),
        ("synchronous_commit", "on", Fine),
        ("synchronous_commit", "local", Fine),
        ("synchronous_commit", "off", Fault),
        ("data_sync_retry", "off", Fine),
        ("data_sync_retry", "on", Fault),
        ("server_version", "17.2", Fine),
    ] {
        assert_eq!(durability(name, value).verdict, verdict, "{name} = {value}");
    }
}

#[test]
fn less_than_a_gibibyte_is_little() {
    assert_eq!([1023, 1024, 1025].map(|mib| space(mib).verdict), [Warning, Fine, Fine]);
}

#[test]
fn a_clock_before_what_happened_is_wrong() {
    let newest = Some(at("2026-11-24T04:00:01Z"));
    let told = ["2026-11-24T04:00:00Z", "2026-11-24T04:00:01Z", "2026-11-24T04:00:02Z"];
    assert_eq!(told.map(|now| since(newest, at(now), 1).verdict), [Fault, Fine, Fine]);
    assert_eq!(since(None, at(told[0]), 1).verdict, Fine);
}

#[test]
fn a_clock_has_a_likely_year() {
    let years = ["2024-12-31T23:59:59Z", "2025-01-01T00:00:00Z", "2099-12-31T23:59:59Z", "2100-01-01T00:00:00Z"];
    assert_eq!(years.map(|now| year(at(now)).verdict), [Fault, Fine, Fine, Fault]);
}

/// A new folder, which goes when the test ends.
struct Folder(std::path::PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("weiguang-doctor-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn config(&self) -> Config {
        let mut config = Config { database: format!("sqlite:{}", self.0.join("a.db").display()), ..Config::default() };
        config.mail.way = "folder".into();
        config.mail.target = self.0.join("letters").display().to_string();
        config
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

fn faults(config: &Config) -> Vec<String> {
    let found = findings(config, at("2026-11-24T04:00:00Z")).into_iter();
    found.filter(|finding| finding.verdict == Fault).map(|finding| finding.name).collect()
}

#[test]
fn a_sound_installation_has_no_fault() {
    let folder = Folder::new("sound");
    let config = folder.config();
    drop(instance::open(config.database.parse().unwrap(), true).unwrap());
    let names: Vec<String> =
        findings(&config, at("2026-11-24T04:00:00Z")).into_iter().map(|finding| finding.name).collect();
    assert_eq!(
        names,
        ["disk", "sqlite", "journal_mode", "synchronous", "schema", "events", "clock", "mail", "open files"]
    );
    assert_eq!(faults(&config), Vec::<String>::new());
    assert!(examine(&config).is_ok());
}

#[test]
fn few_open_files_are_said() {
    for (most, verdict) in [(Some(4_095), Warning), (Some(4_096), Fine), (None, Fine)] {
        let found = viewers(OpenFiles { at_start: Some(1_024), now: Some(1_024), most });
        assert_eq!((found.verdict, found.name.as_str()), (verdict, "open files"), "{most:?}");
    }
}

#[test]
fn each_break_is_named() {
    let folder = Folder::new("broken");
    let mut config = folder.config();
    assert_eq!(faults(&config), ["database"]);
    assert!(!folder.0.join("a.db").exists(), "to look for a database made one");
    assert_eq!(examine(&config).unwrap_err().to_string(), "the doctor found 1 fault(s)");
    config.database = "sqlite//a.db".into();
    assert_eq!(faults(&config), ["database"]);
    config.database = folder.config().database;
    drop(instance::open(config.database.parse().unwrap(), true).unwrap());
    // A file where the folder of letters should be.
    config.mail.target = folder.0.join("a.db").display().to_string();
    assert_eq!(faults(&config), ["mail"]);
    config.mail.way = "pigeon".into();
    assert_eq!(faults(&config), ["mail"]);
    // A port at which nobody listens: it was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    (config.mail.way, config.mail.target, config.mail.port) = ("smtp".into(), "127.0.0.1".into(), port);
    config.mail.tls = "none".into();
    assert_eq!(faults(&config), ["mail"]);
}

#[test]
fn a_finding_is_one_line() {
    let said = [Fine, Warning, Fault].map(|verdict| Finding::new(verdict, "disk", "17 MiB free").to_string());
    assert_eq!(said, ["ok disk: 17 MiB free", "warn disk: 17 MiB free", "FAIL disk: 17 MiB free"]);
}
