//! Broken Pabulib files: raw bytes, mixed encodings, odd numbers, wide and long files give an election or a place, never a panic.
#![cfg(test)]

use proptest::prelude::*;
use scoring::pb::{read, write};

const GOOD: &[u8] =
    b"META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\na;1\nVOTES\nvoter_id;vote\n1;a\n";

const PIECES: [&[u8]; 32] = [
    b"META\n",
    b"PROJECTS\n",
    b"VOTES\n",
    b"key;value\n",
    b"budget;",
    b"vote_type;ordinal\n",
    b"vote_type;cumulative\n",
    b"max_length;",
    b"project_id;cost\n",
    b"voter_id;vote;points\n",
    b"a;1\n",
    b"1;a;2\n",
    b";",
    b",",
    b"\n",
    b"\r\n",
    b"\"",
    b"\"\"",
    b"\"a;\nb\"",
    b"NaN",
    b"inf",
    b"1e999",
    b"-1",
    b"0,000001",
    b"999999999999.999999",
    b"18446744073709551616",
    b"None",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\0",
    b"\xbc\xd7",
    b"\xe7\x94",
];

/// Whatever is read can be written, and that read again, without a panic; what is refused has a place in the file.
fn judged(bytes: &[u8]) {
    match read(bytes) {
        Ok(election) => {
            let _answer = read(write(&election).as_bytes());
        }
        Err(error) => {
            let lines = bytes.iter().filter(|b| **b == b'\n').count() + 1;
            assert!((1..=lines).contains(&error.line), "{error}");
            assert!((1..=bytes.len() + 2).contains(&error.column), "{error}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn pieces_of_mixed_encodings_give_an_election_or_a_place(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..50)) {
        judged(&pieces.concat());
    }

    #[test]
    fn a_good_file_with_something_put_in_gives_an_election_or_a_place(piece in prop::sample::select(PIECES.to_vec()), raw in prop::collection::vec(any::<u8>(), 0..6), at in 0..=GOOD.len(), cut in 0_usize..12) {
        let (before, after) = GOOD.split_at(at);
        let after = &after[cut.min(after.len())..];
        judged(&[before, piece, after].concat());
        judged(&[before, raw.as_slice(), after].concat());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn a_wide_or_long_file_gives_an_election_or_a_place(piece in prop::sample::select(PIECES.to_vec()), columns in 19_990_usize..20_010) {
        let wide = [piece, b";"].concat().repeat(columns);
        for (from, more) in [(b"cost\n".as_slice(), &wide), (b"a;1\n", &wide), (b"vote\n", &wide), (b"1;a\n", &wide)] {
            let at = GOOD.windows(from.len()).position(|part| part == from).unwrap() + from.len() - 1;
            judged(&[&GOOD[..at], b";", more, &GOOD[at..]].concat());
        }
        judged(&piece.repeat(200_000));
        judged(&[GOOD, &[b"1;".as_slice(), piece, b"\n"].concat().repeat(20_000)].concat());
    }
}

#[test]
fn twenty_thousand_columns_and_fifty_thousand_ballots_are_read() {
    let names: String = (0..20_000).map(|n| format!(";c{n}")).collect();
    let cells = ";x".repeat(20_000);
    let ballots: String = (0..50_000).map(|n| format!("{n};a\n")).collect();
    let file = |cost: &str| {
        format!(
            "META\nkey;value\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost{names}\na;{cost}{cells}\nVOTES\nvoter_id;vote\n{ballots}"
        )
    };
    let election = read(file("1").as_bytes()).unwrap();
    assert_eq!((election.projects[0].rest.len(), election.voters.len()), (20_000, 50_000));
    for cost in ["1e3", "NaN", "inf", "-1", "１", "1.2.3"] {
        let error = read(file(cost).as_bytes()).unwrap_err();
        assert_eq!((error.line, error.column), (7, 2), "{cost}");
    }
}
