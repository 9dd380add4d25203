//! The night of the demo season, stopped while a slot takes marks, with as many judges as there are clients.

use api::call::Signed;
use api::problem::Problem;
use serde_json::{Value, json};
use server::demo::{self, Options, Played, Progress};
use std::path::Path;

/// How many clients there are, each a judge.
pub(crate) const CLIENTS: usize = 32;
const SEASON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../demo/seasons/zhaohuimen-2.json");

/// A round in the middle of its roadshow.
pub(crate) struct Night {
    played: Played,
    /// Host and port.
    pub(crate) address: String,
    /// The organiser's token.
    pub(crate) organiser: String,
    /// Each judge's token.
    pub(crate) judges: Vec<String>,
    /// The path of the round.
    pub(crate) round: String,
    /// The path of the proposal whose slot is open.
    pub(crate) proposal: String,
}

/// A route that does nothing behind the same middleware and the same sign-in.
async fn hello(call: Signed) -> Result<actix_web::HttpResponse, Problem> {
    call.read(|_tx, _actor, _now| Ok(json!({ "hello": "world" }))).await
}

impl Night {
    /// Plays the season up to the middle of its roadshow, and seats a judge for each client.
    pub(crate) fn fall(database: &str) -> Self {
        Self::fall_before(database, CLIENTS)
    }

    /// The same before so many further judges.
    pub(crate) fn fall_before(database: &str, judges: usize) -> Self {
        let season = demo::read(Path::new(SEASON)).unwrap();
        let options = Options {
            database: database.parse().unwrap(),
            serve: None,
            until: Some("roadshow".into()),
            progress: Progress::Quiet,
        };
        let played = demo::play_with(&season, &options, |config| {
            config.route("/hello", actix_web::web::get().to(hello));
        });
        let played = played.unwrap();
        let address = played.instance.address.to_string();
        let sign_in = |who: &str| {
            let (_, login, password) = played.sign_ins.iter().find(|(code, ..)| code == who).unwrap();
            post(&address, "/api/v1/sessions", None, &json!({ "login": login, "password": password }))["access_token"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let (keeper, organiser) = (sign_in("administrator"), sign_in("K1"));
        let rounds = get(&address, "/api/v1/rounds", &organiser);
        let round = format!("/api/v1/rounds/{}", rounds["items"][0]["id"].as_str().unwrap());
        let slots = get(&address, &format!("{round}/slots"), &organiser);
        let open = slots["items"].as_array().unwrap().iter().find(|s| s["state"] == "scoring").unwrap();
        let proposal = format!("/api/v1/proposals/{}", open["proposal"].as_str().unwrap());
        let judges = (0..judges).map(|n| seat(&address, (&keeper, &organiser), &round, n)).collect();
        Self { played, address, organiser, judges, round, proposal }
    }

    /// The season with the instance that serves it.
    pub(crate) const fn played(&self) -> &Played {
        &self.played
    }
}

fn seat(address: &str, who: (&str, &str), round: &str, n: usize) -> String {
    let (keeper, organiser) = who;
    let form = json!({ "code": format!("B{n:02}"), "name": "评委", "email": format!("b{n}@example.org"), "password": "a password of the bench", "grants": [] });
    let person = post(address, "/api/v1/people", Some(keeper), &form);
    let form = json!({ "stage": "roadshow", "person": person["id"], "code": format!("B{n:02}") });
    let card = post(address, &format!("{round}/seats"), Some(organiser), &form)["card"].clone();
    let session = post(address, "/api/v1/judge-sessions", None, &json!({ "code": card }));
    let token = session["access_token"].as_str().unwrap();
    post(address, &format!("{round}/declaration"), Some(token), &json!({ "conflicts": [] }));
    token.to_owned()
}

/// An act that must succeed.
pub(crate) fn post(address: &str, path: &str, token: Option<&str>, body: &Value) -> Value {
    let mut request = ureq::post(format!("http://{address}{path}")).header("content-type", "application/json");
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let text = request.send(body.to_string()).unwrap().body_mut().read_to_string().unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A setting that must succeed.
pub(crate) fn put(address: &str, path: &str, token: &str, body: &Value) -> Value {
    let request = ureq::put(format!("http://{address}{path}")).header("content-type", "application/json");
    let request = request.header("authorization", format!("Bearer {token}"));
    let text = request.send(body.to_string()).unwrap().body_mut().read_to_string().unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A look that must succeed.
pub(crate) fn get(address: &str, path: &str, token: &str) -> Value {
    let request = ureq::get(format!("http://{address}{path}")).header("authorization", format!("Bearer {token}"));
    serde_json::from_str(&request.call().unwrap().body_mut().read_to_string().unwrap()).unwrap()
}
