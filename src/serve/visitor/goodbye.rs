//! The last words to a visitor, with the terminal given back.

use crate::glyphs::Profile;
use crate::player::Player;
use crate::player::view::Place;
use crate::screen;
use crate::serve::login::Wish;
use crate::serve::metrics::End;
use crate::serve::visitor::reader::Reader;
use crate::words::Words;

/// To a terminal, which is given back first.
pub(super) fn to_screen(end: End, player: &Player, profile: Profile) -> Vec<u8> {
    let mut bytes = Vec::new();
    screen::leave(&profile, &mut bytes);
    for line in words(end, player) {
        bytes.extend_from_slice(profile.glyphs.text(&line).as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes
}

/// To one who reads lines.
pub(super) fn to_lines(end: End, reader: &Reader) -> Vec<u8> {
    let lines = words(end, reader.player());
    lines
        .into_iter()
        .flat_map(|line| reader.form().bytes(&(line + "\n")))
        .collect()
}

/// Why it ends, and how to come back to the same place.
fn words(end: End, player: &Player) -> Vec<String> {
    let words = player.words();
    let why = why(end, words).map(str::to_owned);
    let back = login(player).map(|login| words.serve.come_back.fill(&[("login", &login)]));
    why.into_iter().chain(back).collect()
}

fn why(end: End, words: &Words) -> Option<&str> {
    let words = &words.serve;
    match end {
        End::Idle => Some(&words.idle),
        End::Longest => Some(&words.longest),
        End::Drained => Some(&words.drained),
        _ => None,
    }
}

/// The user name that leads to where the visitor is.
fn login(player: &Player) -> Option<String> {
    let state = player.state();
    if state.view.place == Place::Lobby {
        return None;
    }
    let edition = player.edition();
    let station = match state.view.place {
        Place::Station { station, .. } | Place::Notice(station) => {
            edition.entries().get(usize::from(station))
        }
        _ => None,
    };
    let station = station.map(|entry| &*entry.id);
    let station = station.unwrap_or_default();
    Some(Wish::visit(&edition.head().id, station, player.language()).to_string())
}
