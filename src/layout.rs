//! Sets a scene on a screen: `page(scene, size)` → rows of pieces, hit areas, and what is in sight.
//!
//! There is one layout for each scene and size; drawing, mouse, scrolling and Next all read the same
//! [`Page`]. Nothing here knows colours, and nothing is kept.

mod chart;
mod code;
mod columns;
mod flow;
mod frame;
mod map;
mod notes;
pub mod picture;
mod reach;
mod window;
pub(crate) mod wrap;

use std::borrow::Cow;
use std::sync::Arc;

use ratatui::layout::{Position, Rect, Size};

use crate::glyphs::{Glyphs, Pictures};
use crate::markup::Face;
use crate::player::extent::Extent;
use crate::player::scene::{Scene, Target};
use crate::theme::Role;
use crate::tour::Plate;

pub use code::Scan;
pub use picture::Inset;
pub use reach::Reach;

/// What a page is set on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paper {
    /// In cells of the page.
    pub size: Size,
    pub glyphs: Glyphs,
    pub reach: Reach,
    /// The cells of the screen that one of the page becomes.
    pub block: Size,
    pub cursor: Cursor,
    pub pictures: Pictures,
}

/// When there is a cursor to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cursor {
    /// When something has the focus or is being typed.
    OnFocus,
    /// On every page, else at what is to be read next: braille displays show the line it is in.
    Always,
}

/// One screen, laid out.
#[derive(Debug)]
pub struct Page<'a> {
    pub size: Size,
    pub(crate) glyphs: Glyphs,
    pub(crate) reach: Reach,
    /// The least size of what can be picked and stands on a line of its own.
    pub(crate) finger: Size,
    pub pieces: Vec<Piece<'a>>,
    /// Nothing else stands where they are.
    pub insets: Vec<Inset>,
    /// The pictures in sight whose pixels have not been read: their room is empty.
    pub awaited: Vec<Arc<Plate>>,
    /// The QR code that stands on it.
    pub scan: Option<Scan>,
    /// Later ones lie over earlier ones.
    pub hits: Vec<Hit>,
    /// Where the focus is, for a visible cursor and for those who read with their fingers.
    pub cursor: Option<Position>,
    pub extent: Extent,
}

/// A piece of text in one row and one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    pub x: u16,
    pub y: u16,
    pub text: Cow<'a, str>,
    pub role: Role,
    pub face: Face,
}

/// An area that can be clicked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub area: Rect,
    pub target: Target,
}

impl Page<'_> {
    /// How many empty rows, above and below what it shows, a line that can be picked has for itself.
    pub(crate) fn air(&self) -> u16 {
        self.finger.height / 2
    }
}

/// Lays `scene` out on `paper`, with the characters that its glyphs have.
///
/// The scene's texts are [spelled](Scene::spelled) for them already. Any size is laid out: under 40×12
/// the bars go first, at 0×0 there is nothing.
pub fn page<'a>(scene: &'a Scene<'a>, paper: Paper) -> Page<'a> {
    let Paper {
        size,
        glyphs,
        reach,
        block,
        cursor,
        pictures,
    } = paper;
    let mut page = Page {
        size,
        glyphs,
        reach,
        finger: reach.least(block),
        pieces: Vec::with_capacity(128),
        insets: Vec::new(),
        awaited: Vec::new(),
        scan: None,
        hits: Vec::new(),
        cursor: None,
        extent: Extent::default(),
    };
    if size.width == 0 || size.height == 0 {
        return page;
    }
    let mut columns = columns::Columns::of(scene, size, page.finger);
    let kept = code::divide(&mut columns, scene, paper);
    page.scan = kept.and_then(|room| code::scan(scene, room, block));
    let measure = flow::Measure {
        width: columns.text.width,
        height: columns.text.height,
        air: page.air(),
        glyphs,
        words: scene.words,
        frame: picture::Frame::of(pictures, block),
    };
    let flow = flow::flow(&scene.blocks, measure);
    let window = window::Window::of(&flow, scene, columns.text.height);
    window::place(&mut page, scene, &flow, &window, &columns);
    page.extent = window.extent(&flow);
    if let Some(area) = columns.notes {
        notes::place(&mut page, scene, area, &columns);
    }
    frame::place(&mut page, scene, &columns);
    if cursor == Cursor::Always && page.cursor.is_none() {
        page.cursor = Some(window.reading(&flow, scene, &columns));
    }
    if reach == Reach::Touch {
        let room = columns.room(columns.text, page.air());
        reach::widen(&mut page.hits, room, page.finger);
    }
    page
}
