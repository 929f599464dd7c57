//! A session: one visitor on one screen. The one driver for the local terminal, SSH, preview,
//! recordings and tests.
//!
//! It keeps the visit and what is shown as state, not as cells. Frames are drawn on a [`Stage`], which
//! any number of sessions of a thread can share; it remembers the last frame, so that a lone session
//! draws each frame once.

use std::sync::Arc;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Size};

use crate::glyphs::Profile;
use crate::layout::{self, Hit, Page};
use crate::player::extent::Extent;
use crate::player::key::Key;
use crate::player::proof::Proof;
use crate::player::scene::Target;
use crate::player::state::State;
use crate::player::{Effect, Event, Player, Visit};
use crate::screen;
use crate::theme::{Theme, ThemeName};
use crate::tour::Tour;
use crate::view;

/// One visitor on one screen.
#[derive(Debug)]
pub struct Session {
    player: Player,
    look: Look,
    /// What the terminal shows; `None` before the first frame and after something else wrote to it.
    shown: Option<Picture>,
}

/// How a screen is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub size: Size,
    pub theme: ThemeName,
    pub profile: Profile,
}

/// Everything a frame is a function of.
#[derive(Debug, Clone)]
struct Picture {
    tours: Arc<[Arc<Tour>]>,
    proof: Option<Arc<Proof>>,
    state: State,
    look: Look,
}

impl PartialEq for Picture {
    fn eq(&self, other: &Self) -> bool {
        self.look == other.look
            && self.state == other.state
            && Arc::ptr_eq(&self.tours, &other.tours)
            && match (&self.proof, &other.proof) {
                (Some(one), Some(other)) => Arc::ptr_eq(one, other),
                (one, other) => one.is_none() && other.is_none(),
            }
    }
}

impl Picture {
    fn visit(&self) -> Visit<'_> {
        Visit {
            tours: &self.tours,
            state: &self.state,
            proof: self.proof.as_deref(),
        }
    }
}

/// Where frames are drawn: two screens of cells, and what was in sight on the last page laid out.
#[derive(Debug, Default)]
pub struct Stage {
    shown: Drawn,
    wanted: Drawn,
    seen: Option<(Picture, Seen)>,
}

/// What is known of a page that was laid out.
#[derive(Debug)]
struct Seen {
    extent: Extent,
    hits: Vec<Hit>,
}

impl Seen {
    fn of(page: Page<'_>) -> Self {
        Self {
            extent: page.extent,
            hits: page.hits,
        }
    }

    /// What a click in this cell means.
    fn hit(&self, column: u16, row: u16) -> Option<&Target> {
        let at = Position::new(column, row);
        let hit = self.hits.iter().rev().find(|hit| hit.area.contains(at))?;
        Some(&hit.target)
    }
}

#[derive(Debug, Default)]
struct Drawn {
    sight: Option<Picture>,
    buffer: Buffer,
    cursor: Option<Position>,
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
            look: Look { size, ..look },
            shown: None,
        }
    }

    /// Takes one input; draws nothing.
    pub fn handle(&mut self, input: Input, stage: &mut Stage) -> Vec<Effect> {
        if let Input::Resize(size) = input {
            self.look.size = bounded(size);
            return Vec::new();
        }
        let seen = stage.see(self);
        let event = match input {
            Input::Key(key) => Event::Key(key),
            Input::Wheel(lines) => Event::Wheel(lines),
            Input::Tick => Event::Tick,
            Input::Click { column, row } => match seen.hit(column, row) {
                Some(target) => Event::Pick(target.clone()),
                None => return Vec::new(),
            },
            Input::Resize(_) => return Vec::new(),
        };
        self.player.update(event, &seen.extent)
    }

    /// Goes on with the same visit in `tours`, read anew: what is still there is found by its id.
    pub fn reload(&mut self, tours: Arc<[Arc<Tour>]>) {
        self.player.reload(tours);
    }

    /// Makes this the session of an educator, who is told what is wrong with the tours' files.
    pub fn prove(&mut self, proof: Proof) {
        self.player.prove(proof);
    }

    /// Goes on with another visit on the same screen.
    pub fn replace(&mut self, player: Player) {
        self.player = player;
    }

    /// The terminal turned out to draw this, at this size.
    pub fn adapt(&mut self, profile: Profile, size: Size) {
        self.look.profile = profile;
        self.look.size = bounded(size);
    }

    /// Appends the bytes that bring the terminal up to date; nothing if it is.
    pub fn frame(&mut self, stage: &mut Stage, out: &mut Vec<u8>) {
        let wanted = self.wanted();
        if self.shown.as_ref() == Some(&wanted) {
            return;
        }
        stage.turn(self.shown.as_ref(), &wanted);
        let shown = self.shown.is_some().then(|| stage.shown.frame());
        screen::encode(shown, stage.wanted.frame(), &self.look.profile, out);
        self.shown = Some(wanted);
    }

    /// How long auto-play stays on this page, if it runs.
    pub fn timer(&self, stage: &mut Stage) -> Option<Duration> {
        self.player.timer(&stage.see(self).extent)
    }

    pub fn player(&self) -> &Player {
        &self.player
    }

    pub fn look(&self) -> &Look {
        &self.look
    }

    fn wanted(&self) -> Picture {
        Picture {
            tours: self.player.tours(),
            proof: self.player.proof(),
            state: self.player.state().clone(),
            look: self.look,
        }
    }
}

impl Stage {
    /// What `session` would show now. Between the keys of a burst pages are laid out but not painted.
    fn see(&mut self, session: &Session) -> &Seen {
        let wanted = session.wanted();
        let seen = match self.seen.take() {
            Some((picture, seen)) if picture == wanted => (picture, seen),
            _ => {
                let glyphs = session.look.profile.glyphs;
                let scene = session.player.scene().spelled(glyphs);
                let page = layout::page(&scene, session.look.size, glyphs);
                let seen = Seen::of(page);
                (wanted, seen)
            }
        };
        &self.seen.insert(seen).1
    }

    /// Makes `self.shown` what the terminal shows and `self.wanted` what it is to show.
    fn turn(&mut self, shown: Option<&Picture>, wanted: &Picture) {
        std::mem::swap(&mut self.shown, &mut self.wanted);
        if let Some(shown) = shown
            && self.shown.sight.as_ref() != Some(shown)
        {
            // Another session used the stage since.
            self.shown.draw(shown);
        }
        let seen = self.wanted.draw(wanted);
        self.seen = Some((wanted.clone(), seen));
    }
}

impl Drawn {
    fn frame(&self) -> screen::Frame<'_> {
        screen::Frame {
            buffer: &self.buffer,
            cursor: self.cursor,
        }
    }

    fn draw(&mut self, sight: &Picture) -> Seen {
        let look = &sight.look;
        let scene = sight.visit().scene().spelled(look.profile.glyphs);
        let page = layout::page(&scene, look.size, look.profile.glyphs);
        view::draw(
            &page,
            &Theme::named(look.theme, look.profile.colours),
            &mut self.buffer,
        );
        self.cursor = page.cursor;
        self.sight = Some(sight.clone());
        Seen::of(page)
    }
}
