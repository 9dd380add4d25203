//! Two towns that differ in hidden marks and votes only: until the reveal nobody can tell them apart, by a byte of any answer or stream; after it everybody can.

use crate::evening::{Evening, marks};
use harness::{Engine, Person, Town};
use serde_json::{Value, json};

/// The marks and votes of one world.
struct Hidden {
    sheets: [(&'static str, &'static str); 3],
    votes: [&'static str; 4],
}

const ONE: Hidden = Hidden { sheets: [("30", "40"), ("30", "50"), ("40", "50")], votes: ["approve"; 4] };
const OTHER: Hidden =
    Hidden { sheets: [("12", "33.5"), ("8", "21"), ("39.5", "60")], votes: ["oppose", "approve", "oppose", "oppose"] };

/// Everything that can be read about an evening, as paths below the round.
const PATHS: &[&str] = &[
    "",
    "/slots",
    "/stage",
    "/projects",
    "/results",
    "/proposals",
    "/seats",
    "/jurors/count",
    "/judging",
    "/voting",
    "/awards",
    "/notices",
    "/objections",
    "/report",
];

/// The text with every id, secret and token of this town taken out: they are random, and say nothing.
fn leveled(text: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    let hex = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_hexdigit());
    let is_id = |word: &str| {
        let parts: Vec<&str> = word.split('-').collect();
        parts.len() == 5 && parts.iter().zip([8, 4, 4, 4, 12]).all(|(part, n)| hex(part, n))
    };
    text.split('"')
        .map(|word| {
            if !is_id(word) {
                return word.to_owned();
            }
            // Which of the ids it is stays, and which two are the same.
            let known = names.iter().position(|n| *n == word);
            let number = known.unwrap_or_else(|| {
                names.push(word);
                names.len() - 1
            });
            format!("id {number}")
        })
        .collect::<Vec<_>>()
        .join("\"")
}

/// What every role reads, and the first message of every role's stream.
fn everything(
    evening: &Evening<'_>,
    roles: &[(&str, &Person<'_>)],
    leak: fn(&Evening<'_>) -> Value,
) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (role, who) in roles {
        for path in PATHS {
            let answer = who.get(&format!("{}{path}", evening.round));
            all.push((format!("{role} GET {path}"), leveled(&format!("{} {}", answer.status, answer.body))));
        }
        for n in 1..=3 {
            for path in ["", "/ballot", "/standings"] {
                let answer = who.get(&format!("{}{path}", evening.proposal(n)));
                all.push((
                    format!("{role} GET proposal {n}{path}"),
                    leveled(&format!("{} {}", answer.status, answer.body)),
                ));
            }
        }
        let message = who.stream(&evening.path("live"), None).ok().unwrap().message().unwrap();
        all.push((format!("{role} stream"), leveled(&format!("{} {}", message.id, message.text))));
    }
    all.push(("planted".into(), leak(evening).to_string()));
    all
}

/// Plays one world up to the seal of the first slot, where nothing is shown yet, and then up to the reveal: what was read before and after.
fn world(hidden: &Hidden, leak: fn(&Evening<'_>) -> Value) -> [Vec<(String, String)>; 2] {
    let town = Town::found(Engine::Sqlite);
    let evening = Evening::drawn(&town, &json!({ "policy": "lag_groups", "group_size": 1, "lag": 1 }));
    let watching = evening.judge(3);
    evening.zhao.set(&evening.path("stage/reveal-mode"), &json!({ "mode": "live" })).ok();
    evening.zhao.post(&format!("{}/opening", evening.slot(1)), &json!({})).ok();
    for (n, (need, plan)) in (1..=2).zip(hidden.sheets) {
        let path = format!("{}/sheet", evening.proposal(1));
        let judge = evening.judge(n);
        judge.put_once(&path, "save", &marks(need, plan)).ok();
        judge.post_once(&format!("{path}/signature"), "sign", &json!({})).ok();
    }
    let absent = json!({ "judge": evening.judges[2].0 });
    evening.zhao.post(&format!("{}/absences", evening.proposal(1)), &absent).ok();
    for (n, choice) in (1..=3).zip(hidden.votes) {
        let path = format!("{}/ballot", evening.proposal(1));
        evening.resident(n).put_once(&path, "vote", &json!({ "choice": choice })).ok();
    }
    let (screen, public, resident) = (evening.screen(), town.stranger(), evening.resident(4));
    let roles =
        [("host", &evening.zhao), ("judge", &watching), ("juror", &resident), ("screen", &screen), ("public", &public)];
    let mut before = everything(&evening, &roles, leak);
    evening.seal(1);
    before.extend(everything(&evening, &roles, leak));
    evening.zhao.post(&format!("{}/opening", evening.slot(2)), &json!({})).ok();
    for judge in &evening.judges {
        evening.zhao.post(&format!("{}/absences", evening.proposal(2)), &json!({ "judge": judge.0 })).ok();
    }
    evening.seal(2);
    [before, everything(&evening, &roles, leak)]
}

/// The readings in which the worlds differ.
fn differences(one: &[(String, String)], other: &[(String, String)]) -> Vec<String> {
    assert_eq!(one.len(), other.len());
    one.iter().zip(other).filter(|(a, b)| a != b).map(|((what, _), _)| what.clone()).collect()
}

#[test]
fn nobody_can_tell_the_worlds_apart_before_the_reveal_and_everybody_after() {
    let nothing: fn(&Evening<'_>) -> Value = |_| Value::Null;
    let ([before, after], [other_before, other_after]) = (world(&ONE, nothing), world(&OTHER, nothing));
    assert_eq!(differences(&before, &other_before), Vec::<String>::new());
    let told = differences(&after, &other_after);
    for role in ["host", "judge", "juror", "screen", "public"] {
        for what in ["GET /stage", "GET /results", "GET /projects", "stream"] {
            assert!(told.contains(&format!("{role} {what}")), "{role} {what} tells nothing after the reveal: {told:?}");
        }
    }
}

#[test]
fn a_planted_mean_is_found() {
    let mean: fn(&Evening<'_>) -> Value = |evening| {
        let (tenant, round) = (evening.town.tenant, evening.round.rsplit('/').next().unwrap().parse().unwrap());
        let shown = evening.town.db().read_now(|tx| {
            let clock = model::Actor::clock(tenant);
            let slots = app::roadshows::list(tx, &clock, round)?;
            let ids: Vec<model::SlotId> = slots.iter().map(|s| s.id).collect();
            let sheets = storage::sheets::list_unscoped(tx, &ids)?;
            let units: i64 = sheets.iter().flat_map(|s| s.marks.values()).map(|m| m.as_units()).sum();
            Ok::<_, app::Error>(units)
        });
        json!(shown.unwrap())
    };
    let ([before, _], [other_before, _]) = (world(&ONE, mean), world(&OTHER, mean));
    assert_eq!(differences(&before, &other_before), ["planted", "planted"]);
}
