//! Real municipal elections give their published winners and the outcomes that another implementation computed.
#![cfg(test)]

use proptest::prelude::*;
use scoring::pb::{Completion, Election, PbError, PbRule, VoteKind, Why, elect, read, represent, write};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The folder of the vectors; without it a test says so and passes, but not where everything must be checked.
fn vectors() -> Option<PathBuf> {
    let folder = std::env::var_os("WEIGUANG_VECTORS").map(PathBuf::from);
    let found = folder.filter(|f| f.join("pabulib").is_dir());
    let strict = std::env::var_os("CI").is_some_and(|ci| ci == "true");
    assert!(found.is_some() || !strict, "WEIGUANG_VECTORS must name the folder of the vectors");
    if found.is_none() {
        eprintln!("not run: WEIGUANG_VECTORS names no folder of vectors");
    }
    found
}

fn ids(election: &Election, places: &[usize]) -> Vec<String> {
    places.iter().map(|p| election.projects[*p].id.clone()).collect()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
}

fn selected(election: &Election, rule: PbRule) -> Vec<String> {
    ids(election, &elect(election, rule).unwrap().selected)
}

#[test]
fn six_cities_come_out_as_published() {
    let Some(folder) = vectors() else { return };
    let expected: Value =
        serde_json::from_slice(&std::fs::read(folder.join("pabulib/expected.json")).unwrap()).unwrap();
    for case in expected.as_array().unwrap() {
        let file = case["file"].as_str().unwrap();
        let election = read(&std::fs::read(folder.join("pabulib").join(file)).unwrap()).unwrap();
        assert_eq!(election.warnings, Vec::<String>::new(), "{file}");
        assert_eq!(serde_json::to_value(election.kind).unwrap(), case["vote_type"], "{file}");
        assert_eq!((election.projects.len(), election.voters.len()), count(case), "{file}");
        let greedy = elect(&election, PbRule::GreedySkip).unwrap();
        assert_eq!(ids(&election, &greedy.selected), texts(&case["greedy_skip_order"]), "{file}");
        let sorted: BTreeSet<String> = ids(&election, &greedy.selected).into_iter().collect();
        let city: BTreeSet<String> =
            election.projects.iter().filter(|p| p.selected == Some(true)).map(|p| p.id.clone()).collect();
        assert_eq!((&sorted, &sorted), (&texts(&case["published_selected"]).into_iter().collect(), &city), "{file}");
        let spent = election.money.text(i128::from(election.cost(&greedy.selected)));
        assert_eq!(spent, case["spent"].as_str().unwrap(), "{file}");
        let best = elect(&election, PbRule::Optimal).unwrap();
        let proof = best.proof.unwrap();
        let value = election.points.text(i128::from(proof.value));
        assert_eq!((value.as_str(), proof.gap), (case["max_total_score"].as_str().unwrap(), 0), "{file}");
        assert!(election.cost(&best.selected) <= election.budget);
        for (rule, key) in
            [(PbRule::EqualShares(Completion::None), "mes_cost_utility_no_completion"), (PbRule::Phragmen, "phragmen")]
        {
            match case.get(key) {
                Some(order) => assert_eq!(selected(&election, rule), texts(order), "{file} {key}"),
                None => assert_eq!(elect(&election, rule), Err(PbError::NeedsApproval), "{file} {key}"),
            }
        }
        assert_eq!(read(write(&election).as_bytes()).unwrap(), election, "{file}");
    }
}

fn count(case: &Value) -> (usize, usize) {
    let number = |key: &str| usize::try_from(case[key].as_u64().unwrap()).unwrap();
    (number("projects"), number("voters"))
}

/// A small approval election: costs by project a, b, c, .. and ballots as letters.
fn election(budget: u64, costs: &[u64], ballots: &[&str]) -> Election {
    let letter = |n: usize| char::from(b'a' + u8::try_from(n).unwrap());
    let projects: String = costs.iter().enumerate().map(|(n, c)| format!("{};{c}\n", letter(n))).collect();
    let split = |b: &&str| b.chars().map(String::from).collect::<Vec<_>>().join(",");
    let votes: String = ballots.iter().enumerate().map(|(n, b)| format!("{n};{}\n", split(b))).collect();
    let text = format!(
        "META\nkey;value\nbudget;{budget}\nvote_type;approval\nPROJECTS\nproject_id;cost\n{projects}VOTES\nvoter_id;vote\n{votes}"
    );
    read(text.as_bytes()).unwrap()
}

