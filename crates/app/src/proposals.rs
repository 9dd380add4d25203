//! Proposals: drafted, handed in, taken back.

use crate::{Error, Record, letters, record};
use model::organisation::ApplicantKind;
use model::proposal::{Content, Outline};
use model::rules::{AmountAfterRevision, Track};
use model::{Actor, Code, OrganisationId, Proposal, ProposalId, ProposalState, Round, RoundId, Timestamp};
use notification::LetterKind;
use serde_json::json;
use storage::proposals::Version;
use storage::{Tx, organisations, proposals, rounds};
use workflow::Refusal;
use workflow::proposals::{Command, Entry, decide};

/// What a draft starts with.
#[derive(Debug, Clone)]
pub struct NewProposal {
    /// Its code; made from the id when none is given.
    pub code: Option<Code>,
    /// Its track; when none is given, the only one that admits such an applicant.
    pub track: Option<String>,
    /// Whose it is.
    pub applicant: OrganisationId,
    /// Those who propose it together with the applicant.
    pub partners: Vec<OrganisationId>,
    /// The community in which it lands.
    pub community: Option<OrganisationId>,
    /// What it says so far.
    pub content: Content,
}

/// Begins a draft. Nothing is checked but whose it is and that the call takes anything: a draft may be incomplete.
///
/// # Errors
/// [`Refusal::NotYours`], [`Refusal::Closed`], [`Refusal::NotYet`].
pub fn draft(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: RoundId,
    new: NewProposal,
    now: Timestamp,
) -> Result<Proposal, Error> {
    let round = rounds::find(tx, actor, round)?;
    workflow::organisations::speaks_for(actor, new.applicant)?;
    workflow::proposals::call_open(&round, now)?;
    let kind = organisations::find(tx, actor, new.applicant)?.applicant_kind();
    let id: ProposalId = tx.id(now);
    let code = match new.code {
        Some(code) => code,
        None => Code::parse(&format!("proposal-{id}")).map_err(Error::broken)?,
    };
    let proposal = Proposal {
        id,
        code,
        round: round.id,
        track: track(&round, new.track, kind)?,
        applicant: new.applicant,
        partners: new.partners,
        community: new.community,
        state: ProposalState::Draft,
        content: new.content,
        submitted_at: None,
        version: 0,
    };
    proposals::insert(tx, actor, &proposal)?;
    record(tx, actor, Record::new("proposal.drafted", round.id, id, json!({ "code": proposal.code })), now)?;
    Ok(proposal)
}

/// The track that was asked for, or the only one that admits such an applicant.
fn track(round: &Round, asked: Option<String>, kind: ApplicantKind) -> Result<String, Refusal> {
    let tracks = &round.document.rules.tracks;
    let admits = |t: &&Track| t.applicant_kinds.is_empty() || t.applicant_kinds.contains(&kind);
    match (asked, tracks.iter().filter(admits).collect::<Vec<_>>().as_slice()) {
        (None, [only]) => Ok(only.id.clone()),
        (Some(id), _) if tracks.iter().any(|t| t.id == id) => Ok(id),
        _ => Err(Refusal::rule(
            "/track",
            "track_unknown",
            json!({ "tracks": tracks.iter().map(|t| &t.id).collect::<Vec<_>>() }),
        )),
    }
}

/// Replaces what a draft, or a returned proposal, says.
///
/// # Errors
/// [`Refusal::WrongState`]; [`storage::Error::Conflict`] when `version` is not the newest.
pub fn edit(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    new: (i64, Content, Option<OrganisationId>),
    now: Timestamp,
) -> Result<Proposal, Error> {
    let old = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, old.round)?;
    let state = decide(Command::Edit, &old, &round, actor, now)?;
    let (version, content, community) = new;
    crate::rounds::unchanged(old.version, version)?;
    let next = Proposal { content, community, ..old.advanced(state) };
    proposals::advance(tx, &old, &next)?;
    record(tx, actor, Record::new("proposal.edited", old.round, id, json!({ "version": next.version })), now)?;
    Ok(next)
}

/// Hands the proposal in. The round is held while it happens, so that the closing of the call comes before it or after it and never in between.
///
/// # Errors
/// What the rules of the round refuse, each with its code; an amount above the cap never becomes void later, it is refused here.
pub fn submit(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId, now: Timestamp) -> Result<Proposal, Error> {
    let round = proposals::find(tx, actor, id)?.round;
    let round = rounds::find_shared(tx, actor, round)?;
    let old = proposals::find_exclusively(tx, actor, id)?;
    let state = decide(Command::Submit, &old, &round, actor, now)?;
    let first = old.submitted_at.is_none();
    if first {
        admit(tx, actor, &round, &old, now)?;
    } else if let Some((due, _)) = crate::checks::last_return(tx, &old)? {
        let at = workflow::calendar::end_of(&round.document.calendar, due);
        if now >= at {
            return Err(Refusal::Closed { code: "correction_expired", at }.into());
        }
    }
    keep_rules(&round, &old)?;
    let next = Proposal { submitted_at: Some(old.submitted_at.unwrap_or(now)), ..old.advanced(state) };
    proposals::advance(tx, &old, &next)?;
    let (cause, kind) =
        if first { ("submitted", "proposal.submitted") } else { ("resubmitted", "proposal.resubmitted") };
    let version = keep_version(tx, actor, &next, cause, now)?;
    let body = json!({ "code": next.code, "asked_fen": next.content.asked(), "digest": version.digest });
    let event = record(tx, actor, Record::new(kind, round.id, id, body), now)?;
    let facts = json!({ "submitted_at": now, "asked_fen": next.content.asked(), "digest": version.digest });
    letters::to_applicant(tx, actor, (&round, &next, event), (LetterKind::ProposalReceived, facts), now)?;
    Ok(next)
}

