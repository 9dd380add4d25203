//! What components, criteria and stages are called in words: people read “评委分”, not the id of a document.

use super::Lang;
use crate::rules::{Component, EarlierStage, RuleSet, Source};

/// What a component is called; with its id where another one is called the same.
pub(super) fn component(rules: &RuleSet, of: &Component, lang: Lang) -> String {
    let name = called(&of.source, lang);
    let is_alone = rules.components.iter().all(|other| other.id == of.id || called(&other.source, lang) != name);
    if is_alone { name } else { lang.both(format!("{name}（{}）", of.id), format!("{name} ({})", of.id)) }
}

fn called(source: &Source, lang: Lang) -> String {
    let name = match source {
        Source::Panel { jury: Some(jury), .. } => {
            return lang.both(format!("评审组 {jury} 的评分"), format!("Score of the jury {jury}"));
        }
        Source::Panel { jury: None, .. } => lang.say("评委分", "Judges' score"),
        Source::PanelConsensus {} => lang.say("评委合议分", "Agreed score"),
        Source::VoteShare { .. } | Source::VoteRankStep { .. } | Source::VoteRankPoints { .. } => {
            lang.say("投票分", "Votes")
        }
        Source::BallotCount {} => lang.say("票数", "Number of ballots"),
        Source::ApprovalRate { .. } => lang.say("居民赞成率", "Residents' approval"),
        Source::DonationShare { .. } => lang.say("捐款分", "Donations"),
        Source::CarriedStage { from: EarlierStage::DeskReview } => lang.say("书面评审分", "Desk review"),
        Source::CarriedStage { from: EarlierStage::Roadshow } => lang.say("前一场路演分", "Roadshow before"),
    };
    name.to_owned()
}

/// The name of a criterion, or its id where it has none.
pub(super) fn criterion<'a>(rules: &'a RuleSet, id: &'a str) -> &'a str {
    let found = rules.rubric.iter().flat_map(|r| &r.criteria).find(|c| c.id == id);
    found.map_or(id, |c| label(&c.name, &c.id))
}

pub(super) fn label<'a>(name: &'a str, id: &'a str) -> &'a str {
    if name.is_empty() { id } else { name }
}

/// What is rounded at a stage.
pub(super) fn stage(rules: &RuleSet, stage: &str, lang: Lang) -> String {
    let own = match stage {
        "final" => lang.say("最后得分", "Final score"),
        "room_mean" => lang.say("本场平均分", "Mean of a room"),
        "overall_mean" => lang.say("总平均分", "Overall mean"),
        "coefficient" => lang.say("系数", "Coefficient"),
        "equated" => lang.say("折算后的得分", "Score on the common scale"),
        _ => return part(rules, stage, lang),
    };
    own.to_owned()
}

fn part(rules: &RuleSet, stage: &str, lang: Lang) -> String {
    if let Some(id) = stage.strip_prefix("criterion:") {
        let name = criterion(rules, id);
        return lang.both(format!("指标“{name}”"), format!("Criterion {name}"));
    }
    let found = rules.components.iter().find(|c| c.id == stage);
    found.map_or_else(|| stage.to_owned(), |c| component(rules, c, lang))
}
