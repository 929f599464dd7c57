//! What is new on a page since it was last spoken of.

use crate::player::state::State;
use crate::player::view::{Pane, Place};

/// Everything that was said depends on, besides the tour: where, in which language, with which answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    tour: u16,
    edition: u8,
    place: Place,
    pane: Option<Pane>,
    notes: bool,
    answers: Vec<(u16, u16, u16)>,
    /// The entry of the pane that a link led to, as the index of its target.
    entry: Option<u32>,
}

/// What is to be said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum News {
    /// The page from its beginning.
    Page,
    /// The entry of a list that a link led to.
    Entry(u32),
    /// What was found by another search.
    Found,
    /// A page that is gone back to, or entered in its middle: its title and this step.
    Return(u16),
    /// The steps of the station from this one on.
    Steps(u16),
    /// What is said to the answer given at this step.
    Reply {
        step: u16,
        answer: u16,
    },
    /// The notes to everything said of this station.
    Notes,
    /// Notes are no longer said.
    NotesOff,
    Nothing,
}

impl Said {
    /// What is said of `state`; `linked` if a link led to it.
    pub(crate) fn of(state: &State, notes: bool, linked: bool) -> Self {
        let to_entry = linked && state.view.pane.is_some();
        Self {
            tour: state.tour,
            edition: state.edition,
            place: state.view.place,
            pane: state.view.pane.clone(),
            notes,
            answers: state.answers.clone(),
            entry: state.view.sight.focus.filter(|_| to_entry),
        }
    }

    /// Whether both are of one tour in one language.
    pub(crate) fn same_words(&self, other: &Self) -> bool {
        (self.tour, self.edition) == (other.tour, other.edition)
    }

    /// As if the question of this step had not been answered yet.
    pub(crate) fn forget_answer(&mut self, step: u16) {
        if let Place::Station { station, .. } = self.place {
            self.answers
                .retain(|(at, of, _)| (*at, *of) != (station, step));
        }
    }

    /// An answer that `before` does not have.
    fn new_answer(&self, before: &Self) -> Option<News> {
        let given = |answer: &&(u16, u16, u16)| !before.answers.contains(answer);
        let (_, step, answer) = *self.answers.iter().find(given)?;
        Some(News::Reply { step, answer })
    }
}

impl News {
    /// What `now` has that was not said `before`.
    pub(crate) fn between(before: Option<&Said>, now: &Said) -> Self {
        let Some(before) = before else {
            return News::Page;
        };
        if before.same_words(now) && before.pane == now.pane {
            return News::on_ground(before, now);
        }
        match (&before.pane, &now.pane) {
            (Some(Pane::Search(_)), Some(Pane::Search(_))) => News::Found,
            (_, Some(_)) => now.entry.map_or(News::Page, News::Entry),
            (_, None) => News::arrival(now.place),
        }
    }

    /// The panes are the same: another place, or something about this one.
    fn on_ground(before: &Said, now: &Said) -> Self {
        match (before.place, now.place) {
            (from, to) if from == to => News::about_place(before, now),
            (
                Place::Station {
                    station: from,
                    step: said,
                },
                Place::Station { station, step },
            ) if from == station && step > said => News::Steps(said + 1),
            (_, place) => News::arrival(place),
        }
    }

    fn about_place(before: &Said, now: &Said) -> Self {
        match (before.notes, now.notes) {
            (false, true) => News::Notes,
            (true, false) => News::NotesOff,
            _ => now.new_answer(before).unwrap_or(News::Nothing),
        }
    }

    fn arrival(place: Place) -> Self {
        match place {
            Place::Station { step, .. } if step > 0 => News::Return(step),
            _ => News::Page,
        }
    }
}
