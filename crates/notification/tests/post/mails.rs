//! The mails: exactly the headers that were meant, whatever people call themselves.

use crate::samples::{FROM, letter};
use notification::{BadSender, DeliveryError, Letter, LetterKind, Mail, PostOffice, render};
use proptest::prelude::*;

const HEADERS: [&str; 9] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
];

fn carried(letter: &Letter) -> Result<Mail, DeliveryError> {
    let (office, letterbox) = PostOffice::memory(FROM).unwrap();
    office.deliver(letter, &render(letter).unwrap())?;
    let mut mails = letterbox.take();
    assert_eq!(mails.len(), 1);
    Ok(mails.remove(0))
}

/// The headers with their folded lines joined.
fn headers(mail: &Mail) -> Vec<(String, String)> {
    let text = String::from_utf8(mail.raw.clone()).unwrap();
    let (head, _) = text.split_once("\r\n\r\n").unwrap();
    let unfolded = head.replace("\r\n ", " ");
    let split = |line: &str| {
        let (name, value) = line.split_once(": ").unwrap();
        (name.to_owned(), value.to_owned())
    };
    unfolded.split("\r\n").map(split).collect()
}

fn header(mail: &Mail, name: &str) -> String {
    let found: Vec<_> = headers(mail).into_iter().filter(|(n, _)| n == name).collect();
    assert_eq!(found.len(), 1, "{name}");
    found[0].1.clone()
}

