//! A card: a page that belongs to no tour, such as a choice of language, a question or a report.
//!
//! It is made in the visitor's language by whoever shows it, and laid over the visit by the
//! [`Session`](crate::session::Session); screen, plain lines and speech take it as the scene it is.

use crate::markup::{ParagraphKind, Text};
use crate::player::extent::Extent;
use crate::player::key::Key;
use crate::player::keymap::{Command, Hands};
use crate::player::scene::{Bar, Block, NotesPane, Prompt, Scene, Shared, Target};
use crate::player::view::{NotesState, Show, Sight};
use crate::player::{Effect, Event};
use crate::theme::Role;
use crate::words::Words;

/// A page of the program's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The line at the top.
    bar: String,
    parts: Vec<Part>,
    /// The keys that matter on it.
    hints: Vec<Command>,
    /// What is being typed, as others may see it; it takes the place of the hints.
    typed: Option<String>,
    sight: Sight,
}

/// A part of it, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Title(String),
    Heading(String),
    Line(Role, String),
    /// A row that can be chosen, by the number that the choice has for whoever shows the card.
    Row {
        choice: u16,
        text: String,
        detail: String,
    },
    /// An empty line.
    Gap,
}

impl Card {
    /// A card under the words at the top of the screen.
    pub fn new(bar: impl Into<String>) -> Self {
        Self {
            bar: bar.into(),
            parts: Vec::new(),
            hints: Vec::new(),
            typed: None,
            sight: Sight::default(),
        }
    }

    /// With a title and an empty line below it.
    #[must_use]
    pub fn title(self, title: impl Into<String>) -> Self {
        self.part(Part::Title(title.into())).part(Part::Gap)
    }

    /// With a paragraph and an empty line below it.
    #[must_use]
    pub fn line(self, role: Role, words: impl Into<String>) -> Self {
        self.part(Part::Line(role, words.into())).part(Part::Gap)
    }

    /// With a row that can be chosen; the first one has the focus.
    #[must_use]
    pub fn row(mut self, choice: u16, text: impl Into<String>, detail: impl Into<String>) -> Self {
        self.sight.focus = self.sight.focus.or(Some(0));
        self.part(Part::Row {
            choice,
            text: text.into(),
            detail: detail.into(),
        })
    }

    #[must_use]
    pub fn part(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// With these keys in the line at the bottom.
    #[must_use]
    pub fn hints(mut self, hints: &[Command]) -> Self {
        self.hints = hints.to_vec();
        self
    }

    /// With this being typed.
    #[must_use]
    pub fn typed(mut self, typed: impl Into<String>) -> Self {
        self.typed = Some(typed.into());
        self
    }

    /// With the row of this choice focused, where it has one.
    #[must_use]
    pub fn focused(mut self, choice: u16) -> Self {
        let row = self.choices().position(|other| other == choice);
        if let Some(row) = row {
            self.sight = Sight::at(row as u32);
        }
        self
    }

    /// The choice of the row that has the focus.
    pub fn focus(&self) -> Option<u16> {
        self.choices().nth(self.sight.focus? as usize)
    }

    fn choices(&self) -> impl Iterator<Item = u16> + '_ {
        self.parts.iter().filter_map(|part| match part {
            Part::Row { choice, .. } => Some(*choice),
            _ => None,
        })
    }

    /// What is to be shown.
    pub fn scene<'a>(&'a self, words: &'a Words, hands: Hands) -> Scene<'a> {
        let prompt = |text: &String| Prompt {
            text: text.clone(),
            typing: true,
        };
        Scene {
            words,
            hands,
            bar: Bar {
                left: (&self.bar).into(),
                right: "".into(),
            },
            banner: None,
            blocks: self.parts.iter().map(Part::block).collect(),
            steps: Vec::new(),
            sight: self.sight,
            notes: NotesPane {
                notes: Vec::new(),
                state: NotesState::Absent,
            },
            phone: None,
            hints: self.hints.clone(),
            prompt: self.typed.as_ref().map(prompt),
        }
    }

    /// Takes one event; `seen` is the extent of the page that its scene gave.
    pub fn update(&mut self, event: &Event, seen: &Extent) -> Option<Effect> {
        self.sight.top = seen.anchor(seen.top);
        self.sight.show = Show::Top;
        match event {
            Event::Key(key) => self.press(*key, seen),
            Event::Pick(target) => self.pick(target, seen),
            Event::Wheel(lines) => self.scroll(i32::from(*lines), seen),
            Event::Tick => None,
        }
    }

    fn press(&mut self, key: Key, seen: &Extent) -> Option<Effect> {
        let page = seen.height.max(2) as i32 - 1;
        match key {
            Key::Up => self.step(-1, seen),
            Key::Down => self.step(1, seen),
            Key::PageUp => self.scroll(-page, seen),
            Key::PageDown => self.scroll(page, seen),
            Key::Enter if self.focus().is_some() => self.focus().map(Effect::Chose),
            Key::Char(digit) if self.numbered(digit).is_some() => {
                self.numbered(digit).map(Effect::Chose)
            }
            Key::Backspace | Key::Escape if self.typed.is_none() => Some(Effect::Declined),
            other => Some(Effect::Pressed(other)),
        }
    }

    fn pick(&mut self, target: &Target, seen: &Extent) -> Option<Effect> {
        match target {
            Target::Choice(choice) => Some(Effect::Chose(*choice)),
            Target::Command(Command::Up) => self.step(-1, seen),
            Target::Command(Command::Down) => self.step(1, seen),
            Target::Command(Command::Open) => self.focus().map(Effect::Chose),
            Target::Command(Command::Back) => Some(Effect::Declined),
            Target::Command(command) => Some(Effect::Asked(*command)),
            _ => None,
        }
    }

    /// The choice of the row with this number, counted from 1; none while something is typed.
    fn numbered(&self, digit: char) -> Option<u16> {
        let number = digit.to_digit(10)? as usize;
        let choosing = self.typed.is_none();
        choosing.then(|| self.choices().nth(number.checked_sub(1)?))?
    }

    /// Up or down: a row, or a line where there are no rows.
    fn step(&mut self, by: i32, seen: &Extent) -> Option<Effect> {
        let Some(focus) = self.sight.focus else {
            return self.scroll(by, seen);
        };
        let last = self.choices().count().saturating_sub(1);
        let next = (focus as usize)
            .saturating_add_signed(by as isize)
            .min(last);
        (self.sight.focus, self.sight.show) = (Some(next as u32), Show::Focus);
        if next == 0 && by < 0 {
            // What stands above the first row comes into sight again.
            (self.sight.top, self.sight.show) = (seen.anchor(0), Show::Top);
        }
        None
    }

    fn scroll(&mut self, by: i32, seen: &Extent) -> Option<Effect> {
        let last = seen.lines.len().saturating_sub(seen.height);
        let top = seen.top.saturating_add_signed(by as isize).min(last);
        self.sight.top = seen.anchor(top);
        None
    }
}

impl Part {
    fn block(&self) -> Block<'_> {
        let text = |words: &String| Shared::Made(Text::plain(words));
        match self {
            Self::Title(title) => Block::Title(title.into()),
            Self::Heading(heading) => Block::Heading(heading.into()),
            Self::Line(role, words) => Block::Paragraph {
                kind: ParagraphKind::Plain,
                depth: 0,
                role: *role,
                text: text(words),
            },
            Self::Row {
                choice,
                text: words,
                detail,
            } => Block::Row {
                target: Target::Choice(*choice),
                text: text(words),
                detail: detail.into(),
                depth: 0,
            },
            Self::Gap => Block::Gap,
        }
    }
}
