//! One group on one server: how it is, who of its members is here, and what is still to be told of it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::group::{Attendance, Code, Group, GuideId, Refused};
use crate::player::company::{Figures, Lead, Post};
use crate::serve::clock::minute;
use crate::serve::seat::Seat;

/// What is known of one group.
#[derive(Debug)]
pub(super) struct Known {
    /// Those that were opened or heard of later have higher numbers.
    pub(super) number: u64,
    pub(super) group: Group,
    /// What the guide shows; all members share it.
    lead: Option<Arc<Lead>>,
    /// Those who are here, by the numbers of their connections.
    members: HashMap<u64, Member>,
    /// How often somebody has come, or a guide has gone on at another terminal.
    turns: u64,
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
pub(super) enum Abroad {
    /// What is known here, as far as it is known here.
    Same,
    /// They are still to be told.
    Less,
}

/// Somebody who is in a group on this server.
#[derive(Debug)]
struct Member {
    seat: Arc<Seat>,
    guide: Option<GuideId>,
    is_away: bool,
    /// Has not been told of the group since they came.
    is_new: bool,
    /// Of a guide's terminals the one with the highest number has the lead.
    turn: u64,
}

/// What the herald tells of one group.
#[derive(Debug)]
pub(in crate::serve) struct Notice {
    pub(in crate::serve) group: Group,
    /// Those to whom something is new: guides and newcomers alone, where only the figures are.
    pub(in crate::serve) members: Vec<Arc<Seat>>,
    /// The visitors here.
    pub(in crate::serve) here: Attendance,
    /// Other servers do not know it yet.
    pub(in crate::serve) is_own: bool,
}

/// What a member is told of their group.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Told {
    pub(in crate::serve) post: Post,
    /// What the guide shows.
    pub(in crate::serve) lead: Option<Arc<Lead>>,
    /// How the group is; to guides.
    pub(in crate::serve) figures: Option<Arc<Figures>>,
}

/// How a member stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) struct Standing {
    pub(in crate::serve) code: Code,
    /// What a guide with the lead shows, where it is they who have done something.
    pub(in crate::serve) lead: Option<Lead>,
    pub(in crate::serve) is_away: bool,
}

impl Known {
    pub(super) fn new(group: Group, abroad: Abroad, number: u64) -> Self {
        let mut known = Self {
            number,
            group,
            lead: None,
            members: HashMap::new(),
            turns: 0,
            elsewhere: HashMap::new(),
            news: News::Group,
            abroad,
        };
        known.settle();
        known
    }

    /// Whether something is still to be told, to members or to other servers.
    pub(super) fn has_news(&self) -> bool {
        self.news != News::Nothing || self.abroad == Abroad::Less
    }

    /// Changes the group, and notes that it is to be told.
    pub(super) fn change<T>(&mut self, change: impl FnOnce(&mut Group) -> T) -> T {
        let revision = self.group.revision();
        let done = change(&mut self.group);
        if self.group.revision() != revision {
            self.settle();
            self.abroad = Abroad::Less;
        }
        done
    }

    /// Another server tells how the group is; the later one of two versions holds. Whether it was new.
    pub(super) fn learn(&mut self, group: Group) -> bool {
        let is_new = is_later(&group, &self.group);
        if is_new {
            self.take(group);
        } else if self.group != group {
            // Whoever told it does not know better yet.
            self.abroad = Abroad::Less;
        }
        is_new
    }

    /// Other servers do not know of it, or not enough.
    pub(super) fn tell_again(&mut self) {
        self.abroad = Abroad::Less;
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
        if self.has(leader) {
            // It is one of its guides already.
            let _ = self.change(|group| group.arrived(leader, minute()));
        }
    }

    /// Whether a guide is here.
    fn has(&self, guide: GuideId) -> bool {
        let mut members = self.members.values();
        members.any(|member| member.guide == Some(guide))
    }

    /// Somebody is a member from now on.
    pub(super) fn enter(&mut self, seat: Arc<Seat>, guide: Option<GuideId>) {
        let connection = seat.number;
        let member = Member {
            seat,
            guide,
            is_away: false,
            is_new: true,
            turn: self.turn(),
        };
        self.members.insert(connection, member);
        self.count_again();
    }

    fn turn(&mut self) -> u64 {
        self.turns += 1;
        self.turns
    }

