//! Which lines of a page are on screen, and the pieces they are made of.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::glyphs::Glyph;
use crate::layout::columns::Columns;
use crate::layout::flow::{Drawn, Flow, FlowTarget, Line, LineKind, text};
use crate::layout::wrap::cells;
use crate::layout::{Hit, Inset, Page, Piece};
use crate::markup::{Face, Link, ParagraphKind, Run, Text};
use crate::player::extent::{Extent, Spotted};
use crate::player::scene::{Block, Scene, Target};
use crate::player::view::Show;
use crate::theme::Role;
use crate::tour::Plate;

/// The lines on screen.
#[derive(Debug)]
pub(crate) struct Window {
    pub(crate) top: usize,
    pub(crate) height: usize,
}

impl Window {
    /// The line of `sight.top` first, unless what `sight.show` names would then be out of sight.
    pub(crate) fn of(flow: &Flow, scene: &Scene<'_>, height: u16) -> Self {
        let height = usize::from(height);
        let total = flow.lines.len();
        let top = flow
            .lines
            .partition_point(|line| line.anchor <= scene.sight.top)
            .saturating_sub(1);
        let shown = shown(flow, scene);
        let top = match shown {
            Some(lines) => top.max(lines.end.saturating_sub(height)).min(lines.start),
            None => top,
        };
        Self {
            top: top.min(total.saturating_sub(height)),
            height,
        }
    }

    fn range(&self, flow: &Flow) -> Range<usize> {
        self.top..(self.top + self.height).min(flow.lines.len())
    }

    /// Where what is to be read next begins: the newest step, or the first line in sight of a page
    /// without steps; the first note where notes lie over the text.
    pub(crate) fn reading(&self, flow: &Flow, scene: &Scene<'_>, columns: &Columns) -> Position {
        if let Some(notes) = columns.notes.filter(|_| columns.over()) {
            return Position::new(notes.x, notes.y + 1.min(notes.height.saturating_sub(1)));
        }
        let range = self.range(flow);
        let newest = scene
            .steps
            .last()
            .map(|block| flow.lines_of(*block..*block + 1).start);
        let written = |at: &usize| !flow.lines[*at].is_empty();
        let line = newest
            .filter(|line| range.contains(line))
            .or_else(|| range.clone().find(written))
            .unwrap_or(range.start);
        let indent = flow.lines.get(line).map_or(0, Line::indent);
        let y = columns.text.y + (line - range.start) as u16;
        Position::new(columns.text.x + indent, y)
    }

    pub(crate) fn extent(&self, flow: &Flow) -> Extent {
        let range = self.range(flow);
        let spotted = |target: &FlowTarget| Spotted {
            line: target.lines.start,
            target: target.target.clone(),
        };
        Extent {
            lines: flow.lines.iter().map(|line| line.anchor).collect(),
            top: self.top,
            height: self.height,
            targets: flow.targets.iter().map(spotted).collect(),
            marks: marks(flow, &range),
            ..Extent::default()
        }
    }
}

fn shown(flow: &Flow, scene: &Scene<'_>) -> Option<Range<usize>> {
    let target = |index: u32| {
        let target = flow.targets.get(index as usize)?;
        Some(target.lines.clone())
    };
    match scene.sight.show {
        Show::Top => None,
        Show::Step(step) => Some(flow.lines_of(scene.blocks_of(step)?)),
        Show::Focus => target(scene.sight.focus?),
        Show::Target(index) => target(index),
        Show::End => Some(flow.lines.len()..flow.lines.len()),
    }
}

/// The note marks in a range of lines, in order.
fn marks(flow: &Flow, lines: &Range<usize>) -> Vec<u16> {
    let mut marks: Vec<u16> = flow
        .targets
        .iter()
        .filter(|target| target.lines.start < lines.end && target.lines.end > lines.start)
        .filter_map(|target| match target.target {
            Target::Link(Link::Mark(mark)) => Some(mark),
            _ => None,
        })
        .collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// Puts the lines of `window` into the text's place.
pub(crate) fn place<'a>(
    page: &mut Page<'a>,
    scene: &'a Scene<'a>,
    flow: &Flow,
    window: &Window,
    columns: &Columns,
) {
    let range = window.range(flow);
    let area = columns.text;
    let room = columns.room(area, page.air());
    let mut setter = Setter {
        page,
        scene,
        area,
        room,
    };
    for (y, line) in (area.y..).zip(&flow.lines[range.clone()]) {
        setter.line(line, y);
    }
    for (index, target) in flow.targets.iter().enumerate() {
        if target.lines.start < range.end && target.lines.end > range.start {
            let focused = scene.sight.focus == Some(index as u32);
            setter.target(flow, window, target, focused);
        }
    }
}

