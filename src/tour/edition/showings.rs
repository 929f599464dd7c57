//! Where figures, charts and terms stand: the way back from their lists.

use std::collections::HashMap;

use crate::markup::Link;
use crate::tour::{Content, Station};

/// For each figure or chart the steps that show it, for each term those that speak of it.
///
/// A step is the station's place in the tour and the step's in the station.
#[derive(Debug, Default)]
pub struct Showings {
    shown: HashMap<Box<str>, Vec<(usize, u16)>>,
    terms: HashMap<Box<str>, Vec<(usize, u16)>>,
}

impl Showings {
    /// The steps that show a figure or chart, in the order of the tour.
    pub fn of(&self, id: &str) -> &[(usize, u16)] {
        self.shown.get(id).map_or(&[], Vec::as_slice)
    }

    /// The steps that speak of a term, in the order of the tour.
    pub fn of_term(&self, id: &str) -> &[(usize, u16)] {
        self.terms.get(id).map_or(&[], Vec::as_slice)
    }

    pub(super) fn add_station(&mut self, index: usize, station: &Station) {
        for (step, content) in (0..).zip(station.steps.iter().map(|step| &step.content)) {
            match content {
                Content::Figure(id) | Content::Chart(id) => {
                    self.shown
                        .entry(id.clone())
                        .or_default()
                        .push((index, step));
                }
                Content::Text(prose) => {
                    for term in prose.links().filter_map(term) {
                        self.terms
                            .entry(term.into())
                            .or_default()
                            .push((index, step));
                    }
                }
                Content::Ask { .. } | Content::Choose(_) => {}
            }
        }
    }
}

fn term(link: &Link) -> Option<&str> {
    match link {
        Link::Term(id) => Some(id),
        _ => None,
    }
}
