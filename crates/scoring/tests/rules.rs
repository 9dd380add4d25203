//! Rules as data: each option is in the digest, each fault has its place, and the explanation is worked out by the engine.
#![cfg(test)]

use model::Mark;
use model::rules::{Rounding, RoundingMode};
use proptest::prelude::*;
use scoring::rules::{Lang, Method, PanelRule, RuleSet, TrimStep};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Rules that use every option.
fn full() -> Value {
    json!({
        "rubric": { "form": "weighted", "missing": "incomplete", "full_marks": "10", "criteria": [
            { "id": "need", "name": "需求", "min": "0", "max": "10", "step": "0.5", "weight": 6000,
              "bands": [{ "name": "A", "from": "5", "to": "10" }, { "name": "B", "from": "0", "to": "4.5" }] },
            { "id": "plan", "name": "方案", "min": "0", "max": "10", "step": "0.5", "weight": 4000, "bands": [] },
        ] },
        "components": [
            { "id": "experts", "weight": 6000, "source": { "kind": "panel", "jury": null, "scope": "judge_total",
              "rule": { "method": "trimmed", "trim": [{ "from_sheets": 5, "low": 1, "high": 1 }], "quorum": 3, "rounding": null } } },
            { "id": "votes", "weight": 1000, "source": { "kind": "vote_share", "of": "highest" } },
            { "id": "places", "weight": 1000, "source": { "kind": "vote_rank_step", "first": "10", "step": "0.5" } },
            { "id": "points", "weight": 500, "source": { "kind": "vote_rank_points", "points": ["12", "10"] } },
            { "id": "approval", "weight": 1000, "source": { "kind": "approval_rate", "quorum": 15 } },
            { "id": "desk", "weight": 500, "source": { "kind": "carried_stage", "from": "desk_review" } },
        ],
        "extras": [{ "id": "matching", "kind": "bonus", "cap": "50" }],
        "clip": "100",
        "equating": { "component": "experts", "method": "ratio", "overall": "pooled", "drop_low": 1, "drop_high": 2 },
        "rounding": [{ "stage": "experts", "decimals": 2, "mode": "half_up" }, { "stage": "final", "decimals": 3, "mode": "half_even" }],
        "tie_chain": ["criterion:need", "untrimmed_mean", "lot"],
        "cut": { "places": 3, "on_tie": "admit_all" },
        "ranking": "competition",
        "rank_on": "published_figure",
        "allocation": {
            "way": "by_rank", "pass": "60", "on_misfit": "skip",
            "bands": [{ "name": "A", "reach": { "from_score": "90" }, "gives": { "up_to_fen": 300 } },
                      { "name": "B", "reach": { "to_place": 9 }, "gives": { "percent_of_asked": 50 } }],
            "caps": [{ "by": "organisation", "group": "G", "awards": 1, "fen": 300 }],
            "reservations": [{ "by": "community", "group": "C", "awards": 1 }],
        },
    })
}

fn read(value: &Value) -> RuleSet {
    serde_json::from_value(value.clone()).unwrap_or_else(|e| panic!("{e}: {value}"))
}

/// The pointers of all values that are no list and no object.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(items) if !items.is_empty() => {
            for (n, v) in items.iter().enumerate() {
                leaves(v, &format!("{at}/{n}"), found);
            }
        }
        Value::Object(fields) => {
            for (key, v) in fields {
                leaves(v, &format!("{at}/{key}"), found);
            }
        }
        _ => found.push(at.to_owned()),
    }
}

