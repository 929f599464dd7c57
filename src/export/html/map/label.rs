//! Places' labels: their stations' numbers and their names, each where nothing else stands.

use maud::{Markup, html};

use crate::export::html::lettering::{self, Anchor, LEADING, SIZE, tenth};
use crate::words::Words;

use super::Spot;
use super::place::Place;

/// How wide a label is at most, in parts of the size of its letters.
const ROOM: f64 = 12.0;

/// What a finger or an unsteady hand needs, in the drawing's units: 24 pixels on the smallest screen.
const TOUCH: f64 = 34.0;

/// How far a label is from its dot, nearest first.
const DISTANCES: [f64; 7] = [7.0, 14.0, 24.0, 38.0, 56.0, 80.0, 110.0];

/// The sides of a dot, the best for reading first: right, left, above, below, and between them.
const SIDES: [(f64, f64); 8] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (0.7, -0.7),
    (0.7, 0.7),
    (-0.7, -0.7),
    (-0.7, 0.7),
];

/// How far a label is from every dot at least.
const CLEAR: f64 = 4.0;

/// What crossing a leg of the route costs, in units of distance.
const CROSSING: f64 = 30.0;

/// What is written at a place.
pub(super) struct Label<'a> {
    numbers: Vec<String>,
    name: Option<String>,
    /// The language of the name, if it is not the page's.
    lang: Option<&'a str>,
}

/// A stretch of the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Room {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl<'a> Label<'a> {
    /// `2, 4, 6` and `Dolinka`: what comes after a comma in a place's name stands in the list.
    pub(super) fn of(place: &Place<'_>, lang: Option<&'a str>, words: &Words) -> Self {
        let numbers = place.stations.iter().map(|(_, entry)| &*entry.label);
        let name = place.name.and_then(|name| name.split([',', '(']).next());
        let name = name.map(str::trim).filter(|name| !name.is_empty());
        Self {
            numbers: lettering::lines(&words.list(numbers), ROOM),
            name: name.map(|name| lettering::cut(name, ROOM)),
            lang,
        }
    }

    fn lines(&self) -> impl Iterator<Item = &String> {
        self.numbers.iter().chain(&self.name)
    }

    /// Its width and height.
    fn size(&self) -> (f64, f64) {
        let widest = self.lines().map(|line| lettering::width(line));
        let width = widest.fold(0.0, f64::max) * SIZE;
        let height = self.lines().count() as f64 * SIZE * LEADING;
        ((width + 4.0).max(TOUCH), (height + 4.0).max(TOUCH))
    }

    /// The label in its room, joined to its dot where it is far.
    pub(super) fn markup(&self, room: &Room, dot: Spot, address: &str) -> Markup {
        let anchor = room.anchor(dot);
        let x = room.x(anchor);
        let height = self.lines().count() as f64 * SIZE * LEADING;
        let first = room.top + (room.height - height) / 2.0 + SIZE;
        let y = |line: usize| first + line as f64 * SIZE * LEADING;
        html! {
            (room.leader(dot))
            a.place href=(address) {
                rect.touch x=(tenth(room.left)) y=(tenth(room.top)) width=(tenth(room.width))
                    height=(tenth(room.height)) fill="none" pointer-events="all" {}
                @for (line, words) in self.numbers.iter().enumerate() {
                    g.number font-weight="bold" { (lettering::line(words, None, (x, y(line)), anchor)) " " }
                }
                @if let Some(name) = &self.name {
                    g.name { (lettering::line(name, self.lang, (x, y(self.numbers.len())), anchor)) }
                }
            }
        }
    }
}

impl Room {
    /// Words begin at the side that is nearer to the dot.
    fn anchor(&self, dot: Spot) -> Anchor {
        if self.left >= dot.0 {
            Anchor::Start
        } else if self.left + self.width <= dot.0 {
            Anchor::End
        } else {
            Anchor::Middle
        }
    }

    fn x(&self, anchor: Anchor) -> f64 {
        match anchor {
            Anchor::Start => self.left + 2.0,
            Anchor::Middle => self.left + self.width / 2.0,
            Anchor::End => self.left + self.width - 2.0,
        }
    }

