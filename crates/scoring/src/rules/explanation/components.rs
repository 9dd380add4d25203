//! What the final score is made of, in words, with an example that the engine itself works out.

use super::Lang;
use crate::aggregate::explained;
use crate::marks::MarkTable;
use crate::rules::{EarlierStage, Extra, ExtraKind, Method, PanelRule, Scope, ShareOf, Source, TrimStep};
use model::Mark;

pub(super) fn source(source: &Source, name: &str, weight: &str, lang: Lang) -> String {
    let zh = |what: &str| format!("{name}占 {weight}%：{what}。");
    let en = |what: &str| format!("{name}, {weight} %: {what}.");
    let both = |chinese: &str, english: &str| match lang {
        Lang::Zh => zh(chinese),
        Lang::En => en(english),
    };
    match source {
        Source::Panel { rule, scope, .. } => {
            let (chinese, english) = panel(rule, *scope);
            both(&chinese, &english)
        }
        Source::PanelConsensus {} => both("评委合议给出的一个分数", "one score that the panel agrees on"),
        Source::VoteShare { of: ShareOf::Highest } => {
            both("得票除以最高得票再乘 100", "votes in percent of the highest number of votes")
        }
        Source::VoteShare { of: ShareOf::Total } => both("得票除以总票数再乘 100", "votes in percent of all votes"),
        Source::DonationShare { of: ShareOf::Highest } => {
            both("捐款除以最高捐款再乘 100", "donations in percent of the highest sum")
        }
        Source::DonationShare { of: ShareOf::Total } => {
            both("捐款除以捐款总额再乘 100", "donations in percent of all donations")
        }
        Source::VoteRankStep { first, step } => both(
            &format!("按得票名次计分，第一名 {first} 分，每低一名少 {step} 分"),
            &format!("points by the place in the vote: {first} for the first, {step} fewer for each place below"),
        ),
        Source::VoteRankPoints { points } => {
            let list: Vec<String> = points.iter().map(ToString::to_string).collect();
            let list = list.join(lang.say("、", ", "));
            both(&format!("按得票名次依次得 {list} 分"), &format!("points by the place in the vote: {list}"))
        }
        Source::BallotCount {} => both("一票一分", "one point for each ballot"),
        Source::ApprovalRate { quorum } => both(
            &format!("赞成票除以赞成与反对票之和，至少 {quorum} 票有效"),
            &format!("those who approve over those who approve or oppose, from {quorum} ballots on"),
        ),
        Source::CarriedStage { from: EarlierStage::DeskReview } => {
            both("书面评审公布的得分", "the published score of the desk review")
        }
        Source::CarriedStage { from: EarlierStage::Roadshow } => {
            both("前一场路演公布的得分", "the published score of the roadshow before")
        }
    }
}

/// What a sum asks of the evening, so that nobody learns it when it is to be sealed.
const EQUAL_PANELS: (&str, &str) = (
    "（各项目的评分表必须一样多：评委对一个项目回避或缺席，就须对所有项目记为缺席）",
    " (every project needs as many sheets: a judge who is recused or absent once is noted absent throughout)",
);

fn panel(rule: &PanelRule, scope: Scope) -> (String, String) {
    let zh_step =
        |s: &TrimStep| format!("满 {} 份评分表时去掉 {} 个最低分和 {} 个最高分", s.from_sheets.max(1), s.low, s.high);
    let en_step = |s: &TrimStep| {
        format!("from {} sheets on without the {} lowest and the {} highest", s.from_sheets.max(1), s.low, s.high)
    };
    let trim_zh = rule.trim.iter().map(zh_step).collect::<Vec<_>>().join("，");
    let trim_en = rule.trim.iter().map(en_step).collect::<Vec<_>>().join(", ");
    let (zh, en) = match rule.method {
        Method::Mean => ("评委总分的平均分".to_owned(), "the mean of the judges' totals".to_owned()),
        Method::Trimmed => (format!("评委总分的平均分，{trim_zh}"), format!("the mean of the judges' totals, {trim_en}")),
        Method::Winsorised => (
            format!("评委总分的缩尾平均分，{trim_zh}，以相邻分数代替"),
            format!("the mean of the judges' totals, {trim_en}, the next mark inwards standing in for each"),
        ),
        Method::Median => ("评委总分的中位数".into(), "the median of the judges' totals".into()),
        Method::Sum => (format!("评委总分之和{}", EQUAL_PANELS.0), format!("the sum of the judges' totals{}", EQUAL_PANELS.1)),
        Method::Borda => (format!("博达计数：每位评委名下胜过的项目数，并列算一半{}", EQUAL_PANELS.0), format!("Borda's count: proposals beaten for each judge, a tie counting half{}", EQUAL_PANELS.1)),
        Method::MeanRank => ("各评委名次的平均，越小越好".into(), "the mean of the judges' ranks, lower being better".into()),
        Method::Z => ("各评委标准分的平均（评委所见项目质量不齐时会失真）".into(), "the mean of the judges' standard scores (misleading where judges saw groups of unequal quality)".into()),
        Method::RescaledZ => ("各评委标准分的平均，再换回原来的均值和标准差（评委所见项目质量不齐时会失真）".into(), "the mean of the judges' standard scores, moved back to the mean and spread of all marks (misleading where judges saw groups of unequal quality)".into()),
    };
    let quorum = rule.quorum.max(1);
    let (zh, en) = (format!("{zh}，至少 {quorum} 份有效"), format!("{en}; a score needs {quorum} sheets"));
    match scope {
        Scope::JudgeTotal => (zh, en),
        Scope::Criterion => (format!("逐项指标：{zh}"), format!("criterion by criterion: {en}")),
    }
}

/// Seven judges' totals, worked out by the rule itself.
pub(super) fn example(rule: &PanelRule, lang: Lang) -> String {
    let marks = [80, 85, 88, 90, 91, 93, 98];
    let judges: Vec<String> = (1..=marks.len()).map(|n| format!("J{n}")).collect();
    let cells = marks.iter().map(|m| Some(Mark::points(*m))).collect();
    let table = MarkTable { proposals: vec!["A".into()], judges, cells };
    let list: Vec<String> = marks.iter().map(ToString::to_string).collect();
    let given = list.join(lang.say("、", ", "));
    let worked = explained(&table, rule).ok().and_then(|all| all.into_iter().next());
    let Some((outcome, figure)) = worked.and_then(|o| o.figure.clone().ok().map(|f| (o, f))) else {
        return lang.say("七位评委不够有效评分。", "Seven judges are too few for a score.").to_owned();
    };
    let out = outcome.dropped_low.len().saturating_add(outcome.dropped_high.len());
    let (exact, text) = (&figure.exact, &figure.text);
    match lang {
        Lang::Zh => format!("例：七位评委给出 {given}，去掉 {out} 个，精确值 {exact}，公布 {text}。"),
        Lang::En => {
            format!("Example: seven judges give {given}; {out} are left out; exactly {exact}, published {text}.")
        }
    }
}

pub(super) fn extra(of: &Extra, lang: Lang) -> String {
    let (id, cap) = (&of.id, of.cap);
    match (lang, of.kind) {
        (Lang::Zh, ExtraKind::Bonus) => format!("加分项 {id}：最多加 {cap} 分。"),
        (Lang::Zh, ExtraKind::Penalty) => format!("扣分项 {id}：最多扣 {cap} 分。"),
        (Lang::En, ExtraKind::Bonus) => format!("Bonus {id}: at most {cap} points are added."),
        (Lang::En, ExtraKind::Penalty) => format!("Penalty {id}: at most {cap} points are taken off."),
    }
}
