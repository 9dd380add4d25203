//! The live stream of an evening: one view for each audience of a round, made once and shared by all who look.
//!
//! A committed act wakes the publisher; it makes the view anew for every audience that somebody looks at, and hands the same bytes to all of them.
//! A viewer always gets the newest whole view: who reads slowly misses those between, who stops reading is let go and comes back.

mod packed;
mod viewer;

use crate::Site;
use crate::call::Call;
use crate::problem::Problem;
use crate::routes::Routes;
use crate::stage::StageView;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, get, web};
use model::stage::Audience;
use model::{RoundId, SessionId, SessionKind, TenantId, Timestamp};
use packed::Coding;
use serde_json::json;
use std::collections::{HashMap, HashSet};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use viewer::{Place, Viewer};

pub(crate) fn routes(routes: &mut Routes<'_>) {
    routes.service(look);
}

/// How many streams one address may hold, when nothing else is set. A whole hall shares one address behind its router: five hundred phones that each open the page twice fit in; one machine that opens streams without end does not.
pub const STREAMS_PER_ADDRESS: usize = 1_000;
/// How often a stream says that it is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// How long after the database had no time for a view it is tried again.
const AGAIN: Duration = Duration::from_millis(250);

/// Whose view: tenant, round, audience.
type Key = (TenantId, RoundId, Audience);

/// What all viewers of one audience are shown.
#[derive(Debug, Clone, Default)]
struct Frame {
    /// The sequence of the view.
    sequence: i64,
    /// Counts the views that were made; 0 before the first.
    version: u64,
    /// The message as it is sent.
    message: Bytes,
    /// The same for those who accept gzip.
    packed: Bytes,
    /// The view without its time, by which a change is noticed.
    said: Bytes,
    /// Counts heartbeats.
    beat: u64,
    /// Whether the stream ends.
    closed: bool,
}

/// All live streams of one process.
pub struct Live {
    streams_per_address: usize,
    hall: Mutex<Hall>,
}

#[derive(Default)]
struct Hall {
    channels: HashMap<Key, watch::Sender<Frame>>,
    addresses: HashMap<IpAddr, usize>,
    /// The devices of judges and displays that hold a stream, and how many streams.
    devices: HashMap<SessionId, usize>,
    /// Those of which a request came since the last heartbeat.
    seen: HashSet<SessionId>,
    beat: u64,
    closed: bool,
}

impl std::fmt::Debug for Live {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Live").field("streams_per_address", &self.streams_per_address).finish_non_exhaustive()
    }
}

impl Live {
    /// No stream yet.
    #[must_use]
    pub fn new(streams_per_address: usize) -> Self {
        Self { streams_per_address, hall: Mutex::default() }
    }

    fn hall(&self) -> MutexGuard<'_, Hall> {
        // Every change under this lock is whole in itself, so a panic elsewhere leaves nothing half done.
        self.hall.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends every stream, so that none holds up a shutdown; new ones are refused.
    pub fn close(&self) {
        let mut hall = self.hall();
        hall.closed = true;
        for channel in hall.channels.values() {
            channel.send_modify(|frame| frame.closed = true);
        }
    }

    /// Remembers that a device was heard of; it is written down with the next heartbeat.
    pub(crate) fn saw(&self, session: SessionId, kind: SessionKind) {
        if matches!(kind, SessionKind::Judge | SessionKind::Screen) {
            self.hall().seen.insert(session);
        }
    }

    /// Takes a place for a viewer.
    fn admit(live: &Arc<Self>, address: IpAddr, device: Option<SessionId>) -> Result<Place, Problem> {
        let mut hall = live.hall();
        if hall.closed {
            return Err(Problem::new("busy"));
        }
        let held = hall.addresses.entry(address).or_default();
        if *held >= live.streams_per_address {
            let facts = json!({ "limit": live.streams_per_address, "retry_after_seconds": 30 });
            return Err(Problem::new("slow-down").because("streams_per_address", facts));
        }
        *held = held.saturating_add(1);
        if let Some(device) = device {
            let streams = hall.devices.entry(device).or_default();
            *streams = streams.saturating_add(1);
        }
        Ok(Place { live: Arc::clone(live), address, device })
    }

