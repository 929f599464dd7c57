//! The groups with a guide that this server knows, and who is in them.
//!
//! Everything here is quick and waits for nothing: connections call it between two keys. What has
//! changed is noted, and the [`herald`](crate::serve::herald) tells the members, and other servers.
//!
//! What a guide does goes this way:
//!
//! 1. A key changes the guide's visit. [`Groups::stands`] takes what they show now into the group.
//! 2. The herald wakes up, and knocks at the seat of each member, one after the other.
//! 3. Each member asks [`Groups::told`] how the group is at that moment, and goes there. What was shown
//!    in between is never seen by those who were not asked in time, and nobody is told of what is past.
//!
//! Only what guides do themselves moves a group: being moved does not, so that two terminals of one
//! guide, or a line that is lost without a word, never pull a group to and fro. Of several terminals of
//! one guide the last to come has the lead.
//!
//! A visitor is locked before the groups are, never the other way round; members of a group that has
//! ended are told by the herald, which has nobody locked.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::group::{Attendance, Code, Group, GuideId, Origin, Refused};
use crate::player::company::{Figures, Lead, Post};
use crate::serve::clock::minute;
use crate::serve::seat::Seat;

/// The groups, for all connections.
#[derive(Debug, Default)]
pub(super) struct Groups {
    known: Mutex<HashMap<Code, Known>>,
    /// How many there have been.
    count: AtomicU64,
    /// Groups that a guide has ended; whoever tells of one is told so.
    past: Mutex<HashMap<Code, Origin>>,
    /// Groups that have ended, of which other servers are still to be told.
    ended: Mutex<Vec<Code>>,
    /// Those who were in groups that have ended here, and are still to be told.
    left: Mutex<Vec<Arc<Seat>>>,
    /// Something has changed that is to be told.
    changed: Notify,
}

/// What is known of one group.
#[derive(Debug)]
struct Known {
    /// Those that were opened or heard of later have higher numbers.
    number: u64,
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
    /// Has not been told of the group since they came.
    is_new: bool,
}

/// What the herald tells of one group.
#[derive(Debug)]
pub(super) struct Notice {
    pub(super) group: Group,
    /// Those to whom something is new: guides and newcomers alone, where only the figures are.
    pub(super) members: Vec<Arc<Seat>>,
    /// The visitors here.
    pub(super) here: Attendance,
    /// Other servers do not know it yet.
    pub(super) is_own: bool,
}

/// What a member is told of their group.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) post: Post,
    /// What the guide shows.
    pub(super) lead: Option<Arc<Lead>>,
    /// How the group is; to guides.
    pub(super) figures: Option<Arc<Figures>>,
}

