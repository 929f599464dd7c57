//! A session: one visitor on one screen. The one driver for the local terminal, SSH, preview,
//! recordings and tests.
//!
//! It keeps the visit and what is shown as state, not as cells. Frames are drawn on a [`Stage`], which
//! any number of sessions can share; it remembers what it made, so that a page that many visitors turn
//! is laid out and encoded once.
//!
//! Pictures that come into sight are read before a frame is drawn, so that the same visit always makes the
//! same frames. Somebody who must not be kept waiting has them read beside the session: until then their
//! room stays empty.

mod shelf;
mod sight;
mod stage;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use ratatui::layout::{Position, Size};

use crate::card::Card;
use crate::glyphs::{Pictures, Profile};
use crate::layout::{self, Cursor, Paper, Piece, Reach};
use crate::player::company::{Figures, Lead, Post};
use crate::player::key::Key;
use crate::player::keymap::Command;
use crate::player::proof::Proof;
use crate::player::scene::Target;
use crate::player::{Effect, Event, Player};
use crate::screen::Frame;
use crate::session::sight::Sight;
use crate::theme::{Role, ThemeName};
use crate::tour::{Plate, Tour};
use crate::view::large::{Letters, Scale};

pub use crate::session::stage::{Counts, Stage};

/// One visitor on one screen.
#[derive(Debug)]
pub struct Session {
    player: Player,
    /// A page that lies over the visit.
    card: Option<Card>,
    look: Look,
    /// What the terminal shows; `None` before the first frame and after something else wrote to it.
    shown: Option<Arc<Sight>>,
    readers: Readers,
}

/// Who reads the pictures that come into sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Readers {
    /// The session, before it draws.
    Itself,
    /// Somebody beside it, who asks what is [awaited](Session::awaited).
    Beside,
}

/// How a screen is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Look {
    pub size: Size,
    pub theme: ThemeName,
    pub profile: Profile,
    pub letters: Letters,
    pub reach: Reach,
    pub cursor: Cursor,
}

impl Look {
    /// How a screen is drawn for a visitor who asked for nothing.
    pub const fn new(size: Size, theme: ThemeName, profile: Profile) -> Self {
        Self {
            size,
            theme,
            profile,
            letters: Letters::Normal,
            reach: Reach::Pointer,
            cursor: Cursor::OnFocus,
        }
    }

    /// How the cells of a page stand on the screen.
    pub fn scale(&self) -> Scale {
        Scale::of(self.letters, &self.profile, self.size)
    }

    /// What pages are set on.
    pub fn paper(&self) -> Paper {
        let scale = self.scale();
        Paper {
            size: scale.page(),
            glyphs: self.profile.glyphs,
            reach: self.reach,
            block: scale.block(),
            cursor: self.cursor,
            pictures: self.profile.pictures,
        }
    }
}

/// Input from a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    Key(Key),
    Click {
        column: u16,
        row: u16,
    },
    /// Lines, down if positive.
    Wheel(i16),
    Resize(Size),
    /// The time that [`Session::timer`] asked for has passed.
    Tick,
}

/// The largest screen that is drawn, in cells: a client may claim any size.
const LARGEST: Size = Size::new(1000, 500);

fn bounded(size: Size) -> Size {
    Size::new(
        size.width.min(LARGEST.width),
        size.height.min(LARGEST.height),
    )
}

impl Session {
    pub fn new(player: Player, look: Look) -> Self {
        let size = bounded(look.size);
        Self {
            player,
            card: None,
            look: Look { size, ..look },
            shown: None,
            readers: Readers::Itself,
        }
    }

    /// From now on somebody else reads the pictures that are [awaited](Self::awaited).
    pub(crate) fn read_beside(&mut self) {
        self.readers = Readers::Beside;
    }

    /// The pictures in sight that have not been read.
    pub(crate) fn awaited(&self, stage: &mut Stage) -> Vec<Arc<Plate>> {
        match self.look.profile.pictures {
            Pictures::None => Vec::new(),
            _ => stage.see(self.wanted()).awaited.clone(),
        }
    }

    /// Takes one input; draws nothing.
    pub fn handle(&mut self, input: Input, stage: &mut Stage) -> Vec<Effect> {
        if let Input::Resize(size) = input {
            self.look.size = bounded(size);
            return Vec::new();
        }
        let scale = self.look.scale();
        let seen = stage.see(self.wanted());
        let event = match input {
            Input::Key(key) => Event::Key(key),
            Input::Wheel(lines) => Event::Wheel(lines),
            Input::Tick => Event::Tick,
            Input::Click { column, row } => {
                match seen.hit(scale.cell(Position::new(column, row))) {
                    Some(target) => Event::Pick(target.clone()),
                    None => return Vec::new(),
                }
            }
            Input::Resize(_) => return Vec::new(),
        };
        match &mut self.card {
            Some(card) => Vec::from_iter(card.update(&event, &seen.extent)),
            None => self.player.update(event, &seen.extent),
        }
    }

    /// Gives a command, as a click on its hint does.
    pub fn command(&mut self, command: Command, stage: &mut Stage) -> Vec<Effect> {
        let seen = stage.see(self.wanted());
        let event = Event::Pick(Target::Command(command));
        self.player.update(event, &seen.extent)
    }

