//! Figures that people enter: which components have them, what they may be, and without which a slot stays open.

use crate::Refusal;
use model::Mark;
use model::rules::{Component, ComponentKind, Roadshow};
use serde_json::json;

/// A fen in the units of a mark, for donations in yuan.
pub const FEN: i64 = Mark::UNIT / 100;

/// The components whose figures people enter.
pub fn entered(rule: &Roadshow) -> impl Iterator<Item = &Component> {
    rule.components.iter().filter(|c| c.kind.is_entered())
}

/// Whether a slot cannot be sealed without it; a bonus or penalty that nobody entered is none.
#[must_use]
pub const fn is_needed(kind: ComponentKind) -> bool {
    matches!(kind, ComponentKind::PanelConsensus | ComponentKind::DonationShare)
}

/// Whether a component of the rules is entered by people, and takes such a figure.
///
/// # Errors
/// `component_unknown`, naming those that are entered; `figure_out_of_range`; `figure_below_fen`.
pub fn fits(rule: &Roadshow, component: &str, figure: Mark) -> Result<(), Refusal> {
    let Some(found) = entered(rule).find(|c| c.id == component) else {
        let known: Vec<&String> = entered(rule).map(|c| &c.id).collect();
        return Err(Refusal::rule("/component", "component_unknown", json!({ "known": known })));
    };
    let most = most(rule, found);
    if figure < Mark::default() || most.is_some_and(|most| figure > most) {
        return Err(Refusal::rule("/figure", "figure_out_of_range", json!({ "max": most })));
    }
    if found.kind == ComponentKind::DonationShare && figure.as_units() % FEN != 0 {
        return Err(Refusal::rule("/figure", "figure_below_fen", json!({})));
    }
    Ok(())
}

/// The full marks of an agreed score. What goes beyond the cap of a bonus or penalty is entered as it is and counts as the cap.
fn most(rule: &Roadshow, component: &Component) -> Option<Mark> {
    let full = rule.rubric.criteria.iter().map(|c| Mark::points(c.max)).fold(Mark::default(), Mark::plus);
    (component.kind == ComponentKind::PanelConsensus && full > Mark::default()).then_some(full)
}
