//! Ties: each link, the acts, the cut, the ways of counting ranks, and what is added and taken off.
#![cfg(test)]

use model::Mark;
use scoring::panel::{PartialSheet, Sheet};
use scoring::rules::{CutLine, CutTie, Link, RuleSet};
use scoring::standings::{Cut, Entry, Needed, NotSettled, Standings, cut, standings};
use scoring::ties::Act;
use scoring::{Ratio, ScoringError};
use serde_json::{Value, json};

/// Two criteria of ten points, the panel's mean of totals, no rounding.
fn rules(chain: &[&str], change: &[(&str, Value)]) -> RuleSet {
    let mut rules = json!({
        "rubric": { "form": "points", "criteria": [{ "id": "need", "max": "10", "step": "1" }, { "id": "plan", "max": "10", "step": "1" }] },
        "components": [{ "id": "panel", "weight": 10_000, "source": { "kind": "panel", "rule": { "method": "median", "quorum": 1 } } }],
        "tie_chain": chain,
    });
    for (key, value) in change {
        rules[*key] = value.clone();
    }
    let read: RuleSet = serde_json::from_value(rules).unwrap();
    assert_eq!(read.validate(), []);
    read
}

fn entry(code: &str, sheets: &[(i64, i64)]) -> Entry {
    let sheet = |(n, (need, plan)): (usize, &(i64, i64))| Sheet {
        judge: format!("J{n}"),
        marks: vec![Mark::points(*need), Mark::points(*plan)],
    };
    Entry { proposal: code.into(), sheets: sheets.iter().enumerate().map(sheet).collect(), ..Entry::default() }
}

/// Code, rank, place, link.
fn order(found: &Standings) -> Vec<(&str, i64, i64, &str)> {
    let row = |r: &scoring::standings::Standing| (r.rank, r.place, r.award_order);
    assert!(found.rows.iter().zip(1..).all(|(r, n)| row(r).2 == n));
    found
        .rows
        .iter()
        .map(|r| (r.scored.proposal.as_str(), r.rank, r.place, r.decided_by.as_deref().unwrap_or("-")))
        .collect()
}

#[test]
fn each_computed_link_splits_a_tie_by_its_own_figure() {
    // Medians are equal (10); A is better by need, B by the mean of all, C by the lowest total.
    let entries = [
        entry("A", &[(9, 1), (8, 2), (7, 1)]),
        entry("B", &[(5, 5), (1, 1), (9, 10)]),
        entry("C", &[(5, 5), (4, 6), (4, 5)]),
    ];
    let cases = [
        ("criterion:need", [("A", 1), ("B", 2), ("C", 3)]),
        ("criterion:plan", [("B", 1), ("C", 1), ("A", 3)]),
        ("untrimmed_mean", [("B", 1), ("C", 2), ("A", 3)]),
        ("higher_lowest_mark", [("C", 1), ("A", 2), ("B", 3)]),
        ("head_to_head", [("C", 1), ("B", 2), ("A", 3)]),
    ];
    for (link, expected) in cases {
        let found = standings(&entries, &rules(&[link], &[]), &[]).unwrap();
        assert_eq!(
            found.rows.iter().map(|r| (r.scored.proposal.as_str(), r.place)).collect::<Vec<_>>(),
            expected,
            "{link}"
        );
        assert!(found.rows.iter().all(|r| r.rank == 1));
    }
    let mut desk = entries.clone();
    for (one, score) in desk.iter_mut().zip(["80.5", "80.6", "80.4"]) {
        one.desk_score = Some(score.parse().unwrap());
    }
    let found = standings(&desk, &rules(&["desk_score"], &[]), &[]).unwrap();
    assert_eq!(order(&found), [("B", 1, 1, "desk_score"), ("A", 1, 2, "desk_score"), ("C", 1, 3, "desk_score")]);
    desk[0].desk_score = None;
    assert_eq!(standings(&desk, &rules(&["desk_score"], &[]), &[]).unwrap().rows[2].scored.proposal, "A");
}

