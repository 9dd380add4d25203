//! How an evening is led: its row, and the scenes that the big screen was told to show.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::schema::roadshows::{scene, stage};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::stage::{RevealMode, SceneKind, TimerPhase};
use model::{Actor, ProposalId, RoundId, SceneId, SlotId, TenantId, Timestamp};
use uuid::Uuid;

/// How an evening is led.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// The round.
    pub round: RoundId,
    /// Which of its roadshows.
    pub evening: String,
    /// How results come out.
    pub mode: RevealMode,
    /// The slots whose results were shown when the evening was frozen.
    pub kept: Vec<SlotId>,
    /// The timer, once it was used.
    pub timer: Option<Timer>,
    /// Since when this is only a rehearsal.
    pub rehearsal_since: Option<Timestamp>,
    /// The number of this version of the row; 0 before it was written.
    pub version: i64,
}

/// A timer that runs, waits or is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timer {
    /// What it counts.
    pub phase: TimerPhase,
    /// How long it runs, in seconds.
    pub length_secs: i64,
    /// When it started, pauses taken out; `None` while it stands.
    pub started_at: Option<Timestamp>,
    /// How many seconds were left when it was paused.
    pub left_secs: Option<i64>,
}

#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = stage, treat_none_as_null = true)]
struct Row {
    id: Id,
    tenant: Id,
    round: Id,
    evening: String,
    reveal_mode: String,
    kept: Doc,
    timer_phase: Option<String>,
    timer_secs: Option<i64>,
    timer_started_at: Option<Instant>,
    timer_left_secs: Option<i64>,
    rehearsal_since: Option<Instant>,
    version: i64,
}

impl Row {
    fn write(id: Uuid, tenant: TenantId, s: &Stage) -> Result<Self, Error> {
        Ok(Self {
            id: Id(id),
            tenant: Id::of(tenant),
            round: Id::of(s.round),
            evening: s.evening.clone(),
            reveal_mode: s.mode.as_str().into(),
            kept: Doc::of(&s.kept)?,
            timer_phase: s.timer.map(|t| t.phase.as_str().into()),
            timer_secs: s.timer.map(|t| t.length_secs),
            timer_started_at: s.timer.and_then(|t| t.started_at).map(Instant),
            timer_left_secs: s.timer.and_then(|t| t.left_secs),
            rehearsal_since: s.rehearsal_since.map(Instant),
            version: s.version.saturating_add(1),
        })
    }

    fn read(self) -> Result<Stage, Error> {
        let phase = self.timer_phase.as_deref().map(str::parse).transpose();
        let phase: Option<TimerPhase> = phase.map_err(|e| Error::unreadable("timer phase", e))?;
        Ok(Stage {
            round: RoundId(self.round.0),
            evening: self.evening,
            mode: self.reveal_mode.parse().map_err(|e| Error::unreadable("reveal mode", e))?,
            kept: self.kept.read("kept slots")?,
            timer: phase.zip(self.timer_secs).map(|(phase, length_secs)| Timer {
                phase,
                length_secs,
                started_at: self.timer_started_at.map(|t| t.0),
                left_secs: self.timer_left_secs,
            }),
            rehearsal_since: self.rehearsal_since.map(|t| t.0),
            version: self.version,
        })
    }
}

/// How an evening is led; `None` until its host did something. The caller has found the round before.
///
/// # Errors
/// When the database does not answer.
pub fn find(tx: &mut Tx<'_>, tenant: TenantId, round: RoundId, evening: &str) -> Result<Option<Stage>, Error> {
    let mine = stage::tenant.eq(Id::of(tenant)).and(stage::round.eq(Id::of(round))).and(stage::evening.eq(evening));
    let row: Option<Row> = stage::table.filter(mine).first_row(tx).optional()?;
    row.map(Row::read).transpose()
}

