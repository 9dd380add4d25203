//! A hall that votes at once: twenty thousand residents over 256 connections, every ballot durable and counted.

use crate::apart::Apart;
use crate::load::{Seen, elsewhere, merge, read_answer, request};
use crate::night::Night;
use crate::table::{Line, within};
use api::identity::secrets;
use model::{Actor, ProposalId, RoundId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::time::Instant;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// The argument that makes the bench the voters instead.
pub(crate) const CHILD: &str = "--voters";
const VOTES: usize = 20_000;
const CONNECTIONS: usize = 256;

/// How many approve and how many oppose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Tally {
    approve: i64,
    oppose: i64,
}

/// Where the vote is.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Plan {
    address: String,
    path: String,
}

/// On the embedded database.
pub(crate) fn on_sqlite() -> Vec<Line> {
    // Beside the other durable lines and not in the temporary folder, which may be no disk.
    let folder = std::path::Path::new("target/bench");
    std::fs::create_dir_all(folder).unwrap();
    let path = folder.join(format!("votes-{}.db", std::process::id()));
    let line = measure("vote burst sqlite", &format!("sqlite:{}", path.display()));
    for end in ["", "-wal", "-shm"] {
        let _gone = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    vec![line]
}

/// On the server.
pub(crate) fn on_postgres() -> Vec<Line> {
    vec![measure("vote burst postgres", &harness::postgres::fresh_database())]
}

fn measure(name: &str, database: &str) -> Line {
    let night = Apart::fall(database, VOTES);
    let (round, proposal, before) = (night.place.round.clone(), night.place.proposal.clone(), night.place.cast);
    let outcome = elsewhere(CHILD, &Plan { address: night.place.address.clone(), path: format!("{proposal}/ballot") });
    assert_eq!((outcome.failed, outcome.answered), (0, VOTES as u64), "{}", outcome.first_failure);
    // The server is killed first: what it answered has to be in the database by now.
    drop(night);
    let after = tally(&server::instance::open(database.parse().unwrap(), false).unwrap(), &round, &proposal);
    let approving = (0..VOTES).filter(|n| choice(*n) == "approve").count() as i64;
    let cast = Tally { approve: after.approve - before.approve, oppose: after.oppose - before.oppose };
    assert_eq!(cast, Tally { approve: approving, oppose: VOTES as i64 - approving }, "the tally is exact");
    let mut line = within(name, "ms", outcome.p99_ms, 1_000.0);
    (line.p50_ms, line.p99_ms) = (Some(outcome.p50_ms), Some(outcome.p99_ms));
    let rate = outcome.rate();
    line.note = format!("{VOTES} votes over {CONNECTIONS} connections, {rate:.0}/s, tally exact after a kill");
    line
}

/// Every third resident opposes.
const fn choice(n: usize) -> &'static str {
    if n % 3 == 2 { "oppose" } else { "approve" }
}

/// The code on the card of the n-th resident.
fn credential(n: usize) -> String {
    let mut bytes = [0; 12];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = ((n >> (5 * place.min(3))) & 31) as u8;
    }
    secrets::card_code(&bytes)
}

/// Gives so many residents a vote.
pub(crate) fn register(night: &Night, voters: usize) {
    let (round, now) = (id_of::<RoundId>(&night.round), night.played().clock.now());
    let db = &night.played().instance.db;
    let all: Vec<usize> = (0..voters).collect();
    for part in all.chunks(1_000).map(<[usize]>::to_vec) {
        let registered = db.write_now(move |tx| {
            let clock = Actor::clock(app::tenants::list_unscoped(tx)?[0].id);
            for n in part {
                let name = format!("V{n:05}");
                let new = (name.parse().unwrap(), name, None, secrets::digest(&credential(n)));
                app::ballots::register(tx, &clock, round, new, now)?;
            }
            Ok::<_, app::Error>(())
        });
        registered.unwrap();
    }
}

