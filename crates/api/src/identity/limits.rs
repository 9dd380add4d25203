//! How often somebody may try to sign in: soft limits by account and by address, and no lock.
//!
//! Who waits as long as told may always try again, whatever others do to the account, and a refused try costs nothing.
//! An account that is being attacked from elsewhere stays open to the addresses from which it signed in before: they spend an allowance of their own.
//!
//! Not `governor`: a limiter of that crate owns its clock, while here the instant is an argument and a demo's clock may be moved back;
//! it cannot give back what a right password had spent; and its table of keys has no upper bound.

use model::{TenantId, Timestamp};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many tries are free, and how many milliseconds bring one back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Allowance {
    burst: i64,
    every: i64,
}

/// Passwords from one address: a whole hall or office may stand behind it.
const ADDRESS: Allowance = Allowance { burst: 60, every: 1_000 };
/// Passwords for one account from addresses that it never signed in from, all together.
const ACCOUNT: Allowance = Allowance { burst: 10, every: 30_000 };
/// Passwords for one account from one address that it signed in from before.
const FAMILIAR: Allowance = Allowance { burst: 10, every: 10_000 };
/// Cards, voting codes, displays and refresh cookies that were wrong, from one address. They hold 60 random bits, so the limit guards the machine and not the code: a hall of residents votes at once.
const CODE: Allowance = Allowance { burst: 600, every: 50 };
/// Forms of strangers from one address: sign-ups and objections, of which also those that are taken count. An office may sign up a whole meeting.
const FORM: Allowance = Allowance { burst: 300, every: 2_000 };
/// Passwords from everywhere together, those from familiar addresses apart: about what one machine can hash.
const ALL_PASSWORDS: Allowance = Allowance { burst: 2_000, every: 50 };
/// Wrong codes from everywhere together.
const ALL_CODES: Allowance = Allowance { burst: 6_000, every: 5 };
/// Forms of strangers from everywhere together.
const ALL_FORMS: Allowance = Allowance { burst: 3_000, every: 200 };
/// How many keys are remembered in each table, about five megabytes together at the most.
const PLACES: usize = 40_000;
/// For how long an address stays familiar after a sign-in, in milliseconds: 30 days.
const FAMILIAR_FOR: i64 = 30 * 24 * 3_600_000;

/// One try to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt<'a> {
    /// With a login and a password.
    Password {
        /// The tenant.
        tenant: TenantId,
        /// The login as it was typed; it need not belong to anybody.
        login: &'a str,
        /// The client's address, as the trusted proxies tell it.
        address: IpAddr,
    },
    /// With a secret that cannot be guessed: a judge's card, a voting code, a display's code, a refresh cookie.
    Code {
        /// The client's address, as the trusted proxies tell it.
        address: IpAddr,
    },
    /// Not to sign in, but to leave something as a stranger: a sign-up, an objection.
    Form {
        /// The client's address, as the trusted proxies tell it.
        address: IpAddr,
    },
}

/// Too many tries: come back later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many tries; wait {seconds} seconds")]
pub struct Wait {
    /// For the `Retry-After` header: at least 1, at most 30.
    pub seconds: u64,
}

/// What was spent of which allowance. It lives in one process: several machines each grant their own.
#[derive(Default)]
pub struct Limits {
    tables: Mutex<Tables>,
}

impl std::fmt::Debug for Limits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Limits({} keys)", self.tables().spent.0.len())
    }
}

impl Limits {
    /// Nothing spent yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets a try through and counts it, before the password is looked at: otherwise a thousand at once would all be the first.
    ///
    /// # Errors
    /// [`Wait`] when an allowance is used up; such a try is not counted.
    pub fn admit(&self, attempt: &Attempt<'_>, now: Timestamp) -> Result<(), Wait> {
        let now = now.as_millisecond();
        let mut tables = self.tables();
        let spends = tables.spends(attempt, now);
        for (key, allowance) in &spends {
            tables.settle(key, *allowance, now);
        }
        let waits = spends.iter().map(|(key, allowance)| tables.wait(key, *allowance, now));
        let longest = waits.max().unwrap_or(0);
        if longest > 0 {
            let seconds = longest.unsigned_abs().div_ceil(1_000);
            return Err(Wait { seconds });
        }
        for (key, allowance) in spends {
            tables.charge(key, allowance, now);
        }
        Ok(())
    }

    /// Gives back what a right password or code had spent, and makes the address familiar to the account.
    ///
    /// Only that one try is given back: otherwise signing in to an account of one's own would pay for guessing at others.
    pub fn succeeded(&self, attempt: &Attempt<'_>, now: Timestamp) {
        self.forget(attempt, now);
        let (now, mut tables) = (now.as_millisecond(), self.tables());
        if let Attempt::Password { tenant, login, address } = *attempt {
            tables.familiar.set(account_key(tenant, login, Some(address)), now);
        }
    }

