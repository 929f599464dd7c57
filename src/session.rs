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

use crate::card::Card;
use crate::glyphs::Profile;
use crate::layout::{self, Cursor, Hit, Page, Paper, Piece, Reach};
use crate::player::extent::Extent;
use crate::player::key::Key;
use crate::player::keymap::Command;
use crate::player::proof::Proof;
use crate::player::scene::{Scene, Target};
use crate::player::state::State;
use crate::player::{Effect, Event, Player, Visit};
use crate::screen;
use crate::theme::{Theme, ThemeName};
use crate::tour::Tour;
use crate::view::large::{Letters, Scale};

/// One visitor on one screen.
#[derive(Debug)]
pub struct Session {
    player: Player,
    /// A page that lies over the visit.
    card: Option<Card>,
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
        }
    }
}

/// Everything a frame is a function of.
#[derive(Debug, Clone)]
struct Picture {
    tours: Arc<[Arc<Tour>]>,
    proof: Option<Arc<Proof>>,
    state: State,
    card: Option<Card>,
    look: Look,
}

impl PartialEq for Picture {
    fn eq(&self, other: &Self) -> bool {
        self.look == other.look
            && self.state == other.state
            && self.card == other.card
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

    fn scene(&self) -> Scene<'_> {
        let visit = self.visit();
        let scene = match &self.card {
            Some(card) => card.scene(visit.words(), visit.hands()),
            None => visit.scene(),
        };
        scene.spelled(self.look.profile.glyphs)
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
    words: usize,
}

impl Seen {
    fn of(page: Page<'_>) -> Self {
        let words = |piece: &Piece<'_>| piece.text.split_whitespace().count();
        Self {
            words: page.pieces.iter().map(words).sum(),
            extent: page.extent,
            hits: page.hits,
        }
    }

    /// What a click in this cell of the page means.
    fn hit(&self, at: Position) -> Option<&Target> {
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
            card: None,
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
        let scale = self.look.scale();
        let seen = stage.see(self);
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
        let seen = stage.see(self);
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

    /// How many words are on screen.
    pub fn words(&self, stage: &mut Stage) -> usize {
        stage.see(self).words
    }

    /// The next frame paints the whole screen: something else wrote to it.
    pub fn repaint(&mut self) {
        self.shown = None;
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
            card: self.card.clone(),
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
                let scene = wanted.scene();
                let page = layout::page(&scene, wanted.look.paper());
                let seen = Seen::of(page);
                drop(scene);
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
        let scene = sight.scene();
        let scale = look.scale();
        let page = layout::page(&scene, look.paper());
        let theme = Theme::named(look.theme, look.profile.colours);
        scale.draw(&page, &theme, &mut self.buffer);
        self.cursor = page.cursor.map(|cell| scale.cursor(cell));
        self.sight = Some(sight.clone());
        Seen::of(page)
    }
}
