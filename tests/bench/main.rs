//! `make bench`: what this costs, as ratios against baselines measured in the same run. `bench NAME..` runs the named lines only.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::float_arithmetic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measurement that cannot be taken stops the bench and says where; its figures are statistics"
)]

mod allocation;
mod apart;
mod assignment;
mod live;
mod load;
mod night;
mod process;
mod raw;
mod reads;
mod statistics;
mod table;
mod viewers;
mod votes;
mod writes;

use table::Line;

type Measure = fn() -> Vec<Line>;

/// Every line by the start of its name, in the order in which they are measured.
const LINES: &[(&str, Measure)] = &[
    ("award optimum", allocation::optimum),
    ("pabutools", allocation::pabutools),
    ("votes of a district", allocation::district),
    ("cold start", process::measure),
    ("proposal", reads::measure),
    ("judge assignment", assignment::measure),
    ("durable score writes sqlite", writes::on_sqlite),
    ("durable score writes postgres", writes::on_postgres),
    ("live viewers", live::measure),
    ("vote burst sqlite", votes::on_sqlite),
    ("vote burst postgres", votes::on_postgres),
    ("million marks trimmed", statistics::million),
    ("full analysis", statistics::full),
    ("exact bootstrap", statistics::exact),
    ("leave one judge out", statistics::leave_one_out),
    ("reml", statistics::reml),
];

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    match asked.first().map(String::as_str) {
        Some(load::CHILD) => return load::child(),
        Some(apart::CHILD) => return apart::child(),
        Some(viewers::CHILD) => return viewers::child(),
        Some(votes::CHILD) => return votes::child(),
        _ => {}
    }
    let wanted = |name: &str| asked.is_empty() || asked.iter().any(|a| name.starts_with(a.as_str()));
    let mut lines = Vec::new();
    for (name, measure) in LINES.iter().filter(|(name, _)| wanted(name)) {
        eprintln!("measuring {name}");
        lines.extend(measure());
    }
    println!("{}", table::readable(&lines));
    table::keep(&lines, std::path::Path::new("target/bench.json"));
}