/// Puts pieces on a page.
pub(crate) struct Setter<'p, 'a> {
    pub(crate) page: &'p mut Page<'a>,
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) area: Rect,
    /// The area with the rows around it that belong to what can be picked in it.
    pub(crate) room: Rect,
}

impl<'a> Setter<'_, 'a> {
    fn line(&mut self, line: &Line, y: u16) {
        let block = &self.scene.blocks[line.anchor.block as usize];
        match &line.kind {
            LineKind::Blank | LineKind::Air => {}
            LineKind::Made(pieces) => self.made(line, pieces, y),
            LineKind::Drawn(drawn) => self.drawn(line, drawn, y),
            LineKind::Text { range, lead } => {
                self.lead(block, line, lead.as_deref(), y);
                if let Some(text) = text(block) {
                    self.runs(
                        text,
                        range.clone(),
                        self.area.x + line.indent,
                        y,
                        role(block),
                    );
                }
            }
        }
    }

    pub(crate) fn piece(&mut self, x: u16, y: u16, text: Cow<'a, str>, role: Role, face: Face) {
        if !text.is_empty() {
            self.page.pieces.push(Piece {
                x,
                y,
                text,
                role,
                face,
            });
        }
    }

    fn made(&mut self, line: &Line, pieces: &[(u16, String, Role)], y: u16) {
        for (offset, words, role) in pieces {
            let x = self.area.x + line.indent + offset;
            self.piece(x, y, words.clone().into(), *role, Face::default());
        }
    }

    /// A row of a picture: one more of that in the row above, or the first in sight of another.
    fn drawn(&mut self, line: &Line, drawn: &Drawn, y: u16) {
        let Some(picture) = &drawn.picture else {
            return self.awaited(&drawn.plate);
        };
        let above = self.page.insets.last_mut();
        match above.filter(|inset| drawn.row > 0 && inset.area.bottom() == y) {
            Some(inset) => inset.area.height += 1,
            None => self.page.insets.push(Inset {
                picture: Arc::clone(picture),
                size: drawn.size,
                area: Rect::new(self.area.x + line.indent, y, drawn.size.width, 1),
                above: drawn.row,
            }),
        }
    }

    fn awaited(&mut self, plate: &Arc<Plate>) {
        let awaited = &mut self.page.awaited;
        if !awaited.iter().any(|it| Arc::ptr_eq(it, plate)) {
            awaited.push(Arc::clone(plate));
        }
    }

    fn lead(&mut self, block: &Block<'_>, line: &Line, lead: Option<&str>, y: u16) {
        if let Some(lead) = lead {
            let x = (self.area.x + line.indent).saturating_sub(cells(lead) as u16);
            self.piece(x, y, lead.to_owned().into(), Role::Quiet, Face::default());
        }
        if matches!(
            block,
            Block::Paragraph {
                kind: ParagraphKind::Quotation,
                ..
            }
        ) && line.indent > 1
        {
            let upright = self.page.glyphs.of(Glyph::Vertical);
            self.piece(
                self.area.x + line.indent - 2,
                y,
                upright.into(),
                Role::Rule,
                Face::default(),
            );
        }
    }

    /// The plain stretches and runs of `text` in `range`, from column `x`.
    pub(crate) fn runs(
        &mut self,
        text: &'a Text,
        range: Range<usize>,
        mut x: u16,
        y: u16,
        role: Role,
    ) {
        let mut at = range.start;
        let first = text.runs.partition_point(|run| run.range.end <= at);
        for run in text.runs[first..]
            .iter()
            .take_while(|run| run.range.start < range.end)
        {
            x = self.stretch(
                &text.string[at..run.range.start.max(at)],
                x,
                y,
                role,
                Face::default(),
            );
            let part = run.range.start.max(at)..run.range.end.min(range.end);
            at = part.end;
            x = self.stretch(&text.string[part], x, y, run_role(run, role), run.face);
        }
        self.stretch(&text.string[at..range.end], x, y, role, Face::default());
    }

    pub(crate) fn stretch(
        &mut self,
        words: &'a str,
        x: u16,
        y: u16,
        role: Role,
        face: Face,
    ) -> u16 {
        self.piece(x, y, words.into(), role, face);
        x + cells(words) as u16
    }

    /// Marks a target's cells as clickable, and as focused: of a row its first line in sight. More
    /// would be hard to read reversed, and slow to send.
    fn target(&mut self, flow: &Flow, window: &Window, target: &FlowTarget, focused: bool) {
        let range = window.range(flow);
        let seen = target.lines.start.max(range.start)..target.lines.end.min(range.end);
        let y = |line: usize| self.area.y + (line - range.start) as u16;
        let areas: Vec<Rect> = match target.run {
            None => vec![self.row(y(seen.start)..y(seen.end))],
            Some(run) => seen
                .filter_map(|at| self.cells_of(&flow.lines[at], target.block, run, y(at)))
                .collect(),
        };
        for area in areas {
            let hit = match target.run {
                None => self.aired(area),
                Some(_) => area,
            };
            self.hit(hit, &target.target);
            if focused {
                let area = match target.run {
                    None => self.point(Rect { height: 1, ..area }),
                    Some(_) => area,
                };
                self.focus(area);
            }
        }
    }

    pub(crate) fn hit(&mut self, area: Rect, target: &Target) {
        self.page.hits.push(Hit {
            area,
            target: target.clone(),
        });
    }

    /// The whole of some rows.
    pub(crate) fn row(&self, rows: Range<u16>) -> Rect {
        Rect::new(
            self.area.x,
            rows.start,
            self.area.width,
            rows.end - rows.start,
        )
    }

    /// Rows with the empty ones above and below that are theirs.
    pub(crate) fn aired(&self, area: Rect) -> Rect {
        let air = self.page.air();
        let aired = Rect {
            y: area.y.saturating_sub(air),
            height: area.height + air + air.min(area.y),
            ..area
        };
        aired.intersection(self.room)
    }

    fn cells_of(&self, line: &Line, block: u32, run: usize, y: u16) -> Option<Rect> {
        let text = text(&self.scene.blocks[block as usize])?;
        let LineKind::Text { range, .. } = &line.kind else {
            return None;
        };
        let run = &text.runs.get(run)?.range;
        let (start, end) = (
            run.start.clamp(range.start, range.end),
            run.end.clamp(range.start, range.end),
        );
        let before = cells(&text.string[range.start..start]) as u16;
        let width = cells(&text.string[start..end]) as u16;
        (width > 0).then(|| Rect::new(self.area.x + line.indent + before, y, width, 1))
    }

    /// The sign before a row points at it: where colours do not show, the focus still does.
    fn point(&mut self, row: Rect) -> Rect {
        let glyphs = self.page.glyphs;
        let signs = [Glyph::Bullet, Glyph::Right].map(|sign| glyphs.of(sign));
        let columns = row.x..row.right();
        let is_first = |piece: &&mut Piece<'a>| piece.y == row.y && columns.contains(&piece.x);
        if let Some(lead) = self.page.pieces.iter_mut().find(is_first)
            && let Some(rest) = signs.iter().find_map(|sign| lead.text.strip_prefix(sign))
        {
            lead.text = format!("{}{rest}", glyphs.of(Glyph::Pointer)).into();
        }
        row
    }

    /// The pieces in a focused area change their role; a piece never straddles its edge, since
    /// pieces are cut where runs are.
    fn focus(&mut self, area: Rect) {
        let inside = |piece: &&mut Piece<'a>| area.contains(Position::new(piece.x, piece.y));
        self.page
            .pieces
            .iter_mut()
            .filter(inside)
            .for_each(|piece| piece.role = Role::Focus);
        self.page
            .cursor
            .get_or_insert(Position::new(area.x, area.y));
    }
}

fn role(block: &Block<'_>) -> Role {
    match block {
        Block::Paragraph {
            kind: ParagraphKind::Quotation,
            role: Role::Text,
            ..
        } => Role::Quotation,
        Block::Paragraph { role, .. } => *role,
        _ => Role::Text,
    }
}

fn run_role(run: &Run, role: Role) -> Role {
    match &run.link {
        Some(Link::Mark(_)) => Role::Mark,
        Some(Link::Citation(_)) | None if run.face.code => Role::Code,
        Some(Link::Citation(_)) | None => role,
        Some(_) => Role::Link,
    }
}
