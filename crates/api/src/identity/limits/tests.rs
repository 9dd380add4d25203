//! Limits at their boundaries, under attack, with a clock that is moved, and with more keys than there are places.

use super::*;
use jiff::SignedDuration;
use proptest::prelude::*;
use uuid::Uuid;

fn at(milliseconds: i64) -> Timestamp {
    let start: Timestamp = "2026-11-24T04:00:00Z".parse().unwrap();
    start + SignedDuration::from_millis(milliseconds)
}

fn from<'a>(login: &'a str, address: &str) -> Attempt<'a> {
    Attempt::Password { tenant: TenantId(Uuid::from_u128(1)), login, address: address.parse().unwrap() }
}

/// The nth of many addresses, each in a network of its own.
fn elsewhere(login: &str, n: u32) -> Attempt<'_> {
    Attempt::Password { tenant: TenantId(Uuid::from_u128(1)), login, address: IpAddr::from(n.to_be_bytes()) }
}

/// How many tries in a row get through at one instant.
fn through(limits: &Limits, attempt: &Attempt<'_>, now: Timestamp) -> usize {
    (0..1_000).take_while(|_| limits.admit(attempt, now).is_ok()).count()
}

fn waits(limits: &Limits, attempt: &Attempt<'_>, now: Timestamp) -> u64 {
    limits.admit(attempt, now).map_or_else(|wait| wait.seconds, |()| 0)
}

#[test]
fn an_account_has_ten_tries_and_one_more_every_thirty_seconds() {
    let limits = Limits::new();
    let wang = from("wang@example.org", "192.0.2.1");
    assert_eq!(through(&limits, &wang, at(0)), 10);
    let told = [0, 1, 999, 1_000, 29_000, 29_001, 29_999].map(|t| waits(&limits, &wang, at(t)));
    assert_eq!(told, [30, 30, 30, 29, 1, 1, 1]);
    assert_eq!(waits(&limits, &wang, at(30_000)), 0);
    assert_eq!(waits(&limits, &wang, at(30_000)), 30);
    assert_eq!(through(&limits, &wang, at(10 * 60_000)), 10);
}

#[test]
fn an_address_has_sixty_tries_and_one_more_every_second() {
    let limits = Limits::new();
    let logins: Vec<String> = (0..100).map(|n| format!("person-{n}")).collect();
    let tried = |now| {
        let here = logins.iter().map(|login| from(login, "192.0.2.1"));
        here.filter(|attempt| limits.admit(attempt, now).is_ok()).count()
    };
    assert_eq!(tried(at(0)), 60);
    assert_eq!([999, 1_000, 1_001].map(|t| tried(at(t))), [0, 1, 0]);
    assert_eq!(waits(&limits, &from("another", "192.0.2.2"), at(0)), 0);
}

#[test]
fn a_hall_of_residents_can_vote_at_once() {
    let limits = Limits::new();
    let hall = Attempt::Code { address: "192.0.2.1".parse().unwrap() };
    for _ in 0..2_000 {
        assert_eq!(limits.admit(&hall, at(0)), Ok(()));
        limits.succeeded(&hall, at(0));
    }
    assert_eq!(through(&limits, &hall, at(0)), 600);
    assert_eq!(waits(&limits, &hall, at(49)), 1);
    assert_eq!(waits(&limits, &hall, at(50)), 0);
}

#[test]
fn a_right_password_costs_nothing_and_pays_for_nobody_else() {
    let limits = Limits::new();
    let own = from("thief@example.org", "192.0.2.1");
    let victims: Vec<String> = (0..100).map(|n| format!("victim-{n}")).collect();
    let guessed = victims.iter().filter(|victim| {
        let right = limits.admit(&own, at(0));
        if right.is_ok() {
            limits.succeeded(&own, at(0));
        }
        limits.admit(&from(victim, "192.0.2.1"), at(0)).is_ok()
    });
    assert_eq!(guessed.count(), 60);
}

