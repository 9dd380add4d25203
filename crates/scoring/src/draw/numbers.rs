//! A stream of numbers that a key decides: the only chance that this crate knows.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The stream: block i is HMAC-SHA-256 of i (eight big-endian bytes) under the key, read as four big-endian numbers.
#[derive(Debug, Clone)]
pub struct Numbers {
    keyed: Hmac<Sha256>,
    block: u64,
    ready: [u64; 4],
    taken: usize,
}

impl Numbers {
    /// The stream of a key, from its first number on.
    #[must_use]
    pub fn new(key: &[u8; 32]) -> Self {
        // HMAC fills a key that is shorter than its block with zeros; doing so here leaves nothing that could fail.
        let mut block = [0_u8; 64];
        for (place, byte) in block.iter_mut().zip(key) {
            *place = *byte;
        }
        Self { keyed: Hmac::new(&block.into()), block: 0, ready: [0; 4], taken: 4 }
    }

    /// The next number of the stream, any of 2^64.
    pub fn draw(&mut self) -> u64 {
        if let Some(number) = self.ready.get(self.taken) {
            self.taken = self.taken.saturating_add(1);
            return *number;
        }
        let bytes = self.keyed.clone().chain_update(self.block.to_be_bytes()).finalize().into_bytes();
        self.block = self.block.wrapping_add(1);
        let (eights, _) = bytes.as_chunks::<8>();
        for (place, eight) in self.ready.iter_mut().zip(eights) {
            *place = u64::from_be_bytes(*eight);
        }
        self.taken = 1;
        self.ready[0]
    }

    /// A number below the bound, each with the same chance: what would favour the small ones is thrown away. Below 0 or 1 there is only 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound < 2 {
            return 0;
        }
        let spill = (u64::MAX % bound).wrapping_add(1) % bound;
        loop {
            let number = self.draw();
            if spill == 0 || number < 0_u64.wrapping_sub(spill) {
                return number % bound;
            }
        }
    }

    /// The same things in an order that is drawn.
    #[must_use]
    pub fn shuffled<T: Clone>(&mut self, things: &[T]) -> Vec<T> {
        let mut order = things.to_vec();
        for last in (1..order.len()).rev() {
            let chosen = self.below(u64::try_from(last).unwrap_or(u64::MAX).saturating_add(1));
            order.swap(last, usize::try_from(chosen).unwrap_or(last));
        }
        order
    }
}
