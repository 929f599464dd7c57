//! Going from place to place: steps and stations, links, panes, and back again.

use crate::markup::Link;
use crate::player::extent::Extent;
use crate::player::pages;
use crate::player::scene::{NotesState, Target};
use crate::player::state::Message;
use crate::player::view::{Pane, Place, Show, Sight, View};
use crate::player::{Effect, HISTORY, Player, gate};
use crate::tour::{Content, MarkKind};

impl Player {
    /// Shows `place` as if nothing had been before it.
    pub(crate) fn begin(&mut self, place: Place) {
        self.state.view = View::new(place);
        if place == Place::Lobby {
            self.state.view.sight = Sight::first();
        }
    }

    fn remember(&mut self) {
        if self.history.len() == HISTORY {
            self.history.remove(0);
        }
        self.history.push(self.state.view.clone());
    }

    fn go(&mut self, view: View) {
        self.remember();
        self.state.view = view;
    }

    pub(crate) fn back(&mut self) {
        match self.history.pop() {
            Some(view) => self.state.view = view,
            None if self.state.view.notes_open() => self.state.view.notes = NotesState::Auto,
            None if self.state.view.sight.focus.is_some() && !self.in_lobby() => {
                self.state.view.sight.focus = None;
            }
            None if self.tours.len() > 1 => self.begin(Place::Lobby),
            None => {}
        }
    }

    fn in_lobby(&self) -> bool {
        self.state.view.place == Place::Lobby
    }

    pub(crate) fn open_pane(&mut self, pane: Pane) {
        let focus = pages::first_focus(self.visit(), &pane);
        self.remember();
        let sight = Sight {
            focus,
            show: Show::Focus,
            ..Sight::default()
        };
        let view = &mut self.state.view;
        (view.pane, view.sight, view.notes) = (Some(pane), sight, NotesState::Absent);
    }

    /// Opens `pane` at the row that `target` is.
    fn open_pane_at(&mut self, pane: Pane, target: &Target) {
        self.open_pane(pane);
        let row = self
            .scene()
            .targets()
            .position(|(found, _)| found == *target);
        if let Some(row) = row {
            self.state.view.sight = Sight::at(row as u16);
        } else {
            self.back();
            self.state.message = Some(Message::NoSuchPlace);
        }
    }

    /// Space: what has not been shown of this page; the next step; the next station.
    pub(crate) fn next(&mut self, seen: &Extent) -> Vec<Effect> {
        if seen.covered {
            self.back();
            return Vec::new();
        }
        if seen.below() > 0 {
            return self.scroll(seen.height.saturating_sub(1).max(1) as i32, seen);
        }
        if self.state.view.pane.is_some() {
            return Vec::new();
        }
        match self.state.view.place {
            Place::Lobby | Place::Closing => Vec::new(),
            Place::Title if gate::admitted(self.visit()) => self.go_to_station(0, 0),
            Place::Title | Place::Notice(_) => self.offer_choices(seen),
            Place::Station { station, step } => self.next_step(station, step, seen),
        }
    }

    /// A page with choices is not passed by Next: it shows them.
    fn offer_choices(&mut self, seen: &Extent) -> Vec<Effect> {
        if self.state.view.sight.focus.is_none() {
            return self.scroll(1, seen);
        }
        Vec::new()
    }

    fn next_step(&mut self, station: u16, step: u16, seen: &Extent) -> Vec<Effect> {
        let edition = self.edition();
        let steps = edition
            .station(station.into())
            .map_or(0, |station| station.steps.len());
        let last = edition.station_count().saturating_sub(1);
        if usize::from(step) + 1 < steps {
            self.show_step(station, step + 1);
            return Vec::new();
        }
        if self.must_choose() {
            return self.offer_choices(seen);
        }
        if usize::from(station) == last {
            self.go(View::new(Place::Closing));
            return Vec::new();
        }
        self.go_to_station(station + 1, 0)
    }

    fn show_step(&mut self, station: u16, step: u16) {
        let view = &mut self.state.view;
        view.place = Place::Station { station, step };
        (view.sight.focus, view.sight.show) = (None, Show::Step(step));
        if let NotesState::Open { mark, skip } = &mut view.notes {
            (*mark, *skip) = (None, 0);
        }
    }

