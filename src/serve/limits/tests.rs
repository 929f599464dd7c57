use std::collections::HashMap;

use proptest::prelude::*;

use super::addresses::MOST;
use super::*;
use crate::serve::config::Config;

fn caps(change: impl FnOnce(&mut config::Limits)) -> config::Limits {
    let mut caps = Config::standard().limits;
    change(&mut caps);
    caps
}

fn address(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// How the knocks of one address after another end, all at the same time and with the same dice.
fn knock(
    limits: &mut Limits,
    addresses: &[&str],
    now: Duration,
) -> (Vec<&'static str>, Vec<Permit>) {
    let (mut told, mut permits) = (Vec::new(), Vec::new());
    for text in addresses {
        match limits.admit(address(text), now, 0.999) {
            Ok(permit) => {
                told.push("in");
                permits.push(permit);
            }
            Err(refusal) => told.push(refusal.name()),
        }
    }
    (told, permits)
}

#[test]
fn so_many_from_one_address() {
    let mut limits = Limits::new(&caps(|caps| caps.per_address = 2));
    let (told, permits) = knock(&mut limits, &["10.0.0.1"; 3], seconds(0));
    assert_eq!(told, ["in", "in", "address"]);
    assert_eq!(knock(&mut limits, &["10.0.0.2"], seconds(0)).0, ["in"]);
    for permit in permits {
        limits.leave(permit);
    }
    assert_eq!(knock(&mut limits, &["10.0.0.1"], seconds(0)).0, ["in"]);
}

#[test]
fn what_counts_as_one_address() {
    for (one, other, same) in [
        ("10.0.0.1", "10.0.0.1", true),
        ("10.0.0.1", "10.0.0.2", false),
        ("10.0.0.1", "::ffff:10.0.0.1", true),
        ("::ffff:10.0.0.1", "::ffff:10.0.0.2", false),
        ("2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", true),
        ("2001:db8::1", "2001:db8:0:1::1", false),
        ("0.0.0.0", "::", false),
    ] {
        let mut limits = Limits::new(&caps(|caps| caps.per_address = 1));
        let (told, _permits) = knock(&mut limits, &[one, other], seconds(0));
        assert_eq!(told[1] == "address", same, "{one} {other}");
    }
}

#[test]
fn so_many_a_minute_after_a_burst() {
    let mut limits = Limits::new(&caps(|caps| {
        caps.rate = 30;
        caps.burst = 3;
    }));
    let mut at = |now| {
        let (told, permits) = knock(&mut limits, &["10.0.0.1"; 4], seconds(now));
        for permit in permits {
            limits.leave(permit);
        }
        told.iter().filter(|told| **told == "in").count()
    };
    let let_in = [0, 1, 2, 3, 4, 8, 100, 101].map(&mut at);
    assert_eq!(let_in, [3, 0, 1, 0, 1, 2, 3, 0]);
    assert_eq!(knock(&mut limits, &["10.0.0.2"], seconds(101)).0, ["in"]);
}

#[test]
fn from_half_of_the_cap_on_handshakes_are_refused_at_random() {
    for (handshakes, dice, refused) in [
        (0, 0.0, false),
        (3, 0.0, false),
        (4, 0.0, false),
        (5, 0.24, true),
        (5, 0.25, false),
        (7, 0.74, true),
        (7, 0.75, false),
        (8, 0.999, true),
        (8, 1.0, true),
    ] {
        let mut limits = Limits::new(&caps(|caps| caps.handshakes = 8));
        let mut permits = Vec::new();
        for _ in 0..handshakes {
            permits.push(
                limits
                    .admit(address("10.0.0.1"), seconds(0), 1.0)
                    .expect("a place"),
            );
        }
        let last = limits.admit(address("10.0.0.2"), seconds(0), dice);
        let last = last.err() == Some(Refusal::Handshakes);
        assert_eq!(last, refused, "{handshakes} {dice}");
    }
}

#[test]
fn a_place_is_taken_by_logging_in_and_free_when_it_is_left() {
    let mut limits = Limits::new(&caps(|caps| caps.sessions = 1));
    let (told, mut permits) = knock(&mut limits, &["10.0.0.1"; 2], seconds(0));
    assert_eq!(told, ["in", "in"]);
    let mut second = permits.pop().expect("a permit");
    let mut first = permits.pop().expect("a permit");
    assert_eq!(limits.log_in(&mut first), Ok(()));
    assert_eq!(limits.log_in(&mut first), Ok(()));
    assert_eq!(limits.log_in(&mut second), Err(Refusal::Sessions));
    assert_eq!((limits.handshakes(), limits.sessions()), (1, 1));
    assert_eq!(
        knock(&mut limits, &["10.0.0.2"], seconds(0)).0,
        ["sessions"]
    );
    limits.leave(first);
    assert_eq!(limits.log_in(&mut second), Ok(()));
    limits.leave(second);
    assert_eq!((limits.handshakes(), limits.sessions()), (0, 0));
}

#[test]
fn nobody_comes_in_while_visits_end() {
    let mut limits = Limits::new(&caps(|_| {}));
    let (_, mut permits) = knock(&mut limits, &["10.0.0.1"], seconds(0));
    limits.drain();
    assert_eq!(
        knock(&mut limits, &["10.0.0.2"], seconds(0)).0,
        ["draining"]
    );
    let mut permit = permits.pop().expect("a permit");
    assert_eq!(limits.log_in(&mut permit), Err(Refusal::Draining));
    limits.leave(permit);
    assert_eq!(limits.handshakes(), 0);
}

#[test]
fn other_caps_leave_those_in_who_are_in() {
    let mut limits = Limits::new(&caps(|_| {}));
    let (_, permits) = knock(&mut limits, &["10.0.0.1"; 3], seconds(0));
    limits.set(&caps(|caps| caps.per_address = 1));
    assert_eq!(knock(&mut limits, &["10.0.0.1"], seconds(0)).0, ["address"]);
    for permit in permits {
        limits.leave(permit);
    }
    assert_eq!(knock(&mut limits, &["10.0.0.1"], seconds(0)).0, ["in"]);
}

#[test]
fn a_higher_rate_holds_at_once() {
    let mut limits = Limits::new(&caps(|caps| (caps.rate, caps.burst) = (1, 20)));
    let (told, _permits) = knock(&mut limits, &["10.0.0.1"; 21], seconds(0));
    assert_eq!(told.last(), Some(&"rate"));
    limits.set(&caps(|caps| caps.burst = 20));
    assert_eq!(knock(&mut limits, &["10.0.0.1"], seconds(1)).0, ["rate"]);
    let (told, _permits) = knock(&mut limits, &["10.0.0.1"; 2], seconds(2));
    assert_eq!(told, ["in", "rate"]);
}

#[test]
fn of_addresses_that_are_gone_only_the_last_are_known_and_those_that_are_here() {
    let mut limits = Limits::new(&caps(|caps| {
        caps.rate = 1;
        caps.per_address = 1;
    }));
    let stays = limits
        .admit(address("10.0.0.1"), seconds(0), 1.0)
        .expect("a place");
    for at in 0..MOST as u128 + 1000 {
        let address = IpAddr::V6((at << 64).into());
        let permit = limits.admit(address, seconds(1), 1.0).expect("a place");
        limits.leave(permit);
    }
    assert_eq!(limits.addresses(), MOST + 1);
    assert_eq!(knock(&mut limits, &["10.0.0.1"], seconds(1)).0, ["address"]);
    limits.leave(stays);
    // A minute later nothing is left to know of them.
    for at in 0..MOST as u64 {
        let (_, permits) = knock(&mut limits, &["10.0.0.2"], seconds(200 + at));
        for permit in permits {
            limits.leave(permit);
        }
    }
    assert_eq!(limits.addresses(), 1);
}

/// What a run of connections may do.
#[derive(Debug, Clone, Copy)]
enum Act {
    /// From the address of this number, so many thousandths of a second later.
    Arrive(u8, u16, f64),
    /// The one of those that are open.
    LogIn(prop::sample::Index),
    Leave(prop::sample::Index),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..4_u8, 0..2000_u16, 0.0..1.0).prop_map(|(address, later, dice)| Act::Arrive(address, later, dice)),
        2 => any::<prop::sample::Index>().prop_map(Act::LogIn),
        1 => any::<prop::sample::Index>().prop_map(Act::Leave),
    ]
}

