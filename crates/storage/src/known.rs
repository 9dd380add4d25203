//! What was read so far of what every act begins with: the session, the round, the proposal, its slot, the judge's place.
//!
//! On SQLite one thread writes, so what it read stays true until it changes it: a hall that marks or votes reads it once in an evening.
//! Whoever changes a row says so here, in the function that writes it; a job that is undone takes everything with it, and so does what another process wrote.
//! On PostgreSQL it lives as long as one transaction.

use crate::roadshows::Slot;
use crate::seats::Place;
use crate::sessions::Holder;
use model::proposal::Outline;
use model::{PersonId, Proposal, ProposalId, Round, RoundId, SessionId, SlotId, TenantId};
use std::collections::HashMap;
use std::hash::Hash;

/// How many rows of one kind are kept; with one more they are all read anew.
const MOST: usize = 4_096;

/// Rows of one kind, each with its tenant.
#[derive(Debug)]
pub(crate) struct Rows<K, V>(HashMap<K, (TenantId, V)>);

impl<K, V> Default for Rows<K, V> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<K: Eq + Hash, V: Clone> Rows<K, V> {
    /// The row as it stands, when it was read before.
    pub(crate) fn get(&self, tenant: TenantId, key: &K) -> Option<V> {
        self.0.get(key).filter(|(owner, _)| *owner == tenant).map(|(_, row)| row.clone())
    }

    /// Keeps a row as it was read or locked just now.
    pub(crate) fn keep(&mut self, tenant: TenantId, key: K, row: &V) {
        if self.0.len() >= MOST {
            self.0.clear();
        }
        self.0.insert(key, (tenant, row.clone()));
    }

    /// The row, if it is known, is now different in this.
    pub(crate) fn change(&mut self, key: &K, how: impl FnOnce(&mut V)) {
        if let Some((_, row)) = self.0.get_mut(key) {
            how(row);
        }
    }

    /// The row is no longer as it was read.
    pub(crate) fn forget(&mut self, key: &K) {
        self.0.remove(key);
    }

    /// None of them is.
    pub(crate) fn forget_all(&mut self) {
        self.0.clear();
    }
}

/// All that is known.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// Up to which write of other processes it holds.
    version: Option<i64>,
    pub(crate) holders: Rows<SessionId, Holder>,
    pub(crate) rounds: Rows<RoundId, Round>,
    pub(crate) outlines: Rows<ProposalId, Proposal<Outline>>,
    /// The newest slot of a proposal, held together with others.
    pub(crate) slots: Rows<ProposalId, Slot>,
    /// What a judge has before one slot.
    pub(crate) places: Rows<(SlotId, PersonId), Place>,
}

impl Known {
    /// Holds from here on if the database still has this version, and is forgotten if another process wrote, or if it cannot be told.
    pub(crate) fn hold(&mut self, version: Option<i64>) {
        if version.is_none() || self.version != version {
            *self = Self { version, ..Self::default() };
        }
    }
}
