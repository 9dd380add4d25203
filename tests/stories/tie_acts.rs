//! 同分由人决定: the panel votes again, or the chair decides; what officers enter counts when two of them entered the same.

use crate::scoring_rules::{YES, evening, panel, results, standings, three, with};
use harness::{Project, Round, on_both_engines};
use model::{Grant, Role, RoundId, Scope};
use serde_json::{Value, json};

/// Three projects of which two are equal, all pitched; the results are not sealed.
fn equal<'t>(round: &Round<'t>) -> [Project<'t>; 3] {
    let all = three(round);
    let residents = round.prepare_evening();
    round.town.until("2025-04-19T08:30:00+08:00");
    let totals = [[90, 90, 90], [80, 80, 80], [80, 80, 80]];
    let rows: Vec<_> = all.iter().zip(totals).map(|(project, totals)| (project, totals, YES)).collect();
    evening(round, &residents, &rows);
    all
}

fn id(round: &Round<'_>) -> RoundId {
    RoundId(round.path.rsplit('/').next().unwrap().parse().unwrap())
}

on_both_engines! {
    a_second_vote_counts_when_two_people_entered_the_same(town) {
        let mut rules = with(&json!({ "components": panel("panel_mean"), "tie_chain": [], "quota": 2, "tie_at_cut": "extra_vote" }));
        let stages = rules["rules"]["stages"].as_array_mut().unwrap();
        let at = stages.iter().position(|s| s["kind"] == "roadshow").unwrap();
        let mut last = stages[at].clone();
        last.as_object_mut().unwrap().retain(|key, _| key != "quota" && key != "tie_at_cut");
        stages.insert(at + 1, last);
        let round = Round::open_with(town, &rules);
        let path = format!("{}/second-votes", round.path);
        let votes = |p2: i64, p3: i64| json!({ "votes": { "P2": p2, "P3": p3 } });
        let all = equal(&round);
        let needed = results(&round).is_refused("not-now", "acts_needed");
        assert_eq!(needed["facts"]["groups"], json!([{ "rank": 2, "act": "second_vote", "codes": ["P2", "P3"] }]));
        for who in [&round.judges[0], &round.gao, &round.zhou] {
            who.post(&path, &votes(1, 2)).is_refused("not-your-role", "not_your_role");
        }
        round.wu.post(&path, &json!({ "votes": { "P1": 1, "P2": 2 } })).is_refused("not-now", "no_such_tie");
        round.wu.post(&format!("{}/chair-decisions", round.path), &json!({ "order": ["P3", "P2"], "reason": "居民更急需" })).is_refused("not-now", "no_such_tie");
        let many = round.wu.post(&path, &votes(2, 2)).is_refused("invalid", "votes_out_of_range");
        assert_eq!(many["errors"][0]["detail"], json!({ "judges": 3, "sum": 4 }));
        assert_eq!(round.wu.post(&path, &votes(2, 1)).ok()["state"], "awaiting_second");
        // A slip is mended by who made it; before the second entry nothing counts.
        assert_eq!(round.wu.post(&path, &votes(1, 2)).ok()["state"], "awaiting_second");
        results(&round).is_refused("not-now", "acts_needed");
        let differ = round.zhao.post(&path, &votes(2, 1)).is_refused("not-now", "tie_entries_differ");
        assert_eq!(differ["facts"]["first"]["votes"], json!({ "P2": 1, "P3": 2 }));
        assert_eq!(round.zhao.post(&path, &votes(1, 2)).ok()["state"], "decided");
        round.wu.post(&path, &votes(1, 2)).is_refused("not-now", "no_such_tie");
        results(&round).ok();
        let (trace, rows) = standings(&round);
        assert_eq!(rows, ["1 P1 90.00", "2 P2 80.00", "2 P3 80.00"]);
        assert_eq!(trace["cut"], json!({ "admitted": ["P1", "P3"], "tied": ["P2", "P3"] }));
        assert_eq!(trace["acts"], json!([{ "link": "second_vote", "order": [["P3"], ["P2"]] }]));
        assert_eq!(all.each_ref().map(Project::state), ["shortlisted", "not_selected", "shortlisted"]);
        let told = round.gao.get(&format!("{}/tie-decisions", round.path)).ok()["items"][0]["entered"].clone();
        assert_eq!((&told[0]["act"], &told[0]["votes"]), (&json!("second_vote"), &json!({ "P2": 1, "P3": 2 })));
    }

    the_chair_decides_alone_and_says_why(town) {
        let round = Round::open_with(town, &with(&json!({ "components": panel("panel_mean"), "tie_chain": ["second_vote", "chair_decision"] })));
        let chair = town.person("卫主席", vec![Grant { role: Role::Chair, scope: Scope::Round(id(&round)) }]);
        let path = format!("{}/chair-decisions", round.path);
        let decision = json!({ "order": ["P3", "P2"], "reason": "P3 覆盖的楼门更多" });
        equal(&round);
        // The panel votes first; three judges of whom one abstains leave the two equal.
        chair.post(&path, &decision).is_refused("not-now", "no_such_tie");
        let votes = json!({ "votes": { "P2": 1, "P3": 1 } });
        for who in [&round.wu, &round.zhao] {
            who.post(&format!("{}/second-votes", round.path), &votes).ok();
        }
        let needed = results(&round).is_refused("not-now", "acts_needed");
        assert_eq!(needed["facts"]["groups"], json!([{ "rank": 2, "act": "chair_decision", "codes": ["P2", "P3"] }]));
        for who in [&round.zhao, &round.wu, &round.judges[0]] {
            who.post(&path, &decision).is_refused("not-your-role", "not_your_role");
        }
        let open = chair.get(&format!("{}/tie-acts", round.path)).ok()["items"].clone();
        let equal = json!([{ "code": "P2", "title": "楼道微花园" }, { "code": "P3", "title": "楼道微花园" }]);
        assert_eq!(open, json!([{ "rank": 2, "act": "chair_decision", "by_chair": true, "proposals": equal, "awaiting_second": false }]));
        for who in [&round.judges[0], &round.gao] {
            who.get(&format!("{}/tie-acts", round.path)).is_refused("not-your-role", "not_your_role");
        }
        chair.post(&path, &json!({ "order": ["P3", "P2"], "reason": "" })).is_refused("invalid", "length");
        chair.post(&path, &json!({ "order": ["P3", "P3"], "reason": "笔误" })).is_refused("not-now", "no_such_tie");
        assert_eq!(chair.post(&path, &decision).ok()["state"], "decided");
        results(&round).ok();
        let (trace, rows) = standings(&round);
        assert_eq!(rows, ["1 P1 90.00", "2 P3 80.00", "2 P2 80.00"]);
        assert_eq!(trace["standings"]["ties"][0]["decided_by"], "chair_decision");
        let told = round.zhao.get(&format!("{}/tie-decisions", round.path)).ok()["items"][0]["entered"].clone();
        let acts: Vec<&Value> = told.as_array().unwrap().iter().map(|one| &one["act"]).collect();
        assert_eq!((acts, &told[1]["reason"]), (vec![&json!("second_vote"), &json!("chair_decision")], &decision["reason"]));
        // Residents read the chair's reason beside the result, and beside the others none.
        round.zhao.set(&format!("{}/stage/reveal-mode", round.path), &json!({ "mode": "live" })).ok();
        let shown = town.stranger().get(&format!("{}/results", round.path)).ok()["rows"].clone();
        let reasons: Vec<(&Value, &Value)> = shown.as_array().unwrap().iter().map(|row| (&row["code"], &row["chair_reason"])).collect();
        let (none, why) = (Value::Null, &decision["reason"]);
        assert_eq!(reasons, [(&json!("P1"), &none), (&json!("P3"), why), (&json!("P2"), why)]);
    }

    the_word_of_a_chair_named_late_stands_against_what_one_officer_entered(town) {
        let round = Round::open_with(town, &with(&json!({ "components": panel("panel_mean"), "tie_chain": ["chair_decision"] })));
        let path = format!("{}/chair-decisions", round.path);
        equal(&round);
        let decision = |first: &str, second: &str| json!({ "order": [first, second], "reason": "更急需" });
        assert_eq!(round.zhao.post(&path, &decision("P2", "P3")).ok()["state"], "awaiting_second");
        let chair = town.person("卫主席", vec![Grant { role: Role::Chair, scope: Scope::Round(id(&round)) }]);
        assert_eq!(chair.post(&path, &decision("P3", "P2")).ok()["state"], "decided");
        results(&round).ok();
        let (_, rows) = standings(&round);
        assert_eq!(rows, ["1 P1 90.00", "2 P3 80.00", "2 P2 80.00"]);
    }

    two_officers_decide_where_the_chair_is_kept_away(town) {
        let round = Round::open_with(town, &with(&json!({ "components": panel("panel_mean"), "quorum_sheets": 2, "tie_chain": ["chair_decision"] })));
        let path = format!("{}/chair-decisions", round.path);
        let decision = |first: &str, second: &str| json!({ "order": [first, second], "reason": format!("{first} 更急需") });
        let chair = &round.judges[0];
        let all = three(&round);
        let id = round.path.rsplit('/').next().unwrap();
        round.zhao.post(&format!("/api/v1/people/{}/grants", chair.id), &json!({ "role": "chair", "round": id })).ok();
        let residents = round.prepare_evening();
        let recusal = json!({ "person": chair.id, "stage": "roadshow", "kind": "family" });
        chair.post(&format!("{}/recusals", all[1].path), &recusal).ok();
        town.until("2025-04-19T08:30:00+08:00");
        for (project, total) in all.iter().zip([90, 80, 80]) {
            let slot = round.slot(project);
            round.wu.post(&format!("{slot}/opening"), &json!({})).ok();
            let away = project.code == "P2";
            for judge in round.judges.iter().skip(usize::from(away)) {
                judge.put_down(&format!("{}/sheet", project.path), &harness::round::sheet(total)).ok();
                judge.act(&format!("{}/sheet/signature", project.path), &json!({})).ok();
            }
            for resident in &residents {
                resident.put_down(&format!("{}/ballot", project.path), &json!({ "choice": "approve" })).ok();
            }
            round.wu.post(&format!("{slot}/seal"), &json!({})).ok();
        }
        results(&round).is_refused("not-now", "acts_needed");
        let open = || round.wu.get(&format!("{}/tie-acts", round.path)).ok()["items"].clone();
        assert_eq!((&open()[0]["by_chair"], &open()[0]["awaiting_second"]), (&json!(false), &json!(false)));
        chair.post(&path, &decision("P2", "P3")).is_refused("not-your-role", "not_your_role");
        assert_eq!(round.zhao.post(&path, &decision("P3", "P2")).ok()["state"], "awaiting_second");
        assert_eq!(round.zhao.post(&path, &decision("P3", "P2")).ok()["state"], "awaiting_second");
        assert_eq!(open()[0]["awaiting_second"], json!(true));
        round.wu.post(&path, &decision("P2", "P3")).is_refused("not-now", "tie_entries_differ");
        let same = json!({ "order": ["P3", "P2"], "reason": "覆盖更广" });
        assert_eq!(round.wu.post(&path, &same).ok()["state"], "decided");
        assert_eq!(open(), json!([]));
        results(&round).ok();
        let (_, rows) = standings(&round);
        assert_eq!(rows, ["1 P1 90.00", "2 P3 80.00", "2 P2 80.00"]);
    }
}
