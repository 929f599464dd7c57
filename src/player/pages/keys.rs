//! The hint line and the help page, both from the keymap.

use crate::player::keymap::{Command, Hands, is_on_keypad};
use crate::player::pages::{guide, line};
use crate::player::scene::Block;
use crate::player::view::{Pane, Place};
use crate::player::{Visit, gate};
use crate::theme::Role;

/// The keys that matter now, the most needed first.
pub(crate) fn hints(visit: Visit<'_>) -> Vec<Command> {
    let view = &visit.state.view;
    let mut hints = match &view.pane {
        Some(pane) => pane_hints(pane).to_vec(),
        None => ground_hints(visit).to_vec(),
    };
    if visit.editions().len() > 1 && view.pane.is_none() && view.place != Place::Lobby {
        // At a station it is rarely wanted, and must not push help off a small screen.
        let behind = match visit.state.view.place {
            Place::Station { .. } => hints.iter().position(|hint| *hint == C::Help),
            _ => None,
        };
        let at = behind.map_or(2, |help| help + 1);
        hints.insert(hints.len().min(at), C::Language);
    }
    if visit.hands() == Hands::Remote
        && view.pane.is_none()
        && matches!(view.place, Place::Lobby | Place::Title)
    {
        hints.insert(hints.len().min(2), C::Join);
    }
    if visit.hands() == Hands::Kiosk && view.place != Place::Faults {
        // On a keypad they lead to everything else, and come before what small screens have no room for.
        let at = hints.len().min(1);
        hints.splice(at..at, [C::Menu, C::Aids]);
        // A keypad has no others.
        hints.retain(|hint| Hands::Kiosk.key(*hint).is_some_and(is_on_keypad));
    }
    hints
}

fn pane_hints(pane: &Pane) -> &'static [Command] {
    match pane {
        Pane::Search(_) => &[C::Open, C::Down, C::Back],
        Pane::Help | Pane::Faults => &[C::Back, C::Next, C::Quit],
        _ => &[C::Open, C::Back, C::Down, C::Search, C::Help],
    }
}

fn ground_hints(visit: Visit<'_>) -> &'static [Command] {
    let view = &visit.state.view;
    let focused = view.sight.focus.is_some();
    match view.place {
        Place::Title | Place::Notice(_) if focused => {
            &[C::Open, C::Down, C::Back, C::Help, C::Quit]
        }
        Place::Lobby | Place::Title | Place::Notice(_) => &[C::Down, C::Open, C::Help, C::Quit],
        Place::Faults => &[C::Next, C::Down, C::Help, C::Quit],
        Place::Closing if !gate::admitted(visit) => &[C::Down, C::Open, C::Back, C::Quit],
        Place::Closing => CLOSING,
        Place::Station { .. } if view.notes_open() => NOTES,
        Place::Station { .. } if focused || visit.must_choose() => CHOOSING,
        Place::Station { .. } => READING,
    }
}

use Command as C;

const CLOSING: &[C] = &[
    C::Previous,
    C::Down,
    C::Stations,
    C::Bibliography,
    C::Help,
    C::Quit,
];
const NOTES: &[C] = &[
    C::Next,
    C::Back,
    C::Down,
    C::Open,
    C::Notes,
    C::Bibliography,
    C::Help,
];
const CHOOSING: &[C] = &[C::Down, C::Open, C::Back, C::Previous, C::Stations, C::Help];
const READING: &[C] = &[
    C::Next,
    C::Previous,
    C::Notes,
    C::Stations,
    C::Help,
    C::Search,
    C::Bibliography,
    C::Map,
    C::Timeline,
    C::Glossary,
    C::Figures,
    C::Back,
    C::AutoPlay,
    C::Quit,
];

/// Every key and what it does.
pub(crate) fn help(visit: Visit<'_>) -> Vec<Block<'_>> {
    let words = visit.words();
    let mut blocks = vec![Block::Title((&words.help).into()), Block::Gap];
    blocks.extend(guide::help(visit));
    blocks.extend([line(&words.help_intro, Role::Text), Block::Gap]);
    blocks.extend(visit.hands().bindings().map(|binding| Block::Pair {
        left: binding.names(words),
        right: (binding.phrase)(&words.commands).into(),
    }));
    blocks
}