#[test]
fn a_sheet_without_a_criterion_breaks_ties_by_what_counted_of_it() {
    // J0's 4 of 10 counts as a total of 8 of 20 for A: the medians are 10, and only that sheet tells A from B.
    let lacking = PartialSheet { judge: "J0".into(), marks: vec![Some(Mark::points(4)), None] };
    let later = |code: &str, sheets: &[(i64, i64)]| Entry {
        sheets: entry(code, sheets).sheets.split_off(1),
        ..entry(code, &[])
    };
    let a = Entry { partial: vec![lacking], ..later("A", &[(0, 0), (5, 5), (5, 5)]) };
    let entries = [a, entry("B", &[(3, 4), (5, 5), (5, 5)])];
    let order = |missing: &str, link: &str| {
        let mut rules = rules(&[link], &[]);
        rules.rubric.as_mut().unwrap().missing = serde_json::from_value(json!(missing)).unwrap();
        let found = standings(&entries, &rules, &[]).unwrap();
        let figures = found.tie_steps[0].figures.values().map(|f| f.unwrap().to_string()).collect::<Vec<_>>();
        (found.rows.iter().map(|r| r.scored.proposal.clone()).collect::<String>(), figures.join(" "))
    };
    for (link, counted, left_out) in [
        ("criterion:need", ("AB", "14/3 13/3"), ("AB", "5 13/3")),
        ("criterion:plan", ("AB", "5 14/3"), ("AB", "5 14/3")),
        ("untrimmed_mean", ("AB", "28/3 9"), ("AB", "10 9")),
        ("head_to_head", ("AB", "1 0"), ("AB", "1/2 1/2")),
        ("higher_lowest_mark", ("AB", "8 7"), ("AB", "10 7")),
    ] {
        let of = |(order, figures): (&str, &str)| (order.to_owned(), figures.to_owned());
        assert_eq!(order("renormalise", link), of(counted), "{link}");
        assert_eq!(order("incomplete", link), of(left_out), "{link}");
    }
}

#[test]
fn whoever_has_no_score_still_counts_in_the_shares_and_places_of_the_others() {
    let components = json!([
        { "id": "panel", "weight": 5_000, "source": { "kind": "panel", "rule": { "method": "mean", "quorum": 2 } } },
        { "id": "votes", "weight": 5_000, "source": { "kind": "vote_share", "of": "total" } },
    ]);
    let voted = |one: Entry, votes: i64| Entry { counts: [("votes".to_owned(), votes)].into(), ..one };
    let entries = [voted(entry("A", &[(8, 8), (8, 8)]), 30), voted(entry("B", &[(9, 9)]), 10)];
    let found = standings(&entries, &rules(&[], &[("components", components)]), &[]).unwrap();
    assert_eq!(
        (found.rows[0].scored.final_score.text.as_str(), found.unscored.as_slice()),
        ("91/2", &["B".to_owned()][..])
    );
    let steps = serde_json::to_value(&found.unscored_steps["B"]).unwrap();
    assert_eq!(
        (steps[0]["sheets"][0]["total"].clone(), steps[1]["count"].clone(), steps[1]["whole"].clone()),
        (json!("18"), json!(10), json!(40))
    );
    assert_eq!(steps.as_array().unwrap().len(), 2);
}

/// The panel's mean of totals that are weighted means: of two criteria with these weights, and these marks from each judge.
fn weighted(weights: [u32; 2], judges: usize, marks: [i64; 2]) -> Result<Ratio, ScoringError> {
    let one = |id: &str, weight| json!({ "id": id, "max": "10", "step": "1", "weight": weight });
    let criteria = json!([one("need", weights[0]), one("plan", weights[1])]);
    let mut rules = rules(&[], &[]);
    rules.rubric = serde_json::from_value(json!({ "form": "weighted", "criteria": criteria })).unwrap();
    let sheet = |n| Sheet { judge: format!("J{n}"), marks: marks.map(Mark::units).to_vec() };
    let all = Entry { proposal: "A".into(), sheets: (0..judges).map(sheet).collect(), ..Entry::default() };
    match standings(&[all], &rules, &[]) {
        Ok(found) => Ok(found.rows[0].scored.final_score.exact),
        Err(NotSettled::Scoring(error)) => Err(error),
        Err(NotSettled::ActsNeeded(acts)) => panic!("{acts:?}"),
    }
}

