//! Where frames are drawn, and what is remembered of them.

use std::sync::Arc;

use bytes::Bytes;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::layout::{self, Inset};
use crate::screen;
use crate::session::shelf::Shelf;
use crate::session::sight::{Seen, Sight};
use crate::theme::Theme;

/// From what is shown to what is wanted.
type Turn = (Option<Arc<Sight>>, Arc<Sight>);

/// Two screens of cells to draw on, the pages that were laid out, and the frames that were encoded.
#[derive(Debug)]
pub struct Stage {
    shown: Drawn,
    wanted: Drawn,
    pages: Shelf<Arc<Sight>, Arc<Seen>>,
    frames: Shelf<Turn, Bytes>,
    out: Vec<u8>,
    renders: u64,
    hits: u64,
}

/// What a stage did and holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Frames that were drawn and encoded.
    pub renders: u64,
    /// Frames that were there already.
    pub hits: u64,
    /// Frames and pages that are held.
    pub entries: usize,
    /// About how many bytes they take.
    pub bytes: usize,
}

impl Default for Stage {
    /// The stage of a lone session, which remembers what came last.
    fn default() -> Self {
        Self::remembering(0)
    }
}

impl Stage {
    /// The stage of many sessions, which remembers about this many bytes of what it made.
    pub fn remembering(bytes: usize) -> Self {
        Self {
            shown: Drawn::default(),
            wanted: Drawn::default(),
            // A page is smaller than the frames that lead to it.
            pages: Shelf::new(bytes / 4),
            frames: Shelf::new(bytes - bytes / 4),
            out: Vec::new(),
            renders: 0,
            hits: 0,
        }
    }

    /// Lets go of what it remembers, and of the tours that are a part of it.
    pub fn forget(&mut self) {
        self.pages.clear();
        self.frames.clear();
        (self.shown, self.wanted) = (Drawn::default(), Drawn::default());
    }

    /// What it did and holds.
    pub fn counts(&self) -> Counts {
        Counts {
            renders: self.renders,
            hits: self.hits,
            entries: self.pages.len() + self.frames.len(),
            bytes: self.pages.bytes() + self.frames.bytes(),
        }
    }

    /// The one copy of a sight that sessions share, where it has been laid out.
    pub(super) fn sight(&mut self, sight: Sight) -> Arc<Sight> {
        let held = self.pages.get(&sight).map(|(held, _)| Arc::clone(held));
        held.unwrap_or_else(|| Arc::new(sight))
    }

    /// What is known of it when it has been laid out. Between the keys of a burst pages are laid out but not painted.
    pub(super) fn see(&mut self, sight: Sight) -> Arc<Seen> {
        if let Some((_, seen)) = self.pages.get(&sight) {
            return Arc::clone(seen);
        }
        let scene = sight.scene();
        let seen = Seen::of(layout::page(&scene, sight.look.paper()));
        drop(scene);
        self.keep(Arc::new(sight), seen)
    }

    fn keep(&mut self, sight: Arc<Sight>, seen: Seen) -> Arc<Seen> {
        let weight = size_of::<Sight>() + seen.weight();
        let seen = Arc::new(seen);
        self.pages.put(sight, Arc::clone(&seen), weight);
        seen
    }

    /// The cells of what is to be seen.
    pub(super) fn cells(&mut self, sight: Sight) -> screen::Frame<'_> {
        self.wanted.draw(&Arc::new(sight));
        self.wanted.frame()
    }

    /// The bytes from what a terminal shows to what it is to show.
    pub(super) fn turn(&mut self, shown: Option<Arc<Sight>>, wanted: Arc<Sight>) -> Bytes {
        let turn = (shown, wanted);
        if let Some((_, frame)) = self.frames.get(&turn) {
            self.hits += 1;
            return frame.clone();
        }
        self.renders += 1;
        let frame = self.render(&turn);
        // The two pictures may be held by nobody else.
        let weight = size_of::<Turn>() + 2 * size_of::<Sight>() + frame.len();
        self.frames.put(turn, frame.clone(), weight);
        frame
    }

    fn render(&mut self, (shown, wanted): &Turn) -> Bytes {
        std::mem::swap(&mut self.shown, &mut self.wanted);
        if let Some(shown) = shown
            && self.shown.sight.as_ref() != Some(shown)
        {
            // Another session used the stage since.
            self.shown.draw(shown);
        }
        let seen = self.wanted.draw(wanted);
        self.keep(Arc::clone(wanted), seen);
        let shown = shown.is_some().then(|| self.shown.frame());
        self.out.clear();
        let profile = &wanted.look.profile;
        screen::encode(shown, self.wanted.frame(), profile, &mut self.out);
        Bytes::copy_from_slice(&self.out)
    }
}

#[derive(Debug, Default)]
struct Drawn {
    sight: Option<Arc<Sight>>,
    buffer: Buffer,
    cursor: Option<Position>,
    /// The pictures among the cells.
    insets: Vec<Inset>,
}

impl Drawn {
    fn frame(&self) -> screen::Frame<'_> {
        screen::Frame {
            buffer: &self.buffer,
            cursor: self.cursor,
            insets: &self.insets,
        }
    }

    fn draw(&mut self, sight: &Arc<Sight>) -> Seen {
        // What is drawn half, should drawing fail, is not to be taken for it.
        self.sight = None;
        let look = &sight.look;
        let scene = sight.scene();
        let scale = look.scale();
        let page = layout::page(&scene, look.paper());
        let theme = Theme::named(look.theme, look.profile.colours);
        let pictures = look.profile.pictures;
        scale.draw(&page, &theme, pictures, &mut self.buffer);
        self.insets = scale.insets(&page);
        self.cursor = page.cursor.map(|cell| scale.cursor(cell));
        self.sight = Some(Arc::clone(sight));
        Seen::of(page)
    }
}

#[cfg(test)]
mod tests;
