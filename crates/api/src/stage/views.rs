//! How the evening looks from outside. Every view is whole: a client shows the newest one and never patches.

use crate::views::At;
use app::stage::{Awarded, Device, Favourite, Row, Scene, SlotShown, StageShown, Timer};
use model::stage::{Audience, RevealMode, SceneKind, TimerPhase};
use model::{Mark, Money, ProposalId, RoundId, RoundState, SlotId, Timestamp};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The evening as one audience sees it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StageView {
    /// It rises with everything that changes this view.
    pub(crate) sequence: i64,
    server_time: At,
    /// `host`, `judge`, `juror`, `screen`, `public` or `overseer`.
    #[schema(value_type = String)]
    audience: Audience,
    round: StageRoundView,
    /// Whether nothing counts: this is practice.
    rehearsal: bool,
    /// `live`, `when_complete`, `one_by_one`, `progress_only` or `frozen`.
    #[schema(value_type = String)]
    reveal_mode: RevealMode,
    scene: SceneView,
    #[schema(value_type = Option<uuid::Uuid>)]
    now: Option<SlotId>,
    #[schema(value_type = Option<uuid::Uuid>)]
    next: Option<SlotId>,
    timer: Option<TimerView>,
    draw: Option<OrderView>,
    slots: Vec<SlotCardView>,
    /// The ranking as far as it is shown to this audience.
    pub(crate) ranking: Option<Vec<ResultRow>>,
    /// The awards as far as they are shown to this audience, in their order.
    awards: Option<Vec<AwardedView>>,
    favourite: Option<FavouriteView>,
    /// When the devices in the hall were last heard of; for the host.
    devices: Option<Vec<DeviceView>>,
}

/// The round in short.
#[derive(Debug, Serialize, ToSchema)]
struct StageRoundView {
    #[schema(value_type = uuid::Uuid)]
    id: RoundId,
    title: String,
    #[schema(value_type = String)]
    state: RoundState,
}

/// What the big screen shows.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SceneView {
    #[schema(value_type = String)]
    kind: SceneKind,
    #[schema(value_type = Option<uuid::Uuid>)]
    proposal: Option<ProposalId>,
    step: i64,
}

impl From<Scene> for SceneView {
    fn from(scene: Scene) -> Self {
        Self { kind: scene.kind, proposal: scene.proposal, step: scene.step }
    }
}

impl SceneView {
    /// Before the first scene the screen says welcome.
    pub(crate) fn of(scene: Option<Scene>) -> Self {
        scene.map_or(Self { kind: SceneKind::Welcome, proposal: None, step: 0 }, Self::from)
    }
}

/// The timer; the page counts down by the server's clock.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TimerView {
    #[schema(value_type = String)]
    phase: TimerPhase,
    length_secs: i64,
    /// When it started, pauses taken out; `null` while it stands.
    started_at: Option<At>,
    left_secs_when_paused: Option<i64>,
}

impl From<Timer> for TimerView {
    fn from(timer: Timer) -> Self {
        Self {
            phase: timer.phase,
            length_secs: timer.length_secs,
            started_at: timer.started_at.map(At),
            left_secs_when_paused: timer.left_secs,
        }
    }
}

/// How the running order was drawn.
#[derive(Debug, Serialize, ToSchema)]
struct OrderView {
    /// The digest that was published before the words were said, where that was done.
    commitment_hex: Option<String>,
    /// Words, codes, key and order: anybody can draw again.
    #[schema(value_type = Object)]
    transcript: serde_json::Value,
}

/// A project as it pitches.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CardView {
    #[schema(value_type = uuid::Uuid)]
    id: ProposalId,
    code: String,
    title: String,
    applicant_name: String,
    category: String,
    community_name: Option<String>,
}

impl From<app::stage::Card> for CardView {
    fn from(card: app::stage::Card) -> Self {
        let app::stage::Card { id, code, title, applicant_name, category, community_name } = card;
        Self { id, code, title, applicant_name, category, community_name }
    }
}

/// A slot of the running order with its project.
#[derive(Debug, Serialize, ToSchema)]
struct SlotCardView {
    #[schema(value_type = uuid::Uuid)]
    id: SlotId,
    position: i64,
    /// `waiting`, `scoring` or `sealed`.
    state: String,
    /// `closed` or `open`.
    voting: String,
    planned_from: At,
    planned_to: At,
    opened_at: Option<At>,
    sealed_at: Option<At>,
    /// When the host revealed it, where results come out one by one.
    revealed_at: Option<At>,
    proposal: CardView,
    /// How many judges have submitted; `null` for who is not told.
    submitted: Option<usize>,
    seats: usize,
    /// The codes of the judges whose sheet is open; for the host.
    missing: Option<Vec<String>>,
    recused: usize,
    /// How many ballots count, once the result is shown.
    ballots: Option<i64>,
    /// The result, once it is shown to this audience.
    result: Option<ResultRow>,
}

