//! Every rule of a budget at its boundary.

use super::*;
use model::rules::Rules;

/// An intake as the default preset has it.
fn intake() -> Intake {
    let text = include_str!("../../../../presets/weiguang_street_round.json");
    let rules: Rules = serde_json::from_str(text).unwrap();
    rules.intake().unwrap().clone()
}

/// A line whose whole cost is asked for.
fn line(no: i64, class: &str, fen: i64) -> BudgetLine {
    BudgetLine {
        no,
        class: class.into(),
        name: "活动耗材".into(),
        unit: "批".into(),
        qty: 1,
        unit_price_fen: Money::fen(fen),
        subtotal_fen: Money::fen(fen),
        asked_fen: Money::fen(fen),
        own_fen: Money::ZERO,
        in_kind_fen: Money::ZERO,
    }
}

fn content(budget_lines: Vec<BudgetLine>) -> Content {
    Content {
        category: "环境".into(),
        budget_lines,
        papers: vec!["declaration".into(), "community_opinion".into()],
        ..Content::default()
    }
}

fn places(faults: &[Fault]) -> Vec<(&str, &str)> {
    faults.iter().map(|fault| (fault.pointer.as_str(), fault.code.as_ref())).collect()
}

fn one(change: impl Fn(&mut BudgetLine)) -> Vec<(String, String)> {
    let mut only = line(1, "业务活动费", 200_000);
    change(&mut only);
    sums(&content(vec![only])).into_iter().map(|fault| (fault.pointer, fault.code.into_owned())).collect()
}

fn at(field: &str, code: &str) -> (String, String) {
    (format!("/budget_lines/0/{field}"), code.to_owned())
}

#[test]
fn a_line_adds_up_or_says_where_it_does_not() {
    assert_eq!(one(|_| {}), []);
    assert_eq!(one(|l| l.no = 2), [at("no", "line_number_wrong")]);
    assert_eq!(one(|l| l.qty = 2), [at("subtotal_fen", "line_sum_wrong")]);
    let own = |l: &mut BudgetLine| l.own_fen = Money::fen(1);
    assert_eq!(one(own), [at("subtotal_fen", "line_parts_wrong")]);
    let kind = |l: &mut BudgetLine| {
        l.asked_fen = Money::fen(199_998);
        l.own_fen = Money::fen(1);
        l.in_kind_fen = Money::fen(1);
    };
    assert_eq!(one(kind), []);
    let negative = |l: &mut BudgetLine| {
        l.asked_fen = Money::fen(200_001);
        l.own_fen = Money::fen(-1);
    };
    assert_eq!(one(negative), [at("own_fen", "amount_negative")]);
    let both_negative = |l: &mut BudgetLine| {
        l.qty = -1;
        l.unit_price_fen = Money::fen(-200_000);
    };
    assert_eq!(one(both_negative), [at("qty", "amount_negative"), at("unit_price_fen", "amount_negative")]);
}

#[test]
fn absurd_figures_are_refused_before_they_overflow() {
    let figure = |fen: i64| {
        move |l: &mut BudgetLine| {
            l.unit_price_fen = Money::fen(fen);
            l.subtotal_fen = Money::fen(fen);
            l.asked_fen = Money::fen(fen);
        }
    };
    assert_eq!(one(figure(MOST_FEN)), []);
    let too_large = ["unit_price_fen", "subtotal_fen", "asked_fen"];
    let all = too_large.map(|field| at(field, "amount_too_large"));
    assert_eq!(one(figure(MOST_FEN + 1)), all);
    assert_eq!(one(figure(i64::MAX)), all);
    assert_eq!(one(|l| l.qty = i64::MAX), [at("qty", "amount_too_large")]);
    assert_eq!(one(|l| l.qty = MOST_FEN), [at("subtotal_fen", "amount_too_large")]);
    assert_eq!(one(|l| l.qty = i64::MIN), [at("qty", "amount_negative")]);
}

#[test]
fn a_budget_has_lines_numbered_from_one() {
    let none = content(vec![]);
    assert_eq!(places(&sums(&none)), [("/budget_lines", "budget_missing")]);
    let lines = [2, 2, 4].map(|no| line(no, "业务活动费", 100_000)).to_vec();
    assert_eq!(
        places(&sums(&content(lines))),
        [("/budget_lines/0/no", "line_number_wrong"), ("/budget_lines/2/no", "line_number_wrong")]
    );
}

#[test]
fn the_bounds_of_the_amount_are_included() {
    let intake = intake();
    for (fen, code) in [
        (99_999, Some("amount_under_minimum")),
        (100_000, None),
        (1_000_000, None),
        (1_000_001, Some("amount_over_cap")),
    ] {
        let asked = content(vec![line(1, "业务活动费", fen)]);
        let found = examine(&asked, &intake, &[], Moment::Submission);
        let expected: Vec<_> = code.map(|code| ("/asked_fen", code)).into_iter().collect();
        assert_eq!(places(&found.refuse), expected, "{fen}");
    }
    let over = content(vec![line(1, "业务活动费", 1_000_001)]);
    let mut lenient = intake;
    lenient.over_cap = Severity::Warn;
    let found = examine(&over, &lenient, &[], Moment::Submission);
    assert_eq!(found.refuse, []);
    assert_eq!(found.warnings, ["amount_over_cap", "own_share_under_10_percent"]);
}