    /// The step on screen is one that only its choices lead on from.
    pub(crate) fn must_choose(&self) -> bool {
        self.visit()
            .step()
            .is_some_and(|step| matches!(step.content, Content::Choose(_)))
    }

    /// Down at the end of the page goes on to rows that can be picked.
    pub(crate) fn has_choices(&self) -> bool {
        match self.state.view.place {
            Place::Title | Place::Notice(_) | Place::Closing => true,
            Place::Lobby => false,
            Place::Station { .. } => self.visit().step().is_some_and(|step| {
                matches!(step.content, Content::Choose(_) | Content::Ask { .. })
            }),
        }
    }

    pub(crate) fn previous(&mut self, seen: &Extent) -> Vec<Effect> {
        if self.state.view.pane.is_some() {
            return self.scroll(-(seen.height.saturating_sub(1).max(1) as i32), seen);
        }
        match self.state.view.place {
            Place::Station { station, step } if step > 0 => self.show_step(station, step - 1),
            Place::Station { station: 0, .. } => self.go(View::new(Place::Title)),
            Place::Station { station, .. } | Place::Notice(station) if station > 0 => {
                self.visit_end_of(station - 1);
            }
            Place::Closing => {
                self.visit_end_of(self.edition().station_count().saturating_sub(1) as u16);
            }
            _ => {
                return self.scroll(-(seen.height.saturating_sub(1).max(1) as i32), seen);
            }
        }
        Vec::new()
    }

    /// The station before, as it was left: with all its steps.
    fn visit_end_of(&mut self, station: u16) {
        let steps = self
            .edition()
            .station(station.into())
            .map_or(1, |station| station.steps.len());
        let last = steps.saturating_sub(1) as u16;
        self.enter(station, last, Show::End);
    }

    /// To a station's step, through its notice if it has one.
    pub(crate) fn go_to_station(&mut self, station: u16, step: u16) -> Vec<Effect> {
        let steps = self
            .edition()
            .station(station.into())
            .map_or(0, |station| station.steps.len());
        let step = step.min(steps.saturating_sub(1) as u16);
        self.enter(
            station,
            step,
            if step > 0 {
                Show::Step(step)
            } else {
                Show::Top
            },
        );
        vec![Effect::Prepare { station }]
    }

    fn enter(&mut self, station: u16, step: u16, show: Show) {
        if !gate::open(self.edition(), &self.state, station) {
            self.go(View::new(Place::Notice(station)));
            return;
        }
        self.go(View::new(Place::Station { station, step }));
        self.state.view.sight.show = show;
        self.state.visited.insert(station);
    }

    /// What Enter or a click on `target` does.
    pub(crate) fn follow(&mut self, target: &Target, seen: &Extent) -> Vec<Effect> {
        match target {
            Target::Link(link) => return self.follow_link(link),
            Target::Station { station, step } => return self.go_to_station(*station, *step),
            Target::Command(command) => return self.command(*command, seen),
            Target::Consent => return self.consent(),
            Target::Skip(station) => return self.go_to_station(*station, 0),
            Target::Source(id) => return self.visit_citing(id),
            Target::Event(event) => return self.visit_event(*event),
            Target::Figure(id) => return self.visit_figure(id),
            Target::Leave => self.go(View::new(Place::Closing)),
            Target::Note(mark) => self.open_note(*mark),
            Target::Term(_) => {}
            Target::Answer { step, answer } => self.answer(*step, *answer),
            Target::Language(edition) => self.set_language(*edition),
            Target::Tour(tour) => self.choose_tour(*tour),
        }
        Vec::new()
    }

