//! Every method by hand, every threshold one below, at, and one above; and the speed of a large table.
#![cfg(test)]

use model::Mark;
use model::rules::{Rounding, RoundingMode};
use scoring::aggregate::{Outcome, Unscored, explained, figures};
use scoring::marks::MarkTable;
use scoring::rules::{Method, PanelRule, TrimStep};
use scoring::tally::Tally;
use scoring::{Ratio, ScoringError};

fn table(text: &str) -> MarkTable {
    MarkTable::from_csv(text.as_bytes()).unwrap()
}

fn rule(method: Method, low: u32, high: u32) -> PanelRule {
    PanelRule { method, trim: vec![TrimStep { from_sheets: 0, low, high }], quorum: 1, rounding: None }
}

fn exact(text: &str, rule: &PanelRule) -> Vec<String> {
    let shown = |f: Option<scoring::aggregate::Quotient>| f.map_or("none".to_owned(), |f| f.exact().to_string());
    figures(&table(text), rule).into_iter().map(shown).collect()
}

#[test]
fn each_method_gives_what_a_person_gets() {
    // Rows: all different; two equal extremes; all equal.
    let marks = "p,a,b,c,d,e\nX,1,2,4,8,16\nY,3,3,5,9,9\nZ,7,7,7,7,7\n";
    let cases = [
        (rule(Method::Mean, 0, 0), ["31/5", "29/5", "7"]),
        (rule(Method::Mean, 1, 1), ["31/5", "29/5", "7"]),
        (rule(Method::Trimmed, 0, 0), ["31/5", "29/5", "7"]),
        (rule(Method::Trimmed, 1, 1), ["14/3", "17/3", "7"]),
        (rule(Method::Trimmed, 1, 0), ["15/2", "13/2", "7"]),
        (rule(Method::Trimmed, 0, 1), ["15/4", "5", "7"]),
        (rule(Method::Trimmed, 2, 2), ["4", "5", "7"]),
        (rule(Method::Trimmed, 2, 1), ["6", "7", "7"]),
        (rule(Method::Trimmed, 3, 1), ["8", "9", "7"]),
        (rule(Method::Trimmed, 0, 4), ["1", "3", "7"]),
        (rule(Method::Trimmed, 4, 0), ["16", "9", "7"]),
        (rule(Method::Winsorised, 1, 1), ["24/5", "29/5", "7"]),
        (rule(Method::Winsorised, 2, 1), ["28/5", "33/5", "7"]),
        (rule(Method::Winsorised, 2, 2), ["4", "5", "7"]),
        (rule(Method::Median, 0, 0), ["4", "5", "7"]),
        (rule(Method::Sum, 0, 0), ["31", "29", "35"]),
        (rule(Method::Borda, 0, 0), ["3", "6", "6"]),
        (rule(Method::MeanRank, 0, 0), ["12/5", "9/5", "9/5"]),
    ];
    for (rule, expected) in cases {
        assert_eq!(exact(marks, &rule), expected, "{rule:?}");
    }
    assert_eq!(exact("p,a,b,c,d\nX,1,2,4,8\n", &rule(Method::Median, 0, 0)), ["3"]);
    assert_eq!(exact("p,a,b\nX,3,3\nY,3,1\nZ,3,2\n", &rule(Method::Borda, 0, 0)), ["3", "1", "2"]);
    assert_eq!(exact("p,a,b\nX,3,3\nY,3,1\nZ,3,2\n", &rule(Method::MeanRank, 0, 0)), ["3/2", "5/2", "2"]);
}

#[test]
fn z_scores_take_each_judges_own_measure_and_no_spread_is_no_opinion() {
    let marks = "p,a,b\nX,1,5\nY,2,5\nZ,3,5\n";
    assert_eq!(exact(marks, &rule(Method::Z, 0, 0)), ["-1/2", "0", "1/2"]);
    // All marks: 1 2 3 5 5 5, mean 7/2, sample variance 3.1.
    let rescaled: Vec<String> = exact(marks, &PanelRule { rounding: None, ..rule(Method::RescaledZ, 0, 0) });
    let shown = |text: &String| {
        let (top, size) = text.split_once('/').unwrap_or((text, "1"));
        Ratio::new(top.parse().unwrap(), size.parse().unwrap()).rounded(4, RoundingMode::HalfUp).to_string()
    };
    assert_eq!(rescaled.iter().map(shown).collect::<Vec<_>>(), ["26197/10000", "7/2", "43803/10000"]);
    let equal = exact("p,a,b\nX,5,7\nY,5,7\n", &rule(Method::Z, 0, 0));
    assert_eq!(equal, ["0", "0"]);
}

