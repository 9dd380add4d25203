//! A repeat under the same key is answered and not done again; the key of one request is refused for another.

use harness::round::content;
use harness::{Person, Round, on_both_engines};
use serde_json::{Value, json};

/// The same twice, then with another body, then at another place: one act on record.
fn is_done_once(who: &Person<'_>, path: &str, body: &Value, other: &Value) {
    let key = format!("repeat-{path}");
    let first = who.post_once(path, &key, body);
    assert_eq!(first.status, 200, "{path}: {}", first.body);
    let events = |who: &Person<'_>| who.town().ask("SELECT count(*) FROM event").unwrap();
    let before = events(who);
    let again = who.post_once(path, &key, body);
    assert_eq!((again.status, again.body), (first.status, first.body), "{path}");
    who.post_once(path, &key, other).is_refused("invalid", "key_reused");
    who.post_once("/api/v1/organisations", &key, &json!({ "name": "会", "kind": "other", "status": "emerging" }))
        .is_refused("invalid", "key_reused");
    assert_eq!(events(who), before);
}

on_both_engines! {
    an_act_is_done_once_under_its_key(town) {
        let round = Round::open(town);
        let keeper = town.keeper();
        let organisation = |name: &str| json!({ "name": name, "kind": "other", "status": "emerging" });
        is_done_once(&keeper, "/api/v1/organisations", &organisation("甲"), &organisation("乙"));
        let person = |name: &str| json!({ "name": name, "email": "a@example.org", "password": "a-long-enough-password" });
        is_done_once(&keeper, "/api/v1/people", &person("甲"), &person("乙"));
        let group = town.organisation("A1", "community_organisation", "registered");
        let wang = town.officer("王阿姨", "applicant", &group);
        let draft = |yuan: i64| json!({ "code": "P01", "applicant": group, "content": content(yuan) });
        is_done_once(&wang, &format!("{}/proposals", round.path), &draft(3_000), &draft(2_000));
        let juror = |name: &str| json!({ "code": "R1", "name": name });
        is_done_once(&round.wu, &format!("{}/jurors", round.path), &juror("何大爷"), &juror("吕阿姨"));
        let seat = |stage: &str| json!({ "stage": stage, "person": round.judges[0].id, "code": "J1" });
        is_done_once(&round.zhao, &format!("{}/seats", round.path), &seat("roadshow"), &seat("desk_review"));
        let session = |topic: &str| json!({ "code": "S1", "at": "2025-02-18T09:00:00+08:00", "kind": "授课", "topic": topic, "attended": [] });
        is_done_once(&round.wu, &format!("{}/coaching-sessions", round.path), &session("预算"), &session("路演"));
    }

    without_a_key_a_repeat_is_another_act(town) {
        let keeper = town.keeper();
        let form = json!({ "name": "会", "kind": "other", "status": "emerging" });
        let (first, second) = (keeper.post("/api/v1/organisations", &form).ok(), keeper.post("/api/v1/organisations", &form).ok());
        assert_ne!(first["id"], second["id"]);
    }

    a_refusal_is_not_kept(town) {
        let round = Round::open(town);
        let project = round.draft("王阿姨", "P01", 999);
        let submission = format!("{}/submission", project.path);
        project.author.post_once(&submission, "k", &json!({})).is_refused("invalid", "amount_under_minimum");
        project.author.put(&project.path, &json!(0), &content(1_000)).ok();
        project.author.post_once(&submission, "k", &json!({})).ok();
    }

    a_key_has_a_length(town) {
        let keeper = town.keeper();
        let form = json!({ "name": "会", "kind": "other", "status": "emerging" });
        keeper.post_once("/api/v1/organisations", "", &form).is_refused("bad-request", "key_malformed");
        keeper.post_once("/api/v1/organisations", &"k".repeat(129), &form).is_refused("bad-request", "key_malformed");
        keeper.post_once("/api/v1/organisations", &"k".repeat(128), &form).ok();
    }
}
