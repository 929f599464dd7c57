//! docent plays guided exhibit tours in a terminal.
//!
//! # Architecture
//!
//! A tour is a TOML file. It is read into a model ([`tour`]), a visit to it is a small state that
//! events change ([`player`]), what is to be shown is a scene of words, and the screen and the plain
//! mode are two ways to set a scene. Each layer imports only from its own line and those above it; a
//! test reads the `use` lines and holds this:
//!
//! ```text
//! diagnostic  error  file           faults as data; files written whole or not at all
//! tour  markup  bibliography  words   files → sections → tables → model; Markdown; CSL; phrases
//! settings  qr                      what a file may set, its default, its faults; addresses for phones
//! library  player  theme  glyphs    finding tours; the visit; looks; what terminals can draw
//! card  selftest                    pages that belong to no tour; what a terminal can do
//! layout                            (scene, size) → page: pieces, hit areas, what is in sight
//! view  plain  screen               page → cells; scene → lines; cells → the fewest bytes
//! session  visits  group            one visitor on one screen; anonymous counts; groups with a guide
//! kiosk                             visits one after another, with nobody to help
//! shell  serve  export              the local terminal, and the voice; visitors over SSH; other media
//! author                            what educators do with a tour
//! cli                               what was typed
//! ```
//!
//! # Invariants
//!
//! - A frame is a pure function of tour, state and look. A session keeps a state and
//!   nothing drawn. Where nobody may be kept waiting it is one of the pictures that have been read as well: the
//!   room of the others stays empty.
//! - Outside `library`, `shell`, `serve`, `author` and `cli` nothing reads a clock, a file, the environment or
//!   a terminal; time comes in as an event. Clippy's `disallowed-methods` fences those calls. Only the
//!   store of `visits` keeps files of its own, and asks which day it is; `file` replaces them for others.
//! - There is one layout for each scene and size; drawing, mouse, scrolling and Next read the same page.
//! - Reading never stops at the first fault, and every fault has its place.
//! - Text is cleaned once when it is read, and barred once more before it leaves for a terminal.
//! - Nothing global changes: any number of sessions share a tour.

pub mod author;
pub mod bibliography;
pub mod card;
mod cli;
pub mod diagnostic;
pub mod error;
pub mod export;
mod file;
pub mod glyphs;
pub mod group;
pub mod kiosk;
pub mod layout;
pub mod library;
pub mod markup;
pub mod plain;
pub mod player;
pub mod qr;
pub mod screen;
pub mod selftest;
#[cfg(feature = "ssh")]
pub mod serve;
pub mod session;
mod settings;
pub mod shell;
pub mod theme;
pub mod tour;
pub mod view;
pub mod visits;
pub mod words;

/// Runs the program: what was typed decides.
pub fn run() -> std::process::ExitCode {
    cli::run()
}
