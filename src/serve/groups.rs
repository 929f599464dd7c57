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
//! one guide the last to come, or to ask for the lead, has it.
//!
//! A visitor is locked before the groups are, never the other way round; members of a group that has
//! ended are told by the herald, which has nobody locked.

mod known;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::group::{Attendance, Code, Group, GuideId, Origin, Refused};
use crate::player::company::Post;
use crate::serve::clock::minute;
use crate::serve::groups::known::{Abroad, Known};
use crate::serve::seat::Seat;

pub(super) use crate::serve::groups::known::{Notice, Standing, Told};

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
        self.with(code, |known| {
            let arrived = known.change(|group| group.arrived(guide, minute()));
            arrived.map(|post| known.tell(post, planned_minutes))
        })
    }

    /// What a member is told; nothing where the group is gone.
    pub(super) fn told(&self, code: Code, connection: u64, planned_minutes: u32) -> Option<Told> {
        let known = self.lock();
        let known = known.get(&code)?;
        Some(known.tell(known.post(connection), planned_minutes))
    }

    /// A guide asks for what [`Group::handed_over`] does; nothing where the group is gone.
    pub(super) fn hand_over(
        &self,
        code: Code,
        connection: u64,
        guide: GuideId,
    ) -> Option<Result<(), Refused>> {
        self.with(code, |known| known.hand_over(connection, guide))
    }

    /// A connection is a member from now on; told at once that the group has ended, where it has.
    pub(super) fn enter(&self, code: Code, seat: &Arc<Seat>, guide: Option<GuideId>) {
        let entered = self.with(code, |known| known.enter(Arc::clone(seat), guide));
        if entered.is_none() {
            locked(&self.left).push(Arc::clone(seat));
            self.changed.notify_one();
        }
    }

    /// How a member stands, after they have done something or were moved.
    pub(super) fn stands(&self, connection: u64, standing: Standing) {
        self.with(standing.code, |known| known.stands(connection, standing));
    }

    /// A member's line is closed. The group stays, also where that was the guide.
    pub(super) fn leave(&self, code: Code, connection: u64) {
        self.with(code, |known| known.leave(connection));
    }

    /// Does something with a group, and wakes the herald up if there is something to tell then; nothing
    /// where the group is gone.
    fn with<T>(&self, code: Code, act: impl FnOnce(&mut Known) -> T) -> Option<T> {
        let mut known = self.lock();
        let known = known.get_mut(&code)?;
        let done = act(known);
        if known.has_news() {
            self.changed.notify_one();
        }
        Some(done)
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
        // Of one that has ended there may be a later one with the same code.
        let is_new = if is_past {
            mine.tell_again();
            false
        } else {
            mine.learn(group)
        };
        if mine.has_news() {
            self.changed.notify_one();
        }
        is_new
    }

    /// Other servers know of these groups alone: they are to be told of all others.
    pub(super) fn tell_again(&self, told: &HashSet<Code>) {
        let mut known = self.lock();
        for (code, known) in known.iter_mut() {
            if !told.contains(code) {
                known.tell_again();
            }
        }
        self.changed.notify_one();
    }

    /// Another server tells how many of a group are there.
    pub(super) fn attend(&self, code: Code, server: &str, attendance: Attendance) {
        self.with(code, |known| known.attend(server, Some(attendance)));
    }

    /// Another server tells of nobody any more.
    pub(super) fn unattend(&self, code: Code, server: &str) {
        self.with(code, |known| known.attend(server, None));
    }

    /// Waits until something is to be told.
    pub(super) async fn changed(&self) {
        self.changed.notified().await;
    }

    /// Whether there is nothing to be told.
    pub(super) fn are_told(&self) -> bool {
        let has_news = self.lock().values().any(Known::has_news);
        !has_news && locked(&self.ended).is_empty()
    }

    /// What is to be told now, each once.
    pub(super) fn notices(&self) -> Vec<Notice> {
        let mut known = self.lock();
        let told = known.values_mut().filter(|known| known.has_news());
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

#[cfg(test)]
mod tests;
