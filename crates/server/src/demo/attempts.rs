//! Acts that must fail: each is really tried, and what the service says is kept.

use super::plan::{Plan, items, pick, text};
use super::player::{Answer, Player};
use anyhow::{bail, ensure};
use serde_json::{Value, json};

/// Adds the attempts.
pub(crate) fn plan(plan: &mut Plan, season: &Value) -> anyhow::Result<()> {
    for attempt in items(&season["refused_attempts"]) {
        let (attempt, season) = (attempt.clone(), pick(season, &["proposals"]));
        plan.at(&text(&attempt["at"]), format!("attempt {}", text(&attempt["id"])), move |p| {
            let answer = attempted(p, &season, &attempt)?;
            ensure!(answer.status != 200, "attempt {} should have been refused", text(&attempt["id"]));
            let code = text(&answer.body["code"]);
            p.refused.push((text(&attempt["id"]), code));
            Ok(())
        })?;
    }
    Ok(())
}

fn attempted(p: &mut Player, season: &Value, attempt: &Value) -> anyhow::Result<Answer> {
    let (who, input) = (text(&attempt["by"]), &attempt["input"]);
    match attempt["act"].as_str().unwrap_or_default() {
        "submit" => submit(p, &who, input),
        "register_applicant" => register(p, &who, input),
        "revise" => revise(p, season, &who, input),
        "mark" => {
            let criterion = text(&input["criterion"]);
            let marks: serde_json::Map<String, Value> = std::iter::once((criterion, input["mark"].clone())).collect();
            let path = format!("/api/v1/proposals/{}/sheet", p.id("proposal", &text(&input["proposal"]))?);
            p.ask(&who, "PUT", &path, Some(&json!({ "marks": marks })), None)
        }
        "approve_payment" => {
            let name = format!("{}/{}", text(&input["proposal"]), input["part"]);
            let act = if input["step"] == "approved" { "approval" } else { "second-approval" };
            let path = format!("/api/v1/instalments/{}/{act}", p.id("instalment", &name)?);
            p.ask(&who, "POST", &path, Some(&json!({})), None)
        }
        "submit_voucher" => {
            let form = pick(input, &["line", "amount_fen", "invoice_number", "paid_on"]);
            let path = format!("/api/v1/proposals/{}/vouchers", p.id("proposal", &text(&input["proposal"]))?);
            p.ask(&who, "POST", &path, Some(&form), None)
        }
        other => bail!("the season tries {other:?}, which this version cannot play"),
    }
}

fn submit(p: &mut Player, who: &str, input: &Value) -> anyhow::Result<Answer> {
    let mut content = input.clone();
    content["community"] = json!(p.id("organisation", &text(&input["community"]))?);
    let draft = json!({ "applicant": p.id("organisation", who)?, "content": content, "track": null });
    let path = format!("/api/v1/rounds/{}/proposals", p.id("round", "round")?);
    let made = p.ask(who, "POST", &path, Some(&draft), None)?;
    if made.status != 200 {
        return Ok(made);
    }
    p.ask(who, "POST", &format!("/api/v1/proposals/{}/submission", text(&made.body["id"])), Some(&json!({})), None)
}

fn register(p: &mut Player, who: &str, input: &Value) -> anyhow::Result<Answer> {
    let form = json!({
        "name": input["name"], "kind": "community_organisation", "status": "registered", "status_since": input["registered_on"],
        "parent": p.id("organisation", &text(&input["community"]))?, "uscc": input["uscc"], "leader": input["leader"], "members": input["members"],
    });
    p.ask(who, "POST", "/api/v1/organisations", Some(&form), None)
}

fn revise(p: &mut Player, season: &Value, who: &str, input: &Value) -> anyhow::Result<Answer> {
    let proposal =
        items(&season["proposals"]).iter().find(|x| x["code"] == input["proposal"]).cloned().unwrap_or_default();
    let fields =
        ["title", "category", "need", "goals", "beneficiaries", "activities", "period", "sustainability", "papers"];
    let mut content = pick(&proposal, &fields);
    content["budget_lines"] = input["budget_lines"].clone();
    let path = format!("/api/v1/proposals/{}/revisions", p.id("proposal", &text(&input["proposal"]))?);
    p.ask(who, "POST", &path, Some(&json!({ "content": content, "note": "" })), None)
}
