//! Groups with a guide: visits that go where another one goes.

mod anything;
mod plain;
mod secret;

use std::sync::Arc;

use docent::player::company::{Baton, Figures, Lead, Part, Post, Shown, Stop};
use docent::player::key::Key;
use docent::player::keymap::Command;
use docent::player::view::{NotesState, Pane, Place};
use docent::player::{Effect, Event, Player};
use insta::assert_snapshot;
use ratatui::layout::Size;

use crate::properties::EVERYTHING;
use crate::visit::{Visit, tour};
use crate::words;

/// Accepts a notice on a large screen; on a small one it is read first.
const ACCEPT: &str = "down enter";

/// A guide and those who follow.
struct Group {
    guide: Visit,
    followers: Vec<Visit>,
    lead: Option<Arc<Lead>>,
}

/// Somebody who has joined a group of the tour that has every feature.
fn member(language: &str, (width, height): (u16, u16), post: Post) -> Visit {
    let player = Player::new([words::tour()].into()).in_language(language);
    let mut visit = Visit::of(player, Size::new(width, height));
    visit.change(|session| {
        session.join(post);
    });
    visit
}

fn follower(language: &str, size: (u16, u16)) -> Visit {
    member(language, size, Post::Visitor)
}

impl Group {
    /// A guide at the title, with these visitors.
    fn of(followers: impl IntoIterator<Item = Visit>) -> Self {
        let mut group = Self {
            guide: member("en", (80, 24), Post::Leader),
            followers: followers.into_iter().collect(),
            lead: None,
        };
        group.relay();
        group
    }

    /// A follower in English on a large screen, one in Russian on the smallest, all past the notice.
    fn begun() -> Self {
        let mut group = Self::of([follower("en", (80, 24)), follower("ru", (40, 12))]);
        group.followers.iter_mut().for_each(accept);
        group.lead(ACCEPT);
        group
    }

    /// The guide presses keys, and all others are told where the guide is after each.
    fn lead(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            self.guide.press(key);
            self.relay();
        }
    }

    fn relay(&mut self) {
        let lead = self.guide.player().lead().map(Arc::new);
        if let Some(lead) = lead.filter(|lead| self.lead.as_ref() != Some(lead)) {
            for visit in &mut self.followers {
                tell(visit, &lead);
            }
            self.lead = Some(lead);
        }
    }

    /// Somebody comes late.
    fn joined_by(&mut self, mut visit: Visit) {
        tell(&mut visit, self.lead.as_ref().expect("a guide who leads"));
        self.followers.push(visit);
    }

    fn is_led_to(&self) -> Stop {
        self.lead.as_ref().expect("a guide who leads").stop.clone()
    }
}

fn tell(visit: &mut Visit, lead: &Arc<Lead>) {
    visit.change(|session| {
        session.follow(lead);
    });
}

/// Reads a notice to its end, and goes on.
fn accept(visit: &mut Visit) {
    for _ in 0..20 {
        if visit.player().state().view.sight.focus.is_some() {
            break;
        }
        visit.press("space");
    }
    visit.press("enter");
}

fn place(visit: &Visit) -> Place {
    visit.player().state().view.place
}

fn pane(visit: &Visit) -> Option<&Pane> {
    visit.player().state().view.pane.as_ref()
}

fn part(visit: &Visit) -> Part {
    visit.player().part().expect("in a group")
}

/// How the group is: `{following}` and `{wandering}`, and whether the lead can be taken.
fn figures(baton: Baton) -> Arc<Figures> {
    Arc::new(Figures {
        code: "amber-42".into(),
        following: 12,
        wandering: 3,
        elapsed_minutes: 14,
        planned_minutes: 45,
        baton,
    })
}

#[test]
fn followers_go_where_the_guide_goes_in_their_own_language_and_size() {
    let mut group = Group::begun();
    let at = |group: &Group, station, step| {
        for visit in &group.followers {
            assert_eq!(place(visit), Place::Station { station, step });
            assert_eq!(part(visit), Part::Follows);
        }
    };
    at(&group, 0, 0);
    let screens = group.followers.iter().map(Visit::screen);
    let screens: Vec<_> = screens.collect();
    assert!(screens[0].contains("firstword"), "{}", screens[0]);
    assert!(screens[1].contains("Остановка 1 из 3"), "{}", screens[1]);
    group.lead("space");
    at(&group, 0, 1);
    assert!(group.followers[0].screen().contains("secondword"));
    group.lead("left");
    at(&group, 0, 0);
    group.lead("3 enter");
    at(&group, 2, 0);
    group.lead("space");
    assert_eq!(group.is_led_to(), Stop::Closing);
    for visit in &group.followers {
        assert_eq!((place(visit), part(visit)), (Place::Closing, Part::Follows));
    }
}

