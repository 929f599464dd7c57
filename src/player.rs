//! The player: where the visitor is, and what each event makes of it.
//!
//! [`Player::update`] takes one event and what was in sight, and changes the [`State`];
//! [`Player::scene`] says what is to be shown. There is no clock, no file, no terminal and no
//! layout here: time comes as [`Event::Tick`], scrolling reads the [`Extent`] of the last page.

pub mod extent;
mod gate;
pub mod key;
pub mod keymap;
mod pages;
mod press;
pub mod scene;
pub mod state;
mod timing;
mod travel;
pub mod view;

use std::sync::Arc;
use std::time::Duration;

use crate::player::extent::Extent;
use crate::player::key::Key;
use crate::player::scene::{Scene, Target};
use crate::player::state::State;
use crate::player::view::{Place, View};
use crate::tour::{Edition, Tour};
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
}

/// One visit.
#[derive(Debug, Clone)]
pub struct Player {
    tours: Arc<[Arc<Tour>]>,
    state: State,
    history: Vec<View>,
}

impl Player {
    /// A visit that begins at the title of the only tour, or in the lobby of several.
    pub fn new(tours: Arc<[Arc<Tour>]>) -> Self {
        let place = if tours.len() == 1 { Place::Title } else { Place::Lobby };
        let mut player = Self { tours, state: State::new(place), history: Vec::new() };
        player.begin(place);
        player
    }

    /// Takes one event. `seen` is the extent of the page that [`Player::scene`] gave before it.
    pub fn update(&mut self, event: Event, seen: &Extent) -> Vec<Effect> {
        self.state.view.sight.top = seen.anchor(seen.top);
        self.state.view.sight.show = view::Show::Top;
        match event {
            Event::Key(key) => self.press(key, seen),
            Event::Pick(target) => self.pick(&target, seen),
            Event::Wheel(lines) => self.scroll(lines.into(), seen),
            Event::Tick => self.tick(seen),
        }
    }

    /// What is to be shown.
    pub fn scene(&self) -> Scene<'_> {
        pages::scene(self)
    }

    /// How long auto-play stays on this page, if it runs.
    pub fn timer(&self) -> Option<Duration> {
        timing::timer(self)
    }

    /// What a frame is made from.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The tour in the visitor's language.
    pub fn edition(&self) -> &Edition {
        let editions = self.editions();
        &editions[usize::from(self.state.edition).min(editions.len() - 1)]
    }

    /// The languages of the visitor's tour.
    pub(crate) fn editions(&self) -> &[Edition] {
        self.tours[usize::from(self.state.tour).min(self.tours.len() - 1)].editions()
    }

    pub(crate) fn edition_count(&self) -> usize {
        self.editions().len()
    }

    /// The program's words in the visitor's language.
    pub fn words(&self) -> &'static Words {
        Words::of(&self.edition().head().language)
    }
}
