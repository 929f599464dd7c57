//! What of a screen is drawn rather than written: grounds, lines, blocks and braille, as paths.

use std::collections::BTreeMap;

use super::CELL;
use crate::screen::shown::Rgb;

const WIDTH: u32 = CELL.0;
const HEIGHT: u32 = CELL.1;
/// The left side of an upright and the upper side of a rule through the middle of a cell.
const MIDDLE: (u32, u32) = (WIDTH / 2, HEIGHT / 2);
/// Where lines under and through letters are, from the upper end of their cell.
pub(super) const UNDER: u32 = 16;
pub(super) const THROUGH: u32 = 9;

/// A colour, with how much of it: quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ink {
    /// Grounds lie under everything else.
    layer: Layer,
    pub(super) colour: Rgb,
    quarters: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Ground,
    /// Blocks, which meet on all sides.
    Block,
    /// What is thin, and must not go when the picture is shown smaller.
    Line,
}

impl Ink {
    /// How much shines through, where that is anything.
    pub(super) fn opacity(self) -> Option<&'static str> {
        match self.quarters {
            1 => Some("0.25"),
            2 => Some("0.5"),
            3 => Some("0.75"),
            _ => None,
        }
    }

    /// How sides are drawn that fall between the points of a screen: sharp where shapes meet.
    pub(super) fn rendering(self) -> Option<&'static str> {
        (self.layer != Layer::Line).then_some("crispEdges")
    }
}

/// A rectangle, in units of the picture.
#[derive(Debug, Clone, Copy)]
struct Rectangle {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
}

impl Rectangle {
    fn goes_on_right(self, next: Self) -> bool {
        (self.y, self.height, self.x + self.width) == (next.y, next.height, next.x)
    }

    fn goes_on_below(self, next: Self) -> bool {
        (self.x, self.width, self.y + self.height) == (next.x, next.width, next.y)
    }

    fn path(self) -> String {
        let Self {
            x,
            y,
            width,
            height,
        } = self;
        format!("M{x} {y}h{width}v{height}h-{width}z")
    }
}

/// Shapes by their colour.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    shapes: BTreeMap<Ink, Shapes>,
}

#[derive(Debug, Default)]
struct Shapes {
    rectangles: Vec<Rectangle>,
    /// Round corners, as a path.
    corners: String,
}

impl Shapes {
    /// Adds a rectangle; one that goes on where the last ended lengthens it.
    fn push(&mut self, next: Rectangle) {
        match self.rectangles.last_mut() {
            Some(last) if last.goes_on_right(next) => last.width += next.width,
            _ => self.rectangles.push(next),
        }
    }

    /// All of them in one path; those that go on below one another become one.
    fn path(&self) -> String {
        let mut sorted = self.rectangles.clone();
        sorted.sort_unstable_by_key(|it| (it.x, it.width, it.y));
        let mut path = String::new();
        let chains = sorted.chunk_by(|one, next| one.goes_on_below(*next));
        for chain in chains {
            let height = chain.iter().map(|part| part.height).sum();
            if let Some(first) = chain.first() {
                path.push_str(&Rectangle { height, ..*first }.path());
            }
        }
        path + &self.corners
    }
}

impl Drawing {
    /// A path for each colour, from the lowest up.
    pub(super) fn paths(&self) -> impl Iterator<Item = (Ink, String)> {
        self.shapes
            .iter()
            .map(|(ink, shapes)| (*ink, shapes.path()))
    }

    /// The ground of so many cells.
    pub(super) fn ground(&mut self, column: u32, row: u32, cells: u32, colour: Rgb) {
        let whole = Rectangle {
            x: column * WIDTH,
            y: row * HEIGHT,
            width: cells * WIDTH,
            height: HEIGHT,
        };
        let ink = Ink {
            layer: Layer::Ground,
            colour,
            quarters: 4,
        };
        self.shapes.entry(ink).or_default().push(whole);
    }

    /// A line `below` the upper end of so many cells.
    pub(super) fn line(&mut self, column: u32, row: u32, cells: u32, below: u32, colour: Rgb) {
        let shapes = self.shapes.entry(line(colour)).or_default();
        shapes.push(Rectangle {
            x: column * WIDTH,
            y: row * HEIGHT + below,
            width: cells * WIDTH,
            height: 1,
        });
    }

    /// A cursor: an upright at the left of its cell.
    pub(super) fn cursor(&mut self, column: u32, row: u32, colour: Rgb) {
        let shapes = self.shapes.entry(line(colour)).or_default();
        shapes.push(Rectangle {
            x: column * WIDTH,
            y: row * HEIGHT,
            width: 2,
            height: HEIGHT,
        });
    }

