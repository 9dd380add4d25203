//! From the call to the standings.

use super::Book;
use crate::Error;
use crate::seats::{DESK, roadshow};
use model::{Actor, Proposal};
use serde_json::{Map, Value, json};
use storage::{Tx, coaching, people, reviews, roadshows, seats, sheets};

pub(super) fn view(tx: &mut Tx<'_>, actor: &Actor, book: &Book) -> Result<Value, Error> {
    Ok(json!({
        "uscc": codes(book),
        "coaching": coached(tx, actor, book)?,
        "eligibility": eligibility(book),
        "desk_review": desk(tx, actor, book)?,
        "roadshow_order": order(tx, actor, book)?,
        "conflicts": conflicts(tx, actor, book)?,
        "standings": standings(tx, actor, book)?,
        "ties": ties(tx, actor, book)?,
        "tie_lots": lots(tx, actor, book)?,
    }))
}

/// The credit codes of the bodies of the round and of its applicants, checked again.
fn codes(book: &Book) -> Value {
    let round = &book.round;
    let bodies: Vec<_> =
        [Some(round.organiser), round.operator, Some(round.funder), round.evaluator].into_iter().flatten().collect();
    let applicants: Vec<_> = book.submitted.iter().map(|p| p.applicant).collect();
    let uscc = |ids: &[model::OrganisationId]| -> Vec<String> {
        let mut found: Vec<String> = ids.iter().filter_map(|id| book.organisations.get(id)?.uscc.clone()).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let groups = [("organisations", uscc(&bodies)), ("applicants", uscc(&applicants))];
    let valid: Vec<&str> = groups
        .iter()
        .filter(|(_, codes)| codes.iter().all(|c| workflow::uscc::check(c).is_ok()))
        .map(|(name, _)| *name)
        .collect();
    json!({ "all_valid_in": valid, "codes": groups.iter().map(|(_, codes)| codes.len()).sum::<usize>() })
}

fn coached(tx: &mut Tx<'_>, actor: &Actor, book: &Book) -> Result<Value, Error> {
    let held = coaching::list(tx, actor, &book.round)?;
    let mut per_applicant = Map::new();
    for proposal in &book.submitted {
        let times = held.iter().filter(|s| s.attended.contains(&proposal.applicant)).count();
        if let Value::String(code) = book.code(proposal.applicant) {
            per_applicant.insert(code, json!(times));
        }
    }
    let counts = || per_applicant.values().filter_map(Value::as_u64);
    Ok(json!({
        "sessions": held.len(), "attendances": held.iter().map(|s| s.attended.len()).sum::<usize>(),
        "fewest_per_applicant": counts().min(), "most_per_applicant": counts().max(), "sessions_per_applicant": per_applicant,
    }))
}

fn eligibility(book: &Book) -> Value {
    let outcome = |p: &Proposal| {
        let looks = || book.checks.iter().filter(|c| c.proposal == p.id);
        let decided = looks().rfind(|c| c.outcome != "returned")?;
        let returned = looks().rfind(|c| c.outcome == "returned");
        let found = &decided.findings;
        Some(json!({
            "proposal": p.code, "outcome": decided.outcome, "reasons": found.reasons, "warnings": found.warnings, "lines": found.lines,
            "returned_for": returned.map(|c| c.findings.reasons.clone()).unwrap_or_default(), "correction_due": returned.and_then(|c| c.due_on),
        }))
    };
    let outcomes: Vec<Value> = book.submitted.iter().filter_map(outcome).collect();
    let count = |name: &str| outcomes.iter().filter(|o| o["outcome"] == name).count();
    json!({ "eligible": count("eligible"), "ineligible": count("ineligible"), "outcomes": outcomes })
}

fn desk(tx: &mut Tx<'_>, actor: &Actor, book: &Book) -> Result<Value, Error> {
    let kept = reviews::list_standings(tx, actor, &book.round, DESK)?;
    let row = |trace: &Value| {
        let row = &trace["row"];
        let result = if row["shortlisted"] == true { "shortlisted" } else { "not_shortlisted" };
        json!({
            "proposal": row["proposal"], "sheets": row["sheets"], "exact": row["figure"]["exact"], "score": row["figure"]["text"],
            "rank": row["rank"], "result": result, "reason": row["reason"],
        })
    };
    let track = |id: &str, quota: Option<i64>| {
        let theirs: Vec<&Value> = kept.iter().map(|(_, trace)| trace).filter(|t| t["track"] == id).collect();
        let rows: Vec<Value> = theirs.iter().map(|t| row(t)).collect();
        let first = theirs.first().map(|t| (t["cut_score"].clone(), t["tied_at_cut"].clone())).unwrap_or_default();
        let admitted = rows.iter().filter(|r| r["result"] == "shortlisted").count();
        json!({ "track": id, "quota": quota, "cut_score": first.0, "tied_at_cut": first.1, "admitted": admitted, "rows": rows })
    };
    let tracks: Vec<Value> = book.round.document.rules.tracks.iter().map(|t| track(&t.id, t.desk_quota)).collect();
    if let [only] = tracks.as_slice() {
        return Ok(only.clone());
    }
    let rows: Vec<&Value> = tracks.iter().filter_map(|t| t["rows"].as_array()).flatten().collect();
    let tied: Vec<&Value> = tracks.iter().filter_map(|t| t["tied_at_cut"].as_array()).flatten().collect();
    let sum = |key: &str| tracks.iter().map(|t| t[key].as_u64()).sum::<Option<u64>>();
    Ok(json!({
        "quota": sum("quota"), "cut_score": null, "tied_at_cut": tied, "admitted": sum("admitted"), "rows": rows, "tracks": tracks,
    }))
}

/// The panels of the roadshows that decide, as far as they have begun: for each track the last one in which it pitches.
fn deciding(tx: &mut Tx<'_>, actor: &Actor, book: &Book) -> Result<Vec<String>, Error> {
    let rules = &book.round.document.rules;
    let mut found = Vec::new();
    for track in &rules.tracks {
        for n in (0..=rules.deciding_roadshow(&track.id).unwrap_or(0)).rev() {
            let name = roadshow(n);
            let admits = rules.roadshows().nth(n).is_some_and(|r| r.admits(&track.id));
            if admits && !roadshows::list(tx, actor, &book.round, &name)?.is_empty() {
                found.push(name);
                break;
            }
        }
    }
    found.dedup();
    Ok(found)
}

fn draws(tx: &mut Tx<'_>, actor: &Actor, book: &Book, purpose: &str) -> Result<Vec<crate::draws::Draw>, Error> {
    let mut all = Vec::new();
    for stage in deciding(tx, actor, book)? {
        all.extend(crate::draws::list_of(tx, actor, &book.round, &stage)?);
    }
    all.retain(|d| d.purpose == purpose);
    Ok(all)
}

/// The order as it was drawn; where there were several draws, an evening each, the whole order and every draw by itself.
fn order(tx: &mut Tx<'_>, actor: &Actor, book: &Book) -> Result<Value, Error> {
    let drawn: Vec<Value> = draws(tx, actor, book, "order")?
        .iter()
        .map(|d| json!({ "key_hex": d.transcript["key_hex"], "order": d.transcript["order"] }))
        .collect();
    Ok(match drawn.as_slice() {
        [] => Value::Null,
        [only] => only.clone(),
        several => {
            let whole: Vec<&Value> = several.iter().filter_map(|d| d["order"].as_array()).flatten().collect();
            json!({ "key_hex": several.last().map(|d| &d["key_hex"]), "order": whole, "draws": several })
        }
    })
}

fn lots(tx: &mut Tx<'_>, actor: &Actor, book: &Book) -> Result<Value, Error> {
    let row = |d: &crate::draws::Draw| json!({ "rank": d.rank, "lot_key_hex": d.transcript["key_hex"], "order": d.transcript["order"] });
    Ok(draws(tx, actor, book, "tie")?.iter().map(row).collect())
}

fn conflicts(tx: &mut Tx<'_>, actor: &Actor, book: &Book) -> Result<Value, Error> {
    let (mut panel, mut slots, mut recusals, mut expected) = (Vec::new(), Vec::new(), Vec::new(), 0_usize);
    for stage in deciding(tx, actor, book)? {
        let (seated, placed) =
            (seats::list(tx, actor, &book.round, &stage)?, roadshows::list(tx, actor, &book.round, &stage)?);
        expected = expected.saturating_add(seated.len().saturating_mul(placed.len()));
        panel.extend(seated);
        slots.extend(placed);
        recusals.extend(seats::list_recusals(tx, actor, &book.round, &stage)?);
    }
    let ids: Vec<_> = slots.iter().filter(|s| s.state == "sealed").map(|s| s.id).collect();
    let written = sheets::list_unscoped(tx, &ids)?;
    let mut found = Vec::new();
    for recusal in recusals.iter().filter(|r| r.source == "found") {
        let judge = panel.iter().find(|s| s.person == recusal.person).map(|s| s.code.to_string());
        let judge = judge.map_or_else(|| people::find(tx, actor, recusal.person).map(|p| p.code.to_string()), Ok)?;
        let proposal = book.proposal(recusal.proposal).map(|p| p.code.to_string());
        found.push((judge, proposal, recusal.kind.clone()));
    }
    found.sort();
    let found: Vec<Value> = found
        .into_iter()
        .map(|(judge, proposal, kind)| json!({ "judge": judge, "proposal": proposal, "kind": kind }))
        .collect();
    let count = |state: &str| written.iter().filter(|s| s.state == state).count();
    Ok(json!({
        "declared": recusals.iter().filter(|r| r.source == "declared").count(), "found_by_system": found,
        "sheets_expected": expected, "recused": recusals.len(), "absent": count("absent"), "signed": count("signed"),
    }))
}

fn traces(tx: &mut Tx<'_>, actor: &Actor, book: &Book) -> Result<Vec<Value>, Error> {
    let mut all = Vec::new();
    for stage in deciding(tx, actor, book)? {
        all.extend(reviews::list_standings(tx, actor, &book.round, &stage)?.into_iter().map(|(_, trace)| trace));
    }
    let tracks = &book.round.document.rules.tracks;
    all.sort_by_key(|trace| tracks.iter().position(|t| trace["track"] == t.id.as_str()));
    Ok(all)
}

fn standings(tx: &mut Tx<'_>, actor: &Actor, book: &Book) -> Result<Value, Error> {
    let step = book.round.document.rules.roadshows().next().map_or(0, |r| r.rubric.step.places());
    let several = book.round.document.rules.tracks.len() > 1;
    let row = |trace: &Value| {
        let s = &trace["standing"];
        let mut row = json!({
            "award_order": s["award_order"], "proposal": s["proposal"], "rank": s["rank"], "final": s["final_score"]["text"],
            "final_exact": s["final_score"]["exact"], "decided_by": s["decided_by"], "panel": null, "public": null,
        });
        for part in s["parts"].as_object().into_iter().flatten().map(|(_, part)| part) {
            if part["panel"].is_object() {
                row["panel"] = panel(&part["panel"], step);
            }
            let public = &part["public"];
            if public.is_object() {
                row["public"] = json!({ "approve": public["approve"], "cast": public["cast"], "exact": public["figure"]["exact"], "score": public["figure"]["text"] });
            }
        }
        if several {
            row["track"] = trace["track"].clone();
        }
        row
    };
    Ok(traces(tx, actor, book)?.iter().map(row).collect())
}

fn panel(panel: &Value, places: usize) -> Value {
    let total = |t: &Value| t.as_str().and_then(|t| t.parse::<model::Mark>().ok()).map(|t| t.with_places(places));
    let totals: Map<String, Value> =
        panel["totals"].as_object().into_iter().flatten().map(|(judge, t)| (judge.clone(), json!(total(t)))).collect();
    let single = |list: &Value| match list.as_array().map(Vec::as_slice) {
        Some([one]) => one.clone(),
        Some([]) | None => Value::Null,
        Some(several) => json!(several),
    };
    json!({
        "sheets": panel["sheets"], "totals": totals, "dropped_high": single(&panel["dropped_high"]), "dropped_low": single(&panel["dropped_low"]),
        "exact": panel["figure"]["exact"], "score": panel["figure"]["text"], "untrimmed_mean": panel["untrimmed_mean"],
    })
}

fn ties(tx: &mut Tx<'_>, actor: &Actor, book: &Book) -> Result<Value, Error> {
    let mut found: Vec<Value> = Vec::new();
    for trace in traces(tx, actor, book)? {
        let tie = trace["tie"].clone();
        if tie.is_object() && !found.contains(&tie) {
            found.push(tie);
        }
    }
    Ok(json!(found))
}
