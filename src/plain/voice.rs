//! The blocks of a page as lines of words.

use std::ops::Range;

use crate::markup::{Link, ParagraphKind, Run, Text, clean};
use crate::plain::choices::Choice;
use crate::plain::news::News;
use crate::player::Player;
use crate::player::scene::{Banner, Block, Scene, SceneNote, Target};
use crate::player::view::{Pane, Place, View};
use crate::tour::{Chart, ChartKind, Content, Edition, Step, Value};
use crate::words::Words;

/// One page, and how it is said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Voice<'a> {
    pub(crate) scene: &'a Scene<'a>,
    /// A page of the program's own has none.
    pub(crate) ground: Option<Ground<'a>>,
    pub(crate) rows: Rows<'a>,
}

/// Where in a visit a page is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) view: &'a View,
}

/// What becomes of the rows of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rows<'a> {
    /// Each is said with its number among the choices.
    Numbered(&'a [Choice]),
    /// Each is said with its number among the rows, from 1.
    Counted,
    /// They are on a screen, where the keys move from one to the next.
    Listed,
    /// Nobody is there to choose: answers stand with their replies, and what only leads on is left out.
    Printed,
}

/// What somebody is told below the bar, but for the key.
pub(crate) fn told(banner: &Banner) -> String {
    let parts = [&*banner.text, &*banner.more].into_iter();
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// One line. What may not be sent to a terminal is left out, a newline in it is a space.
pub(crate) fn line(words: &str, out: &mut String) {
    out.push_str(&clean::line(words));
    out.push('\n');
}

/// Words with their own lines.
fn lines(words: &str, out: &mut String) {
    words.split('\n').for_each(|words| line(words, out));
}

/// An empty line, unless there is one.
pub(crate) fn gap(out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// The words of a row.
pub(crate) fn row(text: &Text, detail: &str, words: &Words) -> String {
    if detail.is_empty() {
        text.string.clone()
    } else {
        words.aside(&text.string, detail)
    }
}

/// The words of a link and where it leads: `zek (glossary)`. A note mark, `[3]`, stands for itself.
pub(crate) fn link(text: &Text, run: &Run, words: &Words) -> String {
    let name = &text.string[run.range.clone()];
    let kind = match &run.link {
        None | Some(Link::Mark(_) | Link::Citation(_)) => return name.to_owned(),
        Some(Link::Term(_)) => &*words.hints.glossary,
        Some(Link::Station(_)) => &words.hints.station,
        Some(Link::Figure(_)) => &words.hints.figures,
        Some(Link::Source(_)) => &words.hints.bibliography,
        Some(Link::Address(address)) => address,
    };
    words.aside(name, kind)
}

/// `[3] Author, The Book, 15.`
fn note(note: &SceneNote<'_>, out: &mut String) {
    let paragraphs = note.paragraphs.iter().map(|text| text.string.as_str());
    let paragraphs: Vec<&str> = paragraphs.collect();
    line(
        &format!("[{}] {}", note.mark + 1, paragraphs.join(" ")),
        out,
    );
}

impl<'a> Voice<'a> {
    /// The page that a visitor has before them.
    pub(crate) fn of(player: &'a Player, scene: &'a Scene<'a>, rows: Rows<'a>) -> Self {
        let ground = Ground {
            edition: player.edition(),
            view: &player.state().view,
        };
        Self {
            scene,
            ground: Some(ground),
            rows,
        }
    }

    /// A page that belongs to no tour.
    pub(crate) fn alone(scene: &'a Scene<'a>) -> Self {
        Self {
            scene,
            ground: None,
            rows: Rows::Counted,
        }
    }

    /// Says what is new.
    pub(crate) fn news(&self, news: &News, notes: bool, out: &mut String) {
        match *news {
            News::Page => self.page(notes, out),
            News::Entry(target) => {
                self.title(out);
                self.entry(target as usize, out);
            }
            News::Found => self.blocks(1..self.scene.blocks.len(), out),
            News::Return(step) => {
                self.title(out);
                self.steps(step, notes, out);
            }
            News::Steps(step) => self.steps(step, notes, out),
            News::Reply { step, answer } => self.reply(&Target::Answer { step, answer }, out),
            News::Notes => self.notes_or_none(out),
            News::NotesFrom(mark) => self.notes(|note| note.mark >= mark, out),
            News::Note(mark) => self.note(mark, out),
            News::Focus(target) => self.focus(target as usize, out),
            News::NotesOff => line(&self.scene.words.plain.notes_off, out),
            News::Nothing => {}
        }
    }

    /// The whole page.
    pub(crate) fn page(&self, notes: bool, out: &mut String) {
        self.title(out);
        let titled = matches!(self.scene.blocks.first(), Some(Block::Title(_)));
        self.blocks(usize::from(titled)..self.scene.blocks.len(), out);
        if notes {
            self.notes(|_| true, out);
        }
    }

    /// Where the visitor is: `Station 3 of 10: The hall`.
    fn title(&self, out: &mut String) {
        let words = self.scene.words;
        let Some(Block::Title(title)) = self.scene.blocks.first() else {
            return;
        };
        let place = &self.scene.bar.right;
        match self.place() {
            Some(Place::Station { .. } | Place::Notice(_)) => {
                line(&words.labelled(place, title), out);
            }
            Some(Place::Title) => {
                line(&words.plain.heading.fill(&[("text", title)]), out);
                line(place, out);
            }
            _ => line(&words.plain.heading.fill(&[("text", title)]), out),
        }
    }

    /// The steps from `step` on.
    fn steps(&self, step: u16, notes: bool, out: &mut String) {
        if let Some(blocks) = self.scene.blocks_of(step) {
            self.blocks(blocks.start..self.scene.blocks.len(), out);
        }
        if notes {
            self.notes(|note| self.step_of(note) >= step, out);
        }
    }

    /// A row of a list with what belongs to it.
    fn entry(&self, target: usize, out: &mut String) {
        let blocks = &self.scene.blocks;
        let mut passed = 0;
        let row = blocks.iter().position(|block| {
            passed += block.targets().count();
            passed > target
        });
        let start = row.unwrap_or(1);
        let is_next = |at: &usize| matches!(blocks[*at], Block::Row { depth: 0, .. });
        let end = (start + 1..blocks.len()).find(is_next);
        self.blocks(start..end.unwrap_or(blocks.len()), out);
    }

    pub(crate) fn blocks(&self, range: Range<usize>, out: &mut String) {
        for index in range {
            self.block(index, out);
        }
    }

    fn block(&self, index: usize, out: &mut String) {
        let words = self.scene.words;
        let Some(block) = self.scene.blocks.get(index) else {
            return;
        };
        match block {
            Block::Title(title) | Block::Heading(title) => {
                line(&words.plain.heading.fill(&[("text", title)]), out);
            }
            // The lobby's paragraph tells of arrow keys.
            Block::Paragraph { .. } if self.is_lobby_without_arrows() => {}
            Block::Paragraph { kind, text, .. } => self.paragraph(*kind, text, index, out),
            Block::Row {
                target,
                text,
                detail,
                ..
            } => self.row(index, target, &row(text, detail, words), out),
            Block::Pair { left, right } => line(&words.labelled(left, right), out),
            Block::Chart(chart) => self.chart(chart, out),
            Block::Map { places, .. } => {
                for spot in places {
                    let at = words.coordinates(spot.at.lat, spot.at.lon);
                    line(&words.labelled(&spot.name, &at), out);
                }
            }
            // Its description follows.
            Block::Picture { .. } => {}
            Block::Gap => gap(out),
        }
    }

    fn is_lobby_without_arrows(&self) -> bool {
        self.place() == Some(Place::Lobby) && !matches!(self.rows, Rows::Listed)
    }

    /// The place that the page is; a pane and a page of the program's own are none.
    fn place(&self) -> Option<Place> {
        let view = self.ground?.view;
        view.pane.is_none().then_some(view.place)
    }

    fn pane(&self) -> Option<&'a Pane> {
        self.ground?.view.pane.as_ref()
    }

    /// A step of the station that the page is.
    fn step(&self, step: usize) -> Option<&'a Step> {
        let Some(Place::Station { station, .. }) = self.place() else {
            return None;
        };
        self.ground?
            .edition
            .station(station.into())?
            .steps
            .get(step)
    }

    fn paragraph(&self, kind: ParagraphKind, text: &Text, index: usize, out: &mut String) {
        let quotation = &self.scene.words.plain.quotation;
        match kind {
            ParagraphKind::Bullet => lines(&format!("- {}", text.string), out),
            ParagraphKind::Numbered(number) => lines(&format!("{number}. {}", text.string), out),
            ParagraphKind::Quotation if !self.is_of_figure(index) => {
                lines(&quotation.fill(&[("text", &text.string)]), out);
            }
            _ => lines(&text.string, out),
        }
    }

    /// A figure's words are set in like a quotation and are none.
    fn is_of_figure(&self, block: usize) -> bool {
        if let Some(pane) = self.pane() {
            return *pane == Pane::Figures;
        }
        let begun = self.scene.steps.partition_point(|start| *start <= block);
        let step = begun.checked_sub(1).and_then(|step| self.step(step));
        step.is_some_and(|step| matches!(step.content, Content::Figure(_)))
    }

    fn row(&self, index: usize, target: &Target, label: &str, out: &mut String) {
        match self.rows {
            Rows::Numbered(choices) => {
                match choices
                    .iter()
                    .position(|choice| choice.block == Some(index))
                {
                    Some(at) => line(&format!("{} {label}", at + 1), out),
                    None => line(&format!("- {label}"), out),
                }
            }
            Rows::Counted => {
                let is_row = |block: &&Block<'_>| matches!(block, Block::Row { .. });
                let before = self.scene.blocks[..index].iter().filter(is_row).count();
                line(&format!("{} {label}", before + 1), out);
            }
            Rows::Listed => line(label, out),
            Rows::Printed if self.pane().is_some() => line(label, out),
            Rows::Printed => match (target, self.place()) {
                (Target::Answer { step, answer }, Some(Place::Station { .. })) => {
                    let reply = self.reply_to(*step, *answer);
                    let answer = self.scene.words.labelled(label, &reply);
                    line(&format!("- {answer}"), out);
                }
                (_, Some(Place::Station { .. })) => line(&format!("- {label}"), out),
                _ => {}
            },
        }
    }

    fn reply_to(&self, step: u16, answer: u16) -> String {
        let step = self.step(step.into());
        let Some(Content::Ask { answers, .. }) = step.map(|step| &step.content) else {
            return String::new();
        };
        let answer = answers.get(usize::from(answer)).cloned();
        answer.map_or_else(String::new, |answer| answer.reply.into_text().string)
    }

    /// What stands after the answer, up to the next one.
    fn reply(&self, answer: &Target, out: &mut String) {
        let blocks = &self.scene.blocks;
        let is_answer =
            |block: &Block<'_>| matches!(block, Block::Row { target, .. } if target == answer);
        let Some(row) = blocks.iter().position(is_answer) else {
            return;
        };
        let after = row + 1..blocks.len();
        let end = after
            .clone()
            .find(|at| matches!(blocks[*at], Block::Row { .. }));
        self.blocks(after.start..end.unwrap_or(after.end), out);
    }

    /// Every value in words; the share of a whole as the drawing has it.
    fn chart(&self, chart: &Chart, out: &mut String) {
        let words = self.scene.words;
        line(&words.chart.fill(&[("title", &chart.title)]), out);
        for value in &chart.values {
            let sum = self.value(value, chart.kind);
            line(&words.labelled(&value.label, &sum), out);
        }
    }

    fn value(&self, value: &Value, kind: ChartKind) -> String {
        let words = self.scene.words;
        match value.of {
            Some(of) if kind == ChartKind::Share => words.share(value.value, of),
            _ => words.number(value.value),
        }
    }

    fn notes_or_none(&self, out: &mut String) {
        if self.scene.notes.notes.is_empty() {
            line(&self.scene.words.no_notes, out);
        } else {
            self.notes(|_| true, out);
        }
    }

    /// The notes that are wanted, under their heading.
    fn notes(&self, wanted: impl Fn(&SceneNote<'_>) -> bool, out: &mut String) {
        let notes = self.scene.notes.notes.iter();
        let mut notes = notes.filter(|note| wanted(note)).peekable();
        if notes.peek().is_none() {
            return;
        }
        let words = self.scene.words;
        gap(out);
        line(&words.plain.heading.fill(&[("text", &words.notes)]), out);
        notes.for_each(|note| self::note(note, out));
        gap(out);
    }

    /// The note to one mark.
    fn note(&self, mark: u16, out: &mut String) {
        let notes = self.scene.notes.notes.iter();
        let mut notes = notes.filter(|note| note.mark == mark);
        if let Some(note) = notes.next() {
            self::note(note, out);
        }
    }

    fn step_of(&self, note: &SceneNote<'_>) -> u16 {
        let (Some(ground), Some(Place::Station { station, .. })) = (self.ground, self.place())
        else {
            return 0;
        };
        let station = ground.edition.station(station.into());
        let mark = station.and_then(|station| station.marks.get(usize::from(note.mark)));
        mark.map_or(0, |mark| mark.step)
    }
}
