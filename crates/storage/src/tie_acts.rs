//! Acts that put equal proposals into order, as people entered them: the panel's second vote, the chair's decision.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::schema::roadshows::tie_act;
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{Actor, PersonId, Round, TieActId, Timestamp};
use std::collections::BTreeMap;

/// An act as one person entered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieAct {
    /// Its id.
    pub id: TieActId,
    /// The roadshow.
    pub stage: String,
    /// The rank that is shared.
    pub rank: i64,
    /// What was entered.
    pub content: Content,
    /// Who entered it.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// Since when it counts; `None` while a second person has to enter the same.
    pub settled_at: Option<Timestamp>,
}

/// What puts equal proposals into order.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum Content {
    /// The panel votes again.
    SecondVote {
        /// How many judges voted for each of them, by code.
        votes: BTreeMap<String, i64>,
    },
    /// The chair decides.
    ChairDecision {
        /// The codes, best first.
        order: Vec<String>,
        /// Why.
        reason: String,
    },
}

impl Content {
    /// The name of the link of a tie chain that it settles.
    #[must_use]
    pub const fn link(&self) -> &'static str {
        match self {
            Self::SecondVote { .. } => "second_vote",
            Self::ChairDecision { .. } => "chair_decision",
        }
    }

    /// Whether both come to the same; each says why in their own words.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::SecondVote { votes }, Self::SecondVote { votes: others }) => votes == others,
            (Self::ChairDecision { order, .. }, Self::ChairDecision { order: others, .. }) => order == others,
            (Self::SecondVote { .. }, Self::ChairDecision { .. })
            | (Self::ChairDecision { .. }, Self::SecondVote { .. }) => false,
        }
    }

    /// Whom it puts into order, by code, sorted.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        match self {
            Self::SecondVote { votes } => votes.keys().cloned().collect(),
            Self::ChairDecision { order, .. } => {
                let mut codes = order.clone();
                codes.sort_unstable();
                codes
            }
        }
    }
}

/// Keeps what somebody entered; what the same person entered before for this group, and does not count, is replaced.
///
/// # Errors
/// When the database does not answer.
pub fn put(tx: &mut Tx<'_>, actor: &Actor, round: &Round, new: &TieAct) -> Result<(), Error> {
    let own = |old: &TieAct| old.person == new.person && old.settled_at.is_none() && old.is_about(new);
    for old in list(tx, actor, round, &new.stage)?.iter().filter(|old| own(old)) {
        diesel::delete(tie_act::table.find(Id::of(old.id))).run(tx)?;
    }
    diesel::insert_into(tie_act::table)
        .values((
            tie_act::id.eq(Id::of(new.id)),
            tie_act::tenant.eq(Id::of(actor.tenant)),
            tie_act::round.eq(Id::of(round.id)),
            tie_act::stage.eq(&new.stage),
            tie_act::link.eq(new.content.link()),
            tie_act::rank.eq(new.rank),
            tie_act::content.eq(Doc::of(&new.content)?),
            tie_act::person.eq(Id::of(new.person)),
            tie_act::at.eq(Instant(new.at)),
            tie_act::settled_at.eq(new.settled_at.map(Instant)),
        ))
        .run(tx)?;
    Ok(())
}

impl TieAct {
    /// Whether both are the same kind of act for the same group.
    #[must_use]
    pub fn is_about(&self, other: &Self) -> bool {
        self.content.link() == other.content.link() && self.content.codes() == other.content.codes()
    }
}

/// Every act that was entered in a roadshow, in its order; the caller has found the round before. What does not count yet is never for a view: only two people see it.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: &Round, stage: &str) -> Result<Vec<TieAct>, Error> {
    let mine = tie_act::tenant.eq(Id::of(actor.tenant)).and(tie_act::round.eq(Id::of(round.id)));
    let rows: Vec<(Id, i64, Doc, Id, Instant, Option<Instant>)> = tie_act::table
        .filter(mine.and(tie_act::stage.eq(stage)))
        .select((tie_act::id, tie_act::rank, tie_act::content, tie_act::person, tie_act::at, tie_act::settled_at))
        .order(tie_act::id)
        .rows(tx)?;
    let read = |(id, rank, content, person, at, settled_at): (Id, i64, Doc, Id, Instant, Option<Instant>)| {
        Ok(TieAct {
            id: TieActId(id.0),
            stage: stage.to_owned(),
            rank,
            content: content.read("tie act")?,
            person: PersonId(person.0),
            at: at.0,
            settled_at: settled_at.map(|at| at.0),
        })
    };
    rows.into_iter().map(read).collect()
}
