//! Tables of marks as spreadsheets save them, and every way in which they are refused.
#![cfg(test)]

use model::Mark;
use proptest::prelude::*;
use scoring::marks::MarkTable;

fn refused(text: &str) -> String {
    MarkTable::from_csv(text.as_bytes()).unwrap_err().to_string()
}

fn marks(units: &[Option<i64>]) -> Vec<Option<Mark>> {
    units.iter().map(|u| u.map(Mark::units)).collect()
}

#[test]
fn what_spreadsheets_save_is_read() {
    let plain = "项目,李,王\n甲,85.5,\n乙,0,100.0001\n";
    let expected = MarkTable {
        proposals: vec!["甲".into(), "乙".into()],
        judges: vec!["李".into(), "王".into()],
        cells: marks(&[Some(855_000), None, Some(0), Some(1_000_001)]),
    };
    let gb = encoding(plain);
    let with_mark = [b"\xef\xbb\xbf".as_slice(), plain.as_bytes()].concat();
    let carriage = plain.replace('\n', "\r\n");
    let quoted = "\"项目\",\"李\" , 王\r\n\"甲\",\"85.5\",\"\"\n\n乙, 0 ,100.0001,,\n,,\n";
    let unended = plain.trim_end();
    for bytes in [plain.as_bytes(), &gb, &with_mark, carriage.as_bytes(), quoted.as_bytes(), unended.as_bytes()] {
        assert_eq!(MarkTable::from_csv(bytes), Ok(expected.clone()));
    }
    let odd = MarkTable::from_csv("p,\"Li, \"\"Wei\"\"\"\nA,1\n".as_bytes()).unwrap();
    assert_eq!(odd.judges, ["Li, \"Wei\""]);
}

/// The text in GB 2312, as an older spreadsheet writes it; the letters are looked up by hand.
fn encoding(text: &str) -> Vec<u8> {
    let table: [(char, [u8; 2]); 6] = [
        ('项', [0xcf, 0xee]),
        ('目', [0xc4, 0xbf]),
        ('李', [0xc0, 0xee]),
        ('王', [0xcd, 0xf5]),
        ('甲', [0xbc, 0xd7]),
        ('乙', [0xd2, 0xd2]),
    ];
    let letter = |c: char| match table.iter().find(|(of, _)| *of == c) {
        Some((_, bytes)) => bytes.to_vec(),
        None => c.to_string().into_bytes(),
    };
    text.chars().flat_map(letter).collect()
}

#[test]
fn marks_within_a_rubric_are_on_its_scale_and_on_its_step() {
    let criterion = |id: &str| serde_json::json!({ "id": id, "min": "1", "max": "5", "step": "0.5" });
    let rubric = serde_json::json!({ "form": "points", "criteria": [criterion("need"), criterion("plan")] });
    let rubric: scoring::rules::Rubric = serde_json::from_value(rubric).unwrap();
    let read = |mark: &str| MarkTable::from_csv_within(format!("p,J\nA,{mark}\n").as_bytes(), &rubric);
    for mark in ["2", "2.5", "10"] {
        assert_eq!(read(mark).unwrap().cells, [Some(mark.parse().unwrap())]);
    }
    assert_eq!(read("").unwrap().cells, [None]);
    for (mark, refusal) in [
        ("1.5", "`1.5` is outside 2 to 10; correct the mark or the rules"),
        ("10.5", "`10.5` is outside 2 to 10; correct the mark or the rules"),
        ("2.6", "`2.6` is not on the step 0.5; correct the mark or the rules"),
    ] {
        assert_eq!(read(mark).unwrap_err().fault.to_string(), refusal);
    }
}

