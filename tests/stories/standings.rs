//! 成绩核对台: after the results are sealed those who run and oversee the round read how they came about and how sure they are.

use harness::round::document;
use harness::{Project, Round, on_both_engines};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

const VIEWS: [&str; 8] = [
    "standings",
    "tie-decisions",
    "reliability",
    "judge-report",
    "rank-intervals",
    "award-margin",
    "what-if",
    "allocations",
];

/// Three projects that the judges mark alike, with a pool that reaches for the first only.
fn three<'t>(round: &Round<'t>) -> [Project<'t>; 3] {
    let names = [("王阿姨", "P1"), ("刘叔", "P2"), ("张奶奶", "P3")];
    let all = names.map(|(name, code)| round.submit(name, code, 10_000));
    round.check(&all.each_ref());
    round.shortlist(&[(&all[0], "80"), (&all[1], "70"), (&all[2], "75")]);
    all
}

fn pool_of(fen: i64) -> Value {
    let mut document = document();
    document["rules"]["tracks"][0]["pool_fen"] = json!(fen);
    document
}

/// What the checker in another language says about a trace; nothing where there is no Node.
pub(crate) fn recomputed(trace: &Value) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../verifier/check-trace.mjs");
    let child = Command::new("node").args([script, "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        println!("not run: node is missing");
        return;
    };
    child.stdin.take().unwrap().write_all(trace.to_string().as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stdout));
}

fn only(round: &Round<'_>, view: &str) -> Value {
    let found = round.zhao.get(&format!("{}/{view}", round.path)).ok();
    assert_eq!((found["items"].as_array().unwrap().len(), &found["next"]), (1, &Value::Null), "{view}");
    found["items"][0].clone()
}

