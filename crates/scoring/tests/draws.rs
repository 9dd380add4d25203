//! Lots: the given vectors, the ceremony, evenness, and what is refused.
#![cfg(test)]

use proptest::prelude::*;
use scoring::draw::{
    Announcement, Ceremony, Commitment, DOMAIN, DrawError, Numbers, PublicDraw, Reveal, draw, draw_in, verify,
};
use serde_json::{Value, json};

fn texts(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|t| t.as_str().unwrap().to_owned()).collect()
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|t| (*t).to_owned()).collect()
}

#[test]
fn the_draw_vectors_come_out() {
    let vectors: Value = serde_json::from_str(include_str!("data/draw_vectors.json")).unwrap();
    for vector in vectors["vectors"].as_array().unwrap() {
        let (parts, mut ids) = (texts(&vector["seed_parts"]), texts(&vector["ids"]));
        let drawn = draw(&parts, &ids).unwrap();
        assert_eq!((json!(drawn.key_hex), json!(drawn.order)), (vector["key_hex"].clone(), vector["order"].clone()));
        ids.reverse();
        assert_eq!(draw_in("draw-v1", &parts, &ids).unwrap(), drawn);
        assert_eq!(verify(&drawn), Ok(()));
    }
}

#[test]
fn nobody_one_and_no_words_are_drawn_too() {
    assert_eq!(draw(&[], &[]).unwrap().order, Vec::<String>::new());
    assert_eq!(draw(&[], &words(&["A"])).unwrap().order, ["A"]);
    assert_eq!(draw(&words(&[""]), &words(&["A", "B"])).unwrap().seed_parts, [""]);
}

#[test]
fn an_id_has_one_chance() {
    let error = draw(&words(&["x"]), &words(&["B", "A", "B"])).unwrap_err();
    assert_eq!(error, DrawError::Duplicate { id: "B".into() });
    assert_eq!((error.code(), error.facts()), ("draw_id_twice", json!({ "id": "B" })));
}

#[test]
fn domain_words_and_their_borders_all_count() {
    let ids = words(&["A", "B", "C", "D", "E", "F"]);
    let keys = [
        draw(&words(&["ab", "c"]), &ids),
        draw(&words(&["a", "bc"]), &ids),
        draw(&words(&["abc"]), &ids),
        draw(&words(&["abc", ""]), &ids),
        draw_in("draw-v2", &words(&["abc"]), &ids),
    ];
    let mut keys: Vec<String> = keys.into_iter().map(|k| k.unwrap().key_hex).collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), 5);
}

#[test]
fn a_transcript_that_was_touched_is_found() {
    let drawn = draw(&words(&["x"]), &words(&["A", "B", "C"])).unwrap();
    let mut order = drawn.clone();
    order.order.swap(0, 2);
    assert_eq!(verify(&order), Err(DrawError::Differs { part: "order" }));
    let mut key = drawn.clone();
    key.seed_parts.push(String::new());
    assert_eq!(verify(&key), Err(DrawError::Differs { part: "key_hex" }));
    let mut codes = drawn;
    codes.codes.swap(0, 1);
    assert_eq!(verify(&codes), Err(DrawError::Differs { part: "codes" }));
}

fn announcement() -> Announcement {
    Announcement {
        domain: DOMAIN.into(),
        codes: words(&["项目一", "项目二", "项目三"]),
        commitment: Commitment::to(&[7; 32]),
        beacon: "双色球 2025030 期".into(),
    }
}

fn ceremony(reveal: Reveal) -> Ceremony {
    Ceremony { reveal, contributions: words(&["416253", "261354"]), beacon_value: "03 07 12 19 25 31 08".into() }
}

#[test]
fn the_commitment_is_the_hash_of_the_bytes() {
    let of_zeros = "66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925";
    assert_eq!(Commitment::to(&[0; 32]).as_str(), of_zeros);
    for wrong in ["", "66", &of_zeros.to_uppercase(), &of_zeros.replace('6', "g"), &format!("{of_zeros}0")] {
        assert_eq!(Commitment::try_from(wrong.to_owned()), Err(DrawError::NotHex { text: wrong.into() }));
    }
}