    /// The point of it that is next to another.
    fn nearest(&self, to: Spot) -> Spot {
        (
            to.0.clamp(self.left, self.left + self.width),
            to.1.clamp(self.top, self.top + self.height),
        )
    }

    fn distance(&self, to: Spot) -> f64 {
        let (x, y) = self.nearest(to);
        libm::hypot(x - to.0, y - to.1)
    }

    fn leader(&self, dot: Spot) -> Markup {
        let (x, y) = self.nearest(dot);
        html! {
            @if self.distance(dot) > DISTANCES[1] {
                path.leader d={ "M" (tenth(dot.0)) " " (tenth(dot.1)) "L" (tenth(x)) " " (tenth(y)) }
                    stroke="currentColor" stroke-width="0.6" aria-hidden="true" {}
            }
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.left + other.width
            && other.left < self.left + self.width
            && self.top < other.top + other.height
            && other.top < self.top + self.height
    }

    fn is_inside(&self, (width, height): (f64, f64)) -> bool {
        self.left >= 0.0
            && self.top >= 0.0
            && self.left + self.width <= width
            && self.top + self.height <= height
    }

    /// Whether a straight line touches it: Liang and Barsky's clipping leaves something of it.
    fn crosses(&self, (from, to): (Spot, Spot)) -> bool {
        let (x, y) = (to.0 - from.0, to.1 - from.1);
        let edges = [
            (-x, from.0 - self.left),
            (x, self.left + self.width - from.0),
            (-y, from.1 - self.top),
            (y, self.top + self.height - from.1),
        ];
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        for (run, gap) in edges {
            if run == 0.0 && gap < 0.0 {
                return false;
            } else if run < 0.0 {
                enters = enters.max(gap / run);
            } else if run > 0.0 {
                leaves = leaves.min(gap / run);
            }
        }
        enters <= leaves
    }
}

/// A room for each label in a drawing of this size, away from other labels, the dots and, if it can be,
/// the route; `None` where nothing is free.
pub(super) fn arrange(
    labels: &[Label<'_>],
    dots: &[Spot],
    legs: &[(Spot, Spot)],
    size: (f64, f64),
) -> Vec<Option<Room>> {
    let mut sorted = dots.to_vec();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut taken: Vec<Room> = Vec::new();
    let mut rooms = Vec::new();
    for (label, dot) in labels.iter().zip(dots) {
        let is_free = |room: &Room| {
            room.is_inside(size)
                && !taken.iter().any(|other| room.meets(other))
                && near(&sorted, room)
                    .iter()
                    .all(|dot| room.distance(*dot) >= CLEAR)
        };
        let cost = |room: &Room| {
            let crossed = legs.iter().filter(|leg| room.crosses(**leg)).count();
            room.distance(*dot) + CROSSING * crossed as f64
        };
        let candidates = around(*dot, label.size()).filter(is_free);
        let best = candidates.min_by(|a, b| cost(a).total_cmp(&cost(b)));
        taken.extend(best);
        rooms.push(best);
    }
    rooms
}

/// Of dots from left to right those that may be too near to a room.
fn near<'a>(dots: &'a [Spot], room: &Room) -> &'a [Spot] {
    // More than is needed, however it is rounded.
    let reach = CLEAR + 1.0;
    let from = dots.partition_point(|dot| dot.0 < room.left - reach);
    let to = dots.partition_point(|dot| dot.0 <= room.left + room.width + reach);
    &dots[from..to]
}

/// Where a label may stand beside its dot, the nearest first.
fn around(dot: Spot, (width, height): (f64, f64)) -> impl Iterator<Item = Room> {
    DISTANCES.into_iter().flat_map(move |distance| {
        SIDES.into_iter().map(move |(x, y)| Room {
            left: dot.0 + x * distance - width * (1.0 - sign(x)) / 2.0,
            top: dot.1 + y * distance - height * (1.0 - sign(y)) / 2.0,
            width,
            height,
        })
    })
}

/// −1, 0 or 1.
fn sign(value: f64) -> f64 {
    if value == 0.0 { 0.0 } else { value.signum() }
}
