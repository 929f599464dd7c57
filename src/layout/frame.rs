//! The bar at the top, the rule that tells how much is below, and the line of keys, or buttons.

mod buttons;

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::glyphs::{Glyph, Glyphs};
use crate::layout::columns::Columns;
use crate::layout::wrap::cells;
use crate::layout::{Hit, Page, Piece, Reach};
use crate::markup::Face;
use crate::player::keymap::{self, Command};
use crate::player::scene::{Banner, Prompt, Scene, Target};
use crate::theme::Role;
use crate::words::Words;

/// Puts the frame round the text.
pub(crate) fn place<'a>(page: &mut Page<'a>, scene: &'a Scene<'a>, columns: &Columns) {
    if let Some(area) = columns.bar {
        bar(page, scene, area);
    }
    if let (Some(area), Some(banner)) = (columns.banner, &scene.banner) {
        self::banner(page, banner, area);
    }
    match page.reach {
        Reach::Pointer => lines(page, scene, columns),
        Reach::Touch => buttons::place(page, scene, columns),
    }
}

/// The rule and the line of keys.
fn lines<'a>(page: &mut Page<'a>, scene: &'a Scene<'a>, columns: &Columns) {
    if let Some(area) = columns.rule {
        rule(page, scene, area, columns.over());
    }
    if let Some(area) = columns.hints {
        match &scene.prompt {
            Some(prompt) => self::prompt(page, prompt, area),
            None => hints(page, scene, area, columns.rule.is_none()),
        }
    }
}

fn piece<'a>(
    page: &mut Page<'a>,
    x: u16,
    y: u16,
    text: impl Into<Cow<'a, str>>,
    role: Role,
) -> u16 {
    let text = spell(page.glyphs, text.into());
    let width = cells(&text) as u16;
    page.pieces.push(Piece {
        x,
        y,
        text,
        role,
        face: Face::default(),
    });
    x + width
}

fn spell(glyphs: Glyphs, text: Cow<'_, str>) -> Cow<'_, str> {
    match glyphs.text(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(spelled) => spelled.into(),
    }
}

/// Place on the left, progress on the right.
fn bar(page: &mut Page<'_>, scene: &Scene<'_>, area: Rect) {
    ends(page, area, (&scene.bar.left, &scene.bar.right), Role::Bar);
}

/// The first fault and how many more, or where the guide is and the key that leads there; all of it
/// does what the key does.
fn banner(page: &mut Page<'_>, banner: &Banner, area: Rect) {
    if banner.key.is_empty() {
        let more = cells(&page.glyphs.text(&banner.more)) as u16;
        let text = shorten(&banner.text, area.width.saturating_sub(more + 3));
        ends(page, area, (text, &banner.more), banner.role);
    } else {
        let key = format!(" · {}", page.glyphs.text(&banner.key));
        let text = page.glyphs.text(&banner.text);
        let text = cut(&text, area.width.saturating_sub(cells(&key) as u16 + 3));
        ends(page, area, (&format!("{text}{key}"), ""), banner.role);
    }
    if let Some(command) = banner.command {
        page.hits.push(Hit {
            area,
            target: Target::Command(command),
        });
    }
}

/// The first of the parts between ` · ` that fit, at least one.
fn shorten(mut text: &str, width: u16) -> &str {
    while cells(text) > usize::from(width)
        && let Some((front, _)) = text.rsplit_once(" · ")
    {
        text = front;
    }
    text
}

/// A full line with words at both of its ends; the left ones give way.
fn ends(page: &mut Page<'_>, area: Rect, (left, right): (&str, &str), role: Role) {
    let (left, right) = (page.glyphs.text(left), page.glyphs.text(right));
    let left = cut(&left, area.width.saturating_sub(cells(&right) as u16 + 3));
    let fill = usize::from(area.width).saturating_sub(cells(&left) + cells(&right) + 2);
    let line = format!(" {left}{}{right} ", " ".repeat(fill));
    let line = cut(&line, area.width).into_owned();
    piece(page, area.x, area.y, line, role);
}

/// A line with what is above or below.
fn rule<'a>(page: &mut Page<'a>, scene: &'a Scene<'a>, area: Rect, over: bool) {
    let rest = rest(page, over);
    let cue = rest.map_or_else(String::new, |rest| {
        format!(" {} ", cue(page.glyphs, scene.words, rest))
    });
    let line = page.glyphs.of(Glyph::Horizontal);
    let length = usize::from(area.width).saturating_sub(cells(&cue) + 2);
    let start = piece(page, area.x, area.y, line.repeat(length), Role::Rule);
    let (role, command) = match rest {
        Some(Rest::Below) => (Role::Key, Command::Down),
        Some(Rest::Above) | None => (Role::Quiet, Command::Up),
    };
    let end = piece(page, start, area.y, cue, role);
    page.hits.push(Hit {
        area: Rect::new(start, area.y, end - start, 1),
        target: Target::Command(command),
    });
    let rest = usize::from(area.right().saturating_sub(end));
    piece(page, end, area.y, line.repeat(rest), Role::Rule);
}

