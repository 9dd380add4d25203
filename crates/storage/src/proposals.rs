//! Proposals, their partners and their versions.

use crate::column::{Doc, Id, Instant};
use crate::dialect::locked;
use crate::schema::proposals::{proposal, proposal_partner, proposal_version};
use crate::{Error, Tx, rounds};
use diesel::prelude::*;
use model::{Actor, OrganisationId, Proposal, ProposalId, ProposalState, Round, RoundId, Timestamp, Who};
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
    content: Doc,
    submitted_at: Option<Instant>,
    version: i64,
}

impl Row {
    fn read(self, partners: Vec<OrganisationId>) -> Result<Proposal, Error> {
        Ok(Proposal {
            id: ProposalId(self.id.0),
            code: self.code.parse().map_err(|e| Error::unreadable("proposal code", e))?,
            round: RoundId(self.round.0),
            track: self.track,
            applicant: OrganisationId(self.applicant.0),
            partners,
            community: self.community.map(|c| OrganisationId(c.0)),
            state: self.state.parse().map_err(|e| Error::unreadable("proposal state", e))?,
            content: self.content.read("proposal content")?,
            submitted_at: self.submitted_at.map(|t| t.0),
            version: self.version,
        })
    }
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
        content: Doc::of(&new.content)?,
        submitted_at: new.submitted_at.map(Instant),
        version: new.version,
    };
    diesel::insert_into(proposal::table).values(row).execute(tx.conn)?;
    for partner in &new.partners {
        diesel::insert_into(proposal_partner::table)
            .values((
                proposal_partner::tenant.eq(Id::of(actor.tenant)),
                proposal_partner::proposal.eq(Id::of(new.id)),
                proposal_partner::organisation.eq(Id::of(*partner)),
            ))
            .execute(tx.conn)?;
    }
    Ok(())
}

/// A proposal the actor may see; anything else does not exist for them.
/// A draft is its authors' alone; the rest is open to those who work on the round, and to the host of the applicant.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, actor: &Actor, id: ProposalId) -> Result<Proposal, Error> {
    let mine = proposal::tenant.eq(Id::of(actor.tenant));
    let row: Row = proposal::table.find(Id::of(id)).filter(mine).first(tx.conn)?;
    let partners = partners(tx, id)?;
    let found = row.read(partners)?;
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
    find(tx, actor, id)
}

/// The proposals of a round that the actor may see, by code.
///
/// # Errors
/// When the database does not answer.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, round: &Round) -> Result<Vec<Proposal>, Error> {
    page(tx, actor, round, None, i64::from(u16::MAX))
}

/// At most `limit` of them after the given code.
///
/// # Errors
/// When the database does not answer.
pub fn page(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Proposal>, Error> {
    let mine = proposal::tenant.eq(Id::of(actor.tenant)).and(proposal::round.eq(Id::of(round.id)));
    let own: Vec<Id> = actor.organisations().map(Id::of).collect();
    let joint = proposal_partner::table
        .filter(proposal_partner::organisation.eq_any(own.clone()))
        .select(proposal_partner::proposal);
    let authored = proposal::applicant.eq_any(own).or(proposal::id.eq_any(joint));
    let mut query = proposal::table.filter(mine).order(proposal::code).limit(limit).into_boxed();
    if actor.who != Who::Clock {
        let open = proposal::state.ne(ProposalState::Draft.as_str());
        query = if rounds::works_on(actor, round) { query.filter(open.or(authored)) } else { query.filter(authored) };
    }
    if let Some(after) = after {
        query = query.filter(proposal::code.gt(after.to_owned()));
    }
    let rows: Vec<Row> = query.load(tx.conn)?;
    with_partners(tx, rows)
}

fn with_partners(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<Proposal>, Error> {
    let ids: Vec<Id> = rows.iter().map(|r| r.id).collect();
    let pairs: Vec<(Id, Id)> = proposal_partner::table
        .filter(proposal_partner::proposal.eq_any(ids))
        .select((proposal_partner::proposal, proposal_partner::organisation))
        .load(tx.conn)?;
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
    Ok(proposal::table.filter(mine.and(theirs).and(counted)).count().get_result(tx.conn)?)
}

/// Moves the proposal on, unless somebody else moved it since it was read; content and first submission are written with it.
///
/// # Errors
/// [`Error::Conflict`].
pub fn advance(tx: &mut Tx<'_>, old: &Proposal, next: &Proposal) -> Result<(), Error> {
    let unchanged = proposal::table.find(Id::of(old.id)).filter(proposal::version.eq(old.version));
    let version = proposal::version.eq(old.version.saturating_add(1));
    let state = proposal::state.eq(next.state.as_str());
    let says_the_same = old.content == next.content && old.community == next.community;
    let changed = if says_the_same && old.submitted_at == next.submitted_at {
        diesel::update(unchanged).set((state, version)).execute(tx.conn)?
    } else {
        let content = (
            proposal::title.eq(&next.content.title),
            proposal::category.eq(&next.content.category),
            proposal::community.eq(next.community.map(Id::of)),
            proposal::asked_fen.eq(next.content.asked().as_fen()),
            proposal::content.eq(Doc::of(&next.content)?),
            proposal::submitted_at.eq(next.submitted_at.map(Instant)),
        );
        diesel::update(unchanged).set((state, version, content)).execute(tx.conn)?
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
        .execute(tx.conn)?;
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
        .load(tx.conn)?;
    let read = |(no, cause, content, digest, at): (i64, String, String, String, Instant)| Version {
        no,
        cause,
        content,
        digest,
        at: at.0,
    };
    Ok(rows.into_iter().map(read).collect())
}

fn partners(tx: &mut Tx<'_>, of: ProposalId) -> Result<Vec<OrganisationId>, Error> {
    let rows: Vec<Id> = proposal_partner::table
        .filter(proposal_partner::proposal.eq(Id::of(of)))
        .select(proposal_partner::organisation)
        .load(tx.conn)?;
    Ok(rows.into_iter().map(|id| OrganisationId(id.0)).collect())
}

fn is_author(actor: &Actor, found: &Proposal) -> bool {
    actor.belongs_to(found.applicant) || found.partners.iter().any(|p| actor.belongs_to(*p))
}

fn hosts(tx: &mut Tx<'_>, actor: &Actor, found: &Proposal) -> Result<bool, Error> {
    let hosting = rounds::find_hosting(tx, actor, found.round, found.applicant)?;
    Ok(hosting.is_some_and(|h| actor.belongs_to(h.host)))
}
