//! The route map: the outline in dots, the places with their labels.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::symbols::Marker;
use ratatui::widgets::Widget;
use ratatui::widgets::canvas::{Canvas, Line};

use crate::glyphs::{Glyph, Glyphs};
use crate::layout::wrap::cells;
use crate::player::scene::Spot;
use crate::theme::Role;
use crate::tour::{Map, Point};

/// Pieces of a line: offset, words, role.
type Pieces = Vec<(u16, String, Role)>;

/// Where the map's points fall on a grid of cells.
struct Projection {
    left: f64,
    top: f64,
    /// Degrees of longitude, shortened by the cosine of the middle latitude, and of latitude.
    size: (f64, f64),
    /// The cosine of the middle latitude: the equirectangular projection's standard parallel.
    squeeze: f64,
    cells: (u16, u16),
}

/// The lines of a map at most `width` by `height` cells.
pub(crate) fn lines(
    map: &Map,
    places: &[Spot<'_>],
    width: u16,
    height: u16,
    glyphs: Glyphs,
) -> Vec<Pieces> {
    let Some(projection) = Projection::of(map, places, width, height) else {
        return Vec::new();
    };
    let mut lines = outline(map, &projection, glyphs);
    label(&mut lines, places, &projection, glyphs);
    lines
}

impl Projection {
    fn of(map: &Map, places: &[Spot<'_>], width: u16, height: u16) -> Option<Self> {
        let points = || {
            map.outline
                .iter()
                .flatten()
                .copied()
                .chain(places.iter().map(|spot| spot.at))
        };
        let (south, north) = bounds(points().map(|point| point.lat))?;
        let (west, east) = bounds(points().map(|point| point.lon))?;
        // Not `f64::cos`: for this one call the system's libm would be loaded, a third of a megabyte.
        let squeeze = libm::cos(f64::midpoint(south, north).to_radians());
        let size = (
            ((east - west) * squeeze).max(0.01),
            (north - south).max(0.01),
        );
        let cells = fit(size, width, height);
        Some(Self {
            left: west,
            top: north,
            size,
            squeeze,
            cells,
        })
    }

    fn x(&self, point: Point) -> f64 {
        (point.lon - self.left) * self.squeeze
    }

    fn cell(&self, point: Point) -> (u16, u16) {
        let scale = |part: f64, cells: u16| {
            (part * f64::from(cells)).clamp(0.0, f64::from(cells.saturating_sub(1))) as u16
        };
        let row = (self.top - point.lat) / self.size.1;
        (
            scale(self.x(point) / self.size.0, self.cells.0),
            scale(row, self.cells.1),
        )
    }
}

fn bounds(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |bounds, value| {
        let (low, high) = bounds.unwrap_or((value, value));
        Some((value.min(low), value.max(high)))
    })
}

/// The largest grid of that shape: a cell is twice as high as wide.
fn fit(size: (f64, f64), width: u16, height: u16) -> (u16, u16) {
    let ratio = size.0 / size.1 * 2.0;
    let (width, height) = (f64::from(width.max(1)), f64::from(height.clamp(4, 30)));
    let columns = (height * ratio).min(width);
    (
        columns.max(1.0) as u16,
        (columns / ratio).round().max(1.0) as u16,
    )
}

fn outline(map: &Map, projection: &Projection, glyphs: Glyphs) -> Vec<Pieces> {
    let area = Rect::new(0, 0, projection.cells.0, projection.cells.1);
    let mut buffer = Buffer::empty(area);
    Canvas::default()
        .marker(marker(glyphs))
        .x_bounds([0.0, projection.size.0])
        .y_bounds([projection.top - projection.size.1, projection.top])
        .paint(|context| {
            for (from, to) in map
                .outline
                .iter()
                .flat_map(|ring| ring.windows(2))
                .map(|pair| (pair[0], pair[1]))
            {
                context.draw(&Line::new(
                    projection.x(from),
                    from.lat,
                    projection.x(to),
                    to.lat,
                    Color::Reset,
                ));
            }
        })
        .render(area, &mut buffer);
    (0..area.height).map(|y| row(&buffer, y, glyphs)).collect()
}

fn marker(glyphs: Glyphs) -> Marker {
    match glyphs {
        Glyphs::Unicode => Marker::Braille,
        Glyphs::Console => Marker::HalfBlock,
        Glyphs::Ascii => Marker::Dot,
    }
}

/// The cells that have dots, in pieces without the spaces between them.
fn row(buffer: &Buffer, y: u16, glyphs: Glyphs) -> Pieces {
    let mut pieces: Pieces = Vec::new();
    for x in 0..buffer.area.width {
        let symbol = buffer[(x, y)].symbol();
        if symbol == " " || symbol == "\u{2800}" {
            continue;
        }
        let symbol = if glyphs == Glyphs::Ascii { "." } else { symbol };
        match pieces.last_mut() {
            Some((start, words, _)) if usize::from(*start) + cells(words) == usize::from(x) => {
                words.push_str(symbol);
            }
            _ => pieces.push((x, symbol.to_owned(), Role::Outline)),
        }
    }
    pieces
}

/// Writes each place's sign and name, to its right or else to its left, where nothing stands yet.
fn label(lines: &mut [Pieces], places: &[Spot<'_>], projection: &Projection, glyphs: Glyphs) {
    let mut taken: Vec<Rect> = Vec::new();
    for spot in places {
        let (x, y) = projection.cell(spot.at);
        let Some(row) = lines.get_mut(usize::from(y)) else {
            continue;
        };
        let sign = glyphs.of(if spot.here {
            Glyph::Pointer
        } else {
            Glyph::Spot
        });
        let name = glyphs.text(&spot.name);
        let width = cells(&name) as u16;
        row.push((x, sign.to_owned(), Role::Spot));
        let right = Rect::new(x + 2, y, width, 1);
        let left = Rect::new(x.saturating_sub(width + 1), y, width, 1);
        let free = |area: &Rect| {
            area.right() <= projection.cells.0 && !taken.iter().any(|other| other.intersects(*area))
        };
        if let Some(area) = [right, left].into_iter().find(free) {
            row.push((area.x, name.into_owned(), Role::Spot));
            taken.push(Rect {
                x: area.x.saturating_sub(1),
                width: width + 2,
                ..area
            });
        }
    }
}