fn admit(tx: &mut Tx<'_>, actor: &Actor, round: &Round, proposal: &Proposal, now: Timestamp) -> Result<(), Error> {
    // Two proposals of one applicant cannot pass its limit side by side.
    let applicant = organisations::find_exclusively(tx, actor, proposal.applicant)?;
    let hosting = rounds::find_hosting(tx, actor, round.id, proposal.applicant)?;
    let mut handed_in = 0;
    for body in workflow::proposals::bodies(proposal) {
        handed_in = handed_in.max(proposals::count_submitted(tx, actor, round.id, body)?);
    }
    let entry = Entry {
        applicant: &applicant,
        host_named: hosting.is_some(),
        handed_in,
        today: workflow::calendar::day_of(&round.document.calendar, now),
    };
    Ok(workflow::proposals::admit(round, &proposal.track, &entry)?)
}

/// What is handed in keeps the rules of the intake: sums, bounds, shares.
fn keep_rules(round: &Round, proposal: &Proposal) -> Result<(), Refusal> {
    let Some(intake) = round.document.rules.intake() else {
        return Ok(());
    };
    let moment = workflow::budget::Moment::Submission;
    Refusal::of(workflow::budget::examine(&proposal.content, intake, &round.document.categories, moment).refuse)
}

pub(crate) fn keep_version(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: &Proposal,
    cause: &str,
    now: Timestamp,
) -> Result<Version, Error> {
    let no = proposals::versions(tx, of)?.last().map_or(1, |v| v.no.saturating_add(1));
    let bytes = model::canonical::bytes(&of.content).map_err(Error::broken)?;
    let version = Version {
        no,
        cause: cause.into(),
        content: String::from_utf8(bytes).map_err(Error::broken)?,
        digest: transparency::digest(&of.content).map_err(Error::broken)?,
        at: now,
    };
    proposals::keep_version(tx, actor, of.id, &version)?;
    Ok(version)
}

/// Takes a proposal back before its agreement. From the award on it lapses, and a reserve moves up.
///
/// # Errors
/// [`Refusal::WrongState`] afterwards.
pub fn withdraw(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    reason: &str,
    now: Timestamp,
) -> Result<Proposal, Error> {
    let old = proposals::find(tx, actor, id)?;
    let round = rounds::find_exclusively(tx, actor, old.round)?;
    let state = decide(Command::Withdraw, &old, &round, actor, now)?;
    let body = json!({ "code": old.code, "reason": reason });
    let event = record(tx, actor, Record::new("proposal.withdrawn", round.id, id, body), now)?;
    if state == ProposalState::Lapsed {
        return crate::awards::lapse(tx, actor, (&round, &old), "withdrawn_before_agreement", event, now);
    }
    let next = old.advanced(state);
    proposals::advance(tx, &old, &next)?;
    Ok(next)
}

/// A proposal.
///
/// # Errors
/// [`storage::Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId) -> Result<Proposal, Error> {
    Ok(proposals::find(tx, actor, id)?)
}

/// A page of a round's proposals by code, with the round.
///
/// # Errors
/// [`storage::Error::NotFound`] when the round may not be seen.
pub fn list(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: RoundId,
    page: (Option<String>, i64),
) -> Result<(Round, Vec<Proposal<Outline>>), Error> {
    let round = rounds::find(tx, actor, round)?;
    let (after, limit) = page;
    let found = proposals::page(tx, actor, &round, after.as_deref(), limit)?;
    Ok((round, found))
}

/// Reworks a shortlisted proposal inside the window of the schedule. The amount may only fall where the round says so.
///
/// # Errors
/// [`Refusal::NotYet`], [`Refusal::Closed`] outside the window; [`Refusal::Invalid`] with `amount_may_only_fall`.
pub fn revise(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalId,
    new: (Content, String),
    now: Timestamp,
) -> Result<Proposal, Error> {
    let old = proposals::find(tx, actor, id)?;
    let round = rounds::find(tx, actor, old.round)?;
    let state = decide(Command::Revise, &old, &round, actor, now)?;
    let (content, note) = new;
    let calendar = &round.document.calendar;
    if let Some((from, to)) = round.document.schedule.optimisation {
        let (opens, at) = (workflow::calendar::start_of(calendar, from), workflow::calendar::end_of(calendar, to));
        if now < opens {
            return Err(Refusal::NotYet { code: "revision_not_open", opens }.into());
        }
        if now >= at {
            return Err(Refusal::Closed { code: "revision_closed", at }.into());
        }
    }
    let only_fall =
        round.document.rules.coaching().is_some_and(|c| c.amount_after_revision == AmountAfterRevision::MayOnlyFall);
    let (before, after) = (old.content.asked(), content.asked());
    if only_fall && after > before {
        let facts = json!({ "before_fen": before, "after_fen": after });
        return Err(Refusal::rule("/content/asked_fen", "amount_may_only_fall", facts).into());
    }
    let next = Proposal { content, ..old.advanced(state) };
    keep_rules(&round, &next)?;
    proposals::advance(tx, &old, &next)?;
    keep_version(tx, actor, &next, "revised", now)?;
    let body = json!({ "code": next.code, "asked_fen_before": before, "asked_fen": after, "note": note });
    record(tx, actor, Record::new("proposal.revised", round.id, id, body), now)?;
    Ok(next)
}
