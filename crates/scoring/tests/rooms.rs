//! Rooms by a stratified lot, and running orders that keep their constraints.
#![cfg(test)]

use proptest::prelude::*;
use scoring::assign::{Impossibility, Item, Layered, MOST_DRAWS, OrderError, RoomPlan, rooms, running_order};
use scoring::draw::{DrawError, draw};
use std::collections::BTreeMap;

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|t| (*t).to_owned()).collect()
}

fn layered(of: &[(usize, usize)]) -> Vec<Layered> {
    let one = |(n, (category, community)): (usize, &(usize, usize))| Layered {
        code: format!("P{n:02}"),
        category: format!("C{category}"),
        community: format!("S{community}"),
    };
    of.iter().enumerate().map(one).collect()
}

/// How unevenly those who are meant lie in the rooms: the most of a room less the least.
fn spread(plan: &RoomPlan, meant: impl Fn(&str) -> bool) -> usize {
    let counts = plan.placed.iter().map(|room| room.proposals.iter().filter(|code| meant(code)).count());
    counts.clone().max().unwrap() - counts.min().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn rooms_categories_and_communities_differ_by_one_at_most(
        of in prop::collection::vec((0_usize..3, 0_usize..4), 0..40), count in 1_usize..5, word in ".{0,4}"
    ) {
        let (proposals, names) = (layered(&of), (0..count).map(|n| format!("R{n}")).collect::<Vec<_>>());
        let plan = rooms(&proposals, &names, std::slice::from_ref(&word)).unwrap();
        let layers: BTreeMap<&str, &Layered> = proposals.iter().map(|p| (p.code.as_str(), p)).collect();
        prop_assert!(spread(&plan, |_| true) <= 1);
        for p in &proposals {
            prop_assert!(spread(&plan, |code| layers[code].category == p.category) <= 1);
            let same = |code: &str| (&layers[code].category, &layers[code].community) == (&p.category, &p.community);
            prop_assert!(spread(&plan, same) <= 1);
        }
        let mut dealt: Vec<String> = plan.placed.iter().flat_map(|room| room.proposals.clone()).collect();
        dealt.sort();
        prop_assert_eq!(dealt, proposals.iter().map(|p| p.code.clone()).collect::<Vec<_>>());
        let turned: Vec<Layered> = proposals.iter().rev().cloned().collect();
        prop_assert_eq!(&rooms(&turned, &names, &[word]).unwrap(), &plan);
        prop_assert_eq!(plan.verify(&proposals), Ok(()));
    }

    #[test]
    fn a_running_order_keeps_its_constraints_or_says_that_none_does(
        of in prop::collection::vec((0_usize..4, prop::collection::btree_set(0_usize..3, 0..3)), 1..6), word in "[a-z]{0,3}"
    ) {
        let all = items(&of);
        let kept: Vec<Vec<usize>> = orders(all.len()).into_iter().filter(|order| keeps(&all, order)).collect();
        match running_order(&all, &[word]) {
            Ok(found) => {
                let order: Vec<usize> =
                    found.order.iter().map(|code| all.iter().position(|i| i.code == *code).unwrap()).collect();
                prop_assert!(kept.contains(&order));
            }
            Err(OrderError::Impossible { .. }) => prop_assert!(kept.is_empty()),
            Err(other) => prop_assert!(false, "{}", other),
        }
    }
}

fn items(of: &[(usize, std::collections::BTreeSet<usize>)]) -> Vec<Item> {
    let one = |(n, (organisation, judges)): (usize, &(usize, std::collections::BTreeSet<usize>))| Item {
        code: format!("P{n}"),
        organisation: format!("O{organisation}"),
        kept_away: judges.iter().map(|j| format!("J{j}")).collect(),
    };
    of.iter().enumerate().map(one).collect()
}

fn orders(count: usize) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new()];
    for _ in 0..count {
        let longer = |order: &Vec<usize>| {
            let order = order.clone();
            (0..count).filter(|n| !order.contains(n)).map(|n| [order.as_slice(), &[n]].concat()).collect::<Vec<_>>()
        };
        found = found.iter().flat_map(longer).collect();
    }
    found
}

/// The constraints, told in another way than the crate tells them: a judge who is kept away goes out once at most.
fn keeps(items: &[Item], order: &[usize]) -> bool {
    let exits = |judge: &String| {
        let out = |n: &usize| items[*n].kept_away.contains(judge);
        order.iter().enumerate().filter(|(place, n)| out(n) && (*place == 0 || !out(&order[place - 1]))).count()
    };
    let once = items.iter().flat_map(|i| &i.kept_away).all(|judge| exits(judge) == 1);
    once && order.windows(2).all(|two| items[two[0]].organisation != items[two[1]].organisation)
}

