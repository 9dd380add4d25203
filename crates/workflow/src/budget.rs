//! Whether a proposal keeps the rules of the intake: sums, bounds, shares, forbidden words, papers.

use crate::Fault;
use model::proposal::{BudgetLine, Content};
use model::rules::{Intake, Severity};
use serde_json::json;

/// The class of a budget line that pays the applicant's own administration.
pub const MANAGEMENT: &str = "管理费用";

/// What was found, sorted by what it leads to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Findings {
    /// What is refused, each with its place.
    pub refuse: Vec<Fault>,
    /// What it must be sent back for, as codes.
    pub return_for: Vec<String>,
    /// What is only said, as codes.
    pub warnings: Vec<String>,
    /// The numbers of the lines with a forbidden word.
    pub lines: Vec<i64>,
}

/// When the rules are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// When the proposal is handed in.
    Submission,
    /// When its eligibility is checked.
    Check,
}

/// Everything the rules find at this moment.
#[must_use]
pub fn examine(content: &Content, intake: &Intake, categories: &[String], moment: Moment) -> Findings {
    let mut found = Findings { refuse: sums(content), ..Findings::default() };
    amounts(content, intake, &mut found);
    shares(content, intake, &mut found);
    if !categories.is_empty() && !categories.contains(&content.category) {
        found.refuse.push(Fault::new("/category", "category_unknown", json!({ "categories": categories })));
    }
    forbidden(content, intake, moment, &mut found);
    papers(content, intake, moment, &mut found);
    found.return_for.sort_unstable();
    found.warnings.sort_unstable();
    found
}

/// Every sum that does not add up, and every absurd figure.
#[must_use]
pub fn sums(content: &Content) -> Vec<Fault> {
    let mut faults = Vec::new();
    if content.budget_lines.is_empty() {
        faults.push(Fault::new("/budget_lines", "budget_missing", json!({})));
    }
    for (n, line) in content.budget_lines.iter().enumerate() {
        check_line(n, line, &mut faults);
    }
    faults
}

fn check_line(n: usize, line: &BudgetLine, faults: &mut Vec<Fault>) {
    let at = format!("/budget_lines/{n}");
    if usize::try_from(line.no).ok() != n.checked_add(1) {
        faults.push(Fault::new(format!("{at}/no"), "line_number_wrong", json!({ "expected": n + 1 })));
    }
    let figures = [
        line.qty,
        line.unit_price_fen.as_fen(),
        line.asked_fen.as_fen(),
        line.own_fen.as_fen(),
        line.in_kind_fen.as_fen(),
    ];
    if figures.iter().any(|figure| *figure < 0) {
        faults.push(Fault::new(at.clone(), "amount_negative", json!({})));
    }
    let product = line.qty.checked_mul(line.unit_price_fen.as_fen());
    if product != Some(line.subtotal_fen.as_fen()) {
        faults.push(Fault::new(format!("{at}/subtotal_fen"), "line_sum_wrong", json!({ "product": product })));
    }
    let parts = line.asked_fen.plus(line.own_fen).plus(line.in_kind_fen);
    if parts != line.subtotal_fen {
        faults.push(Fault::new(format!("{at}/subtotal_fen"), "line_parts_wrong", json!({ "sum": parts })));
    }
}

fn amounts(content: &Content, intake: &Intake, found: &mut Findings) {
    let asked = content.asked();
    if let Some(cap) = intake.cap_fen.filter(|cap| asked > *cap) {
        let facts = json!({ "asked_fen": asked, "cap_fen": cap });
        sort(intake.over_cap, "/asked_fen", "amount_over_cap", facts, found);
    }
    if let Some(least) = intake.min_fen.filter(|least| asked < *least) {
        found.refuse.push(Fault::new(
            "/asked_fen",
            "amount_under_minimum",
            json!({ "asked_fen": asked, "min_fen": least }),
        ));
    }
}

fn shares(content: &Content, intake: &Intake, found: &mut Findings) {
    let total = i128::from(content.total().as_fen());
    let management: i128 = content
        .budget_lines
        .iter()
        .filter(|l| l.class == MANAGEMENT)
        .map(|l| i128::from(l.subtotal_fen.as_fen()))
        .sum();
    if let Some(most) = intake.budget.management_fee_max_percent_of_total
        && management * 100 > total * i128::from(most)
    {
        let facts = json!({ "max_percent": most, "fee_fen": content.budget_lines.iter().filter(|l| l.class == MANAGEMENT).map(|l| l.subtotal_fen).sum::<model::Money>() });
        found.refuse.push(Fault::new("/budget_lines", "management_fee_over_limit", facts));
    }
    let own = i128::from(content.own().as_fen()) * 100;
    let (least, warn) = (intake.budget.own_share_min_percent, intake.budget.own_share_warn_below_percent);
    if own < total * i128::from(least) {
        found.refuse.push(Fault::new("/own_fen", "own_share_under_minimum", json!({ "min_percent": least })));
    } else if own < total * i128::from(warn) {
        found.warnings.push(format!("own_share_under_{warn}_percent"));
    }
}

fn forbidden(content: &Content, intake: &Intake, moment: Moment, found: &mut Findings) {
    let rule = &intake.budget.forbidden_lines;
    let hit = |line: &&BudgetLine| rule.words.iter().any(|word| line.name.contains(word.as_str()));
    let lines: Vec<i64> = content.budget_lines.iter().filter(hit).map(|l| l.no).collect();
    if lines.is_empty() {
        return;
    }
    let severity = match moment {
        Moment::Submission => rule.at_submission,
        Moment::Check => rule.at_check,
    };
    sort(severity, "/budget_lines", "forbidden_budget_line", json!({ "lines": lines }), found);
    found.lines = lines;
}

fn papers(content: &Content, intake: &Intake, moment: Moment, found: &mut Findings) {
    let rule = &intake.required_papers;
    let severity = match moment {
        Moment::Submission => rule.at_submission,
        Moment::Check => rule.at_check,
    };
    for paper in rule.papers.iter().filter(|paper| !content.papers.contains(paper)) {
        sort(severity, "/papers", &format!("missing_{paper}"), json!({ "paper": paper }), found);
    }
}

fn sort(severity: Severity, pointer: &str, code: &str, facts: serde_json::Value, found: &mut Findings) {
    match severity {
        Severity::Ignore => {}
        Severity::Warn => found.warnings.push(code.to_owned()),
        Severity::Return => found.return_for.push(code.to_owned()),
        Severity::Refuse => found.refuse.push(Fault::new(pointer, code.to_owned(), facts)),
    }
}
