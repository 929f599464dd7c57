//! What other servers are still to be told: of each group only what holds now.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::group::{Attendance, Code, Group};

/// What is still to be told, and the bell for whoever takes it along.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    waiting: Mutex<Waiting>,
    bell: Notify,
}

/// What waits.
#[derive(Debug, Default)]
struct Waiting {
    post: Post,
    on_its_way: bool,
    /// Groups of which it was told that visitors are here.
    attended: HashSet<Code>,
}

/// What is to be told. It is no more than there are codes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) groups: HashMap<Code, News>,
    pub(super) attendance: HashMap<Code, Attendance>,
}

/// How a group is, for other servers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum News {
    /// As JSON.
    Is(String),
    Ended,
}

impl Outbox {
    /// A group is like this now.
    pub(super) fn tell(&self, group: &Group) {
        let news = News::Is(group.to_json());
        self.lock().post.groups.insert(group.code(), news);
        self.bell.notify_one();
    }

    /// A group has ended.
    pub(super) fn end(&self, code: Code) {
        self.lock().post.groups.insert(code, News::Ended);
        self.bell.notify_one();
    }

    /// So many are here now. That there is still nobody is not worth telling.
    pub(super) fn attend(&self, code: Code, attendance: Attendance) {
        let mut waiting = self.lock();
        let is_empty = attendance == Attendance::default();
        let is_news = if is_empty {
            waiting.attended.remove(&code)
        } else {
            waiting.attended.insert(code);
            true
        };
        if is_news {
            waiting.post.attendance.insert(code, attendance);
            self.bell.notify_one();
        }
    }

    /// Another server has told that a group has ended: what was to be told of it is past.
    pub(super) fn drop_group(&self, code: Code) {
        self.lock().post.groups.remove(&code);
    }

    /// Drops everything: it is to be told anew.
    pub(super) fn clear(&self) {
        drop(self.take());
        self.arrived();
    }

    /// Waits until something is to be told.
    pub(super) async fn filled(&self) {
        self.bell.notified().await;
    }

    /// Everything, to be taken along; whoever takes it tells when it has [`arrived`](Self::arrived).
    pub(super) fn take(&self) -> Post {
        let mut waiting = self.lock();
        let post = std::mem::take(&mut waiting.post);
        waiting.on_its_way = post != Post::default();
        post
    }

    /// What was taken along is there.
    pub(super) fn arrived(&self) {
        self.lock().on_its_way = false;
    }

    /// Whether other servers know everything.
    pub(super) fn is_empty(&self) -> bool {
        let waiting = self.lock();
        !waiting.on_its_way && waiting.post == Post::default()
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::GuideId;

    fn code() -> Code {
        Code::from_number(32)
    }

    #[test]
    fn only_what_holds_is_told_and_once() {
        let outbox = Outbox::default();
        let group = Group::open(code(), GuideId::new([1; 16]), 7);
        outbox.tell(&group);
        outbox.tell(&group);
        outbox.end(code());
        assert_eq!(outbox.take().groups, [(code(), News::Ended)].into());
        assert_eq!(outbox.take(), Post::default());
        outbox.tell(&group);
        outbox.drop_group(code());
        assert_eq!(outbox.take(), Post::default());
    }

    #[test]
    fn that_nobody_is_there_is_told_after_somebody_was() {
        let outbox = Outbox::default();
        let (nobody, one) = (
            Attendance::default(),
            Attendance {
                following: 1,
                wandering: 0,
                leads: false,
            },
        );
        for (attendance, told) in [
            (nobody, None),
            (one, Some(one)),
            (one, Some(one)),
            (nobody, Some(nobody)),
            (nobody, None),
        ] {
            outbox.attend(code(), attendance);
            assert_eq!(outbox.take().attendance.remove(&code()), told);
        }
    }
}
