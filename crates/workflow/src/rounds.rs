//! The life of a round.

use crate::{Fault, Refusal, roles};
use model::rules::{Component, Rules, Stage, Track};
use model::{Actor, Round, RoundState, Timestamp};
use serde_json::json;

/// What can be done to a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Replace the document while it is a draft.
    Edit,
    /// Announce it.
    Publish,
    /// Open the call and freeze the rules; done by the clock.
    Open,
    /// Move the closing of the call to a later instant.
    Extend,
    /// Close the call; done by the clock.
    CloseCall,
    /// Conclude the desk review: the cut.
    Shortlist,
    /// Draw the order and begin the roadshow.
    Pitch,
    /// Seal all results of the roadshow.
    SealResults,
    /// Propose the awards.
    ProposeAwards,
    /// Put them up for objections.
    PublishNotice,
    /// The notice is over; done by the clock.
    EndNotice,
    /// Everything is settled.
    Close,
    /// Into the archive.
    Archive,
    /// Call it off.
    Cancel,
}

impl Command {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Edit,
        Self::Publish,
        Self::Open,
        Self::Extend,
        Self::CloseCall,
        Self::Shortlist,
        Self::Pitch,
        Self::SealResults,
        Self::ProposeAwards,
        Self::PublishNotice,
        Self::EndNotice,
        Self::Close,
        Self::Archive,
        Self::Cancel,
    ];

    /// The one spelling.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Edit => "edit",
            Self::Publish => "publish",
            Self::Open => "open",
            Self::Extend => "extend",
            Self::CloseCall => "close_call",
            Self::Shortlist => "shortlist",
            Self::Pitch => "pitch",
            Self::SealResults => "seal_results",
            Self::ProposeAwards => "propose_awards",
            Self::PublishNotice => "publish_notice",
            Self::EndNotice => "end_notice",
            Self::Close => "close",
            Self::Archive => "archive",
            Self::Cancel => "cancel",
        }
    }
}

/// Where the round goes, or why not.
///
/// # Errors
/// The first reason in the order role, state, clock.
pub fn decide(command: Command, round: &Round, actor: &Actor, now: Timestamp) -> Result<RoundState, Refusal> {
    use Command as C;
    use RoundState as S;
    match command {
        C::Open | C::CloseCall | C::EndNotice if actor.who != model::Who::Clock => {
            Err(Refusal::NotYourRole { needs: vec![] })
        }
        _ => roles::may(actor, round, roles::Duty::Programme).map(drop),
    }?;
    let opens = round.document.schedule.call_opens_at;
    match (command, round.state) {
        (C::Edit, S::Draft) => Ok(S::Draft),
        (C::Publish, S::Draft) => Ok(S::Published),
        (C::Open, S::Published) if now < opens => Err(Refusal::NotYet { code: "call_not_open", opens }),
        (C::Open, S::Published) => Ok(S::Open),
        (C::Extend, S::Published | S::Open) => Ok(round.state),
        (C::CloseCall, S::Open) => match round.document.schedule.call_closes_at {
            Some(closes) if now < closes => Err(Refusal::NotYet { code: "call_open", opens: closes }),
            _ => Ok(S::Checking),
        },
        (C::Shortlist, S::Open | S::Checking) => Ok(S::Shortlisted),
        // A round without a desk review goes straight to its roadshow; one with two roadshows, or two evenings, comes back.
        (C::Pitch, S::Open | S::Checking | S::Shortlisted | S::Pitching | S::ResultsSealed) => Ok(S::Pitching),
        (C::SealResults, S::Pitching) => Ok(S::ResultsSealed),
        (C::ProposeAwards, S::Checking | S::Shortlisted | S::ResultsSealed) => Ok(S::AwardProposed),
        (C::PublishNotice, S::AwardProposed) => Ok(S::InNotice),
        (C::EndNotice, S::InNotice) => Ok(S::Running),
        (C::Close, S::Running) => Ok(S::Closed),
        (C::Archive, S::Closed) => Ok(S::Archived),
        (C::Cancel, S::Draft | S::Published | S::Open | S::Checking | S::Shortlisted) => Ok(S::Cancelled),
        (command, state) => Err(Refusal::WrongState { command: command.as_str(), state: state.as_str() }),
    }
}