#[test]
fn totals_of_any_denominator_are_joined_exactly_until_there_are_too_many_digits() {
    // (3 x 1 + 4 x 2) / 7, from one judge and from many: sevenths stay sevenths.
    for judges in [1, 2, 12] {
        assert_eq!(weighted([3, 4], judges, [10_000, 20_000]), Ok(Ratio::new(11, 7)), "{judges}");
    }
    // A denominator of 110,000 is four decimals of an eleventh, and only the eleventh is beyond a mark.
    assert_eq!(weighted([1, 109_999], 1, [10_000, 0]), Ok(Ratio::new(1, 110_000)));
    // Beside the four decimals of a mark, a denominator fits below a thousand million.
    assert_eq!(weighted([1, 999_999_997], 1, [1, 0]), Ok(Ratio::new(1, 9_999_999_980_000)));
    assert_eq!(weighted([1, 999_999_998], 1, [1, 0]), Ok(Ratio::new(1, 9_999_999_990_000)));
    let too_long = || Err(ScoringError::TooManyDigits { proposal: "A".into() });
    assert_eq!(weighted([1, 999_999_999], 1, [1, 0]), too_long());
    assert_eq!(weighted([1, 1_000_000_000], 1, [1, 0]), too_long());
}

#[test]
fn a_link_that_tells_some_apart_leaves_the_rest_to_the_next() {
    let entries = [entry("A", &[(5, 5)]), entry("B", &[(6, 4)]), entry("C", &[(5, 5)]), entry("D", &[(9, 9)])];
    let found = standings(&entries, &rules(&["criterion:need", "shared"], &[]), &[]).unwrap();
    assert_eq!(
        order(&found),
        [("D", 1, 1, "-"), ("B", 2, 2, "criterion:need"), ("A", 2, 3, "shared"), ("C", 2, 3, "shared")]
    );
    assert_eq!(found.ties.len(), 1);
    assert_eq!(found.ties[0].order, ["B", "A", "C"]);
    let steps: Vec<String> =
        found.tie_steps.iter().map(|s| format!("{} {:?}", s.link, s.figures.keys().collect::<Vec<_>>())).collect();
    assert_eq!(steps, ["criterion:need [\"A\", \"B\", \"C\"]"]);
    let without = standings(&entries, &rules(&[], &[]), &[]).unwrap();
    assert_eq!(
        order(&without),
        [("D", 1, 1, "-"), ("A", 2, 2, "shared"), ("B", 2, 2, "shared"), ("C", 2, 2, "shared")]
    );
}

#[test]
fn head_to_head_counts_pairs_and_a_circle_falls_through() {
    // Totals by judge; the medians are equal.
    let circle = [
        entry("A", &[(3, 0), (2, 0), (1, 0)]),
        entry("B", &[(2, 0), (1, 0), (3, 0)]),
        entry("C", &[(1, 0), (3, 0), (2, 0)]),
    ];
    let found = standings(
        &circle,
        &rules(&["head_to_head", "lot"], &[]),
        &[Act::lots(vec!["C".into(), "A".into(), "B".into()])],
    )
    .unwrap();
    assert_eq!(order(&found), [("C", 1, 1, "lot"), ("A", 1, 2, "lot"), ("B", 1, 3, "lot")]);
    let figures: Vec<String> = found.tie_steps[0].figures.values().map(|f| f.unwrap().to_string()).collect();
    assert_eq!(figures, ["1", "1", "1"]);
    // B beats A with two judges of three; C draws with both.
    let duel = [
        entry("A", &[(1, 0), (5, 0), (9, 0)]),
        entry("B", &[(2, 0), (5, 0), (10, 0)]),
        entry("C", &[(3, 0), (5, 0), (0, 0)]),
    ];
    let found = standings(&duel, &rules(&["head_to_head"], &[]), &[]);
    let found = found.unwrap();
    let tied: Vec<(&str, i64)> = found.rows.iter().map(|r| (r.scored.proposal.as_str(), r.rank)).collect();
    assert_eq!(
        tied,
        [("A", 1), ("B", 1), ("C", 3)].map(|(c, r)| if c == "A" {
            ("B", r)
        } else if c == "B" {
            ("A", r)
        } else {
            (c, r)
        })
    );
}

