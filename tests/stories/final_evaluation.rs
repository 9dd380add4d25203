//! 末期评估: the band of the score releases the final instalment, and what was not spent is given back.

use harness::round::evaluation;
use harness::{Project, Round, on_both_engines};
use serde_json::{Value, json};

fn path(project: &Project<'_>, act: &str) -> String {
    format!("{}/final/{act}", project.path)
}

/// A project after its second instalment whose final report is in, marked and decided.
fn decided<'t>(round: &Round<'t>, marks: &Value) -> (Project<'t>, Value) {
    let project = round.halfway(3_000);
    round.pay(&project, 2);
    round.town.until("2025-12-10T10:00:00+08:00");
    project.author.act(&path(&project, "report"), &json!({ "satisfaction": { "asked": 30, "satisfied": 28 } })).ok();
    round.chen.post(&path(&project, "marks"), marks).ok();
    let sheet = round.chen.post(&path(&project, "decision"), &json!({})).ok()["sheet"].clone();
    (project, sheet["decision"].clone())
}

fn marks(percent: i64, spent: i64) -> Value {
    let mut marks = evaluation(percent);
    marks["verified_spending_fen"] = json!(spent);
    marks
}

on_both_engines! {
    a_project_that_spent_its_grant_gets_the_rest(town) {
        let round = Round::open(town);
        let (project, found) = decided(&round, &marks(90, 310_000));
        assert_eq!((&found["band"], &found["tail"], &found["refund"], &found["satisfaction_percent"]), (&json!("优秀"), &json!(30_000), &json!(0), &json!("93.33")));
        round.pay(&project, 3);
        let held = round.accounts();
        assert_eq!((held["paid"], held["committed"]), (300_000, 0));
        assert_eq!(project.author.letters()[project.author.letters().len() - 2..], ["final_evaluated", "instalment_paid"]);
    }

    a_final_report_is_reminded_of_once_a_week_before_it_is_due(town) {
        let round = Round::open(town);
        let project = round.halfway(3_000);
        let before = project.author.letters().iter().filter(|kind| **kind == "report_due").count();
        for (at, expected) in [("2025-12-22T23:59:59.999999+08:00", 0), ("2025-12-23T00:00:00+08:00", 1), ("2025-12-30T16:59:59+08:00", 1)] {
            town.until(at);
            let reminders = project.author.letters().iter().filter(|kind| **kind == "report_due").count();
            assert_eq!(reminders - before, expected, "{at}");
        }
        assert_eq!(town.letters_to(project.author.address()).pop().unwrap().subject, "请提交结项报告：楼道微花园（P01）");
    }

    a_project_that_saved_gets_less_and_the_pool_the_rest(town) {
        let round = Round::open(town);
        let (project, found) = decided(&round, &marks(80, 280_000));
        assert_eq!((&found["band"], &found["tail"]), (&json!("良好"), &json!(10_000)));
        round.pay(&project, 3);
        let held = round.accounts();
        assert_eq!((held["paid"], held["committed"], held["pool"]), (280_000, 0, 9_720_000));
    }

    sixty_points_pass(town) {
        let round = Round::open(town);
        let (project, found) = decided(&round, &marks(60, 300_000));
        assert_eq!((&found["band"], &found["outcome"], &found["tail"]), (&json!("合格"), &json!("passed"), &json!(30_000)));
        assert_eq!(project.state(), "graded");
    }

    a_hundredth_less_gets_nothing_more_and_is_excluded(town) {
        let round = Round::open(town);
        let mut almost = marks(60, 265_000);
        almost["marks"]["implementation"] = json!("23.99");
        let (project, found) = decided(&round, &almost);
        assert_eq!((&found["score"], &found["band"], &found["tail"], &found["refund"], &found["banned_until"]), (&json!("59.99"), &json!("不合格"), &json!(0), &json!(5_000), &json!("2028-12-10")));
        round.zhou.act(&format!("{}/request", round.instalment(&project, 3)), &json!({})).is_refused("wrong-state", "wrong_state");
        round.zhou.act(&format!("{}/refund", project.path), &json!({})).ok();
        let held = round.accounts();
        assert_eq!((held["paid"], held["committed"], held["pool"]), (265_000, 0, 9_735_000));
        let excluded = town.keeper().get(&format!("/api/v1/organisations/{}", project.group.as_str().unwrap())).ok();
        assert_eq!(excluded["banned_until"], "2028-12-10");
    }

    who_decides_and_on_what(town) {
        let round = Round::open(town);
        let project = round.active(3_000);
        let decide = path(&project, "decision");
        round.chen.post(&decide, &json!({})).is_refused("wrong-state", "wrong_state");
        town.until("2025-09-10T10:00:00+08:00");
        let mid = format!("{}/mid-term", project.path);
        project.author.act(&format!("{mid}/report"), &json!({})).ok();
        round.chen.post(&format!("{mid}/marks"), &evaluation(80)).ok();
        round.chen.post(&format!("{mid}/decision"), &json!({})).ok();
        for who in [&round.zhao, &round.wu, &round.zhou, &round.gao, &project.author] {
            who.post(&decide, &json!({})).is_refused("not-your-role", "not_your_role");
            who.post(&path(&project, "marks"), &evaluation(80)).is_refused("not-your-role", "not_your_role");
        }
        round.chen.post(&decide, &json!({})).is_refused("not-now", "report_missing");
        let wrong = json!({ "satisfaction": { "asked": 3, "satisfied": 4 } });
        project.author.act(&path(&project, "report"), &wrong).is_refused("invalid", "more_satisfied_than_asked");
        round.chen.act(&path(&project, "report"), &json!({})).is_refused("not-yours", "not_yours");
        town.until("2025-12-30T16:59:59.999999+08:00");
        assert_eq!(project.author.act(&path(&project, "report"), &json!({})).ok()["sheet"]["late"], false);
        round.chen.post(&decide, &json!({})).is_refused("not-now", "marks_missing");
        round.chen.post(&path(&project, "marks"), &evaluation(80)).ok();
        round.chen.post(&decide, &json!({})).is_refused("not-now", "verified_spending_missing");
        round.chen.post(&path(&project, "marks"), &marks(80, 150_000)).ok();
        round.chen.post(&decide, &json!({})).ok();
        round.chen.post(&decide, &json!({})).is_refused("wrong-state", "wrong_state");
    }

    the_final_report_is_late_from_its_due_instant(town) {
        let round = Round::open(town);
        let project = round.halfway(3_000);
        town.until("2025-12-30T17:00:00+08:00");
        assert_eq!(project.author.act(&path(&project, "report"), &json!({})).ok()["sheet"]["late"], true);
    }
}