on_both_engines! {
    nobody_reads_the_desk_before_the_seal_and_afterwards_only_who_runs_or_oversees(town) {
        let round = Round::open(town);
        let all = three(&round);
        for view in VIEWS {
            let path = format!("{}/{view}", round.path);
            for who in [&round.zhao, &round.wu, &round.gao] {
                who.get(&path).is_refused("not-now", "results_not_sealed");
            }
            for who in [&round.zhou, &round.zheng, &round.chen, &round.judges[0], &all[0].author] {
                who.get(&path).is_refused("not-your-role", "not_your_role");
            }
        }
        round.pitch(&[(&all[0], 90), (&all[1], 80), (&all[2], 70)]);
        for view in VIEWS {
            let path = format!("{}/{view}", round.path);
            let read = round.zhao.get(&path).ok();
            for who in [&round.wu, &round.gao] {
                assert_eq!(who.get(&path).ok(), read);
            }
            for who in [&round.zhou, &round.zheng, &round.chen, &round.judges[0], &all[0].author] {
                who.get(&path).is_refused("not-your-role", "not_your_role");
            }
            town.stranger().get(&path).is_refused("unauthenticated", "");
            assert_eq!(round.gao.get(&format!("{path}?track=all")).ok(), read);
            round.gao.get(&format!("{path}?track=none")).is_refused("invalid", "track_unknown");
            round.zhou.get(&format!("{path}?track=none")).is_refused("not-your-role", "not_your_role");
        }
    }

    whoever_has_the_trace_computes_every_figure_again(town) {
        let round = Round::open(town);
        let all = three(&round);
        round.pitch(&[(&all[0], 85), (&all[1], 90), (&all[2], 85)]);
        let trace = only(&round, "standings");
        recomputed(&trace);
        assert_eq!((&trace["track"], &trace["stage"], &trace["recomputed"]), (&json!("all"), &json!("roadshow"), &json!(true)));
        let rules: scoring::rules::RuleSet = serde_json::from_value(trace["rules"].clone()).unwrap();
        let digest: String = rules.digest().unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(trace["rules_digest"], digest);
        assert_eq!((&trace["cut"], &trace["acts"], &trace["draws"]), (&Value::Null, &json!([]), &json!([])));
        // P1 and P3 are equal in everything but the desk's score, the last link before lots.
        let tie = only(&round, "tie-decisions");
        assert_eq!((&tie["rank"], &tie["proposals"], &tie["order"]), (&json!(2), &json!(["P1", "P3"]), &json!(["P1", "P3"])));
        assert_eq!((&tie["decided_by"], &tie["lots"]), (&json!("desk_score"), &json!([])));
        let last = tie["links"].as_array().unwrap().last().unwrap();
        assert_eq!(last, &json!({ "rank": 2, "link": "desk_score", "figures": { "P1": "80", "P3": "75" } }));
    }

    judges_who_agree_in_everything_leave_nothing_to_doubt(town) {
        let round = Round::open_with(town, &pool_of(1_000_000));
        let all = three(&round);
        round.pitch(&[(&all[0], 90), (&all[1], 80), (&all[2], 70)]);
        let figures = only(&round, "reliability")["figures"].clone();
        assert_eq!((&figures["kendall_w"]["w"], &figures["krippendorff_alpha"]["interval"]), (&json!(1.0), &json!(1.0)));
        assert_eq!((&figures["cronbach_alpha"], &figures["icc"]["2_1"]["value"]), (&json!(1.0), &json!(1.0)));
        let judges = only(&round, "judge-report")["judges"].clone();
        let marked: Vec<Value> =
            judges.as_array().unwrap().iter().map(|j| json!([j["judge"], j["severity"]])).collect();
        assert_eq!(marked, [json!(["J0", 0.0]), json!(["J1", 0.0]), json!(["J2", 0.0])]);
        assert_eq!((&judges[0]["severity_z"], &judges[0]["severity_z_reason"]), (&Value::Null, &json!("no_variation")));
        let sure = only(&round, "rank-intervals")["figures"].clone();
        assert_eq!((&sure["method"], &sure["outcomes"]), (&json!("exact"), &json!(10)));
        let first = json!({ "proposal": "P1", "p": [1.0, 0.0, 0.0], "expected_rank": 1.0, "interval_90": [1, 1], "award": 1.0 });
        let p1 = sure["proposals"].as_array().unwrap().iter().find(|p| p["proposal"] == "P1");
        assert_eq!((p1, &sure["too_close_to_call"]), (Some(&first), &json!([])));
        // The quorum is three sheets, so two judges give no score at all.
        for one in sure["without_judge"].as_array().unwrap() {
            assert_eq!((&one["awards_that_change"], &one["ranks"]), (&json!(["P1"]), &json!({ "P1": null, "P2": null, "P3": null })));
        }
    }

    a_judge_who_favours_the_own_community_shows_it_with_its_chance(town) {
        let round = Round::open_with(town, &pool_of(1_000_000));
        let home = town.organisation("C1", "residents_committee", "registered");
        let qian = harness::round::content(10_000);
        let drafts = [("王阿姨", "P1"), ("刘叔", "P2"), ("张奶奶", "P3")].map(|(name, code)| round.draft(name, code, 10_000));
        let mut landing = qian.clone();
        landing["community"] = home.clone();
        drafts[0].author.put(&drafts[0].path, &json!(0), &landing).ok();
        for project in &drafts {
            project.author.act(&format!("{}/submission", project.path), &json!({})).ok();
        }
        round.check(&drafts.each_ref());
        round.shortlist(&[(&drafts[0], "80"), (&drafts[1], "70"), (&drafts[2], "75")]);
        // 钱老师 works for the residents' committee of the place where P1 lands; nobody called that a conflict.
        let committee = model::OrganisationId(home.as_str().unwrap().parse().unwrap());
        let grant = model::Grant { role: model::Role::Applicant, scope: model::Scope::Organisation(committee) };
        let (tenant, now, person) = (town.tenant, town.clock.now(), round.judges[2].id.parse().unwrap());
        town.db().write_now(move |tx| storage::people::grant(tx, tenant, model::PersonId(person), grant, now)).unwrap();
        let residents = round.prepare_evening();
        town.until("2025-04-19T08:30:00+08:00");
        for (project, totals) in drafts.iter().zip([[80, 80, 95], [80, 80, 80], [70, 70, 70]]) {
            let slot = round.slot(project);
            round.wu.post(&format!("{slot}/opening"), &json!({})).ok();
            for (judge, total) in round.judges.iter().zip(totals) {
                judge.put_down(&format!("{}/sheet", project.path), &harness::round::sheet(total)).ok();
                judge.act(&format!("{}/sheet/signature", project.path), &json!({})).ok();
            }
            for resident in &residents {
                resident.put_down(&format!("{}/ballot", project.path), &json!({ "choice": "approve" })).ok();
            }
            round.wu.post(&format!("{slot}/seal"), &json!({})).ok();
        }
        round.zhao.post(&format!("{}/results", round.path), &json!({})).ok();
        let judges = only(&round, "judge-report")["judges"].clone();
        // J2 gives P1 ten points more than the panel's mean of 85, and the others nothing more: 10 - 10/3, which one in three drawings shows.
        let found = &judges[2]["affinity"];
        let figures = ["favour", "p"].map(|name| (found[name].as_f64().unwrap() * 1e9).round() / 1e9);
        assert_eq!((&found["own"], figures), (&json!(1), [6.666_666_667, 0.333_333_333]));
        for judge in [&judges[0], &judges[1]] {
            assert_eq!((&judge["affinity"], &judge["affinity_reason"]), (&Value::Null, &json!("home_unknown")));
        }
    }

    the_desk_says_how_little_would_change_an_award_and_what_other_rules_would_give(town) {
        let round = Round::open_with(town, &pool_of(1_000_000));
        let all = three(&round);
        // The pool reaches for one award of 10,000 yuan. Three judges, so a mark moves the mean by a third: 3.0 makes a tie, which P1 wins as before, 3.5 an award.
        round.pitch(&[(&all[0], 90), (&all[1], 89), (&all[2], 40)]);
        let margin = only(&round, "award-margin");
        assert_eq!(margin["reason"], Value::Null);
        let change = json!({ "proposal": "P1", "judge": "J0", "from": "90", "to": "86.5", "change": "3.5", "awards_that_change": ["P1", "P2"] });
        assert_eq!(margin["margin"], change);
        let given = only(&round, "allocations");
        let granted: Vec<&Value> = given["official"]["grants"].as_array().unwrap().iter().map(|g| &g["result"]).collect();
        assert_eq!(granted, [&json!("proposed"), &json!("reserve"), &json!("not_selected")]);
        let ways: Vec<&str> = given["others"].as_array().unwrap().iter().map(|o| o["way"].as_str().unwrap()).collect();
        assert_eq!(ways, ["skip", "stop", "downgrade", "part", "optimum"]);
        assert_eq!((&given["others"][4]["certificate"]["gap"], &given["reason"]), (&json!(0), &Value::Null));
        let other = only(&round, "what-if")["alterations"].clone();
        assert_eq!(other["stop_at_first_misfit"]["award_order"], json!(["P1", "P2", "P3"]));
        assert_eq!(other["no_trim"]["scores_that_differ"], json!(0));
        let report = round.zhao.get(&format!("{}/report", round.path)).ok();
        assert_eq!(report["what_if_before_notice"], other);
        let report = round.zhou.get(&format!("{}/report", round.path)).ok();
        assert_eq!(report["what_if_before_notice"], Value::Null);
    }
}
