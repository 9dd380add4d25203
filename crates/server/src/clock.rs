//! The one clock of a process, and randomness.

use api::Clock;
use api::site::Randomness;
use jiff::{SignedDuration, Timestamp};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// The machine's clock.
#[must_use]
pub fn real() -> Clock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the machine's clock")]
    Arc::new(Timestamp::now)
}

/// A clock that is moved by hand: for demos and tests, never for `serve`.
#[derive(Debug, Clone)]
pub struct Moved {
    micros: Arc<AtomicI64>,
    running_since: Arc<Mutex<Option<Instant>>>,
}

impl Moved {
    /// It stands at this instant until it is moved.
    #[must_use]
    pub fn at(start: Timestamp) -> Self {
        Self { micros: Arc::new(AtomicI64::new(start.as_microsecond())), running_since: Arc::new(Mutex::new(None)) }
    }

    /// Moves it to an instant; it never goes back.
    pub fn move_to(&self, to: Timestamp) {
        self.micros.fetch_max(to.as_microsecond(), Ordering::SeqCst);
    }

    /// From now on it runs on by itself, as a clock does.
    pub fn run_on(&self) {
        *self.running_since.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// What it shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        let base = Timestamp::from_microsecond(self.micros.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH);
        let since = *self.running_since.lock().unwrap_or_else(PoisonError::into_inner);
        let gone = since.and_then(|start| SignedDuration::try_from(start.elapsed()).ok()).unwrap_or_default();
        base.saturating_add(gone).unwrap_or(base)
    }

    /// As a clock for the site.
    #[must_use]
    pub fn as_clock(&self) -> Clock {
        let moved = self.clone();
        Arc::new(move || moved.now())
    }
}

/// The operating system's randomness. A machine that has none cannot keep a secret, so the process ends.
#[must_use]
pub fn randomness() -> Randomness {
    Arc::new(|bytes| {
        if getrandom::fill(bytes).is_err() {
            std::process::abort();
        }
    })
}

/// The same for the ids of rows.
#[must_use]
pub fn entropy() -> app::Entropy {
    let fill = randomness();
    Arc::new(move || {
        let mut bytes = [0; 10];
        fill(&mut bytes);
        bytes
    })
}