/// How a member stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) code: Code,
    /// What a guide with the lead shows, where it is they who have done something.
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
        known.insert(code, Known::new(group, Abroad::Less, self.number()));
        drop(known);
        self.changed.notify_one();
        Some(code)
    }

    /// The group that a guide goes back to: the one they lead, else one whose lead they have handed
    /// over; the last one of several.
    pub(super) fn of_guide(&self, guide: GuideId) -> Option<Code> {
        let known = self.lock();
        let theirs = known
            .values()
            .filter(|known| known.group.guides().contains(&guide));
        let last = theirs.max_by_key(|known| {
            let leads = known.group.leader() == guide;
            (leads, known.group.started(), known.number)
        });
        last.map(|known| known.group.code())
    }

    /// What a visitor who comes to a group is told; nothing where there is no such group.
    pub(super) fn follow(&self, code: Code) -> Option<Told> {
        Some(self.lock().get(&code)?.tell(Post::Visitor, 0))
    }

    /// A guide comes to a group; nothing where it is gone.
    pub(super) fn arrive(
        &self,
        code: Code,
        guide: GuideId,
        planned_minutes: u32,
    ) -> Option<Result<Told, Refused>> {
        let arrived = self.change(code, |group| group.arrived(guide, minute()))?;
        let known = self.lock();
        let known = known.get(&code)?;
        Some(arrived.map(|post| known.tell(post, planned_minutes)))
    }

    /// What a member is told; nothing where the group is gone.
    pub(super) fn told(&self, code: Code, connection: u64, planned_minutes: u32) -> Option<Told> {
        let known = self.lock();
        let known = known.get(&code)?;
        Some(known.tell(known.post(connection), planned_minutes))
    }

    /// A guide asks for what [`Group::handed_over`] does.
    pub(super) fn hand_over(&self, code: Code, guide: GuideId) {
        // A guide to whom the lead is not offered any more is told how the group is.
        let _ = self.change(code, |group| group.handed_over(guide, minute()));
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

    /// A connection is a member from now on; told at once that the group has ended, where it has.
    pub(super) fn enter(&self, code: Code, seat: Arc<Seat>, guide: Option<GuideId>) {
        let mut known = self.lock();
        if let Some(known) = known.get_mut(&code) {
            let connection = seat.number;
            let member = Member {
                seat,
                guide,
                is_away: false,
                is_new: true,
            };
            known.members.insert(connection, member);
            known.news = known.news.max(News::Figures);
        } else {
            locked(&self.left).push(seat);
        }
        self.changed.notify_one();
    }

    /// How a member stands, after they have done something or were moved.
    pub(super) fn stands(&self, connection: u64, standing: Standing) {
        let leads = standing.lead.and_then(|lead| {
            let known = self.lock();
            let known = known.get(&standing.code)?;
            // A guide without the lead any more shows nothing.
            (known.post(connection) == Post::Leader).then_some((known.group.leader(), lead))
        });
        if let Some((guide, lead)) = leads {
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

    /// Ends a group; true if the guide has its lead, and so may.
    pub(super) fn end(&self, code: Code, guide: GuideId) -> bool {
        let mut known = self.lock();
        let may_end = |known: &Known| known.group.ended(guide).is_ok();
        if !known.get(&code).is_some_and(may_end) {
            return false;
        }
        let Some(ended) = known.remove(&code) else {
            return false;
        };
        self.bury(&ended.group);
        drop(known);
        locked(&self.left).extend(ended.seats());
        locked(&self.ended).push(code);
        self.changed.notify_one();
        true
    }

    /// Keeps in mind that a group has ended: a server that was cut off may tell of it once more.
    fn bury(&self, group: &Group) {
        locked(&self.past).insert(group.code(), group.origin());
    }

    /// Those who were in groups that have ended here since the last time.
    pub(super) fn left(&self) -> Vec<Arc<Seat>> {
        std::mem::take(&mut *locked(&self.left))
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

    /// Groups in which no guide has done anything for so many minutes.
    pub(super) fn expired(&self, minutes: u64) -> Vec<Code> {
        let known = self.lock();
        let expired = known
            .values()
            .filter(|known| known.group.is_expired(minute(), minutes));
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
                known.insert(code, Known::new(group, Abroad::Same, self.number()));
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

    /// A number for one more group.
    fn number(&self) -> u64 {
        self.count.fetch_add(1, Ordering::Relaxed)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Code, Known>> {
        locked(&self.known)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Known {
    fn new(group: Group, abroad: Abroad, number: u64) -> Self {
        let mut known = Self {
            number,
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

    /// As what a connection is here. Of a guide's terminals the last to come has the lead.
    fn post(&self, connection: u64) -> Post {
        let guide = |number| self.members.get(&number).and_then(|member| member.guide);
        match guide(connection) {
            None => Post::Visitor,
            Some(own) if own != self.group.leader() => Post::Second,
            own => {
                let has_come_later = |other: &u64| *other > connection && guide(*other) == own;
                if self.members.keys().any(has_come_later) {
                    Post::Second
                } else {
                    Post::Leader
                }
            }
        }
    }

    fn tell(&self, post: Post, planned_minutes: u32) -> Told {
        let figures = || {
            let figures = self
                .group
                .figures(self.everywhere(), planned_minutes, minute());
            Arc::new(figures)
        };
        Told {
            post,
            lead: self.lead.clone(),
            figures: (post != Post::Visitor).then(figures),
        }
    }

    fn notice(&mut self) -> Notice {
        let news = std::mem::replace(&mut self.news, News::Nothing);
        let abroad = std::mem::replace(&mut self.abroad, Abroad::Same);
        let to_all = news == News::Group;
        let mut members = Vec::new();
        for member in self.members.values_mut() {
            let is_new = std::mem::take(&mut member.is_new);
            if to_all || is_new || member.guide.is_some() {
                members.push(Arc::clone(&member.seat));
            }
        }
        Notice {
            group: self.group.clone(),
            members,
            here: self.here(),
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