/// Another value that can stand in the same place.
fn other(pointer: &str, value: &Value) -> Vec<Value> {
    let words: &[&str] = match pointer.rsplit('/').next().unwrap() {
        "form" => &["points"],
        "missing" => &["renormalise"],
        "scope" => &["criterion"],
        "method" if pointer.contains("equating") => &["linear_shift", "standard_score"],
        "method" => &["mean", "winsorised", "median", "sum", "borda", "mean_rank", "z", "rescaled_z"],
        "of" => &["total"],
        "from" if value == "desk_review" => &["roadshow"],
        "kind" if value == "bonus" => &["penalty"],
        "kind" => return Vec::new(),
        "overall" => &["mean_of_means"],
        "mode" => &["down"],
        "on_tie" => &["chain", "extra_vote", "lot"],
        "ranking" => &["dense", "ordinal", "fractional"],
        "rank_on" => &["exact_figure"],
        "way" => &["optimum"],
        "by" => &["category"],
        "on_misfit" => &["stop", "downgrade", "part"],
        _ if pointer.starts_with("/tie_chain") => &[
            "head_to_head",
            "higher_lowest_mark",
            "public",
            "desk_score",
            "second_vote",
            "chair_decision",
            "shared",
            "criterion:plan",
        ],
        _ => &[],
    };
    if !words.is_empty() {
        return words.iter().map(|w| json!(w)).collect();
    }
    match value {
        Value::Number(n) => vec![json!(n.as_u64().unwrap() + 1)],
        Value::String(text) if text.parse::<Mark>().is_ok() => {
            vec![json!(text.parse::<Mark>().unwrap().plus(Mark::units(1)))]
        }
        Value::String(text) => vec![json!(format!("{text}x"))],
        Value::Null if pointer.ends_with("jury") => vec![json!("experts")],
        Value::Null => vec![json!({ "decimals": 2, "mode": "half_up" })],
        _ => vec![json!([{ "name": "A", "from": "0", "to": "10" }])],
    }
}

#[test]
fn the_digest_changes_with_every_option() {
    let (base, mut pointers) = (full(), Vec::new());
    leaves(&base, "", &mut pointers);
    let mut digests = BTreeSet::from([read(&base).digest().unwrap()]);
    let mut changes = 1;
    for pointer in &pointers {
        for value in other(pointer, base.pointer(pointer).unwrap()) {
            let mut changed = base.clone();
            *changed.pointer_mut(pointer).unwrap() = value;
            digests.insert(read(&changed).digest().unwrap());
            changes += 1;
            assert_eq!(digests.len(), changes, "{pointer}");
        }
    }
    for optional in ["rubric", "extras", "clip", "equating", "rounding", "tie_chain", "cut", "allocation"] {
        let mut without = base.clone();
        without.as_object_mut().unwrap().remove(optional);
        digests.insert(read(&without).digest().unwrap());
        changes += 1;
        assert_eq!(digests.len(), changes, "without {optional}");
    }
    assert!(changes > 70, "{changes}");
}

#[test]
fn canonical_rules_read_back_to_the_same_rules() {
    let rules = read(&full());
    let bytes = rules.canonical().unwrap();
    assert_eq!(serde_json::from_slice::<RuleSet>(&bytes).unwrap(), rules);
    let spaced = serde_json::to_string_pretty(&rules).unwrap();
    assert_eq!(serde_json::from_str::<RuleSet>(&spaced).unwrap().canonical().unwrap(), bytes);
}

#[test]
fn an_unknown_field_is_refused_wherever_it_stands() {
    for at in [
        "",
        "/rubric",
        "/rubric/criteria/0",
        "/rubric/criteria/0/bands/0",
        "/components/0",
        "/components/0/source",
        "/components/0/source/rule",
        "/components/0/source/rule/trim/0",
        "/extras/0",
        "/equating",
        "/rounding/0",
        "/cut",
    ] {
        let mut wrong = full();
        wrong.pointer_mut(at).unwrap().as_object_mut().unwrap().insert("extra".into(), json!(1));
        assert!(serde_json::from_value::<RuleSet>(wrong).is_err(), "{at}");
    }
}

/// With another value at one place the first fault is this one, there.
fn is_found(at: &str, value: &Value, (pointer, code): (&str, &str)) {
    let mut wrong = full();
    *wrong.pointer_mut(at).unwrap() = value.clone();
    let found: Vec<(String, &str)> = read(&wrong).validate().into_iter().map(|f| (f.pointer, f.fault.code())).collect();
    assert_eq!(found.first().map(|(p, c)| (p.as_str(), *c)), Some((pointer, code)), "{at} {value}: {found:?}");
}

#[test]
fn bands_cover_the_scale_and_each_has_a_name() {
    let band = "/rubric/criteria/0/bands";
    for (at, mark) in [("1/to", "4"), ("1/from", "0.5"), ("0/to", "9.5")] {
        is_found(&format!("{band}/{at}"), &json!(mark), (band, "bad_bands"));
    }
    for name in [" ", "A"] {
        let at = format!("{band}/1/name");
        is_found(&at, &json!(name), (&at, "bad_id"));
    }
}

