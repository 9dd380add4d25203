//! 赵主任 commits before the lots are drawn, reveals before the beacon falls, and everybody can draw again.

use harness::round::content;
use harness::{Round, Town, on_both_engines};
use model::{Actor, Grant, OrganisationId, ProposalState, Role, RoundId, Scope, Who};
use scoring::draw::{Commitment, Transcript, draw, verify};
use serde_json::{Value, json};

/// Whether a published commitment fits this: its state, what was revealed, what was said with it.
fn shows(found: &Value, state: &str, reveal: Option<&str>, said: &[&str]) {
    let shown = (&found["state"], &found["reveal"], &found["contributions"]);
    assert_eq!(shown, (&json!(state), &json!(reveal), &json!(said)));
}

on_both_engines! {
    a_commitment_comes_first_the_reveal_in_time_and_everybody_can_draw_again(town) {
        let small = Round::open(town);
        let (zhao, round) = (&small.zhao, small.path.clone());
        for code in ["P01", "P02", "P03"] {
            shortlisted(town, &round, code);
        }
        let (commitments, draws) = (format!("{round}/draw-commitments"), format!("{round}/draws"));
        let stranger = town.somebody("陌生人");
        let (secret, other) = ("07".repeat(32), "08".repeat(32));
        let form = |bytes: [u8; 32], due: &str, beacon: &str| {
            json!({
                "commitment": Commitment::to(&bytes).as_str(), "beacon": "双色球 2025030 期",
                "reveal_due": format!("2025-02-18T{due}+08:00"), "beacon_at": format!("2025-02-18T{beacon}+08:00"),
            })
        };
        let good = form([7; 32], "10:00:00", "10:30:00");
        stranger.post(&commitments, &good).is_refused("not-your-role", "not_your_role");
        let mut wrong = good.clone();
        wrong["commitment"] = json!("G".repeat(64));
        zhao.post(&commitments, &wrong).is_refused("invalid", "not_hex");
        zhao.post(&commitments, &form([7; 32], "09:00:00", "10:30:00")).is_refused("invalid", "reveal_due_passed");
        zhao.post(&commitments, &form([7; 32], "10:00:00", "09:59:59")).is_refused("invalid", "beacon_before_reveal");
        let made = zhao.post(&commitments, &good).ok();
        assert_eq!((&made["commitment"], &made["reveal_due"]), (&good["commitment"], &json!("2025-02-18T10:00:00+08:00")));
        shows(&made, "open", None, &[]);
        assert_eq!(stranger.get(&commitments).ok()["items"], json!([made]));
        zhao.post(&commitments, &form([8; 32], "10:00:00", "10:30:00")).is_refused("not-now", "commitment_open");

        let evening = |codes: &[&str], words: &[&str], commitment: &Value| {
            let mut form = json!({ "purpose": "order", "seed_parts": words, "codes": codes });
            if !commitment.is_null() {
                form["commitment"] = commitment["id"].clone();
            }
            form
        };
        let two = |words: &[&str]| evening(&["P01", "P02"], words, &made);
        zhao.post(&draws, &evening(&["P01", "P02"], &["03 07 12"], &Value::Null)).is_refused("not-now", "commitment_open");
        let pending = zhao.post(&draws, &two(&["03 07 12"])).is_refused("not-yet", "reveal_pending");
        assert_eq!(pending["facts"]["opens"], "2025-02-18T02:00:00Z");
        let path = format!("/api/v1/draw-commitments/{}/reveal", made["id"].as_str().unwrap());
        let said = |reveal: &str| json!({ "reveal": reveal, "contributions": ["416253"] });
        stranger.post(&path, &said(&secret)).is_refused("not-your-role", "not_your_role");
        zhao.post(&path, &said(&other)).is_refused("invalid", "reveal_differs");
        town.until("2025-02-18T09:59:59.999999+08:00");
        shows(&zhao.post(&path, &said(&secret)).ok(), "revealed", Some(&secret), &["416253"]);
        zhao.post(&path, &said(&secret)).is_refused("wrong-state", "wrong_state");
        town.until("2025-02-18T10:29:59.999999+08:00");
        zhao.post(&draws, &two(&["03 07 12"])).is_refused("not-yet", "beacon_not_fallen");
        town.until("2025-02-18T10:30:00+08:00");
        // Whoever speaks after the beacon could steer, so nothing but the beacon is said now.
        zhao.post(&draws, &two(&["后说的话", "03 07 12"])).is_refused("invalid", "beacon_alone");
        let drawn = zhao.post(&draws, &two(&["03 07 12"])).ok();
        let words = [secret.clone(), "416253".into(), "03 07 12".into()];
        assert_eq!(drawn, json!(draw(&words, &["P01".into(), "P02".into()]).unwrap()));
        let again = evening(&["P03"], &["03 07 12"], &made);
        zhao.post(&draws, &again).is_refused("not-now", "commitment_not_open");
        assert_eq!(stranger.get(&format!("{round}/stage")).ok()["draw"]["commitment_hex"], made["commitment"]);

        let second = zhao.post(&commitments, &form([8; 32], "11:00:00", "11:00:00")).ok();
        let path = format!("/api/v1/draw-commitments/{}/reveal", second["id"].as_str().unwrap());
        town.until("2025-02-18T11:00:00+08:00");
        let late = zhao.post(&path, &said(&other)).is_refused("closed", "reveal_closed");
        assert_eq!(late["facts"]["closed_at"], "2025-02-18T03:00:00Z");
        shows(&stranger.get(&commitments).ok()["items"][1], "withheld", None, &[]);
        let withheld = zhao.post(&draws, &evening(&["P03"], &["03 07 12"], &second)).ok();
        assert_eq!(withheld["seed_parts"], json!(["", "03 07 12"]));

        let all = stranger.get(&draws).ok()["items"].clone();
        let used: Vec<Value> = all.as_array().unwrap().iter().map(|d| json!([d["commitment"]["id"], d["commitment"]["reveal"]])).collect();
        assert_eq!(used, [json!([made["id"], secret]), json!([second["id"], null])]);
        for held in all.as_array().unwrap() {
            assert_eq!((&held["purpose"], &held["commitment"]["state"]), (&json!("order"), &json!("used")));
            let transcript: Transcript = serde_json::from_value(held["transcript"].clone()).unwrap();
            assert_eq!(verify(&transcript), Ok(()));
        }
        let acts: Vec<String> = town.events(&path.replace("/reveal", ""));
        assert_eq!(acts, ["draw.committed"]);
    }
}

/// A proposal that waits for its place in the running order.
fn shortlisted(town: &Town, round: &str, code: &str) {
    let group = town.organisation(&format!("G-{code}"), "community_organisation", "registered");
    let applicant: OrganisationId = group.as_str().unwrap().parse().unwrap();
    let (round, tenant, now): (RoundId, _, _) =
        (round.rsplit('/').next().unwrap().parse().unwrap(), town.tenant, town.clock.now());
    let grants = vec![Grant { role: Role::Applicant, scope: Scope::Organisation(applicant) }];
    let wang = Actor { who: Who::Clock, tenant, grants, bound_to: None };
    let mut text = content(3_000);
    text["budget_lines"][0]["in_kind_fen"] = json!(0);
    let new = app::proposals::NewProposal {
        code: Some(code.parse().unwrap()),
        track: None,
        applicant,
        partners: Vec::new(),
        community: None,
        content: serde_json::from_value(text).unwrap(),
    };
    town.db()
        .write_now(move |tx| {
            let proposal = app::proposals::draft(tx, &wang, round, new, now)?;
            storage::proposals::advance(tx, &proposal, &proposal.advanced(ProposalState::Shortlisted))?;
            Ok::<_, app::Error>(())
        })
        .unwrap();
}
