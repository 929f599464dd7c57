//! A visit in a group: where the guide is, going there, wandering, and coming back.
//!
//! A follower is moved as if they had gone themselves, in their own language and through the same
//! content notices; the shared figures and leads come from outside.

use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use crate::markup::Link;
use crate::player::company::{Company, Figures, Lead, Part, Post, Shown, Stop};
use crate::player::keymap::Hands;
use crate::player::scene::Target;
use crate::player::state::{Message, State};
use crate::player::view::{NotesState, Pane, Place, Show, Sight, View};
use crate::player::{Effect, Player, gate};

/// What has to change for a follower to have moved away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stance {
    tour: u16,
    place: Place,
    pane: Option<Discriminant<Pane>>,
}

impl Stance {
    pub(crate) fn of(state: &State) -> Self {
        Self {
            tour: state.tour,
            place: state.view.place,
            pane: state.view.pane.as_ref().map(discriminant),
        }
    }
}

impl Player {
    /// Goes with a group from now on, or on in another post.
    ///
    /// Who takes the lead begins where the group is.
    pub fn join(&mut self, post: Post) -> Vec<Effect> {
        let led = self.lead().map(Arc::new);
        let before = self.state.company.take();
        let away = before.as_ref().is_some_and(|it| it.part.is_away());
        let (guide, figures) = before.map_or((None, None), |it| (it.guide, it.figures));
        if post != Post::Leader {
            // What would turn the pages by itself would lead away from the guide.
            self.state.autoplay = None;
        }
        self.state.hands = match post {
            Post::Visitor => Hands::Follower,
            Post::Second | Post::Leader => Hands::Guide,
        };
        let part = match post {
            Post::Leader => Part::Leads,
            Post::Visitor | Post::Second => Part::Follows,
        };
        self.state.company = Some(Box::new(Company {
            part,
            guide: led.or(guide),
            figures: figures.filter(|_| post != Post::Visitor),
        }));
        match post {
            Post::Leader => self.resume(),
            Post::Visitor | Post::Second if away => self.land(None),
            Post::Visitor | Post::Second => Vec::new(),
        }
    }

    /// Goes on alone, from here: the group is no more.
    pub fn disband(&mut self) {
        if self.state.company.take().is_some() {
            self.state.message = Some(Message::GroupEnded);
            // Only where there are groups, over SSH, is there one to leave.
            self.state.hands = Hands::Remote;
        }
    }

    /// What the group is to be shown, by who has the lead; `None` by all others, and where there is
    /// nothing to be shown, as in the lobby.
    pub fn lead(&self) -> Option<Lead> {
        self.part().filter(|part| *part == Part::Leads)?;
        let entries = self.edition().entries();
        let stop = |station: u16, step| {
            let id = entries.get(usize::from(station))?.id.clone();
            Some(Stop::Station { id, step })
        };
        let stop = match self.state.view.place {
            Place::Lobby | Place::Faults => None,
            Place::Title => Some(Stop::Title),
            Place::Notice(station) => stop(station, 0),
            Place::Station { station, step } => stop(station, step),
            Place::Closing => Some(Stop::Closing),
        };
        let tour = self.tours.get(usize::from(self.state.tour))?;
        Some(Lead {
            tour: tour.files().id.as_str().into(),
            stop: stop?,
            shown: self.shown(),
        })
    }

    /// Learns where the guide is. A follower goes there; who wanders is told, and is with the guide
    /// again who is caught up with; a guide who has come back goes on where the group is.
    pub fn follow(&mut self, lead: &Arc<Lead>) -> Vec<Effect> {
        let Some(company) = &mut self.state.company else {
            return Vec::new();
        };
        let part = company.part;
        let before = company.guide.replace(Arc::clone(lead));
        if before.as_ref() == Some(lead) {
            return Vec::new();
        }
        match part {
            Part::Leads if before.is_none() && !self.is_under_way() => self.resume(),
            Part::Follows => self.land(before.as_deref()),
            Part::Looks => {
                self.look_on();
                Vec::new()
            }
            Part::Wanders if self.is_met() => {
                self.set_part(Part::Follows);
                self.land(before.as_deref())
            }
            Part::Leads | Part::Wanders => Vec::new(),
        }
    }

    /// Whether the visitor has gone on from the title. What a guide then hears is what they showed
    /// themselves, late; a notice that they stand before is not accepted by that.
    fn is_under_way(&self) -> bool {
        !matches!(self.state.view.place, Place::Lobby | Place::Title)
    }

    /// Learns how the group is; visitors are not told.
    pub fn tell_group(&mut self, figures: &Arc<Figures>) {
        if let (Hands::Guide, Some(company)) = (self.state.hands, &mut self.state.company) {
            company.figures = Some(Arc::clone(figures));
        }
    }

