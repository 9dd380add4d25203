//! A letter as the outbox holds it: to whom, of which kind, with which facts; the words come later.

use crate::LetterKind;
use model::{LetterId, Timestamp};

/// One letter to one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Its id in the outbox; the Message-ID is made of it, so a repeat is recognised.
    pub id: LetterId,
    /// What it is about.
    pub kind: LetterKind,
    /// The name of the person it goes to, as that person wrote it; it is cleaned before it meets a header.
    pub to_name: String,
    /// The address, `someone@example.cn` without a name or angle brackets.
    pub to_address: String,
    /// What it tells: an object with the facts of [`LetterKind::facts`] and of [`crate::LETTERHEAD`]; further ones are not read.
    pub facts: serde_json::Value,
    /// In which language it is written.
    pub locale: Locale,
    /// The instant of the act that caused it: the mail's Date, however late the mail leaves.
    pub created_at: Timestamp,
}

/// A language in which letters are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// Chinese as written in the mainland.
    #[default]
    ZhCn,
}

impl Locale {
    /// The BCP 47 tag.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
        }
    }
}

impl std::str::FromStr for Locale {
    type Err = model::state::UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "zh-CN" => Ok(Self::ZhCn),
            other => Err(model::state::UnknownName(other.to_owned())),
        }
    }
}
