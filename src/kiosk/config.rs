//! What a museum can set for its kiosk: `kiosk.toml`.
//!
//! One table has every setting.

mod table;

use std::sync::Arc;
use std::time::Duration;

use crate::diagnostic::{Diagnostic, SourceFile};
use crate::glyphs::{Colours, Glyphs, Protocol};
use crate::settings::Table;
use crate::theme::ThemeName;

use table::SETTINGS;

/// The settings of a kiosk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// A file, a folder of tours, or the id of a built-in tour.
    pub tours: String,
    /// The language of the first page, such as `ru`; empty for the tour's own.
    pub language: String,
    /// The folder that counters and staff's settings are kept in; empty for that of the service.
    pub state: String,
    /// Counters of visits are kept.
    pub counts: bool,
    pub attract: Attract,
    pub idle: Idle,
    pub screen: Screen,
    pub keys: Keys,
    pub speech: Speech,
    pub staff: Staff,
}

/// What stands there while nobody visits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attract {
    /// Lines above the tour's title.
    pub lines: Vec<String>,
    /// How long each card stays, where there are several.
    pub card: Duration,
}

/// When a visit is given up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Idle {
    /// The least time without a key before the visitor is asked.
    pub after: Duration,
    /// How long the question stays.
    pub warning: Duration,
    /// As many times as long for those who read with help.
    pub patience: u16,
}

/// How the screen is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Screen {
    pub theme: ThemeName,
    /// `None` for what the terminal is found to have.
    pub glyphs: Option<Glyphs>,
    /// `None` for what the terminal is found to have.
    pub colours: Option<Colours>,
    /// `None` for as well as the terminal is found to show them.
    pub pictures: Option<Showing>,
    /// It is touched: what can be chosen is large.
    pub touch: bool,
}

/// How pictures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showing {
    /// Not: their descriptions stand.
    Words,
    HalfBlocks,
    Pixels(Protocol),
}

/// The keyboard or keypad.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keys {
    /// The same key within this time counts once.
    pub repeat: Duration,
}

/// Reading aloud.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speech {
    pub voice: Voice,
    /// Words a minute.
    pub rate: u16,
    /// Per cent.
    pub volume: u16,
}

/// What speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Voice {
    /// Nothing; reading aloud is not offered.
    #[default]
    Off,
    EspeakNg,
    SpeechDispatcher,
}

/// How those who look after the kiosk reach their menu.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Staff {
    /// The hash of the PIN; empty for none, and then there is no menu.
    pub pin: String,
    /// Keys of a keypad, one after the other.
    pub keypad: String,
    /// Taps in the upper left corner; 0 for none.
    pub taps: u16,
}

static TABLE: Table<Config> = Table {
    file: "kiosk.toml",
    part: "a kiosk",
    heading: "The settings of a docent kiosk. Each stands here with its default; what is left out has it too.\n\
              `docent kiosk --check-config --config FILE` tells every mistake in its place.",
    settings: SETTINGS,
};

impl Config {
    /// What holds where a file says nothing.
    pub fn standard() -> Self {
        TABLE.standard()
    }

    /// Reads a file; with every fault of it. What is faulty stays as it is by default.
    pub fn read(file: &Arc<SourceFile>) -> (Self, Vec<Diagnostic>) {
        TABLE.read(file)
    }
}

/// The commented file of all settings with their defaults.
pub fn standard_file() -> String {
    TABLE.print()
}

#[cfg(test)]
mod tests;