#[test]
fn the_management_fee_is_measured_against_the_total_of_the_same_version() {
    let mut intake = intake();
    for (fee, refused) in [(29_999, false), (30_000, false), (30_001, true)] {
        let lines = vec![line(1, "业务活动费", 300_000 - fee), line(2, "管理费用", fee)];
        let found = examine(&content(lines), &intake, &[], Moment::Check);
        let code = ("/budget_lines", "management_fee_over_limit");
        assert_eq!(places(&found.refuse), vec![code; usize::from(refused)]);
    }
    let all = content(vec![line(1, "管理费用", 300_000)]);
    assert_eq!(places(&examine(&all, &intake, &[], Moment::Check).refuse).len(), 1);
    let mut elsewhere = intake.clone();
    elsewhere.budget.management_fee_class = "行政费".into();
    assert_eq!(examine(&all, &elsewhere, &[], Moment::Check).refuse, []);
    intake.budget.management_fee_max_percent_of_total = None;
    assert_eq!(examine(&all, &intake, &[], Moment::Check).refuse, []);
}

#[test]
fn an_own_share_is_refused_under_the_least_and_warned_under_the_usual() {
    let mut intake = intake();
    let share = |own: i64| {
        let mut only = line(1, "业务活动费", 200_000);
        only.asked_fen = Money::fen(200_000 - own);
        only.own_fen = Money::fen(own);
        content(vec![only])
    };
    let warning = vec!["own_share_under_10_percent".to_owned()];
    for (own, warnings) in [(19_999, warning.clone()), (20_000, vec![])] {
        let found = examine(&share(own), &intake, &[], Moment::Check);
        assert_eq!((found.refuse, found.warnings), (vec![], warnings), "{own}");
    }
    intake.budget.own_share_min_percent = 5;
    intake.budget.own_share_warn_below_percent = 15;
    let found = examine(&share(9_999), &intake, &[], Moment::Check);
    assert_eq!(places(&found.refuse), [("/own_fen", "own_share_under_minimum")]);
    assert_eq!(found.warnings, Vec::<String>::new());
    let found = examine(&share(10_000), &intake, &[], Moment::Check);
    assert_eq!(found.warnings, ["own_share_under_15_percent"]);
}

/// What comes out of one rule of that severity: codes refused, returned, warned.
fn outcome(found: &Findings, code: &str) -> [bool; 3] {
    [
        found.refuse.iter().any(|fault| fault.code == code),
        found.return_for.iter().any(|found| found == code),
        found.warnings.iter().any(|found| found == code),
    ]
}

const SEVERITIES: [(Severity, [bool; 3]); 4] = [
    (Severity::Ignore, [false, false, false]),
    (Severity::Warn, [false, false, true]),
    (Severity::Return, [false, true, false]),
    (Severity::Refuse, [true, false, false]),
];

#[test]
fn a_forbidden_word_leads_to_what_the_round_says_at_each_moment() {
    let mut named = line(2, "业务活动费", 100_000);
    named.name = "老人慰问品采购".into();
    let content = content(vec![line(1, "业务活动费", 100_000), named]);
    for (severity, expected) in SEVERITIES {
        let mut intake = intake();
        intake.budget.forbidden_lines.at_submission = severity;
        intake.budget.forbidden_lines.at_check = Severity::Ignore;
        let found = examine(&content, &intake, &[], Moment::Submission);
        assert_eq!(outcome(&found, "forbidden_budget_line"), expected);
        let lines: &[i64] = if severity == Severity::Ignore { &[] } else { &[2] };
        assert_eq!(found.lines, lines);
        let found = examine(&content, &intake, &[], Moment::Check);
        assert_eq!(outcome(&found, "forbidden_budget_line"), [false; 3]);
    }
}

#[test]
fn a_missing_paper_leads_to_what_the_round_says_at_each_moment() {
    let mut content = content(vec![line(1, "业务活动费", 200_000)]);
    content.papers = vec!["declaration".into()];
    for (severity, expected) in SEVERITIES {
        let mut intake = intake();
        intake.required_papers.at_submission = Severity::Ignore;
        intake.required_papers.at_check = severity;
        let found = examine(&content, &intake, &[], Moment::Check);
        assert_eq!(outcome(&found, "missing_community_opinion"), expected);
        assert_eq!(outcome(&found, "missing_declaration"), [false; 3]);
        let found = examine(&content, &intake, &[], Moment::Submission);
        assert_eq!(outcome(&found, "missing_community_opinion"), [false; 3]);
    }
}

#[test]
fn a_paper_that_is_listed_twice_is_missed_once() {
    let mut content = content(vec![line(1, "业务活动费", 200_000)]);
    content.papers.clear();
    let mut intake = intake();
    intake.required_papers.papers = ["declaration"; 2].map(String::from).to_vec();
    let found = examine(&content, &intake, &[], Moment::Check);
    assert_eq!(found.return_for, ["missing_declaration"]);
}

#[test]
fn a_category_is_one_of_the_rounds_or_anything_when_it_names_none() {
    let (content, intake) = (content(vec![line(1, "业务活动费", 200_000)]), intake());
    let known = |list: &[&str]| {
        let list: Vec<String> = list.iter().map(ToString::to_string).collect();
        let found = examine(&content, &intake, &list, Moment::Submission);
        places(&found.refuse) == [("/category", "category_unknown")]
    };
    assert_eq!([&["文化"][..], &["文化", "环境"], &[]].map(known), [true, false, false]);
}
