//! The way through a whole tour: Next, a notice's first choice, and at a fork where there is more to see.

use std::collections::VecDeque;

use super::{Recorder, Visit};
use crate::player::key::Key;
use crate::player::state::Set;
use crate::player::view::Place;
use crate::tour::{Choice, Content, Edition};

/// More keys than any tour needs: 2,000 stations of dozens of steps.
const MOST: usize = 200_000;

impl Recorder {
    /// Walks on to the closing, or until there is no way on.
    pub(super) fn walk(&mut self) {
        for _ in 0..MOST {
            self.rest();
            if self.place() == Place::Closing && self.session.below(&mut self.stage) == 0 {
                return;
            }
            let before = self.session.player().state().clone();
            let visit = self.go_on();
            if visit == Visit::IsOver || *self.session.player().state() == before {
                return;
            }
        }
    }

    fn place(&self) -> Place {
        self.session.player().state().view.place
    }

    fn go_on(&mut self) -> Visit {
        match self.place() {
            // What has the focus is the first choice: to begin, or to go on.
            Place::Title | Place::Notice(_) if self.has_focus() => self.press(Key::Enter),
            Place::Station { station, .. } if self.is_at_fork() => self.choose(station),
            _ => self.press(Key::Char(' ')),
        }
    }

    fn has_focus(&self) -> bool {
        self.session.player().state().view.sight.focus.is_some()
    }

    /// Only choices lead on, and all of the page was seen.
    fn is_at_fork(&mut self) -> bool {
        self.session.player().must_choose() && self.session.below(&mut self.stage) == 0
    }

    /// Takes the choice that leads to what was not seen; leaves if none leads on.
    fn choose(&mut self, station: u16) -> Visit {
        let player = self.session.player();
        let way = way(player.edition(), &player.state().visited, station.into());
        let Some(way) = way else {
            return Visit::IsOver;
        };
        // The first brings the focus to the first choice.
        for _ in 0..=way {
            self.press(Key::Down);
            self.rest();
        }
        self.press(Key::Enter)
    }
}

/// The choice at the end of a station from which it is the fewest stations to one that was not visited;
/// when all that can be reached were, to the last. `None` if there is no way at all.
fn way(edition: &Edition, visited: &Set, station: usize) -> Option<usize> {
    let choices: Vec<usize> = choices(edition, station)?
        .iter()
        .map(|choice| edition.find(&choice.to))
        .collect::<Option<_>>()?;
    let is_new = |station: usize| !visited.contains(station as u16);
    let is_end = |station: usize| station + 1 == edition.station_count();
    nearest(edition, &choices, is_new).or_else(|| {
        nearest(edition, &choices, |station| {
            is_end(station) && self::choices(edition, station).is_none()
        })
    })
}

/// The index of the way that leads soonest to a station that is wanted.
fn nearest(edition: &Edition, ways: &[usize], is_wanted: impl Fn(usize) -> bool) -> Option<usize> {
    let mut seen = vec![false; edition.station_count()];
    let mut queue: VecDeque<(usize, usize)> = ways.iter().copied().enumerate().collect();
    while let Some((way, station)) = queue.pop_front() {
        if is_wanted(station) {
            return Some(way);
        }
        if std::mem::replace(seen.get_mut(station)?, true) {
            continue;
        }
        queue.extend(after(edition, station).into_iter().map(|next| (way, next)));
    }
    None
}

/// The stations that a station leads to.
fn after(edition: &Edition, station: usize) -> Vec<usize> {
    match choices(edition, station) {
        Some(choices) => choices
            .iter()
            .filter_map(|choice| edition.find(&choice.to))
            .collect(),
        None => Vec::from_iter((station + 1 < edition.station_count()).then_some(station + 1)),
    }
}

/// The choices that a station ends in.
fn choices(edition: &Edition, station: usize) -> Option<&[Choice]> {
    match &edition.station(station)?.steps.last()?.content {
        Content::Choose(choices) => Some(choices),
        _ => None,
    }
}
