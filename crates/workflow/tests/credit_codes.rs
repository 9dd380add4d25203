//! The published and invented vectors of 统一社会信用代码.

#![cfg(test)]

use workflow::uscc::{BadUscc, check};

#[test]
fn the_vectors_are_valid_or_not_as_they_say() {
    let mut counted = 0;
    for row in include_str!("data/uscc_vectors.csv").lines().skip(1) {
        let (code, rest) = row.split_once(',').unwrap();
        let (valid, note) = rest.split_once(',').unwrap();
        assert_eq!(check(code).is_ok(), valid == "yes", "{code}: {note}");
        counted += 1;
    }
    assert_eq!(counted, 15);
}

#[test]
fn what_is_no_code_says_why() {
    for (text, why) in [
        ("", BadUscc::Length),
        ("91330100799655058", BadUscc::Length),
        ("91330100799655058BB", BadUscc::Length),
        ("9133010079965505I8", BadUscc::Alphabet),
        ("91330100799655058b", BadUscc::Alphabet),
        ("９1330100799655058B", BadUscc::Alphabet),
        ("91330100799655058C", BadUscc::CheckDigit),
        ("52110199MJ91000158", BadUscc::CheckDigit),
    ] {
        assert_eq!(check(text), Err(why), "{text}");
    }
    let codes = [BadUscc::Length, BadUscc::Alphabet, BadUscc::CheckDigit].map(BadUscc::code);
    assert_eq!(codes, ["uscc_length", "uscc_alphabet", "uscc_check_digit"]);
}
