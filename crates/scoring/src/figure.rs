//! A figure as it is and as it is published.

use crate::Ratio;
use model::rules::{Rounding, StagedRounding};
use serde::{Deserialize, Serialize};

/// A figure as it is, as it goes on in the calculation, and as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// As it is.
    pub exact: Ratio,
    /// As it goes on: rounded where the round rounds, else exact.
    pub published: Ratio,
    /// As it is printed.
    pub text: String,
}

impl Figure {
    /// Rounded, or left exact when the round does not round here.
    #[must_use]
    pub fn new(exact: Ratio, rounding: Option<Rounding>) -> Self {
        match rounding {
            Some(r) => {
                let published = exact.rounded(r.decimals, r.mode);
                Self { exact, published, text: published.with_places(r.decimals) }
            }
            None => Self { exact, published: exact, text: exact.to_string() },
        }
    }
}

/// How the round rounds at this stage of the calculation.
#[must_use]
pub fn rounding_at(list: &[StagedRounding], stage: &str) -> Option<Rounding> {
    list.iter().find(|r| r.stage == stage).map(|r| Rounding { decimals: r.decimals, mode: r.mode })
}
