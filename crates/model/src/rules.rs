//! The rules of a round: tracks and an ordered list of typed stages with typed settings, out of a closed set.
//!
//! What differs between competitions is data here and never an `if` in code. Presets are files of exactly this shape.

use crate::{Mark, Money};
use serde::{Deserialize, Serialize};

/// A setting with a closed set of values, each with one spelling in a document; any other is refused when the document is read.
macro_rules! setting {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? })*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),* }
    )* };
}

mod award;
mod delivery;
mod intake;
mod ranking;
mod roadshow;

pub use award::*;
pub use delivery::*;
pub use intake::*;
pub use ranking::*;
pub use roadshow::*;

/// What rules a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The preset it was copied from.
    #[serde(default)]
    pub preset: Option<String>,
    /// The preset's name.
    #[serde(default)]
    pub name: Option<String>,
    /// When an imported document says it was frozen; the service freezes by its own clock.
    #[serde(default)]
    pub frozen_at: Option<crate::Timestamp>,
    /// What competes with what: ranking, quota, pool and tiers belong to a track.
    pub tracks: Vec<Track>,
    /// The stages in order.
    pub stages: Vec<Stage>,
    /// Which duties no one may hold together.
    #[serde(default)]
    pub separation: Vec<Separation>,
    /// In which order a refusal is looked for; printed, and the same for every round.
    #[serde(default)]
    pub refusal_order: Vec<String>,
    /// How a new schedule is filled from this preset; no rule reads it.
    #[serde(default)]
    pub new_schedule: Option<NewSchedule>,
}

/// How long a new schedule's window is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSchedule {
    /// Days for revisions after shortlisting.
    pub revision_days: i64,
}

/// A duty that is kept apart from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Separation {
    /// Checking, reviewing, marking and accepting are never the funder's.
    ProgrammeActsNotByFunder,
    /// Requesting, approving and paying are never the organiser's or the operator's.
    MoneyActsNotByOrganiserOrOperator,
    /// A host neither checks nor marks those it hosts.
    HostNeitherChecksNorMarks,
}

/// What competes with what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Its id within the round.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many the desk review admits; `None` admits all above the pass line.
    #[serde(default)]
    pub desk_quota: Option<i64>,
    /// What it has to give; `None` in a preset, to be filled before the call opens.
    #[serde(default)]
    pub pool_fen: Option<Money>,
    /// Its award tiers, best first.
    #[serde(default)]
    pub tiers: Vec<Tier>,
    /// Which kinds of applicants it admits; empty: as the intake says.
    #[serde(default)]
    pub applicant_kinds: Vec<crate::organisation::ApplicantKind>,
}

/// An award tier: from which score, how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Its name.
    pub name: String,
    /// The lowest score, included.
    pub from: Mark,
    /// The most it gives.
    pub fen: Money,
}

/// A stage of a round. A stage kind that is not in this list cannot be written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Stage {
    /// 征集: proposals come in.
    Intake(Intake),
    /// 资格审查: who may take part.
    Eligibility(Eligibility),
    /// 书面评审: marks at the desk, and a cut.
    DeskReview(DeskReview),
    /// 辅导: help before the roadshow.
    Coaching(Coaching),
    /// 路演: pitches, marks, votes.
    Roadshow(Roadshow),
    /// 拟立项: who gets how much.
    Award(AwardRules),
    /// 公示: the public may object.
    PublicNotice(PublicNotice),
    /// 签约.
    Agreement(AgreementRules),
    /// 实施, 拨付.
    Delivery(Delivery),
    /// 中期评估.
    MidTermEvaluation(MidTerm),
    /// 末期评估.
    FinalEvaluation(FinalEvaluation),
    /// 结项, 归档.
    Closure(Closure),
    /// 训练营; has no behaviour yet and is refused at publication.
    Camp(Unbuilt),
    /// 财务预审; has no behaviour yet and is refused at publication.
    FinancePrecheck(Unbuilt),
    /// 实地考察; has no behaviour yet and is refused at publication.
    SiteVisit(Unbuilt),
    /// 居民代表会议; has no behaviour yet and is refused at publication.
    ResidentsAssembly(Unbuilt),
}

/// The settings of a stage that the service does not run yet: kept as written, so that a preset can name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unbuilt {
    /// The settings as written.
    #[serde(flatten)]
    pub settings: serde_json::Map<String, serde_json::Value>,
}

impl Stage {
    /// The name of its kind.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Intake(_) => "intake",
            Self::Eligibility(_) => "eligibility",
            Self::DeskReview(_) => "desk_review",
            Self::Coaching(_) => "coaching",
            Self::Roadshow(_) => "roadshow",
            Self::Award(_) => "award",
            Self::PublicNotice(_) => "public_notice",
            Self::Agreement(_) => "agreement",
            Self::Delivery(_) => "delivery",
            Self::MidTermEvaluation(_) => "mid_term_evaluation",
            Self::FinalEvaluation(_) => "final_evaluation",
            Self::Closure(_) => "closure",
            Self::Camp(_) => "camp",
            Self::FinancePrecheck(_) => "finance_precheck",
            Self::SiteVisit(_) => "site_visit",
            Self::ResidentsAssembly(_) => "residents_assembly",
        }
    }
}

macro_rules! first {
    ($($(#[$doc:meta])* $name:ident: $variant:ident -> $settings:ty),* $(,)?) => {
        impl Rules { $(
            $(#[$doc])*
            #[must_use]
            pub fn $name(&self) -> Option<&$settings> {
                self.stages.iter().find_map(|s| if let Stage::$variant(x) = s { Some(x) } else { None })
            }
        )* }
    };
}
first! {
    /// The intake, if the round has one.
    intake: Intake -> Intake,
    /// The eligibility check, if the round has one.
    eligibility: Eligibility -> Eligibility,
    /// The desk review, if the round has one.
    desk_review: DeskReview -> DeskReview,
    /// The coaching, if the round has one.
    coaching: Coaching -> Coaching,
    /// The award, if the round has one.
    award: Award -> AwardRules,
    /// The agreement, if the round has one.
    agreement: Agreement -> AgreementRules,
    /// The delivery, if the round has one.
    delivery: Delivery -> Delivery,
    /// The mid-term evaluation, if the round has one.
    mid_term: MidTermEvaluation -> MidTerm,
    /// The final evaluation, if the round has one.
    final_evaluation: FinalEvaluation -> FinalEvaluation,
    /// The closure, if the round has one.
    closure: Closure -> Closure,
}

impl Rules {
    /// The track of that id.
    #[must_use]
    pub fn track(&self, id: &str) -> Option<&Track> {
        self.tracks.iter().find(|t| t.id == id)
    }

    /// The roadshows in order; a round may hold more than one.
    pub fn roadshows(&self) -> impl Iterator<Item = &Roadshow> {
        self.stages.iter().filter_map(|s| if let Stage::Roadshow(r) = s { Some(r) } else { None })
    }

    /// The number, from 0, of the roadshow that decides a track: the last one in which it pitches.
    #[must_use]
    pub fn deciding_roadshow(&self, track: &str) -> Option<usize> {
        self.roadshows().enumerate().filter(|(_, r)| r.admits(track)).map(|(n, _)| n).last()
    }

    /// The public notice about that subject.
    #[must_use]
    pub fn notice(&self, about: NoticeSubject) -> Option<&PublicNotice> {
        self.stages.iter().find_map(|s| match s {
            Stage::PublicNotice(n) if n.about == about => Some(n),
            _ => None,
        })
    }
}
