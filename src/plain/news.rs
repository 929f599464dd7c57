//! What is new on a page since it was last spoken of.

use crate::player::Player;
use crate::player::state::State;
use crate::player::view::{NotesState, Pane, Place};

/// Everything that was said depends on, besides the tour: where, in which language, with which answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    tour: u16,
    edition: u8,
    place: Place,
    /// The tour's notice was accepted.
    admitted: bool,
    pane: Option<Pane>,
    notes: bool,
    answers: Vec<(u16, u16, u16)>,
    /// The entry of the pane that a link led to, as the index of its target.
    entry: Option<u32>,
    /// The note that has the focus on the screen, by its mark.
    note: Option<u16>,
    /// The row or link that has the focus on the screen, as the index of its target.
    focus: Option<u32>,
}

/// What is to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// These notes from the one to this mark on.
    NotesFrom(u16),
    /// The note to this mark.
    Note(u16),
    /// The row or link with this index among the targets.
    Focus(u32),
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
            admitted: state.admitted,
            pane: state.view.pane.clone(),
            notes,
            answers: state.answers.clone(),
            entry: state.view.sight.focus.filter(|_| to_entry),
            note: focused_note(state),
            focus: None,
        }
    }

    /// What is on the screen, where notes are a pane and something has the focus.
    pub(crate) fn seen(player: &Player) -> Self {
        let view = &player.state().view;
        let linked = view.sight.focus != player.first_focus();
        Self {
            focus: view.sight.focus,
            ..Self::of(player.state(), view.notes_open(), linked)
        }
    }

    /// Notes are said with the steps.
    pub(crate) fn notes(&self) -> bool {
        self.notes
    }

    /// What is to be said to somebody who comes here from a page of another kind.
    pub(crate) fn arrival(&self) -> News {
        match (&self.pane, self.entry) {
            (Some(_), Some(entry)) => News::Entry(entry),
            (Some(_), None) => News::Page,
            (None, _) => News::arrival(self.place),
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

    /// What is to be said of notes that were not there before.
    fn opened_notes(&self) -> News {
        match (self.note, self.focus) {
            (None, _) => News::Notes,
            // The mark had the focus and was followed.
            (Some(mark), Some(_)) => News::Note(mark),
            (Some(mark), None) => News::NotesFrom(mark),
        }
    }

    /// The note that a guide shows on a page that is said for other reasons too.
    pub(crate) fn shown_note(&self, before: Option<&Self>, news: &News) -> Option<News> {
        let note = self.note?;
        let is_new = before.is_none_or(|before| before.note != Some(note));
        let said = self.notes || matches!(news, News::Note(_));
        (is_new && !said).then_some(News::Note(note))
    }

    /// The entry of the same list that a guide goes on to.
    fn new_entry(&self, before: &Self) -> Option<News> {
        let entry = self.entry.filter(|_| self.entry != before.entry);
        entry.map(News::Entry)
    }

    /// The note, or else the row or link, that did not have the focus `before`.
    fn new_focus(&self, before: &Self) -> Option<News> {
        let note = self.note.filter(|_| self.note != before.note);
        let focus = self.focus.filter(|_| self.focus != before.focus);
        note.map(News::Note).or(focus.map(News::Focus))
    }
}

/// The note that has the focus, by its mark.
fn focused_note(state: &State) -> Option<u16> {
    match state.view.notes {
        NotesState::Open { mark, .. } => mark,
        NotesState::Auto | NotesState::Absent => None,
    }
}

impl News {
    /// Whether it is another page.
    pub(crate) fn is_page(&self) -> bool {
        matches!(self, News::Page | News::Entry(_) | News::Return(_))
    }

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
            _ => now.arrival(),
        }
    }

    /// The panes are the same: another place, or something about this one.
    fn on_ground(before: &Said, now: &Said) -> Self {
        match (before.place, now.place) {
            // Who has accepted the notice and waits for a guide has another page before them.
            (Place::Title, Place::Title) if before.admitted != now.admitted => News::Page,
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
            (false, true) => now.opened_notes(),
            (true, false) => News::NotesOff,
            _ => now
                .new_answer(before)
                .or_else(|| now.new_focus(before))
                .or_else(|| now.new_entry(before))
                .unwrap_or(News::Nothing),
        }
    }

    fn arrival(place: Place) -> Self {
        match place {
            Place::Station { step, .. } if step > 0 => News::Return(step),
            _ => News::Page,
        }
    }
}
