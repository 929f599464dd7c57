//! A group with a guide, as the server keeps it: who has the lead, where the group is, since when.
//!
//! Pure: minutes, random numbers and keys come in, and each transition is a method of [`Group`]. It
//! travels between machines as JSON with a version, [`Group::to_json`]; whoever keeps it compares
//! [`Group::revision`]. How many follow is not kept here: each machine counts its own visitors.

mod code;
mod sheet;

use crate::player::company::{Baton, Figures, Lead, Post, Stop};

pub use self::code::Code;
pub use self::sheet::Unreadable;

/// The most guides of one group.
pub const MOST_GUIDES: usize = 8;

/// A guide, by a hash of what they log in with; nothing of the key can be read from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GuideId([u8; 16]);

impl GuideId {
    /// Made from the first 16 bytes of a cryptographic hash of the key's fingerprint.
    pub const fn new(hash: [u8; 16]) -> Self {
        Self(hash)
    }
}

/// Minutes since 1970 began, UTC.
pub type Minute = u64;

/// What tells a group from all others, also from an earlier one with the same code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Origin {
    code: Code,
    started: Minute,
    opener: GuideId,
}

/// A group. There is always one guide who has the lead, even while their line is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    code: Code,
    /// Goes up with each change.
    revision: u64,
    started: Minute,
    /// When the tour that is shown was begun: its first station was entered.
    begun: Option<Minute>,
    /// When a guide last did something.
    touched: Minute,
    /// Where the group is; `None` until the guide has begun a tour.
    lead: Option<Lead>,
    leader: GuideId,
    /// All of its guides, the one who opened it first.
    guides: Vec<GuideId>,
    baton: Baton,
}

/// Why a guide cannot do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the lead is with another guide")]
    NotLeader,
    #[error("there is no other guide")]
    Alone,
    #[error("the group has as many guides as it can have")]
    Full,
    #[error("what is shown has ids that are too long")]
    Unsound,
}

impl Group {
    /// A group that `guide` opens and leads.
    pub fn open(code: Code, guide: GuideId, now: Minute) -> Self {
        Self {
            code,
            revision: 1,
            started: now,
            begun: None,
            touched: now,
            lead: None,
            leader: guide,
            guides: vec![guide],
            baton: Baton::Kept,
        }
    }

    /// What visitors join by.
    pub fn code(&self) -> Code {
        self.code
    }

    /// What tells it from all others.
    pub fn origin(&self) -> Origin {
        Origin {
            code: self.code,
            started: self.started,
            opener: self.guides.first().copied().unwrap_or(self.leader),
        }
    }

    /// When a guide last did something.
    pub fn touched(&self) -> Minute {
        self.touched
    }

    /// Goes up with each change: of two versions the one with the higher revision is the later.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// When it was opened.
    pub fn started(&self) -> Minute {
        self.started
    }

    /// Where the group is; `None` until the guide has begun a tour.
    pub fn lead(&self) -> Option<&Lead> {
        self.lead.as_ref()
    }

    /// Who has the lead.
    pub fn leader(&self) -> GuideId {
        self.leader
    }

    /// All of its guides, the one who opened it first.
    pub fn guides(&self) -> &[GuideId] {
        &self.guides
    }

    /// Whether another guide can take the lead.
    pub fn baton(&self) -> Baton {
        self.baton
    }

    /// The guide with the lead shows something; true if it is something else than before.
    ///
    /// # Errors
    ///
    /// When the lead is with another guide, or ids are too long.
    pub fn moved(&mut self, by: GuideId, lead: Lead, now: Minute) -> Result<bool, Refused> {
        self.leads(by)?;
        if !lead.is_sound() {
            return Err(Refused::Unsound);
        }
        if self.lead.as_ref() == Some(&lead) {
            return Ok(false);
        }
        let is_other = self.lead.as_ref().map(|lead| &lead.tour) != Some(&lead.tour);
        let begun = self.begun.filter(|_| !is_other);
        self.begun = match lead.stop {
            Stop::Title => begun,
            Stop::Station { .. } | Stop::Closing => begun.or(Some(now)),
        };
        self.lead = Some(lead);
        self.changed(now);
        Ok(true)
    }

