//! The plain mode: the same scenes as lines of words, for screen readers, braille, pipes and scripts.
//!
//! It only ever appends. A line of input is the number of a choice; an empty line takes the first.
//! No control byte but the newline is written.

use std::fmt::Write;

use crate::markup::{ParagraphKind, Text};
use crate::player::extent::{Extent, Spotted};
use crate::player::key::Key;
use crate::player::keymap::{self, Command};
use crate::player::scene::{Block, Scene, SceneNote, Target};
use crate::player::view::NotesState;
use crate::player::view::{Pane, Place, View};
use crate::player::{Effect, Event, Player};
use crate::theme::Role;
use crate::tour::Chart;
use crate::words::{Words, fill};

/// A visit by lines.
#[derive(Debug)]
pub struct Plain {
    player: Player,
    /// What was said last.
    said: Option<View>,
    choices: Vec<Choice>,
}

/// One numbered choice.
#[derive(Debug, Clone)]
struct Choice {
    label: String,
    target: Target,
}

/// Whether the visit goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    GoOn,
    Leave,
}

impl Plain {
    pub fn new(player: Player) -> Self {
        Self {
            player,
            said: None,
            choices: Vec::new(),
        }
    }

    /// Says what is new since the last time, and the choices.
    pub fn say(&mut self, out: &mut String) {
        let view = self.player.state().view.clone();
        let scene = self.player.scene();
        if self.said.as_ref() != Some(&view) {
            say_new(&scene, self.said.as_ref(), &view, out);
        }
        if let Some(prompt) = scene.prompt.as_ref().filter(|prompt| !prompt.typing) {
            say_line(&prompt.text, out);
        }
        self.choices = choices(&scene, &view, &self.player);
        say_choices(&self.choices, &scene, out);
        self.said = Some(view);
    }

    /// Takes a line of input.
    pub fn take(&mut self, line: &str, out: &mut String) -> Flow {
        let line = line.trim();
        if line == "?" {
            return Flow::GoOn;
        }
        if let Some(Pane::Search(_)) = self.player.state().view.pane
            && line.parse::<usize>().is_err()
            && !line.is_empty()
        {
            self.search(line);
            return Flow::GoOn;
        }
        let number = if line.is_empty() {
            Ok(1)
        } else {
            line.parse::<usize>()
        };
        let choice = number
            .ok()
            .and_then(|number| self.choices.get(number.wrapping_sub(1)).cloned());
        let Some(choice) = choice else {
            say_line(
                &fill(self.player.words().plain.not_understood, &[line]),
                out,
            );
            return Flow::GoOn;
        };
        let seen = everything(&self.player.scene());
        let effects = self.player.update(Event::Pick(choice.target), &seen);
        if effects.contains(&Effect::Quit) {
            Flow::Leave
        } else {
            Flow::GoOn
        }
    }

    /// Replaces the query by what was typed.
    fn search(&mut self, words: &str) {
        let clear = match &self.player.state().view.pane {
            Some(Pane::Search(query)) => query.chars().count(),
            _ => 0,
        };
        let keys = std::iter::repeat_n(Key::Backspace, clear).chain(words.chars().map(Key::Char));
        for key in keys {
            let seen = everything(&self.player.scene());
            self.player.update(Event::Key(key), &seen);
        }
    }
}

/// The whole tour from beginning to end: every station with its notes, then timeline, glossary and
/// bibliography. Content notices stand before what they are about.
pub fn whole(player: &Player, out: &mut String) {
    for page in player.all_pages() {
        let scene = page.scene();
        scene
            .blocks
            .iter()
            .filter(|block| !is_control(block))
            .for_each(|block| say_block(block, scene.words, out));
        say_notes(&scene, |_| true, out);
        out.push('\n');
    }
}

/// Rows that only make sense where something can be chosen.
fn is_control(block: &Block<'_>) -> bool {
    matches!(
        block,
        Block::Row {
            target: Target::Consent | Target::Skip(_) | Target::Leave | Target::Command(_),
            ..
        }
    )
}

fn say_new(scene: &Scene<'_>, said: Option<&View>, view: &View, out: &mut String) {
    let from = said.map_or(0, |said| new_from(said, view));
    if from == 0 && view.pane.is_none() && !scene.bar.right.is_empty() {
        say_line(&scene.bar.right, out);
    }
    let start = match from {
        0 => 0,
        step => scene
            .blocks_of(step)
            .map_or(scene.blocks.len(), |blocks| blocks.start),
    };
    for block in scene.blocks[start..]
        .iter()
        .filter(|block| !matches!(block, Block::Row { .. }))
    {
        say_block(block, scene.words, out);
    }
    if let NotesState::Open { .. } = scene.notes.state {
        say_notes(scene, |_| true, out);
    }
}

/// The first step that has not been said; 0 for a page that is new as a whole.
fn new_from(said: &View, view: &View) -> u16 {
    match (said.place, view.place) {
        (
            Place::Station {
                station: before,
                step: said_step,
            },
            Place::Station { station, step },
        ) if before == station
            && said.pane.is_none()
            && view.pane.is_none()
            && step > said_step =>
        {
            said_step + 1
        }
        (before, now) if before == now && said.pane == view.pane && view.notes_open() => u16::MAX,
        _ => 0,
    }
}

