//! The groups with a guide that this server knows, and who is in them.
//!
//! Everything here is quick and waits for nothing: connections call it between two keys. What has
//! changed is noted, and the [`herald`](crate::serve::herald) tells the members, and other servers.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::group::{Attendance, Code, Group, GuideId, Origin, Refused};
use crate::player::company::{Lead, Post};
use crate::serve::clock::minute;
use crate::serve::seat::Seat;

/// The groups, for all connections.
#[derive(Debug, Default)]
pub(super) struct Groups {
    known: Mutex<HashMap<Code, Known>>,
    /// Groups that a guide has ended; whoever tells of one is told so.
    past: Mutex<HashMap<Code, Origin>>,
    /// Groups that have ended, of which other servers are still to be told.
    ended: Mutex<Vec<Code>>,
    /// Something has changed that is to be told.
    changed: Notify,
}

/// What is known of one group.
#[derive(Debug)]
struct Known {
    group: Group,
    /// What the guide shows; all members share it.
    lead: Option<Arc<Lead>>,
    members: HashMap<u64, Member>,
    /// The visitors on other servers, by the servers' names.
    elsewhere: HashMap<Box<str>, Attendance>,
    news: News,
    abroad: Abroad,
}

/// What members are still to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum News {
    Nothing,
    /// How many follow.
    Figures,
    /// The group itself.
    Group,
}

/// What other servers know of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Abroad {
    /// What is known here, as far as it is known here.
    Same,
    /// They are still to be told.
    Less,
}

/// Somebody who is in a group on this server, by the number of their connection.
#[derive(Debug)]
struct Member {
    seat: Arc<Seat>,
    guide: Option<GuideId>,
    is_away: bool,
}

/// What the herald tells of one group.
#[derive(Debug)]
pub(super) struct Notice {
    pub(super) group: Group,
    pub(super) lead: Option<Arc<Lead>>,
    /// Those to whom something is new: guides alone, where only the figures are.
    pub(super) members: Vec<(Arc<Seat>, Option<GuideId>)>,
    /// The visitors here, and everywhere.
    pub(super) here: Attendance,
    pub(super) everywhere: Attendance,
    /// Other servers do not know it yet.
    pub(super) is_own: bool,
}

/// How a member stands after a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) code: Code,
    pub(super) guide: Option<GuideId>,
    /// What a guide with the lead shows.
    pub(super) lead: Option<Lead>,
    pub(super) is_away: bool,
}

impl Groups {
    /// Opens a group; nothing where there are as many as there may be.
    pub(super) fn open(&self, guide: GuideId, most: u32) -> Option<Code> {
        let mut known = self.lock();
        if known.len() >= most as usize {
            return None;
        }
        let group = self.free(&known, guide)?;
        let code = group.code();
        known.insert(code, Known::new(group, Abroad::Less));
        drop(known);
        self.changed.notify_one();
        Some(code)
    }

    /// The group that a guide leads, the last one of several.
    pub(super) fn led_by(&self, guide: GuideId) -> Option<Code> {
        let known = self.lock();
        let led = known.values().filter(|known| known.group.leader() == guide);
        led.max_by_key(|known| known.group.started())
            .map(|known| known.group.code())
    }

    /// Whether there is such a group.
    pub(super) fn has(&self, code: Code) -> bool {
        self.lock().contains_key(&code)
    }

    /// What the guide of a group shows.
    pub(super) fn lead(&self, code: Code) -> Option<Arc<Lead>> {
        self.lock().get(&code)?.lead.clone()
    }

    /// A guide comes to a group; nothing where it is gone.
    pub(super) fn arrive(&self, code: Code, guide: GuideId) -> Option<Result<Post, Refused>> {
        self.change(code, |group| group.arrived(guide, minute()))
    }

    /// A guide asks for what [`Group::handed_over`] does.
    pub(super) fn hand_over(&self, code: Code, guide: GuideId) -> Option<Result<Post, Refused>> {
        self.change(code, |group| group.handed_over(guide, minute()))
    }

    /// Changes a group, and notes what is to be told of it.
    fn change<T>(&self, code: Code, change: impl FnOnce(&mut Group) -> T) -> Option<T> {
        let mut known = self.lock();
        let known = known.get_mut(&code)?;
        let revision = known.group.revision();
        let done = change(&mut known.group);
        if known.group.revision() != revision {
            known.settle();
            known.abroad = Abroad::Less;
            self.changed.notify_one();
        }
        Some(done)
    }

