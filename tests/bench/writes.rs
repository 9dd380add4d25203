//! Saving score sheets, each answered after its commit: sheet, event and key rows, 32 judges at once.

use crate::load::{Outcome, Plan, request, run};
use crate::night::{CLIENTS, Night};
use crate::raw;
use crate::table::{Line, against, median};
use serde_json::json;

const RUNS: usize = 5;
const MEASURED_MS: u64 = 2_000;

/// Against a loop that commits the same rows in groups of 32 to the same disk.
pub(crate) fn on_sqlite() -> Vec<Line> {
    let folder = std::path::Path::new("target/bench");
    std::fs::create_dir_all(folder).unwrap();
    let path = folder.join(format!("writes-{}.db", std::process::id()));
    let night = Night::fall(&format!("sqlite:{}", path.display()));
    let beside = folder.join(format!("raw-{}.db", std::process::id()));
    let mut loops = raw::Sqlite::beside(&path, &beside, CLIENTS);
    let line =
        measure("durable score writes sqlite", &night, 0.6, "same rows, groups of 32", || loops.run(MEASURED_MS));
    drop((night, loops));
    for file in [path, beside] {
        for end in ["", "-wal", "-shm"] {
            let _gone = std::fs::remove_file(format!("{}{end}", file.display()));
        }
    }
    vec![line]
}

/// Against pgbench doing the same transaction from as many clients.
pub(crate) fn on_postgres() -> Vec<Line> {
    let url = harness::postgres::fresh_database();
    let night = Night::fall(&url);
    save_once(&night);
    let bench = raw::Pgbench::on(&url, CLIENTS);
    eprintln!("{}", bench.script());
    vec![measure("durable score writes postgres", &night, 0.5, "pgbench, same transaction", || bench.run(MEASURED_MS))]
}

fn plan(night: &Night, measured_ms: u64) -> Plan {
    let marks = json!({ "need": "15.5", "plan": "20.0", "innovation": "8.0", "participation": "12.0", "budget": "12.5", "team": "8.0", "presentation": "4.0" });
    let body = json!({ "marks": marks, "comment": null }).to_string();
    let path = format!("{}/sheet", night.proposal);
    Plan {
        address: night.address.clone(),
        requests: night.judges.iter().map(|token| request("PUT", &path, token, &body)).collect(),
        warm_ms: 300,
        measured_ms,
    }
}

/// Every judge has a sheet before anything is measured: on both sides a write replaces one.
fn save_once(night: &Night) -> Outcome {
    run(&Plan { warm_ms: 0, ..plan(night, 200) })
}

fn measure(name: &str, night: &Night, goal: f64, baseline: &str, mut raw: impl FnMut() -> f64) -> Line {
    save_once(night);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        theirs.push(raw());
        ours.push(run(&plan(night, MEASURED_MS)));
    }
    let mid = |of: fn(&Outcome) -> f64| median(ours.iter().map(of).collect());
    let mut line = against(name, "1/s", mid(Outcome::rate), (baseline, median(theirs)), goal);
    (line.p50_ms, line.p99_ms) = (Some(mid(|o| o.p50_ms)), Some(mid(|o| o.p99_ms)));
    line
}
