//! What every act begins with is read once on SQLite: the sessions, rounds, proposals, slots and places that the writer knows. It is known as long as it holds.

use harness::round::sheet;
use harness::{Engine, Round, Town, on_both_engines};
use model::{
    Actor, Grant, OrganisationId, PersonId, ProposalId, ProposalState, Role, RoundId, RoundState, Scope, SessionId,
};
use serde_json::json;
use storage::roadshows::Slot;
use storage::rounds::Hosting;
use storage::seats::{self, Place};
use storage::{Error, Tx, people, proposals, roadshows, rounds, sessions};

/// Where a round, a proposal and its slot stand.
type Stands = (RoundState, ProposalState, String);

#[derive(Clone)]
struct Night {
    actor: Actor,
    round: RoundId,
    proposal: ProposalId,
}

impl Night {
    fn of(round: &Round<'_>, project: &str) -> Self {
        let id = |path: &str| path.rsplit('/').next().unwrap().parse().unwrap();
        let actor = Actor::clock(round.town.tenant);
        Self { actor, round: RoundId(id(&round.path)), proposal: ProposalId(id(project)) }
    }

    /// Asks a body to host the applicant.
    fn hosting(self, applicant: &str, host: &str) -> impl FnOnce(&mut Tx<'_>) -> Result<(), Error> + use<> {
        let [applicant, host] = [applicant, host].map(|id| OrganisationId(id.parse().unwrap()));
        move |tx| {
            let now = rounds::find(tx, &self.actor, self.round)?.document.schedule.call_opens_at;
            let new = Hosting { id: tx.id(now), round: self.round, applicant, host, state: "asked".into() };
            rounds::insert_hosting(tx, &self.actor, &new, now)
        }
    }

    /// Where a judge sits, as the act that marks finds it.
    fn place(&self, judge: PersonId) -> impl FnOnce(&mut Tx<'_>) -> Result<Option<Place>, Error> + use<> {
        let Self { actor, round, proposal } = self.clone();
        move |tx| {
            let round = rounds::find(tx, &actor, round)?;
            let outline = proposals::find_outline(tx, &actor, proposal)?;
            let slot = roadshows::find_by_proposal(tx, &actor, proposal)?;
            seats::find_place(tx, &actor, &round, (&slot.stage, Some(slot.id)), (judge, &outline))
        }
    }

    fn read(&self, tx: &mut Tx<'_>) -> Result<Stands, Error> {
        let round = rounds::find(tx, &self.actor, self.round)?;
        let proposal = proposals::find_outline(tx, &self.actor, self.proposal)?;
        let slot = roadshows::find_shared_by_proposal(tx, &self.actor, self.proposal)?;
        Ok((round.state, proposal.state, slot.state))
    }

    /// Changes all three and reads them again: what is known of them then is what this job made of them.
    fn change(&self, tx: &mut Tx<'_>) -> Result<Stands, Error> {
        self.read(tx)?;
        let round = rounds::find(tx, &self.actor, self.round)?;
        rounds::advance(tx, &round, &model::Round { state: RoundState::Cancelled, ..round.clone() })?;
        let proposal = proposals::find(tx, &self.actor, self.proposal)?;
        let withdrawn = model::Proposal { state: ProposalState::Withdrawn, ..proposal.clone() };
        proposals::advance(tx, &proposal, &withdrawn)?;
        let slot = roadshows::find_shared_by_proposal(tx, &self.actor, self.proposal)?;
        roadshows::advance(tx, &slot, &Slot { state: "scoring".into(), ..slot.clone() })?;
        self.read(tx)
    }
}

