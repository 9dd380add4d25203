//! The links of a tie chain, a closed set.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// One link of a tie chain. Second votes and decisions of the chair are acts that people record; all others are computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Link {
    /// The higher mean of that criterion.
    Criterion(String),
    /// The higher mean of all sheets, none dropped.
    UntrimmedMean,
    /// Who wins more pairs of the tied, a pair being won by the majority of the judges who marked both (Copeland's count).
    HeadToHead,
    /// The higher lowest total.
    HigherLowestMark,
    /// The higher public part.
    Public,
    /// The higher score of the desk review.
    DeskScore,
    /// A second vote of the panel among the tied.
    SecondVote,
    /// The chair, with a reason.
    ChairDecision,
    /// Lots that anybody can draw again.
    Lot,
    /// The place stays shared.
    Shared,
}

/// A text is no link.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no link of a tie chain")]
pub struct UnknownLink(pub String);

impl FromStr for Link {
    type Err = UnknownLink;
    fn from_str(text: &str) -> Result<Self, UnknownLink> {
        Ok(match text {
            "untrimmed_mean" => Self::UntrimmedMean,
            "head_to_head" => Self::HeadToHead,
            "higher_lowest_mark" => Self::HigherLowestMark,
            "public" => Self::Public,
            "desk_score" => Self::DeskScore,
            "second_vote" => Self::SecondVote,
            "chair_decision" => Self::ChairDecision,
            "lot" => Self::Lot,
            "shared" => Self::Shared,
            _ => match text.strip_prefix("criterion:") {
                Some(id) if !id.is_empty() => Self::Criterion(id.to_owned()),
                _ => return Err(UnknownLink(text.to_owned())),
            },
        })
    }
}

impl TryFrom<String> for Link {
    type Error = UnknownLink;
    fn try_from(text: String) -> Result<Self, UnknownLink> {
        text.parse()
    }
}

impl From<Link> for String {
    fn from(link: Link) -> Self {
        link.to_string()
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Criterion(id) => return write!(f, "criterion:{id}"),
            Self::UntrimmedMean => "untrimmed_mean",
            Self::HeadToHead => "head_to_head",
            Self::HigherLowestMark => "higher_lowest_mark",
            Self::Public => "public",
            Self::DeskScore => "desk_score",
            Self::SecondVote => "second_vote",
            Self::ChairDecision => "chair_decision",
            Self::Lot => "lot",
            Self::Shared => "shared",
        })
    }
}