    /// A connection is a member from now on.
    pub(super) fn enter(&self, code: Code, seat: Arc<Seat>, guide: Option<GuideId>) {
        if let Some(known) = self.lock().get_mut(&code) {
            let connection = seat.number;
            let member = Member {
                seat,
                guide,
                is_away: false,
            };
            known.members.insert(connection, member);
            known.news = known.news.max(News::Figures);
            self.changed.notify_one();
        }
    }

    /// How a member stands after a key.
    pub(super) fn stands(&self, connection: u64, standing: Standing) {
        if let (Some(guide), Some(lead)) = (standing.guide, standing.lead) {
            // A guide without the lead any more shows nothing.
            let _ = self.change(standing.code, |group| group.moved(guide, lead, minute()));
        }
        let mut known = self.lock();
        let Some(known) = known.get_mut(&standing.code) else {
            return;
        };
        if let Some(member) = known.members.get_mut(&connection)
            && member.is_away != standing.is_away
        {
            member.is_away = standing.is_away;
            known.news = known.news.max(News::Figures);
            self.changed.notify_one();
        }
    }

    /// A member's line is closed. The group stays, also where that was the guide.
    pub(super) fn leave(&self, code: Code, connection: u64) {
        let mut known = self.lock();
        let Some(left) = known.get_mut(&code) else {
            return;
        };
        let Some(gone) = left.members.remove(&connection) else {
            return;
        };
        left.news = left.news.max(News::Figures);
        let is_here = |guide| {
            left.members
                .values()
                .any(|member| member.guide == Some(guide))
        };
        let lost = gone.guide.filter(|guide| !is_here(*guide));
        drop(known);
        self.changed.notify_one();
        if let Some(guide) = lost {
            self.change(code, |group| group.lost(guide, minute()));
        }
    }

    /// Ends a group, if the guide has its lead; those who were in it.
    pub(super) fn end(&self, code: Code, guide: GuideId) -> Option<Vec<Arc<Seat>>> {
        let mut known = self.lock();
        known.get(&code)?.group.ended(guide).ok()?;
        let ended = known.remove(&code)?;
        self.bury(&ended.group);
        drop(known);
        locked(&self.ended).push(code);
        self.changed.notify_one();
        Some(ended.seats())
    }

    /// Keeps in mind that a group has ended: a server that was cut off may tell of it once more.
    fn bury(&self, group: &Group) {
        locked(&self.past).insert(group.code(), group.origin());
    }

    /// Groups that have ended here since the last time.
    pub(super) fn ended(&self) -> Vec<Code> {
        std::mem::take(&mut *locked(&self.ended))
    }

    /// Ends a group that another server has ended.
    pub(super) fn forget(&self, code: Code) -> Vec<Arc<Seat>> {
        let mut known = self.lock();
        let Some(ended) = known.remove(&code) else {
            return Vec::new();
        };
        self.bury(&ended.group);
        ended.seats()
    }

    /// Ends a group whose time is over. Other servers see that by themselves, and may know better.
    pub(super) fn expire(&self, code: Code) -> Vec<Arc<Seat>> {
        let expired = self.lock().remove(&code);
        expired.map_or_else(Vec::new, Known::seats)
    }

    /// Groups in which no guide has done anything for so many hours.
    pub(super) fn expired(&self, hours: u64) -> Vec<Code> {
        let known = self.lock();
        let expired = known
            .values()
            .filter(|known| known.group.is_expired(minute(), hours));
        expired.map(|known| known.group.code()).collect()
    }

    /// Another server tells how a group is; the later one of two versions holds. Whether it was new.
    pub(super) fn learn(&self, group: Group) -> bool {
        let mut known = self.lock();
        let code = group.code();
        let is_past = locked(&self.past).get(&code) == Some(&group.origin());
        let Some(mine) = known.get_mut(&code) else {
            if is_past {
                locked(&self.ended).push(code);
            } else {
                known.insert(code, Known::new(group, Abroad::Same));
            }
            drop(known);
            self.changed.notify_one();
            return !is_past;
        };
        let is_new = !is_past && is_later(&group, &mine.group);
        if is_new {
            mine.take(group);
            self.changed.notify_one();
        } else if mine.group != group {
            // Whoever told it does not know better yet.
            mine.abroad = Abroad::Less;
            self.changed.notify_one();
        }
        is_new
    }

    /// Other servers know of these groups alone: they are to be told of all others.
    pub(super) fn tell_again(&self, told: &HashSet<Code>) {
        let mut known = self.lock();
        for (code, known) in known.iter_mut() {
            if !told.contains(code) {
                known.abroad = Abroad::Less;
            }
        }
        self.changed.notify_one();
    }

