//! Two towns that differ in hidden marks and votes only: until the reveal nobody can tell them apart, by a byte of any answer or stream; after it everybody can.

use crate::evening::{Evening, marks};
use harness::{Engine, Person, Town};
use model::{Grant, Role, Scope};
use serde_json::json;

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

/// A fault as a careless server might have it: it changes what somebody reads by what is hidden.
type Leak = fn(&Evening<'_>, &mut Vec<(String, String)>);

/// Headers that differ in every answer and say nothing: the machine's clock, and the number of the request.
const RANDOM: &[&str] = &["date", "x-request-id"];

/// An answer with its headers, as text in which only what differs by chance is leveled.
fn reading(status: u16, headers: &[(String, String)], body: &str) -> String {
    let kept = headers.iter().filter(|(name, _)| !RANDOM.contains(&name.as_str()));
    let mut said: Vec<String> = kept.map(|(name, value)| format!("{name}: {value}")).collect();
    said.sort();
    leveled(&format!("{status}\n{}\n\n{body}", said.join("\n")))
}

/// What every role reads with its headers, and the first message of every role's stream.
fn everything(evening: &Evening<'_>, roles: &[(&str, &Person<'_>)], leak: Leak) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (role, who) in roles {
        let mut read = |what: &str, path: &str| {
            let answer = who.get(path);
            all.push((format!("{role} GET {what}"), reading(answer.status, &answer.headers, &answer.body.to_string())));
        };
        for path in PATHS {
            read(path, &format!("{}{path}", evening.round));
        }
        for n in 1..=3 {
            for path in ["", "/ballot", "/standings"] {
                read(&format!("proposal {n}{path}"), &format!("{}{path}", evening.proposal(n)));
            }
        }
        let mut stream = who.stream(&evening.path("live"), None).ok().unwrap();
        let message = stream.message().unwrap();
        let told = reading(200, &stream.headers, &format!("{} {}", message.id, message.text));
        all.push((format!("{role} stream"), told));
    }
    leak(evening, &mut all);
    all
}

/// Plays one world up to the seal of the first slot, where nothing is shown yet, and then up to the reveal: what was read before and after.
fn world(engine: Engine, hidden: &Hidden, leak: Leak) -> [Vec<(String, String)>; 2] {
    let town = Town::found(engine);
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
    let oversight = Grant { role: Role::Overseer, scope: Scope::Round(evening.round_id()) };
    let overseer = town.person("高清明", vec![oversight]);
    let roles = [
        ("host", &evening.zhao),
        ("overseer", &overseer),
        ("judge", &watching),
        ("juror", &resident),
        ("screen", &screen),
        ("public", &public),
    ];
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

fn the_worlds_look_alike_until_the_reveal(engine: Engine) {
    let nothing: Leak = |_, _| {};
    let ([before, after], [other_before, other_after]) = (world(engine, &ONE, nothing), world(engine, &OTHER, nothing));
    assert_eq!(differences(&before, &other_before), Vec::<String>::new());
    let told = differences(&after, &other_after);
    for role in ["host", "overseer", "judge", "juror", "screen", "public"] {
        for what in ["GET /stage", "GET /results", "GET /projects", "stream"] {
            assert!(told.contains(&format!("{role} {what}")), "{role} {what} tells nothing after the reveal: {told:?}");
        }
    }
}

#[test]
fn nobody_can_tell_the_worlds_apart_before_the_reveal_and_everybody_after_on_sqlite() {
    the_worlds_look_alike_until_the_reveal(Engine::Sqlite);
}

#[test]
fn nobody_can_tell_the_worlds_apart_before_the_reveal_and_everybody_after_on_postgresql() {
    the_worlds_look_alike_until_the_reveal(Engine::Postgres);
}

/// The hidden sheets of the evening, as judge and sum of marks in units, and how many approve.
fn hidden(evening: &Evening<'_>) -> (Vec<(model::PersonId, i64)>, i64) {
    let (tenant, round) = (evening.town.tenant, evening.round_id());
    let found = evening.town.db().read_now(move |tx| {
        let slots = app::roadshows::list(tx, &model::Actor::clock(tenant), round)?;
        let ids: Vec<model::SlotId> = slots.iter().map(|s| s.id).collect();
        let sheets = storage::sheets::list_unscoped(tx, &ids)?;
        let sums = sheets.iter().map(|s| (s.judge, s.marks.values().map(|m| m.as_units()).sum())).collect();
        let tally = storage::ballots::tally_unscoped(tx, &ids)?;
        let approve = tally.iter().filter(|(_, choice, _)| choice == "approve").map(|(_, _, n)| *n).sum();
        Ok::<_, app::Error>((sums, approve))
    });
    found.unwrap()
}

/// What a leak does to one reading.
fn spoil(all: &mut [(String, String)], of: &str, change: impl FnOnce(&str) -> String) {
    let (_, text) = all.iter_mut().find(|(what, _)| what == of).unwrap();
    *text = change(text);
}

#[test]
fn a_planted_mean_count_order_and_header_are_each_found_where_they_are() {
    let leaks: [(&str, Leak); 4] = [
        ("overseer GET /results", |evening, all| {
            let sum: i64 = hidden(evening).0.iter().map(|(_, sum)| sum).sum();
            spoil(all, "overseer GET /results", |text| format!("{text} {sum}"));
        }),
        ("public stream", |evening, all| {
            let approve = hidden(evening).1;
            spoil(all, "public stream", |text| format!("{text} {approve}"));
        }),
        ("judge GET /judging", |evening, all| {
            let mut sums = hidden(evening).0;
            sums.sort_by_key(|(_, sum)| *sum);
            let seat = |person: model::PersonId| evening.judges.iter().position(|(id, ..)| *id == person.to_string());
            let order: Vec<_> = sums.into_iter().map(|(person, _)| seat(person)).collect();
            spoil(all, "judge GET /judging", |text| format!("{text} {order:?}"));
        }),
        ("screen GET /stage", |evening, all| {
            // A tag over everything that is stored tells that something was stored, and what.
            let tag = api::identity::secrets::digest(&format!(
                "{:?}",
                hidden(evening).0.iter().map(|s| s.1).collect::<Vec<_>>()
            ));
            spoil(all, "screen GET /stage", |text| text.replacen('\n', &format!("\netag: {tag}\n"), 1));
        }),
    ];
    for (place, leak) in leaks {
        let ([before, _], [other_before, _]) = (world(Engine::Sqlite, &ONE, leak), world(Engine::Sqlite, &OTHER, leak));
        assert_eq!(differences(&before, &other_before), [place, place], "a leak of {place}");
    }
}
