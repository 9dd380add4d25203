//! Proposals, their partners and their versions.

use crate::ask::Ask;
use crate::column::{Doc, Id, Instant};
use crate::dialect::locked;
use crate::schema::people::role_grant;
use crate::schema::proposals::{proposal, proposal_partner, proposal_version};
use crate::{Error, Tx, rounds};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use model::proposal::{Content, Outline};
use model::{Actor, Money, OrganisationId, Proposal, ProposalId, ProposalState, Round, RoundId, Timestamp, Who};
use uuid::Uuid;

#[derive(Queryable, Insertable)]
#[diesel(table_name = proposal)]
struct Row {
    id: Id,
    tenant: Id,
    round: Id,
    code: String,
    track: String,
    applicant: Id,
    community: Option<Id>,
    state: String,
    title: String,
    category: String,
    asked_fen: i64,
    submitted_at: Option<Instant>,
    version: i64,
}

/// Everything but what the proposal says in full.
macro_rules! outline {
    () => {
        (
            proposal::id,
            proposal::tenant,
            proposal::round,
            proposal::code,
            proposal::track,
            proposal::applicant,
            proposal::community,
            proposal::state,
            proposal::title,
            proposal::category,
            proposal::asked_fen,
            proposal::submitted_at,
            proposal::version,
        )
    };
}

impl Row {
    fn read(self, partners: Vec<OrganisationId>) -> Result<Proposal<Outline>, Error> {
        Ok(Proposal {
            id: ProposalId(self.id.0),
            code: self.code.parse().map_err(|e| Error::unreadable("proposal code", e))?,
            round: RoundId(self.round.0),
            track: self.track,
            applicant: OrganisationId(self.applicant.0),
            partners,
            community: self.community.map(|c| OrganisationId(c.0)),
            state: self.state.parse().map_err(|e| Error::unreadable("proposal state", e))?,
            content: Outline { title: self.title, category: self.category, asked: Money::fen(self.asked_fen) },
            submitted_at: self.submitted_at.map(|t| t.0),
            version: self.version,
        })
    }
}

/// The same proposal with all that it says.
fn in_full(outline: Proposal<Outline>, content: &Doc) -> Result<Proposal, Error> {
    let content: Content = content.read("proposal content")?;
    Ok(outline.saying(content))
}

/// Adds a proposal.
///
/// # Errors
/// [`Error::Taken`] when its code is in use in the round.
pub fn insert(tx: &mut Tx<'_>, actor: &Actor, new: &Proposal) -> Result<(), Error> {
    let row = Row {
        id: Id::of(new.id),
        tenant: Id::of(actor.tenant),
        round: Id::of(new.round),
        code: new.code.to_string(),
        track: new.track.clone(),
        applicant: Id::of(new.applicant),
        community: new.community.map(Id::of),
        state: new.state.as_str().into(),
        title: new.content.title.clone(),
        category: new.content.category.clone(),
        asked_fen: new.content.asked().as_fen(),
        submitted_at: new.submitted_at.map(Instant),
        version: new.version,
    };
    let content = proposal::content.eq(Doc::of(&new.content)?);
    diesel::insert_into(proposal::table).values((row, content)).run(tx)?;
    for partner in &new.partners {
        diesel::insert_into(proposal_partner::table)
            .values((
                proposal_partner::tenant.eq(Id::of(actor.tenant)),
                proposal_partner::proposal.eq(Id::of(new.id)),
                proposal_partner::organisation.eq(Id::of(*partner)),
            ))
            .run(tx)?;
    }
    Ok(())
}

/// One proposal with its partners, one row for each of them.
macro_rules! with_its_partners {
    ($actor:expr, $id:expr) => {{
        let theirs = proposal_partner::tenant.eq(proposal::tenant).and(proposal_partner::proposal.eq(proposal::id));
        let mine = proposal::tenant.eq(Id::of($actor.tenant)).and(proposal::id.eq(Id::of($id)));
        proposal::table.left_join(proposal_partner::table.on(theirs)).filter(mine)
    }};
}

/// A proposal the actor may see; anything else does not exist for them.
/// A draft is its authors' alone; the rest is open to those who work on the round, and to the host of the applicant.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId) -> Result<Proposal, Error> {
    let columns = (outline!(), proposal::content, proposal_partner::organisation.nullable());
    let rows: Vec<(Row, Doc, Option<Id>)> = with_its_partners!(actor, id).select(columns).rows(tx)?;
    let (rows, contents): (Vec<_>, Vec<Doc>) =
        rows.into_iter().map(|(row, content, partner)| ((row, partner), content)).unzip();
    let outline = shown(tx, actor, joined(rows.into_iter())?)?;
    in_full(outline, contents.first().ok_or(Error::NotFound)?)
}

