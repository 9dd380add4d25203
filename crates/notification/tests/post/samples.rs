//! Letters with facts out of a round that could be.

use model::LetterId;
use notification::{Fact, LETTERHEAD, Letter, LetterKind, Locale, Shape};
use serde_json::{Map, Value, json};

pub(crate) const FROM: &str = "招商街道公益创投 <letters@weiguang.example>";

/// A letter to 王阿姨 with every fact its kind needs and no other.
pub(crate) fn letter(kind: LetterKind) -> Letter {
    let facts: Map<String, Value> = needed(kind).map(|fact| (fact.name.to_owned(), value(fact))).collect();
    Letter {
        id: "01980000-0000-7000-8000-00000000000a".parse::<LetterId>().unwrap(),
        kind,
        to_name: "王阿姨".to_owned(),
        to_address: "wang@example.cn".to_owned(),
        facts: Value::Object(facts),
        locale: Locale::ZhCn,
        created_at: "2025-04-29T09:30:00+08:00".parse().unwrap(),
    }
}

pub(crate) fn needed(kind: LetterKind) -> impl Iterator<Item = &'static Fact> {
    kind.facts().iter().chain(LETTERHEAD)
}

fn value(fact: &Fact) -> Value {
    match (fact.name, fact.shape) {
        ("office", _) => json!("招商街道办事处"),
        ("contact", _) => json!("0755-2680 0000，工作日 9:00–17:30"),
        ("round", _) => json!("2025年招商街道公益微创投"),
        ("title", _) => json!("银龄手机课堂"),
        ("code", _) => json!("A-07"),
        ("digest", _) => json!("3f9a0c71"),
        ("place", _) => json!("社区党群服务中心二楼"),
        ("stage", _) => json!("现场路演"),
        ("score", _) => json!("87.35"),
        ("grade", _) => json!("良好"),
        ("milestone", _) => json!("完成前四次课程"),
        ("reference", _) => json!("20250915-0031"),
        ("answer", _) => json!("经核对，该项目预算与公示一致。"),
        ("reason", _) => json!("异议成立"),
        ("login", _) => json!("wang@example.cn"),
        ("objection", _) => json!("Y-01"),
        ("present_secs", _) => json!(330),
        ("questions_secs", _) => json!(180),
        (_, Shape::Text) => panic!("no sample for {}", fact.name),
        (_, Shape::Lines) => json!(["缺少登记证书副本", "预算表合计与明细不符"]),
        (_, Shape::Fen) => json!(995_800),
        (_, Shape::Number) => json!(3),
        (_, Shape::Day | Shape::DayOrNone) => json!("2025-04-29"),
        (_, Shape::Instant) => json!("2025-09-15T17:00:00+08:00"),
        (_, Shape::OneOf(codes)) => json!(codes[0]),
    }
}
