//! Going from place to place: steps and stations, links, panes, and back again.

use crate::markup::Link;
use crate::player::extent::Extent;
use crate::player::pages;
use crate::player::scene::Target;
use crate::player::state::{Message, State};
use crate::player::view::{NotesState, Pane, Place, Show, Sight, View};
use crate::player::{Effect, HISTORY, Player, gate};
use crate::tour::Content;

impl Player {
    /// Shows `place` as if nothing had been before it.
    pub(crate) fn begin(&mut self, place: Place) {
        self.state.view = View::new(place);
        if place == Place::Lobby {
            self.state.view.sight = Sight::first();
        }
    }

    pub(crate) fn remember(&mut self) {
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
        let view = &mut self.state.view;
        if view.pane.is_none() && view.notes_open() {
            view.notes = NotesState::Auto;
            return;
        }
        // What is marked in a text is let go of first.
        let text = view.pane.is_none() && view.place != Place::Lobby;
        if text && view.sight.focus.take().is_some() {
            return;
        }
        match self.history.pop() {
            Some(view) => self.state.view = view,
            None if self.tours.len() > 1 => self.begin(Place::Lobby),
            None => {}
        }
    }

    /// Opens a pane, unless a notice has to be answered first; Back leads here again.
    pub(crate) fn open_pane(&mut self, pane: Pane) -> bool {
        if !gate::opens(self.visit(), &pane) {
            return false;
        }
        let focus = pages::first_focus(self.visit(), &pane);
        self.remember();
        let sight = Sight {
            focus,
            show: Show::Focus,
            ..Sight::default()
        };
        let view = &mut self.state.view;
        (view.pane, view.sight, view.notes) = (Some(pane), sight, NotesState::Absent);
        true
    }

    /// Opens `pane` at the row that `target` is.
    pub(crate) fn open_pane_at(&mut self, pane: Pane, target: &Target) {
        if !self.open_pane(pane) {
            return;
        }
        let row = self
            .scene()
            .targets()
            .position(|(found, _)| found == *target);
        if let Some(row) = row {
            self.state.view.sight = Sight::at(row as u32);
        } else {
            self.back();
            self.state.message = Some(Message::NoSuchPlace);
        }
    }

