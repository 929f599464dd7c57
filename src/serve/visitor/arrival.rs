//! What somebody's wish comes to: which tour, where in it, in which language, and in which group.

use crate::player::Player;
use crate::player::keymap::Hands;
use crate::player::state::Message;
use crate::serve::door::Door;
use crate::serve::house::House;
use crate::serve::login::Wish;
use crate::serve::visitor::membership::{Entrance, Membership, tell};

/// What the wish for a group comes to, of somebody whose visit would begin so.
pub(super) fn entrance(door: &Door, player: &Player, house: &House) -> Entrance {
    let planned = player.planned_minutes();
    match Membership::wished(&door.wish, door.guide, planned, house) {
        Entrance::Unknown(name) if house.tour(&name).is_some() => Entrance::Alone,
        other => other,
    }
}

/// The visit that is wished for.
pub(super) fn player(door: &Door, house: &House) -> Player {
    let (tour, station, language) = match &door.wish {
        Wish::Visit {
            tour,
            station,
            language,
        } => (tour.as_deref(), station.as_deref(), language.clone()),
        // A tour may be called as groups are.
        Wish::Group(name) if house.tour(name).is_some() => (Some(name.as_str()), None, None),
        Wish::Group(_) | Wish::Guide(_) => (None, None, None),
    };
    let first = || house.config().language.clone();
    let spoken = language.clone().or_else(|| door.language());
    let player = Player::new(house.tours()).in_hands(hands(house));
    let player = player.in_language(&spoken.unwrap_or_else(first));
    let player = match tour {
        Some(tour) => player.visiting(house.tour(tour).as_deref().unwrap_or(tour)),
        None => player,
    };
    let player = match station {
        Some(station) if player.is_in_tour() => player.at_station(station),
        _ => player,
    };
    match language {
        Some(language) if player.is_in_tour() => player.wanting(&language),
        _ => player,
    }
}

/// The keys of a visitor who is in no group.
fn hands(house: &House) -> Hands {
    if house.config().groups.guides.is_empty() {
        Hands::Visitor
    } else {
        Hands::Remote
    }
}

/// Takes a visit to a group, or says why not.
pub(super) fn enter(player: &mut Player, entrance: Entrance) -> Option<Membership> {
    match entrance {
        Entrance::In(mut membership, told) => {
            tell(player, &told);
            // A guide who opens a group shows where they begin; who comes back leaves it where it is.
            membership.has_acted = told.lead.is_none();
            return Some(membership);
        }
        Entrance::Unknown(code) => player.tell(Message::NoSuchGroup(code)),
        Entrance::Full => player.tell(Message::TooManyGroups),
        Entrance::Alone => {}
    }
    None
}