#[test]
fn each_fault_is_found_at_its_place() {
    assert_eq!(read(&full()).validate(), []);
    let cases: &[(&str, Value, &str, &str)] = &[
        ("/components", json!([]), "/components", "no_component"),
        ("/components/0/weight", json!(5_999), "/components", "weights_not_whole"),
        ("/components/0/weight", json!(6_001), "/components", "weights_not_whole"),
        ("/components/1/id", json!("experts"), "/components/1/id", "bad_id"),
        ("/components/1/id", json!(""), "/components/1/id", "bad_id"),
        ("/components/1/id", json!("final"), "/components/1/id", "bad_id"),
        ("/components/1/id", json!("a:b"), "/components/1/id", "bad_id"),
        (
            "/components/0/source/rule/rounding",
            json!({ "decimals": 2, "mode": "down" }),
            "/components/0/source/rule/rounding",
            "rounding_in_panel",
        ),
        ("/components/0/source/rule/method", json!("mean_rank"), "/components/0/source/rule/method", "lower_is_better"),
        ("/components/2/source/step", json!("-0.5"), "/components/2/source", "negative"),
        ("/components/3/source/points/1", json!("-1"), "/components/3/source/points", "negative"),
        ("/rubric/criteria/0/weight", json!(5_999), "/rubric/criteria", "weights_not_whole"),
        ("/rubric/criteria/1/max", json!("9"), "/rubric/criteria", "scales_differ"),
        ("/rubric/criteria/1/step", json!("0"), "/rubric/criteria/1", "bad_scale"),
        ("/rubric/criteria/1/step", json!("0.3"), "/rubric/criteria/1", "bad_scale"),
        ("/rubric/criteria/1/id", json!("need"), "/rubric/criteria/1/id", "bad_id"),
        ("/rubric/full_marks", json!("20"), "/rubric/full_marks", "not_full_marks"),
        ("/extras/0/id", json!("experts"), "/extras/0/id", "bad_id"),
        ("/extras/0/cap", json!("-1"), "/extras/0/cap", "negative"),
        ("/equating/component", json!("nobody"), "/equating/component", "unknown"),
        ("/rounding/0/stage", json!("nobody"), "/rounding/0/stage", "unknown_stage"),
        ("/rounding/0/stage", json!("final"), "/rounding/1/stage", "rounded_twice"),
        ("/rounding/0/decimals", json!(5), "/rounding/0/decimals", "too_many_decimals"),
        ("/tie_chain", json!(["criterion:nobody"]), "/tie_chain/0", "unknown"),
        ("/tie_chain", json!(["public", "public"]), "/tie_chain/1", "link_twice"),
        ("/tie_chain", json!(["lot", "public"]), "/tie_chain/1", "link_after_last"),
        ("/tie_chain", json!(["shared", "public"]), "/tie_chain/1", "link_after_last"),
        ("/cut/places", json!(0), "/cut/places", "no_place"),
    ];
    for (at, value, pointer, code) in cases {
        is_found(at, value, (pointer, code));
    }
    for (at, value) in [
        ("/rounding/0/decimals", json!(4)),
        ("/cut/places", json!(1)),
        ("/extras/0/cap", json!("0")),
        ("/rounding/0/stage", json!("coefficient")),
        ("/components/2/source/first", json!("0")),
        ("/components/2/source/step", json!("0")),
        ("/components/3/source/points/1", json!("0")),
    ] {
        let mut right = full();
        *right.pointer_mut(at).unwrap() = value;
        assert_eq!(read(&right).validate(), [], "{at}");
    }
}

#[test]
fn a_mean_rank_stands_alone_because_the_lower_one_is_better() {
    let mut rules = full();
    let panel = json!({ "kind": "panel", "rule": { "method": "mean_rank", "quorum": 1 } });
    rules["components"] = json!([{ "id": "experts", "weight": 10_000, "source": panel }]);
    let codes = |rules: &Value| read(rules).validate().iter().map(|f| f.fault.code()).collect::<Vec<_>>();
    assert_eq!(codes(&rules), ["lower_is_better"]);
    rules["extras"] = json!([]);
    assert_eq!(codes(&rules), [""; 0]);
    rules["components"][0]["weight"] = json!(9_000);
    let votes = json!({ "id": "votes", "weight": 1_000, "source": { "kind": "vote_share" } });
    rules["components"].as_array_mut().unwrap().push(votes);
    assert_eq!(codes(&rules), ["lower_is_better"]);
}

