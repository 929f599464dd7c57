//! The pages a visitor can see, each made into a scene.

mod apparatus;
mod guide_posts;
mod lists;
mod places;
mod search;
mod station;

use std::borrow::Cow;

use crate::markup::{Paragraph, Prose, Text};
use crate::player::keymap::Command;
use crate::player::scene::{Bar, Block, Hint, NotesPane, NotesState, Prompt, Scene, Shared, Target};
use crate::player::state::{Message, Speed};
use crate::player::view::{Pane, Place};
use crate::player::{Player, gate};
use crate::theme::Role;
use crate::words::fill;

/// What `player` is to show now.
pub(crate) fn scene(player: &Player) -> Scene<'_> {
    let view = &player.state.view;
    let blocks = match &view.pane {
        Some(pane) => pane_blocks(player, pane),
        None => place_blocks(player),
    };
    let notes = match (&view.pane, view.place) {
        (None, Place::Station { station, step }) => station::notes(player, station, step),
        _ => NotesPane { notes: Vec::new(), state: NotesState::Absent },
    };
    Scene {
        words: player.words(),
        bar: bar(player),
        blocks,
        sight: view.sight,
        notes,
        hints: guide_posts::hints(player),
        prompt: prompt(player),
    }
}

/// The row that has the focus when a pane opens: where the visitor is, in the list of stations.
pub(crate) fn first_focus(player: &Player, pane: &Pane) -> Option<u16> {
    match (pane, player.state.view.place) {
        (Pane::Help, _) => None,
        (Pane::Stations, Place::Station { station, .. } | Place::Notice(station)) => Some(station),
        (Pane::Languages, _) => Some(player.state.edition.into()),
        _ => Some(0),
    }
}

fn pane_blocks<'a>(player: &'a Player, pane: &'a Pane) -> Vec<Block<'a>> {
    match pane {
        Pane::Stations => lists::stations(player),
        Pane::Bibliography => lists::bibliography(player),
        Pane::Map => lists::map(player),
        Pane::Timeline => lists::timeline(player),
        Pane::Glossary => lists::glossary(player),
        Pane::Figures => lists::figures(player),
        Pane::Search(query) => search::page(player, query),
        Pane::Languages => lists::languages(player),
        Pane::Help => guide_posts::help(player),
    }
}

fn place_blocks(player: &Player) -> Vec<Block<'_>> {
    match player.state.view.place {
        Place::Lobby => places::lobby(player),
        Place::Title => places::title(player),
        Place::Notice(station) => places::notice(player, station),
        Place::Station { station, step } => station::blocks(player, station, step),
        Place::Closing => places::closing(player),
    }
}

fn bar(player: &Player) -> Bar<'_> {
    let words = player.words();
    let title = if player.state.view.place == Place::Lobby { words.lobby } else { &player.edition().head().title };
    let mut right = progress(player);
    if let Some(speed) = player.state.autoplay {
        right = format!("{} · {right}", autoplay(player, speed));
    }
    Bar { left: Cow::Borrowed(title), right: right.into() }
}

fn progress(player: &Player) -> String {
    let words = player.words();
    match player.state.view.place {
        Place::Station { station, .. } | Place::Notice(station) => {
            let count = player.edition().station_count();
            fill(words.station_of, &[&(station + 1).to_string(), &count.to_string()])
        }
        Place::Closing => words.closing.to_owned(),
        Place::Title => words.count(words.stations, player.edition().station_count()),
        Place::Lobby => String::new(),
    }
}

fn autoplay(player: &Player, speed: Speed) -> String {
    fill(player.words().autoplay, &[&speed.factor().to_string()])
}

fn prompt(player: &Player) -> Option<Prompt> {
    let (state, words) = (&player.state, player.words());
    if !state.number.is_empty() {
        return Some(Prompt { text: fill(words.go_to_station, &[&state.number]), typing: true });
    }
    if let Some(message) = &state.message {
        return Some(Prompt { text: self::message(player, message), typing: false });
    }
    match &state.view.pane {
        Some(Pane::Search(query)) => Some(Prompt { text: format!("{}: {query}", words.search), typing: true }),
        _ => None,
    }
}

fn message(player: &Player, message: &Message) -> String {
    let words = player.words();
    match message {
        Message::NoSuchStation(number) => fill(words.no_such_station, &[number]),
        Message::NoSuchPlace => words.no_such_place.to_owned(),
        Message::Address(address) => fill(words.address, &[address]),
        Message::AutoPlay(speed) => autoplay(player, *speed),
        Message::AutoPlayOff => words.autoplay_off.to_owned(),
    }
}

/// A paragraph of the program's own or of a plain field.
fn line<'a>(words: impl Into<String>, role: Role) -> Block<'a> {
    Block::Paragraph {
        kind: crate::markup::ParagraphKind::Plain,
        depth: 0,
        role,
        text: Shared::Made(Text::plain(words)),
        step: None,
    }
}

/// A row of the program's own words.
fn row<'a>(target: Target, words: impl Into<String>, detail: impl Into<Cow<'a, str>>) -> Block<'a> {
    Block::Row { target, text: Shared::Made(Text::plain(words)), detail: detail.into() }
}

/// The paragraphs of `prose`, an empty line after each.
fn paragraphs<'a>(player: &'a Player, prose: &'a Prose, step: Option<u16>) -> Vec<Block<'a>> {
    let block = |paragraph: &'a Paragraph| Block::Paragraph {
        kind: paragraph.kind,
        depth: paragraph.depth,
        role: Role::Text,
        text: apparatus::set(player.edition(), &paragraph.text),
        step,
    };
    prose.paragraphs.iter().flat_map(|paragraph| [block(paragraph), Block::Gap]).collect()
}

/// A hint for each command.
fn hint_all(commands: &[Command]) -> Vec<Hint> {
    commands.iter().map(|command| Hint { command: *command }).collect()
}

/// What stands behind a notice is named, not shown.
fn behind_notice(player: &Player, station: usize) -> bool {
    !gate::open(player.edition(), &player.state, station as u16)
}