/// The same without what it says in full.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_outline(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId) -> Result<Proposal<Outline>, Error> {
    if let Some(known) = tx.known.outlines.get(actor.tenant, &id) {
        return shown(tx, actor, known);
    }
    let columns = (outline!(), proposal_partner::organisation.nullable());
    let rows: Vec<(Row, Option<Id>)> = with_its_partners!(actor, id).select(columns).rows(tx)?;
    let found = joined(rows.into_iter())?;
    tx.known.outlines.keep(actor.tenant, id, &found);
    shown(tx, actor, found)
}

/// One proposal out of its rows, one for each partner.
fn joined(mut rows: impl Iterator<Item = (Row, Option<Id>)>) -> Result<Proposal<Outline>, Error> {
    let (row, first) = rows.next().ok_or(Error::NotFound)?;
    let partners = std::iter::once(first).chain(rows.map(|(_, partner)| partner)).flatten();
    row.read(partners.map(|id| OrganisationId(id.0)).collect())
}

fn shown(tx: &mut Tx<'_>, actor: &Actor, found: Proposal<Outline>) -> Result<Proposal<Outline>, Error> {
    if is_author(actor, &found) {
        return Ok(found);
    }
    let round = rounds::find(tx, actor, found.round)?;
    let open = found.state != ProposalState::Draft;
    if open && (rounds::works_on(actor, &round) || hosts(tx, actor, &found)?) {
        Ok(found)
    } else {
        Err(Error::NotFound)
    }
}

/// The same, held alone until the commit: what counts or sums up before it writes takes it so.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find_exclusively(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId) -> Result<Proposal, Error> {
    let query = proposal::table.find(Id::of(id)).filter(proposal::tenant.eq(Id::of(actor.tenant))).select(proposal::id);
    let _held: Id = locked!(exclusive, tx.conn, query)?;
    tx.known.outlines.forget(&id);
    find(tx, actor, id)
}

/// What the actor may see of a round, by code. Whose it is, the database looks up itself: a list of ids in the statement would be compiled anew at each use.
macro_rules! seen {
    ($actor:expr, $round:expr) => {{
        let (actor, round): (&Actor, &Round) = ($actor, $round);
        let clock = (actor.who == Who::Clock).into_sql::<Bool>();
        let staff = rounds::works_on(actor, round).into_sql::<Bool>();
        let person = match (actor.who, actor.bound_to) {
            (Who::Person(id), None) => Id::of(id),
            _ => Id(Uuid::nil()),
        };
        let bodies = role_grant::table
            .filter(role_grant::tenant.eq(Id::of(actor.tenant)).and(role_grant::person.eq(person)))
            .filter(role_grant::revoked_at.is_null())
            .select(role_grant::organisation);
        let joint = proposal_partner::table
            .filter(proposal_partner::organisation.nullable().eq_any(bodies))
            .select(proposal_partner::proposal);
        let authored = proposal::applicant.nullable().eq_any(bodies).or(proposal::id.eq_any(joint));
        let open = staff.and(proposal::state.ne(ProposalState::Draft.as_str()));
        let mine = proposal::tenant.eq(Id::of(actor.tenant)).and(proposal::round.eq(Id::of(round.id)));
        proposal::table.filter(mine.and(clock.or(open).or(authored))).order(proposal::code)
    }};
}

/// The proposals of a round that the actor may see, by code, with all that they say.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Vec<Proposal>, Error> {
    let rows: Vec<(Row, Doc)> = seen!(actor, round).select((outline!(), proposal::content)).rows(tx)?;
    let (rows, contents): (Vec<Row>, Vec<Doc>) = rows.into_iter().unzip();
    let outlines = with_partners(tx, round, rows)?;
    outlines.into_iter().zip(&contents).map(|(outline, content)| in_full(outline, content)).collect()
}