/// Where a page goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    Above,
    Below,
}

impl Rest {
    fn sign(self) -> Glyph {
        match self {
            Self::Below => Glyph::More,
            Self::Above => Glyph::Less,
        }
    }
}

/// What is not on screen, of the notes where they lie over the text: below before above.
fn rest(page: &Page<'_>, over: bool) -> Option<Rest> {
    let below = if over {
        page.extent.note_goes_on
    } else {
        page.extent.below() > 0
    };
    let above = page.extent.top > 0 && !over;
    match (above, below) {
        (_, true) => Some(Rest::Below),
        (true, false) => Some(Rest::Above),
        (false, false) => None,
    }
}

fn cue(glyphs: Glyphs, words: &Words, rest: Rest) -> String {
    let words = match rest {
        Rest::Below => &words.more_below,
        Rest::Above => &words.more_above,
    };
    format!("{} {}", glyphs.of(rest.sign()), glyphs.text(words))
}

fn prompt(page: &mut Page<'_>, prompt: &Prompt, area: Rect) {
    let width = area.width.saturating_sub(2);
    let text = if prompt.typing {
        cut_front(&prompt.text, width)
    } else {
        cut(&prompt.text, width).into_owned()
    };
    let x = piece(
        page,
        area.x + u16::from(area.width > 20),
        area.y,
        text,
        Role::Notice,
    );
    if prompt.typing {
        page.cursor = Some(Position::new(x.min(area.right() - 1), area.y));
    }
}

/// As many hints as fit; the first ones matter most.
fn hints<'a>(page: &mut Page<'a>, scene: &'a Scene<'a>, area: Rect, cue: bool) {
    let mut x = area.x + u16::from(area.width > 20);
    if cue && page.extent.below() > 0 {
        x = piece(page, x, area.y, page.glyphs.of(Glyph::More), Role::Key) + 1;
    }
    for hint in &scene.hints {
        let Some((key, word)) = names(scene, *hint, page.glyphs) else {
            continue;
        };
        let width = (cells(&key) + 1 + cells(&word)) as u16;
        if x + width > area.right() {
            break;
        }
        page.hits.push(Hit {
            area: Rect::new(x, area.y, width, 1),
            target: Target::Command(*hint),
        });
        x = piece(page, x, area.y, key, Role::Key);
        x = piece(page, x + 1, area.y, word, Role::Hint) + 2;
    }
}

/// A command's key, and the word for what it does.
fn names<'a>(
    scene: &Scene<'a>,
    command: Command,
    glyphs: Glyphs,
) -> Option<(String, Cow<'a, str>)> {
    let binding = keymap::binding(command)?;
    let key = keymap::name(scene.hands.key(command)?, scene.words);
    let key = glyphs.text(&key).into_owned();
    Some((key, glyphs.text((binding.phrase)(&scene.words.hints))))
}

/// The beginning of `text` that fits in `width` cells, with `…` where it was cut.
fn cut(text: &str, width: u16) -> Cow<'_, str> {
    let width = usize::from(width);
    if cells(text) <= width {
        return text.into();
    }
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if cells(&kept) + grapheme.width() + 1 > width {
            break;
        }
        kept.push_str(grapheme);
    }
    if width > 0 {
        kept.push('…');
    }
    kept.into()
}

/// The end of `text` that fits: what is being typed stays in sight.
fn cut_front(text: &str, width: u16) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut room = usize::from(width);
    for grapheme in text.graphemes(true).rev() {
        let Some(left) = room.checked_sub(grapheme.width()) else {
            break;
        };
        room = left;
        kept.push(grapheme);
    }
    kept.into_iter().rev().collect()
}
