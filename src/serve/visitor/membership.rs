//! A visitor's place in a group.

use crate::group::{Code, GuideId};
use crate::player::Player;
use crate::player::company::{Part, Post};
use crate::serve::groups::{Groups, Standing, Told};
use crate::serve::house::House;
use crate::serve::login::{self, Wish};

/// Letters of a code that was typed; what is longer is none.
const LONGEST: usize = 20;

/// The group that a visitor is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Membership {
    pub(super) code: Code,
    /// A guide, by the key of their login.
    pub(super) guide: Option<GuideId>,
    /// The group does not know it yet.
    pub(super) is_new: bool,
    /// They have done something since the group was told how they stand.
    pub(super) has_acted: bool,
}

/// What a wish for a group comes to.
#[derive(Debug)]
pub(super) enum Entrance {
    /// In; with how the group is.
    In(Membership, Told),
    /// There is no such group.
    Unknown(String),
    /// There are as many groups as there may be.
    Full,
    /// No group is wished for.
    Alone,
}

impl Membership {
    /// What a wish for a group comes to. A guide's key was shown with the login, and the tour that they
    /// begin with takes so many minutes.
    pub(super) fn wished(
        wish: &Wish,
        guide: Option<GuideId>,
        planned_minutes: u32,
        house: &House,
    ) -> Entrance {
        match (wish, guide) {
            (Wish::Group(code), _) => Self::follow(code, &house.groups),
            (Wish::Guide(wish), Some(guide)) => Self::lead(wish, guide, planned_minutes, house),
            _ => Entrance::Alone,
        }
    }

    /// To follow the guide of the group with this code.
    pub(super) fn follow(typed: &str, groups: &Groups) -> Entrance {
        let known = |code| Some((code, groups.follow(code)?));
        match Code::parse(typed).and_then(known) {
            Some((code, told)) => Entrance::In(Self::new(code, None), told),
            None => Entrance::Unknown(typed.trim().chars().take(LONGEST).collect()),
        }
    }

    fn lead(wish: &login::Lead, guide: GuideId, planned_minutes: u32, house: &House) -> Entrance {
        let groups = &house.groups;
        let open = || groups.open(guide, house.config().groups.most);
        let code = match wish {
            login::Lead::Of(code) => match Code::parse(code) {
                Some(code) => Some(code),
                None => return Entrance::Unknown(code.clone()),
            },
            login::Lead::Last => groups.of_guide(guide).or_else(open),
            login::Lead::New => open(),
        };
        let Some(code) = code else {
            return Entrance::Full;
        };
        match groups.arrive(code, guide, planned_minutes) {
            Some(Ok(told)) => Entrance::In(Self::new(code, Some(guide)), told),
            Some(Err(_)) => Entrance::Full,
            None => Entrance::Unknown(code.to_string()),
        }
    }

    fn new(code: Code, guide: Option<GuideId>) -> Self {
        Self {
            code,
            guide,
            is_new: true,
            has_acted: false,
        }
    }

    /// How the member stands. What a guide shows is told once, after they have done something.
    pub(super) fn standing(&mut self, player: &Player) -> Standing {
        let has_acted = std::mem::take(&mut self.has_acted) && self.guide.is_some();
        Standing {
            code: self.code,
            lead: has_acted.then(|| player.lead()).flatten(),
            is_away: player.part().is_some_and(Part::is_away),
        }
    }

    /// The user name that leads to the group again.
    pub(super) fn login(&self, part: Option<Part>) -> Wish {
        match (self.guide, part) {
            (None, _) => Wish::Group(self.code.to_string()),
            (Some(_), Some(Part::Leads)) => Wish::Guide(login::Lead::Last),
            (Some(_), _) => Wish::Guide(login::Lead::Of(self.code.to_string())),
        }
    }
}

/// Whether somebody has another post in the group than the part they go in.
pub(super) fn is_new(post: Post, part: Option<Part>) -> bool {
    part.is_none_or(|part| (post == Post::Leader) != (part == Part::Leads))
}

/// Takes what is told to a visit: the post, where the guide is, how the group is.
pub(super) fn tell(player: &mut Player, told: &Told) {
    if is_new(told.post, player.part()) {
        player.join(told.post);
    }
    if let Some(lead) = &told.lead {
        player.follow(lead);
    }
    if let Some(figures) = &told.figures {
        player.tell_group(figures);
    }
}
