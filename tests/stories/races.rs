//! Sixty-four at once, and exactly one gets through: a submission and a payment, 200 times over on each engine.

use crate::evening::Evening;
use app::paper::Copied;
use harness::round::content;
use harness::{Round, Town, on_both_engines};
use model::rules::PaymentStep;
use model::{Actor, Grant, InstalmentId, Money, OrganisationId, ProposalId, ProposalState, Role, Scope};
use serde_json::json;
use std::sync::{Arc, Barrier};

const CLIENTS: usize = 64;
const TIMES: usize = 200;

/// Runs the same act from many threads at the same moment; how many succeeded, and the codes of those that did not.
fn race(act: impl Fn() -> Result<(), app::Error> + Send + Sync + Clone + 'static) -> (usize, Vec<String>) {
    let barrier = Arc::new(Barrier::new(CLIENTS));
    let threads: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (act, barrier) = (act.clone(), Arc::clone(&barrier));
            std::thread::spawn(move || {
                barrier.wait();
                act()
            })
        })
        .collect();
    let done: Vec<_> = threads.into_iter().map(|t| t.join().unwrap()).collect();
    let lost = done.iter().filter_map(|d| d.as_ref().err()).map(ToString::to_string).collect();
    (done.iter().filter(|d| d.is_ok()).count(), lost)
}

fn actor(town: &Town, role: Role, organisation: OrganisationId) -> Actor {
    let now = town.clock.now();
    let (tenant, grant) = (town.tenant, Grant { role, scope: Scope::Organisation(organisation) });
    let person = town
        .db()
        .write_now(move |tx| {
            let new = app::people::NewPerson {
                code: None,
                name: "某人".into(),
                email: None,
                phone: None,
                password_hash: None,
                grants: vec![grant],
            };
            app::people::create_first(tx, &Actor::clock(tenant), new, now)
        })
        .unwrap();
    Actor { who: model::Who::Person(person.id), tenant, grants: vec![grant], bound_to: None }
}

fn id<T: From<uuid::Uuid>>(value: &serde_json::Value) -> T {
    T::from(value.as_str().unwrap().parse::<uuid::Uuid>().unwrap())
}

on_both_engines! {
    one_of_sixty_four_submissions_gets_through(town) {
        let open = Round::open(town);
        let (zhao, round) = (&open.zhao, &open.path);
        for n in 0..TIMES {
            let group = town.organisation(&format!("A{n}"), "community_organisation", "registered");
            let wang = actor(town, Role::Applicant, id(&group));
            let (round_id, now) = (round.rsplit('/').next().unwrap().parse().unwrap(), town.clock.now());
            let (drafter, new) = (wang.clone(), draft(&group));
            let proposal: ProposalId = town.db().write_now(move |tx| app::proposals::draft(tx, &drafter, round_id, new, now)).unwrap().id;
            let db = town.db().clone();
            let (won, lost) = race(move || {
                let wang = wang.clone();
                db.write_now(move |tx| app::proposals::submit(tx, &wang, proposal, now).map(drop))
            });
            assert_eq!(won, 1, "round {n}: {lost:?}");
            assert!(lost.iter().all(|why| why.contains("submit is not possible in state submitted") || why == "changed by somebody else"), "{lost:?}");
        }
        assert_eq!(zhao.get(&format!("{round}/proposals?limit=200")).ok()["items"].as_array().unwrap().len(), TIMES);
    }

    one_of_sixty_four_payments_gets_through(town) {
        let open = Round::open(town);
        let (round, funder) = (&open.path, id(&open.foundation));
        let finance = actor(town, Role::Finance, funder);
        let approvers = [actor(town, Role::Approver, funder), actor(town, Role::Approver, funder)];
        let round_id: model::RoundId = round.rsplit('/').next().unwrap().parse().unwrap();
        for n in 0..TIMES {
            let instalment = approved_instalment(town, (round_id, n), &finance, &approvers);
            let (db, finance, now) = (town.db().clone(), finance.clone(), town.clock.now());
            let (won, lost) = race(move || {
                let finance = finance.clone();
                db.write_now(move |tx| app::payments::step(tx, &finance, instalment, (PaymentStep::Paid, Some("银行 1".into())), now).map(drop))
            });
            assert_eq!(won, 1, "round {n}: {lost:?}");
        }
        let (tenant, paid) = (town.tenant, Money::fen(1_000));
        let total: Money = town.db().read_now(move |tx| {
            let clock = Actor::clock(tenant);
            let round = app::rounds::find(tx, &clock, round_id)?;
            let entries = storage::ledger::list(tx, &clock, &round)?;
            Ok::<_, app::Error>(entries.iter().filter(|e| e.account == "paid").map(|e| e.amount).sum())
        }).unwrap();
        assert_eq!(total, Money::fen(paid.as_fen() * i64::try_from(TIMES).unwrap()));
    }

    of_two_copies_of_one_paper_ballot_at_once_the_second_counts(town) {
        let evening = Evening::drawn(town, &json!({ "policy": "immediate" }));
        let office = id(&evening.zhao.get(&evening.round).ok()["organiser"]);
        let typists = [actor(town, Role::Organiser, office), actor(town, Role::Organiser, office)];
        evening.zhao.post(&format!("{}/opening", evening.slot(1)), &json!({})).ok();
        let proposal: ProposalId = evening.proposal(1).rsplit('/').next().unwrap().parse().unwrap();
        for n in 0..TIMES {
            let code = format!("B{n}");
            evening.zhao.post(&evening.path("jurors"), &json!({ "code": code, "name": "居民" })).ok();
            let (barrier, now, db) = (Barrier::new(2), town.clock.now(), town.db().clone());
            let copy = |typist: &Actor| {
                barrier.wait();
                let (typist, of) = (typist.clone(), (code.parse().unwrap(), "approve".to_owned()));
                db.write_now(move |tx| app::ballots::copy_paper(tx, &typist, proposal, of, now)).unwrap()
            };
            let found = std::thread::scope(|scope| typists.each_ref().map(|typist| scope.spawn(|| copy(typist))).map(|t| t.join().unwrap()));
            assert!(found.contains(&Copied::Agreed) && found.contains(&Copied::AwaitingSecond), "{code}: {found:?}");
        }
    }
}

