//! The analysis of a panel as JSON: every figure by its name, and null with the reason beside it where it is not defined.

use crate::judges::JudgeReport;
use crate::marks::MarkTable;
use crate::reliability::{self, Limits, Undefined};
use crate::sensitivity::{Bootstrap, Margin, Odds};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// How a reason is said: in words on a command line, as a code to a page.
pub type Say = fn(Undefined) -> String;

/// A figure, or null with the reason beside it under the name with `_reason`.
pub fn put<V: Serialize>(to: &mut Map<String, Value>, name: &str, figure: Result<V, String>) {
    match figure {
        Ok(value) => to.insert(name.to_owned(), json!(value)),
        Err(why) => {
            to.insert(format!("{name}_reason"), why.into());
            to.insert(name.to_owned(), Value::Null)
        }
    };
}

/// How far the judges agree: the intraclass correlation in six forms with 95 % intervals, Kendall's W, Krippendorff's alpha in four metrics, Cronbach's alpha.
#[must_use]
pub fn agreement(table: &MarkTable, say: Say) -> Map<String, Value> {
    let mut all = Map::new();
    put(&mut all, "icc", reliability::icc(table).map(|icc| forms(&icc, say)).map_err(say));
    let kendall = reliability::kendall_w(table);
    let kendall = kendall.map(|k| json!({ "w": k.w, "chi2": k.chi2, "df": k.df, "p": k.p }));
    put(&mut all, "kendall_w", kendall.map_err(say));
    let mut alpha = Map::new();
    for (metric, found) in reliability::krippendorff_alphas(table) {
        put(&mut alpha, metric.name(), found.map_err(say));
    }
    all.insert("krippendorff_alpha".into(), alpha.into());
    put(&mut all, "cronbach_alpha", reliability::cronbach_alpha(table).map_err(say));
    all
}

fn forms(icc: &reliability::Icc, say: Say) -> Map<String, Value> {
    let mut forms = Map::new();
    let limits = |l: Limits| json!({ "value": l.value, "low": l.low, "high": l.high });
    for (name, form) in [
        ("1_1", icc.one_single),
        ("2_1", icc.two_single),
        ("3_1", icc.three_single),
        ("1_k", icc.one_mean),
        ("2_k", icc.two_mean),
        ("3_k", icc.three_mean),
    ] {
        put(&mut forms, name, form.map(limits).map_err(say));
    }
    forms
}

/// What the marks say about one judge, with the hints and their evidence.
#[must_use]
pub fn judge(report: &JudgeReport, say: Say) -> Map<String, Value> {
    let mut all = Map::new();
    all.insert("judge".into(), report.judge.clone().into());
    all.insert("marks".into(), report.marks.into());
    for (name, figure) in [
        ("mean", report.mean),
        ("severity", report.severity),
        ("severity_z", report.severity_z),
        ("standard_deviation", report.standard_deviation),
        ("spread", report.spread),
        ("spearman_rest", report.spearman_rest),
        ("rmse_rest", report.rmse_rest),
        ("central", report.central),
        ("straight_lining", report.straight_lining),
    ] {
        put(&mut all, name, figure.map_err(say));
    }
    let flags = report.flags.iter().map(|f| json!({ "kind": f.kind, "figure": f.figure, "bound": f.bound }));
    all.insert("flags".into(), flags.collect());
    all
}

/// The probabilities of ranks; those of awards too, where awards were asked for.
#[must_use]
pub fn probabilities(found: &Bootstrap) -> Map<String, Value> {
    let one = |odds: &Odds| {
        let mut all = Map::new();
        all.insert("proposal".into(), odds.proposal.clone().into());
        all.insert("p".into(), json!(odds.ranks));
        let never = || "it has no score in any outcome".to_owned();
        put(&mut all, "expected_rank", odds.expected_rank.ok_or_else(never));
        put(&mut all, "interval_90", odds.interval_90.map(|(low, high)| [low, high]).ok_or_else(never));
        if let Some(award) = odds.award {
            all.insert("award".into(), json!(award));
        }
        Value::from(all)
    };
    let proposals: Vec<Value> = found.proposals.iter().map(one).collect();
    let mut all = Map::new();
    all.insert("method".into(), json!(found.method));
    all.insert("outcomes".into(), json!(found.outcomes));
    all.insert("proposals".into(), proposals.into());
    all
}

/// The smallest change of one mark that changes an award.
#[must_use]
pub fn margin(margin: &Margin) -> Value {
    json!({
        "proposal": margin.proposal,
        "judge": margin.judge,
        "from": margin.from,
        "to": margin.to,
        "change": margin.change(),
        "awards_that_change": margin.awards_that_change,
    })
}