#[test]
fn acts_are_asked_for_and_settle_exactly_their_group() {
    let entries = [entry("A", &[(5, 5)]), entry("B", &[(5, 5)]), entry("C", &[(1, 1)]), entry("D", &[(1, 1)])];
    let need = |rank, codes: [&str; 2], link| Needed { rank, proposals: codes.map(str::to_owned).into(), link };
    for (name, link) in [("lot", Link::Lot), ("second_vote", Link::SecondVote), ("chair_decision", Link::ChairDecision)]
    {
        let rules = rules(&[name], &[]);
        let both = vec![need(1, ["A", "B"], link.clone()), need(3, ["C", "D"], link.clone())];
        assert_eq!(standings(&entries, &rules, &[]), Err(NotSettled::ActsNeeded(both)));
        let act = |codes: [&str; 2]| Act { link: link.clone(), order: codes.map(|c| vec![c.to_owned()]).into() };
        let left = NotSettled::ActsNeeded(vec![need(1, ["A", "B"], link.clone())]);
        assert_eq!(standings(&entries, &rules, &[act(["D", "C"]), act(["A", "C"])]), Err(left));
        let found = standings(&entries, &rules, &[act(["D", "C"]), act(["B", "A"])]).unwrap();
        assert_eq!(order(&found), [("B", 1, 1, name), ("A", 1, 2, name), ("D", 3, 3, name), ("C", 3, 4, name)]);
    }
    // A second vote may leave equals to the next link.
    let three = [entry("A", &[(5, 5)]), entry("B", &[(5, 5)]), entry("C", &[(5, 5)])];
    let vote = Act { link: Link::SecondVote, order: vec![vec!["C".into()], vec!["A".into(), "B".into()]] };
    let found =
        standings(&three, &rules(&["second_vote", "lot"], &[]), &[vote, Act::lots(vec!["B".into(), "A".into()])])
            .unwrap();
    assert_eq!(order(&found), [("C", 1, 1, "second_vote"), ("B", 1, 2, "lot"), ("A", 1, 3, "lot")]);
}

#[test]
fn the_cut_runs_before_at_and_behind_a_tie() {
    let entries = [
        entry("A", &[(9, 9)]),
        entry("B", &[(6, 4)]),
        entry("C", &[(5, 5)]),
        entry("D", &[(5, 5)]),
        entry("E", &[(1, 1)]),
    ];
    let found = standings(&entries, &rules(&["criterion:need", "shared"], &[]), &[]).unwrap();
    let admitted =
        |places, on_tie, acts: &[Act]| cut(&found, CutLine { places, on_tie }, acts).map(|c: Cut| c.admitted.join(""));
    let cases = [
        (CutTie::AdmitAll, ["A", "ABCD", "ABCD", "ABCD", "ABCDE", "ABCDE"]),
        // B is told apart by need; C and D share their place, so both are in.
        (CutTie::Chain, ["A", "AB", "ABCD", "ABCD", "ABCDE", "ABCDE"]),
    ];
    for (on_tie, expected) in cases {
        for (places, expected) in (1..).zip(expected) {
            assert_eq!(admitted(places, on_tie, &[]), Ok(expected.to_owned()), "{places} {on_tie:?}");
        }
    }
    for (on_tie, link) in [(CutTie::Lot, Link::Lot), (CutTie::ExtraVote, Link::SecondVote)] {
        let needed = Needed { rank: 2, proposals: ["B", "C", "D"].map(str::to_owned).into(), link: link.clone() };
        assert_eq!(admitted(3, on_tie, &[]), Err(needed));
        let act = Act { link, order: ["D", "B", "C"].map(|c| vec![c.to_owned()]).into() };
        assert_eq!(admitted(1, on_tie, &[]), Ok("A".into()));
        assert_eq!(admitted(2, on_tie, std::slice::from_ref(&act)), Ok("AD".into()));
        assert_eq!(admitted(3, on_tie, std::slice::from_ref(&act)), Ok("ADB".into()));
        assert_eq!(admitted(4, on_tie, &[]), Ok("ABCD".into()));
    }
    let tied = cut(&found, CutLine { places: 3, on_tie: CutTie::AdmitAll }, &[]).unwrap().tied;
    assert_eq!(tied, ["B", "C", "D"]);
}

