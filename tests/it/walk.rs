//! A visit that sees everything: the whole built-in tour page by page, then every list.

use std::sync::Arc;

use docent::library::{self, Found};
use docent::player::Player;
use docent::player::key::Key;
use docent::player::view::Place;
use docent::session::{Input, Look};
use docent::tour::Tour;

use crate::keys;
use crate::visit::Visit;

/// More keys than the tour has pages.
const MOST: usize = 500;

/// The languages of the built-in tour, with a locale that stands for each.
pub(crate) const LANGUAGES: [(&str, &str); 3] = [
    ("en", "en_GB.UTF-8"),
    ("ru", "ru_RU.UTF-8"),
    ("kk", "kk_KZ.UTF-8"),
];

/// A visitor at the title of the built-in tour.
pub(crate) fn karlag(language: &str, look: Look) -> Visit {
    let Found::BuiltIn(files) = library::find(None).expect("built in") else {
        panic!("no tour is built in")
    };
    let tour = Tour::open(files).0.expect("without errors");
    let player = Player::new([Arc::new(tour)].into()).in_language(language);
    Visit::looking(player, look)
}

/// Every page turn from the title to the closing. `step` is told each key once the visit has taken it.
pub(crate) fn pages(visit: &mut Visit, mut step: impl FnMut(Key, &Visit)) {
    let mut key = Key::Char(' ');
    for _ in 0..MOST {
        let before = visit.screen();
        visit.input(Input::Key(key));
        step(key, visit);
        if visit.player().state().view.place == Place::Closing {
            return;
        }
        let moved = visit.screen() != before;
        // Next goes on; where a decision is due, Enter takes the first choice.
        key = if moved { Key::Char(' ') } else { Key::Enter };
    }
    panic!("the tour has no end");
}

/// Every list with the focus on its entries, help and search, from wherever the visit is.
pub(crate) fn lists(visit: &mut Visit, mut step: impl FnMut(Key, &Visit)) {
    let moves = "down down down up end home backspace";
    let mut all: Vec<Key> = ["s", "b", "t", "g", "f", "l"]
        .into_iter()
        .flat_map(|list| keys::parse(&format!("{list} {moves}")))
        .collect();
    all.extend(keys::parse("m backspace ? end backspace n down backspace"));
    for key in all {
        visit.input(Input::Key(key));
        step(key, visit);
    }
}

/// What a keyboard sends for a key.
pub(crate) fn typed(key: Key) -> String {
    match key {
        Key::Char(sign) => sign.to_string(),
        Key::Enter => "\r".into(),
        Key::Backspace => "\x7f".into(),
        Key::Up => "\x1b[A".into(),
        Key::Down => "\x1b[B".into(),
        Key::Home => "\x1b[1~".into(),
        Key::End => "\x1b[4~".into(),
        other => panic!("{other:?} is not on this keyboard"),
    }
}