#[test]
fn two_marks_have_a_spread_and_one_has_none() {
    // 1 and 3: mean 2, sample variance 2; (3 - 2) / sqrt 2 = 0.7071067812.
    let shown = ["-1767766953/2500000000", "1767766953/2500000000"];
    assert_eq!(exact("p,a\nX,1\nY,3\n", &rule(Method::Z, 0, 0)), shown);
    assert_eq!(exact("p,a\nX,4\n", &rule(Method::Z, 0, 0)), ["0"]);
    // Rescaled to the mean and spread of all marks the two are themselves again, and so is the one.
    assert_eq!(exact("p,a\nX,1\nY,3\n", &rule(Method::RescaledZ, 0, 0)), ["1", "3"]);
    assert_eq!(exact("p,a\nX,4\n", &rule(Method::RescaledZ, 0, 0)), ["4"]);
    assert_eq!(exact("p,a\nX,\n", &rule(Method::RescaledZ, 0, 0)), ["none"]);
}

#[test]
fn standard_scores_of_fractions_take_the_sample_spread() {
    use scoring::standard::score;
    let figures = [(0, 1), (1, 2), (2, 1)].map(|(n, d)| Ratio::new(n, d));
    // Mean 5/6, sample variance 13/12.
    let expected = [-8_006_407_690, -3_202_563_076, 11_208_970_766].map(|n| Some(Ratio::new(n, 10_000_000_000)));
    assert_eq!(figures.map(|raw| score(raw, &figures)), expected);
    let alone = [Ratio::new(7, 1)];
    assert_eq!((score(alone[0], &alone), score(alone[0], &[alone[0]; 3])), (Some(Ratio::ZERO), Some(Ratio::ZERO)));
}

#[test]
fn judges_who_share_no_proposal_are_not_measured_by_z() {
    let apart = table("p,a,b,c\nX,1,2,\nY,2,1,\nZ,,,3\nW,,,4\n");
    let error = explained(&apart, &rule(Method::Z, 0, 0)).unwrap_err();
    let groups = vec![vec!["a".to_owned(), "b".to_owned()], vec!["c".to_owned()]];
    assert_eq!(error, ScoringError::Disconnected { groups });
    assert_eq!(figures(&apart, &rule(Method::Z, 0, 0)), [None, None, None, None]);
    let joined = table("p,a,b,c\nX,1,2,\nY,,1,2\nZ,,,3\n");
    assert!(explained(&joined, &rule(Method::Z, 0, 0)).is_ok());
    let silent = table("p,a,b\nX,1,\nY,2,\n");
    assert!(explained(&silent, &rule(Method::Z, 0, 0)).is_ok());
}

#[test]
fn a_half_is_rounded_as_the_rule_says_and_only_a_half() {
    // 57/8 = 7.125, and one ten-thousandth to either side of eight marks.
    let marks = |last: &str| format!("p,a,b,c,d,e,f,g,h\nX,7,7,7,7,7,7,7,{last}\n");
    let cases = [
        ("7.9999", 2, RoundingMode::HalfUp, 71_200),
        ("8", 2, RoundingMode::HalfUp, 71_300),
        ("8.0001", 2, RoundingMode::HalfUp, 71_300),
        ("7.9999", 2, RoundingMode::HalfEven, 71_200),
        ("8", 2, RoundingMode::HalfEven, 71_200),
        ("8.0001", 2, RoundingMode::HalfEven, 71_300),
        ("8.08", 2, RoundingMode::HalfEven, 71_400),
        ("8", 2, RoundingMode::Down, 71_200),
        ("8.0799", 2, RoundingMode::Down, 71_300),
        ("8", 0, RoundingMode::HalfUp, 70_000),
        ("8", 1, RoundingMode::HalfUp, 71_000),
        ("8", 3, RoundingMode::HalfUp, 71_250),
        ("8", 4, RoundingMode::HalfUp, 71_250),
        ("11", 0, RoundingMode::HalfUp, 80_000),
        ("11", 0, RoundingMode::HalfEven, 80_000),
        ("11", 0, RoundingMode::Down, 70_000),
        ("10.9999", 0, RoundingMode::HalfUp, 70_000),
    ];
    for (last, decimals, mode, expected) in cases {
        let rule = PanelRule { rounding: Some(Rounding { decimals, mode }), ..rule(Method::Mean, 0, 0) };
        let found = figures(&table(&marks(last)), &rule);
        assert_eq!(found[0].and_then(|f| f.published), Some(expected), "{last} {decimals} {mode:?}");
        assert_eq!(found[0].map(|f| f.exact().rounded(decimals, mode)), Some(Ratio::new(expected, 10_000)));
    }
}

