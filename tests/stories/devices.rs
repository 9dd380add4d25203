//! Cards, voting papers and display codes: each opens its own kind of session, and one browser can hold one of each.

use crate::evening::Evening;
use harness::{Town, on_both_engines};
use jiff::SignedDuration;
use serde_json::{Value, json};

fn immediate() -> Value {
    json!({ "policy": "immediate" })
}

/// Opens an entrance; what it answered and the cookie it set.
fn enter(town: &Town, path: &str, code: &str) -> (Value, String) {
    let answer = town.stranger().post(path, &json!({ "code": code }));
    let cookie = answer.cookies.first().cloned().unwrap();
    (answer.ok(), cookie)
}

fn refresh(town: &Town, kind: &str, cookies: &str) -> harness::Answer {
    town.stranger().post_with_cookie("/api/v1/sessions/refresh", cookies, &json!({ "kind": kind }))
}

fn name_of(cookie: &str) -> &str {
    cookie.split('=').next().unwrap()
}

on_both_engines! {
    each_entrance_says_where_it_leads_and_is_renewed_by_its_own_cookie(town) {
        let evening = Evening::drawn(town, &immediate());
        let round = evening.round.rsplit('/').next().unwrap();
        let (judge, card) = enter(town, "/api/v1/judge-sessions", &evening.judges[0].2);
        assert_eq!((&judge["round"], &judge["code"], &judge["name"]), (&json!(round), &json!("J1"), &json!("李老师1")));
        let (juror, paper) = enter(town, "/api/v1/voting-sessions", &evening.jurors[0].1);
        assert_eq!((&juror["round"], &juror["code"]), (&json!(round), &json!("R1")));
        let code = evening.zhao.post(&evening.path("screens"), &json!({ "name": "大屏" })).ok()["code"].clone();
        let (screen, display) = enter(town, "/api/v1/screen-sessions", code.as_str().unwrap());
        assert_eq!(screen["round"], round);
        let names: Vec<&str> = [&card, &paper, &display].into_iter().map(|c| name_of(c)).collect();
        assert_eq!(names, ["weiguang_refresh_judge", "weiguang_refresh_juror", "weiguang_refresh_screen"]);
        town.wait(SignedDuration::from_mins(11));
        town.holder("李老师1", &judge).get("/api/v1/me").is_refused("unauthenticated", "");
        let browser = [card.as_str(), &paper, &display].join("; ");
        for (kind, own) in [("judge", &card), ("juror", &paper), ("screen", &display)] {
            let renewed = refresh(town, kind, &browser);
            assert_eq!(name_of(&renewed.cookies[0]), name_of(own));
            town.holder(kind, &renewed.ok()).get(&evening.round).ok();
        }
        town.stranger().post_with_cookie("/api/v1/sessions/refresh", &browser, &json!({})).is_refused("unauthenticated", "");
        let disguised = format!("weiguang_refresh_judge={}", paper.split_once('=').unwrap().1);
        refresh(town, "judge", &disguised).is_refused("unauthenticated", "refresh_refused");
        refresh(town, "referee", &browser).is_refused("invalid", "wrong_type");
    }

    a_new_device_ends_the_old_one_and_its_cookie(town) {
        let evening = Evening::drawn(town, &immediate());
        let (old, cookie) = enter(town, "/api/v1/judge-sessions", &evening.judges[0].2);
        let declare = || town.holder("旧手机", &old).post(&evening.path("declaration"), &json!({ "conflicts": [] }));
        declare().ok();
        let (new, _) = enter(town, "/api/v1/judge-sessions", &evening.judges[0].2.to_lowercase().replace('-', " "));
        town.holder("旧手机", &old).get("/api/v1/me").is_refused("unauthenticated", "");
        declare().is_refused("unauthenticated", "");
        assert_eq!(town.holder("新手机", &new).get("/api/v1/me").ok()["code"], "J1");
        refresh(town, "judge", &cookie).is_refused("unauthenticated", "refresh_refused");
    }

    a_display_sees_its_round_and_does_nothing(town) {
        let evening = Evening::drawn(town, &immediate());
        let screen = evening.screen();
        screen.get(&evening.round).ok();
        screen.get("/api/v1/me").is_hidden();
        screen.get(&evening.proposal(1)).is_hidden();
        screen.post(&format!("{}/opening", evening.slot(1)), &json!({})).is_refused("not-your-role", "not_your_role");
        screen.put_once(&format!("{}/ballot", evening.proposal(1)), "k1", &json!({ "choice": "approve" })).is_refused("not-yours", "not_yours");
        evening.judge(1).post(&evening.path("screens"), &json!({ "name": "大屏" })).is_refused("not-your-role", "not_your_role");
        town.stranger().post("/api/v1/screen-sessions", &json!({ "code": "0000-0000-0000" })).is_hidden();
    }
}
