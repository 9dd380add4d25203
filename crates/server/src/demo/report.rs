//! The report of a season as people read it.

use super::plan::{items, text};
use serde_json::Value;
use std::fmt::Write;

/// The report in plain text.
pub(super) fn readable(report: &Value) -> String {
    let mut out = String::new();
    let written = write_all(&mut out, report);
    debug_assert!(written.is_ok(), "a String takes everything");
    out
}

fn yuan(fen: &Value) -> String {
    model::Money::fen(fen.as_i64().unwrap_or(0)).to_string()
}

fn write_all(out: &mut String, report: &Value) -> std::fmt::Result {
    let funnel = &report["statistics"]["funnel"];
    writeln!(out, "申报与入围 / applications")?;
    writeln!(
        out,
        "  {} submitted, {} eligible, {} on the stage, {} funded, {} closed",
        funnel["submitted"], funnel["eligible"], funnel["roadshow"], funnel["funded"], funnel["closed"]
    )?;
    for outcome in items(&report["eligibility"]["outcomes"]).iter().filter(|o| o["outcome"] == "ineligible") {
        writeln!(out, "  {} not eligible: {}", text(&outcome["proposal"]), list(&outcome["reasons"]))?;
    }
    write_refused(out, report)?;
    writeln!(out, "成绩 / standings")?;
    for row in items(&report["standings"]) {
        let award = items(&report["awards"]["rows"]).iter().find(|a| a["proposal"] == row["proposal"]);
        let award = award
            .map(|a| format!("{} {} {}", text(&a["result"]), text(&a["tier"]), yuan(&a["amount_fen"])))
            .unwrap_or_default();
        writeln!(
            out,
            "  {:>3}  {:<8} {:>7}  {award}",
            row["award_order"],
            text(&row["proposal"]),
            text(&row["final"])
        )?;
    }
    for change in items(&report["after_notice"]["changes"]) {
        writeln!(
            out,
            "  {} {} {} ({})",
            text(&change["on"]),
            text(&change["act"]),
            text(&change["proposal"]),
            text(&change["because"]["code"])
        )?;
    }
    write_money(out, report)
}

fn write_refused(out: &mut String, report: &Value) -> std::fmt::Result {
    writeln!(out, "被拒绝的操作 / refused")?;
    for refused in items(&report["refused"]) {
        writeln!(out, "  {} {}", text(&refused["attempt"]), text(&refused["code"]))?;
    }
    Ok(())
}

fn write_money(out: &mut String, report: &Value) -> std::fmt::Result {
    writeln!(out, "评估 / evaluations")?;
    writeln!(
        out,
        "  mid-term: {} passed, failed {}",
        report["mid_term"]["passed"],
        list(&report["mid_term"]["failed"])
    )?;
    for (band, count) in report["final_evaluation"]["bands"].as_object().into_iter().flatten() {
        writeln!(out, "  final: {band} {count}")?;
    }
    writeln!(out, "资金 (元) / money (yuan)")?;
    let ledger = &report["ledger"];
    for part in items(&report["payments"]["parts"]) {
        writeln!(out, "  instalment {}: {} payments, {}", part["part"], part["count"], yuan(&part["sum_fen"]))?;
    }
    for (name, key) in [
        ("pool", "pool_fen"),
        ("granted", "granted_fen"),
        ("paid", "paid_fen"),
        ("refunded", "refunded_fen"),
        ("used", "used_fen"),
        ("back in the pool", "back_in_pool_fen"),
    ] {
        writeln!(out, "  {name:<18}{:>14}", yuan(&ledger[key]))?;
    }
    let kept = ledger["invariants"].as_object().into_iter().flatten().all(|(_, holds)| holds == true);
    writeln!(out, "  {}", if kept { "every sum holds to the fen" } else { "A SUM DOES NOT HOLD" })
}

fn list(values: &Value) -> String {
    items(values).iter().map(text).collect::<Vec<_>>().join(", ")
}
