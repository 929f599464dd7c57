//! A scene: what the visitor is to be shown, as words and blocks, before any size or colour.
//!
//! The screen ([`layout`](crate::layout)) and the plain mode ([`plain`](crate::plain)) are both made from it.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::glyphs::Glyphs;
use crate::markup::{Link, ParagraphKind, Run, Text};
use crate::player::keymap::{Command, Hands};
use crate::player::view::{NotesState, Sight};
use crate::theme::Role;
use crate::tour::{Chart, Edition, Figure, Map, Point};
use crate::words::Words;

/// Everything on one screen.
#[derive(Debug)]
pub struct Scene<'a> {
    pub words: &'a Words,
    /// Whose keys the hints name.
    pub hands: Hands,
    /// The line at the top.
    pub bar: Bar<'a>,
    /// A line below the bar: to an educator, or to a member of a group.
    pub banner: Option<Banner>,
    pub blocks: Vec<Block<'a>>,
    /// Where each step of the station begins among the blocks; empty for other pages.
    pub steps: Vec<usize>,
    pub sight: Sight,
    pub notes: NotesPane<'a>,
    /// What can be read on a phone, on a page that offers it.
    pub phone: Option<Phone<'a>>,
    /// The keys that matter now.
    pub hints: Vec<Command>,
    /// What is being typed, or a short message; it takes the place of the hints.
    pub prompt: Option<Prompt>,
}

/// The line at the top: where the visitor is.
#[derive(Debug)]
pub struct Bar<'a> {
    pub left: Cow<'a, str>,
    pub right: Cow<'a, str>,
}

/// What somebody is told while they read: an educator about the tour's files, a member of a group
/// about the group.
#[derive(Debug)]
pub struct Banner {
    /// It gives way where there is little room.
    pub text: String,
    /// What stands at the right: how many more faults there are, with the key that lists them, or minutes.
    pub more: String,
    /// What is to be done, right after the text; empty for nothing.
    pub key: String,
    pub role: Role,
    /// What a click on it does.
    pub command: Option<Command>,
}

/// What stands in the hint line while it is needed.
#[derive(Debug)]
pub struct Prompt {
    pub text: String,
    /// Something is being typed at its end.
    pub typing: bool,
}

/// Addresses for a phone: the screen shows the one that has the focus as a QR code, where it can.
#[derive(Debug)]
pub struct Phone<'a> {
    /// The address of what has the focus; it is printed on the page too.
    pub address: Option<&'a str>,
    /// Modules on each side of all the codes that the page may show.
    pub sides: Vec<u16>,
}

/// The notes beside or below the text.
#[derive(Debug)]
pub struct NotesPane<'a> {
    /// Every note whose mark stands in `blocks`, in order of its number.
    pub notes: Vec<SceneNote<'a>>,
    pub state: NotesState,
}

/// A note, ready to be set.
#[derive(Debug)]
pub struct SceneNote<'a> {
    /// The index of its mark in the station.
    pub mark: u16,
    pub paragraphs: Vec<Shared<'a>>,
}

/// A text that the tour holds, that the bibliography holds, or that was made for this scene.
#[derive(Debug)]
pub enum Shared<'a> {
    Borrowed(&'a Text),
    Counted(Arc<Text>),
    Made(Text),
}

impl Shared<'_> {
    fn spelled(self, glyphs: Glyphs) -> Self {
        match glyphs.map_text(&self) {
            Cow::Borrowed(_) => self,
            Cow::Owned(spelled) => Shared::Made(spelled),
        }
    }

    /// The text itself, to be changed.
    pub fn into_text(self) -> Text {
        match self {
            Shared::Made(text) => text,
            Shared::Borrowed(text) => text.clone(),
            Shared::Counted(text) => text.as_ref().clone(),
        }
    }
}

impl std::ops::Deref for Shared<'_> {
    type Target = Text;

    fn deref(&self) -> &Text {
        match self {
            Shared::Borrowed(text) => text,
            Shared::Counted(text) => text,
            Shared::Made(text) => text,
        }
    }
}