fn say_block(block: &Block<'_>, words: &Words, out: &mut String) {
    match block {
        Block::Title(title) | Block::Heading(title) => {
            say_line(&fill(words.plain.heading, &[title]), out);
        }
        Block::Paragraph {
            kind, text, role, ..
        } => say_paragraph(*kind, text, *role, out),
        Block::Row { text, detail, .. } if detail.is_empty() => say_line(&text.string, out),
        Block::Row { text, detail, .. } => say_line(&format!("{} ({detail})", text.string), out),
        Block::Pair { left, right } => say_line(&format!("{left}: {right}"), out),
        Block::Chart(chart) => say_chart(chart, words, out),
        Block::Map { places, .. } => {
            for spot in places {
                say_line(
                    &format!("{}: {:.2}, {:.2}", spot.name, spot.at.lat, spot.at.lon),
                    out,
                );
            }
        }
        Block::Rule | Block::Gap => {}
    }
}

fn say_paragraph(kind: ParagraphKind, text: &Text, role: Role, out: &mut String) {
    match kind {
        ParagraphKind::Bullet => say_line(&format!("- {}", text.string), out),
        ParagraphKind::Numbered(number) => say_line(&format!("{number}. {}", text.string), out),
        _ => say_line(&text.string, out),
    }
    if role == Role::Text {
        out.push('\n');
    }
}

fn say_chart(chart: &Chart, words: &Words, out: &mut String) {
    say_line(&format!("{}: {}", words.chart, chart.title), out);
    for value in &chart.values {
        let number = words.number(value.value);
        let number = match value.of {
            Some(of) => fill(words.of, &[&number, &words.number(of)]),
            None => number,
        };
        say_line(&format!("{}: {number}", value.label), out);
    }
}

fn say_notes(scene: &Scene<'_>, which: impl Fn(&SceneNote<'_>) -> bool, out: &mut String) {
    let notes: Vec<_> = scene
        .notes
        .notes
        .iter()
        .filter(|note| which(note))
        .collect();
    if !notes.is_empty() {
        say_line(&fill(scene.words.plain.heading, &[scene.words.notes]), out);
    }
    for note in notes {
        let words: Vec<&str> = note
            .paragraphs
            .iter()
            .map(|text| text.string.as_str())
            .collect();
        say_line(&format!("[{}] {}", note.mark + 1, words.join(" ")), out);
    }
}

/// One line; whatever is not a letter or sign of the text is left out.
fn say_line(words: &str, out: &mut String) {
    out.extend(
        words
            .chars()
            .map(|char| if char.is_control() { ' ' } else { char }),
    );
    out.push('\n');
}

/// What Next, the rows of the page and the commands offer, in this order.
fn choices(scene: &Scene<'_>, view: &View, player: &Player) -> Vec<Choice> {
    let mut choices = Vec::new();
    if matches!(view.place, Place::Station { .. }) && view.pane.is_none() && !player.must_choose() {
        choices.push(command(Command::Next, scene.words));
    }
    choices.extend(scene.blocks.iter().filter_map(|block| row(block, view)));
    let several = player.visit().editions().len() > 1;
    let offered = commands(view)
        .iter()
        .filter(|offered| **offered != Command::Language || several);
    choices.extend(offered.map(|offered| command(*offered, scene.words)));
    choices
}

fn commands(view: &View) -> &'static [Command] {
    use Command as C;
    match (&view.pane, view.place) {
        (Some(_), _) => &[C::Back, C::Quit],
        (None, Place::Station { .. }) => &[
            C::Notes,
            C::Back,
            C::Stations,
            C::Bibliography,
            C::Map,
            C::Timeline,
            C::Glossary,
            C::Figures,
            C::Search,
            C::Language,
            C::Help,
            C::Quit,
        ],
        (None, _) => &[C::Language, C::Help, C::Quit],
    }
}

fn command(command: Command, words: &Words) -> Choice {
    let label = keymap::binding(command).map_or("", |binding| (binding.phrase)(&words.commands));
    Choice {
        label: label.to_owned(),
        target: Target::Command(command),
    }
}

/// A row of the page; of questions only the last one asks.
fn row(block: &Block<'_>, view: &View) -> Option<Choice> {
    let Block::Row {
        target,
        text,
        detail,
        ..
    } = block
    else {
        return None;
    };
    if let (Target::Answer { step: asked, .. }, Place::Station { step, .. }) = (target, view.place)
        && *asked != step
    {
        return None;
    }
    let label = if detail.is_empty() {
        text.string.clone()
    } else {
        format!("{} ({detail})", text.string)
    };
    Some(Choice {
        label,
        target: target.clone(),
    })
}

fn say_choices(choices: &[Choice], scene: &Scene<'_>, out: &mut String) {
    for (index, choice) in choices.iter().enumerate() {
        let mut line = String::new();
        // Writing to a string cannot fail.
        let _ = write!(line, "{} {}", index + 1, choice.label);
        say_line(&line, out);
    }
    say_line(scene.words.plain.choose_number, out);
}

/// In the plain mode all of a page has been shown.
fn everything(scene: &Scene<'_>) -> Extent {
    let targets = scene
        .targets()
        .map(|(target, _)| Spotted { line: 0, target })
        .collect();
    let marks = scene.notes.notes.iter().map(|note| note.mark).collect();
    Extent {
        height: usize::MAX / 2,
        targets,
        marks,
        notes: true,
        ..Extent::default()
    }
}
