//! Judging by comparison: closed forms, strengths recovered from simulated evenings, and what is refused.
#![cfg(test)]
#![expect(
    clippy::float_arithmetic,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "simulated strengths are real numbers"
)]

use scoring::draw::Numbers;
use scoring::pairwise::{Belief, Comparison, Crowd, PairwiseError, Prior, Settings, Trust, bradley_terry};

fn codes(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("P{n:02}")).collect()
}

fn beats(winner: usize, loser: usize) -> Comparison {
    Comparison { winner: format!("P{winner:02}"), loser: format!("P{loser:02}") }
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
}

fn chance(numbers: &mut Numbers) -> f64 {
    (numbers.draw() >> 11) as f64 / (1_u64 << 53) as f64
}

fn strengths(count: usize, comparisons: &[Comparison], prior: Prior) -> Vec<f64> {
    bradley_terry(&codes(count), comparisons, prior).unwrap().into_iter().map(|s| s.log_strength).collect()
}

#[test]
fn two_items_have_the_ratio_of_their_wins() {
    let won = |a: usize, b: usize| [vec![beats(0, 1); a], vec![beats(1, 0); b]].concat();
    let found = strengths(2, &won(6, 2), Prior::None);
    close(found[0] - found[1], 3.0_f64.ln());
    close(found[0] + found[1], 0.0);
    assert_eq!(strengths(2, &won(5, 5), Prior::None), [0.0, 0.0]);
}

#[test]
fn a_ring_of_wins_makes_all_equal_and_a_chain_has_no_end() {
    for strength in strengths(3, &[beats(0, 1), beats(1, 2), beats(2, 0)], Prior::None) {
        close(strength, 0.0);
    }
    let chain = [beats(0, 1), beats(1, 2), beats(2, 1)];
    let groups = vec![vec!["P00".to_owned()], vec!["P01".into(), "P02".into()], vec!["P03".into()]];
    assert_eq!(bradley_terry(&codes(4), &chain, Prior::None), Err(PairwiseError::NotConnected { groups }));
    let found = strengths(4, &chain, Prior::Draws(1));
    assert!(found[0] > found[3] && found[3] > found[1]);
}

#[test]
fn a_prior_of_one_draw_has_its_closed_form() {
    // Nobody met: all stand where the average stands. One win alone solves 2 / w = 1/(w+1/w) + 2/(w+1) for w against 1/w.
    assert_eq!(strengths(2, &[], Prior::Draws(1)), [0.0, 0.0]);
    let found = strengths(2, &[beats(0, 1)], Prior::Draws(1));
    let w = found[0].exp();
    close(2.0 / w, 1.0 / (w + 1.0 / w) + 2.0 / (w + 1.0));
}

#[test]
fn known_strengths_are_recovered() {
    let mut numbers = Numbers::new(&[3; 32]);
    let truth = |n: usize| (n as f64 - 4.5) / 3.0;
    let mut seen = Vec::new();
    for _ in 0..20_000 {
        let (one, other) = (numbers.below(10) as usize, numbers.below(10) as usize);
        if one != other {
            let wins = chance(&mut numbers) < 1.0 / (1.0 + (truth(other) - truth(one)).exp());
            seen.push(if wins { beats(one, other) } else { beats(other, one) });
        }
    }
    for (n, found) in strengths(10, &seen, Prior::None).into_iter().enumerate() {
        assert!((found - truth(n)).abs() < 0.1, "{n}: {found} instead of {}", truth(n));
    }
}

#[test]
fn the_likelihood_is_at_its_peak() {
    let seen = [beats(0, 1), beats(1, 2), beats(2, 0), beats(0, 2), beats(0, 1), beats(2, 1)];
    let likelihood = |s: &[f64]| -> f64 {
        let place = |code: &str| code.trim_start_matches('P').parse::<usize>().unwrap();
        seen.iter().map(|c| -(1.0 + (s[place(&c.loser)] - s[place(&c.winner)]).exp()).ln()).sum()
    };
    let best = strengths(3, &seen, Prior::None);
    for n in 0..3 {
        for moved in [-1e-3, 1e-3] {
            let mut other = best.clone();
            other[n] += moved;
            assert!(likelihood(&other) < likelihood(&best));
        }
    }
}

#[test]
fn what_does_not_take_part_is_refused() {
    let twice = vec!["A".to_owned(), "A".to_owned()];
    assert_eq!(bradley_terry(&twice, &[], Prior::None), Err(PairwiseError::Duplicate { code: "A".into() }));
    let unknown = PairwiseError::Unknown { code: "P07".into() };
    assert_eq!(bradley_terry(&codes(2), &[beats(0, 7)], Prior::None), Err(unknown));
    let itself = PairwiseError::WithItself { code: "P01".into() };
    assert_eq!(bradley_terry(&codes(2), &[beats(1, 1)], Prior::None), Err(itself));
    assert_eq!(bradley_terry(&[], &[], Prior::None), Ok(vec![]));
    assert_eq!(strengths(1, &[], Prior::None), [0.0]);
}

