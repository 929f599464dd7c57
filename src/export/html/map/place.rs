//! The places of a tour: stations at one spot are at one place.

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
    let mut stops = Vec::new();
    for (index, entry) in edition.entries().iter().enumerate() {
        if let Some(at) = entry.at {
            stops.push(stop(&mut places, at, (index, entry)));
        }
    }
    (places, legs(&stops))
}

/// Puts a station where it is; gives the index of its place.
fn stop<'a>(places: &mut Vec<Place<'a>>, at: Point, station: (usize, &'a Entry)) -> usize {
    let name = station.1.place.as_deref();
    let index = places.iter().position(|place| place.at == at);
    let Some(index) = index else {
        places.push(Place {
            at,
            name,
            named_by: station.0,
            stations: vec![station],
        });
        return places.len() - 1;
    };
    let place = &mut places[index];
    if place.name.is_none() {
        (place.name, place.named_by) = (name, station.0);
    }
    place.stations.push(station);
    index
}

fn legs(stops: &[usize]) -> Vec<(usize, usize)> {
    let mut legs: Vec<(usize, usize)> = Vec::new();
    for pair in stops.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        if from != to && !legs.contains(&(from, to)) && !legs.contains(&(to, from)) {
            legs.push((from, to));
        }
    }
    legs
}
