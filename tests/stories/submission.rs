//! 王阿姨 hands in a proposal: once, in time, and nobody else's.

use harness::{Person, Town, on_both_engines};
use serde_json::{Value, json};

pub(crate) fn document() -> Value {
    let season: Value = serde_json::from_str(include_str!("../../demo/seasons/zhaohuimen-2.json")).unwrap();
    json!({
        "rules": season["rules"], "calendar": season["calendar"], "categories": season["categories"],
        "schedule": { "call_opens_at": "2025-02-18T09:00:00+08:00", "call_closes_at": "2025-03-10T17:00:00+08:00" },
    })
}

/// A sub-district whose call has opened: the organiser's officer and the round's path.
pub(crate) fn open_call(town: &Town) -> (Person<'_>, String) {
    let office = town.organisation("O1", "street_office", "registered");
    let foundation = town.organisation("O2", "community_foundation", "registered");
    let zhao = town.officer("赵主任", "organiser", &office);
    let programme = json!({ "code": "micro", "name": "公益微创投", "organiser": office });
    let programme = zhao.post("/api/v1/programmes", &programme).ok()["id"].clone();
    let round = json!({
        "code": "r1", "programme": programme, "name": "第一届", "organiser": office, "funder": foundation, "document": document(),
    });
    let round = format!("/api/v1/rounds/{}", zhao.post("/api/v1/rounds", &round).ok()["id"].as_str().unwrap());
    zhao.post(&format!("{round}/publication"), &json!({})).ok();
    town.until("2025-02-18T09:00:00+08:00");
    (zhao, round)
}

pub(crate) fn content() -> Value {
    json!({
        "title": "楼道微花园", "category": "环境", "need": "楼道杂物多。", "goals": ["六个楼门"],
        "beneficiaries": { "direct": 60, "indirect": 200, "served": ["居民"] },
        "activities": [{ "name": "共建日", "times": 6, "when": "6-11月", "place": "楼道" }],
        "period": { "from": "2025-06-01", "to": "2025-11-30" }, "sustainability": "楼门长轮值。",
        "budget_lines": [{
            "no": 1, "class": "业务活动费", "name": "花盆", "unit": "个", "qty": 100, "unit_price_fen": 3000,
            "subtotal_fen": 300_000, "asked_fen": 300_000, "own_fen": 0,
        }],
        "papers": ["declaration", "community_opinion"],
    })
}

/// An applicant with a draft: the person and the draft's path.
fn drafted<'t>(town: &'t Town, round: &str) -> (Person<'t>, String) {
    let group = town.organisation("A1", "community_organisation", "registered");
    let wang = town.officer("王阿姨", "applicant", &group);
    let draft = json!({ "code": "P01", "applicant": group, "content": content() });
    let made = wang.post(&format!("{round}/proposals"), &draft).ok();
    (wang, format!("/api/v1/proposals/{}", made["id"].as_str().unwrap()))
}

on_both_engines! {
    submitting_twice_is_refused_and_a_repeat_is_replayed(town) {
        let (zhao, round) = open_call(town);
        let (wang, draft) = drafted(town, &round);
        let stranger = town.somebody("陌生人");
        let submission = format!("{draft}/submission");
        stranger.post_once(&submission, "k0", &json!({})).is_hidden();
        zhao.get(&draft).is_hidden();
        assert_eq!(wang.get(&draft).ok()["actions"], json!(["edit", "submit", "withdraw"]));
        wang.post(&submission, &json!({})).is_refused("key-missing", "");
        let first = wang.post_once(&submission, "k1", &json!({})).ok();
        assert_eq!((first["state"].as_str(), first["submitted_at"].as_str()), (Some("submitted"), Some("2025-02-18T09:00:00+08:00")));
        assert_eq!(wang.post_once(&submission, "k1", &json!({})).ok(), first);
        town.run_jobs();
        town.run_jobs();
        let mails = town.letters.take();
        assert_eq!(mails.len(), 1, "one receipt, however often the answer was asked for");
        let withdrawal = format!("{draft}/withdrawal");
        wang.post_once(&withdrawal, "k1", &json!({ "reason": "同一个键" })).is_refused("invalid", "key_reused");
        wang.post_once(&submission, "k3", &json!({ "other": 1 })).is_refused("invalid", "unknown_field");
        wang.post_once(&submission, "k2", &json!({})).is_refused("wrong-state", "wrong_state");
        assert_eq!(zhao.get(&draft).ok()["state"], "submitted");
        stranger.get(&draft).is_hidden();
    }

    the_closing_instant_is_the_first_that_is_too_late(town) {
        let (_zhao, round) = open_call(town);
        let (wang, draft) = drafted(town, &round);
        town.until("2025-03-10T17:00:00+08:00");
        let refused = wang.post_once(&format!("{draft}/submission"), "k1", &json!({})).is_refused("closed", "call_closed");
        assert_eq!(refused["facts"]["closed_at"], "2025-03-10T09:00:00Z");
        assert_eq!(wang.get(&round).ok()["state"], "checking");
        assert_eq!(wang.get(&draft).ok()["state"], "draft");
    }

    a_draft_is_saved_under_the_version_that_was_read(town) {
        let (_zhao, round) = open_call(town);
        let (wang, draft) = drafted(town, &round);
        let read = wang.get(&draft).ok();
        let mut changed = content();
        changed["title"] = json!("楼道花园");
        assert_eq!(wang.put(&draft, &read["version"], &changed).ok()["content"]["title"], "楼道花园");
        wang.put(&draft, &read["version"], &changed).is_refused("conflict", "changed_meanwhile");
        changed["asked_fen"] = json!(299_999);
        wang.put(&draft, &json!(1), &changed).is_refused("invalid", "sum_wrong");
        assert_eq!(wang.get(&draft).ok()["version"], 1);
    }
}
