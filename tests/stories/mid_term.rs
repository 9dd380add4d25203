//! 中期评估: reported in time or with a reason, marked by the third party, put right, decided; a failed one ends the project and settles its money.

use harness::round::evaluation;
use harness::{Project, Round, Town, on_both_engines};
use serde_json::{Value, json};

fn path(project: &Project<'_>, act: &str) -> String {
    format!("{}/mid-term/{act}", project.path)
}

/// What was decided.
fn decision(project: &Project<'_>) -> Value {
    let all = project.author.get(&format!("{}/evaluations", project.path)).ok();
    all["items"][0]["sheet"]["decision"].clone()
}

/// How often somebody was reminded of a report.
fn reminders(project: &Project<'_>) -> usize {
    project.author.letters().iter().filter(|kind| **kind == "report_due").count()
}

fn reported<'t>(town: &'t Town, at: &str, form: &Value) -> (Round<'t>, Project<'t>, Value) {
    let round = Round::open(town);
    let project = round.active(3_000);
    town.until(at);
    let sheet = project.author.act(&path(&project, "report"), form).ok()["sheet"].clone();
    (round, project, sheet)
}

on_both_engines! {
    a_report_is_late_from_its_due_instant(town) {
        let (_round, project, sheet) = reported(town, "2025-09-15T16:59:59.999999+08:00", &json!({}));
        assert_eq!(sheet["late"], false);
        project.author.act(&path(&project, "report"), &json!({})).is_refused("wrong-state", "wrong_state");
    }

    late_without_a_reason_is_failed(town) {
        let (round, project, sheet) = reported(town, "2025-09-15T17:00:00+08:00", &json!({}));
        assert_eq!(sheet["late"], true);
        let decide = path(&project, "decision");
        for who in [&round.zhao, &round.wu, &round.zhou, &round.gao, &project.author] {
            who.post(&decide, &json!({})).is_refused("not-your-role", "not_your_role");
        }
        round.chen.post(&decide, &json!({})).is_refused("not-now", "verified_spending_missing");
        round.chen.post(&decide, &json!({ "verified_spending_fen": 100_000 })).ok();
        let found = decision(&project);
        assert_eq!((&found["outcome"], &found["reason"], &found["refund"], &found["banned_until"]), (&json!("failed"), &json!("late_without_reason"), &json!(50_000), &json!("2028-09-15")));
        assert_eq!(project.state(), "terminated");
        let held = round.accounts();
        assert_eq!((held["pool"], held["committed"], held["paid"]), (9_850_000, 0, 150_000));
        let refund = format!("{}/refund", project.path);
        for who in [&round.zhao, &round.zheng, &project.author] {
            who.act(&refund, &json!({})).is_refused("not-your-role", "not_your_role");
        }
        round.zhou.act(&refund, &json!({})).ok();
        round.zhou.act(&refund, &json!({})).is_refused("conflict", "changed_meanwhile");
        let held = round.accounts();
        assert_eq!((held["pool"], held["paid"]), (9_900_000, 100_000));
        round.zhou.act(&format!("{}/request", round.instalment(&project, 2)), &json!({})).is_refused("wrong-state", "wrong_state");
        assert_eq!(town.events(&round.milestone(&project)), Vec::<String>::new(), "it was due before the project ended");
        assert_eq!(project.author.letters().last().unwrap(), &"mid_term_evaluated");
    }

    late_with_a_reason_is_marked_like_any_other(town) {
        let (round, project, sheet) = reported(town, "2025-09-15T17:00:00+08:00", &json!({ "late_reason": "台风停工" }));
        assert_eq!(sheet["late"], true);
        round.chen.post(&path(&project, "marks"), &evaluation(60)).ok();
        round.chen.post(&path(&project, "decision"), &json!({})).ok();
        assert_eq!(decision(&project)["outcome"], "passed");
        round.zhao.post(&path(&project, "extension/approval"), &json!({ "until": "2025-12-01T00:00:00+08:00" })).is_refused("wrong-state", "wrong_state");
    }

    more_time_is_asked_for_and_given_before_it_is_due(town) {
        let round = Round::open(town);
        let project = round.active(3_000);
        let (extension, approval) = (path(&project, "extension"), path(&project, "extension/approval"));
        let until = json!({ "until": "2025-09-20T17:00:00+08:00" });
        round.zhao.post(&approval, &until).is_refused("not-now", "not_asked_for");
        town.until("2025-09-15T16:59:59.999999+08:00");
        round.zhao.post(&extension, &json!({ "reason": "台风停工" })).is_refused("not-yours", "not_yours");
        project.author.post(&extension, &json!({ "reason": "台风停工" })).ok();
        round.chen.post(&approval, &until).is_refused("not-your-role", "not_your_role");
        round.zhao.post(&approval, &until).ok();
        town.until("2025-09-20T16:59:59.999999+08:00");
        assert_eq!(project.author.act(&path(&project, "report"), &json!({})).ok()["sheet"]["late"], false);
    }

    a_report_is_reminded_of_once_a_week_before_it_is_due(town) {
        let round = Round::open(town);
        let project = round.active(3_000);
        let table = [
            ("2025-09-07T23:59:59.999999+08:00", 0),
            ("2025-09-08T00:00:00+08:00", 1),
            ("2025-09-08T00:00:00.000001+08:00", 1),
            ("2025-09-15T16:59:59.999999+08:00", 1),
            ("2025-09-15T17:00:00+08:00", 1),
        ];
        for (at, expected) in table {
            town.until(at);
            assert_eq!(reminders(&project), expected, "{at}");
        }
        let mail = town.letters_to(project.author.address()).pop().unwrap();
        let lines: Vec<&str> = mail.body.lines().skip(4).take(3).collect();
        assert_eq!(lines, ["温馨提醒：“第一届”资助项目“楼道微花园”（编号 P01）需要提交中期报告。", "", "截止时间：2025年9月15日 17:00"]);
        assert_eq!(town.events(&project.path).last().unwrap(), "report.reminded");
    }

    a_report_with_more_time_is_reminded_of_later_and_one_that_is_in_never(town) {
        let round = Round::open(town);
        let project = round.active(3_000);
        project.author.post(&path(&project, "extension"), &json!({ "reason": "台风停工" })).ok();
        round.zhao.post(&path(&project, "extension/approval"), &json!({ "until": "2025-09-20T17:00:00+08:00" })).ok();
        town.until("2025-09-12T23:59:59.999999+08:00");
        assert_eq!(reminders(&project), 0);
        project.author.act(&path(&project, "report"), &json!({})).ok();
        town.until("2025-09-13T00:00:00+08:00");
        assert_eq!(reminders(&project), 0);
    }

    more_time_that_is_given_too_late_changes_nothing(town) {
        let round = Round::open(town);
        let project = round.active(3_000);
        town.until("2025-09-15T16:59:59.999999+08:00");
        project.author.post(&path(&project, "extension"), &json!({ "reason": "台风停工" })).ok();
        town.until("2025-09-15T17:00:00+08:00");
        round.zhao.post(&path(&project, "extension/approval"), &json!({ "until": "2025-09-20T17:00:00+08:00" })).ok();
        project.author.post(&path(&project, "extension"), &json!({ "reason": "再延" })).is_refused("closed", "report_due");
        assert_eq!(project.author.act(&path(&project, "report"), &json!({})).ok()["sheet"]["late"], true);
    }

    the_pass_line_passes(town) {
        let (round, project, _) = reported(town, "2025-09-10T10:00:00+08:00", &json!({}));
        round.chen.post(&path(&project, "decision"), &json!({})).is_refused("not-now", "marks_missing");
        let mut marks = evaluation(60);
        marks["marks"]["money"] = json!("25.01");
        let refused = round.chen.post(&path(&project, "marks"), &marks).is_refused("invalid", "mark_out_of_range");
        assert_eq!(refused["errors"][0]["pointer"], "/marks/money");
        marks["marks"] = json!({ "implementation": "40", "charm": "1" });
        round.chen.post(&path(&project, "marks"), &marks).is_refused("invalid", "mark_missing");
        round.zhao.post(&path(&project, "marks"), &evaluation(60)).is_refused("not-your-role", "not_your_role");
        round.chen.post(&path(&project, "marks"), &evaluation(60)).ok();
        round.chen.post(&path(&project, "decision"), &json!({})).ok();
        let found = decision(&project);
        assert_eq!((&found["outcome"], &found["score"]), (&json!("passed"), &json!("60.00")));
        round.chen.post(&path(&project, "marks"), &evaluation(90)).is_refused("wrong-state", "wrong_state");
        round.zhao.post(&path(&project, "extension/approval"), &json!({ "until": "2025-12-01T00:00:00+08:00" })).is_refused("wrong-state", "wrong_state");
    }

    a_hundredth_below_the_pass_line_fails(town) {
        let (round, project, _) = reported(town, "2025-09-10T10:00:00+08:00", &json!({}));
        let mut marks = evaluation(60);
        marks["marks"]["money"] = json!("14.99");
        marks["verified_spending_fen"] = json!(150_000);
        round.chen.post(&path(&project, "marks"), &marks).ok();
        round.chen.post(&path(&project, "decision"), &json!({})).ok();
        let found = decision(&project);
        assert_eq!((&found["score"], &found["reason"], &found["refund"]), (&json!("59.99"), &json!("below_pass_line"), &json!(0)));
        round.zhou.act(&format!("{}/refund", project.path), &json!({})).is_hidden();
    }

    what_is_to_be_put_right_is_looked_at_again(town) {
        let (round, project, _) = reported(town, "2025-09-10T10:00:00+08:00", &json!({}));
        round.chen.post(&path(&project, "marks"), &evaluation(70)).ok();
        let order = path(&project, "rectification");
        project.author.post(&format!("{order}/completion"), &json!({})).is_refused("not-now", "no_rectification");
        round.zhao.post(&order, &json!({ "reason": "补签到表" })).is_refused("not-your-role", "not_your_role");
        let sheet = round.chen.post(&order, &json!({ "reason": "补签到表" })).ok()["sheet"].clone();
        assert_eq!(sheet["rectification"]["due_on"], "2025-09-24");
        assert_eq!(project.state(), "rectifying");
        round.chen.post(&order, &json!({ "reason": "再补" })).is_refused("wrong-state", "wrong_state");
        round.chen.post(&path(&project, "decision"), &json!({})).is_refused("not-now", "recheck_missing");
        round.chen.post(&format!("{order}/recheck"), &json!({ "outcome": "passed" })).is_refused("not-now", "not_completed");
        project.author.post(&format!("{order}/completion"), &json!({})).ok();
        round.chen.post(&format!("{order}/recheck"), &json!({ "outcome": "perhaps" })).is_refused("invalid", "outcome_unknown");
        round.chen.post(&format!("{order}/recheck"), &json!({ "outcome": "passed" })).ok();
        round.chen.post(&path(&project, "decision"), &json!({})).ok();
        assert_eq!(project.state(), "mid_passed");
        let letters = project.author.letters();
        assert_eq!(letters[letters.len() - 2..], ["rectification_ordered", "mid_term_evaluated"]);
    }
}
