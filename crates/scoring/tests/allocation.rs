//! Every threshold of an allocation one below, at and above; and what must hold for any pool and any caps.
#![cfg(test)]

use model::rules::OnMisfit;
use model::{Mark, Money};
use proptest::prelude::*;
use scoring::Ratio;
use scoring::allocation::{
    Allocation, AllocationRule, Band, Candidate, Cap, Change, Comparison, Constraint, Gives, GroupKind, LimitedBy,
    Outcome, Reach, Reason, Reservation, Way, allocate, compare,
};
use std::collections::BTreeMap;

fn band(name: &str, from: i64, gives: Gives) -> Band {
    Band { name: name.into(), reach: Reach::FromScore(Mark::points(from)), gives }
}

fn up_to(fen: i64) -> Gives {
    Gives::UpToFen(Money::fen(fen))
}

fn rule(on_misfit: OnMisfit, bands: Vec<Band>) -> AllocationRule {
    AllocationRule { way: Way::ByRank, pass: Mark::points(60), bands, on_misfit, caps: vec![], reservations: vec![] }
}

fn two_tiers(on_misfit: OnMisfit) -> AllocationRule {
    rule(on_misfit, vec![band("一等", 90, up_to(100)), band("二等", 60, up_to(40))])
}

/// Candidates A, B, C, .. with score and amount asked.
fn line(of: &[(i64, i64)]) -> Vec<Candidate> {
    let candidate = |(n, (score, asked)): (u8, &(i64, i64))| Candidate {
        proposal: char::from(b'A' + n).to_string(),
        score: Ratio::of(Mark::points(*score)),
        asked: Money::fen(*asked),
        ..Candidate::default()
    };
    (0..).zip(of).map(candidate).collect()
}

type Row = (Option<i64>, Option<LimitedBy>, Outcome, Option<Reason>, i64);

fn rows(found: &Allocation) -> Vec<Row> {
    let row = |g: &scoring::allocation::Grant| {
        (g.amount_fen.map(Money::as_fen), g.limited_by, g.result, g.reason, g.pool_left_fen.as_fen())
    };
    found.grants.iter().map(row).collect()
}

fn given(found: &Allocation) -> Vec<i64> {
    found.grants.iter().map(|g| g.awarded().unwrap_or_default().as_fen()).collect()
}

#[test]
fn a_pool_is_enough_from_the_very_fen_on() {
    for (pool, first) in [
        (99, (Some(100), Some(LimitedBy::Tier), Outcome::Reserve, Some(Reason::DoesNotFit), 99)),
        (100, (Some(100), Some(LimitedBy::Tier), Outcome::Proposed, None, 0)),
        (101, (Some(100), Some(LimitedBy::Tier), Outcome::Proposed, None, 1)),
        (0, (Some(100), Some(LimitedBy::Tier), Outcome::Reserve, Some(Reason::DoesNotFit), 0)),
    ] {
        assert_eq!(rows(&allocate(&line(&[(95, 150)]), &two_tiers(OnMisfit::Skip), Money::fen(pool))), [first]);
    }
}

#[test]
fn the_smaller_of_asked_and_tier_is_given() {
    for (asked, amount, by) in [(99, 99, LimitedBy::Asked), (100, 100, LimitedBy::Both), (101, 100, LimitedBy::Tier)] {
        let found = allocate(&line(&[(90, asked)]), &two_tiers(OnMisfit::Skip), Money::fen(200));
        assert_eq!((given(&found), found.grants[0].limited_by), (vec![amount], Some(by)));
    }
}