#[test]
fn followers_see_the_note_that_the_guide_shows() {
    let mut group = Group::begun();
    group.lead("n down");
    let mark = match group.lead.as_ref().and_then(|lead| lead.shown.clone()) {
        Some(Shown::Note(mark)) => mark,
        other => panic!("{other:?}"),
    };
    for visit in &group.followers {
        let open = NotesState::Open {
            mark: Some(mark),
            skip: 0,
        };
        assert_eq!(visit.player().state().view.notes, open);
        assert_eq!(part(visit), Part::Follows);
        let number = format!("[{}]", mark + 1);
        assert!(visit.screen().contains(&number), "{}", visit.screen());
    }
    group.lead("esc");
    for visit in &group.followers {
        assert_eq!(visit.player().state().view.notes, NotesState::Auto);
    }
}

#[test]
fn followers_keep_the_notes_that_they_opened_themselves() {
    let mut group = Group::begun();
    group.followers[0].press("n");
    group.lead("space");
    let view = &group.followers[0].player().state().view;
    assert!(view.notes_open());
    assert_eq!(part(&group.followers[0]), Part::Follows);
}

#[test]
fn followers_see_the_source_that_the_guide_shows() {
    let mut group = Group::begun();
    group.lead("b");
    group.lead("down down down down");
    let source = group.lead.as_ref().and_then(|lead| lead.shown.clone());
    assert_eq!(source, Some(Shown::Source("page".into())));
    for visit in &group.followers {
        assert_eq!(pane(visit), Some(&Pane::Bibliography));
        assert_eq!(part(visit), Part::Follows);
        assert!(visit.screen().contains("Личности"), "{}", visit.screen());
    }
    // Back to the text, and then on.
    group.lead("esc space");
    for visit in &group.followers {
        assert_eq!(pane(visit), None);
        let there = Place::Station {
            station: 0,
            step: 1,
        };
        assert_eq!((place(visit), part(visit)), (there, Part::Follows));
    }
}

#[test]
fn other_lists_of_the_guide_are_the_guides_alone() {
    let mut group = Group::begun();
    let before = group.followers[0].screen();
    group.lead("s esc m esc / x y esc ? esc");
    assert_eq!(group.followers[0].screen(), before);
}

#[test]
fn who_goes_elsewhere_is_told_where_the_guide_is_and_comes_back_with_a_key() {
    let mut group = Group::begun();
    for visit in &mut group.followers {
        visit.press("3 enter");
    }
    group.lead("space");
    for visit in &group.followers {
        assert_eq!(part(visit), Part::Wanders);
        assert!(matches!(place(visit), Place::Station { station: 2, .. }));
    }
    assert_snapshot!(group.followers[0].screen());
    assert_snapshot!(group.followers[1].screen());
    group.lead("2 enter");
    let screen = group.followers[0].screen();
    let line = "The guide is at 2: The yard · F to rejoin";
    assert!(screen.contains(line), "{screen}");
    group.lead("down enter space");
    group.followers[0].press("F");
    group.followers[1].press("А");
    for visit in &mut group.followers {
        // The notice of the yard is theirs to accept.
        assert_eq!(
            (place(visit), part(visit)),
            (Place::Notice(1), Part::Follows)
        );
        accept(visit);
        let there = Place::Station {
            station: 1,
            step: 1,
        };
        assert_eq!((place(visit), part(visit)), (there, Part::Follows));
        assert!(!visit.screen().contains("F to rejoin"));
        visit.press("esc");
        assert_eq!(part(visit), Part::Wanders, "Back leads to where they were");
        assert!(matches!(place(visit), Place::Station { station: 2, .. }));
    }
}