fn names(mail: &Mail) -> Vec<String> {
    headers(mail).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn a_mail_is_a_function_of_its_letter() {
    let letter = letter(LetterKind::InstalmentPaid);
    let mail = carried(&letter).unwrap();
    assert_eq!(carried(&letter).unwrap(), mail);
    assert_eq!(names(&mail), HEADERS);
    let id = "<01980000-0000-7000-8000-00000000000a@weiguang.example>";
    assert_eq!(header(&mail, "Message-ID"), id);
    assert_eq!(header(&mail, "Date"), "Tue, 29 Apr 2025 01:30:00 +0000");
    assert_eq!(header(&mail, "Content-Type"), "text/plain; charset=utf-8");
    assert_eq!(header(&mail, "Auto-Submitted"), "auto-generated");
    assert_eq!(mail.to_address, "wang@example.cn");
    assert_eq!(mail.subject, "拨款通知：银龄手机课堂（A-07）");
}

#[test]
fn a_date_before_1970_does_not_stop_the_post() {
    let mut letter = letter(LetterKind::AccountCreated);
    letter.created_at = model::Timestamp::MIN;
    let mail = carried(&letter).unwrap();
    assert_eq!(header(&mail, "Date"), "Thu, 01 Jan 1970 00:00:00 +0000");
    letter.created_at = model::Timestamp::MAX;
    let mail = carried(&letter).unwrap();
    assert_eq!(header(&mail, "Date"), "Thu, 30 Dec 9999 22:00:00 +0000");
}

#[test]
fn a_hostile_name_adds_no_header_and_no_address() {
    let table = [
        ("Wang\r\nBcc: all@example.cn", "=?utf-8?b?V2FuZyBCY2M6IGFsbEBleGFtcGxlLmNu?= <wang@example.cn>"),
        ("Wang\u{2028}Li", "\"Wang Li\" <wang@example.cn>"),
        ("Wang\", <all@example.cn>", "=?utf-8?b?V2FuZyIsIDxhbGxAZXhhbXBsZS5jbj4=?= <wang@example.cn>"),
        ("back\\slash", "\"back\\\\slash\" <wang@example.cn>"),
        ("=?utf-8?b?5YWo?=", "=?utf-8?b?PT91dGYtOD9iPzVZV28/PQ==?= <wang@example.cn>"),
        ("\r\n\r\n\0", "wang@example.cn"),
        ("王阿姨", "=?utf-8?b?546L6Zi/5aeo?= <wang@example.cn>"),
    ];
    for (typed, expected) in table {
        let mut letter = letter(LetterKind::AccountCreated);
        letter.to_name = typed.to_owned();
        let mail = carried(&letter).unwrap();
        assert_eq!(names(&mail), HEADERS, "{typed:?}");
        assert_eq!(header(&mail, "To"), expected, "{typed:?}");
    }
}

#[test]
fn a_hostile_title_stays_in_its_subject() {
    let mut letter = letter(LetterKind::ProposalShortlisted);
    letter.facts["title"] = serde_json::json!("x\r\nBcc: all@example.cn\u{2029}\r\n\r\ny");
    let mail = carried(&letter).unwrap();
    assert_eq!(names(&mail), HEADERS);
    assert_eq!(mail.subject, "入围通知：x Bcc: all@example.cn y（A-07）");
}

#[test]
fn words_that_were_not_rendered_here_are_cleaned_too() {
    let (office, letterbox) = PostOffice::memory(FROM).unwrap();
    let words = notification::Rendered {
        subject: "Hello\r\nBcc: all@example.cn".to_owned(),
        body: "one\r\n\u{202e}two".to_owned(),
    };
    let letter = letter(LetterKind::AccountCreated);
    office.deliver(&letter, &words).unwrap();
    let mail = letterbox.mails().remove(0);
    assert_eq!(names(&mail), HEADERS);
    assert_eq!(header(&mail, "Subject"), "Hello Bcc: all@example.cn");
    let raw = String::from_utf8(mail.raw).unwrap();
    assert_eq!(raw.split_once("\r\n\r\n").unwrap().1, "one\r\ntwo\r\n");
}

#[test]
fn an_address_that_is_none_is_refused_for_good() {
    let bad = [
        "",
        "wang",
        "wang@example.cn, all@example.cn",
        "王阿姨 <wang@example.cn>",
        "<wang@example.cn>",
        "wang@example.cn\r\nBcc: all@example.cn",
        "wang@example.cn\n",
        "wang\u{2028}@example.cn",
        "\"wang\r\nBcc: all\"@example.cn",
        "wang@example.cn>\r\nRCPT TO:<all@example.cn",
    ];
    for address in bad {
        let mut letter = letter(LetterKind::AccountCreated);
        letter.to_address = address.to_owned();
        let error = carried(&letter).unwrap_err();
        assert!(error.is_permanent(), "{address:?}: {error}");
    }
}

#[test]
fn a_sender_that_is_none_is_refused_at_the_start() {
    for bad in ["", "letters", "街道 <街道@example.cn>", "a@example.cn, b@example.cn"] {
        let refused = PostOffice::memory(bad).map(drop);
        assert_eq!(refused, Err(BadSender(bad.to_owned())), "{bad:?}");
    }
}

#[test]
fn a_folder_holds_each_letter_once() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("letters/by-name");
    let _ = std::fs::remove_dir_all(&folder);
    let office = PostOffice::folder(&folder, FROM).unwrap();
    let letter = letter(LetterKind::ReportDue);
    let rendered = render(&letter).unwrap();
    office.deliver(&letter, &rendered).unwrap();
    office.deliver(&letter, &rendered).unwrap();
    let files: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, [format!("{}.eml", letter.id)]);
    let written = std::fs::read(folder.join(&files[0])).unwrap();
    assert_eq!(written, carried(&letter).unwrap().raw);
}

#[test]
fn a_folder_that_cannot_be_written_is_a_failure_for_a_time() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("not-a-folder");
    std::fs::write(&file, "").unwrap();
    let office = PostOffice::folder(&file, FROM).unwrap();
    let letter = letter(LetterKind::ReportDue);
    let error = office.deliver(&letter, &render(&letter).unwrap()).unwrap_err();
    assert!(!error.is_permanent(), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_type_the_headers_are_ours(
        name in "(?s)([\\x00-\\x7f]|[\\r\\n\u{2028}\u{85}\u{202e}]|.|Bcc: ){0,40}",
        title in "(?s)([\\r\\n\u{2029}\"<>,;:=?@\\\\]|.|\r\nBcc: all@example.cn\r\n){0,60}",
    ) {
        let mut letter = letter(LetterKind::ProposalShortlisted);
        letter.to_name = name;
        letter.facts["title"] = serde_json::Value::String(title);
        let mail = carried(&letter).unwrap();
        prop_assert_eq!(names(&mail), HEADERS);
        let to = header(&mail, "To");
        prop_assert!(to == "wang@example.cn" || to.ends_with(" <wang@example.cn>"), "{}", to);
    }
}
