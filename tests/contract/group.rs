//! The writes that share one commit on SQLite share what they read of a round, a proposal and its slot, as far as it still holds.

use harness::{Engine, Round, Town, on_both_engines};
use model::{Actor, ProposalId, ProposalState, RoundId, RoundState};
use storage::roadshows::Slot;
use storage::{Error, Tx, proposals, roadshows, rounds};

/// Where a round, a proposal and its slot stand.
type Stands = (RoundState, ProposalState, String);

#[derive(Clone)]
struct Night {
    actor: Actor,
    round: RoundId,
    proposal: ProposalId,
}

impl Night {
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
}

fn prepared(town: &Town) -> Night {
    let round = Round::open(town);
    let project = round.submit("王阿姨", "P01", 10_000);
    round.check(&[&project]);
    round.shortlist(&[(&project, "80")]);
    round.prepare_evening();
    let id = |path: &str| path.rsplit('/').next().unwrap().parse().unwrap();
    Night { actor: Actor::clock(town.tenant), round: RoundId(id(&round.path)), proposal: ProposalId(id(&project.path)) }
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