/// At most `limit` of them after the given code, without what they say in full.
///
/// # Errors
/// When the database does not answer.
pub fn page(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Proposal<Outline>>, Error> {
    let rest = seen!(actor, round).filter(proposal::code.gt(after.unwrap_or_default()));
    let rows: Vec<Row> = rest.limit(limit).select(outline!()).rows(tx)?;
    with_partners(tx, round, rows)
}

/// Few proposals are joint ones, so those of the whole round are read.
fn with_partners(tx: &mut Tx<'_>, round: &Round, rows: Vec<Row>) -> Result<Vec<Proposal<Outline>>, Error> {
    let theirs = proposal::table.filter(proposal::round.eq(Id::of(round.id))).select(proposal::id);
    let pairs: Vec<(Id, Id)> = proposal_partner::table
        .filter(proposal_partner::proposal.eq_any(theirs))
        .select((proposal_partner::proposal, proposal_partner::organisation))
        .rows(tx)?;
    let of = |id: Id| pairs.iter().filter(|(p, _)| *p == id).map(|(_, o)| OrganisationId(o.0)).collect();
    rows.into_iter()
        .map(|row| {
            let partners = of(row.id);
            row.read(partners)
        })
        .collect()
}

/// How many proposals an organisation has handed in to a round, joint ones counted, withdrawn ones not.
///
/// # Errors
/// When the database does not answer.
pub fn count_submitted(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: RoundId,
    organisation: OrganisationId,
) -> Result<i64, Error> {
    let joint = proposal_partner::table
        .filter(proposal_partner::organisation.eq(Id::of(organisation)))
        .select(proposal_partner::proposal);
    let theirs = proposal::applicant.eq(Id::of(organisation)).or(proposal::id.eq_any(joint));
    let mine = proposal::tenant.eq(Id::of(actor.tenant)).and(proposal::round.eq(Id::of(round)));
    let counted = proposal::submitted_at.is_not_null().and(proposal::state.ne(ProposalState::Withdrawn.as_str()));
    Ok(proposal::table.filter(mine.and(theirs).and(counted)).count().row(tx)?)
}

/// Moves the proposal on, unless somebody else moved it since it was read; content and first submission are written with it.
///
/// # Errors
/// [`Error::Conflict`].
pub fn advance(tx: &mut Tx<'_>, old: &Proposal, next: &Proposal) -> Result<(), Error> {
    tx.known.outlines.forget(&old.id);
    let unchanged = proposal::table.find(Id::of(old.id)).filter(proposal::version.eq(old.version));
    let version = proposal::version.eq(old.version.saturating_add(1));
    let state = proposal::state.eq(next.state.as_str());
    let says_the_same = old.content == next.content && old.community == next.community;
    let changed = if says_the_same && old.submitted_at == next.submitted_at {
        diesel::update(unchanged).set((state, version)).run(tx)?
    } else {
        let content = (
            proposal::title.eq(&next.content.title),
            proposal::category.eq(&next.content.category),
            proposal::community.eq(next.community.map(Id::of)),
            proposal::asked_fen.eq(next.content.asked().as_fen()),
            proposal::content.eq(Doc::of(&next.content)?),
            proposal::submitted_at.eq(next.submitted_at.map(Instant)),
        );
        diesel::update(unchanged).set((state, version, content)).run(tx)?
    };
    if changed == 1 { Ok(()) } else { Err(Error::Conflict) }
}

/// What was handed in, and why: `submitted`, `resubmitted` or `revised`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1.
    pub no: i64,
    /// Why it was made.
    pub cause: String,
    /// The canonical text.
    pub content: String,
    /// Its digest, in hex.
    pub digest: String,
    /// When.
    pub at: Timestamp,
}

/// Keeps a version for ever.
///
/// # Errors
/// [`Error::Taken`] when two try to write the same number.
pub fn keep_version(tx: &mut Tx<'_>, actor: &Actor, of: ProposalId, version: &Version) -> Result<(), Error> {
    let id: Uuid = tx.id(version.at);
    diesel::insert_into(proposal_version::table)
        .values((
            proposal_version::id.eq(Id(id)),
            proposal_version::tenant.eq(Id::of(actor.tenant)),
            proposal_version::proposal.eq(Id::of(of)),
            proposal_version::no.eq(version.no),
            proposal_version::cause.eq(&version.cause),
            proposal_version::content.eq(&version.content),
            proposal_version::digest.eq(&version.digest),
            proposal_version::at.eq(Instant(version.at)),
        ))
        .run(tx)?;
    Ok(())
}

/// All versions of a proposal that the caller has found before.
///
/// # Errors
/// When the database does not answer.
pub fn versions(tx: &mut Tx<'_>, of: &Proposal) -> Result<Vec<Version>, Error> {
    let rows: Vec<(i64, String, String, String, Instant)> = proposal_version::table
        .filter(proposal_version::proposal.eq(Id::of(of.id)))
        .select((
            proposal_version::no,
            proposal_version::cause,
            proposal_version::content,
            proposal_version::digest,
            proposal_version::at,
        ))
        .order(proposal_version::no)
        .rows(tx)?;
    let read = |(no, cause, content, digest, at): (i64, String, String, String, Instant)| Version {
        no,
        cause,
        content,
        digest,
        at: at.0,
    };
    Ok(rows.into_iter().map(read).collect())
}

fn is_author<C>(actor: &Actor, found: &Proposal<C>) -> bool {
    actor.belongs_to(found.applicant) || found.partners.iter().any(|p| actor.belongs_to(*p))
}

fn hosts<C>(tx: &mut Tx<'_>, actor: &Actor, found: &Proposal<C>) -> Result<bool, Error> {
    let hosting = rounds::find_hosting(tx, actor, found.round, found.applicant)?;
    Ok(hosting.is_some_and(|h| actor.belongs_to(h.host)))
}
