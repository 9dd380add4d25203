//! Who holds which power: the organiser runs the round and touches no money, the funder moves the money and runs nothing,
//! the overseer reads everything and changes nothing, and nobody gives themselves what they lack.

use harness::{Person, Round, on_both_engines};
use serde_json::{Value, json};

/// What an officer of each kind does in a round: the end of the path under the round, and what is sent.
const PROGRAMME: [(&str, &str); 7] = [
    ("shortlist", "{}"),
    ("results", "{}"),
    ("awards", "{}"),
    ("notices", "{}"),
    ("closure", "{}"),
    ("archive", "{}"),
    ("cancellation", r#"{"reason":"x"}"#),
];

fn is_not_theirs(who: &Person<'_>, path: &str, body: &Value) {
    who.act(path, body).is_refused("not-your-role", "not_your_role");
}

on_both_engines! {
    programme_acts_and_money_acts_are_in_different_hands(town) {
        let round = Round::open(town);
        let project = round.agreed(3_000);
        for (act, body) in PROGRAMME {
            for who in [&round.zhou, &round.zheng, &round.chen, &project.author] {
                is_not_theirs(who, &format!("{}/{act}", round.path), &serde_json::from_str(body).unwrap());
            }
        }
        let instalment = round.instalment(&project, 1);
        for who in [&round.zhao, &round.wu, &round.chen, &project.author] {
            for act in ["request", "approval", "second-approval"] {
                is_not_theirs(who, &format!("{instalment}/{act}"), &json!({}));
            }
            is_not_theirs(who, &format!("{instalment}/payment"), &json!({ "reference": "1" }));
            is_not_theirs(who, &format!("{}/refund", project.path), &json!({}));
        }
    }

    who_belongs_to_both_sides_has_neither_power(town) {
        let round = Round::open(town);
        let project = round.agreed(3_000);
        let zhou = &round.zhou;
        let office = round.zhao.get(&round.path).ok()["organiser"].clone();
        town.keeper().post(&format!("/api/v1/people/{}/grants", zhou.id), &json!({ "role": "organiser", "organisation": office })).ok();
        is_not_theirs(zhou, &format!("{}/request", round.instalment(&project, 1)), &json!({}));
        is_not_theirs(zhou, &format!("{}/closure", round.path), &json!({}));
    }

    the_overseer_reads_everything_and_changes_nothing(town) {
        let round = Round::open(town);
        let project = round.agreed(3_000);
        let gao = &round.gao;
        for read in ["proposals", "awards", "notices", "objections", "slots", "coaching-sessions", "report"] {
            gao.get(&format!("{}/{read}", round.path)).ok();
        }
        for read in ["", "/agreement", "/instalments", "/milestones", "/vouchers", "/evaluations", "/eligibility-checks"] {
            gao.get(&format!("{}{read}", project.path)).ok();
        }
        let before = town.ask("SELECT count(*) FROM event").unwrap();
        assert_eq!(gao.get(&round.path).ok()["actions"], json!([]));
        assert_eq!(gao.get(&project.path).ok()["actions"], json!([]));
        for (act, body) in PROGRAMME {
            is_not_theirs(gao, &format!("{}/{act}", round.path), &serde_json::from_str(body).unwrap());
        }
        is_not_theirs(gao, &format!("{}/request", round.instalment(&project, 1)), &json!({}));
        gao.post(&format!("{}/withdrawal", project.path), &json!({ "reason": "x" })).is_refused("not-yours", "not_yours");
        gao.post(&format!("{}/reports", round.milestone(&project)), &json!({ "evidence_count": 1 })).is_refused("not-yours", "not_yours");
        assert_eq!(town.ask("SELECT count(*) FROM event").unwrap(), before);
    }

    whoever_is_added_is_told_how_to_sign_in_but_not_the_password(town) {
        let form = |email: &str| json!({ "name": "新人", "email": email, "password": "a word for newcomers", "grants": [] });
        town.keeper().post("/api/v1/people", &form("new@example.org")).ok();
        town.keeper().post("/api/v1/people", &form("new@example.org")).is_refused("taken", "email_taken");
        town.keeper().post("/api/v1/people", &json!({ "name": "无邮箱", "phone": "13800000000", "grants": [] })).ok();
        town.stranger().post("/api/v1/sign-ups", &form("own@example.org")).ok();
        let mails = town.letters_to("new@example.org");
        let told: Vec<(&str, Option<&str>)> = mails.iter().map(|m| (m.kind.as_str(), m.body.lines().nth(6))).collect();
        assert_eq!(told, [("account_created", Some("登录名：new@example.org"))]);
        assert!(!mails[0].body.contains("newcomers"));
        assert_eq!(town.letters.mails().len(), 1, "nobody else is written to");
    }

    nobody_gives_the_power_that_holds_them_in_check(town) {
        let round = Round::open(town);
        let somebody = town.person("新人", vec![]);
        let grants = format!("/api/v1/people/{}/grants", somebody.id);
        let id = round.path.rsplit('/').next().unwrap();
        for role in ["finance", "approver", "evaluator", "overseer", "administrator"] {
            for place in [json!({ "organisation": round.foundation }), json!({ "round": id }), json!({})] {
                let mut grant = place;
                grant["role"] = json!(role);
                for who in [&round.zhao, &round.wu, &round.zhou, &somebody] {
                    who.post(&grants, &grant).is_refused("not-your-role", "not_your_role");
                }
                let new = json!({ "name": "新人", "grants": [grant] });
                round.zhao.post("/api/v1/people", &new).is_refused("not-your-role", "not_your_role");
            }
        }
        round.zhao.post(&grants, &json!({ "role": "organiser", "organisation": round.foundation })).is_refused("not-your-role", "not_your_role");
        round.zhao.post(&grants, &json!({ "role": "judge" })).is_refused("not-your-role", "not_your_role");
        round.zhao.post(&grants, &json!({ "role": "chair", "round": id })).ok();
        round.wu.post(&grants, &json!({ "role": "coach", "organisation": round.federation })).ok();
        town.keeper().post(&grants, &json!({ "role": "finance", "organisation": round.foundation })).ok();
        assert_eq!(town.events(&somebody.id), ["person.created", "role.granted", "role.granted", "role.granted"]);
    }

    who_signs_up_has_no_power_at_all(town) {
        let round = Round::open(town);
        let project = round.submit("王阿姨", "P01", 3_000);
        let form = json!({ "name": "陌生人", "email": "x@example.org", "password": harness::town::PASSWORD, "grants": [{ "role": "administrator" }] });
        town.stranger().post("/api/v1/sign-ups", &form).ok();
        let stranger = town.somebody("陌生人");
        assert_eq!(stranger.get("/api/v1/me").ok()["grants"], json!([]));
        stranger.get(&project.path).is_hidden();
        assert_eq!(stranger.get(&format!("{}/proposals", round.path)).ok()["items"], json!([]));
        for hidden in ["/agreement", "/instalments", "/milestones", "/vouchers", "/evaluations", "/eligibility-checks"] {
            stranger.get(&format!("{}{hidden}", project.path)).is_hidden();
        }
        let role = town.ask("SELECT count(*) FROM role_grant WHERE role = 'administrator'").unwrap();
        assert_eq!(role, "1");
    }
}