/// A part of the page.
#[derive(Debug)]
pub enum Block<'a> {
    /// The large title of a page.
    Title(Cow<'a, str>),
    /// A heading inside it.
    Heading(Cow<'a, str>),
    Paragraph {
        kind: ParagraphKind,
        depth: u8,
        role: Role,
        text: Shared<'a>,
    },
    /// A row that can be picked.
    Row {
        target: Target,
        text: Shared<'a>,
        detail: Cow<'a, str>,
        /// 1 for a row that belongs to the one above it.
        depth: u8,
    },
    /// Two columns: a key and what it does.
    Pair {
        left: String,
        right: Cow<'a, str>,
    },
    /// The picture of a figure, where the screen shows pictures; its words stand below it.
    Picture {
        edition: &'a Edition,
        figure: &'a Figure,
    },
    Chart(&'a Chart),
    Map {
        map: &'a Map,
        places: Vec<Spot<'a>>,
    },
    /// An empty line.
    Gap,
}

impl Scene<'_> {
    /// The scene with its texts in the letters that `glyphs` has.
    #[must_use]
    pub fn spelled(mut self, glyphs: Glyphs) -> Self {
        if glyphs == Glyphs::Unicode {
            return self;
        }
        self.blocks = self
            .blocks
            .into_iter()
            .map(|block| block.spelled(glyphs))
            .collect();
        for note in &mut self.notes.notes {
            note.paragraphs = note
                .paragraphs
                .drain(..)
                .map(|text| text.spelled(glyphs))
                .collect();
        }
        self
    }

    /// The blocks of a step of the station.
    pub fn blocks_of(&self, step: u16) -> Option<Range<usize>> {
        let step = usize::from(step);
        let start = *self.steps.get(step)?;
        let end = self.steps.get(step + 1).copied();
        Some(start..end.unwrap_or(self.blocks.len()))
    }

    /// Everything that can be opened, in reading order; the run of its block's text for a link.
    pub fn targets(&self) -> impl Iterator<Item = (Target, Option<usize>)> + '_ {
        self.blocks.iter().flat_map(Block::targets)
    }
}

fn spell(words: Cow<'_, str>, glyphs: Glyphs) -> Cow<'_, str> {
    match glyphs.text(&words) {
        Cow::Borrowed(_) => words,
        Cow::Owned(spelled) => spelled.into(),
    }
}

impl Block<'_> {
    fn spelled(self, glyphs: Glyphs) -> Self {
        match self {
            Block::Title(title) => Block::Title(spell(title, glyphs)),
            Block::Heading(heading) => Block::Heading(spell(heading, glyphs)),
            Block::Paragraph {
                kind,
                depth,
                role,
                text,
            } => Block::Paragraph {
                kind,
                depth,
                role,
                text: text.spelled(glyphs),
            },
            Block::Row {
                target,
                text,
                detail,
                depth,
            } => Block::Row {
                target,
                text: text.spelled(glyphs),
                detail: spell(detail, glyphs),
                depth,
            },
            Block::Pair { left, right } => Block::Pair {
                left: glyphs.text(&left).into_owned(),
                right: spell(right, glyphs),
            },
            drawn @ (Block::Picture { .. } | Block::Chart(_) | Block::Map { .. } | Block::Gap) => {
                drawn
            }
        }
    }

    /// What can be opened in this block. A row is one target; its own links are not.
    pub fn targets(&self) -> Box<dyn Iterator<Item = (Target, Option<usize>)> + '_> {
        match self {
            Block::Row { target, .. } => Box::new(std::iter::once((target.clone(), None))),
            Block::Paragraph { text, .. } => Box::new(links(text)),
            _ => Box::new(std::iter::empty()),
        }
    }
}

fn links(text: &Text) -> impl Iterator<Item = (Target, Option<usize>)> + '_ {
    let link =
        |(at, run): (usize, &Run)| run.link.clone().map(|link| (Target::Link(link), Some(at)));
    text.runs.iter().enumerate().filter_map(link)
}

/// A place on the map.
#[derive(Debug)]
pub struct Spot<'a> {
    pub at: Point,
    pub name: Cow<'a, str>,
    /// The visitor is here.
    pub here: bool,
}

/// What Enter or a click on something does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A link in a text.
    Link(Link),
    /// Go to the station with this index, at this step.
    Station { station: u16, step: u16 },
    /// A note of the station on screen, by its mark.
    Note(u16),
    /// A source: its entry, and from there the first station that cites it.
    Source(Box<str>),
    /// A term: its entry, and from there the first station that speaks of it.
    Term(Box<str>),
    /// An event: its row, and from there its station.
    Event(u16),
    /// A figure or chart: its row, and from there the step that shows it.
    Figure(Box<str>),
    /// Pick an answer of the step's question.
    Answer { step: u16, answer: u16 },
    /// A translation, by its index.
    Language(u8),
    /// A tour of the lobby, by its index.
    Tour(u16),
    /// Accept the notice on screen.
    Consent,
    /// Do not enter; go to the station with this index.
    Skip(u16),
    /// To the closing screen.
    Leave,
    /// What a key would do.
    Command(Command),
    /// A row of a card, by its choice.
    Choice(u16),
}
