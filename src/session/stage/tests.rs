//! Many sessions on one stage.

use std::sync::Arc;

use proptest::prelude::*;
use ratatui::layout::Size;

use super::Stage;
use crate::glyphs::Profile;
use crate::library::{self, Found};
use crate::player::Player;
use crate::player::key::Key;
use crate::session::{Input, Look, Session};
use crate::theme::ThemeName;
use crate::tour::Tour;

fn karlag() -> Arc<[Arc<Tour>]> {
    let Ok(Found::BuiltIn(files)) = library::find(None) else {
        panic!("there is a built-in tour");
    };
    let (tour, _) = Tour::load(files);
    Arc::new([Arc::new(tour.expect("it is sound"))])
}

fn session(tours: &Arc<[Arc<Tour>]>, size: Size) -> Session {
    let look = Look::new(size, ThemeName::Dark, Profile::XTERM);
    Session::new(Player::new(Arc::clone(tours)), look)
}

fn key() -> impl Strategy<Value = Key> {
    let signs = "  snbmtgflp?127/q".chars().map(Key::Char);
    let named = [
        Key::Right,
        Key::Right,
        Key::Left,
        Key::Up,
        Key::Down,
        Key::Enter,
        Key::Enter,
        Key::Backspace,
        Key::Tab,
    ];
    prop::sample::select(signs.chain(named).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Whoever shares a stage, and however little it remembers, a visitor gets the bytes of a visitor alone.
    #[test]
    fn a_shared_stage_gives_each_session_its_own_frames(
        inputs in prop::collection::vec((0_usize..4, key()), 1..60),
        bytes in prop::sample::select(vec![0, 20_000, 8 << 20]),
    ) {
        let tours = karlag();
        let sizes = [Size::new(80, 24), Size::new(80, 24), Size::new(40, 12), Size::new(100, 30)];
        let mut alone: Vec<_> = sizes.map(|size| (session(&tours, size), Stage::default())).into();
        let mut together = sizes.map(|size| session(&tours, size));
        let mut stage = Stage::remembering(bytes);
        for (who, key) in inputs {
            let (own, own_stage) = &mut alone[who];
            own.handle(Input::Key(key), own_stage);
            together[who].handle(Input::Key(key), &mut stage);
            prop_assert_eq!(own.turn(own_stage), together[who].turn(&mut stage));
        }
        prop_assert!(stage.counts().bytes <= bytes.max(60_000));
    }

    /// What a sight leaves out of the state is not shown.
    #[test]
    fn a_picture_shows_what_the_visit_does(keys in prop::collection::vec(key(), 1..80)) {
        let tours = karlag();
        let (mut session, mut stage) = (session(&tours, Size::new(60, 20)), Stage::default());
        for key in keys {
            session.handle(Input::Key(key), &mut stage);
            let shown = format!("{:?}", session.wanted().scene());
            let glyphs = session.look().profile.glyphs;
            prop_assert_eq!(shown, format!("{:?}", session.player().scene().spelled(glyphs)));
        }
    }
}

#[test]
fn a_page_that_many_turn_is_made_once() {
    let tours = karlag();
    let mut stage = Stage::remembering(8 << 20);
    let mut sessions: Vec<_> = (0..100)
        .map(|_| session(&tours, Size::new(100, 30)))
        .collect();
    for key in [Key::Enter, Key::Enter, Key::Right, Key::Char('n')] {
        for session in &mut sessions {
            session.handle(Input::Key(key), &mut stage);
            session.turn(&mut stage);
        }
    }
    let counts = stage.counts();
    assert_eq!((counts.renders, counts.hits), (4, 396));
}

#[test]
fn the_way_to_a_page_does_not_make_it_another() {
    let tours = karlag();
    let mut stage = Stage::remembering(8 << 20);
    let (mut straight, mut around) = (
        session(&tours, Size::new(80, 24)),
        session(&tours, Size::new(80, 24)),
    );
    let mut go = |session: &mut Session, keys: &[Key]| {
        for key in keys {
            session.handle(Input::Key(*key), &mut stage);
        }
        session.turn(&mut stage);
        stage.counts().renders
    };
    let begin = [Key::Enter, Key::Enter];
    go(&mut straight, &begin);
    go(
        &mut around,
        &[
            begin.as_slice(),
            &[Key::Char('4'), Key::Enter, Key::Char('1'), Key::Enter],
        ]
        .concat(),
    );
    let before = go(&mut straight, &[Key::Char('1'), Key::Enter]);
    assert_eq!(go(&mut around, &[Key::Char('1'), Key::Enter]), before);
}

#[test]
fn lists_of_stations_tell_what_was_visited() {
    let tours = karlag();
    for list in ['s', 'm'] {
        let (mut session, mut stage) = (session(&tours, Size::new(80, 24)), Stage::default());
        for key in [Key::Enter, Key::Enter, Key::Char(list)] {
            session.handle(Input::Key(key), &mut stage);
        }
        let shown = format!("{:?}", session.wanted().scene());
        assert_eq!(shown, format!("{:?}", session.player().scene()), "{list}");
    }
}
