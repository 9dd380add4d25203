//! Forged, foreign, early, late and damaged tokens: none gets in.

use super::*;
use jiff::SignedDuration;
use serde_json::{Value, json};

fn now() -> Timestamp {
    "2026-11-24T04:00:00Z".parse().unwrap()
}

fn shared() -> Keys {
    Keys::new(&[vec![7; 32], vec![9; 32]])
}

fn pair() -> Keys {
    Keys::ed25519(&[[7; 32], [9; 32]])
}

fn holder(kind: SessionKind) -> Holder {
    Holder {
        session: SessionId(Uuid::from_u128(1)),
        tenant: TenantId(Uuid::from_u128(2)),
        subject: Uuid::from_u128(3),
        kind,
        round: (kind != SessionKind::Person).then_some(RoundId(Uuid::from_u128(4))),
    }
}

fn claims() -> Claims {
    Claims::new(holder(SessionKind::Person), now())
}

fn header(keys: &Keys) -> Header {
    Header { typ: Some(TYPE.into()), kid: Some(keys.keys[0].kid.clone()), ..Header::new(keys.algorithm) }
}

/// A token with a true signature over whatever it says.
fn signed(keys: &Keys, header: &Header, payload: &Value) -> String {
    encode(header, payload, &keys.keys[0].signing).unwrap()
}

fn with(name: &str, value: Value) -> Value {
    let mut payload = serde_json::to_value(claims()).unwrap();
    payload[name] = value;
    payload
}

fn part(value: &Value) -> String {
    super::super::secrets::base64url(value.to_string().as_bytes())
}

#[test]
fn a_token_says_what_it_was_made_to_say() {
    for keys in [shared(), pair()] {
        for kind in [SessionKind::Person, SessionKind::Judge, SessionKind::Juror, SessionKind::Screen] {
            let claims = Claims::new(holder(kind), now());
            let token = keys.issue(&claims).unwrap();
            assert_eq!(keys.verify(&token, now()), Ok(claims));
        }
    }
}

#[test]
fn what_is_said_has_these_names() {
    let judge = serde_json::to_value(Claims::new(holder(SessionKind::Judge), now())).unwrap();
    let expected = json!({
        "iss": "weiguang", "aud": "weiguang-api", "kind": "judge",
        "sub": Uuid::from_u128(3), "tid": Uuid::from_u128(2), "sid": Uuid::from_u128(1), "rid": Uuid::from_u128(4),
        "iat": 1_795_492_800_i64, "exp": 1_795_493_400_i64,
    });
    assert_eq!(judge, expected);
}

#[test]
fn a_token_is_good_for_ten_minutes_and_not_one_second_longer() {
    for keys in [shared(), pair()] {
        let token = keys.issue(&claims()).unwrap();
        let at = |seconds| {
            let then = now() + SignedDuration::from_secs(seconds);
            keys.verify(&token, then).is_ok()
        };
        assert_eq!([-61, -60, 0, 599, 600, 601].map(at), [false, true, true, true, false, false]);
    }
}

#[test]
fn a_longer_life_is_refused_even_when_signed() {
    let keys = shared();
    let end = claims().exp;
    let until = |exp: i64| {
        let token = signed(&keys, &header(&keys), &with("exp", exp.into()));
        keys.verify(&token, now()).is_ok()
    };
    assert_eq!([until(end - 1), until(end), until(end + 1), until(i64::MAX)], [true, true, false, false]);
}

#[test]
fn a_retired_key_still_verifies_and_an_unknown_one_does_not() {
    let token = shared().issue(&claims()).unwrap();
    let rotated = Keys::new(&[vec![1; 32], vec![7; 32]]);
    assert_eq!(rotated.verify(&token, now()), Ok(claims()));
    assert_eq!(Keys::new(&[vec![1; 32]]).verify(&token, now()), Err(BadToken));
    let token = pair().issue(&claims()).unwrap();
    let rotated = Keys::ed25519(&[[1; 32], [7; 32]]);
    assert_eq!(rotated.verify(&token, now()), Ok(claims()));
    assert_eq!(Keys::ed25519(&[[1; 32]]).verify(&token, now()), Err(BadToken));
    assert_eq!(Keys::new(&[]).issue(&claims()), Err(BadToken));
}

#[test]
fn a_known_kid_does_not_lend_its_name_to_another_key() {
    let (ours, theirs) = (shared(), Keys::new(&[vec![8; 32]]));
    let token = signed(&theirs, &header(&ours), &json!(claims()));
    assert_eq!(ours.verify(&token, now()), Err(BadToken));
    let second = Header { kid: Some(ours.keys[1].kid.clone()), ..header(&ours) };
    let token = signed(&ours, &second, &json!(claims()));
    assert_eq!(ours.verify(&token, now()), Err(BadToken));
}

#[test]
fn no_algorithm_is_no_token() {
    for keys in [shared(), pair()] {
        let kid = &keys.keys[0].kid;
        for alg in ["none", "None", "NONE", ""] {
            let head = part(&json!({ "alg": alg, "typ": TYPE, "kid": kid }));
            let unsigned = format!("{head}.{}.", part(&json!(claims())));
            assert_eq!(keys.verify(&unsigned, now()), Err(BadToken), "{alg}");
        }
    }
}

