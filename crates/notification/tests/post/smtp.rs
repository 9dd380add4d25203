//! The way by SMTP: at least once, recognisable when twice, and no failure that lasts.

use crate::samples::{FROM, letter};
use crate::sink::{self, Manner, Received};
use notification::{
    BadSettings, DeliveryError, Letter, LetterKind, PostOffice, Rendered, SmtpSettings, SmtpTls, render,
};
use std::net::TcpListener;
use std::time::{Duration, Instant};

fn settings(port: u16) -> SmtpSettings {
    SmtpSettings {
        host: "127.0.0.1".to_owned(),
        port,
        tls: SmtpTls::None,
        user: None,
        password: None,
        from: FROM.to_owned(),
        timeout: Duration::from_secs(10),
    }
}

fn sample() -> (Letter, Rendered) {
    let letter = letter(LetterKind::ProposalReceived);
    let rendered = render(&letter).unwrap();
    (letter, rendered)
}

/// Hands the sample letter in once for each manner.
fn hand_in(manners: Vec<Manner>) -> (Vec<Result<(), DeliveryError>>, Vec<Received>) {
    let times = manners.len();
    let (port, server) = sink::open(manners);
    let office = PostOffice::smtp(&settings(port)).unwrap();
    let (letter, rendered) = sample();
    let answers = (0..times).map(|_| office.deliver(&letter, &rendered)).collect();
    (answers, server.join().unwrap())
}

/// What the same letter is in memory.
fn expected() -> Received {
    let (office, letterbox) = PostOffice::memory(FROM).unwrap();
    let (letter, rendered) = sample();
    office.deliver(&letter, &rendered).unwrap();
    let raw = String::from_utf8(letterbox.take().remove(0).raw).unwrap();
    Received { to: "RCPT TO:<wang@example.cn>".to_owned(), raw: raw.trim_end_matches("\r\n").to_owned() }
}

#[test]
fn a_mail_arrives_whole_and_a_repeat_is_the_same_mail() {
    let (answers, mut mails) = hand_in(vec![Manner::Takes, Manner::Takes]);
    assert_eq!(answers, [Ok(()), Ok(())]);
    for mail in &mut mails {
        mail.raw.truncate(mail.raw.trim_end_matches("\r\n").len());
    }
    assert_eq!(mails, [expected(), expected()]);
}

#[test]
fn a_connection_cut_after_the_mail_means_twice_and_never_not_at_all() {
    let (answers, mails) = hand_in(vec![Manner::HangsUpAfterData, Manner::Takes]);
    let permanent: Vec<_> = answers.iter().map(|answer| answer.as_ref().map_err(DeliveryError::is_permanent)).collect();
    assert_eq!(permanent, [Err(false), Ok(&())]);
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0], mails[1]);
}

#[test]
fn only_a_refusal_of_this_very_mail_is_for_good() {
    let table = [
        (Manner::Answers("550 5.1.1 no such mailbox"), true),
        (Manner::Answers("554 5.7.1 refused"), true),
        (Manner::Answers("450 4.2.1 mailbox busy"), false),
        (Manner::Answers("452 4.3.1 disk full"), false),
        (Manner::Answers("530 5.7.0 sign in first"), false),
        (Manner::Answers("502 5.5.1 not implemented"), false),
        (Manner::Greets("421 4.3.2 shutting down"), false),
        (Manner::Greets("521 no mail here"), false),
    ];
    for (manner, permanent) in table {
        let (answers, mails) = hand_in(vec![manner]);
        let error = answers[0].as_ref().unwrap_err();
        assert_eq!(error.is_permanent(), permanent, "{manner:?}: {error}");
        assert_eq!(mails, []);
    }
}

#[test]
fn a_dead_server_is_noticed_at_once() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let office = PostOffice::smtp(&settings(port)).unwrap();
    let (letter, rendered) = sample();
    let begun = Instant::now();
    let error = office.deliver(&letter, &rendered).unwrap_err();
    assert!(!error.is_permanent(), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(2));
}

#[test]
fn a_silent_server_is_left_after_the_timeout() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let timeout = Duration::from_millis(200);
    let patience = SmtpSettings { timeout, ..settings(listener.local_addr().unwrap().port()) };
    let office = PostOffice::smtp(&patience).unwrap();
    let (letter, rendered) = sample();
    let begun = Instant::now();
    let error = office.deliver(&letter, &rendered).unwrap_err();
    assert!(!error.is_permanent(), "{error}");
    assert!((timeout..Duration::from_secs(5)).contains(&begun.elapsed()));
}

#[test]
fn a_server_without_encryption_gets_nothing_when_encryption_is_asked_for() {
    for tls in [SmtpTls::StartTls, SmtpTls::Tls] {
        let (port, server) = sink::open(vec![Manner::Takes]);
        let strict = SmtpSettings { tls, ..settings(port) };
        let office = PostOffice::smtp(&strict).unwrap();
        let (letter, rendered) = sample();
        let error = office.deliver(&letter, &rendered).unwrap_err();
        assert!(!error.is_permanent(), "{tls:?}: {error}");
        assert_eq!(server.join().unwrap(), [], "{tls:?}");
    }
}

#[test]
fn settings_that_cannot_work_are_refused_before_the_first_mail() {
    let account = |host: &str, tls, user: Option<&str>, password: Option<&str>| {
        let with = SmtpSettings {
            host: host.to_owned(),
            tls,
            user: user.map(str::to_owned),
            password: password.map(str::to_owned),
            ..settings(25)
        };
        PostOffice::smtp(&with).map(drop)
    };
    let (user, password) = (Some("letters"), Some("hush"));
    let mail = "mail.example.cn";
    assert_eq!(account(mail, SmtpTls::Tls, user, password), Ok(()));
    assert_eq!(account(mail, SmtpTls::StartTls, user, password), Ok(()));
    assert_eq!(account("localhost", SmtpTls::None, user, password), Ok(()));
    assert_eq!(account(mail, SmtpTls::None, None, None), Ok(()));
    let clear = Err(BadSettings::PasswordInTheClear);
    assert_eq!(account(mail, SmtpTls::None, user, password), clear);
    let half = Err(BadSettings::HalfAnAccount);
    assert_eq!(account(mail, SmtpTls::Tls, user, None), half);
    assert_eq!(account(mail, SmtpTls::Tls, None, password), half);
}

#[test]
fn a_password_is_never_printed() {
    let with = SmtpSettings { password: Some("hush-hush".to_owned()), ..settings(25) };
    assert_eq!(format!("{with:?}").matches("hush").count(), 0);
}
