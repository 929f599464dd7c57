//! The visit that a recording or a picture shows: what was typed of its screen and its keys.

use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use ratatui::layout::Size;

use crate::cli::export::Language;
use crate::cli::screen::{TypedColours, TypedGlyphs, TypedTheme};
use crate::error::Error;
use crate::export::recording::{self, ANYWHERE, Script};
use crate::glyphs::{Colours, Glyphs, Profile};
use crate::layout::Reach;
use crate::player::Player;
use crate::session::{Look, Session};
use crate::tour::Tour;
use crate::view::large::Letters;

/// What `--help` says of keys.
macro_rules! keys {
    () => {
        "\
Keys, with spaces between them:
  space enter esc backspace tab shift-tab up down left right pgup pgdn home end f1
  n b / ?        what stands on the key; capital letters are not the small ones
  down*3         a key, three times
  12 enter       the station with the number 12
  \"camp\"         what is typed, in quotation marks
  wait:5s        five seconds more; also wait:500ms, wait:1m30s
  size:100x30    the terminal has another size from here on

"
    };
}

pub(super) use keys;

/// The screen that is shown.
#[derive(Debug, Args)]
pub(super) struct Shown {
    /// Columns and rows, from 40x12 to 300x100.
    #[arg(long, value_name = "COLUMNSxROWS", default_value = "80x24", value_parser = recording::size)]
    size: Size,
    /// The colours' arrangement.
    #[arg(long, value_enum, default_value_t = TypedTheme::Dark)]
    theme: TypedTheme,
    /// How many colours to use.
    #[arg(long, value_enum, default_value_t = TypedColours::True)]
    colours: TypedColours,
    /// Which characters to use.
    #[arg(long, value_enum, default_value_t = TypedGlyphs::Unicode)]
    glyphs: TypedGlyphs,
    /// Draw large letters, each from a block of cells, where the screen has room for them.
    #[arg(long)]
    large: bool,
    /// Set rows apart and draw the keys as buttons, for fingers.
    #[arg(long)]
    touch: bool,
    /// Begin at the station with this id or number, or before the notices that stand in front of it.
    #[arg(long, value_name = "ID")]
    station: Option<String>,
}

impl Shown {
    fn look(&self) -> Look {
        let profile = Profile {
            colours: Colours::from(self.colours),
            glyphs: Glyphs::from(self.glyphs),
            ..ANYWHERE
        };
        let (letters, reach) = (
            if self.large {
                Letters::Large
            } else {
                Letters::Normal
            },
            if self.touch {
                Reach::Touch
            } else {
                Reach::Pointer
            },
        );
        Look {
            letters,
            reach,
            ..Look::new(self.size, self.theme.into(), profile)
        }
    }

    /// A visit to the tour on this screen.
    pub(super) fn session(&self, tour: Tour, language: &Language) -> Result<Session, Error> {
        let edition = language.edition(&tour)?;
        if let Some(station) = &self.station
            && edition
                .find(station)
                .or_else(|| edition.by_label(station))
                .is_none()
        {
            let why = format!("there is no station `{station}`; `docent outline` lists them");
            return Err(Error::Usage(why));
        }
        let tag = edition.head().language.clone();
        let mut player = Player::new([Arc::new(tour)].into()).in_language(&tag);
        if let Some(station) = &self.station {
            player = player.at_station(station);
        }
        Ok(Session::new(player, self.look()))
    }
}

/// A script that was typed.
pub(super) fn script(keys: &str) -> Result<Script, String> {
    Script::parse(keys).map_err(|faults| {
        let faults = faults.iter().map(ToString::to_string);
        faults.collect::<Vec<_>>().join("; ")
    })
}

/// A stretch of time that was typed.
pub(super) fn time(text: &str) -> Result<Duration, String> {
    let why = "write seconds or minutes up to an hour, such as 2s, 500ms or 1m30s";
    recording::stretch(text).ok_or_else(|| why.into())
}