#[test]
fn a_refusal_names_the_cell_the_fault_and_the_remedy() {
    let no_mark = "write a decimal number such as 85.5, or leave the cell empty where a judge was absent";
    let cases = [
        ("", "the file is empty; the first row names the judges, each further row a proposal with its marks".to_owned()),
        ("p\nA\n", "row 1: the first row names no judge; separate the columns by commas, the first one for the proposals and one for each judge".into()),
        ("p,J1\n", "there is no proposal; write one row for each below the judges' names".into()),
        ("p,J1,J1\nA,1,2\n", "C1: `J1` stands in B1 already; give each its own name".into()),
        ("p,J1\nA,1\nB,2\nA,3\n", "A4: `A` stands in A2 already; give each its own name".into()),
        ("p,,J2\nA,1,2\n", "B1: the name is missing; name every proposal in the first column and every judge in the first row".into()),
        ("p,J1\n,1\n", "A2: the name is missing; name every proposal in the first column and every judge in the first row".into()),
        ("p,J1,J2\nA,1\n", "row 2 (proposal A): the row has 2 cells and the first row 3; give every judge a cell, an empty one where absent".into()),
        ("p,J1\nA,1,2\n", "row 2 (proposal A): the row has 3 cells and the first row 2; give every judge a cell, an empty one where absent".into()),
        ("p,J1\nA,\"1\n", "B2: a quotation mark is not closed or stands inside a cell; quote the whole cell and write a quotation mark in it twice".into()),
        ("p,J1\nA,1\"2\"\n", "B2: a quotation mark is not closed or stands inside a cell; quote the whole cell and write a quotation mark in it twice".into()),
        ("p,J1\nA,\"1\"2\n", "B2: a quotation mark is not closed or stands inside a cell; quote the whole cell and write a quotation mark in it twice".into()),
        ("p,J1\nA,1\nB,NaN\n", format!("B3 (proposal B, judge J1): `NaN` is not a mark; {no_mark}")),
    ];
    for (text, message) in cases {
        assert_eq!(refused(text), message, "{text}");
    }
    let cells = [
        ("８５", "write it with half-width digits and point, such as 85.5"),
        ("85。5", "write it with half-width digits and point, such as 85.5"),
        ("\"85,5\"", "write it without a comma and with a decimal point, such as 85.5"),
        ("+85", "marks have no sign; leave the cell empty where a judge was absent"),
        ("-0", "marks have no sign; leave the cell empty where a judge was absent"),
        ("8e1", "write it out without an exponent, such as 85.5"),
        ("1.00001", "write at most four places after the point"),
        ("1234567890123", "write at most twelve digits before the point"),
        ("123456789012.00001", "write at most four places after the point"),
        ("absent", no_mark),
        ("缺席", no_mark),
        (".5", no_mark),
        ("5.", no_mark),
        ("inf", no_mark),
        ("1 2", no_mark),
        ("0x10", no_mark),
    ];
    for (cell, remedy) in cells {
        let shown = cell.trim_matches('"');
        let message = format!("C2 (proposal A, judge J2): `{shown}` is not a mark; {remedy}");
        assert_eq!(refused(&format!("p,J1,J2\nA,1,{cell}\n")), message);
    }
    assert_eq!(
        MarkTable::from_csv(b"p,J1\nA,\xff\xff\n").unwrap_err().to_string(),
        "the file is neither UTF-8 nor GB18030; save it as CSV UTF-8"
    );
}

#[test]
fn the_largest_and_the_finest_mark_pass() {
    let table = MarkTable::from_csv(b"p,J1,J2\nA,999999999999,0.0001\n").unwrap();
    assert_eq!(table.cells, marks(&[Some(9_999_999_999_990_000), Some(1)]));
    assert_eq!([table.mark(0, 1), table.mark(0, 2), table.mark(1, 0)], [Some(Mark::units(1)), None, None]);
}

#[test]
fn twenty_thousand_columns_are_read_and_the_last_is_named() {
    let judges: Vec<String> = (1..=20_000).map(|n| format!("J{n}")).collect();
    let row = |last: &str| format!("p,{}\nA,{}{last}\n", judges.join(","), "1,".repeat(19_999));
    assert_eq!(MarkTable::from_csv(row("2").as_bytes()).unwrap().cells.len(), 20_000);
    let message = "ACOG2 (proposal A, judge J20000): `x` is not a mark; write a decimal number such as 85.5, or leave the cell empty where a judge was absent";
    assert_eq!(refused(&row("x")), message.replace("ACOG", &column(20_001)));
}

fn column(mut number: usize) -> String {
    let mut name = String::new();
    while number > 0 {
        name.insert(0, char::from(b'A' + u8::try_from((number - 1) % 26).unwrap()));
        number = (number - 1) / 26;
    }
    name
}