#[test]
fn the_largest_marks_do_not_overflow() {
    let judges: Vec<String> = (0..2_000).map(|n| format!("J{n}")).collect();
    let table =
        MarkTable { proposals: vec!["X".into()], cells: vec![Some(Mark::units(9_999_999_999_999_999)); 2_000], judges };
    let two = PanelRule {
        rounding: Some(Rounding { decimals: 2, mode: RoundingMode::HalfUp }),
        ..rule(Method::Trimmed, 1, 1)
    };
    let found = figures(&table, &two)[0].unwrap();
    assert_eq!(
        (found.exact(), found.published),
        (Ratio::new(9_999_999_999_999_999, 10_000), Some(10_000_000_000_000_000))
    );
}

#[test]
fn a_half_is_a_half_however_large_the_sum() {
    // 2,000 marks of a trillion less a little: their sum has more than 64 bits, their mean ends with the four digits given.
    let judges: Vec<String> = (0..2_000).map(|n| format!("J{n}")).collect();
    let up_to_cents =
        PanelRule { rounding: Some(Rounding { decimals: 2, mode: RoundingMode::HalfUp }), ..rule(Method::Mean, 0, 0) };
    for (ending, cents) in [(49, 0), (50, 100), (51, 100), (149, 100), (150, 200), (151, 200)] {
        let mark = Mark::units(9_999_999_999_990_000 + ending);
        let table = MarkTable { proposals: vec!["X".into()], cells: vec![Some(mark); 2_000], judges: judges.clone() };
        let found = figures(&table, &up_to_cents)[0].unwrap();
        assert_eq!(found.published, Some(9_999_999_999_990_000 + cents), "{ending}");
    }
}

#[test]
fn quorum_and_drops_are_thresholds() {
    let row = |given: usize| format!("p,a,b,c,d,e\nX{}{}\n", ",5".repeat(given), ",".repeat(5 - given));
    let steps = vec![TrimStep { from_sheets: 3, low: 1, high: 1 }, TrimStep { from_sheets: 5, low: 2, high: 1 }];
    let by_size = PanelRule { method: Method::Trimmed, trim: steps, quorum: 2, rounding: None };
    assert_eq!([1, 2, 3, 4, 5, 6].map(|n| by_size.drops(n)), [(0, 0), (0, 0), (1, 1), (1, 1), (2, 1), (2, 1)]);
    let outcome =
        |given: usize, rule: &PanelRule| explained(&table(&row(given)), rule).unwrap().remove(0).figure.map(|f| f.text);
    let cases: [(usize, Result<&str, Unscored>); 5] =
        [(1, Err(Unscored::BelowQuorum)), (2, Ok("5")), (3, Ok("5")), (4, Ok("5")), (5, Ok("5"))];
    for (given, expected) in cases {
        assert_eq!(outcome(given, &by_size), expected.map(str::to_owned), "{given}");
    }
    let flat = rule(Method::Trimmed, 1, 2);
    let drops: [(usize, Result<&str, Unscored>); 3] = [(3, Err(Unscored::TooFewForTrim)), (4, Ok("5")), (5, Ok("5"))];
    for (given, expected) in drops {
        assert_eq!(outcome(given, &flat), expected.map(str::to_owned), "{given}");
    }
    let zero = PanelRule { quorum: 0, ..rule(Method::Mean, 0, 0) };
    assert_eq!(explained(&table("p,a,b\nX,5,\nY,,\n"), &zero).unwrap()[1].figure, Err(Unscored::BelowQuorum));
    assert_eq!(figures(&MarkTable::default(), &zero), []);
}

#[test]
fn sums_are_refused_over_panels_of_different_sizes() {
    let uneven = table("p,a,b\nX,5,5\nY,5,\n");
    for method in [Method::Sum, Method::Borda] {
        let error = ScoringError::PanelsDiffer { first: ("X".into(), 2), second: ("Y".into(), 1) };
        assert_eq!(explained(&uneven, &rule(method, 0, 0)), Err(error));
        assert_eq!(figures(&uneven, &rule(method, 0, 0)), [None, None]);
        // Who misses the quorum has no score and does not count as a panel.
        let quorum = PanelRule { quorum: 2, ..rule(method, 0, 0) };
        assert!(explained(&uneven, &quorum).unwrap()[0].figure.is_ok());
    }
}

fn lists(text: &str, low: u32, high: u32) -> [Vec<String>; 4] {
    let Outcome { kept, dropped_low, dropped_high, absent, .. } =
        explained(&table(text), &rule(Method::Trimmed, low, high)).unwrap().remove(0);
    [kept, dropped_low, dropped_high, absent]
}

