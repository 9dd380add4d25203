//! What an open transaction has read so far of what every act begins with: the round, the proposal, its slot.
//!
//! The jobs of a group share it, since nobody else writes before the group is committed: a hall that marks or votes on one pitch reads it once for each commit.
//! Whoever changes a row says so here, and a job that is undone takes everything with it.

use crate::roadshows::Slot;
use model::proposal::Outline;
use model::{Proposal, ProposalId, Round, RoundId, TenantId};
use std::collections::HashMap;
use std::hash::Hash;

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
        self.0.insert(key, (tenant, row.clone()));
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
    pub(crate) rounds: Rows<RoundId, Round>,
    pub(crate) outlines: Rows<ProposalId, Proposal<Outline>>,
    /// The newest slot of a proposal, held together with others.
    pub(crate) slots: Rows<ProposalId, Slot>,
}
