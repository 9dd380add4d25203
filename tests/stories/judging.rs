//! A judge's evening: declare, mark, or have it copied from paper; rehearse first. And the residents beside them.

use crate::evening::{Evening, marks, need_bands};
use harness::on_both_engines;
use serde_json::{Value, json};

fn immediate() -> Value {
    json!({ "policy": "immediate" })
}

on_both_engines! {
    no_sheet_before_the_declaration_and_none_against_it(town) {
        let evening = Evening::drawn(town, &immediate());
        let session = town.stranger().post("/api/v1/judge-sessions", &json!({ "code": evening.judges[0].2 })).ok();
        let li = town.holder("李老师1", &session);
        let (first, second) = (format!("{}/sheet", evening.proposal(1)), format!("{}/sheet", evening.proposal(2)));
        evening.zhao.post(&format!("{}/opening", evening.slot(1)), &json!({})).ok();
        li.put_once(&first, "k1", &marks("30", "40")).is_refused("not-now", "declaration_missing");
        assert_eq!(li.get(&evening.path("judging")).ok()["declared_at"], json!(null));
        let conflict = json!({ "conflicts": [{ "proposal": evening.slots[1]["proposal"], "kind": "family" }] });
        let declared = li.post(&evening.path("declaration"), &conflict).ok();
        assert_eq!(declared["declared_at"], "2025-03-10T17:00:00+08:00");
        li.put_once(&first, "k2", &marks("30", "40")).ok();
        evening.zhao.post(&format!("{}/opening", evening.slot(2)), &json!({})).ok();
        li.put_once(&second, "k3", &marks("30", "40")).is_refused("conflicted", "recused");
        let pack = li.get(&evening.path("judging")).ok();
        assert_eq!(pack["judge"], json!({ "code": "J1", "name": "李老师1" }));
        assert_eq!(pack["rubric"]["criteria"][0], json!({ "id": "need", "name": "需求", "max": 40, "bands": need_bands() }));
        assert_eq!(pack["rubric"]["criteria"][1], json!({ "id": "plan", "name": "方案", "max": 60, "bands": [] }));
        let of = |n: usize| (pack["proposals"][n]["sheet"]["total"].clone(), pack["proposals"][n]["recused"]["kind"].clone());
        assert_eq!([of(0), of(1), of(2)], [(json!("70"), json!(null)), (json!(null), json!("family")), (json!(null), json!(null))]);
        evening.zhao.post(&evening.path("declaration"), &json!({ "conflicts": [] })).is_refused("not-your-role", "not_your_role");
        evening.resident(1).get(&evening.path("judging")).is_refused("not-your-role", "not_your_role");
    }

    a_lost_phone_is_ended_and_a_new_card_ends_the_old_one(town) {
        let evening = Evening::drawn(town, &immediate());
        let lost = evening.judge(1);
        let seats = evening.zhao.get(&evening.path("seats")).ok();
        let seat = &seats["items"][0];
        assert_eq!((&seat["code"], &seat["name"], &seat["declared_at"]), (&json!("J1"), &json!("李老师1"), &json!("2025-03-10T17:00:00+08:00")));
        let path = format!("/api/v1/seats/{}", seat["id"].as_str().unwrap());
        lost.delete(&format!("{path}/session")).is_refused("not-your-role", "not_your_role");
        evening.zhao.delete(&format!("{path}/session")).ok();
        lost.get(&evening.path("judging")).is_refused("unauthenticated", "");
        evening.judge(1).get(&evening.path("judging")).ok();
        let card = evening.zhao.post(&format!("{path}/card"), &json!({})).ok()["card"].clone();
        town.stranger().post("/api/v1/judge-sessions", &json!({ "code": evening.judges[0].2 })).is_hidden();
        town.stranger().post("/api/v1/judge-sessions", &json!({ "code": card })).ok();
    }

    two_people_copy_a_paper_sheet(town) {
        let evening = Evening::drawn(town, &immediate());
        let office = evening.zhao.get(&evening.round).ok()["organiser"].clone();
        let qian = town.officer("钱干事", "organiser", &office);
        let path = format!("{}/paper-sheets", evening.proposal(1));
        let copy = |plan: &str| json!({ "judge": evening.judges[0].0, "marks": { "need": "30", "plan": plan } });
        evening.zhao.post(&path, &copy("40")).is_refused("not-now", "slot_not_open");
        evening.zhao.post(&format!("{}/opening", evening.slot(1)), &json!({})).ok();
        evening.judge(2).post(&path, &copy("40")).is_refused("not-your-role", "not_your_role");
        evening.zhao.post(&path, &copy("40.3")).is_refused("invalid", "mark_not_on_step");
        assert_eq!(evening.zhao.post(&path, &copy("40")).ok()["state"], "awaiting_second");
        assert_eq!(evening.zhao.post(&path, &copy("40")).ok()["state"], "awaiting_second");
        let refused = qian.post(&path, &copy("45")).is_refused("not-now", "paper_entries_differ");
        assert_eq!(refused["facts"]["criteria"], json!([{ "criterion": "plan", "first": "40", "second": "45" }]));
        assert_eq!(qian.post(&path, &copy("40")).ok()["state"], "signed");
        assert_eq!(evening.stage(&evening.zhao)["slots"][0]["missing"], json!(["J2", "J3"]));
        qian.post(&path, &copy("40")).is_refused("wrong-state", "wrong_state");
        evening.judge(1).put_once(&format!("{}/sheet", evening.proposal(1)), "k", &marks("1", "1")).is_refused("wrong-state", "wrong_state");
    }

    a_resident_has_one_ballot_by_phone_or_on_paper(town) {
        let evening = Evening::drawn(town, &immediate());
        let (zhao, path) = (&evening.zhao, format!("{}/paper-ballots", evening.proposal(1)));
        let office = zhao.get(&evening.round).ok()["organiser"].clone();
        let qian = town.officer("钱干事", "organiser", &office);
        let paper = |juror: &str| json!({ "juror": juror, "choice": "approve" });
        let count = |used: i64, awaiting: i64| json!({ "issued": 4, "used": used, "unused": 4 - used, "awaiting_second": awaiting });
        assert_eq!(zhao.get(&evening.path("jurors/count")).ok(), count(0, 0));
        zhao.post(&format!("{}/opening", evening.slot(1)), &json!({})).ok();
        let phone = evening.resident(1);
        phone.put_once(&format!("{}/ballot", evening.proposal(1)), "k1", &json!({ "choice": "oppose" })).ok();
        zhao.post(&path, &paper("R1")).is_refused("not-now", "already_voted");
        assert_eq!(zhao.post(&path, &paper("R2")).ok()["state"], "awaiting_second");
        assert_eq!(zhao.post(&path, &paper("R2")).ok()["state"], "awaiting_second");
        assert_eq!(zhao.get(&evening.path("jurors/count")).ok(), count(1, 1));
        let refused = qian.post(&path, &json!({ "juror": "R2", "choice": "oppose" })).is_refused("not-now", "paper_entries_differ");
        assert_eq!(refused["facts"], json!({ "first": "approve", "second": "oppose" }));
        assert_eq!(qian.post(&path, &paper("R2")).ok()["state"], "counted");
        zhao.post(&path, &paper("R2")).is_refused("not-now", "already_voted");
        zhao.post(&path, &paper("R9")).is_hidden();
        let late = evening.resident(2);
        late.put_once(&format!("{}/ballot", evening.proposal(1)), "k1", &json!({ "choice": "oppose" })).is_refused("not-now", "already_voted");
        assert_eq!(zhao.get(&evening.path("jurors/count")).ok(), count(2, 0));
        let list = phone.get(&evening.path("voting")).ok();
        assert_eq!((&list["code"], &list["slots"][0]["choice"], &list["slots"][1]["choice"]), (&json!("R1"), &json!("oppose"), &json!(null)));
        assert_eq!(late.get(&evening.path("voting")).ok()["slots"][0]["choice"], "approve");
        evening.judge(1).get(&evening.path("voting")).is_refused("not-yours", "not_yours");
        evening.judge(1).get(&evening.path("jurors/count")).is_refused("not-your-role", "not_your_role");
    }

    what_is_rehearsed_never_counts(town) {
        let mut evening = Evening::drawn(town, &immediate());
        evening.zhao.set(&evening.path("stage/reveal-mode"), &json!({ "mode": "live" })).ok();
        let real = evening.slots.clone();
        evening.judge(1).post(&evening.path("rehearsal"), &json!({})).is_refused("not-your-role", "not_your_role");
        evening.zhao.delete(&evening.path("rehearsal")).is_refused("wrong-state", "wrong_state");
        evening.zhao.post(&evening.path("rehearsal"), &json!({})).ok();
        evening.zhao.post(&evening.path("rehearsal"), &json!({})).is_refused("wrong-state", "wrong_state");
        evening.zhao.post(&format!("{}/opening", evening.slot(1)), &json!({})).is_refused("not-now", "rehearsal_on");
        let practice = evening.stage(&evening.zhao);
        for (slot, shown) in evening.slots.iter_mut().zip(practice["slots"].as_array().unwrap()) {
            assert_eq!(slot["proposal"], shown["proposal"]["id"]);
            slot["id"] = shown["id"].clone();
        }
        evening.play(1, [("30", "40"), ("30", "50"), ("40", "50")], ["approve", "approve", "approve", "oppose"]);
        evening.seal(1);
        let shown = evening.stage(&town.stranger());
        assert_eq!((&shown["rehearsal"], &shown["slots"][0]["result"]["final"]), (&json!(true), &json!("78.50")));
        let single = json!({ "kind": "single", "proposal": evening.slots[0]["proposal"] });
        evening.zhao.set(&evening.path("stage/scene"), &single).ok();
        evening.zhao.delete(&evening.path("rehearsal")).ok();
        let after = evening.stage(&town.stranger());
        assert_eq!((&after["rehearsal"], &after["slots"][0]["state"], &after["slots"][0]["id"]), (&json!(false), &json!("waiting"), &real[0]["id"]));
        assert_eq!(after["scene"], json!({ "kind": "welcome", "proposal": null, "step": 0 }));
        evening.zhao.delete(&evening.path("stage/scene")).is_refused("not-now", "no_scene");
        assert_eq!(evening.judge(1).get(&evening.path("judging")).ok()["proposals"][0]["sheet"], json!(null));
        assert_eq!(evening.resident(1).get(&evening.path("voting")).ok()["slots"][0]["choice"], json!(null));
        evening.slots = real;
        evening.zhao.post(&format!("{}/opening", evening.slot(1)), &json!({})).ok();
        evening.zhao.post(&evening.path("rehearsal"), &json!({})).is_refused("not-now", "slot_open");
    }

    everybody_may_know_what_is_shown_and_no_more(town) {
        let evening = Evening::drawn(town, &immediate());
        let public = town.stranger();
        let scores = || -> Vec<Value> {
            let projects = public.get(&evening.path("projects")).ok();
            projects["items"].as_array().unwrap().iter().map(|p| p["score"].clone()).collect()
        };
        evening.play(1, [("30", "40"), ("30", "50"), ("40", "50")], ["approve", "approve", "approve", "oppose"]);
        evening.seal(1);
        assert_eq!((scores(), public.get(&evening.path("results")).ok()["published"].clone()), (vec![json!(null); 3], json!("hidden")));
        evening.zhao.set(&evening.path("stage/reveal-mode"), &json!({ "mode": "live" })).ok();
        let results = public.get(&evening.path("results")).ok();
        assert_eq!((&results["published"], &results["rows"][0]["final"], &results["rules"][0]["kind"]), (&json!("partial"), &json!("78.50"), &json!("panel_trimmed")));
        assert_eq!(scores().into_iter().filter(|s| *s == json!("78.50")).count(), 1);
        let project = public.get(&evening.path("projects")).ok()["items"][0].clone();
        let fields: Vec<&String> = project.as_object().unwrap().keys().collect();
        assert_eq!(fields, ["amount_fen", "applicant_name", "category", "code", "community_name", "id", "rank", "score", "state", "title"]);
        assert_eq!(project["state"], "shortlisted");
    }
}
