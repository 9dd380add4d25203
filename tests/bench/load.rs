//! The load: a process of its own that keeps connections open and sends prepared requests as fast as they are answered.

use serde::{Deserialize, Serialize};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The argument that makes the bench the load instead.
pub(crate) const CHILD: &str = "--load";
/// What a prepared request holds where each sending puts a number of its own.
pub(crate) const FRESH: &str = "00000000000000000000";

/// What is sent where, for how long.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Plan {
    /// Host and port.
    pub(crate) address: String,
    /// For each connection the request that it repeats: head and body.
    pub(crate) requests: Vec<String>,
    /// How long before measuring.
    pub(crate) warm_ms: u64,
    /// How long.
    pub(crate) measured_ms: u64,
}

/// What came back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Outcome {
    /// Answers with status 200 while measured.
    pub(crate) answered: u64,
    /// Everything else.
    pub(crate) failed: u64,
    /// The first of them.
    pub(crate) first_failure: String,
    /// Seconds measured.
    pub(crate) seconds: f64,
    /// Milliseconds per answer.
    pub(crate) p50_ms: f64,
    /// Milliseconds that 99 in 100 keep.
    pub(crate) p99_ms: f64,
}

impl Outcome {
    /// Answers per second.
    pub(crate) fn rate(&self) -> f64 {
        self.answered as f64 / self.seconds
    }
}

/// A request as it goes over the wire.
pub(crate) fn request(method: &str, path: &str, token: &str, body: &str) -> String {
    format!(
        "{method} {path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {token}\r\nidempotency-key: bench-{FRESH}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Runs a plan in a process of its own; every answer must be 200.
pub(crate) fn run(plan: &Plan) -> Outcome {
    let outcome = elsewhere(CHILD, plan);
    assert_eq!(outcome.failed, 0, "{}", outcome.first_failure);
    outcome
}

/// What a process of its own, begun with this argument, makes of a plan.
pub(crate) fn elsewhere(child: &str, plan: &impl Serialize) -> Outcome {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .arg(child)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    serde_json::to_writer(child.stdin.take().unwrap(), plan).unwrap();
    let out = child.wait_with_output().unwrap();
    serde_json::from_slice(&out.stdout).unwrap()
}

/// The other side: reads the plan, runs it, says what came back.
pub(crate) fn child() {
    let plan: Plan = serde_json::from_reader(std::io::stdin()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outcome = runtime.block_on(async {
        let start = Instant::now();
        let from = start + Duration::from_millis(plan.warm_ms);
        let until = from + Duration::from_millis(plan.measured_ms);
        let clients: Vec<_> = (0..plan.requests.len())
            .map(|n| tokio::spawn(client(plan.address.clone(), plan.requests[n].clone(), (n as u64, from, until))))
            .collect();
        let mut all = Vec::new();
        for client in clients {
            all.push(client.await.unwrap());
        }
        merge(all, until.duration_since(from).as_secs_f64())
    });
    serde_json::to_writer(std::io::stdout(), &outcome).unwrap();
}

/// What one client saw.
pub(crate) struct Seen {
    /// Milliseconds of each answer.
    pub(crate) times: Vec<f64>,
    /// How many were refused.
    pub(crate) failed: u64,
    /// The first of them.
    pub(crate) first: String,
}

async fn client(address: String, request: String, of: (u64, Instant, Instant)) -> Seen {
    let (number, from, until) = of;
    let mut stream = TcpStream::connect(&address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let mut bytes = request.into_bytes();
    let place = bytes.windows(FRESH.len()).position(|w| w == FRESH.as_bytes());
    let mut seen = Seen { times: Vec::new(), failed: 0, first: String::new() };
    let mut buffer = vec![0; 64 * 1024];
    // Numbers differ between runs of one bench as well, or a key would be used twice.
    let epoch = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis() as u64;
    let mut counter = (epoch % 10_000_000_000) * 10_000_000 + number * 100_000;
    loop {
        let sent = Instant::now();
        if sent >= until {
            return seen;
        }
        if let Some(place) = place {
            bytes[place..place + FRESH.len()].copy_from_slice(format!("{counter:020}").as_bytes());
            counter += 1;
        }
        stream.write_all(&bytes).await.unwrap();
        let answer = read_answer(&mut stream, &mut buffer).await;
        if !answer.starts_with(b"HTTP/1.1 200") {
            seen.failed += 1;
            if seen.first.is_empty() {
                seen.first = String::from_utf8_lossy(answer).into_owned();
            }
        } else if sent >= from {
            seen.times.push(sent.elapsed().as_secs_f64() * 1000.0);
        }
    }
}

/// One answer with its length given.
pub(crate) async fn read_answer<'b>(stream: &mut TcpStream, buffer: &'b mut [u8]) -> &'b [u8] {
    let mut held = 0;
    loop {
        let read = stream.read(&mut buffer[held..]).await.unwrap();
        assert!(read > 0, "the server hung up");
        held += read;
        let Some(head) = buffer[..held].windows(4).position(|w| w == b"\r\n\r\n") else { continue };
        let text = std::str::from_utf8(&buffer[..head]).unwrap();
        let named = |line: &str| {
            line.split_once(':')
                .filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
                .map(|(_, value)| value.trim().parse().unwrap())
        };
        let length: usize = text.lines().find_map(named).unwrap_or(0);
        if held >= head + 4 + length {
            return &buffer[..held];
        }
    }
}

/// Everybody's times as one outcome.
pub(crate) fn merge(all: Vec<Seen>, seconds: f64) -> Outcome {
    let mut times: Vec<f64> = all.iter().flat_map(|s| s.times.iter().copied()).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or(0.0);
    Outcome {
        answered: times.len() as u64,
        failed: all.iter().map(|s| s.failed).sum(),
        first_failure: all.into_iter().map(|s| s.first).find(|f| !f.is_empty()).unwrap_or_default(),
        seconds,
        p50_ms: at(0.5),
        p99_ms: at(0.99),
    }
}
