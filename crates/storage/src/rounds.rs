//! Programmes, rounds, the documents that rule them, and who hosts whom.

use crate::ask::Ask;
use crate::column::{Id, Instant};
use crate::dialect::locked;
use crate::schema::rounds::{hosting, programme, round, round_document};
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{
    Actor, Code, HostingId, OrganisationId, ProgrammeId, Role, Round, RoundDocument, RoundId, RoundState, TenantId,
    Timestamp,
};
use std::sync::{Arc, PoisonError};
use uuid::Uuid;

/// A standing scheme that holds rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// Its id.
    pub id: ProgrammeId,
    /// Its code.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Who owns it.
    pub organiser: OrganisationId,
}

/// Adds a programme.
///
/// # Errors
/// [`Error::Taken`] when the code is in use.
pub fn insert_programme(tx: &mut Tx<'_>, tenant: TenantId, new: &Programme, now: Timestamp) -> Result<(), Error> {
    diesel::insert_into(programme::table)
        .values((
            programme::id.eq(Id::of(new.id)),
            programme::tenant.eq(Id::of(tenant)),
            programme::code.eq(new.code.as_str()),
            programme::name.eq(&new.name),
            programme::organiser.eq(Id::of(new.organiser)),
            programme::created_at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

/// A programme of the actor's tenant.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_programme(tx: &mut Tx<'_>, actor: &Actor, id: ProgrammeId) -> Result<Programme, Error> {
    let (id, code, name, organiser): (Id, String, String, Id) = programme::table
        .find(Id::of(id))
        .filter(programme::tenant.eq(Id::of(actor.tenant)))
        .select((programme::id, programme::code, programme::name, programme::organiser))
        .first_row(tx)?;
    Ok(Programme {
        id: ProgrammeId(id.0),
        code: code.parse().map_err(|e| Error::unreadable("programme code", e))?,
        name,
        organiser: OrganisationId(organiser.0),
    })
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = round)]
struct Row {
    id: Id,
    tenant: Id,
    code: String,
    programme: Id,
    name: String,
    organiser: Id,
    operator: Option<Id>,
    funder: Id,
    evaluator: Option<Id>,
    state: String,
    document: Id,
    document_version: i64,
    frozen_at: Option<Instant>,
    frozen_digest: Option<String>,
    version: i64,
}

impl Row {
    fn read(self, tx: &mut Tx<'_>) -> Result<Round, Error> {
        let document = document(tx, self.document)?;
        Ok(Round {
            id: RoundId(self.id.0),
            code: self.code.parse().map_err(|e| Error::unreadable("round code", e))?,
            programme: ProgrammeId(self.programme.0),
            name: self.name,
            organiser: OrganisationId(self.organiser.0),
            operator: self.operator.map(|o| OrganisationId(o.0)),
            funder: OrganisationId(self.funder.0),
            evaluator: self.evaluator.map(|o| OrganisationId(o.0)),
            state: self.state.parse().map_err(|e| Error::unreadable("round state", e))?,
            document,
            document_version: self.document_version,
            frozen: self.frozen_at.map(|t| t.0).zip(self.frozen_digest),
            version: self.version,
        })
    }
}

/// Adds a round with the first version of its document.
///
/// # Errors
/// [`Error::Taken`] when the code is in use.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, new: &Round, digest: &str, now: Timestamp) -> Result<(), Error> {
    let document: Uuid = tx.id(now);
    let row = Row {
        id: Id::of(new.id),
        tenant: Id::of(actor.tenant),
        code: new.code.to_string(),
        programme: Id::of(new.programme),
        name: new.name.clone(),
        organiser: Id::of(new.organiser),
        operator: new.operator.map(Id::of),
        funder: Id::of(new.funder),
        evaluator: new.evaluator.map(Id::of),
        state: new.state.as_str().into(),
        document: Id(document),
        document_version: new.document_version,
        frozen_at: None,
        frozen_digest: None,
        version: new.version,
    };
    diesel::insert_into(round::table).values(row).run(tx)?;
    keep_document(tx, actor, document, new, digest, now)
}