#[test]
fn columns_are_named_as_spreadsheets_name_them() {
    for (number, name) in [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")] {
        assert_eq!(column(number), name);
        if number > 1 {
            let text = format!(
                "p{}\nA{}x\n",
                (2..=number).map(|n| format!(",J{n}")).collect::<String>(),
                ",".repeat(number - 1)
            );
            assert_eq!(MarkTable::from_csv(text.as_bytes()).unwrap_err().cell(), Some(format!("{name}2")));
        }
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _answer = MarkTable::from_csv(&bytes).map_err(|refused| refused.to_string());
    }

    #[test]
    fn no_likely_text_makes_it_panic_and_a_table_is_whole(text in "[a-c0-9.,\"\n\r８甲 -]{0,60}") {
        if let Ok(table) = MarkTable::from_csv(text.as_bytes()) {
            prop_assert_eq!(table.cells.len(), table.proposals.len() * table.judges.len());
            prop_assert!(table.cells.iter().flatten().all(|m| *m >= Mark::default()));
        }
    }

    #[test]
    fn what_is_written_is_read(cells in prop::collection::vec(prop::option::of(0_i64..10_000_000), 6)) {
        let cell = |at: usize| cells[at].map(|u| Mark::units(u).to_string()).unwrap_or_default();
        let text = format!("p,a,b,c\nX,{},{},{}\nY,{},{},{}\n", cell(0), cell(1), cell(2), cell(3), cell(4), cell(5));
        prop_assert_eq!(MarkTable::from_csv(text.as_bytes()).unwrap().cells, marks(&cells));
    }
}

/// Pieces of which broken tables are made: numbers of every kind, quotes, line ends, byte-order marks, GB18030, half letters.
const PIECES: [&[u8]; 30] = [
    b"p,J1,J2\n",
    b"A,1,2\n",
    b"A",
    b",",
    b",,",
    b"\n",
    b"\r\n",
    b"\r",
    b"\"",
    b"\"\"",
    b"\"a,\nb\"",
    b"NaN",
    b"-inf",
    b"1e999",
    b"1E-5",
    b"-0",
    b"85.5",
    b"0.00001",
    b"99999999999999999999999999",
    b"\t ",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\0",
    b"\xe7\x94",
    b"\xbc\xd7",
    b"\x81\x30\x81\x30",
    b"\x81\x30",
    b"\xef\xbc\x98",
    b"\xff",
];

/// A refusal that names a cell must name one that the file has room for, and its text must come out.
fn judged(bytes: &[u8]) {
    match MarkTable::from_csv(bytes) {
        Ok(table) => {
            assert_eq!(table.cells.len(), table.proposals.len() * table.judges.len());
            assert!(!table.cells.is_empty());
        }
        Err(refused) => {
            assert!(refused.row <= bytes.len() + 1 && refused.column <= bytes.len() + 1);
            assert!(!refused.to_string().is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_pieces_of_mixed_encodings_make_it_panic(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60), raw in prop::collection::vec(any::<u8>(), 0..20), at in any::<prop::sample::Index>()) {
        let mut bytes = pieces.concat();
        let at = at.index(bytes.len() + 1);
        bytes.splice(at..at, raw);
        judged(&bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn no_wide_or_long_file_makes_it_panic(piece in prop::sample::select(PIECES.to_vec()), columns in 19_990_usize..20_010, rows in 1_usize..4) {
        let names: Vec<String> = (1..columns).map(|n| format!("J{n}")).collect();
        let wide = [format!("p,{}\n", names.join(",")).into_bytes(), [b"A,".as_slice(), &[piece, b","].concat().repeat(20_000)].concat().repeat(rows)].concat();
        judged(&wide);
        judged(&piece.repeat(200_000));
        judged(&[b"p,J1\n".as_slice(), &[b"A,".as_slice(), piece, b"\n"].concat().repeat(50_000)].concat());
    }
}

#[test]
fn fifty_thousand_rows_are_read_and_the_last_is_named() {
    let rows = |last: &str| {
        let rows: String = (1..50_000).map(|n| format!("P{n},{}.5\n", n % 100)).collect();
        format!("p,J1\n{rows}P50000,{last}\n")
    };
    assert_eq!(MarkTable::from_csv(rows("7").as_bytes()).unwrap().cells.len(), 50_000);
    assert_eq!(MarkTable::from_csv(rows("1e3").as_bytes()).unwrap_err().cell(), Some("B50001".to_owned()));
}
