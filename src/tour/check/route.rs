//! The ways through a tour: stations nobody comes to, and stations nobody leaves.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Place};
use crate::tour::report::Report;
use crate::tour::{Content, Station};

/// The stations and where one goes from them.
#[derive(Debug, Default)]
pub(super) struct Route {
    stops: Vec<Stop>,
    labels: HashMap<String, usize>,
}

#[derive(Debug)]
struct Stop {
    id: Box<str>,
    place: Place,
    /// Choices, links and skips.
    links: Vec<Box<str>>,
    /// Ends in choices, so that the next station is not its next.
    chooses: bool,
}

impl Route {
    pub(super) fn add(
        &mut self,
        station: &Station,
        place: Place,
        links: Vec<Box<str>>,
        chooses: bool,
    ) {
        let chooses = chooses
            && matches!(
                station.steps.last().map(|step| &step.content),
                Some(Content::Choose(_))
            );
        self.stops.push(Stop {
            id: station.id.clone(),
            place,
            links,
            chooses,
        });
    }

    /// Tells a label that an earlier station has; called for each station after it was added.
    pub(super) fn label(&mut self, label: String, place: Option<Place>, report: &mut Report) {
        let station = self.stops.len();
        if let Some(first) = self.labels.get(&label) {
            let place = place.or_else(|| self.stops.last().map(|stop| stop.place.clone()));
            let message = format!("station {first} in the file has the label `{label}` too");
            report.push(
                Diagnostic::error("duplicate-label", place, message).help(
                    "visitors type the label to come here; give each station its own `label`",
                ),
            );
        } else {
            self.labels.insert(label, station);
        }
    }

    /// Tells stations that no way leads to, and those from which none leads to the tour's end.
    pub(super) fn check(&self, report: &mut Report) {
        let places: HashMap<&str, usize> = self
            .stops
            .iter()
            .enumerate()
            .rev()
            .map(|(place, stop)| (&*stop.id, place))
            .collect();
        // With an id lost, doubled or misspelt, which has been told, the ways are not known.
        let mut links = self.stops.iter().flat_map(|stop| &stop.links);
        if places.len() < self.stops.len() || links.any(|id| !places.contains_key(&**id)) {
            return;
        }
        let onward: Vec<Vec<usize>> = (0..self.stops.len())
            .map(|stop| self.onward(stop, &places))
            .collect();
        let mut back = vec![Vec::new(); onward.len()];
        for (from, stops) in onward.iter().enumerate() {
            for to in stops {
                back[*to].push(from);
            }
        }
        let reached = flood(&onward, if self.stops.is_empty() { None } else { Some(0) });
        let ends = self
            .stops
            .iter()
            .enumerate()
            .filter(|(place, stop)| place + 1 == self.stops.len() && !stop.chooses);
        let ending = flood(&back, ends.map(|(place, _)| place));
        for (place, stop) in self.stops.iter().enumerate() {
            if !reached[place] {
                let fault = Diagnostic::warning(
                    "unreachable",
                    stop.place.clone(),
                    format!("no way leads to the station `{}`", stop.id),
                );
                report
                    .push(fault.help(
                        "every station before it ends in choices; let one of them lead here",
                    ));
            } else if !ending[place] {
                let fault = Diagnostic::warning(
                    "dead-end",
                    stop.place.clone(),
                    format!(
                        "no way leads from the station `{}` to the end of the tour",
                        stop.id
                    ),
                );
                report.push(fault.help("let one of its choices, or of those behind it, lead on; the last station should not end in choices"));
            }
        }
    }

    fn onward(&self, stop: usize, places: &HashMap<&str, usize>) -> Vec<usize> {
        let links = self.stops[stop]
            .links
            .iter()
            .filter_map(|id| places.get(&**id).copied());
        let next = (!self.stops[stop].chooses && stop + 1 < self.stops.len()).then_some(stop + 1);
        links.chain(next).collect()
    }
}

/// Which stops can be reached from some.
fn flood(ways: &[Vec<usize>], from: impl IntoIterator<Item = usize>) -> Vec<bool> {
    let mut reached = vec![false; ways.len()];
    let mut todo: Vec<usize> = from.into_iter().collect();
    while let Some(stop) = todo.pop() {
        if !std::mem::replace(&mut reached[stop], true) {
            todo.extend(ways[stop].iter().filter(|next| !reached[**next]));
        }
    }
    reached
}
