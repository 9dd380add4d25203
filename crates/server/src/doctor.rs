//! `weiguang doctor`: what an operator wants to know before the evening, one line for each finding.
//!
//! It changes nothing but a probe in the folder of letters: an old schema is reported, not brought up to date.
#![expect(clippy::print_stdout, reason = "a command line speaks to who called it")]

use crate::config::Config;
use crate::open_files::{self, OpenFiles};
use crate::{clock, instance};
use app::{Db, SchemaState, Url};
use jiff::Timestamp;
use std::path::Path;
use std::time::Instant;

/// Below this the disk of the database is nearly full, in MiB.
const LITTLE_MIB: u64 = 1024;
/// With fewer open files a full hall does not get its live streams: a thousand phones, some with two pages, and the database.
const FEW_FILES: u64 = 4_096;
/// No machine's clock is right before this year: the program is younger.
const FIRST_YEAR: i16 = 2025;
/// Nor, as likely as not, from this year on.
const LAST_YEAR: i16 = 2100;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Fine,
    /// It works, but somebody should look.
    Warning,
    /// What was promised is not kept, or serving would not work.
    Fault,
}

/// What was looked at, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub verdict: Verdict,
    /// What was looked at.
    pub name: String,
    /// What was found.
    pub found: String,
}

impl Finding {
    fn new(verdict: Verdict, name: &str, found: impl Into<String>) -> Self {
        Self { verdict, name: name.to_owned(), found: found.into() }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let word = match self.verdict {
            Verdict::Fine => "ok",
            Verdict::Warning => "warn",
            Verdict::Fault => "FAIL",
        };
        write!(f, "{word} {}: {}", self.name, self.found)
    }
}

/// Prints the configuration with its secrets masked and every finding.
///
/// # Errors
/// When there is a fault among the findings.
pub fn examine(config: &Config) -> anyhow::Result<()> {
    println!("{}", config.masked()?);
    let findings = findings(config, clock::real()());
    findings.iter().for_each(|finding| println!("{finding}"));
    let faults = findings.iter().filter(|finding| finding.verdict == Verdict::Fault).count();
    anyhow::ensure!(faults == 0, "the doctor found {faults} fault(s)");
    Ok(())
}

/// Everything that is found at this instant of the machine's clock.
#[must_use]
pub fn findings(config: &Config, now: Timestamp) -> Vec<Finding> {
    let mut found = database(config, now);
    found.push(year(now));
    found.push(mail(config));
    found.push(viewers(open_files::allowed()));
    found
}

/// `serve` raises what it starts with as far as it may; only what the system allows at the most is for the system's own configuration.
fn viewers(files: OpenFiles) -> Finding {
    let said = |limit: Option<u64>| limit.map_or_else(|| "without end".to_owned(), |n| n.to_string());
    let text = format!("{} at the most, which serve takes; {} at the start", said(files.most), said(files.at_start));
    if files.most.is_none_or(|most| most >= FEW_FILES) {
        return Finding::new(Verdict::Fine, "open files", text);
    }
    let text = format!("{text}; every viewer of an evening holds one, so raise LimitNOFILE or `ulimit -Hn`");
    Finding::new(Verdict::Warning, "open files", text)
}

fn database(config: &Config, now: Timestamp) -> Vec<Finding> {
    let url: Url = match config.database.parse() {
        Ok(url) => url,
        Err(error) => return vec![Finding::new(Verdict::Fault, "database", error.to_string())],
    };
    let mut found = Vec::new();
    if let Url::Sqlite(path) = &url {
        if !path.exists() {
            // To look into it would make it.
            let text = format!("there is no database at {}", path.display());
            return vec![Finding::new(Verdict::Fault, "database", text)];
        }
        found.push(disk(path));
    }
    match Db::durability(&url) {
        Ok(settings) => found.extend(settings.into_iter().map(|(name, value)| durability(name, &value))),
        Err(error) => {
            found.push(Finding::new(Verdict::Fault, "database", format!("{error:#}")));
            return found;
        }
    }
    match Db::schema(&url) {
        Ok(SchemaState::Current) => {
            found.push(Finding::new(Verdict::Fine, "schema", "up to date"));
            found.push(newest(url, now));
        }
        Ok(SchemaState::Behind(steps)) => {
            let text = format!("{steps} steps behind; `weiguang migrate` or `weiguang serve` takes them");
            found.push(Finding::new(Verdict::Warning, "schema", text));
        }
        Ok(SchemaState::Newer(step)) => {
            let text = format!("the step {step} was made by a newer version, which alone can serve it");
            found.push(Finding::new(Verdict::Fault, "schema", text));
        }
        Err(error) => found.push(Finding::new(Verdict::Fault, "schema", format!("{error:#}"))),
    }
    found
}

