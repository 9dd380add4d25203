//! How far the judges of a panel agree: analysis of variance, intraclass correlation, Kendall's W, Krippendorff's and Cronbach's alpha, Spearman.
//!
//! Marks are whole numbers, so every sum is exact and each figure is one division at the end.
//! A figure that is not defined says why; it is never a number that is none.
#![expect(clippy::float_arithmetic, reason = "measures of agreement are real numbers")]

mod anova;
mod grid;
mod icc;
mod krippendorff;
mod ranks;

pub use anova::{Anova, anova_two_way};
pub use icc::{Icc, Limits, cronbach_alpha, icc};
pub use krippendorff::{Metric, krippendorff_alpha, krippendorff_alphas};
pub use ranks::{Kendall, kendall_w, spearman};

pub(crate) use ranks::pearson;

/// Why a figure is not defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Undefined {
    /// A judge marked not every proposal.
    #[error("a mark is missing: this figure needs every judge's mark for every proposal")]
    Gap,
    /// There is nothing to compare proposals with.
    #[error("fewer than two proposals")]
    FewProposals,
    /// There is nobody to agree with.
    #[error("fewer than two judges")]
    FewJudges,
    /// What the figure divides by is zero, because the marks do not differ.
    #[error("the marks do not differ where this figure divides by their difference")]
    NoVariation,
    /// The marks are too large to be summed exactly.
    #[error("the marks are too large to be summed exactly")]
    TooLarge,
    /// There are more proposals than the figure is worked out for.
    #[error("there are more proposals than this figure is worked out for")]
    TooMany,
    /// One mark moves the figures of other proposals too, as with ranks and z-scores.
    #[error("under this rule one mark moves the figures of other proposals too")]
    Entangled,
}

impl Undefined {
    /// The reason as a code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::FewProposals => "few_proposals",
            Self::FewJudges => "few_judges",
            Self::NoVariation => "no_variation",
            Self::TooLarge => "too_large",
            Self::TooMany => "too_many",
            Self::Entangled => "entangled",
        }
    }
}
