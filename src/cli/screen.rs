//! How a tour is shown: what was typed, and what the terminal says of itself.

use std::io::{self, IsTerminal};

use clap::{Args, ValueEnum};
use ratatui::crossterm::terminal;
use ratatui::layout::Size;

use crate::cli::variable;
use crate::glyphs::{Colours, Glyphs, Profile, Protocol};
use crate::layout::Reach;
use crate::screen::Mouse;
use crate::session::Look;
use crate::shell::Questions;
use crate::shell::ask::Encoding;
use crate::shell::ask::pictures::{Surroundings, Wish};
use crate::theme::ThemeName;
use crate::view::large::Letters;

/// How a tour is shown.
#[expect(
    clippy::struct_excessive_bools,
    reason = "options that can be typed in any combination"
)]
#[derive(Debug, Args, Clone, Copy, Default)]
pub(crate) struct Screen {
    /// Line by line, without cursor movement: for screen readers, braille and scripts.
    #[arg(long)]
    pub(crate) plain: bool,
    /// The colours' arrangement.
    #[arg(long, value_enum, default_value_t = TypedTheme::Dark)]
    theme: TypedTheme,
    /// How many colours to use, where the terminal's own answer is not wanted.
    #[arg(long, value_enum)]
    colours: Option<TypedColours>,
    /// Which characters to use, where the terminal's own answer is not wanted.
    #[arg(long, value_enum)]
    glyphs: Option<TypedGlyphs>,
    /// How pictures are shown: as well as the terminal says it can, or in one way.
    #[cfg(feature = "images")]
    #[arg(long, value_enum, value_name = "WAY", default_value_t = TypedPictures::Auto)]
    pictures: TypedPictures,
    /// This program was built without pictures.
    #[cfg(not(feature = "images"))]
    #[arg(skip = TypedPictures::None)]
    pictures: TypedPictures,
    /// Draw large letters, each from a block of cells, where the screen has room for them.
    #[arg(long)]
    large: bool,
    /// Set rows apart and draw the keys as buttons, for fingers.
    #[arg(long)]
    touch: bool,
    /// Leave the mouse to the terminal, for selecting text.
    #[arg(long)]
    no_mouse: bool,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum TypedTheme {
    #[default]
    Dark,
    Light,
    HighContrast,
    Mono,
}

/// How pictures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum TypedPictures {
    /// As well as the terminal says it can.
    #[default]
    Auto,
    /// Not: their descriptions stand.
    None,
    /// In half blocks.
    Blocks,
    /// In pixels, by kitty's protocol.
    Kitty,
    /// In pixels, as sixels.
    Sixel,
    /// In pixels, as iTerm2's inline images.
    Iterm2,
}

impl TypedPictures {
    pub(crate) fn wish(self) -> Wish {
        match self {
            Self::Auto => Wish::Best(surroundings()),
            Self::None => Wish::None,
            Self::Blocks => Wish::HalfBlocks,
            Self::Kitty => Wish::Pixels(Protocol::Kitty),
            Self::Sixel => Wish::Pixels(Protocol::Sixel),
            Self::Iterm2 => Wish::Pixels(Protocol::Iterm2),
        }
    }
}

/// What the environment says of the terminal.
pub(crate) fn surroundings() -> Surroundings {
    let is = |name: &str, value: &str| variable(name).is_some_and(|set| set == value);
    let term = variable("TERM").unwrap_or_default();
    let inside = ["tmux", "screen"].iter().any(|name| term.starts_with(name))
        || variable("TMUX").is_some()
        || variable("STY").is_some();
    Surroundings {
        iterm2: !inside && (is("TERM_PROGRAM", "iTerm.app") || is("LC_TERMINAL", "iTerm2")),
        remote: variable("SSH_CONNECTION").is_some() || variable("SSH_TTY").is_some(),
        takes_strings: !inside && !is("TERM_PROGRAM", "Apple_Terminal"),
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum TypedColours {
    Mono,
    #[value(name = "8")]
    Eight,
    #[value(name = "16")]
    Sixteen,
    #[value(name = "256")]
    Indexed,
    True,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum TypedGlyphs {
    Unicode,
    Console,
    Ascii,
}

impl Screen {
    /// Lines are wanted, or there is no terminal to draw on.
    pub(crate) fn is_plain(self) -> bool {
        let dumb = variable("ACCESSIBLE").is_some() || variable("TERM").as_deref() == Some("dumb");
        self.plain || dumb || !(io::stdin().is_terminal() && io::stdout().is_terminal())
    }

    /// Whether somebody says what the terminal reads.
    fn encoding(self) -> Encoding {
        if self.glyphs.is_some() || Profile::is_encoding_said(variable) {
            Encoding::Said
        } else {
            Encoding::Unsaid
        }
    }

    /// What is asked of the terminal.
    pub(crate) fn questions(self) -> Questions {
        Questions {
            encoding: self.encoding(),
            pictures: self.pictures.wish(),
        }
    }

    pub(crate) fn mouse(self) -> Mouse {
        if self.no_mouse {
            Mouse::Ignored
        } else {
            Mouse::Reported
        }
    }
}

/// How this terminal is drawn on.
pub(crate) fn look(screen: Screen) -> Look {
    let mut profile = terminal_profile();
    profile.colours = screen.colours.map_or(profile.colours, Colours::from);
    profile.glyphs = screen.glyphs.map_or(profile.glyphs, Glyphs::from);
    // A size that is not known is asked for.
    let (width, height) = terminal::size().unwrap_or_default();
    let size = Size::new(width, height);
    let letters = if screen.large {
        Letters::Large
    } else {
        Letters::Normal
    };
    let reach = if screen.touch {
        Reach::Touch
    } else {
        Reach::Pointer
    };
    Look {
        letters,
        reach,
        ..Look::new(size, screen.theme.into(), profile)
    }
}

pub(crate) fn terminal_profile() -> Profile {
    Profile::from_environment(variable)
}

impl From<TypedTheme> for ThemeName {
    fn from(typed: TypedTheme) -> Self {
        match typed {
            TypedTheme::Dark => Self::Dark,
            TypedTheme::Light => Self::Light,
            TypedTheme::HighContrast => Self::HighContrast,
            TypedTheme::Mono => Self::Mono,
        }
    }
}

impl From<TypedColours> for Colours {
    fn from(typed: TypedColours) -> Self {
        match typed {
            TypedColours::Mono => Self::Mono,
            TypedColours::Eight => Self::Eight,
            TypedColours::Sixteen => Self::Sixteen,
            TypedColours::Indexed => Self::Indexed,
            TypedColours::True => Self::True,
        }
    }
}

impl From<TypedGlyphs> for Glyphs {
    fn from(typed: TypedGlyphs) -> Self {
        match typed {
            TypedGlyphs::Unicode => Self::Unicode,
            TypedGlyphs::Console => Self::Console,
            TypedGlyphs::Ascii => Self::Ascii,
        }
    }
}