impl From<SlotShown> for SlotCardView {
    fn from(shown: SlotShown) -> Self {
        let slot = shown.slot;
        Self {
            id: slot.id,
            position: slot.position,
            state: slot.state,
            voting: slot.voting,
            planned_from: At(slot.planned.0),
            planned_to: At(slot.planned.1),
            opened_at: slot.opened_at.map(At),
            sealed_at: slot.sealed_at.map(At),
            revealed_at: slot.revealed_at.map(At),
            proposal: shown.card.into(),
            submitted: shown.submitted,
            seats: shown.seats,
            missing: shown.missing,
            recused: shown.recused,
            ballots: shown.ballots,
            result: shown.result.map(ResultRow::from),
        }
    }
}

/// One result with what it is made of.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResultRow {
    #[schema(value_type = uuid::Uuid)]
    proposal: ProposalId,
    code: String,
    title: String,
    /// The final score as it is published.
    r#final: String,
    /// The competition rank among what is shown; the official one once all of the evening is.
    rank: Option<i64>,
    award_order: Option<i64>,
    /// By the component's id.
    parts: BTreeMap<String, PartView>,
    judges: Vec<JudgedView>,
    approve: Option<i64>,
    cast: Option<i64>,
    /// The link of the tie chain that decided.
    decided_by: Option<String>,
    /// The reason that the chair gave, where the chair decided.
    chair_reason: Option<String>,
}

/// One part of a final score.
#[derive(Debug, Serialize, ToSchema)]
struct PartView {
    /// `panel`, `public` or `carried`.
    kind: String,
    score: String,
    exact: String,
    weight_percent: u32,
}

/// A judge's total.
#[derive(Debug, Serialize, ToSchema)]
struct JudgedView {
    /// The judge's code, or a number that means nothing beyond this row.
    judge: String,
    #[schema(value_type = String)]
    total: Mark,
    /// `high` or `low` when it does not count.
    dropped: Option<String>,
}

impl From<Row> for ResultRow {
    fn from(row: Row) -> Self {
        let part = |p: app::stage::Part| PartView {
            kind: p.kind.into(),
            score: p.score,
            exact: p.exact,
            weight_percent: p.weight_percent,
        };
        let judged = |j: app::stage::Judged| JudgedView {
            judge: j.judge,
            total: j.total,
            dropped: j.dropped.map(str::to_owned),
        };
        Self {
            proposal: row.proposal,
            code: row.code,
            title: row.title,
            r#final: row.final_score,
            rank: row.rank,
            award_order: row.award_order,
            parts: row.parts.into_iter().map(|(id, p)| (id, part(p))).collect(),
            judges: row.judges.into_iter().map(judged).collect(),
            approve: row.approve,
            cast: row.cast,
            decided_by: row.decided_by,
            chair_reason: row.chair_reason,
        }
    }
}

/// An award as it is called out.
#[derive(Debug, Serialize, ToSchema)]
struct AwardedView {
    #[schema(value_type = uuid::Uuid)]
    proposal: ProposalId,
    code: String,
    title: String,
    tier: Option<String>,
    #[schema(value_type = Option<i64>)]
    amount_fen: Option<Money>,
    award_order: i64,
}

impl From<Awarded> for AwardedView {
    fn from(awarded: Awarded) -> Self {
        let Awarded { proposal, code, title, tier, amount, award_order } = awarded;
        Self { proposal, code, title, tier, amount_fen: amount, award_order }
    }
}

/// The project that most residents approve of.
#[derive(Debug, Serialize, ToSchema)]
struct FavouriteView {
    #[schema(value_type = uuid::Uuid)]
    proposal: ProposalId,
    code: String,
    title: String,
    approve: i64,
    cast: i64,
}

impl From<Favourite> for FavouriteView {
    fn from(favourite: Favourite) -> Self {
        let Favourite { proposal, code, title, approve, cast } = favourite;
        Self { proposal, code, title, approve, cast }
    }
}

/// A device in the hall.
#[derive(Debug, Serialize, ToSchema)]
struct DeviceView {
    /// The judge's code.
    seat: Option<String>,
    /// The display's name.
    screen: Option<String>,
    last_seen_at: Option<At>,
}

impl From<Device> for DeviceView {
    fn from(device: Device) -> Self {
        Self { seat: device.seat, screen: device.screen, last_seen_at: device.last_seen_at.map(At) }
    }
}

impl StageView {
    /// The view of what one audience is shown, at this instant.
    pub(crate) fn of(shown: StageShown, now: Timestamp) -> Self {
        let StageShown { round, stage, .. } = shown;
        Self {
            sequence: shown.sequence,
            server_time: At(now),
            audience: shown.audience,
            round: StageRoundView { id: round.id, title: round.name, state: round.state },
            rehearsal: stage.rehearsal_since.is_some(),
            reveal_mode: stage.mode,
            scene: SceneView::of(shown.scene),
            now: shown.now,
            next: shown.next,
            timer: stage.timer.map(TimerView::from),
            draw: shown.draw.map(|(transcript, commitment_hex)| OrderView { commitment_hex, transcript }),
            slots: shown.slots.into_iter().map(SlotCardView::from).collect(),
            ranking: shown.ranking.map(|rows| rows.into_iter().map(ResultRow::from).collect()),
            awards: shown.awards.map(|all| all.into_iter().map(AwardedView::from).collect()),
            favourite: shown.favourite.map(FavouriteView::from),
            devices: shown.devices.map(|all| all.into_iter().map(DeviceView::from).collect()),
        }
    }
}
