//! The life of a proposal from its award to the archive: who may move it, and from where to where.

use crate::{Refusal, proposals, roles};
use model::{Actor, Proposal, ProposalState, Round};

/// What can be done to an award or a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Put an award up for objections.
    Notice,
    /// Hold it because of an objection.
    Hold,
    /// Let it go on after an objection was rejected.
    Release,
    /// The notice is over: confirm it.
    Confirm,
    /// Cancel it after an objection was upheld.
    Cancel,
    /// Let it lapse: withdrawn, or not signed in time.
    Lapse,
    /// Move a reserve up.
    Promote,
    /// Draw up the agreement.
    DrawUp,
    /// Sign it.
    Sign,
    /// The first instalment is paid.
    Start,
    /// Report on a milestone, activities, vouchers, mid-term or final.
    Report,
    /// Accept a milestone or send it back.
    Accept,
    /// Evaluate.
    Evaluate,
    /// Put it right after the mid-term evaluation.
    Rectify,
    /// The mid-term evaluation is passed.
    PassMidTerm,
    /// It ends before its time.
    Terminate,
    /// The final evaluation is decided.
    Grade,
    /// Note what is in the archive.
    Archive,
    /// Close it.
    Close,
}

impl Command {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Notice,
        Self::Hold,
        Self::Release,
        Self::Confirm,
        Self::Cancel,
        Self::Lapse,
        Self::Promote,
        Self::DrawUp,
        Self::Sign,
        Self::Start,
        Self::Report,
        Self::Accept,
        Self::Evaluate,
        Self::Rectify,
        Self::PassMidTerm,
        Self::Terminate,
        Self::Grade,
        Self::Archive,
        Self::Close,
    ];

    /// The one spelling.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Hold => "hold",
            Self::Release => "release",
            Self::Confirm => "confirm",
            Self::Cancel => "cancel",
            Self::Lapse => "lapse",
            Self::Promote => "promote",
            Self::DrawUp => "draw_up",
            Self::Sign => "sign",
            Self::Start => "start",
            Self::Report => "report",
            Self::Accept => "accept",
            Self::Evaluate => "evaluate",
            Self::Rectify => "rectify",
            Self::PassMidTerm => "pass_mid_term",
            Self::Terminate => "terminate",
            Self::Grade => "grade",
            Self::Archive => "archive",
            Self::Close => "close",
        }
    }
}

/// Where the project goes, or stays; or why not.
///
/// # Errors
/// The first reason in the order role, state.
pub fn decide(command: Command, project: &Proposal, round: &Round, actor: &Actor) -> Result<ProposalState, Refusal> {
    use Command as C;
    use ProposalState as S;
    role(command, project, round, actor)?;
    match (command, project.state) {
        (C::Notice, S::Proposed) => Ok(S::InNotice),
        (C::Hold, S::InNotice | S::Confirmed) => Ok(S::OnHold),
        (C::Release, S::OnHold) => Ok(S::InNotice),
        (C::Confirm, S::InNotice | S::OnHold | S::Proposed) => Ok(S::Confirmed),
        (C::Cancel, S::OnHold) => Ok(S::Cancelled),
        (C::Lapse, S::Proposed | S::InNotice | S::OnHold | S::Confirmed) => Ok(S::Lapsed),
        (C::Promote, S::Reserve) => Ok(S::Proposed),
        (C::DrawUp, S::Confirmed) => Ok(S::Confirmed),
        (C::Sign, S::Confirmed) => Ok(S::Agreed),
        (C::Start, S::Agreed) => Ok(S::Active),
        (C::Report | C::Accept, S::Agreed | S::Active | S::Rectifying | S::MidPassed | S::Graded) => Ok(project.state),
        (C::Evaluate, S::Active | S::Rectifying | S::MidPassed) => Ok(project.state),
        (C::Rectify, S::Active) => Ok(S::Rectifying),
        (C::PassMidTerm, S::Active | S::Rectifying) => Ok(S::MidPassed),
        (C::Terminate, S::Active | S::Rectifying) => Ok(S::Terminated),
        (C::Grade, S::Active | S::MidPassed) => Ok(S::Graded),
        (C::Archive, S::Graded | S::Terminated) => Ok(project.state),
        (C::Close, S::Graded) => Ok(S::Closed),
        (command, state) => Err(Refusal::WrongState { command: command.as_str(), state: state.as_str() }),
    }
}

fn role(command: Command, project: &Proposal, round: &Round, actor: &Actor) -> Result<(), Refusal> {
    use Command as C;
    let duty = match command {
        C::Notice | C::Hold | C::Release | C::Cancel | C::DrawUp | C::Archive | C::Close => roles::Duty::Programme,
        C::Accept => roles::Duty::Check,
        C::Evaluate | C::Rectify | C::PassMidTerm | C::Terminate | C::Grade => roles::Duty::Evaluate,
        C::Confirm | C::Lapse | C::Promote | C::Start if actor.who == model::Who::Clock => {
            return Ok(());
        }
        C::Confirm | C::Lapse | C::Promote | C::Start => {
            return Err(Refusal::NotYourRole { needs: Vec::new() });
        }
        // Who may sign is decided by the parties of the agreement, which the caller knows.
        C::Sign => return Ok(()),
        C::Report => {
            let theirs = proposals::bodies(project).into_iter().any(|body| actor.belongs_to(body));
            return if theirs { Ok(()) } else { Err(Refusal::NotYours) };
        }
    };
    roles::may(actor, round, duty).map(drop)
}

/// What the actor may do to the project now.
#[must_use]
pub fn actions(project: &Proposal, round: &Round, actor: &Actor) -> Vec<Command> {
    Command::ALL.iter().copied().filter(|c| decide(*c, project, round, actor).is_ok()).collect()
}
