//! An open transaction: the only thing that queries accept.

use crate::changes::Changes;
use crate::conn::Conn;
use crate::error::Error;
use crate::known::Known;
use jiff::Timestamp;
use model::RoundId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// Where random bits come from; the server hands it in.
pub type Entropy = Arc<dyn Fn() -> [u8; 10] + Send + Sync>;

/// An open transaction.
pub struct Tx<'a> {
    pub(crate) conn: &'a mut Conn,
    pub(crate) shared: &'a Shared,
    /// The rounds that others are told about after the commit.
    pub(crate) told: Vec<RoundId>,
    /// What was read so far of what every act begins with.
    pub(crate) known: &'a mut Known,
}

impl std::fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Tx")
    }
}

impl<'a> Tx<'a> {
    pub(crate) const fn new(conn: &'a mut Conn, shared: &'a Shared, known: &'a mut Known) -> Self {
        Self { conn, shared, told: Vec::new(), known }
    }
}

impl Tx<'_> {
    /// A new id for something made at this instant; ids of one process sort in the order in which they were made.
    pub fn id<T: From<Uuid>>(&mut self, now: Timestamp) -> T {
        T::from(self.shared.ids.next(now))
    }

    /// Tells whoever listens, after the commit and never before, that something in a round is no longer as it was.
    ///
    /// # Errors
    /// When the database does not answer.
    pub fn tell(&mut self, round: RoundId) -> Result<(), Error> {
        if !self.told.contains(&round) {
            self.told.push(round);
            crate::dialect::notify(self.conn, round)?;
        }
        Ok(())
    }
}

/// What all transactions of one process share.
pub(crate) struct Shared {
    pub(crate) ids: Ids,
    /// Round documents by the id of their row. A row is never changed, so what was read once stays true.
    pub(crate) documents: Mutex<HashMap<Uuid, Arc<model::RoundDocument>>>,
    pub(crate) changes: Changes,
}

impl Shared {
    pub(crate) fn new(entropy: Entropy) -> Self {
        Self { ids: Ids::new(entropy), documents: Mutex::new(HashMap::new()), changes: Changes::default() }
    }
}

/// Makes `UUIDv7` ids that ascend within the process even when the clock stands still or steps back.
pub(crate) struct Ids {
    entropy: Entropy,
    last: Mutex<(u64, u32)>,
}

/// How many ids one millisecond can number before the next one is borrowed.
const PER_MILLISECOND: u32 = 1 << 26;

impl Ids {
    pub(crate) fn new(entropy: Entropy) -> Self {
        Self { entropy, last: Mutex::new((0, 0)) }
    }

    fn next(&self, now: Timestamp) -> Uuid {
        let (millis, count) = self.place(u64::try_from(now.as_millisecond()).unwrap_or(0));
        let mut bytes = (self.entropy)();
        let [high, b1, b2, b3] = (count << 6).to_be_bytes();
        // The 26 bits of the counter fill the 12 bits beside the version and the first 14 after the variant.
        let rest = [high >> 4, (high << 4) | (b1 >> 4), ((b1 & 0x0f) << 2) | (b2 >> 6), (b2 << 2) | (b3 >> 6)];
        for (slot, value) in bytes.iter_mut().zip(rest) {
            *slot = value;
        }
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }

    fn place(&self, now: u64) -> (u64, u32) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (millis, count) = *last;
        *last = match () {
            () if now > millis => (now, 0),
            () if count + 1 < PER_MILLISECOND => (millis, count + 1),
            () => (millis + 1, 0),
        };
        *last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_ascend_even_when_the_clock_does_not() {
        let ids = Ids::new(Arc::new(|| [0xff; 10]));
        let noon = Timestamp::from_millisecond(1_740_000_000_000).unwrap();
        let earlier = Timestamp::from_millisecond(1_739_000_000_000).unwrap();
        let mut made: Vec<Uuid> = (0..100_000).map(|_| ids.next(noon)).collect();
        made.push(ids.next(earlier));
        assert!(made.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(made.iter().all(|id| id.get_version_num() == 7));
    }
}
