//! The player: where the visitor is, and what each event makes of it.
//!
//! [`Player::update`] takes one event and what was in sight, and changes the [`State`];
//! [`Player::scene`] says what is to be shown. There is no clock, no file, no terminal and no
//! layout here: time comes as [`Event::Tick`], scrolling reads the [`Extent`] of the last page.

pub mod company;
pub mod extent;
mod gate;
mod group;
pub mod key;
pub mod keymap;
mod notes;
pub(crate) mod pages;
mod press;
pub mod proof;
mod reload;
pub mod scene;
pub mod state;
mod timing;
mod travel;
pub mod view;

use std::sync::Arc;
use std::time::Duration;

use crate::player::extent::Extent;
use crate::player::group::Stance;
use crate::player::key::Key;
use crate::player::keymap::{Command, Hands};
use crate::player::proof::Proof;
use crate::player::scene::{Scene, Target};
use crate::player::state::{Message, State};
use crate::player::view::{Place, View};
use crate::tour::{Content, Edition, Noun, Step, Tour};
use crate::words::Words;

/// How many places Back remembers.
const HISTORY: usize = 64;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Key(Key),
    /// Something on screen was clicked.
    Pick(Target),
    /// The wheel turned by this many lines, down if positive.
    Wheel(i16),
    /// The time that [`Player::timer`] asked for has passed.
    Tick,
}

/// Something the surroundings have to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The visitor leaves.
    Quit,
    /// The station with this index was entered: its notes, and those of the stations after it,
    /// will be needed soon.
    Prepare { station: u16 },
    /// A command that is not the visit's own was given: those that only a kiosk has, and handing the
    /// lead of a group on.
    Asked(Command),
    /// The row of a card with this choice was chosen.
    Chose(u16),
    /// A card is to go away again.
    Declined,
    /// A key on a card that means nothing there.
    Pressed(Key),
}

/// One visit.
#[derive(Debug, Clone)]
pub struct Player {
    tours: Arc<[Arc<Tour>]>,
    state: State,
    history: Vec<View>,
    /// The station and step that the tour's notice stands before.
    heading: Option<(u16, u16)>,
    /// What is wrong with the tours' files, for an educator; a visitor has none.
    proof: Option<Arc<Proof>>,
}

impl Player {
    /// A visit that begins at the title of the only tour, or in the lobby of several.
    pub fn new(tours: Arc<[Arc<Tour>]>) -> Self {
        let place = if tours.len() == 1 {
            Place::Title
        } else {
            Place::Lobby
        };
        let mut player = Self {
            tours,
            state: State::new(place),
            history: Vec::new(),
            heading: None,
            proof: None,
        };
        player.begin(place);
        player
    }

    /// The same visit in a language, if the tour has it: `ru` for `ru_RU.UTF-8` and `ru-RU` too.
    #[must_use]
    pub fn in_language(mut self, tag: &str) -> Self {
        self.state.language = tag.split(['-', '_', '.']).next().unwrap_or(tag).into();
        self.wish_language();
        self
    }

    /// The same visit at the title of the tour with this id; where there is none, with a word about it.
    #[must_use]
    pub fn visiting(mut self, id: &str) -> Self {
        let is_it = |tour: &Arc<Tour>| tour.editions()[0].head().id == id;
        match self.tours.iter().position(is_it) {
            Some(tour) if self.tours.len() > 1 => self.choose_tour(tour as u16),
            Some(_) => {}
            None => self.state.message = Some(Message::NoSuchTour(id.into())),
        }
        self
    }

    /// The same visit at the station with this id or label, or before the notices that stand in front of
    /// it; where there is none, with a word about it.
    #[must_use]
    pub fn at_station(mut self, station: &str) -> Self {
        let edition = self.edition();
        match edition.find(station).or_else(|| edition.by_label(station)) {
            Some(station) => {
                self.go_to_station(station as u16, 0);
                self.history.clear();
            }
            None => self.state.message = Some(Message::NoSuchStation(station.into())),
        }
        self
    }

    /// The same visit of somebody who asked for this language by its tag; with a word about it where the
    /// tour is not there in it.
    #[must_use]
    pub fn wanting(mut self, tag: &str) -> Self {
        let base = tag.split(['-', '_', '.']).next().unwrap_or(tag);
        let editions = self.tours[usize::from(self.state.tour)].editions();
        if edition_in(editions, base).is_none() {
            let message = Message::NoSuchLanguage(tag.into());
            self.state.message.get_or_insert(message);
        }
        self
    }

    /// The station that the tour's notice stands before, where the visitor wanted to go to one.
    pub fn heading(&self) -> Option<u16> {
        self.heading.map(|(station, _)| station)
    }

    /// What the program says to the visitor until the next key.
    pub fn message(&self) -> Option<String> {
        let prompt = self.scene().prompt?;
        (!prompt.typing).then_some(prompt.text)
    }

    /// Says something to the visitor until the next key.
    pub fn tell(&mut self, message: Message) {
        self.state.message = Some(message);
    }

    /// The same visit with the keys of others than a visitor at their own terminal.
    #[must_use]
    pub fn in_hands(mut self, hands: Hands) -> Self {
        self.state.hands = hands;
        self
    }

    /// Chooses the edition in the wished language, if the tour has it.
    fn wish_language(&mut self) {
        let editions = self.visit().editions();
        if let Some(edition) = edition_in(editions, &self.state.language) {
            self.state.edition = edition as u8;
        }
    }