#[test]
fn the_dropped_are_chosen_low_first_and_by_the_lowest_name() {
    let names = |list: &[&str]| list.iter().map(|n| (*n).to_owned()).collect::<Vec<String>>();
    let cases = [
        ("p,d,c,b,a\nX,5,5,5,5\n", 1, 1, [vec!["c", "d"], vec!["a"], vec!["b"], vec![]]),
        ("p,d,c,b,a\nX,1,1,9,9\n", 1, 1, [vec!["b", "d"], vec!["c"], vec!["a"], vec![]]),
        ("p,a,b,c,d,e\nX,3,1,2,9,8\n", 2, 1, [vec!["a", "e"], vec!["b", "c"], vec!["d"], vec![]]),
        ("p,a,b,c,d,e\nX,3,1,,9,8\n", 1, 2, [vec!["a"], vec!["b"], vec!["d", "e"], vec!["c"]]),
        ("p,a,b,c\nX,3,,1\n", 1, 1, [vec!["a", "c"], vec![], vec![], vec!["b"]]),
        // Byte order, not alphabet: upper case before lower case, ASCII before Chinese.
        ("p,甲,a,B\nX,5,5,5\n", 1, 1, [vec!["甲"], vec!["B"], vec!["a"], vec![]]),
    ];
    for (text, low, high, expected) in cases {
        assert_eq!(lists(text, low, high), expected.map(|list| names(&list)), "{text}");
    }
}

#[test]
fn a_tally_follows_the_ballots_and_takes_them_back() {
    for method in [
        Method::Mean,
        Method::Trimmed,
        Method::Winsorised,
        Method::Median,
        Method::Sum,
        Method::Borda,
        Method::MeanRank,
        Method::Z,
    ] {
        let rule =
            PanelRule { rounding: Some(Rounding { decimals: 1, mode: RoundingMode::HalfUp }), ..rule(method, 1, 1) };
        let whole = table("p,a,b,c,d\nX,1,2,4,8\nY,9,5,3,4\nZ,2,2,4,8\n");
        let mut tally = Tally::new(whole.proposals.clone(), whole.judges.clone(), rule.clone());
        for (row, proposal) in whole.proposals.iter().enumerate() {
            for (column, judge) in whole.judges.iter().enumerate() {
                assert_eq!(tally.apply(proposal, judge, whole.mark(row, column)), Ok(None));
                assert_eq!(tally.figures(), figures(tally.table(), &rule));
            }
        }
        assert_eq!(tally.table(), &whole);
        let before = tally.figures().to_vec();
        let old = tally.apply("Y", "b", None).unwrap();
        assert_eq!(old, Some(Mark::points(5)));
        tally.apply("Y", "b", old).unwrap();
        assert_eq!(tally.figures(), before);
    }
    let mut tally = Tally::new(vec!["X".into(), "Y".into(), "Z".into()], vec!["a".into()], rule(Method::Mean, 0, 0));
    tally.apply("X", "a", Some(Mark::points(1))).unwrap();
    tally.apply("Y", "a", Some(Mark::points(2))).unwrap();
    assert_eq!(tally.ranks(), [Some(2), Some(1), None]);
    assert_eq!(tally.apply("Q", "a", None).unwrap_err().0, "Q");
    assert_eq!(tally.apply("X", "q", None).unwrap_err().0, "q");
    let mut places = Tally::new(vec!["X".into(), "Y".into()], vec!["a".into()], rule(Method::MeanRank, 0, 0));
    places.apply("X", "a", Some(Mark::points(1))).unwrap();
    places.apply("Y", "a", Some(Mark::points(2))).unwrap();
    assert_eq!(places.ranks(), [Some(2), Some(1)]);
}

#[test]
fn a_million_marks_are_trimmed_without_delay() {
    let (proposals, judges) = (20_000, 50);
    let cells = (0..proposals * judges).map(|n: i64| Some(Mark::units((n * 7_919 % 201) * 5_000))).collect();
    let names = |letter: char, count: i64| (0..count).map(|n| format!("{letter}{n}")).collect();
    let table = MarkTable { proposals: names('P', proposals), judges: names('J', judges), cells };
    let two = PanelRule {
        rounding: Some(Rounding { decimals: 2, mode: RoundingMode::HalfUp }),
        ..rule(Method::Trimmed, 1, 1)
    };
    let started = std::time::Instant::now();
    let found = figures(&table, &two);
    println!("a million marks in {:?}", started.elapsed());
    assert_eq!(found.iter().flatten().count(), 20_000);
}
