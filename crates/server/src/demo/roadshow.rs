//! The night of the roadshow: seats and voting papers, the draw, slots with their marks and votes, the sealed results.

use super::intake::officer_of;
use super::plan::{Plan, after, items, on, text};
use super::player::{Entrance, Player};
use anyhow::{anyhow, ensure};
use jiff::SignedDuration;
use serde_json::{Value, json};

/// Gives somebody a seat, and the card that opens it.
pub(crate) fn seat(p: &mut Player, who: &str, stage: &str, code: &str) -> anyhow::Result<()> {
    let form = json!({ "stage": stage, "person": p.id("person", code)?, "code": code });
    let made = p.post(who, &format!("/api/v1/rounds/{}/seats", p.id("round", "round")?), &form)?;
    p.may_enter(code, Entrance::Card(text(&made["card"])));
    Ok(())
}

/// Adds the roadshow.
pub(crate) fn plan(plan: &mut Plan, season: &Value, organiser: &str) -> anyhow::Result<()> {
    let road = &season["roadshow"];
    if !road.is_object() {
        return Ok(());
    }
    let host = items(&season["people"])
        .iter()
        .find(|k| k["role"] == "stage_host")
        .map_or_else(|| organiser.to_owned(), |k| text(&k["code"]));
    let first = items(&road["slots"]).first().map_or(&season["round"]["roadshow_at"], |s| &s["scoring_opens_at"]);
    preparations(plan, season, (organiser, &host), first)?;
    for slot in items(&road["slots"]) {
        night(plan, season, slot, &host)?;
    }
    let last = items(&road["slots"]).last().map_or(&season["round"]["roadshow_at"], |s| &s["scoring_closes_at"]);
    let (who, lots) = (organiser.to_owned(), road["tie_lots"].clone());
    plan.at(&after(last, 600)?, "the results are sealed", move |p| seal_results(p, &who, &lots))
}

fn preparations(plan: &mut Plan, season: &Value, who: (&str, &str), first: &Value) -> anyhow::Result<()> {
    let (organiser, host) = who;
    let road = &season["roadshow"];
    let day_before = after(first, -86_400)?;
    for judge in items(&road["judges"]) {
        let (code, who) = (text(&judge["code"]), organiser.to_owned());
        plan.turn(&day_before, 1, format!("{code} sits on the panel"), move |p| seat(p, &who, "roadshow", &code))?;
    }
    for conflict in items(&road["conflicts_declared"]) {
        let (judge, proposal, kind) = (text(&conflict["judge"]), text(&conflict["proposal"]), conflict["kind"].clone());
        plan.turn(&day_before, 2, format!("{judge} declares a conflict with {proposal}"), move |p| {
            let form = json!({ "stage": "roadshow", "person": p.id("person", &judge)?, "kind": kind });
            p.post(&judge, &format!("/api/v1/proposals/{}/recusals", p.id("proposal", &proposal)?), &form).map(drop)
        })?;
    }
    for juror in items(&road["jurors"]) {
        let (juror, who) = (juror.clone(), host.to_owned());
        plan.turn(&day_before, 3, format!("{} gets a vote", text(&juror["code"])), move |p| {
            let community = text(&juror["community"]);
            let community = if community.is_empty() { None } else { Some(p.id("organisation", &community)?) };
            let form = json!({ "code": juror["code"], "name": juror["name"], "community": community });
            let made = p.post(&who, &format!("/api/v1/rounds/{}/jurors", p.id("round", "round")?), &form)?;
            p.may_enter(&text(&juror["code"]), Entrance::Vote(text(&made["credential"])));
            Ok(())
        })?;
    }
    let (who, seeds) = (organiser.to_owned(), road["order_draw"]["seed_parts"].clone());
    plan.turn(&day_before, 4, "the order is drawn", move |p| {
        let path = format!("/api/v1/rounds/{}", p.id("round", "round")?);
        let drawn = p.post(&who, &format!("{path}/draws"), &json!({ "purpose": "order", "seed_parts": seeds }))?;
        let slots = p.get(&who, &format!("{path}/slots"))?;
        for (code, slot) in items(&drawn["order"]).iter().zip(items(&slots["items"])) {
            p.call("slot", &slot["position"].to_string(), &slot["id"]);
            p.call("pitch", &slot["position"].to_string(), code);
        }
        Ok(())
    })
}

