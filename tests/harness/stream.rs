//! A live stream as a client reads it, one message after the other.

use serde_json::Value;
use std::io::{BufRead, BufReader};

/// An open stream.
pub struct Stream {
    lines: BufReader<ureq::BodyReader<'static>>,
    /// The headers that it came with, by name.
    pub headers: Vec<(String, String)>,
}

/// What came over a stream.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Its id: the sequence of the view.
    pub id: i64,
    /// Exactly what was sent, after `data: `.
    pub text: String,
    /// The same as JSON.
    pub data: Value,
}

impl Stream {
    pub(crate) fn new(answer: ureq::http::Response<ureq::Body>) -> Self {
        let headers = answer.headers().iter();
        let headers =
            headers.map(|(n, v)| (n.as_str().to_owned(), v.to_str().unwrap_or_default().to_owned())).collect();
        Self { lines: BufReader::new(answer.into_body().into_reader()), headers }
    }

    /// The next message; `None` when the stream has ended. Waits at most twenty seconds.
    pub fn message(&mut self) -> Option<Message> {
        let (mut id, mut text) = (None, None);
        loop {
            let mut line = String::new();
            if self.lines.read_line(&mut line).unwrap_or(0) == 0 {
                return None;
            }
            match line.trim_end().split_once(": ") {
                Some(("id", value)) => id = value.parse().ok(),
                Some(("data", value)) => text = Some(value.to_owned()),
                _ => {}
            }
            if let (true, Some(id), Some(text)) = (line == "\n", id, &text) {
                return Some(Message { id, text: text.clone(), data: serde_json::from_str(text).unwrap() });
            }
        }
    }
}
