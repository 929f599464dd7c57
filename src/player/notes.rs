//! The notes pane: opening it, stepping through it, and going on to a source.

use crate::markup::Link;
use crate::player::Player;
use crate::player::extent::Extent;
use crate::player::scene::Target;
use crate::player::view::{NotesState, Pane, Place, Show};
use crate::tour::MarkKind;

impl Player {
    /// Opens the notes pane at the first note on screen, or closes it.
    pub(crate) fn toggle_notes(&mut self, seen: &Extent) {
        if self.state.view.pane.is_some() || self.state.view.notes == NotesState::Absent {
            return;
        }
        if self.state.view.notes_open() {
            self.back();
            return;
        }
        self.state.view.sight.focus = None;
        self.state.view.notes = NotesState::Open {
            mark: seen.marks.first().copied(),
            skip: 0,
        };
    }

    pub(crate) fn open_note(&mut self, mark: u16) {
        self.state.view.notes = NotesState::Open {
            mark: Some(mark),
            skip: 0,
        };
    }

    /// Space in notes that cover the text: on by what the screen shows, less a line.
    pub(crate) fn page_note(&mut self, seen: &Extent) {
        if let NotesState::Open { skip, .. } = &mut self.state.view.notes {
            *skip = skip.saturating_add(seen.height.saturating_sub(2).max(1) as u16);
        }
    }

    /// Arrow keys in the notes pane: on in a long note, then to the next mark, which comes in sight.
    pub(crate) fn move_note(&mut self, by: i32, mark: Option<u16>, skip: u16, seen: &Extent) {
        let last = self.last_mark();
        let (mark, skip) = match mark {
            None => (seen.marks.first().copied().or(last), 0),
            Some(mark) if by > 0 && seen.note_goes_on => (Some(mark), skip + 1),
            Some(mark) if by < 0 && skip > 0 => (Some(mark), skip - 1),
            Some(mark) => (
                Some(mark.saturating_add_signed(by as i16).min(last.unwrap_or(0))),
                0,
            ),
        };
        self.state.view.notes = NotesState::Open { mark, skip };
        let shown = seen.targets.iter().position(|spotted| {
            Some(&spotted.target) == mark.map(|mark| Target::Link(Link::Mark(mark))).as_ref()
        });
        if let Some(target) = shown.filter(|_| mark.is_some_and(|mark| !seen.marks.contains(&mark)))
        {
            self.state.view.sight.show = Show::Target(target as u32);
        }
    }

    /// The last mark of the steps shown.
    fn last_mark(&self) -> Option<u16> {
        let Place::Station { station, step } = self.state.view.place else {
            return None;
        };
        let marks = &self.edition().station(station.into())?.marks;
        marks
            .iter()
            .rposition(|mark| mark.step <= step)
            .map(|mark| mark as u16)
    }

    /// From a note to the first source it names.
    pub(crate) fn open_source_of(&mut self, mark: u16) {
        if let Some(source) = self.source_of(mark) {
            self.open_pane_at(Pane::Bibliography, &Target::Source(source));
        }
    }

    fn source_of(&self, mark: u16) -> Option<Box<str>> {
        let Place::Station { station, .. } = self.state.view.place else {
            return None;
        };
        let edition = self.edition();
        match &edition
            .station(station.into())?
            .marks
            .get(usize::from(mark))?
            .kind
        {
            MarkKind::Citation(citation) => citation.cites.first().map(|cite| cite.source.clone()),
            MarkKind::Note(id) => edition
                .note(id)?
                .text
                .paragraphs
                .iter()
                .flat_map(|paragraph| &paragraph.text.runs)
                .find_map(|run| match &run.link {
                    Some(Link::Citation(citation)) => {
                        citation.cites.first().map(|cite| cite.source.clone())
                    }
                    Some(Link::Source(id)) => Some(id.clone()),
                    _ => None,
                }),
        }
    }
}
