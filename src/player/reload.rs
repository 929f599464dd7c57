//! The same visit in other versions of its tours: what is still there is found by its id.
//!
//! What has none, a step or a mark, is found by what it shows, and else by its place.

use std::collections::HashMap;
use std::sync::Arc;

use crate::markup::Link;
use crate::player::scene::{Scene, Target};
use crate::player::state::{Set, State};
use crate::player::view::{Anchor, NotesState, Place, Show, Sight, View};
use crate::player::{Player, gate};
use crate::tour::{Content, Edition, Station, Tour};

impl Player {
    /// Goes on in `tours`, of which there is at least one, where the visitor is by tour, language,
    /// station and step.
    ///
    /// A step that is gone gives way to the one in its place, a station to the next one that is still
    /// there, else to the one before, and a tour to the choice of tours. A content notice that is new
    /// or says something else is asked again. Places of the history that are gone are dropped.
    pub fn reload(&mut self, tours: Arc<[Arc<Tour>]>) {
        let old = self.clone();
        // Stations may have other places now; the first one is never wrong.
        self.heading = None;
        let shown = old.tours.get(usize::from(old.state.tour));
        let tour = shown.and_then(|shown| by_id(&tours, &shown.files().id));
        self.tours = tours;
        let Some(tour) = tour.filter(|_| old.is_in_tour()) else {
            self.restart(&old);
            return;
        };
        self.state.tour = tour as u16;
        self.state.edition = self.edition_like(&old);
        let old_edition = old.edition();
        let move_ = Move::new(old_edition, self.edition());
        let mut state = move_.state(&self.state);
        let history = old.history.iter();
        let mut history: Vec<View> = history
            .filter_map(|view| move_.kept(&state, view))
            .collect();
        let view = move_.view(&state, &old.state.view);
        let same_page = move_.is_same_page(&old.state.view, &view);
        if let Place::Station { station, .. } = view.place {
            state.visited.insert(station);
        }
        history.dedup();
        self.history = history;
        self.state = State { view, ..state };
        self.settle(&old, same_page);
    }

    /// The visitor has chosen a tour.
    pub(crate) fn is_in_tour(&self) -> bool {
        !matches!(self.state.view.place, Place::Lobby | Place::Faults)
    }

    /// The beginning of the only tour, or the choice of several, where the visitor was or is put.
    fn restart(&mut self, old: &Self) {
        let chosen = focused(&old.scene()).and_then(|target| match target {
            Target::Tour(tour) => by_id(&self.tours, &old.tours.get(usize::from(tour))?.files().id),
            _ => None,
        });
        let fresh = Self::new(Arc::clone(&self.tours)).in_language(&old.state.language);
        let company = self.state.company.take();
        self.history = fresh.history;
        self.state = State {
            hands: old.state.hands,
            company,
            ..fresh.state
        };
        if let (Place::Lobby, Some(tour)) = (self.state.view.place, chosen) {
            self.state.view.sight = Sight::at(tour as u32);
        }
    }

    /// The edition in the visitor's language, or the tour's own.
    fn edition_like(&self, old: &Self) -> u8 {
        let language = &old.edition().head().language;
        let mut editions = self.visit().editions().iter();
        let found = editions.position(|edition| edition.head().language == *language);
        found.unwrap_or(0) as u8
    }

    /// Makes what is in sight, and what has the focus, what it was; both pages are known now.
    fn settle(&mut self, old: &Self, same_page: bool) {
        let closed = self
            .state
            .view
            .pane
            .as_ref()
            .is_some_and(|pane| !gate::opens(self.visit(), pane));
        if closed {
            self.state.view = View::new(self.state.view.place);
        }
        if closed || !same_page {
            self.state.view.sight = Sight::default();
            return;
        }
        let (before, view) = (&old.state.view, &self.state.view);
        let move_ = Move::new(old.edition(), self.edition());
        let (old_scene, scene) = (old.scene(), self.scene());
        let focus = focused(&old_scene).map(|target| move_.target(old, self, target));
        let rows = scene.targets().count() as u32;
        let found = focus.and_then(|focus| scene.targets().position(|(target, _)| target == focus));
        let is_text = view.pane.is_none();
        let focus = match (before.sight.focus, found) {
            (Some(_), Some(found)) => Some(found as u32),
            (Some(row), None) if !is_text && rows > 0 => Some(row.min(rows - 1)),
            _ => None,
        };
        let top = move_.anchor(before, view, &old_scene, &scene);
        let show = match before.sight.show {
            Show::Step(_) => match view.place {
                Place::Station { step, .. } => Show::Step(step),
                _ => Show::Top,
            },
            Show::Focus if focus.is_none() => Show::Top,
            Show::Target(_) => Show::Top,
            show => show,
        };
        self.state.view.sight = Sight { top, show, focus };
    }
}

