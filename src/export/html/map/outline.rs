//! The outline: closed rings are filled, lines are not.

use maud::{Markup, html};

use crate::export::html::lettering::tenth;
use crate::tour::{Map, Point};

use super::Spot;
use super::projection::Projection;

/// How far points are apart at least; more of them would not be seen.
const NEAR: f64 = 0.6;

pub(super) fn outline(map: &Map, projection: &Projection) -> Markup {
    let (rings, lines): (Vec<&Vec<Point>>, Vec<_>) = map
        .outline
        .iter()
        .partition(|line| line.len() > 3 && line.first() == line.last());
    html! {
        (path(&rings, projection, "currentColor"))
        (path(&lines, projection, "none"))
    }
}

fn path(lines: &[&Vec<Point>], projection: &Projection, fill: &str) -> Markup {
    let lines = lines.iter().map(|line| drawn(line, projection));
    let path: String = lines.collect();
    html! {
        @if !path.is_empty() {
            path.outline d=(path) fill=(fill) fill-opacity="0.07" fill-rule="evenodd" stroke="currentColor"
                stroke-opacity="0.5" stroke-width="0.8" stroke-linejoin="round" {}
        }
    }
}

fn drawn(line: &[Point], projection: &Projection) -> String {
    let mut path = String::new();
    let mut last: Option<Spot> = None;
    for (index, point) in line.iter().enumerate() {
        let spot = projection.spot(*point);
        if index + 1 < line.len() && last.is_some_and(|last| is_near(last, spot)) {
            continue;
        }
        let act = if last.is_none() { 'M' } else { 'L' };
        path.push(act);
        path += &[tenth(spot.0), tenth(spot.1)].join(" ");
        last = Some(spot);
    }
    path
}

fn is_near(a: Spot, b: Spot) -> bool {
    (a.0 - b.0).abs().max((a.1 - b.1).abs()) < NEAR
}
