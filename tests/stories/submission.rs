//! 王阿姨 hands in a proposal: once, in time, and nobody else's.

use harness::round::content;
use harness::{Round, on_both_engines};
use serde_json::json;

on_both_engines! {
    submitting_twice_is_refused_and_a_repeat_is_replayed(town) {
        let round = Round::open(town);
        let (zhao, project) = (&round.zhao, round.draft("王阿姨", "P01", 3_000));
        let (wang, draft) = (&project.author, &project.path);
        let stranger = town.somebody("陌生人");
        let submission = format!("{draft}/submission");
        stranger.post_once(&submission, "k0", &json!({})).is_hidden();
        zhao.get(draft).is_hidden();
        assert_eq!(wang.get(draft).ok()["actions"], json!(["edit", "submit", "withdraw"]));
        wang.post(&submission, &json!({})).is_refused("key-missing", "");
        let first = wang.post_once(&submission, "k1", &json!({})).ok();
        assert_eq!((first["state"].as_str(), first["submitted_at"].as_str()), (Some("submitted"), Some("2025-02-18T09:00:00+08:00")));
        assert_eq!(wang.post_once(&submission, "k1", &json!({})).ok(), first);
        assert_eq!(wang.letters(), ["proposal_received"], "one receipt, however often the answer was asked for");
        let withdrawal = format!("{draft}/withdrawal");
        wang.post_once(&withdrawal, "k1", &json!({ "reason": "同一个键" })).is_refused("invalid", "key_reused");
        wang.post_once(&submission, "k3", &json!({ "other": 1 })).is_refused("invalid", "unknown_field");
        wang.post_once(&submission, "k2", &json!({})).is_refused("wrong-state", "wrong_state");
        assert_eq!(zhao.get(draft).ok()["state"], "submitted");
        stranger.get(draft).is_hidden();
    }

    the_closing_instant_is_the_first_that_is_too_late(town) {
        let round = Round::open(town);
        let project = round.draft("王阿姨", "P01", 3_000);
        let (wang, draft) = (&project.author, &project.path);
        town.until("2025-03-10T17:00:00+08:00");
        let refused = wang.post_once(&format!("{draft}/submission"), "k1", &json!({})).is_refused("closed", "call_closed");
        assert_eq!(refused["facts"]["closed_at"], "2025-03-10T09:00:00Z");
        assert_eq!(wang.get(&round.path).ok()["state"], "checking");
        assert_eq!(wang.get(draft).ok()["state"], "draft");
    }

    a_draft_is_saved_under_the_version_that_was_read(town) {
        let round = Round::open(town);
        let project = round.draft("王阿姨", "P01", 3_000);
        let (wang, draft) = (&project.author, &project.path);
        let read = wang.get(draft).ok();
        let mut changed = content(3_000);
        changed["title"] = json!("楼道花园");
        assert_eq!(wang.put(draft, &read["version"], &changed).ok()["content"]["title"], "楼道花园");
        wang.put(draft, &read["version"], &changed).is_refused("conflict", "changed_meanwhile");
        changed["asked_fen"] = json!(299_999);
        wang.put(draft, &json!(1), &changed).is_refused("invalid", "sum_wrong");
        assert_eq!(wang.get(draft).ok()["version"], 1);
    }
}