fn by_id(tours: &[Arc<Tour>], id: &str) -> Option<usize> {
    tours.iter().position(|tour| tour.files().id == id)
}

/// What has the focus.
fn focused(scene: &Scene<'_>) -> Option<Target> {
    let (target, _) = scene.targets().nth(scene.sight.focus? as usize)?;
    Some(target)
}

/// From one version of a tour to another.
struct Move<'a> {
    old: &'a Edition,
    new: &'a Edition,
    /// For each old station its place among the new ones.
    stations: Vec<Option<u16>>,
}

impl<'a> Move<'a> {
    fn new(old: &'a Edition, new: &'a Edition) -> Self {
        let entries = (0..).zip(new.entries());
        let places: HashMap<&str, u16> = entries.map(|(at, entry)| (&*entry.id, at)).collect();
        let place = |id: &str| places.get(id).copied();
        let entries = old.entries().iter();
        Self {
            old,
            new,
            stations: entries.map(|entry| place(&entry.id)).collect(),
        }
    }

    fn station(&self, old: u16) -> Option<u16> {
        *self.stations.get(usize::from(old))?
    }

    /// A station's place, or that of the next one that is still there, or of the one before.
    fn nearest(&self, old: u16) -> Option<u16> {
        let (before, after) = self
            .stations
            .split_at(usize::from(old).min(self.stations.len()));
        let mut near = after.iter().chain(before.iter().rev());
        near.find_map(|station| *station)
    }

    /// Two versions of a station.
    fn pair(&self, old: u16) -> Option<(&'a Station, &'a Station)> {
        let new = self.station(old)?;
        Some((self.old.station(old.into())?, self.new.station(new.into())?))
    }

    /// The step with the same content, the nearest one if there are several; else that in its place.
    fn step(&self, station: u16, step: u16) -> u16 {
        let Some((old, new)) = self.pair(station) else {
            return 0;
        };
        let content = old.steps.get(usize::from(step)).map(|step| &step.content);
        let contents = new.steps.iter().map(|step| &step.content);
        nearest(content, contents, step.into())
            .unwrap_or(step.into())
            .min(new.steps.len().saturating_sub(1)) as u16
    }

    fn mark(&self, station: u16, mark: u16) -> Option<u16> {
        let (old, new) = self.pair(station)?;
        let kind = &old.marks.get(usize::from(mark))?.kind;
        let kinds = new.marks.iter().map(|mark| &mark.kind);
        Some(nearest(Some(kind), kinds, mark.into())? as u16)
    }

    /// What a visitor has done, as far as it still means anything; the view is not looked at.
    fn state(&self, old: &State) -> State {
        let stations = || (0..).zip(&self.stations);
        let moved = |set: &Set, keep: &dyn Fn(u16) -> bool| {
            let mut moved = Set::default();
            for (at, place) in stations().filter(|(at, _)| set.contains(*at)) {
                if let Some(place) = place.filter(|_| keep(at)) {
                    moved.insert(place);
                }
            }
            moved
        };
        State {
            visited: moved(&old.visited, &|_| true),
            consented: moved(&old.consented, &|station| self.same_notice(station)),
            admitted: old.admitted && self.old.head().notice == self.new.head().notice,
            answers: self.answers(old),
            message: None,
            ..old.clone()
        }
    }

    fn same_notice(&self, station: u16) -> bool {
        self.pair(station).is_some_and(|(old, new)| {
            let text = |station: &'a Station| station.notice.as_ref().map(|notice| &notice.text);
            text(old) == text(new)
        })
    }

    /// The answers whose question is still there with as many answers.
    fn answers(&self, old: &State) -> Vec<(u16, u16, u16)> {
        let answers = old.answers.iter();
        let moved = answers.filter_map(|(station, step, answer)| {
            let (_, new) = self.pair(*station)?;
            let step = self.step(*station, *step);
            let Content::Ask { answers, .. } = &new.steps.get(usize::from(step))?.content else {
                return None;
            };
            answers.get(usize::from(*answer))?;
            Some((self.station(*station)?, step, *answer))
        });
        moved.collect()
    }

    /// Where a visitor who was at a view is now.
    fn view(&self, state: &State, old: &View) -> View {
        let mut view = self.kept(state, old).unwrap_or_else(|| View {
            pane: old.pane.clone(),
            ..View::new(self.place(state, old.place))
        });
        if view.pane.is_some() {
            view.notes = NotesState::Absent;
        }
        view
    }

