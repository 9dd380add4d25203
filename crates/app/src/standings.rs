//! The standings desk: for each track how its result came about, step by step, and how sure it is. It reads, it never changes a result.
//!
//! The rows are those that were sealed; everything beside them is computed from the stored sheets, ballots and lots.

use crate::tie_acts::{self, TieAct};
use crate::{Error, roadshows as evenings, seats};
use model::rules::{AwardRules, Track};
use model::{Actor, Money, Round, RoundId};
use scoring::allocation::{AllocationRule, Candidate, Grant};
use scoring::draw::Transcript;
use scoring::rules::RuleSet;
use scoring::standings::{Cut, Entry, Standings, cut, standings};
use scoring::ties::Act;
use serde_json::{Value, json};
use storage::{Tx, awards, proposals, reviews, rounds};
use workflow::Refusal;
use workflow::standings::{Results, read};

mod alternatives;
mod certainty;
mod judges;

pub(crate) use alternatives::in_report;
pub use alternatives::{Allocations, Alternative, allocations, what_if};
pub use certainty::{award_margin, rank_intervals};
pub use judges::{judge_report, reliability};

/// The sealed result of one track in its last roadshow that is sealed.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// The track's id.
    pub track: String,
    /// The roadshow.
    pub stage: String,
    /// The rules in force.
    pub rules: RuleSet,
    /// Their SHA-256 in lower-case hex, over the canonical JSON.
    pub rules_digest: String,
    /// The standings as they were sealed.
    pub standings: Standings,
    /// Whether the stored sheets, ballots and lots still give exactly these rows.
    pub recomputed: bool,
    /// The acts that broke ties.
    pub acts: Vec<Act>,
    /// The lots behind them.
    pub draws: Vec<Transcript>,
    /// What people entered for ties: second votes and the chair's decisions.
    pub entered: Vec<TieAct>,
    /// Who goes on, where another roadshow follows.
    pub cut: Option<Cut>,
    homes: judges::Homes,
    entries: Vec<Entry>,
    requests: Vec<Candidate>,
    giving: Result<(AllocationRule, Money), &'static str>,
}

/// The sealed results of a round, track by track, or of one track; for those who run or oversee the round.
///
/// # Errors
/// [`Refusal::NotYourRole`]; [`Refusal::NotNow`] with `results_not_sealed`; `track_unknown`.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, track: Option<&str>) -> Result<Vec<Sealed>, Error> {
    let round = rounds::find(tx, actor, id)?;
    let asked = |t: &&Track| track.is_none_or(|name| t.id == name);
    let mut found = Vec::new();
    let mut known = Vec::new();
    for track in round.document.rules.tracks.iter().filter(asked) {
        known.push(track);
        for n in (0..round.document.rules.roadshows().count()).rev() {
            let stage = seats::roadshow(n);
            let rows = sealed_rows(tx, actor, (&round, &stage, &track.id))?;
            if !rows.is_empty() {
                found.push((track, n, rows));
                break;
            }
        }
    }
    read(if found.is_empty() { Results::Open } else { Results::Sealed }, &round, actor).map_err(|refused| {
        let unknown = known.is_empty() && matches!(refused, Refusal::NotNow { .. });
        if unknown { Refusal::rule("/track", "track_unknown", json!({ "track": track })) } else { refused }
    })?;
    found.into_iter().map(|(track, n, rows)| open(tx, actor, (&round, track, n), &rows)).collect()
}

fn sealed_rows(tx: &mut Tx<'_>, actor: &Actor, of: (&Round, &str, &str)) -> Result<Vec<Value>, Error> {
    let (round, stage, track) = of;
    let all = reviews::list_standings(tx, actor, round, stage)?.into_iter().map(|(_, trace)| trace);
    Ok(all.filter(|trace| trace.get("track").and_then(Value::as_str) == Some(track)).collect())
}

fn open(tx: &mut Tx<'_>, actor: &Actor, of: (&Round, &Track, usize), rows: &[Value]) -> Result<Sealed, Error> {
    let (round, track, n) = of;
    let stage = seats::roadshow(n);
    let rule = round.document.rules.roadshows().nth(n).ok_or_else(|| Error::broken("standings without a roadshow"))?;
    let rules = evenings::rules_of(rule)?;
    let pitched = evenings::pitched(tx, actor, round, &stage)?;
    let entries = evenings::entries(tx, actor, round, (&stage, rule, &track.id), &pitched)?;
    let theirs: Vec<&model::Proposal> = pitched.iter().map(|(_, p)| p).filter(|p| p.track == track.id).collect();
    let draws = tie_acts::tie_draws(tx, actor, round, &stage)?;
    let acts = tie_acts::acts(tx, actor, round, &stage)?;
    let entered = tie_acts::list_settled(tx, actor, round, &stage)?;
    let again = standings(&entries, &rules, &acts).unwrap_or_default();
    let (standings, recomputed) = as_sealed(rows, again)?;
    let decides = round.document.rules.deciding_roadshow(&track.id) == Some(n);
    let line = evenings::line(round, &track.id, n);
    Ok(Sealed {
        rules_digest: transparency::digest(&rules).map_err(Error::broken)?,
        cut: line.and_then(|line| cut(&standings, line, &acts).ok()),
        requests: requests(tx, actor, (round, &track.id))?,
        homes: judges::homes(tx, actor, (round, &stage), &theirs)?,
        giving: if decides { giving(track, round.document.rules.award()) } else { Err("another_roadshow_follows") },
        track: track.id.clone(),
        stage,
        rules,
        standings,
        recomputed,
        acts,
        draws,
        entered,
        entries,
    })
}