#[test]
fn bands_and_the_pass_line_include_their_bound() {
    let at = |units: i64| {
        let one = Candidate { score: Ratio::of(Mark::units(units)), ..line(&[(0, 500)])[0].clone() };
        let found = allocate(&[one], &two_tiers(OnMisfit::Skip), Money::fen(500));
        (found.grants[0].tier.clone(), found.grants[0].reason)
    };
    assert_eq!(at(599_999), (None, Some(Reason::BelowPassLine)));
    assert_eq!(at(600_000), (Some("二等".into()), None));
    assert_eq!(at(600_001), (Some("二等".into()), None));
    assert_eq!(at(899_999), (Some("二等".into()), None));
    assert_eq!(at(900_000), (Some("一等".into()), None));
    let high = rule(OnMisfit::Skip, vec![band("一等", 90, up_to(100))]);
    let found = allocate(&line(&[(89, 1), (59, 1)]), &high, Money::fen(500));
    assert_eq!(
        found.grants.iter().map(|g| g.reason).collect::<Vec<_>>(),
        [Some(Reason::NoTier), Some(Reason::BelowPassLine)]
    );
    assert_eq!(found.reserves, Vec::<String>::new());
}

#[test]
fn places_reach_bands_down_to_the_last_one() {
    let to = |name: &str, place, fen| Band {
        name: name.into(),
        reach: Reach::ToPlace(place),
        gives: Gives::ExactlyFen(Money::fen(fen)),
    };
    let prizes = rule(OnMisfit::Skip, vec![to("gold", 1, 50), to("silver", 3, 30)]);
    let found = allocate(&line(&[(90, 10), (80, 10), (70, 10), (65, 10)]), &prizes, Money::fen(1_000));
    assert_eq!(given(&found), [50, 30, 30, 0]);
    assert_eq!(found.grants[3].reason, Some(Reason::NoTier));
    assert_eq!(found.grants[0].limited_by, Some(LimitedBy::Tier));
}

#[test]
fn a_band_gives_a_percentage_or_what_the_panel_proposed() {
    let percent = rule(OnMisfit::Skip, vec![band("a", 60, Gives::PercentOfAsked(50))]);
    assert_eq!(given(&allocate(&line(&[(90, 99), (80, 1)]), &percent, Money::fen(100))), [49, 0]);
    let nothing = allocate(&line(&[(80, 1)]), &percent, Money::fen(100));
    assert_eq!((nothing.grants[0].reason, nothing.grants[0].result), (Some(Reason::NoAmount), Outcome::NotSelected));
    let panel = rule(OnMisfit::Skip, vec![band("a", 60, Gives::ProposedUpToFen(Money::fen(50)))]);
    for (proposed, asked, amount, by) in [
        (Some(39), 40, Some(39), Some(LimitedBy::Panel)),
        (Some(40), 40, Some(40), Some(LimitedBy::Asked)),
        (Some(41), 40, Some(40), Some(LimitedBy::Asked)),
        (Some(90), 90, Some(50), Some(LimitedBy::Tier)),
        (None, 40, None, None),
    ] {
        let one = Candidate { proposed: proposed.map(Money::fen), ..line(&[(90, asked)])[0].clone() };
        let found = allocate(&[one], &panel, Money::fen(100));
        assert_eq!((found.grants[0].amount_fen, found.grants[0].limited_by), (amount.map(Money::fen), by));
    }
}

#[test]
fn a_misfit_is_skipped_ends_it_falls_or_takes_the_rest() {
    // A takes 100 of 165; B wants 90 and 65 are left; C wants 40, D wants 20.
    let all = line(&[(95, 100), (92, 90), (70, 40), (65, 20)]);
    for (on_misfit, amounts, reserves) in [
        (OnMisfit::Skip, [100, 0, 40, 20], vec!["B"]),
        (OnMisfit::Stop, [100, 0, 0, 0], vec!["B", "C", "D"]),
        (OnMisfit::Downgrade, [100, 40, 0, 20], vec!["C"]),
        (OnMisfit::Part, [100, 65, 0, 0], vec!["C", "D"]),
    ] {
        let found = allocate(&all, &two_tiers(on_misfit), Money::fen(165));
        assert_eq!(
            (given(&found), found.reserves.clone()),
            (amounts.to_vec(), reserves.iter().map(|r| (*r).to_owned()).collect())
        );
        assert_eq!(found.left_fen, Money::fen(165 - amounts.iter().sum::<i64>()));
    }
    let stopped = allocate(&all, &two_tiers(OnMisfit::Stop), Money::fen(165));
    let why: Vec<Option<Reason>> = stopped.grants.iter().map(|g| g.reason).collect();
    assert_eq!(why, [None, Some(Reason::DoesNotFit), Some(Reason::AfterStop), Some(Reason::AfterStop)]);
    assert_eq!(
        stopped.binding.iter().map(|b| (&b.constraint, b.proposals.concat())).collect::<Vec<_>>(),
        [(&Constraint::Pool, "B".to_owned())]
    );
    let part = allocate(&all, &two_tiers(OnMisfit::Part), Money::fen(165));
    assert_eq!((part.grants[1].limited_by, part.grants[2].reason), (Some(LimitedBy::Pool), Some(Reason::DoesNotFit)));
}

