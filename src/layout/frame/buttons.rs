//! The keys that matter now as buttons, for fingers.

use std::borrow::Cow;

use ratatui::layout::Rect;

use crate::glyphs::Glyph;
use crate::layout::columns::Columns;
use crate::layout::frame::{self, Rest};
use crate::layout::wrap::cells;
use crate::layout::{Hit, Page};
use crate::player::keymap::Command;
use crate::player::scene::{Scene, Target};
use crate::theme::Role;

/// From so many rows on buttons have an edge.
const EDGED: u16 = 3;
/// From so many columns on the way to the rest of the page is told in words.
const WORDED: u16 = 60;
/// So many hints are worth more than the names of their keys.
const ENOUGH: usize = 4;

/// What is written on a button, and what it does.
struct Button<'a> {
    words: Vec<(Cow<'a, str>, Role)>,
    command: Command,
}

/// Puts the rule and the buttons below the text. A prompt takes the rule's place, so that no button goes.
pub(super) fn place<'a>(page: &mut Page<'a>, scene: &'a Scene<'a>, columns: &Columns) {
    let prompt = scene.prompt.as_ref();
    match (columns.rule, prompt) {
        (Some(area), Some(prompt)) => frame::prompt(page, prompt, area),
        (Some(area), None) => {
            let line = page.glyphs.of(Glyph::Horizontal);
            let line = line.repeat(usize::from(area.width));
            frame::piece(page, area.x, area.y, line, Role::Rule);
        }
        (None, _) => {}
    }
    match (columns.hints, prompt) {
        (Some(area), Some(prompt)) if columns.rule.is_none() => frame::prompt(page, prompt, area),
        (Some(area), _) => band(page, scene, area, columns.over()),
        (None, _) => {}
    }
}

/// The way to the rest of the page at the right, so that the others stay where they are; from the
/// left as many hints as fit, the first ones matter most.
fn band<'a>(page: &mut Page<'a>, scene: &'a Scene<'a>, area: Rect, over: bool) {
    let mut room = area;
    if area.height < EDGED && area.width > 20 {
        room.x += 1;
        room.width -= 1;
    }
    if let Some(rest) = frame::rest(page, over) {
        let button = on(page, scene, rest, area);
        let width = button.width(page, area).min(area.width);
        let x = area.right() - width;
        put(page, button, Rect { x, width, ..area });
        room.width = room.width.saturating_sub(width + gap(area));
    }
    for (button, area) in fitting(page, scene, room) {
        put(page, button, area);
    }
}

/// The hints with their places. Where few fit with the names of their keys, they go without, and what
/// a finger does on a row itself is left out.
fn fitting<'a>(page: &Page<'_>, scene: &'a Scene<'a>, room: Rect) -> Vec<(Button<'a>, Rect)> {
    let named = set(page, scene, room, Names::Shown);
    if named.len() < ENOUGH.min(scene.hints.len()) {
        return set(page, scene, room, Names::Left);
    }
    named
}

fn set<'a>(
    page: &Page<'_>,
    scene: &'a Scene<'a>,
    mut room: Rect,
    names: Names,
) -> Vec<(Button<'a>, Rect)> {
    let mut buttons = Vec::new();
    let needed =
        |hint: &&Command| names == Names::Shown || !matches!(**hint, Command::Open | Command::Down);
    let hints = scene.hints.iter().filter(needed);
    for button in hints.filter_map(|hint| hinted(page, scene, *hint, names)) {
        let width = button.width(page, room);
        if width > room.width {
            break;
        }
        buttons.push((button, Rect { width, ..room }));
        let used = width + gap(room);
        room.x += used;
        room.width = room.width.saturating_sub(used);
    }
    buttons
}

/// Whether buttons bear the names of their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    Shown,
    Left,
}

/// Cells between buttons.
fn gap(area: Rect) -> u16 {
    if area.height < EDGED { 2 } else { 1 }
}

impl Button<'_> {
    /// The cells that it takes in a band.
    fn width(&self, page: &Page<'_>, band: Rect) -> u16 {
        let edge = if band.height < EDGED { 0 } else { 4 };
        (self.length() + edge).max(page.finger.width)
    }

    /// The cells of its words.
    fn length(&self) -> u16 {
        let words = self.words.iter().map(|(words, _)| cells(words) as u16 + 1);
        words.sum::<u16>().saturating_sub(1)
    }
}

/// The button that leads on to what is not on screen; in a narrow band its sign alone.
fn on<'a>(page: &Page<'_>, scene: &'a Scene<'a>, rest: Rest, band: Rect) -> Button<'a> {
    let (role, command) = match rest {
        Rest::Below => (Role::Key, Command::Next),
        Rest::Above => (Role::Quiet, Command::Above),
    };
    let words: Cow<'a, str> = if band.width < WORDED {
        page.glyphs.of(rest.sign()).into()
    } else {
        frame::cue(page.glyphs, scene.words, rest).into()
    };
    Button {
        words: vec![(words, role)],
        command,
    }
}

fn hinted<'a>(
    page: &Page<'_>,
    scene: &'a Scene<'a>,
    command: Command,
    names: Names,
) -> Option<Button<'a>> {
    let (key, word) = frame::names(scene, command, page.glyphs)?;
    let words = match names {
        Names::Shown => vec![(key.into(), Role::Key), (word, Role::Hint)],
        Names::Left => vec![(word, Role::Key)],
    };
    Some(Button { words, command })
}

/// Writes a button's words into the middle row of `area`, and its edge round them where there is room.
fn put<'a>(page: &mut Page<'a>, button: Button<'a>, area: Rect) {
    let mut x = area.x;
    if area.height >= EDGED {
        edge(page, area);
        x += area.width.saturating_sub(button.length()) / 2;
    }
    for (words, role) in button.words {
        x = frame::piece(page, x, area.y + area.height / 2, words, role) + 1;
    }
    page.hits.push(Hit {
        area,
        target: Target::Command(button.command),
    });
}

fn edge(page: &mut Page<'_>, area: Rect) {
    let glyphs = page.glyphs;
    let line = glyphs
        .of(Glyph::Horizontal)
        .repeat(usize::from(area.width.saturating_sub(2)));
    let ends = |left, right| format!("{}{line}{}", glyphs.of(left), glyphs.of(right));
    let (top, bottom) = (
        ends(Glyph::TopLeft, Glyph::TopRight),
        ends(Glyph::BottomLeft, Glyph::BottomRight),
    );
    frame::piece(page, area.x, area.y, top, Role::Rule);
    frame::piece(page, area.x, area.bottom() - 1, bottom, Role::Rule);
    for y in area.y + 1..area.bottom() - 1 {
        for x in [area.x, area.right() - 1] {
            frame::piece(page, x, y, glyphs.of(Glyph::Vertical), Role::Rule);
        }
    }
}