fn outcome(election: &Election, rule: PbRule) -> (String, Vec<(String, Why)>) {
    let found = elect(election, rule).unwrap();
    let skipped = found.skipped.iter().map(|(p, why)| (election.projects[*p].id.clone(), *why)).collect();
    (ids(election, &found.selected).concat(), skipped)
}

fn skipped(list: &[(&str, Why)]) -> Vec<(String, Why)> {
    list.iter().map(|(id, why)| ((*id).to_owned(), *why)).collect()
}

#[test]
fn greedy_skips_or_stops_at_what_does_not_fit() {
    for (budget, skip, stop) in [(9, "b", ""), (10, "a", "a"), (15, "a", "a"), (16, "ab", "ab"), (0, "", "")] {
        let election = election(budget, &[10, 6, 20], &["a", "a", "a", "b", "b", "c"]);
        assert_eq!(outcome(&election, PbRule::GreedySkip).0, skip, "{budget}");
        assert_eq!(outcome(&election, PbRule::GreedyStop).0, stop, "{budget}");
    }
    let stopped = election(12, &[10, 6, 2], &["a", "a", "a", "b", "b", "c"]);
    assert_eq!(outcome(&stopped, PbRule::GreedySkip), ("ac".into(), skipped(&[("b", Why::DoesNotFit)])));
    let after = skipped(&[("b", Why::DoesNotFit), ("c", Why::AfterStop)]);
    assert_eq!(outcome(&stopped, PbRule::GreedyStop), ("a".into(), after));
}

#[test]
fn equal_shares_lets_only_those_pay_who_can() {
    // Four voters own 3 each. c is cheapest (price 1/4); then a, whose three supporters have 2 left each.
    let poor = election(12, &[6, 5, 4], &["ac", "ac", "ac", "bc"]);
    let shares = PbRule::EqualShares(Completion::None);
    assert_eq!(outcome(&poor, shares), ("ca".into(), skipped(&[("b", Why::SupportersCannotPay)])));
    let none = skipped(&[("b", Why::NoUtility), ("c", Why::NoSupporters)]);
    assert_eq!(outcome(&election(3, &[3, 0, 1], &["ab"]), shares), ("a".into(), none));
    assert_eq!(outcome(&election(3, &[4], &["a"]), shares).0, "");
    assert_eq!(outcome(&election(2, &[1, 1], &["ab", "ab"]), shares).0, "ab");
}

#[test]
fn completions_spend_what_is_left() {
    // Two camps of two voters own 5 each; a costs 12, so its camp (10) cannot pay without help.
    let camps = election(20, &[12, 8], &["a", "a", "b", "b"]);
    assert_eq!(outcome(&camps, PbRule::EqualShares(Completion::None)).0, "b");
    assert_eq!(outcome(&camps, PbRule::EqualShares(Completion::Add1)).0, "ab");
    assert_eq!(outcome(&camps, PbRule::EqualShares(Completion::Greedy)).0, "ba");
}

#[test]
fn adding_to_the_shares_ends_when_nothing_named_fits_any_more() {
    let add1 = PbRule::EqualShares(Completion::Add1);
    // With 3 each b can be paid for and a cannot; a would displace b with 4 each, but it does not fit beside b.
    assert_eq!(outcome(&election(12, &[10, 6], &["a", "a", "ab", "b"]), add1).0, "b");
    // What costs nothing and what nobody named do not count as something that fits.
    assert_eq!(outcome(&election(12, &[10, 6, 0], &["a", "a", "ab", "bc"]), add1).0, "b");
    assert_eq!(outcome(&election(12, &[10, 6, 1], &["a", "a", "ab", "b"]), add1).0, "b");
    // Five own 3.2 each and b leaves 10, just what a costs: adding goes on until both are paid for.
    assert_eq!(outcome(&election(16, &[10, 6], &["a", "a", "ab", "b", ""]), add1).0, "ab");
    assert_eq!(outcome(&election(15, &[10, 6], &["a", "a", "ab", "b", ""]), add1).0, "b");
    let nobody = election(15, &[10, 6], &[]);
    assert_eq!(outcome(&nobody, add1), ("".into(), skipped(&[("a", Why::NoSupporters), ("b", Why::NoSupporters)])));
}