fn plain(code: &str, organisation: &str, kept_away: &[&str]) -> Item {
    Item { code: code.into(), organisation: organisation.into(), kept_away: words(kept_away) }
}

#[test]
fn without_constraints_the_order_is_the_plain_lot() {
    let all = [plain("A", "1", &[]), plain("B", "2", &[]), plain("C", "3", &[])];
    let found = running_order(&all, &words(&["organiser-reveal", "beacon-42"])).unwrap();
    let lot = draw(&words(&["organiser-reveal", "beacon-42"]), &words(&["A", "B", "C"])).unwrap();
    assert_eq!((found.order, found.attempt, found.blocks, found.within), (words(&["C", "B", "A"]), 0, lot, vec![]));
}

#[test]
fn a_drawing_that_does_not_hold_is_drawn_again_with_its_number() {
    let all: Vec<Item> = (0..8).map(|n| plain(&format!("P{n}"), &format!("O{}", n / 4), &[])).collect();
    let parts = words(&["words"]);
    let found = running_order(&all, &parts).unwrap();
    assert!(found.attempt > 0);
    let codes: Vec<String> = all.iter().map(|i| i.code.clone()).collect();
    assert_eq!(found.order, draw(&["words".into(), found.attempt.to_string()], &codes).unwrap().order);
    assert_eq!(found.verify(&all, &parts), Ok(()));
    let mut other = found;
    other.order.swap(0, 1);
    assert_eq!(other.verify(&all, &parts), Err(OrderError::Draw(DrawError::Differs { part: "order" })));
}

#[test]
fn many_items_of_one_judge_stand_together_without_many_drawings() {
    let judge = |n: usize| if n < 12 { vec!["J1"] } else { vec![] };
    let all: Vec<Item> = (0..50).map(|n| plain(&format!("P{n:02}"), &format!("O{n}"), &judge(n))).collect();
    let found = running_order(&all, &words(&["words"])).unwrap();
    let places: Vec<usize> = (0..50).filter(|place| found.order[*place].as_str() < "P12").collect();
    assert_eq!((found.attempt, places.last().unwrap() - places.first().unwrap()), (0, 11));
}

#[test]
fn an_organisation_with_more_than_every_other_place_is_named() {
    let most = |of_one: usize| {
        let organisation = |n: usize| if n < of_one { "甲".to_owned() } else { format!("O{n}") };
        (0..5).map(|n| plain(&format!("P{n}"), &organisation(n), &[])).collect::<Vec<_>>()
    };
    for (of_one, possible) in [(2, true), (3, true), (4, false)] {
        assert_eq!(running_order(&most(of_one), &words(&["w"])).is_ok(), possible);
    }
    let why = Impossibility::Crowded { organisation: "甲".into(), items: 4, places: 3 };
    assert_eq!(running_order(&most(4), &[]), Err(OrderError::Impossible { why }));
}

#[test]
fn an_item_that_is_named_twice_is_refused() {
    let all = [plain("A", "1", &["x"]), plain("B", "2", &["x"]), plain("B", "3", &[])];
    assert_eq!(running_order(&all, &[]), Err(OrderError::Draw(DrawError::Duplicate { id: "B".into() })));
}

#[test]
fn groups_that_cannot_all_hang_together_are_proven_impossible() {
    // Each of three judges is kept away from another pair of A, B and C: two pairs can be neighbours, never all three.
    let ring = [plain("A", "1", &["x", "z"]), plain("B", "2", &["x", "y"]), plain("C", "3", &["y", "z"])];
    assert_eq!(running_order(&ring, &[]), Err(OrderError::Impossible { why: Impossibility::NoOrder }));
    let side = [plain("A", "1", &["x"]), plain("B", "1", &["x"]), plain("C", "2", &[])];
    assert_eq!(running_order(&side, &[]), Err(OrderError::Impossible { why: Impossibility::NoOrder }));
}

#[test]
fn an_order_that_chance_does_not_meet_is_given_up_and_said_so() {
    // Two organisations with ten items each: 2 x 10! x 10! of 20! orders hold, about one in 92,000.
    let all: Vec<Item> = (0..20).map(|n| plain(&format!("P{n:02}"), &format!("O{}", n % 2), &[])).collect();
    let error = running_order(&all, &words(&["w"])).unwrap_err();
    assert_eq!(error, OrderError::NotFound { draws: MOST_DRAWS });
    assert_eq!(error.code(), "running_order_not_found");
}
