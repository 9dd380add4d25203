//! How far the judges of a track agree, and what their marks say about each of them: hints with evidence, never verdicts.

use super::Sealed;
use crate::Error;
use model::{Actor, OrganisationId, Proposal, Round, Scope};
use scoring::analysis::{self, put};
use scoring::judges::{affinity, diagnose};
use scoring::marks::MarkTable;
use scoring::reliability::Undefined;
use scoring::sensitivity::judges_totals;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Tx, organisations, people, seats};

/// The reason of a favour that cannot be told, because nobody said where the judge belongs.
const HOME_UNKNOWN: &str = "home_unknown";

/// Intraclass correlation, Kendall's W, Krippendorff's and Cronbach's alpha over the judges' totals; what is not defined is null, with a reason.
#[must_use]
pub fn reliability(of: &Sealed) -> Map<String, Value> {
    analysis::agreement(&totals(of), code)
}

/// What the marks say about each judge, by code; with the favour for the own community where the judge's home is known.
#[must_use]
pub fn judge_report(of: &Sealed) -> Vec<Map<String, Value>> {
    let table = totals(of);
    let homes = of.homes.within(&table);
    let report = |(n, found): (usize, &scoring::judges::JudgeReport)| {
        let mut shown = analysis::judge(found, code);
        let known = homes.judges.get(n).is_some_and(Option::is_some);
        let favour = match affinity(&table, &homes, n) {
            _ if !known => Err(HOME_UNKNOWN.to_owned()),
            found => found.map(|a| json!({ "own": a.own, "favour": a.favour, "p": a.p })).map_err(code),
        };
        put(&mut shown, "affinity", favour);
        shown
    };
    diagnose(&table).iter().enumerate().map(report).collect()
}

/// To which community judges and proposals belong, by code.
#[derive(Debug, Clone, Default)]
pub(super) struct Homes {
    judges: BTreeMap<String, String>,
    proposals: BTreeMap<String, String>,
}

impl Homes {
    /// The same in the order of a table.
    fn within(&self, table: &MarkTable) -> scoring::judges::Homes {
        scoring::judges::Homes {
            proposals: table.proposals.iter().map(|code| self.proposals.get(code).cloned()).collect(),
            judges: table.judges.iter().map(|code| self.judges.get(code).cloned()).collect(),
        }
    }
}

/// The communities in which the proposals land, and for each judge the one to which they belong: by a role, by a tie, or through the body that theirs is part of.
///
/// # Errors
/// When the database does not answer.
pub(super) fn homes(tx: &mut Tx<'_>, actor: &Actor, of: (&Round, &str), pitched: &[&Proposal]) -> Result<Homes, Error> {
    let (round, stage) = of;
    let landed = pitched.iter().filter_map(|p| p.community.map(|home| (p.code.to_string(), home.to_string())));
    let communities: BTreeSet<OrganisationId> = pitched.iter().filter_map(|p| p.community).collect();
    let mut homes = Homes { proposals: landed.collect(), judges: BTreeMap::new() };
    if communities.is_empty() {
        return Ok(homes);
    }
    let parents: BTreeMap<OrganisationId, OrganisationId> =
        organisations::list(tx, actor)?.into_iter().filter_map(|o| o.parent.map(|parent| (o.id, parent))).collect();
    for seat in seats::list(tx, actor, round, stage)? {
        let granted =
            people::grants(tx, actor.tenant, seat.person)?.into_iter().filter_map(|grant| match grant.scope {
                Scope::Organisation(id) => Some(id),
                Scope::Tenant | Scope::Round(_) => None,
            });
        let tied = people::ties(tx, actor, seat.person)?.into_iter().map(|tie| tie.organisation);
        let own: BTreeSet<OrganisationId> = granted.chain(tied).collect();
        let above: BTreeSet<OrganisationId> = own.iter().filter_map(|id| parents.get(id).copied()).collect();
        let home = own.intersection(&communities).next().or_else(|| above.intersection(&communities).next());
        homes.judges.extend(home.map(|home| (seat.code.to_string(), home.to_string())));
    }
    Ok(homes)
}

/// The judges' totals; an empty table, of which nothing is defined, where one has more decimals than a mark.
fn totals(of: &Sealed) -> MarkTable {
    judges_totals(&of.entries, &of.rules).unwrap_or_default()
}

pub(super) fn code(why: Undefined) -> String {
    why.code().to_owned()
}
