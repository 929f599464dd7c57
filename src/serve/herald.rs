//! The herald: the one task that tells members of groups, and other servers, what is new.
//!
//! A member is told what holds when their turn comes, so it does no harm that a guide has gone on in the
//! meantime, and nobody is told of what is past.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::yield_now;
use tokio::time::{interval, timeout};

use crate::group::Group;
use crate::serve::clock;
use crate::serve::groups::Notice;
use crate::serve::relay::{Relay, Word};
use crate::serve::seat::Seat;
use crate::serve::server::Server;

/// How often guides are told of the time, and other servers who is here, though nothing has changed.
const TICK: Duration = Duration::from_secs(20);

/// Members that are told in one go.
const GO: usize = 64;

/// How long a server that begins waits for the groups of the others.
const CATCH_UP: Duration = Duration::from_secs(2);

/// Hears which groups there are, before the first visitor asks for one: for a short time, since other
/// servers may not be there.
pub(super) async fn catch_up(server: &Server, relay: &mut Relay) {
    if matches!(relay, Relay::Alone) {
        return;
    }
    let hears_all = async {
        loop {
            let word = relay.hear().await;
            let is_last = matches!(word, Word::CaughtUp(_));
            hear(server, word);
            if is_last {
                break;
            }
        }
    };
    // Who comes too late is told like everybody else.
    let _ = timeout(CATCH_UP, hears_all).await;
}

/// Tells for as long as the server runs.
pub(super) async fn run(server: Arc<Server>, mut relay: Relay) {
    let mut ticks = interval(TICK);
    let groups = &server.house.groups;
    loop {
        tokio::select! {
            () = groups.changed() => {
                for ended in groups.ended() {
                    relay.end(ended);
                }
                disband(&server, groups.left());
                tell(&server, &relay, groups.notices()).await;
            }
            word = relay.hear() => hear(&server, word),
            _ = ticks.tick() => tick(&server, &relay).await,
        }
        let (count, followers) = groups.count();
        server.house.metrics.groups(count, followers);
    }
}

async fn tick(server: &Server, relay: &Relay) {
    let groups = &server.house.groups;
    for code in groups.expired(longest(server)) {
        disband(server, groups.expire(code));
    }
    tell(server, relay, groups.all()).await;
}

/// How long a group may last, in minutes.
fn longest(server: &Server) -> u64 {
    server.house.config().groups.longest.as_secs() / 60
}

async fn tell(server: &Server, relay: &Relay, notices: Vec<Notice>) {
    for notice in notices {
        if notice.is_own {
            relay.tell(&notice.group);
        }
        relay.attend(notice.group.code(), notice.here);
        tell_members(server, &notice.members).await;
    }
}

async fn tell_members(server: &Server, members: &[Arc<Seat>]) {
    for (number, seat) in members.iter().enumerate() {
        let now = server.now();
        seat.push(&server.house, now, |visitor| {
            visitor.hear(&server.house.groups, now);
        });
        server.follow_up(seat);
        if number % GO == GO - 1 {
            // Keys are pressed meanwhile.
            yield_now().await;
        }
    }
}

fn hear(server: &Server, word: Word) {
    match word {
        Word::Group(group) => learn(server, *group),
        Word::Ended(code) => disband(server, server.house.groups.forget(code)),
        Word::Attendance {
            code,
            server: other,
            attendance: Some(attendance),
        } => server.house.groups.attend(code, &other, attendance),
        Word::Attendance {
            code,
            server: other,
            attendance: None,
        } => server.house.groups.unattend(code, &other),
        Word::CaughtUp(told) => server.house.groups.tell_again(&told),
    }
}

fn learn(server: &Server, group: Group) {
    // One whose time is over may still be told of.
    if !group.is_expired(clock::minute(), longest(server)) {
        server.house.groups.learn(group);
    }
}

/// Those who were in a group go on by themselves.
fn disband(server: &Server, seats: Vec<Arc<Seat>>) {
    let now = server.now();
    for seat in seats {
        seat.push(&server.house, now, |visitor| visitor.disband(now));
        server.follow_up(&seat);
    }
}