/// The rows as they were sealed, with who has no score; and whether the computation that was done again gives the same.
fn as_sealed(rows: &[Value], again: Standings) -> Result<(Standings, bool), Error> {
    let field = |row: &Value, name: &str| row.get(name).cloned().unwrap_or_default();
    let mut sealed = Standings {
        unscored: again.unscored,
        why_unscored: again.why_unscored,
        unscored_steps: again.unscored_steps,
        ..Standings::default()
    };
    for row in rows {
        sealed.rows.push(serde_json::from_value(field(row, "standing")).map_err(Error::broken)?);
        let tie: Option<scoring::ties::Tie> = serde_json::from_value(field(row, "tie")).map_err(Error::broken)?;
        sealed.ties.extend(tie.filter(|tie| !sealed.ties.contains(tie)));
        let links: Vec<scoring::ties::TieStep> = serde_json::from_value(field(row, "links")).map_err(Error::broken)?;
        for link in links {
            if !sealed.tie_steps.contains(&link) {
                sealed.tie_steps.push(link);
            }
        }
    }
    let recomputed = sealed.rows == again.rows && sealed.ties == again.ties && sealed.tie_steps == again.tie_steps;
    Ok((sealed, recomputed))
}

/// What each proposal asked for: as its award says, or before the awards as the proposal says.
fn requests(tx: &mut Tx<'_>, actor: &Actor, of: (&Round, &str)) -> Result<Vec<Candidate>, Error> {
    let (round, track) = of;
    let proposed = awards::list(tx, actor, round)?;
    let theirs = proposals::list(tx, actor, round)?.into_iter().filter(|p| p.track == track);
    let request = |p: model::Proposal| {
        let award = proposed.iter().find(|a| a.proposal == p.id).map(|a| a.trace.clone());
        let grant: Option<Grant> = award.map(serde_json::from_value).transpose().map_err(Error::broken)?;
        let asked = grant.map_or_else(|| p.content.asked(), |grant| grant.asked_fen);
        Ok(Candidate { proposal: p.code.to_string(), asked, ..Candidate::default() })
    };
    theirs.map(request).collect()
}

/// How the track's pool is given away; or why it is not.
fn giving(track: &Track, award: Option<&AwardRules>) -> Result<(AllocationRule, Money), &'static str> {
    let award = award.ok_or("no_award_stage")?;
    let pool = track.pool_fen.ok_or("pool_missing")?;
    Ok((AllocationRule::of_track(&track.tiers, award), pool))
}

impl Sealed {
    /// Every tie with what each link compared and the lots that were drawn for it.
    pub fn ties(&self) -> Vec<TieDecision<'_>> {
        let decision = |tie| TieDecision {
            tie,
            links: self.standings.tie_steps.iter().filter(|s| s.rank == tie.rank).collect(),
            lots: self.draws.iter().filter(|d| d.codes.iter().all(|code| tie.proposals.contains(code))).collect(),
            entered: self
                .entered
                .iter()
                .filter(|e| e.content.codes().iter().all(|c| tie.proposals.contains(c)))
                .collect(),
        };
        self.standings.ties.iter().map(decision).collect()
    }

    /// The candidates in the order of award, with their published scores.
    fn candidates(&self) -> Vec<Candidate> {
        let request = |code: &str| self.requests.iter().find(|r| r.proposal == code);
        let rows = self.standings.rows.iter().map(|row| &row.scored);
        let candidate = |row: &scoring::standings::Scored| {
            request(&row.proposal).map(|r| Candidate { score: row.final_score.published, ..r.clone() })
        };
        rows.filter_map(candidate).collect()
    }
}

/// How one tie was decided.
#[derive(Debug, Clone)]
pub struct TieDecision<'a> {
    /// Who was equal, in which order they stand now, and the first link that told them apart.
    pub tie: &'a scoring::ties::Tie,
    /// What each link compared, in the order in which the links were asked.
    pub links: Vec<&'a scoring::ties::TieStep>,
    /// The drawings of lots, for everybody to draw again.
    pub lots: Vec<&'a Transcript>,
    /// The second votes and the chair's decisions.
    pub entered: Vec<&'a TieAct>,
}
