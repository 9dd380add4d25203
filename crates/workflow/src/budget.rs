//! Whether a proposal keeps the rules of the intake: sums, bounds, shares, forbidden words, papers.

use crate::Fault;
use model::Money;
use model::proposal::{BudgetLine, Content};
use model::rules::{Intake, Severity};
use serde_json::json;

/// The most a figure of a budget line may be: a thousand million yuan in fen, far above any round and far below where sums overflow.
pub const MOST_FEN: i64 = 100_000_000_000;

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
///
/// The same forbidden word is only said when the proposal is handed in and sends it back when it is checked, because the round says so:
///
/// ```
/// use model::Money;
/// use model::proposal::{BudgetLine, Content};
/// use workflow::budget::{Moment, examine};
///
/// let rules: model::rules::Rules =
///     serde_json::from_str(include_str!("../../../presets/weiguang_street_round.json"))?;
/// let intake = rules.intake().ok_or("no intake")?;
/// let line = BudgetLine {
///     no: 1,
///     class: "业务活动费".into(),
///     name: "重阳慰问品".into(),
///     unit: "份".into(),
///     qty: 50,
///     unit_price_fen: Money::fen(4_000),
///     subtotal_fen: Money::fen(200_000),
///     asked_fen: Money::fen(180_000),
///     own_fen: Money::fen(20_000),
///     in_kind_fen: Money::ZERO,
/// };
/// let papers = vec!["declaration".into(), "community_opinion".into()];
/// let content = Content { budget_lines: vec![line], papers, ..Content::default() };
///
/// let handed_in = examine(&content, intake, &[], Moment::Submission);
/// assert_eq!((handed_in.refuse.len(), handed_in.warnings), (0, vec!["forbidden_budget_line".into()]));
/// let checked = examine(&content, intake, &[], Moment::Check);
/// assert_eq!((checked.return_for, checked.lines), (vec!["forbidden_budget_line".into()], vec![1]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
    for codes in [&mut found.return_for, &mut found.warnings] {
        codes.sort_unstable();
        codes.dedup();
    }
    found
}

/// Every sum that does not add up, and every absurd figure; a line with an absurd figure is not added up as well.
#[must_use]
pub fn sums(content: &Content) -> Vec<Fault> {
    let mut faults = Vec::new();
    if content.budget_lines.is_empty() {
        faults.push(Fault::new("/budget_lines", "budget_missing", json!({})));
    }
    for (place, (no, line)) in (1_i64..).zip(&content.budget_lines).enumerate() {
        let at = format!("/budget_lines/{place}");
        if line.no != no {
            let facts = json!({ "expected": no });
            faults.push(Fault::new(format!("{at}/no"), "line_number_wrong", facts));
        }
        let absurd = absurd_figures(&at, line);
        if absurd.is_empty() {
            add_up(&at, line, &mut faults);
        } else {
            faults.extend(absurd);
        }
    }
    faults
}

/// The figures of a line that are below nothing or above [`MOST_FEN`], each with its place.
fn absurd_figures(at: &str, line: &BudgetLine) -> Vec<Fault> {
    let figures = [
        ("qty", line.qty),
        ("unit_price_fen", line.unit_price_fen.as_fen()),
        ("subtotal_fen", line.subtotal_fen.as_fen()),
        ("asked_fen", line.asked_fen.as_fen()),
        ("own_fen", line.own_fen.as_fen()),
        ("in_kind_fen", line.in_kind_fen.as_fen()),
    ];
    let judge = |(field, figure): (&str, i64)| {
        let pointer = format!("{at}/{field}");
        if figure < 0 {
            let facts = json!({ "figure": figure });
            Some(Fault::new(pointer, "amount_negative", facts))
        } else if figure > MOST_FEN {
            let facts = json!({ "figure": figure, "most": MOST_FEN });
            Some(Fault::new(pointer, "amount_too_large", facts))
        } else {
            None
        }
    };
    figures.into_iter().filter_map(judge).collect()
}

/// Unit price times quantity is the subtotal, and so is the sum of what is asked, own and in kind.
fn add_up(at: &str, line: &BudgetLine, faults: &mut Vec<Fault>) {
    let subtotal = format!("{at}/subtotal_fen");
    let product = line.qty.saturating_mul(line.unit_price_fen.as_fen());
    if product > MOST_FEN {
        let facts = json!({ "most": MOST_FEN });
        faults.push(Fault::new(subtotal.clone(), "amount_too_large", facts));
    } else if product != line.subtotal_fen.as_fen() {
        let facts = json!({ "product": product });
        faults.push(Fault::new(subtotal.clone(), "line_sum_wrong", facts));
    }
    let parts = line.asked_fen.plus(line.own_fen).plus(line.in_kind_fen);
    if parts != line.subtotal_fen {
        let facts = json!({ "sum": parts });
        faults.push(Fault::new(subtotal, "line_parts_wrong", facts));
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
    let class = &intake.budget.management_fee_class;
    let fee: Money = content.budget_lines.iter().filter(|l| l.class == *class).map(|l| l.subtotal_fen).sum();
    if let Some(most) = intake.budget.management_fee_max_percent_of_total
        && i128::from(fee.as_fen()) * 100 > total * i128::from(most)
    {
        let facts = json!({ "max_percent": most, "fee_fen": fee, "total_fen": content.total() });
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
    let severity = match moment {
        Moment::Submission => rule.at_submission,
        Moment::Check => rule.at_check,
    };
    if lines.is_empty() || severity == Severity::Ignore {
        return;
    }
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

#[cfg(test)]
mod tests;