    /// Where a visitor to a place that is gone, or closed now, is put.
    fn place(&self, state: &State, old: Place) -> Place {
        let (Place::Station { station, .. } | Place::Notice(station)) = old else {
            return Place::Title;
        };
        if !self.admits(state) {
            return Place::Title;
        }
        match self.nearest(station) {
            Some(station) if gate::open(self.new, state, station) => {
                Place::Station { station, step: 0 }
            }
            Some(station) => Place::Notice(station),
            None => Place::Title,
        }
    }

    /// What the visitor sees is the same list, or a later version of the same place.
    fn is_same_page(&self, old: &View, new: &View) -> bool {
        if new.pane.is_some() {
            return true;
        }
        match (old.place, new.place) {
            (Place::Station { station: old, .. }, Place::Station { station: new, .. })
            | (Place::Notice(old), Place::Notice(new)) => self.station(old) == Some(new),
            (old, new) => old == new,
        }
    }

    fn admits(&self, state: &State) -> bool {
        state.admitted || self.new.head().notice.is_none()
    }

    /// A view that is still there and may be seen.
    fn kept(&self, state: &State, old: &View) -> Option<View> {
        let place = match old.place {
            Place::Station { station, step } => Place::Station {
                station: self.station(station)?,
                step: self.step(station, step),
            },
            Place::Notice(station) => Place::Notice(self.station(station)?),
            place => place,
        };
        let open = match place {
            Place::Station { station, .. } => {
                self.admits(state) && gate::open(self.new, state, station)
            }
            Place::Notice(station) => self.admits(state) && !gate::open(self.new, state, station),
            _ => true,
        };
        let notes = match (old.place, old.notes) {
            (
                Place::Station { station, .. },
                NotesState::Open {
                    mark: Some(mark),
                    skip,
                },
            ) => {
                let mark = self.mark(station, mark);
                let skip = mark.map_or(0, |_| skip);
                NotesState::Open { mark, skip }
            }
            (_, notes) => notes,
        };
        let view = View {
            place,
            notes,
            ..old.clone()
        };
        open.then_some(view)
    }

    /// The line at the top, by its distance from the beginning of its step.
    fn anchor(
        &self,
        before: &View,
        after: &View,
        old_scene: &Scene<'_>,
        scene: &Scene<'_>,
    ) -> Anchor {
        let top = before.sight.top;
        let block = top.block as usize;
        let (Place::Station { station, .. }, Place::Station { step: last, .. }, None) =
            (before.place, after.place, &after.pane)
        else {
            return top;
        };
        let step = old_scene.steps.partition_point(|start| *start <= block);
        let Some(step) = step.checked_sub(1) else {
            return top;
        };
        let moved = self.step(station, step as u16).min(last);
        let starts = (
            old_scene.steps.get(step),
            scene.steps.get(usize::from(moved)),
        );
        let (Some(old_start), Some(start)) = starts else {
            return top;
        };
        Anchor {
            block: (start + block - old_start) as u32,
            ..top
        }
    }

    /// The same thing to open.
    fn target(&self, old: &Player, new: &Player, target: Target) -> Target {
        let here = match old.state.view.place {
            Place::Station { station, .. } => Some(station),
            _ => None,
        };
        match target {
            Target::Station { station, step } => Target::Station {
                station: self.station(station).unwrap_or(station),
                step: self.step(station, step),
            },
            Target::Skip(station) => Target::Skip(self.station(station).unwrap_or(station)),
            Target::Answer { step, answer } => Target::Answer {
                step: here.map_or(step, |station| self.step(station, step)),
                answer,
            },
            Target::Link(Link::Mark(mark)) => {
                let moved = here.and_then(|station| self.mark(station, mark));
                Target::Link(Link::Mark(moved.unwrap_or(mark)))
            }
            Target::Event(event) => {
                let events = self.new.events().iter();
                let event_was = self.old.events().get(usize::from(event));
                let moved = nearest(event_was, events, event.into());
                Target::Event(moved.map_or(event, |moved| moved as u16))
            }
            Target::Language(edition) => {
                let languages = |player: &Player| -> Vec<String> {
                    let editions = player.visit().editions().iter();
                    editions
                        .map(|edition| edition.head().language.clone())
                        .collect()
                };
                let (before, after) = (languages(old), languages(new));
                let was = before.get(usize::from(edition));
                let moved = nearest(was, after.iter(), edition.into());
                Target::Language(moved.map_or(edition, |moved| moved as u8))
            }
            same => same,
        }
    }
}

/// The place of the value equal to `wanted` that is nearest to `at`.
fn nearest<'v, T: PartialEq + 'v>(
    wanted: Option<&T>,
    values: impl Iterator<Item = &'v T>,
    at: usize,
) -> Option<usize> {
    let same = values
        .enumerate()
        .filter(|(_, value)| Some(*value) == wanted);
    same.map(|(place, _)| place)
        .min_by_key(|place| place.abs_diff(at))
}
