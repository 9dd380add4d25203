//! The choice with the greatest total of published scores, within pool, caps and reservations, with its proof.

use super::greedy::{first, proposed, refused, reserve};
use super::pot::{Offer, Pot, offers};
use super::{Allocation, AllocationRule, Candidate, Cap, GroupKind, Reason};
use crate::optimum::{Choice, Item, Limit, Problem, STEPS, solve};
use model::Money;
use model::rules::RoundingMode;
use std::collections::{BTreeMap, BTreeSet};

/// Gives the pool away so that the published scores of the funded add up to the most. Reservations that cannot be filled
/// by those who pass are asked for as far as they can; what does not fit together with them is given by rank instead.
pub(super) fn allocate(candidates: &[Candidate], rule: &AllocationRule, pool: Money) -> Allocation {
    let offered: Vec<Result<Offer<'_>, Reason>> =
        candidates.iter().zip(1..).map(|(one, place)| first(one, &offers(one, place, rule), rule)).collect();
    let problem = problem(candidates, &offered, rule, pool);
    let Ok(best) = solve(&problem, STEPS) else {
        return super::greedy::allocate(candidates, rule, pool);
    };
    let mut pot = Pot::new(rule, pool);
    let mut grants = Vec::with_capacity(candidates.len());
    for ((one, offer), taken) in candidates.iter().zip(&offered).zip(&best.chosen) {
        grants.push(match (offer, taken) {
            (Err(reason), _) => refused(one, &pot, *reason),
            (Ok(offer), Some(_)) => proposed(one, *offer, &mut pot),
            (Ok(offer), None) => reserve(one, *offer, &pot, (Reason::NotInOptimum, None)),
        });
    }
    let certificate = Some(best.certificate);
    Allocation { certificate, ..Allocation::of(grants, candidates, rule, pool) }
}

fn problem(
    candidates: &[Candidate],
    offered: &[Result<Offer<'_>, Reason>],
    rule: &AllocationRule,
    pool: Money,
) -> Problem {
    let fen = |money: Money| u64::try_from(money.as_fen()).unwrap_or(0);
    let choice = |(one, offer): (&Candidate, &Result<Offer<'_>, Reason>)| {
        let rounded = one.score.rounded(4, RoundingMode::HalfUp).as_mark();
        let value = rounded.map_or(0, model::Mark::as_units);
        let choices = offer.iter().map(|offer| Choice { cost: fen(offer.amount), value }).collect();
        Item { choices, limits: Vec::new() }
    };
    let mut items: Vec<Item> = candidates.iter().zip(offered).map(choice).collect();
    let mut limits = Vec::new();
    let mut hold = |by: GroupKind, group: &str, limit: Limit| {
        for (one, item) in candidates.iter().zip(&mut items) {
            if one.group(by) == Some(group) {
                item.limits.push(limits.len());
            }
        }
        limits.push(limit);
    };
    for (cap, group) in rule.caps.iter().flat_map(|cap| groups(candidates, cap).into_iter().map(move |g| (cap, g))) {
        cap.awards.into_iter().for_each(|most| hold(cap.by, group, Limit::AwardsAtMost(most.into())));
        cap.fen.into_iter().for_each(|most| hold(cap.by, group, Limit::CostAtMost(fen(most))));
    }
    let mut able: BTreeMap<(GroupKind, &str), u64> = BTreeMap::new();
    for one in candidates.iter().zip(offered).filter(|(_, offer)| offer.is_ok()).map(|(one, _)| one) {
        for by in [GroupKind::Organisation, GroupKind::Category, GroupKind::Community] {
            one.group(by).into_iter().for_each(|group| *able.entry((by, group)).or_default() += 1);
        }
    }
    for owed in &rule.reservations {
        let most = able.get(&(owed.by, owed.group.as_str())).copied().unwrap_or(0);
        hold(owed.by, &owed.group, Limit::AwardsAtLeast(u64::from(owed.awards).min(most)));
    }
    Problem { budget: fen(pool), items, limits }
}

/// The groups that a cap holds.
fn groups<'a>(candidates: &'a [Candidate], cap: &'a Cap) -> BTreeSet<&'a str> {
    match &cap.group {
        Some(group) => BTreeSet::from([group.as_str()]),
        None => candidates.iter().filter_map(|one| one.group(cap.by)).collect(),
    }
}
