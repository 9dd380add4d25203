//! A mail server of one thread that speaks just enough SMTP and behaves, or misbehaves, as it is told.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};

/// How the server treats one connection.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Manner {
    /// Takes the mail.
    Takes,
    /// Answers the recipient with this line and goes on.
    Answers(&'static str),
    /// Greets with this line instead of 220.
    Greets(&'static str),
    /// Takes the whole mail and hangs up without a word.
    HangsUpAfterData,
}

/// A mail that came in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Received {
    pub(crate) to: String,
    pub(crate) raw: String,
}

/// Opens the server for that many connections; joining it gives the mails.
pub(crate) fn open(manners: Vec<Manner>) -> (u16, JoinHandle<Vec<Received>>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let serve = move || {
        let mut received = Vec::new();
        for manner in manners {
            let (stream, _) = listener.accept().unwrap();
            received.extend(converse(stream, manner));
        }
        received
    };
    (port, thread::spawn(serve))
}

/// One conversation; it ends when the client leaves, and the mail counts once its final dot came.
fn converse(mut stream: TcpStream, manner: Manner) -> Option<Received> {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let greeting = match manner {
        Manner::Greets(line) => line,
        _ => "220 sink ESMTP",
    };
    say(&mut stream, greeting);
    let mut to = String::new();
    let mut taken = None;
    while let Some(Ok(line)) = lines.next() {
        let word = line.split(' ').next().unwrap().to_ascii_uppercase();
        match (word.as_str(), manner) {
            ("RCPT", Manner::Answers(answer)) => say(&mut stream, answer),
            ("RCPT", _) => {
                to = line;
                say(&mut stream, "250 ok");
            }
            ("DATA", _) => {
                say(&mut stream, "354 go on");
                let mail: Vec<String> = lines.by_ref().map_while(Result::ok).take_while(|line| line != ".").collect();
                taken = Some(Received { to: to.clone(), raw: mail.join("\r\n") });
                if matches!(manner, Manner::HangsUpAfterData) {
                    return taken;
                }
                say(&mut stream, "250 taken");
            }
            ("QUIT", _) => say(&mut stream, "221 bye"),
            _ => say(&mut stream, "250 ok"),
        }
    }
    taken
}

/// The client may have left already; that is the end of the conversation, not of the test.
fn say(stream: &mut TcpStream, line: &str) {
    let _ = write!(stream, "{line}\r\n");
}
