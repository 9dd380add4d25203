//! A grant in parts, the gates before them, and the steps of their payment.

use crate::{Refusal, roles};
use model::rules::{Delivery, Gate, PaymentRole, PaymentStep, PaymentStepRule};
use model::{Actor, Money, PersonId, ProposalState, Round};
use serde_json::json;

/// One part of a grant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// How much.
    pub amount: Money,
    /// What must have happened before.
    pub gate: Gate,
}

/// The parts of a grant: each but the last is rounded down to the fen, the last takes the remainder.
#[must_use]
pub fn split(grant: Money, delivery: &Delivery) -> Vec<Part> {
    let small = delivery.small_grant_split.as_ref().filter(|small| grant <= small.up_to_fen);
    let plan: Vec<(u32, Gate)> = match small {
        Some(small) => small.percent.iter().copied().zip(small.gates.iter().copied()).collect(),
        None => delivery.instalments.iter().map(|i| (i.percent, i.gate)).collect(),
    };
    let mut left = grant;
    let last = plan.len().saturating_sub(1);
    let part = |(n, (percent, gate)): (usize, (u32, Gate))| {
        let amount = if n == last { left } else { grant.percent_floor(percent) };
        left = left.minus(amount);
        Part { amount, gate }
    };
    plan.into_iter().enumerate().map(part).collect()
}

/// Where a project stands as far as the gates go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The state of the project.
    pub state: ProposalState,
    /// Whether every milestone agreed for a day up to the reference day is accepted.
    pub milestones_accepted: bool,
}

/// Whether the gate is open.
///
/// # Errors
/// [`Refusal::NotNow`] with `gate_closed`.
pub fn pass(gate: Gate, progress: Progress) -> Result<(), Refusal> {
    use ProposalState as S;
    let signed = matches!(progress.state, S::Agreed | S::Active | S::Rectifying | S::MidPassed | S::Graded);
    let mid_passed = matches!(progress.state, S::MidPassed | S::Graded);
    let open = match gate {
        Gate::None | Gate::AgreementSigned => signed,
        Gate::MidTermPassed => mid_passed,
        Gate::MidTermPassedAndMilestonesAccepted => mid_passed && progress.milestones_accepted,
        Gate::FinalPassed => progress.state == S::Graded,
    };
    if open { Ok(()) } else { Err(Refusal::not_now("gate_closed", json!({ "gate": gate, "state": progress.state }))) }
}

/// Whether the actor may do this step of a payment now.
///
/// # Errors
/// In the order role, conflict (`second_approver_must_differ`, `person_must_differ`), state.
pub fn step(
    next: PaymentStep,
    state: &'static str,
    done: &[(PaymentStep, PersonId)],
    round: &Round,
    actor: &Actor,
) -> Result<(), Refusal> {
    let rules = round.document.rules.delivery().map(|d| d.payment_steps.as_slice()).unwrap_or_default();
    let rule = rules
        .iter()
        .find(|r| r.state == next)
        .ok_or_else(|| Refusal::not_now("step_unknown", json!({ "step": next })))?;
    let duty = match rule.by {
        PaymentRole::Finance => roles::Duty::Finance,
        PaymentRole::FinanceApprover => roles::Duty::Approve,
    };
    roles::may(actor, round, duty)?;
    differs(rule, done, actor)?;
    let position = rules.iter().position(|r| r.state == next).unwrap_or(0);
    let before = position.checked_sub(1).and_then(|n| rules.get(n)).map_or("planned", |r| r.state.as_str());
    if state == before { Ok(()) } else { Err(Refusal::WrongState { command: next.as_str(), state }) }
}

fn differs(rule: &PaymentStepRule, done: &[(PaymentStep, PersonId)], actor: &Actor) -> Result<(), Refusal> {
    let same = done.iter().find(|(step, person)| rule.differs_from.contains(step) && actor.person() == Some(*person));
    match same {
        None => Ok(()),
        Some((step, _)) => {
            let code = if rule.state == PaymentStep::ApprovedAgain {
                "second_approver_must_differ"
            } else {
                "person_must_differ"
            };
            Err(Refusal::Conflicted { code, facts: json!({ "from": step }) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn delivery(preset: &str) -> Delivery {
        let rules: model::rules::Rules = serde_json::from_str(preset).unwrap();
        rules.delivery().unwrap().clone()
    }

    #[test]
    fn parts_are_rounded_down_and_the_last_takes_the_remainder() {
        let delivery = delivery(include_str!("../../../presets/weiguang_street_round.json"));
        let fen = |grant| split(Money::fen(grant), &delivery).iter().map(|p| p.amount.as_fen()).collect::<Vec<_>>();
        assert_eq!(fen(986_050), [493_025, 394_420, 98_605]);
        assert_eq!(fen(300_001), [150_000, 120_000, 30_001]);
        assert_eq!(fen(300_000), [180_000, 120_000]);
        assert_eq!(fen(100_001), [60_000, 40_001]);
    }

    #[test]
    fn no_fen_is_lost_or_made() {
        let delivery = delivery(include_str!("../../../presets/weiguang_street_round.json"));
        for grant in (0..2_000_000).step_by(997) {
            let sum: Money = split(Money::fen(grant), &delivery).iter().map(|p| p.amount).sum();
            assert_eq!(sum, Money::fen(grant));
        }
    }
}