    /// Gives back what a try had spent that was neither right nor wrong, because the service could not look at it.
    pub fn forget(&self, attempt: &Attempt<'_>, now: Timestamp) {
        let (now, mut tables) = (now.as_millisecond(), self.tables());
        for (key, allowance) in tables.spends(attempt, now) {
            tables.give_back(&key, allowance, now);
        }
    }

    fn tables(&self) -> MutexGuard<'_, Tables> {
        // A panic elsewhere leaves nothing half-written here that could not be counted on.
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A digest, so that every key is equally long and nobody's login lies about in memory.
type Key = [u8; 32];

#[derive(Default)]
struct Tables {
    /// For each key the millisecond at which its allowance is whole again.
    spent: Table,
    /// For each account and address the millisecond of the last sign-in.
    familiar: Table,
}

impl Tables {
    fn spends(&self, attempt: &Attempt<'_>, now: i64) -> Vec<(Key, Allowance)> {
        match *attempt {
            Attempt::Code { address } => {
                vec![(key(b"code", &network(address)), CODE), (key(b"codes", b"all"), ALL_CODES)]
            }
            Attempt::Form { address } => {
                vec![(key(b"form", &network(address)), FORM), (key(b"forms", b"all"), ALL_FORMS)]
            }
            Attempt::Password { tenant, login, address } => {
                let from_here = account_key(tenant, login, Some(address));
                let last = self.familiar.0.get(&from_here);
                let known = last.is_some_and(|at| now.saturating_sub(*at) < FAMILIAR_FOR);
                let here = (key(b"address", &network(address)), ADDRESS);
                if known {
                    return vec![here, (from_here, FAMILIAR)];
                }
                let everywhere = (key(b"passwords", b"all"), ALL_PASSWORDS);
                vec![here, (account_key(tenant, login, None), ACCOUNT), everywhere]
            }
        }
    }

    /// After a clock was moved back an allowance is used up at the worst, never more.
    /// It is written down even when the try is refused: otherwise the end of the wait would move along with the clock.
    fn settle(&mut self, key: &Key, allowance: Allowance, now: i64) {
        let empty = now.saturating_add(allowance.burst.saturating_mul(allowance.every));
        if let Some(at) = self.spent.0.get_mut(key) {
            *at = empty.min(*at);
        }
    }

    /// When the allowance is whole again; now, when nothing of it is spent.
    fn whole_at(&self, key: &Key, now: i64) -> i64 {
        self.spent.0.get(key).map_or(now, |at| now.max(*at))
    }

    /// Milliseconds until one try is free; 0 when one is.
    fn wait(&self, key: &Key, allowance: Allowance, now: i64) -> i64 {
        let all_but_one = allowance.burst.saturating_sub(1).saturating_mul(allowance.every);
        let spent = self.whole_at(key, now).saturating_sub(now);
        spent.saturating_sub(all_but_one).max(0)
    }

    fn charge(&mut self, key: Key, allowance: Allowance, now: i64) {
        let whole = self.whole_at(&key, now);
        self.spent.set(key, whole.saturating_add(allowance.every));
    }

    fn give_back(&mut self, key: &Key, allowance: Allowance, now: i64) {
        let whole = self.whole_at(key, now).saturating_sub(allowance.every);
        if whole > now {
            self.spent.set(*key, whole);
        } else {
            self.spent.0.remove(key);
        }
    }
}

/// A table that never grows beyond [`PLACES`]; what it forgets first are the smallest instants: the least spent, the longest ago.
#[derive(Default)]
struct Table(HashMap<Key, i64>);

impl Table {
    fn set(&mut self, key: Key, at: i64) {
        if self.0.len() >= PLACES && !self.0.contains_key(&key) {
            self.forget_half();
        }
        self.0.insert(key, at);
    }

    /// Half at a time, so that a flood of new keys does not search the table for each of them.
    fn forget_half(&mut self) {
        let mut instants: Vec<i64> = self.0.values().copied().collect();
        let middle = instants.len() / 2;
        if middle < instants.len() {
            let (_, median, _) = instants.select_nth_unstable(middle);
            let median = *median;
            self.0.retain(|_, at| *at > median);
        }
    }
}

fn key(kind: &[u8], said: &[u8]) -> Key {
    Sha256::new().chain_update(kind).chain_update([0]).chain_update(said).finalize().into()
}

fn account_key(tenant: TenantId, login: &str, address: Option<IpAddr>) -> Key {
    let mut said = tenant.0.as_bytes().to_vec();
    said.extend(address.map(network).unwrap_or_default());
    said.extend(login.trim().to_lowercase().as_bytes());
    key(if address.is_some() { b"familiar" } else { b"account" }, &said)
}

/// What one customer of a network usually has: an IPv4 address, or the first 64 bits of an IPv6 address.
fn network(address: IpAddr) -> [u8; 16] {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().octets(),
        IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64)).octets(),
    }
}

#[cfg(test)]
mod tests;
