//! The anonymous counters: what is counted of a visit, and what is kept of it.

mod kill;
mod report;
mod store;

use std::time::Duration;

use docent::visits::{Count, Day, End, Mode, Observer, Tally};

use crate::keys;
use crate::properties::EVERYTHING;
use crate::visit::Visit;

/// A visit whose inputs are counted, at times that the test chooses.
struct Followed {
    visit: Visit,
    observer: Observer,
    now: Duration,
    counts: Vec<Count>,
}

impl Followed {
    fn visit(visit: Visit) -> Self {
        let now = Duration::from_secs(1000);
        let (observer, counts) = Observer::begin(visit.player(), now);
        Self {
            visit,
            observer,
            now,
            counts,
        }
    }

    fn everything() -> Self {
        Self::visit(Visit::tour(EVERYTHING))
    }

    /// Presses keys, one after the other at the same time.
    fn keys(mut self, typed: &str) -> Self {
        for key in keys::parse(typed) {
            self.visit.input(docent::session::Input::Key(key));
            let counts = self.observer.observe(self.visit.player(), self.now);
            self.counts.extend(counts);
        }
        self
    }

    fn wait(mut self, seconds: u64) -> Self {
        self.now += Duration::from_secs(seconds);
        self
    }

    fn end(mut self, end: End) -> Vec<Count> {
        self.counts
            .extend(self.observer.end(end, Mode::Screen, self.now));
        self.counts
    }
}

fn day(text: &str) -> Day {
    Day::read(text).expect("a day")
}

/// The rows of what was counted, as its file has them.
fn rows(counts: Vec<Count>) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    store::write(folder.path(), counts, "2026-11-25");
    let text = store::file(folder.path(), "2026-11-25.csv");
    let rows = text.strip_prefix("what,tour,station,value,count\n");
    rows.expect("a header").to_owned()
}

/// To the first choice of a notice, which is to go on.
const ACCEPT: &str = "space space space space enter";

#[test]
fn a_visit_to_the_closing_page() {
    let counts = Followed::everything()
        .wait(20)
        .keys(ACCEPT)
        .wait(10)
        .keys("space")
        .wait(4)
        // The notice of the yard, and the yard; a pane over it belongs to it.
        .keys("space")
        .wait(60)
        .keys(ACCEPT)
        .wait(90)
        .keys("b esc s")
        .wait(30)
        // From the list to the last station, and on.
        .keys("3 enter")
        .wait(200)
        .keys("space space space space")
        .end(End::Idle);
    insta::assert_snapshot!(rows(counts), @r"
    session,,,,1
    end,,,finished,1
    language,,,en,1
    mode,,,screen,1
    notice,test,,continued,1
    notice,test,yard,continued,1
    view,test,end,over-3min,1
    view,test,hall,under-15s,1
    view,test,yard,1min-3min,1
    ");
}

#[test]
fn coming_back_is_another_view_and_going_back_no_choice() {
    let counts = Followed::everything()
        .keys(ACCEPT)
        .wait(20)
        // The notice of the yard, back to the hall, to the title and to the hall again.
        .keys("space space esc")
        .wait(70)
        .keys("left left left")
        .wait(500)
        .keys("space")
        .wait(14)
        .end(End::Left);
    insta::assert_snapshot!(rows(counts), @r"
    session,,,,1
    end,,,left,1
    language,,,en,1
    mode,,,screen,1
    notice,test,,continued,1
    view,test,hall,under-15s,1
    view,test,hall,15s-1min,1
    view,test,hall,1min-3min,1
    ");
}

#[test]
fn what_is_chosen_at_a_notice() {
    let at_yard = || {
        let followed = Followed::everything().keys(ACCEPT);
        followed.keys("space space space space space space")
    };
    for (followed, choice) in [
        (at_yard().keys("enter"), "continued"),
        (at_yard().keys("down enter"), "skipped"),
        // To a station after it by its number.
        (at_yard().keys("3 enter"), "skipped"),
        (at_yard().keys("1 enter"), ""),
        (at_yard().keys("down down enter"), "left"),
        (at_yard(), "left"),
    ] {
        let screen = followed.visit.screen();
        let counted = rows(followed.end(End::Left));
        let notices = counted
            .lines()
            .filter(|line| line.starts_with("notice,test,yard"));
        let expected = format!("notice,test,yard,{choice},1");
        let expected = (!choice.is_empty()).then_some(expected.as_str());
        assert!(notices.eq(expected), "{counted}{screen}");
        // The closing page was not reached by the way of the tour.
        assert!(counted.contains("end,,,left,1"), "{counted}");
    }
    // Who goes away without a word has chosen nothing.
    let given_up = rows(at_yard().end(End::Idle));
    assert!(!given_up.contains("notice,test,yard"), "{given_up}");
    // The tour's own notice: the last choice is to leave.
    let left = Followed::everything().keys("space space space space down down down enter");
    let left = rows(left.end(End::Left));
    assert!(left.contains("notice,test,,left,1\n"), "{left}");
}

#[test]
fn a_visit_that_is_given_up_lasted_until_its_last_input() {
    let at_hall = || Followed::everything().keys(ACCEPT).wait(20).keys("down");
    let idle = rows(at_hall().wait(120).end(End::Idle));
    assert!(idle.contains("view,test,hall,15s-1min,1"), "{idle}");
    let left = rows(at_hall().wait(120).end(End::Left));
    assert!(left.contains("view,test,hall,1min-3min,1"), "{left}");
}

#[test]
fn the_language_is_that_of_the_end() {
    let files = docent::library::find(None).expect("the built-in tour");
    let docent::library::Found::BuiltIn(files) = files else {
        panic!("a built-in tour")
    };
    let tour = docent::tour::Tour::load(files).0.expect("a tour");
    let visit = Visit::tours(&[std::sync::Arc::new(tour)]);
    let counts = Followed::visit(visit).keys("l down enter").end(End::Left);
    let rows = rows(counts);
    assert!(!rows.contains("language,,,en"), "{rows}");
    assert!(rows.contains("language,,,kk,1") || rows.contains("language,,,ru,1"));
}

#[test]
fn two_visits_leave_the_same_file_whichever_came_first() {
    let one = || {
        Followed::everything()
            .keys(ACCEPT)
            .wait(20)
            .keys("space space")
            .end(End::Left)
    };
    let other = || {
        Followed::everything()
            .wait(300)
            .keys(ACCEPT)
            .wait(100)
            .keys("3 enter space space space")
            .end(End::Idle)
    };
    assert_ne!(rows(one()), rows(other()));
    let (first, second) = ([one(), other()].concat(), [other(), one()].concat());
    assert_eq!(rows(first.clone()), rows(second.clone()));
    assert_eq!(
        first.into_iter().collect::<Tally>(),
        second.into_iter().collect::<Tally>()
    );
}