/// Gives a round the next version of its document; earlier versions stay.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed the round since it was read.
pub fn replace_document(
    tx: &mut Tx<'_>,
    actor: &Actor,
    old: &Round,
    next: &Round,
    digest: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let document: Uuid = tx.id(now);
    tx.known.rounds.forget(&old.id);
    let unchanged = round::table.find(Id::of(old.id)).filter(round::version.eq(old.version));
    let changed = diesel::update(unchanged)
        .set((
            round::document.eq(Id(document)),
            round::document_version.eq(next.document_version),
            round::version.eq(next.version),
        ))
        .run(tx)?;
    if changed != 1 {
        return Err(Error::Conflict);
    }
    keep_document(tx, actor, document, next, digest, now)
}

fn keep_document(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: Uuid,
    of: &Round,
    digest: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let bytes = model::canonical::bytes(of.document.as_ref()).map_err(|e| Error::Broken(e.into()))?;
    let text = String::from_utf8(bytes).map_err(|e| Error::Broken(e.into()))?;
    diesel::insert_into(round_document::table)
        .values((
            round_document::id.eq(Id(id)),
            round_document::tenant.eq(Id::of(actor.tenant)),
            round_document::round.eq(Id::of(of.id)),
            round_document::version.eq(of.document_version),
            round_document::document.eq(text),
            round_document::digest.eq(digest),
            round_document::signed_by.eq(actor.person().map(Id::of)),
            round_document::signed_at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

fn document(tx: &mut Tx<'_>, id: Id) -> Result<Arc<RoundDocument>, Error> {
    let kept = tx.shared.documents.lock().unwrap_or_else(PoisonError::into_inner).get(&id.0).cloned();
    if let Some(document) = kept {
        return Ok(document);
    }
    let text: String = round_document::table.find(id).select(round_document::document).first_row(tx)?;
    let read: RoundDocument = serde_json::from_str(&text).map_err(|e| Error::unreadable("round document", e))?;
    let read = Arc::new(read);
    tx.shared.documents.lock().unwrap_or_else(PoisonError::into_inner).insert(id.0, Arc::clone(&read));
    Ok(read)
}

/// Moves a round on; the rules freeze with their digest when `next.frozen` is set.
///
/// # Errors
/// [`Error::Conflict`] when somebody else changed it since it was read.
pub fn advance(tx: &mut Tx<'_>, old: &Round, next: &Round) -> Result<(), Error> {
    tx.known.rounds.forget(&old.id);
    let unchanged = round::table.find(Id::of(old.id)).filter(round::version.eq(old.version));
    let changed = diesel::update(unchanged)
        .set((
            round::state.eq(next.state.as_str()),
            round::frozen_at.eq(next.frozen.as_ref().map(|(at, _)| Instant(*at))),
            round::frozen_digest.eq(next.frozen.as_ref().map(|(_, digest)| digest.clone())),
            round::version.eq(old.version.saturating_add(1)),
        ))
        .run(tx)?;
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// A round the actor may see: a published one is open to the tenant, a draft only to those who work on it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Round, Error> {
    if let Some(known) = tx.known.rounds.get(actor.tenant, &id) {
        return seen(known, actor);
    }
    let row: Row = round::table.find(Id::of(id)).filter(round::tenant.eq(Id::of(actor.tenant))).first_row(tx)?;
    keep(tx, row, actor)
}

fn keep(tx: &mut Tx<'_>, row: Row, actor: &Actor) -> Result<Round, Error> {
    let round = row.read(tx)?;
    tx.known.rounds.keep(actor.tenant, round.id, &round);
    seen(round, actor)
}

/// The same, held until the commit together with others who read it: closing waits for them.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_shared(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Round, Error> {
    let query = round::table.find(Id::of(id)).filter(round::tenant.eq(Id::of(actor.tenant)));
    let row: Row = locked!(share, tx.conn, query)?;
    keep(tx, row, actor)
}

/// The same, held alone until the commit: what closes, allocates or pays takes it so.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_exclusively(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Round, Error> {
    let query = round::table.find(Id::of(id)).filter(round::tenant.eq(Id::of(actor.tenant)));
    let row: Row = locked!(exclusive, tx.conn, query)?;
    keep(tx, row, actor)
}

/// The rounds the actor may see, newest first.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<Round>, Error> {
    let mine = round::tenant.eq(Id::of(actor.tenant));
    let rows: Vec<Row> = round::table.filter(mine).order(round::id.desc()).rows(tx)?;
    let mut rounds = Vec::with_capacity(rows.len());
    for row in rows {
        match seen(row.read(tx)?, actor) {
            Ok(round) => rounds.push(round),
            Err(Error::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(rounds)
}

fn seen(round: Round, actor: &Actor) -> Result<Round, Error> {
    let bound_elsewhere = actor.bound_to.is_some_and(|only| only != round.id);
    let hidden = round.state == RoundState::Draft && !works_on(actor, &round);
    if bound_elsewhere || hidden { Err(Error::NotFound) } else { Ok(round) }
}

/// Whether the actor works on this round: belongs to one of its four bodies, or holds a role in it that is not an applicant's.
pub(crate) fn works_on(actor: &Actor, round: &Round) -> bool {
    let bodies = [Some(round.organiser), round.operator, Some(round.funder), round.evaluator];
    let staff = bodies.into_iter().flatten().any(|body| actor.belongs_to(body));
    let roles = [Role::Judge, Role::Chair, Role::Coach, Role::Overseer, Role::StageHost, Role::Checker];
    let named = roles.into_iter().any(|role| actor.has_in(role, round.id));
    staff || named || actor.who == model::Who::Clock
}

/// A host's answer to the one it is asked to host in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hosting {
    /// Its id.
    pub id: HostingId,
    /// The round.
    pub round: RoundId,
    /// Who is to be hosted.
    pub applicant: OrganisationId,
    /// By whom.
    pub host: OrganisationId,
    /// `asked`, `confirmed`, `declined` or `withdrawn`.
    pub state: String,
}

type HostingRow = (Id, Id, Id, Id, String);

fn read_hosting((id, round, applicant, host, state): HostingRow) -> Hosting {
    Hosting {
        id: HostingId(id.0),
        round: RoundId(round.0),
        applicant: OrganisationId(applicant.0),
        host: OrganisationId(host.0),
        state,
    }
}

/// Asks a host, or asks another one as long as the first has not confirmed.
///
/// # Errors
/// [`Error::Taken`] when a host has been asked already.
pub fn insert_hosting(tx: &mut Tx<'_>, actor: &Actor, new: &Hosting, now: Timestamp) -> Result<(), Error> {
    tx.known.places.forget_all();
    diesel::insert_into(hosting::table)
        .values((
            hosting::id.eq(Id::of(new.id)),
            hosting::tenant.eq(Id::of(actor.tenant)),
            hosting::round.eq(Id::of(new.round)),
            hosting::applicant.eq(Id::of(new.applicant)),
            hosting::host.eq(Id::of(new.host)),
            hosting::state.eq(&new.state),
            hosting::asked_at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

/// Writes down the host's answer.
///
/// # Errors
/// When the database does not answer.
pub fn answer_hosting(tx: &mut Tx<'_>, actor: &Actor, id: HostingId, state: &str, now: Timestamp) -> Result<(), Error> {
    diesel::update(hosting::table.find(Id::of(id)))
        .set((
            hosting::state.eq(state),
            hosting::answered_at.eq(Instant(now)),
            hosting::answered_by.eq(actor.person().map(Id::of)),
        ))
        .run(tx)?;
    Ok(())
}

/// Who hosts an applicant in a round; `None` when nobody was asked.
///
/// # Errors
/// When the database does not answer.
pub fn find_hosting(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: RoundId,
    applicant: OrganisationId,
) -> Result<Option<Hosting>, Error> {
    let mine = hosting::tenant.eq(Id::of(actor.tenant)).and(hosting::round.eq(Id::of(round)));
    let row: Option<HostingRow> = hosting::table
        .filter(mine.and(hosting::applicant.eq(Id::of(applicant))))
        .select((hosting::id, hosting::round, hosting::applicant, hosting::host, hosting::state))
        .first_row(tx)
        .optional()?;
    Ok(row.map(read_hosting))
}

/// All hostings of a round.
///
/// # Errors
/// When the database does not answer.
pub fn list_hostings(tx: &mut Tx<'_>, actor: &Actor, round: RoundId) -> Result<Vec<Hosting>, Error> {
    let mine = hosting::tenant.eq(Id::of(actor.tenant)).and(hosting::round.eq(Id::of(round)));
    let rows: Vec<HostingRow> = hosting::table
        .filter(mine)
        .select((hosting::id, hosting::round, hosting::applicant, hosting::host, hosting::state))
        .order(hosting::id)
        .rows(tx)?;
    Ok(rows.into_iter().map(read_hosting).collect())
}