/// Every digit has its own value: the commitment was computed apart.
#[test]
fn every_hex_digit_of_a_reveal_counts() {
    let secret = "0123456789abcdef".repeat(4);
    let commitment = Commitment::to(&[0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef].repeat(4).try_into().unwrap());
    assert_eq!(commitment.as_str(), "4884fdaafea47c29fea7159d0daddd9c085d6200e1359e85bb81736af6b7c837");
    assert_eq!(commitment.opens(&secret), Ok(()));
}

#[test]
fn a_public_draw_says_everything_and_holds() {
    let secret = "07".repeat(32);
    let drawn = announcement().draw(&ceremony(Reveal::Given(secret.clone()))).unwrap();
    assert_eq!(drawn.transcript.seed_parts, [&secret, "416253", "261354", "03 07 12 19 25 31 08"]);
    let read: PublicDraw = serde_json::from_str(&serde_json::to_string(&drawn).unwrap()).unwrap();
    assert_eq!((read.verify(), &read), (Ok(()), &drawn));
    let other = PublicDraw { ceremony: ceremony(Reveal::Withheld), ..drawn };
    assert_eq!(other.verify(), Err(DrawError::Differs { part: "transcript" }));
}

#[test]
fn a_false_reveal_is_refused_and_a_withheld_one_leaves_an_empty_word() {
    let false_reveal = Reveal::Given("08".repeat(32));
    assert_eq!(announcement().draw(&ceremony(false_reveal)).unwrap_err(), DrawError::RevealDiffers);
    let drawn = announcement().draw(&ceremony(Reveal::Withheld)).unwrap();
    assert_eq!(drawn.transcript.seed_parts, ["", "416253", "261354", "03 07 12 19 25 31 08"]);
    assert_eq!(drawn.verify(), Ok(()));
}

#[test]
fn every_order_comes_as_often_as_every_other() {
    let ids = words(&["A", "B", "C", "D"]);
    let mut seen = std::collections::BTreeMap::<String, i64>::new();
    for n in 0..24_000 {
        *seen.entry(draw(&[format!("{n}")], &ids).unwrap().order.concat()).or_default() += 1;
    }
    // Chi-squared against 1,000 each; 23 degrees of freedom exceed 49.7 once in a thousand times.
    let thousandfold: i64 = seen.values().map(|n| (n - 1_000) * (n - 1_000)).sum();
    assert_eq!(seen.len(), 24);
    assert!(thousandfold < 49_700, "{thousandfold}");
}

/// With a bound of half of all numbers and one more, nearly every second number would favour the small ones.
#[test]
fn what_would_favour_the_small_ones_is_thrown_away() {
    let bound = (1_u64 << 63) + 1;
    let mut raw = Numbers::new(&[2; 32]);
    let kept: Vec<u64> = (0..40).map(|_| raw.draw()).filter(|number| *number < bound).collect();
    let mut numbers = Numbers::new(&[2; 32]);
    let found: Vec<u64> = kept.iter().map(|_| numbers.below(bound)).collect();
    assert!(kept.len() < 40);
    assert_eq!(found, kept);
}

#[test]
fn a_number_stays_below_its_bound_and_reaches_it() {
    let mut numbers = Numbers::new(&[1; 32]);
    assert_eq!((numbers.below(0), numbers.below(1)), (0, 0));
    let found: std::collections::BTreeSet<u64> = (0..200).map(|_| numbers.below(3)).collect();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [0, 1, 2]);
    let most = (1_u64 << 63) + 1;
    assert!((0..200).all(|_| numbers.below(most) < most));
}

proptest! {
    #[test]
    fn the_order_in_which_ids_are_given_does_not_matter(ids in prop::collection::btree_set(".{0,4}", 0..40), parts in prop::collection::vec(".{0,6}", 0..4)) {
        let ids: Vec<String> = ids.into_iter().collect();
        let turned: Vec<String> = ids.iter().rev().cloned().collect();
        let drawn = draw(&parts, &ids).unwrap();
        prop_assert_eq!(&draw(&parts, &turned).unwrap(), &drawn);
        let mut order = drawn.order;
        order.sort();
        prop_assert_eq!(order, ids);
    }
}
