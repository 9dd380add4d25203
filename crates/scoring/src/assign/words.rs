//! Why a plan cannot be, in words: Chinese and English, one sentence for each thing.

use super::edited::PairFault;
use super::violation::{AssignmentError, Relax, Violation, Violator};
use crate::rules::Lang;

impl AssignmentError {
    /// What stands in the way, then what to relax, one sentence each.
    #[must_use]
    pub fn told(&self, lang: Lang) -> Vec<String> {
        match (self, lang) {
            (Self::Infeasible(violation), _) => violation.told(lang),
            (_, Lang::En) => vec![format!("{self}.")],
            (Self::Duplicate { code }, Lang::Zh) => vec![format!("{code} 出现了两次。")],
            (Self::Unknown { code }, Lang::Zh) => vec![format!("{code} 既不是项目也不是评委。")],
            (Self::LoadsCross { judge }, Lang::Zh) => vec![format!("{judge} 的最少件数大于最多件数。")],
            (Self::TooFewJudges { needed, available }, Lang::Zh) => {
                vec![format!("每个项目要 {needed} 位评委，一共只有 {available} 位。")]
            }
            (Self::CostTooHigh { cost }, Lang::Zh) => vec![format!("匹配代价 {cost} 超过上限 1000。")],
            (Self::TooLarge { proposals, judges }, Lang::Zh) => {
                vec![format!("{proposals} 个项目、{judges} 位评委太多，上限是 100000 个和 4096 位。")]
            }
        }
    }
}

impl Violation {
    /// What stands in the way, then what to relax, one sentence each.
    #[must_use]
    pub fn told(&self, lang: Lang) -> Vec<String> {
        let why = self.violators.iter().map(|violator| violator.told(lang));
        why.chain(self.relax.iter().map(|relax| relax.told(lang))).collect()
    }
}

impl Relax {
    /// What to relax, in a sentence.
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Conflict { proposal, judge, reasons }, Lang::Zh) => {
                let reasons = reasons.join("、");
                format!("要么放开 {judge} 对 {proposal} 的回避（{reasons}），要么另请一位评委。")
            }
            (Self::Conflict { proposal, judge, reasons }, Lang::En) => {
                let reasons = reasons.join(", ");
                format!("Let {judge} judge {proposal} in spite of {reasons}, or invite another judge.")
            }
            (Self::AtMost { judge, from, to }, Lang::Zh) => format!("把 {judge} 的最多件数从 {from} 提到 {to}。"),
            (Self::AtMost { judge, from, to }, Lang::En) => {
                format!("Let {judge} take {to} proposals instead of at most {from}.")
            }
            (Self::AtLeast { judge, from, to }, Lang::Zh) => format!("把 {judge} 的最少件数从 {from} 降到 {to}。"),
            (Self::AtLeast { judge, from, to }, Lang::En) => {
                format!("Let {judge} take {to} proposals instead of at least {from}.")
            }
        }
    }
}

impl Violator {
    /// Whom the sums do not come out for, in a sentence.
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        match (self, lang) {
            (_, Lang::En) => format!("{self}."),
            (Self::TooFewFree { proposal, free, needed }, Lang::Zh) if free.is_empty() => {
                format!("{proposal} 要 {needed} 位评委，没有一位可以评。")
            }
            (Self::TooFewFree { proposal, free, needed }, Lang::Zh) => {
                format!("{proposal} 要 {needed} 位评委，可以评的只有 {}。", free.join("、"))
            }
            (Self::TooMuch { proposals, judges, needed, room }, Lang::Zh) => format!(
                "{} 个项目（{}）要由 {} 位评委（{}）评 {needed} 份，而他们合计最多评 {room} 份。",
                proposals.len(),
                proposals.join("、"),
                judges.len(),
                judges.join("、"),
            ),
            (Self::TooLittle { judges, needed, open }, Lang::Zh) => format!(
                "{} 位评委（{}）合计至少要评 {needed} 份，而他们能评的只有 {open} 份。",
                judges.len(),
                judges.join("、"),
            ),
        }
    }
}

impl PairFault {
    /// What is wrong, in a sentence.
    #[must_use]
    pub fn told(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Unknown { code, .. }, Lang::Zh) => format!("{code} 既不是待评项目，也不是评委。"),
            (Self::Unknown { code, .. }, Lang::En) => format!("{code} is neither a proposal to judge nor a judge."),
            (Self::Twice { proposal, judge, .. }, Lang::Zh) => format!("{judge} 评 {proposal} 写了两次。"),
            (Self::Twice { proposal, judge, .. }, Lang::En) => format!("{judge} stands twice for {proposal}."),
            (Self::Conflict { proposal, judge, reasons, .. }, Lang::Zh) => {
                format!("{judge} 要回避 {proposal}（{}）。", reasons.join("、"))
            }
            (Self::Conflict { proposal, judge, reasons, .. }, Lang::En) => {
                format!("{judge} is kept away from {proposal} by {}.", reasons.join(", "))
            }
            (Self::Judges { proposal, given, needed }, Lang::Zh) => {
                format!("{proposal} 有 {given} 位评委，应当正好 {needed} 位。")
            }
            (Self::Judges { proposal, given, needed }, Lang::En) => {
                format!("{proposal} has {given} judges and should have exactly {needed}.")
            }
            (Self::AboveMost { judge, given, at_most }, Lang::Zh) => {
                format!("{judge} 要评 {given} 件，最多 {at_most} 件。")
            }
            (Self::AboveMost { judge, given, at_most }, Lang::En) => {
                format!("{judge} has {given} proposals and can take at most {at_most}.")
            }
            (Self::BelowLeast { judge, given, at_least }, Lang::Zh) => {
                format!("{judge} 只评 {given} 件，至少 {at_least} 件。")
            }
            (Self::BelowLeast { judge, given, at_least }, Lang::En) => {
                format!("{judge} has {given} proposals and should take at least {at_least}.")
            }
        }
    }
}
