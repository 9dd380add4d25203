//! The running projects: milestones, activities, vouchers, payments, evaluations, completion.

use super::plan::{Plan, items, on, pick, text};
use serde_json::{Value, json};

/// Who speaks for a proposal: its applicant.
fn author(season: &Value, proposal: &Value) -> String {
    items(&season["proposals"])
        .iter()
        .find(|p| p["code"] == *proposal)
        .map(|p| text(&p["applicant"]))
        .unwrap_or_default()
}

/// Adds everything from the first payment to the archive.
pub(crate) fn plan(plan: &mut Plan, season: &Value, organiser: &str) -> anyhow::Result<()> {
    milestones(plan, season)?;
    records(plan, season)?;
    payments(plan, season)?;
    mid_term(plan, season, organiser)?;
    final_evaluation(plan, season)?;
    closure(plan, season, organiser)
}

fn milestones(plan: &mut Plan, season: &Value) -> anyhow::Result<()> {
    let checker = text(&season["delivery"]["milestones_accepted_by"]);
    for milestone in items(&season["delivery"]["milestone_reports"]) {
        let code = text(&milestone["milestone"]);
        let agreed =
            items(&season["agreements"]).iter().find(|a| items(&a["milestones"]).iter().any(|m| m["id"] == code));
        let who = agreed.map(|a| author(season, &a["proposal"])).unwrap_or_default();
        for report in items(&milestone["reports"]) {
            let (who, number, form) = (who.clone(), code.clone(), pick(report, &["evidence_count"]));
            plan.at(&on(&report["reported_on"], "10:00"), format!("{code} is reported"), move |p| {
                p.post(&who, &format!("/api/v1/milestones/{}/reports", p.id("milestone", &number)?), &form).map(drop)
            })?;
            let (who, number, reason) = (checker.clone(), code.clone(), report["reason"].clone());
            if report["accepted_on"].is_string() {
                plan.at(&on(&report["accepted_on"], "16:00"), format!("{code} is accepted"), move |p| {
                    p.post(&who, &format!("/api/v1/milestones/{}/acceptance", p.id("milestone", &number)?), &json!({}))
                        .map(drop)
                })?;
            } else if report["returned_on"].is_string() {
                plan.at(&on(&report["returned_on"], "16:00"), format!("{code} is sent back"), move |p| {
                    p.post(
                        &who,
                        &format!("/api/v1/milestones/{}/return", p.id("milestone", &number)?),
                        &json!({ "reason": reason }),
                    )
                    .map(drop)
                })?;
            }
        }
    }
    Ok(())
}

fn records(plan: &mut Plan, season: &Value) -> anyhow::Result<()> {
    for record in items(&season["delivery"]["activity_records"]) {
        let (code, who) = (text(&record["proposal"]), author(season, &record["proposal"]));
        let form = pick(record, &["from", "to", "counts", "person_times", "volunteer_times"]);
        plan.at(&on(&record["to"], "12:00"), format!("{code} records its activities"), move |p| {
            p.post(&who, &format!("/api/v1/proposals/{}/activity-records", p.id("proposal", &code)?), &form).map(drop)
        })?;
    }
    let checker = text(&season["delivery"]["vouchers_checked_by"]);
    for voucher in items(&season["delivery"]["vouchers"]) {
        let (code, who, checker) = (text(&voucher["proposal"]), author(season, &voucher["proposal"]), checker.clone());
        let mut form = pick(voucher, &["line", "amount_fen", "invoice_number", "paid_on"]);
        form["code"] = voucher["id"].clone();
        plan.at(&text(&voucher["submitted_at"]), format!("{} is handed in", text(&voucher["id"])), move |p| {
            let made = p.post(&who, &format!("/api/v1/proposals/{}/vouchers", p.id("proposal", &code)?), &form)?;
            p.post(&checker, &format!("/api/v1/vouchers/{}/verification", text(&made["id"])), &json!({})).map(drop)
        })?;
    }
    Ok(())
}

fn payments(plan: &mut Plan, season: &Value) -> anyhow::Result<()> {
    for payment in items(&season["payments"]) {
        let name = format!("{}/{}", text(&payment["proposal"]), payment["part"]);
        for (step, act) in [
            ("requested", "request"),
            ("approved", "approval"),
            ("approved_again", "second-approval"),
            ("paid", "payment"),
        ] {
            let done = &payment[step];
            if !done["at"].is_string() {
                continue;
            }
            let (who, name) = (text(&done["by"]), name.clone());
            let form = if step == "paid" { pick(done, &["reference"]) } else { json!({}) };
            plan.at(&text(&done["at"]), format!("instalment {name} {step}"), move |p| {
                p.post(&who, &format!("/api/v1/instalments/{}/{act}", p.id("instalment", &name)?), &form).map(drop)
            })?;
        }
    }
    for refund in items(&season["refunds"]) {
        let (code, who) = (text(&refund["proposal"]), text(&refund["recorded_by"]));
        plan.at(&text(&refund["received_at"]), format!("{code} gives money back"), move |p| {
            p.post(&who, &format!("/api/v1/proposals/{}/refund", p.id("proposal", &code)?), &json!({})).map(drop)
        })?;
    }
    Ok(())
}

