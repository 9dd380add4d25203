//! The call, the eligibility check, coaching, the desk review and the revisions.

use super::plan::{Plan, after, items, on, pick, text};
use super::player::Player;
use serde_json::{Value, json};

/// The fields of a proposal that say what it is about.
const CONTENT: &[&str] = &[
    "title",
    "category",
    "need",
    "goals",
    "beneficiaries",
    "activities",
    "period",
    "sustainability",
    "budget_lines",
    "papers",
];

/// Adds everything up to the revisions.
pub(crate) fn plan(plan: &mut Plan, season: &Value, organiser: &str) -> anyhow::Result<()> {
    hosts(plan, season)?;
    for proposal in items(&season["proposals"]) {
        submission(plan, season, proposal)?;
    }
    corrections(plan, season)?;
    coaching(plan, season)?;
    checks(plan, season)?;
    desk(plan, season, organiser)?;
    for proposal in items(&season["proposals"]) {
        revisions(plan, proposal)?;
    }
    Ok(())
}

fn hosts(plan: &mut Plan, season: &Value) -> anyhow::Result<()> {
    let opens = &season["round"]["call_opens_at"];
    for applicant in items(&season["applicants"]).iter().chain(items(&season["guests"])) {
        let Some(host) =
            items(&season["hosts"]).iter().find(|h| h["code"] == applicant["host"] && h["code"].is_string())
        else {
            continue;
        };
        let (code, host) = (text(&applicant["code"]), text(&host["organisation"]));
        let (who, body) = (code.clone(), host.clone());
        plan.at(&after(opens, 3600)?, format!("{code} asks {host}"), move |p| {
            let form = json!({ "applicant": p.id("organisation", &who)?, "host": p.id("organisation", &body)? });
            let path = format!("/api/v1/rounds/{}/hostings", p.id("round", "round")?);
            p.post(&who, &path, &form).map(drop)
        })?;
        let consent = &applicant["host_consent"];
        if consent["state"] == "confirmed" {
            let officer = officer_of(season, &host);
            plan.at(&on(&consent["on"], "10:00"), format!("{host} hosts {code}"), move |p| {
                let path = format!(
                    "/api/v1/rounds/{}/hostings/{}/confirmation",
                    p.id("round", "round")?,
                    p.id("organisation", &code)?
                );
                p.post(&officer, &path, &json!({})).map(drop)
            })?;
        }
    }
    Ok(())
}

/// Who acts for an organisation: one of the season's people, or the applicant's own leader.
pub(crate) fn officer_of(season: &Value, organisation: &str) -> String {
    let skilled = |k: &&Value| {
        k["organisation"] == organisation && !["overseer", "funder"].contains(&k["role"].as_str().unwrap_or_default())
    };
    items(&season["people"]).iter().find(skilled).map_or_else(|| organisation.to_owned(), |k| text(&k["code"]))
}

/// What a proposal said at first: before it was corrected or revised.
fn first_version(season: &Value, proposal: &Value) -> Value {
    let mut content = pick(proposal, CONTENT);
    let returned = items(&season["eligibility_checks"]["returned"]).iter().find(|r| r["proposal"] == proposal["code"]);
    let corrected = returned.map(|r| &r["first_version"]).filter(|v| v.is_object());
    let earlier = corrected.cloned().or_else(|| before(items(&proposal["revisions"]).first()?));
    if let (Some(content), Some(Value::Object(earlier))) = (content.as_object_mut(), earlier) {
        let kept = earlier.into_iter().filter(|(key, _)| CONTENT.contains(&key.as_str()));
        content.extend(kept);
    }
    content
}

fn before(revision: &Value) -> Option<Value> {
    revision.get("budget_lines_before").map(|lines| json!({ "budget_lines": lines }))
}

fn with_place(p: &Player, content: &Value, community: &str) -> anyhow::Result<Value> {
    let mut content = content.clone();
    if let Some(fields) = content.as_object_mut().filter(|_| !community.is_empty()) {
        fields.insert("community".into(), json!(p.id("organisation", community)?));
    }
    Ok(content)
}