fn night(plan: &mut Plan, season: &Value, slot: &Value, host: &str) -> anyhow::Result<()> {
    let position = slot["position"].to_string();
    let (opens, closes) = (text(&slot["scoring_opens_at"]), text(&slot["scoring_closes_at"]));
    let (who, number) = (host.to_owned(), position.clone());
    plan.turn(&opens, 6, format!("slot {position} opens"), move |p| {
        p.post(&who, &format!("/api/v1/slots/{}/opening", p.id("slot", &number)?), &json!({})).map(drop)
    })?;
    let (road, who, number) = (season["roadshow"].clone(), host.to_owned(), position.clone());
    plan.at(&after(&json!(opens), 360)?, format!("slot {position} is marked"), move |p| {
        let code = p.id("pitch", &number)?.to_owned();
        marks(p, &road, &code, &who)?;
        votes(p, &road, &code, &who)
    })?;
    let (who, number) = (host.to_owned(), position.clone());
    plan.turn(&closes, 4, format!("slot {position} is sealed"), move |p| {
        p.post(&who, &format!("/api/v1/slots/{}/seal", p.id("slot", &number)?), &json!({})).map(drop)
    })
}

fn marks(p: &mut Player, road: &Value, code: &str, host: &str) -> anyhow::Result<()> {
    let path = format!("/api/v1/proposals/{}", p.id("proposal", code)?);
    let round = p.get(host, &format!("/api/v1/rounds/{}", p.id("round", "round")?))?;
    let stages = items(&round["document"]["rules"]["stages"]);
    let rubric = stages
        .iter()
        .find(|s| s["kind"] == "roadshow")
        .map(|s| &s["rubric"]["criteria"])
        .ok_or_else(|| anyhow!("no rubric"))?;
    for sheet in items(&road["sheets"]).iter().filter(|s| s["proposal"] == code) {
        let judge = text(&sheet["judge"]);
        match sheet["status"].as_str().unwrap_or_default() {
            "signed" => {
                let marks: serde_json::Map<String, Value> = items(rubric)
                    .iter()
                    .zip(items(&sheet["marks"]))
                    .map(|(c, m)| (text(&c["id"]), m.clone()))
                    .collect();
                p.put(&judge, &format!("{path}/sheet"), &json!({ "marks": marks, "comment": sheet["comment"] }), None)?;
                p.post(&judge, &format!("{path}/sheet/signature"), &json!({}))?;
            }
            "absent" => {
                p.post(host, &format!("{path}/absences"), &json!({ "judge": p.id("person", &judge)? }))?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn votes(p: &mut Player, road: &Value, code: &str, host: &str) -> anyhow::Result<()> {
    let path = format!("/api/v1/proposals/{}", p.id("proposal", code)?);
    for ballots in items(&road["ballots"]).iter().filter(|b| b["proposal"] == code) {
        for excluded in items(&ballots["excluded"]) {
            let form = json!({ "juror": excluded["juror"], "reason": excluded["reason"] });
            p.post(host, &format!("{path}/ballot-exclusions"), &form)?;
        }
        for choice in ["approve", "oppose"] {
            for juror in items(&ballots[choice]) {
                p.put(&text(juror), &format!("{path}/ballot"), &json!({ "choice": choice }), None)?;
            }
        }
    }
    Ok(())
}

/// Seals the results; where proposals are still equal after every other link the service names them, and lots are drawn.
fn seal_results(p: &mut Player, who: &str, lots: &Value) -> anyhow::Result<()> {
    let path = format!("/api/v1/rounds/{}", p.id("round", "round")?);
    let answer = p.ask(who, "POST", &format!("{path}/results"), Some(&json!({})), None)?;
    if answer.status == 200 {
        return Ok(());
    }
    ensure!(answer.body["code"] == "lots_needed", "the results cannot be sealed: {}", answer.body);
    for lot in items(lots) {
        let form = json!({ "purpose": "tie", "rank": lot["rank"], "seed_parts": lot["seed_parts"] });
        p.post(who, &format!("{path}/draws"), &form)?;
    }
    p.post(who, &format!("{path}/results"), &json!({})).map(drop)
}

/// Adds award, notice, objections, withdrawals and agreements.
pub(crate) fn plan_awards(plan: &mut Plan, season: &Value, organiser: &str) -> anyhow::Result<()> {
    let round = &season["round"];
    for (day, time, name, act) in [
        ("award_decided_on", "10:00", "the awards are proposed", "awards"),
        ("award_notice_from", "09:00", "the notice", "notices"),
        ("reserve_notice_from", "09:00", "the notice of reserves", "notices"),
    ] {
        if !round[day].is_string() {
            continue;
        }
        let who = organiser.to_owned();
        let reserves = day == "reserve_notice_from";
        plan.at(&on(&round[day], time), name, move |p| {
            let path = format!("/api/v1/rounds/{}/{act}", p.id("round", "round")?);
            let answer = p.ask(&who, "POST", &path, Some(&json!({})), None)?;
            let nothing = reserves && answer.body["code"] == "nothing_to_notice";
            ensure!(answer.status == 200 || nothing, "{path}: {}", answer.body);
            Ok(())
        })?;
    }
    for objection in items(&season["objections"]) {
        self::objection(plan, objection, organiser)?;
    }
    for withdrawal in items(&season["withdrawals"]) {
        let (code, reason) = (text(&withdrawal["proposal"]), withdrawal["reason"].clone());
        let proposal = items(&season["proposals"]).iter().find(|p| p["code"] == withdrawal["proposal"]);
        let who = proposal.map(|p| text(&p["applicant"])).unwrap_or_default();
        plan.at(&text(&withdrawal["at"]), format!("{code} withdraws"), move |p| {
            p.post(
                &who,
                &format!("/api/v1/proposals/{}/withdrawal", p.id("proposal", &code)?),
                &json!({ "reason": reason }),
            )
            .map(drop)
        })?;
    }
    for agreement in items(&season["agreements"]) {
        self::agreement(plan, season, agreement, organiser)?;
    }
    Ok(())
}

fn objection(plan: &mut Plan, objection: &Value, organiser: &str) -> anyhow::Result<()> {
    let (code, proposal) = (text(&objection["id"]), text(&objection["proposal"]));
    let name = if objection["by"]["real_name"] == true { objection["by"]["name"].clone() } else { Value::Null };
    let (form, number) = (json!({ "code": code, "name": name, "grounds": objection["grounds"] }), code.clone());
    plan.at(&text(&objection["received_at"]), format!("{code} comes in"), move |p| {
        let made = p.post("", &format!("/api/v1/proposals/{}/objections", p.id("proposal", &proposal)?), &form)?;
        p.call("objection", &number, &made["id"]);
        Ok(())
    })?;
    if objection["accepted_on"].is_string() {
        let (who, number) = (organiser.to_owned(), code.clone());
        plan.at(&on(&objection["accepted_on"], "17:30"), format!("{code} is accepted"), move |p| {
            p.post(&who, &format!("/api/v1/objections/{}/acceptance", p.id("objection", &number)?), &json!({}))
                .map(drop)
        })?;
    }
    if objection["decision"].is_string() {
        let (who, form) =
            (organiser.to_owned(), json!({ "decision": objection["decision"], "finding": objection["finding"] }));
        plan.at(&on(&objection["answered_on"], "11:00"), format!("{code} is answered"), move |p| {
            p.post(&who, &format!("/api/v1/objections/{}/answer", p.id("objection", &code)?), &form).map(drop)
        })?;
    }
    Ok(())
}

fn agreement(plan: &mut Plan, season: &Value, agreement: &Value, organiser: &str) -> anyhow::Result<()> {
    let (code, who) = (text(&agreement["proposal"]), organiser.to_owned());
    let (parties, milestones) = (agreement["parties"].clone(), agreement["milestones"].clone());
    let signers: Vec<(String, String)> =
        items(&parties).iter().map(|o| (text(o), officer_of(season, &text(o)))).collect();
    let drawn_up = on(&agreement["signed_on"], "09:00");
    let number = code.clone();
    plan.at(&drawn_up, format!("the agreement of {code} is drawn up"), move |p| {
        let path = format!("/api/v1/proposals/{}", p.id("proposal", &number)?);
        let parties: Vec<&str> = items(&parties).iter().map(|o| p.id("organisation", &text(o))).collect::<Result<_, _>>()?;
        let agreed: Vec<Value> = items(&milestones).iter().map(|m| json!({ "code": m["id"], "title": m["title"], "due_on": m["due_on"], "evidence": m["evidence"], "planned": m["planned"] })).collect();
        p.post(&who, &format!("{path}/agreement"), &json!({ "parties": parties, "milestones": agreed }))?;
        let made = p.get(&who, &format!("{path}/milestones"))?;
        for milestone in items(&made["items"]) {
            p.call("milestone", &text(&milestone["code"]), &milestone["id"]);
        }
        Ok(())
    })?;
    plan.at(&on(&agreement["signed_on"], "15:00"), format!("the agreement of {code} is signed"), move |p| {
        let path = format!("/api/v1/proposals/{}", p.id("proposal", &code)?);
        for (organisation, signer) in &signers {
            let form = json!({ "organisation": p.id("organisation", organisation)? });
            p.post(signer, &format!("{path}/agreement/signatures"), &form)?;
        }
        let (_, first) = signers.first().ok_or_else(|| anyhow!("an agreement without parties"))?;
        let planned = p.get(first, &format!("{path}/instalments"))?;
        for part in items(&planned["items"]) {
            p.call("instalment", &format!("{code}/{}", part["part"]), &part["id"]);
        }
        Ok(())
    })
}

/// The instant in the middle of the night, for who wants to look at it while it runs.
pub(crate) fn middle(season: &Value) -> Option<String> {
    let slots = items(&season["roadshow"]["slots"]);
    let slot = slots.get(slots.len() / 2)?;
    let at: jiff::Timestamp = text(&slot["scoring_opens_at"]).parse().ok()?;
    Some(at.saturating_add(SignedDuration::from_secs(30)).ok()?.to_string())
}
