//! The closed list of letters, each with the facts it needs and the words it is written in.

use crate::Locale;
use crate::facts::{
    Fact,
    Shape::{self, Day, DayOrNone, Fen, Instant, Lines, Number, OneOf, Text},
};

/// The two templates of a letter, in one language.
pub(crate) struct Words {
    pub(crate) subject: &'static str,
    pub(crate) body: &'static str,
}

/// Greeting and closing around every body.
pub(crate) const fn frame(locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => include_str!("../templates/zh-CN/frame.txt"),
    }
}

/// Writes the kinds with one spelling each; the folder of the templates bears the same name.
macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $text:literal { $($fact:ident: $shape:expr),* $(,)? })*) => {
        /// What a letter is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum LetterKind { $($(#[$doc])* $variant),* }

        impl LetterKind {
            /// All of them, in the order of a round.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The one spelling, in the outbox and in the templates' folders.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }

            /// The facts that a letter of this kind must be given, besides those of [`crate::LETTERHEAD`].
            #[must_use]
            pub const fn facts(self) -> &'static [Fact] {
                match self {
                    $(Self::$variant => const {
                        &[$(Fact { name: stringify!($fact), shape: $shape }),*]
                    }),*
                }
            }

            pub(crate) const fn words(self, locale: Locale) -> Words {
                match (self, locale) {
                    $((Self::$variant, Locale::ZhCn) => Words {
                        subject: include_str!(concat!("../templates/zh-CN/", $text, "/subject.txt")),
                        body: include_str!(concat!("../templates/zh-CN/", $text, "/body.txt")),
                    }),*
                }
            }
        }

        impl std::str::FromStr for LetterKind {
            type Err = model::state::UnknownName;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    other => Err(model::state::UnknownName(other.to_owned())),
                }
            }
        }
    };
}

/// How a proposal left the scoring, in the spelling of its state.
const RESULTS: Shape = OneOf(&["proposed", "reserve", "not_selected"]);
/// What a public notice is about, as [`model::rules`] spells it.
const NOTICES: Shape = OneOf(&["shortlist", "award", "mid_term", "final"]);
/// How an objection ends.
const ANSWERS: Shape = OneOf(&["upheld", "rejected"]);
/// Whom a letter about an objection goes to: the applicant whose project it is about, or who objects.
const READERS: Shape = OneOf(&["applicant", "objector"]);
/// How an objection stands when it has come: received, or not accepted for one of two reasons.
const STANDINGS: Shape = OneOf(&["received", "anonymous", "notice_over"]);
/// The two reports of a project.
const REPORTS: Shape = OneOf(&["mid_term", "final"]);
/// How a mid-term evaluation ends.
const VERDICTS: Shape = OneOf(&["passed", "rectify", "failed"]);