    /// How the visitor goes with their group, if they are in one.
    pub fn part(&self) -> Option<Part> {
        Some(self.state.company.as_ref()?.part)
    }

    /// How long the tour takes, in whole minutes.
    pub fn planned_minutes(&self) -> u32 {
        let edition = self.edition();
        let minutes = (0..edition.station_count()).map(|station| edition.minutes(station));
        minutes.sum::<f32>().ceil() as u32
    }

    /// Back to where the guide is, if anybody knows.
    pub(crate) fn rejoin(&mut self) -> Vec<Effect> {
        let Some(part) = self.part().filter(|part| *part != Part::Leads) else {
            return Vec::new();
        };
        if self.guide().is_none() {
            return Vec::new();
        }
        self.lower();
        self.set_part(Part::Follows);
        let effects = self.land(None);
        if self.home().is_none() {
            self.set_part(part);
        }
        effects
    }

    /// After what the visitor did: whether they are still with the guide.
    pub(crate) fn keep_company(&mut self, before: Stance) -> Vec<Effect> {
        let now = Stance::of(&self.state);
        let Some(part) = self.part().filter(|_| now != before) else {
            return Vec::new();
        };
        if self.guide().is_none() {
            return Vec::new();
        }
        let at_home = self.home() == Some(now.place);
        match part {
            Part::Follows | Part::Looks if !at_home => self.set_part(Part::Wanders),
            Part::Follows if self.looks_elsewhere() => self.set_part(Part::Looks),
            Part::Looks if !self.looks_elsewhere() => {
                self.set_part(Part::Follows);
                return self.land(None);
            }
            Part::Follows | Part::Looks | Part::Leads | Part::Wanders => {}
        }
        Vec::new()
    }

    /// Where the guide is, for a follower who has just accepted a notice.
    pub(crate) fn land_after_notice(&mut self) -> Option<Vec<Effect>> {
        if self.part() != Some(Part::Follows) || self.home().is_none() {
            return None;
        }
        self.state.view.sight = Sight::default();
        Some(self.land(None))
    }

    fn guide(&self) -> Option<Arc<Lead>> {
        self.state.company.as_ref()?.guide.clone()
    }

    fn set_part(&mut self, part: Part) {
        if let Some(company) = &mut self.state.company {
            company.part = part;
        }
    }

    /// What a guide points at: the marked note, or the source that the focus is at.
    fn shown(&self) -> Option<Shown> {
        let view = &self.state.view;
        match (&view.pane, view.notes) {
            (None, NotesState::Open { mark, .. }) => mark.map(Shown::Note),
            (Some(Pane::Bibliography), _) => self.source_in_focus().map(Shown::Source),
            _ => None,
        }
    }

    fn source_in_focus(&self) -> Option<Box<str>> {
        let focus = self.state.view.sight.focus? as usize;
        let scene = self.scene();
        let sources = scene.targets().take(focus + 1);
        let sources = sources.filter_map(|(target, _)| match target {
            Target::Source(id) => Some(id),
            _ => None,
        });
        sources.last()
    }

    /// The tour that the guide is in.
    fn tour_of(&self, lead: &Lead) -> Option<u16> {
        let mut tours = self.tours.iter();
        let found = tours.position(|tour| tour.files().id == *lead.tour);
        found.map(|tour| tour as u16)
    }

    /// Where this visitor stands when they are with the guide: at the notice in between, if it has to
    /// be accepted first. `None` in another tour, or where something is not there.
    fn home(&self) -> Option<Place> {
        let lead = self.guide()?;
        if self.tour_of(&lead) != Some(self.state.tour) || self.state.view.place == Place::Lobby {
            return None;
        }
        let place = self.place_of(&lead.stop)?;
        Some(match place {
            _ if !gate::admitted(self.visit()) => Place::Title,
            Place::Station { station, .. } if gate::behind_notice(self.visit(), station.into()) => {
                Place::Notice(station)
            }
            place => place,
        })
    }

    fn place_of(&self, stop: &Stop) -> Option<Place> {
        let Stop::Station { id, step } = stop else {
            return Some(match stop {
                Stop::Title => Place::Title,
                _ => Place::Closing,
            });
        };
        let edition = self.edition();
        let station = edition.find(id)?;
        let steps = edition.station(station)?.steps.len();
        Some(Place::Station {
            station: station as u16,
            step: (*step).min(steps.saturating_sub(1) as u16),
        })
    }

    /// Puts who leads where the group is. They have accepted what the group has come through.
    fn resume(&mut self) -> Vec<Effect> {
        let Some(lead) = self.guide() else {
            return Vec::new();
        };
        self.enter_tour_of(&lead);
        if lead.stop != Stop::Title {
            self.state.admitted = true;
        }
        if let Some(Place::Station { station, .. }) = self.place_of(&lead.stop) {
            self.state.consented.insert(station);
        }
        if self.home() == Some(self.state.view.place) {
            return Vec::new();
        }
        self.land(None)
    }