#[test]
fn a_component_names_its_kind_as_its_document_does() {
    let mut sources = full()["components"].as_array().unwrap().iter().map(|c| c["source"].clone()).collect::<Vec<_>>();
    sources.extend(["panel_consensus", "ballot_count", "donation_share"].map(|kind| json!({ "kind": kind })));
    for source in sources {
        let read: scoring::rules::Source = serde_json::from_value(source.clone()).unwrap();
        assert_eq!(json!(read.kind()), source["kind"]);
    }
}

#[test]
fn a_total_has_a_step_where_points_of_one_step_are_added() {
    let step = |form: &str, steps: &[&str]| {
        let criterion = |(n, step): (usize, &&str)| json!({ "id": format!("c{n}"), "max": "10", "step": step });
        let criteria: Vec<Value> = steps.iter().enumerate().map(criterion).collect();
        let rubric: scoring::rules::Rubric =
            serde_json::from_value(json!({ "form": form, "criteria": criteria })).unwrap();
        rubric.total_step().map(|step| step.to_string())
    };
    assert_eq!(step("points", &["0.5", "0.5"]).as_deref(), Some("0.5"));
    for (form, steps) in
        [("points", &["0.5", "1"][..]), ("weighted", &["0.5", "0.5"]), ("points", &["0"]), ("points", &[])]
    {
        assert_eq!(step(form, steps), None, "{form} {steps:?}");
    }
}

#[test]
fn criteria_without_points_are_enough_for_an_opinion_only() {
    let mut rules = json!({
        "rubric": { "form": "points", "criteria": [{ "id": "need", "max": "0", "step": "0" }] },
        "components": [{ "id": "opinion", "weight": 10_000, "source": { "kind": "panel_consensus" } }],
    });
    assert_eq!(read(&rules).validate(), []);
    rules["components"][0]["source"] = json!({ "kind": "panel", "rule": { "method": "mean", "quorum": 1 } });
    let codes: Vec<&str> = read(&rules).validate().iter().map(|f| f.fault.code()).collect();
    assert_eq!(codes, ["bad_scale", "no_points"]);
}

fn panel() -> RuleSet {
    RuleSet::of_panel(PanelRule {
        method: Method::Trimmed,
        trim: vec![TrimStep { from_sheets: 5, low: 1, high: 1 }],
        quorum: 3,
        rounding: Some(Rounding { decimals: 2, mode: RoundingMode::HalfUp }),
    })
}

#[test]
fn the_explanation_is_worked_out_by_the_engine() {
    let texts = |lang| panel().explain(lang).into_iter().map(|line| line.text).collect::<Vec<_>>();
    assert_eq!(
        texts(Lang::En),
        [
            "Judges' score, 100 %: the mean of the judges' totals, from 5 sheets on without the 1 lowest and the 1 highest; a score needs 3 sheets.",
            "Example: seven judges give 80, 85, 88, 90, 91, 93, 98; 2 are left out; exactly 447/5, published 89.40.",
            "Judges' score: rounded to 2 decimals, an exact half going away from zero.",
            "Places go by the published score; equal ones are counted 1, 2, 2, 4.",
            "Equal scores share the place.",
        ]
    );
    assert_eq!(
        texts(Lang::Zh),
        [
            "评委分占 100%：评委总分的平均分，满 5 份评分表时去掉 1 个最低分和 1 个最高分，至少 3 份有效。",
            "例：七位评委给出 80、85、88、90、91、93、98，去掉 2 个，精确值 447/5，公布 89.40。",
            "评委分保留 2 位小数，四舍五入。",
            "名次按公布的得分排，同分时计为 1, 2, 2, 4。",
            "同分并列。",
        ]
    );
    let lines = read(&full()).explain(Lang::En);
    let of = |at: &str| lines.iter().find(|l| l.pointer == at).map(|l| l.text.clone()).unwrap_or_default();
    assert!(of("/rubric/criteria/0/bands").ends_with(" is marked in bands: A 5–10, B 0–4.5."));
    let pointers: BTreeSet<String> = lines.into_iter().map(|l| l.pointer).collect();
    for part in [
        "/rubric",
        "/rubric/criteria/0/bands",
        "/components/5",
        "/extras/0",
        "/equating",
        "/rounding/1",
        "/clip",
        "/ranking",
        "/tie_chain",
        "/cut",
    ] {
        assert!(pointers.contains(part), "{part}");
    }
}

