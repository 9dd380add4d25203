//! The lines of the bench: how they are judged, printed and kept.

use serde::Serialize;
use std::path::Path;

/// One measurement beside its baseline.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Line {
    /// What was measured.
    pub(crate) name: String,
    /// Ours: the median of the runs.
    pub(crate) value: f64,
    /// Its unit.
    pub(crate) unit: &'static str,
    /// The median time of one answer, where answers are timed.
    pub(crate) p50_ms: Option<f64>,
    /// The time that 99 in 100 answers keep.
    pub(crate) p99_ms: Option<f64>,
    /// What it is measured against.
    pub(crate) baseline_name: String,
    /// The baseline: the median of its runs in the same bench, or a limit.
    pub(crate) baseline: f64,
    /// Ours against the baseline, so that more is better.
    pub(crate) ratio: f64,
    /// What the ratio should reach.
    pub(crate) goal: f64,
    /// Whether it does.
    pub(crate) met: bool,
    /// What helps to read it.
    pub(crate) note: String,
}

/// Ours beside a baseline of the same unit where more is better.
pub(crate) fn against(name: &str, unit: &'static str, ours: f64, baseline: (&str, f64), goal: f64) -> Line {
    line(name, unit, ours, baseline, (ours / baseline.1, goal))
}

/// Ours beside a limit that it must stay below.
pub(crate) fn within(name: &str, unit: &'static str, ours: f64, limit: f64) -> Line {
    line(name, unit, ours, ("limit", limit), (limit / ours, 1.0))
}

fn line(name: &str, unit: &'static str, value: f64, baseline: (&str, f64), judged: (f64, f64)) -> Line {
    let (ratio, goal) = judged;
    Line {
        name: name.into(),
        value,
        unit,
        p50_ms: None,
        p99_ms: None,
        baseline_name: baseline.0.into(),
        baseline: baseline.1,
        ratio,
        goal,
        met: ratio >= goal,
        note: String::new(),
    }
}

/// The middle of the runs.
pub(crate) fn median(mut runs: Vec<f64>) -> f64 {
    runs.sort_by(f64::total_cmp);
    runs[runs.len() / 2]
}

/// The table as people read it.
pub(crate) fn readable(lines: &[Line]) -> String {
    let head = format!(
        "{:<32} {:>10} {:<7} {:>8} {:>8}  {:<34} {:>10} {:>7} {:>6}  met",
        "name", "value", "unit", "p50 ms", "p99 ms", "baseline", "", "ratio", "goal"
    );
    let time = |t: Option<f64>| t.map_or_else(|| "-".into(), |t| format!("{t:.2}"));
    let row = |l: &Line| {
        format!(
            "{:<32} {:>10.3} {:<7} {:>8} {:>8}  {:<34} {:>10.3} {:>7.3} {:>6.2}  {}{}{}",
            l.name,
            l.value,
            l.unit,
            time(l.p50_ms),
            time(l.p99_ms),
            l.baseline_name,
            l.baseline,
            l.ratio,
            l.goal,
            if l.met { "yes" } else { "NO" },
            if l.note.is_empty() { "" } else { "  " },
            l.note
        )
    };
    std::iter::once(head).chain(lines.iter().map(row)).collect::<Vec<_>>().join("\n")
}

/// Keeps the lines for whoever compares runs.
pub(crate) fn keep(lines: &[Line], path: &Path) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, serde_json::to_string_pretty(lines).unwrap() + "\n").unwrap();
}
