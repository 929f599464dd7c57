//! A session: one visitor on one screen. The one driver for the local terminal, SSH, preview,
//! recordings and tests.
//!
//! It keeps the visit and what is shown as state, not as cells. Frames are drawn on a [`Stage`], which
//! any number of sessions of a thread can share; it remembers the last frame, so that a lone session
//! draws each frame once.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Size};

use crate::glyphs::Profile;
use crate::layout;
use crate::player::extent::Extent;
use crate::player::key::Key;
use crate::player::state::State;
use crate::player::{Effect, Event, Player};
use crate::screen;
use crate::theme::Theme;
use crate::view;

/// One visitor on one screen.
#[derive(Debug)]
pub struct Session {
    player: Player,
    look: Look,
    /// What the terminal shows; `None` before the first frame and after something else wrote to it.
    shown: Option<Frame>,
}

/// How a screen is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    pub size: Size,
    pub theme: Theme,
    pub profile: Profile,
}

/// Everything a frame is a function of, besides the tour.
#[derive(Debug, Clone, PartialEq)]
struct Frame {
    state: State,
    look: Look,
}

/// Where frames are drawn: two screens of cells and the extent of the last one.
#[derive(Debug, Default)]
pub struct Stage {
    shown: Drawn,
    wanted: Drawn,
}

#[derive(Debug, Default)]
struct Drawn {
    frame: Option<Frame>,
    buffer: Buffer,
    cursor: Option<Position>,
    extent: Extent,
}

/// Input from a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    Key(Key),
    Click { column: u16, row: u16 },
    /// Lines, down if positive.
    Wheel(i16),
    Resize(Size),
    /// The time that [`Session::timer`] asked for has passed.
    Tick,
}

impl Session {
    pub fn new(player: Player, look: Look) -> Self {
        Self { player, look, shown: None }
    }

    /// Takes one input; draws nothing.
    pub fn handle(&mut self, input: Input, stage: &mut Stage) -> Vec<Effect> {
        let event = match input {
            Input::Resize(size) => {
                self.look.size = size;
                return Vec::new();
            }
            Input::Key(key) => Event::Key(key),
            Input::Wheel(lines) => Event::Wheel(lines),
            Input::Tick => Event::Tick,
            Input::Click { column, row } => {
                let scene = self.player.scene();
                let page = layout::page(&scene, self.look.size, self.look.profile.glyphs);
                let Some(target) = page.hit(column, row).cloned() else { return Vec::new() };
                Event::Pick(target)
            }
        };
        let seen = stage.extent(self);
        self.player.update(event, seen)
    }

    /// Appends the bytes that bring the terminal up to date; nothing if it is.
    pub fn frame(&mut self, stage: &mut Stage, out: &mut Vec<u8>) {
        let wanted = self.wanted();
        if self.shown.as_ref() == Some(&wanted) {
            return;
        }
        stage.turn(self, &wanted);
        let shown = self.shown.is_some().then_some((&stage.shown.buffer, stage.shown.cursor));
        screen::encode(shown, (&stage.wanted.buffer, stage.wanted.cursor), &self.look.profile, out);
        self.shown = Some(wanted);
    }

    /// The terminal no longer shows the last frame.
    pub fn forget_screen(&mut self) {
        self.shown = None;
    }

    pub fn player(&self) -> &Player {
        &self.player
    }

    pub fn look(&self) -> &Look {
        &self.look
    }

    fn wanted(&self) -> Frame {
        Frame { state: self.player.state().clone(), look: self.look.clone() }
    }
}

impl Stage {
    /// The extent of what `session` would show now.
    fn extent(&mut self, session: &Session) -> &Extent {
        let frame = session.wanted();
        if self.wanted.frame.as_ref() != Some(&frame) {
            // Keys that came in one burst: the frames between them are laid out but not painted.
            let scene = session.player.scene();
            let page = layout::page(&scene, session.look.size, session.look.profile.glyphs);
            self.wanted.extent = page.extent;
            self.wanted.frame = None;
        }
        &self.wanted.extent
    }

    /// Makes `shown` what `session` shows and `wanted` what it wants.
    fn turn(&mut self, session: &Session, wanted: &Frame) {
        std::mem::swap(&mut self.shown, &mut self.wanted);
        if let Some(shown) = &session.shown
            && self.shown.frame.as_ref() != Some(shown)
        {
            // Another session, or a burst of keys, used the stage since.
            self.shown.draw(session, shown);
        }
        self.wanted.draw(session, wanted);
    }
}
