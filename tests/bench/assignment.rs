//! The assignment of judges to proposals: 1,000 proposals, 200 judges, three each, one pair in twenty in conflict.

use crate::table::{Line, median, within};
use scoring::assign::{Balance, Conflict, Fit, HIGHEST_COST, Judge, Request, judges};
use scoring::draw::Numbers;
use std::time::Instant;

const RUNS: usize = 5;
const PROPOSALS: usize = 1_000;
const JUDGES: usize = 200;
/// Seconds that an organiser waits for a preview without wondering.
const LIMIT: f64 = 1.0;

/// The line.
pub(crate) fn measure() -> Vec<Line> {
    let request = request();
    let mut times = Vec::new();
    let mut note = String::new();
    for _ in 0..RUNS {
        let started = Instant::now();
        let plan = judges(&request).unwrap();
        times.push(started.elapsed().as_secs_f64());
        let loads = plan.loads.iter().map(|l| l.proposals);
        let (most, least) = (loads.clone().max().unwrap(), loads.min().unwrap());
        assert!(most - least <= 1, "loads from {least} to {most}");
        note = format!("loads {least}-{most}, {} piece(s)", plan.components.len());
    }
    vec![Line { note, ..within("judge assignment", "s", median(times), LIMIT) }]
}

fn request() -> Request {
    let mut numbers = Numbers::new(&[7; 32]);
    let proposals: Vec<String> = (0..PROPOSALS).map(|n| format!("P{n:04}")).collect();
    let panel: Vec<Judge> =
        (0..JUDGES).map(|n| Judge { code: format!("J{n:03}"), at_least: 10, at_most: 20 }).collect();
    let (mut conflicts, mut fits) = (Vec::new(), Vec::new());
    for (proposal, judge) in proposals.iter().flat_map(|p| panel.iter().map(move |j| (p.clone(), j.code.clone()))) {
        let cost = u32::try_from(numbers.below(u64::from(HIGHEST_COST) + 1)).unwrap();
        fits.push(Fit { proposal: proposal.clone(), judge: judge.clone(), cost });
        if numbers.below(20) == 0 {
            conflicts.push(Conflict { proposal, judge, reason: "same_community".into() });
        }
    }
    Request {
        proposals,
        judges: panel,
        per_proposal: 3,
        conflicts,
        fits,
        standing: Vec::new(),
        balance: Balance::First,
        seed_parts: Vec::new(),
    }
}