#[test]
fn phragmen_stops_when_one_of_the_next_tie_does_not_fit() {
    // After c both a (8 on two) and b (1 + 11 on three) would leave a load of 4.
    for (budget, funded) in [(10, "ca"), (11, "c"), (12, "ca"), (19, "ca"), (20, "cab")] {
        let tied = election(budget, &[8, 11, 1], &["a", "a", "bc", "b", "b"]);
        assert_eq!(outcome(&tied, PbRule::Phragmen).0, funded, "{budget}");
    }
    let stopped = election(11, &[8, 11, 1], &["a", "a", "bc", "b", "b"]);
    let why = skipped(&[("b", Why::DoesNotFit), ("a", Why::AfterStop)]);
    assert_eq!(outcome(&stopped, PbRule::Phragmen).1, why);
    // Nobody named b: it comes last, and by the same rule.
    assert_eq!(outcome(&election(5, &[2, 3], &["a", "a"]), PbRule::Phragmen).0, "ab");
    assert_eq!(outcome(&election(4, &[2, 3], &["a", "a"]), PbRule::Phragmen).0, "a");
}

#[test]
fn among_optima_better_ranks_are_preferred() {
    // a + d and b + c are both worth 5; a has the best rank.
    let votes = ["ab", "ac", "a", "ab", "bc", "cd"];
    let election = election(10, &[6, 5, 5, 4], &votes);
    assert_eq!(election.scores(), [4, 3, 3, 1]);
    assert_eq!(outcome(&election, PbRule::Optimal).0, "bc");
    let tie = self::election(10, &[6, 5, 5, 4], &["abc", "abc", "bcd", "a"]);
    assert_eq!(tie.scores(), [3, 3, 3, 1]);
    assert_eq!(
        outcome(&tie, PbRule::Optimal),
        ("bc".into(), skipped(&[("a", Why::NotInOptimum), ("d", Why::NotInOptimum)]))
    );
    let even = self::election(10, &[6, 5, 5, 4], &["abc", "abcd", "ad"]);
    assert_eq!(even.scores(), [3, 2, 2, 2]);
    assert_eq!(outcome(&even, PbRule::Optimal).0, "ad");
}

#[test]
fn points_count_as_the_kind_of_ballot_says() {
    let file = |kind: &str, more: &str, votes: &str| {
        format!(
            "META\nkey;value\nbudget;10,5\nvote_type;{kind}\n{more}PROJECTS\nproject_id;cost\na;1.25\nb;2\nVOTES\n{votes}"
        )
    };
    let ordinal = read(file("ordinal", "max_length;3\n", "voter_id;vote\n1;b,a\n2;a\n3;\n").as_bytes()).unwrap();
    assert_eq!((ordinal.kind, ordinal.scores()), (VoteKind::Ordinal, vec![5, 3]));
    assert_eq!((ordinal.budget, ordinal.projects[0].cost, ordinal.money.decimals()), (1050, 125, 2));
    let points = read(file("cumulative", "", "voter_id;vote;points\n1;b,a;2,0.5\n2;none;none\n").as_bytes()).unwrap();
    assert_eq!((points.scores(), points.points.decimals()), (vec![5, 20], 1));
    assert_eq!(points.money.text(i128::from(points.cost(&[0, 1]))), "3.25");
}

#[test]
fn a_ballot_may_be_as_long_as_the_file_allows_and_no_longer() {
    let file = |most: usize| {
        format!(
            "META\nkey;value\nbudget;10\nvote_type;ordinal\nmax_length;{most}\nPROJECTS\nproject_id;cost\na;1\nb;1\nc;1\nVOTES\nvoter_id;vote\n1;b,a\n"
        )
    };
    assert_eq!(read(file(3).as_bytes()).unwrap().scores(), [2, 3, 0]);
    assert_eq!(read(file(2).as_bytes()).unwrap().scores(), [1, 2, 0]);
    let error = read(file(1).as_bytes()).unwrap_err();
    assert_eq!(error.to_string(), "line 13, column 1: the ballot names 2 projects, and max_length is 1");
}

