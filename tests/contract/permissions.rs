//! Who may do what, where: a committed table that the code makes again. A change of a permission is a difference in it.

use model::{
    Actor, Grant, OrganisationId, PlanState, Proposal, ProposalState, Role, Round, RoundDocument, RoundState, Scope,
    TenantId, Who,
};
use std::fmt::Write;
use std::sync::{Arc, LazyLock};
use uuid::Uuid;
use workflow::standings::{self, Results};
use workflow::ties::Chair;
use workflow::{assignments, projects, proposals, rounds, ties};

const BODIES: [u128; 5] = [1, 2, 3, 4, 5];

fn body(n: usize) -> OrganisationId {
    OrganisationId(Uuid::from_u128(BODIES[n]))
}

/// The document of the demo season, read once: a table asks for its round thousands of times.
fn document() -> Arc<RoundDocument> {
    static READ: LazyLock<Arc<RoundDocument>> = LazyLock::new(|| {
        let season = include_str!("../../demo/seasons/zhaohuimen-2.json");
        let season: serde_json::Value = serde_json::from_str(season).unwrap();
        let document = serde_json::json!({
            "rules": season["rules"], "calendar": season["calendar"], "categories": season["categories"],
            "schedule": { "call_opens_at": "2025-02-18T09:00:00+08:00", "call_closes_at": "2025-03-10T17:00:00+08:00" },
        });
        Arc::new(serde_json::from_value(document).unwrap())
    });
    Arc::clone(&READ)
}

pub(crate) fn round(state: RoundState) -> Round {
    Round {
        id: Uuid::from_u128(10).into(),
        code: "r1".parse().unwrap(),
        programme: Uuid::from_u128(11).into(),
        name: "第一届".into(),
        organiser: body(0),
        operator: Some(body(1)),
        funder: body(2),
        evaluator: Some(body(3)),
        state,
        document: document(),
        document_version: 1,
        frozen: None,
        version: 0,
    }
}

pub(crate) fn proposal(state: ProposalState) -> Proposal {
    Proposal {
        id: Uuid::from_u128(20).into(),
        code: "P01".parse().unwrap(),
        round: Uuid::from_u128(10).into(),
        track: "all".into(),
        applicant: body(4),
        partners: Vec::new(),
        community: None,
        state,
        content: model::proposal::Content::default(),
        submitted_at: None,
        version: 0,
    }
}

/// Everybody who can stand before the service, each where their role belongs.
pub(crate) fn people() -> Vec<(&'static str, Actor)> {
    let at = |role, n: usize| Grant { role, scope: Scope::Organisation(body(n)) };
    let named = |role| Grant { role, scope: Scope::Round(Uuid::from_u128(10).into()) };
    let grants = [
        ("applicant", at(Role::Applicant, 4)),
        ("coach", at(Role::Coach, 1)),
        ("checker", at(Role::Checker, 0)),
        ("judge", named(Role::Judge)),
        ("chair", named(Role::Chair)),
        ("stage_host", at(Role::StageHost, 1)),
        ("organiser", at(Role::Organiser, 0)),
        ("operator", at(Role::Operator, 1)),
        ("finance", at(Role::Finance, 2)),
        ("approver", at(Role::Approver, 2)),
        ("evaluator", at(Role::Evaluator, 3)),
        ("overseer", named(Role::Overseer)),
        ("administrator", Grant { role: Role::Administrator, scope: Scope::Tenant }),
    ];
    let person =
        |grants| Actor { who: Who::Person(Uuid::from_u128(30).into()), tenant: tenant(), grants, bound_to: None };
    let mut all: Vec<_> = grants.into_iter().map(|(name, grant)| (name, person(vec![grant]))).collect();
    all.push(("organiser of the funder too", person(vec![at(Role::Organiser, 0), at(Role::Finance, 2)])));
    all.push(("public", Actor::public(tenant())));
    all.push(("clock", Actor::clock(tenant())));
    all
}

fn tenant() -> TenantId {
    TenantId(Uuid::from_u128(40))
}

fn table() -> String {
    let mut out =
        String::from("# Who may do what, where. Made by the contract test; `BLESS=1 make test` writes it again.\n");
    let open: model::Timestamp = "2025-03-01T09:00:00+08:00".parse().unwrap();
    let mut row = |subject: &str, state: &str, who: &str, acts: Vec<&str>| {
        if !acts.is_empty() {
            writeln!(out, "{subject:<9} {state:<16} {who:<28} {}", acts.join(" ")).unwrap();
        }
    };
    for state in RoundState::ALL {
        for (who, actor) in people() {
            let acts = rounds::actions(&round(*state), &actor, open).into_iter().map(rounds::Command::as_str).collect();
            row("round", state.as_str(), who, acts);
        }
    }
    for state in ProposalState::ALL {
        for (who, actor) in people() {
            let (proposal, round) = (proposal(*state), round(RoundState::Open));
            let acts = proposals::actions(&proposal, &round, &actor, open).into_iter().map(proposals::Command::as_str);
            row("proposal", state.as_str(), who, acts.collect());
            let acts =
                projects::actions(&proposal, &round, &actor).into_iter().map(projects::Command::as_str).collect();
            row("project", state.as_str(), who, acts);
        }
    }
    for state in [None].into_iter().chain(PlanState::ALL.iter().copied().map(Some)) {
        for (who, actor) in people() {
            let round = round(RoundState::Checking);
            let mut acts: Vec<&str> =
                assignments::actions(state, &round, &actor).into_iter().map(assignments::Command::as_str).collect();
            acts.extend(state.filter(|_| assignments::read(&round, &actor).is_ok()).map(|_| "read"));
            row("plan", state.map_or("none", PlanState::as_str), who, acts);
        }
    }
    for (state, results) in [("open", Results::Open), ("sealed", Results::Sealed)] {
        for (who, actor) in people() {
            let reads = standings::read(results, &round(RoundState::ResultsSealed), &actor).is_ok();
            row("standings", state, who, if reads { vec!["read"] } else { Vec::new() });
        }
    }
    for (state, chair) in [("chair_free", Chair::Free), ("chair_missing", Chair::Missing)] {
        for (who, actor) in people() {
            let round = round(RoundState::Pitching);
            let acts = [
                ("see", ties::may_see(&round, &actor).is_ok()),
                ("count", ties::may_count(&round, &actor).is_ok()),
                ("decide", ties::may_decide(chair, &round, &actor).is_ok()),
            ];
            row("tie", state, who, acts.into_iter().filter(|(_, may)| *may).map(|(act, _)| act).collect());
        }
    }
    out
}

#[test]
fn nobody_may_do_more_or_less_than_the_table_says() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/contract/permissions.txt");
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever changes a permission asks for the table to be written again"
    )]
    if std::env::var("BLESS").is_ok() {
        std::fs::write(path, table()).unwrap();
    }
    assert_eq!(table(), std::fs::read_to_string(path).unwrap());
}
