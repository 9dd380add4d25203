//! 评分规则是数据: whatever the rules of a round can say of a roadshow, the service carries out, up to the standings that anybody can compute again.

use crate::standings::recomputed;
use harness::round::{document, sheet};
use harness::{Person, Project, Round, on_both_engines};
use serde_json::{Value, json};

/// The rules of the small round, whose roadshow says this beside its usual settings.
pub(crate) fn with(settings: &Value) -> Value {
    let mut document = document();
    let roadshow =
        document["rules"]["stages"].as_array_mut().unwrap().iter_mut().find(|s| s["kind"] == "roadshow").unwrap();
    let rounding = |stage: &str| json!({ "stage": stage, "decimals": 2, "mode": "half_up" });
    let components = settings["components"].as_array().into_iter().flatten();
    let stages = components.map(|c| rounding(c["id"].as_str().unwrap())).chain([rounding("final")]);
    roadshow["rounding"] = stages.collect();
    roadshow.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
    document
}

pub(crate) fn panel(kind: &str) -> Value {
    json!([{ "id": "panel", "kind": kind, "weight": 100 }])
}

pub(crate) fn three<'t>(round: &Round<'t>) -> [Project<'t>; 3] {
    let all = [("王阿姨", "P1"), ("刘叔", "P2"), ("张奶奶", "P3")].map(|(name, code)| round.submit(name, code, 3_000));
    round.check(&all.each_ref());
    round.shortlist(&[(&all[0], "80"), (&all[1], "80"), (&all[2], "80")]);
    all
}

