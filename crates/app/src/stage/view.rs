//! The evening as one audience sees it. What it may not know is not in here, and is not read where that can be helped.

use super::{Evening, Row, Scene, Stage, find_evening, rows};
use crate::Error;
use model::stage::{Audience, SceneKind};
use model::{Actor, Money, Organisation, OrganisationId, PersonId, Proposal, ProposalId, Round, RoundId, SessionKind};
use model::{SlotId, TenantId, Timestamp};
use std::collections::HashMap;
use storage::roadshows::Slot;
use storage::seats::{Recusal, Seat};
use storage::{Tx, awards, draws, events, organisations, proposals, screens, seats, sessions, sheets};
use workflow::stage::{awards_shown, shows, shows_progress};

/// The kinds of events that change what everybody sees. Their number is the sequence of a view.
const LOUD: &[&str] = &[
    "judge.recused",
    "notice.published",
    "rehearsal.ended",
    "rehearsal.started",
    "roadshow.lots_drawn",
    "roadshow.order_drawn",
    "roadshow.results_sealed",
    "round.archived",
    "round.awards_proposed",
    "round.closed",
    "round.notice_ended",
    "slot.concealed",
    "slot.opened",
    "slot.revealed",
    "slot.sealed",
    "stage.mode_set",
    "stage.scene_shown",
    "stage.scene_withdrawn",
    "stage.timer_set",
    "voting.closed",
    "voting.opened",
];

/// Those that change what is seen in front of the hall as well: who has submitted, which tie still needs an act. Marks saved and ballots cast are in neither list; not even their number is told.
const NEAR: &[&str] =
    &["judge.absent", "seat.given", "sheet.reopened", "sheet.signed", "screen.added", "tie.decided", "tie.entered"];

/// Those that only change which devices the host sees.
const DEVICES: &[&str] = &["card.opened", "screen.opened", "session.revoked"];

/// Whether an event of this kind changes what anybody sees of an evening, so that the live streams are told. A ballot and a saved mark change nothing for anybody, and tell nothing by their instant.
pub(crate) fn is_told(kind: &str) -> bool {
    [LOUD, NEAR, DEVICES].iter().any(|kinds| kinds.contains(&kind))
}

/// The evening as one audience sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct StageShown {
    /// It rises with everything that changes this view.
    pub sequence: i64,
    /// Who sees it so.
    pub audience: Audience,
    /// The round.
    pub round: Round,
    /// How the evening is led.
    pub stage: Stage,
    /// What the big screen shows.
    pub scene: Option<Scene>,
    /// The slot that takes marks.
    pub now: Option<SlotId>,
    /// The slot that comes next.
    pub next: Option<SlotId>,
    /// How the order was drawn: words, codes, key and order; with the digest that was published before, where that was done.
    pub draw: Option<(serde_json::Value, Option<String>)>,
    /// The running order.
    pub slots: Vec<SlotShown>,
    /// The ranking as far as it is shown.
    pub ranking: Option<Vec<Row>>,
    /// The awards as far as they are shown.
    pub awards: Option<Vec<Awarded>>,
    /// The residents' favourite.
    pub favourite: Option<Favourite>,
    /// When the devices in the hall were last heard of.
    pub devices: Option<Vec<Device>>,
}

/// A slot with its project.
#[derive(Debug, Clone, PartialEq)]
pub struct SlotShown {
    /// The slot.
    pub slot: Slot,
    /// The project.
    pub card: Card,
    /// How many judges have submitted; `None` for those who are not told.
    pub submitted: Option<usize>,
    /// How many judges sit.
    pub seats: usize,
    /// The codes of those whose sheet is open.
    pub missing: Option<Vec<String>>,
    /// How many are kept away from this project.
    pub recused: usize,
    /// How many ballots were cast, once the result is shown.
    pub ballots: Option<i64>,
    /// The result, once it is shown.
    pub result: Option<Row>,
}

/// What is said of a project when it pitches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its id.
    pub id: ProposalId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Who proposes it.
    pub applicant_name: String,
    /// Its category.
    pub category: String,
    /// Where it lands.
    pub community_name: Option<String>,
}

/// An award as it is called out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Awarded {
    /// Whose.
    pub proposal: ProposalId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The tier.
    pub tier: Option<String>,
    /// What it gives.
    pub amount: Option<Money>,
    /// Its place.
    pub award_order: i64,
}

/// The project that most residents approve of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Favourite {
    /// Whose.
    pub proposal: ProposalId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Residents who approve.
    pub approve: i64,
    /// Residents who approve or oppose.
    pub cast: i64,
}

