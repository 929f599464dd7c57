//! A session: one visitor on one screen. The one driver for the local terminal, SSH, preview,
//! recordings and tests.
//!
//! It keeps the visit and what is shown as state, not as cells. Frames are drawn on a [`Stage`], which
//! any number of sessions of a thread can share; it remembers the last frame, so that a lone session
//! draws each frame once.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Size};

use crate::glyphs::Profile;
use crate::layout;
use crate::player::extent::Extent;
use crate::player::key::Key;
use crate::player::state::State;
use crate::player::{Effect, Event, Player};
use crate::screen;
use crate::theme::{Theme, ThemeName};
use crate::view;

/// One visitor on one screen.
#[derive(Debug)]
pub struct Session {
    player: Player,
    look: Look,
    /// What the terminal shows; `None` before the first frame and after something else wrote to it.
    shown: Option<Sight>,
}

/// How a screen is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub size: Size,
    pub theme: ThemeName,
    pub profile: Profile,
}

/// Everything a frame is a function of, besides the tour.
#[derive(Debug, Clone, PartialEq)]
struct Sight {
    state: State,
    look: Look,
}

/// Where frames are drawn: two screens of cells, and what was in sight on the last page laid out.
#[derive(Debug, Default)]
pub struct Stage {
    shown: Drawn,
    wanted: Drawn,
    seen: Option<(Sight, Extent)>,
}

#[derive(Debug, Default)]
struct Drawn {
    sight: Option<Sight>,
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

impl Session {
    pub fn new(player: Player, look: Look) -> Self {
        Self {
            player,
            look,
            shown: None,
        }
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
                let scene = self.player.scene().spelled(self.look.profile.glyphs);
                let page = layout::page(&scene, self.look.size, self.look.profile.glyphs);
                let Some(target) = page.hit(column, row).cloned() else {
                    return Vec::new();
                };
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
        stage.turn(&self.player, self.shown.as_ref(), &wanted);
        let shown = self.shown.is_some().then(|| stage.shown.frame());
        screen::encode(shown, stage.wanted.frame(), &self.look.profile, out);
        self.shown = Some(wanted);
    }

    /// The terminal no longer shows the last frame.
    pub fn forget_screen(&mut self) {
        self.shown = None;
    }

    /// How long auto-play stays on this page, if it runs.
    pub fn timer(&self) -> Option<Duration> {
        self.player.timer()
    }

    pub fn player(&self) -> &Player {
        &self.player
    }

    pub fn look(&self) -> &Look {
        &self.look
    }

    fn wanted(&self) -> Sight {
        Sight {
            state: self.player.state().clone(),
            look: self.look,
        }
    }
}

impl Stage {
    /// The extent of what `session` would show now. Between the keys of a burst pages are laid out
    /// but not painted.
    fn extent(&mut self, session: &Session) -> &Extent {
        let wanted = session.wanted();
        let seen = match self.seen.take() {
            Some((sight, extent)) if sight == wanted => (sight, extent),
            _ => {
                let scene = session.player.scene().spelled(session.look.profile.glyphs);
                let page = layout::page(&scene, session.look.size, session.look.profile.glyphs);
                (wanted, page.extent)
            }
        };
        &self.seen.insert(seen).1
    }

    /// Makes `self.shown` what the terminal shows and `self.wanted` what it is to show.
    fn turn(&mut self, player: &Player, shown: Option<&Sight>, wanted: &Sight) {
        std::mem::swap(&mut self.shown, &mut self.wanted);
        if let Some(shown) = shown
            && self.shown.sight.as_ref() != Some(shown)
        {
            // Another session used the stage since.
            self.shown.draw(player, shown);
        }
        let extent = self.wanted.draw(player, wanted);
        self.seen = Some((wanted.clone(), extent));
    }
}

impl Drawn {
    fn frame(&self) -> screen::Frame<'_> {
        screen::Frame {
            buffer: &self.buffer,
            cursor: self.cursor,
        }
    }

    fn draw(&mut self, player: &Player, sight: &Sight) -> Extent {
        let look = &sight.look;
        let scene = player.scene_of(&sight.state).spelled(look.profile.glyphs);
        let page = layout::page(&scene, look.size, look.profile.glyphs);
        view::draw(
            &page,
            &Theme::named(look.theme, look.profile.colours),
            &mut self.buffer,
        );
        self.cursor = page.cursor;
        self.sight = Some(sight.clone());
        page.extent
    }
}