    /// A guide is there: one who has come back by the same key, or another one. Who had the lead when
    /// their line was lost has it again, unless somebody has taken it.
    ///
    /// # Errors
    ///
    /// When the group has as many guides as it can have.
    pub fn arrived(&mut self, guide: GuideId, now: Minute) -> Result<Post, Refused> {
        if !self.guides.contains(&guide) {
            if self.guides.len() == MOST_GUIDES {
                return Err(Refused::Full);
            }
            self.guides.push(guide);
            self.changed(now);
        }
        if guide != self.leader {
            return Ok(Post::Second);
        }
        if self.baton == Baton::Dropped {
            self.baton = Baton::Kept;
            self.changed(now);
        }
        Ok(Post::Leader)
    }

    /// The line of a guide is lost; true if that changes anything. The group stays where it is.
    pub fn lost(&mut self, guide: GuideId, now: Minute) -> bool {
        let dropped = guide == self.leader && self.baton != Baton::Dropped;
        if dropped {
            self.baton = Baton::Dropped;
            self.changed(now);
        }
        dropped
    }

    /// What [`Command::HandOver`](crate::player::keymap::Command::HandOver) means: who has the lead
    /// offers it or keeps it after all; another guide takes it where it is offered, or where the line
    /// of the one who had it is lost. Gives the post that the guide has now.
    ///
    /// # Errors
    ///
    /// When another guide has the lead and keeps it, when there is none to take it, or when `guide` is
    /// none of this group.
    pub fn handed_over(&mut self, guide: GuideId, now: Minute) -> Result<Post, Refused> {
        self.baton = match (guide == self.leader, self.baton) {
            (true, Baton::Offered) => Baton::Kept,
            (true, _) if self.guides.len() == 1 => return Err(Refused::Alone),
            (true, Baton::Kept | Baton::Dropped) => Baton::Offered,
            (false, Baton::Offered | Baton::Dropped) if self.guides.contains(&guide) => {
                self.leader = guide;
                Baton::Kept
            }
            (false, _) => return Err(Refused::NotLeader),
        };
        self.changed(now);
        Ok(if guide == self.leader {
            Post::Leader
        } else {
            Post::Second
        })
    }

    /// Whether a guide may end the group.
    ///
    /// # Errors
    ///
    /// When the lead is with another guide.
    pub fn ended(&self, by: GuideId) -> Result<(), Refused> {
        self.leads(by)
    }

    /// Whether no guide has done anything for so many minutes.
    pub fn is_expired(&self, now: Minute, minutes: u64) -> bool {
        now.saturating_sub(self.touched) >= minutes
    }

    /// How the group is, for its guides.
    pub fn figures(&self, attendance: Attendance, planned_minutes: u32, now: Minute) -> Figures {
        let elapsed = self.begun.map_or(0, |begun| now.saturating_sub(begun));
        Figures {
            code: self.code.to_string().into(),
            following: attendance.following,
            wandering: attendance.wandering,
            elapsed_minutes: u32::try_from(elapsed).unwrap_or(u32::MAX),
            planned_minutes,
            baton: self.baton,
        }
    }

    fn leads(&self, guide: GuideId) -> Result<(), Refused> {
        (guide == self.leader)
            .then_some(())
            .ok_or(Refused::NotLeader)
    }

    fn changed(&mut self, now: Minute) {
        self.revision += 1;
        self.touched = self.touched.max(now);
    }
}

/// How many visitors of a group there are, and whether its guide is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attendance {
    /// With the guide.
    pub following: u32,
    /// Elsewhere.
    pub wandering: u32,
    /// Whether the guide who has the lead is there.
    pub leads: bool,
}

#[cfg(test)]
mod tests;