/// What the actor may do to the round now.
#[must_use]
pub fn actions(round: &Round, actor: &Actor, now: Timestamp) -> Vec<Command> {
    Command::ALL.iter().copied().filter(|c| decide(*c, round, actor, now).is_ok()).collect()
}

/// Whether rules can be published: every stage has behaviour, weights and shares add up, every track has what the award needs.
///
/// # Errors
/// Every fault at once, each with its place in the document.
pub fn publishable(rules: &Rules) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    if rules.tracks.is_empty() {
        faults.push(Fault::new("/rules/tracks", "no_track", json!({})));
    }
    if rules.intake().is_none() {
        faults.push(Fault::new("/rules/stages", "no_intake", json!({})));
    }
    for (n, stage) in rules.stages.iter().enumerate() {
        check_stage(&format!("/rules/stages/{n}"), stage, &rules.tracks, &mut faults);
    }
    if rules.award().is_some() {
        for (n, track) in rules.tracks.iter().enumerate() {
            if track.pool_fen.is_none() {
                faults.push(Fault::new(format!("/rules/tracks/{n}/pool_fen"), "pool_missing", json!({})));
            }
            if track.tiers.is_empty() {
                faults.push(Fault::new(format!("/rules/tracks/{n}/tiers"), "tiers_missing", json!({})));
            }
        }
    }
    Refusal::of(faults)
}

fn check_stage(at: &str, stage: &Stage, tracks: &[Track], faults: &mut Vec<Fault>) {
    match stage {
        Stage::Camp(_) | Stage::FinancePrecheck(_) | Stage::SiteVisit(_) | Stage::ResidentsAssembly(_) => {
            faults.push(Fault::new(format!("{at}/kind"), "stage_without_behaviour", json!({ "kind": stage.kind() })));
        }
        Stage::Roadshow(roadshow) => {
            for track in roadshow.tracks.iter().filter(|id| tracks.iter().all(|t| t.id != **id)) {
                faults.push(Fault::new(format!("{at}/tracks"), "track_unknown", json!({ "track": track })));
            }
            let weights: u32 = roadshow.components.iter().map(|c| c.weight).sum();
            must_be_100(&format!("{at}/components"), "weights_not_100", weights.into(), faults);
            let nobody_votes = roadshow.public_jury == 0;
            let lacks = |c: &Component| nobody_votes && c.kind.counts_votes();
            for (n, component) in roadshow.components.iter().enumerate().filter(|(_, c)| lacks(c)) {
                let kind = json!({ "component": component.id, "kind": component.kind });
                faults.push(Fault::new(format!("{at}/components/{n}/kind"), "component_without_source", kind));
            }
        }
        Stage::Delivery(delivery) => {
            let shares: u32 = delivery.instalments.iter().map(|i| i.percent).sum();
            must_be_100(&format!("{at}/instalments"), "instalments_not_100", shares.into(), faults);
        }
        Stage::MidTermEvaluation(mid) => {
            must_be_100(&format!("{at}/dimensions"), "dimensions_not_100", mid.dimensions.values().sum(), faults);
        }
        Stage::FinalEvaluation(last) => {
            must_be_100(&format!("{at}/dimensions"), "dimensions_not_100", last.dimensions.values().sum(), faults);
        }
        Stage::PublicNotice(notice) if notice.working_days.is_some() == notice.days.is_some() => {
            faults.push(Fault::new(at, "notice_length", json!({})));
        }
        Stage::Intake(_)
        | Stage::Eligibility(_)
        | Stage::DeskReview(_)
        | Stage::Coaching(_)
        | Stage::Award(_)
        | Stage::PublicNotice(_)
        | Stage::Agreement(_)
        | Stage::Closure(_) => {}
    }
}

fn must_be_100(at: &str, code: &'static str, sum: i64, faults: &mut Vec<Fault>) {
    if sum != 100 {
        faults.push(Fault::new(at, code, json!({ "sum": sum })));
    }
}