    /// Gives the place of a viewer back.
    fn leave(&self, address: IpAddr, device: Option<SessionId>) {
        let mut hall = self.hall();
        release(&mut hall.addresses, address);
        if let Some(device) = device {
            release(&mut hall.devices, device);
        }
    }

    fn receiver(&self, key: Key) -> watch::Receiver<Frame> {
        let mut hall = self.hall();
        let first = Frame { beat: hall.beat, closed: hall.closed, ..Frame::default() };
        hall.channels.entry(key).or_insert_with(|| watch::channel(first).0).subscribe()
    }

    /// The audiences somebody looks at: of one round, or of all.
    fn watched(&self, round: Option<RoundId>) -> Vec<Key> {
        self.hall().channels.keys().filter(|(_, id, _)| round.is_none_or(|r| r == *id)).copied().collect()
    }

    /// Hands a view to all who look; an older one than they have is passed over, one that says the same is not sent again.
    fn hand_out(&self, key: Key, made: Made) {
        if let Some(channel) = self.hall().channels.get(&key) {
            channel.send_if_modified(|frame| {
                let newer = made.sequence >= frame.sequence && made.said != frame.said;
                if newer {
                    let version = frame.version.saturating_add(1);
                    let (beat, closed) = (frame.beat, frame.closed);
                    let Made { sequence, said, message, packed } = made;
                    *frame = Frame { sequence, version, message, packed, said, beat, closed };
                }
                newer
            });
        }
    }

    /// Lets every stream say that it is alive, forgets views that nobody looks at, and says whose devices were heard of.
    fn beat(&self) -> Vec<SessionId> {
        let mut hall = self.hall();
        hall.beat = hall.beat.saturating_add(1);
        let beat = hall.beat;
        hall.channels.retain(|_, channel| channel.receiver_count() > 0);
        for channel in hall.channels.values() {
            channel.send_modify(|frame| frame.beat = beat);
        }
        let mut seen: HashSet<SessionId> = std::mem::take(&mut hall.seen);
        seen.extend(hall.devices.keys());
        seen.into_iter().collect()
    }
}

fn release<K: std::hash::Hash + Eq>(held: &mut HashMap<K, usize>, key: K) {
    if let std::collections::hash_map::Entry::Occupied(mut entry) = held.entry(key) {
        let left = entry.get().saturating_sub(1);
        if left == 0 {
            entry.remove();
        } else {
            entry.insert(left);
        }
    }
}

/// Publishes what changes until the database is closed; the server runs it once beside its workers.
pub async fn publish(site: web::Data<Site>) {
    let mut changes = site.db.changes();
    let mut beats = tokio::time::interval(HEARTBEAT);
    let mut owed = HashSet::new();
    loop {
        tokio::select! {
            change = changes.next() => {
                let Some(first) = change else { return };
                owed.insert(round_of(first));
                while let Some(more) = changes.next_now() {
                    owed.insert(round_of(more));
                }
            }
            () = tokio::time::sleep(AGAIN), if !owed.is_empty() => (),
            _ = beats.tick() => beat(&site).await,
        }
        owed = tell(&site, owed).await;
    }
}

/// Tells the viewers of these rounds (`None`: of all) what they look at now; hands back the rounds whose views are still owed.
async fn tell(site: &Site, rounds: HashSet<Option<RoundId>>) -> HashSet<Option<RoundId>> {
    let rounds = if rounds.contains(&None) { HashSet::from([None]) } else { rounds };
    let mut owed = HashSet::new();
    for round in rounds {
        if !refresh(site, &site.live.watched(round)).await {
            owed.insert(round);
        }
    }
    owed
}