/// Every project pitches: each judge gives the total beside it, each resident the choice; all slots are sealed, the results not yet.
pub(crate) fn evening(round: &Round<'_>, residents: &[Person<'_>], all: &[(&Project<'_>, [i64; 3], [&str; 2])]) {
    for (project, totals, choices) in all {
        let slot = round.slot(project);
        round.wu.post(&format!("{slot}/opening"), &json!({})).ok();
        for (judge, total) in round.judges.iter().zip(totals) {
            judge.put_down(&format!("{}/sheet", project.path), &sheet(*total)).ok();
            judge.act(&format!("{}/sheet/signature", project.path), &json!({})).ok();
        }
        for (resident, choice) in residents.iter().zip(choices) {
            resident.put_down(&format!("{}/ballot", project.path), &json!({ "choice": choice })).ok();
        }
        round.wu.post(&format!("{slot}/seal"), &json!({})).ok();
    }
}

pub(crate) const YES: [&str; 2] = ["approve", "approve"];

pub(crate) fn results(round: &Round<'_>) -> harness::Answer {
    round.zhao.post(&format!("{}/results", round.path), &json!({}))
}

/// The trace of the one track, computed again by the checker in another language; and each place with its score.
pub(crate) fn standings(round: &Round<'_>) -> (Value, Vec<String>) {
    let trace = round.zhao.get(&format!("{}/standings", round.path)).ok()["items"][0].clone();
    recomputed(&trace);
    assert_eq!(trace["recomputed"], json!(true));
    let row = |r: &Value| {
        format!("{} {} {}", r["rank"], r["proposal"].as_str().unwrap(), r["final_score"]["text"].as_str().unwrap())
    };
    let rows = trace["standings"]["rows"].as_array().unwrap().iter().map(row).collect();
    (trace, rows)
}

on_both_engines! {
    borda_with_lots_at_the_cut_and_then_medians_criterion_by_criterion(town) {
        let mut rules = with(&json!({ "components": panel("panel_borda"), "tie_chain": [], "quota": 2, "tie_at_cut": "lot" }));
        let stages = rules["rules"]["stages"].as_array_mut().unwrap();
        let at = stages.iter().position(|s| s["kind"] == "roadshow").unwrap();
        let mut last = stages[at].clone();
        last.as_object_mut().unwrap().retain(|key, _| key != "quota" && key != "tie_at_cut");
        last["components"] = json!([{ "id": "panel", "kind": "panel_median", "weight": 100, "trim_scope": "criterion" }]);
        stages.insert(at + 1, last);
        let round = Round::open_with(town, &rules);
        let all = three(&round);
        let residents = round.prepare_evening();
        town.until("2025-04-19T08:30:00+08:00");
        // Two judges disagree on P2 and P3, the third sees them alike: Borda counts them equal, however far the marks are apart.
        evening(&round, &residents, &[(&all[0], [90, 90, 90], YES), (&all[1], [80, 70, 80], YES), (&all[2], [40, 80, 80], YES)]);
        let needed = results(&round).is_refused("not-now", "acts_needed");
        assert_eq!(needed["facts"]["groups"], json!([{ "rank": 2, "act": "lot", "codes": ["P2", "P3"] }]));
        let lots = json!({ "purpose": "tie", "rank": 2, "seed_parts": ["晨", "暮"] });
        let drawn = round.zhao.post(&format!("{}/draws", round.path), &lots).ok();
        let (first, second) = if drawn["order"][0] == "P2" { (&all[1], &all[2]) } else { (&all[2], &all[1]) };
        results(&round).ok();
        let (trace, rows) = standings(&round);
        assert_eq!(rows, ["1 P1 6.00", "2 P2 1.50", "2 P3 1.50"]);
        assert_eq!(trace["cut"], json!({ "admitted": ["P1", first.code], "tied": ["P2", "P3"] }));
        assert_eq!(trace["rules"]["cut"], json!({ "places": 2, "on_tie": "lot" }));
        assert_eq!([&all[0], first, second].map(Project::state), ["shortlisted", "shortlisted", "not_selected"]);

        let form = |judge: usize| json!({ "stage": "roadshow-2", "person": round.judges[judge].id, "code": format!("J{judge}") });
        (0..3).for_each(|judge| drop(round.zhao.post(&format!("{}/seats", round.path), &form(judge)).ok()));
        round.zhao.post(&format!("{}/draws", round.path), &json!({ "purpose": "order", "seed_parts": ["再来"] })).ok();
        for judge in &round.judges {
            judge.post(&format!("{}/declaration", round.path), &json!({ "conflicts": [] })).ok();
        }
        evening(&round, &residents, &[(&all[0], [60, 80, 100], YES), (first, [85, 85, 20], YES)]);
        results(&round).ok();
        let (trace, rows) = standings(&round);
        assert_eq!(rows, [format!("1 {} 85.00", first.code), "2 P1 80.00".into()]);
        assert_eq!((&trace["stage"], &trace["cut"]), (&json!("roadshow-2"), &Value::Null));
    }

    standard_scores_take_every_judge_by_their_own_measure(town) {
        let settings = json!({ "components": panel("panel_standardised"), "tie_chain": ["higher_lowest_mark"] });
        let round = Round::open_with(town, &with(&settings));
        let all = three(&round);
        let residents = round.prepare_evening();
        town.until("2025-04-19T08:30:00+08:00");
        // Every judge spreads three marks evenly, so their z-scores are -1, 0 and 1: P1 has 1, -1, 1 and P2 0, 1, 0.
        // All marks: mean 75, spread with n - 1 the root of 93.75.
        evening(&round, &residents, &[(&all[0], [90, 60, 85], YES), (&all[1], [80, 80, 75], YES), (&all[2], [70, 70, 65], YES)]);
        results(&round).ok();
        let (trace, rows) = standings(&round);
        assert_eq!(rows, ["1 P2 78.23", "1 P1 78.23", "3 P3 68.55"]);
        assert_eq!(trace["standings"]["ties"][0]["decided_by"], json!("higher_lowest_mark"));
    }

    a_second_jury_and_the_votes_of_the_hall_count_as_the_rules_weigh_them(town) {
        let components = json!([
            { "id": "experts", "kind": "panel_mean", "weight": 60 },
            { "id": "departments", "kind": "panel_mean", "weight": 30, "jury": "departments" },
            { "id": "votes", "kind": "vote_share", "weight": 10 },
        ]);
        let settings = json!({ "components": components, "quorum_sheets": 1, "clip": "81", "tie_chain": [] });
        let round = Round::open_with(town, &with(&settings));
        let all = three(&round);
        let seats = format!("{}/seats", round.path);
        let form = |judge: usize, stage: &str, jury: &str| {
            json!({ "stage": stage, "person": round.judges[judge].id, "code": format!("J{judge}"), "jury": jury })
        };
        let unknown = round.zhao.post(&seats, &form(2, "roadshow", "media")).is_refused("invalid", "jury_unknown");
        assert_eq!(unknown["errors"][0]["detail"], json!({ "known": ["departments"] }));
        round.zhao.post(&seats, &form(2, "desk_review", "departments")).is_refused("invalid", "jury_unknown");
        town.until("2025-04-18T18:00:00+08:00");
        (0..2).for_each(|judge| drop(round.seat("roadshow", judge)));
        round.zhao.post(&seats, &form(2, "roadshow", "departments")).ok();
        let residents = residents(&round);
        // Experts 85 and 80 and 60, departments 70 and 90 and 60, votes 2 and 1 and 0 of at most 2.
        let split = ["approve", "oppose"];
        let none = ["oppose", "oppose"];
        evening(&round, &residents, &[(&all[0], [90, 80, 70], YES), (&all[1], [80, 80, 90], split), (&all[2], [60, 60, 60], none)]);
        let seated = round.zhao.get(&seats).ok();
        let juries: Vec<&Value> = seated["items"].as_array().unwrap().iter().map(|s| &s["jury"]).collect();
        assert_eq!(juries, [&Value::Null, &Value::Null, &json!("departments")]);
        results(&round).ok();
        let (trace, rows) = standings(&round);
        assert_eq!(rows, ["1 P1 81.00", "2 P2 80.00", "3 P3 54.00"]);
        assert_eq!(trace["standings"]["rows"][1]["parts"]["votes"], json!({ "counted": { "exact": "50", "published": "50", "text": "50.00" } }));
        for view in ["reliability", "judge-report", "rank-intervals", "award-margin", "what-if", "allocations"] {
            round.gao.get(&format!("{}/{view}", round.path)).ok();
        }
    }

    what_the_service_cannot_carry_out_is_refused_before_anybody_relies_on_it(town) {
        let round = Round::drafted(town, &document());
        let publish = format!("{}/publication", round.path);
        let refused = |settings: &Value| {
            let version = round.zhao.get(&round.path).ok()["version"].clone();
            round.zhao.put(&format!("{}/document", round.path), &version, &json!({ "document": with(settings) })).ok();
            let said = round.zhao.post(&publish, &json!({}));
            assert_eq!(said.status, 422, "{}", said.body);
            let errors = said.body["errors"].as_array().unwrap().clone();
            errors.iter().map(|e| json!([e["pointer"], e["code"]])).collect::<Value>()
        };
        let at = |pointer: &str| format!("/rules/stages/4{pointer}");
        let nobody = json!({ "components": panel("panel_mean"), "quota": 0 });
        assert_eq!(refused(&nobody), json!([[at("/cut/places"), "no_place"]]));
        let unheard = json!({ "components": panel("vote_share"), "public_jury": 0 });
        assert_eq!(refused(&unheard), json!([[at("/components/0/kind"), "component_without_source"]]));
        let public = json!({ "components": [{ "id": "public", "kind": "approval_rate", "weight": 100, "jury": "departments" }] });
        assert_eq!(refused(&public), json!([[at("/components/0/jury"), "rule_unknown"]]));
        let mut gap = document()["rules"]["stages"].as_array().unwrap().iter().find(|s| s["kind"] == "roadshow").unwrap()["rubric"].clone();
        gap["criteria"][0]["bands"] = json!([{ "name": "好", "from": "1", "to": gap["criteria"][0]["max"].to_string() }]);
        let gap = json!({ "components": panel("panel_mean"), "rubric": gap });
        assert_eq!(refused(&gap), json!([[at("/rubric/criteria/0/bands"), "bad_bands"]]));
        let chain = json!({ "components": panel("panel_mean"), "tie_chain": ["coin"] });
        assert_eq!(refused(&chain), json!([[at("/tie_chain/0"), "rule_unknown"]]));
        // A setting with a closed set of values is refused with the document.
        let version = round.zhao.get(&round.path).ok()["version"].clone();
        for (setting, value) in [("rank", "alphabetical"), ("rank_on", "mood"), ("order", "seniority"), ("tie_at_cut", "coin")] {
            round.zhao.put(&format!("{}/document", round.path), &version, &json!({ "document": with(&json!({ setting: value })) })).is_refused("invalid", "wrong_type");
        }
        let mut other = document();
        let award = other["rules"]["stages"].as_array_mut().unwrap().iter_mut().find(|s| s["kind"] == "award").unwrap();
        award["amount"] = json!("whatever");
        round.zhao.put(&format!("{}/document", round.path), &version, &json!({ "document": other })).is_refused("invalid", "wrong_type");
    }

    everybody_reads_the_rules_in_words_and_finds_their_digest_with_the_result(town) {
        let settings = json!({ "components": panel("panel_winsorised"), "tie_chain": ["lot"], "quota": 2, "tie_at_cut": "admit_all" });
        let round = Round::open_with(town, &with(&settings));
        let told = town.somebody("陌生人").get(&format!("{}/scoring-rules", round.path)).ok()["items"][0].clone();
        assert_eq!((&told["stage"], &told["rules"]["cut"]["on_tie"]), (&json!("roadshow"), &json!("admit_all")));
        let line = |lang: &str| {
            let lines = told["explanation"][lang].as_array().unwrap();
            lines.iter().find(|l| l["pointer"] == "/cut").unwrap()["text"].clone()
        };
        assert_eq!((line("zh"), line("en")), (json!("取前 2 名；末位同分者全部入围。"), json!("The first 2 go on; all who are equal at the line go on.")));
        let all = three(&round);
        round.pitch(&[(&all[0], 90), (&all[1], 80), (&all[2], 70)]);
        let (trace, _) = standings(&round);
        assert_eq!((&trace["rules_digest"], &trace["rules"]), (&told["rules_digest"], &told["rules"]));
    }
}

/// Two residents, the order drawn, and no conflict declared.
fn residents<'t>(round: &Round<'t>) -> Vec<Person<'t>> {
    let juror = |(code, name): (&str, &str)| {
        let made = round.wu.post(&format!("{}/jurors", round.path), &json!({ "code": code, "name": name })).ok();
        round.town.with_paper(name, &made["credential"])
    };
    let found = [("R1", "何大爷"), ("R2", "吕阿姨")].map(juror).into();
    round.zhao.post(&format!("{}/draws", round.path), &json!({ "purpose": "order", "seed_parts": ["晨", "暮"] })).ok();
    for judge in &round.judges {
        judge.post(&format!("{}/declaration", round.path), &json!({ "conflicts": [] })).ok();
    }
    found
}
