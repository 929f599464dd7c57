//! A visitor's place in a group.

use std::sync::Arc;

use crate::group::{Code, GuideId};
use crate::player::Player;
use crate::player::company::{Lead, Part, Post};
use crate::serve::groups::{Groups, Standing};
use crate::serve::login::{self, Wish};

/// The group that a visitor is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Membership {
    pub(super) code: Code,
    /// A guide, by the key of their login.
    pub(super) guide: Option<GuideId>,
    /// The group does not know it yet.
    pub(super) is_new: bool,
}

/// What a wish for a group comes to.
#[derive(Debug)]
pub(super) enum Entrance {
    /// In, in this post; with what the guide shows.
    In(Membership, Post, Option<Arc<Lead>>),
    /// There is no such group.
    Unknown(String),
    /// There are as many groups as there may be.
    Full,
    /// No group is wished for.
    Alone,
}

impl Membership {
    /// What a visitor's wish for a group comes to; a guide's key was shown with the login.
    pub(super) fn wished(
        wish: &Wish,
        guide: Option<GuideId>,
        groups: &Groups,
        most: u32,
    ) -> Entrance {
        match (wish, guide) {
            (Wish::Group(code), _) => Self::follow(code, groups),
            (Wish::Guide(wish), Some(guide)) => Self::lead(wish, guide, groups, most),
            _ => Entrance::Alone,
        }
    }

    /// To follow the guide of the group with this code.
    pub(super) fn follow(code: &str, groups: &Groups) -> Entrance {
        match Code::parse(code).filter(|code| groups.has(*code)) {
            Some(code) => Entrance::In(Self::new(code, None), Post::Visitor, groups.lead(code)),
            None => Entrance::Unknown(code.to_owned()),
        }
    }

    fn lead(wish: &login::Lead, guide: GuideId, groups: &Groups, most: u32) -> Entrance {
        let code = match wish {
            login::Lead::Of(code) => match Code::parse(code) {
                Some(code) => Some(code),
                None => return Entrance::Unknown(code.clone()),
            },
            login::Lead::Last => groups.led_by(guide).or_else(|| groups.open(guide, most)),
            login::Lead::New => groups.open(guide, most),
        };
        let Some(code) = code else {
            return Entrance::Full;
        };
        match groups.arrive(code, guide) {
            Some(Ok(post)) => Entrance::In(Self::new(code, Some(guide)), post, groups.lead(code)),
            Some(Err(_)) => Entrance::Full,
            None => Entrance::Unknown(code.to_string()),
        }
    }

    fn new(code: Code, guide: Option<GuideId>) -> Self {
        Self {
            code,
            guide,
            is_new: true,
        }
    }

    /// How the member stands.
    pub(super) fn standing(&self, player: &Player) -> Standing {
        Standing {
            code: self.code,
            guide: self.guide,
            lead: self.guide.and_then(|_| player.lead()),
            is_away: player.part().is_some_and(Part::is_away),
        }
    }
}

/// Whether a guide who goes with the group in this part has another post now.
pub(super) fn is_new(post: Post, part: Part) -> bool {
    (post == Post::Leader) != (part == Part::Leads)
}