const fn round_of(change: app::Change) -> Option<RoundId> {
    match change {
        app::Change::Round(id) => Some(id),
        app::Change::Unknown => None,
    }
}

async fn beat(site: &Site) {
    let (seen, now) = (site.live.beat(), site.now());
    if seen.is_empty() {
        return;
    }
    if let Err(error) = site.db.write(move |tx| app::sessions::note_seen(tx, &seen, now)).await {
        tracing::warn!(%error, "it could not be noted which devices were heard of");
    }
    let hosts: Vec<Key> = site.live.watched(None).into_iter().filter(|(_, _, a)| *a == Audience::Host).collect();
    refresh(site, &hosts).await;
}

/// Makes these views anew, each once, and hands them out; whether the database had time for all of them.
async fn refresh(site: &Site, keys: &[Key]) -> bool {
    let mut in_time = true;
    for key in keys {
        let (key, now) = (*key, site.now());
        let made = site.db.read(move |tx| view(tx, key, now)).await;
        match made {
            Ok(made) => site.live.hand_out(key, made),
            Err(app::Error::Storage(app::StorageError::Busy)) => in_time = false,
            Err(error) => tracing::error!(%error, "a view of an evening could not be made; the next change makes it"),
        }
    }
    in_time
}

/// A view as it is handed out.
struct Made {
    sequence: i64,
    said: Bytes,
    message: Bytes,
    packed: Bytes,
}

fn view(tx: &mut app::Tx<'_>, key: Key, now: Timestamp) -> Result<Made, app::Error> {
    let (tenant, round, audience) = key;
    let shown = app::stage::view(tx, tenant, round, audience)?;
    let sequence = shown.sequence;
    let said = written(&StageView::of(shown.clone(), Timestamp::UNIX_EPOCH))?;
    let message = format!("id: {sequence}\nevent: stage\ndata: {}\n\n", written(&StageView::of(shown, now))?);
    let packed = packed::pack(message.as_bytes()).map_err(app::Error::broken)?;
    Ok(Made { sequence, said: said.into(), message: message.into(), packed: packed.into() })
}

fn written(view: &StageView) -> Result<String, app::Error> {
    serde_json::to_string(view).map_err(app::Error::broken)
}

/// The evening as it goes on: the whole view of the one who asks, at once and after every change. `Last-Event-ID` spares the first when nothing has changed since.
#[utoipa::path(tag = "stage", responses((status = 200, body = StageView, content_type = "text/event-stream"), (status = 404, body = Problem), (status = 429, body = Problem)))]
#[get("/rounds/{id}/live")]
async fn look(call: Call, request: HttpRequest, id: web::Path<RoundId>) -> Result<HttpResponse, Problem> {
    let id = *id;
    let (tenant, audience) = call
        .look(move |tx, actor, _now| {
            let round = app::rounds::find(tx, actor, id)?;
            Ok((actor.tenant, workflow::stage::audience(actor, &round)))
        })
        .await?;
    let site = call.site();
    let address = call.address();
    let device = call.session_id().map(|(session, _)| session);
    let noted = device.filter(|_| matches!(audience, Audience::Judge | Audience::Screen));
    let place = Live::admit(&site.live, address, noted)?;
    let key = (tenant, id, audience);
    let frames = site.live.receiver(key);
    if frames.borrow().version == 0 && !refresh(site, &[key]).await {
        // A stream without its first view would be silent until something changes.
        return Err(Problem::new("busy"));
    }
    let held = request.headers().get("last-event-id").and_then(|v| v.to_str().ok()?.trim().parse::<i64>().ok());
    let coding = Coding::accepted(request.headers());
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_ENCODING, coding.name()))
        .insert_header((header::VARY, "accept-encoding"))
        .insert_header(("x-accel-buffering", "no"))
        .body(Viewer::new(frames, place, (held, device.is_some(), coding))))
}
