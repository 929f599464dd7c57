//! Breaks the blocks of a scene into lines, and counts what can be opened.

use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::Size;

use crate::glyphs::{Glyph, Glyphs};
use crate::layout::wrap::cells;
use crate::layout::{chart, map, picture, wrap};
use crate::markup::{ParagraphKind, Text};
use crate::player::scene::{Block, Target};
use crate::player::view::Anchor;
use crate::theme::Role;
use crate::tour::raster::Picture;
use crate::tour::{Pixels, Plate};
use crate::words::Words;

/// All lines of a page.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    pub(crate) lines: Vec<Line>,
    pub(crate) targets: Vec<FlowTarget>,
}

/// One line.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) anchor: Anchor,
    pub(crate) indent: u16,
    pub(crate) kind: LineKind,
}

/// What a line shows.
#[derive(Debug)]
pub(crate) enum LineKind {
    Blank,
    /// An empty line that belongs to the row above or below it.
    Air,
    /// Part of the text of the line's block, after `lead`.
    Text {
        range: Range<usize>,
        lead: Option<String>,
    },
    /// Pieces made for this line: offset, words, role.
    Made(Vec<(u16, String, Role)>),
    /// A row of a picture.
    Drawn(Drawn),
}

/// A row of a picture.
#[derive(Debug)]
pub(crate) struct Drawn {
    pub(crate) plate: Arc<Plate>,
    /// `None` while its pixels have not been read: then its room stays empty.
    pub(crate) picture: Option<Arc<Picture>>,
    /// The cells of the whole picture.
    pub(crate) size: Size,
    /// Which of its rows this is.
    pub(crate) row: u16,
}

/// Something that can be opened.
#[derive(Debug)]
pub(crate) struct FlowTarget {
    pub(crate) target: Target,
    pub(crate) block: u32,
    /// The run of the block's text, or the whole row.
    pub(crate) run: Option<usize>,
    pub(crate) lines: Range<usize>,
}

/// What blocks are flowed into.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure<'a> {
    /// Cells in a line.
    pub(crate) width: u16,
    /// Lines that a drawn block may take.
    pub(crate) height: u16,
    /// Empty lines above and below each row.
    pub(crate) air: u16,
    pub(crate) glyphs: Glyphs,
    pub(crate) words: &'a Words,
    /// What pictures are fitted into; `None` where there are none.
    pub(crate) frame: Option<picture::Frame>,
}