proptest! {
    #[test]
    fn no_cap_is_exceeded_and_all_is_given_back(
        (sessions, handshakes, per_address, rate, burst) in (1..6_u32, 1..6_u32, 1..5_u32, 1..600_u32, 1..8_u32),
        acts in prop::collection::vec(act(), 0..300),
    ) {
        let caps = caps(|caps| {
            *caps = config::Limits { sessions, handshakes, per_address, rate, burst, ..caps.clone() };
        });
        let mut limits = Limits::new(&caps);
        let mut now = Duration::ZERO;
        let mut open: Vec<(u8, Permit)> = Vec::new();
        let mut arrivals: HashMap<u8, Vec<Duration>> = HashMap::new();
        for act in acts {
            match act {
                Act::Arrive(number, later, dice) => {
                    now += Duration::from_millis(later.into());
                    if let Ok(permit) = limits.admit(IpAddr::from([10, 0, 0, number]), now, dice) {
                        open.push((number, permit));
                        arrivals.entry(number).or_default().push(now);
                    }
                }
                Act::LogIn(at) if !open.is_empty() => {
                    let at = at.index(open.len());
                    let _ = limits.log_in(&mut open[at].1);
                }
                Act::Leave(at) if !open.is_empty() => {
                    let (_, permit) = open.swap_remove(at.index(open.len()));
                    limits.leave(permit);
                }
                _ => {}
            }
            prop_assert!(limits.sessions() <= sessions && limits.handshakes() <= handshakes);
            prop_assert_eq!((limits.sessions() + limits.handshakes()) as usize, open.len());
            for number in 0..4 {
                let here = open.iter().filter(|(from, _)| *from == number).count();
                prop_assert!(here <= per_address as usize);
            }
        }
        for times in arrivals.values() {
            for (first, from) in times.iter().enumerate() {
                for (last, to) in times.iter().enumerate().skip(first) {
                    let may = f64::from(burst) + to.saturating_sub(*from).as_secs_f64() * f64::from(rate) / 60.0;
                    prop_assert!((last - first + 1) as f64 <= may + 1e-6);
                }
            }
        }
        for (_, permit) in open {
            limits.leave(permit);
        }
        prop_assert_eq!((limits.sessions(), limits.handshakes()), (0, 0));
        let in_a_while = now + Duration::from_secs(60 * 8 * 60);
        let alone = limits.admit(IpAddr::from([10, 0, 0, 1]), in_a_while, 0.5);
        prop_assert!(alone.is_ok());
    }
}