#[test]
fn what_is_larger_than_the_budget_does_not_fit_and_what_is_as_large_might() {
    for (cost, phragmen, optimal) in [
        (9, Why::AfterStop, Why::NotInOptimum),
        (10, Why::AfterStop, Why::NotInOptimum),
        (11, Why::DoesNotFit, Why::DoesNotFit),
    ] {
        // b comes first; then a (2 + 8 on four) would leave less than c on one, and does not fit.
        let election = election(10, &[9, 2, cost], &["ab", "ab", "ab", "ab", "c"]);
        let a = |why| ("a", why);
        let best = if cost == 9 { Why::NotInOptimum } else { optimal };
        assert_eq!(outcome(&election, PbRule::Phragmen).1, skipped(&[a(Why::DoesNotFit), ("c", phragmen)]), "{cost}");
        assert_eq!(outcome(&election, PbRule::Optimal).1, skipped(&[("b", Why::NotInOptimum), ("c", best)]), "{cost}");
    }
    // What costs nothing and nobody named comes last all the same.
    assert_eq!(outcome(&election(5, &[0, 2], &["b", "b"]), PbRule::Phragmen).0, "ba");
}

#[test]
fn more_projects_than_a_word_has_bits_are_counted_alike() {
    for projects in [127, 128, 129, 140] {
        let list: String = (0..projects).map(|n| format!("p{n:03};1\n")).collect();
        let last = projects - 1;
        let text = format!(
            "META\nkey;value\nbudget;4\nvote_type;approval\nPROJECTS\nproject_id;cost\n{list}VOTES\nvoter_id;vote\n1;p{last:03},p000\n2;p{last:03}\n3;p000,p{last:03}\n4;\n"
        );
        let election = read(text.as_bytes()).unwrap();
        // Each owns 1: three pay a third for the last project, then two pay a half for the first.
        let shares = selected(&election, PbRule::EqualShares(Completion::None));
        assert_eq!(shares, [format!("p{last:03}"), "p000".into()], "{projects}");
    }
}

#[test]
fn representation_counts_whom_a_selection_reaches() {
    let text = "META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na;4\nb;6\nVOTES\nvoter_id;vote;district\n1;a;东\n2;b;东\n3;b;西\n";
    let election = read(text.as_bytes()).unwrap();
    let found: Vec<_> =
        represent(&election, &[0]).into_iter().map(|r| (r.district, r.voters, r.reached, r.utility)).collect();
    assert_eq!(found, [("东".to_owned(), 2, 1, 4), ("西".to_owned(), 1, 0, 0)]);
}

#[test]
fn a_broken_file_is_refused_with_its_place() {
    let good = "META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost;selected\na;1;1\nVOTES\nvoter_id;vote\n1;a\n";
    assert_eq!(read(good.as_bytes()).unwrap().projects[0].selected, Some(true));
    assert_eq!(
        read(format!("\u{feff}{}", good.replace('\n', "\r\n")).as_bytes()).unwrap(),
        read(good.as_bytes()).unwrap()
    );
    for (from, to, place) in [
        ("META\n", "", (1, 1)),
        ("budget;10", "budget;1e3", (3, 2)),
        ("budget;10", "budget;-1", (3, 2)),
        ("vote_type;approval", "vote_type;loud", (4, 2)),
        ("vote_type;approval", "budget;7", (4, 1)),
        ("budget;10\n", "", (1, 1)),
        ("project_id;cost", "project_id;price", (6, 1)),
        ("a;1;1", "a;-1;1", (7, 2)),
        ("a;1;1", "a;1;yes", (7, 3)),
        ("a;1;1", "a;1;1;1", (7, 4)),
        ("a;1;1", "a;1;1\na;1;1", (8, 1)),
        ("a;1;1", ";1;1", (7, 1)),
        ("1;a", "1;b", (10, 2)),
        ("1;a", "1;a,a", (10, 2)),
        ("1;a", "1;\"a", (10, 1)),
        ("VOTES\nvoter_id;vote\n1;a\n", "", (7, 1)),
        ("VOTES\nvoter_id;vote\n1;a\n", "VOTES\n", (8, 1)),
        ("VOTES\n", "META\n", (8, 1)),
    ] {
        let error = read(good.replacen(from, to, 1).as_bytes()).unwrap_err();
        assert_eq!((error.line, error.column), place, "{from} -> {to}: {error}");
    }
    assert_eq!(
        read(b"META\nab;c;\xff").unwrap_err().to_string(),
        "line 2, column 3: this is not UTF-8; save the file as UTF-8"
    );
}

