//! The viewers: a process of its own that holds thousands of live streams and says when each message reached the last of them.

use flate2::read::DeflateDecoder;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// The argument that makes the bench the viewers instead.
pub(crate) const CHILD: &str = "--viewers";

/// Whose stream is looked at, by how many.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Audience {
    /// Host and port.
    pub(crate) address: String,
    /// The path of the stream.
    pub(crate) path: String,
    /// How many viewers.
    pub(crate) count: usize,
}

/// How many viewers a message reached, and when it reached the last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Reached {
    /// How many.
    pub(crate) viewers: usize,
    /// When, in milliseconds since 1970.
    pub(crate) last_ms: f64,
}

/// Milliseconds since 1970, which two processes of one machine agree on.
pub(crate) fn now_ms() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64() * 1000.0
}

/// A hall full of viewers.
pub(crate) struct Hall {
    child: Child,
    lines: BufReader<std::process::ChildStdout>,
}

impl Hall {
    /// Fills the hall; returns when every viewer has the first view, with its sequence.
    pub(crate) fn fill(audience: &Audience) -> (Self, i64) {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg(CHILD)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(child.stdin.as_mut().unwrap(), "{}", serde_json::to_string(audience).unwrap()).unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        lines.read_line(&mut first).unwrap();
        (Self { child, lines }, first.trim().parse().expect("the viewers are there"))
    }

    /// Empties the hall: which message reached how many viewers, and when the last.
    pub(crate) fn empty(mut self) -> BTreeMap<i64, Reached> {
        drop(self.child.stdin.take());
        let mut text = String::new();
        self.lines.read_line(&mut text).unwrap();
        self.child.wait().unwrap();
        serde_json::from_str(&text).unwrap()
    }
}

type Log = Arc<Mutex<Noted>>;

/// What reached whom.
#[derive(Default)]
struct Noted {
    reached: BTreeMap<i64, Reached>,
    /// The ids of the chunks that came, so that one that goes to all is unpacked once.
    ids: HashMap<Vec<u8>, Option<i64>>,
}

impl Noted {
    fn note(&mut self, chunk: Vec<u8>) {
        let id = self.ids.entry(chunk).or_insert_with_key(|chunk| id_of(chunk));
        if let Some(id) = *id {
            let reached = self.reached.entry(id).or_default();
            reached.viewers += 1;
            reached.last_ms = now_ms();
        }
    }
}

/// The other side: opens the streams, says that all are there, and what came when its input ends.
pub(crate) fn child() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
    let audience: Audience = serde_json::from_str(&line).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let log = Log::default();
    let shown = Arc::clone(&log);
    std::thread::spawn(move || {
        // The parent closes the input when it has seen enough.
        let mut rest = String::new();
        let _ended = std::io::stdin().read_line(&mut rest);
        println!("{}", serde_json::to_string(&shown.lock().unwrap().reached).unwrap());
        std::process::exit(0);
    });
    runtime.block_on(async {
        for _ in 0..audience.count {
            let stream = TcpStream::connect(&audience.address).await.unwrap();
            tokio::spawn(viewer(stream, audience.path.clone(), Arc::clone(&log)));
            tokio::task::yield_now().await;
        }
        let began = Instant::now();
        loop {
            assert!(
                began.elapsed() < Duration::from_secs(120),
                "not all viewers were let in: {:?}",
                log.lock().unwrap().reached
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
            let first = log.lock().unwrap().reached.iter().next().map(|(id, reached)| (*id, reached.viewers));
            if let Some((id, viewers)) = first
                && viewers == audience.count
            {
                println!("{id}");
                break;
            }
        }
        std::future::pending::<()>().await;
    });
}

async fn viewer(mut stream: TcpStream, path: String, log: Log) {
    let request =
        format!("GET {path} HTTP/1.1\r\nhost: bench\r\naccept: text/event-stream\r\naccept-encoding: gzip\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut heard = Heard::default();
    loop {
        stream.readable().await.unwrap();
        // On the stack, and so shared by all viewers: ten thousand buffers would be the client's burden, not the server's.
        let mut buffer = [0; 32 * 1024];
        match stream.try_read(&mut buffer) {
            Ok(0) => return,
            Ok(read) => heard.bytes.extend_from_slice(&buffer[..read]),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => continue,
            Err(error) => panic!("a viewer's stream broke: {error}"),
        }
        while let Some(chunk) = heard.next_chunk() {
            log.lock().unwrap().note(chunk);
        }
    }
}

/// What came and is not understood yet. The server sends each message as one chunk, whose length stands before it: nothing is searched for an end.
#[derive(Default)]
struct Heard {
    bytes: Vec<u8>,
    greeted: bool,
}

impl Heard {
    fn next_chunk(&mut self) -> Option<Vec<u8>> {
        if !self.greeted {
            let end = self.bytes.windows(4).position(|w| w == b"\r\n\r\n")?;
            let head = String::from_utf8_lossy(&self.bytes[..end]).into_owned();
            assert!(head.starts_with("HTTP/1.1 200"), "a viewer was refused: {head}");
            self.bytes.drain(..end + 4);
            self.greeted = true;
        }
        let end = self.bytes.windows(2).take(16).position(|w| w == b"\r\n")?;
        let length = usize::from_str_radix(std::str::from_utf8(&self.bytes[..end]).unwrap(), 16).unwrap();
        let (from, until) = (end + 2, end + 2 + length);
        if self.bytes.len() < until + 2 {
            return None;
        }
        let rest = self.bytes.split_off(until + 2);
        let mut chunk = std::mem::replace(&mut self.bytes, rest);
        chunk.truncate(until);
        chunk.drain(..from);
        Some(chunk)
    }
}

/// The id of a message, which comes as gzip like in every browser; greeting and heartbeat have none.
fn id_of(chunk: &[u8]) -> Option<i64> {
    let mut line = [0; 32];
    let read = DeflateDecoder::new(chunk).read(&mut line).ok()?;
    let line = line[..read].strip_prefix(b"id: ")?.split(|b| *b == b'\n').next()?;
    Some(std::str::from_utf8(line).unwrap().parse().unwrap())
}
