//! The words: every letter can be read below, and none is written with a hole.

use crate::samples::{letter, needed};
use notification::{LetterKind, RenderError, Shape, check, render};
use serde_json::{Value, json};

/// A letter for every way in which its closed facts can be chosen, each with the choice in words.
fn choices(kind: LetterKind) -> Vec<(String, notification::Letter)> {
    let mut all = vec![(String::new(), letter(kind))];
    for fact in kind.facts() {
        let Shape::OneOf(codes) = fact.shape else { continue };
        let with = |(chosen, letter): &(String, notification::Letter), code: &&str| {
            let mut letter = letter.clone();
            letter.facts[fact.name] = json!(code);
            (if chosen.is_empty() { (*code).to_owned() } else { format!("{chosen}, {code}") }, letter)
        };
        all = all.iter().flat_map(|before| codes.iter().map(|code| with(before, code)).collect::<Vec<_>>()).collect();
    }
    all
}

#[test]
fn every_letter_reads_as_it_was_agreed() {
    let mut pages = Vec::new();
    for kind in LetterKind::ALL {
        for (chosen, letter) in choices(*kind) {
            let rendered = render(&letter).unwrap();
            let colon = if chosen.is_empty() { "" } else { ": " };
            pages.push(format!("==== {kind}{colon}{chosen}\n{}\n----\n{}", rendered.subject, rendered.body));
        }
    }
    insta::assert_snapshot!("letters_zh_cn", pages.join("\n\n"));
}

#[test]
fn a_missing_fact_is_refused_by_its_name() {
    for kind in LetterKind::ALL {
        for fact in needed(*kind) {
            let missing = RenderError::MissingFact { kind: *kind, fact: fact.name };
            let mut without = letter(*kind);
            without.facts.as_object_mut().unwrap().remove(fact.name);
            assert_eq!(render(&without), Err(missing));
        }
    }
}

#[test]
fn a_misshapen_fact_is_refused_by_its_name() {
    for kind in LetterKind::ALL {
        for fact in needed(*kind) {
            let mut wrong = letter(*kind).facts;
            wrong[fact.name] = json!({ "not": "this" });
            let Err(RenderError::BadFact { fact: named, .. }) = check(*kind, &wrong) else {
                panic!("{kind} took a misshapen {}", fact.name);
            };
            assert_eq!(named, fact.name);
        }
    }
}

#[test]
fn facts_that_are_no_object_are_a_missing_fact() {
    let nothing = check(LetterKind::AccountCreated, &json!([]));
    let missing = RenderError::MissingFact { kind: LetterKind::AccountCreated, fact: "login" };
    assert_eq!(nothing, Err(missing));
}

#[test]
fn a_fact_that_looks_like_a_template_stays_text() {
    let mut letter = letter(LetterKind::ProposalShortlisted);
    letter.facts["title"] = json!("{{ office }}<b>&\"课堂\"");
    let subject = render(&letter).unwrap().subject;
    assert_eq!(subject, "入围通知：{{ office }}<b>&\"课堂\"（A-07）");
}

#[test]
fn what_the_rules_leave_open_is_not_promised() {
    let table = [
        (LetterKind::AwardConfirmed, "sign_due_on", "接下来请签订项目协议。协议备好后，我们会通知您签订。"),
        (
            LetterKind::AgreementToSign,
            "due_on",
            "签订前请逐条核对金额、拨付安排、项目期限和各方责任。有看不明白的地方，请先问清楚再签。",
        ),
    ];
    for (kind, fact, line) in table {
        let mut letter = letter(kind);
        letter.facts[fact] = Value::Null;
        let body = render(&letter).unwrap().body;
        let after_the_amount: Vec<&str> = body.lines().skip(6).take(3).collect();
        assert_eq!(after_the_amount, ["资助金额：9958.00元", "", line]);
    }
}

#[test]
fn no_final_instalment_is_said_as_such() {
    let mut letter = letter(LetterKind::FinalEvaluated);
    letter.facts["tail_fen"] = json!(0);
    let body = render(&letter).unwrap().body;
    let lines: Vec<&str> = body.lines().skip(7).take(4).collect();
    let expected = ["等级：良好", "尾款金额：0.00元", "", "按照评估结果，本项目不再拨付尾款。"];
    assert_eq!(lines, expected);
}
