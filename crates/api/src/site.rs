//! What every request needs, handed in by the server: the database, the clock, randomness, the keys.

use crate::address::Network;
use crate::identity::limits::Limits;
use crate::identity::passwords::Queue;
use crate::identity::tokens::Keys;
use model::{TenantId, Timestamp};
use std::sync::Arc;

/// Tells the time; in a demo it can be moved, elsewhere it is the machine's.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;
/// Fills bytes with randomness.
pub type Randomness = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// What every request needs.
pub struct Site {
    /// The database.
    pub db: app::Db,
    /// The one clock.
    pub clock: Clock,
    /// Randomness for secrets.
    pub randomness: Randomness,
    /// The keys of access tokens.
    pub keys: Keys,
    /// The secret from which successors of refresh tokens are derived.
    pub secret: Vec<u8>,
    /// The tenant that is meant when a request names none.
    pub tenant: TenantId,
    /// Where password hashes wait their turn.
    pub hashes: Queue,
    /// How often somebody may knock.
    pub limits: Limits,
    /// The proxies whose word about a client's address counts.
    pub trusted_proxies: Vec<Network>,
    /// Whether cookies may travel over plain HTTP: on the loopback address only.
    pub insecure_cookies: bool,
    /// The live streams.
    pub live: Arc<crate::live::Live>,
    /// Counters for `/metrics`.
    pub metrics: crate::system::Metrics,
}

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site").field("db", &self.db).field("tenant", &self.tenant).finish_non_exhaustive()
    }
}

impl Site {
    /// The time now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Random bytes.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.randomness)(&mut bytes);
        bytes
    }
}
