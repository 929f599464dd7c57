//! The hint line and the help page, both from the keymap.

use crate::player::keymap::{Command, KEYMAP};
use crate::player::pages::{hint_all, line};
use crate::player::scene::{Block, Hint};
use crate::player::view::{Pane, Place};
use crate::player::{Visit, gate};
use crate::theme::Role;

/// The keys that matter now, the most needed first.
pub(crate) fn hints(visit: Visit<'_>) -> Vec<Hint> {
    use Command as C;
    let view = &visit.state.view;
    let several = visit.editions().len() > 1;
    let mut hints = hint_all(match (&view.pane, view.place) {
        (Some(Pane::Search(_)), _) => &[C::Open, C::Down, C::Back][..],
        (Some(Pane::Help), _) => &[C::Back, C::Next, C::Quit],
        (Some(_), _) => &[C::Open, C::Back, C::Down, C::Search, C::Help],
        (None, Place::Title | Place::Notice(_)) if view.sight.focus.is_some() => {
            &[C::Open, C::Down, C::Back, C::Help, C::Quit]
        }
        (None, Place::Lobby | Place::Title | Place::Notice(_)) => {
            &[C::Down, C::Open, C::Help, C::Quit]
        }
        (None, Place::Closing) if !gate::admitted(visit) => &[C::Down, C::Open, C::Back, C::Quit],
        (None, Place::Closing) => &[
            C::Previous,
            C::Down,
            C::Stations,
            C::Bibliography,
            C::Help,
            C::Quit,
        ],
        (None, Place::Station { .. }) if view.notes_open() => &[
            C::Next,
            C::Down,
            C::Open,
            C::Back,
            C::Notes,
            C::Bibliography,
            C::Help,
        ],
        (None, Place::Station { .. }) if view.sight.focus.is_some() || visit.must_choose() => {
            &[C::Down, C::Open, C::Back, C::Previous, C::Stations, C::Help]
        }
        (None, Place::Station { .. }) => &[
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
        ],
    });
    if several && view.pane.is_none() && view.place != Place::Lobby {
        hints.insert(
            hints.len().min(2),
            Hint {
                command: C::Language,
            },
        );
    }
    hints
}

/// Every key and what it does.
pub(crate) fn help(visit: Visit<'_>) -> Vec<Block<'_>> {
    let words = visit.words();
    let mut blocks = vec![
        Block::Title(words.help.into()),
        Block::Gap,
        line(words.help_intro, Role::Text),
        Block::Gap,
    ];
    blocks.extend(KEYMAP.iter().map(|binding| Block::Pair {
        left: binding.names(words),
        right: (binding.phrase)(&words.commands).into(),
    }));
    blocks
}