#[test]
fn selected_may_be_two_and_counts_may_differ() {
    let text = "META\nkey;value\nnum_votes;5\nbudget;10\nvote_type;choose-1\nPROJECTS\nproject_id;cost;selected\na;1;2\nb;1;0\nc;1;\nVOTES\nvoter_id;vote\n1;a\n";
    let election = read(text.as_bytes()).unwrap();
    assert_eq!(election.projects.iter().map(|p| p.selected).collect::<Vec<_>>(), [Some(true), Some(false), None]);
    assert_eq!(election.warnings, ["num_votes announces 5, the file holds 1"]);
}

const RULES: [PbRule; 7] = [
    PbRule::GreedySkip,
    PbRule::GreedyStop,
    PbRule::EqualShares(Completion::None),
    PbRule::EqualShares(Completion::Add1),
    PbRule::EqualShares(Completion::Greedy),
    PbRule::Phragmen,
    PbRule::Optimal,
];

fn score(election: &Election, places: &[usize]) -> i64 {
    let scores = election.scores();
    places.iter().map(|p| scores[*p]).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_bytes_give_an_election_or_a_place(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
    }

    #[test]
    fn any_shuffled_file_gives_an_election_or_a_place(words in prop::collection::vec(prop::sample::select(vec![
        "META", "PROJECTS", "VOTES", "key;value", "budget;5", "vote_type;ordinal", "vote_type;cumulative", "project_id;cost",
        "voter_id;vote;points", "voter_id;vote", "a;1", "1;a", "1;a;2", "\"", "a,b", ";;;", "", "max_length;1",
    ]), 0..24)) {
        let _ = read(words.join("\n").as_bytes());
    }

    #[test]
    fn no_rule_spends_more_than_there_is(
        budget in 0_u64..40, costs in prop::collection::vec(0_u64..20, 1..7), ballots in prop::collection::vec(0_usize..128, 0..9)
    ) {
        let letters: Vec<String> = ballots.iter().map(|bits| {
            (0..costs.len()).filter(|n| bits >> n & 1 == 1).map(|n| char::from(b'a' + u8::try_from(n).unwrap())).collect()
        }).collect();
        let texts: Vec<&str> = letters.iter().map(String::as_str).collect();
        let here = election(budget, &costs, &texts);
        let mut turned = texts.clone();
        turned.reverse();
        let other = election(budget, &costs, &turned);
        for rule in RULES {
            let found = elect(&here, rule).unwrap();
            prop_assert!(here.cost(&found.selected) <= budget, "{:?}", rule);
            prop_assert_eq!(found.selected.len() + found.skipped.len(), costs.len());
            prop_assert_eq!(&elect(&other, rule).unwrap(), &found, "the order of the ballots does not matter");
        }
        let (greedy, best) = (elect(&here, PbRule::GreedySkip).unwrap(), elect(&here, PbRule::Optimal).unwrap());
        prop_assert!(score(&here, &best.selected) >= score(&here, &greedy.selected));
        prop_assert_eq!(score(&here, &best.selected), best.proof.unwrap().value);
        prop_assert_eq!(read(write(&here).as_bytes()).unwrap(), here);
    }
}

/// 40 projects and 1,500 ballots of which no two are alike: the fractions outgrow 128 bits.
fn large() -> Election {
    let mut state = 7_u64;
    let mut named = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33).is_multiple_of(8)
    };
    let projects: String = (0..40).map(|n| format!("{n:02};{}\n", 1_000 + 377 * n * n % 9_001)).collect();
    let mut vote = |n| {
        let ids: Vec<String> = (0..40).filter(|_| named()).map(|p| format!("{p:02}")).collect();
        format!("{n};{}\n", ids.join(","))
    };
    let votes: String = (0..1_500).map(&mut vote).collect();
    let text = format!(
        "META\nkey;value\nbudget;90000\nvote_type;approval\nPROJECTS\nproject_id;cost\n{projects}VOTES\nvoter_id;vote\n{votes}"
    );
    read(text.as_bytes()).unwrap()
}

#[test]
fn a_large_vote_comes_out_as_pabutools_computes_it() {
    let election = large();
    let shares = selected(&election, PbRule::EqualShares(Completion::None));
    assert_eq!(shares.join(" "), "01 23 28 14 24 12 17 09 25 26 22 02 35 11 05 37 00 13 19 36 07 31 10");
    let mut funded = selected(&election, PbRule::Phragmen);
    funded.sort();
    let expected = "00 01 02 03 05 07 09 10 11 12 13 14 15 17 19 21 22 23 24 25 26 29 31 33 34 35 36 37 38";
    assert_eq!(funded.join(" "), expected);
}
