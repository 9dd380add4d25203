//! How the marks of a panel become one figure.

use model::rules::Rounding;
use serde::{Deserialize, Serialize};

/// How the marks of a panel become one figure for a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PanelRule {
    /// How the marks are joined.
    pub method: Method,
    /// How many are dropped, by panel size; the last step that the panel reaches counts. Empty: none.
    #[serde(default)]
    pub trim: Vec<TrimStep>,
    /// How many sheets a score needs at least; 0 counts as 1.
    pub quorum: u32,
    /// How the figure is rounded; `None` leaves it exact.
    #[serde(default)]
    pub rounding: Option<Rounding>,
}

impl PanelRule {
    /// How many of the lowest and of the highest are dropped of a panel of this size; the quorum is not looked at.
    #[must_use]
    pub fn drops(&self, sheets: usize) -> (usize, usize) {
        if !matches!(self.method, Method::Trimmed | Method::Winsorised) {
            return (0, 0);
        }
        let size = u32::try_from(sheets).unwrap_or(u32::MAX);
        let step = self.trim.iter().filter(|step| size >= step.from_sheets).max_by_key(|step| step.from_sheets);
        let count = |drops: u32| usize::try_from(drops).unwrap_or(usize::MAX);
        step.map_or((0, 0), |step| (count(step.low), count(step.high)))
    }
}

/// From how many sheets on how many are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrimStep {
    /// From this panel size on.
    pub from_sheets: u32,
    /// So many of the lowest.
    pub low: u32,
    /// So many of the highest.
    pub high: u32,
}

/// How marks are joined, a closed set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The sum of the marks over their number.
    Mean,
    /// The mean of what the trim leaves.
    Trimmed,
    /// The extremes that the trim names become the next mark inwards; then the mean of all.
    Winsorised,
    /// The middle mark, or the mean of the two middle ones.
    Median,
    /// The sum; refused when panels differ in size.
    Sum,
    /// For each judge the number of proposals beaten and half of those tied with, added up.
    Borda,
    /// The mean over the judges of the fractional rank; lower is better.
    MeanRank,
    /// The mean of each judge's z-scores, with n - 1; a judge without spread gives 0.
    Z,
    /// The same, moved back to the mean and spread of all marks.
    RescaledZ,
}

impl Method {
    /// Whether the lower figure is the better one, as with mean ranks.
    #[must_use]
    pub const fn lower_is_better(self) -> bool {
        matches!(self, Self::MeanRank)
    }
}
