//! Whatever the guide shows and a member does: no panic, no notice passed, no word that is for guides.

use std::sync::Arc;

use docent::plain::Plain;
use docent::player::Player;
use docent::player::company::{Baton, Lead, Part, Post, Shown, Stop};
use docent::player::key::Key;
use docent::player::view::Place;
use docent::session::Input;
use proptest::prelude::*;
use ratatui::layout::Size;

use crate::group::{figures, tell};
use crate::properties::{EVERYTHING, any_key};
use crate::visit::{Visit, tour};
use crate::words;

/// What happens in a group.
#[derive(Debug, Clone)]
enum Happening {
    Lead(Lead),
    Key(Key),
    Joined(Post),
    Told(Baton),
    /// The tours are read anew, with a station less or as they were.
    Reloaded(bool),
    Disbanded,
}

fn any_lead() -> impl Strategy<Value = Lead> {
    let name = |names: &'static [&'static str]| prop::sample::select(names);
    let station = name(&["hall", "yard", "end", "end", "cellar"]);
    let stop = prop_oneof![
        1 => Just(Stop::Title),
        1 => Just(Stop::Closing),
        6 => (station, 0_u16..9).prop_map(|(id, step)| Stop::Station { id: id.into(), step }),
    ];
    let source = name(&["book", "page", "pamphlet"]);
    let shown = prop_oneof![
        4 => Just(None),
        1 => (0_u16..7).prop_map(|mark| Some(Shown::Note(mark))),
        1 => source.prop_map(|id| Some(Shown::Source(id.into()))),
    ];
    let tour = name(&["test", "test", "test", "test", "other"]);
    (tour, stop, shown).prop_map(|(tour, stop, shown)| Lead {
        tour: tour.into(),
        stop,
        shown,
    })
}

fn any_post() -> impl Strategy<Value = Post> {
    prop::sample::select(vec![Post::Visitor, Post::Second, Post::Leader])
}

fn any_happening() -> impl Strategy<Value = Happening> {
    let keys = prop_oneof![
        8 => any_key(),
        2 => Just(Key::Char('F')),
        1 => Just(Key::Char('h')),
        4 => Just(Key::Enter),
    ];
    let batons = vec![Baton::Kept, Baton::Offered, Baton::Dropped];
    prop_oneof![
        20 => keys.prop_map(Happening::Key),
        10 => any_lead().prop_map(Happening::Lead),
        1 => any_post().prop_map(Happening::Joined),
        1 => prop::sample::select(batons).prop_map(Happening::Told),
        1 => any::<bool>().prop_map(Happening::Reloaded),
        1 => Just(Happening::Disbanded),
    ]
}

/// The tour without its last station, and without the way to it.
fn shorter() -> String {
    let (start, rest) = EVERYTHING
        .split_once("[[station]]\nid = \"end\"")
        .expect("a station");
    let (_, rest) = rest.split_once("[notes]").expect("notes");
    let text = format!("{start}[notes]{rest}");
    let text = text.replace("skip_to = \"end\"\n", "");
    text.replace("{ label = \"Go on\", to = \"end\" }, ", "")
}

fn happen(visit: &mut Visit, happening: Happening) {
    match happening {
        Happening::Lead(lead) => tell(visit, &Arc::new(lead)),
        Happening::Key(key) => visit.input(Input::Key(key)),
        Happening::Joined(post) => visit.change(|session| drop(session.join(post))),
        Happening::Told(baton) => visit.change(|session| session.tell_group(&figures(baton))),
        Happening::Disbanded => visit.change(docent::session::Session::disband),
        Happening::Reloaded(whole) => {
            let text = if whole {
                EVERYTHING.to_owned()
            } else {
                shorter()
            };
            visit.change(|session| session.reload([tour(&text)].into()));
        }
    }
}

/// What stands behind a notice is on screen only after it was accepted.
fn is_gated(visit: &Visit) -> bool {
    let state = visit.player().state();
    match state.view.place {
        Place::Station { station, .. } => {
            let stations = visit.player().edition().entries();
            let noticed = stations[usize::from(station)].noticed;
            state.admitted && (!noticed || state.consented.contains(station))
        }
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_member_of_a_group_on_a_screen(happenings in prop::collection::vec(any_happening(), 0..60), post in any_post(), width in 0_u16..110, height in 0_u16..40) {
        let mut visit = Visit::of(Player::new([words::tour()].into()), Size::new(width, height));
        visit.change(|session| drop(session.join(post)));
        let mut has_guided = post != Post::Visitor;
        for happening in happenings {
            if let Happening::Joined(post) = happening {
                has_guided |= post != Post::Visitor;
            }
            happen(&mut visit, happening);
            prop_assert!(is_gated(&visit));
            if !has_guided {
                prop_assert!(!visit.screen().contains("secret words"));
            }
            if let Some(lead) = visit.player().lead() {
                prop_assert!(lead.is_sound());
                prop_assert_eq!(visit.player().part(), Some(Part::Leads));
            }
        }
    }

    /// Who follows is where a second follower is, whatever both did before they came back.
    #[test]
    fn all_who_come_back_are_at_one_place(keys in prop::collection::vec(any_key(), 0..40), leads in prop::collection::vec(any_lead(), 1..6)) {
        let player = || {
            let mut player = Player::new([tour(&EVERYTHING.replace("\nnotice = ", "\n#"))].into());
            player.join(Post::Visitor);
            player
        };
        let mut visits = [Visit::of(player(), Size::new(80, 24)), Visit::of(player(), Size::new(40, 12))];
        let mut keys = keys.into_iter();
        for lead in leads {
            for visit in &mut visits {
                tell(visit, &Arc::new(lead.clone()));
            }
            if let Some(key) = keys.next() {
                visits[0].input(Input::Key(key));
            }
        }
        for key in keys {
            visits[0].input(Input::Key(key));
        }
        visits[0].press("esc esc F");
        let place = |visit: &Visit| visit.player().state().view.place;
        if visits[0].player().part() == Some(Part::Follows) && visits[1].player().part() == Some(Part::Follows) {
            let found = place(&visits[0]);
            visits[1].press("F");
            prop_assert_eq!(found, place(&visits[1]));
        }
    }

    #[test]
    fn a_member_of_a_group_by_lines(lines in prop::collection::vec(prop_oneof![any_lead().prop_map(Ok), "[0-9]{1,2}|\\?|".prop_map(Err)], 0..60), post in any_post()) {
        let mut player = Player::new([words::tour()].into());
        player.join(post);
        let mut plain = Plain::new(player);
        let mut said = String::new();
        plain.say(&mut said);
        for line in lines {
            match line {
                Ok(lead) => drop(plain.follow(&Arc::new(lead), &mut said)),
                Err(line) => {
                    plain.take(&line, &mut said);
                    plain.say(&mut said);
                }
            }
        }
        prop_assert!(said.chars().all(|sign| sign == '\n' || !sign.is_control()));
        prop_assert!(post != Post::Visitor || !said.contains("secret words"));
    }
}
