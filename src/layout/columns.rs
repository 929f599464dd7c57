//! Divides the screen: bar, text, notes, rule and hints, for every size.

use ratatui::layout::{Rect, Size};

use crate::player::scene::Scene;
use crate::player::view::NotesState;

/// The widest line of running text, in cells: 45–72 characters is what reads well.
pub(crate) const MEASURE: u16 = 72;
/// From this width the notes stand beside the text.
const BESIDE: u16 = 100;
/// From this height they stand below it without being asked for.
const TALL: u16 = 30;
/// The widest notes pane.
const NOTES: u16 = 50;
/// From this height the hints may be higher than a line.
const HIGH: u16 = 10;
/// Between the text and the notes: a space, a rule, a space.
pub(crate) const GUTTER: u16 = 3;

/// Where things go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) bar: Option<Rect>,
    /// What an educator or a member of a group is told, in the empty line below the bar where there is one.
    pub(crate) banner: Option<Rect>,
    pub(crate) text: Rect,
    pub(crate) notes: Option<Rect>,
    /// Where the notes pane stands.
    pub(crate) side: Side,
    pub(crate) rule: Option<Rect>,
    pub(crate) hints: Option<Rect>,
}

/// Where the notes pane stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Beside,
    Below,
    Over,
}

impl Columns {
    /// What is picked in the hints is at least as large as `finger`, where there is height for it.
    pub(crate) fn of(scene: &Scene<'_>, size: Size, finger: Size) -> Self {
        let (bar, mut body, rule, hints) = bands(size, finger);
        let banner = scene
            .banner
            .is_some()
            .then(|| banner(bar, &mut body))
            .flatten();
        let mut columns = Self {
            bar,
            banner,
            text: body,
            notes: None,
            side: Side::Beside,
            rule,
            hints,
        };
        columns.divide(body, scene.notes.state);
        columns
    }

    /// The notes lie over the text.
    pub(crate) fn over(&self) -> bool {
        self.side == Side::Over && self.notes.is_some()
    }

    /// An area with `air` rows above and below it, as far as nothing stands there that can be picked.
    pub(crate) fn room(&self, area: Rect, air: u16) -> Rect {
        let top = match self.banner {
            Some(banner) if banner.bottom() == area.y => area.y,
            _ => area.y.saturating_sub(air),
        };
        let below = area.bottom() + air;
        let bottom = self.hints.map_or(area.bottom(), |hints| below.min(hints.y));
        Rect {
            y: top,
            height: bottom.max(area.bottom()) - top,
            ..area
        }
    }

    fn divide(&mut self, body: Rect, notes: NotesState) {
        if notes == NotesState::Absent {
            self.text = centred(
                body,
                MEASURE.min(body.width.saturating_sub(margin(body.width))),
            );
        } else if body.width >= BESIDE {
            self.beside(body);
        } else {
            self.text = centred(
                body,
                MEASURE.min(body.width.saturating_sub(margin(body.width))),
            );
            if matches!(notes, NotesState::Open { .. }) {
                self.below_or_over(body);
            } else if body.height >= TALL && body.width >= 56 {
                self.below(body);
            }
        }
    }

    fn beside(&mut self, body: Rect) {
        let text = ((body.width - GUTTER - 4) * 3 / 5).clamp(45, MEASURE);
        let notes = (body.width - GUTTER - 4 - text).min(NOTES);
        let left = (body.width - text - GUTTER - notes) / 2;
        self.text = Rect {
            x: left,
            width: text,
            ..body
        };
        self.notes = Some(Rect {
            x: left + text + GUTTER,
            width: notes,
            ..body
        });
    }

    fn below_or_over(&mut self, body: Rect) {
        if body.height < 16 || body.width < 56 {
            (self.side, self.notes) = (Side::Over, Some(self.text));
            return;
        }
        self.below(body);
    }

    fn below(&mut self, body: Rect) {
        let height = (body.height * 2 / 5).clamp(5, 16);
        self.side = Side::Below;
        self.text.height -= height;
        self.notes = Some(Rect {
            y: self.text.bottom(),
            height,
            ..self.text
        });
    }
}

/// Bar, body, rule, hints: the smaller the screen, the fewer.
fn bands(size: Size, finger: Size) -> (Option<Rect>, Rect, Option<Rect>, Option<Rect>) {
    let row = |y: u16| Rect::new(0, y, size.width, 1);
    let height = size.height;
    let bar = (height >= 8).then(|| row(0));
    let band = if height >= HIGH { finger.height } else { 1 };
    let hints = (height >= 4).then(|| Rect::new(0, height - band, size.width, band));
    let rule = (height >= 8).then(|| row(height - band - 1));
    let air = u16::from(height >= 20);
    let top = u16::from(bar.is_some()) + air;
    let bottom = rule.or(hints).map_or(height, |band| band.y);
    (
        bar,
        Rect::new(0, top, size.width, bottom - top),
        rule,
        hints,
    )
}

/// The line below the bar; it is taken from the text where that begins there.
fn banner(bar: Option<Rect>, body: &mut Rect) -> Option<Rect> {
    let y = bar.map_or(0, Rect::bottom);
    if y == body.y {
        if body.height < 3 {
            return None;
        }
        body.y += 1;
        body.height -= 1;
    }
    Some(Rect::new(0, y, body.width, 1))
}

pub(crate) fn margin(width: u16) -> u16 {
    match width {
        0..24 => 0,
        24..48 => 2,
        _ => 4,
    }
}

fn centred(body: Rect, width: u16) -> Rect {
    Rect {
        x: (body.width - width) / 2,
        width,
        ..body
    }
}
