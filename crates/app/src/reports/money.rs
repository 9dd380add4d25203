//! From the awards to the last fen.

use super::Book;
use crate::Error;
use model::{Actor, Money, Proposal};
use serde_json::{Value, json};
use storage::payments::Instalment;
use storage::{Tx, ledger, payments};
use workflow::calendar::day_of;

pub(super) fn view(tx: &mut Tx<'_>, actor: &Actor, book: &Book) -> Result<Value, Error> {
    let parts = payments::list(tx, &book.funded)?;
    let refunds = payments::refunds(tx, &book.funded)?;
    Ok(json!({
        "awards": awards(book),
        "objections": objections(book),
        "after_notice": after_notice(book),
        "instalment_plans": plans(book, &parts),
        "payments": paid(book, &parts, &refunds),
        "ledger": ledger(tx, actor, book, &parts)?,
    }))
}

fn pool(book: &Book) -> Money {
    book.round.document.rules.tracks.iter().filter_map(|t| t.pool_fen).sum()
}

fn granted(book: &Book) -> Money {
    book.funded.iter().filter_map(|p| book.award(p.id)?.amount).sum()
}

fn awards(book: &Book) -> Value {
    let several = book.round.document.rules.tracks.len() > 1;
    let row = |a: &storage::awards::Award| {
        let mut row = a.trace.clone();
        row["award_order"] = json!(a.award_order);
        if several {
            row["track"] = json!(a.track);
        }
        row
    };
    let rows: Vec<Value> = book.awards.iter().map(row).collect();
    let of = |result: &'static str| rows.iter().filter(move |r| r["result"] == result);
    let proposed_fen: i64 = of("proposed").filter_map(|r| r["amount_fen"].as_i64()).sum();
    json!({
        "pool_fen": pool(book), "proposed": of("proposed").count(), "proposed_fen": proposed_fen,
        "left_fen": pool(book).as_fen().saturating_sub(proposed_fen), "reserves": of("reserve").map(|r| r["proposal"].clone()).collect::<Vec<_>>(), "rows": rows,
    })
}

fn objections(book: &Book) -> Value {
    let row = |o: &storage::notices::Objection| {
        let effect = match (o.state.as_str(), o.reason.as_deref()) {
            ("upheld", _) => Some("award_cancelled"),
            ("rejected", _) => Some("confirmed_after_hold"),
            ("not_accepted", Some("anonymous")) => Some("lead_only"),
            ("not_accepted", _) => Some("none"),
            _ => None,
        };
        let held = if o.accepted_on.is_some() {
            vec![book.proposal(o.proposal).map(|p| p.code.to_string())]
        } else {
            Vec::new()
        };
        json!({
            "id": o.code, "state": o.state, "recheck_due": o.recheck_due, "holds": held, "effect": effect, "reason": o.reason, "held_until": o.answered_on,
        })
    };
    book.objections.iter().map(row).collect()
}

fn after_notice(book: &Book) -> Value {
    let change = |e: &storage::events::Written| {
        let act = e.kind.trim_start_matches("award.");
        let act = if act == "reserve_promoted" { act.to_owned() } else { format!("award_{act}") };
        json!({
            "on": day_of(&book.round.document.calendar, e.at), "act": act, "proposal": e.body["proposal"], "because": e.body["because"],
            "amount_fen": e.body["amount_fen"], "pool_left_fen": e.body["pool_left_fen"],
        })
    };
    let row = |p: &Proposal| {
        let award = book.award(p.id);
        json!({ "proposal": p.code, "tier": award.map(|a| a.trace["tier"].clone()), "amount_fen": award.and_then(|a| a.amount) })
    };
    json!({
        "changes": book.events.iter().map(change).collect::<Vec<_>>(), "funded": book.funded.len(), "granted_fen": granted(book),
        "unallocated_fen": pool(book).minus(granted(book)), "funded_list": book.funded.iter().map(row).collect::<Vec<_>>(),
    })
}