#[test]
fn what_is_read_where_the_guide_is_is_no_wandering() {
    let mut group = Group::begun();
    for visit in &mut group.followers {
        for keys in [
            "down down up",
            "n down n",
            "?",
            "down esc",
            "end home",
            "tab",
        ] {
            visit.press(keys);
            assert_eq!(part(visit), Part::Follows, "{keys}");
        }
        visit.press("esc l home down enter");
        assert_eq!(part(visit), Part::Follows, "another language");
    }
    group.lead("space");
    for visit in &group.followers {
        assert!(matches!(place(visit), Place::Station { step: 1, .. }));
    }
}

#[test]
fn a_list_that_is_closed_before_the_guide_goes_on_was_a_look() {
    let mut group = Group::begun();
    let visit = &mut group.followers[0];
    let before = visit.screen();
    visit.press("g");
    assert_eq!(part(visit), Part::Looks);
    assert!(visit.screen().contains("F to rejoin"), "{}", visit.screen());
    visit.press("esc");
    assert_eq!((part(visit), visit.screen()), (Part::Follows, before));
    visit.press("g");
    group.lead("space");
    let visit = &mut group.followers[0];
    assert_eq!(
        (part(visit), pane(visit)),
        (Part::Wanders, Some(&Pane::Glossary))
    );
    visit.press("esc");
    assert_eq!(part(visit), Part::Wanders);
    visit.press("F");
    assert_eq!(part(visit), Part::Follows);
    assert!(visit.screen().contains("secondword"));
}

#[test]
fn who_read_on_too_far_is_with_the_guide_again_when_the_guide_comes() {
    let mut group = Group::begun();
    let [one, two] = &mut group.followers[..] else {
        panic!("two followers")
    };
    one.press("space");
    two.press("3 enter");
    assert_eq!((part(one), part(two)), (Part::Wanders, Part::Wanders));
    group.lead("space");
    let step = Place::Station {
        station: 0,
        step: 1,
    };
    assert_eq!(part(&group.followers[0]), Part::Follows);
    assert_eq!(part(&group.followers[1]), Part::Wanders);
    assert_eq!(place(&group.followers[0]), step);
    // Who has a list open is not disturbed.
    group.followers[0].press("3 enter g");
    group.lead("3 enter");
    assert_eq!(part(&group.followers[0]), Part::Wanders);
    assert_eq!(part(&group.followers[1]), Part::Follows);
    group.lead("1 enter");
    assert_eq!(pane(&group.followers[0]), Some(&Pane::Glossary));
    assert!(matches!(
        place(&group.followers[1]),
        Place::Station { station: 0, .. }
    ));
}

#[test]
fn help_stays_open_while_the_group_goes_on() {
    let mut group = Group::begun();
    group.followers[0].press("?");
    group.lead("space 3 enter");
    let visit = &mut group.followers[0];
    assert_eq!(
        (part(visit), pane(visit)),
        (Part::Follows, Some(&Pane::Help))
    );
    visit.press("esc");
    assert_eq!(part(visit), Part::Follows);
    assert!(visit.screen().contains("lastword"), "{}", visit.screen());
}

#[test]
fn in_a_search_the_key_is_a_letter_and_is_not_named() {
    let mut group = Group::begun();
    let visit = &mut group.followers[0];
    visit.press("/ F");
    assert_eq!(part(visit), Part::Looks);
    let screen = visit.screen();
    assert!(screen.contains("Search: F") && screen.contains("The guide is at 1: The hall"));
    assert!(!screen.contains("to rejoin"), "{screen}");
}

#[test]
fn a_notice_gates_followers_too() {
    let mut group = Group::begun();
    group.lead("2 enter");
    for visit in &group.followers {
        assert_eq!(
            (place(visit), part(visit)),
            (Place::Notice(1), Part::Follows)
        );
    }
    group.lead("down enter space space");
    for visit in &group.followers {
        assert_eq!(place(visit), Place::Notice(1));
        assert!(!visit.screen().contains("thirdword"));
    }
    // Who accepts is where the guide is then; who declines wanders.
    group.followers[0].press("down enter");
    let there = Place::Station {
        station: 1,
        step: 2,
    };
    assert_eq!(place(&group.followers[0]), there);
    group.followers[1].press("down down enter");
    assert_eq!(part(&group.followers[1]), Part::Wanders);
    assert!(matches!(
        place(&group.followers[1]),
        Place::Station { station: 2, .. }
    ));
    // The tour goes on without the notice.
    group.lead("3 enter");
    assert!(matches!(
        place(&group.followers[0]),
        Place::Station { station: 2, .. }
    ));
}

