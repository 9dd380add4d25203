//! What the hall sees and when: the host leads, the server holds back.

use crate::evening::Evening;
use harness::{Person, on_both_engines};
use jiff::SignedDuration;
use serde_json::{Value, json};

/// 80 (of 70, 80 and 90) and three of four residents: 80 x 0.7 + 75 x 0.3.
const FIRST: [(&str, &str); 3] = [("30", "40"), ("30", "50"), ("40", "50")];
/// 60 (of 60, 60 and 60) and one of four: 60 x 0.7 + 25 x 0.3.
const SECOND: [(&str, &str); 3] = [("20", "40"), ("20", "40"), ("20", "40")];
const THREE: [&str; 4] = ["approve", "approve", "approve", "oppose"];
const ONE: [&str; 4] = ["approve", "oppose", "oppose", "oppose"];

fn lag() -> Value {
    json!({ "policy": "lag_groups", "group_size": 1, "lag": 1 })
}

/// The final scores that somebody is shown, slot by slot.
fn finals(evening: &Evening<'_>, who: &Person<'_>) -> Vec<Value> {
    evening.stage(who)["slots"].as_array().unwrap().iter().map(|s| s["result"]["final"].clone()).collect()
}

fn mode(evening: &Evening<'_>, mode: &str) {
    evening.zhao.set(&evening.path("stage/reveal-mode"), &json!({ "mode": mode })).ok();
}