    /// Space: what has not been shown of this page; the next step; the next station.
    pub(crate) fn next(&mut self, seen: &Extent) -> Vec<Effect> {
        if seen.covered && seen.note_goes_on {
            self.page_note(seen);
            return Vec::new();
        }
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
            Place::Lobby | Place::Closing | Place::Faults => Vec::new(),
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

    pub(crate) fn show_step(&mut self, station: u16, step: u16) {
        let view = &mut self.state.view;
        view.place = Place::Station { station, step };
        (view.sight.focus, view.sight.show) = (None, Show::Step(step));
        if let NotesState::Open { mark, skip } = &mut view.notes {
            (*mark, *skip) = (None, 0);
        }
    }

    /// The step on screen is one that only its choices lead on from.
    pub(crate) fn must_choose(&self) -> bool {
        self.visit().must_choose()
    }

    /// Down at the end of the page goes on to rows that can be picked.
    pub(crate) fn has_choices(&self) -> bool {
        match self.state.view.place {
            Place::Title | Place::Notice(_) | Place::Closing => true,
            Place::Lobby | Place::Faults => false,
            Place::Station { .. } => self.visit().step().is_some_and(|step| {
                matches!(step.content, Content::Choose(_) | Content::Ask { .. })
            }),
        }
    }

    pub(crate) fn previous(&mut self, seen: &Extent) -> Vec<Effect> {
        if self.state.view.pane.is_some() {
            return self.page_up(seen);
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
            _ => return self.page_up(seen),
        }
        Vec::new()
    }

    /// What stands above the screen, with a line that is on it.
    pub(crate) fn page_up(&mut self, seen: &Extent) -> Vec<Effect> {
        self.scroll(-(seen.height.saturating_sub(1).max(1) as i32), seen)
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

    /// The only door to a station: its notice and the tour's stand before it.
    fn enter(&mut self, station: u16, step: u16, show: Show) {
        if !gate::admitted(self.visit()) {
            self.heading = Some((station, step));
            self.go(View::new(Place::Title));
            return;
        }
        if !gate::open(self.edition(), &self.state, station) {
            self.go(View::new(Place::Notice(station)));
            return;
        }
        self.go(View::new(Place::Station { station, step }));
        self.state.view.sight.show = show;
        self.state.visited.insert(station);
    }

    /// What Enter or a click on `target` does.
    pub(crate) fn open_target(&mut self, target: &Target, seen: &Extent) -> Vec<Effect> {
        match target {
            Target::Link(link) => return self.follow_link(link),
            Target::Station { station, step } => return self.go_to_station(*station, *step),
            Target::Command(command) => return self.command(*command, seen),
            Target::Consent => return self.consent(),
            Target::Skip(station) => return self.go_to_station(*station, 0),
            Target::Source(id) => {
                return self.open_or(Pane::Bibliography, target, |player| player.citing(id));
            }
            Target::Event(event) => {
                return self.open_or(Pane::Timeline, target, |player| player.of_event(*event));
            }
            Target::Figure(id) => {
                return self.open_or(Pane::Figures, target, |player| player.showing(id));
            }
            Target::Term(id) => {
                return self.open_or(Pane::Glossary, target, |player| player.speaking(id));
            }
            Target::Leave => self.go(View::new(Place::Closing)),
            Target::Note(mark) => self.open_note(*mark),
            Target::Answer { step, answer } => self.answer(*step, *answer),
            Target::Language(edition) => self.set_language(*edition),
            Target::Tour(tour) => self.choose_tour(*tour),
            // Cards take their own choices.
            Target::Choice(_) => {}
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
            if let Some(effects) = self.land_after_notice() {
                return effects;
            }
            // Back leads to before the notice, not to the notice again.
            self.state.view = View::new(Place::Station { station, step: 0 });
            self.state.visited.insert(station);
            vec![Effect::Prepare { station }]
        } else {
            self.state.admitted = true;
            self.land_after_notice().unwrap_or_else(|| {
                let (station, step) = self.heading.take().unwrap_or_default();
                self.go_to_station(station, step)
            })
        }
    }

    /// A row of `pane` opens the pane at itself; in the pane it leads on to the station and step
    /// that `place` finds.
    fn open_or(
        &mut self,
        pane: Pane,
        target: &Target,
        place: impl Fn(&Self) -> Option<(usize, u16)>,
    ) -> Vec<Effect> {
        if self.state.view.pane.as_ref() != Some(&pane) {
            self.open_pane_at(pane, target);
            return Vec::new();
        }
        match place(self) {
            Some((station, step)) => self.go_to_station(station as u16, step),
            None => Vec::new(),
        }
    }

    /// The first place that cites a source.
    fn citing(&self, source: &str) -> Option<(usize, u16)> {
        let citing = *self.edition().citings().marks(source).first()?;
        Some((citing.station, citing.step))
    }

    fn of_event(&self, event: u16) -> Option<(usize, u16)> {
        let event = self.edition().events().get(usize::from(event))?;
        Some((self.edition().find(event.station.as_deref()?)?, 0))
    }

    /// The first step that shows a figure or chart.
    fn showing(&self, id: &str) -> Option<(usize, u16)> {
        self.edition().showings().of(id).first().copied()
    }

    /// The first step that speaks of a term.
    fn speaking(&self, term: &str) -> Option<(usize, u16)> {
        self.edition().showings().of_term(term).first().copied()
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
        let language = &self.edition().head().language;
        self.state.language = language.split('-').next().unwrap_or_default().into();
        self.back();
        self.state.view.sight = Sight::default();
        if let Place::Station { step, .. } = self.state.view.place {
            self.state.view.sight.show = Show::Step(step);
        }
    }

    pub(crate) fn choose_tour(&mut self, tour: u16) {
        let language = std::mem::take(&mut self.state.language);
        self.state = State {
            hands: self.state.hands,
            company: self.state.company.take(),
            ..State::new(Place::Title)
        };
        self.state.language = language;
        self.state.tour = tour;
        self.wish_language();
        self.history.clear();
        self.heading = None;
    }
}
