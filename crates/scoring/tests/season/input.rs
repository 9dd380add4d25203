//! The demo season as the crate reads it: marks, ballots, lots.

use model::Mark;
use model::rules::Rules;
use scoring::desk::desk;
use scoring::draw::{Transcript, draw};
use scoring::panel::Sheet;
use scoring::standings::Entry;
use serde_json::Value;

pub(crate) fn season() -> Value {
    serde_json::from_str(include_str!("../../../../demo/seasons/zhaohuimen-2.json")).unwrap()
}

pub(crate) fn rules() -> Rules {
    serde_json::from_value(season()["rules"].clone()).unwrap()
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

pub(crate) fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(text).collect()
}

pub(crate) fn desk_marks() -> Vec<(String, Vec<Mark>)> {
    let season = season();
    let rows = season["desk_review"]["marks"].as_array().unwrap().clone();
    let marks = |row: &Value| {
        row["marks"].as_object().unwrap().values().filter(|m| !m.is_null()).map(|m| text(m).parse().unwrap()).collect()
    };
    rows.iter().map(|row| (text(&row["proposal"]), marks(row))).collect()
}

pub(crate) fn entries() -> Vec<Entry> {
    let (season, desk) = (season(), desk(&desk_marks(), rules().desk_review().unwrap(), Some(28)));
    let road = &season["roadshow"];
    let codes = texts(&road["order_draw"]["codes"]);
    let count = |code: &str, choice: &str| {
        let ballots = road["ballots"].as_array().unwrap().iter().find(|b| b["proposal"] == code).unwrap();
        i64::try_from(ballots[choice].as_array().unwrap().len()).unwrap()
    };
    let sheets = |code: &str| {
        let signed =
            road["sheets"].as_array().unwrap().iter().filter(|s| s["proposal"] == code && s["status"] == "signed");
        signed
            .map(|s| Sheet {
                judge: text(&s["judge"]),
                marks: texts(&s["marks"]).iter().map(|m| m.parse().unwrap()).collect(),
            })
            .collect()
    };
    let desk_score = |code: &str| desk.rows.iter().find(|r| r.proposal == code)?.figure.as_ref()?.published.as_mark();
    codes
        .iter()
        .map(|code| Entry {
            proposal: code.clone(),
            sheets: sheets(code),
            approve: count(code, "approve"),
            oppose: count(code, "oppose"),
            desk_score: desk_score(code),
            ..Entry::default()
        })
        .collect()
}

pub(crate) fn tie_draw() -> Transcript {
    let lot = &season()["roadshow"]["tie_lots"][0];
    draw(&texts(&lot["seed_parts"]), &["P33".into(), "P25".into()]).unwrap()
}
