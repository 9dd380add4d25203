//! A running server: the same for `serve`, for the demo and for the tests.

use crate::{clock, jobs, middleware, pages};
use actix_web::dev::ServerHandle;
use actix_web::middleware::{DefaultHeaders, from_fn};
use actix_web::{App, HttpServer, web};
use api::address::Network;
use api::identity::limits::Limits;
use api::identity::passwords::Queue;
use api::identity::tokens::{Keys, Signing};
use api::{Clock, Site};
use app::{Db, Settings, Url};
use model::TenantId;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// How a server is started.
pub struct Setup {
    /// The open database.
    pub db: Db,
    /// The one clock.
    pub clock: Clock,
    /// The tenant that is meant when a request names none.
    pub tenant: TenantId,
    /// Where it listens; port 0 takes a free one.
    pub bind: SocketAddr,
    /// The secrets of the installation, newest first; at least 32 bytes each.
    pub secrets: Vec<Vec<u8>>,
    /// By what access tokens are signed.
    pub tokens: Signing,
    /// How many threads answer requests.
    pub workers: usize,
    /// Who carries the letters.
    pub post: app::PostOffice,
    /// Whether due acts run by themselves, every second; a moved clock runs them itself.
    pub jobs: Jobs,
    /// How many live streams one address may hold.
    pub streams_per_address: usize,
    /// The proxies whose word about a client's address counts.
    pub trusted_proxies: Vec<Network>,
    /// For how long a client may leave unread what it was sent, before its connection is closed.
    pub patience: Duration,
}

/// As long as a live stream goes on without a sign of life: four heartbeats. A phone in a pocket comes back by itself.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// Adds routes to the server.
pub type Routes = fn(&mut web::ServiceConfig);

/// Who runs what falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jobs {
    /// A thread, every second.
    EverySecond,
    /// Whoever moves the clock.
    ByHand,
}

/// A running server; dropping it stops it and drains its writer.
pub struct Instance {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its database.
    pub db: Db,
    /// Its post office.
    pub post: app::PostOffice,
    live: Arc<api::live::Live>,
    handle: ServerHandle,
    threads: Vec<JoinHandle<()>>,
    stop: Arc<AtomicBool>,
}

impl std::fmt::Debug for Instance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Instance({})", self.address)
    }
}

/// Opens a database as every command does.
///
/// # Errors
/// When it cannot be opened.
pub fn open(url: Url, create: bool) -> anyhow::Result<Db> {
    let fatal = Arc::new(|error: &anyhow::Error| {
        tracing::error!(?error, "a commit failed; nothing can be promised any more");
        std::process::exit(70);
    });
    Db::open(Settings { url, create, connections: 8, entropy: clock::entropy(), fatal })
}

/// A post office whose letters stay in memory: for demos and tests.
///
/// # Errors
/// When the sender is no address.
pub fn post_in_memory() -> anyhow::Result<app::PostOffice> {
    Ok(app::PostOffice::memory("weiguang@demo.invalid")?.0)
}

impl Instance {
    /// Starts to listen; returns when requests are answered.
    ///
    /// # Errors
    /// When the address is in use.
    pub fn start(setup: Setup) -> anyhow::Result<Self> {
        Self::start_with(setup, |_| {})
    }

    /// The same with further routes beside those of the service.
    ///
    /// # Errors
    /// As [`Instance::start`].
    pub fn start_with(setup: Setup, more: Routes) -> anyhow::Result<Self> {
        let listener = TcpListener::bind(setup.bind)?;
        let address = listener.local_addr()?;
        let site = web::Data::new(site(&setup, address)?);
        let live = Arc::clone(&site.live);
        let (ready, started) = std::sync::mpsc::channel();
        let how = (setup.workers, setup.patience, more);
        let serving = std::thread::Builder::new().name("http".into()).spawn(move || {
            let outcome = actix_web::rt::System::new().block_on(serve(listener, site, how, &ready));
            if let Err(error) = outcome {
                tracing::error!(%error, "the server stopped");
            }
        })?;
        let handle = started.recv()?;
        let stop = Arc::new(AtomicBool::new(false));
        let mut threads = vec![serving];
        if setup.jobs == Jobs::EverySecond {
            threads.push(ticking(setup.db.clone(), setup.post.clone(), setup.clock, Arc::clone(&stop))?);
        }
        Ok(Self { address, db: setup.db, post: setup.post, live, handle, threads, stop })
    }

