//! The pictures of a round's, a proposal's and a project's life: drawn by asking `workflow` what it allows, never by hand.

use crate::permissions::{people, proposal, round};
use model::{ProposalState, RoundState, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use workflow::{projects, proposals, rounds};

/// From where by which act to where; acts that leave their subject where it is are no part of the picture.
type Edges = BTreeMap<(&'static str, &'static str), BTreeSet<&'static str>>;

/// Before, inside and after the call, so that every act that the clock decides is met.
fn instants() -> [Timestamp; 3] {
    ["2025-02-01T09:00:00+08:00", "2025-03-01T09:00:00+08:00", "2025-04-01T09:00:00+08:00"].map(|t| t.parse().unwrap())
}

fn of_rounds() -> Edges {
    let mut edges = Edges::new();
    for state in RoundState::ALL {
        for (_, actor) in people() {
            for now in instants() {
                for command in rounds::Command::ALL {
                    if let Ok(next) = rounds::decide(*command, &round(*state), &actor, now) {
                        edges.entry((state.as_str(), next.as_str())).or_default().insert(command.as_str());
                    }
                }
            }
        }
    }
    moving(edges)
}

fn of_proposals() -> Edges {
    let mut edges = Edges::new();
    for state in ProposalState::ALL {
        for (_, actor) in people() {
            for now in instants() {
                let (subject, round) = (proposal(*state), round(RoundState::Open));
                for command in proposals::Command::ALL {
                    if let Ok(next) = proposals::decide(*command, &subject, &round, &actor, now) {
                        edges.entry((state.as_str(), next.as_str())).or_default().insert(command.as_str());
                    }
                }
                for command in projects::Command::ALL {
                    if let Ok(next) = projects::decide(*command, &subject, &round, &actor) {
                        edges.entry((state.as_str(), next.as_str())).or_default().insert(command.as_str());
                    }
                }
            }
        }
    }
    moving(edges)
}

fn moving(edges: Edges) -> Edges {
    edges.into_iter().filter(|((from, to), _)| from != to).collect()
}

fn picture(edges: &Edges, order: &[&'static str]) -> String {
    let place = |state: &str| order.iter().position(|s| *s == state);
    let mut rows: Vec<_> = edges.iter().collect();
    rows.sort_by_key(|((from, to), _)| (place(from), place(to)));
    let mut out = String::from("```mermaid\nstateDiagram-v2\n");
    writeln!(out, "    [*] --> {}", order[0]).unwrap();
    for ((from, to), acts) in rows {
        let acts: Vec<&str> = acts.iter().copied().collect();
        writeln!(out, "    {from} --> {to}: {}", acts.join(", ")).unwrap();
    }
    out.push_str("```\n");
    out
}

fn round_picture() -> String {
    picture(&of_rounds(), &RoundState::ALL.iter().map(|s| s.as_str()).collect::<Vec<_>>())
}

fn page() -> String {
    let proposals = picture(&of_proposals(), &ProposalState::ALL.iter().map(|s| s.as_str()).collect::<Vec<_>>());
    format!(
        "# Lives\n\nMade from `workflow` by the contract test; `BLESS=1 make test` writes it again.\n\
         Who may do each act stands in [permissions.txt](../tests/contract/permissions.txt).\n\n\
         ## A round 一届\n\n{}\nA round only passes through the states of the stages that its rules list.\n\n\
         ## A proposal, later a project 申报书与项目\n\n{proposals}\n\
         Results of a whole round move proposals as well: the cut (`shortlisted`, `not_shortlisted`), the sealed results (`scored`), and the award (`proposed`, `reserve`, `not_selected`).\n\
         A failed eligibility check makes a proposal `ineligible`.\n",
        round_picture()
    )
}

const BEGIN: &str = "<!-- a round's life: made by the contract test -->\n";
const END: &str = "<!-- end -->\n";

/// The README with the picture of a round put between its marks.
fn readme(held: &str) -> String {
    let (before, rest) = held.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    format!("{before}{BEGIN}{}{END}{after}", round_picture())
}

#[test]
fn the_pictures_show_what_the_workflow_allows() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let (pictures, front) = (format!("{root}/docs/workflow.md"), format!("{root}/README.md"));
    let held = std::fs::read_to_string(&front).unwrap();
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever changes the workflow asks for the pictures to be drawn again"
    )]
    if std::env::var("BLESS").is_ok() {
        std::fs::write(&pictures, page()).unwrap();
        std::fs::write(&front, readme(&held)).unwrap();
        return;
    }
    assert_eq!(page(), std::fs::read_to_string(&pictures).unwrap());
    assert_eq!(readme(&held), held);
}

#[test]
fn every_state_is_reached_and_every_life_ends() {
    let edges = of_rounds();
    let mut reached = BTreeSet::from([RoundState::Draft.as_str()]);
    for _ in RoundState::ALL {
        let next: Vec<_> = edges.keys().filter(|(from, _)| reached.contains(from)).map(|(_, to)| *to).collect();
        reached.extend(next);
    }
    assert_eq!(reached, RoundState::ALL.iter().map(|s| s.as_str()).collect());
    let ends: Vec<_> =
        RoundState::ALL.iter().map(|s| s.as_str()).filter(|s| edges.keys().all(|(from, _)| from != s)).collect();
    assert_eq!(ends, ["archived", "cancelled"]);
}
