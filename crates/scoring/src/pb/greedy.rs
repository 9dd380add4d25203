//! By score, best first, as long as the budget lasts.

use super::{Election, Selection, Why};

/// What does not fit is skipped.
pub(super) fn skip(election: &Election) -> Selection {
    let mut left = election.budget;
    let mut found = Selection { selected: Vec::new(), skipped: Vec::new(), proof: None };
    for place in election.ranking() {
        let cost = election.cost(&[place]);
        match left.checked_sub(cost) {
            Some(rest) => {
                left = rest;
                found.selected.push(place);
            }
            None => found.skipped.push((place, Why::DoesNotFit)),
        }
    }
    found
}

/// The first that does not fit ends it.
pub(super) fn stop(election: &Election) -> Selection {
    let mut left = Some(election.budget);
    let mut found = Selection { selected: Vec::new(), skipped: Vec::new(), proof: None };
    for place in election.ranking() {
        let Some(now) = left else {
            found.skipped.push((place, Why::AfterStop));
            continue;
        };
        left = now.checked_sub(election.cost(&[place]));
        match left {
            Some(_) => found.selected.push(place),
            None => found.skipped.push((place, Why::DoesNotFit)),
        }
    }
    found
}
