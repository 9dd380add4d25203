//! The picture of rank intervals in the documentation is the one that the statistics give.
#![cfg(test)]
#![expect(clippy::float_arithmetic, reason = "bars have lengths")]

use model::Mark;
use model::rules::{Rounding, RoundingMode};
use scoring::marks::MarkTable;
use scoring::rules::{Method, PanelRule};
use scoring::sensitivity::{Bootstrap, Scoring, bootstrap};

/// Six proposals and four judges (Shrout and Fleiss 1979).
const ROWS: [[i64; 4]; 6] = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]];
const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/scoring/rank_intervals.svg");

fn resampled() -> Bootstrap {
    let table = MarkTable {
        proposals: ["A", "B", "C", "D", "E", "F"].map(str::to_owned).to_vec(),
        judges: ["J1", "J2", "J3", "J4"].map(str::to_owned).to_vec(),
        cells: ROWS.iter().flatten().map(|mark| Some(Mark::points(*mark))).collect(),
    };
    let rounding = Some(Rounding { decimals: 2, mode: RoundingMode::HalfUp });
    let rule = PanelRule { method: Method::Mean, trim: Vec::new(), quorum: 1, rounding };
    bootstrap(&table, Scoring::Panel(&rule), None).unwrap()
}

/// A bar from the one end of the interval to the other, and a dot at the expected rank.
fn picture(found: &Bootstrap) -> String {
    let mut rows: Vec<_> = found.proposals.iter().collect();
    rows.sort_by(|a, b| a.expected_rank.unwrap().total_cmp(&b.expected_rank.unwrap()));
    let x = |rank: f64| 20.0 + 60.0 * rank;
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 420 240\" role=\"img\" font-family=\"sans-serif\" font-size=\"14\">\n\
         <title>90 % rank intervals of six proposals, four judges</title>\n",
    );
    for rank in 1_u32..=6 {
        out +=
            &format!("<text x=\"{:.0}\" y=\"24\" text-anchor=\"middle\" fill=\"#444\">{rank}</text>\n", x(rank.into()));
    }
    for (odds, line) in rows.into_iter().zip(0_u32..) {
        let y = 54.0 + 32.0 * f64::from(line);
        let (low, high) =
            odds.interval_90.map(|(a, b)| (u32::try_from(a).unwrap(), u32::try_from(b).unwrap())).unwrap();
        let (from, to) = (x(low.into()) - 10.0, x(high.into()) + 10.0);
        let width = to - from;
        out += &format!("<text x=\"24\" y=\"{:.0}\">{}</text>\n", y + 5.0, odds.proposal);
        out += &format!(
            "<rect x=\"{from:.0}\" y=\"{:.0}\" width=\"{width:.0}\" height=\"14\" rx=\"7\" fill=\"#9cc3e6\"/>\n",
            y - 7.0
        );
        out +=
            &format!("<circle cx=\"{:.1}\" cy=\"{y:.0}\" r=\"5\" fill=\"#16456e\"/>\n", x(odds.expected_rank.unwrap()));
    }
    out + "</svg>\n"
}

#[test]
fn the_picture_shows_what_the_statistics_give() {
    let drawn = picture(&resampled());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(PICTURE, &drawn).unwrap();
    }
    assert_eq!(std::fs::read_to_string(PICTURE).unwrap_or_default(), drawn, "BLESS=1 writes it anew");
}
