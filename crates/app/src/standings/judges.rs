//! How far the judges of a track agree, and what their marks say about each of them: hints with evidence, never verdicts.

use super::Sealed;
use scoring::analysis;
use scoring::judges::diagnose;
use scoring::marks::MarkTable;
use scoring::reliability::Undefined;
use scoring::sensitivity::judges_totals;
use serde_json::{Map, Value};

/// Intraclass correlation, Kendall's W, Krippendorff's and Cronbach's alpha over the judges' totals; what is not defined is null, with a reason.
#[must_use]
pub fn reliability(of: &Sealed) -> Map<String, Value> {
    analysis::agreement(&totals(of), code)
}

/// What the marks say about each judge, by code.
#[must_use]
pub fn judge_report(of: &Sealed) -> Vec<Map<String, Value>> {
    diagnose(&totals(of)).iter().map(|report| analysis::judge(report, code)).collect()
}

/// The judges' totals; an empty table, of which nothing is defined, where one has more decimals than a mark.
fn totals(of: &Sealed) -> MarkTable {
    judges_totals(&of.entries, &of.rules).unwrap_or_default()
}

pub(super) fn code(why: Undefined) -> String {
    why.code().to_owned()
}
