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
    p.call("seat", &format!("{stage} {code}"), &made["id"]);
    Ok(())
}

/// An evening of a season: what the season says about it, the stage of the rules that it is, and who runs it.
struct Evening<'a> {
    road: &'a Value,
    /// The number of the stage among the roadshows of the rules, from 0.
    number: usize,
    organiser: &'a str,
    host: &'a str,
}

impl Evening<'_> {
    /// The name of the stage's panel.
    fn stage(&self) -> String {
        if self.number == 0 { "roadshow".into() } else { format!("roadshow-{}", self.number.saturating_add(1)) }
    }

    fn first(&self) -> &Value {
        items(&self.road["slots"]).first().map_or(&Value::Null, |s| &s["scoring_opens_at"])
    }

    fn last(&self) -> &Value {
        items(&self.road["slots"]).last().map_or(&Value::Null, |s| &s["scoring_closes_at"])
    }
}

/// The season's roadshows: one object, or a list of them.
pub(crate) fn evenings(season: &Value) -> Vec<&Value> {
    let several = [&season["roadshows"], &season["roadshow"]].into_iter().find(|r| r.is_array());
    several.map_or_else(|| vec![&season["roadshow"]], |list| items(list).iter().collect())
}

/// Adds the roadshows: each is a stage of the rules, or one evening of the last of them.
pub(crate) fn plan(plan: &mut Plan, season: &Value, organiser: &str) -> anyhow::Result<()> {
    let stages = items(&season["rules"]["stages"]).iter().filter(|s| s["kind"] == "roadshow").count();
    let host = items(&season["people"])
        .iter()
        .find(|k| k["role"] == "stage_host")
        .map_or_else(|| organiser.to_owned(), |k| text(&k["code"]));
    let all: Vec<Evening<'_>> = evenings(season)
        .into_iter()
        .filter(|road| road.is_object())
        .enumerate()
        .map(|(n, road)| Evening { road, number: n.min(stages.saturating_sub(1)), organiser, host: &host })
        .collect();
    for (n, evening) in all.iter().enumerate() {
        let before = n.checked_sub(1).and_then(|n| all.get(n));
        preparations(plan, evening, before.map(Evening::last))?;
        for slot in items(&evening.road["slots"]) {
            night(plan, season, evening, slot)?;
        }
        if all.get(n + 1).is_none_or(|next| next.number != evening.number) {
            let evenings = all.iter().filter(|e| e.number == evening.number);
            let lots: Vec<Value> = evenings.flat_map(|e| items(&e.road["tie_lots"])).cloned().collect();
            let who = organiser.to_owned();
            plan.turn(&text(evening.last()), 7, "the results are sealed", move |p| seal_results(p, &who, &lots))?;
        }
    }
    Ok(())
}

