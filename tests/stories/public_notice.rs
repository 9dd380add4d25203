//! 公示: five working days in which anybody may object; an objection holds its own project and no other.

use harness::round::document;
use harness::{Project, Round, Town, on_both_engines};
use serde_json::{Value, json};

/// Two proposals: one in its notice, and one on the reserve list because the pool ends before it.
fn noticed(town: &Town) -> (Round<'_>, Project<'_>, Project<'_>) {
    let mut rules = document();
    rules["rules"]["tracks"][0]["pool_fen"] = json!(1_000_000);
    let round = Round::open_with(town, &rules);
    let (first, reserve) = (round.submit("王阿姨", "P01", 8_000), round.submit("刘叔", "P02", 8_000));
    round.check(&[&first, &reserve]);
    round.shortlist(&[(&first, "80"), (&reserve, "80")]);
    round.pitch(&[(&first, 95), (&reserve, 94)]);
    round.award();
    (round, first, reserve)
}

fn object(town: &Town, project: &Project<'_>) -> Value {
    let form = json!({ "name": "陈居民", "grounds": "预算重复" });
    town.stranger().post(&format!("{}/objections", project.path), &form).ok()
}

on_both_engines! {
    a_notice_of_five_working_days_ends_at_midnight(town) {
        let (round, first, reserve) = noticed(town);
        let notices = town.stranger().get(&format!("{}/notices", round.path)).ok();
        // 26 April is a Saturday, Sunday 27 April a working day to make up for the holiday.
        let shown = &notices["items"][0];
        assert_eq!((&shown["from"], &shown["due_on"], &shown["ends_at"]), (&json!("2025-04-24"), &json!("2025-04-29"), &json!("2025-04-30T00:00:00+08:00")));
        round.zhao.post(&format!("{}/notices", round.path), &json!({})).is_refused("not-now", "nothing_to_notice");
        town.until("2025-04-29T23:59:59.999999+08:00");
        assert_eq!((first.state().as_str(), reserve.state().as_str()), ("in_notice", "reserve"));
        town.until("2025-04-30T00:00:00+08:00");
        assert_eq!((first.state().as_str(), reserve.state().as_str(), round.state().as_str()), ("confirmed", "reserve", "running"));
        let late = object(town, &first);
        assert_eq!((&late["state"], &late["reason"]), (&json!("not_accepted"), &json!("notice_over")));
        let told = ["proposal_received", "proposal_shortlisted", "presenter_invited", "result_announced"];
        // The objection that came too late is told to the applicant, and holds nothing.
        assert_eq!(first.author.letters(), [&told[..], &["notice_published", "award_confirmed", "objection_received"]].concat());
        assert_eq!(reserve.author.letters(), told);
        assert_eq!(town.events(&first.path).last().unwrap(), "award.confirmed");
    }

    an_objection_in_the_last_instant_holds_its_project(town) {
        let (round, first, reserve) = noticed(town);
        town.until("2025-04-29T23:59:59.999999+08:00");
        let lead = json!({ "grounds": "听说有问题" });
        let nameless = town.stranger().post(&format!("{}/objections", first.path), &lead).ok();
        assert_eq!((&nameless["state"], &nameless["reason"]), (&json!("not_accepted"), &json!("anonymous")));
        let received = object(town, &first);
        assert_eq!(received["state"], "received");
        town.stranger().post(&format!("{}/objections", reserve.path), &json!({ "name": "陈居民", "grounds": "无" })).is_hidden();
        let objection = format!("/api/v1/objections/{}", received["id"].as_str().unwrap());
        for who in [&round.zhou, &round.gao, &round.chen, &first.author] {
            who.post(&format!("{objection}/acceptance"), &json!({})).is_refused("not-your-role", "not_your_role");
        }
        let accepted = round.zhao.post(&format!("{objection}/acceptance"), &json!({})).ok();
        // Five working days after 29 April, with the May holiday from the 1st to the 5th.
        assert_eq!((&accepted["state"], &accepted["recheck_due"]), (&json!("inquiry"), &json!("2025-05-09")));
        round.zhao.post(&format!("{objection}/acceptance"), &json!({})).is_refused("wrong-state", "wrong_state");
        town.until("2025-04-30T00:00:00+08:00");
        assert_eq!(first.state(), "on_hold");
        let rejected = json!({ "decision": "rejected", "finding": "未见重复" });
        round.wu.post(&format!("{objection}/answer"), &rejected).ok();
        round.wu.post(&format!("{objection}/answer"), &rejected).is_refused("wrong-state", "wrong_state");
        assert_eq!(first.state(), "confirmed");
        assert_eq!(town.events(&objection), ["objection.received", "objection.accepted", "objection.answered"]);
    }

    an_objection_that_is_right_moves_a_reserve_up(town) {
        let (round, first, reserve) = noticed(town);
        let received = object(town, &first);
        let objection = format!("/api/v1/objections/{}", received["id"].as_str().unwrap());
        let upheld = json!({ "decision": "upheld", "finding": "确有重复" });
        round.zhao.post(&format!("{objection}/answer"), &upheld).is_refused("wrong-state", "wrong_state");
        round.zhao.post(&format!("{objection}/acceptance"), &json!({})).ok();
        round.zhao.post(&format!("{objection}/answer"), &json!({ "decision": "perhaps", "finding": "无" })).is_refused("invalid", "decision_unknown");
        round.zhao.post(&format!("{objection}/answer"), &upheld).ok();
        assert_eq!((first.state().as_str(), reserve.state().as_str()), ("cancelled", "proposed"));
        let held = round.accounts();
        assert_eq!((held["pool"], held["committed"]), (200_000, 800_000));
        // A reserve that moved up has a notice of its own.
        town.until("2025-05-09T09:00:00+08:00");
        round.zhao.post(&format!("{}/notices", round.path), &json!({})).ok();
        town.until("2025-05-16T00:00:00+08:00");
        assert_eq!(reserve.state(), "confirmed");
        assert_eq!(first.author.letters()[4..], ["notice_published", "objection_received", "objection_answered", "award_cancelled"]);
        assert_eq!(reserve.author.letters()[4..], ["reserve_promoted", "notice_published", "award_confirmed"]);
        assert_eq!(town.events(&reserve.path)[5..], ["award.reserve_promoted", "award.confirmed"]);
    }

    a_notice_is_told_to_those_it_shows(town) {
        let (_round, first, reserve) = noticed(town);
        assert_eq!(reserve.author.letters().last().unwrap(), &"result_announced", "a reserve is in no notice");
        let mail = town.letters_to(first.author.address()).pop().unwrap();
        assert_eq!((mail.kind.as_str(), mail.subject.as_str()), ("notice_published", "公示通知：楼道微花园（P01）"));
        let lines: Vec<&str> = mail.body.lines().skip(4).take(3).collect();
        assert_eq!(lines, ["“第一届”的拟资助名单现予公示，您申报的项目“楼道微花园”（编号 P01）列在其中。", "", "公示期：2025年4月24日至2025年4月29日（含当日）"]);
    }

    whoever_objects_and_leaves_an_address_gets_receipt_and_answer(town) {
        let (round, first, _reserve) = noticed(town);
        let objections = format!("{}/objections", first.path);
        let form = |email: &str| json!({ "name": "陈居民", "email": email, "grounds": "预算重复", "code": "Y1" });
        town.stranger().post(&objections, &form("陈居民")).is_refused("invalid", "email");
        assert_eq!(first.author.letters().last().unwrap(), &"notice_published", "a refused form leaves no letter");
        let received = town.stranger().post(&objections, &form("chen@example.org")).ok();
        assert_eq!(received["email"], Value::Null, "the address is in no view");
        let objection = format!("/api/v1/objections/{}", received["id"].as_str().unwrap());
        round.zhao.post(&format!("{objection}/acceptance"), &json!({})).ok();
        round.wu.post(&format!("{objection}/answer"), &json!({ "decision": "rejected", "finding": "未见重复" })).ok();
        let mails = town.letters_to("chen@example.org");
        let kinds: Vec<&str> = mails.iter().map(|mail| mail.kind.as_str()).collect();
        assert_eq!(kinds, ["objection_received", "objection_answered"]);
        let told: Vec<&str> = mails[1].body.lines().take(9).collect();
        let answer = "您在“第一届”公示中对项目“楼道微花园”（编号 P01）提出的异议（异议编号 Y1），复核已有结论。";
        assert_eq!(told, ["陈居民：", "", "您好！", "", answer, "", "结论：异议不成立，该项目继续进行", "", "复核情况：未见重复"]);
        assert_eq!(first.author.letters()[4..], ["notice_published", "objection_received", "objection_answered"]);
        let shown = town.letters_to(first.author.address()).iter().any(|mail| mail.body.contains("陈居民") || mail.body.contains("chen@"));
        assert!(!shown, "the applicant is not told who objects");
        assert_eq!(town.ask("SELECT count(*) FROM event WHERE CAST(body AS TEXT) LIKE '%chen@%'").unwrap(), "0");
    }

    an_objection_that_holds_nothing_is_told_too(town) {
        let (_round, first, _reserve) = noticed(town);
        let lead = json!({ "email": "lead@example.org", "grounds": "听说有问题", "code": "Y1" });
        town.stranger().post(&format!("{}/objections", first.path), &lead).ok();
        let mail = town.letters_to("lead@example.org").pop().unwrap();
        let told: Vec<&str> = mail.body.lines().skip(6).take(1).collect();
        assert_eq!((mail.kind.as_str(), mail.body.lines().next()), ("objection_received", Some("居民朋友：")));
        assert_eq!(told, ["这份异议没有留下真实姓名，按公示规则作为线索留存，不予受理，也不书面答复；该项目照常进行。"]);
        assert_eq!(first.author.letters()[4..], ["notice_published", "objection_received"]);
    }
}
