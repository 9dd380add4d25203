//! Allocation: how long the proof of a large optimum takes, and the proportional rules beside the implementation in Python that researchers use.

use crate::table::{Line, against, median, within};
use scoring::optimum::{Choice, Item, Limit, Problem, STEPS, solve};
use scoring::pb::{Completion, Election, PbRule, VoteKind, elect, read};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

const RUNS: usize = 5;
/// The released version that is measured against.
const PABUTOOLS: &str = "pabutools==1.2.3";

/// A round of 5,000 projects in 40 categories by 3,000 organisations: how long until the best choice is proven.
pub(crate) fn optimum() -> Vec<Line> {
    let times = (1..=5).map(|seed| {
        let problem = round(seed);
        let started = Instant::now();
        let found = solve(&problem, STEPS).unwrap();
        let took = started.elapsed().as_secs_f64();
        assert!(problem.admits(&found.chosen), "the choice breaks a limit");
        assert_eq!(found.certificate.gap, 0, "the optimum of round {seed} is not proven");
        took
    });
    let times: Vec<f64> = times.collect();
    let slowest = times.iter().copied().fold(0.0, f64::max);
    let note = format!("five rounds, each proven with gap 0; the slowest {slowest:.2} s");
    vec![Line { note, ..within("award optimum", "s", median(times), 1.0) }]
}

/// Numbers that look random and are the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Amounts of 1,000 to 10,000 yuan, scores of 60 to 100; each organisation may have one award, each category 25 to 31, and two
/// categories must have some.
fn round(seed: u64) -> Problem {
    const PROJECTS: u64 = 5_000;
    const CATEGORIES: u64 = 40;
    const ORGANISATIONS: u64 = 3_000;
    let mut numbers = Numbers(seed);
    let at = |n: u64| usize::try_from(n).unwrap();
    let items = (0..PROJECTS).map(|_| {
        let (cost, value) = (100_000 + 10_000 * numbers.below(91), 600_000 + 100 * numbers.below(4_001));
        let choices = vec![Choice { cost, value: i64::try_from(value).unwrap() }];
        let (category, organisation) = (numbers.below(CATEGORIES), numbers.below(ORGANISATIONS));
        let floor = (category < 2).then(|| at(CATEGORIES + ORGANISATIONS + category));
        Item { choices, limits: [at(category), at(CATEGORIES + organisation)].into_iter().chain(floor).collect() }
    });
    let items = items.collect();
    let caps = (0..CATEGORIES).map(|n| Limit::AwardsAtMost(PROJECTS / 200 + n % 7));
    let ones = (0..ORGANISATIONS).map(|_| Limit::AwardsAtMost(1));
    let floors = [Limit::AwardsAtLeast(20), Limit::AwardsAtLeast(1)];
    Problem { budget: 350_000_000, items, limits: caps.chain(ones).chain(floors).collect() }
}

/// Equal Shares and Phragmén on the largest approval election of the vectors, on processor time.
pub(crate) fn pabutools() -> Vec<Line> {
    let Some((path, election)) = largest() else {
        eprintln!("pabutools: not run, because WEIGUANG_VECTORS names no folder with elections");
        return Vec::new();
    };
    let python = environment();
    let shape = format!("{} projects, {} voters", election.projects.len(), election.voters.len());
    let rules = [
        (
            "pabutools equal shares",
            PbRule::EqualShares(Completion::None),
            "method_of_equal_shares(i, p, sat_class=Cost_Sat)",
        ),
        ("pabutools phragmen", PbRule::Phragmen, "sequential_phragmen(i, p)"),
    ];
    let measure = |(name, rule, call): &(&str, PbRule, &str)| {
        let ours = median((0..RUNS).map(|_| cpu_of(&election, *rule)).collect());
        let (theirs, mut order) = run(&python, &path, call);
        let found = elect(&election, *rule).unwrap();
        let mut ids: Vec<&str> = found.selected.iter().map(|p| election.projects[*p].id.as_str()).collect();
        // Theirs gives Phragmén's choice by name, not in the order of selection.
        ids.sort_unstable();
        order.sort_unstable();
        assert_eq!(ids, order.iter().map(String::as_str).collect::<Vec<_>>(), "{name}: the outcomes differ");
        Line { note: shape.clone(), ..against(name, "/s", 1.0 / ours, (PABUTOOLS, 1.0 / theirs), 100.0) }
    };
    rules.iter().map(measure).collect()
}

