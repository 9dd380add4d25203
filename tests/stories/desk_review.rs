//! 书面评审: reviewers mark in their days, and the cut takes what is tied at it.

use harness::round::document;
use harness::{Round, on_both_engines};
use serde_json::json;

on_both_engines! {
    the_review_has_its_days_its_reviewers_and_its_scale(town) {
        let round = Round::open(town);
        let project = round.submit("王阿姨", "P01", 3_000);
        round.check(&[&project]);
        let (li, review) = (&round.judges[0], format!("{}/review", project.path));
        li.put_down(&review, &json!({ "mark": "80" })).is_hidden();
        round.seat("desk_review", 0);
        town.until("2025-03-17T23:59:59.999999+08:00");
        let early = li.put_down(&review, &json!({ "mark": "80" })).is_refused("not-yet", "desk_review_not_open");
        assert_eq!(early["facts"]["opens"], "2025-03-17T16:00:00Z");
        town.until("2025-03-18T00:00:00+08:00");
        for mark in ["-0.01", "100.01"] {
            li.put_down(&review, &json!({ "mark": mark })).is_refused("invalid", "mark_out_of_range");
        }
        for mark in ["0", "100", "72.5"] {
            assert_eq!(li.put_down(&review, &json!({ "mark": mark })).ok()["mark"], mark);
        }
        for who in [&round.zhao, &round.wu, &round.zhou, &round.gao] {
            who.put_down(&review, &json!({ "mark": "80" })).is_refused("not-your-role", "not_your_role");
        }
        project.author.put_down(&review, &json!({ "mark": "100" })).is_refused("not-your-role", "not_your_role");
        town.until("2025-03-25T23:59:59.999999+08:00");
        li.put_down(&review, &json!({ "mark": "73" })).ok();
        town.until("2025-03-26T00:00:00+08:00");
        let late = li.put_down(&review, &json!({ "mark": "74" })).is_refused("closed", "desk_review_closed");
        assert_eq!(late["facts"]["closed_at"], "2025-03-25T16:00:00Z");
        assert_eq!(town.events(&project.path)[3..], ["proposal.reviewed"; 4]);
        assert_eq!(li.letters(), ["judge_invited"]);
    }

    nobody_reviews_their_own(town) {
        let round = Round::open(town);
        let project = round.submit("王阿姨", "P01", 3_000);
        round.check(&[&project]);
        round.seat("desk_review", 0);
        round.seat("desk_review", 1);
        let (li, sun) = (&round.judges[0], &round.judges[1]);
        let recusals = format!("{}/recusals", project.path);
        let recusal = |who: &harness::Person<'_>| json!({ "stage": "desk_review", "person": who.id, "kind": "family" });
        sun.post(&recusals, &recusal(li)).is_refused("not-your-role", "not_your_role");
        li.post(&recusals, &recusal(li)).ok();
        li.post(&recusals, &recusal(li)).is_refused("taken", "taken");
        town.until("2025-03-18T09:00:00+08:00");
        let review = format!("{}/review", project.path);
        let refused = li.put_down(&review, &json!({ "mark": "100" })).is_refused("conflicted", "recused");
        assert_eq!(refused["facts"]["kind"], "family");
        sun.put_down(&review, &json!({ "mark": "70" })).ok();
        let missing = round.zhao.post(&format!("{}/shortlist", round.path), &json!({})).is_refused("not-now", "reviews_missing");
        assert_eq!(missing["facts"]["proposals"], json!(["P01"]));
    }

    the_cut_admits_whoever_is_tied_at_it(town) {
        let mut rules = document();
        rules["rules"]["tracks"][0]["desk_quota"] = json!(1);
        let round = Round::open_with(town, &rules);
        let [first, tied, third, below, unchecked] =
            [("王阿姨", "P1"), ("刘叔", "P2"), ("张奶奶", "P3"), ("何大爷", "P4"), ("吕阿姨", "P5")].map(|(name, code)| round.submit(name, code, 3_000));
        round.check(&[&first, &tied, &third, &below]);
        let shortlist = format!("{}/shortlist", round.path);
        let open = round.zhao.post(&shortlist, &json!({})).is_refused("not-now", "checks_open");
        assert_eq!(open["facts"]["proposals"], json!(["P5"]));
        unchecked.author.post(&format!("{}/withdrawal", unchecked.path), &json!({ "reason": "搬家" })).ok();
        round.zhou.post(&shortlist, &json!({})).is_refused("not-your-role", "not_your_role");
        round.shortlist(&[(&first, "80"), (&tied, "80"), (&third, "79.99"), (&below, "59.99")]);
        let states = [&first, &tied, &third, &below, &unchecked].map(harness::Project::state);
        assert_eq!(states, ["shortlisted", "shortlisted", "not_shortlisted", "not_shortlisted", "withdrawn"]);
        assert_eq!(tied.author.letters(), ["proposal_received", "proposal_shortlisted"]);
        assert_eq!(third.author.letters(), ["proposal_received", "proposal_not_shortlisted"]);
        round.zhao.post(&shortlist, &json!({})).is_refused("wrong-state", "wrong_state");
        assert_eq!(town.events(&round.path).last().unwrap(), "round.shortlisted");
    }
}