/// So long before everything else that is prepared the judges have their seats.
const AN_HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Seats, conflicts, votes and the draw: a day before, but not before the roadshow that goes before has ended.
fn preparations(plan: &mut Plan, evening: &Evening<'_>, not_before: Option<&Value>) -> anyhow::Result<()> {
    let Evening { road, organiser, host, .. } = *evening;
    let a_day = SignedDuration::from_hours(24);
    let first: jiff::Timestamp = text(evening.first()).parse()?;
    let ended = not_before.map(|at| text(at).parse::<jiff::Timestamp>()).transpose()?;
    let not_before = ended.unwrap_or(jiff::Timestamp::MIN);
    let day_before = first.saturating_sub(a_day)?.max(not_before).to_string();
    let seated_at = first.saturating_sub(a_day.saturating_add(AN_HOUR))?.max(not_before).to_string();
    seats(plan, evening, &seated_at)?;
    for conflict in items(&road["conflicts_declared"]) {
        let (judge, proposal, kind) = (text(&conflict["judge"]), text(&conflict["proposal"]), conflict["kind"].clone());
        let stage = evening.stage();
        plan.turn(&day_before, 12, format!("{judge} declares a conflict with {proposal}"), move |p| {
            let form = json!({ "stage": stage, "person": p.id("person", &judge)?, "kind": kind });
            p.post(&judge, &format!("/api/v1/proposals/{}/recusals", p.id("proposal", &proposal)?), &form).map(drop)
        })?;
    }
    declarations(plan, road, &day_before)?;
    for juror in items(&road["jurors"]) {
        let (juror, who) = (juror.clone(), host.to_owned());
        plan.turn(&day_before, 13, format!("{} gets a vote", text(&juror["code"])), move |p| {
            if p.knows(&text(&juror["code"])) {
                return Ok(());
            }
            let community = text(&juror["community"]);
            let community = if community.is_empty() { None } else { Some(p.id("organisation", &community)?) };
            let form = json!({ "code": juror["code"], "name": juror["name"], "community": community });
            let made = p.post(&who, &format!("/api/v1/rounds/{}/jurors", p.id("round", "round")?), &form)?;
            p.may_enter(&text(&juror["code"]), Entrance::Vote(text(&made["credential"])));
            Ok(())
        })?;
    }
    let draws = match &road["order_draw"] {
        Value::Array(several) => several.clone(),
        one => vec![one.clone()],
    };
    let (who, evening_opens) = (organiser.to_owned(), text(evening.first()));
    plan.turn(&day_before, 14, "the order is drawn", move |p| {
        let path = format!("/api/v1/rounds/{}", p.id("round", "round")?);
        let mut order = Vec::new();
        for draw in &draws {
            let form = json!({ "purpose": "order", "seed_parts": draw["seed_parts"], "codes": draw["codes"] });
            order.extend(items(&p.post(&who, &format!("{path}/draws"), &form)?["order"]).to_vec());
        }
        let slots = p.get(&who, &format!("{path}/slots"))?;
        let slots = items(&slots["items"]);
        let drawn = slots.get(slots.len().saturating_sub(order.len())..).unwrap_or_default();
        for ((code, slot), position) in order.iter().zip(drawn).zip(1..) {
            p.call("slot", &format!("{evening_opens} {position}"), &slot["id"]);
            p.call("pitch", &format!("{evening_opens} {position}"), code);
        }
        Ok(())
    })
}

fn seats(plan: &mut Plan, evening: &Evening<'_>, at: &str) -> anyhow::Result<()> {
    for judge in items(&evening.road["judges"]) {
        let (code, who, stage) = (text(&judge["code"]), evening.organiser.to_owned(), evening.stage());
        plan.turn(at, 11, format!("{code} sits on the panel"), move |p| {
            if p.id("seat", &format!("{stage} {code}")).is_ok() {
                return Ok(());
            }
            seat(p, &who, &stage, &code)
        })?;
    }
    Ok(())
}

/// Every judge says that there are no conflicts beside those on record.
fn declarations(plan: &mut Plan, road: &Value, day_before: &str) -> anyhow::Result<()> {
    for judge in items(&road["judges"]) {
        let judge = text(&judge["code"]);
        plan.turn(day_before, 15, format!("{judge} has declared all conflicts"), move |p| {
            let path = format!("/api/v1/rounds/{}/declaration", p.id("round", "round")?);
            p.post(&judge, &path, &json!({ "conflicts": [] })).map(drop)
        })?;
    }
    Ok(())
}

fn night(plan: &mut Plan, season: &Value, evening: &Evening<'_>, slot: &Value) -> anyhow::Result<()> {
    let number = items(&evening.road["slots"]).iter().position(|s| s == slot).map_or(0, |n| n.saturating_add(1));
    let position = format!("{} {number}", text(evening.first()));
    let host = evening.host;
    let (opens, closes) = (text(&slot["scoring_opens_at"]), text(&slot["scoring_closes_at"]));
    let (who, number) = (host.to_owned(), position.clone());
    plan.turn(&opens, 16, format!("slot {position} opens"), move |p| {
        p.post(&who, &format!("/api/v1/slots/{}/opening", p.id("slot", &number)?), &json!({})).map(drop)
    })?;
    let stages = items(&season["rules"]["stages"]).iter().filter(|s| s["kind"] == "roadshow");
    let rubric = stages.map(|s| s["rubric"]["criteria"].clone()).nth(evening.number).unwrap_or_default();
    let (road, who, number) = (evening.road.clone(), host.to_owned(), position.clone());
    plan.at(&after(&json!(opens), 360)?, format!("slot {position} is marked"), move |p| {
        let code = p.id("pitch", &number)?.to_owned();
        marks(p, (&road, &rubric), &code, &who)?;
        votes(p, &road, &code, &who)
    })?;
    let (who, number) = (host.to_owned(), position.clone());
    plan.turn(&closes, 4, format!("slot {position} is sealed"), move |p| {
        p.post(&who, &format!("/api/v1/slots/{}/seal", p.id("slot", &number)?), &json!({})).map(drop)
    })
}