/// Candidates with the same score and a category each.
fn in_categories(of: &[(&str, i64)]) -> Vec<Candidate> {
    let asked: Vec<(i64, i64)> = of.iter().map(|(_, asked)| (70, *asked)).collect();
    let with =
        |(one, (category, _)): (Candidate, &(&str, i64))| Candidate { category: Some((*category).into()), ..one };
    line(&asked).into_iter().zip(of).map(with).collect()
}

fn cap(awards: Option<u32>, fen: Option<i64>) -> Cap {
    Cap { by: GroupKind::Category, group: None, awards, fen: fen.map(Money::fen) }
}

fn one_band(on_misfit: OnMisfit, caps: Vec<Cap>) -> AllocationRule {
    AllocationRule { caps, ..rule(on_misfit, vec![band("a", 60, up_to(100))]) }
}

#[test]
fn a_cap_holds_its_group_and_no_other() {
    let all = in_categories(&[("x", 30), ("x", 30), ("y", 30), ("x", 30)]);
    for (awards, amounts) in [(0, [0, 0, 0, 0]), (1, [30, 0, 30, 0]), (2, [30, 30, 30, 0]), (3, [30, 30, 30, 30])] {
        assert_eq!(
            given(&allocate(&all, &one_band(OnMisfit::Skip, vec![cap(Some(awards), None)]), Money::fen(500))),
            amounts
        );
    }
    for (fen, amounts) in [(59, [30, 0, 30, 0]), (60, [30, 30, 30, 0]), (61, [30, 30, 30, 0]), (90, [30, 30, 30, 30])] {
        assert_eq!(
            given(&allocate(&all, &one_band(OnMisfit::Skip, vec![cap(None, Some(fen))]), Money::fen(500))),
            amounts
        );
    }
    let named = Cap { group: Some("x".into()), ..cap(Some(0), None) };
    assert_eq!(given(&allocate(&all, &one_band(OnMisfit::Skip, vec![named]), Money::fen(500))), [0, 0, 30, 0]);
    let held = allocate(&all, &one_band(OnMisfit::Stop, vec![cap(Some(1), None)]), Money::fen(500));
    assert_eq!(given(&held), [30, 0, 30, 0], "a cap does not stop the giving");
    let x = Constraint::Group { by: GroupKind::Category, group: "x".into() };
    assert_eq!((held.grants[1].reason, held.grants[1].held_by.clone()), (Some(Reason::CapReached), Some(x.clone())));
    assert_eq!(
        held.binding.iter().map(|b| (&b.constraint, b.proposals.concat())).collect::<Vec<_>>(),
        [(&x, "BD".to_owned())]
    );
    let part = allocate(&all, &one_band(OnMisfit::Part, vec![cap(None, Some(40))]), Money::fen(500));
    assert_eq!((given(&part), part.grants[1].limited_by), (vec![30, 10, 30, 0], Some(LimitedBy::Cap)));
}

