//! Where a round and a proposal stand. Every state is the result of an event; the row only remembers it for speed.

/// Writes an enum whose variants have one spelling in Rust, JSON and SQL.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The one spelling.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),* }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.as_str()) }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::state::UnknownName;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok(Self::$variant),)*
                    other => Err($crate::state::UnknownName(other.to_owned())),
                }
            }
        }
    };
}
pub(crate) use names;

/// A spelling that no variant has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown name {0:?}")]
pub struct UnknownName(pub String);

names! {
    /// Where a round stands. A round only passes through the states of the stages that its rules list.
    RoundState {
        /// Being written.
        Draft = "draft",
        /// Announced; the call has not opened.
        Published = "published",
        /// Proposals come in.
        Open = "open",
        /// The call is closed; eligibility, desk review and coaching go on.
        Checking = "checking",
        /// The desk review is concluded.
        Shortlisted = "shortlisted",
        /// The running order is drawn; the roadshow is on.
        Pitching = "pitching",
        /// All sheets and ballots are sealed.
        ResultsSealed = "results_sealed",
        /// Awards are proposed.
        AwardProposed = "award_proposed",
        /// The public notice runs.
        InNotice = "in_notice",
        /// The notice is over; projects run.
        Running = "running",
        /// Settled.
        Closed = "closed",
        /// In the archive.
        Archived = "archived",
        /// Called off.
        Cancelled = "cancelled",
    }
}

names! {
    /// Where a proposal, later a project, stands.
    ProposalState {
        /// Being written.
        Draft = "draft",
        /// Handed in.
        Submitted = "submitted",
        /// Sent back for correction.
        Returned = "returned",
        /// Passed the eligibility check.
        Eligible = "eligible",
        /// Failed the eligibility check.
        Ineligible = "ineligible",
        /// Admitted to the roadshow.
        Shortlisted = "shortlisted",
        /// Not admitted to the roadshow.
        NotShortlisted = "not_shortlisted",
        /// Marked and sealed.
        Scored = "scored",
        /// Called and not there.
        Absent = "absent",
        /// Put forward for an award.
        Proposed = "proposed",
        /// On the reserve list.
        Reserve = "reserve",
        /// Without an award.
        NotSelected = "not_selected",
        /// In the public notice.
        InNotice = "in_notice",
        /// Held by an objection.
        OnHold = "on_hold",
        /// The award is confirmed.
        Confirmed = "confirmed",
        /// The award was cancelled after an objection.
        Cancelled = "cancelled",
        /// The award lapsed: withdrawn or not signed in time.
        Lapsed = "lapsed",
        /// The agreement is signed.
        Agreed = "agreed",
        /// The first instalment is paid; the project runs.
        Active = "active",
        /// To be put right after the mid-term evaluation.
        Rectifying = "rectifying",
        /// The mid-term evaluation is passed.
        MidPassed = "mid_passed",
        /// Ended before its time.
        Terminated = "terminated",
        /// The final evaluation is decided.
        Graded = "graded",
        /// Closed, with a complete archive.
        Closed = "closed",
        /// Taken back by the applicant.
        Withdrawn = "withdrawn",
    }
}

names! {
    /// Where a plan of who reviews what stands.
    PlanState {
        /// Computed, and open to changes by hand.
        Draft = "draft",
        /// It decides who is asked.
        Applied = "applied",
        /// Another one was applied after it.
        Replaced = "replaced",
    }
}