/// A device in the hall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// The judge's code; `None` for a display.
    pub seat: Option<String>,
    /// The display's name; `None` for a judge.
    pub screen: Option<String>,
    /// When it was last heard of.
    pub last_seen_at: Option<Timestamp>,
}

/// What the view is made of, read once.
struct Desk {
    evening: Evening,
    proposals: Vec<Proposal>,
    organisations: HashMap<OrganisationId, Organisation>,
    seats: Vec<Seat>,
    recusals: Vec<Recusal>,
    states: Vec<(SlotId, PersonId, String)>,
}

/// The evening of a round as this audience sees it.
///
/// # Errors
/// [`storage::Error::NotFound`] for a round without a roadshow, or one that the public may not see.
pub fn view(tx: &mut Tx<'_>, tenant: TenantId, id: RoundId, audience: Audience) -> Result<StageShown, Error> {
    let clock = Actor::clock(tenant);
    let desk = read(tx, &clock, id)?;
    let Desk { evening, .. } = &desk;
    let shown = shown(&desk, audience);
    let results = rows::list(tx, &clock, evening, audience, &shown)?;
    let scene = storage::stage::find_scene(tx, tenant, &evening.stage)?;
    let slots = desk.evening.slots.iter().filter_map(|s| slot(&desk, audience, s, &results)).collect();
    let kinds: Vec<&str> = if shows_progress(audience) { [LOUD, NEAR].concat() } else { LOUD.to_vec() };
    let whole = !evening.slots.is_empty() && shown.len() == evening.slots.len();
    Ok(StageShown {
        sequence: events::count_of_round(tx, tenant, id, &kinds)?,
        audience,
        now: evening.slots.iter().find(|s| s.state == "scoring").map(|s| s.id),
        next: evening.slots.iter().find(|s| s.state == "waiting").map(|s| s.id),
        draw: draw(tx, &clock, evening)?,
        slots,
        favourite: favourite(&results).filter(|_| whole),
        awards: awarded(tx, &clock, &desk, (audience, scene.as_ref()))?,
        ranking: Some(results).filter(|rows| !rows.is_empty()),
        devices: if audience == Audience::Host { Some(devices(tx, &clock, &desk)?) } else { None },
        round: evening.round.clone(),
        stage: evening.stage.clone(),
        scene,
    })
}

fn read(tx: &mut Tx<'_>, clock: &Actor, id: RoundId) -> Result<Desk, Error> {
    let evening = find_evening(tx, clock, id)?;
    let panel = rows::panel_of(&evening).to_owned();
    let ids: Vec<SlotId> = evening.slots.iter().map(|s| s.id).collect();
    Ok(Desk {
        proposals: proposals::list(tx, clock, &evening.round)?,
        organisations: organisations::list(tx, clock)?.into_iter().map(|o| (o.id, o)).collect(),
        seats: seats::list(tx, clock, &evening.round, &panel)?,
        recusals: seats::list_recusals(tx, clock, &evening.round, &panel)?,
        states: sheets::list_states(tx, &ids)?,
        evening,
    })
}

/// The slots whose results this audience is shown, with their projects.
fn shown(desk: &Desk, audience: Audience) -> Vec<(Slot, Proposal)> {
    let evening = &desk.evening;
    let (order, rule) = (evening.places(), (&evening.rule.reveal, evening.stage.mode));
    let seen = evening.slots.iter().enumerate().filter(|(n, _)| shows(audience, rule, evening.round.state, &order, *n));
    let paired = |(_, slot): (usize, &Slot)| {
        Some((slot.clone(), desk.proposals.iter().find(|p| p.id == slot.proposal)?.clone()))
    };
    seen.filter_map(paired).collect()
}

fn slot(desk: &Desk, audience: Audience, slot: &Slot, results: &[Row]) -> Option<SlotShown> {
    let proposal = desk.proposals.iter().find(|p| p.id == slot.proposal)?;
    let kept_away = |s: &&Seat| desk.recusals.iter().any(|r| r.person == s.person && r.proposal == slot.proposal);
    let settled = |s: &&Seat| {
        desk.states.iter().any(|(id, judge, state)| *id == slot.id && *judge == s.person && state != "saved")
    };
    let signed = desk.states.iter().filter(|(id, _, state)| *id == slot.id && state == "signed").count();
    let open = desk.seats.iter().filter(|s| !kept_away(s) && !settled(s)).map(|s| s.code.to_string());
    let result = results.iter().find(|r| r.proposal == slot.proposal).cloned();
    Some(SlotShown {
        card: card(proposal, &desk.organisations),
        submitted: shows_progress(audience).then_some(signed),
        seats: desk.seats.len(),
        missing: (audience == Audience::Host && slot.state == "scoring").then(|| open.collect()),
        recused: desk.seats.iter().filter(kept_away).count(),
        ballots: result.as_ref().and_then(|r| r.cast),
        result,
        slot: slot.clone(),
    })
}