#[test]
fn a_public_key_is_no_shared_secret() {
    let ed = pair();
    let (_, _, public) = provider::ed25519(&[7; 32]);
    // Signed by HMAC with what everybody may know, under the right kid.
    let swapped = Header { kid: Some(ed.keys[0].kid.clone()), ..header(&shared()) };
    let hmac = EncodingKey::from_secret(&public);
    let token = encode(&swapped, &claims(), &hmac).unwrap();
    assert_eq!(ed.verify(&token, now()), Err(BadToken));
    // And the other way round: a shared secret taken for a seed.
    let hs = shared();
    let swapped = Header { kid: Some(hs.keys[0].kid.clone()), ..header(&ed) };
    let token = encode(&swapped, &claims(), &EncodingKey::from_ed_der(&[7; 32])).unwrap();
    assert_eq!(hs.verify(&token, now()), Err(BadToken));
}

#[test]
fn another_header_is_refused() {
    for keys in [shared(), pair()] {
        let good = header(&keys);
        let verified = |header: &Header| {
            let token = signed(&keys, header, &json!(claims()));
            keys.verify(&token, now()).is_ok()
        };
        assert!(verified(&good));
        for typ in [None, Some("JWT"), Some("jwt"), Some("AT+JWT"), Some("")] {
            let typ = typ.map(str::to_owned);
            assert!(!verified(&Header { typ, ..good.clone() }));
        }
        for kid in [None, Some(""), Some("00000000")] {
            let kid = kid.map(str::to_owned);
            assert!(!verified(&Header { kid, ..good.clone() }));
        }
    }
}

#[test]
fn other_claims_are_refused_even_when_signed() {
    let keys = shared();
    let verified = |payload: &Value| {
        let token = signed(&keys, &header(&keys), payload);
        keys.verify(&token, now()).is_ok()
    };
    assert!(verified(&json!(claims())));
    let wrong = [
        with("iss", "someone".into()),
        with("iss", json!(["weiguang"])),
        with("aud", "another-api".into()),
        with("aud", json!(["weiguang-api", "another-api"])),
        with("kind", "administrator".into()),
        with("sub", "1".into()),
        with("exp", "1795493400".into()),
        with("roles", json!(["administrator"])),
    ];
    for payload in wrong {
        assert!(!verified(&payload), "{payload}");
    }
    for name in ["iss", "aud", "sub", "tid", "sid", "kind", "iat", "exp"] {
        let mut payload = json!(claims());
        payload.as_object_mut().unwrap().remove(name);
        assert!(!verified(&payload), "without {name}");
    }
}

/// How many damaged spellings were tried; every one must be refused.
fn flips(keys: &Keys, token: &str, from: usize) -> usize {
    let mut tried = 0;
    for position in from..token.len() {
        for bit in 0..8 {
            let mut bytes = token.as_bytes().to_vec();
            bytes[position] ^= 1 << bit;
            // What is not text never reaches us: a header value is checked before.
            let Ok(damaged) = String::from_utf8(bytes) else {
                continue;
            };
            let said = keys.verify(&damaged, now());
            assert_eq!(said, Err(BadToken), "bit {bit} at {position}");
            tried += 1;
        }
    }
    tried
}

#[test]
fn ten_thousand_damaged_tokens_are_refused() {
    let keys = shared();
    let tokens = [1, 2, 3, 4].map(|n| {
        let session = SessionId(Uuid::from_u128(n));
        let holder = Holder { session, ..holder(SessionKind::Judge) };
        keys.issue(&Claims::new(holder, now())).unwrap()
    });
    let tried: usize = tokens.iter().map(|token| flips(&keys, token, 0)).sum();
    assert!(tried >= 10_000, "only {tried}");
}

#[test]
fn a_damaged_public_signature_is_refused() {
    let keys = pair();
    let token = keys.issue(&claims()).unwrap();
    let signature = token.rfind('.').unwrap();
    assert_eq!(flips(&keys, &token, signature), 87 * 7);
}

#[test]
fn a_part_of_a_token_is_none() {
    for keys in [shared(), pair()] {
        let token = keys.issue(&claims()).unwrap();
        for end in 0..token.len() {
            assert_eq!(keys.verify(token.get(..end).unwrap(), now()), Err(BadToken), "{end}");
        }
        assert_eq!(keys.verify(&format!("{token}A"), now()), Err(BadToken));
        assert_eq!(keys.verify(&format!("{token}="), now()), Err(BadToken));
        assert_eq!(keys.verify(&format!("{token}.{token}"), now()), Err(BadToken));
    }
}

proptest::proptest! {
    #[test]
    fn garbage_is_refused(garbage in ".{0,200}", parts in "[A-Za-z0-9_-]{0,60}\\.[A-Za-z0-9_-]{0,60}\\.[A-Za-z0-9_-]{0,60}") {
        for keys in [shared(), pair()] {
            assert_eq!(keys.verify(&garbage, now()), Err(BadToken));
            assert_eq!(keys.verify(&parts, now()), Err(BadToken));
        }
    }
}
