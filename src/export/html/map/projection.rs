//! From degrees to the drawing: equirectangular, with the middle latitude true to scale.

use crate::tour::{Map, Point};

use super::Spot;
use super::place::Place;

/// How wide a drawing is at most, and how high, in its own units; on a small screen they are about pixels.
const WIDTH: f64 = 400.0;
const HEIGHT: f64 = 480.0;

/// How high a drawing is at least: a label has room in it.
const LOWEST: f64 = 120.0;

/// What is free around what is drawn.
const EDGE: f64 = 22.0;

pub(super) struct Projection {
    /// The western edge, degrees; what lies west of it is drawn as if it were further east.
    west: f64,
    north: f64,
    /// The cosine of the middle latitude.
    squeeze: f64,
    /// Units for a degree of latitude.
    scale: f64,
    /// What is free on the left and at the top, so that a map stands in the middle.
    free: Spot,
    size: (f64, f64),
}

impl Projection {
    /// `None` where there is nothing to show.
    pub(super) fn of(map: &Map, places: &[Place<'_>]) -> Option<Self> {
        let points = || {
            let outline = map.outline.iter().flatten().copied();
            outline.chain(places.iter().map(|place| place.at))
        };
        let (west, width) = widest_sea(spans(map, places))?;
        let south = points().map(|point| point.lat).fold(f64::MAX, f64::min);
        let north = points().map(|point| point.lat).fold(f64::MIN, f64::max);
        let squeeze = libm::cos(f64::midpoint(south, north).to_radians()).max(0.01);
        let (width, height) = ((width * squeeze).max(0.01), (north - south).max(0.01));
        let scale = ((WIDTH - 2.0 * EDGE) / width).min((HEIGHT - 2.0 * EDGE) / height);
        let high = (height * scale + 2.0 * EDGE).max(LOWEST);
        Some(Self {
            west,
            north,
            squeeze,
            scale,
            free: ((WIDTH - width * scale) / 2.0, (high - height * scale) / 2.0),
            size: (WIDTH, high),
        })
    }

    /// The drawing's width and height.
    pub(super) fn size(&self) -> (f64, f64) {
        self.size
    }

    pub(super) fn spot(&self, point: Point) -> Spot {
        let east = (point.lon - self.west).rem_euclid(360.0);
        (
            self.free.0 + east * self.squeeze * self.scale,
            self.free.1 + (self.north - point.lat) * self.scale,
        )
    }
}

/// The stretches of longitude that lines and places take, from west to east.
fn spans(map: &Map, places: &[Place<'_>]) -> Vec<(f64, f64)> {
    let line = |pair: &[Point]| {
        let (from, to) = (pair[0].lon, pair[1].lon);
        (from.min(to), from.max(to))
    };
    let lines = map.outline.iter().flat_map(|ring| ring.windows(2));
    let mut spans: Vec<_> = lines.map(line).collect();
    spans.extend(places.iter().map(|place| (place.at.lon, place.at.lon)));
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    spans
}

/// Cuts the globe in the middle of nowhere: the western edge and the width of what is left when the
/// widest stretch of longitude with nothing on it is taken away. So a map can lie over the 180th meridian.
fn widest_sea(spans: Vec<(f64, f64)>) -> Option<(f64, f64)> {
    let first = spans.first()?.0;
    let mut shore = first;
    let mut sea = (0.0, first);
    for (from, to) in spans {
        if from - shore > sea.0 {
            sea = (from - shore, from);
        }
        shore = shore.max(to);
    }
    let outside = 360.0 - (shore - first);
    if outside >= sea.0 {
        sea = (outside, first);
    }
    Some((sea.1, 360.0 - sea.0))
}

#[cfg(test)]
mod tests {
    use super::widest_sea;

    #[test]
    fn the_map_begins_east_of_the_widest_sea() {
        let whole = (-180.0, 180.0);
        for (spans, begins) in [
            (vec![], None),
            (vec![(70.0, 70.0)], Some((70.0, 0.0))),
            (vec![(46.0, 60.0), (60.0, 87.0)], Some((46.0, 41.0))),
            (vec![(-100.0, 100.0)], Some((-100.0, 200.0))),
            (vec![(-179.0, -179.0), (179.0, 179.0)], Some((179.0, 2.0))),
            (vec![(-180.0, -170.0), (30.0, 180.0)], Some((30.0, 160.0))),
            (vec![whole], Some((-180.0, 360.0))),
        ] {
            assert_eq!(widest_sea(spans.clone()), begins, "{spans:?}");
        }
    }
}