#[test]
fn ranks_are_counted_in_four_ways_and_on_either_figure() {
    let entries =
        [entry("A", &[(9, 9)]), entry("B", &[(5, 5), (5, 6)]), entry("C", &[(5, 5), (6, 5)]), entry("D", &[(5, 5)])];
    for (style, expected) in
        [("competition", "1 2 2 4"), ("dense", "1 2 2 3"), ("ordinal", "1 2 3 4"), ("fractional", "1 5/2 5/2 4")]
    {
        let found = standings(&entries, &rules(&[], &[("ranking", json!(style))]), &[]).unwrap();
        let printed: Vec<String> = found.rows.iter().map(|r| r.printed_rank.to_string()).collect();
        assert_eq!(printed.join(" "), expected);
        assert_eq!(found.rows.iter().map(|r| r.rank).collect::<Vec<_>>(), [1, 2, 2, 4]);
    }
    let whole = ("rounding", json!([{ "stage": "final", "decimals": 0, "mode": "down" }]));
    let ranks = |change: &[(&str, Value)]| {
        standings(&entries, &rules(&[], change), &[]).unwrap().rows.iter().map(|r| r.rank).collect::<Vec<_>>()
    };
    assert_eq!(ranks(std::slice::from_ref(&whole)), [1, 2, 2, 2]);
    assert_eq!(ranks(&[whole, ("rank_on", json!("exact_figure"))]), [1, 2, 2, 4]);
}

#[test]
fn what_is_added_and_taken_off_is_capped_and_the_whole_is_clipped_where_the_rules_say() {
    let extras = (
        "extras",
        json!([{ "id": "gift", "kind": "bonus", "cap": "5" }, { "id": "late", "kind": "penalty", "cap": "3" }]),
    );
    let score = |gift: &str, late: &str, change: &[(&str, Value)]| {
        let mut one = entry("A", &[(9, 9)]);
        one.extras = [("gift", gift), ("late", late)].map(|(id, mark)| (id.to_owned(), mark.parse().unwrap())).into();
        standings(&[one], &rules(&[], change), &[]).unwrap().rows[0].scored.final_score.text.clone()
    };
    for (gift, late, expected) in [
        ("4.9", "0", "229/10"),
        ("5", "0", "23"),
        ("5.1", "0", "23"),
        ("-1", "0", "18"),
        ("0", "2.9", "151/10"),
        ("0", "3", "15"),
        ("0", "3.1", "15"),
        ("5", "3", "20"),
    ] {
        assert_eq!(score(gift, late, std::slice::from_ref(&extras)), expected, "{gift} {late}");
    }
    for (clip, expected) in [("22.9", "229/10"), ("23", "23"), ("23.1", "23")] {
        assert_eq!(score("5", "0", &[extras.clone(), ("clip", json!(clip))]), expected);
    }
}

