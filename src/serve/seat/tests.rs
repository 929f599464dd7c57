//! Visitors on lines that take bytes, or do not.

use super::*;
use crate::serve::config::Config;
use crate::serve::login::Wish;
use crate::serve::metrics::Metrics;
use crate::tour::{Tour, TourFiles};

const YARD: &str = "format = 1\ntitle = \"Yard\"\nlanguage = \"en\"\n\
    [[station]]\nid = \"gate\"\ntitle = \"Gate\"\ntext = \"Nothing is here.\"\n";
const START: Duration = Duration::ZERO;

/// A line that takes so many portions.
struct Takes(usize);

impl Outlet for Takes {
    fn is_free(&self) -> bool {
        self.0 > 0
    }

    fn send(&mut self, _: Bytes) {
        self.0 -= 1;
    }
}

fn house() -> House {
    let (tour, _) = Tour::load(TourFiles::from_text("yard", YARD));
    let tours = [Arc::new(tour.expect("a tour"))].into();
    House::new(Config::standard(), tours, 1, Arc::new(Metrics::new()))
}

/// A visitor who reads lines, or has a terminal.
fn seat(house: &House, has_terminal: bool, line: &mut Takes) -> Arc<Seat> {
    let seat = Arc::new(Seat::new(0, Visitor::new(0, START), Arc::default(), START));
    let begin = |visitor: &mut Visitor| {
        visitor.wish(Wish::visit("yard", "", ""), None);
        if let Some(door) = visitor.door().filter(|_| has_terminal) {
            door.terminal("linux", 80, 24);
            door.tell("LANG", "en_GB.UTF-8");
        }
        visitor.start(house, START);
    };
    seat.serve(house, START, begin, line);
    seat.cut.store(NEVER, Ordering::Relaxed);
    seat
}

#[test]
fn who_takes_no_bytes_is_cut_when_their_visit_has_been_over_for_long() {
    let house = house();
    let limits = house.config().limits.clone();
    for (has_terminal, patience) in [(true, LAST_WORDS), (false, limits.idle)] {
        let mut line = Takes(0);
        let seat = seat(&house, has_terminal, &mut line);
        let end = |visitor: &mut Visitor| visitor.wake_up(&house, limits.idle);
        // Lines are said first of all after a moment.
        let soon = Duration::from_secs(1);
        seat.serve(
            &house,
            soon,
            |visitor| visitor.wake_up(&house, soon),
            &mut line,
        );
        seat.serve(&house, limits.idle, end, &mut line);
        assert!(!seat.is_over(limits.idle), "{has_terminal}");
        assert!(seat.is_over(limits.idle + patience), "{has_terminal}");
    }
}

#[test]
fn who_takes_a_little_has_time_for_the_rest() {
    let house = house();
    let limits = house.config().limits.clone();
    let seat = seat(&house, false, &mut Takes(0));
    let end = Duration::from_secs(1);
    seat.serve(
        &house,
        end,
        |visitor| visitor.end_of_input(end),
        &mut Takes(0),
    );
    let later = end + limits.idle / 2;
    seat.serve(&house, later, |_| (), &mut Takes(1));
    assert!(!seat.is_over(end + limits.idle));
    assert!(seat.is_over(later + limits.idle));
}
