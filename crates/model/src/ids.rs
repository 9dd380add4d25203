//! Typed ids: one type per kind of subject, so that a round's id can never be passed for a proposal's.
//!
//! Ids are `UUIDv7`: they sort by the instant of their making, and are names, never secrets.

use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self { Self(id) }
        }
        impl From<$name> for Uuid {
            fn from(id: $name) -> Self { id.0 }
        }
    )* };
}

id! {
    /// A sub-district office or a district: whose data a row is.
    TenantId,
    /// Any body in the registry, an applicant included.
    OrganisationId,
    /// A human being with a sign-in.
    PersonId,
    /// A signed-in device.
    SessionId,
    /// One role given to one person.
    GrantId,
    /// A host's answer to the one it is asked to host.
    HostingId,
    /// A standing scheme that holds rounds.
    ProgrammeId,
    /// One edition of a programme.
    RoundId,
    /// A proposal, and the project it becomes.
    ProposalId,
    /// One look of a checker at a proposal.
    CheckId,
    /// One meeting at which applicants were coached.
    CoachingSessionId,
    /// A judge's or reviewer's seat in one stage of a round.
    SeatId,
    /// A judge kept away from one proposal.
    RecusalId,
    /// A plan of who reviews what.
    AssignmentPlanId,
    /// A judge's marks for one proposal, at a desk review or a roadshow.
    SheetId,
    /// A place in the running order of a roadshow.
    SlotId,
    /// One drawing of lots.
    DrawId,
    /// What an organiser committed to before a drawing of lots.
    DrawCommitmentId,
    /// What put equal proposals into order, as one person entered it.
    TieActId,
    /// A figure of a component, as one person entered it.
    ComponentFigureId,
    /// A resident with a vote.
    JurorId,
    /// A resident's vote on one proposal.
    BallotId,
    /// A display in the hall.
    ScreenId,
    /// One thing that the big screen was told to show.
    SceneId,
    /// What a judge declared before the first sheet.
    DeclarationId,
    /// One typist's copy of a paper sheet.
    PaperEntryId,
    /// An award, proposed or confirmed.
    AwardId,
    /// A public notice.
    NoticeId,
    /// An objection to something in a public notice.
    ObjectionId,
    /// A project's agreement.
    AgreementId,
    /// A milestone of a project.
    MilestoneId,
    /// One report on a milestone.
    MilestoneReportId,
    /// One part of a grant.
    InstalmentId,
    /// A balanced set of ledger entries.
    TransferId,
    /// A record of activities.
    ActivityId,
    /// An invoice or receipt for an expense.
    VoucherId,
    /// A mid-term or final evaluation.
    EvaluationId,
    /// An event: what one act left behind.
    EventId,
    /// A letter in the outbox.
    LetterId,
}