#[test]
fn a_score_needs_every_component_and_says_which_is_missing() {
    let change = [(
        "components",
        json!([
            { "id": "panel", "weight": 5_000, "source": { "kind": "panel", "rule": { "method": "mean", "quorum": 2 } } },
            { "id": "public", "weight": 3_000, "source": { "kind": "approval_rate", "quorum": 3 } },
            { "id": "desk", "weight": 2_000, "source": { "kind": "carried_stage", "from": "desk_review" } },
        ]),
    )];
    let full = Entry { approve: 2, oppose: 1, desk_score: Some(Mark::points(80)), ..entry("A", &[(9, 9), (8, 8)]) };
    let cases = [
        (full.clone(), None),
        (Entry { oppose: 0, ..full.clone() }, Some("too_few_ballots")),
        (Entry { approve: 0, oppose: 3, ..full.clone() }, None),
        (Entry { desk_score: None, ..full.clone() }, Some("nothing_handed_in")),
        (Entry { sheets: full.sheets[..1].to_vec(), ..full.clone() }, Some("below_quorum")),
        (Entry { sheets: Vec::new(), ..full }, Some("below_quorum")),
    ];
    for (one, reason) in cases {
        let found = standings(&[one], &rules(&[], &change), &[]).unwrap();
        let why = found.why_unscored.get("A").map(|why| serde_json::to_value(why).unwrap());
        assert_eq!(why, reason.map(|r| json!(r)));
        assert_eq!(found.unscored.len() + found.rows.len(), 1);
        let votes = found.rows.first().map(|row| row.scored.public().map(|public| (public.approve, public.cast)));
        assert!(votes.is_none_or(|votes| matches!(votes, Some((0 | 2, 3)))), "{votes:?}");
    }
}

#[test]
fn criteria_can_be_trimmed_one_by_one_and_sheets_without_one_are_left_out_or_filled() {
    let panel = |scope: &str| {
        json!([{ "id": "panel", "weight": 10_000, "source": { "kind": "panel", "scope": scope,
        "rule": { "method": "trimmed", "trim": [{ "from_sheets": 3, "low": 1, "high": 1 }], "quorum": 1 } } }])
    };
    let one = entry("A", &[(9, 1), (5, 5), (2, 10)]);
    let score = |scope: &str| {
        standings(std::slice::from_ref(&one), &rules(&[], &[("components", panel(scope))]), &[]).unwrap().rows[0]
            .scored
            .final_score
            .text
            .clone()
    };
    assert_eq!((score("judge_total").as_str(), score("criterion").as_str()), ("10", "10"));
    let uneven = entry("A", &[(9, 1), (5, 5), (2, 9)]);
    let both = |scope: &str| {
        standings(std::slice::from_ref(&uneven), &rules(&[], &[("components", panel(scope))]), &[]).unwrap().rows[0]
            .scored
            .final_score
            .text
            .clone()
    };
    assert_eq!((both("judge_total").as_str(), both("criterion").as_str()), ("10", "10"));
    let mut lacking = entry("A", &[(8, 8), (8, 8)]);
    lacking.partial = vec![PartialSheet { judge: "J9".into(), marks: vec![Some(Mark::points(5)), None] }];
    let rubric = |missing: &str| json!({ "form": "points", "missing": missing, "criteria": [{ "id": "need", "max": "10", "step": "1" }, { "id": "plan", "max": "10", "step": "1" }] });
    let mean = json!([{ "id": "panel", "weight": 10_000, "source": { "kind": "panel", "rule": { "method": "mean", "quorum": 1 } } }]);
    for (missing, expected) in [("incomplete", "16"), ("renormalise", "14")] {
        let found = standings(
            std::slice::from_ref(&lacking),
            &rules(&[], &[("components", mean.clone()), ("rubric", rubric(missing))]),
            &[],
        )
        .unwrap();
        assert_eq!(found.rows[0].scored.final_score.text, expected, "{missing}");
    }
}

