//! Visitors in a group, with the time that is told them.

use std::sync::Arc;

use super::*;
use crate::serve::config::Config;
use crate::serve::login;
use crate::serve::metrics::Metrics;
use crate::tour::{Tour, TourFiles};

const YARD: &str = "format = 1\ntitle = \"Yard\"\nlanguage = \"en\"\n\
    [[station]]\nid = \"gate\"\ntitle = \"Gate\"\ntext = \"Nothing is here.\"\n";
const ANN: GuideId = GuideId::new([1; 16]);
const START: Duration = Duration::ZERO;

fn house() -> House {
    let (tour, _) = Tour::load(TourFiles::from_text("yard", YARD));
    let tours = [Arc::new(tour.expect("a tour"))].into();
    House::new(Config::standard(), tours, 1, Arc::new(Metrics::new()))
}

/// Somebody who has come with this wish.
fn visitor(house: &House, wish: Wish, guide: Option<GuideId>) -> Visitor {
    let mut visitor = Visitor::new(0, START);
    visitor.wish(wish, guide);
    visitor.start(house, START);
    visitor
}

fn opened(house: &House) -> Code {
    house.groups.open(ANN, 1).expect("a group")
}

#[test]
fn in_a_group_no_key_has_to_be_pressed() {
    let house = house();
    let limits = &house.config().limits;
    let code = opened(&house);
    let mut follower = visitor(&house, Wish::Group(code.to_string()), None);
    let late = limits.longest.saturating_sub(Duration::from_secs(1));
    follower.wake_up(&house, late);
    assert_eq!(follower.ended(), None);
    assert_eq!(follower.due(&house), limits.longest);
    // Alone again they have as long as others.
    follower.disband(late);
    follower.wake_up(&house, late);
    assert_eq!(follower.ended(), None);
    let mut alone = visitor(&house, Wish::visit("yard", "", ""), None);
    alone.wake_up(&house, limits.idle);
    assert_eq!(alone.ended(), Some(End::Idle));
}

#[test]
fn who_comes_to_a_group_that_ends_meanwhile_goes_on_alone() {
    let house = house();
    let code = opened(&house);
    let mut follower = visitor(&house, Wish::Group(code.to_string()), None);
    assert_eq!(follower.comes_to(), Some((code, None)));
    assert_eq!(follower.comes_to(), None, "once");
    assert!(house.groups.end(code, ANN));
    follower.hear(&house.groups, START);
    assert_eq!(follower.group(), None);
    assert_eq!(follower.standing(), None);
}

#[test]
fn a_guide_shows_what_they_do_and_not_where_they_were_put() {
    let house = house();
    let wish = || Wish::Guide(login::Lead::Last);
    let mut guide = visitor(&house, wish(), Some(ANN));
    let (code, key) = guide.comes_to().expect("a group");
    assert_eq!(key, Some(ANN));
    let shown = |visitor: &mut Visitor| visitor.standing().expect("a member").lead;
    assert!(
        shown(&mut guide).is_some(),
        "the beginning of the only tour"
    );
    assert_eq!(shown(&mut guide), None, "once");
    guide.wake_up(&house, Duration::from_secs(1));
    assert_eq!(shown(&mut guide), None, "time passes");
    guide.read(b"\n", &house, Duration::from_secs(2));
    assert!(shown(&mut guide).is_some());
    // Without a key nobody leads, and a stranger's is none.
    let stranger = visitor(&house, wish(), None);
    assert_eq!(stranger.group(), None);
    let same = visitor(&house, wish(), Some(ANN));
    assert_eq!(same.group(), Some(code));
}

#[test]
fn those_in_no_group_pay_a_few_bytes() {
    assert!(size_of::<Option<Membership>>() <= 24);
}

#[test]
fn a_tour_is_found_by_the_letters_that_a_user_name_can_have() {
    let (tour, _) = Tour::load(TourFiles::from_text("My_Yard", YARD));
    let tours = [Arc::new(tour.expect("a tour"))].into();
    let house = House::new(Config::standard(), tours, 1, Arc::new(Metrics::new()));
    for name in ["My_Yard", "myyard", "MY-YARD"] {
        let visitor = visitor(&house, Wish::parse(name), None);
        let message = visitor.stay.player().and_then(Player::message);
        assert_eq!(message.is_none(), name != "MY-YARD", "{name}: {message:?}");
    }
}