/// What an office reads changes with whatever it decides.
#[test]
fn the_explanation_changes_with_every_option_in_both_languages() {
    let (base, mut pointers) = (full(), Vec::new());
    leaves(&base, "", &mut pointers);
    let texts =
        |rules: &Value, lang| -> Vec<String> { read(rules).explain(lang).into_iter().map(|l| l.text).collect() };
    let mut unsaid = BTreeSet::new();
    for lang in [Lang::Zh, Lang::En] {
        let official = texts(&base, lang);
        assert!(official.iter().all(|text| !text.is_empty()));
        for pointer in &pointers {
            for value in other(pointer, base.pointer(pointer).unwrap()) {
                let mut changed = base.clone();
                *changed.pointer_mut(pointer).unwrap() = value.clone();
                let said = texts(&changed, lang);
                assert!(said.iter().all(|text| !text.is_empty()), "{pointer} {value}");
                if said == official {
                    unsaid.insert(format!("{pointer} {value}"));
                }
            }
        }
    }
    // A criterion with a name is called by it, a component by its kind where it is the only one of it; rounding inside a panel is a fault and stands in the list of stages.
    let expected = [
        r#"/components/0/source/rule/rounding {"decimals":2,"mode":"half_up"}"#,
        r#"/components/4/id "approvalx""#,
        r#"/components/5/id "deskx""#,
        r#"/rubric/criteria/1/id "planx""#,
    ];
    assert_eq!(unsaid.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_method_that_needs_equal_panels_says_so_beforehand() {
    let said = |method, lang| {
        let rule = PanelRule { method, trim: Vec::new(), quorum: 1, rounding: None };
        RuleSet::of_panel(rule).explain(lang).swap_remove(0).text
    };
    for method in [Method::Sum, Method::Borda] {
        assert!(
            said(method, Lang::Zh)
                .contains("（各项目的评分表必须一样多：评委对一个项目回避或缺席，就须对所有项目记为缺席）")
        );
        assert!(said(method, Lang::En).contains(
            " (every project needs as many sheets: a judge who is recused or absent once is noted absent throughout)"
        ));
    }
    for method in [Method::Mean, Method::MeanRank] {
        assert!(!said(method, Lang::En).contains("as many sheets"));
    }
}

proptest! {
    #[test]
    fn no_document_makes_it_panic(text in "[{}\\[\\]\",:a-z0-9_]{0,80}") {
        if let Ok(rules) = serde_json::from_str::<RuleSet>(&text) {
            let _faults = rules.validate();
        }
    }
}

#[test]
fn the_giving_is_said_in_both_languages_and_not_at_all_where_there_is_none() {
    let said = |rules: &RuleSet, lang| {
        let lines = rules.explain(lang).into_iter().filter(|l| l.pointer.starts_with("/allocation"));
        lines.map(|l| l.text).collect::<Vec<_>>()
    };
    let (with, without) = (read(&full()), RuleSet { allocation: None, ..read(&full()) });
    assert_eq!(
        said(&with, Lang::Zh),
        [
            "资金池：按名次先后分配，60 分起；放不下的候补，继续看下一个。",
            "A档（90 分起）：申请额，最多 3.00 元。",
            "B档（前 9 名）：申请额的 50%。",
            "申报主体 G 最多 1 个，最多 3.00 元。",
            "先给社区 C 留 1 个名额。",
        ]
    );
    assert_eq!(
        said(&with, Lang::En),
        [
            "The pool is given down the ranking, from 60 points on; what does not fit waits and the next one is tried.",
            "Tier A, from 90 points on: what was asked, 3.00 yuan at most.",
            "Tier B, down to place 9: 50 % of what was asked.",
            "The organisation G gets 1 award at most, 3.00 yuan at most.",
            "The community C is served first with 1 award.",
        ]
    );
    assert_eq!((said(&without, Lang::Zh), said(&without, Lang::En)), (vec![], vec![]));
}