fn evaluator(season: &Value) -> String {
    items(&season["people"]).iter().find(|k| k["role"] == "evaluator").map(|k| text(&k["code"])).unwrap_or_default()
}

fn act(plan: &mut Plan, at: &str, who: &str, code: &str, path: &'static str, form: Value) -> anyhow::Result<()> {
    let (who, code) = (who.to_owned(), code.to_owned());
    plan.at(at, format!("{code} {path}"), move |p| {
        p.post(&who, &format!("/api/v1/proposals/{}/{path}", p.id("proposal", &code)?), &form).map(drop)
    })
}

fn mid_term(plan: &mut Plan, season: &Value, organiser: &str) -> anyhow::Result<()> {
    let (mid, judge) = (&season["mid_term"], evaluator(season));
    for report in items(&mid["reports"]) {
        let (code, who) = (text(&report["proposal"]), author(season, &report["proposal"]));
        let extension = &report["extension"];
        if extension.is_object() {
            act(
                plan,
                &on(&extension["asked_on"], "10:00"),
                &who,
                &code,
                "mid-term/extension",
                pick(extension, &["reason"]),
            )?;
            if extension["approved_on"].is_string() {
                act(
                    plan,
                    &on(&extension["approved_on"], "15:00"),
                    organiser,
                    &code,
                    "mid-term/extension/approval",
                    pick(extension, &["until"]),
                )?;
            }
        }
        let form = if report["late_reason"].is_string() { pick(report, &["late_reason"]) } else { json!({}) };
        act(plan, &text(&report["submitted_at"]), &who, &code, "mid-term/report", form)?;
        let rectification = &report["rectification"];
        let (marked, decided) = match rectification.is_object() {
            true => (&rectification["ordered_on"], &rectification["done_on"]),
            false => (&mid["decided_on"], &mid["decided_on"]),
        };
        if report["marks"].is_object() {
            act(plan, &on(marked, "09:00"), &judge, &code, "mid-term/marks", json!({ "marks": report["marks"] }))?;
        }
        if rectification.is_object() {
            act(
                plan,
                &on(&rectification["ordered_on"], "10:00"),
                &judge,
                &code,
                "mid-term/rectification",
                json!({ "reason": rectification["point"] }),
            )?;
            act(
                plan,
                &on(&rectification["done_on"], "10:00"),
                &who,
                &code,
                "mid-term/rectification/completion",
                json!({}),
            )?;
            let found = json!({ "outcome": rectification["rechecked"] });
            act(plan, &on(&rectification["done_on"], "14:00"), &judge, &code, "mid-term/rectification/recheck", found)?;
        }
        act(plan, &on(decided, "17:00"), &judge, &code, "mid-term/decision", pick(report, &["verified_spending_fen"]))?;
    }
    Ok(())
}

fn final_evaluation(plan: &mut Plan, season: &Value) -> anyhow::Result<()> {
    let (last, judge) = (&season["final_evaluation"], evaluator(season));
    for report in items(&last["reports"]) {
        let (code, who) = (text(&report["proposal"]), author(season, &report["proposal"]));
        act(plan, &text(&report["submitted_at"]), &who, &code, "final/report", pick(report, &["satisfaction"]))?;
        act(
            plan,
            &on(&last["decided_on"], "09:00"),
            &judge,
            &code,
            "final/marks",
            pick(report, &["marks", "verified_spending_fen"]),
        )?;
        act(plan, &on(&last["decided_on"], "15:00"), &judge, &code, "final/decision", json!({}))?;
    }
    Ok(())
}

fn closure(plan: &mut Plan, season: &Value, organiser: &str) -> anyhow::Result<()> {
    let day = &season["round"]["closed_on"];
    if !day.is_string() {
        return Ok(());
    }
    let rules = items(&season["rules"]["stages"]).iter().find(|s| s["kind"] == "closure").cloned().unwrap_or_default();
    for report in items(&season["final_evaluation"]["reports"]) {
        let (code, who, list) = (text(&report["proposal"]), organiser.to_owned(), rules["archive_checklist"].clone());
        plan.at(&on(day, "10:00"), format!("{code} is closed"), move |p| {
            let path = format!("/api/v1/proposals/{}", p.id("proposal", &code)?);
            for item in items(&list) {
                p.post(&who, &format!("{path}/archive-items"), &json!({ "item": item }))?;
            }
            p.post(&who, &format!("{path}/closure"), &json!({})).map(drop)
        })?;
    }
    for (time, act) in [("16:00", "closure"), ("17:00", "archive")] {
        let who = organiser.to_owned();
        plan.at(&on(day, time), format!("the round: {act}"), move |p| {
            p.post(&who, &format!("/api/v1/rounds/{}/{act}", p.id("round", "round")?), &json!({})).map(drop)
        })?;
    }
    Ok(())
}
