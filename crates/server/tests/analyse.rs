//! `weiguang analyse` as a person calls it: every key of its document, null with a reason, published figures; and what each command refuses.
#![cfg(test)]

mod calling;

use calling::{folder, weiguang};
use serde_json::{Map, Value, json};
use std::path::Path;

fn analysed(at: &Path, args: &[&str]) -> Value {
    let out = weiguang(at, &[&["analyse", "--json"], args].concat());
    assert_eq!((out.status.code(), String::from_utf8_lossy(&out.stderr).as_ref()), (Some(0), ""));
    serde_json::from_slice(&out.stdout).unwrap()
}

/// A document with kinds in place of values; a list is the kind of its items, which are all alike.
fn shape(of: &Value) -> Value {
    match of {
        Value::Null => json!("null"),
        Value::Bool(_) => json!("bool"),
        Value::Number(_) => json!("number"),
        Value::String(_) => json!("text"),
        Value::Array(items) => {
            let mut kinds: Vec<Value> = items.iter().map(shape).collect();
            kinds.dedup();
            kinds.into()
        }
        Value::Object(fields) => {
            fields.iter().map(|(key, value)| (key.clone(), shape(value))).collect::<Map<_, _>>().into()
        }
    }
}

/// Six targets and four judges of Shrout and Fleiss (1979).
const TABLE: &[u8] = b"p,J1,J2,J3,J4\nA,9,2,5,8\nB,6,1,3,2\nC,8,4,6,8\nD,7,1,2,6\nE,10,5,6,9\nF,6,2,4,7\n";

#[test]
fn the_document_has_every_key_and_no_other() {
    let at = folder("analyse-shape", &[("m.csv", TABLE)]);
    let limits = json!({ "value": "number", "low": "number", "high": "number" });
    let names = ["1_1", "2_1", "3_1", "1_k", "2_k", "3_k"];
    let forms: Map<String, Value> = names.map(|name| (name.to_owned(), limits.clone())).into_iter().collect();
    let judge = json!({
        "judge": "text", "marks": "number", "mean": "number", "severity": "number", "severity_z": "number",
        "standard_deviation": "number", "spread": "number", "spearman_rest": "number", "rmse_rest": "number",
        "central": "number", "straight_lining": "number", "flags": [],
    });
    let ranks = json!({ "A": "number", "B": "number", "C": "number", "D": "number", "E": "number", "F": "number" });
    let expected = json!({
        "icc": forms,
        "kendall_w": { "w": "number", "chi2": "number", "df": "number", "p": "number" },
        "krippendorff_alpha": { "nominal": "number", "ordinal": "number", "interval": "number", "ratio": "number" },
        "cronbach_alpha": "number",
        "judges": [judge],
        "leave_one_out": [{ "judge": "text", "ranks": ranks }],
        "rank_probabilities": {
            "method": "text", "outcomes": "number",
            "proposals": [{ "proposal": "text", "p": ["number"], "expected_rank": "number", "interval_90": ["number"] }],
        },
        "award_margin": "null", "award_margin_reason": "text",
    });
    let mut found = analysed(&at, &["m.csv"]);
    for judge in found["judges"].as_array_mut().unwrap() {
        for flag in judge["flags"].as_array().unwrap() {
            assert_eq!(shape(flag), json!({ "kind": "text", "figure": "number", "bound": "number" }));
        }
        judge["flags"] = json!([]);
    }
    assert_eq!(shape(&found), expected);
}

#[test]
fn published_figures_come_out_and_ranks_are_exact_up_to_nine_judges() {
    let at = folder("analyse-published", &[("m.csv", TABLE)]);
    let found = analysed(&at, &["m.csv"]);
    let rounded = |form: &str| (found["icc"][form]["value"].as_f64().unwrap() * 100.0).round() / 100.0;
    assert_eq!(["1_1", "2_1", "3_1", "1_k", "2_k", "3_k"].map(rounded), [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]);
    let ranks = &found["rank_probabilities"];
    assert_eq!((&ranks["method"], &ranks["outcomes"]), (&json!("exact"), &json!(35)));
    for one in ranks["proposals"].as_array().unwrap() {
        let sum: f64 = one["p"].as_array().unwrap().iter().map(|p| p.as_f64().unwrap()).sum();
        assert!((sum - 1.0).abs() < 1e-12 && one["p"].as_array().unwrap().len() == 6, "{one}");
        let [low, high] = [0, 1].map(|at| one["interval_90"][at].as_u64().unwrap());
        assert!((1..=6).contains(&low) && low <= high && high <= 6, "{one}");
    }
    let judges: Vec<&Value> = found["judges"].as_array().unwrap().iter().map(|j| &j["mean"]).collect();
    assert_eq!(json!(judges), json!([46.0 / 6.0, 15.0 / 6.0, 26.0 / 6.0, 40.0 / 6.0]));
    let ten: String = (1..=10).map(|n| format!(",J{n}")).collect();
    let many = format!("p{ten}\nA{}\nB{}\n", ",7,8".repeat(5), ",6,9".repeat(5));
    std::fs::write(at.join("ten.csv"), many).unwrap();
    assert_eq!(analysed(&at, &["ten.csv"])["rank_probabilities"]["method"], json!("sampled"));
}

