//! The doors of the service: who guesses has to wait, nobody is locked out, and no code lies about in the database.

use harness::town::PASSWORD;
use harness::{Answer, Person, Round, Town, on_both_engines};
use jiff::SignedDuration;
use serde_json::{Value, json};

/// Knocks as somebody at another address; the town is its own proxy.
fn knock(stranger: &Person<'_>, address: &str, path: &str, form: &Value) -> Answer {
    let headers = [("x-forwarded-for", address)];
    stranger.send("POST", &format!("/api/v1/{path}"), &headers, Some(form.to_string().as_bytes()))
}

fn sign_in(town: &Town, address: &str, who: &Person<'_>, password: &str) -> Answer {
    knock(&town.stranger(), address, "sessions", &json!({ "login": who.address(), "password": password }))
}

/// How long to wait, when one has to.
fn wait(answer: &Answer) -> Option<i64> {
    (answer.status == 429).then(|| {
        assert_eq!(
            (answer.body["type"].as_str(), answer.body["code"].as_str()),
            (Some("/problems/slow-down"), Some("too_many_tries"))
        );
        assert_eq!(answer.retry_after, answer.body["facts"]["retry_after_seconds"].as_i64());
        answer.retry_after.unwrap()
    })
}

on_both_engines! {
    two_hundred_wrong_passwords_keep_nobody_out(town) {
        let (wang, zhou) = (town.person("王阿姨", vec![]), town.person("周会计", vec![]));
        let home = "198.51.100.7";
        sign_in(town, home, &zhou, PASSWORD).ok();
        let guesses: Vec<Answer> = (0..200).map(|n| sign_in(town, "192.0.2.1", &wang, &format!("guess number {n}"))).collect();
        let wrong = guesses.iter().filter(|guess| guess.status == 401).count();
        assert_eq!((wrong, guesses.iter().filter_map(wait).max()), (10, Some(30)));
        // Another account, from the very address of the attack.
        sign_in(town, "192.0.2.1", &zhou, PASSWORD).ok();
        // The account itself waits as long as told, and gets in.
        assert_eq!(wait(&sign_in(town, "192.0.2.1", &wang, PASSWORD)), Some(30));
        town.wait(SignedDuration::from_secs(29));
        assert_eq!(wait(&sign_in(town, "192.0.2.1", &wang, PASSWORD)), Some(1));
        town.wait(SignedDuration::from_secs(1));
        sign_in(town, "192.0.2.1", &wang, PASSWORD).ok();
    }

    an_attack_from_elsewhere_does_not_close_an_account_at_home(town) {
        let zhou = town.person("周会计", vec![]);
        sign_in(town, "198.51.100.7", &zhou, PASSWORD).ok();
        let guesses = (0..20).map(|n| sign_in(town, &format!("203.0.113.{n}"), &zhou, "a wrong password"));
        assert_eq!(guesses.filter(|guess| guess.status == 429).count(), 10);
        sign_in(town, "198.51.100.7", &zhou, PASSWORD).ok();
    }

    a_hall_behind_one_address_gets_in(town) {
        let round = Round::open(town);
        let stranger = town.stranger();
        let resident = round.wu.post(&format!("{}/jurors", round.path), &json!({ "code": "R1", "name": "何大爷" })).ok();
        let vote = json!({ "code": resident["credential"] });
        for _ in 0..700 {
            knock(&stranger, "192.0.2.1", "voting-sessions", &vote).ok();
        }
        let wrong = json!({ "code": "0000-0000-0000" });
        let doors = ["judge-sessions", "voting-sessions", "screen-sessions"];
        let guesses = (0..603).map(|n| knock(&stranger, "192.0.2.1", doors[n % 3], &wrong).status);
        let guesses: Vec<u16> = guesses.collect();
        assert_eq!((guesses.iter().filter(|s| **s == 404).count(), guesses.iter().filter(|s| **s == 429).count()), (600, 3));
        assert_eq!(wait(&knock(&stranger, "192.0.2.1", "voting-sessions", &vote)), Some(1));
        knock(&stranger, "192.0.2.2", "voting-sessions", &vote).ok();
        town.wait(SignedDuration::from_secs(1));
        knock(&stranger, "192.0.2.1", "voting-sessions", &vote).ok();
    }

    a_cookie_that_is_guessed_counts_and_none_at_all_does_not(town) {
        let stranger = town.stranger();
        let refreshed = |cookie: Option<&str>| {
            let mut headers = vec![("x-forwarded-for", "192.0.2.1")];
            headers.extend(cookie.map(|cookie| ("cookie", cookie)));
            stranger.send("POST", "/api/v1/sessions/refresh", &headers, Some(b"{}")).status
        };
        assert!((0..700).all(|_| refreshed(None) == 401));
        let guesses: Vec<u16> = (0..601).map(|n| refreshed(Some(&format!("weiguang_refresh=guess-{n}")))).collect();
        assert_eq!(guesses.iter().position(|status| *status == 429), Some(600));
    }

    a_stranger_leaves_so_many_forms_and_then_waits(town) {
        let stranger = town.stranger();
        let form = |n: u32| json!({ "name": "甲", "email": format!("a{n}@example.org") });
        let taken = (0..301).map(|n| knock(&stranger, "192.0.2.1", "sign-ups", &form(n)));
        let waits: Vec<Option<i64>> = taken.map(|answer| wait(&answer)).collect();
        assert_eq!(waits.iter().position(Option::is_some), Some(300));
        assert_eq!(waits.last(), Some(&Some(2)));
        let objection = json!({ "name": "居民", "grounds": "预算重复" });
        let nobody = "proposals/01980000-0000-7000-8000-000000000000/objections";
        assert_eq!(wait(&knock(&stranger, "192.0.2.1", nobody, &objection)), Some(2));
        knock(&stranger, "192.0.2.2", "sign-ups", &form(999)).ok();
    }

    no_code_is_kept_in_the_database(town) {
        let round = Round::open(town);
        let seat = json!({ "stage": "roadshow", "person": round.judges[0].id, "code": "J91" });
        let made = |who: &Person<'_>, path: &str, body: &Value, field: &str| {
            let key = format!("code-{path}");
            let first = who.post_once(path, &key, body).ok();
            assert_eq!(who.post_once(path, &key, body).ok(), first, "{path}");
            first[field].as_str().unwrap().to_owned()
        };
        let vote = made(&round.wu, &format!("{}/jurors", round.path), &json!({ "code": "R1", "name": "何大爷" }), "credential");
        let card = made(&round.zhao, &format!("{}/seats", round.path), &seat, "card");
        let answers = town.ask("SELECT answer FROM act_key").unwrap();
        for code in [&vote, &card] {
            assert_eq!(code.len(), 14);
            assert_eq!(answers.matches(code.as_str()).count(), 0, "a code is kept");
            assert_eq!(answers.matches(&code.replace('-', "")).count(), 0, "a code is kept");
        }
        knock(&town.stranger(), "192.0.2.1", "voting-sessions", &json!({ "code": vote })).ok();
    }

    tokens_are_signed_as_the_setting_says(town) {
        use api::identity::tokens::Signing;
        let lin = town.person("林律师", vec![]);
        let other = town.process_signing(Signing::Eddsa);
        let at = |path: &str| format!("http://{}/api/v1/{path}", other.address);
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let form = json!({ "login": lin.address(), "password": PASSWORD }).to_string();
        let mut answer = agent.post(at("sessions")).header("content-type", "application/json").send(&form).unwrap();
        let session: Value = serde_json::from_str(&answer.body_mut().read_to_string().unwrap()).unwrap();
        let token = session["access_token"].as_str().unwrap();
        let me = |address: String| {
            let asked = agent.get(address).header("authorization", format!("Bearer {token}"));
            asked.call().unwrap().status().as_u16()
        };
        assert_eq!((me(at("me")), me(town.url("/api/v1/me"))), (200, 401));
        // An Ed25519 signature has 64 bytes, one of HMAC-SHA-256 has 32: 86 and 43 characters.
        let signature = |token: &str| token.rsplit('.').next().unwrap().len();
        let own = sign_in(town, "192.0.2.1", &lin, PASSWORD).ok();
        assert_eq!((signature(token), signature(own["access_token"].as_str().unwrap())), (86, 43));
    }
}
