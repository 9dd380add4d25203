//! The night of the roadshow: order by lot, slots opened and sealed, results sealed into standings.

use crate::component_figures;
use crate::draws::{self, Words};
use crate::seats::{self as panels, find_conflicts};
use crate::tie_acts::acts;
use crate::{Error, Record, record};
use jiff::SignedDuration;
use model::rules::Roadshow;
use model::{Actor, Mark, Proposal, ProposalState, Round, RoundId, SlotId, Timestamp};
use scoring::draw::Transcript;
use scoring::panel::Sheet as Marked;
use scoring::rules::{CutLine, RuleSet};
use scoring::standings::{Cut, Entry, Needed, NotSettled, Standings, cut, standings};
use scoring::ties::Act;
use serde_json::json;
use std::collections::BTreeMap;
pub use storage::roadshows::Slot;
use storage::{Tx, ballots, proposals, reviews, roadshows, rounds, seats, sheets};
use workflow::Refusal;
use workflow::roadshows::{Command, decide};
use workflow::roles::{self, Duty};

/// Which roadshow of the round is on or comes next: its number from 0, its panel's name, its rules.
///
/// # Errors
/// [`Refusal::NotNow`] when all of them are over.
pub(crate) fn current(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<(usize, String, Roadshow), Error> {
    for (n, rule) in round.document.rules.roadshows().enumerate() {
        let stage = panels::roadshow(n);
        if reviews::list_standings(tx, actor, round, &stage)?.is_empty() {
            return Ok((n, stage, rule.clone()));
        }
    }
    Err(Refusal::not_now("no_roadshow_left", json!({})).into())
}

/// Out of what a running order is drawn.
#[derive(Debug, Clone, Default)]
pub struct OrderDraw {
    /// The words that are said.
    pub words: Words,
    /// Who pitches on this evening, by code; empty: all who have no place yet.
    pub codes: Vec<String>,
}

/// Draws the running order in public and begins the roadshow, or its next evening. Conflicts that nobody declared are found now.
///
/// # Errors
/// [`Refusal::WrongState`], [`Refusal::NotNow`] with `nobody_to_pitch` or `coaching_missing`; `cannot_pitch` for a code that has no right to a place.
pub fn draw_order(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    of: &OrderDraw,
    now: Timestamp,
) -> Result<Transcript, Error> {
    let round = rounds::find_exclusively(tx, actor, id)?;
    let state = workflow::rounds::decide(workflow::rounds::Command::Pitch, &round, actor, now)?;
    let (_, stage, rule) = current(tx, actor, &round)?;
    let placed = roadshows::list(tx, actor, &round, &stage)?;
    let mut pitching = without_place(tx, actor, &round, (&rule, &placed))?;
    if let Some(code) = of.codes.iter().find(|code| pitching.iter().all(|p| p.code.as_str() != **code)) {
        return Err(Refusal::rule("/codes", "cannot_pitch", json!({ "code": code })).into());
    }
    pitching.retain(|p| of.codes.is_empty() || of.codes.iter().any(|code| p.code.as_str() == code));
    if pitching.is_empty() {
        return Err(Refusal::not_now("nobody_to_pitch", json!({})).into());
    }
    crate::coaching::attended_enough(tx, actor, &round, &pitching, now)?;
    let codes: Vec<String> = pitching.iter().map(|p| p.code.to_string()).collect();
    let starts = next_start(tx, actor, &round)?.unwrap_or(now);
    let transcript = draws::draw(tx, actor, &round, (&stage, "order", None), (&of.words, &codes), now)?;
    let length = SignedDuration::from_secs(
        rule.present_secs.saturating_add(rule.questions_secs).saturating_add(rule.marking_secs),
    );
    let mut from = starts;
    let first = placed.iter().map(|s| s.position).max().unwrap_or(0).saturating_add(1);
    for (code, position) in transcript.order.iter().zip(first..) {
        let Some(proposal) = pitching.iter().find(|p| p.code.as_str() == code) else {
            continue;
        };
        let to = from.saturating_add(length).map_err(Error::broken)?;
        let slot = Slot {
            id: tx.id(now),
            round: id,
            stage: stage.clone(),
            position,
            proposal: proposal.id,
            planned: (from, to),
            state: "waiting".into(),
            opened_at: None,
            sealed_at: None,
            voting: "closed".into(),
            revealed_at: None,
        };
        roadshows::insert(tx, actor, &slot)?;
        from = to;
    }
    find_conflicts(tx, actor, &round, &stage, &pitching, now)?;
    crate::rounds::advance(tx, actor, &round, state, "roadshow.order_drawn", now)?;
    crate::letters::selection::invite(tx, actor, (&round, &stage, &rule), first, now)?;
    Ok(transcript)
}

/// Who is to pitch in a roadshow and has no place in it yet.
fn without_place(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    of: (&Roadshow, &[Slot]),
) -> Result<Vec<Proposal>, Error> {
    let (rule, placed) = of;
    let waits = |p: &Proposal| {
        p.state == ProposalState::Shortlisted && rule.admits(&p.track) && placed.iter().all(|s| s.proposal != p.id)
    };
    Ok(proposals::list(tx, actor, round)?.into_iter().filter(waits).collect())
}

/// When the next evening begins: the schedule names one instant for each order that is drawn.
fn next_start(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Option<Timestamp>, Error> {
    let mut drawn = 0_usize;
    for (n, _) in round.document.rules.roadshows().enumerate() {
        let found = draws::list_of(tx, actor, round, &panels::roadshow(n))?;
        drawn = drawn.saturating_add(found.iter().filter(|d| d.purpose == "order").count());
    }
    Ok(round.document.schedule.roadshows_at.get(drawn).copied())
}

/// Opens a slot for marks and votes.
///
/// # Errors
/// [`Refusal::WrongState`] when it is not waiting.
pub fn open(tx: &mut Tx<'_>, actor: &Actor, id: SlotId, now: Timestamp) -> Result<Slot, Error> {
    let old = roadshows::find_exclusively(tx, actor, id)?;
    let round = rounds::find(tx, actor, old.round)?;
    let state = decide(Command::Open, &old.state, &round, actor)?;
    let led = storage::stage::find(tx, actor.tenant, round.id, &old.stage)?;
    if led.is_some_and(|stage| stage.rehearsal_since.is_some()) {
        return Err(Refusal::not_now("rehearsal_on", json!({})).into());
    }
    let next = Slot { state: state.into(), opened_at: Some(now), voting: "open".into(), ..old.clone() };
    roadshows::advance(tx, &old, &next)?;
    let behalf = roles::may(actor, &round, Duty::Stage)?;
    let body = json!({ "position": next.position, "stage": next.stage });
    record(tx, actor, Record::new("slot.opened", round.id, id, body).on_behalf_of(behalf), now)?;
    Ok(next)
}

/// Seals a slot: from here on nothing in it changes. Every judge must have signed, be recused or be on record as absent, where the rules ask for sheets; what people enter must have been entered.
///
/// # Errors
/// [`Refusal::NotNow`] with `sheets_missing`, naming the judges, or `figures_missing`, naming the components.
pub fn seal(tx: &mut Tx<'_>, actor: &Actor, id: SlotId, now: Timestamp) -> Result<Slot, Error> {
    let old = roadshows::find_exclusively(tx, actor, id)?;
    let round = rounds::find(tx, actor, old.round)?;
    let state = decide(Command::Seal, &old.state, &round, actor)?;
    let rule = crate::sheets::rule(&round, &old.stage)?;
    let missing = if is_marked(rule) { missing(tx, actor, &round, &old)? } else { Vec::new() };
    if !missing.is_empty() {
        return Err(Refusal::not_now("sheets_missing", json!({ "judges": missing })).into());
    }
    let missing = component_figures::missing(tx, actor, rule, id)?;
    if !missing.is_empty() {
        return Err(Refusal::not_now("figures_missing", json!({ "components": missing })).into());
    }
    let next = Slot { state: state.into(), sealed_at: Some(now), voting: "closed".into(), ..old.clone() };
    roadshows::advance(tx, &old, &next)?;
    let behalf = roles::may(actor, &round, Duty::Stage)?;
    let body = json!({ "position": next.position, "stage": next.stage });
    record(tx, actor, Record::new("slot.sealed", round.id, id, body).on_behalf_of(behalf), now)?;
    Ok(next)
}

/// Whether any part of the score is made of sheets; where the panel only agrees on a score, none is asked for.
fn is_marked(rule: &Roadshow) -> bool {
    rule.components.iter().any(|c| c.kind.is_of_panel())
}

/// The codes of the judges whose sheet is still open.
fn missing(tx: &mut Tx<'_>, actor: &Actor, round: &Round, slot: &Slot) -> Result<Vec<String>, Error> {
    let panel = panels::panel(&slot.stage);
    let recusals = seats::list_recusals(tx, actor, round, panel)?;
    let written = sheets::list_unscoped(tx, &[slot.id])?;
    let seats = seats::list(tx, actor, round, panel)?;
    let settled = |person| {
        let recused = recusals.iter().any(|r| r.person == person && r.proposal == slot.proposal);
        recused || written.iter().any(|s| s.judge == person && s.state != "saved")
    };
    Ok(seats.into_iter().filter(|s| !settled(s.person)).map(|s| s.code.to_string()).collect())
}

/// Every slot of a roadshow with its proposal, once all are sealed and nobody is left without one.
///
/// # Errors
/// [`Refusal::NotNow`] with `not_all_pitched` or `slots_open`.
pub(crate) fn ready(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    of: (&str, &Roadshow),
) -> Result<Vec<(Slot, Proposal)>, Error> {
    let (stage, rule) = of;
    let slots = roadshows::list(tx, actor, round, stage)?;
    let waiting = without_place(tx, actor, round, (rule, &slots))?;
    if !waiting.is_empty() {
        let codes: Vec<&str> = waiting.iter().map(|p| p.code.as_str()).collect();
        return Err(Refusal::not_now("not_all_pitched", json!({ "proposals": codes })).into());
    }
    let open: Vec<i64> = slots.iter().filter(|s| s.state != "sealed").map(|s| s.position).collect();
    if slots.is_empty() || !open.is_empty() {
        return Err(Refusal::not_now("slots_open", json!({ "positions": open })).into());
    }
    pitched(tx, actor, round, stage)
}

/// Every slot of a roadshow with its proposal.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn pitched(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    stage: &str,
) -> Result<Vec<(Slot, Proposal)>, Error> {
    let slots = roadshows::list(tx, actor, round, stage)?;
    let all = proposals::list(tx, actor, round)?;
    let paired = slots.into_iter().filter_map(|s| all.iter().find(|p| p.id == s.proposal).cloned().map(|p| (s, p)));
    Ok(paired.collect())
}

/// What was handed in for each proposal of a track.
///
/// # Errors
/// When the database does not answer.
#[expect(clippy::indexing_slicing, reason = "a JSON value answers null for a key that is not there, and never panics")]
pub(crate) fn entries(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    of: (&str, &Roadshow, &str),
    all: &[(Slot, Proposal)],
) -> Result<Vec<Entry>, Error> {
    let (stage, rule, track) = of;
    let seats = seats::list(tx, actor, round, stage)?;
    let ids: Vec<SlotId> = all.iter().map(|(s, _)| s.id).collect();
    let (written, cast) = (sheets::list_unscoped(tx, &ids)?, ballots::tally_unscoped(tx, &ids)?);
    let desk = reviews::list_standings(tx, actor, round, panels::DESK)?;
    let criteria: Vec<String> = rule.rubric.criteria.iter().map(|c| c.id.clone()).collect();
    let counted = rule.components.iter().filter(|c| c.kind.counts_votes()).map(|c| c.id.clone());
    let recusals = seats::list_recusals(tx, actor, round, stage)?;
    let recused = |proposal: &Proposal| {
        let theirs = recusals.iter().filter(|r| r.proposal == proposal.id);
        let seat = theirs.filter_map(|r| seats.iter().find(|seat| seat.person == r.person));
        seat.map(|seat| seat.code.to_string()).collect()
    };
    let entry = |(slot, proposal): &(Slot, Proposal)| {
        let signed = written.iter().filter(|s| s.slot == slot.id && s.state == "signed");
        let marked = signed.filter_map(|s| {
            let seat = seats.iter().find(|seat| seat.person == s.judge)?;
            let marks = criteria.iter().filter_map(|c| s.marks.get(c).copied()).collect();
            Some((seat.jury.clone(), Marked { judge: seat.code.to_string(), marks }))
        });
        let mut juries: BTreeMap<Option<String>, Vec<Marked>> = BTreeMap::new();
        marked.for_each(|(jury, sheet)| juries.entry(jury).or_default().push(sheet));
        let count =
            |choice: &str| cast.iter().find(|(id, c, _)| *id == slot.id && c == choice).map_or(0, |(_, _, n)| *n);
        let desk_score = desk
            .iter()
            .find(|(id, _)| *id == proposal.id)
            .and_then(|(_, trace)| published_mark(&trace["row"]["figure"]["text"]));
        Entry {
            proposal: proposal.code.to_string(),
            sheets: juries.remove(&None).unwrap_or_default(),
            juries: juries.into_iter().filter_map(|(jury, sheets)| jury.map(|jury| (jury, sheets))).collect(),
            counts: counted.clone().map(|id| (id, count("approve"))).collect(),
            approve: count("approve"),
            oppose: count("oppose"),
            desk_score,
            recused: recused(proposal),
            ..Entry::default()
        }
    };
    let theirs = || all.iter().filter(|(_, p)| p.track == track);
    let mut found: Vec<Entry> = theirs().map(entry).collect();
    let mut placed: Vec<(SlotId, &mut Entry)> = theirs().map(|(slot, _)| slot.id).zip(&mut found).collect();
    component_figures::put_into(tx, actor, rule, &mut placed)?;
    carry(tx, actor, round, (stage, track), all, &mut found)?;
    Ok(found)
}

fn published_mark(text: &serde_json::Value) -> Option<Mark> {
    text.as_str().and_then(|t| t.parse().ok())
}

/// What the roadshow before this one published, for a component that carries it on.
#[expect(clippy::indexing_slicing, reason = "a JSON value answers null for a key that is not there, and never panics")]
fn carry(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    of: (&str, &str),
    all: &[(Slot, Proposal)],
    found: &mut [Entry],
) -> Result<(), Error> {
    let (stage, track) = of;
    let names = round.document.rules.roadshows().enumerate();
    let admitting = names.filter(|(_, rule)| rule.admits(track)).map(|(n, _)| panels::roadshow(n));
    let Some(before) = admitting.take_while(|name| name != stage).last() else { return Ok(()) };
    let earlier = reviews::list_standings(tx, actor, round, &before)?;
    for entry in found {
        let proposal = all.iter().find(|(_, p)| p.code.as_str() == entry.proposal).map(|(_, p)| p.id);
        let trace = earlier.iter().find(|(id, _)| Some(*id) == proposal).map(|(_, trace)| trace);
        entry.earlier_score = trace.and_then(|t| published_mark(&t["standing"]["final_score"]["text"]));
    }
    Ok(())
}

/// The rules by which a roadshow is scored, out of the round's document.
///
/// # Errors
/// A refusal with the place of what scoring does not know; publication asks first, so that a published round has none.
pub fn rules_of(roadshow: &Roadshow) -> Result<RuleSet, Error> {
    let unknown = |e: scoring::rules::NotOurs| Refusal::rule(e.pointer, "rule_unknown", json!({ "found": e.found }));
    Ok(RuleSet::try_from(roadshow).map_err(unknown)?)
}

fn not_settled(why: NotSettled) -> Error {
    match why {
        NotSettled::ActsNeeded(needed) => {
            let group = |need: &Needed| json!({ "rank": need.rank, "act": need.link, "codes": need.proposals });
            let groups: Vec<_> = needed.iter().map(group).collect();
            Refusal::not_now("acts_needed", json!({ "groups": groups })).into()
        }
        NotSettled::Scoring(error) => error.into(),
    }
}

/// Seals all results of the roadshow and keeps each track's standings with their traces.
///
/// # Errors
/// [`Refusal::NotNow`] with `slots_open`, or `acts_needed` naming for each group its rank and the act: `lot`, `second_vote` or `chair_decision`.
pub fn seal_results(tx: &mut Tx<'_>, actor: &Actor, id: RoundId, now: Timestamp) -> Result<Round, Error> {
    let round = rounds::find_exclusively(tx, actor, id)?;
    let state = workflow::rounds::decide(workflow::rounds::Command::SealResults, &round, actor, now)?;
    let (n, stage, rule) = current(tx, actor, &round)?;
    let all = ready(tx, actor, &round, (&stage, &rule))?;
    let done = acts(tx, actor, &round, &stage)?;
    let rules = rules_of(&rule)?;
    for track in round.document.rules.tracks.iter().filter(|t| rule.admits(&t.id)) {
        let entries = entries(tx, actor, &round, (&stage, &rule, &track.id), &all)?;
        let line = line(&round, &track.id, n);
        let (found, through) = settled(&entries, &rules, &done, line).map_err(not_settled)?;
        let last = round.document.rules.deciding_roadshow(&track.id) == Some(n);
        let next = if last { Next::Award } else { Next::Roadshow(through) };
        keep(tx, actor, (&round, &stage), (&found, &next), &all)?;
    }
    crate::rounds::advance(tx, actor, &round, state, "roadshow.results_sealed", now)
}

/// The line that a roadshow draws for a track: none where it decides on awards.
pub(crate) fn line(round: &Round, track: &str, n: usize) -> Option<CutLine> {
    let rule = round.document.rules.roadshows().nth(n)?;
    let decides = round.document.rules.deciding_roadshow(track) == Some(n);
    let places = rule.quota.filter(|_| !decides)?;
    Some(CutLine { places: u32::try_from(places).unwrap_or_default(), on_tie: rule.tie_at_cut })
}

/// The standings, and who goes on where a line is drawn.
///
/// # Errors
/// The acts that ties still need, or what cannot be scored.
pub(crate) fn settled(
    entries: &[Entry],
    rules: &RuleSet,
    acts: &[Act],
    line: Option<CutLine>,
) -> Result<(Standings, Option<Cut>), NotSettled> {
    let found = standings(entries, rules, acts)?;
    let through = line.map(|line| cut(&found, line, acts)).transpose();
    Ok((found, through.map_err(|need| NotSettled::ActsNeeded(vec![need]))?))
}

/// What follows a roadshow for a track.
enum Next {
    /// Awards.
    Award,
    /// Another roadshow, for those who go on; `None`: for all.
    Roadshow(Option<Cut>),
}

fn keep(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: (&Round, &str),
    results: (&Standings, &Next),
    all: &[(Slot, Proposal)],
) -> Result<(), Error> {
    let (round, stage) = of;
    let (found, next) = results;
    for row in &found.rows {
        let Some((_, proposal)) = all.iter().find(|(_, p)| p.code.as_str() == row.scored.proposal) else {
            continue;
        };
        let tie = found.ties.iter().find(|t| t.proposals.contains(&row.scored.proposal));
        let links: Vec<_> = found.tie_steps.iter().filter(|s| s.figures.contains_key(&row.scored.proposal)).collect();
        let trace = json!({ "track": proposal.track, "standing": row, "tie": tie, "links": links });
        reviews::insert_standing(tx, actor, (round, stage, proposal.id), row.award_order, &trace)?;
        let state = match next {
            Next::Award => ProposalState::Scored,
            Next::Roadshow(None) => ProposalState::Shortlisted,
            Next::Roadshow(Some(cut)) if cut.admitted.contains(&row.scored.proposal) => ProposalState::Shortlisted,
            Next::Roadshow(Some(_)) => ProposalState::NotSelected,
        };
        proposals::advance(tx, proposal, &proposal.advanced(state))?;
    }
    for code in &found.unscored {
        let unscored = all.iter().find(|(_, p)| p.code.as_str() == code);
        if let Some((_, proposal)) = unscored {
            proposals::advance(tx, proposal, &proposal.advanced(ProposalState::NotSelected))?;
        }
    }
    Ok(())
}

/// The running order of the roadshow that is on, or of the last one.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn list(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Vec<Slot>, Error> {
    let round = rounds::find(tx, actor, id)?;
    let mut found = Vec::new();
    for (n, _) in round.document.rules.roadshows().enumerate() {
        let slots = roadshows::list(tx, actor, &round, &panels::roadshow(n))?;
        if !slots.is_empty() {
            found = slots;
        }
    }
    Ok(found)
}