on_both_engines! {
    a_newer_slot_is_seen_at_once_and_the_older_one_after_it(town) {
        let night = prepared(town);
        let stages = town.db().write_now(move |tx| {
            let newest = |tx: &mut Tx<'_>| roadshows::find_shared_by_proposal(tx, &night.actor, night.proposal);
            let evening = newest(tx)?;
            let practice = Slot { id: tx.id(evening.planned.1), stage: "rehearsal:roadshow".into(), ..evening.clone() };
            roadshows::insert(tx, &night.actor, &practice)?;
            let during = newest(tx)?;
            roadshows::delete_practice(tx, &[practice.id])?;
            Ok::<_, Error>([evening.stage, during.stage, newest(tx)?.stage])
        });
        assert_eq!(stages.unwrap(), ["roadshow", "rehearsal:roadshow", "roadshow"]);
    }

    what_the_writer_knows_of_a_place_is_what_is_written(town) {
        let round = Round::open(town);
        let project = round.submit("王阿姨", "P01", 10_000);
        round.check(&[&project]);
        round.shortlist(&[(&project, "80")]);
        town.until("2025-04-18T18:00:00+08:00");
        (0..3).for_each(|judge| drop(round.seat("roadshow", judge)));
        let draw = json!({ "purpose": "order", "seed_parts": ["晨", "暮"] });
        round.zhao.post(&format!("{}/draws", round.path), &draw).ok();
        let night = Night::of(&round, &project.path);
        let same = |about: &str| {
            for judge in &round.judges {
                let judge = PersonId(judge.id.parse().unwrap());
                let (known, written) = (town.db().write_now(night.place(judge)), town.db().read_now(night.place(judge)));
                assert_eq!(known.unwrap(), written.unwrap(), "{about}");
            }
        };
        same("a seat");
        round.judges[0].post(&format!("{}/declaration", round.path), &json!({ "conflicts": [] })).ok();
        same("a declaration");
        let tie = json!([{ "proposal": project.path.rsplit('/').next().unwrap(), "kind": "family" }]);
        round.judges[1].post(&format!("{}/declaration", round.path), &json!({ "conflicts": tie })).ok();
        same("what a judge declares");
        let other = json!({ "stage": "roadshow", "person": round.judges[2].id, "kind": "family" });
        round.zhao.post(&format!("{}/recusals", project.path), &other).ok();
        same("a recusal");
        let asked = night.clone().hosting(project.group.as_str().unwrap(), round.foundation.as_str().unwrap());
        town.db().write_now(asked).unwrap();
        same("a host");
        town.until("2025-04-19T08:30:00+08:00");
        round.wu.post(&format!("{}/opening", round.slot(&project)), &json!({})).ok();
        for total in [80, 90] {
            round.judges[0].put_down(&format!("{}/sheet", project.path), &sheet(total)).ok();
            same("a sheet");
        }
        round.judges[0].act(&format!("{}/sheet/signature", project.path), &json!({})).ok();
        same("a signature");
    }

    what_the_writer_knows_of_a_session_is_what_is_written(town) {
        let body = town.organisation("O1", "street_office", "registered");
        let officer = town.officer("赵主任", "organiser", &body);
        officer.get("/api/v1/me").ok();
        let (tenant, person) = (town.tenant, PersonId(officer.id.parse().unwrap()));
        let newest = town.ask("SELECT id FROM session ORDER BY id DESC LIMIT 1").unwrap();
        let id = SessionId(newest.parse().unwrap());
        let find = move |tx: &mut Tx<'_>| sessions::find_holder_unscoped(tx, tenant, id);
        let same = |about: &str| {
            let (known, written) = (town.db().write_now(find).unwrap(), town.db().read_now(find).unwrap());
            assert_eq!(known, written, "{about}");
            known.unwrap()
        };
        assert_eq!(same("a session").id, person.0);
        let now = town.clock.now();
        let scope = Scope::Organisation(OrganisationId(body.as_str().unwrap().parse().unwrap()));
        let role = Grant { role: Role::Finance, scope };
        town.db().write_now(move |tx| people::grant(tx, tenant, person, role, now)).unwrap();
        assert!(same("a role").grants.contains(&role));
        let family = town.db().read_now(move |tx| sessions::find_unscoped(tx, tenant, id)).unwrap().family;
        town.db().write_now(move |tx| sessions::revoke_family(tx, tenant, family, now)).unwrap();
        assert!(same("its end").revoked_at.is_some());
    }

    what_another_process_ends_is_over_at_once(town) {
        let round = Round::open(town);
        let project = round.submit("王阿姨", "P01", 10_000);
        round.check(&[&project]);
        round.shortlist(&[(&project, "80")]);
        round.prepare_evening();
        town.until("2025-04-19T08:30:00+08:00");
        round.wu.post(&format!("{}/opening", round.slot(&project)), &json!({})).ok();
        let save = || round.judges[0].put_down(&format!("{}/sheet", project.path), &sheet(80));
        save().ok();
        town.ask("UPDATE session SET revoked_at = created_at").unwrap();
        save().is_refused("unauthenticated", "");
    }
}

fn prepared(town: &Town) -> Night {
    let round = Round::open(town);
    let project = round.submit("王阿姨", "P01", 10_000);
    round.check(&[&project]);
    round.shortlist(&[(&project, "80")]);
    round.prepare_evening();
    Night::of(&round, &project.path)
}

#[test]
fn what_a_job_knew_goes_with_it_when_it_is_undone() {
    let town = Town::found(Engine::Sqlite);
    let night = prepared(&town);
    let before = town.db().write_now({
        let night = night.clone();
        move |tx| night.read(tx)
    });
    let before = before.unwrap();
    let (go, wait) = std::sync::mpsc::channel::<()>();
    // The first holds the writer until the others wait, so that one commit carries them all.
    let held = town.db().write(move |_| wait.recv().map_err(|e| Error::Broken(e.into())));
    let [a, b, c, d] = [(); 4].map(|()| night.clone());
    let undone = town.db().write(move |tx| a.change(tx).and_then(|_| Err::<(), _>(Error::Conflict)));
    let between = town.db().write(move |tx| b.read(tx));
    let kept = town.db().write(move |tx| c.change(tx));
    let after = town.db().write(move |tx| d.read(tx));
    let release = async move { go.send(()).map_err(|e| Error::Broken(e.into())) };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (_, undone, between, kept, after, _) =
        runtime.block_on(async { tokio::join!(held, undone, between, kept, after, release) });
    assert!(matches!(undone, Err(Error::Conflict)));
    assert_eq!(between.unwrap(), before);
    let changed = (RoundState::Cancelled, ProposalState::Withdrawn, "scoring".to_owned());
    assert_ne!(before, changed);
    assert_eq!([kept.unwrap(), after.unwrap()], [changed.clone(), changed]);
}