/// What is said of a project when it pitches.
pub(crate) fn card(proposal: &Proposal, organisations: &HashMap<OrganisationId, Organisation>) -> Card {
    let name = |id: OrganisationId| organisations.get(&id).map(|o| o.name.clone());
    Card {
        id: proposal.id,
        code: proposal.code.to_string(),
        title: proposal.content.title.clone(),
        applicant_name: name(proposal.applicant).unwrap_or_default(),
        category: proposal.content.category.clone(),
        community_name: proposal.community.and_then(name),
    }
}

/// The cards of all that was handed in to a round.
pub(crate) fn list_cards(tx: &mut Tx<'_>, tenant: TenantId, round: &Round) -> Result<Vec<Card>, Error> {
    let clock = Actor::clock(tenant);
    let organisations = organisations::list(tx, &clock)?.into_iter().map(|o| (o.id, o)).collect();
    Ok(proposals::list(tx, &clock, round)?.iter().map(|p| card(p, &organisations)).collect())
}

fn draw(
    tx: &mut Tx<'_>,
    clock: &Actor,
    evening: &Evening,
) -> Result<Option<(serde_json::Value, Option<String>)>, Error> {
    let draws = draws::list(tx, clock, &evening.round)?;
    let order = draws.into_iter().rfind(|d| d.purpose == "order" && d.stage == evening.stage.evening);
    let Some(order) = order else { return Ok(None) };
    let digest = crate::draws::find_digest(tx, clock, &evening.round, order.id)?;
    Ok(Some((order.transcript, digest)))
}

/// The project with the most approving residents; among equals the one with the higher rate, then the lower code.
fn favourite(results: &[Row]) -> Option<Favourite> {
    let voted = results.iter().filter_map(|r| Some((r, r.approve?, r.cast?)));
    let best = voted.min_by(|a, b| b.1.cmp(&a.1).then(a.2.cmp(&b.2)).then(a.0.code.cmp(&b.0.code)));
    best.map(|(row, approve, cast)| Favourite {
        proposal: row.proposal,
        code: row.code.clone(),
        title: row.title.clone(),
        approve,
        cast,
    })
}

/// The awards that this audience is shown, in their order; the last ones come first on a stage.
#[expect(clippy::indexing_slicing, reason = "a JSON value answers null for a key that is not there, and never panics")]
fn awarded(
    tx: &mut Tx<'_>,
    clock: &Actor,
    desk: &Desk,
    how: (Audience, Option<&Scene>),
) -> Result<Option<Vec<Awarded>>, Error> {
    let (audience, scene) = how;
    let round = &desk.evening.round;
    let step = scene.filter(|s| s.kind == SceneKind::Awards).map(|s| s.step);
    let granted = awards::list(tx, clock, round)?.into_iter().filter(|a| a.trace["result"] == "proposed");
    let named = granted.filter_map(|a| {
        let proposal = desk.proposals.iter().find(|p| p.id == a.proposal)?;
        Some(Awarded {
            proposal: a.proposal,
            code: proposal.code.to_string(),
            title: proposal.content.title.clone(),
            tier: a.trace["tier"].as_str().map(str::to_owned),
            amount: a.amount,
            award_order: a.award_order,
        })
    });
    let all: Vec<Awarded> = named.collect();
    let count = awards_shown(audience, round.state, step).unwrap_or(all.len());
    let hidden = all.len().saturating_sub(count);
    let seen: Vec<Awarded> = all.into_iter().skip(hidden).collect();
    Ok(Some(seen).filter(|seen| !seen.is_empty()))
}

fn devices(tx: &mut Tx<'_>, clock: &Actor, desk: &Desk) -> Result<Vec<Device>, Error> {
    let round = &desk.evening.round;
    let judges: HashMap<_, _> =
        sessions::list_seen(tx, clock.tenant, round.id, SessionKind::Judge)?.into_iter().collect();
    let displays: HashMap<_, _> =
        sessions::list_seen(tx, clock.tenant, round.id, SessionKind::Screen)?.into_iter().collect();
    let seat = |s: &Seat| Device {
        seat: Some(s.code.to_string()),
        screen: None,
        last_seen_at: judges.get(&s.person.0).copied(),
    };
    let mut all: Vec<Device> = desk.seats.iter().map(seat).collect();
    let screen =
        |s: screens::Screen| Device { seat: None, last_seen_at: displays.get(&s.id.0).copied(), screen: Some(s.name) };
    all.extend(screens::list(tx, clock, round)?.into_iter().map(screen));
    Ok(all)
}
