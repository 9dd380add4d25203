//! Organisations: every body in the registry, applicants and communities included.

use crate::{Code, Day, OrganisationId};

crate::state::names! {
    /// What kind of body it is; says nothing about its legal standing.
    OrganisationKind {
        /// A district government.
        District = "district",
        /// A sub-district office, 街道办事处.
        SubDistrictOffice = "street_office",
        /// A community with its residents' committee.
        ResidentsCommittee = "residents_committee",
        /// A community Party organisation.
        PartyOrganisation = "party_organisation",
        /// A foundation.
        Foundation = "community_foundation",
        /// A federation or hub that serves others.
        Federation = "federation",
        /// A third party that evaluates.
        ThirdPartyEvaluator = "third_party_evaluator",
        /// A social-work station.
        SocialWorkStation = "social_work_station",
        /// A community social organisation, 社区社会组织.
        CommunityOrganisation = "community_organisation",
        /// A residents' group, 居民团队.
        ResidentsGroup = "residents_group",
        /// One person alone.
        Individual = "individual",
        /// Anything else.
        Other = "other",
    }
}

crate::state::names! {
    /// Legal standing.
    OrganisationStatus {
        /// Neither filed nor registered.
        Emerging = "emerging",
        /// On record with the sub-district, without legal person.
        Filed = "filed",
        /// A legal person with a credit code.
        Registered = "registered",
    }
}

/// Legal standing, dated: an organisation keeps its history when it steps up.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Standing {
    /// What it is.
    pub status: OrganisationStatus,
    /// Since which day, when known.
    pub since: Option<Day>,
    /// The filing number with its sub-district, when filed.
    pub filing_no: Option<String>,
}

/// A body in the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its code, unique in the installation.
    pub code: Code,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrganisationKind,
    /// The body above it: the community of an applicant, the sub-district of a community.
    pub parent: Option<OrganisationId>,
    /// Its legal standing today.
    pub standing: Standing,
    /// Its unified social credit code, when registered.
    pub uscc: Option<String>,
    /// Who leads it.
    pub leader: Option<String>,
    /// How many members it has.
    pub members: Option<i64>,
    /// What the registration authority's lists say of it.
    pub credit: Credit,
    /// The last day of its exclusion from this contest, if it is excluded.
    pub banned_until: Option<Day>,
    /// The number of this version of the row.
    pub version: i64,
}

/// What the registration authority's yearly checks and lists say; `None` and `false` where nothing is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// The result of the last annual inspection: 合格, 基本合格 or 不合格.
    pub annual_inspection: Option<String>,
    /// Whether the last annual report was filed.
    pub annual_report_filed: Option<bool>,
    /// On the abnormal list since.
    pub abnormal_list_since: Option<Day>,
    /// On the serious dishonesty list since.
    pub serious_dishonesty_since: Option<Day>,
}

/// How an applicant may take part: kind and legal standing in one word, as rounds name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicantKind {
    /// A legal person with a credit code.
    Registered,
    /// A filed group, which needs a host.
    FiledWithHost,
    /// A residents' group, which needs a host.
    ResidentsGroupWithHost,
    /// One person alone.
    Individual,
}

impl ApplicantKind {
    /// Whether somebody else must take the money and keep the vouchers.
    #[must_use]
    pub const fn needs_host(self) -> bool {
        matches!(self, Self::FiledWithHost | Self::ResidentsGroupWithHost)
    }

    /// The one spelling.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::FiledWithHost => "filed_with_host",
            Self::ResidentsGroupWithHost => "residents_group_with_host",
            Self::Individual => "individual",
        }
    }
}

impl Organisation {
    /// As what it applies.
    #[must_use]
    pub const fn applicant_kind(&self) -> ApplicantKind {
        match (self.kind, self.standing.status) {
            (OrganisationKind::Individual, _) => ApplicantKind::Individual,
            (_, OrganisationStatus::Registered) => ApplicantKind::Registered,
            (_, OrganisationStatus::Filed) => ApplicantKind::FiledWithHost,
            (_, OrganisationStatus::Emerging) => ApplicantKind::ResidentsGroupWithHost,
        }
    }
}
