//! Who does something: a person with the roles they hold, a resident with a vote, or the clock.

use crate::{JurorId, OrganisationId, PersonId, RoundId, ScreenId, TenantId};

crate::state::names! {
    /// What a person may be trusted with; given per installation, organisation or round.
    Role {
        /// Speaks for an applicant.
        Applicant = "applicant",
        /// Helps applicants before the roadshow.
        Coach = "coach",
        /// Checks eligibility and accepts milestones for the organiser.
        Checker = "checker",
        /// Marks proposals at a desk or at the roadshow.
        Judge = "judge",
        /// The judge who may reopen a sheet and decide a tie.
        Chair = "chair",
        /// Leads through the evening: now, next, open, close.
        StageHost = "stage_host",
        /// Owns the round.
        Organiser = "organiser",
        /// Runs the round on behalf of the organiser.
        Operator = "operator",
        /// Requests and pays for the funder.
        Finance = "finance",
        /// Approves payments for the funder.
        Approver = "approver",
        /// The third party that evaluates.
        Evaluator = "evaluator",
        /// Reads everything, changes nothing.
        Overseer = "overseer",
        /// Keeps the installation: people, organisations, roles.
        Administrator = "administrator",
    }
}

/// Where a role holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// In the whole tenant.
    Tenant,
    /// For one organisation and what it does in any round.
    Organisation(OrganisationId),
    /// In one round.
    Round(RoundId),
}

/// One role in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Grant {
    /// What.
    pub role: Role,
    /// Where.
    pub scope: Scope,
}

crate::state::names! {
    /// What somebody showed to get in.
    SessionKind {
        /// A login and a password.
        Person = "person",
        /// A judge's card.
        Judge = "judge",
        /// A resident's voting code.
        Juror = "juror",
        /// The code of a display.
        Screen = "screen",
    }
}

/// The kind of actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// A person who signed in.
    Person(PersonId),
    /// A resident who opened a voting session.
    Juror(JurorId),
    /// A display in the hall: it sees what the big screen shows, and does nothing.
    Screen(ScreenId),
    /// Time itself: a deadline that passed.
    Clock,
    /// Nobody in particular: the public.
    Public,
}

/// Who asks, with everything that decides what they may see and do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person, resident or clock.
    pub who: Who,
    /// Whose installation they stand in.
    pub tenant: TenantId,
    /// The roles they hold at this moment.
    pub grants: Vec<Grant>,
    /// When they signed in by a card or a voting code: the only round they may touch.
    pub bound_to: Option<RoundId>,
}

impl Actor {
    /// Time itself, for acts that fall due.
    #[must_use]
    pub const fn clock(tenant: TenantId) -> Self {
        Self { who: Who::Clock, tenant, grants: Vec::new(), bound_to: None }
    }

    /// Somebody who has not signed in.
    #[must_use]
    pub const fn public(tenant: TenantId) -> Self {
        Self { who: Who::Public, tenant, grants: Vec::new(), bound_to: None }
    }

    /// The person behind the actor, if there is one.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        match self.who {
            Who::Person(id) => Some(id),
            Who::Juror(_) | Who::Screen(_) | Who::Clock | Who::Public => None,
        }
    }

    /// Whether the role is held for this organisation, or in the whole tenant.
    #[must_use]
    pub fn has_for(&self, role: Role, organisation: OrganisationId) -> bool {
        self.holds(role, |scope| scope == Scope::Organisation(organisation))
    }

    /// Whether the role is held in this round, or in the whole tenant.
    #[must_use]
    pub fn has_in(&self, role: Role, round: RoundId) -> bool {
        self.holds(role, |scope| scope == Scope::Round(round))
    }

    /// Whether any role is held for this organisation: the actor belongs to it.
    #[must_use]
    pub fn belongs_to(&self, organisation: OrganisationId) -> bool {
        self.grants.iter().any(|g| g.scope == Scope::Organisation(organisation))
    }

    /// The organisations that the actor belongs to.
    pub fn organisations(&self) -> impl Iterator<Item = OrganisationId> + '_ {
        self.grants.iter().filter_map(|g| match g.scope {
            Scope::Organisation(id) => Some(id),
            Scope::Tenant | Scope::Round(_) => None,
        })
    }

    fn holds(&self, role: Role, place: impl Fn(Scope) -> bool) -> bool {
        self.grants.iter().any(|g| g.role == role && (g.scope == Scope::Tenant || place(g.scope)))
    }
}
