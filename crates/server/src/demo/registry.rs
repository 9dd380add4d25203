//! Before the call opens: organisations, people, programme and round, as an administrator enters them.

use super::plan::{items, pick, text};
use super::player::{Entrance, Player};
use super::roadshow::evenings;
use anyhow::Context;
use serde_json::{Value, json};

/// Who enters everything.
pub(crate) const KEEPER: &str = "administrator";

/// Enters organisations and people.
pub(crate) fn enter(p: &mut Player, season: &Value) -> anyhow::Result<()> {
    for community in items(&season["communities"]) {
        let form = json!({ "code": community["id"], "name": community["name"], "kind": "residents_committee", "status": "registered" });
        organisation(p, &form)?;
    }
    for body in items(&season["organisations"]) {
        let form = json!({ "code": body["code"], "name": body["name"], "kind": body["kind"], "status": "registered", "uscc": body["uscc"] });
        organisation(p, &form)?;
    }
    for person in items(&season["people"]) {
        let role = match person["role"].as_str().unwrap_or_default() {
            "finance_approver" => "approver",
            "overseer" | "funder" => "",
            other => other,
        };
        let organisation = text(&person["organisation"]);
        let grants = if role.is_empty() {
            json!([])
        } else {
            json!([{ "role": role, "organisation": p.id("organisation", &organisation)? }])
        };
        self::person(p, person, &grants)?;
    }
    let guests = items(&season["guests"]).iter().filter(|g| !registers_later(season, &text(&g["code"])));
    for applicant in items(&season["applicants"]).iter().chain(guests) {
        self::applicant(p, applicant)?;
    }
    for guest in items(&season["guests"]).iter().filter(|g| registers_later(season, &text(&g["code"]))) {
        self::person(p, &json!({ "code": guest["code"], "name": guest["leader"] }), &json!([]))?;
    }
    panels(p, season)
}

fn registers_later(season: &Value, code: &str) -> bool {
    items(&season["refused_attempts"]).iter().any(|x| x["act"] == "register_applicant" && x["by"] == code)
}

fn organisation(p: &mut Player, form: &Value) -> anyhow::Result<()> {
    let made = p.post(KEEPER, "/api/v1/organisations", form)?;
    p.call("organisation", &text(&form["code"]), &made["id"]);
    Ok(())
}

/// An applicant is an organisation and the person who leads it; the person carries the applicant's code.
fn applicant(p: &mut Player, a: &Value) -> anyhow::Result<()> {
    let (kind, status) = match a["kind"].as_str().unwrap_or_default() {
        "registered" => ("community_organisation", "registered"),
        "filed_with_host" => ("community_organisation", "filed"),
        "individual" => ("individual", "emerging"),
        _ => ("residents_group", "emerging"),
    };
    let form = json!({
        "code": a["code"], "name": a["name"], "kind": kind, "status": status, "status_since": a["registered_on"],
        "parent": p.id("organisation", &text(&a["community"]))?, "uscc": a["uscc"], "filing_no": a["filing_no"],
        "leader": a["leader"], "members": a["members"],
    });
    organisation(p, &form)?;
    let id = p.id("organisation", &text(&a["code"]))?.to_owned();
    if let Some(checks) = a["checks"].as_object() {
        let inspection = checks.iter().find(|(key, _)| key.starts_with("annual_inspection")).map(|(_, v)| v.clone());
        let credit = json!({
            "annual_inspection": inspection, "annual_report_filed": checks.get("annual_report_filed"),
            "abnormal_list_since": checks.get("abnormal_list_since"), "serious_dishonesty_since": checks.get("serious_dishonesty_since"),
        });
        p.put(KEEPER, &format!("/api/v1/organisations/{id}/credit"), &credit, None)?;
        if let Some(until) = checks.get("banned_until").filter(|d| d.is_string()) {
            p.post(KEEPER, &format!("/api/v1/organisations/{id}/exclusions"), &json!({ "until": until }))?;
        }
    }
    person(p, &json!({ "code": a["code"], "name": a["leader"] }), &json!([{ "role": "applicant", "organisation": id }]))
}

fn person(p: &mut Player, who: &Value, grants: &Value) -> anyhow::Result<()> {
    let code = text(&who["code"]);
    let (login, password) = (login_of(&code), p.password_of(&code)?);
    let form = json!({ "code": code, "name": who["name"], "email": login, "password": password, "grants": grants });
    let made = p.post(KEEPER, "/api/v1/people", &form)?;
    p.call("person", &code, &made["id"]);
    p.may_enter(&code, Entrance::Password { login, password });
    Ok(())
}

/// By which name somebody of a season signs in.
pub(crate) fn login_of(code: &str) -> String {
    format!("{}@demo.invalid", code.to_lowercase())
}

