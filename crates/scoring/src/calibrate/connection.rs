//! Which judges and proposals connect by marks.

use crate::marks::MarkTable;

/// Judges and proposals that connect with each other, and with nobody else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// The proposals, in the order of the table.
    pub proposals: Vec<String>,
    /// The judges, in the order of the table.
    pub judges: Vec<String>,
}

/// The groups into which the table falls; one when everything connects, none for an empty table.
#[must_use]
pub fn groups(table: &MarkTable) -> Vec<Group> {
    let proposals = table.proposals.len();
    let mut group: Vec<usize> = (0..proposals + table.judges.len()).collect();
    for (proposal, row) in table.rows().enumerate() {
        let judges = row.iter().enumerate().filter(|(_, mark)| mark.is_some());
        for (judge, _) in judges {
            join(&mut group, proposal, proposals + judge);
        }
    }
    let roots: Vec<usize> = (0..group.len()).map(|at| root(&group, at)).collect();
    let mut first: Vec<usize> = roots.clone();
    first.sort_unstable();
    first.dedup();
    let members = |names: &[String], from: usize, of: usize| -> Vec<String> {
        names
            .iter()
            .zip(roots.iter().skip(from))
            .filter(|(_, root)| **root == of)
            .map(|(name, _)| name.clone())
            .collect()
    };
    let one = |of: usize| Group {
        proposals: members(&table.proposals, 0, of),
        judges: members(&table.judges, proposals, of),
    };
    first.into_iter().map(one).collect()
}

fn root(group: &[usize], at: usize) -> usize {
    let mut at = at;
    while let Some(up) = group.get(at).filter(|up| **up != at) {
        at = *up;
    }
    at
}

/// The smaller root becomes the root of both.
fn join(group: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(group, a), root(group, b));
    group.get_mut(a.max(b)).into_iter().for_each(|up| *up = a.min(b));
}
