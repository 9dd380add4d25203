//! 项目优化: sessions are on record with who came, and in their days proposals are reworked, for less money but never for more.

use harness::round::{content, document};
use harness::{Answer, Round, Town, on_both_engines};
use serde_json::{Value, json};

/// Two are shortlisted, one of them came to the session: what drawing the order says, how often it is on record, and who stayed away.
fn drawn_uncoached(town: &Town, when_short: &str) -> (Answer, usize, Value) {
    let mut document = document();
    let stages = document["rules"]["stages"].as_array_mut().unwrap();
    stages.iter_mut().find(|s| s["kind"] == "coaching").unwrap()["when_short"] = json!(when_short);
    let round = Round::open_with(town, &document);
    let (came, stayed) = (round.submit("王阿姨", "P01", 3_000), round.submit("刘叔", "P02", 3_000));
    let at = "2025-02-18T09:00:00+08:00";
    let session = json!({ "code": "S1", "at": at, "kind": "集中授课", "topic": "预算", "attended": [came.group] });
    round.wu.post(&format!("{}/coaching-sessions", round.path), &session).ok();
    round.check(&[&came, &stayed]);
    round.shortlist(&[(&came, "80"), (&stayed, "80")]);
    let draw = json!({ "purpose": "order", "seed_parts": ["晨", "暮"] });
    let drawn = round.zhao.post(&format!("{}/draws", round.path), &draw);
    let on_record = town.events(&round.path).iter().filter(|kind| *kind == "coaching.short").count();
    (drawn, on_record, stayed.group)
}

on_both_engines! {
    a_session_is_on_record_with_who_came(town) {
        let round = Round::open(town);
        let project = round.submit("王阿姨", "P01", 3_000);
        let sessions = format!("{}/coaching-sessions", round.path);
        let session = |at: &str| json!({ "code": "S1", "at": at, "kind": "集中授课", "topic": "预算", "attended": [project.group] });
        town.until("2025-02-22T16:00:00+08:00");
        round.wu.post(&sessions, &session("2025-02-18T08:59:59+08:00")).is_refused("not-yet", "call_not_open");
        round.wu.post(&sessions, &session("2025-02-22T16:00:01+08:00")).is_refused("invalid", "session_in_the_future");
        for who in [&round.zhou, &round.gao, &project.author] {
            who.post(&sessions, &session("2025-02-22T14:00:00+08:00")).is_refused("not-your-role", "not_your_role");
        }
        round.wu.post(&sessions, &session("2025-02-22T16:00:00+08:00")).ok();
        round.wu.post(&sessions, &session("2025-02-22T16:00:00+08:00")).is_refused("taken", "code_taken");
        assert_eq!(round.zhao.get(&sessions).ok()["items"].as_array().unwrap().len(), 1);
    }

    a_shortlisted_proposal_is_reworked_in_its_days(town) {
        let round = Round::open(town);
        let (project, other) = (round.submit("王阿姨", "P01", 3_000), round.submit("刘叔", "P02", 3_000));
        round.check(&[&project, &other]);
        round.shortlist(&[(&project, "80"), (&other, "59.99")]);
        let revision = |yuan: i64| json!({ "content": content(yuan), "note": "少买花盆" });
        let revise = |yuan: i64| project.author.post(&format!("{}/revisions", project.path), &revision(yuan));
        town.until("2025-03-26T23:59:59.999999+08:00");
        assert_eq!(revise(2_900).is_refused("not-yet", "revision_not_open")["facts"]["opens"], "2025-03-26T16:00:00Z");
        town.until("2025-03-27T00:00:00+08:00");
        let more = revise(3_001).is_refused("invalid", "amount_may_only_fall");
        assert_eq!(more["errors"][0]["detail"], json!({ "before_fen": 300_000, "after_fen": 300_100 }));
        revise(999).is_refused("invalid", "amount_under_minimum");
        assert_eq!(revise(3_000).ok()["asked_fen"], 300_000);
        assert_eq!(revise(2_900).ok()["asked_fen"], 290_000);
        round.wu.post(&format!("{}/revisions", project.path), &revision(2_800)).is_refused("not-yours", "not_yours");
        other.author.post(&format!("{}/revisions", other.path), &revision(2_800)).is_refused("wrong-state", "wrong_state");
        town.until("2025-04-10T23:59:59.999999+08:00");
        revise(2_800).ok();
        town.until("2025-04-11T00:00:00+08:00");
        assert_eq!(revise(2_700).is_refused("closed", "revision_closed")["facts"]["closed_at"], "2025-04-10T16:00:00Z");
        assert_eq!(town.events(&project.path)[5..], ["proposal.revised"; 3]);
    }

    who_was_not_coached_pitches_and_it_is_on_record(town) {
        let (drawn, on_record, _) = drawn_uncoached(town, "warn");
        drawn.ok();
        assert_eq!(on_record, 1);
    }

    who_was_not_coached_pitches_where_nobody_minds(town) {
        let (drawn, on_record, _) = drawn_uncoached(town, "ignore");
        drawn.ok();
        assert_eq!(on_record, 0);
    }

    who_was_not_coached_does_not_pitch_where_it_is_required(town) {
        let (drawn, on_record, stayed) = drawn_uncoached(town, "refuse");
        let facts = &drawn.is_refused("not-now", "coaching_missing")["facts"];
        assert_eq!((facts, on_record), (&json!({ "applicants": [stayed], "min_sessions": 1 }), 0));
    }
}
