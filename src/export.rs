//! A tour in other media: what a visitor takes home, what a teacher puts in front of a class.
//!
//! Pages, handouts and data are made from the tour; recordings and pictures of screens from the frames
//! that a session draws. Each is a function of the tour and of what was asked for: it reads no clock and
//! no terminal, so that the same tour gives the same bytes. Nothing here writes a file but `folder`.

pub mod asciicast;
mod colours;
pub(crate) mod folder;
pub mod handout;
pub(crate) mod html;
pub mod json;
pub mod qr;
pub mod reader;
pub mod recording;
pub mod svg;
