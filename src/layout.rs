//! Sets a scene on a screen: `page(scene, size)` → rows of pieces, hit areas, and what is in sight.
//!
//! There is one layout for each scene and size; drawing, mouse, scrolling and Next all read the same
//! [`Page`]. Nothing here knows colours, and nothing is kept.

mod chart;
mod columns;
mod flow;
mod frame;
mod map;
mod notes;
mod window;
pub(crate) mod wrap;

use std::borrow::Cow;

use ratatui::layout::{Position, Rect, Size};

use crate::glyphs::Glyphs;
use crate::markup::Face;
use crate::player::extent::Extent;
use crate::player::scene::{Scene, Target};
use crate::theme::Role;

/// One screen, laid out.
#[derive(Debug)]
pub struct Page<'a> {
    pub size: Size,
    pub(crate) glyphs: Glyphs,
    pub pieces: Vec<Piece<'a>>,
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

/// Lays `scene` out on a screen of `size` cells, with the characters that `glyphs` has.
///
/// The scene's texts are [spelled](Scene::spelled) for them already. Any size is laid out: under 40×12 the bars go first, at 0×0 there is nothing.
pub fn page<'a>(scene: &'a Scene<'a>, size: Size, glyphs: Glyphs) -> Page<'a> {
    let mut page = Page {
        size,
        glyphs,
        pieces: Vec::with_capacity(128),
        hits: Vec::new(),
        cursor: None,
        extent: Extent::default(),
    };
    if size.width == 0 || size.height == 0 {
        return page;
    }
    let columns = columns::Columns::of(scene, size);
    let measure = flow::Measure {
        width: columns.text.width,
        height: columns.text.height,
        glyphs,
        words: scene.words,
    };
    let flow = flow::flow(&scene.blocks, measure);
    let window = window::Window::of(&flow, scene, columns.text.height);
    window::place(&mut page, scene, &flow, &window, columns.text);
    page.extent = window.extent(&flow);
    if let Some(area) = columns.notes {
        notes::place(&mut page, scene, area, &columns);
    }
    frame::place(&mut page, scene, &columns);
    page
}
