//! The calculator as a person calls it: what it prints, what it refuses, with which status it ends.
#![cfg(test)]

mod calling;

use calling::{folder, weiguang};
use serde_json::{Value, json};
use std::path::Path;

fn printed(at: &Path, args: &[&str]) -> Value {
    let out = weiguang(at, args);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

fn refused(at: &Path, args: &[&str]) -> String {
    let out = weiguang(at, args);
    assert_eq!((out.status.code(), out.stdout), (Some(2), Vec::new()));
    String::from_utf8(out.stderr).unwrap()
}

const MARKS: &[u8] = "p,李,王,c,d,e\nA,80,85,88,90,95\nB,80,85,88,,\nC,80,80,88,90,95\nD,1,,,,\n".as_bytes();

#[test]
fn score_prints_one_document_to_the_letter() {
    let at = folder("score", &[("m.csv", MARKS)]);
    let found = printed(&at, &["score", "m.csv", "--drop-high", "1", "--drop-low", "1", "--json"]);
    let row = |p: &str, score: &str, exact: &str, rank: i64, lists: [Value; 4]| {
        let [kept, high, low, absent] = lists;
        json!({ "proposal": p, "score": score, "exact": exact, "rank": rank, "kept": kept, "dropped_high": high, "dropped_low": low, "absent": absent })
    };
    let expected = json!([
        row("A", "87.67", "263/3", 1, [json!(["c", "d", "王"]), json!(["e"]), json!(["李"]), json!([])]),
        row("C", "86.00", "86", 2, [json!(["c", "d", "王"]), json!(["e"]), json!(["李"]), json!([])]),
        row("B", "85.00", "85", 3, [json!(["王"]), json!(["c"]), json!(["李"]), json!(["d", "e"])]),
        { "proposal": "D", "score": null, "exact": null, "rank": null, "reason": "too_few_for_trim", "kept": ["李"], "dropped_high": [], "dropped_low": [], "absent": ["c", "d", "e", "王"] },
    ]);
    assert_eq!(found["standings"], expected);
    assert_eq!(found["rules_digest"].as_str().map(str::len), Some(64));
    let plain = weiguang(&at, &["score", "m.csv", "--decimals", "0", "--rounding", "down", "--min-judges", "3"]);
    let text = String::from_utf8(plain.stdout).unwrap();
    let first: Vec<&str> =
        text.lines().take(5).map(|line| line.get(..line.match_indices('\t').nth(3).unwrap().0).unwrap()).collect();
    assert_eq!(
        first,
        [
            "rank\tscore\texact\tproposal",
            "1\t87\t438/5\tA",
            "2\t86\t433/5\tC",
            "3\t84\t253/3\tB",
            "-\ttoo few judges\t-\tD"
        ]
    );
}

#[test]
fn the_rules_that_are_printed_are_the_rules_that_are_read_and_digested() {
    let at = folder("rules", &[("m.csv", MARKS)]);
    let options = ["score", "--drop-low", "1", "--min-judges", "2", "--decimals", "1"];
    let rules = weiguang(&at, &[&options[..], &["--print-rules"]].concat()).stdout;
    std::fs::write(at.join("rules.json"), &rules).unwrap();
    let by_options = printed(&at, &[&options[..], &["m.csv", "--json"]].concat());
    assert_eq!(printed(&at, &["score", "m.csv", "--rules", "rules.json", "--json"]), by_options);
    assert_eq!(weiguang(&at, &["score", "--rules", "rules.json", "--print-rules"]).stdout, rules);
    let mut digests = std::collections::BTreeSet::new();
    for option in [
        vec![],
        vec!["--drop-low", "1"],
        vec!["--drop-high", "1"],
        vec!["--min-judges", "2"],
        vec!["--decimals", "1"],
        vec!["--rounding", "half-even"],
        vec!["--rounding", "down"],
    ] {
        digests.insert(
            printed(&at, &[&["score", "m.csv", "--json"], option.as_slice()].concat())["rules_digest"].to_string(),
        );
    }
    assert_eq!(digests.len(), 7);
}

#[test]
fn equal_scores_share_the_place_unless_the_rules_have_a_chain() {
    let at = folder("ties", &[("m.csv", b"p,a,b,c\nX,7,7,7\nY,5,8,8\nZ,1,1,1\nW,8,8,5\n")]);
    let places = |found: &Value| {
        let rows = found["standings"].as_array().unwrap();
        rows.iter()
            .map(|r| {
                format!("{}{}{}", r["proposal"].as_str().unwrap(), r["rank"], r["decided_by"].as_str().unwrap_or(""))
            })
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(places(&printed(&at, &["score", "m.csv", "--json"])), "W1 X1 Y1 Z4");
    let rules = weiguang(&at, &["score", "--print-rules"]).stdout;
    let mut rules: Value = serde_json::from_slice(&rules).unwrap();
    rules["tie_chain"] = json!(["higher_lowest_mark", "lot"]);
    std::fs::write(at.join("rules.json"), rules.to_string()).unwrap();
    let out = weiguang(&at, &["score", "m.csv", "--rules", "rules.json", "--json"]);
    assert_eq!(places(&serde_json::from_slice(&out.stdout).unwrap()), "X1higher_lowest_mark W2shared Y2shared Z4");
    let warned = String::from_utf8(out.stderr).unwrap();
    assert_eq!(
        warned,
        "weiguang: W shares place 2; the rules ask for `lot`\nweiguang: Y shares place 2; the rules ask for `lot`\n"
    );
}

#[test]
fn what_is_wrong_is_named_and_ends_with_status_2() {
    let rules = json!({ "rubric": { "form": "points", "criteria": [{ "id": "all", "max": "100", "step": "0.5" }] },
        "components": [{ "id": "panel", "weight": 10_000, "source": { "kind": "panel", "rule": { "method": "mean", "quorum": 1 } } }] });
    let mut half = rules.clone();
    half["components"][0]["weight"] = json!(5_000);
    let files: [(&str, &[u8]); 7] = [
        ("bad.csv", "p,J1\nA,１\n".as_bytes()),
        ("empty.csv", b""),
        ("over.csv", b"p,J1\nA,100\n\nB,100.5\n"),
        ("step.csv", b"p,J1\nA,99.9\n"),
        ("rules.json", rules.to_string().into_bytes().leak()),
        ("half.json", half.to_string().into_bytes().leak()),
        ("wrong.json", b"{\"x\":1}"),
    ];
    let at = folder("refused", &files);
    let cases: [(&[&str], &str); 6] = [
        (
            &["bad.csv"],
            "weiguang: bad.csv: B2 (proposal A, judge J1): `１` is not a mark; write it with half-width digits and point, such as 85.5\n",
        ),
        (
            &["empty.csv"],
            "weiguang: empty.csv: the file is empty; the first row names the judges, each further row a proposal with its marks\n",
        ),
        (&["missing.csv"], "weiguang: missing.csv: No such file or directory (os error 2)\n"),
        (
            &["over.csv", "--rules", "rules.json"],
            "weiguang: over.csv: B4 (proposal B, judge J1): `100.5` is outside 0 to 100; correct the mark or the rules\n",
        ),
        (
            &["step.csv", "--rules", "rules.json"],
            "weiguang: step.csv: B2 (proposal A, judge J1): `99.9` is not on the step 0.5; correct the mark or the rules\n",
        ),
        (
            &["over.csv", "--rules", "half.json"],
            "weiguang: half.json: /components: the weights add up to 5000 basis points instead of 10,000\n",
        ),
    ];
    for (args, message) in cases {
        assert_eq!(refused(&at, &[&["score"], args].concat()), message);
    }
    for args in [
        &["over.csv", "--rules", "wrong.json"][..],
        &["over.csv", "--decimals", "5"],
        &["over.csv", "--rules", "rules.json", "--decimals", "1"],
        &[],
    ] {
        refused(&at, &[&["score"], args].concat());
    }
}