    /// Waits until it is told to stop by a signal.
    pub fn wait(mut self) {
        if let Some(serving) = self.threads.drain(..1).next()
            && serving.join().is_err()
        {
            tracing::error!("the server's thread had panicked");
        }
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        self.live.close();
        drop(self.handle.stop(true));
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a thread of the server had panicked");
            }
        }
    }
}

fn site(setup: &Setup, address: SocketAddr) -> anyhow::Result<Site> {
    let secret = setup.secrets.first().cloned().unwrap_or_default();
    anyhow::ensure!(setup.secrets.iter().all(|s| s.len() >= 32), "a token secret needs at least 32 bytes");
    Ok(Site {
        db: setup.db.clone(),
        clock: Arc::clone(&setup.clock),
        randomness: clock::randomness(),
        keys: Keys::derived(setup.tokens, &setup.secrets),
        secret,
        tenant: setup.tenant,
        hashes: Queue::new(std::thread::available_parallelism().map_or(1, std::num::NonZero::get)),
        limits: Limits::new(),
        trusted_proxies: setup.trusted_proxies.clone(),
        insecure_cookies: address.ip().is_loopback(),
        live: Arc::new(api::live::Live::new(setup.streams_per_address)),
        metrics: api::system::Metrics::new()?,
    })
}

async fn serve(
    listener: TcpListener,
    site: web::Data<Site>,
    how: (usize, Duration, Routes),
    ready: &std::sync::mpsc::Sender<ServerHandle>,
) -> std::io::Result<()> {
    let (workers, patience, more) = how;
    let (live, publisher) = (Arc::clone(&site.live), site.clone());
    let server = HttpServer::new(move || {
        let headers = middleware::SAFE.iter().fold(DefaultHeaders::new(), |all, pair| all.add(*pair));
        App::new()
            .app_data(site.clone())
            .wrap(headers)
            .wrap(from_fn(middleware::observe))
            .configure(more)
            // Paths are tried in this order; what is asked most comes first.
            .configure(api::configure)
            .configure(pages::routes)
    })
    .on_connect(move |connection, _| be_patient(connection, patience))
    .workers(workers.max(1))
    .shutdown_timeout(10)
    .disable_signals()
    .listen(listener)?
    .run();
    if ready.send(server.handle()).is_err() {
        return Ok(());
    }
    actix_web::rt::spawn(api::live::publish(publisher));
    actix_web::rt::spawn(stop_when_told(live, server.handle()));
    server.await
}

/// A body is not asked for more while its client does not read, so it cannot notice that; the kernel does, and closes the connection.
fn be_patient(connection: &dyn std::any::Any, patience: Duration) {
    #[cfg(target_os = "linux")]
    if let Some(stream) = connection.downcast_ref::<actix_web::rt::net::TcpStream>() {
        let millis = u32::try_from(patience.as_millis()).unwrap_or(u32::MAX);
        if let Err(error) = rustix::net::sockopt::set_tcp_user_timeout(stream, millis) {
            tracing::warn!(%error, "a client that does not read will not be let go");
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (connection, patience);
}

/// A signal ends the live streams first: they would hold up a shutdown that waits for every answer.
async fn stop_when_told(live: Arc<api::live::Live>, handle: ServerHandle) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        tracing::error!("signals cannot be heard; the process has to be killed");
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = actix_web::rt::signal::ctrl_c() => {}
    }
    live.close();
    handle.stop(true).await;
}

fn ticking(db: Db, post: app::PostOffice, clock: Clock, stop: Arc<AtomicBool>) -> std::io::Result<JoinHandle<()>> {
    std::thread::Builder::new().name("jobs".into()).spawn(move || {
        while !stop.load(Ordering::SeqCst) {
            if let Err(error) = jobs::run(&db, &post, clock()) {
                tracing::warn!(%error, "what is due could not be done; it is tried again");
            }
            std::thread::sleep(Duration::from_secs(1));
        }
    })
}
