//! The rules in words, Chinese or English, with an example that the engine itself works out.

use super::{
    Criterion, CutTie, EquatingMethod, ExtraKind, Link, Method, Overall, PanelRule, RubricForm, RuleSet, Scope, Source,
};
use crate::aggregate::explained;
use crate::allocation::{AllocationRule, Way};
use crate::marks::MarkTable;
use model::Mark;
use model::rules::{MarkBand, OnMisfit, RoundingMode, StagedRounding};
use serde::{Deserialize, Serialize};

/// In which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// One line of the explanation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which part of the rules it explains, as a JSON pointer.
    pub pointer: String,
    /// The sentence.
    pub text: String,
}

impl RuleSet {
    /// The rules in words: one line for each part, and a worked example after each panel.
    #[must_use]
    pub fn explain(&self, lang: Lang) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut say = |pointer: String, text: String| lines.push(Line { pointer, text });
        if let Some(rubric) = &self.rubric {
            let criteria: Vec<String> =
                rubric.criteria.iter().map(|c| format!("{} {}", label(&c.name, &c.id), c.max)).collect();
            let list = criteria.join(lang.say("、", ", "));
            say(
                "/rubric".into(),
                match (lang, rubric.form) {
                    (Lang::Zh, RubricForm::Points) => format!("每位评委按指标打分后相加：{list}。"),
                    (Lang::Zh, RubricForm::Weighted) => format!("每位评委按指标打分后加权平均：{list}。"),
                    (Lang::En, RubricForm::Points) => format!("Each judge's marks are added: {list}."),
                    (Lang::En, RubricForm::Weighted) => format!("Each judge's marks are weighted: {list}."),
                },
            );
            for (n, criterion) in rubric.criteria.iter().enumerate().filter(|(_, c)| !c.bands.is_empty()) {
                say(format!("/rubric/criteria/{n}/bands"), banded(criterion, lang));
            }
        }
        for (n, component) in self.components.iter().enumerate() {
            let at = format!("/components/{n}");
            let weight = percent(component.weight);
            say(at.clone(), source(&component.source, &component.id, &weight, lang));
            if let Some(rule) = self.panel_rule(&component.id) {
                say(at, example(&rule, lang));
            }
        }
        if let Some(equating) = &self.equating {
            say("/equating".into(), equated(equating.method, equating.overall, lang));
        }
        for (n, extra) in self.extras.iter().enumerate() {
            let (id, cap) = (&extra.id, extra.cap);
            say(
                format!("/extras/{n}"),
                match (lang, extra.kind) {
                    (Lang::Zh, ExtraKind::Bonus) => format!("加分项 {id}：最多加 {cap} 分。"),
                    (Lang::Zh, ExtraKind::Penalty) => format!("扣分项 {id}：最多扣 {cap} 分。"),
                    (Lang::En, ExtraKind::Bonus) => format!("Bonus {id}: at most {cap} points are added."),
                    (Lang::En, ExtraKind::Penalty) => format!("Penalty {id}: at most {cap} points are taken off."),
                },
            );
        }
        for (n, rounding) in self.rounding.iter().enumerate() {
            say(format!("/rounding/{n}"), rounded(rounding, lang));
        }
        say("/tie_chain".into(), chain(&self.tie_chain, lang));
        if let Some(cut) = self.cut {
            let places = cut.places;
            let tie = cut_tie(cut.on_tie, lang);
            let text =
                lang.say(&format!("取前 {places} 名；{tie}"), &format!("The first {places} go on; {tie}")).to_owned();
            say("/cut".into(), text);
        }
        self.allocation.iter().for_each(|rule| say("/allocation".into(), given(rule, lang)));
        lines
    }
}

