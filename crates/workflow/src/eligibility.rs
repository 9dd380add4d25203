//! Who may take part: grounds of refusal, found from facts and told in codes.

use crate::budget::Findings;
use model::Day;
use model::organisation::Organisation;
use model::rules::Eligibility;

/// What is known when the eligibility is decided.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// The applicant as the registry knows it today.
    pub applicant: &'a Organisation,
    /// Whether its host has confirmed; `None` when nobody was asked.
    pub host_confirmed: Option<bool>,
    /// What the rules of the intake find in the proposal.
    pub findings: &'a Findings,
    /// What it was sent back for and has not been sent again in time; empty otherwise.
    pub expired: &'a [String],
    /// The day of the decision.
    pub today: Day,
}

/// The codes of every ground of refusal that the round lists and the facts show, sorted by their bytes. Nothing means eligible.
#[must_use]
pub fn grounds(rule: &Eligibility, facts: &Facts<'_>) -> Vec<String> {
    let credit = &facts.applicant.credit;
    let needs_host = facts.applicant.applicant_kind().needs_host();
    let found = [
        ("abnormal_list", credit.abnormal_list_since.is_some_and(|since| since <= facts.today)),
        ("serious_dishonesty_list", credit.serious_dishonesty_since.is_some_and(|since| since <= facts.today)),
        ("annual_inspection_failed", credit.annual_inspection.as_deref() == Some("不合格")),
        ("annual_report_not_filed", credit.annual_report_filed == Some(false)),
        ("banned", facts.applicant.banned_until.is_some_and(|until| facts.today <= until)),
        ("host_not_confirmed", needs_host && facts.host_confirmed != Some(true)),
        ("correction_expired", !facts.expired.is_empty()),
    ];
    let listed = |code: &str| rule.refuse.iter().any(|listed| listed == code);
    let mut codes: Vec<String> =
        found.into_iter().filter(|(code, shown)| *shown && listed(code)).map(|(code, _)| code.to_owned()).collect();
    codes.extend(in_the_budget(facts.findings).filter(|code| listed(code)));
    codes.extend(facts.expired.iter().cloned());
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// What the proposal itself shows, whether the intake sends back for it or refuses it at the check.
fn in_the_budget(findings: &Findings) -> impl Iterator<Item = String> {
    let refused = findings.refuse.iter().map(|fault| fault.code.to_string());
    refused.chain(findings.return_for.iter().cloned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::organisation::{Credit, OrganisationKind, OrganisationStatus, Standing};

    fn rule() -> Eligibility {
        let rules: model::rules::Rules =
            serde_json::from_str(include_str!("../../../presets/weiguang_street_round.json")).unwrap();
        rules.eligibility().unwrap().clone()
    }

    fn applicant(status: OrganisationStatus) -> Organisation {
        Organisation {
            id: model::OrganisationId("01951691-aa80-7000-8002-aae0377cecea".parse().unwrap()),
            code: "A1".parse().unwrap(),
            name: "合唱队".into(),
            kind: OrganisationKind::CommunityOrganisation,
            parent: None,
            standing: Standing { status, since: None, filing_no: None },
            uscc: None,
            leader: None,
            members: None,
            credit: Credit::default(),
            banned_until: None,
            version: 0,
        }
    }

    fn codes(applicant: &Organisation, host: Option<bool>, expired: &[String]) -> Vec<String> {
        let findings = Findings::default();
        let today = "2025-03-17".parse().unwrap();
        grounds(&rule(), &Facts { applicant, host_confirmed: host, findings: &findings, expired, today })
    }

    #[test]
    fn nothing_found_is_eligible() {
        assert!(codes(&applicant(OrganisationStatus::Registered), None, &[]).is_empty());
        assert!(codes(&applicant(OrganisationStatus::Filed), Some(true), &[]).is_empty());
    }

    #[test]
    fn a_forbidden_line_is_a_ground_whether_it_is_returned_or_refused() {
        let fault = crate::Fault::new("/budget_lines", "forbidden_budget_line", serde_json::Value::Null);
        let refused = Findings { refuse: vec![fault], ..Findings::default() };
        let returned = Findings {
            return_for: vec!["forbidden_budget_line".into(), "missing_declaration".into()],
            ..Findings::default()
        };
        let warned = Findings { warnings: vec!["forbidden_budget_line".into()], ..Findings::default() };
        let body = applicant(OrganisationStatus::Registered);
        let found = |rule: &Eligibility, findings: &Findings| {
            let facts = Facts {
                applicant: &body,
                host_confirmed: None,
                findings,
                expired: &[],
                today: "2025-03-17".parse().unwrap(),
            };
            grounds(rule, &facts)
        };
        for findings in [&refused, &returned] {
            assert_eq!(found(&rule(), findings), ["forbidden_budget_line"]);
        }
        assert!(found(&rule(), &warned).is_empty());
        let mut lenient = rule();
        lenient.refuse.retain(|code| code != "forbidden_budget_line");
        for findings in [&refused, &returned] {
            assert!(found(&lenient, findings).is_empty());
        }
    }

    #[test]
    fn each_ground_has_its_code() {
        let mut bad = applicant(OrganisationStatus::Registered);
        bad.credit.abnormal_list_since = Some("2024-11-18".parse().unwrap());
        bad.banned_until = Some("2025-03-17".parse().unwrap());
        bad.credit.annual_report_filed = Some(false);
        assert_eq!(codes(&bad, None, &[]), ["abnormal_list", "annual_report_not_filed", "banned"]);
        bad.banned_until = Some("2025-03-16".parse().unwrap());
        assert_eq!(codes(&bad, None, &[]), ["abnormal_list", "annual_report_not_filed"]);
        assert_eq!(codes(&applicant(OrganisationStatus::Emerging), Some(false), &[]), ["host_not_confirmed"]);
        assert_eq!(
            codes(&applicant(OrganisationStatus::Registered), None, &["forbidden_budget_line".into()]),
            ["correction_expired", "forbidden_budget_line"]
        );
    }
}