#[test]
fn what_is_not_defined_is_null_with_its_reason() {
    let files: [(&str, &[u8]); 4] = [
        ("gap.csv", b"p,J1,J2,J3\nA,9,2,5\nB,6,,3\nC,8,4,6\n"),
        ("one-judge.csv", b"p,J1\nA,9\nB,6\n"),
        ("one-proposal.csv", b"p,J1,J2\nA,9,6\n"),
        ("equal.csv", b"p,J1,J2\nA,7,7\nB,7,7\n"),
    ];
    let at = folder("analyse-null", &files);
    let nulls = |file: &str| {
        let found = analysed(&at, &[file]);
        let mut said = Vec::new();
        for key in ["icc", "kendall_w", "cronbach_alpha", "rank_probabilities"] {
            let reason = found.get(format!("{key}_reason")).and_then(Value::as_str);
            assert_eq!(found[key].is_null(), reason.is_some_and(|text| !text.is_empty()), "{file}: {key}");
            said.extend(found[key].is_null().then_some(key));
        }
        for (name, figure) in found["krippendorff_alpha"].as_object().unwrap() {
            if let Some(of) = name.strip_suffix("_reason") {
                assert!(found["krippendorff_alpha"][of].is_null() && figure.is_string(), "{file}: {name}");
                said.push("alpha");
            }
        }
        said.dedup();
        said
    };
    assert_eq!(nulls("gap.csv"), ["icc", "kendall_w", "cronbach_alpha"]);
    assert_eq!(nulls("one-judge.csv"), ["icc", "kendall_w", "cronbach_alpha", "alpha"]);
    assert_eq!(nulls("one-proposal.csv"), ["icc", "kendall_w", "cronbach_alpha"]);
    assert_eq!(nulls("equal.csv"), ["icc", "kendall_w", "cronbach_alpha", "alpha"]);
    // Not a number is no JSON, and nothing of the kind is printed.
    for (file, _) in files {
        let out = weiguang(&at, &["analyse", file, "--json"]);
        assert!(!String::from_utf8(out.stdout).unwrap().contains("NaN"));
    }
}

#[test]
fn the_margin_needs_to_know_how_many_places_get_an_award() {
    let at = folder("analyse-margin", &[("m.csv", TABLE)]);
    let unsaid = analysed(&at, &["m.csv"]);
    assert_eq!(unsaid["award_margin_reason"], json!("nobody said how many places get an award; see --awards"));
    let found = analysed(&at, &["m.csv", "--awards", "1"]);
    let margin = json!({
        "proposal": "text", "judge": "text", "from": "text", "to": "text", "change": "text", "awards_that_change": ["text"],
    });
    assert_eq!((shape(&found["award_margin"]), found.get("award_margin_reason")), (margin, None));
    // E leads C by 30 to 26 points of four judges, so four more of one judge make a tie, and with the last place both.
    let smallest =
        json!({ "proposal": "C", "judge": "J1", "from": "8", "to": "12", "change": "4", "awards_that_change": ["C"] });
    assert_eq!(found["award_margin"], smallest);
    let all = analysed(&at, &["m.csv", "--awards", "6"]);
    assert_eq!(all["award_margin_reason"], json!("no change of a single mark changes an award"));
}

#[test]
fn every_command_ends_with_status_2_and_names_the_place() {
    let files: [(&str, &[u8]); 6] = [
        ("sign.csv", b"p,J1,J2\nA,9,-2\n"),
        ("exponent.csv", b"p,J1,J2\nA,9,2\nB,1e2,3\n"),
        ("twice.csv", b"p,J1,J1\nA,9,2\n"),
        ("again.csv", b"p,J1,J2\nA,9,2\nA,8,3\n"),
        ("empty.pb", b""),
        (
            "cost.pb",
            b"META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;ten\nVOTES\nvoter_id;vote\n1;1\n",
        ),
    ];
    let at = folder("refused-everywhere", &files);
    let refused = |args: &[&str]| {
        let out = weiguang(&at, args);
        assert_eq!((out.status.code(), out.stdout), (Some(2), Vec::new()), "{args:?}");
        String::from_utf8(out.stderr).unwrap()
    };
    for command in ["score", "analyse"] {
        for (file, place) in [("sign.csv", "C2"), ("exponent.csv", "B3"), ("twice.csv", "C1"), ("again.csv", "A3")] {
            let said = refused(&[command, file, "--json"]);
            assert!(said.starts_with(&format!("weiguang: {file}: {place}")), "{said}");
        }
    }
    for (file, what) in [
        ("empty.pb", "line 1, column 1: the section META is missing"),
        (
            "cost.pb",
            "line 7, column 2: \"ten\" is no number; write it like 1200 or 1200.50, with at most 12 digits and 6 decimals",
        ),
    ] {
        let said = refused(&["allocate", file, "--rule", "greedy-skip", "--json"]);
        assert_eq!(said, format!("weiguang: {file}: {what}\n"));
    }
    assert_eq!(
        refused(&["draw", "--id", "A", "--id", "A"]),
        "weiguang: --id: the id \"A\" is given twice; every id may stand once\n"
    );
    for args in [
        &["draw", "--part", "x"][..],
        &["allocate", "cost.pb"],
        &["analyse"],
        &["analyse", "sign.csv", "--awards", "0"],
    ] {
        refused(args);
    }
}
