//! What is left to give: of the pool, of each group's cap, and of what is reserved.

use super::{AllocationRule, Band, Candidate, Cap, Constraint, Gives, GroupKind, LimitedBy, Reach};
use crate::Ratio;
use model::Money;
use std::collections::BTreeMap;

/// What one band would give to one candidate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offer<'a> {
    pub(super) band: &'a Band,
    pub(super) amount: Money,
    pub(super) limited_by: LimitedBy,
}

/// What the candidate at a place (from 1) is offered: by each band that it reaches, best first.
pub(super) fn offers<'a>(one: &Candidate, place: u32, rule: &'a AllocationRule) -> Vec<Offer<'a>> {
    let reached = |band: &&Band| match band.reach {
        Reach::FromScore(from) => one.score >= Ratio::of(from),
        Reach::ToPlace(last) => place <= last,
    };
    rule.bands.iter().filter(reached).map(|band| offer(one, band)).collect()
}

fn offer<'a>(one: &Candidate, band: &'a Band) -> Offer<'a> {
    let (amount, limited_by) = match band.gives {
        Gives::UpToFen(most) => smaller(one.asked, most),
        Gives::ExactlyFen(sum) => (sum, LimitedBy::Tier),
        Gives::PercentOfAsked(percent) => (one.asked.percent_floor(percent), LimitedBy::Tier),
        Gives::ProposedUpToFen(most) => {
            let (bound, by) = smaller(one.asked, most);
            let proposed = one.proposed.unwrap_or_default();
            if proposed < bound { (proposed, LimitedBy::Panel) } else { (bound, by) }
        }
    };
    Offer { band, amount, limited_by }
}

fn smaller(asked: Money, most: Money) -> (Money, LimitedBy) {
    let by = match asked.cmp(&most) {
        std::cmp::Ordering::Less => LimitedBy::Asked,
        std::cmp::Ordering::Equal => LimitedBy::Both,
        std::cmp::Ordering::Greater => LimitedBy::Tier,
    };
    (asked.min(most), by)
}

/// What was given so far, and what may still be given.
#[derive(Debug)]
pub(super) struct Pot<'a> {
    rule: &'a AllocationRule,
    pub(super) left: Money,
    given: BTreeMap<(GroupKind, String), (u32, Money)>,
}

impl<'a> Pot<'a> {
    pub(super) const fn rule(&self) -> &'a AllocationRule {
        self.rule
    }

    pub(super) const fn new(rule: &'a AllocationRule, pool: Money) -> Self {
        Self { rule, left: pool, given: BTreeMap::new() }
    }

    /// Books an award.
    pub(super) fn take(&mut self, one: &Candidate, amount: Money) {
        self.left = self.left.minus(amount);
        for by in [GroupKind::Organisation, GroupKind::Category, GroupKind::Community] {
            let Some(group) = one.group(by) else { continue };
            let held = self.given.entry((by, group.to_owned())).or_default();
            *held = (held.0.saturating_add(1), held.1.plus(amount));
        }
    }

    fn given(&self, by: GroupKind, group: &str) -> (u32, Money) {
        self.given.get(&(by, group.to_owned())).copied().unwrap_or_default()
    }

    fn caps<'b>(&'b self, one: &'b Candidate) -> impl Iterator<Item = (&'b Cap, &'b str)> {
        let theirs = |cap: &'b Cap| one.group(cap.by).map(|group| (cap, group));
        self.rule.caps.iter().filter_map(theirs).filter(|(c, group)| c.group.as_deref().is_none_or(|g| g == *group))
    }

    /// The most that the caps still let a candidate have, and the cap that says so; `None` where no cap binds.
    pub(super) fn ceiling(&self, one: &Candidate) -> Option<(Money, Constraint)> {
        let room = |(cap, group): (&Cap, &str)| {
            let (awards, fen) = self.given(cap.by, group);
            let full = cap.awards.is_some_and(|most| awards >= most);
            let most = if full { Some(Money::ZERO) } else { cap.fen.map(|most| most.minus(fen)) };
            most.map(|most| (most, Constraint::Group { by: cap.by, group: group.to_owned() }))
        };
        self.caps(one).filter_map(room).min_by_key(|(most, _)| *most)
    }

    /// A reservation that is not filled yet and that the candidate belongs to.
    pub(super) fn owes(&self, one: &Candidate) -> Option<Constraint> {
        let short = self
            .rule
            .reservations
            .iter()
            .find(|r| one.group(r.by) == Some(r.group.as_str()) && self.given(r.by, &r.group).0 < r.awards);
        short.map(|r| Constraint::Group { by: r.by, group: r.group.clone() })
    }
}
