//! 录入的分数: bonuses, penalties, donations and agreed scores count when two people entered the same out of the same paper.

use crate::scoring_rules::{YES, evening, results, standings, three, with};
use harness::{Person, Project, Round, on_both_engines};
use serde_json::{Value, json};

fn path(project: &Project<'_>, component: &str) -> String {
    format!("{}/component-figures/{component}", project.path)
}

fn figure(figure: &str) -> Value {
    json!({ "figure": figure, "note": "登记表 3 号" })
}

/// Both enter the same.
fn settle(by: [&Person<'_>; 2], project: &Project<'_>, component: &str, value: &str) {
    let states = by.map(|who| who.set(&path(project, component), &figure(value)).ok()["state"].clone());
    assert_eq!(states, ["awaiting_second", "settled"], "{}: {component}", project.code);
}

on_both_engines! {
    donations_a_bonus_and_a_penalty_count_as_the_rules_weigh_them(town) {
        let components = json!([
            { "id": "panel", "kind": "panel_mean", "weight": 80 },
            { "id": "gifts", "kind": "donation_share", "weight": 20 },
            { "id": "matching", "kind": "bonus", "weight": 0, "cap": "5" },
            { "id": "late", "kind": "penalty", "weight": 0, "cap": "2" },
        ]);
        let rounding: Value = ["panel", "gifts", "final"].iter().map(|stage| json!({ "stage": stage, "decimals": 2, "mode": "half_up" })).collect();
        let settings = json!({ "components": components, "rounding": rounding, "quorum_sheets": 1, "tie_chain": [] });
        let round = Round::open_with(town, &with(&settings));
        let all = three(&round);
        let residents = round.prepare_evening();
        let (zhao, wu) = (&round.zhao, &round.wu);
        // Who leads the evening enters, before a pitch as well; nobody else does, and nobody sees what waits.
        for who in [&round.judges[0], &round.gao, &all[0].author] {
            who.set(&path(&all[0], "gifts"), &figure("300")).is_refused("not-your-role", "not_your_role");
            who.get(&format!("{}/component-figures", all[0].path)).is_refused("not-your-role", "not_your_role");
        }
        assert_eq!(wu.set(&path(&all[0], "gifts"), &figure("30")).ok()["state"], "awaiting_second");
        let seen = zhao.get(&format!("{}/component-figures", all[0].path)).ok()["items"][0].clone();
        assert_eq!(seen, json!({ "component": "gifts", "kind": "donation_share", "cap": null, "figure": null, "note": null, "awaiting_second": true, "own": null }));
        let differ = zhao.set(&path(&all[0], "gifts"), &figure("300")).is_refused("not-now", "paper_entries_differ");
        assert_eq!(differ["facts"], json!({ "component": "gifts", "first": "30", "second": "300" }));
        assert_eq!(wu.set(&path(&all[0], "gifts"), &figure("300")).ok()["state"], "awaiting_second");
        assert_eq!(zhao.set(&path(&all[0], "gifts"), &figure("300")).ok()["state"], "settled");
        // Two people correct what two people entered.
        settle([zhao, wu], &all[0], "gifts", "400");
        let unknown = wu.set(&path(&all[0], "panel"), &figure("90")).is_refused("invalid", "component_unknown");
        assert_eq!(unknown["errors"][0]["detail"], json!({ "known": ["gifts", "matching", "late"] }));
        wu.set(&path(&all[0], "gifts"), &figure("0.001")).is_refused("invalid", "figure_below_fen");
        wu.set(&path(&all[0], "gifts"), &json!({ "figure": "1", "note": "" })).is_refused("invalid", "length");
        settle([wu, zhao], &all[1], "gifts", "100.50");
        settle([wu, zhao], &all[2], "gifts", "0");
        settle([wu, zhao], &all[1], "matching", "7.5");
        settle([wu, zhao], &all[2], "late", "1");

        town.until("2025-04-19T08:30:00+08:00");
        wu.set(&path(&all[0], "late"), &figure("1")).ok();
        let slot = round.slot(&all[0]);
        wu.post(&format!("{slot}/opening"), &json!({})).ok();
        for judge in &round.judges {
            judge.put_down(&format!("{}/sheet", all[0].path), &harness::round::sheet(90)).ok();
            judge.act(&format!("{}/sheet/signature", all[0].path), &json!({})).ok();
        }
        let missing = wu.post(&format!("{slot}/seal"), &json!({})).is_refused("not-now", "figures_missing");
        assert_eq!(missing["facts"], json!({ "components": ["late"] }));
        zhao.delete(&path(&all[0], "late")).is_hidden();
        wu.delete(&path(&all[0], "late")).ok();
        wu.post(&format!("{slot}/seal"), &json!({})).ok();
        wu.set(&path(&all[0], "late"), &figure("1")).is_refused("not-now", "slot_sealed");
        wu.delete(&path(&all[0], "late")).is_refused("not-now", "slot_sealed");
        evening(&round, &residents, &[(&all[1], [80, 80, 80], YES), (&all[2], [70, 70, 70], YES)]);
        results(&round).ok();
        // 0.8 x 90 + 0.2 x 100; 0.8 x 80 + 0.2 x 25.13 + 5; 0.8 x 70 - 1.
        let (trace, rows) = standings(&round);
        assert_eq!(rows, ["1 P1 92.00", "2 P2 74.03", "3 P3 55.00"]);
        let sum = trace["standings"]["rows"][1]["steps"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(sum["extras"][0], json!({ "id": "matching", "kind": "bonus", "cap": "5", "given": "7.5", "counted": "5" }));
        let kinds = town.events(&slot);
        assert_eq!(kinds.iter().filter(|kind| kind.starts_with("figure.")).count(), 7);
    }

    an_agreed_score_needs_no_sheet(town) {
        let settings = json!({ "components": [{ "id": "opinion", "kind": "panel_consensus", "weight": 100 }], "tie_chain": ["lot"] });
        let round = Round::open_with(town, &with(&settings));
        let all = three(&round);
        round.prepare_evening();
        // What is entered in a rehearsal goes with it.
        let rehearsal = format!("{}/rehearsal", round.path);
        round.zhao.post(&rehearsal, &json!({})).ok();
        round.wu.set(&path(&all[0], "opinion"), &figure("50")).ok();
        round.zhao.delete(&rehearsal).ok();
        let seen = round.wu.get(&format!("{}/component-figures", all[0].path)).ok()["items"][0].clone();
        assert_eq!((&seen["awaiting_second"], &seen["own"]), (&json!(false), &Value::Null));
        town.until("2025-04-19T08:30:00+08:00");
        for (project, score) in all.iter().zip(["88.5", "90", "61"]) {
            let slot = round.slot(project);
            round.wu.post(&format!("{slot}/opening"), &json!({})).ok();
            let missing = round.wu.post(&format!("{slot}/seal"), &json!({})).is_refused("not-now", "figures_missing");
            assert_eq!(missing["facts"], json!({ "components": ["opinion"] }));
            let high = round.wu.set(&path(project, "opinion"), &figure("100.5")).is_refused("invalid", "figure_out_of_range");
            assert_eq!(high["errors"][0]["detail"], json!({ "max": "100" }));
            settle([&round.wu, &round.zhao], project, "opinion", score);
            round.wu.post(&format!("{slot}/seal"), &json!({})).ok();
        }
        results(&round).ok();
        let (_, rows) = standings(&round);
        assert_eq!(rows, ["1 P2 90.00", "2 P1 88.50", "3 P3 61.00"]);
    }
}
