//! The evening as it is led and shown: who looks, what the big screen shows, how results come out, what the timer counts.

crate::state::names! {
    /// Who looks at an evening. What each sees is decided before it is sent.
    Audience {
        /// Who leads through the evening.
        Host = "host",
        /// The judges.
        Judge = "judge",
        /// The residents with a vote.
        Juror = "juror",
        /// The big screen.
        Screen = "screen",
        /// Everybody else.
        Public = "public",
        /// Who watches over the round.
        Overseer = "overseer",
    }
}

crate::state::names! {
    /// How results come out, within what the round's reveal policy allows.
    RevealMode {
        /// As soon as the policy allows.
        Live = "live",
        /// Once every slot of the evening is sealed.
        WhenComplete = "when_complete",
        /// Each when the host reveals it.
        OneByOne = "one_by_one",
        /// How far the judges are, and no result.
        ProgressOnly = "progress_only",
        /// What was shown stays; nothing new comes.
        Frozen = "frozen",
    }
}

crate::state::names! {
    /// What the big screen shows.
    SceneKind {
        /// Welcome, and the code to scan.
        Welcome = "welcome",
        /// A project before and while it pitches.
        Card = "card",
        /// How many judges have submitted.
        Waiting = "waiting",
        /// One result.
        Single = "single",
        /// The ranking as far as it is shown.
        Ranking = "ranking",
        /// The awards, last to first; the step says how many.
        Awards = "awards",
        /// The residents' favourite.
        Favourite = "favourite",
        /// Thanks.
        Thanks = "thanks",
        /// Nothing.
        Blackout = "blackout",
    }
}

crate::state::names! {
    /// What the timer counts.
    TimerPhase {
        /// The pitch.
        Present = "present",
        /// The judges' questions.
        Questions = "questions",
    }
}