#[test]
fn who_does_not_answer_a_notice_goes_on_with_the_group() {
    let mut group = Group::begun();
    group.lead("2 enter");
    group.lead("down enter 3 enter");
    let visit = &mut group.followers[0];
    assert!(matches!(place(visit), Place::Station { station: 2, .. }));
    visit.press("esc");
    assert!(
        matches!(place(visit), Place::Station { station: 0, .. }),
        "not the notice"
    );
}

#[test]
fn who_accepts_before_the_guide_is_at_the_beginning_of_the_station() {
    let mut group = Group::begun();
    group.lead("2 enter");
    group.followers[0].press("down enter");
    let visit = &group.followers[0];
    let there = Place::Station {
        station: 1,
        step: 0,
    };
    assert_eq!((place(visit), part(visit)), (there, Part::Follows));
}

#[test]
fn a_late_joiner_is_where_the_guide_is_at_once() {
    let mut group = Group::begun();
    group.lead("2 enter");
    group.lead("down enter space");
    group.joined_by(follower("kk", (60, 20)));
    let visit = group.followers.last_mut().expect("one who came late");
    assert_eq!((place(visit), part(visit)), (Place::Title, Part::Follows));
    visit.press("down enter");
    assert_eq!(
        (place(visit), part(visit)),
        (Place::Notice(1), Part::Follows)
    );
    visit.press("down enter");
    let there = Place::Station {
        station: 1,
        step: 1,
    };
    assert_eq!((place(visit), part(visit)), (there, Part::Follows));
    // Of a tour without notices, at once.
    let is_notice = |line: &&str| line.starts_with("notice = ") || line.starts_with("skip_to");
    let open: Vec<&str> = EVERYTHING.lines().filter(|line| !is_notice(line)).collect();
    let open = tour(&open.join("\n"));
    let mut visit = Visit::of(Player::new([open].into()), Size::new(80, 24));
    visit.change(|session| {
        session.join(Post::Visitor);
    });
    tell(&mut visit, group.lead.as_ref().expect("a guide who leads"));
    assert!(visit.screen().contains("thirdword"), "{}", visit.screen());
}

#[test]
fn before_the_notice_no_station_is_named() {
    let mut group = Group::of([follower("en", (80, 24))]);
    group.lead(ACCEPT);
    group.lead("2 enter");
    let visit = &mut group.followers[0];
    assert_eq!(place(visit), Place::Title);
    visit.press("down down enter");
    assert_eq!((place(visit), part(visit)), (Place::Closing, Part::Wanders));
    let screen = visit.screen();
    assert!(!screen.contains("yard"), "{screen}");
    assert!(
        screen.contains("The guide is in “Everything” · F to rejoin"),
        "{screen}"
    );
    visit.press("F");
    assert_eq!((place(visit), part(visit)), (Place::Title, Part::Follows));
}

#[test]
fn until_the_guide_begins_a_visitor_waits_or_reads() {
    let mut visit = follower("en", (80, 24));
    assert!(visit.screen().contains("The guide has not begun yet."));
    visit.press(ACCEPT);
    assert_eq!(part(&visit), Part::Follows);
    visit.press("F");
    let lead = lead("test", "end", 0, None);
    tell(&mut visit, &lead);
    assert!(visit.screen().contains("lastword"));
    assert!(!visit.screen().contains("not begun"));
}

fn lead(tour: &str, station: &str, step: u16, shown: Option<Shown>) -> Arc<Lead> {
    Arc::new(Lead {
        tour: tour.into(),
        stop: Stop::Station {
            id: station.into(),
            step,
        },
        shown,
    })
}

#[test]
fn what_is_not_here_moves_nobody_and_is_told_calmly() {
    let group = Group::begun();
    for mut visit in group.followers {
        let before = place(&visit);
        for lead in [
            lead("other", "hall", 0, None),
            lead("test", "cellar", 0, None),
        ] {
            tell(&mut visit, &lead);
            assert_eq!((place(&visit), part(&visit)), (before, Part::Follows));
            let told = [
                "What the guide shows is not here.",
                "Показанного экскурсоводом здесь нет.",
            ];
            let screen = visit.screen();
            assert!(told.iter().any(|told| screen.contains(told)), "{screen}");
        }
        // A step, a note and a source that are not: as near as may be.
        let shown = [None, Some(Shown::Note(99)), Some(Shown::Source("x".into()))];
        for shown in shown {
            tell(&mut visit, &lead("test", "end", 999, shown));
            let there = Place::Station {
                station: 2,
                step: 0,
            };
            assert_eq!((place(&visit), pane(&visit)), (there, None));
        }
    }
}

