//! docent plays guided exhibit tours in a terminal.
pub mod diagnostic;
pub mod error;
pub mod glyphs;
pub mod library;
pub mod markup;
pub mod theme;
pub mod tour;
