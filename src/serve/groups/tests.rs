//! Groups of several servers, which tell each other late, twice, or not at all, and come to the same.

use std::collections::BTreeMap;
use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::group::MOST_GUIDES;
use crate::player::company::{Baton, Lead, Stop};
use crate::serve::guarded::Switch;
use crate::serve::visitor::Visitor;

const SERVERS: usize = 3;

/// Some servers, and the bucket over which they share groups.
#[derive(Debug, Default)]
struct Museum {
    servers: [Server; SERVERS],
    /// Everything that was ever put into the bucket; without a group where one has ended.
    told: Vec<(Code, Option<Group>)>,
    ended: Vec<Origin>,
    seats: u64,
}

#[derive(Debug, Default)]
struct Server {
    groups: Groups,
    /// What is still on its way to the bucket.
    outbox: BTreeMap<Code, Option<Group>>,
    /// How much of the bucket it has heard.
    heard: usize,
    /// Guides whose line is here, by group.
    lines: Vec<(Code, GuideId, u64)>,
}

/// What may happen at a server. Groups are named by their place among those it knows.
#[derive(Debug, Clone, Copy)]
enum Act {
    Open(GuideId),
    Move(usize, GuideId, u16),
    Arrive(usize, GuideId),
    LineLost(usize),
    HandOver(usize, GuideId),
    End(usize, GuideId),
    /// It puts words into its outbox.
    Tell,
    /// Its outbox reaches the bucket.
    Send,
    /// It hears so many words.
    Hear(usize),
    /// Its line is lost and comes back.
    Again,
}

fn any_act() -> impl Strategy<Value = (usize, Act)> {
    let guide = || (1_u8..5).prop_map(|number| GuideId::new([number; 16]));
    let group = || 0_usize..3;
    let act = prop_oneof![
        guide().prop_map(Act::Open),
        (group(), guide(), 0_u16..9).prop_map(|(group, guide, step)| Act::Move(group, guide, step)),
        (group(), guide(), 0_u16..9).prop_map(|(group, guide, step)| Act::Move(group, guide, step)),
        (group(), guide()).prop_map(|(group, guide)| Act::Arrive(group, guide)),
        (0_usize..4).prop_map(Act::LineLost),
        (group(), guide()).prop_map(|(group, guide)| Act::HandOver(group, guide)),
        (group(), guide()).prop_map(|(group, guide)| Act::End(group, guide)),
        Just(Act::Tell),
        Just(Act::Send),
        (1_usize..4).prop_map(Act::Hear),
        Just(Act::Again),
    ];
    (0..SERVERS, act)
}

impl Server {
    fn known(&self) -> BTreeMap<Code, Group> {
        let known = self.groups.lock();
        let known = known.iter();
        known
            .map(|(code, known)| (*code, known.group.clone()))
            .collect()
    }

    /// As the herald does.
    fn tell(&mut self) {
        for code in self.groups.ended() {
            self.outbox.insert(code, None);
        }
        for notice in self.groups.notices() {
            if notice.is_own {
                self.outbox.insert(notice.group.code(), Some(notice.group));
            }
        }
    }

    /// As the courier and the herald do.
    fn hear(&mut self, code: Code, group: Option<Group>) {
        if let Some(group) = group {
            self.groups.learn(group);
        } else {
            self.outbox.remove(&code);
            self.groups.forget(code);
        }
    }
}

