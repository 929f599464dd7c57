//! How large what can be picked has to be, and where links inside a text find the room for it.

use ratatui::layout::{Rect, Size};

use crate::layout::Hit;
use crate::player::scene::Target;

/// What visitors point with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// A mouse, or nothing but keys.
    Pointer,
    /// A finger: rows stand apart, and the hints are buttons.
    Touch,
}

/// The least area for a finger, in cells of the screen.
const FINGER: Size = Size::new(10, 3);

impl Reach {
    /// The least size of what stands on a line of its own, in cells of a page of which each becomes a
    /// `block` of the screen's.
    pub(crate) fn least(self, block: Size) -> Size {
        match self {
            Self::Pointer => Size::new(1, 1),
            Self::Touch => Size::new(
                FINGER.width.div_ceil(block.width),
                FINGER.height.div_ceil(block.height),
            ),
        }
    }
}

/// Links inside a text grow to all sides, each a cell in its turn, until they are as large as a finger
/// or meet another hit or the edge of the room.
pub(crate) fn widen(hits: &mut [Hit], room: Rect, finger: Size) {
    let links: Vec<usize> = (0..hits.len())
        .filter(|at| matches!(hits[*at].target, Target::Link(_)))
        .collect();
    for _ in 0..finger.width.max(finger.height) {
        for at in &links {
            for side in [Side::Above, Side::Below, Side::Right, Side::Left] {
                let area = side.grown(hits[*at].area, finger).intersection(room);
                let mut others = hits.iter().enumerate().filter(|(other, _)| other != at);
                if others.all(|(_, other)| !other.area.intersects(area)) {
                    hits[*at].area = area;
                }
            }
        }
    }
}

/// Where an area may grow.
#[derive(Debug, Clone, Copy)]
enum Side {
    Above,
    Below,
    Left,
    Right,
}

impl Side {
    /// An area a cell larger to this side, unless it is large enough.
    fn grown(self, area: Rect, enough: Size) -> Rect {
        let Rect {
            x,
            y,
            width,
            height,
        } = area;
        match self {
            Self::Above | Self::Below if height >= enough.height => area,
            Self::Left | Self::Right if width >= enough.width => area,
            Self::Above => Rect::new(x, y.saturating_sub(1), width, height + y.min(1)),
            Self::Below => Rect::new(x, y, width, height + 1),
            Self::Left => Rect::new(x.saturating_sub(1), y, width + x.min(1), height),
            Self::Right => Rect::new(x, y, width + 1, height),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::Link;
    use crate::player::keymap::Command;

    /// The areas of links, and of rows after `|`, as `x y width height`, once they have grown.
    fn check(areas: &str, expected: &str) {
        let (links, rows) = areas.split_once('|').unwrap_or((areas, ""));
        let hits = |areas: &str, target: Target| -> Vec<Hit> {
            let area = |area: &str| {
                let numbers: Vec<u16> = area
                    .split_whitespace()
                    .map(|number| number.parse().unwrap())
                    .collect();
                Rect::new(numbers[0], numbers[1], numbers[2], numbers[3])
            };
            let areas = areas.split(',').filter(|area| !area.trim().is_empty());
            let hit = |of: &str| Hit {
                area: area(of),
                target: target.clone(),
            };
            areas.map(hit).collect()
        };
        let mut hits = [
            hits(links, Target::Link(Link::Mark(0))),
            hits(rows, Target::Command(Command::Next)),
        ]
        .concat();
        widen(&mut hits, Rect::new(2, 1, 40, 10), FINGER);
        let shown: Vec<String> = hits
            .iter()
            .filter(|hit| matches!(hit.target, Target::Link(_)))
            .map(|hit| {
                let area = hit.area;
                format!("{} {} {} {}", area.x, area.y, area.width, area.height)
            })
            .collect();
        assert_eq!(shown.join(", "), expected, "{areas}");
    }

    #[test]
    fn a_link_gets_the_room_that_its_neighbours_leave() {
        check("20 5 3 1", "17 4 10 3");
        check("20 5 14 1", "20 4 14 3");
        // At the edges it grows to the other side.
        check("2 1 3 1", "2 1 10 3");
        check("39 10 3 1", "32 8 10 3");
        // Neighbours share what lies between them.
        check("20 5 3 1, 26 5 3 1", "15 4 10 3, 25 4 10 3");
        check("20 5 3 1, 20 6 3 1", "17 3 10 3, 17 6 10 3");
        check("20 5 3 1, 20 7 3 1", "17 4 10 3, 17 7 10 3");
        // Rows keep theirs.
        check("20 5 3 1 | 2 6 40 3", "17 3 10 3");
        check("20 5 3 1 | 2 2 40 3, 2 6 40 3", "17 5 10 1");
    }
}