/// How a project stands with the residents.
pub(crate) fn tally(db: &app::Db, round: &str, proposal: &str) -> Tally {
    let (round, proposal) = (id_of::<RoundId>(round), id_of::<ProposalId>(proposal));
    let counted = db.read_now(|tx| {
        let clock = Actor::clock(app::tenants::list_unscoped(tx)?[0].id);
        let slots = app::roadshows::list(tx, &clock, round)?;
        let slot = slots.iter().find(|s| s.proposal == proposal).unwrap();
        let all = storage::ballots::tally_unscoped(tx, &[slot.id])?;
        let of = |choice: &str| all.iter().find(|(_, c, _)| c == choice).map_or(0, |(_, _, n)| *n);
        Ok::<_, app::Error>(Tally { approve: of("approve"), oppose: of("oppose") })
    });
    counted.unwrap()
}

fn id_of<T: std::str::FromStr<Err: std::fmt::Debug>>(path: &str) -> T {
    path.rsplit('/').next().unwrap().parse().unwrap()
}

/// The other side: everybody opens a voting session first; then all vote as fast as they are taken.
pub(crate) fn child() {
    let plan: Plan = serde_json::from_reader(std::io::stdin()).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let outcome = runtime.block_on(async {
        let entering: Vec<_> = (0..CONNECTIONS).map(|n| tokio::spawn(enter(plan.address.clone(), n))).collect();
        let mut waiting = Vec::new();
        for group in entering {
            waiting.push(group.await.unwrap());
        }
        let began = Instant::now();
        let (address, path) = (&plan.address, &plan.path);
        let voting: Vec<_> =
            waiting.into_iter().map(|group| tokio::spawn(vote(address.clone(), path.clone(), group))).collect();
        let mut all = Vec::new();
        for group in voting {
            all.push(group.await.unwrap());
        }
        merge(all, began.elapsed().as_secs_f64())
    });
    serde_json::to_writer(std::io::stdout(), &outcome).unwrap();
}

/// Those who vote over one connection, one after the other: each with a number and a token.
type Group = Vec<(usize, String)>;

async fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

async fn enter(address: String, connection: usize) -> Group {
    let mut stream = connect(&address).await;
    let mut voters = Vec::new();
    for n in (connection..VOTES).step_by(CONNECTIONS) {
        voters.push((n, open_session(&mut stream, n).await));
    }
    voters
}

/// Over a connection of its own: one that has waited five seconds for the others to enter is closed by the server.
async fn vote(address: String, path: String, voters: Group) -> Seen {
    let mut stream = connect(&address).await;
    let mut seen = Seen { times: Vec::new(), failed: 0, first: String::new() };
    let mut buffer = vec![0; 16 * 1024];
    for (n, token) in &voters {
        let request = request("PUT", &path, token, &json!({ "choice": choice(*n) }).to_string());
        let sent = Instant::now();
        stream.write_all(request.as_bytes()).await.unwrap();
        let answer = read_answer(&mut stream, &mut buffer).await;
        if answer.starts_with(b"HTTP/1.1 200") {
            seen.times.push(sent.elapsed().as_secs_f64() * 1000.0);
        } else {
            seen.failed += 1;
            seen.first = String::from_utf8_lossy(answer).into_owned();
        }
    }
    seen
}

async fn open_session(stream: &mut TcpStream, n: usize) -> String {
    let mut buffer = vec![0; 16 * 1024];
    let body = json!({ "code": credential(n) }).to_string();
    let head = "POST /api/v1/voting-sessions HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json";
    let whole = format!("{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    stream.write_all(whole.as_bytes()).await.unwrap();
    let text = String::from_utf8_lossy(read_answer(stream, &mut buffer).await).into_owned();
    let (_, session) = text.split_once("\r\n\r\n").unwrap();
    let session: Value = serde_json::from_str(session).unwrap();
    session["access_token"].as_str().unwrap_or_else(|| panic!("no voting session: {text}")).to_owned()
}
