//! The same marks and the same pool under other rules, beside the official result: who gains, who loses.

use super::Sealed;
use crate::Error;
use model::rules::OnMisfit;
use model::{Actor, Money, RoundId};
use scoring::allocation::{Allocation, Change, Way, allocate, compare};
use scoring::analysis::put;
use scoring::optimum::Certificate;
use scoring::standings::NotSettled;
use scoring::what_if::{Alteration, Contest, Rules};
use serde_json::{Map, Value, json};
use storage::Tx;

/// What would have come out under each alteration of the rules, by its name; null with a reason where nothing can be said.
#[must_use]
pub fn what_if(of: &Sealed) -> Map<String, Value> {
    let mut all = Map::new();
    for alteration in Alteration::ALL {
        let name = json!(alteration).as_str().unwrap_or_default().to_owned();
        put(&mut all, &name, altered(of, alteration));
    }
    all
}

fn altered(of: &Sealed, alteration: Alteration) -> Result<Value, String> {
    let (allocation, pool) = of.giving.clone()?;
    let official = Rules { scoring: of.rules.clone(), allocation };
    let contest = Contest { entries: &of.entries, acts: &of.acts, requests: &of.requests, pool };
    let found = scoring::what_if::what_if(&contest, &official, &alteration.of(&official));
    found.map(|found| json!(found)).map_err(|why| match why {
        NotSettled::ActsNeeded(_) => "acts_needed".to_owned(),
        NotSettled::Scoring(error) => error.to_string(),
    })
}

/// The alterations as the report of a round prints them: those of its one track, or by track. Null for who does not read the standings desk, and before the results are sealed.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn in_report(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Value, Error> {
    let found = match super::list(tx, actor, id, None) {
        Ok(found) => found,
        Err(Error::Refused(_)) => return Ok(Value::Null),
        Err(other) => return Err(other),
    };
    Ok(match found.as_slice() {
        [only] => what_if(only).into(),
        several => several.iter().map(|one| (one.track.clone(), what_if(one).into())).collect::<Map<_, _>>().into(),
    })
}

/// One way to give the pool away, beside the official one.
#[derive(Debug, Clone)]
pub struct Alternative {
    /// `skip`, `stop`, `downgrade`, `part` or `optimum`.
    pub name: &'static str,
    /// How many are funded.
    pub funded: usize,
    /// What is given away.
    pub spent: Money,
    /// What is left.
    pub left: Money,
    /// Who gets more than officially, in the official order of award.
    pub gains: Vec<Change>,
    /// Who gets less.
    pub losses: Vec<Change>,
    /// For the optimum, the proof.
    pub certificate: Option<Certificate>,
}

/// The official way to give the pool away, and the others beside it.
#[derive(Debug, Clone)]
pub struct Allocations {
    /// As the rules of the round say.
    pub official: Allocation,
    /// The others.
    pub others: Vec<Alternative>,
}

/// Compares the ways to give this pool away: down the ranking with each way to treat a misfit, and the proven optimum.
///
/// # Errors
/// The reason, where the pool is not given away by these standings.
pub fn allocations(of: &Sealed) -> Result<Allocations, &'static str> {
    let (rule, pool) = of.giving.clone()?;
    let candidates = of.candidates();
    let official = allocate(&candidates, &rule, pool);
    let ways = [
        ("skip", Way::ByRank, OnMisfit::Skip),
        ("stop", Way::ByRank, OnMisfit::Stop),
        ("downgrade", Way::ByRank, OnMisfit::Downgrade),
        ("part", Way::ByRank, OnMisfit::Part),
        ("optimum", Way::Optimum, rule.on_misfit),
    ];
    let other = |(name, way, on_misfit)| {
        let mut here = rule.clone();
        (here.way, here.on_misfit) = (way, on_misfit);
        let given = allocate(&candidates, &here, pool);
        let found = compare(&official, &given);
        Alternative {
            name,
            funded: found.funded,
            spent: found.spent_fen,
            left: found.left_fen,
            gains: found.gains().cloned().collect(),
            losses: found.losses().cloned().collect(),
            certificate: given.certificate,
        }
    };
    Ok(Allocations { others: ways.map(other).into(), official })
}
