//! What puts proposals into order that no figure tells apart: lots, the panel's second vote, the chair's decision.
//!
//! Lots are drawn again by anybody; the other two are entered by people. The chair decides alone; what officers enter counts when two of them entered the same.

use crate::draws::{self, Words};
use crate::paper::Copied;
use crate::roadshows::{current, entries, line, ready, rules_of, settled};
use crate::{Error, Record, record, seats as panels};
use model::rules::Roadshow;
use model::{Actor, PersonId, Role, Round, RoundId, RoundState, Scope, Timestamp};
use scoring::draw::Transcript;
use scoring::rules::Link;
use scoring::standings::{Needed, NotSettled};
use scoring::ties::Act;
use serde_json::json;
pub use storage::tie_acts::{Content, TieAct};
use storage::{Tx, people, proposals, rounds, seats, tie_acts};
use workflow::Refusal;
use workflow::roles::{self, Duty};
use workflow::ties::{Chair, Weight, may_count, may_decide, may_see, votes_add_up};

/// Draws lots for proposals that are still equal after every other link of the tie chain; the service says which they are.
///
/// # Errors
/// [`Refusal::NotNow`] with `no_such_tie` when no lots are needed at that rank.
pub fn draw_lots(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    of: (i64, Words),
    now: Timestamp,
) -> Result<Transcript, Error> {
    let round = rounds::find_exclusively(tx, actor, id)?;
    roles::may(actor, &round, Duty::Programme)?;
    let (rank, words) = of;
    let on = current(tx, actor, &round)?;
    let group = needed(tx, actor, &round, &on)?.into_iter().find(|need| need.rank == rank && need.link == Link::Lot);
    let codes = group.ok_or_else(|| Refusal::not_now("no_such_tie", json!({ "rank": rank })))?.proposals;
    let transcript = draws::draw(tx, actor, &round, (&on.1, "tie", Some(rank)), (&words, &codes), now)?;
    let body = json!({ "rank": rank, "codes": transcript.codes, "order": transcript.order });
    record(tx, actor, Record::new("roadshow.lots_drawn", id, id, body), now)?;
    Ok(transcript)
}

/// Enters what put equal proposals into order, where the rules ask for a second vote or for the chair.
///
/// # Errors
/// [`Refusal::NotNow`] with `no_such_tie` when this act is not needed for these proposals, and with `tie_entries_differ`, which shows both; `votes_out_of_range`.
pub fn enter(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RoundId,
    content: Content,
    now: Timestamp,
) -> Result<(TieAct, Copied), Error> {
    let round = rounds::find_exclusively(tx, actor, id)?;
    let person = actor.person().ok_or(Refusal::NotYours)?;
    let on = current(tx, actor, &round)?;
    let (stage, codes) = (on.1.clone(), content.codes());
    let (weight, behalf) = match content {
        Content::SecondVote { .. } => may_count(&round, actor)?,
        Content::ChairDecision { .. } => may_decide(chair(tx, actor, (&round, &stage), &codes)?, &round, actor)?,
    };
    let needed = needed(tx, actor, &round, &on)?;
    let asked = |need: &Needed| need.link.to_string() == content.link() && need.proposals == codes;
    let Some(need) = needed.into_iter().find(asked) else {
        return Err(Refusal::not_now("no_such_tie", json!({ "codes": codes })).into());
    };
    if let Content::SecondVote { votes } = &content {
        votes_add_up(votes, voters(tx, actor, (&round, &stage), &codes)?)?;
    }
    let mut new = TieAct { id: tx.id(now), stage, rank: need.rank, content, person, at: now, settled_at: None };
    let entered = tie_acts::list(tx, actor, &round, &new.stage)?;
    // The chair's word needs no second one, and no entry of an officer from before stands against it.
    let other = entered.iter().find(|old| weight == Weight::Half && old.person != person && old.is_about(&new));
    if let Some(other) = other.filter(|other| !other.content.agrees_with(&new.content)) {
        let facts = json!({ "first": other.content, "second": new.content });
        return Err(Refusal::not_now("tie_entries_differ", facts).into());
    }
    let copied = if weight == Weight::Whole || other.is_some() { Copied::Agreed } else { Copied::AwaitingSecond };
    let (kind, body) = match copied {
        Copied::Agreed => ("tie.decided", json!({ "rank": new.rank, "codes": codes, "content": new.content })),
        Copied::AwaitingSecond => ("tie.entered", json!({ "rank": new.rank, "codes": codes })),
    };
    new.settled_at = (copied == Copied::Agreed).then_some(now);
    tie_acts::put(tx, actor, &round, &new)?;
    record(tx, actor, Record::new(kind, id, new.id, body).on_behalf_of(behalf), now)?;
    Ok((new, copied))
}

/// A group that is equal to the last, and what the rules ask for to put it into order.
#[derive(Debug, Clone)]
pub struct Open {
    /// The rank that is shared.
    pub rank: i64,
    /// `lot`, `second_vote` or `chair_decision`.
    pub link: Link,
    /// Whether the chair decides alone; else lots are drawn, or two officers enter the same.
    pub by_chair: bool,
    /// Who is equal: code and title.
    pub proposals: Vec<(String, String)>,
    /// Whether an entry waits for a second person.
    pub is_awaiting: bool,
}

