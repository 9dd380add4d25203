//! How the pool is given away, in words.

use super::Lang;
use crate::allocation::{AllocationRule, Band, Cap, Gives, GroupKind, Reach, Reservation, Way};
use model::rules::OnMisfit;

/// The way and what happens to what does not fit.
pub(super) fn given(rule: &AllocationRule, lang: Lang) -> String {
    let way = match rule.way {
        Way::ByRank => lang.say("按名次先后分配", "down the ranking"),
        Way::Optimum => lang.say("取总分最高的组合", "to the choice with the highest total of scores"),
    };
    let misfit = match rule.on_misfit {
        OnMisfit::Skip => lang.say("放不下的候补，继续看下一个", "what does not fit waits and the next one is tried"),
        OnMisfit::Stop => lang.say("遇到放不下的就停止", "the giving ends at what does not fit"),
        OnMisfit::Downgrade => lang.say("放不下的降一档", "what does not fit falls to a lower tier"),
        OnMisfit::Part => lang.say("放不下的给剩余的钱", "what does not fit gets what is left"),
    };
    let pass = rule.pass;
    match lang {
        Lang::Zh => format!("资金池：{way}，{pass} 分起；{misfit}。"),
        Lang::En => format!("The pool is given {way}, from {pass} points on; {misfit}."),
    }
}

/// Who reaches a tier, and what it gives.
pub(super) fn tier(band: &Band, lang: Lang) -> String {
    let (name, reach) = (&band.name, reached(band.reach, lang));
    let gives = match band.gives {
        Gives::UpToFen(most) => {
            lang.both(format!("申请额，最多 {most} 元"), format!("what was asked, {most} yuan at most"))
        }
        Gives::ExactlyFen(sum) => lang.both(format!("{sum} 元"), format!("{sum} yuan")),
        Gives::PercentOfAsked(percent) => {
            lang.both(format!("申请额的 {percent}%"), format!("{percent} % of what was asked"))
        }
        Gives::ProposedUpToFen(most) => lang
            .both(format!("评委建议的金额，最多 {most} 元"), format!("what the panel proposed, {most} yuan at most")),
    };
    match lang {
        Lang::Zh => format!("{name}档（{reach}）：{gives}。"),
        Lang::En => format!("Tier {name}, {reach}: {gives}."),
    }
}

fn reached(reach: Reach, lang: Lang) -> String {
    match reach {
        Reach::FromScore(from) => lang.both(format!("{from} 分起"), format!("from {from} points on")),
        Reach::ToPlace(place) => lang.both(format!("前 {place} 名"), format!("down to place {place}")),
    }
}

pub(super) fn cap(cap: &Cap, lang: Lang) -> String {
    let group = group(cap.by, cap.group.as_deref(), lang);
    let number = cap.awards.map(|most| lang.both(format!("最多 {most} 个"), format!("{} at most", awards(most))));
    let money = cap.fen.map(|most| lang.both(format!("最多 {most} 元"), format!("{most} yuan at most")));
    let most: Vec<String> = number.into_iter().chain(money).collect();
    let most = most.join(lang.say("，", ", "));
    match lang {
        Lang::Zh => format!("{group}{most}。"),
        Lang::En => format!("{group} gets {most}."),
    }
}

pub(super) fn reservation(reservation: &Reservation, lang: Lang) -> String {
    let (group, count) = (group(reservation.by, Some(&reservation.group), lang), reservation.awards);
    match lang {
        Lang::Zh => format!("先给{group}留 {count} 个名额。"),
        Lang::En => format!("{group} is served first with {}.", awards(count)),
    }
}

fn group(by: GroupKind, name: Option<&str>, lang: Lang) -> String {
    let kind = match by {
        GroupKind::Organisation => lang.say("申报主体", "organisation"),
        GroupKind::Category => lang.say("类别", "category"),
        GroupKind::Community => lang.say("社区", "community"),
    };
    match (name, lang) {
        (Some(name), Lang::Zh) => format!("{kind} {name} "),
        (Some(name), Lang::En) => format!("The {kind} {name}"),
        (None, Lang::Zh) => format!("每个{kind}"),
        (None, Lang::En) => format!("Each {kind}"),
    }
}

fn awards(count: u32) -> String {
    if count == 1 { "1 award".to_owned() } else { format!("{count} awards") }
}
