//! 征集: the call opens and closes at its instants, takes what keeps its rules, and says of everything else which rule it breaks.

use harness::round::{content, document};
use harness::{Round, on_both_engines};
use serde_json::{Value, json};

/// The code and the place of the one field that is wrong.
fn faults(refused: &Value) -> Vec<(&str, &str)> {
    let errors = refused["errors"].as_array().unwrap();
    errors.iter().map(|e| (e["code"].as_str().unwrap(), e["pointer"].as_str().unwrap())).collect()
}

on_both_engines! {
    the_call_opens_by_itself_and_freezes_its_rules(town) {
        let round = Round::drafted(town, &document());
        let group = town.organisation("A1", "community_organisation", "registered");
        let wang = town.officer("王阿姨", "applicant", &group);
        wang.get(&round.path).is_hidden();
        round.wu.post(&format!("{}/publication", round.path), &json!({})).ok();
        assert_eq!(wang.get(&round.path).ok()["state"], "published");
        let (drafts, draft) = (format!("{}/proposals", round.path), json!({ "applicant": group, "content": content(3_000) }));
        town.until("2025-02-18T08:59:59.999999+08:00");
        let refused = wang.post(&drafts, &draft).is_refused("not-yet", "call_not_open");
        assert_eq!((refused["facts"]["opens"].as_str(), round.state().as_str()), (Some("2025-02-18T01:00:00Z"), "published"));
        town.until("2025-02-18T09:00:00+08:00");
        wang.post(&drafts, &draft).ok();
        let open = round.zhao.get(&round.path).ok();
        assert_eq!((open["state"].as_str(), open["frozen_at"].as_str()), (Some("open"), Some("2025-02-18T09:00:00+08:00")));
        assert_eq!(open["frozen_digest"].as_str().unwrap().len(), 64);
        let changed = json!({ "document": document() });
        round.zhao.put(&format!("{}/document", round.path), &open["version"], &changed).is_refused("wrong-state", "wrong_state");
        assert_eq!(town.events(&round.path), ["round.created", "round.published", "round.opened"]);
    }

    a_round_is_published_only_when_its_rules_are_complete(town) {
        let mut rules = document();
        rules["rules"]["stages"][8]["instalments"][0]["percent"] = json!(49);
        rules["rules"]["stages"].as_array_mut().unwrap().push(json!({ "kind": "camp" }));
        rules["rules"]["tracks"][0]["pool_fen"] = json!(null);
        let round = Round::drafted(town, &rules);
        let publication = format!("{}/publication", round.path);
        round.zhou.post(&publication, &json!({})).is_refused("not-your-role", "not_your_role");
        let refused = round.zhao.post(&publication, &json!({})).is_refused("invalid", "instalments_not_100");
        assert_eq!(faults(&refused), [
            ("instalments_not_100", "/rules/stages/8/instalments"), ("stage_without_behaviour", "/rules/stages/12/kind"),
            ("pool_missing", "/rules/tracks/0/pool_fen"),
        ]);
        let read = round.zhao.get(&round.path).ok();
        let mended = json!({ "document": document() });
        let edited = format!("{}/document", round.path);
        round.zhou.put(&edited, &read["version"], &mended).is_refused("not-your-role", "not_your_role");
        round.zhao.put(&edited, &read["version"], &mended).ok();
        round.zhao.put(&edited, &read["version"], &mended).is_refused("conflict", "changed_meanwhile");
        round.zhao.post(&publication, &json!({})).ok();
    }

    the_call_is_given_more_time_on_record(town) {
        let round = Round::open(town);
        let project = round.draft("王阿姨", "P01", 3_000);
        let extension = format!("{}/extension", round.path);
        let later = json!({ "closes_at": "2025-03-12T17:00:00+08:00" });
        round.zhou.post(&extension, &later).is_refused("not-your-role", "not_your_role");
        let same = json!({ "closes_at": "2025-03-10T17:00:00+08:00" });
        round.wu.post(&extension, &same).is_refused("invalid", "extension_not_later");
        town.until("2025-03-10T16:59:59.999999+08:00");
        let extended = round.wu.post(&extension, &later).ok();
        assert_eq!((extended["call_closes_at"].as_str(), extended["document_version"].as_i64()), (Some("2025-03-12T17:00:00+08:00"), Some(2)));
        town.until("2025-03-12T16:59:59.999999+08:00");
        project.author.act(&format!("{}/submission", project.path), &json!({})).ok();
        town.until("2025-03-12T17:00:00+08:00");
        round.wu.post(&extension, &json!({ "closes_at": "2025-03-20T17:00:00+08:00" })).is_refused("wrong-state", "wrong_state");
        let group = town.organisation("A2", "community_organisation", "registered");
        let late = town.officer("刘叔", "applicant", &group);
        let draft = json!({ "applicant": group, "content": content(3_000) });
        late.post(&format!("{}/proposals", round.path), &draft).is_refused("closed", "call_closed");
        assert_eq!(town.events(&round.path), ["round.created", "round.published", "round.opened", "round.extended", "round.call_closed"]);
    }

    a_round_is_called_off_with_a_reason(town) {
        let round = Round::open(town);
        let project = round.draft("王阿姨", "P01", 3_000);
        let cancellation = format!("{}/cancellation", round.path);
        round.zhou.post(&cancellation, &json!({ "reason": "经费" })).is_refused("not-your-role", "not_your_role");
        round.zhao.post(&cancellation, &json!({ "reason": "" })).is_refused("invalid", "length");
        round.zhao.post(&cancellation, &json!({ "reason": "经费未落实" })).ok();
        project.author.act(&format!("{}/submission", project.path), &json!({})).is_refused("wrong-state", "wrong_state");
        round.zhao.post(&cancellation, &json!({ "reason": "再次" })).is_refused("wrong-state", "wrong_state");
    }

    a_budget_keeps_its_bounds_to_the_fen(town) {
        let round = Round::open(town);
        let project = round.draft("王阿姨", "P01", 3_000);
        let submission = format!("{}/submission", project.path);
        type Spoiling = (&'static str, &'static str, fn(&mut Value));
        let wrong: [Spoiling; 9] = [
            ("amount_under_minimum", "/asked_fen", |c| line(c, 1, 99_999)),
            ("amount_over_cap", "/asked_fen", |c| line(c, 1, 1_000_001)),
            ("line_sum_wrong", "/budget_lines/0/subtotal_fen", |c| c["budget_lines"][0]["qty"] = json!(2_999)),
            ("line_parts_wrong", "/budget_lines/0/subtotal_fen", |c| c["budget_lines"][0]["own_fen"] = json!(1)),
            ("line_number_wrong", "/budget_lines/0/no", |c| c["budget_lines"][0]["no"] = json!(2)),
            ("category_unknown", "/category", |c| c["category"] = json!("火星")),
            ("budget_missing", "/budget_lines", |c| c["budget_lines"] = json!([])),
            ("management_fee_over_limit", "/budget_lines", |c| c["budget_lines"][0]["class"] = json!("管理费用")),
            ("amount_too_large", "/budget_lines/0/subtotal_fen", |c| {
                c["budget_lines"][0]["qty"] = json!(1_000_000);
                c["budget_lines"][0]["unit_price_fen"] = json!(100_000_000_000_i64);
            }),
        ];
        for (code, pointer, change) in wrong {
            let mut content = content(3_000);
            change(&mut content);
            let read = project.author.get(&project.path).ok();
            project.author.put(&project.path, &read["version"], &content).ok();
            let refused = project.author.act(&submission, &json!({})).is_refused("invalid", code);
            assert_eq!(faults(&refused)[0], (code, pointer));
        }
        assert_eq!(project.state(), "draft");
        for fen in [100_000, 1_000_000] {
            let other = round.draft("刘叔", &format!("P{fen}"), 3_000);
            let mut content = content(3_000);
            line(&mut content, 1, fen);
            other.author.put(&other.path, &json!(0), &content).ok();
            other.author.act(&format!("{}/submission", other.path), &json!({})).ok();
        }
    }

    who_may_hand_in_how_much(town) {
        let round = Round::open(town);
        let wang = round.submit("王阿姨", "P01", 3_000);
        let second = json!({ "code": "P02", "applicant": wang.group, "content": content(2_000) });
        let drafts = format!("{}/proposals", round.path);
        let made = wang.author.post(&drafts, &second).ok();
        let again = format!("/api/v1/proposals/{}/submission", made["id"].as_str().unwrap());
        let refused = wang.author.act(&again, &json!({})).is_refused("not-now", "proposal_limit");
        assert_eq!(refused["facts"], json!({ "limit": 1, "handed_in": 1 }));
        round.zhao.post(&drafts, &json!({ "applicant": wang.group, "content": content(2_000) })).is_refused("not-yours", "not_yours");
        wang.author.post(&drafts, &second).is_refused("taken", "code_taken");
        let alone = town.organisation("A3", "individual", "emerging");
        let li = town.officer("李大哥", "applicant", &alone);
        let made = li.post(&drafts, &json!({ "applicant": alone, "content": content(1_000) })).ok();
        let submission = format!("/api/v1/proposals/{}/submission", made["id"].as_str().unwrap());
        li.act(&submission, &json!({})).is_refused("not-now", "applicant_kind_not_allowed");
    }

    a_group_without_legal_person_names_its_host_first(town) {
        let round = Round::open(town);
        let group = town.organisation("A4", "residents_group", "filed");
        let zhang = town.officer("张奶奶", "applicant", &group);
        let made = zhang.post(&format!("{}/proposals", round.path), &json!({ "applicant": group, "content": content(1_000) })).ok();
        let path = format!("/api/v1/proposals/{}", made["id"].as_str().unwrap());
        zhang.act(&format!("{path}/submission"), &json!({})).is_refused("not-now", "host_required");
        let (hostings, pair) = (format!("{}/hostings", round.path), json!({ "applicant": group, "host": round.federation }));
        round.zhou.post(&hostings, &pair).is_refused("not-yours", "not_yours");
        assert_eq!(zhang.post(&hostings, &pair).ok()["state"], "asked");
        zhang.post(&hostings, &pair).is_refused("taken", "taken");
        zhang.act(&format!("{path}/submission"), &json!({})).ok();
        let confirmation = format!("{hostings}/{}/confirmation", group.as_str().unwrap());
        zhang.post(&confirmation, &json!({})).is_refused("not-yours", "not_yours");
        assert_eq!(round.wu.post(&confirmation, &json!({})).ok()["state"], "confirmed");
        round.wu.post(&confirmation, &json!({})).is_refused("wrong-state", "wrong_state");
        // A host neither checks nor marks those it hosts, whatever else its people may do.
        round.wu.post(&format!("{path}/eligibility-check"), &json!({})).is_refused("not-your-role", "not_your_role");
        round.zhao.post(&format!("{path}/eligibility-check"), &json!({})).ok();
        assert_eq!(town.events(&path), ["proposal.drafted", "proposal.submitted", "proposal.found_eligible"]);
    }

    an_exclusion_ends_with_its_last_day(town) {
        let round = Round::open(town);
        let project = round.draft("王阿姨", "P01", 3_000);
        let exclusions = format!("/api/v1/organisations/{}/exclusions", project.group.as_str().unwrap());
        project.author.post(&exclusions, &json!({ "until": "2025-03-01" })).is_refused("not-your-role", "not_your_role");
        town.keeper().post(&exclusions, &json!({ "until": "2025-03-01" })).ok();
        town.until("2025-03-01T23:59:59.999999+08:00");
        let submission = format!("{}/submission", project.path);
        let refused = project.author.act(&submission, &json!({})).is_refused("not-now", "banned");
        assert_eq!(refused["facts"]["until"], "2025-03-01");
        town.until("2025-03-02T00:00:00+08:00");
        project.author.act(&submission, &json!({})).ok();
    }

    what_is_handed_in_can_be_taken_back(town) {
        let round = Round::open(town);
        let project = round.submit("王阿姨", "P01", 3_000);
        let withdrawal = format!("{}/withdrawal", project.path);
        round.zhao.post(&withdrawal, &json!({ "reason": "不合适" })).is_refused("not-yours", "not_yours");
        project.author.post(&withdrawal, &json!({ "reason": "人手不足" })).ok();
        assert_eq!(project.state(), "withdrawn");
        project.author.post(&withdrawal, &json!({ "reason": "再次" })).is_refused("wrong-state", "wrong_state");
        assert_eq!(town.events(&project.path), ["proposal.drafted", "proposal.submitted", "proposal.withdrawn"]);
        assert_eq!(project.author.letters(), ["proposal_received"]);
    }
}

/// One line for one thing at this price.
fn line(content: &mut Value, qty: i64, fen: i64) {
    let line = &mut content["budget_lines"][0];
    (line["qty"], line["unit_price_fen"], line["subtotal_fen"], line["asked_fen"]) =
        (json!(qty), json!(fen), json!(fen), json!(fen));
}