/// Flows `blocks` into lines.
pub(crate) fn flow(blocks: &[Block<'_>], measure: Measure<'_>) -> Flow {
    let mut flow = Flow::default();
    flow.lines.reserve(blocks.len() * 4);
    for (index, block) in blocks.iter().enumerate() {
        flow.block(index as u32, block, measure);
    }
    // An empty line at the end is nothing to read.
    let read = flow.lines.iter().rposition(|line| !line.is_empty());
    flow.lines.truncate(read.map_or(0, |last| last + 1));
    flow
}

/// The text of a block, if its lines are parts of one.
pub(crate) fn text<'b>(block: &'b Block<'_>) -> Option<&'b Text> {
    match block {
        Block::Paragraph { text, .. } | Block::Row { text, .. } => Some(text),
        _ => None,
    }
}

impl Line {
    /// How many cells stand empty before its words.
    pub(crate) fn indent(&self) -> u16 {
        match &self.kind {
            LineKind::Made(pieces) => self.indent + pieces.first().map_or(0, |piece| piece.0),
            _ => self.indent,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        matches!(self.kind, LineKind::Blank | LineKind::Air)
    }
}

impl Flow {
    /// The lines of the blocks in a range, without the empty ones at their end.
    pub(crate) fn lines_of(&self, blocks: Range<usize>) -> Range<usize> {
        let start_of = |block: usize| {
            self.lines
                .partition_point(|line| (line.anchor.block as usize) < block)
        };
        let (start, mut end) = (start_of(blocks.start), start_of(blocks.end));
        while end > start && self.lines[end - 1].is_empty() {
            end -= 1;
        }
        start..end
    }

    fn block(&mut self, index: u32, block: &Block<'_>, measure: Measure<'_>) {
        let Measure {
            width,
            height,
            glyphs,
            words,
            ..
        } = measure;
        match block {
            Block::Title(title) => self.words(index, title, width, Role::Title),
            Block::Heading(heading) => self.words(index, heading, width, Role::Heading),
            Block::Paragraph {
                kind, depth, text, ..
            } => {
                let (lead, hang) = lead(*kind, *depth, width, glyphs);
                self.text(index, text, width, lead, hang);
            }
            Block::Row {
                target,
                text,
                detail,
                depth,
            } => {
                self.row(index, text, detail, *depth, measure, target);
            }
            Block::Pair { left, right } => self.pair(index, left, right, width),
            Block::Picture { edition, figure } => {
                if let Some(frame) = measure.frame
                    && let Some(room) = picture::room(width, height)
                    && let Some(plate) = edition.plate(figure)
                {
                    self.picture(index, &plate, frame.fit(&plate, room));
                }
            }
            Block::Chart(chart) => {
                self.made(index, chart::lines(chart, width, glyphs, words));
            }
            Block::Map { map, places } => {
                self.made(
                    index,
                    map::lines(map, places, width, beside_rows(height), glyphs),
                );
            }
            Block::Gap => self.gap(index),
        }
    }

    /// An empty line, unless the row above has one already.
    fn gap(&mut self, block: u32) {
        let aired = self
            .lines
            .last()
            .is_some_and(|line| matches!(line.kind, LineKind::Air));
        if !aired {
            self.push(block, 0, 0, LineKind::Blank);
        }
    }

    /// Empty lines of a row, below the last line; above the first one of a page there is room anyway.
    fn air(&mut self, lines: u16) {
        for _ in 0..lines {
            let Some(above) = self.lines.last() else {
                return;
            };
            let Anchor { block, offset } = above.anchor;
            self.push(block, offset as usize + 1, 0, LineKind::Air);
        }
    }

    fn push(&mut self, block: u32, offset: usize, indent: u16, kind: LineKind) {
        self.lines.push(Line {
            anchor: Anchor {
                block,
                offset: offset as u32,
            },
            indent,
            kind,
        });
    }

    fn text(&mut self, block: u32, text: &Text, width: u16, mut lead: Option<String>, hang: u16) {
        let first = self.lines.len();
        for range in wrap::wrap(text, width.saturating_sub(hang)) {
            self.push(
                block,
                range.start,
                hang,
                LineKind::Text {
                    range,
                    lead: lead.take(),
                },
            );
        }
        self.links(block, text, first);
    }

    /// The links of a text become targets, each in the lines that show it.
    fn links(&mut self, block: u32, text: &Text, first: usize) {
        let mut line = first;
        for (run, link) in text
            .runs
            .iter()
            .enumerate()
            .filter_map(|(at, run)| Some((at, run.link.as_ref()?)))
        {
            let range = &text.runs[run].range;
            while line + 1 < self.lines.len() && self.starts(line + 1) <= range.start {
                line += 1;
            }
            let mut end = line + 1;
            while end < self.lines.len() && self.starts(end) < range.end {
                end += 1;
            }
            self.targets.push(FlowTarget {
                target: Target::Link(link.clone()),
                block,
                run: Some(run),
                lines: line..end,
            });
        }
    }

    fn starts(&self, line: usize) -> usize {
        self.lines[line].anchor.offset as usize
    }

    /// A row's own links are not targets: the row is. A gap above it is its air too.
    /// The digit that chooses a row of a card.
    fn number(&self, target: &Target) -> Option<usize> {
        let is_choice = |target: &Target| matches!(target, Target::Choice(_));
        let before = self
            .targets
            .iter()
            .filter(|before| is_choice(&before.target));
        let number = before.count() + 1;
        (is_choice(target) && number <= 9).then_some(number)
    }

    fn row(
        &mut self,
        block: u32,
        text: &Text,
        detail: &str,
        depth: u8,
        measure: Measure<'_>,
        target: &Target,
    ) {
        let gap = |line: &Line| matches!(line.kind, LineKind::Blank);
        if !self.lines.last().is_some_and(gap) {
            self.air(measure.air);
        }
        let first = self.lines.len();
        // Where there is room for it.
        let number = self.number(target).filter(|_| measure.width >= 16);
        let wide = 2 + 2 * u16::from(depth) + 2 * u16::from(number.is_some());
        let hang = wide.min(measure.width / 4);
        let width = measure.width.saturating_sub(hang);
        let sign = if depth == 0 {
            Glyph::Bullet
        } else {
            Glyph::Right
        };
        let sign = measure.glyphs.of(sign);
        let mut lead = (hang >= 2).then(|| match number {
            Some(number) => format!("{sign} {number} "),
            None => format!("{sign} "),
        });
        for range in wrap::wrap(text, width) {
            self.push(
                block,
                range.start,
                hang,
                LineKind::Text {
                    range,
                    lead: lead.take(),
                },
            );
        }
        let detail = Text::plain(detail);
        for range in wrap::wrap(&detail, width)
            .into_iter()
            .filter(|range| !range.is_empty())
        {
            let offset = text.string.len() + 1 + range.start;
            let words = vec![(0, detail.string[range].to_owned(), Role::Quiet)];
            self.push(block, offset, hang, LineKind::Made(words));
        }
        let lines = first..self.lines.len();
        self.targets.push(FlowTarget {
            target: target.clone(),
            block,
            run: None,
            lines,
        });
        self.air(measure.air);
    }

    fn words(&mut self, block: u32, words: &str, width: u16, role: Role) {
        let text = Text::plain(words);
        for range in wrap::wrap(&text, width) {
            let line = vec![(0, text.string[range.clone()].to_owned(), role)];
            self.push(block, range.start, 0, LineKind::Made(line));
        }
    }

    /// Two columns; where the left one is too long for its own, the right begins below it.
    fn pair(&mut self, block: u32, left: &str, right: &str, width: u16) {
        let column = (width / 3).clamp(4, 16);
        let above = cells(left) >= usize::from(column);
        if above {
            let line = vec![(0, left.to_owned(), Role::Key)];
            self.push(block, 0, 0, LineKind::Made(line));
        }
        let text = Text::plain(right);
        for (at, range) in wrap::wrap(&text, width.saturating_sub(column))
            .into_iter()
            .enumerate()
        {
            let offset = range.start + usize::from(above);
            let mut pieces = vec![(column, text.string[range].to_owned(), Role::Text)];
            if at == 0 && !above {
                pieces.insert(0, (0, left.to_owned(), Role::Key));
            }
            self.push(block, offset, 0, LineKind::Made(pieces));
        }
    }

    /// The rows of a picture, set in as its words are, and an empty line; nothing for one whose pixels
    /// turned out to be lost.
    fn picture(&mut self, block: u32, plate: &Arc<Plate>, size: Size) {
        let picture = match plate.pixels() {
            Pixels::Lost => return,
            Pixels::Unread => None,
            Pixels::Read(picture) => Some(picture),
        };
        for row in 0..size.height {
            let drawn = Drawn {
                plate: Arc::clone(plate),
                picture: picture.clone(),
                size,
                row,
            };
            self.push(block, row.into(), picture::INDENT, LineKind::Drawn(drawn));
        }
        self.push(block, size.height.into(), 0, LineKind::Blank);
    }

    fn made(&mut self, block: u32, lines: Vec<Vec<(u16, String, Role)>>) {
        for (at, line) in lines.into_iter().enumerate() {
            self.push(block, at, 0, LineKind::Made(line));
        }
    }
}

/// The height that leaves a drawing's title, and a row below it, in sight with it; on a small screen
/// the drawing comes first.
fn beside_rows(height: u16) -> u16 {
    const TITLE_AND_ROW: u16 = 5;
    height.saturating_sub(TITLE_AND_ROW).max(height.min(8))
}

/// The sign before a paragraph and how far its lines are set in.
fn lead(kind: ParagraphKind, depth: u8, width: u16, glyphs: Glyphs) -> (Option<String>, u16) {
    let deep = u16::from(depth) * 2;
    let (sign, own) = match kind {
        ParagraphKind::Plain => (None, 0),
        ParagraphKind::Quotation | ParagraphKind::Continued => (None, 2),
        ParagraphKind::Bullet => (Some(format!("{} ", glyphs.of(Glyph::Bullet))), 2),
        ParagraphKind::Numbered(number) => {
            let sign = format!("{number}. ");
            let own = (sign.len() as u16).max(4);
            (Some(sign), own)
        }
    };
    (sign, (deep + own).min(width / 3))
}