#[test]
fn an_attack_from_elsewhere_does_not_close_the_account_at_home() {
    let limits = Limits::new();
    let home = from("zhou@example.org", "198.51.100.7");
    assert_eq!(limits.admit(&home, at(0)), Ok(()));
    limits.succeeded(&home, at(0));
    let guessed = (0..20_000_u32).filter(|n| {
        let now = at(i64::from(*n) * 5);
        let attempt = elsewhere("zhou@example.org", 0x0a00_0000 + n);
        limits.admit(&attempt, now).is_ok()
    });
    // Two hundred a second for a hundred seconds: ten at once, then one every thirty seconds.
    assert_eq!(guessed.count(), 13);
    assert_eq!(limits.admit(&home, at(100_000)), Ok(()));
}

#[test]
fn an_address_is_familiar_for_thirty_days() {
    let used_up = |days_later: i64, more: i64| {
        let limits = Limits::new();
        let home = from("zhou", "198.51.100.7");
        limits.succeeded(&home, at(0));
        let now = at(days_later * 24 * 3_600_000 + more);
        for n in 0..10 {
            assert_eq!(limits.admit(&elsewhere("zhou", n), now), Ok(()));
        }
        limits.admit(&home, now).is_err()
    };
    assert_eq!([used_up(30, -1), used_up(30, 0), used_up(30, 1)], [false, true, true]);
}

#[test]
fn one_account_is_one_however_it_is_spelt() {
    let limits = Limits::new();
    assert_eq!(through(&limits, &from("Wang@Example.org", "192.0.2.1"), at(0)), 10);
    assert_eq!(waits(&limits, &from(" wang@example.ORG ", "192.0.2.9"), at(0)), 30);
    let other_tenant = Attempt::Password {
        tenant: TenantId(Uuid::from_u128(2)),
        login: "wang@example.org",
        address: "192.0.2.9".parse().unwrap(),
    };
    assert_eq!(limits.admit(&other_tenant, at(0)), Ok(()));
}

#[test]
fn an_address_is_one_however_it_is_written() {
    let of = |text: &str| network(text.parse().unwrap());
    assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
    assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
}

#[test]
fn a_clock_moved_back_locks_nobody_out() {
    let limits = Limits::new();
    let wang = from("wang", "192.0.2.1");
    let year = 365 * 24 * 3_600_000;
    assert_eq!(through(&limits, &wang, at(year)), 10);
    let told = [0, 29_999, 30_000, 30_001].map(|t| waits(&limits, &wang, at(t)));
    assert_eq!(told, [30, 1, 0, 30]);
}

#[test]
fn a_flood_of_keys_is_bounded_and_forgets_the_worst_last() {
    let limits = Limits::new();
    let wang = from("wang", "192.0.2.1");
    assert_eq!(through(&limits, &wang, at(0)), 10);
    for n in 0..100_000_u32 {
        let login = format!("nobody-{n}");
        // Ten of the two thousand from everywhere are spent already; beyond them nobody new is looked at.
        assert_eq!(limits.admit(&elsewhere(&login, 0x0a00_0000 + n), at(0)).is_ok(), n < 1_990, "{n}");
        assert!(limits.tables().spent.0.len() <= PLACES);
    }
    assert_eq!(waits(&limits, &wang, at(0)), 30);
}

#[test]
fn a_thousand_at_once_are_not_all_the_first() {
    let limits = Limits::new();
    let let_in = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..125 {
                    if limits.admit(&from("wang", "192.0.2.1"), at(0)).is_ok() {
                        let_in.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    }
                }
            });
        }
    });
    assert_eq!(let_in.into_inner(), 10);
}

proptest! {
    /// No lock: whoever is told to wait is let in after that time, if nobody else comes in between, wherever the clock was before.
    #[test]
    fn who_waits_as_told_is_let_in(jumps in prop::collection::vec((-100_000_i64..100_000, 0_u8..3, any::<bool>()), 1..200)) {
        let limits = Limits::new();
        let mut now = 0_i64;
        for (jump, who, right) in jumps {
            now += jump;
            let login = ["wang", "li", "zhou"][usize::from(who)];
            let attempt = from(login, "192.0.2.1");
            match limits.admit(&attempt, at(now)) {
                Ok(()) if right => limits.succeeded(&attempt, at(now)),
                Ok(()) => {}
                Err(Wait { seconds }) => {
                    prop_assert!((1..=30).contains(&seconds));
                    now += i64::try_from(seconds).unwrap() * 1_000;
                    prop_assert_eq!(limits.admit(&attempt, at(now)), Ok(()));
                }
            }
        }
    }
}
