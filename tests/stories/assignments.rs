//! 评委分配: the computer proposes who reviews what, 赵主任 changes it by hand, and once it is applied it decides who is asked.

use harness::{Person, Project, Round, on_both_engines};
use serde_json::{Value, json};

/// Four checked proposals before the desk review, with three reviewers of whom two mark each.
fn waiting<'t>(round: &Round<'t>) -> [Project<'t>; 4] {
    let names = [("王阿姨", "P1"), ("刘叔", "P2"), ("张奶奶", "P3"), ("何大爷", "P4")];
    let all = names.map(|(name, code)| round.submit(name, code, 3_000));
    round.check(&all.each_ref());
    (0..3).for_each(|judge| drop(round.seat("desk_review", judge)));
    all
}

fn plans(round: &Round<'_>) -> String {
    format!("{}/assignment-plans", round.path)
}

fn at(plan: &Value) -> String {
    format!("/api/v1/assignment-plans/{}", plan["id"].as_str().unwrap())
}

/// `P1 J0, P1 J2, ..`, as a plan lists its pairs.
fn pairs(plan: &Value) -> String {
    let pair = |p: &Value| format!("{} {}", p["proposal"].as_str().unwrap(), p["judge"].as_str().unwrap());
    plan["pairs"].as_array().unwrap().iter().map(pair).collect::<Vec<_>>().join(", ")
}

fn loads(plan: &Value) -> Vec<u64> {
    plan["judges"].as_array().unwrap().iter().map(|j| j["proposals"].as_u64().unwrap()).collect()
}

fn wanted(pairs: &str) -> Value {
    let pair = |text: &str| {
        let (proposal, judge) = text.split_once(' ').unwrap();
        json!({ "proposal": proposal, "judge": judge })
    };
    json!({ "pairs": pairs.split(", ").map(pair).collect::<Vec<_>>() })
}

fn recuse(who: &Person<'_>, project: &Project<'_>) {
    let form = json!({ "stage": "desk_review", "person": who.id, "kind": "family" });
    who.post(&format!("{}/recusals", project.path), &form).ok();
}

