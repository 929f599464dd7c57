//! The notes pane: the notes whose marks are on screen, in order, and the one that has the focus.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use crate::glyphs::Glyph;
use crate::layout::Page;
use crate::layout::columns::{Columns, Side};
use crate::layout::window::Setter;
use crate::layout::wrap::{cells, wrap};
use crate::markup::{Face, Text};
use crate::player::keymap::{self, Command, Hands};
use crate::player::scene::{Scene, SceneNote, Target};
use crate::player::view::NotesState;
use crate::theme::Role;

/// A line of the pane.
enum NoteLine<'a> {
    /// Part of a note.
    Text {
        note: &'a SceneNote<'a>,
        text: &'a Text,
        range: Range<usize>,
        /// It is the first of its note, and so bears the number.
        first: bool,
    },
    /// An empty line between notes.
    Air,
}

impl NoteLine<'_> {
    /// The mark of the note that the line is part of.
    fn mark(&self) -> Option<u16> {
        match self {
            Self::Text { note, .. } => Some(note.mark),
            Self::Air => None,
        }
    }

    fn is_of(&self, focus: Option<u16>) -> bool {
        focus.is_some() && self.mark() == focus
    }
}

/// Puts the notes into `area`.
pub(crate) fn place<'a>(page: &mut Page<'a>, scene: &'a Scene<'a>, area: Rect, columns: &Columns) {
    if columns.over() {
        page.extent.covered = true;
        page.pieces
            .retain(|piece| !area.contains(Position::new(piece.x, piece.y)));
        page.insets
            .retain(|inset| inset.area.intersection(area).is_empty());
        page.hits
            .retain(|hit| hit.area.intersection(area).is_empty());
    }
    let (focus, skip) = match scene.notes.state {
        NotesState::Open { mark, skip } => (mark, usize::from(skip)),
        _ => (None, 0),
    };
    let area = head(page, scene, area, columns);
    let notes = visible(scene, &page.extent.marks, focus);
    let hang = notes
        .last()
        .map_or(4, |note| cells(&number(note)) as u16 + 1);
    let air = page.air();
    let lines = lines(&notes, area.width.saturating_sub(hang), air);
    let first = first_line(&lines, focus, skip, usize::from(area.height));
    page.extent.note_goes_on = goes_on(&lines, focus, first + usize::from(area.height));
    let room = columns.room(area, air);
    let mut setter = Setter {
        page,
        scene,
        area,
        room,
    };
    if lines.is_empty() {
        setter.none();
    }
    for (y, line) in (area.y..area.bottom()).zip(&lines[first..]) {
        setter.note(line, y, hang, line.is_of(focus));
    }
    setter.hits(&lines[first..]);
    if lines.len() > first + usize::from(area.height)
        && columns.side == Side::Beside
        && focus.is_none()
    {
        setter.cut_off();
    }
}

/// The rule and the heading; what is left is for the notes.
fn head<'a>(page: &mut Page<'a>, scene: &'a Scene<'a>, area: Rect, columns: &Columns) -> Rect {
    let room = area;
    let mut setter = Setter {
        page,
        scene,
        area,
        room,
    };
    let air = setter.page.air();
    if columns.side == Side::Beside {
        for y in area.y..area.bottom() {
            let upright = setter.page.glyphs.of(Glyph::Vertical);
            setter.piece(area.x - 2, y, upright.into(), Role::Rule, Face::default());
        }
        let notes = setter.page.glyphs.text(&scene.words.notes);
        setter.piece(area.x, area.y, notes, Role::Heading, Face::default());
    } else {
        let rule = setter.page.glyphs.of(Glyph::Horizontal);
        let notes = setter.page.glyphs.text(&scene.words.notes);
        let title = format!("{rule}{rule} {notes} ");
        let rest = usize::from(area.width).saturating_sub(cells(&title));
        setter.piece(
            area.x,
            area.y,
            (title + &rule.repeat(rest)).into(),
            Role::Rule,
            Face::default(),
        );
    }
    let used = area
        .height
        .min(if columns.side == Side::Beside && area.height > 12 {
            2
        } else {
            1 + air
        });
    Rect {
        y: area.y + used,
        height: area.height - used,
        ..area
    }
}

