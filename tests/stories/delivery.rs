//! 实施: milestones are reported, accepted or sent back; activities and vouchers are on record, each invoice once and each line to its limit.

use harness::round::document;
use harness::{Project, Round, on_both_engines};
use serde_json::{Value, json};

/// How often somebody was reminded of a milestone.
fn reminders(project: &Project<'_>) -> usize {
    project.author.letters().iter().filter(|kind| **kind == "milestone_due").count()
}

on_both_engines! {
    a_milestone_is_reported_sent_back_and_accepted(town) {
        let round = Round::open(town);
        let project = round.active(3_000);
        let milestone = round.milestone(&project);
        let (report, evidence) = (format!("{milestone}/reports"), json!({ "evidence_count": 6 }));
        round.zhao.post(&report, &evidence).is_refused("not-yours", "not_yours");
        round.zhao.post(&format!("{milestone}/acceptance"), &json!({})).is_refused("wrong-state", "wrong_state");
        town.until("2025-08-20T23:59:59.999999+08:00");
        assert_eq!(project.author.post(&report, &evidence).ok()["state"], "reported");
        project.author.post(&report, &evidence).is_refused("wrong-state", "wrong_state");
        for who in [&round.wu, &round.zhou, &round.chen, &round.gao, &project.author] {
            who.post(&format!("{milestone}/acceptance"), &json!({})).is_refused("not-your-role", "not_your_role");
            who.post(&format!("{milestone}/return"), &json!({ "reason": "照片不清" })).is_refused("not-your-role", "not_your_role");
        }
        assert_eq!(round.zhao.post(&format!("{milestone}/return"), &json!({ "reason": "照片不清" })).ok()["state"], "returned");
        town.until("2025-08-22T10:00:00+08:00");
        project.author.post(&report, &evidence).ok();
        assert_eq!(round.zhao.post(&format!("{milestone}/acceptance"), &json!({})).ok()["state"], "accepted");
        project.author.post(&report, &evidence).is_refused("wrong-state", "wrong_state");
        let stands = project.author.get(&format!("{}/milestones", project.path)).ok()["items"][0]["stands"].clone();
        assert_eq!(stands["days_late"], json!(0), "reported again in time, the first day counts");
        assert_eq!(town.events(&milestone), ["milestone.reminded", "milestone.reported", "milestone.returned", "milestone.reported", "milestone.accepted"]);
        assert_eq!(project.author.letters().last().unwrap(), &"milestone_returned");
    }

    a_milestone_is_late_from_the_day_after_it_was_due(town) {
        let round = Round::open(town);
        let project = round.active(3_000);
        town.until("2025-08-21T00:00:00+08:00");
        let milestone = round.milestone(&project);
        project.author.post(&format!("{milestone}/reports"), &json!({ "evidence_count": 1 })).ok();
        let stands = project.author.get(&format!("{}/milestones", project.path)).ok()["items"][0]["stands"].clone();
        assert_eq!(stands["days_late"], json!(1));
    }

    a_milestone_is_reminded_of_once_a_week_before_its_day(town) {
        let round = Round::open(town);
        let project = round.active(3_000);
        let milestone = round.milestone(&project);
        let table = [
            ("2025-08-12T23:59:59.999999+08:00", 0),
            ("2025-08-13T00:00:00+08:00", 1),
            ("2025-08-13T00:00:00.000001+08:00", 1),
            ("2025-08-20T23:59:59.999999+08:00", 1),
            ("2025-08-21T00:00:00+08:00", 1),
        ];
        for (at, expected) in table {
            town.until(at);
            assert_eq!(reminders(&project), expected, "{at}");
        }
        assert_eq!(town.events(&milestone), ["milestone.reminded"]);
        let mail = town.letters_to(project.author.address()).pop().unwrap();
        assert_eq!(mail.body.lines().nth(4), Some("温馨提醒：“第一届”资助项目“楼道微花园”（编号 P01）的里程碑“六个楼门”应在2025年8月20日（含当日）前完成。"));
    }

    a_milestone_that_is_reported_or_past_is_not_reminded_of(town) {
        let round = Round::open(town);
        let project = round.active(3_000);
        let report = format!("{}/reports", round.milestone(&project));
        town.until("2025-08-12T23:59:59.999999+08:00");
        project.author.post(&report, &json!({ "evidence_count": 6 })).ok();
        town.until("2025-08-19T10:00:00+08:00");
        assert_eq!(reminders(&project), 0);
        round.zhao.post(&format!("{}/return", round.milestone(&project)), &json!({ "reason": "照片不清" })).ok();
        town.until("2025-08-20T10:00:00+08:00");
        assert_eq!(reminders(&project), 1, "what was sent back is due again");
    }

    a_reminder_comes_so_early_as_the_rules_say(town) {
        let mut rules = document();
        let delivery = rules["rules"]["stages"].as_array_mut().unwrap().iter_mut().find(|s| s["kind"] == "delivery").unwrap();
        delivery["remind_days_before"] = json!(0);
        let round = Round::open_with(town, &rules);
        let project = round.active(3_000);
        for (at, expected) in [("2025-08-19T23:59:59.999999+08:00", 0), ("2025-08-20T00:00:00+08:00", 1)] {
            town.until(at);
            assert_eq!(reminders(&project), expected, "{at}");
        }
    }

    a_clock_that_jumps_over_the_due_day_reminds_nobody(town) {
        let round = Round::open(town);
        let project = round.active(3_000);
        town.until("2025-08-21T00:00:00+08:00");
        assert_eq!((reminders(&project), town.events(&round.milestone(&project))), (0, Vec::new()));
    }

    activities_are_counted_by_their_kind(town) {
        let round = Round::open(town);
        let project = round.active(3_000);
        town.until("2025-07-01T10:00:00+08:00");
        let records = format!("{}/activity-records", project.path);
        let record = |from: &str, kind: &str| json!({ "from": from, "to": "2025-06-30", "counts": { kind: 2 }, "person_times": 40, "volunteer_times": 6 });
        round.zhao.post(&records, &record("2025-06-01", "activity")).is_refused("not-yours", "not_yours");
        project.author.post(&records, &record("2025-07-01", "activity")).is_refused("invalid", "period_wrong");
        project.author.post(&records, &record("2025-06-01", "party")).is_refused("invalid", "kind_unknown");
        project.author.post(&records, &record("2025-06-30", "activity")).ok();
    }

    an_invoice_counts_once_and_a_line_has_its_limit(town) {
        let round = Round::open(town);
        let project = round.active(3_000);
        let vouchers = format!("{}/vouchers", project.path);
        let voucher = |number: &str, fen: i64| json!({ "line": 1, "amount_fen": fen, "invoice_number": number, "paid_on": "2025-06-10" });
        town.until("2025-06-11T10:00:00+08:00");
        round.zhou.act(&vouchers, &voucher("1", 1)).is_refused("not-yours", "not_yours");
        project.author.post(&vouchers, &voucher("1", 1)).is_refused("key-missing", "");
        project.author.act(&vouchers, &voucher("1", 0)).is_refused("invalid", "range");
        let mut other_line = voucher("1", 1);
        other_line["line"] = json!(2);
        project.author.act(&vouchers, &other_line).is_refused("invalid", "line_unknown");
        let over = project.author.act(&vouchers, &voucher("1", 330_001)).is_refused("not-now", "over_budget_line");
        assert_eq!(over["facts"], json!({ "line": 1, "limit_fen": 330_000, "before_fen": 0 }));
        let made = project.author.act(&vouchers, &voucher("1", 330_000)).ok();
        let first = format!("/api/v1/vouchers/{}", made["id"].as_str().unwrap());
        project.author.act(&vouchers, &voucher("2", 1)).is_refused("not-now", "over_budget_line");
        project.author.act(&vouchers, &voucher("1", 1)).is_refused("not-now", "duplicate_voucher");
        for who in [&round.zhao, &round.zheng, &round.chen, &project.author] {
            who.post(&format!("{first}/verification"), &json!({})).is_refused("not-your-role", "not_your_role");
        }
        assert_eq!(round.zhou.post(&format!("{first}/return"), &json!({})).ok()["state"], "returned");
        round.zhou.post(&format!("{first}/verification"), &json!({})).is_refused("wrong-state", "wrong_state");
        let made = project.author.act(&vouchers, &voucher("3", 330_000)).ok();
        let third = format!("/api/v1/vouchers/{}", made["id"].as_str().unwrap());
        assert_eq!(round.zhou.post(&format!("{third}/verification"), &json!({})).ok()["state"], "verified");
        assert_eq!(town.events(&third), ["voucher.submitted", "voucher.verified"]);
        assert_eq!(round.accounts()["paid"], 150_000, "a voucher moves no money");
    }

    an_invoice_of_one_project_is_none_of_another(town) {
        let mut rules = document();
        rules["rules"]["stages"][7]["sign_within_days"] = Value::Null;
        let round = Round::open_with(town, &rules);
        let (first, second) = (round.submit("王阿姨", "P01", 3_000), round.submit("刘叔", "P02", 3_000));
        round.check(&[&first, &second]);
        round.shortlist(&[(&first, "80"), (&second, "80")]);
        round.pitch(&[(&first, 91), (&second, 90)]);
        round.award();
        town.until("2025-05-20T09:00:00+08:00");
        let voucher = json!({ "line": 1, "amount_fen": 100, "invoice_number": "25440000000012345678", "paid_on": "2025-05-19" });
        for (code, project) in [("M1", &first), ("M2", &second)] {
            let mut agreement = round.agreement(project);
            agreement["milestones"][0]["code"] = json!(code);
            round.zhao.post(&format!("{}/agreement", project.path), &agreement).ok();
            for (who, party) in round.parties(project) {
                who.post(&format!("{}/agreement/signatures", project.path), &json!({ "organisation": party })).ok();
            }
        }
        first.author.act(&format!("{}/vouchers", first.path), &voucher).ok();
        let refused = second.author.act(&format!("{}/vouchers", second.path), &voucher).is_refused("not-now", "duplicate_voucher");
        assert_eq!(refused["facts"]["invoice_number"], "25440000000012345678");
        second.author.get(&format!("{}/vouchers", first.path)).is_hidden();
    }
}
