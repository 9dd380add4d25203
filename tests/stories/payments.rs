//! 拨付: requested, approved, approved again by somebody else, paid; each step once, by the funder's people alone, and booked to the fen.

use harness::{Round, on_both_engines};
use serde_json::json;

on_both_engines! {
    an_instalment_takes_four_steps_and_three_people(town) {
        let round = Round::open(town);
        let project = round.agreed(3_001);
        let first = round.instalment(&project, 1);
        let step = |who: &harness::Person<'_>, act: &str| who.act(&format!("{first}/{act}"), &json!({}));
        let pay = |who: &harness::Person<'_>| who.act(&format!("{first}/payment"), &json!({ "reference": "银行-1" }));
        for act in ["request", "approval", "second-approval"] {
            for who in [&round.zhao, &round.wu, &round.chen, &round.gao, &project.author] {
                step(who, act).is_refused("not-your-role", "not_your_role");
                pay(who).is_refused("not-your-role", "not_your_role");
            }
        }
        step(&round.zheng, "request").is_refused("not-your-role", "not_your_role");
        step(&round.zheng, "approval").is_refused("wrong-state", "wrong_state");
        round.zhou.post(&format!("{first}/request"), &json!({})).is_refused("key-missing", "");
        assert_eq!(step(&round.zhou, "request").ok()["state"], "requested");
        step(&round.zhou, "request").is_refused("wrong-state", "wrong_state");
        pay(&round.zhou).is_refused("wrong-state", "wrong_state");
        step(&round.zhou, "approval").is_refused("not-your-role", "not_your_role");
        step(&round.zheng, "approval").ok();
        let same = step(&round.zheng, "second-approval").is_refused("conflicted", "second_approver_must_differ");
        assert_eq!(same["facts"], json!({ "from": "approved" }));
        step(&round.song, "second-approval").ok();
        round.zhou.act(&format!("{first}/payment"), &json!({})).is_refused("invalid", "missing_field");
        assert_eq!((project.state().as_str(), round.accounts().get("paid")), ("agreed", None));
        let paid = round.zhou.post_once(&format!("{first}/payment"), "pay-1", &json!({ "reference": "银行-1" })).ok();
        assert_eq!((&paid["state"], &paid["amount_fen"]), (&json!("paid"), &json!(150_050)));
        assert_eq!(round.zhou.post_once(&format!("{first}/payment"), "pay-1", &json!({ "reference": "银行-1" })).ok(), paid);
        round.zhou.post_once(&format!("{first}/payment"), "pay-1", &json!({ "reference": "银行-2" })).is_refused("invalid", "key_reused");
        pay(&round.zhou).is_refused("wrong-state", "wrong_state");
        let held = round.accounts();
        assert_eq!((held["fund"], held["pool"], held["committed"], held["paid"]), (-10_000_000, 9_699_900, 150_050, 150_050));
        assert_eq!(project.state(), "active");
        assert_eq!(town.events(&first), ["instalment.requested", "instalment.approved", "instalment.approved_again", "instalment.paid"]);
        assert_eq!(project.author.letters().last().unwrap(), &"instalment_paid");
    }

    a_gate_that_is_closed_keeps_the_money_in(town) {
        let round = Round::open(town);
        let project = round.active(3_000);
        let [second, last] = [2, 3].map(|part| format!("{}/request", round.instalment(&project, part)));
        let closed = round.zhou.act(&second, &json!({})).is_refused("not-now", "gate_closed");
        assert_eq!(closed["facts"], json!({ "gate": "mid_term_passed_and_milestones_accepted", "state": "active" }));
        round.zhou.act(&last, &json!({})).is_refused("not-now", "gate_closed");
        // The evaluation is passed, but the milestone that was agreed for a day before it is not accepted yet.
        town.until("2025-09-10T10:00:00+08:00");
        let path = format!("{}/mid-term", project.path);
        project.author.act(&format!("{path}/report"), &json!({})).ok();
        round.chen.post(&format!("{path}/marks"), &harness::round::evaluation(60)).ok();
        round.chen.post(&format!("{path}/decision"), &json!({})).ok();
        let closed = round.zhou.act(&second, &json!({})).is_refused("not-now", "gate_closed");
        assert_eq!(closed["facts"]["state"], "mid_passed");
        round.accept_milestone(&project);
        round.pay(&project, 2);
        assert_eq!(round.accounts()["paid"], 270_000);
        round.zhou.act(&last, &json!({})).is_refused("not-now", "gate_closed");
    }

    an_objection_freezes_the_money_of_its_project(town) {
        let round = Round::open(town);
        let project = round.submit("王阿姨", "P01", 3_000);
        round.check(&[&project]);
        round.shortlist(&[(&project, "80")]);
        round.pitch(&[(&project, 90)]);
        round.award();
        town.until("2025-04-29T23:00:00+08:00");
        let form = json!({ "name": "陈居民", "grounds": "预算重复" });
        let made = town.stranger().post(&format!("{}/objections", project.path), &form).ok();
        town.until("2025-05-06T09:00:00+08:00");
        assert_eq!(project.state(), "confirmed", "an objection that nobody accepted holds nothing");
        round.zhao.post(&format!("{}/agreement", project.path), &round.agreement(&project)).ok();
        let objection = format!("/api/v1/objections/{}", made["id"].as_str().unwrap());
        round.zhao.post(&format!("{objection}/acceptance"), &json!({})).ok();
        assert_eq!(project.state(), "on_hold");
        let signature = json!({ "organisation": project.group });
        project.author.post(&format!("{}/agreement/signatures", project.path), &signature).is_refused("wrong-state", "wrong_state");
        round.zhao.post(&format!("{objection}/answer"), &json!({ "decision": "rejected", "finding": "未见重复" })).ok();
        project.author.post(&format!("{}/agreement/signatures", project.path), &signature).ok();
    }
}