kinds! {
    /// Receipt (回执) for a proposal: when it came, how much it asks for, and the digest of its content.
    ProposalReceived = "proposal_received" { round: Text, title: Text, code: Text, submitted_at: Instant, asked_fen: Fen, digest: Text }
    /// A proposal goes back for correction, up to a deadline.
    ProposalReturned = "proposal_returned" { round: Text, title: Text, code: Text, reasons: Lines, correct_before_at: Instant }
    /// A proposal failed the eligibility check.
    ProposalIneligible = "proposal_ineligible" { round: Text, title: Text, code: Text, reasons: Lines }
    /// A proposal is admitted to the roadshow.
    ProposalShortlisted = "proposal_shortlisted" { round: Text, title: Text, code: Text }
    /// A proposal is not admitted to the roadshow.
    ProposalNotShortlisted = "proposal_not_shortlisted" { round: Text, title: Text, code: Text }
    /// Somebody is asked to judge; `stage` is the stage's name in words.
    JudgeInvited = "judge_invited" { round: Text, stage: Text, starts_at: Instant, place: Text }
    /// An applicant is called to the roadshow, with the place in the running order and the times in seconds.
    PresenterInvited = "presenter_invited" { round: Text, title: Text, code: Text, starts_at: Instant, place: Text, position: Number, present_secs: Number, questions_secs: Number }
    /// Mark, rank and what comes of them; `score` is a decimal string, `amount_fen` is read only when the outcome is `proposed`.
    ResultAnnounced = "result_announced" { round: Text, title: Text, code: Text, score: Text, rank: Number, outcome: RESULTS, amount_fen: Fen }
    /// A public notice shows the reader's proposal, from its first to its last day.
    NoticePublished = "notice_published" { round: Text, title: Text, code: Text, about: NOTICES, starts_on: Day, ends_on: Day }
    /// An objection came, and what becomes of it; `code` is the project's, `objection` the objection's, `recheck_days` counts working days from its acceptance.
    ObjectionReceived = "objection_received" { round: Text, title: Text, code: Text, objection: Text, reader: READERS, standing: STANDINGS, received_at: Instant, recheck_days: Number }
    /// The answer to an objection; `code` is the project's, `objection` the objection's.
    ObjectionAnswered = "objection_answered" { round: Text, title: Text, code: Text, objection: Text, reader: READERS, outcome: ANSWERS, answer: Text }
    /// The award stands, and the agreement is to be signed by a day.
    AwardConfirmed = "award_confirmed" { round: Text, title: Text, code: Text, amount_fen: Fen, sign_due_on: DayOrNone }
    /// The award is taken back.
    AwardCancelled = "award_cancelled" { round: Text, title: Text, code: Text, reason: Text }
    /// A reserve moves up (递补); its own notice follows.
    ReservePromoted = "reserve_promoted" { round: Text, title: Text, code: Text, amount_fen: Fen }
    /// The agreement lies ready.
    AgreementToSign = "agreement_to_sign" { round: Text, title: Text, code: Text, amount_fen: Fen, due_on: DayOrNone }
    /// An instalment was paid; `no` counts from 1, `reference` is the bank's.
    InstalmentPaid = "instalment_paid" { round: Text, title: Text, code: Text, no: Number, amount_fen: Fen, paid_on: Day, reference: Text }
    /// A milestone is due soon.
    MilestoneDue = "milestone_due" { round: Text, title: Text, code: Text, milestone: Text, due_on: Day }
    /// A milestone's report goes back.
    MilestoneReturned = "milestone_returned" { round: Text, title: Text, code: Text, milestone: Text, reasons: Lines, due_on: Day }
    /// A mid-term or final report is due soon.
    ReportDue = "report_due" { round: Text, title: Text, code: Text, report: REPORTS, due_at: Instant }
    /// The mid-term evaluation is decided; `score` is a decimal string.
    MidTermEvaluated = "mid_term_evaluated" { round: Text, title: Text, code: Text, score: Text, outcome: VERDICTS }
    /// Something is to be put right by a day.
    RectificationOrdered = "rectification_ordered" { round: Text, title: Text, code: Text, reasons: Lines, due_on: Day }
    /// The final evaluation is decided; `grade` is the band's name in words, `tail_fen` the final instalment that it leaves, zero for none.
    FinalEvaluated = "final_evaluated" { round: Text, title: Text, code: Text, score: Text, grade: Text, tail_fen: Fen }
    /// A project is closed, with its sum.
    ProjectClosed = "project_closed" { round: Text, title: Text, code: Text, closed_on: Day, granted_fen: Fen, spent_fen: Fen, returned_fen: Fen }
    /// Somebody has a sign-in now; the letter never carries a secret.
    AccountCreated = "account_created" { login: Text }
}

impl std::fmt::Display for LetterKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_reads_back_from_its_one_spelling() {
        for kind in LetterKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(*kind));
        }
        let unknown = model::state::UnknownName("Proposal_received".to_owned());
        assert_eq!("Proposal_received".parse::<LetterKind>(), Err(unknown));
    }
}