/// Writes how an evening is led.
///
/// # Errors
/// [`Error::Conflict`] when somebody else wrote it since it was read.
pub fn put(tx: &mut Tx<'_>, actor: &Actor, new: &Stage, now: Timestamp) -> Result<(), Error> {
    let mine = stage::tenant.eq(Id::of(actor.tenant)).and(stage::round.eq(Id::of(new.round)));
    let mine = mine.and(stage::evening.eq(&new.evening));
    let held: Option<(Id, i64)> =
        stage::table.filter(mine).select((stage::id, stage::version)).first_row(tx).optional()?;
    let Some((id, _)) = held else {
        let id: Uuid = tx.id(now);
        diesel::insert_into(stage::table).values(Row::write(id, actor.tenant, new)?).run(tx)?;
        return Ok(());
    };
    let unchanged = stage::table.find(id).filter(stage::version.eq(new.version));
    let changed = diesel::update(unchanged).set(Row::write(id.0, actor.tenant, new)?).run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// One thing that the big screen was told to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scene {
    /// Its id.
    pub id: SceneId,
    /// What.
    pub kind: SceneKind,
    /// Of which project.
    pub proposal: Option<ProposalId>,
    /// How far: which part of a reveal, how many awards.
    pub step: i64,
}

/// Shows a scene from now on.
///
/// # Errors
/// When the database does not answer.
pub fn insert_scene(tx: &mut Tx<'_>, actor: &Actor, of: &Stage, new: &Scene, now: Timestamp) -> Result<(), Error> {
    diesel::insert_into(scene::table)
        .values((
            scene::id.eq(Id::of(new.id)),
            scene::tenant.eq(Id::of(actor.tenant)),
            scene::round.eq(Id::of(of.round)),
            scene::evening.eq(&of.evening),
            scene::kind.eq(new.kind.as_str()),
            scene::proposal.eq(new.proposal.map(Id::of)),
            scene::step.eq(new.step),
            scene::shown_at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

/// The scene that is shown; `None` before the first. The caller has found the round before.
///
/// # Errors
/// When the database does not answer.
pub fn find_scene(tx: &mut Tx<'_>, tenant: TenantId, of: &Stage) -> Result<Option<Scene>, Error> {
    let mine = scene::tenant.eq(Id::of(tenant)).and(scene::round.eq(Id::of(of.round)));
    let mine = mine.and(scene::evening.eq(&of.evening)).and(scene::withdrawn_at.is_null());
    let row: Option<(Id, String, Option<Id>, i64)> = scene::table
        .filter(mine)
        .select((scene::id, scene::kind, scene::proposal, scene::step))
        .order(scene::id.desc())
        .first_row(tx)
        .optional()?;
    row.map(|(id, kind, proposal, step)| {
        Ok(Scene {
            id: SceneId(id.0),
            kind: kind.parse().map_err(|e| Error::unreadable("scene", e))?,
            proposal: proposal.map(|p| ProposalId(p.0)),
            step,
        })
    })
    .transpose()
}

/// Takes back every scene of an evening: the screen is as it was before the first.
///
/// # Errors
/// When the database does not answer.
pub fn withdraw_scenes(tx: &mut Tx<'_>, tenant: TenantId, of: &Stage, now: Timestamp) -> Result<(), Error> {
    let mine = scene::tenant.eq(Id::of(tenant)).and(scene::round.eq(Id::of(of.round)));
    let mine = mine.and(scene::evening.eq(&of.evening)).and(scene::withdrawn_at.is_null());
    diesel::update(scene::table.filter(mine)).set(scene::withdrawn_at.eq(Instant(now))).run(tx)?;
    Ok(())
}

/// Takes a scene back; the one before it is shown again.
///
/// # Errors
/// [`Error::Conflict`] when somebody else took it back.
pub fn withdraw_scene(tx: &mut Tx<'_>, id: SceneId, now: Timestamp) -> Result<(), Error> {
    let shown = scene::table.find(Id::of(id)).filter(scene::withdrawn_at.is_null());
    let changed = diesel::update(shown).set(scene::withdrawn_at.eq(Instant(now))).run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}