    /// A sign, if it is one that is drawn.
    pub(super) fn sign(&mut self, symbol: &str, column: u32, row: u32, colour: Rgb) -> bool {
        let mut signs = symbol.chars();
        let (Some(sign), None) = (signs.next(), signs.next()) else {
            return false;
        };
        let corner = (column * WIDTH, row * HEIGHT);
        if let Some(path) = corner_of(sign, corner) {
            let shapes = self.shapes.entry(line(colour)).or_default();
            shapes.corners.push_str(&path);
            return true;
        }
        let Some((quarters, parts)) = parts(sign) else {
            return false;
        };
        let ink = Ink {
            layer: if ('\u{2580}'..='\u{259F}').contains(&sign) {
                Layer::Block
            } else {
                Layer::Line
            },
            colour,
            quarters,
        };
        let shapes = self.shapes.entry(ink).or_default();
        for part in parts {
            shapes.push(Rectangle {
                x: corner.0 + part.x,
                y: corner.1 + part.y,
                ..part
            });
        }
        true
    }
}

fn line(colour: Rgb) -> Ink {
    Ink {
        layer: Layer::Line,
        colour,
        quarters: 4,
    }
}

/// The rectangles that make up a sign, and how dense it is in quarters.
fn parts(sign: char) -> Option<(u8, Vec<Rectangle>)> {
    match sign {
        '\u{2500}'..='\u{257F}' => Some((4, lines(sign)?)),
        '░' => Some((1, vec![block(0, 0, 8, 8)])),
        '▒' => Some((2, vec![block(0, 0, 8, 8)])),
        '▓' => Some((3, vec![block(0, 0, 8, 8)])),
        '\u{2580}'..='\u{259F}' => Some((4, blocks(sign))),
        '\u{2800}'..='\u{28FF}' => Some((4, dots(sign))),
        _ => None,
    }
}

/// The arms of a sign made of lines, each from the middle to an end, from the upper one clockwise: none,
/// light, heavy, double. `None` for mixed and dashed ones, which stand as text.
fn arms(sign: char) -> Option<[u32; 4]> {
    const ALIKE: [(&str, u32); 3] = [
        ("─│┌┐└┘├┤┬┴┼╴╵╶╷", 1),
        ("━┃┏┓┗┛┣┫┳┻╋╸╹╺╻", 2),
        ("═║╔╗╚╝╠╣╦╩╬", 3),
    ];
    const ARMS: [[u32; 4]; 15] = [
        [0, 1, 0, 1],
        [1, 0, 1, 0],
        [0, 1, 1, 0],
        [0, 0, 1, 1],
        [1, 1, 0, 0],
        [1, 0, 0, 1],
        [1, 1, 1, 0],
        [1, 0, 1, 1],
        [0, 1, 1, 1],
        [1, 1, 0, 1],
        [1, 1, 1, 1],
        [0, 0, 0, 1],
        [1, 0, 0, 0],
        [0, 1, 0, 0],
        [0, 0, 1, 0],
    ];
    ALIKE.iter().find_map(|(signs, weight)| {
        let index = signs.chars().position(|known| known == sign)?;
        Some(ARMS[index].map(|arm| arm * weight))
    })
}

fn lines(sign: char) -> Option<Vec<Rectangle>> {
    let arms = arms(sign)?;
    let weight = arms.into_iter().max().unwrap_or_default();
    if weight == 3 {
        return Some(double(arms.map(|arm| arm > 0)));
    }
    // A heavy line is three wide, so that it lies over the middle of a light one.
    let (before, thick) = if weight == 2 { (1, 3) } else { (0, 1) };
    let (x, y) = (MIDDLE.0 - before, MIDDLE.1 - before);
    let upright = |y, height| Rectangle {
        x,
        y,
        width: thick,
        height,
    };
    let rule = |x, width| Rectangle {
        x,
        y,
        width,
        height: thick,
    };
    let [up, right, down, left] = arms.map(|arm| arm > 0);
    // Two arms that go on in one another are one line.
    let all = [
        (up && down, upright(0, HEIGHT)),
        (up && !down, upright(0, y + thick)),
        (down && !up, upright(y, HEIGHT - y)),
        (left && right, rule(0, WIDTH)),
        (left && !right, rule(0, x + thick)),
        (right && !left, rule(x, WIDTH - x)),
    ];
    Some(kept(&all))
}

/// Two lines with one line's width between them; where arms meet, the inner lines end at one another.
fn double([up, right, down, left]: [bool; 4]) -> Vec<Rectangle> {
    let (near_x, far_x) = (MIDDLE.0 - 1, MIDDLE.0 + 1);
    let (near_y, far_y) = (MIDDLE.1 - 1, MIDDLE.1 + 1);
    let upright = |x, from: u32, to: u32| Rectangle {
        x,
        y: from,
        width: 1,
        height: to - from,
    };
    let rule = |y, from: u32, to: u32| Rectangle {
        x: from,
        y,
        width: to - from,
        height: 1,
    };
    let end = |is_open: bool, open, shut| if is_open { open } else { shut };
    let all = [
        (up, upright(near_x, 0, end(left, near_y, far_y) + 1)),
        (up, upright(far_x, 0, end(right, near_y, far_y) + 1)),
        (down, upright(near_x, end(left, far_y, near_y), HEIGHT)),
        (down, upright(far_x, end(right, far_y, near_y), HEIGHT)),
        (left, rule(near_y, 0, end(up, near_x, far_x) + 1)),
        (left, rule(far_y, 0, end(down, near_x, far_x) + 1)),
        (right, rule(near_y, end(up, far_x, near_x), WIDTH)),
        (right, rule(far_y, end(down, far_x, near_x), WIDTH)),
    ];
    kept(&all)
}