fn draft(group: &serde_json::Value) -> app::proposals::NewProposal {
    let mut text = content(3_000);
    text["budget_lines"][0]["in_kind_fen"] = json!(0);
    app::proposals::NewProposal {
        code: None,
        track: None,
        applicant: id(group),
        partners: Vec::new(),
        community: None,
        content: serde_json::from_value(text).unwrap(),
    }
}

/// A project whose first instalment of ten yuan waits for nothing but its payment.
fn approved_instalment(
    town: &Town,
    of: (model::RoundId, usize),
    finance: &Actor,
    approvers: &[Actor; 2],
) -> InstalmentId {
    let group = town.organisation(&format!("B{}", of.1), "community_organisation", "registered");
    let wang = actor(town, Role::Applicant, id(&group));
    let (new, now, tenant) = (draft(&group), town.clock.now(), town.tenant);
    let payee: OrganisationId = id(&group);
    let (finance, [first, second]) = (finance.clone(), approvers.clone());
    town.db()
        .write_now(move |tx| {
            let proposal = app::proposals::draft(tx, &wang, of.0, new, now)?;
            let agreed = proposal.advanced(ProposalState::Agreed);
            storage::proposals::advance(tx, &proposal, &agreed)?;
            let agreement = storage::agreements::Agreement {
                id: tx.id(now),
                proposal: proposal.id,
                grant: Money::fen(1_000),
                payee,
                parties: Vec::new(),
                annex_digest: String::new(),
                signed_on: None,
                version: 0,
            };
            storage::agreements::insert(tx, &Actor::clock(tenant), &agreement)?;
            let instalment = storage::payments::Instalment {
                id: tx.id(now),
                proposal: proposal.id,
                part: 1,
                planned: Money::fen(1_000),
                amount: Money::fen(1_000),
                gate: "agreement_signed".into(),
                state: "planned".into(),
                version: 0,
            };
            storage::payments::insert(tx, &wang, &instalment)?;
            for (who, step) in [
                (&finance, PaymentStep::Requested),
                (&first, PaymentStep::Approved),
                (&second, PaymentStep::ApprovedAgain),
            ] {
                app::payments::step(tx, who, instalment.id, (step, None), now)?;
            }
            Ok::<_, app::Error>(instalment.id)
        })
        .unwrap()
}