fn submission(plan: &mut Plan, season: &Value, proposal: &Value) -> anyhow::Result<()> {
    let (code, who) = (text(&proposal["code"]), text(&proposal["applicant"]));
    let (content, community) = (first_version(season, proposal), text(&proposal["community"]));
    let (track, partners) = (proposal["track"].clone(), proposal["partners"].clone());
    plan.at(&text(&proposal["submitted_at"]), format!("{who} hands in {code}"), move |p| {
        let content = with_place(p, &content, &community)?;
        let mut draft =
            json!({ "code": code, "applicant": p.id("organisation", &who)?, "content": content, "track": track });
        let partners: Vec<&str> =
            items(&partners).iter().map(|o| p.id("organisation", &text(o))).collect::<Result<_, _>>()?;
        if let Some(fields) = draft.as_object_mut() {
            fields.insert("partners".into(), json!(partners));
        }
        let path = format!("/api/v1/rounds/{}/proposals", p.id("round", "round")?);
        let made = p.post(&who, &path, &draft)?;
        p.call("proposal", &code, &made["id"]);
        p.post(&who, &format!("/api/v1/proposals/{}/submission", p.id("proposal", &code)?), &json!({})).map(drop)
    })
}

fn corrections(plan: &mut Plan, season: &Value) -> anyhow::Result<()> {
    let checker = text(&season["eligibility_checks"]["checked_by"]);
    for returned in items(&season["eligibility_checks"]["returned"]) {
        let (code, who, form) =
            (text(&returned["proposal"]), checker.clone(), pick(returned, &["reasons", "lines", "papers"]));
        let proposal = items(&season["proposals"]).iter().find(|p| p["code"] == returned["proposal"]);
        plan.at(&text(&returned["at"]), format!("{code} is sent back"), move |p| {
            let path = format!("/api/v1/proposals/{}/return", p.id("proposal", &code)?);
            p.post(&who, &path, &form).map(drop)
        })?;
        let Some(proposal) = proposal.filter(|_| returned["resubmitted_at"].is_string()) else {
            continue;
        };
        let (code, who, community) =
            (text(&proposal["code"]), text(&proposal["applicant"]), text(&proposal["community"]));
        let mut content = pick(proposal, CONTENT);
        if let Some(lines) = items(&proposal["revisions"]).first().and_then(|r| r.get("budget_lines_before")) {
            content["budget_lines"] = lines.clone();
        }
        plan.at(&text(&returned["resubmitted_at"]), format!("{code} is sent again"), move |p| {
            let path = format!("/api/v1/proposals/{}", p.id("proposal", &code)?);
            let version = p.get(&who, &path)?["version"].as_i64();
            let content = with_place(p, &content, &community)?;
            p.put(&who, &path, &content, version)?;
            p.post(&who, &format!("{path}/submission"), &json!({})).map(drop)
        })?;
    }
    Ok(())
}

fn coaching(plan: &mut Plan, season: &Value) -> anyhow::Result<()> {
    let coach = [&season["round"]["operator"], &season["round"]["organiser"]].into_iter().find(|o| o.is_string());
    let coach = officer_of(season, &coach.map(text).unwrap_or_default());
    for session in items(&season["coaching"]) {
        let (who, session) = (coach.clone(), session.clone());
        plan.at(&text(&session["at"]), format!("coaching {}", text(&session["id"])), move |p| {
            let attended: Vec<&str> = items(&session["attended"]).iter().map(|a| p.id("organisation", &text(a))).collect::<Result<_, _>>()?;
            let form = json!({ "code": session["id"], "at": session["at"], "kind": session["kind"], "topic": session["topic"], "attended": attended });
            let path = format!("/api/v1/rounds/{}/coaching-sessions", p.id("round", "round")?);
            p.post(&who, &path, &form).map(drop)
        })?;
    }
    Ok(())
}