#[test]
fn what_is_reserved_is_filled_first() {
    let all = in_categories(&[("x", 40), ("x", 40), ("y", 40), ("y", 40)]);
    let reserved = |awards| AllocationRule {
        reservations: vec![Reservation { by: GroupKind::Category, group: "y".into(), awards }],
        ..one_band(OnMisfit::Skip, vec![])
    };
    for (awards, amounts) in [(0, [40, 40, 0, 0]), (1, [40, 0, 40, 0]), (2, [0, 0, 40, 40])] {
        let found = allocate(&all, &reserved(awards), Money::fen(80));
        assert_eq!((given(&found), found.unfilled), (amounts.to_vec(), vec![]), "{awards}");
    }
    let found = allocate(&all, &reserved(3), Money::fen(160));
    let y = Constraint::Group { by: GroupKind::Category, group: "y".into() };
    assert_eq!((given(&found), found.unfilled), (vec![40; 4], vec![(y.clone(), 1)]));
    assert_eq!(
        found.grants.iter().map(|g| g.reserved_for.clone()).collect::<Vec<_>>(),
        [None, None, Some(y.clone()), Some(y)]
    );
    assert_eq!(found.grants.iter().map(|g| g.pool_left_fen.as_fen()).collect::<Vec<_>>(), [40, 0, 120, 80]);
}

#[test]
fn the_optimum_leaves_a_large_one_for_two_small_ones() {
    let all = line(&[(90, 100), (80, 60), (70, 40), (59, 1)]);
    let by_rank = rule(OnMisfit::Skip, vec![band("a", 60, up_to(100))]);
    let optimum = AllocationRule { way: Way::Optimum, ..by_rank.clone() };
    let (greedy, best) = (allocate(&all, &by_rank, Money::fen(100)), allocate(&all, &optimum, Money::fen(100)));
    assert_eq!((given(&greedy), given(&best)), (vec![100, 0, 0, 0], vec![0, 60, 40, 0]));
    let certificate = best.certificate.unwrap();
    assert_eq!((certificate.value, certificate.bound, certificate.gap), (1_500_000, 1_500_000, 0));
    assert_eq!(
        (best.grants[0].reason, best.grants[3].reason),
        (Some(Reason::NotInOptimum), Some(Reason::BelowPassLine))
    );
    let compared = compare(&greedy, &best);
    assert_eq!(compared.gains().map(|c| c.proposal.as_str()).collect::<String>(), "BC");
    assert_eq!(
        compared.losses().map(|c| (c.proposal.as_str(), c.official_fen, c.here_fen)).collect::<Vec<_>>(),
        [("A", Money::fen(100), Money::ZERO)]
    );
    assert_eq!((compared.funded, compared.spent_fen, compared.left_fen), (2, Money::fen(100), Money::ZERO));
}

#[test]
fn who_gets_the_same_neither_gains_nor_loses() {
    let same = Change { proposal: "A".into(), official_fen: Money::fen(40), here_fen: Money::fen(40) };
    let none =
        Comparison { funded: 1, spent_fen: Money::fen(40), left_fen: Money::ZERO, awards_that_differ: vec![same] };
    assert_eq!((none.gains().count(), none.losses().count()), (0, 0));
}

#[test]
fn the_tiers_of_a_track_are_bands_from_the_highest_down() {
    let tier = |name: &str, from, fen| model::rules::Tier {
        name: name.into(),
        from: Mark::points(from),
        fen: Money::fen(fen),
    };
    let tiers = [tier("二等", 70, 40), tier("一等", 90, 100), tier("三等", 60, 10)];
    let award: model::rules::AwardRules = serde_json::from_value(serde_json::json!({
        "pass": "60", "pool": "track.pool_fen", "tiers": "track.tiers", "amount": "min(asked, tier)",
        "allocation": "greedy_by_rank", "on_misfit": "skip", "reserves": "in_award_order",
        "reserve_amount": "min(asked, tier)", "reserve_too_large": "skip", "tiers_after_notice": "unchanged",
    }))
    .unwrap();
    let expected = vec![band("一等", 90, up_to(100)), band("二等", 70, up_to(40)), band("三等", 60, up_to(10))];
    assert_eq!(AllocationRule::of_track(&tiers, &award), rule(OnMisfit::Skip, expected));
}

