//! The live stream with a full hall: from the acknowledged act to the last viewer, and what an idle viewer costs.

use crate::apart::Apart;
use crate::night::put;
use crate::process::resident_mib;
use crate::table::{Line, within};
use crate::viewers::{Audience, Hall, now_ms};
use serde_json::json;
use std::time::Duration;

/// How many viewers there should be.
const VIEWERS: usize = 10_000;
/// How many acts are timed.
const ACTS: usize = 30;
/// Files that server and viewers hold open besides the streams.
const SPARE: usize = 200;

/// Both lines.
pub(crate) fn measure() -> Vec<Line> {
    let file = harness::town::temporary_file();
    let night = Apart::fall(&format!("sqlite:{}", file.path.display()), 0);
    let count = VIEWERS.min(open_files().saturating_sub(SPARE));
    // A first viewer alone warms up what is not each viewer's own.
    let path = format!("{}/live", night.place.round);
    let audience = Audience { address: night.place.address.clone(), path, count: 1 };
    drop(Hall::fill(&audience).0.empty());
    let before = resident_mib(night.process());
    let (hall, first) = Hall::fill(&Audience { count, ..audience });
    std::thread::sleep(Duration::from_secs(1));
    let each = (resident_mib(night.process()) - before) * 1024.0 / count as f64;
    let times = act(&night, hall, first, count);
    let slowest = times[times.len() - 1];
    let mut latency = within("live viewers", "ms", slowest, 500.0);
    (latency.p50_ms, latency.p99_ms) = (Some(times[times.len() / 2]), Some(slowest));
    latency.note = format!("{count} streams, {ACTS} acts, from the acknowledged act to the last viewer");
    let mut memory = within("viewer memory", "KiB", each.max(0.1), 40.0);
    memory.note = format!("resident memory of the server for each of {count} idle streams");
    if count < VIEWERS {
        for line in [&mut latency, &mut memory] {
            line.met = false;
            line.note.push_str("; NOT 10000: this machine lets a process open no more files, raise `ulimit -n`");
        }
    }
    vec![latency, memory]
}

/// Changes the scene again and again; how many milliseconds after each answer the last viewer had it, in rising order.
fn act(night: &Apart, hall: Hall, first: i64, count: usize) -> Vec<f64> {
    let mut acknowledged = Vec::new();
    for step in 0..ACTS {
        let form = json!({ "kind": "awards", "step": step });
        put(&night.place.address, &format!("{}/stage/scene", night.place.round), &night.place.organiser, &form);
        acknowledged.push(now_ms());
        std::thread::sleep(Duration::from_millis(1_000));
    }
    let reached = hall.empty();
    let mut times = Vec::new();
    for (at, id) in acknowledged.iter().zip(first + 1..) {
        let message = reached.get(&id).copied().unwrap_or_default();
        assert_eq!(message.viewers, count, "act {id} reached all viewers");
        times.push((message.last_ms - at).max(0.1));
    }
    times.sort_by(f64::total_cmp);
    times
}

/// How many files a process may open; `make bench` raises it as far as the machine allows.
fn open_files() -> usize {
    let text = std::fs::read_to_string("/proc/self/limits").unwrap();
    let line = text.lines().find(|l| l.starts_with("Max open files")).unwrap();
    line.split_whitespace().nth(3).unwrap().parse().unwrap_or(usize::MAX)
}
