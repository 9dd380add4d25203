//! 结项: closed with a complete archive and settled money; then the round closes, and nothing in it changes any more.

use harness::round::evaluation;
use harness::{Round, on_both_engines};
use serde_json::json;

on_both_engines! {
    a_project_closes_with_its_archive_and_its_money(town) {
        let round = Round::open(town);
        let project = round.halfway(3_000);
        round.pay(&project, 2);
        let closure = format!("{}/closure", project.path);
        round.zhao.post(&closure, &json!({})).is_refused("wrong-state", "wrong_state");
        town.until("2025-12-10T10:00:00+08:00");
        project.author.act(&format!("{}/final/report", project.path), &json!({})).ok();
        let mut marks = evaluation(90);
        marks["verified_spending_fen"] = json!(300_000);
        round.chen.post(&format!("{}/final/marks", project.path), &marks).ok();
        round.chen.post(&format!("{}/final/decision", project.path), &json!({})).ok();
        let missing = round.zhao.post(&closure, &json!({})).is_refused("not-now", "archive_incomplete");
        let list = missing["facts"]["missing"].clone();
        assert_eq!(list, json!(["总结报告", "活动照片", "受益人确认", "资金明细", "账册", "满意度样本"]));
        let items = format!("{}/archive-items", project.path);
        for who in [&round.zhou, &round.chen, &round.gao, &project.author] {
            who.post(&items, &json!({ "item": "账册" })).is_refused("not-your-role", "not_your_role");
            who.post(&closure, &json!({})).is_refused("not-your-role", "not_your_role");
        }
        round.zhao.post(&items, &json!({ "item": "锦旗" })).is_refused("invalid", "item_unknown");
        for item in list.as_array().unwrap() {
            round.wu.post(&items, &json!({ "item": item })).ok();
        }
        round.zhao.post(&items, &json!({ "item": "账册" })).is_refused("taken", "taken");
        let open = round.zhao.post(&closure, &json!({})).is_refused("not-now", "money_open");
        assert_eq!(open["facts"], json!({ "parts": 1, "refunds": 0 }));
        let (close_round, archive) = (format!("{}/closure", round.path), format!("{}/archive", round.path));
        let running = round.zhao.post(&close_round, &json!({})).is_refused("not-now", "projects_open");
        assert_eq!(running["facts"]["proposals"], json!(["P01"]));
        round.pay(&project, 3);
        round.zhao.post(&closure, &json!({})).ok();
        round.zhao.post(&closure, &json!({})).is_refused("wrong-state", "wrong_state");
        assert_eq!(project.state(), "closed");
        assert_eq!(project.author.letters().last().unwrap(), &"project_closed");
        round.zhao.post(&archive, &json!({})).is_refused("wrong-state", "wrong_state");
        for who in [&round.zhou, &round.chen, &round.gao, &project.author] {
            who.post(&close_round, &json!({})).is_refused("not-your-role", "not_your_role");
        }
        round.zhao.post(&close_round, &json!({})).ok();
        round.zhao.post(&archive, &json!({})).ok();
        assert_eq!(round.state(), "archived");
        let events = town.events(&round.path);
        assert_eq!(events[events.len() - 2..], ["round.closed", "round.archived"]);
        let held = round.accounts();
        assert_eq!((held["fund"], held["pool"], held["committed"], held["paid"]), (-10_000_000, 9_700_000, 0, 300_000));
    }
}