impl Lang {
    const fn say<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

fn label<'a>(name: &'a str, id: &'a str) -> &'a str {
    if name.is_empty() { id } else { name }
}

fn banded(criterion: &Criterion, lang: Lang) -> String {
    let name = label(&criterion.name, &criterion.id);
    let range = |band: &MarkBand| {
        if band.from == band.to {
            format!("{} {}", band.name, band.to)
        } else {
            format!("{} {}–{}", band.name, band.from, band.to)
        }
    };
    let list: Vec<String> = criterion.bands.iter().map(range).collect();
    let list = list.join(lang.say("、", ", "));
    match lang {
        Lang::Zh => format!("{name}分档打分：{list}。"),
        Lang::En => format!("{name} is marked in bands: {list}."),
    }
}

/// Basis points as a percentage.
fn percent(weight: u32) -> String {
    Mark::units(i64::from(weight).saturating_mul(100)).to_string()
}

fn source(source: &Source, id: &str, weight: &str, lang: Lang) -> String {
    let zh = |what: &str| format!("{id}：{what}，占 {weight}%。");
    let en = |what: &str| format!("{id}: {what}; it weighs {weight} %.");
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
        Source::VoteShare { .. } => both("得票折算成百分制", "votes turned into a share of 100"),
        Source::DonationShare { .. } => both("捐款折算成百分制", "donations turned into a share of 100"),
        Source::VoteRankStep { first, step } => both(
            &format!("按得票名次计分，第一名 {first} 分，每低一名少 {step} 分"),
            &format!("points by the place in the vote: {first} for the first, {step} fewer for each place below"),
        ),
        Source::VoteRankPoints { points } => {
            let list: Vec<String> = points.iter().map(ToString::to_string).collect();
            let list = list.join(lang.say("、", ", "));
            both(&format!("按得票名次依次得 {list} 分"), &format!("points by the place in the vote: {list}"))
        }
        Source::BallotCount {} => both("票数", "the number of ballots"),
        Source::ApprovalRate { quorum } => both(
            &format!("居民赞成率（赞成票除以赞成与反对票之和），至少 {quorum} 票有效"),
            &format!("the residents' approval (approve over approve and oppose), from {quorum} ballots on"),
        ),
        Source::CarriedStage { .. } => both("前一阶段公布的得分", "the published score of an earlier stage"),
    }
}

/// What a sum asks of the evening, so that nobody learns it when it is to be sealed.
const EQUAL_PANELS: (&str, &str) = (
    "（各项目的评分表必须一样多：评委对一个项目回避或缺席，就须对所有项目记为缺席）",
    " (every project needs as many sheets: a judge who is recused or absent once is noted absent throughout)",
);

