//! The last words to a visitor, with the terminal given back.

use crate::glyphs::Profile;
use crate::player::Player;
use crate::player::view::Place;
use crate::screen;
use crate::serve::login::Wish;
use crate::serve::metrics::End;
use crate::serve::visitor::membership::Membership;
use crate::serve::visitor::reader::Form;
use crate::words::Words;

/// To a terminal, which is given back first.
pub(super) fn to_screen(words: Vec<String>, profile: Profile) -> Vec<u8> {
    let mut bytes = Vec::new();
    screen::leave(&profile, &mut bytes);
    for line in words {
        bytes.extend_from_slice(profile.glyphs.text(&line).as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes
}

/// To one who reads lines.
pub(super) fn to_lines(words: Vec<String>, form: Form) -> Vec<u8> {
    words
        .into_iter()
        .flat_map(|line| form.bytes(&(line + "\n")))
        .collect()
}

/// Why it ends, and how to come back: to the group, where they are in one, else to the same place. The
/// name to come back with has a line of its own, on which it is not broken.
pub(super) fn words(end: End, player: &Player, membership: Option<Membership>) -> Vec<String> {
    let words = player.words();
    let why = why(end, words).map(str::to_owned);
    let back = match membership {
        Some(membership) => {
            let login = membership.login(player.part()).to_string();
            Some([words.serve.come_back_to_group.to_string(), login])
        }
        None => login(player).map(|login| [words.serve.come_back.to_string(), login]),
    };
    why.into_iter().chain(back.into_iter().flatten()).collect()
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
        Place::Station { station, .. } | Place::Notice(station) => Some(station),
        // Who leaves at the tour's notice had a station in mind, or not.
        _ => player.heading(),
    };
    let entry = station.and_then(|station| edition.entries().get(usize::from(station)));
    let station = entry.map(|entry| &*entry.id);
    let station = station.unwrap_or_default();
    let wish = Wish::visit(&edition.head().id, station, player.language());
    // A tour may have an id without a Latin letter, which no name can mean.
    matches!(wish, Wish::Visit { tour: Some(_), .. }).then(|| wish.to_string())
}