fn kept(all: &[(bool, Rectangle)]) -> Vec<Rectangle> {
    let kept = all.iter().filter(|(is_there, _)| *is_there);
    kept.map(|(_, part)| *part).collect()
}

/// A round corner, as a path.
fn corner_of(sign: char, (x, y): (u32, u32)) -> Option<String> {
    let (across, down) = match sign {
        '╭' => (1, 1),
        '╮' => (-1, 1),
        '╰' => (1, -1),
        '╯' => (-1, -1),
        _ => return None,
    };
    // From the outer end of the rule round to that of the upright and back, in half units.
    let (half_x, half_y) = (WIDTH as i32, HEIGHT as i32);
    let (middle_x, middle_y) = (x as i32 * 2 + half_x, y as i32 * 2 + half_y);
    let place = |along: i32, below: i32| {
        let (x, y) = (middle_x + across * along, middle_y + down * below);
        format!("{} {}", halved(x), halved(y))
    };
    let turns = |clockwise: bool| u8::from(clockwise != (across * down > 0));
    Some(format!(
        "M{}L{}A4.5 4.5 0 0 {} {}L{}L{}L{}A3.5 3.5 0 0 {} {}L{}z",
        place(half_x, -1),
        place(8, -1),
        turns(true),
        place(-1, 8),
        place(-1, half_y),
        place(1, half_y),
        place(1, 8),
        turns(false),
        place(8, 1),
        place(half_x, 1),
    ))
}

/// Half of a whole number, as it is written.
fn halved(number: i32) -> String {
    let half = if number % 2 == 0 { "" } else { ".5" };
    format!("{}{half}", number / 2)
}

/// A part of a cell, in eighths of its sides; neighbours share their borders.
fn block(left: u32, top: u32, right: u32, bottom: u32) -> Rectangle {
    let across = |eighths: u32| (eighths * WIDTH + 4) / 8;
    let down = |eighths: u32| (eighths * HEIGHT + 4) / 8;
    Rectangle {
        x: across(left),
        y: down(top),
        width: across(right) - across(left),
        height: down(bottom) - down(top),
    }
}

/// Halves, eighths and quarters of a cell.
fn blocks(sign: char) -> Vec<Rectangle> {
    let place = u32::from(sign) - 0x2580;
    match place {
        0 => vec![block(0, 0, 8, 4)],
        1..=8 => vec![block(0, 8 - place, 8, 8)],
        9..=15 => vec![block(0, 0, 16 - place, 8)],
        16 => vec![block(4, 0, 8, 8)],
        20 => vec![block(0, 0, 8, 1)],
        21 => vec![block(7, 0, 8, 8)],
        _ => quarters(place),
    }
}

/// Quarters of a cell: upper left, upper right, lower left, lower right.
fn quarters(place: u32) -> Vec<Rectangle> {
    let which = match place {
        22 => [false, false, true, false],
        23 => [false, false, false, true],
        24 => [true, false, false, false],
        25 => [true, false, true, true],
        26 => [true, false, false, true],
        27 => [true, true, true, false],
        28 => [true, true, false, true],
        29 => [false, true, false, false],
        30 => [false, true, true, false],
        _ => [false, true, true, true],
    };
    let parts = [
        block(0, 0, 4, 4),
        block(4, 0, 8, 4),
        block(0, 4, 4, 8),
        block(4, 4, 8, 8),
    ];
    let all = which.into_iter().zip(parts);
    kept(&all.collect::<Vec<_>>())
}

/// The points of a braille pattern, each two units square.
fn dots(sign: char) -> Vec<Rectangle> {
    const PLACES: [(u32, u32); 8] = [
        (0, 0),
        (0, 1),
        (0, 2),
        (1, 0),
        (1, 1),
        (1, 2),
        (0, 3),
        (1, 3),
    ];
    let pattern = u32::from(sign) - 0x2800;
    let raised = (0..8).filter(|bit| pattern >> bit & 1 == 1);
    raised
        .map(|bit| {
            let (column, row) = PLACES[bit];
            Rectangle {
                x: 1 + column * WIDTH / 2,
                y: 1 + row * HEIGHT / 4,
                width: 2,
                height: 2,
            }
        })
        .collect()
}
