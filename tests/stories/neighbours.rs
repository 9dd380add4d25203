//! Two sub-districts in one database: what one has, the other has never heard of.

use harness::round::content;
use harness::{Round, on_both_engines};
use serde_json::{Value, json};

on_both_engines! {
    two_tenants_never_see_each_other(town) {
        let next = town.beside();
        let (ours, theirs) = (Round::open(town), Round::open(&next));
        // The same codes in both: a code is unique in its own tenant.
        let (wang, liu) = (ours.submit("王阿姨", "P01", 3_000), theirs.submit("刘叔", "P01", 3_000));
        for (mine, other) in [(&ours, &theirs), (&theirs, &ours)] {
            let round = other.path.rsplit('/').next().unwrap();
            for who in [&mine.zhao, &mine.zhou, &mine.gao, &mine.chen] {
                who.get(&other.path).is_hidden();
                who.get(&format!("{}/proposals", other.path)).is_hidden();
                who.get(&format!("{}/notices", other.path)).is_hidden();
                let listed = who.get("/api/v1/rounds").ok();
                assert_eq!(listed["items"].as_array().unwrap().iter().filter(|r| r["id"] == round).count(), 0);
            }
            mine.zhao.post(&format!("{}/cancellation", other.path), &json!({ "reason": "x" })).is_hidden();
            mine.zhao.act(&format!("{}/shortlist", other.path), &json!({})).is_hidden();
        }
        ours.zhao.get(&liu.path).is_hidden();
        ours.zhao.post(&format!("{}/eligibility-check", liu.path), &json!({})).is_hidden();
        wang.author.act(&format!("{}/submission", liu.path), &json!({})).is_hidden();
        wang.author.post(&format!("{}/objections", liu.path), &json!({ "name": "陈居民", "grounds": "无" })).is_hidden();
        let keeper = town.keeper();
        let organisation = format!("/api/v1/organisations/{}", liu.group.as_str().unwrap());
        keeper.get(&organisation).is_hidden();
        keeper.post(&format!("{organisation}/exclusions"), &json!({ "until": "2026-01-01" })).is_hidden();
        keeper.post(&format!("/api/v1/people/{}/grants", liu.author.id), &json!({ "role": "overseer" })).is_hidden();
        keeper.post(&format!("/api/v1/people/{}/grants", wang.author.id), &json!({ "role": "applicant", "organisation": liu.group })).is_hidden();
        keeper.post(&format!("/api/v1/people/{}/ties", wang.author.id), &json!({ "organisation": liu.group, "relation": "staff" })).is_hidden();
        keeper.post("/api/v1/organisations", &json!({ "name": "新社", "kind": "other", "status": "emerging", "parent": liu.group })).is_hidden();
        wang.author.post(&format!("{}/proposals", ours.path), &json!({ "applicant": liu.group, "content": content(1_000) })).is_refused("not-yours", "not_yours");
        wang.author.post(&format!("{}/hostings", ours.path), &json!({ "applicant": wang.group, "host": liu.group })).is_hidden();
        let listed = keeper.get("/api/v1/organisations").ok();
        let ids: Vec<&Value> = listed["items"].as_array().unwrap().iter().map(|o| &o["id"]).collect();
        assert!(ids.contains(&&wang.group) && !ids.contains(&&liu.group));
    }

    a_password_and_a_key_are_good_in_one_tenant(town) {
        let next = town.beside();
        let (ours, theirs) = (town.officer("赵主任", "organiser", &town.organisation("O1", "street_office", "registered")), next.keeper());
        let form = json!({ "login": ours.address(), "password": harness::town::PASSWORD });
        next.stranger().post("/api/v1/sessions", &form).is_refused("unauthenticated", "wrong_login_or_password");
        let body = |code: &str| json!({ "code": code, "name": "会", "kind": "other", "status": "emerging" });
        let made = ours.post_once("/api/v1/organisations", "same-key", &body("X1")).ok();
        let other = theirs.post_once("/api/v1/organisations", "same-key", &body("X1")).ok();
        assert_ne!(made["id"], other["id"]);
    }
}
