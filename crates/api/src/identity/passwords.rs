//! Passwords: argon2id with 19 MiB and two passes, hashed off the request threads behind a bounded queue.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The shortest password of a person, in characters (NIST SP 800-63B asks for length, not for kinds of characters).
pub const SHORTEST: usize = 10;
/// The longest, in characters; longer ones only cost time.
pub const LONGEST: usize = 128;

/// How many may wait for each core: at 118 ms a hash under load, the last of them is answered in less than two seconds.
const WAITING_PER_CORE: usize = 12;

/// Passwords that everybody tries first, long enough to pass for good ones.
const TOO_COMMON: &[&str] = &[
    "0000000000",
    "0123456789",
    "0987654321",
    "1111111111",
    "1122334455",
    "123123123123",
    "1234567890",
    "12345678910",
    "123456789a",
    "1234567890a",
    "147258369a",
    "1q2w3e4r5t",
    "1qaz2wsx3edc",
    "5201314520",
    "6666666666",
    "8888888888",
    "9876543210",
    "a123456789",
    "aa123456789",
    "abc123456789",
    "abcd123456",
    "administrator",
    "asdfghjkl;",
    "iloveyou1314",
    "iloveyou520",
    "passw0rd123",
    "password1234",
    "password123",
    "qwer123456",
    "qwerty123456",
    "qwertyuiop",
    "weiguang123",
    "weiguang1234",
    "weiguang2026",
    "woaini1314",
    "woaini520520",
    "woaini5201314",
    "zxcvbnm123",
];

/// A well-formed hash of nobody's password, made with the same parameters as everybody's.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Whether somebody may choose this password: long enough, and not one that everybody tries first. It need not mix kinds of characters.
#[must_use]
pub fn acceptable(password: &str) -> bool {
    let length = password.chars().count();
    (SHORTEST..=LONGEST).contains(&length) && !TOO_COMMON.contains(&password.to_lowercase().as_str())
}

fn argon2() -> Option<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The password as it is stored; `None` when the parameters or the salt are impossible.
#[must_use]
pub fn hash(password: &str, salt: &[u8; 16]) -> Option<String> {
    let made: argon2::PasswordHash = argon2()?.hash_password_with_salt(password.as_bytes(), salt).ok()?;
    Some(made.to_string())
}

/// Whether the password is the stored one. Without a stored one, or with one that cannot be read, it takes as long and says no, so that time does not tell who has an account.
#[must_use]
pub fn verify(password: &str, stored: Option<&str>) -> bool {
    let known = stored.and_then(|text| argon2::PasswordHash::new(text).ok());
    let somebody = known.is_some();
    let compared = known.or_else(|| argon2::PasswordHash::new(NOBODYS).ok());
    let right =
        argon2().zip(compared).is_some_and(|(argon2, hash)| argon2.verify_password(password.as_bytes(), &hash).is_ok());
    right && somebody
}

/// Lets as many hashes run as there are cores, and a bounded number wait.
#[derive(Clone)]
pub struct Queue {
    running: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Queue({} places left)", self.places.available_permits())
    }
}

/// Too many wait already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many are signing in")]
pub struct Full;

impl Queue {
    /// A queue for so many cores; twelve may wait for each.
    #[must_use]
    pub fn new(cores: usize) -> Self {
        Self::bounded(cores, cores.max(1).saturating_mul(WAITING_PER_CORE))
    }

    fn bounded(cores: usize, waiting: usize) -> Self {
        let cores = cores.max(1);
        Self {
            running: Arc::new(Semaphore::new(cores)),
            places: Arc::new(Semaphore::new(cores.saturating_add(waiting))),
        }
    }

    /// Runs a hash on a blocking thread when its turn comes.
    ///
    /// # Errors
    /// [`Full`] at once when too many wait; also when the work itself panicked.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Full> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_none| Full)?;
        let turn = Arc::clone(&self.running).acquire_owned().await.map_err(|_closed| Full)?;
        // The permits belong to the work, not to the one who waits: a client that hangs up
        // does not stop its hash, and must not let the next one start beside it.
        let done = tokio::task::spawn_blocking(move || {
            let made = work();
            drop((turn, place));
            made
        });
        done.await.map_err(|_panicked| Full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn a_password_is_known_again_and_nobodys_is_not() {
        let stored = hash("微光照亮楼道里的人", &[3; 16]).unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("微光照亮楼道里的人", Some(&stored)));
        assert!(!verify("微光照亮楼道里的", Some(&stored)));
        assert!(!verify("微光照亮楼道里的人", None));
        assert!(!verify("微光照亮楼道里的人", Some("damaged")));
    }

