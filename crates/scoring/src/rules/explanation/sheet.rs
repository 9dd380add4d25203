//! What is marked, in words.

use super::Lang;
use super::names::label;
use crate::rules::{Criterion, MissingCriterion, Rubric, RubricForm};
use model::Mark;
use model::rules::MarkBand;

/// How a judge's marks become a total, and what becomes of a sheet with a gap.
pub(super) fn marked(rubric: &Rubric, lang: Lang) -> String {
    // A step that all share is said once, at the end.
    let shared = rubric.criteria.first().map(|c| c.step).filter(|step| rubric.criteria.iter().all(|c| c.step == *step));
    let criterion = |c: &Criterion| {
        let own = if shared.is_none() { steps(c.step, lang) } else { String::new() };
        format!("{}{own}{}", range(c, lang), weight(c, rubric.form, lang))
    };
    let criteria: Vec<String> = rubric.criteria.iter().map(criterion).collect();
    let list = criteria.join(lang.say("；", "; "));
    let full = rubric
        .full_marks
        .map_or(String::new(), |full| lang.both(format!("，满分 {full} 分"), format!("; full marks are {full}")));
    let way = match rubric.form {
        RubricForm::Points => lang.say("每位评委按指标打分后相加", "Each judge's marks are added"),
        RubricForm::Weighted => lang.say("每位评委按指标打分后加权平均", "Each judge's marks are weighted"),
    };
    let gap = match rubric.missing {
        MissingCriterion::Incomplete => {
            lang.say("缺一项指标的评分表不计入。", "A sheet that lacks a criterion is not counted.")
        }
        MissingCriterion::Renormalise => {
            lang.say("缺指标的评分表按已打的指标折算。", "A sheet that lacks a criterion counts by those that it has.")
        }
    };
    let every = |step: Mark| lang.both(format!("；每项都是 {step} 分一档"), format!("; all in steps of {step}"));
    let step = shared.map_or(String::new(), every);
    match lang {
        Lang::Zh => format!("{way}：{list}{step}{full}。{gap}"),
        Lang::En => format!("{way}: {list}{step}{full}. {gap}"),
    }
}

/// A criterion with its scale: 需求 20 分.
fn range(of: &Criterion, lang: Lang) -> String {
    let (name, max) = (label(&of.name, &of.id), of.max);
    let range = if of.min == Mark::default() { max.to_string() } else { format!("{}–{max}", of.min) };
    lang.both(format!("{name} {range} 分"), format!("{name} {range}"))
}

fn steps(step: Mark, lang: Lang) -> String {
    lang.both(format!("，每 {step} 分一档"), format!(", in steps of {step}"))
}

fn weight(of: &Criterion, form: RubricForm, lang: Lang) -> String {
    let percent = super::percent(of.weight);
    match form {
        RubricForm::Points => String::new(),
        RubricForm::Weighted => lang.both(format!("，权重 {percent}%"), format!(", weighing {percent} %")),
    }
}

pub(super) fn banded(criterion: &Criterion, lang: Lang) -> String {
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