/// The codes of all who can sign in once a season is entered.
pub(crate) fn signing_in(season: &Value) -> Vec<String> {
    let listed = ["people", "applicants", "guests"].into_iter().flat_map(|kind| items(&season[kind]));
    let mut codes: Vec<String> = listed.chain(seated(season)).map(|who| text(&who["code"])).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The judges of every evening and the desk's reviewers.
fn seated(season: &Value) -> Vec<&Value> {
    let nights = evenings(season).into_iter().flat_map(|road| items(&road["judges"]));
    nights.chain(items(&season["desk_review"]["reviewers"])).collect()
}

/// Judges and reviewers are people first; their ties tell the service where conflicts lie.
fn panels(p: &mut Player, season: &Value) -> anyhow::Result<()> {
    for judge in seated(season) {
        if !p.knows(&text(&judge["code"])) {
            person(p, judge, &json!([]))?;
        }
    }
    let mut entered = Vec::new();
    for tie in evenings(season).iter().flat_map(|road| items(&road["judge_ties"])) {
        if entered.contains(&tie) {
            continue;
        }
        entered.push(tie);
        let body = if tie["organisation"].is_string() { &tie["organisation"] } else { &tie["community"] };
        let relation = match tie["role"].as_str().unwrap_or_default() {
            "理事" | "监事" | "理事长" | "监事长" => "board",
            "社区工作者" => "community_worker",
            "顾问" => "adviser",
            _ => "staff",
        };
        let path = format!("/api/v1/people/{}/ties", p.id("person", &text(&tie["judge"]))?);
        let form = json!({ "organisation": p.id("organisation", &text(body))?, "relation": relation });
        p.post(KEEPER, &path, &form)?;
    }
    Ok(())
}

/// Drafts and publishes the round by the season's rules, and names overseers and chair.
pub(crate) fn announce(p: &mut Player, season: &Value, organiser: &str) -> anyhow::Result<()> {
    let round = &season["round"];
    let body = |p: &Player, role: &str| -> anyhow::Result<Value> {
        let code = text(&round[role]);
        if code.is_empty() { Ok(Value::Null) } else { Ok(json!(p.id("organisation", &code)?)) }
    };
    let programme = json!({ "code": format!("{}-programme", text(&round["code"])), "name": round["programme"], "organiser": body(p, "organiser")? });
    let programme = p.post(organiser, "/api/v1/programmes", &programme)?;
    let mut form = json!({
        "code": round["code"], "programme": programme["id"], "name": round["name"], "organiser": body(p, "organiser")?,
        "operator": body(p, "operator")?, "funder": body(p, "funder")?, "evaluator": body(p, "evaluator")?,
        "document": { "rules": season["rules"], "schedule": schedule(season), "calendar": season["calendar"], "categories": season["categories"] },
    });
    let made = draft(p, organiser, &mut form)?;
    p.call("round", "round", &made["id"]);
    let path = format!("/api/v1/rounds/{}", p.id("round", "round")?);
    p.post(organiser, &format!("{path}/publication"), &json!({}))?;
    for overseer in items(&season["people"]).iter().filter(|k| k["role"] == "overseer") {
        grant(p, &text(&overseer["code"]), "overseer")?;
    }
    let mut chairs: Vec<String> = evenings(season).iter().map(|road| text(&road["chair"]["judge"])).collect();
    chairs.sort_unstable();
    chairs.dedup();
    chairs.iter().filter(|chair| !chair.is_empty()).try_for_each(|chair| grant(p, chair, "chair"))
}

/// Drafts the round. A season may be newer than this program: a setting that the service does not know is said on standard error and left out.
fn draft(p: &mut Player, organiser: &str, form: &mut Value) -> anyhow::Result<Value> {
    loop {
        let answer = p.ask(organiser, "POST", "/api/v1/rounds", Some(form), None)?;
        let fault = &answer.body["errors"][0];
        let pointer = text(&fault["pointer"]);
        let unknown = fault["code"] == "unknown_field" && pointer.starts_with("/document/rules/");
        let place = pointer.rsplit_once('/').filter(|_| unknown);
        let Some((inside, key)) =
            place.filter(|(inside, key)| form.pointer_mut(inside).is_some_and(|v| forget(v, key)))
        else {
            return super::player::done(answer).context("the round of the season");
        };
        tracing::warn!(key, inside, "the season sets what this version does not know; it is left out");
    }
}

/// Takes a key out wherever it stands below; whether it stood anywhere.
fn forget(value: &mut Value, key: &str) -> bool {
    let mut found = value.as_object_mut().is_some_and(|fields| fields.remove(key).is_some());
    match value {
        Value::Object(fields) => fields.values_mut().for_each(|inner| found |= forget(inner, key)),
        Value::Array(items) => items.iter_mut().for_each(|inner| found |= forget(inner, key)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    found
}

fn grant(p: &mut Player, who: &str, role: &str) -> anyhow::Result<()> {
    let path = format!("/api/v1/people/{}/grants", p.id("person", who)?);
    let round = p.id("round", "round")?.to_owned();
    p.post(KEEPER, &path, &json!({ "role": role, "round": round })).map(drop)
}

fn schedule(season: &Value) -> Value {
    let round = &season["round"];
    let same = [
        "call_opens_at",
        "call_closes_at",
        "eligibility_check",
        "desk_review",
        "shortlist_published",
        "optimisation",
        "award_decided_on",
        "award_notice_from",
        "reserve_notice_from",
        "delivery",
        "mid_term_report_due",
        "final_report_due",
        "closed_on",
    ];
    let mut schedule = pick(round, &same);
    if let Value::Array(several) = &round["reserve_notice_from"] {
        schedule["reserve_notice_from"] = several.first().cloned().unwrap_or_default();
    }
    let roadshows = match &round["roadshow_at"] {
        Value::Array(several) => json!(several),
        Value::Null => json!(
            evenings(season)
                .iter()
                .filter_map(|road| items(&road["slots"]).first())
                .map(|s| &s["scoring_opens_at"])
                .collect::<Vec<_>>()
        ),
        one => json!([one]),
    };
    if let Some(fields) = schedule.as_object_mut() {
        fields.insert("roadshows_at".into(), roadshows);
    }
    schedule
}
