//! The cells of a screen, gathered: runs of letters in one look, and what is drawn.

use ratatui::style::Modifier;

use super::drawing::{Drawing, THROUGH, UNDER};
use crate::export::colours::{GROUND, INK};
use crate::glyphs::Profile;
use crate::screen::Frame;
use crate::screen::shown::{Rgb, Shown, shown};

/// Letters side by side in one look.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) column: u32,
    pub(super) row: u32,
    /// How many cells it takes.
    pub(super) cells: u32,
    pub(super) text: String,
    pub(super) ink: Rgb,
    pub(super) modifiers: Modifier,
}

/// A whole screen.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) runs: Vec<Run>,
    pub(super) drawing: Drawing,
    /// The ground of most cells.
    pub(super) ground: Rgb,
}

/// The look of letters that a run may be made of.
const LETTERS: Modifier = Modifier::BOLD.union(Modifier::ITALIC).union(Modifier::DIM);

/// A cell in its place, in the colours that are seen.
struct Cell<'a> {
    column: u32,
    row: u32,
    cells: u32,
    symbol: &'a str,
    ink: Rgb,
    ground: Rgb,
    modifiers: Modifier,
}

impl Rows {
    pub(super) fn of(frame: Frame<'_>, profile: Profile) -> Self {
        let cells = cells(frame, profile);
        let mut rows = Self {
            runs: Vec::new(),
            drawing: Drawing::default(),
            ground: most(&cells),
        };
        for cell in &cells {
            rows.add(cell);
        }
        if let Some(at) = frame.cursor {
            let light = rows.ground.iter().map(|part| u32::from(*part)).sum::<u32>() > 3 * 0x80;
            let ink = if light { GROUND } else { INK };
            rows.drawing.cursor(at.x.into(), at.y.into(), ink);
        }
        rows
    }

    /// The letters, row by row, without the bar above them and the keys below.
    pub(super) fn text(&self) -> String {
        let last = self.runs.last().map_or(0, |run| run.row);
        let inside = self.runs.iter().filter(|run| (1..last).contains(&run.row));
        let runs: Vec<&Run> = inside.collect();
        let rows = runs.chunk_by(|one, next| one.row == next.row);
        let line = |row: &[&Run]| {
            let texts: Vec<&str> = row.iter().map(|run| run.text.as_str()).collect();
            texts.join(" ")
        };
        rows.map(line).collect::<Vec<_>>().join("\n")
    }

    fn add(&mut self, cell: &Cell<'_>) {
        let (column, row, cells) = (cell.column, cell.row, cell.cells);
        if cell.ground != self.ground {
            self.drawing.ground(column, row, cells, cell.ground);
        }
        for (modifier, line) in [
            (Modifier::UNDERLINED, UNDER),
            (Modifier::CROSSED_OUT, THROUGH),
        ] {
            if cell.modifiers.contains(modifier) {
                self.drawing.line(column, row, cells, line, cell.ink);
            }
        }
        if cell.symbol != " " && !self.drawing.sign(cell.symbol, column, row, cell.ink) {
            self.write(cell);
        }
    }

    /// Letters go on a run across one space; signs that fonts have in other widths stand alone.
    fn write(&mut self, cell: &Cell<'_>) {
        let alone = is_sign(cell.symbol);
        if let Some(run) = self.runs.last_mut()
            && !alone
            && run.is_gone_on_by(cell)
        {
            let gap = cell.column - run.column - run.cells;
            run.text.extend((0..gap).map(|_| ' '));
            run.text.push_str(cell.symbol);
            run.cells += gap + cell.cells;
            return;
        }
        self.runs.push(Run {
            column: cell.column,
            row: cell.row,
            cells: cell.cells,
            text: cell.symbol.to_owned(),
            ink: cell.ink,
            modifiers: cell.modifiers & LETTERS,
        });
    }
}

impl Run {
    fn is_gone_on_by(&self, cell: &Cell<'_>) -> bool {
        let end = self.column + self.cells;
        let near = self.row == cell.row && (end..=end + 1).contains(&cell.column);
        let alike = self.ink == cell.ink && self.modifiers == cell.modifiers & LETTERS;
        near && alike && !is_sign(&self.text)
    }
}

/// Arrows, triangles, circles and the like.
fn is_sign(symbol: &str) -> bool {
    let first = symbol.chars().next();
    first.is_some_and(|first| ('\u{2190}'..='\u{2BFF}').contains(&first))
}

fn cells<'a>(frame: Frame<'a>, profile: Profile) -> Vec<Cell<'a>> {
    let width = usize::from(frame.buffer.area.width).max(1);
    let (mut cells, mut covered): (Vec<Cell<'a>>, u32) = (Vec::new(), 0);
    for (index, cell) in frame.buffer.content.iter().enumerate() {
        let (column, row) = ((index % width) as u32, (index / width) as u32);
        if column == 0 {
            covered = 0;
        }
        if column < covered {
            continue;
        }
        let shown = shown(cell, &profile);
        covered = column + u32::from(shown.width);
        cells.push(Cell::new(column, row, &shown));
    }
    cells
}

impl<'a> Cell<'a> {
    fn new(column: u32, row: u32, shown: &Shown<'a>) -> Self {
        let (ink, ground) = (shown.ink.unwrap_or(INK), shown.ground.unwrap_or(GROUND));
        let reversed = shown.modifiers.contains(Modifier::REVERSED);
        let (ink, ground) = if reversed {
            (ground, ink)
        } else {
            (ink, ground)
        };
        Self {
            column,
            row,
            cells: shown.width.into(),
            symbol: shown.symbol,
            ink,
            ground,
            modifiers: shown.modifiers,
        }
    }
}

/// The ground of most cells; of two that are as frequent, the darker.
fn most(cells: &[Cell<'_>]) -> Rgb {
    let mut grounds: Vec<Rgb> = cells.iter().map(|cell| cell.ground).collect();
    grounds.sort_unstable();
    let alike = grounds.chunk_by(Rgb::eq);
    let most = alike.rev().max_by_key(|alike| alike.len());
    most.and_then(|most| most.first().copied())
        .unwrap_or(GROUND)
}
