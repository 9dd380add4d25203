//! 拟立项: awards go down the standings as far as the pool reaches, and every fen of it is booked.

use harness::round::document;
use harness::{Project, Round, on_both_engines};
use serde_json::{Value, json};

fn pool_of(fen: i64) -> Value {
    let mut document = document();
    document["rules"]["tracks"][0]["pool_fen"] = json!(fen);
    document
}

/// Code, result, tier and amount of every award, in order.
fn awards(round: &Round<'_>) -> Vec<(String, String, String, i64)> {
    let listed = round.zhao.get(&format!("{}/awards", round.path)).ok();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let row = |a: &Value| {
        (
            text(&a["trace"]["proposal"]),
            text(&a["trace"]["result"]),
            text(&a["trace"]["tier"]),
            a["amount_fen"].as_i64().unwrap_or(0),
        )
    };
    listed["items"].as_array().unwrap().iter().map(row).collect()
}

fn row(code: &str, result: &str, tier: &str, fen: i64) -> (String, String, String, i64) {
    (code.into(), result.into(), tier.into(), fen)
}

on_both_engines! {
    a_tier_begins_with_its_mark_and_the_pool_ends_with_its_last_fen(town) {
        let round = Round::open_with(town, &pool_of(1_500_000));
        let names = [("王阿姨", "P1"), ("刘叔", "P2"), ("张奶奶", "P3"), ("何大爷", "P4"), ("吕阿姨", "P5")];
        let all = names.map(|(name, code)| round.submit(name, code, 10_000));
        round.check(&all.each_ref());
        round.shortlist(&all.each_ref().map(|project| (project, "80")));
        let awards_of = format!("{}/awards", round.path);
        round.zhao.post(&awards_of, &json!({})).is_refused("not-now", "standings_missing");
        // Both residents approve of everybody, so 30 of 100 are certain: 86 of the panel are 90.20 in all, 85 are 89.50.
        let totals = [86, 85, 79, 57, 42];
        let pitches: Vec<(&Project<'_>, i64)> = all.iter().zip(totals).collect();
        round.pitch(&pitches);
        for who in [&round.zhou, &round.zheng, &round.chen, &round.gao, &all[0].author] {
            who.post(&awards_of, &json!({})).is_refused("not-your-role", "not_your_role");
        }
        town.until("2025-04-22T10:00:00+08:00");
        assert_eq!(round.wu.post(&awards_of, &json!({})).ok()["state"], "award_proposed");
        assert_eq!(awards(&round), [
            row("P1", "proposed", "一等", 1_000_000), row("P2", "reserve", "二等", 600_000), row("P3", "reserve", "二等", 600_000),
            row("P4", "proposed", "鼓励", 100_000), row("P5", "not_selected", "-", 0),
        ]);
        let held = round.accounts();
        assert_eq!((held["fund"], held["pool"], held["committed"]), (-1_500_000, 400_000, 1_100_000));
        round.zhao.post(&awards_of, &json!({})).is_refused("wrong-state", "wrong_state");
        all[0].author.get(&awards_of).is_refused("not-your-role", "not_your_role");
        for who in [&round.gao, &round.zhou] {
            assert_eq!(who.get(&awards_of).ok()["items"].as_array().unwrap().len(), 5);
        }
        assert_eq!(town.events(&round.path).last().unwrap(), "round.awards_proposed");
        let behalf = town.ask("SELECT count(*) FROM event WHERE kind = 'round.awards_proposed' AND on_behalf_of IS NOT NULL");
        assert_eq!(behalf.unwrap(), "1", "the operator acts on behalf of the organiser");
    }

    nobody_gets_more_than_they_asked_for(town) {
        let round = Round::open(town);
        let project = round.submit("王阿姨", "P01", 2_345);
        round.check(&[&project]);
        round.shortlist(&[(&project, "80")]);
        round.pitch(&[(&project, 100)]);
        round.award();
        assert_eq!(awards(&round), [row("P01", "proposed", "一等", 234_500)]);
        assert_eq!(round.accounts()["pool"], 10_000_000 - 234_500);
    }
}