fn checks(plan: &mut Plan, season: &Value) -> anyhow::Result<()> {
    let checker = text(&season["eligibility_checks"]["checked_by"]);
    for proposal in items(&season["proposals"]) {
        let (code, who) = (text(&proposal["code"]), checker.clone());
        plan.at(&checked_at(season, proposal)?, format!("{code} is checked"), move |p| {
            let path = format!("/api/v1/proposals/{}", p.id("proposal", &code)?);
            if p.get(&who, &path)?["state"] == "returned" {
                // Its correction is still possible until midnight; then the clock decides.
                return Ok(());
            }
            p.post(&who, &format!("{path}/eligibility-check"), &json!({})).map(drop)
        })?;
    }
    Ok(())
}

/// When a proposal is checked: on the last day of the check; where intake rolls and there is no such day, on the day before the desk review, or two days after it came.
fn checked_at(season: &Value, proposal: &Value) -> anyhow::Result<String> {
    if let Some(last_day) = items(&season["round"]["eligibility_check"]).last() {
        return Ok(on(last_day, "18:00"));
    }
    if let Some(review) = items(&season["round"]["desk_review"]).first() {
        return after(&json!(on(review, "18:00")), -86_400);
    }
    let returned = items(&season["eligibility_checks"]["returned"]).iter().find(|r| r["proposal"] == proposal["code"]);
    let again = returned.map_or(&proposal["submitted_at"], |r| {
        if r["resubmitted_at"].is_string() { &r["resubmitted_at"] } else { &r["at"] }
    });
    after(again, 2 * 86_400)
}

fn desk(plan: &mut Plan, season: &Value, organiser: &str) -> anyhow::Result<()> {
    let desk = &season["desk_review"];
    let Some(first_day) = items(&season["round"]["desk_review"]).first() else {
        return Ok(());
    };
    for reviewer in items(&desk["reviewers"]) {
        let (code, who) = (text(&reviewer["code"]), organiser.to_owned());
        plan.at(&on(first_day, "08:00"), format!("{code} reviews"), move |p| {
            super::roadshow::seat(p, &who, "desk_review", &code)
        })?;
    }
    for recusal in items(&desk["recusals"]) {
        let (reviewer, proposal, kind) =
            (text(&recusal["reviewer"]), text(&recusal["proposal"]), recusal["kind"].clone());
        plan.at(&on(first_day, "08:30"), format!("{reviewer} is recused from {proposal}"), move |p| {
            let form = json!({ "stage": "desk_review", "person": p.id("person", &reviewer)?, "kind": kind });
            p.post(&reviewer, &format!("/api/v1/proposals/{}/recusals", p.id("proposal", &proposal)?), &form).map(drop)
        })?;
    }
    for row in items(&desk["marks"]) {
        for (reviewer, mark) in row["marks"].as_object().into_iter().flatten().filter(|(_, mark)| mark.is_string()) {
            let (reviewer, proposal, mark) = (reviewer.clone(), text(&row["proposal"]), mark.clone());
            plan.at(&on(first_day, "14:00"), format!("{reviewer} marks {proposal}"), move |p| {
                let path = format!("/api/v1/proposals/{}/review", p.id("proposal", &proposal)?);
                p.put(&reviewer, &path, &json!({ "mark": mark }), None).map(drop)
            })?;
        }
    }
    let who = organiser.to_owned();
    plan.at(&on(&season["round"]["shortlist_published"], "09:00"), "the shortlist", move |p| {
        let path = format!("/api/v1/rounds/{}/shortlist", p.id("round", "round")?);
        p.post(&who, &path, &json!({})).map(drop)
    })
}

fn revisions(plan: &mut Plan, proposal: &Value) -> anyhow::Result<()> {
    let all = items(&proposal["revisions"]);
    for (n, revision) in all.iter().enumerate() {
        let (code, who) = (text(&proposal["code"]), text(&proposal["applicant"]));
        let mut content = pick(proposal, CONTENT);
        if let Some(lines) = all.get(n + 1).and_then(|next| next.get("budget_lines_before")) {
            content["budget_lines"] = lines.clone();
        }
        let note = revision["note"].clone();
        plan.at(&text(&revision["at"]), format!("{code} is revised"), move |p| {
            let path = format!("/api/v1/proposals/{}/revisions", p.id("proposal", &code)?);
            p.post(&who, &path, &json!({ "content": content, "note": note })).map(drop)
        })?;
    }
    Ok(())
}