#[test]
fn no_one_falls_to_a_band_that_gives_nothing() {
    // Half of one fen is no fen, so there is nothing to fall to; half of two is one.
    let falling = rule(OnMisfit::Downgrade, vec![band("a", 90, up_to(9)), band("b", 60, Gives::PercentOfAsked(50))]);
    for (asked, amount, result) in [(1, Some(1), Outcome::Reserve), (2, Some(1), Outcome::Proposed)] {
        let all = line(&[(95, 9), (90, asked)]);
        let found = allocate(&all, &falling, Money::fen(if asked == 1 { 9 } else { 10 }));
        assert_eq!((found.grants[1].amount_fen, found.grants[1].result), (amount.map(Money::fen), result), "{asked}");
    }
}

#[test]
fn a_cap_holds_an_award_only_where_it_leaves_less_than_the_amount() {
    // The pool has 20 left and 30 are asked: where the cap would allow the 30, it is the pool that does not suffice.
    let all = in_categories(&[("x", 30)]);
    for (most, reason) in [(29, Reason::CapReached), (30, Reason::DoesNotFit), (31, Reason::DoesNotFit)] {
        let found = allocate(&all, &one_band(OnMisfit::Skip, vec![cap(None, Some(most))]), Money::fen(20));
        assert_eq!(found.grants[0].reason, Some(reason), "{most}");
    }
}

#[test]
fn the_optimum_serves_a_reservation_as_far_as_its_group_goes() {
    // Without a reservation the two of group x are worth the most; y has two that pass, so that a third cannot be owed.
    let mut all = in_categories(&[("x", 50), ("x", 50), ("y", 50), ("y", 50)]);
    for (one, score) in all.iter_mut().zip([90, 85, 70, 65]) {
        one.score = Ratio::of(Mark::points(score));
    }
    for (awards, amounts) in [(0, [50, 50, 0, 0]), (1, [50, 0, 50, 0]), (2, [0, 0, 50, 50]), (3, [0, 0, 50, 50])] {
        let owed = Reservation { by: GroupKind::Category, group: "y".into(), awards };
        let rule = AllocationRule { way: Way::Optimum, reservations: vec![owed], ..one_band(OnMisfit::Skip, vec![]) };
        assert_eq!(given(&allocate(&all, &rule, Money::fen(100))), amounts, "{awards}");
    }
}

#[test]
fn who_stands_only_in_the_other_allocation_is_compared_with_nothing() {
    let one_line = line(&[(90, 10), (80, 20), (70, 30)]);
    let rule = two_tiers(OnMisfit::Skip);
    let official = allocate(&one_line[..1], &rule, Money::fen(100));
    let compared = compare(&official, &allocate(&one_line, &rule, Money::fen(100)));
    let changes: Vec<(&str, i64, i64)> = compared
        .awards_that_differ
        .iter()
        .map(|c| (c.proposal.as_str(), c.official_fen.as_fen(), c.here_fen.as_fen()))
        .collect();
    assert_eq!(changes, [("B", 0, 20), ("C", 0, 30)]);
}

#[test]
fn a_rule_is_data_and_refuses_what_it_does_not_know() {
    let text = r#"{"way":"by_rank","pass":"60","bands":[{"name":"a","reach":{"from_score":"60"},"gives":{"up_to_fen":100}}],"on_misfit":"skip","caps":[{"by":"organisation","awards":1}]}"#;
    let read: AllocationRule = serde_json::from_str(text).unwrap();
    let one = Cap { by: GroupKind::Organisation, group: None, awards: Some(1), fen: None };
    assert_eq!(read, one_band(OnMisfit::Skip, vec![one]));
    assert_eq!(serde_json::from_value::<AllocationRule>(serde_json::to_value(&read).unwrap()).unwrap(), read);
    assert!(serde_json::from_str::<AllocationRule>(&text.replace("\"caps\"", "\"cups\"")).is_err());
}

fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
    let one = (40_i64..100, 0_i64..60, 0_usize..4, 0_usize..3, prop::option::of(0_i64..60));
    prop::collection::vec(one, 0..9).prop_map(|mut all| {
        all.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
        let scores: Vec<(i64, i64)> = all.iter().map(|(score, asked, ..)| (*score, *asked)).collect();
        let groups =
            |(one, (.., organisation, category, proposed)): (Candidate, &(i64, i64, usize, usize, Option<i64>))| {
                Candidate {
                    organisation: Some(format!("O{organisation}")),
                    category: (*category > 0).then(|| format!("C{category}")),
                    proposed: proposed.map(Money::fen),
                    ..one
                }
            };
        line(&scores).into_iter().zip(&all).map(groups).collect()
    })
}

fn rules() -> impl Strategy<Value = AllocationRule> {
    let misfit = prop::sample::select(vec![OnMisfit::Skip, OnMisfit::Stop, OnMisfit::Downgrade, OnMisfit::Part]);
    let way = prop::sample::select(vec![Way::ByRank, Way::Optimum]);
    let caps = (prop::option::of(0_u32..3), prop::option::of(0_i64..80), prop::option::of(1_u32..3));
    (misfit, way, caps, 0_u32..3).prop_map(|(on_misfit, way, (awards, fen, each), owed)| AllocationRule {
        way,
        caps: vec![
            Cap { group: Some("C1".into()), ..cap(awards, fen) },
            Cap { by: GroupKind::Organisation, group: None, awards: each, fen: None },
        ],
        reservations: vec![Reservation { by: GroupKind::Category, group: "C2".into(), awards: owed }],
        ..rule(on_misfit, vec![band("a", 80, up_to(50)), band("b", 60, Gives::PercentOfAsked(70))])
    })
}

fn kept(found: &Allocation, all: &[Candidate], rule: &AllocationRule) -> bool {
    rule.caps.iter().all(|cap| {
        let mut held: BTreeMap<&str, (u32, i64)> = BTreeMap::new();
        for (one, grant) in all.iter().zip(&found.grants) {
            if let (Some(group), Some(amount)) = (one.group(cap.by), grant.awarded()) {
                let of = held.entry(group).or_default();
                *of = (of.0 + 1, of.1 + amount.as_fen());
            }
        }
        let theirs = held.iter().filter(|(group, _)| cap.group.as_deref().is_none_or(|g| g == **group));
        theirs.into_iter().all(|(_, (awards, fen))| {
            cap.awards.is_none_or(|most| *awards <= most) && cap.fen.is_none_or(|most| *fen <= most.as_fen())
        })
    })
}

fn total(found: &Allocation, all: &[Candidate]) -> Ratio {
    let funded = all.iter().zip(&found.grants).filter(|(_, g)| g.result == Outcome::Proposed);
    funded.fold(Ratio::ZERO, |sum, (one, _)| sum.plus(one.score))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn pool_and_caps_are_never_exceeded(all in candidates(), rule in rules(), pool in 0_i64..200) {
        let found = allocate(&all, &rule, Money::fen(pool));
        prop_assert!(found.spent() <= Money::fen(pool));
        prop_assert_eq!(found.spent().plus(found.left_fen), Money::fen(pool));
        prop_assert!(kept(&found, &all, &rule));
        prop_assert_eq!(found.grants.len(), all.len());
        prop_assert!(found.grants.iter().zip(&all).all(|(g, one)| g.awarded().unwrap_or_default() <= one.asked));
        let out = found.grants.iter().filter(|g| g.result != Outcome::Proposed);
        prop_assert!(out.into_iter().all(|g| g.reason.is_some()));
    }

    #[test]
    fn the_optimum_is_worth_no_less_than_going_by_rank(all in candidates(), rule in rules(), pool in 0_i64..200) {
        let greedy = AllocationRule { way: Way::ByRank, on_misfit: OnMisfit::Skip, ..rule };
        let best = AllocationRule { way: Way::Optimum, ..greedy.clone() };
        let (greedy, best) = (allocate(&all, &greedy, Money::fen(pool)), allocate(&all, &best, Money::fen(pool)));
        if greedy.unfilled.is_empty() {
            prop_assert!(total(&best, &all) >= total(&greedy, &all));
        }
    }
}