    /// Takes one event. `seen` is the extent of the page that [`Player::scene`] gave before it.
    pub fn update(&mut self, event: Event, seen: &Extent) -> Vec<Effect> {
        self.state.view.sight.top = seen.anchor(seen.top);
        self.state.view.sight.show = view::Show::Top;
        let before = Stance::of(&self.state);
        let mut effects = match event {
            Event::Key(key) => self.press(key, seen),
            Event::Pick(target) => self.pick(&target, seen),
            Event::Wheel(lines) => self.scroll(lines.into(), seen),
            Event::Tick => self.tick(seen),
        };
        effects.extend(self.keep_company(before));
        effects
    }

    /// Some figure of its tours has a picture.
    pub fn has_pictures(&self) -> bool {
        self.tours.iter().any(|tour| tour.has_pictures())
    }

    /// What is to be shown.
    pub fn scene(&self) -> Scene<'_> {
        self.scene_of(&self.state)
    }

    /// What was or would be shown in another state of this visit.
    pub fn scene_of<'a>(&'a self, state: &'a State) -> Scene<'a> {
        let visit = Visit {
            state,
            ..self.visit()
        };
        visit.scene()
    }

    /// How long auto-play stays on this page, if it runs.
    pub fn timer(&self, seen: &Extent) -> Option<Duration> {
        timing::timer(self.visit(), seen)
    }

    /// How long the step on screen is read at the tour's reading speed; `None` on every other page.
    pub fn reading(&self, seen: &Extent) -> Option<Duration> {
        timing::reading(self.visit(), seen)
    }

    /// What the surroundings have to do for a visitor who was put here.
    pub fn needs(&self) -> Vec<Effect> {
        match self.state.view.place {
            Place::Station { station, .. } => vec![Effect::Prepare { station }],
            _ => Vec::new(),
        }
    }

    /// The tours on offer.
    pub(crate) fn tours(&self) -> Arc<[Arc<Tour>]> {
        Arc::clone(&self.tours)
    }

    /// What a frame is made from.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The tour in the visitor's language.
    pub fn edition(&self) -> &Edition {
        self.visit().edition()
    }

    /// The program's words in the visitor's language.
    pub fn words(&self) -> &Words {
        self.visit().words()
    }

    /// The language of what is shown, as a tag such as `ru`.
    pub fn language(&self) -> &str {
        self.visit().language()
    }

    /// What has the focus when the pane on screen is opened by its key.
    pub(crate) fn first_focus(&self) -> Option<u32> {
        let pane = self.state.view.pane.as_ref()?;
        pages::first_focus(self.visit(), pane)
    }

    /// Whether a command leads to something from here.
    pub(crate) fn leads_on(&self, command: Command) -> bool {
        gate::leads_on(self.visit(), command)
    }

    pub(crate) fn visit(&self) -> Visit<'_> {
        Visit {
            tours: &self.tours,
            state: &self.state,
            proof: self.proof.as_deref(),
        }
    }

    /// This visit as it would be at the end of a station; nothing of it is changed.
    pub(crate) fn at_end_of(&self, station: usize) -> Self {
        let steps = self
            .edition()
            .station(station)
            .map_or(0, |station| station.steps.len());
        let place = Place::Station {
            station: station as u16,
            step: steps.saturating_sub(1) as u16,
        };
        let state = State {
            view: View::new(place),
            message: None,
            number: String::new(),
            ..self.state.clone()
        };
        Self {
            tours: Arc::clone(&self.tours),
            state,
            history: Vec::new(),
            heading: None,
            proof: None,
        }
    }
}

/// Which of these editions is in a language, named without a region.
pub(crate) fn edition_in(editions: &[Edition], language: &str) -> Option<usize> {
    let is_in = |edition: &Edition| edition.head().language.split('-').next() == Some(language);
    editions.iter().position(is_in)
}

/// What a page is made from: the tours, and where one visitor is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visit<'a> {
    pub(crate) tours: &'a [Arc<Tour>],
    pub(crate) state: &'a State,
    pub(crate) proof: Option<&'a Proof>,
}

impl<'a> Visit<'a> {
    /// What is to be shown.
    pub(crate) fn scene(self) -> Scene<'a> {
        pages::scene(self)
    }

    pub(crate) fn hands(&self) -> Hands {
        self.state.hands
    }

    /// The languages of the visitor's tour.
    pub(crate) fn editions(&self) -> &'a [Edition] {
        self.tours[usize::from(self.state.tour).min(self.tours.len() - 1)].editions()
    }

    pub(crate) fn edition(&self) -> &'a Edition {
        let editions = self.editions();
        &editions[usize::from(self.state.edition).min(editions.len() - 1)]
    }

    pub(crate) fn words(&self) -> &'a Words {
        let wished = self.lobby_language().and_then(Words::built_in);
        wished.unwrap_or_else(|| self.edition().words())
    }

    /// The language of the words, as a tag.
    fn language(&self) -> &'a str {
        self.lobby_language()
            .unwrap_or(&self.edition().head().language)
    }

    /// The language wished for in the lobby, where no tour has been chosen yet, if there are words for it.
    fn lobby_language(&self) -> Option<&'a str> {
        let wished: &str = &self.state.language;
        let lobby = self.state.view.place == Place::Lobby;
        (lobby && Words::built_in(wished).is_some()).then_some(wished)
    }

    /// A word for what a translation shows in the tour's own language.
    pub(crate) fn gap(&self, noun: Noun, id: &str) -> Option<&'a str> {
        let gap = self.edition().is_untranslated(noun, id);
        gap.then(|| &*self.words().not_translated)
    }

    /// The step on screen is one that only its choices lead on from.
    pub(crate) fn must_choose(&self) -> bool {
        let step = self.step();
        step.is_some_and(|step| matches!(step.content, Content::Choose(_)))
    }

    /// The last step on screen.
    pub(crate) fn step(&self) -> Option<&'a Step> {
        let Place::Station { station, step } = self.state.view.place else {
            return None;
        };
        self.edition()
            .station(station.into())?
            .steps
            .get(usize::from(step))
    }
}
