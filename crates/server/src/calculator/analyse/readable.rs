//! The analysis as people read it.

use super::Analysis;
use scoring::marks::MarkTable;
use scoring::reliability::Undefined;
use scoring::rules::PanelRule;
use scoring::sensitivity::{Scoring, bands, places};
use serde_json::Value;

/// Agreement, judges, ranks without each judge, rank probabilities, margin.
pub(super) fn text(found: &Analysis, table: &MarkTable, panel: &PanelRule) -> String {
    [agreement(found), judges(found), without(found, table), probabilities(found, table, panel), margin(found)].concat()
}

fn agreement(found: &Analysis) -> String {
    let mut out = String::from("agreement of the judges\n");
    for (name, value) in &found.agreement {
        match value {
            Value::Object(figures) => {
                for (part, figure) in figures.iter().filter(|(_, figure)| !figure.is_string()) {
                    out.push_str(&format!("{name} {part}\t{}\n", interval(figure)));
                }
            }
            Value::Null => out.push_str(&format!("{name}\t-\n")),
            Value::String(reason) => out.push_str(&format!("{}\t{reason}\n", name.replace('_', " "))),
            other => out.push_str(&format!("{name}\t{}\n", number(other))),
        }
    }
    out
}

fn interval(figure: &Value) -> String {
    match (figure.get("value"), figure.get("low"), figure.get("high")) {
        (Some(value), Some(low), Some(high)) => {
            format!("{} (95 %: {} to {})", number(value), number(low), number(high))
        }
        _ => number(figure),
    }
}

fn number(figure: &Value) -> String {
    match figure.as_f64() {
        Some(_) if figure.is_i64() || figure.is_u64() => figure.to_string(),
        Some(real) => format!("{real:.4}"),
        None => "-".to_owned(),
    }
}

fn judges(found: &Analysis) -> String {
    let mut out = String::from("\njudge\tmarks\tmean\tseverity\tspread\tspearman rest\trmse rest\thints\n");
    let figure = |one: Result<f64, Undefined>| one.map_or_else(|_| "-".to_owned(), |real| format!("{real:.3}"));
    for one in &found.judges {
        let cells = [one.mean, one.severity, one.spread, one.spearman_rest, one.rmse_rest].map(figure).join("\t");
        let hint = |flag: &scoring::judges::Flag| format!("{:?} {:.2}", flag.kind, flag.figure);
        let hints: Vec<String> = one.flags.iter().map(hint).collect();
        out.push_str(&format!("{}\t{}\t{cells}\t{}\n", one.judge, one.marks, hints.join(", ")));
    }
    out
}

fn without(found: &Analysis, table: &MarkTable) -> String {
    let mut out = format!("\nranks without\t{}\n", table.proposals.join("\t"));
    for one in &found.leave_one_out {
        let ranks: Vec<String> =
            one.ranks.iter().map(|rank| rank.map_or_else(|| "-".to_owned(), |r| r.to_string())).collect();
        out.push_str(&format!("{}\t{}\n", one.judge, ranks.join("\t")));
    }
    out
}

fn probabilities(found: &Analysis, table: &MarkTable, panel: &PanelRule) -> String {
    let sampled = match &found.bootstrap {
        Ok(sampled) => sampled,
        Err(why) => return format!("\nrank probabilities\t{why}\n"),
    };
    let mut out = String::from("\nproposal\tp of rank 1\texpected rank\t90 % interval\n");
    for odds in &sampled.proposals {
        let first = odds.ranks.first().copied().unwrap_or_default();
        let expected = odds.expected_rank.map_or_else(|| "-".to_owned(), |rank| format!("{rank:.2}"));
        let interval = odds.interval_90.map_or_else(|| "-".to_owned(), |(low, high)| format!("{low} to {high}"));
        out.push_str(&format!("{}\t{first:.3}\t{expected}\t{interval}\n", odds.proposal));
    }
    for band in bands(&sampled.proposals, &places(table, Scoring::Panel(panel))) {
        out.push_str(&format!("{}; {}: {}\n", band.zh(), band.en(), band.proposals.join(", ")));
    }
    out
}

fn margin(found: &Analysis) -> String {
    match &found.margin {
        Ok(margin) => format!("\naward margin\t{margin}\n"),
        Err(why) => format!("\naward margin\t{why}\n"),
    }
}
