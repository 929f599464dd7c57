//! The pages a visitor can see, each made into a scene.

pub(crate) mod citations;
mod faults;
mod guide;
mod keys;
mod lists;
mod phone;
mod places;
mod search;
mod station;

use std::borrow::Cow;

use crate::markup::{Paragraph, ParagraphKind, Prose, Text};
use crate::player::Visit;
use crate::player::scene::{Bar, Block, NotesPane, Prompt, Scene, Shared, Target};
use crate::player::state::{Message, Speed};
use crate::player::view::{NotesState, Pane, Place};
use crate::theme::Role;

/// What is to be shown now.
pub(crate) fn scene(visit: Visit<'_>) -> Scene<'_> {
    let view = &visit.state.view;
    let (blocks, steps) = match (&view.pane, view.place) {
        (Some(pane), _) => (pane_blocks(visit, pane), Vec::new()),
        (None, Place::Station { station, step }) => station::blocks(visit, station, step),
        (None, Place::Lobby) => (places::lobby(visit), Vec::new()),
        (None, Place::Title) => (places::title(visit), Vec::new()),
        (None, Place::Notice(station)) => (places::notice(visit, station), Vec::new()),
        (None, Place::Closing) => (places::closing(visit), Vec::new()),
        (None, Place::Faults) => (faults::waiting(visit), Vec::new()),
    };
    let notes = match (&view.pane, view.place) {
        (None, Place::Station { station, step }) => station::notes(visit, station, step),
        _ => NotesPane {
            notes: Vec::new(),
            state: NotesState::Absent,
        },
    };
    let phone = phone::phone(visit, &blocks);
    Scene {
        words: visit.words(),
        hands: visit.hands(),
        bar: bar(visit),
        banner: faults::banner(visit).or_else(|| guide::banner(visit)),
        blocks,
        steps,
        sight: view.sight,
        notes,
        phone,
        hints: keys::hints(visit),
        prompt: prompt(visit),
    }
}

/// The row that has the focus when a pane opens: where the visitor is, in the list of stations.
pub(crate) fn first_focus(visit: Visit<'_>, pane: &Pane) -> Option<u32> {
    match (pane, visit.state.view.place) {
        (Pane::Help | Pane::Faults, _) => None,
        (Pane::Stations, Place::Station { station, .. } | Place::Notice(station)) => {
            Some(station.into())
        }
        (Pane::Languages, _) => Some(visit.state.edition.into()),
        _ => Some(0),
    }
}

fn pane_blocks<'a>(visit: Visit<'a>, pane: &'a Pane) -> Vec<Block<'a>> {
    match pane {
        Pane::Stations => lists::stations(visit),
        Pane::Bibliography => lists::bibliography(visit),
        Pane::Map => lists::map(visit),
        Pane::Timeline => lists::timeline(visit),
        Pane::Glossary => lists::glossary(visit),
        Pane::Figures => lists::figures(visit),
        Pane::Search(query) => search::page(visit, query),
        Pane::Languages => lists::languages(visit),
        Pane::Help => keys::help(visit),
        Pane::Faults => faults::list(visit),
    }
}

fn bar(visit: Visit<'_>) -> Bar<'_> {
    let words = visit.words();
    let title = match visit.state.view.place {
        Place::Lobby => &*words.lobby,
        Place::Faults => &*words.preview.title,
        _ => &visit.edition().head().title,
    };
    let mut right = progress(visit);
    if let Some(speed) = visit.state.autoplay {
        right = format!("{} · {right}", autoplay(visit, speed));
    }
    Bar {
        left: Cow::Borrowed(title),
        right: right.into(),
    }
}

fn progress(visit: Visit<'_>) -> String {
    let words = visit.words();
    match visit.state.view.place {
        Place::Station { station, .. } | Place::Notice(station) => {
            let count = visit.edition().station_count();
            words.station_of.fill(&[
                ("station", &(station + 1).to_string()),
                ("count", &count.to_string()),
            ])
        }
        Place::Closing => words.closing.to_string(),
        Place::Title => words.stations.count(visit.edition().station_count()),
        Place::Lobby | Place::Faults => String::new(),
    }
}

fn autoplay(visit: Visit<'_>, speed: Speed) -> String {
    let words = visit.words();
    let speed = words.number(speed.factor());
    words.autoplay.fill(&[("speed", &speed)])
}

fn prompt(visit: Visit<'_>) -> Option<Prompt> {
    let (state, words) = (&visit.state, visit.words());
    if !state.number.is_empty() {
        return Some(Prompt {
            text: words.go_to_station.fill(&[("station", &state.number)]),
            typing: true,
        });
    }
    if let Some(message) = &state.message {
        return Some(Prompt {
            text: self::message(visit, message),
            typing: false,
        });
    }
    match &state.view.pane {
        Some(Pane::Search(query)) => Some(Prompt {
            text: words.search_for.fill(&[("query", query)]),
            typing: true,
        }),
        _ => None,
    }
}

fn message(visit: Visit<'_>, message: &Message) -> String {
    let words = visit.words();
    match message {
        Message::NoSuchGroup(group) => words.no_such_group.fill(&[("group", group)]),
        Message::TooManyGroups => words.too_many_groups.to_string(),
        Message::NoSuchTour(tour) => words.no_such_tour.fill(&[("tour", tour)]),
        Message::NoSuchStation(number) => words.no_such_station.fill(&[("station", number)]),
        Message::NoSuchLanguage(tag) => words.no_such_language.fill(&[("language", tag)]),
        Message::NoSuchPlace => words.no_such_place.to_string(),
        Message::Address(address) => words.address.fill(&[("address", address)]),
        Message::AutoPlay(speed) => autoplay(visit, *speed),
        Message::AutoPlayOff => words.autoplay_off.to_string(),
        Message::GuideElsewhere => words.group.elsewhere.to_string(),
        Message::GroupEnded => words.group.ended.to_string(),
        Message::NoOtherGuide => words.group.no_other_guide.to_string(),
    }
}

/// A paragraph of the program's own or of a plain field.
fn line<'a>(words: impl Into<String>, role: Role) -> Block<'a> {
    Block::Paragraph {
        kind: ParagraphKind::Plain,
        depth: 0,
        role,
        text: Shared::Made(Text::plain(words)),
    }
}

/// A row of the program's own words.
fn row<'a>(target: Target, words: impl Into<String>, detail: impl Into<Cow<'a, str>>) -> Block<'a> {
    Block::Row {
        target,
        text: Shared::Made(Text::plain(words)),
        detail: detail.into(),
        depth: 0,
    }
}

/// The paragraphs of `prose`, an empty line after each.
fn paragraphs<'a>(visit: Visit<'a>, prose: &'a Prose) -> Vec<Block<'a>> {
    let block = |paragraph: &'a Paragraph| Block::Paragraph {
        kind: paragraph.kind,
        depth: paragraph.depth,
        role: Role::Text,
        text: citations::set(visit.edition(), &paragraph.text),
    };
    let mut blocks = Vec::with_capacity(prose.paragraphs.len() * 2);
    for (at, paragraph) in prose.paragraphs.iter().enumerate() {
        blocks.push(block(paragraph));
        let next = prose.paragraphs.get(at + 1);
        if !next.is_some_and(|next| is_item(paragraph.kind) && is_item(next.kind)) {
            blocks.push(Block::Gap);
        }
    }
    blocks
}

/// Items of a list stand close together.
fn is_item(kind: ParagraphKind) -> bool {
    matches!(kind, ParagraphKind::Bullet | ParagraphKind::Numbered(_))
}