    /// Another server tells how many of a group are there.
    pub(super) fn attend(&self, code: Code, server: &str, attendance: Attendance) {
        if let Some(known) = self.lock().get_mut(&code) {
            let before = known.elsewhere.insert(server.into(), attendance);
            if before != Some(attendance) {
                known.news = known.news.max(News::Figures);
                self.changed.notify_one();
            }
        }
    }

    /// Another server tells of nobody any more.
    pub(super) fn unattend(&self, code: Code, server: &str) {
        if let Some(known) = self.lock().get_mut(&code)
            && known.elsewhere.remove(server).is_some()
        {
            known.news = known.news.max(News::Figures);
            self.changed.notify_one();
        }
    }

    /// Waits until something is to be told.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }

    /// What is to be told now, each once.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let mut known = self.lock();
        let told = known
            .values_mut()
            .filter(|known| known.news != News::Nothing || known.abroad == Abroad::Less);
        told.map(Known::notice).collect()
    }

    /// The same of every group, though nothing has changed but the time.
    pub(super) fn all(&self) -> Vec<Notice> {
        let mut known = self.lock();
        known.values_mut().map(Known::notice).collect()
    }

    /// How many groups there are, and visitors in them on this server.
    pub(super) fn count(&self) -> (usize, usize) {
        let known = self.lock();
        let visitors = known.values().map(|known| {
            let here = known.here();
            (here.following + here.wandering) as usize
        });
        (known.len(), visitors.sum())
    }

    /// A group with a code that no other has, by chance.
    fn free(&self, known: &HashMap<Code, Known>, guide: GuideId) -> Option<Group> {
        let first = rand::random_range(0..Code::COUNT);
        let codes = (0..Code::COUNT).map(|step| Code::from_number((first + step) % Code::COUNT));
        let past = locked(&self.past);
        let groups = codes.map(|code| Group::open(code, guide, minute()));
        let mut groups = groups.filter(|group| !known.contains_key(&group.code()));
        // One that ended within this minute is not told apart from it.
        groups.find(|group| past.get(&group.code()) != Some(&group.origin()))
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Code, Known>> {
        locked(&self.known)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Known {
    fn new(group: Group, abroad: Abroad) -> Self {
        let mut known = Self {
            group,
            lead: None,
            members: HashMap::new(),
            elsewhere: HashMap::new(),
            news: News::Group,
            abroad,
        };
        known.settle();
        known
    }

    /// A later version, from another server.
    fn take(&mut self, group: Group) {
        self.group = group;
        self.abroad = Abroad::Same;
        self.settle();
        self.keep_leader();
    }

    /// Shares what the guide shows among the members, who are to be told.
    fn settle(&mut self) {
        self.news = News::Group;
        if self.lead.as_deref() != self.group.lead() {
            self.lead = self.group.lead().cloned().map(Arc::new);
        }
    }

    /// Another server may say that the line of a guide is lost who is here again.
    fn keep_leader(&mut self) {
        let leader = self.group.leader();
        if self
            .members
            .values()
            .any(|member| member.guide == Some(leader))
        {
            let revision = self.group.revision();
            // It is one of its guides already.
            let _ = self.group.arrived(leader, minute());
            if self.group.revision() != revision {
                self.abroad = Abroad::Less;
            }
        }
    }

    fn here(&self) -> Attendance {
        let mut here = Attendance::default();
        for member in self
            .members
            .values()
            .filter(|member| member.guide.is_none())
        {
            if member.is_away {
                here.wandering += 1;
            } else {
                here.following += 1;
            }
        }
        here
    }

    fn everywhere(&self) -> Attendance {
        self.elsewhere
            .values()
            .fold(self.here(), |all, some| Attendance {
                following: all.following.saturating_add(some.following),
                wandering: all.wandering.saturating_add(some.wandering),
            })
    }

    fn notice(&mut self) -> Notice {
        let news = std::mem::replace(&mut self.news, News::Nothing);
        let abroad = std::mem::replace(&mut self.abroad, Abroad::Same);
        let to_all = news == News::Group;
        let members = self.members.values();
        let members = members.filter(|member| to_all || member.guide.is_some());
        Notice {
            group: self.group.clone(),
            lead: self.lead.clone(),
            members: members
                .map(|member| (Arc::clone(&member.seat), member.guide))
                .collect(),
            here: self.here(),
            everywhere: self.everywhere(),
            is_own: abroad == Abroad::Less,
        }
    }

    fn seats(self) -> Vec<Arc<Seat>> {
        self.members
            .into_values()
            .map(|member| member.seat)
            .collect()
    }
}

/// The same on all servers, also where both have the same revision.
fn is_later(one: &Group, other: &Group) -> bool {
    let order = |group: &Group| (group.revision(), group.to_json());
    order(one) > order(other)
}

#[cfg(test)]
mod tests;
