//! The places of a tour: stations at one spot are at one place.

use std::collections::{BTreeMap, BTreeSet};

use crate::tour::{Edition, Entry, Point};

/// A place with the stations there, in the order of the tour.
pub(super) struct Place<'a> {
    pub(super) at: Point,
    /// What the first of its stations that says so calls it.
    pub(super) name: Option<&'a str>,
    /// The index of that station.
    pub(super) named_by: usize,
    /// Their indices and entries.
    pub(super) stations: Vec<(usize, &'a Entry)>,
}

/// The places in the order in which the tour first comes to them, and which of them it joins: pairs of
/// places, each once and in whichever direction it is gone first.
pub(super) fn places(edition: &Edition) -> (Vec<Place<'_>>, Vec<(usize, usize)>) {
    let mut places: Vec<Place<'_>> = Vec::new();
    let mut known = BTreeMap::new();
    let mut stops = Vec::new();
    for (index, entry) in edition.entries().iter().enumerate() {
        if let Some(at) = entry.at {
            let place = *known.entry(spot(at)).or_insert(places.len());
            stop(&mut places, place, at, (index, entry));
            stops.push(place);
        }
    }
    (places, legs(&stops))
}

/// A point, so that points can be put in an order; 0 and −0 are the same place.
fn spot(at: Point) -> (u64, u64) {
    ((at.lat + 0.0).to_bits(), (at.lon + 0.0).to_bits())
}

/// Puts a station where it is: at a place that is known, or at a new one.
fn stop<'a>(places: &mut Vec<Place<'a>>, place: usize, at: Point, station: (usize, &'a Entry)) {
    let name = station.1.place.as_deref();
    let Some(place) = places.get_mut(place) else {
        places.push(Place {
            at,
            name,
            named_by: station.0,
            stations: vec![station],
        });
        return;
    };
    if place.name.is_none() {
        (place.name, place.named_by) = (name, station.0);
    }
    place.stations.push(station);
}

fn legs(stops: &[usize]) -> Vec<(usize, usize)> {
    let mut known = BTreeSet::new();
    let pairs = stops.windows(2).map(|pair| (pair[0], pair[1]));
    let apart = pairs.filter(|(from, to)| from != to);
    apart
        .filter(|(from, to)| known.insert((*from.min(to), *from.max(to))))
        .collect()
}