fn marks(p: &mut Player, of: (&Value, &Value), code: &str, host: &str) -> anyhow::Result<()> {
    let (road, rubric) = of;
    let path = format!("/api/v1/proposals/{}", p.id("proposal", code)?);
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
fn seal_results(p: &mut Player, who: &str, lots: &[Value]) -> anyhow::Result<()> {
    let path = format!("/api/v1/rounds/{}", p.id("round", "round")?);
    let answer = p.ask(who, "POST", &format!("{path}/results"), Some(&json!({})), None)?;
    if answer.status == 200 {
        return Ok(());
    }
    ensure!(answer.body["code"] == "acts_needed", "the results cannot be sealed: {}", answer.body);
    for lot in lots {
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
        for day_of in one_or_several(&round[day]) {
            let who = organiser.to_owned();
            let reserves = day == "reserve_notice_from";
            plan.at(&on(day_of, time), name, move |p| {
                let path = format!("/api/v1/rounds/{}/{act}", p.id("round", "round")?);
                let answer = p.ask(&who, "POST", &path, Some(&json!({})), None)?;
                let nothing = reserves && answer.body["code"] == "nothing_to_notice";
                ensure!(answer.status == 200 || nothing, "{path}: {}", answer.body);
                Ok(())
            })?;
        }
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

fn one_or_several(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(several) => several.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

/// Where the windows of the night open; none before judges have their seats, and only the control before the running order is drawn.
pub(crate) fn windows(p: &mut Player, season: &Value, organiser: &str) -> anyhow::Result<Vec<(&'static str, String)>> {
    let round = p.id("round", "round")?.to_owned();
    let path = format!("/api/v1/rounds/{round}");
    let mut none = |what: &str| anyhow::Ok(items(&p.get(organiser, &format!("{path}/{what}"))?["items"]).is_empty());
    if !evenings(season).iter().any(|road| road.is_object()) || none("seats")? {
        return Ok(Vec::new());
    }
    let mut all = vec![("stage control", format!("/stage/{round}/control"))];
    if none("slots")? {
        return Ok(all);
    }
    let host = items(&season["people"]).iter().find(|k| k["role"] == "stage_host").map(|k| text(&k["code"]));
    let host = host.unwrap_or_else(|| organiser.to_owned());
    let screen = text(&p.post(&host, &format!("{path}/screens"), &json!({ "name": "大屏" }))?["code"]);
    let (card, vote) = p.codes();
    all.push(("screen", format!("/screen#{screen}")));
    all.extend(card.map(|code| ("judge", format!("/j#{code}"))));
    all.extend(vote.map(|code| ("resident", format!("/vote#{code}"))));
    Ok(all)
}

/// The instant before the first night at which its judges have their seats, and nothing else is prepared.
pub(crate) fn eve(season: &Value) -> Option<String> {
    let slots = evenings(season).first().map(|road| items(&road["slots"])).unwrap_or_default();
    let first: jiff::Timestamp = text(&slots.first()?["scoring_opens_at"]).parse().ok()?;
    Some(first.saturating_sub(SignedDuration::from_mins(24 * 60 + 30)).ok()?.to_string())
}

/// The instant in the middle of the night, for who wants to look at it while it runs.
pub(crate) fn middle(season: &Value) -> Option<String> {
    let slots = evenings(season).last().map(|road| items(&road["slots"])).unwrap_or_default();
    let slot = slots.get(slots.len() / 2)?;
    let at: jiff::Timestamp = text(&slot["scoring_opens_at"]).parse().ok()?;
    Some(at.saturating_add(SignedDuration::from_secs(30)).ok()?.to_string())
}