    fn follow_link(&mut self, link: &Link) -> Vec<Effect> {
        match link {
            Link::Mark(mark) => self.open_note(*mark),
            Link::Term(id) => self.open_pane_at(Pane::Glossary, &Target::Term(id.clone())),
            Link::Source(id) => self.open_pane_at(Pane::Bibliography, &Target::Source(id.clone())),
            Link::Figure(id) => self.open_pane_at(Pane::Figures, &Target::Figure(id.clone())),
            Link::Address(address) => self.state.message = Some(Message::Address(address.clone())),
            Link::Citation(_) => {}
            Link::Station(id) => {
                if let Some(station) = self.edition().find(id) {
                    return self.go_to_station(station as u16, 0);
                }
                self.state.message = Some(Message::NoSuchPlace);
            }
        }
        Vec::new()
    }

    fn consent(&mut self) -> Vec<Effect> {
        if let Place::Notice(station) = self.state.view.place {
            self.state.consented.insert(station);
            // Back leads to before the notice, not to the notice again.
            self.state.view = View::new(Place::Station { station, step: 0 });
            self.state.visited.insert(station);
            vec![Effect::Prepare { station }]
        } else {
            self.state.admitted = true;
            self.go_to_station(0, 0)
        }
    }

    /// The first station that cites a source.
    fn visit_citing(&mut self, source: &str) -> Vec<Effect> {
        let Some((station, mark)) = self.edition().citings().marks(source).first().copied() else {
            return Vec::new();
        };
        let step = self.visit().step_of_mark(station, mark.into());
        self.go_to_station(station as u16, step)
    }

    fn visit_event(&mut self, event: u16) -> Vec<Effect> {
        let edition = self.edition();
        let station = edition
            .events()
            .get(usize::from(event))
            .and_then(|event| event.station.as_deref());
        let station = station.and_then(|id| edition.find(id));
        station.map_or_else(Vec::new, |station| self.go_to_station(station as u16, 0))
    }

    /// To the step that shows a figure or chart.
    fn visit_figure(&mut self, id: &str) -> Vec<Effect> {
        let edition = self.edition();
        let shows = |content: &Content| matches!(content, Content::Figure(shown) | Content::Chart(shown) if **shown == *id);
        let place = (0..edition.station_count()).find_map(|at| {
            let step = edition
                .station(at)?
                .steps
                .iter()
                .position(|step| shows(&step.content))?;
            Some((at as u16, step as u16))
        });
        place.map_or_else(Vec::new, |(station, step)| {
            self.go_to_station(station, step)
        })
    }

    fn answer(&mut self, step: u16, answer: u16) {
        if let Place::Station { station, .. } = self.state.view.place {
            self.state
                .answers
                .retain(|(at, of, _)| (*at, *of) != (station, step));
            self.state.answers.push((station, step, answer));
        }
    }

    /// Another language, at the same step.
    fn set_language(&mut self, edition: u8) {
        self.state.edition = edition;
        self.back();
        self.state.view.sight = Sight::default();
        if let Place::Station { step, .. } = self.state.view.place {
            self.state.view.sight.show = Show::Step(step);
        }
    }

    fn choose_tour(&mut self, tour: u16) {
        self.state = crate::player::state::State::new(Place::Title);
        self.state.tour = tour;
        self.history.clear();
    }

    /// Opens the notes pane at the first note on screen, or closes it.
    pub(crate) fn toggle_notes(&mut self, seen: &Extent) {
        if self.state.view.pane.is_some() || self.state.view.notes == NotesState::Absent {
            return;
        }
        if self.state.view.notes_open() {
            self.back();
            return;
        }
        self.remember();
        self.state.view.sight.focus = None;
        self.state.view.notes = NotesState::Open {
            mark: seen.marks.first().copied(),
            skip: 0,
        };
    }

    fn open_note(&mut self, mark: u16) {
        if !self.state.view.notes_open() {
            self.remember();
        }
        self.state.view.notes = NotesState::Open {
            mark: Some(mark),
            skip: 0,
        };
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
            self.state.view.sight.show = Show::Target(target as u16);
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

    /// Auto-play goes on as Next does, and stops where a decision is due.
    pub(crate) fn tick(&mut self, seen: &Extent) -> Vec<Effect> {
        if self.state.autoplay.is_none() {
            return Vec::new();
        }
        let effects = self.next(seen);
        if !matches!(self.state.view.place, Place::Station { .. }) || self.must_choose() {
            self.state.autoplay = None;
        }
        effects
    }
}
