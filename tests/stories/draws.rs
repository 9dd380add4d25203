//! 赵主任 commits before the lots are drawn, reveals in the room, and everybody can draw again.

use harness::round::content;
use harness::{Round, Town, on_both_engines};
use model::{Actor, Grant, OrganisationId, ProposalState, Role, RoundId, Scope, Who};
use scoring::draw::{Commitment, Transcript, draw, verify};
use serde_json::{Value, json};

on_both_engines! {
    a_commitment_comes_first_and_everybody_can_draw_again(town) {
        let small = Round::open(town);
        let (zhao, round) = (&small.zhao, small.path.clone());
        for code in ["P01", "P02", "P03"] {
            shortlisted(town, &round, code);
        }
        let (commitments, draws) = (format!("{round}/draw-commitments"), format!("{round}/draws"));
        let stranger = town.somebody("陌生人");
        let (secret, other) = ("07".repeat(32), "08".repeat(32));
        let form = json!({ "commitment": Commitment::to(&[7; 32]).as_str(), "beacon": "双色球 2025030 期" });
        stranger.post(&commitments, &form).is_refused("not-your-role", "not_your_role");
        zhao.post(&commitments, &json!({ "commitment": "G".repeat(64), "beacon": "x" })).is_refused("invalid", "not_hex");
        let made = zhao.post(&commitments, &form).ok();
        assert_eq!((&made["commitment"], &made["state"]), (&form["commitment"], &json!("open")));
        assert_eq!(stranger.get(&commitments).ok()["items"], json!([made]));
        let another = json!({ "commitment": Commitment::to(&[8; 32]).as_str(), "beacon": "x" });
        zhao.post(&commitments, &another).is_refused("not-now", "commitment_open");

        let evening = |codes: &[&str], more: Value| {
            let mut form = json!({ "purpose": "order", "seed_parts": ["416253", "03 07 12"], "codes": codes });
            form.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            form
        };
        zhao.post(&draws, &evening(&["P01", "P02"], json!({}))).is_refused("not-now", "commitment_open");
        zhao.post(&draws, &evening(&["P01", "P02"], json!({ "reveal": secret }))).is_refused("invalid", "reveal_without_commitment");
        let named = |reveal: &str| json!({ "commitment": made["id"], "reveal": reveal });
        zhao.post(&draws, &evening(&["P01", "P02"], named(&other))).is_refused("invalid", "reveal_differs");
        let drawn = zhao.post(&draws, &evening(&["P01", "P02"], named(&secret))).ok();
        let words = [secret.clone(), "416253".into(), "03 07 12".into()];
        assert_eq!(drawn, json!(draw(&words, &["P01".into(), "P02".into()]).unwrap()));
        zhao.post(&draws, &evening(&["P03"], named(&secret))).is_refused("not-now", "commitment_not_open");

        let second = zhao.post(&commitments, &another).ok();
        let withheld = zhao.post(&draws, &evening(&["P03"], json!({ "commitment": second["id"] }))).ok();
        assert_eq!(withheld["seed_parts"], json!(["", "416253", "03 07 12"]));

        let all = stranger.get(&draws).ok()["items"].clone();
        let used: Vec<&Value> = all.as_array().unwrap().iter().map(|d| &d["commitment"]["id"]).collect();
        assert_eq!(used, [&made["id"], &second["id"]]);
        for held in all.as_array().unwrap() {
            assert_eq!((&held["purpose"], &held["commitment"]["state"]), (&json!("order"), &json!("used")));
            let transcript: Transcript = serde_json::from_value(held["transcript"].clone()).unwrap();
            assert_eq!(verify(&transcript), Ok(()));
        }
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
