//! 资格审查: sent back with the fields to mend, found eligible, or not eligible with coded reasons.

use harness::round::content;
use harness::{Project, Round, on_both_engines};
use serde_json::{Value, json};

fn send_back(round: &Round<'_>, project: &Project<'_>) -> Value {
    let form = json!({ "reasons": ["subtotal_not_supported"], "lines": [1] });
    round.zhao.post(&format!("{}/return", project.path), &form).ok()
}

on_both_engines! {
    a_proposal_is_sent_back_mended_and_found_eligible(town) {
        let round = Round::open(town);
        let project = round.submit("王阿姨", "P01", 3_000);
        town.until("2025-03-11T10:00:00+08:00");
        let (back, check) = (format!("{}/return", project.path), format!("{}/eligibility-check", project.path));
        for who in [&round.wu, &round.zhou, &round.chen, &round.gao, &project.author] {
            who.post(&back, &json!({ "reasons": ["subtotal_not_supported"] })).is_refused("not-your-role", "not_your_role");
            who.post(&check, &json!({})).is_refused("not-your-role", "not_your_role");
        }
        round.zhao.post(&back, &json!({ "reasons": ["ugly"] })).is_refused("invalid", "reason_unknown");
        round.zhao.post(&back, &json!({ "reasons": [] })).is_refused("invalid", "length");
        assert_eq!(send_back(&round, &project)["state"], "returned");
        round.zhao.post(&back, &json!({ "reasons": ["subtotal_not_supported"] })).is_refused("wrong-state", "wrong_state");
        round.zhao.post(&check, &json!({})).is_refused("not-yet", "correction_open");
        let read = project.author.get(&project.path).ok();
        project.author.put(&project.path, &read["version"], &content(2_500)).ok();
        // Three working days after Tuesday 11 March end with Friday 14 March.
        town.until("2025-03-14T23:59:59.999999+08:00");
        project.author.act(&format!("{}/submission", project.path), &json!({})).ok();
        round.zhao.post(&check, &json!({})).ok();
        round.zhao.post(&check, &json!({})).is_refused("wrong-state", "wrong_state");
        assert_eq!(project.state(), "eligible");
        assert_eq!(town.events(&project.path), [
            "proposal.drafted", "proposal.submitted", "proposal.returned", "proposal.edited", "proposal.resubmitted", "proposal.found_eligible",
        ]);
        assert_eq!(project.author.letters(), ["proposal_received", "proposal_returned", "proposal_received"]);
    }

    a_correction_that_does_not_come_ends_at_midnight(town) {
        let round = Round::open(town);
        let project = round.submit("王阿姨", "P01", 3_000);
        town.until("2025-03-11T10:00:00+08:00");
        send_back(&round, &project);
        town.until("2025-03-14T23:59:59.999999+08:00");
        assert_eq!(project.state(), "returned");
        town.clock.move_to("2025-03-15T00:00:00+08:00".parse().unwrap());
        let late = project.author.act(&format!("{}/submission", project.path), &json!({})).is_refused("closed", "correction_expired");
        assert_eq!(late["facts"]["closed_at"], "2025-03-14T16:00:00Z");
        town.run_jobs();
        assert_eq!(project.state(), "ineligible");
        let looks = project.author.get(&format!("{}/eligibility-checks", project.path)).ok();
        let reasons: Vec<&Value> = looks["items"].as_array().unwrap().iter().map(|look| &look["reasons"]).collect();
        assert_eq!(reasons, [&json!(["subtotal_not_supported"]), &json!(["correction_expired", "subtotal_not_supported"])]);
        assert_eq!(project.author.letters(), ["proposal_received", "proposal_returned", "proposal_ineligible"]);
    }

    what_the_lists_say_is_a_reason(town) {
        let round = Round::open(town);
        let listed = round.submit("刘叔", "P01", 3_000);
        let clean = round.submit("王阿姨", "P02", 3_000);
        let credit = format!("/api/v1/organisations/{}/credit", listed.group.as_str().unwrap());
        let found = json!({ "annual_inspection": "不合格", "annual_report_filed": false, "abnormal_list_since": "2024-12-01" });
        let put = |who: &harness::Person<'_>| who.send("PUT", &credit, &[], Some(found.to_string().as_bytes()));
        put(&listed.author).is_refused("not-your-role", "not_your_role");
        put(&town.keeper()).ok();
        round.check(&[&listed, &clean]);
        assert_eq!((listed.state().as_str(), clean.state().as_str()), ("ineligible", "eligible"));
        let looks = listed.author.get(&format!("{}/eligibility-checks", listed.path)).ok();
        assert_eq!(looks["items"][0]["reasons"], json!(["abnormal_list", "annual_inspection_failed", "annual_report_not_filed"]));
        assert_eq!(listed.author.letters(), ["proposal_received", "proposal_ineligible"]);
        assert_eq!(clean.author.letters(), ["proposal_received"]);
        listed.author.get(&clean.path).is_hidden();
    }

    a_paper_that_is_missing_is_mended_before_anything_else(town) {
        let round = Round::open(town);
        let project = round.draft("王阿姨", "P01", 3_000);
        let mut without = content(3_000);
        without["papers"] = json!(["declaration"]);
        project.author.put(&project.path, &json!(0), &without).ok();
        project.author.act(&format!("{}/submission", project.path), &json!({})).ok();
        let refused = round.zhao.post(&format!("{}/eligibility-check", project.path), &json!({})).is_refused("not-now", "return_first");
        assert_eq!(refused["facts"]["for"], json!(["missing_community_opinion"]));
    }
}