    /// Lays a card over the visit, in the place of another, or takes it away.
    pub fn lay(&mut self, card: Option<Card>) {
        self.card = card;
    }

    /// The card that lies over the visit.
    pub fn card(&self) -> Option<&Card> {
        self.card.as_ref()
    }

    /// Goes on with the same visit in `tours`, read anew: what is still there is found by its id.
    pub fn reload(&mut self, tours: Arc<[Arc<Tour>]>) {
        self.player.reload(tours);
    }

    /// Makes this the session of an educator, who is told what is wrong with the tours' files.
    pub fn prove(&mut self, proof: Proof) {
        self.player.prove(proof);
    }

    /// Goes with a group from now on, or on in another post.
    pub fn join(&mut self, post: Post) -> Vec<Effect> {
        self.player.join(post)
    }

    /// Learns where the guide of its group is, and goes there unless the visitor wanders.
    pub fn follow(&mut self, lead: &Arc<Lead>) -> Vec<Effect> {
        self.player.follow(lead)
    }

    /// Tells a guide how the group is; a visitor is not told.
    pub fn tell_group(&mut self, figures: &Arc<Figures>) {
        self.player.tell_group(figures);
    }

    /// Goes on without a group.
    pub fn disband(&mut self) {
        self.player.disband();
    }

    /// Goes on with the same visit in another look. It is of the same terminal, whose size may be another.
    pub fn look_as(&mut self, look: Look) {
        let size = bounded(look.size);
        self.look = Look { size, ..look };
    }

    /// Goes on with another visit on the same screen.
    pub fn replace(&mut self, player: Player) {
        self.player = player;
    }

    /// Appends the bytes that bring the terminal up to date; nothing if it is.
    pub fn frame(&mut self, stage: &mut Stage, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.turn(stage));
    }

    /// The bytes that bring the terminal up to date; empty if it is. Sessions on one stage share them.
    pub fn turn(&mut self, stage: &mut Stage) -> Bytes {
        self.read(stage);
        let wanted = stage.sight(self.wanted());
        if self.shown.as_ref() == Some(&wanted) {
            return Bytes::new();
        }
        let shown = self.shown.replace(Arc::clone(&wanted));
        stage.turn(shown, wanted)
    }

    /// How long auto-play stays on this page, if it runs.
    pub fn timer(&self, stage: &mut Stage) -> Option<Duration> {
        self.player.timer(&stage.see(self.wanted()).extent)
    }

    /// How long the step on screen is read; `None` on every other page.
    pub fn reading(&self, stage: &mut Stage) -> Option<Duration> {
        self.player.reading(&stage.see(self.wanted()).extent)
    }

    /// How many lines of the page stand below the screen.
    pub fn below(&self, stage: &mut Stage) -> usize {
        stage.see(self.wanted()).extent.below()
    }

    /// The lines of text on screen, in pieces of one look; without the line at the top and the keys.
    pub fn texts(&self) -> Vec<String> {
        let sight = self.wanted();
        let scene = sight.scene();
        let is_read = |piece: &Piece<'_>| {
            let frame = [Role::Bar, Role::Hint, Role::Key, Role::Rule];
            !frame.contains(&piece.role)
        };
        let page = layout::page(&scene, self.look.paper());
        let pieces = page.pieces.into_iter().filter(is_read);
        pieces.map(|piece| piece.text.into_owned()).collect()
    }

    /// What the screen is to show, as cells.
    pub fn cells<'s>(&self, stage: &'s mut Stage) -> Frame<'s> {
        self.read(stage);
        stage.cells(self.wanted())
    }

    /// How many words are on screen.
    pub fn words(&self, stage: &mut Stage) -> usize {
        stage.see(self.wanted()).words
    }

    /// The next frame paints the whole screen: something else wrote to it.
    pub fn repaint(&mut self) {
        self.shown = None;
    }

    /// The visit, to be changed from outside.
    pub fn player_mut(&mut self) -> &mut Player {
        &mut self.player
    }

    pub fn player(&self) -> &Player {
        &self.player
    }

    pub fn look(&self) -> &Look {
        &self.look
    }

    /// Reads what is in sight, if nobody else does. Where one turns out to be damaged, others may come
    /// into sight.
    fn read(&self, stage: &mut Stage) {
        if self.readers == Readers::Beside {
            return;
        }
        loop {
            let awaited = self.awaited(stage);
            if awaited.is_empty() {
                return;
            }
            // Held together, so that none makes room for another.
            let _read: Vec<_> = awaited.iter().map(|plate| plate.read()).collect();
        }
    }

    /// Zero where no pictures are shown: what is known of them makes no difference.
    fn outcomes(&self) -> u32 {
        if self.look.profile.pictures == Pictures::None {
            return 0;
        }
        let tours = self.player.tours();
        let outcomes = tours.iter().map(|tour| tour.outcomes());
        outcomes.fold(0, u32::wrapping_add)
    }

    fn wanted(&self) -> Sight {
        Sight {
            outcomes: self.outcomes(),
            tours: self.player.tours(),
            proof: self.player.proof(),
            state: self.player.state().drawn(),
            card: self.card.clone(),
            look: self.look,
        }
    }
}

#[cfg(all(test, feature = "images"))]
mod tests;
