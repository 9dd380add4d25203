//! Tables: every policy one seal before, at and after its threshold; every mode; every audience.

use super::*;
use model::rules::JudgeNames;

fn reveal(policy: RevealPolicy, group_size: i64, lag: i64) -> Reveal {
    Reveal { policy, group_size, lag, judges: JudgeNames::Anonymous, hidden_until: vec![] }
}

/// `S` is sealed, `R` sealed and revealed, `K` sealed and kept, `.` open.
fn order(text: &str) -> Vec<Place> {
    let place = |c: char| Place { sealed: c != '.', revealed: c == 'R', kept: c == 'K' };
    text.chars().map(place).collect()
}

/// Which slots the policy has come to.
fn allowed(rule: &Reveal, text: &str) -> String {
    let order = order(text);
    (0..order.len()).map(|n| if permitted(rule, &order, n) { 'x' } else { '.' }).collect()
}

#[test]
fn a_policy_comes_to_a_slot_at_its_threshold_and_not_before() {
    use RevealPolicy::{End, Immediate, LagGroups, Never};
    for (policy, size, lag, sealed, expected) in [
        (Immediate, 1, 0, "....", "...."),
        (Immediate, 1, 0, "S...", "x..."),
        (Immediate, 1, 0, ".S..", ".x.."),
        (Immediate, 2, 0, "S...", "...."),
        (Immediate, 2, 0, "SS..", "xx.."),
        (Immediate, 2, 0, "SSS..", "xx..."),
        (Immediate, 2, 0, "SSSSS", "xxxxx"),
        (LagGroups, 1, 1, "S...", "...."),
        (LagGroups, 1, 1, "SS..", "x..."),
        (LagGroups, 1, 1, "SSS.", "xx.."),
        (LagGroups, 1, 1, "SSSS", "xxxx"),
        (LagGroups, 1, 2, "SS..", "...."),
        (LagGroups, 1, 2, "SSS.", "x..."),
        (LagGroups, 2, 1, "SSS.", "...."),
        (LagGroups, 2, 1, "SSSS..", "xx...."),
        (LagGroups, 1, 0, "S...", "x..."),
        (LagGroups, 1, 1, ".S..", "...."),
        (End, 1, 0, "SSS.", "...."),
        (End, 1, 0, "SSSS", "xxxx"),
        (Never, 1, 0, "SSS.", "...."),
        (Never, 1, 0, "SSSS", "xxxx"),
        (Immediate, 0, -1, "S", "x"),
        (Immediate, 1, 0, "", ""),
    ] {
        assert_eq!(allowed(&reveal(policy, size, lag), sealed), expected, "{policy:?} {size} {lag} {sealed}");
    }
    assert!(!permitted(&reveal(RevealPolicy::End, 1, 0), &[], 0));
    assert!(!permitted(&reveal(RevealPolicy::End, 1, 0), &order("S"), 1));
}

/// Which slots an audience is shown.
fn seen(audience: Audience, policy: RevealPolicy, mode: RevealMode, state: RoundState, text: &str) -> String {
    let (rule, order) = (reveal(policy, 1, 0), order(text));
    (0..order.len()).map(|n| if shows(audience, (&rule, mode), state, &order, n) { 'x' } else { '.' }).collect()
}

#[test]
fn a_mode_holds_back_what_the_policy_allows_and_never_more_comes_out() {
    use RevealMode::{Frozen, Live, OneByOne, ProgressOnly, WhenComplete};
    for (mode, text, expected) in [
        (Live, "SRK.", "xxx."),
        (WhenComplete, "SRK.", "...."),
        (WhenComplete, "SRKS", "xxxx"),
        (OneByOne, "SRK.", ".x.."),
        (ProgressOnly, "SRKS", "...."),
        (Frozen, "SRK.", "..x."),
    ] {
        for audience in [Audience::Judge, Audience::Juror, Audience::Screen, Audience::Public] {
            let found = seen(audience, RevealPolicy::Immediate, mode, RoundState::Pitching, text);
            assert_eq!(found, expected, "{audience} {mode} {text}");
        }
        for audience in [Audience::Host, Audience::Overseer] {
            let found = seen(audience, RevealPolicy::Immediate, mode, RoundState::Pitching, text);
            assert_eq!(found, text.replace(['S', 'R', 'K'], "x"), "{audience} {mode} {text}");
        }
    }
}

#[test]
fn nothing_unsealed_is_shown_to_anybody_whatever_policy_and_mode_say() {
    let unsealed =
        [Place { sealed: false, revealed: true, kept: true }, Place { sealed: true, revealed: true, kept: true }];
    for audience in Audience::ALL {
        for mode in RevealMode::ALL {
            for policy in [RevealPolicy::Immediate, RevealPolicy::LagGroups, RevealPolicy::End, RevealPolicy::Never] {
                for state in RoundState::ALL {
                    assert!(!shows(*audience, (&reveal(policy, 1, 0), *mode), *state, &unsealed, 0));
                }
            }
        }
    }
}

#[test]
fn never_is_never_for_those_who_do_not_lead_or_watch_over_the_round() {
    for state in RoundState::ALL {
        for audience in [Audience::Judge, Audience::Juror, Audience::Screen, Audience::Public] {
            assert_eq!(seen(audience, RevealPolicy::Never, RevealMode::Live, *state, "SS"), "..", "{state}");
        }
        assert_eq!(seen(Audience::Overseer, RevealPolicy::Never, RevealMode::Live, *state, "SS"), "xx");
    }
}

#[test]
fn with_the_notice_the_mode_lets_go() {
    for (state, expected) in [
        (RoundState::Pitching, ".."),
        (RoundState::ResultsSealed, ".."),
        (RoundState::AwardProposed, ".."),
        (RoundState::InNotice, "xx"),
        (RoundState::Running, "xx"),
        (RoundState::Archived, "xx"),
    ] {
        assert_eq!(seen(Audience::Public, RevealPolicy::End, RevealMode::OneByOne, state, "SS"), expected, "{state}");
    }
}

#[test]
fn awards_come_last_to_first_as_far_as_the_scene_has_gone() {
    for (audience, state, step, expected) in [
        (Audience::Host, RoundState::AwardProposed, None, None),
        (Audience::Screen, RoundState::AwardProposed, None, Some(0)),
        (Audience::Screen, RoundState::AwardProposed, Some(0), Some(0)),
        (Audience::Screen, RoundState::AwardProposed, Some(3), Some(3)),
        (Audience::Public, RoundState::AwardProposed, Some(-1), Some(0)),
        (Audience::Public, RoundState::InNotice, None, None),
    ] {
        assert_eq!(awards_shown(audience, state, step), expected);
    }
}

#[test]
fn what_can_be_revealed_is_what_the_policy_has_come_to() {
    assert_eq!(may_reveal(&reveal(RevealPolicy::Immediate, 1, 0), &order("S."), 0), Ok(()));
    for (policy, n) in [(RevealPolicy::Immediate, 1), (RevealPolicy::End, 0), (RevealPolicy::Never, 0)] {
        let refused = may_reveal(&reveal(policy, 1, 0), &order("S."), n);
        assert!(matches!(refused, Err(Refusal::NotNow { code: "not_revealable", .. })), "{policy:?} {n}");
    }
}