on_both_engines! {
    a_plan_is_proposed_changed_by_hand_and_applied_and_then_decides_who_is_asked(town) {
        let round = Round::open(town);
        let all = waiting(&round);
        let (li, sun, qian) = (&round.judges[0], &round.judges[1], &round.judges[2]);
        recuse(li, &all[0]);
        let plan = round.wu.post(&plans(&round), &json!({ "seed_parts": ["晨"] })).ok();
        assert_eq!((&plan["state"], &plan["per_proposal"], &plan["actions"]), (&json!("draft"), &json!(2), &json!(["edit", "apply"])));
        assert!(pairs(&plan).starts_with("P1 J1, P1 J2, "), "{}", pairs(&plan));
        let mut even = loads(&plan);
        even.sort_unstable();
        assert_eq!((even, plan["components"].as_array().unwrap().len()), (vec![2, 3, 3], 1));
        assert_eq!(plan["conflicts"], json!([{ "proposal": "P1", "judge": "J0", "reason": "family" }]));

        // A draft asks nobody: every seat may still review everything.
        let asked = format!("{}/assignments", round.path);
        assert_eq!(round.zhao.get(&asked).ok()["items"], json!([]));
        let by_hand = "P1 J1, P1 J2, P2 J0, P2 J1, P3 J0, P3 J2, P4 J0, P4 J1";
        let zero = json!(0);
        round.zhao.put(&at(&plan), &json!(1), &wanted(by_hand)).is_refused("conflict", "changed_meanwhile");
        let edited = round.zhao.put(&at(&plan), &zero, &wanted(by_hand)).ok();
        assert_eq!((pairs(&edited), loads(&edited), &edited["version"]), (by_hand.into(), vec![3, 3, 2], &json!(1)));

        let applied = round.zhao.post(&format!("{}/applications", at(&plan)), &json!({})).ok();
        assert_eq!((&applied["state"], &applied["actions"]), (&json!("applied"), &json!([])));
        round.zhao.put(&at(&plan), &applied["version"], &wanted(by_hand)).is_refused("wrong-state", "wrong_state");
        let codes = |who: &Person<'_>| {
            let items = who.get(&asked).ok()["items"].clone();
            items.as_array().unwrap().iter().map(|a| format!("{} {}", a["code"].as_str().unwrap(), a["judge"].as_str().unwrap())).collect::<Vec<_>>()
        };
        assert_eq!(codes(&round.gao).join(", "), by_hand);
        assert_eq!(codes(qian), ["P1 J2", "P3 J2"]);
        for who in [&round.zhou, &round.chen] {
            who.get(&asked).is_refused("not-your-role", "not_your_role");
        }
        all[0].author.get(&asked).is_refused("not-your-role", "not_your_role");

        town.until("2025-03-18T09:00:00+08:00");
        let mark = |who: &Person<'_>, project: &Project<'_>| who.put_down(&format!("{}/review", project.path), &json!({ "mark": "80" }));
        mark(qian, &all[1]).is_refused("not-yours", "not_yours");
        mark(li, &all[0]).is_refused("conflicted", "recused");
        for (who, project) in [(sun, 0), (qian, 0), (li, 1), (sun, 1), (li, 2), (qian, 2), (li, 3), (sun, 3)] {
            mark(who, &all[project]).ok();
        }
        town.until("2025-03-26T09:00:00+08:00");
        round.zhao.post(&format!("{}/shortlist", round.path), &json!({})).ok();
        assert_eq!(town.events(&at(&plan)), ["assignment.planned", "assignment.edited", "assignment.applied"]);
        round.zhao.post(&plans(&round), &json!({})).is_refused("wrong-state", "wrong_state");
    }

    whoever_changes_a_plan_is_told_every_fault_in_words(town) {
        let round = Round::open(town);
        let all = waiting(&round);
        recuse(&round.judges[0], &all[0]);
        let loads = json!([{ "judge": "J2", "at_least": 1, "at_most": 2 }]);
        let plan = round.zhao.post(&plans(&round), &json!({ "loads": loads })).ok();
        assert_eq!(plan["judges"][2], json!({ "judge": "J2", "at_least": 1, "at_most": 2, "proposals": 2 }));
        let version = plan["version"].clone();
        let told = |pairs: &str| {
            let refused = round.zhao.put(&at(&plan), &version, &wanted(pairs));
            assert_eq!(refused.status, 422, "{}", refused.body);
            let errors = refused.body["errors"].as_array().unwrap().clone();
            errors.iter().map(|e| json!([e["pointer"], e["code"], e["detail"]["words"]["zh"], e["detail"]["words"]["en"]])).collect::<Value>()
        };
        assert_eq!(told("P1 J0, P1 J1, P2 J2, P2 J1, P3 J2, P3 J1, P4 J2, P4 J1"), json!([
            ["/pairs/0", "assignment_conflict", "J0 要回避 P1（family）。", "J0 is kept away from P1 by family."],
            ["/pairs", "assignment_above_most", "J2 要评 3 件，最多 2 件。", "J2 has 3 proposals and can take at most 2."],
        ]));
        assert_eq!(told("P1 J2, P1 J1, P2 J0, P2 J1, P3 J0, P3 J1, P4 J0, P4 J1, P4 J2, P9 J1"), json!([
            ["/pairs/9", "assignment_code_unknown", "P9 既不是待评项目，也不是评委。", "P9 is neither a proposal to judge nor a judge."],
            ["/pairs", "assignment_judges_of_proposal", "P4 有 3 位评委，应当正好 2 位。", "P4 has 3 judges and should have exactly 2."],
        ]));
        assert_eq!(round.zhao.get(&at(&plan)).ok(), plan);
    }

    a_plan_that_cannot_be_names_exactly_what_to_relax_in_both_languages(town) {
        let round = Round::open(town);
        let all = waiting(&round);
        let (li, sun) = (&round.judges[0], &round.judges[1]);
        recuse(li, &all[0]);
        recuse(sun, &all[0]);
        let refused = round.zhao.post(&plans(&round), &json!({})).is_refused("not-now", "assignment_infeasible");
        let relax = refused["facts"]["relax"].as_array().unwrap();
        assert_eq!((relax.len(), &relax[0]["constraint"], &relax[0]["proposal"]), (1, &json!("conflict"), &json!("P1")));
        let judge = relax[0]["judge"].as_str().unwrap();
        assert_eq!(refused["facts"]["words"], json!({
            "zh": ["P1 要 2 位评委，可以评的只有 J2。", format!("要么放开 {judge} 对 P1 的回避（family），要么另请一位评委。")],
            "en": ["P1 should get 2 judges; free for it: J2.", format!("Let {judge} judge P1 in spite of family, or invite another judge.")],
        }));
        let tight = json!({ "loads": [{ "judge": "J0", "at_most": 1 }, { "judge": "J1", "at_most": 2 }, { "judge": "J2", "at_most": 4 }] });
        let refused = round.zhao.post(&plans(&round), &tight).is_refused("not-now", "assignment_infeasible");
        assert!(!refused["facts"]["violators"].as_array().unwrap().is_empty());
        for (form, pointer, code) in [
            (json!({ "per_proposal": 1 }), "/per_proposal", "plan_below_quorum"),
            (json!({ "loads": [{ "judge": "J9" }] }), "/loads/0/judge", "judge_unknown"),
        ] {
            assert_eq!(round.zhao.post(&plans(&round), &form).is_refused("invalid", code)["errors"][0]["pointer"], pointer);
        }
        let crossed = json!({ "loads": [{ "judge": "J0", "at_least": 3, "at_most": 2 }] });
        round.zhao.post(&plans(&round), &crossed).is_refused("not-now", "assignment_loads_cross");
        let many = round.zhao.post(&plans(&round), &json!({ "per_proposal": 4 })).is_refused("not-now", "assignment_too_few_judges");
        assert_eq!(many["facts"]["words"]["zh"], json!(["每个项目要 4 位评委，一共只有 3 位。"]));
        // A fourth reviewer is the answer to a conflict that must stand.
        let fresh = town.person("周老师", vec![]);
        let form = json!({ "stage": "desk_review", "person": fresh.id, "code": "J3" });
        round.zhao.post(&format!("{}/seats", round.path), &form).ok();
        assert!(pairs(&round.zhao.post(&plans(&round), &json!({})).ok()).starts_with("P1 J2, P1 J3, "));
    }

    those_who_run_the_round_plan_overseers_read_and_nobody_else(town) {
        let round = Round::open(town);
        round.zhao.post(&plans(&round), &json!({})).is_refused("not-now", "nobody_to_review");
        let all = waiting(&round);
        let plan = round.zhao.post(&plans(&round), &json!({})).ok();
        let one = at(&plan);
        assert_eq!(round.gao.get(&one).ok()["actions"], json!([]));
        assert_eq!(round.wu.get(&plans(&round)).ok()["items"], json!([plan]));
        for who in [&round.zhou, &round.judges[0], &all[0].author, &round.gao] {
            who.post(&plans(&round), &json!({})).is_refused("not-your-role", "not_your_role");
            who.put(&one, &json!(0), &wanted("P1 J0")).is_refused("not-your-role", "not_your_role");
            who.post(&format!("{one}/applications"), &json!({})).is_refused("not-your-role", "not_your_role");
        }
        for who in [&round.zhou, &round.judges[0], &all[0].author] {
            who.get(&one).is_refused("not-your-role", "not_your_role");
            who.get(&plans(&round)).is_refused("not-your-role", "not_your_role");
        }
        town.stranger().get(&one).is_refused("unauthenticated", "");
        round.zhao.put_down(&one, &wanted("P1 J0")).is_refused("version-missing", "");
    }

    a_judge_who_drops_out_changes_as_little_as_can_be_and_no_review_is_lost(town) {
        let round = Round::open(town);
        let all = waiting(&round);
        let apply = |plan: &Value| round.zhao.post(&format!("{}/applications", at(plan)), &json!({}));
        let first = round.zhao.post(&plans(&round), &json!({})).ok();
        let stale = round.zhao.post(&plans(&round), &json!({})).ok();
        apply(&first).ok();
        town.until("2025-03-18T09:00:00+08:00");
        let of_first: Vec<(usize, usize)> = first["pairs"].as_array().unwrap().iter().map(|p| {
            let number = |key: &str| p[key].as_str().unwrap().trim_start_matches(char::is_alphabetic).parse::<usize>().unwrap();
            (number("proposal") - 1, number("judge"))
        }).collect();
        let (reviewed, by) = of_first[0];
        round.judges[by].put_down(&format!("{}/review", all[reviewed].path), &json!({ "mark": "80" })).ok();

        // Somebody else of the plan is kept away from one more proposal: that pair moves, all the others stay.
        let (moved, away) = *of_first.iter().find(|(p, _)| *p != reviewed).unwrap();
        recuse(&round.judges[away], &all[moved]);
        let outdated = apply(&stale).is_refused("not-now", "plan_outdated");
        assert_eq!(outdated["facts"]["faults"][0]["code"], "assignment_conflict");
        let second = round.zhao.post(&plans(&round), &json!({})).ok();
        assert_eq!(second["kept"], json!(7));
        let gone = json!({ "proposal": format!("P{}", moved + 1), "judge": format!("J{away}") });
        assert!(!second["pairs"].as_array().unwrap().contains(&gone));
        apply(&second).ok();
        let states: Vec<Value> = round.zhao.get(&plans(&round)).ok()["items"].as_array().unwrap().iter().map(|p| p["state"].clone()).collect();
        assert_eq!(states, ["replaced", "draft", "applied"]);

        // A plan that takes a proposal from the one who has reviewed it cannot be applied.
        let third = round.zhao.post(&plans(&round), &json!({})).ok();
        let mine = format!("P{} J{by}", reviewed + 1);
        let other = (0..3).find(|j| *j != by && !pairs(&third).contains(&format!("P{} J{j}", reviewed + 1))).unwrap();
        let swapped = pairs(&third).replace(&mine, &format!("P{} J{other}", reviewed + 1));
        round.zhao.put(&at(&third), &json!(0), &wanted(&swapped)).ok();
        let refused = apply(&third).is_refused("not-now", "reviews_outside_plan");
        assert_eq!(refused["facts"]["pairs"], json!([{ "proposal": format!("P{}", reviewed + 1), "judge": format!("J{by}") }]));
    }

    a_conflict_that_nobody_declared_is_found_and_a_late_proposal_is_open_to_all(town) {
        let round = Round::open(town);
        let late = round.submit("吕阿姨", "P5", 3_000);
        let all = waiting(&round);
        let tie = json!({ "organisation": all[1].group, "relation": "board" });
        round.judges[2].post(&format!("/api/v1/people/{}/ties", round.judges[2].id), &tie).ok();
        let plan = round.zhao.post(&plans(&round), &json!({})).ok();
        assert_eq!(plan["conflicts"], json!([{ "proposal": "P2", "judge": "J2", "reason": "board_of_applicant" }]));
        round.zhao.post(&format!("{}/applications", at(&plan)), &json!({})).ok();
        round.check(&[&late]);
        town.until("2025-03-18T09:00:00+08:00");
        let mark = |judge: &Person<'_>, of: &Project<'_>| judge.put_down(&format!("{}/review", of.path), &json!({ "mark": "80" }));
        let refused = mark(&round.judges[2], &all[1]).is_refused("conflicted", "recused");
        assert_eq!(refused["facts"]["kind"], "board_of_applicant");
        round.judges.iter().for_each(|judge| drop(mark(judge, &late).ok()));
    }
}
