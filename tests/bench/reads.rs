//! Reading, as a signed-in organiser: a list of 20 proposals and one proposal, against a route that does nothing.

use crate::load::{Plan, request, run};
use crate::night::{CLIENTS, Night};
use crate::table::{Line, against, median};

const RUNS: usize = 5;

struct Runs {
    rates: Vec<f64>,
    p50: Vec<f64>,
    p99: Vec<f64>,
    cpu_us: Vec<f64>,
}

/// Both lines, their runs taking turns with those of the baseline.
pub(crate) fn measure() -> Vec<Line> {
    let file = harness::town::temporary_file();
    let night = Night::fall(&format!("sqlite:{}", file.path.display()));
    let paths = ["/hello".to_owned(), format!("{}/proposals?limit=20", night.round), night.proposal.clone()];
    let mut runs: Vec<Runs> =
        paths.iter().map(|_| Runs { rates: vec![], p50: vec![], p99: vec![], cpu_us: vec![] }).collect();
    for _ in 0..RUNS {
        for (path, kept) in paths.iter().zip(&mut runs) {
            let plan = Plan {
                address: night.address.clone(),
                requests: vec![request("GET", path, &night.organiser, ""); CLIENTS],
                warm_ms: 300,
                measured_ms: 1_500,
            };
            let before = cpu_seconds();
            let outcome = run(&plan);
            let spent = cpu_seconds() - before;
            let share = plan.measured_ms as f64 / (plan.warm_ms + plan.measured_ms) as f64;
            kept.rates.push(outcome.rate());
            kept.p50.push(outcome.p50_ms);
            kept.p99.push(outcome.p99_ms);
            kept.cpu_us.push(spent * share * 1e6 / outcome.answered as f64);
        }
    }
    let [hello, list, one] = <[Runs; 3]>::try_from(runs).ok().unwrap();
    let baseline = (median(hello.rates), median(hello.cpu_us));
    vec![line("proposal list of 20", list, baseline, 0.15), line("proposal read", one, baseline, 0.25)]
}

fn line(name: &str, runs: Runs, hello: (f64, f64), goal: f64) -> Line {
    let mut line = against(name, "1/s", median(runs.rates), ("hello, same middleware and sign-in", hello.0), goal);
    (line.p50_ms, line.p99_ms) = (Some(median(runs.p50)), Some(median(runs.p99)));
    line.note = format!("CPU {:.0} us an answer, hello {:.0} us", median(runs.cpu_us), hello.1);
    line
}

/// What this process, which is the server, has spent so far. The load is a process of its own.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks = |n: usize| fields[n].parse::<f64>().unwrap();
    (ticks(11) + ticks(12)) / 100.0
}
