//! Down the order of award: each gets what its band gives, as long as pool and caps allow it. What is reserved is filled first.

use super::pot::{Offer, Pot, offers};
use super::{Allocation, AllocationRule, Candidate, Constraint, Grant, LimitedBy, Outcome, Reason};
use crate::Ratio;
use model::Money;
use model::rules::OnMisfit;

/// Gives the pool away by rank.
pub(super) fn allocate(candidates: &[Candidate], rule: &AllocationRule, pool: Money) -> Allocation {
    let mut pot = Pot::new(rule, pool);
    let mut grants: Vec<Option<Grant>> = Vec::with_capacity(candidates.len());
    for (one, place) in candidates.iter().zip(1..) {
        let owed = pot.owes(one);
        let grant = owed.is_some().then(|| give(one, place, &mut pot, Giving::On));
        let served = grant.filter(|g| g.result == Outcome::Proposed);
        grants.push(served.map(|g| Grant { reserved_for: owed, ..g }));
    }
    let mut giving = Giving::On;
    for ((one, place), slot) in candidates.iter().zip(1..).zip(&mut grants) {
        if slot.is_some() {
            continue;
        }
        let grant = give(one, place, &mut pot, giving);
        if grant.reason == Some(Reason::DoesNotFit) && rule.on_misfit == OnMisfit::Stop {
            giving = Giving::Stopped;
        }
        *slot = Some(grant);
    }
    Allocation::of(grants.into_iter().flatten().collect(), candidates, rule, pool)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Giving {
    On,
    Stopped,
}

/// One decision. Without a band, or below the pass line, there is nothing to decide.
fn give(one: &Candidate, place: u32, pot: &mut Pot<'_>, giving: Giving) -> Grant {
    let rule = pot.rule();
    let offered = offers(one, place, rule);
    let first = match first(one, &offered, rule) {
        Ok(first) => first,
        Err(reason) => return refused(one, pot, reason),
    };
    if giving == Giving::Stopped {
        return reserve(one, first, pot, (Reason::AfterStop, None));
    }
    let ceiling = pot.ceiling(one);
    let room = ceiling.as_ref().map_or(pot.left, |(most, _)| pot.left.min(*most));
    let fits = |offer: &&Offer<'_>| Money::ZERO < offer.amount && offer.amount <= room;
    let within = match rule.on_misfit {
        OnMisfit::Downgrade => offered.iter().find(fits),
        _ => offered.first().filter(fits),
    };
    if let Some(offer) = within {
        return proposed(one, *offer, pot);
    }
    let held = ceiling.filter(|(most, _)| *most < first.amount);
    if rule.on_misfit == OnMisfit::Part && room > Money::ZERO {
        let limited_by = if room < pot.left { LimitedBy::Cap } else { LimitedBy::Pool };
        return proposed(one, Offer { amount: room, limited_by, ..first }, pot);
    }
    match held {
        Some((_, cap)) => reserve(one, first, pot, (Reason::CapReached, Some(cap))),
        None => reserve(one, first, pot, (Reason::DoesNotFit, None)),
    }
}

/// What a candidate is offered first, or why nothing.
pub(super) fn first<'a>(one: &Candidate, offered: &[Offer<'a>], rule: &AllocationRule) -> Result<Offer<'a>, Reason> {
    if one.score < Ratio::of(rule.pass) {
        return Err(Reason::BelowPassLine);
    }
    match offered.first() {
        None => Err(Reason::NoTier),
        Some(first) if first.amount <= Money::ZERO => Err(Reason::NoAmount),
        Some(first) => Ok(*first),
    }
}

pub(super) fn refused(one: &Candidate, pot: &Pot<'_>, reason: Reason) -> Grant {
    Grant {
        proposal: one.proposal.clone(),
        tier: None,
        asked_fen: one.asked,
        amount_fen: None,
        limited_by: None,
        result: Outcome::NotSelected,
        reason: Some(reason),
        held_by: None,
        reserved_for: None,
        pool_left_fen: pot.left,
    }
}

pub(super) fn proposed(one: &Candidate, offer: Offer<'_>, pot: &mut Pot<'_>) -> Grant {
    pot.take(one, offer.amount);
    Grant { result: Outcome::Proposed, reason: None, ..offered(one, offer, pot) }
}

pub(super) fn reserve(one: &Candidate, offer: Offer<'_>, pot: &Pot<'_>, why: (Reason, Option<Constraint>)) -> Grant {
    Grant { result: Outcome::Reserve, reason: Some(why.0), held_by: why.1, ..offered(one, offer, pot) }
}

fn offered(one: &Candidate, offer: Offer<'_>, pot: &Pot<'_>) -> Grant {
    Grant {
        tier: Some(offer.band.name.clone()),
        amount_fen: Some(offer.amount),
        limited_by: Some(offer.limited_by),
        ..refused(one, pot, Reason::NoTier)
    }
}