    #[test]
    fn a_salt_makes_the_hash_and_nothing_else_does() {
        let made = hash("微光照亮楼道里的人", &[3; 16]);
        assert_eq!(hash("微光照亮楼道里的人", &[3; 16]), made);
        assert_ne!(hash("微光照亮楼道里的人", &[4; 16]), made);
    }

    /// A stopwatch would lie on a busy machine; the same parameters are what makes the same time.
    #[test]
    fn nobodys_hash_costs_as_much_as_somebodys() {
        let stored = hash("微光照亮楼道里的人", &[3; 16]).unwrap();
        let shape = |text: &str| {
            let read = argon2::PasswordHash::new(text).unwrap();
            let sizes = (read.salt.map(|s| s.as_ref().len()), read.hash.map(|h| h.as_bytes().len()));
            (text.rsplitn(3, '$').nth(2).unwrap().to_owned(), sizes)
        };
        assert_eq!(shape(NOBODYS), shape(&stored));
    }

    #[test]
    fn length_decides_and_the_commonest_are_refused() {
        let of = |n: usize| "灯".repeat(n);
        assert_eq!([9, 10, 128, 129].map(|n| acceptable(&of(n))), [false, true, true, false]);
        assert!(!acceptable("PassWord123"));
        assert!(acceptable("PassWord1237"));
    }

    #[test]
    fn every_refused_password_is_long_enough_to_need_it() {
        for common in TOO_COMMON {
            assert!(common.chars().count() >= SHORTEST, "{common}");
            assert_eq!(common.to_lowercase(), *common);
        }
    }

    /// Work that says when it starts and ends when it is told to.
    fn held() -> (impl FnOnce() + Send + 'static, mpsc::Receiver<()>, mpsc::Sender<()>) {
        let (say, started) = mpsc::channel();
        let (end, told) = mpsc::channel();
        let work = move || {
            say.send(()).unwrap();
            told.recv().unwrap();
        };
        (work, started, end)
    }

    #[tokio::test]
    async fn one_runs_one_waits_and_the_third_is_sent_away() {
        let queue = Queue::bounded(1, 1);
        let (first, started, end) = held();
        let running = tokio::spawn({
            let queue = queue.clone();
            async move { queue.run(first).await }
        });
        tokio::task::yield_now().await;
        started.recv().unwrap();
        let waiting = tokio::spawn({
            let queue = queue.clone();
            async move { queue.run(|| 2).await }
        });
        tokio::task::yield_now().await;
        assert_eq!(queue.run(|| 3).await, Err(Full));
        end.send(()).unwrap();
        assert_eq!(running.await.unwrap(), Ok(()));
        assert_eq!(waiting.await.unwrap(), Ok(2));
        assert_eq!(queue.run(|| 4).await, Ok(4));
    }

    #[tokio::test]
    async fn hanging_up_does_not_free_the_core() {
        let queue = Queue::bounded(1, 0);
        let (work, started, end) = held();
        let caller = tokio::spawn({
            let queue = queue.clone();
            async move { queue.run(work).await }
        });
        tokio::task::yield_now().await;
        started.recv().unwrap();
        caller.abort();
        assert!(caller.await.unwrap_err().is_cancelled());
        assert_eq!(queue.run(|| 2).await, Err(Full));
        end.send(()).unwrap();
        // The core is free again once the work itself is over.
        let _turn = queue.running.acquire().await.unwrap();
        let _place = queue.places.acquire().await.unwrap();
    }

    #[tokio::test]
    async fn a_panic_gives_its_place_back() {
        let queue = Queue::bounded(1, 0);
        let broken: fn() -> i32 = || panic!("on purpose");
        assert_eq!(queue.run(broken).await, Err(Full));
        assert_eq!(queue.run(|| 2).await, Ok(2));
    }
}