fn plans(book: &Book, parts: &[Instalment]) -> Value {
    let plan = |p: &Proposal| {
        let agreement = book.agreements.iter().find(|a| a.proposal == p.id)?;
        let theirs: Vec<Money> = parts.iter().filter(|i| i.proposal == p.id).map(|i| i.planned).collect();
        Some(
            json!({ "proposal": p.code, "grant_fen": agreement.grant, "parts_fen": theirs, "payee": book.code(agreement.payee) }),
        )
    };
    book.funded.iter().filter_map(plan).collect()
}

fn paid(book: &Book, parts: &[Instalment], refunds: &[payments::Refund]) -> Value {
    let paid: Vec<&Instalment> = parts.iter().filter(|i| i.state == "paid").collect();
    let last = parts.iter().map(|i| i.part).max().unwrap_or(0);
    let part = |n: i64| {
        let theirs: Vec<&&Instalment> = paid.iter().filter(|i| i.part == n).collect();
        json!({ "part": n, "count": theirs.len(), "sum_fen": theirs.iter().map(|i| i.amount).sum::<Money>() })
    };
    let refund = |p: &&Proposal| {
        refunds.iter().find(|r| r.proposal == p.id).map(|r| json!({ "proposal": p.code, "refund_fen": r.amount }))
    };
    json!({
        "count": paid.len(), "parts": (1..=last).map(part).collect::<Vec<_>>(),
        "refunds": book.by_code().iter().filter_map(refund).collect::<Vec<_>>(),
    })
}

/// The ledger's own sums, not those of the tables beside it: the invariants hold because every transfer was booked on both sides.
fn ledger(tx: &mut Tx<'_>, actor: &Actor, book: &Book, parts: &[Instalment]) -> Result<Value, Error> {
    let entries = ledger::list(tx, actor, &book.round)?;
    let sum = |kind: &str, account: &str| {
        entries.iter().filter(|e| e.kind == kind && e.account == account).map(|e| e.amount).sum::<Money>()
    };
    // The tail is the part that waits for the final evaluation, however many there are before it.
    let is_tail = |e: &ledger::Entry| {
        let gate = parts.iter().find(|i| Some(i.proposal) == e.proposal && Some(i.part) == e.part).map(|i| &i.gate);
        gate.is_some_and(|gate| gate == "final_passed") && e.part != Some(1)
    };
    let paid_parts = |counts: &dyn Fn(&ledger::Entry) -> bool| {
        let theirs = entries.iter().filter(|e| e.kind == "instalment_paid" && e.account == "paid");
        theirs.filter(|e| counts(e)).map(|e| e.amount).sum::<Money>()
    };
    let (granted, paid, refunded) = (granted(book), sum("instalment_paid", "paid"), sum("refund_received", "pool"));
    let used = paid.minus(refunded);
    let in_pool: Money = entries.iter().filter(|e| e.account == "pool").map(|e| e.amount).sum();
    let still_committed: Money = entries.iter().filter(|e| e.account == "committed").map(|e| e.amount).sum();
    let back_in_pool = in_pool.plus(still_committed);
    let not_used = granted.minus(used);
    let (first, tails) = (paid_parts(&|e| e.part == Some(1)), paid_parts(&is_tail));
    let between = paid.minus(first).minus(tails);
    Ok(json!({
        "pool_fen": sum("pool_opened", "pool"), "granted_fen": granted, "first_parts_fen": first, "second_parts_fen": between, "tails_fen": tails,
        "paid_fen": paid, "refunded_fen": refunded, "used_fen": used, "granted_not_used_fen": not_used, "back_in_pool_fen": back_in_pool,
        "invariants": {
            "paid_is_used_plus_refunded": paid == used.plus(refunded),
            "pool_is_used_plus_back_in_pool": sum("pool_opened", "pool") == used.plus(back_in_pool),
            "granted_is_used_plus_granted_not_used": granted == used.plus(not_used),
        },
    }))
}
