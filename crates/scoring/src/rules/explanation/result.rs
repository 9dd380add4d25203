//! How scores become places and who goes on, in words.

use super::{Lang, names};
use crate::rules::{CutLine, CutTie, Equating, EquatingMethod, Link, Overall, RankOn, Ranking, RuleSet};
use model::rules::{RoundingMode, StagedRounding};

/// Parallel rooms, and which of each room's figures its mean leaves out.
pub(super) fn equated(rules: &RuleSet, equating: &Equating, lang: Lang) -> String {
    let way = scaled(equating.method, equating.overall, lang);
    let name = names::stage(rules, &equating.component, lang);
    let (low, high) = (equating.drop_low, equating.drop_high);
    match lang {
        Lang::Zh => format!("{name}：{way}求平均分时去掉 {low} 个最低分和 {high} 个最高分。"),
        Lang::En => format!("{name}: {way} A mean leaves out the {low} lowest and the {high} highest."),
    }
}

fn scaled(method: EquatingMethod, overall: Overall, lang: Lang) -> String {
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

pub(super) fn rounded(rules: &RuleSet, rounding: &StagedRounding, lang: Lang) -> String {
    let mode = match rounding.mode {
        RoundingMode::HalfUp => lang.say("四舍五入", "an exact half going away from zero"),
        RoundingMode::HalfEven => lang.say("四舍六入五成双", "an exact half going to the even neighbour"),
        RoundingMode::Down => lang.say("直接舍去", "the rest being cut off"),
    };
    let (name, decimals) = (names::stage(rules, &rounding.stage, lang), rounding.decimals);
    match lang {
        Lang::Zh => format!("{name}保留 {decimals} 位小数，{mode}。"),
        Lang::En => format!("{name}: rounded to {decimals} decimals, {mode}."),
    }
}

/// How ranks are counted, and on which figure.
pub(super) fn ranked(rules: &RuleSet, lang: Lang) -> String {
    let count = match rules.ranking {
        Ranking::Competition => "1, 2, 2, 4",
        Ranking::Dense => "1, 2, 2, 3",
        Ranking::Ordinal => "1, 2, 3, 4",
        Ranking::Fractional => "1, 2.5, 2.5, 4",
    };
    let figure = match rules.rank_on {
        RankOn::PublishedFigure => lang.say("公布的得分", "the published score"),
        RankOn::ExactFigure => lang.say("取整前的得分", "the score before rounding"),
    };
    match lang {
        Lang::Zh => format!("名次按{figure}排，同分时计为 {count}。"),
        Lang::En => format!("Places go by {figure}; equal ones are counted {count}."),
    }
}

pub(super) fn chain(rules: &RuleSet, lang: Lang) -> String {
    if rules.tie_chain.is_empty() {
        return lang.say("同分并列。", "Equal scores share the place.").to_owned();
    }
    let name = |link: &Link| match link {
        Link::Criterion(id) => {
            let name = names::criterion(rules, id);
            lang.both(format!("“{name}”的平均分"), format!("the mean of {name}"))
        }
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
    let list: Vec<String> = rules.tie_chain.iter().map(name).collect();
    let list = list.join(lang.say("、", ", then "));
    match lang {
        Lang::Zh => format!("同分时依次比较：{list}。"),
        Lang::En => format!("A tie is broken by {list}."),
    }
}

pub(super) fn cut(line: CutLine, lang: Lang) -> String {
    let (places, tie) = (line.places, cut_tie(line.on_tie, lang));
    lang.both(format!("取前 {places} 名；{tie}"), format!("The first {places} go on; {tie}"))
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
