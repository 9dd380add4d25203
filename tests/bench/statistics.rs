//! What the statistics cost: aggregation of a million marks, the whole analysis of a large table, resampling in full.

use crate::table::{Line, median, within};
use model::Mark;
use model::rules::{Rounding, RoundingMode};
use scoring::calibrate::random_effects;
use scoring::judges::diagnose;
use scoring::marks::MarkTable;
use scoring::reliability::{cronbach_alpha, icc, kendall_w, krippendorff_alphas};
use scoring::rules::{Method, PanelRule, TrimStep};
use scoring::sensitivity::{Place, Scoring, bootstrap, leave_one_judge_out};
use std::hint::black_box;
use std::time::Instant;

/// Every line is the median of so many runs, after one that is not counted.
const RUNS: usize = 5;

/// 20,000 proposals, 50 judges, one highest and one lowest mark dropped of each.
pub(crate) fn million() -> Vec<Line> {
    let (marks, rule) = (table(20_000, 50), rule(Method::Trimmed));
    vec![line("million marks trimmed", 10.0, || drop(black_box(scoring::aggregate::figures(&marks, &rule))))]
}

/// 1,000 proposals and 50 judges: everything, with 2,000 resamples.
pub(crate) fn full() -> Vec<Line> {
    let (marks, mean, trimmed) = (table(1_000, 50), rule(Method::Mean), rule(Method::Trimmed));
    vec![
        line("full analysis", 100.0, || analyse(&marks, &mean)),
        line("full analysis trimmed", 250.0, || analyse(&marks, &trimmed)),
    ]
}

/// 50 proposals and 9 judges: all 24,310 multisets.
pub(crate) fn exact() -> Vec<Line> {
    let (marks, rule) = (table(50, 9), rule(Method::Mean));
    vec![line("exact bootstrap", 20.0, || drop(black_box(bootstrap(&marks, Scoring::Panel(&rule), None))))]
}

/// 1,000 proposals without each of 50 judges in turn, with the awards that change.
pub(crate) fn leave_one_out() -> Vec<Line> {
    let (marks, rule) = (table(1_000, 50), rule(Method::Mean));
    let awards = |places: &[Option<Place>]| places.iter().map(|one| one.is_some_and(|p| p.rank <= 100)).collect();
    let job = || drop(black_box(leave_one_judge_out(&marks, Scoring::Panel(&rule), Some(&awards))));
    vec![line("leave one judge out", 20.0, job)]
}

/// 1,000 proposals, each marked by 5 of 50 judges: variances, effects and expected ranks; once as panels are, once with judges who hardly differ, whose variance is nearly zero.
pub(crate) fn reml() -> Vec<Line> {
    let (usual, alike) = (panels(1_000, 50, 20), panels(1_000, 50, 1));
    vec![
        line("reml", 200.0, || drop(black_box(random_effects(&usual)))),
        line("reml judges alike", 200.0, || drop(black_box(random_effects(&alike)))),
    ]
}

/// What `weiguang analyse` works out.
fn analyse(marks: &MarkTable, rule: &PanelRule) {
    let _ = black_box((icc(marks), kendall_w(marks), cronbach_alpha(marks)));
    let _ = black_box(krippendorff_alphas(marks));
    drop(black_box(diagnose(marks)));
    drop(black_box(leave_one_judge_out(marks, Scoring::Panel(rule), None)));
    drop(black_box(bootstrap(marks, Scoring::Panel(rule), None)));
}

fn line(name: &str, limit: f64, mut job: impl FnMut()) -> Line {
    job();
    let mut run = || {
        let start = Instant::now();
        job();
        start.elapsed().as_secs_f64() * 1_000.0
    };
    within(name, "ms", median((0..RUNS).map(|_| run()).collect()), limit)
}

fn rule(method: Method) -> PanelRule {
    PanelRule {
        method,
        trim: vec![TrimStep { from_sheets: 5, low: 1, high: 1 }],
        quorum: 1,
        rounding: Some(Rounding { decimals: 2, mode: RoundingMode::HalfUp }),
    }
}

/// A table of which every proposal keeps five marks, spread so that all judges connect.
fn panels(proposals: u64, judges: u64, severities: u64) -> MarkTable {
    let mut table = marked(proposals, judges, severities);
    let seat = |p: u64, s: u64| (p * 7 + s * (1 + 2 * (p / judges % 5))) % judges;
    let mut cells = table.cells.iter_mut();
    for p in 0..proposals {
        for (j, cell) in (0..judges).zip(cells.by_ref()) {
            if !(0..5).any(|s| seat(p, s) == j) {
                *cell = None;
            }
        }
    }
    table
}

fn table(proposals: u64, judges: u64) -> MarkTable {
    marked(proposals, judges, 20)
}

/// Marks between 40 and 100 in halves, by a fixed rule that looks like chance: a worth for each proposal, a severity for each judge, and a rest.
fn marked(proposals: u64, judges: u64, severities: u64) -> MarkTable {
    let chance = |a: u64, b: u64, below: u64| {
        let mut z = a.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b.wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 31)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z >> 33) % below
    };
    let cell = |p: u64, j: u64| 80 + chance(p, u64::MAX, 70) + chance(u64::MAX, j, severities) + chance(p, j, 31);
    let cells = (0..proposals).flat_map(|p| (0..judges).map(move |j| cell(p, j)));
    MarkTable {
        proposals: (0..proposals).map(|p| format!("P{p}")).collect(),
        judges: (0..judges).map(|j| format!("J{j}")).collect(),
        cells: cells.map(|halves| Some(Mark::units(halves as i64 * 5_000))).collect(),
    }
}
