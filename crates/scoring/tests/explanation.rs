//! The rules in words call everything as people do; ids of a document are for programs.
#![cfg(test)]

use scoring::rules::{Lang, RuleSet};
use serde_json::{Value, json};

fn read(rules: &Value) -> RuleSet {
    let read: RuleSet = serde_json::from_value(rules.clone()).unwrap();
    assert_eq!(read.validate(), []);
    read
}

/// The parts of the lines under a place of the rules that stand before the first of these signs.
fn said(rules: &Value, lang: Lang, under: &str, until: char) -> Vec<String> {
    let lines = read(rules).explain(lang).into_iter().filter(|l| l.pointer.starts_with(under));
    let lines = lines.map(|l| l.text).filter(|text| !text.starts_with("例") && !text.starts_with("Example"));
    lines.map(|text| text.split(until).next().unwrap().to_owned()).collect()
}

fn part(id: &str, weight: i64, source: &Value) -> Value {
    json!({ "id": id, "weight": weight, "source": source })
}

/// Every kind of component, two of them called the same.
fn rules() -> Value {
    let mean = json!({ "method": "mean", "quorum": 1 });
    let scale = |id: &str, name: &str| json!({ "id": id, "name": name, "max": "10", "step": "0.5", "weight": 5_000 });
    let half = |stage: &str| json!({ "stage": stage, "decimals": 1, "mode": "half_up" });
    let stages = [
        "experts",
        "offices",
        "criterion:need",
        "criterion:plan",
        "hall",
        "room_mean",
        "overall_mean",
        "coefficient",
        "equated",
        "final",
    ];
    json!({
        "rubric": { "form": "weighted", "criteria": [scale("need", ""), scale("plan", "方案")] },
        "components": [
            part("experts", 4_000, &json!({ "kind": "panel", "scope": "criterion", "rule": mean })),
            part("offices", 1_000, &json!({ "kind": "panel", "jury": "offices", "rule": mean })),
            part("online", 1_000, &json!({ "kind": "vote_share" })),
            part("hall", 1_000, &json!({ "kind": "vote_rank_step", "first": "10", "step": "1" })),
            part("gifts", 1_000, &json!({ "kind": "donation_share" })),
            part("ballots", 500, &json!({ "kind": "ballot_count" })),
            part("opinion", 500, &json!({ "kind": "panel_consensus" })),
            part("residents", 500, &json!({ "kind": "approval_rate", "quorum": 1 })),
            part("before", 250, &json!({ "kind": "carried_stage", "from": "roadshow" })),
            part("desk", 250, &json!({ "kind": "carried_stage", "from": "desk_review" })),
        ],
        "equating": { "component": "experts", "method": "ratio" },
        "rounding": stages.map(half),
        "tie_chain": ["criterion:plan", "lot"],
    })
}

#[test]
fn components_are_called_by_their_kind_and_by_their_id_where_two_are_called_the_same() {
    let chinese = [
        "评委分",
        "评审组 offices 的评分",
        "投票分（online）",
        "投票分（hall）",
        "捐款分",
        "票数",
        "评委合议分",
        "居民赞成率",
        "前一场路演分",
        "书面评审分",
    ];
    assert_eq!(said(&rules(), Lang::Zh, "/components", '占'), chinese);
    let english = [
        "Judges' score",
        "Score of the jury offices",
        "Votes (online)",
        "Votes (hall)",
        "Donations",
        "Number of ballots",
        "Agreed score",
        "Residents' approval",
        "Roadshow before",
        "Desk review",
    ];
    assert_eq!(said(&rules(), Lang::En, "/components", ','), english);
}

#[test]
fn stages_and_criteria_are_called_by_words() {
    let chinese = [
        "评委分",
        "评审组 offices 的评分",
        "指标“need”",
        "指标“方案”",
        "投票分（hall）",
        "本场平均分",
        "总平均分",
        "系数",
        "折算后的得分",
        "最后得分",
    ];
    assert_eq!(said(&rules(), Lang::Zh, "/rounding", '保'), chinese);
    let english = [
        "Judges' score",
        "Score of the jury offices",
        "Criterion need",
        "Criterion 方案",
        "Votes (hall)",
        "Mean of a room",
        "Overall mean",
        "Coefficient",
        "Score on the common scale",
        "Final score",
    ];
    assert_eq!(said(&rules(), Lang::En, "/rounding", ':'), english);
    assert_eq!(said(&rules(), Lang::Zh, "/equating", '：'), ["评委分"]);
    assert_eq!(said(&rules(), Lang::Zh, "/tie_chain", '。'), ["同分时依次比较：“方案”的平均分、当众抽签"]);
}

#[test]
fn a_step_that_all_criteria_share_is_said_once() {
    let mut rules = rules();
    assert_eq!(
        said(&rules, Lang::Zh, "/rubric", '。'),
        ["每位评委按指标打分后加权平均：need 10 分，权重 50%；方案 10 分，权重 50%；每项都是 0.5 分一档"]
    );
    rules["rubric"]["criteria"][1]["step"] = json!("1");
    let each = "Each judge's marks are weighted: need 10, in steps of 0.5, weighing 50 %; 方案 10, in steps of 1, weighing 50 %. A sheet that lacks a criterion is not counted.";
    assert_eq!(said(&rules, Lang::En, "/rubric", '!'), [each]);
}