    /// Puts the visitor where the guide is, who was at `before`.
    fn land(&mut self, before: Option<&Lead>) -> Vec<Effect> {
        let Some(lead) = self.guide() else {
            return Vec::new();
        };
        self.enter_tour_of(&lead);
        let Some(home) = self.home() else {
            // The line below the bar says so.
            return Vec::new();
        };
        let aside = self.state.view.clone();
        self.lower();
        self.state.autoplay = None;
        self.state.message = None;
        let effects = self.stand_at(home);
        self.put_notes_away(before);
        if self.place_of(&lead.stop) == Some(home) {
            self.show(lead.shown.as_ref());
        }
        if is_aside(aside.pane.as_ref()) {
            self.remember();
            let place = self.state.view.place;
            self.state.view = View { place, ..aside };
        }
        effects
    }

    fn enter_tour_of(&mut self, lead: &Lead) {
        let Some(tour) = self.tour_of(lead) else {
            return;
        };
        if tour != self.state.tour || self.state.view.place == Place::Lobby {
            self.choose_tour(tour);
        }
    }

    /// Takes away what lies over the place.
    fn lower(&mut self) {
        while self.state.view.pane.is_some() {
            let below = self.history.pop();
            self.state.view = below.unwrap_or_else(|| View::new(self.state.view.place));
        }
    }

    /// Makes this the place, as Next or a way to another station would.
    fn stand_at(&mut self, place: Place) -> Vec<Effect> {
        let here = self.state.view.place;
        match (here, place) {
            _ if here == place => return Vec::new(),
            (Place::Station { station: here, .. }, Place::Station { station, step })
                if here == station =>
            {
                self.show_step(station, step);
                return Vec::new();
            }
            // Back leads to before a notice, not to the notice again.
            (Place::Notice(_), _) => {}
            _ => self.remember(),
        }
        self.state.view = View::new(place);
        let Place::Station { station, step } = place else {
            return Vec::new();
        };
        if step > 0 {
            self.state.view.sight.show = Show::Step(step);
        }
        self.state.visited.insert(station);
        vec![Effect::Prepare { station }]
    }

    /// Closes the note that the guide showed and shows no more.
    fn put_notes_away(&mut self, before: Option<&Lead>) {
        let shown = before.and_then(|lead| lead.shown.as_ref());
        if let (Some(Shown::Note(shown)), NotesState::Open { mark, .. }) =
            (shown, self.state.view.notes)
            && mark.is_none_or(|mark| mark == *shown)
        {
            self.state.view.notes = NotesState::Auto;
        }
    }

    fn show(&mut self, shown: Option<&Shown>) {
        let is_there = match shown {
            Some(Shown::Note(mark)) => self.show_note(*mark),
            Some(Shown::Source(id)) => self.show_source(id),
            None => true,
        };
        if !is_there {
            self.state.message = Some(Message::GuideElsewhere);
        }
    }

    /// Opens a note that stands on the page; false if it does not.
    fn show_note(&mut self, mark: u16) -> bool {
        let link = Target::Link(Link::Mark(mark));
        let row = self
            .scene()
            .targets()
            .position(|(target, _)| target == link);
        let Some(row) = row else {
            return false;
        };
        self.open_note(mark);
        let sight = &mut self.state.view.sight;
        (sight.focus, sight.show) = (None, Show::Target(row as u32));
        true
    }

    /// Opens the bibliography at a source; false if it is not there.
    fn show_source(&mut self, id: &str) -> bool {
        let is_there = self.edition().source(id).is_some();
        if is_there {
            self.open_pane_at(Pane::Bibliography, &Target::Source(id.into()));
        }
        is_there
    }

    /// Whether a list is open that the guide does not show.
    fn looks_elsewhere(&self) -> bool {
        let pane = self.state.view.pane.as_ref();
        let shown = self.guide().and_then(|lead| lead.shown.clone());
        match (pane, shown) {
            (None, _) | (Some(Pane::Bibliography), Some(Shown::Source(_))) => false,
            (pane, _) => !is_aside(pane),
        }
    }

    /// Whether the guide has come to the very step where this visitor reads: somebody who read on too
    /// far is not left behind.
    fn is_met(&self) -> bool {
        let here = self.state.view.place;
        let reads = matches!(here, Place::Station { .. }) && self.state.view.pane.is_none();
        reads && self.home() == Some(here)
    }

    /// The guide has gone on from where somebody has a list open.
    fn look_on(&mut self) {
        if self.home() != Some(self.state.view.place) {
            self.set_part(Part::Wanders);
        }
    }
}

/// Panes that are the visitor's own business: they stay while the group goes on.
fn is_aside(pane: Option<&Pane>) -> bool {
    matches!(pane, Some(Pane::Help | Pane::Languages))
}
