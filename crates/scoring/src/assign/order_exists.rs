//! Whether any running order keeps the constraints: a search that places item after item and turns back where none fits.

use super::running_order::Item;
use std::collections::BTreeSet;

/// How many placements are tried before the search gives up.
const MOST_STEPS: u32 = 20_000;

/// What the search found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exists {
    Yes,
    No,
    Unknown,
}

/// Searches.
pub(super) fn exists(items: &[Item]) -> Exists {
    let mut search = Search { items, placed: Vec::new(), steps: 0 };
    if search.complete() {
        Exists::Yes
    } else if search.steps < MOST_STEPS {
        Exists::No
    } else {
        Exists::Unknown
    }
}

struct Search<'a> {
    items: &'a [Item],
    placed: Vec<&'a Item>,
    steps: u32,
}

impl Search<'_> {
    fn complete(&mut self) -> bool {
        if self.placed.len() == self.items.len() {
            return true;
        }
        for item in self.items {
            if self.steps >= MOST_STEPS {
                return false;
            }
            if !self.fits(item) {
                continue;
            }
            self.steps = self.steps.saturating_add(1);
            self.placed.push(item);
            if self.complete() {
                return true;
            }
            self.placed.pop();
        }
        false
    }

    /// Whether an item may come next: not placed, not beside its own organisation, tearing no group apart.
    fn fits(&self, item: &Item) -> bool {
        let Some(last) = self.placed.last() else { return true };
        let mine: BTreeSet<&String> = item.kept_away.iter().collect();
        let placed = self.placed.iter().any(|p| p.code == item.code);
        // A judge who is out must stay out until all their items are over, and one who came back must not go again.
        let stays = last.kept_away.iter().all(|judge| mine.contains(judge) || self.is_over(judge));
        let again = |judge: &&String| !last.kept_away.contains(judge) && self.began(judge);
        !placed && last.organisation != item.organisation && stays && !mine.iter().any(again)
    }

    fn is_over(&self, judge: &String) -> bool {
        let count = |items: &mut dyn Iterator<Item = &Item>| items.filter(|i| i.kept_away.contains(judge)).count();
        count(&mut self.items.iter()) == count(&mut self.placed.iter().copied())
    }

    fn began(&self, judge: &String) -> bool {
        self.placed.iter().any(|p| p.kept_away.contains(judge))
    }
}