#[test]
fn a_group_goes_from_tour_to_tour() {
    let other = EVERYTHING.replace("\"Everything\"", "\"Something else\"");
    let (one, _) = docent::tour::Tour::load(docent::tour::TourFiles::from_text("one", EVERYTHING));
    let (two, _) = docent::tour::Tour::load(docent::tour::TourFiles::from_text("two", &other));
    let tours: Arc<[_]> = [one, two]
        .map(|tour| Arc::new(tour.expect("a tour")))
        .into();
    let member = |post| {
        let mut visit = Visit::of(Player::new(Arc::clone(&tours)), Size::new(80, 24));
        visit.change(|session| {
            session.join(post);
        });
        visit
    };
    let mut group = Group {
        guide: member(Post::Leader),
        followers: vec![member(Post::Visitor)],
        lead: None,
    };
    group.relay();
    assert_eq!(
        group.lead, None,
        "there is nothing to be shown in the lobby"
    );
    group.lead("down enter");
    assert!(group.followers[0].screen().contains("Something else"));
    assert_eq!(place(&group.followers[0]), Place::Title);
    group.lead(ACCEPT);
    group.followers[0].press("down enter");
    assert!(matches!(
        place(&group.followers[0]),
        Place::Station { station: 0, .. }
    ));
    group.followers[0].press("esc esc esc");
    assert_eq!(place(&group.followers[0]), Place::Lobby);
    assert_eq!(part(&group.followers[0]), Part::Wanders);
    let screen = group.followers[0].screen();
    assert!(
        screen.contains("The guide is in “Something else” · F to rejoin"),
        "{screen}"
    );
    group.followers[0].press("F");
    assert_eq!(
        place(&group.followers[0]),
        Place::Title,
        "consents were given up"
    );
    assert_eq!(part(&group.followers[0]), Part::Follows);
}

#[test]
fn the_guide_sees_their_notes_what_comes_next_and_how_the_group_is() {
    let mut guide = member("en", (80, 24), Post::Leader);
    guide.change(|session| session.tell_group(&figures(Baton::Kept)));
    assert_snapshot!(guide.screen());
    guide.press(ACCEPT);
    assert_snapshot!(guide.screen());
    guide.press("3 enter");
    let screen = guide.screen();
    assert!(screen.contains("Next: The end of the tour"), "{screen}");
    guide.press("2 enter");
    guide.press(ACCEPT);
    let screen = guide.screen();
    assert!(screen.contains("Next: 3: The end, 1: The hall"), "{screen}");
}

#[test]
fn the_guides_page_on_the_smallest_screen() {
    let mut guide = member("en", (40, 12), Post::Leader);
    guide.change(|session| session.tell_group(&figures(Baton::Kept)));
    accept(&mut guide);
    assert_snapshot!(guide.screen());
}

#[test]
fn the_guides_page_in_russian_and_kazakh() {
    for language in ["ru", "kk"] {
        let mut guide = member(language, (80, 24), Post::Leader);
        guide.change(|session| session.tell_group(&figures(Baton::Kept)));
        guide.press(ACCEPT);
        assert_snapshot!(format!("the_guides_page_{language}"), guide.screen());
    }
}

#[test]
fn the_lead_is_handed_to_another_guide() {
    let mut group = Group::begun();
    group.joined_by(member("en", (80, 24), Post::Second));
    let mut second = group.followers.pop().expect("the second guide");
    second.press("down enter");
    assert_eq!(part(&second), Part::Follows);
    assert!(
        second.screen().contains("secret words"),
        "{}",
        second.screen()
    );
    second.change(|session| session.tell_group(&figures(Baton::Kept)));
    assert!(second.screen().contains("12 follow · 3 wander"));
    let guide = &mut group.guide;
    let told = |visit: &mut Visit, baton| {
        visit.change(|session| session.tell_group(&figures(baton)));
        visit.screen()
    };
    assert!(told(guide, Baton::Offered).contains("The lead is offered · h to keep it"));
    let screen = told(&mut second, Baton::Offered);
    assert!(screen.contains("You are offered the lead · h to lead"));
    assert!(told(&mut second, Baton::Dropped).contains("line is lost · h to lead"));
    assert!(told(guide, Baton::Dropped).contains("12 follow · 3 wander"));
    // The server says who leads from now on.
    guide.change(|session| {
        session.join(Post::Second);
    });
    second.press("3 enter");
    assert_eq!(part(&second), Part::Wanders);
    second.change(|session| {
        let effects = session.join(Post::Leader);
        assert_eq!(effects, [Effect::Prepare { station: 0 }]);
    });
    assert!(
        matches!(place(&second), Place::Station { station: 0, .. }),
        "where the group is"
    );
    assert_eq!((guide.player().lead(), part(guide)), (None, Part::Follows));
    second.press("space");
    let lead = Arc::new(second.player().lead().expect("the lead"));
    tell(guide, &lead);
    assert!(matches!(
        place(guide),
        Place::Station {
            station: 0,
            step: 1
        }
    ));
}

