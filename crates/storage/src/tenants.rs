//! Tenants: whose data a row is, and whether it is real or a demo.

use crate::ask::Ask;
use crate::column::{Id, Instant};
use crate::schema::people::tenant;
use crate::{Error, Tx};
use diesel::prelude::*;
use model::{TenantId, Timestamp};

/// Whether a tenant is real.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// Real people, real money, the real clock.
    Live,
    /// A demo season, named by its code; its clock was moved, so it can never be served as real.
    Demo {
        /// The season's code.
        season: String,
    },
}

/// A sub-district office or a district that keeps its rounds here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it is real.
    pub mode: Mode,
}

/// Adds a tenant.
///
/// # Errors
/// [`Error::Taken`] when the code is in use.
pub fn insert(tx: &mut Tx<'_>, new: &Tenant, now: Timestamp) -> Result<(), Error> {
    let (mode, season) = match &new.mode {
        Mode::Live => ("live", None),
        Mode::Demo { season } => ("demo", Some(season)),
    };
    diesel::insert_into(tenant::table)
        .values((
            tenant::id.eq(Id::of(new.id)),
            tenant::code.eq(&new.code),
            tenant::name.eq(&new.name),
            tenant::mode.eq(mode),
            tenant::season.eq(season),
            tenant::created_at.eq(Instant(now)),
        ))
        .run(tx)?;
    Ok(())
}

/// A tenant by id.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(tx: &mut Tx<'_>, id: TenantId) -> Result<Tenant, Error> {
    list_unscoped(tx)?.into_iter().find(|tenant| tenant.id == id).ok_or(Error::NotFound)
}

/// All tenants of the installation, unscoped: the server asks before anybody has signed in.
///
/// # Errors
/// When the database does not answer.
pub fn list_unscoped(tx: &mut Tx<'_>) -> Result<Vec<Tenant>, Error> {
    let rows: Vec<(Id, String, String, String, Option<String>)> = tenant::table
        .select((tenant::id, tenant::code, tenant::name, tenant::mode, tenant::season))
        .order(tenant::id)
        .rows(tx)?;
    let read = |(id, code, name, mode, season): (Id, String, String, String, Option<String>)| {
        let mode = match (mode.as_str(), season) {
            ("demo", Some(season)) => Mode::Demo { season },
            ("live", None) => Mode::Live,
            (other, _) => return Err(Error::unreadable("tenant mode", other)),
        };
        Ok(Tenant { id: TenantId(id.0), code, name, mode })
    };
    rows.into_iter().map(read).collect()
}