    /// A guide asks for what [`Group::handed_over`] does; at another terminal than the one with the lead
    /// who has it goes on there.
    ///
    /// # Errors
    ///
    /// As [`Group::handed_over`].
    pub(super) fn hand_over(&mut self, connection: u64, guide: GuideId) -> Result<(), Refused> {
        if guide != self.group.leader() || self.post(connection) == Post::Leader {
            return self
                .change(|group| group.handed_over(guide, minute()))
                .map(drop);
        }
        let turn = self.turn();
        if let Some(member) = self.members.get_mut(&connection) {
            member.turn = turn;
            self.news = News::Group;
        }
        Ok(())
    }

    /// How a member stands, after they have done something or were moved.
    pub(super) fn stands(&mut self, connection: u64, standing: Standing) {
        let leads = self.post(connection) == Post::Leader;
        if let Some(lead) = standing.lead.filter(|_| leads) {
            let leader = self.group.leader();
            // What has ids that are too long nobody can follow to.
            let _ = self.change(|group| group.moved(leader, lead, minute()));
        }
        let member = self.members.get_mut(&connection);
        if let Some(member) = member.filter(|member| member.is_away != standing.is_away) {
            member.is_away = standing.is_away;
            self.count_again();
        }
    }

    /// A member's line is closed. The group stays, also where that was the guide.
    pub(super) fn leave(&mut self, connection: u64) {
        let Some(gone) = self.members.remove(&connection) else {
            return;
        };
        self.count_again();
        if let Some(guide) = gone.guide.filter(|guide| !self.has(*guide)) {
            self.change(|group| group.lost(guide, minute()));
        }
    }

    /// Another server tells how many are there; `None` where it tells of nobody any more.
    pub(super) fn attend(&mut self, server: &str, attendance: Option<Attendance>) {
        let before = match attendance {
            Some(attendance) => self.elsewhere.insert(server.into(), attendance),
            None => self.elsewhere.remove(server),
        };
        if before != attendance {
            self.count_again();
        }
        let led = before.is_some_and(|before| before.leads);
        if led && !self.everywhere().leads {
            // A server that has failed could not tell any more that its guide's line is lost.
            let leader = self.group.leader();
            self.change(|group| group.lost(leader, minute()));
        }
    }

    /// Guides are to be told how many there are.
    fn count_again(&mut self) {
        self.news = self.news.max(News::Figures);
    }

    /// The visitors here, and whether the guide is.
    pub(super) fn here(&self) -> Attendance {
        let mut here = Attendance {
            leads: self.has(self.group.leader()),
            ..Attendance::default()
        };
        let members = self.members.values();
        for visitor in members.filter(|member| member.guide.is_none()) {
            if visitor.is_away {
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
                leads: all.leads || some.leads,
            })
    }

    /// As what a connection is here. Of a guide's terminals the last to come or to take it has the lead.
    pub(super) fn post(&self, connection: u64) -> Post {
        let Some(own) = self.members.get(&connection) else {
            return Post::Visitor;
        };
        let is_later = |other: &Member| other.guide == own.guide && other.turn > own.turn;
        match own.guide {
            None => Post::Visitor,
            Some(guide) if guide != self.group.leader() => Post::Second,
            Some(_) if self.members.values().any(is_later) => Post::Second,
            Some(_) => Post::Leader,
        }
    }

    /// What somebody in this post is told, whose tour takes so many minutes.
    pub(super) fn tell(&self, post: Post, planned_minutes: u32) -> Told {
        let figures = (post != Post::Visitor).then(|| {
            let everywhere = self.everywhere();
            self.group.figures(everywhere, planned_minutes, minute())
        });
        Told {
            post,
            lead: self.lead.clone(),
            figures: figures.map(Arc::new),
        }
    }

    /// What is to be told now, once.
    pub(super) fn notice(&mut self) -> Notice {
        let news = std::mem::replace(&mut self.news, News::Nothing);
        let abroad = std::mem::replace(&mut self.abroad, Abroad::Same);
        let mut members = Vec::new();
        for member in self.members.values_mut() {
            let is_new = std::mem::take(&mut member.is_new);
            if news == News::Group || is_new || member.guide.is_some() {
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

    /// Those who are here.
    pub(super) fn seats(self) -> Vec<Arc<Seat>> {
        let members = self.members.into_values();
        members.map(|member| member.seat).collect()
    }
}

/// The same on all servers, also where both have the same revision.
fn is_later(one: &Group, other: &Group) -> bool {
    let order = |group: &Group| (group.revision(), group.to_json());
    order(one) > order(other)
}