/// The notes to show: those on screen, and the focused one in its place among them.
fn visible<'a>(scene: &'a Scene<'a>, marks: &[u16], focus: Option<u16>) -> Vec<&'a SceneNote<'a>> {
    scene
        .notes
        .notes
        .iter()
        .filter(|note| marks.contains(&note.mark) || focus == Some(note.mark))
        .collect()
}

fn number(note: &SceneNote<'_>) -> String {
    format!("[{}]", note.mark + 1)
}

/// The notes' lines; each note has `air` empty ones above and below it, but for the ends of the pane.
fn lines<'a>(notes: &[&'a SceneNote<'a>], width: u16, air: u16) -> Vec<NoteLine<'a>> {
    let mut lines = Vec::new();
    for note in notes {
        if !lines.is_empty() {
            lines.extend((0..2 * air).map(|_| NoteLine::Air));
        }
        let mut first = true;
        for text in &note.paragraphs {
            for range in wrap(text, width) {
                lines.push(NoteLine::Text {
                    note,
                    text,
                    range,
                    first,
                });
                first = false;
            }
        }
    }
    lines
}

/// The pane begins with its first note unless the focused one would not be seen whole.
fn first_line(lines: &[NoteLine<'_>], focus: Option<u16>, skip: usize, height: usize) -> usize {
    let Some(start) = lines.iter().position(|line| line.is_of(focus)) else {
        return 0;
    };
    let end = lines
        .iter()
        .rposition(|line| line.is_of(focus))
        .map_or(start, |last| last + 1);
    if end <= height {
        0
    } else {
        (start + skip).min(lines.len().saturating_sub(1))
    }
}

fn goes_on(lines: &[NoteLine<'_>], focus: Option<u16>, bottom: usize) -> bool {
    lines
        .iter()
        .rposition(|line| line.is_of(focus))
        .is_some_and(|last| last >= bottom)
}

impl<'a> Setter<'_, 'a> {
    /// Says that there are none.
    fn none(&mut self) {
        let text = Text::plain(self.page.glyphs.text(&self.scene.words.no_notes));
        let area = self.area;
        for (y, range) in (area.y..area.bottom()).zip(wrap(&text, area.width)) {
            let line = text.string[range].to_owned();
            self.piece(area.x, y, line.into(), Role::Quiet, Face::default());
        }
    }

    /// Says in the last line that the notes go on.
    fn cut_off(&mut self) {
        let y = self.area.bottom() - 1;
        let area = self.area;
        self.page
            .pieces
            .retain(|piece| piece.y != y || piece.x < area.x);
        let glyphs = self.page.glyphs;
        let words = self.scene.words;
        // On a keypad the list of everything leads to them.
        let hands = self.scene.hands;
        let key = match hands {
            Hands::Kiosk => hands.key(Command::Menu),
            Hands::Visitor | Hands::Educator | Hands::Remote | Hands::Follower | Hands::Guide => {
                hands.key(Command::Notes)
            }
        };
        let key = key.map_or_else(String::new, |key| keymap::name(key, words));
        let more = words.more_notes.fill(&[("key", &key)]);
        let more = format!("{} {}", glyphs.of(Glyph::More), glyphs.text(&more));
        self.piece(self.area.x, y, more.into(), Role::Quiet, Face::default());
    }

    /// Each note on screen is one area that can be picked.
    fn hits(&mut self, lines: &[NoteLine<'a>]) {
        let area = self.area;
        let rows: Vec<_> = (area.y..area.bottom()).zip(lines).collect();
        for rows in rows.chunk_by(|(_, one), (_, next)| one.mark() == next.mark()) {
            if let ([(first, line), ..], [.., (last, _)]) = (rows, rows)
                && let Some(mark) = line.mark()
            {
                let area = self.aired(self.row(*first..last + 1));
                self.hit(area, &Target::Note(mark));
            }
        }
    }

    fn note(&mut self, line: &NoteLine<'a>, y: u16, hang: u16, focused: bool) {
        let NoteLine::Text {
            note,
            text,
            range,
            first,
        } = line
        else {
            return;
        };
        let area = self.area;
        if *first {
            let role = if focused { Role::Focus } else { Role::Mark };
            self.piece(area.x, y, number(note).into(), role, Face::default());
        }
        if *first && focused {
            self.page.cursor = Some(Position::new(area.x, y));
        }
        self.runs(text, range.clone(), area.x + hang, y, Role::Text);
    }
}