/// The groups that are equal to the last once everybody has pitched; none before, and none when the results are sealed.
///
/// # Errors
/// [`Refusal::NotYourRole`].
pub fn list_open(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Vec<Open>, Error> {
    let round = rounds::find(tx, actor, id)?;
    may_see(&round, actor)?;
    if round.state != RoundState::Pitching {
        return Ok(Vec::new());
    }
    let on = current(tx, actor, &round)?;
    let needed = match needed(tx, actor, &round, &on) {
        Err(Error::Refused(Refusal::NotNow { .. })) => return Ok(Vec::new()),
        other => other?,
    };
    let entered = tie_acts::list(tx, actor, &round, &on.1)?;
    let all = proposals::list(tx, actor, &round)?;
    let title = |code: &String| {
        let found = all.iter().find(|p| p.code.as_str() == code).map(|p| p.content.title.clone());
        (code.clone(), found.unwrap_or_default())
    };
    let open = |need: Needed| {
        let is_awaiting = entered
            .iter()
            .any(|act| act.content.link() == need.link.to_string() && act.content.codes() == need.proposals);
        let decides = need.link == Link::ChairDecision;
        let by_chair = decides && chair(tx, actor, (&round, &on.1), &need.proposals)? == Chair::Free;
        let proposals = need.proposals.iter().map(title).collect();
        Ok(Open { rank: need.rank, link: need.link, by_chair, proposals, is_awaiting })
    };
    needed.into_iter().map(open).collect()
}

/// Whether somebody is the chair of this round and kept away from none of these proposals.
fn chair(tx: &mut Tx<'_>, actor: &Actor, of: (&Round, &str), codes: &[String]) -> Result<Chair, Error> {
    let named = people::holders(tx, actor, Scope::Round(of.0.id))?;
    let away = recused(tx, actor, of, codes)?;
    let free = named.iter().any(|(person, grant)| grant.role == Role::Chair && !away.contains(person));
    Ok(if free { Chair::Free } else { Chair::Missing })
}

/// Who is kept away from any of these proposals.
fn recused(tx: &mut Tx<'_>, actor: &Actor, of: (&Round, &str), codes: &[String]) -> Result<Vec<PersonId>, Error> {
    let (round, stage) = of;
    let all = proposals::list(tx, actor, round)?;
    let tied = |id| all.iter().any(|p| p.id == id && codes.iter().any(|code| p.code.as_str() == code));
    let recusals = seats::list_recusals(tx, actor, round, panels::panel(stage))?;
    Ok(recusals.into_iter().filter(|r| tied(r.proposal)).map(|r| r.person).collect())
}

/// How many judges of the round's own panel vote among these proposals.
fn voters(tx: &mut Tx<'_>, actor: &Actor, of: (&Round, &str), codes: &[String]) -> Result<usize, Error> {
    let away = recused(tx, actor, of, codes)?;
    let seats = seats::list(tx, actor, of.0, panels::panel(of.1))?;
    Ok(seats.iter().filter(|seat| seat.jury.is_none() && !away.contains(&seat.person)).count())
}

/// Every act that the results of the roadshow that is on still need, track by track.
fn needed(tx: &mut Tx<'_>, actor: &Actor, round: &Round, on: &(usize, String, Roadshow)) -> Result<Vec<Needed>, Error> {
    let (n, stage, rule) = on;
    let all = ready(tx, actor, round, (stage, rule))?;
    let (rules, done) = (rules_of(rule)?, acts(tx, actor, round, stage)?);
    let mut found = Vec::new();
    for track in round.document.rules.tracks.iter().filter(|t| rule.admits(&t.id)) {
        let entries = entries(tx, actor, round, (stage, rule, &track.id), &all)?;
        if let Err(NotSettled::ActsNeeded(needed)) = settled(&entries, &rules, &done, line(round, &track.id, *n)) {
            found.extend(needed);
        }
    }
    Ok(found)
}

/// Every act that breaks ties in a roadshow: what people entered and counts, and lots.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn acts(tx: &mut Tx<'_>, actor: &Actor, round: &Round, stage: &str) -> Result<Vec<Act>, Error> {
    let entered = list_settled(tx, actor, round, stage)?.into_iter().map(|act| match act.content {
        Content::SecondVote { votes } => Act::voted(&votes),
        Content::ChairDecision { order, .. } => Act::decided(order),
    });
    let lots = tie_draws(tx, actor, round, stage)?.into_iter().map(|t| Act::lots(t.order));
    Ok(entered.chain(lots).collect())
}

/// What people entered for ties of a roadshow and counts.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn list_settled(tx: &mut Tx<'_>, actor: &Actor, round: &Round, stage: &str) -> Result<Vec<TieAct>, Error> {
    let all = tie_acts::list(tx, actor, round, stage)?;
    Ok(all.into_iter().filter(|act| act.settled_at.is_some()).collect())
}

/// The lots that were drawn for ties in a roadshow.
///
/// # Errors
/// When the database does not answer.
pub(crate) fn tie_draws(tx: &mut Tx<'_>, actor: &Actor, round: &Round, stage: &str) -> Result<Vec<Transcript>, Error> {
    let ties = draws::list_of(tx, actor, round, stage)?.into_iter().filter(|d| d.purpose == "tie");
    ties.map(|d| serde_json::from_value(d.transcript).map_err(Error::broken)).collect()
}