/// A setting that an answered commit rests on, by the database's own word.
fn durability(name: &str, value: &str) -> Finding {
    let kept = match name {
        "journal_mode" => value == "wal",
        // 2 is FULL, 3 is EXTRA.
        "synchronous" => matches!(value, "2" | "3"),
        "fsync" | "full_page_writes" => value == "on",
        "synchronous_commit" => value != "off",
        // Off is right: after a failed write to disk PostgreSQL must stop rather than try again and believe it.
        "data_sync_retry" => value == "off",
        _ => true,
    };
    if kept {
        Finding::new(Verdict::Fine, name, value)
    } else {
        Finding::new(Verdict::Fault, name, format!("{value}; an answered act could be lost"))
    }
}

fn disk(file: &Path) -> Finding {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match rustix::fs::statvfs(folder) {
        Ok(disk) => space(disk.f_bavail.saturating_mul(disk.f_frsize) / (1024 * 1024)),
        Err(error) => Finding::new(Verdict::Warning, "disk", format!("{}: {error}", folder.display())),
    }
}

fn space(free_mib: u64) -> Finding {
    let verdict = if free_mib < LITTLE_MIB { Verdict::Warning } else { Verdict::Fine };
    Finding::new(verdict, "disk", format!("{free_mib} MiB free beside the database"))
}

/// The newest event, through a transaction that is opened and ended as every act's is.
fn newest(url: Url, now: Timestamp) -> Finding {
    let started = Instant::now();
    let seen = instance::open(url, false)
        .and_then(|db| Ok(db.write_now(app::clock::find_newest_event_unscoped)?))
        .map(|newest| (newest, started.elapsed().as_millis()));
    match seen {
        Ok((newest, took)) => since(newest, now, took),
        Err(error) => Finding::new(Verdict::Fault, "events", format!("{error:#}")),
    }
}

fn since(newest: Option<Timestamp>, now: Timestamp, took_ms: u128) -> Finding {
    match newest {
        None => Finding::new(Verdict::Fine, "events", format!("none yet; looked up in {took_ms} ms")),
        Some(at) if now < at => {
            let text = format!("the newest is of {at}, and the clock stands before it at {now}");
            Finding::new(Verdict::Fault, "events", text)
        }
        Some(at) => Finding::new(Verdict::Fine, "events", format!("the newest is of {at}; looked up in {took_ms} ms")),
    }
}

fn year(now: Timestamp) -> Finding {
    let year = now.to_zoned(jiff::tz::TimeZone::UTC).year();
    let verdict = if (FIRST_YEAR..LAST_YEAR).contains(&year) { Verdict::Fine } else { Verdict::Fault };
    Finding::new(verdict, "clock", now.to_string())
}

fn mail(config: &Config) -> Finding {
    let way = config.mail.way.as_str();
    let office = match config.mail.open() {
        Ok(office) => office,
        Err(error) => return Finding::new(Verdict::Fault, "mail", format!("{error:#}")),
    };
    match office.examine() {
        Err(error) => Finding::new(Verdict::Fault, "mail", format!("{way} {}: {error}", config.mail.target)),
        Ok(()) if way == "memory" => {
            Finding::new(Verdict::Warning, "mail", "letters stay in memory and reach nobody; set mail.way")
        }
        Ok(()) => Finding::new(Verdict::Fine, "mail", format!("{way} {}", config.mail.target)),
    }
}

#[cfg(test)]
mod tests;