impl Museum {
    fn act(&mut self, at: usize, act: Act) {
        let seat = self.seat();
        let server = &mut self.servers[at];
        let codes: Vec<_> = server.known().into_keys().collect();
        let code = |group: usize| codes.get(group % codes.len().max(1)).copied();
        match act {
            Act::Open(guide) => drop(server.groups.open(guide, 3)),
            Act::Move(group, guide, step) => {
                if let Some(code) = code(group) {
                    let moved = |group: &mut Group| group.moved(guide, lead(step), minute());
                    let _ = server.groups.with(code, |known| known.change(moved));
                }
            }
            Act::Arrive(group, guide) => {
                if let Some(code) = code(group)
                    && let Some(Ok(_)) = server.groups.arrive(code, guide, 0)
                {
                    server.lines.push((code, guide, seat.number));
                    server.groups.enter(code, &seat, Some(guide));
                }
            }
            Act::LineLost(line) => {
                if line < server.lines.len() {
                    let (code, _, seat) = server.lines.remove(line);
                    server.groups.leave(code, seat);
                }
            }
            Act::HandOver(group, guide) => {
                if let Some(code) = code(group) {
                    let _ = server.groups.hand_over(code, seat.number, guide);
                }
            }
            Act::End(group, guide) => {
                let Some(code) = code(group) else { return };
                let origin = server.known()[&code].origin();
                if server.groups.end(code, guide) {
                    self.ended.push(origin);
                }
            }
            Act::Tell => server.tell(),
            Act::Send => self.told.extend(std::mem::take(&mut server.outbox)),
            Act::Hear(words) => self.hear(at, words),
            Act::Again => self.again(at),
        }
    }

    fn seat(&mut self) -> Arc<Seat> {
        self.seats += 1;
        let visitor = Visitor::new(self.seats, Duration::ZERO);
        let switch = Arc::new(Switch::default());
        Arc::new(Seat::new(self.seats, visitor, switch, Duration::ZERO))
    }

    fn hear(&mut self, at: usize, words: usize) {
        let server = &mut self.servers[at];
        for (code, group) in self.told.iter().skip(server.heard).take(words) {
            server.hear(*code, group.clone());
            server.heard += 1;
        }
    }

    /// What is in the bucket: of each group what was told last.
    fn bucket(&self) -> BTreeMap<Code, Option<Group>> {
        self.told.iter().cloned().collect()
    }

    /// As after a line that was lost: what was on its way is gone, and the whole bucket is heard.
    fn again(&mut self, at: usize) {
        let bucket = self.bucket();
        let told = bucket.keys().copied().collect();
        let server = &mut self.servers[at];
        server.outbox.clear();
        for (code, group) in bucket {
            server.hear(code, group);
        }
        server.heard = self.told.len();
        server.groups.tell_again(&told);
    }

    /// Everybody tells and hears everything; false where there is no end to it.
    fn comes_to_rest(&mut self) -> bool {
        (0..20).any(|_| {
            for at in 0..SERVERS {
                self.act(at, Act::Tell);
                self.act(at, Act::Send);
            }
            let all = self.told.len();
            let is_news = self.servers.iter().any(|server| server.heard < all);
            for at in 0..SERVERS {
                self.hear(at, all);
            }
            !is_news
        })
    }
}

fn lead(step: u16) -> Lead {
    Lead {
        tour: "test".into(),
        stop: Stop::Station {
            id: "hall".into(),
            step,
        },
        shown: None,
    }
}

proptest! {
    #[test]
    fn servers_come_to_the_same_groups_whatever_happened(acts in prop::collection::vec(any_act(), 0..80)) {
        let mut museum = Museum::default();
        for (at, act) in acts {
            museum.act(at, act);
        }
        prop_assert!(museum.comes_to_rest());
        let bucket = museum.bucket().into_iter();
        let bucket: BTreeMap<_, _> = bucket.filter_map(|(code, group)| Some((code, group?))).collect();
        for server in &museum.servers {
            prop_assert_eq!(&server.known(), &bucket);
        }
        for group in bucket.values() {
            prop_assert!(!museum.ended.contains(&group.origin()), "{} has ended", group.code());
            prop_assert!(group.guides().len() <= MOST_GUIDES);
        }
    }
}

const ANN: GuideId = GuideId::new([1; 16]);

/// Two servers that know a group which Ann has opened on the first.
fn shared() -> (Museum, Code) {
    let mut museum = Museum::default();
    museum.act(0, Act::Open(ANN));
    assert!(museum.comes_to_rest());
    let code = museum.servers[0].known().into_keys().next();
    (museum, code.expect("a group"))
}

