//! The pictures of docs/scoring.md are drawn from the engine's own figures.
#![cfg(test)]

#[path = "pictures/svg.rs"]
mod svg;

use model::rules::{Rounding, RoundingMode};
use scoring::Figure;
use scoring::aggregate::explained;
use scoring::marks::MarkTable;
use scoring::rules::{Method, PanelRule, TrimStep};
use svg::{Picture, held};

const MARKS: &str = "项目,J1,J2,J3,J4,J5,J6,J7\n甲,62,85,88,90,91,93,98\n";

fn worked(method: Method) -> (Figure, Vec<String>) {
    let trim = vec![TrimStep { from_sheets: 5, low: 1, high: 1 }];
    let rounding = Some(Rounding { decimals: 2, mode: RoundingMode::HalfUp });
    let rule = PanelRule { method, trim, quorum: 3, rounding };
    let outcome = explained(&MarkTable::from_csv(MARKS.as_bytes()).unwrap(), &rule).unwrap().remove(0);
    (outcome.figure.unwrap(), [outcome.dropped_low, outcome.dropped_high].concat())
}

/// Hundredths of a point on the axis from 60 to 100.
fn across(hundredths: i64) -> i64 {
    40 + (hundredths - 6_000) * 640 / 4_000
}

fn hundredths(figure: &Figure) -> i64 {
    figure.published.as_mark().unwrap().as_units() / 100
}

#[test]
fn dropping_marks() {
    let (plain, _) = worked(Method::Mean);
    let (trimmed, dropped) = worked(Method::Trimmed);
    let title = "去掉一个最高分和一个最低分 · Dropping one highest and one lowest mark";
    let told = format!(
        "Seven marks on a scale; {} are dropped; the mean moves from {} to {}.",
        dropped.join(" and "),
        plain.text,
        trimmed.text
    );
    let mut picture = Picture::new(720, 260, title, &told);
    picture.words((360, 30), 17, title);
    picture.line((across(6_000), 150), (across(10_000), 150), "stroke=\"#7b8794\" stroke-width=\"2\"");
    for mark in [60, 70, 80, 90, 100] {
        picture.line((across(mark * 100), 150), (across(mark * 100), 158), "stroke=\"#7b8794\"");
        picture.words((across(mark * 100), 176), 12, &mark.to_string());
    }
    let table = MarkTable::from_csv(MARKS.as_bytes()).unwrap();
    for (judge, mark) in table.judges.iter().zip(&table.cells) {
        let (x, units) = (across(mark.unwrap().as_units() / 100), mark.unwrap());
        let out = dropped.contains(judge);
        let style = if out { "fill=\"#ffffff\" stroke=\"#cf1124\" stroke-width=\"2\"" } else { "fill=\"#0b69a3\"" };
        picture.dot((x, 150), 8, style);
        if out {
            picture.line((x - 6, 144), (x + 6, 156), "stroke=\"#cf1124\" stroke-width=\"2\"");
        }
        picture.words((x, 134), 12, &units.to_string());
    }
    for (figure, y, colour, words) in
        [(&plain, 205, "#cf1124", "全部平均 mean of all"), (&trimmed, 75, "#0b69a3", "去分后平均 mean of the rest")]
    {
        let x = across(hundredths(figure));
        picture.line(
            (x, if y < 150 { y + 8 } else { 160 }),
            (x, if y < 150 { 120 } else { y - 14 }),
            &format!("stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"4 3\""),
        );
        picture.words((x, y), 14, &format!("{words} {}", figure.text));
    }
    held("scoring-dropping-marks.svg", &picture.finish());
}