/// Equal Shares and Phragmén together on 40 projects and 1,500 voters, hardly two with the same ballot.
pub(crate) fn district() -> Vec<Line> {
    let election = read(ballots(40, 1_500).as_bytes()).unwrap();
    let both = || cpu_of(&election, PbRule::EqualShares(Completion::None)) + cpu_of(&election, PbRule::Phragmen);
    let ours = median((0..RUNS).map(|_| both() * 1_000.0).collect());
    let note = format!("{} projects, {} voters", election.projects.len(), election.voters.len());
    vec![Line { note, ..within("votes of a district", "ms", ours, 50.0) }]
}

/// A file of the public format: costs of 1,000 to 10,000, a budget for about a third, ballots of three to eight projects.
fn ballots(projects: u64, voters: u64) -> String {
    let mut numbers = Numbers(7);
    let mut file = format!(
        "META\nkey;value\nvote_type;approval\nrule;greedy\nnum_projects;{projects}\nnum_votes;{voters}\nbudget;75000\nPROJECTS\nproject_id;cost\n"
    );
    for p in 0..projects {
        file.push_str(&format!("{p};{}\n", 1_000 + 100 * numbers.below(91)));
    }
    file.push_str("VOTES\nvoter_id;vote\n");
    for v in 0..voters {
        let wanted = 3 + numbers.below(6);
        let chosen: BTreeSet<u64> = (0..wanted).map(|_| numbers.below(projects)).collect();
        let list: Vec<String> = chosen.iter().map(u64::to_string).collect();
        file.push_str(&format!("{v};{}\n", list.join(",")));
    }
    file
}

/// The approval election with the most projects times voters.
fn largest() -> Option<(PathBuf, Election)> {
    let named = std::env::vars_os().find(|(key, _)| key == "WEIGUANG_VECTORS").map(|(_, value)| PathBuf::from(value));
    let folder = named.unwrap_or_else(|| PathBuf::from("../shared/vectors")).join("pabulib");
    let files = std::fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path());
    let elections = files.filter(|p| p.extension().is_some_and(|e| e == "pb")).map(|path| {
        let election = read(&std::fs::read(&path).unwrap()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        (path, election)
    });
    elections
        .filter(|(_, e)| e.kind == VoteKind::Approval)
        .max_by_key(|(path, e)| (e.projects.len() * e.voters.len(), path.clone()))
}

/// Seconds on a processor for one outcome, over enough of them to be measured.
fn cpu_of(election: &Election, rule: PbRule) -> f64 {
    const TIMES: u32 = 200;
    let started = on_cpu();
    for _ in 0..TIMES {
        std::hint::black_box(elect(std::hint::black_box(election), rule).unwrap());
    }
    (on_cpu() - started) / f64::from(TIMES)
}

/// How long this thread ran on a processor, in seconds.
fn on_cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").expect("the processor time of a thread");
    text.split_whitespace().next().unwrap().parse::<f64>().unwrap() / 1e9
}

/// A throw-away environment of Python with the package in it.
fn environment() -> PathBuf {
    let folder = Path::new("target/bench-python");
    let python = folder.join("bin/python");
    if !folder.join("ready").exists() {
        let made = Command::new("python3").args(["-m", "venv"]).arg(folder).status();
        let made = made.unwrap_or_else(|e| {
            panic!("python3: {e}; install python3 with its venv module to compare with {PABUTOOLS}")
        });
        assert!(
            made.success(),
            "python3 -m venv failed; install the venv module of python3 to compare with {PABUTOOLS}"
        );
        let installed = Command::new(&python).args(["-m", "pip", "install", "--quiet", PABUTOOLS]).status().unwrap();
        assert!(installed.success(), "{PABUTOOLS} could not be installed");
        std::fs::write(folder.join("ready"), "").unwrap();
    }
    python
}

/// Seconds on a processor for one outcome of theirs, the best of three, and whom it selects.
fn run(python: &Path, file: &Path, call: &str) -> (f64, Vec<String>) {
    let script = format!(
        "import sys, time\nfrom pabutools.election import parse_pabulib, Cost_Sat\nfrom pabutools.rules import method_of_equal_shares, sequential_phragmen\ni, p = parse_pabulib(sys.argv[1])\nbest = 1e9\nfor _ in range(3):\n    t = time.process_time()\n    o = {call}\n    best = min(best, time.process_time() - t)\nprint(best)\nprint(chr(10).join(str(x) for x in o))\n"
    );
    let output = Command::new(python).args(["-c", &script]).arg(file).output().unwrap();
    assert!(output.status.success(), "pabutools: {}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut lines = text.lines();
    (lines.next().unwrap().parse().unwrap(), lines.map(str::to_owned).collect())
}
