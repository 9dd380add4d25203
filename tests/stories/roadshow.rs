//! 路演: the order is drawn in public, slots open and are sealed, sheets are signed, residents vote, and nothing changes afterwards.

use harness::round::sheet;
use harness::{Project, Round, Town, on_both_engines};
use model::{Grant, Role, RoundId, Scope};
use serde_json::json;

/// Two shortlisted proposals.
fn shortlisted(town: &Town) -> (Round<'_>, Project<'_>, Project<'_>) {
    let round = Round::open(town);
    let (first, second) = (round.submit("王阿姨", "P01", 3_000), round.submit("刘叔", "P02", 3_000));
    round.check(&[&first, &second]);
    round.shortlist(&[(&first, "80"), (&second, "80")]);
    (round, first, second)
}

on_both_engines! {
    the_order_is_drawn_once_and_can_be_drawn_again_by_anybody(town) {
        let (round, first, _) = shortlisted(town);
        let draws = format!("{}/draws", round.path);
        let draw = json!({ "purpose": "order", "seed_parts": ["晨", "暮"] });
        for who in [&round.zhou, &round.gao, &first.author, &round.judges[0]] {
            who.post(&draws, &draw).is_refused("not-your-role", "not_your_role");
        }
        round.zhao.post(&draws, &json!({ "purpose": "order", "seed_parts": ["晨"], "codes": ["P99"] })).is_refused("invalid", "cannot_pitch");
        let drawn = round.zhao.post(&draws, &draw).ok();
        let codes: Vec<String> = ["P01", "P02"].map(String::from).into();
        let again = scoring::draw::draw(&["晨".into(), "暮".into()], &codes).unwrap();
        assert_eq!((&drawn["order"], drawn["key_hex"].as_str()), (&json!(again.order), Some(again.key_hex.as_str())));
        round.zhao.post(&draws, &draw).is_refused("not-now", "nobody_to_pitch");
        let slots = round.wu.get(&format!("{}/slots", round.path)).ok();
        // Five minutes to present, three for questions, two to mark.
        let planned: Vec<&str> = slots["items"].as_array().unwrap().iter().map(|s| s["planned_from"].as_str().unwrap()).collect();
        assert_eq!(planned, ["2025-04-19T08:30:00+08:00", "2025-04-19T08:40:00+08:00"]);
        assert_eq!(town.events(&round.path).last().unwrap(), "roadshow.order_drawn");
    }

    a_slot_takes_marks_between_its_opening_and_its_seal(town) {
        let (round, first, second) = shortlisted(town);
        let residents = round.prepare_evening();
        town.until("2025-04-19T08:30:00+08:00");
        let (li, slot) = (&round.judges[0], round.slot(&first));
        let (path, signature) = (format!("{}/sheet", first.path), format!("{}/sheet/signature", first.path));
        li.put_down(&path, &sheet(90)).is_refused("not-now", "slot_not_open");
        for who in [&round.zhou, &round.chen, li, &first.author] {
            who.post(&format!("{slot}/opening"), &json!({})).is_refused("not-your-role", "not_your_role");
        }
        assert_eq!(round.wu.post(&format!("{slot}/opening"), &json!({})).ok()["state"], "scoring");
        round.wu.post(&format!("{slot}/opening"), &json!({})).is_refused("wrong-state", "wrong_state");
        li.put_down(&format!("{}/sheet", second.path), &sheet(90)).is_refused("not-now", "slot_not_open");
        li.act(&signature, &json!({})).is_hidden();
        for (mark, code) in [("20.5", "mark_out_of_range"), ("-0.5", "mark_out_of_range"), ("8.3", "mark_not_on_step")] {
            let refused = li.put_down(&path, &json!({ "marks": { "need": mark } })).is_refused("invalid", code);
            assert_eq!(refused["errors"][0]["pointer"], "/marks/need");
        }
        li.put_down(&path, &json!({ "marks": { "charm": "5" } })).is_refused("invalid", "criteria_differ");
        li.put_down(&path, &json!({ "marks": { "need": "20", "presentation": "0" } })).ok();
        li.act(&signature, &json!({})).is_refused("invalid", "criteria_differ");
        li.put_down(&path, &json!({ "marks": sheet(59)["marks"] })).ok();
        li.act(&signature, &json!({})).is_refused("invalid", "comment_required");
        li.put_down(&path, &json!({ "marks": sheet(60)["marks"] })).ok();
        li.act(&signature, &json!({})).ok();
        li.put_down(&path, &sheet(90)).is_refused("wrong-state", "wrong_state");
        let ballot = format!("{}/ballot", first.path);
        assert_eq!(residents[0].put_down(&ballot, &json!({ "choice": "oppose" })).ok()["choice"], "oppose");
        assert_eq!(residents[0].put_down(&ballot, &json!({ "choice": "approve" })).ok()["choice"], "approve");
        li.put_down(&ballot, &json!({ "choice": "approve" })).is_refused("not-yours", "not_yours");
        let open = round.wu.post(&format!("{slot}/seal"), &json!({})).is_refused("not-now", "sheets_missing");
        assert_eq!(open["facts"]["judges"], json!(["J1", "J2"]));
        let absence = |judge: usize| json!({ "judge": round.judges[judge].id });
        li.post(&format!("{}/absences", first.path), &absence(1)).is_refused("not-your-role", "not_your_role");
        round.wu.post(&format!("{}/absences", first.path), &absence(0)).is_refused("wrong-state", "wrong_state");
        round.wu.post(&format!("{}/absences", first.path), &absence(1)).ok();
        round.wu.post(&format!("{}/absences", first.path), &absence(2)).ok();
        assert_eq!(round.wu.post(&format!("{slot}/seal"), &json!({})).ok()["state"], "sealed");
        li.put_down(&path, &sheet(100)).is_refused("not-now", "slot_sealed");
        residents[1].put_down(&ballot, &json!({ "choice": "approve" })).is_refused("not-now", "slot_sealed");
        let open = round.zhao.post(&format!("{}/results", round.path), &json!({})).is_refused("not-now", "slots_open");
        assert_eq!(open["facts"]["positions"].as_array().unwrap().len(), 1);
        assert_eq!(town.events(&slot), ["slot.opened", "ballot.cast", "ballot.cast", "slot.sealed"]);
    }

    a_signed_sheet_is_reopened_by_the_chair_alone(town) {
        let (round, first, _) = shortlisted(town);
        round.prepare_evening();
        let id = RoundId(round.path.rsplit('/').next().unwrap().parse().unwrap());
        let chair = town.person("卫主席", vec![Grant { role: Role::Chair, scope: Scope::Round(id) }]);
        town.until("2025-04-19T08:30:00+08:00");
        let (slot, li) = (round.slot(&first), &round.judges[0]);
        let reopening = format!("{}/sheets/{}/reopening", first.path, li.id);
        chair.post(&reopening, &json!({ "reason": "笔误" })).is_refused("not-now", "slot_not_open");
        round.wu.post(&format!("{slot}/opening"), &json!({})).ok();
        li.put_down(&format!("{}/sheet", first.path), &sheet(70)).ok();
        chair.post(&reopening, &json!({ "reason": "笔误" })).is_refused("wrong-state", "wrong_state");
        li.act(&format!("{}/sheet/signature", first.path), &json!({})).ok();
        for who in [&round.zhao, &round.wu, li, &round.gao] {
            who.post(&reopening, &json!({ "reason": "笔误" })).is_refused("not-your-role", "not_your_role");
        }
        chair.post(&reopening, &json!({})).is_refused("invalid", "missing_field");
        assert_eq!(chair.post(&reopening, &json!({ "reason": "笔误" })).ok(), json!({ "version": 3 }));
        li.put_down(&format!("{}/sheet", first.path), &sheet(71)).ok();
        assert_eq!(li.get(&format!("{}/sheet", first.path)).ok()["state"], "saved");
    }

    nobody_but_its_author_sees_a_sheet(town) {
        let (round, first, _) = shortlisted(town);
        round.prepare_evening();
        town.until("2025-04-19T08:30:00+08:00");
        round.wu.post(&format!("{}/opening", round.slot(&first)), &json!({})).ok();
        let path = format!("{}/sheet", first.path);
        round.judges[0].put_down(&path, &sheet(70)).ok();
        for who in [&round.judges[1], &round.zhao, &round.wu, &round.gao, &first.author] {
            assert_eq!(who.get(&path).ok(), json!(null));
        }
        town.stranger().get(&path).is_refused("unauthenticated", "");
        assert_eq!(round.judges[0].get(&path).ok()["marks"], sheet(70)["marks"]);
    }

    a_card_opens_one_round_on_one_device(town) {
        let (round, first, _) = shortlisted(town);
        let card = round.seat("roadshow", 2);
        let draw = json!({ "purpose": "order", "seed_parts": ["晨", "暮"] });
        round.zhao.post(&format!("{}/draws", round.path), &draw).ok();
        town.until("2025-04-19T08:30:00+08:00");
        round.wu.post(&format!("{}/opening", round.slot(&first)), &json!({})).ok();
        let tablet = town.with_card("钱老师", &card);
        tablet.post(&format!("{}/declaration", round.path), &json!({ "conflicts": [] })).ok();
        tablet.put_down(&format!("{}/sheet", first.path), &sheet(70)).ok();
        let phone = town.with_card("钱老师", &card);
        phone.put_down(&format!("{}/sheet", first.path), &sheet(75)).ok();
        tablet.put_down(&format!("{}/sheet", first.path), &sheet(80)).is_refused("unauthenticated", "");
        assert_eq!(round.judges[2].get(&format!("{}/sheet", first.path)).ok()["marks"], sheet(75)["marks"]);
        phone.post(&format!("{}/shortlist", round.path), &json!({})).is_refused("not-your-role", "not_your_role");
        town.stranger().post("/api/v1/judge-sessions", &json!({ "code": "AAAA-BBBB-CCCC" })).is_hidden();
    }

    who_is_close_to_a_group_neither_marks_nor_votes_for_it(town) {
        let (round, first, second) = shortlisted(town);
        let tie = json!({ "organisation": first.group, "relation": "adviser" });
        let li = &round.judges[0];
        li.post(&format!("/api/v1/people/{}/ties", li.id), &tie).ok();
        round.judges[1].post(&format!("/api/v1/people/{}/ties", li.id), &tie).is_refused("not-your-role", "not_your_role");
        let residents = round.prepare_evening();
        town.until("2025-04-19T08:30:00+08:00");
        for project in [&first, &second] {
            round.wu.post(&format!("{}/opening", round.slot(project)), &json!({})).ok();
        }
        let refused = li.put_down(&format!("{}/sheet", first.path), &sheet(100)).is_refused("conflicted", "recused");
        assert_eq!(refused["facts"]["kind"], "adviser_of_applicant");
        li.put_down(&format!("{}/sheet", second.path), &sheet(70)).ok();
        let exclusion = json!({ "juror": "R1", "reason": "组员家属" });
        li.post(&format!("{}/ballot-exclusions", first.path), &exclusion).is_refused("not-your-role", "not_your_role");
        round.wu.post(&format!("{}/ballot-exclusions", first.path), &exclusion).ok();
        residents[0].put_down(&format!("{}/ballot", first.path), &json!({ "choice": "approve" })).is_refused("conflicted", "excluded_from_vote");
        residents[0].put_down(&format!("{}/ballot", second.path), &json!({ "choice": "approve" })).ok();
    }
}