fn crowd(settings: Settings) -> Crowd {
    Crowd::new(&codes(3), &["J".to_owned()], settings)
}

#[test]
fn one_comparison_teaches_what_the_paper_says() {
    // The figures were computed apart, from the formulas as they are printed.
    let mut found = crowd(Settings::default());
    close(found.information_gain("J", "P00", "P01").unwrap(), 0.183_148_344_769_948_3);
    found.learn("J", &beats(0, 1)).unwrap();
    close(found.items()["P00"].mu, 9.0 / 22.0);
    close(found.items()["P01"].mu, -9.0 / 22.0);
    close(found.items()["P00"].sigma_sq, 1.0 + 10.0 / 121.0 - 0.25);
    close(found.judges()["J"].alpha, 10.0);
    close(found.judges()["J"].beta, 1.0);
    assert_eq!(found.items()["P02"], Belief { mu: 0.0, sigma_sq: 1.0 });
}

#[test]
fn an_answer_against_what_is_believed_lowers_the_trust() {
    // The figures were computed apart, from the formulas as they are printed.
    let settings = Settings { trust: Trust { alpha: 3.0, beta: 2.0 }, ..Settings::default() };
    let mut found = crowd(Settings { belief: Belief { mu: 0.7, sigma_sq: 0.5 }, ..settings });
    found.learn("J", &beats(0, 1)).unwrap();
    found.learn("J", &beats(1, 0)).unwrap();
    close(found.judges()["J"].alpha, 2.9791137384382176);
    close(found.judges()["J"].beta, 2.011258284672501);
    close(found.items()["P01"].mu, 0.7001266815084237);
    close(found.items()["P01"].sigma_sq, 0.49623317895717356);
    close(found.items()["P00"].mu, 0.6998733184915762);
    close(found.information_gain("J", "P00", "P01").unwrap(), 0.004677310802052127);
}

#[test]
fn an_evening_finds_the_order_and_the_judge_who_turns_it_round() {
    let judges: Vec<String> = (0..6).map(|n| format!("J{n}")).collect();
    let items = codes(8);
    let mut crowd = Crowd::new(&items, &judges, Settings::default());
    let mut numbers = Numbers::new(&[5; 32]);
    for _ in 0..120 {
        for judge in &judges {
            let (one, other) = crowd.first_pair(judge, &items, &mut numbers).unwrap().unwrap();
            let honest = judge != "J5";
            let comparison = if (one < other) == honest {
                Comparison { winner: one, loser: other }
            } else {
                Comparison { winner: other, loser: one }
            };
            crowd.learn(judge, &comparison).unwrap();
        }
    }
    let mut order = items.clone();
    order.sort_by(|a, b| crowd.items()[b].mu.total_cmp(&crowd.items()[a].mu));
    assert_eq!(order, items);
    let trusted =
        |judge: &str| crowd.judges()[judge].alpha / (crowd.judges()[judge].alpha + crowd.judges()[judge].beta);
    assert!(trusted("J5") < 0.5 && judges.iter().take(5).all(|judge| trusted(judge) > 0.8));
}

#[test]
fn the_next_item_is_where_the_answer_teaches_most_and_comes_again_with_the_same_numbers() {
    let mut found = crowd(Settings { explore_one_in: 0, ..Settings::default() });
    for _ in 0..5 {
        found.learn("J", &beats(0, 1)).unwrap();
    }
    let next = |among: &[String], seed: u8| found.next("J", "P00", among, &mut Numbers::new(&[seed; 32])).unwrap();
    assert_eq!(next(&codes(3), 1).as_deref(), Some("P02"));
    let turned: Vec<String> = codes(3).into_iter().rev().collect();
    assert_eq!(next(&turned, 1), next(&codes(3), 1));
    assert_eq!(next(&codes(1), 1), None);
    let first =
        |seed: u8| crowd(Settings::default()).first_pair("J", &codes(3), &mut Numbers::new(&[seed; 32])).unwrap();
    assert_eq!(first(9), first(9));
    let all: std::collections::BTreeSet<_> = (0..40).filter_map(first).collect();
    assert_eq!(all.len(), 3);
    assert_eq!(
        found.next("X", "P00", &codes(3), &mut Numbers::new(&[1; 32])),
        Err(PairwiseError::Unknown { code: "X".into() })
    );
}
