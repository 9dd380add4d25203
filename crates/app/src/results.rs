//! What everybody may know of a round's projects and results, at this moment and without personal data.

use crate::Error;
use crate::stage::{self, Card, Row, StageShown, card};
use model::rules::Component;
use model::stage::Audience;
use model::{Actor, Money, ProposalState, RoundId};
use storage::{Tx, awards, organisations, proposals, rounds};

/// A project as everybody may know it.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// What is said of it.
    pub card: Card,
    /// Where it stands, as far as that is public.
    pub state: ProposalState,
    /// What it was awarded, once that is public.
    pub amount: Option<Money>,
    /// Its result, once it is shown.
    pub result: Option<Row>,
}

/// The projects that were admitted, by code.
///
/// # Errors
/// [`storage::Error::NotFound`] for a round that the actor may not see.
pub fn list_projects(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Vec<Project>, Error> {
    let round = rounds::find(tx, actor, id)?;
    let clock = Actor::clock(actor.tenant);
    let published = workflow::stage::is_published(round.state);
    let shown = stage::view(tx, actor.tenant, id, Audience::Public)?;
    let bodies = organisations::list(tx, &clock)?.into_iter().map(|o| (o.id, o)).collect();
    let granted = awards::list(tx, &clock, &round)?;
    let all = proposals::list(tx, &clock, &round)?;
    let project = |p: &model::Proposal| {
        let state = workflow::stage::public_state(p.state, round.state)?;
        let grant = granted.iter().find(|a| a.proposal == p.id && published && state == ProposalState::InNotice);
        let kept = granted.iter().find(|a| a.proposal == p.id && published && state == ProposalState::Active);
        Some(Project {
            card: card(p, &bodies),
            state,
            amount: grant.or(kept).and_then(|a| a.amount),
            result: shown.ranking.iter().flatten().find(|r| r.proposal == p.id).cloned(),
        })
    };
    Ok(all.iter().filter_map(project).collect())
}

/// The results as everybody may know them.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// Those that are shown, best first.
    pub rows: Vec<Row>,
    /// How many projects pitch on the evening.
    pub pitching: usize,
    /// What a final score is made of.
    pub components: Vec<Component>,
    /// The digest of the rules under which they came about.
    pub rules_digest: Option<String>,
}

/// The results of the evening as far as everybody may know them.
///
/// # Errors
/// [`storage::Error::NotFound`] for a round that the actor may not see.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Results, Error> {
    let round = rounds::find(tx, actor, id)?;
    let shown: StageShown = stage::view(tx, actor.tenant, id, Audience::Public)?;
    let evening = stage::find_evening(tx, actor, id)?;
    Ok(Results {
        rows: shown.ranking.unwrap_or_default(),
        pitching: shown.slots.len(),
        components: evening.rule.components,
        rules_digest: round.frozen.map(|(_, digest)| digest),
    })
}