#[test]
fn a_guide_who_goes_on_elsewhere_is_not_lost_where_they_were() {
    let (mut museum, code) = shared();
    museum.act(0, Act::Arrive(0, ANN));
    museum.act(1, Act::Arrive(0, ANN));
    museum.act(1, Act::Move(0, ANN, 1));
    assert!(museum.comes_to_rest());
    // Only now the first server sees that the line is gone.
    museum.act(0, Act::LineLost(0));
    assert!(museum.comes_to_rest());
    for server in &museum.servers {
        let group = &server.known()[&code];
        assert_eq!((group.leader(), group.baton()), (ANN, Baton::Kept));
    }
}

#[test]
fn a_change_right_after_another_servers_word_is_told_too() {
    let (mut museum, code) = shared();
    museum.act(0, Act::Move(0, ANN, 1));
    museum.act(0, Act::Tell);
    museum.act(0, Act::Send);
    museum.act(1, Act::Hear(9));
    museum.act(1, Act::Move(0, ANN, 2));
    assert!(museum.comes_to_rest());
    for server in &museum.servers {
        assert_eq!(server.known()[&code].lead(), Some(&lead(2)));
    }
}

#[test]
fn a_group_that_has_ended_is_not_brought_back_by_who_was_cut_off() {
    let (mut museum, code) = shared();
    museum.act(1, Act::Move(0, ANN, 1));
    museum.act(1, Act::Tell);
    museum.act(0, Act::End(0, ANN));
    museum.act(0, Act::Tell);
    museum.act(0, Act::Send);
    museum.act(1, Act::Send);
    assert!(museum.comes_to_rest());
    assert_eq!(museum.bucket()[&code], None);
    assert!(
        museum
            .servers
            .iter()
            .all(|server| !server.known().contains_key(&code))
    );
}

#[test]
fn a_group_whose_time_is_over_here_can_be_told_of_again() {
    let (museum, code) = shared();
    let groups = &museum.servers[0].groups;
    let group = museum.servers[0].known()[&code].clone();
    groups.expire(code);
    assert!(groups.learn(group.clone()) && groups.ended().is_empty());
    groups.forget(code);
    assert!(!groups.learn(group));
    assert_eq!(groups.ended(), [code]);
}

const BEN: GuideId = GuideId::new([2; 16]);

/// The post of a guide, and whether the lead can be taken.
fn post(groups: &Groups, code: Code, seat: &Seat) -> (Post, Baton) {
    let told = groups.told(code, seat.number, 0).expect("a group");
    (told.post, told.figures.expect("a guide").baton)
}

#[test]
fn the_lead_of_a_guide_whose_server_failed_can_be_taken() {
    let mut museum = Museum::default();
    let groups = Groups::default();
    let code = groups.open(ANN, 3).expect("a group");
    let ben = museum.seat();
    groups.arrive(code, BEN, 0);
    groups.enter(code, &ben, Some(BEN));
    let there = Attendance {
        leads: true,
        ..Attendance::default()
    };
    groups.attend(code, "other", there);
    let refused = Some(Err(Refused::NotLeader));
    assert_eq!(groups.hand_over(code, ben.number, BEN), refused);
    groups.unattend(code, "other");
    assert_eq!(post(&groups, code, &ben), (Post::Second, Baton::Dropped));
    assert_eq!(groups.hand_over(code, ben.number, BEN), Some(Ok(())));
    assert_eq!(post(&groups, code, &ben), (Post::Leader, Baton::Kept));
}

#[test]
fn a_guide_leads_at_the_terminal_where_they_ask_for_it() {
    let mut museum = Museum::default();
    let groups = Groups::default();
    let code = groups.open(ANN, 3).expect("a group");
    let [first, second] = [museum.seat(), museum.seat()];
    for seat in [&first, &second] {
        groups.arrive(code, ANN, 0);
        groups.enter(code, seat, Some(ANN));
    }
    let posts = |one, other| [(one, Baton::Kept), (other, Baton::Kept)];
    let now = || [&first, &second].map(|seat| post(&groups, code, seat));
    assert_eq!(now(), posts(Post::Second, Post::Leader));
    assert_eq!(groups.hand_over(code, first.number, ANN), Some(Ok(())));
    assert_eq!(now(), posts(Post::Leader, Post::Second));
    // There is nobody to offer it to.
    let alone = Some(Err(Refused::Alone));
    assert_eq!(groups.hand_over(code, first.number, ANN), alone);
}
