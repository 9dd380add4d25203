//! 签约: drawn up with its milestones, signed by every party in time, or the award lapses.

use harness::{Round, on_both_engines};
use serde_json::json;

on_both_engines! {
    an_agreement_is_signed_by_every_party_for_itself(town) {
        let round = Round::open(town);
        let project = round.confirmed(3_000);
        let (path, form) = (format!("{}/agreement", project.path), round.agreement(&project));
        for who in [&round.zhou, &round.chen, &round.gao, &project.author] {
            who.post(&path, &form).is_refused("not-your-role", "not_your_role");
        }
        let changed = |at: &str, to: serde_json::Value| {
            let mut changed = form.clone();
            *changed.pointer_mut(at).unwrap() = to;
            round.zhao.post(&path, &changed)
        };
        changed("/parties", json!([round.foundation, project.group])).is_refused("invalid", "parties_wrong");
        changed("/parties/0", project.group.clone()).is_refused("invalid", "parties_wrong");
        changed("/milestones", json!([])).is_refused("invalid", "milestones_wrong");
        for (day, code) in [("2025-05-31", true), ("2025-12-01", true)] {
            assert_eq!(changed("/milestones/0/due_on", json!(day)).is_refused("invalid", "milestone_outside_delivery")["status"] == 422, code);
        }
        project.author.get(&path).is_hidden();
        let drawn_up = round.zhao.post(&path, &form).ok();
        assert_eq!((drawn_up["grant_fen"].as_i64(), &drawn_up["payee"]), (Some(300_000), &project.group));
        round.zhao.post(&path, &form).is_refused("taken", "taken");
        let signatures = format!("{path}/signatures");
        project.author.post(&signatures, &json!({ "organisation": round.foundation })).is_refused("not-yours", "not_yours");
        round.chen.post(&signatures, &json!({ "organisation": project.group })).is_refused("not-yours", "not_yours");
        for (who, party) in round.parties(&project) {
            assert_eq!(project.state(), "confirmed");
            who.post(&signatures, &json!({ "organisation": party })).ok();
            who.post(&signatures, &json!({ "organisation": party })).is_refused("wrong-state", "wrong_state");
        }
        assert_eq!((project.state().as_str(), &project.author.get(&path).ok()["signed_on"]), ("agreed", &json!("2025-04-30")));
        let parts = project.author.get(&format!("{}/instalments", project.path)).ok();
        let planned: Vec<i64> = parts["items"].as_array().unwrap().iter().map(|p| p["planned_fen"].as_i64().unwrap()).collect();
        assert_eq!(planned, [150_000, 120_000, 30_000]);
        let late = project.author.post(&format!("{}/withdrawal", project.path), &json!({ "reason": "太晚" }));
        late.is_refused("wrong-state", "wrong_state");
        assert_eq!(project.author.letters()[4..], ["notice_published", "award_confirmed", "agreement_to_sign"]);
    }

    an_agreement_that_is_not_signed_in_thirty_days_lapses(town) {
        let round = Round::open(town);
        let project = round.confirmed(3_000);
        round.zhao.post(&format!("{}/agreement", project.path), &round.agreement(&project)).ok();
        // Confirmed on 30 April; the thirtieth day after it is 30 May.
        town.until("2025-05-30T23:59:59.999999+08:00");
        assert_eq!(project.state(), "confirmed");
        town.until("2025-05-31T00:00:00+08:00");
        assert_eq!(project.state(), "lapsed");
        let signature = json!({ "organisation": project.group });
        project.author.post(&format!("{}/agreement/signatures", project.path), &signature).is_refused("wrong-state", "wrong_state");
        let held = round.accounts();
        assert_eq!((held["pool"], held["committed"]), (10_000_000, 0));
        assert_eq!(town.events(&project.path).last().unwrap(), "award.lapsed");
        assert_eq!(project.author.letters().last().unwrap(), &"award_cancelled");
    }

    whoever_withdraws_before_signing_frees_the_money(town) {
        let round = Round::open(town);
        let project = round.confirmed(3_000);
        round.zhao.post(&format!("{}/withdrawal", project.path), &json!({ "reason": "换人" })).is_refused("not-yours", "not_yours");
        project.author.post(&format!("{}/withdrawal", project.path), &json!({ "reason": "搬家" })).ok();
        assert_eq!((project.state().as_str(), round.accounts()["committed"]), ("lapsed", 0));
    }
}
