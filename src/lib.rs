//! docent plays guided exhibit tours in a terminal.
pub mod bibliography;
pub mod diagnostic;
pub mod glyphs;
pub mod layout;
pub mod library;
pub mod markup;
pub mod plain;
pub mod player;
pub mod screen;
pub mod session;
pub mod shell;
pub mod theme;
pub mod tour;
pub mod view;
pub mod words;
pub mod error;

/// Runs the program: what was typed decides.
pub fn run() -> std::process::ExitCode { cli::run() }
