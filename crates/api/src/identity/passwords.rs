//! Passwords: argon2id with 19 MiB and two passes, hashed off the request threads behind a bounded queue.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The shortest password of a person, in characters (NIST SP 800-63B asks for length, not for kinds of characters).
pub const SHORTEST: usize = 10;
/// The longest, in characters; longer ones only cost time.
pub const LONGEST: usize = 128;

/// Passwords that everybody tries first.
const TOO_COMMON: &[&str] = &[
    "1234567890",
    "0123456789",
    "password123",
    "passw0rd123",
    "qwertyuiop",
    "1111111111",
    "woaini1314",
    "a123456789",
];

/// Whether somebody may choose this password.
#[must_use]
pub fn acceptable(password: &str) -> bool {
    let length = password.chars().count();
    (SHORTEST..=LONGEST).contains(&length)
        && !TOO_COMMON.contains(&password.to_lowercase().as_str())
}

fn argon2() -> Option<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The password as it is stored; `None` when the parameters or the salt are impossible.
#[must_use]
pub fn hash(password: &str, salt: &[u8; 16]) -> Option<String> {
    let made: argon2::PasswordHash = argon2()?
        .hash_password_with_salt(password.as_bytes(), salt)
        .ok()?;
    Some(made.to_string())
}

/// Whether the password is the stored one. Without a stored one it takes as long and says no, so that time does not tell who has an account.
#[must_use]
pub fn verify(password: &str, stored: Option<&str>) -> bool {
    let nobody = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let known = argon2::PasswordHash::new(stored.unwrap_or(nobody)).ok();
    let right = argon2()
        .zip(known)
        .is_some_and(|(argon2, hash)| argon2.verify_password(password.as_bytes(), &hash).is_ok());
    right && stored.is_some()
}

/// Lets as many hashes run as there are cores, and a bounded number wait.
#[derive(Clone)]
pub struct Queue {
    running: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Queue({} places left)", self.waiting.available_permits())
    }
}

/// Too many wait already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many are signing in")]
pub struct Full;

impl Queue {
    /// A queue for so many cores; 32 may wait for each.
    #[must_use]
    pub fn new(cores: usize) -> Self {
        let cores = cores.max(1);
        Self {
            running: Arc::new(Semaphore::new(cores)),
            waiting: Arc::new(Semaphore::new(cores.saturating_mul(32))),
        }
    }

    /// Runs a hash when its turn comes.
    ///
    /// # Errors
    /// [`Full`] at once when too many wait.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Full> {
        let place = Arc::clone(&self.waiting)
            .try_acquire_owned()
            .map_err(|_none| Full)?;
        let turn = self.running.acquire().await.map_err(|_closed| Full)?;
        let done = tokio::task::spawn_blocking(work).await;
        drop((turn, place));
        done.map_err(|_panicked| Full)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_nobodys_is_not() {
        let stored = hash("微光照亮楼道里的人", &[3; 16]).unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("微光照亮楼道里的人", Some(&stored)));
        assert!(!verify("微光照亮楼道里的", Some(&stored)));
        assert!(!verify("微光照亮楼道里的人", None));
    }

    #[test]
    fn length_decides_and_the_commonest_are_refused() {
        let of = |n: usize| "灯".repeat(n);
        assert_eq!(
            [
                acceptable(&of(9)),
                acceptable(&of(10)),
                acceptable(&of(128)),
                acceptable(&of(129))
            ],
            [false, true, true, false]
        );
        assert!(!acceptable("PassWord123"));
    }
}