fn panel(rule: &PanelRule, scope: Scope) -> (String, String) {
    let zh_step = |s: &super::TrimStep| {
        format!("满 {} 份评分表时去掉 {} 个最低分和 {} 个最高分", s.from_sheets.max(1), s.low, s.high)
    };
    let en_step = |s: &super::TrimStep| {
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
fn example(rule: &PanelRule, lang: Lang) -> String {
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

fn equated(method: EquatingMethod, overall: Overall, lang: Lang) -> String {
    let mean = match overall {
        Overall::Pooled => lang.say("全部考场合并的平均分", "the mean of all rooms together"),
        Overall::MeanOfMeans => lang.say("各考场平均分的平均", "the mean of the rooms' means"),
    };
    match (lang, method) {
        (Lang::Zh, EquatingMethod::Ratio) => format!("各场次得分乘以系数：{mean}除以本场平均分。"),
        (Lang::Zh, EquatingMethod::LinearShift) => format!("各场次得分加上{mean}与本场平均分之差。"),
        (Lang::Zh, EquatingMethod::StandardScore) => "各场次得分换算成本场标准分。".to_owned(),
        (Lang::En, EquatingMethod::Ratio) => {
            format!("Each room's scores are multiplied by {mean} over the room's own mean.")
        }
        (Lang::En, EquatingMethod::LinearShift) => {
            format!("Each room's scores are moved by {mean} less the room's own mean.")
        }
        (Lang::En, EquatingMethod::StandardScore) => {
            "Each room's scores become standard scores within the room.".to_owned()
        }
    }
}

fn rounded(rounding: &StagedRounding, lang: Lang) -> String {
    let mode = match rounding.mode {
        RoundingMode::HalfUp => lang.say("四舍五入", "an exact half going away from zero"),
        RoundingMode::HalfEven => lang.say("四舍六入五成双", "an exact half going to the even neighbour"),
        RoundingMode::Down => lang.say("直接舍去", "the rest being cut off"),
    };
    let (stage, decimals) = (&rounding.stage, rounding.decimals);
    match lang {
        Lang::Zh => format!("在“{stage}”这一步保留 {decimals} 位小数，{mode}。"),
        Lang::En => format!("At the stage {stage} one rounds to {decimals} decimals, {mode}."),
    }
}

fn chain(links: &[Link], lang: Lang) -> String {
    if links.is_empty() {
        return lang.say("同分并列。", "Equal scores share the place.").to_owned();
    }
    let name = |link: &Link| match link {
        Link::Criterion(id) => format!("{} {id}", lang.say("指标均分", "the mean of")),
        Link::UntrimmedMean => lang.say("不去分的平均分", "the mean of all sheets").to_owned(),
        Link::HeadToHead => lang.say("评委两两比较的多数", "the majority of judges, pair by pair").to_owned(),
        Link::HigherLowestMark => lang.say("最低分较高者", "the higher lowest total").to_owned(),
        Link::Public => lang.say("公众部分得分", "the public part").to_owned(),
        Link::DeskScore => lang.say("书面评审得分", "the desk review").to_owned(),
        Link::SecondVote => lang.say("评委再次投票", "a second vote of the panel").to_owned(),
        Link::ChairDecision => lang.say("评委主席决定并说明理由", "the chair, with a reason").to_owned(),
        Link::Lot => lang.say("当众抽签", "lots drawn in public").to_owned(),
        Link::Shared => lang.say("并列", "a shared place").to_owned(),
    };
    let list: Vec<String> = links.iter().map(name).collect();
    let list = list.join(lang.say("、", ", then "));
    match lang {
        Lang::Zh => format!("同分时依次比较：{list}。"),
        Lang::En => format!("A tie is broken by {list}."),
    }
}

/// How the pool is given away; caps and reservations are counted, the rule itself names them.
fn given(rule: &AllocationRule, lang: Lang) -> String {
    let way = match (lang, rule.way) {
        (Lang::Zh, Way::ByRank) => "按名次先后分配",
        (Lang::Zh, Way::Optimum) => "取总分最高的组合",
        (Lang::En, Way::ByRank) => "down the ranking",
        (Lang::En, Way::Optimum) => "to the choice with the highest total of scores",
    };
    let misfit = match (lang, rule.on_misfit) {
        (Lang::Zh, OnMisfit::Skip) => "放不下的候补，继续看下一个",
        (Lang::Zh, OnMisfit::Stop) => "遇到放不下的就停止",
        (Lang::Zh, OnMisfit::Downgrade) => "放不下的降一档",
        (Lang::Zh, OnMisfit::Part) => "放不下的给剩余的钱",
        (Lang::En, OnMisfit::Skip) => "what does not fit waits and the next one is tried",
        (Lang::En, OnMisfit::Stop) => "the giving ends at what does not fit",
        (Lang::En, OnMisfit::Downgrade) => "what does not fit falls to a lower tier",
        (Lang::En, OnMisfit::Part) => "what does not fit gets what is left",
    };
    let (pass, tiers, limits) = (rule.pass, rule.bands.len(), rule.caps.len().saturating_add(rule.reservations.len()));
    match lang {
        Lang::Zh => format!("资金池：{way}；{pass} 分起，{tiers} 档，{limits} 条名额限制；{misfit}。"),
        Lang::En => format!(
            "The pool is given {way}, from {pass} points on, in {tiers} tiers, with {limits} caps and reservations; {misfit}."
        ),
    }
}

const fn cut_tie(tie: CutTie, lang: Lang) -> &'static str {
    match (lang, tie) {
        (Lang::Zh, CutTie::AdmitAll) => "末位同分者全部入围。",
        (Lang::Zh, CutTie::Chain) => "末位同分时按同分规则决定。",
        (Lang::Zh, CutTie::ExtraVote) => "末位同分时由评委加投一轮。",
        (Lang::Zh, CutTie::Lot) => "末位同分时抽签决定。",
        (Lang::En, CutTie::AdmitAll) => "all who are equal at the line go on.",
        (Lang::En, CutTie::Chain) => "the tie chain decides among equals at the line.",
        (Lang::En, CutTie::ExtraVote) => "the panel votes again among equals at the line.",
        (Lang::En, CutTie::Lot) => "lots decide among equals at the line.",
    }
}
