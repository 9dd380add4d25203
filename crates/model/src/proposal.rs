//! Proposals: what an applicant wants to do, for whom, and for how much.

use crate::{Code, Money, OrganisationId, Period, ProposalId, ProposalState, RoundId, Timestamp};

/// A proposal; a project once its agreement is signed. Who only needs to know whose it is and where it stands reads its [`Outline`] instead of all that it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal<C = Content> {
    /// Its id.
    pub id: ProposalId,
    /// Its code, unique in its round.
    pub code: Code,
    /// The round it was made for.
    pub round: RoundId,
    /// The track of the round it competes in.
    pub track: String,
    /// Whose it is.
    pub applicant: OrganisationId,
    /// Those who propose it jointly with the applicant.
    pub partners: Vec<OrganisationId>,
    /// The community in which it lands.
    pub community: Option<OrganisationId>,
    /// Where it stands.
    pub state: ProposalState,
    /// What it says, in its newest version.
    pub content: C,
    /// When it was first handed in.
    pub submitted_at: Option<Timestamp>,
    /// The number of this version of the row, for `If-Match`.
    pub version: i64,
}

impl Proposal {
    /// The same proposal one step on.
    #[must_use]
    pub fn advanced(&self, state: ProposalState) -> Self {
        Self { state, version: self.version.saturating_add(1), ..self.clone() }
    }
}

impl<C> Proposal<C> {
    /// The same proposal saying something else.
    #[must_use]
    pub fn saying<D>(self, content: D) -> Proposal<D> {
        let Self { id, code, round, track, applicant, partners, community, state, submitted_at, version, .. } = self;
        Proposal { id, code, round, track, applicant, partners, community, state, content, submitted_at, version }
    }
}

/// What a list shows of what a proposal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Its title.
    pub title: String,
    /// Its category.
    pub category: String,
    /// What the round is asked for.
    pub asked: Money,
}

/// What a proposal says. Sums are derived from its lines, never typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Its title.
    pub title: String,
    /// Exactly one category of the round.
    pub category: String,
    /// Why it is needed.
    pub need: String,
    /// What will be different afterwards.
    pub goals: Vec<String>,
    /// Whom it serves.
    pub beneficiaries: Beneficiaries,
    /// What will be done.
    pub activities: Vec<PlannedActivity>,
    /// From when to when.
    pub period: Option<Period>,
    /// What remains when the money is spent.
    pub sustainability: String,
    /// What it costs, line by line.
    pub budget_lines: Vec<BudgetLine>,
    /// The papers handed in with it, by name.
    pub papers: Vec<String>,
}

/// Whom a proposal serves.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beneficiaries {
    /// Persons served directly.
    pub direct: i64,
    /// Persons reached indirectly; stated apart.
    pub indirect: i64,
    /// In words.
    pub served: Vec<String>,
}

/// One activity of the plan.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedActivity {
    /// Its name.
    pub name: String,
    /// How many times.
    pub times: i64,
    /// When, in words.
    pub when: String,
    /// Where, in words.
    pub place: String,
}

/// One line of a budget, in fen. Subtotal = unit price x quantity = asked + own + in kind.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetLine {
    /// Its number, from 1.
    pub no: i64,
    /// Its class, such as 业务活动费.
    pub class: String,
    /// What it buys.
    pub name: String,
    /// The unit of the quantity.
    pub unit: String,
    /// How many.
    pub qty: i64,
    /// The price of one.
    pub unit_price_fen: Money,
    /// Price times quantity.
    pub subtotal_fen: Money,
    /// What the round is asked for.
    pub asked_fen: Money,
    /// What the applicant puts in.
    pub own_fen: Money,
    /// What others give in kind.
    #[serde(default)]
    pub in_kind_fen: Money,
}

impl Content {
    /// What the whole costs.
    #[must_use]
    pub fn total(&self) -> Money {
        self.budget_lines.iter().map(|l| l.subtotal_fen).sum()
    }

    /// What the round is asked for.
    #[must_use]
    pub fn asked(&self) -> Money {
        self.budget_lines.iter().map(|l| l.asked_fen).sum()
    }

    /// What the applicant puts in.
    #[must_use]
    pub fn own(&self) -> Money {
        self.budget_lines.iter().map(|l| l.own_fen).sum()
    }
}