#[test]
fn the_key_asks_for_the_lead_and_only_guides_have_it() {
    let asked = |post| {
        let mut player = Player::new([words::tour()].into());
        player.join(post);
        let key = Event::Key(Key::Char('h'));
        let effects = player.update(key, &docent::player::extent::Extent::default());
        effects.contains(&Effect::Asked(Command::HandOver))
    };
    assert!(asked(Post::Leader) && asked(Post::Second) && !asked(Post::Visitor));
}

#[test]
fn a_guide_who_hears_late_what_they_show_themselves_still_stands_before_its_notice() {
    let mut guide = member("en", (80, 24), Post::Leader);
    accept(&mut guide);
    for key in ["2", "enter"] {
        guide.press(key);
    }
    assert_eq!(place(&guide), Place::Notice(1));
    let own = guide.player().lead().map(Arc::new).expect("a station");
    tell(&mut guide, &own);
    assert_eq!(place(&guide), Place::Notice(1));
}

#[test]
fn a_guide_who_comes_back_is_where_the_group_is() {
    let mut group = Group::begun();
    group.lead("2 enter");
    group.lead("down enter space");
    let mut back = member("en", (80, 24), Post::Leader);
    let lead = group.lead.clone().expect("a lead");
    tell(&mut back, &lead);
    assert_eq!(
        back.player().lead().as_ref(),
        Some(&*lead),
        "nobody is moved"
    );
    assert_eq!(part(&back), Part::Leads);
}

#[test]
fn a_group_that_has_ended_leaves_everybody_where_they_are() {
    let mut group = Group::begun();
    let visit = &mut group.followers[0];
    let before = place(visit);
    visit.change(docent::session::Session::disband);
    assert_eq!((place(visit), visit.player().part()), (before, None));
    assert!(
        visit
            .screen()
            .contains("The group has ended. You can go on by yourself.")
    );
    visit.press("F space");
    assert!(visit.screen().contains("secondword"));
    visit.press("?");
    assert!(!visit.screen().contains("where the guide"));
}

#[test]
fn help_names_the_keys_of_a_group() {
    let has = |visit: Visit, words: &str| visit.size(80, 60).keys("?").screen().contains(words);
    let (rejoin, hand_over) = ("go to where the guide", "offer the lead");
    assert!(has(follower("en", (80, 24)), rejoin) && !has(follower("en", (80, 24)), hand_over));
    let guide = || member("en", (80, 24), Post::Second);
    assert!(has(guide(), rejoin) && has(guide(), hand_over));
    let alone = || Visit::tour(EVERYTHING);
    assert!(!has(alone(), rejoin) && !has(alone(), hand_over));
}

#[test]
fn a_new_version_of_the_tour_leaves_the_group_together() {
    let mut group = Group::begun();
    let tours: Arc<[_]> = [tour(&EVERYTHING.replace("secondword", "newword"))].into();
    for visit in [&mut group.guide].into_iter().chain(&mut group.followers) {
        visit.change(|session| session.reload(Arc::clone(&tours)));
    }
    group.lead("space");
    // Who read in a language that is gone is asked in the other one.
    assert_eq!(place(&group.followers[1]), Place::Title);
    accept(&mut group.followers[1]);
    for visit in &group.followers {
        let there = Place::Station {
            station: 0,
            step: 1,
        };
        assert_eq!((place(visit), part(visit)), (there, Part::Follows));
    }
    assert!(group.followers[0].screen().contains("newword"));
}
