//! The picture of an allocation under a pool is drawn from what `allocate` gives, and the committed one is what is drawn.
#![cfg(test)]

use model::rules::OnMisfit;
use model::{Mark, Money};
use scoring::Ratio;
use scoring::allocation::{AllocationRule, Band, Candidate, Gives, Outcome, Reach, Way, allocate};
use std::fmt::Write;
use std::path::Path;

const POOL: i64 = 29_500;
/// Code, score and yuan asked.
const ROUND: [(&str, i64, i64); 6] = [
    ("P1", 92, 10_000),
    ("P2", 90, 10_000),
    ("P3", 84, 6_000),
    ("P4", 81, 6_000),
    ("P5", 72, 3_000),
    ("P6", 66, 1_000),
];

fn candidates() -> Vec<Candidate> {
    let candidate = |(code, score, yuan): &(&str, i64, i64)| Candidate {
        proposal: (*code).into(),
        score: Ratio::of(Mark::points(*score)),
        asked: Money::fen(yuan * 100),
        ..Candidate::default()
    };
    ROUND.iter().map(candidate).collect()
}

fn rule(way: Way, on_misfit: OnMisfit) -> AllocationRule {
    let band = |name: &str, from, yuan: i64| Band {
        name: name.into(),
        reach: Reach::FromScore(Mark::points(from)),
        gives: Gives::UpToFen(Money::fen(yuan * 100)),
    };
    let bands = vec![band("一等", 90, 10_000), band("二等", 80, 6_000), band("三等", 60, 3_000)];
    AllocationRule { way, pass: Mark::points(60), bands, on_misfit, caps: vec![], reservations: vec![] }
}

/// One bar for each way: what each proposal gets, from left to right, and what is left.
fn picture() -> String {
    let ways = [
        ("跳过 skip", Way::ByRank, OnMisfit::Skip),
        ("停止 stop", Way::ByRank, OnMisfit::Stop),
        ("降档 downgrade", Way::ByRank, OnMisfit::Downgrade),
        ("部分 part", Way::ByRank, OnMisfit::Part),
        ("最优 optimum", Way::Optimum, OnMisfit::Skip),
    ];
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 230\" font-family=\"sans-serif\" font-size=\"13\" role=\"img\">\n<title>资金池 29,500 元的五种分法 / Five ways to give away a pool of 29,500 yuan</title>\n",
    );
    for (row, (name, way, on_misfit)) in ways.iter().enumerate() {
        let top = 14 + 42 * row;
        let found = allocate(&candidates(), &rule(*way, *on_misfit), Money::fen(POOL * 100));
        writeln!(svg, "<text x=\"8\" y=\"{}\">{name}</text>", top + 20).unwrap();
        let mut left = 120;
        for grant in found.grants.iter().filter(|g| g.result == Outcome::Proposed) {
            let yuan = grant.awarded().unwrap().as_fen() / 100;
            let width = yuan / 50;
            writeln!(
                svg,
                "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"30\" fill=\"#cfe3d4\" stroke=\"#2f5d3a\"/>"
            )
            .unwrap();
            let label = if yuan < 1_500 { String::new() } else { format!(" {yuan}") };
            let size = if yuan < 1_500 { 10 } else { 12 };
            writeln!(
                svg,
                "<text x=\"{}\" y=\"{}\" font-size=\"{size}\">{}{label}</text>",
                left + 3,
                top + 20,
                grant.proposal
            )
            .unwrap();
            left += width;
        }
        let rest = found.left_fen.as_fen() / 100;
        let width = rest / 50;
        if width > 0 {
            writeln!(svg, "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"30\" fill=\"none\" stroke=\"#777\" stroke-dasharray=\"4 3\"/>").unwrap();
        }
        writeln!(svg, "<text x=\"726\" y=\"{}\" fill=\"#555\" font-size=\"11\">{rest}</text>", top + 20).unwrap();
    }
    svg + "</svg>\n"
}

#[test]
fn the_committed_picture_is_what_is_drawn() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/scoring/allocation.svg");
    let drawn = picture();
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    if held != drawn {
        let fresh = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/allocation.svg");
        std::fs::write(&fresh, &drawn).unwrap();
        panic!("docs/scoring/allocation.svg is not what is drawn; copy target/allocation.svg over it");
    }
}

#[test]
fn the_figures_of_the_chapter_are_those_of_the_code() {
    let figures = |way, on_misfit| {
        let found = allocate(&candidates(), &rule(way, on_misfit), Money::fen(POOL * 100));
        let amounts: Vec<i64> = found.grants.iter().map(|g| g.awarded().unwrap_or_default().as_fen() / 100).collect();
        (amounts, found.left_fen.as_fen() / 100)
    };
    assert_eq!(figures(Way::ByRank, OnMisfit::Skip), (vec![10_000, 10_000, 6_000, 0, 3_000, 0], 500));
    assert_eq!(figures(Way::ByRank, OnMisfit::Stop), (vec![10_000, 10_000, 6_000, 0, 0, 0], 3_500));
    assert_eq!(figures(Way::ByRank, OnMisfit::Downgrade), (vec![10_000, 10_000, 6_000, 3_000, 0, 0], 500));
    assert_eq!(figures(Way::ByRank, OnMisfit::Part), (vec![10_000, 10_000, 6_000, 3_500, 0, 0], 0));
    assert_eq!(figures(Way::Optimum, OnMisfit::Skip), (vec![10_000, 0, 6_000, 6_000, 3_000, 1_000], 3_500));
}