#[test]
fn equating_needs_rooms_and_a_mean_that_is_not_zero() {
    let equating = |method: &str| ("equating", json!({ "component": "panel", "method": method }));
    let in_room = |code: &str, room: &str, total: i64| Entry { room: Some(room.into()), ..entry(code, &[(total, 0)]) };
    let entries = [in_room("A", "1", 4), in_room("B", "1", 8), in_room("C", "2", 9), in_room("D", "2", 9)];
    let scores = |method: &str| {
        let found = standings(&entries, &rules(&[], &[equating(method)]), &[]).unwrap();
        let mut rows: Vec<_> =
            found.rows.iter().map(|r| (r.scored.proposal.clone(), r.scored.final_score.text.clone())).collect();
        rows.sort();
        rows.into_iter().map(|(_, text)| text).collect::<Vec<_>>()
    };
    assert_eq!(scores("ratio"), ["5", "10", "15/2", "15/2"]);
    assert_eq!(scores("linear_shift"), ["11/2", "19/2", "15/2", "15/2"]);
    assert_eq!(scores("standard_score"), ["-1767766953/2500000000", "1767766953/2500000000", "0", "0"]);
    let lost = [entries[0].clone(), Entry { room: None, ..entries[1].clone() }];
    let missing = ScoringError::Missing { component: "panel".into(), proposal: "B".into() };
    assert_eq!(standings(&lost, &rules(&[], &[equating("ratio")]), &[]), Err(NotSettled::Scoring(missing)));
    let zero = [in_room("A", "1", 0), in_room("B", "2", 5)];
    let none = ScoringError::RoomMeanZero { room: "1".into() };
    assert_eq!(standings(&zero, &rules(&[], &[equating("ratio")]), &[]), Err(NotSettled::Scoring(none)));
    assert!(standings(&zero, &rules(&[], &[equating("linear_shift")]), &[]).is_ok());
}

#[test]
fn the_publics_part_follows_shares_places_and_lists() {
    let counts = [30, 60, 0, 60];
    let entries: Vec<Entry> = (0..)
        .zip(counts)
        .map(|(n, count): (i32, i64)| Entry {
            counts: [("votes".to_owned(), count)].into(),
            proposal: format!("P{n}"),
            ..Entry::default()
        })
        .collect();
    let values = |source: Value| {
        let change =
            [("components", json!([{ "id": "votes", "weight": 10_000, "source": source }])), ("rubric", json!(null))];
        let found = standings(&entries, &rules(&[], &change), &[]).unwrap();
        let mut rows: Vec<_> =
            found.rows.iter().map(|r| (r.scored.proposal.clone(), r.scored.final_score.exact)).collect();
        rows.sort();
        rows.into_iter().map(|(_, exact): (String, Ratio)| exact.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(values(json!({ "kind": "vote_share" })), ["50", "100", "0", "100"]);
    assert_eq!(values(json!({ "kind": "donation_share", "of": "total" })), ["20", "40", "0", "40"]);
    assert_eq!(values(json!({ "kind": "vote_rank_step", "first": "10", "step": "0.5" })), ["9", "10", "17/2", "10"]);
    assert_eq!(values(json!({ "kind": "vote_rank_step", "first": "10", "step": "4" })), ["2", "10", "0", "10"]);
    assert_eq!(values(json!({ "kind": "vote_rank_points", "points": ["12", "10", "8"] })), ["8", "12", "0", "12"]);
    assert_eq!(values(json!({ "kind": "ballot_count" })), ["30", "60", "0", "60"]);
}

#[test]
fn people_put_equals_into_order() {
    let votes = [("A", 1), ("B", 3), ("C", 1), ("D", 0)].map(|(code, count)| (code.to_owned(), count)).into();
    let group = |list: &[&str]| list.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
    let order = vec![group(&["B"]), group(&["A", "C"]), group(&["D"])];
    assert_eq!(Act::voted(&votes), Act { link: Link::SecondVote, order });
    let order = vec![group(&["B"]), group(&["A"])];
    assert_eq!(Act::decided(group(&["B", "A"])), Act { link: Link::ChairDecision, order });
}