on_both_engines! {
    results_come_when_seal_policy_and_mode_agree(town) {
        let evening = Evening::drawn(town, &lag());
        let (screen, public) = (evening.screen(), town.stranger());
        let zhao = &evening.zhao;
        evening.play(1, FIRST, THREE);
        let seen = evening.stage(&screen);
        assert_eq!((&seen["slots"][0]["submitted"], &seen["slots"][0]["seats"]), (&json!(3), &json!(3)));
        assert_eq!(evening.stage(&public)["slots"][0]["submitted"], json!(null));
        evening.seal(1);
        assert_eq!(finals(&evening, zhao), [json!(null), json!(null), json!(null)]);
        zhao.post(&format!("{}/reveal", evening.slot(1)), &json!({})).is_refused("not-now", "not_revealable");
        evening.play(2, SECOND, ONE);
        evening.seal(2);
        assert_eq!(finals(&evening, zhao), [json!("78.50"), json!(null), json!(null)]);
        assert_eq!(finals(&evening, &screen), [json!(null), json!(null), json!(null)]);
        zhao.post(&format!("{}/reveal", evening.slot(1)), &json!({})).ok();
        for who in [&screen, &public, &evening.judge(1)] {
            assert_eq!(finals(&evening, who), [json!("78.50"), json!(null), json!(null)]);
        }
        zhao.post(&format!("{}/reveal", evening.slot(1)), &json!({})).is_refused("wrong-state", "wrong_state");
        zhao.delete(&format!("{}/reveal", evening.slot(1))).ok();
        assert_eq!(finals(&evening, &screen), [json!(null), json!(null), json!(null)]);
        mode(&evening, "live");
        assert_eq!(finals(&evening, &screen), [json!("78.50"), json!(null), json!(null)]);
        mode(&evening, "frozen");
        evening.play(3, SECOND, THREE);
        evening.seal(3);
        assert_eq!(finals(&evening, &screen), [json!("78.50"), json!(null), json!(null)]);
        mode(&evening, "progress_only");
        assert_eq!(finals(&evening, &screen), [json!(null), json!(null), json!(null)]);
        mode(&evening, "when_complete");
        assert_eq!(finals(&evening, &public), [json!("78.50"), json!("49.50"), json!("64.50")]);
    }

    a_result_shows_what_it_is_made_of_and_names_judges_to_those_who_lead(town) {
        let evening = Evening::drawn(town, &json!({ "policy": "immediate" }));
        mode(&evening, "live");
        evening.play(1, FIRST, THREE);
        evening.seal(1);
        let row = |who: &Person<'_>| evening.stage(who)["slots"][0]["result"].clone();
        let hall = row(&town.stranger());
        assert_eq!(hall["judges"], json!([
            { "judge": "评委1", "total": "70", "dropped": "low" },
            { "judge": "评委2", "total": "80", "dropped": null },
            { "judge": "评委3", "total": "90", "dropped": "high" },
        ]));
        assert_eq!(hall["parts"], json!({
            "panel": { "kind": "panel", "score": "80", "exact": "80", "weight_percent": 70 },
            "public": { "kind": "public", "score": "75", "exact": "75", "weight_percent": 30 },
        }));
        assert_eq!((&hall["approve"], &hall["cast"], &hall["rank"]), (&json!(3), &json!(4), &json!(1)));
        let named: Vec<Value> = row(&evening.zhao)["judges"].as_array().unwrap().iter().map(|j| j["judge"].clone()).collect();
        assert_eq!(named, ["J1", "J2", "J3"]);
    }

    the_host_leads_and_takes_back(town) {
        let evening = Evening::drawn(town, &lag());
        let (zhao, screen, judge) = (&evening.zhao, evening.screen(), evening.judge(1));
        let scene = evening.path("stage/scene");
        let proposal = evening.slots[0]["proposal"].clone();
        assert_eq!(evening.stage(&screen)["scene"], json!({ "kind": "welcome", "proposal": null, "step": 0 }));
        zhao.delete(&scene).is_refused("not-now", "no_scene");
        zhao.set(&scene, &json!({ "kind": "card" })).is_refused("invalid", "proposal_missing");
        zhao.set(&scene, &json!({ "kind": "card", "proposal": "0198b0a0-0000-7000-8000-000000000000" })).is_refused("invalid", "proposal_unknown");
        judge.set(&scene, &json!({ "kind": "thanks" })).is_refused("not-your-role", "not_your_role");
        screen.set(&scene, &json!({ "kind": "thanks" })).is_refused("not-your-role", "not_your_role");
        let before = evening.stage(&screen)["sequence"].as_i64().unwrap();
        zhao.set(&scene, &json!({ "kind": "card", "proposal": proposal })).ok();
        zhao.set(&scene, &json!({ "kind": "blackout" })).ok();
        assert_eq!(evening.stage(&screen)["scene"]["kind"], "blackout");
        assert_eq!(zhao.delete(&scene).ok(), json!({ "kind": "card", "proposal": proposal, "step": 0 }));
        let after = evening.stage(&screen);
        assert_eq!((&after["scene"]["kind"], after["sequence"].as_i64().unwrap()), (&json!("card"), before + 3));
    }

    the_timer_runs_pauses_and_goes_on(town) {
        let evening = Evening::drawn(town, &lag());
        let zhao = &evening.zhao;
        let set = |act: &str| zhao.set(&evening.path("stage/timer"), &json!({ "phase": "present", "act": act })).ok();
        assert_eq!(evening.stage(zhao)["timer"], json!(null));
        let started = set("start");
        assert_eq!((&started["length_secs"], &started["started_at"]), (&json!(300), &json!("2025-03-10T17:00:00+08:00")));
        town.wait(SignedDuration::from_secs(100));
        assert_eq!(set("pause"), json!({ "phase": "present", "length_secs": 300, "started_at": null, "left_secs_when_paused": 200 }));
        town.wait(SignedDuration::from_secs(50));
        assert_eq!(set("start")["started_at"], "2025-03-10T17:00:50+08:00");
        town.wait(SignedDuration::from_secs(199));
        assert_eq!(set("pause")["left_secs_when_paused"], 1);
        set("start");
        town.wait(SignedDuration::from_secs(2));
        assert_eq!(set("pause")["left_secs_when_paused"], 0);
        assert_eq!(set("reset"), json!({ "phase": "present", "length_secs": 300, "started_at": null, "left_secs_when_paused": null }));
    }

    residents_vote_while_the_vote_is_open(town) {
        let evening = Evening::drawn(town, &lag());
        let (zhao, resident) = (&evening.zhao, evening.resident(1));
        let (slot, ballot) = (evening.slot(1), format!("{}/ballot", evening.proposal(1)));
        zhao.post(&format!("{slot}/voting"), &json!({})).is_refused("not-now", "slot_not_open");
        zhao.post(&format!("{slot}/opening"), &json!({})).ok();
        zhao.post(&format!("{slot}/voting"), &json!({})).is_refused("wrong-state", "wrong_state");
        resident.put_once(&ballot, "v1", &json!({ "choice": "oppose" })).ok();
        zhao.delete(&format!("{slot}/voting")).ok();
        resident.put_once(&ballot, "v2", &json!({ "choice": "approve" })).is_refused("not-now", "voting_closed");
        resident.delete(&format!("{slot}/voting")).is_refused("not-your-role", "not_your_role");
        zhao.post(&format!("{slot}/voting"), &json!({})).ok();
        resident.put_once(&ballot, "v2", &json!({ "choice": "approve" })).ok();
        assert_eq!(evening.stage(zhao)["slots"][0]["voting"], "open");
        assert_eq!(evening.stage(zhao)["slots"][0]["ballots"], json!(null));
    }
}
