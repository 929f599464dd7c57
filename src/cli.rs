//! What was typed, and what is done about it.

mod offer;
mod report;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum};
use ratatui::crossterm::terminal;
use ratatui::layout::Size;

use crate::cli::offer::Offer;
use crate::error::{Error, exit};
use crate::glyphs::{Colours, Glyphs, Profile};
use crate::player::Player;
use crate::screen::Mouse;
use crate::session::{Look, Session};
use crate::shell::plain::Reader;
use crate::shell::{self, Check, Ending};
use crate::theme::ThemeName;
use crate::tour::Tour;

/// docent plays guided exhibit tours in a terminal. Without a command it plays the built-in tour.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
struct Typed {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    screen: Screen,
}

const EXAMPLES: &str = "\
Examples:
  docent                        play the built-in tour
  docent play tours/karlag      play a tour from its folder
  docent play --plain karlag    the same words line by line, for a screen reader
  docent check tours/*          list every mistake in these tours
  docent > tour.txt             the whole tour as text";

#[derive(Debug, Subcommand)]
enum Command {
    /// Play a tour: a .toml file, a folder, or a built-in tour's name.
    #[command(
        after_help = "Examples:\n  docent play my-tour.toml\n  docent play tours    choose among the tours of a folder"
    )]
    Play {
        /// Without it, the built-in tour.
        tour: Option<PathBuf>,
        #[command(flatten)]
        screen: Screen,
    },
    /// List every fault of one or more tours, each with its place.
    #[command(after_help = "Examples:\n  docent check my-tour.toml\n  docent check tours/*")]
    Check {
        /// Without any, the built-in tour.
        tours: Vec<PathBuf>,
    },
}

/// How a tour is shown.
#[derive(Debug, Args, Clone, Copy, Default)]
struct Screen {
    /// Line by line, without cursor movement: for screen readers, braille and scripts.
    #[arg(long)]
    plain: bool,
    /// The colours' arrangement.
    #[arg(long, value_enum, default_value_t = TypedTheme::Dark)]
    theme: TypedTheme,
    /// How many colours to use, where the terminal's own answer is not wanted.
    #[arg(long, value_enum)]
    colours: Option<TypedColours>,
    /// Which characters to use, where the terminal's own answer is not wanted.
    #[arg(long, value_enum)]
    glyphs: Option<TypedGlyphs>,
    /// Leave the mouse to the terminal, for selecting text.
    #[arg(long)]
    no_mouse: bool,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum TypedTheme {
    #[default]
    Dark,
    Light,
    HighContrast,
    Mono,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TypedColours {
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
enum TypedGlyphs {
    Unicode,
    Console,
    Ascii,
}

/// What was typed. clap prints help and usage itself, and ends with 0 or 2.
fn typed() -> Typed {
    if std::env::args_os().len() == 1 {
        // Nothing typed is the kiosk's and the newcomer's case: it starts without the parser.
        return Typed {
            command: None,
            screen: Screen::default(),
        };
    }
    Typed::try_parse().unwrap_or_else(|error| {
        // A reader of standard error that has gone misses nothing.
        let _ = error.print();
        if error.kind() == ErrorKind::InvalidSubcommand {
            report::print_note("a tour is played with `docent play` before its name");
        }
        std::process::exit(error.exit_code())
    })
}

/// Runs what was typed; the code is 0 fine, 1 the tour has errors, 2 wrong usage, 3 file or network.
pub(crate) fn run() -> ExitCode {
    let typed = typed();
    let done = match typed.command {
        None => play(None, typed.screen),
        Some(Command::Play { tour, screen }) => play(tour.as_deref(), screen),
        Some(Command::Check { tours }) => Ok(check(&tours)),
    };
    done.unwrap_or_else(|error| {
        report::print_errors(std::slice::from_ref(&error));
        ExitCode::from(error.exit_code())
    })
}

fn play(tour: Option<&Path>, screen: Screen) -> Result<ExitCode, Error> {
    let offer = match offer::offer(tour)? {
        Ok(offer) => offer,
        Err(faults) => return Ok(report::faulty(&faults)),
    };
    let (person, sees) = (io::stdin().is_terminal(), io::stdout().is_terminal());
    let dumb = variable("ACCESSIBLE").is_some() || variable("TERM").as_deref() == Some("dumb");
    if screen.plain || dumb || !(person && sees) {
        return plain(offer, person, sees);
    }
    let mouse = if screen.no_mouse {
        Mouse::Ignored
    } else {
        Mouse::Reported
    };
    // What was not checked yet is checked beside its title.
    let check = (!offer.checked).then(|| Check::start(offer.checker()));
    let session = Session::new(player(offer.tours), look(screen));
    match shell::play(session, check, mouse).map_err(Error::Terminal)? {
        Ending::Left => Ok(ExitCode::SUCCESS),
        Ending::Faults(faults) => Ok(report::faulty(&faults)),
    }
}

/// A visit in the language of the environment, where the tour has it.
fn player(tours: Arc<[Arc<Tour>]>) -> Player {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let language = names.into_iter().find_map(variable).unwrap_or_default();
    Player::new(tours).in_language(&language)
}

/// The plain mode, on standard input and output.
fn plain(offer: Offer, person: bool, sees: bool) -> Result<ExitCode, Error> {
    let faults = if offer.checked {
        Vec::new()
    } else {
        offer.checker()()
    };
    if report::has_errors(&faults) {
        return Ok(report::faulty(&faults));
    }
    let reader = match (person, sees) {
        (true, true) => Reader::Person,
        (true, false) => Reader::Nobody,
        (false, _) => Reader::Script,
    };
    let player = player(offer.tours);
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    shell::plain::play(player, reader, &mut input, &mut output).map_err(Error::Terminal)?;
    Ok(ExitCode::SUCCESS)
}

/// All faults of all tours, and every file that could not be read.
fn check(tours: &[PathBuf]) -> ExitCode {
    let named = tours.iter().map(|tour| Some(tour.as_path()));
    let wanted = named.chain(tours.is_empty().then_some(None));
    let (mut faults, mut unread) = (Vec::new(), Vec::new());
    for wanted in wanted {
        let (found, errors) = offer::load(wanted);
        faults.extend(found);
        unread.extend(errors);
    }
    report::print_faults(&faults);
    report::print_errors(&unread);
    ExitCode::from(match unread.first() {
        Some(error) => error.exit_code(),
        None if report::has_errors(&faults) => exit::FAULTY_TOUR,
        None => exit::FINE,
    })
}

fn look(screen: Screen) -> Look {
    let mut profile = terminal_profile();
    profile.colours = screen.colours.map_or(profile.colours, Colours::from);
    profile.glyphs = screen.glyphs.map_or(profile.glyphs, Glyphs::from);
    let (width, height) = terminal::size().unwrap_or((80, 24));
    // Serial lines report 0×0.
    let size = if width == 0 || height == 0 {
        Size::new(80, 24)
    } else {
        Size::new(width, height)
    };
    Look {
        size,
        theme: screen.theme.into(),
        profile,
    }
}

fn terminal_profile() -> Profile {
    Profile::from_environment(variable)
}

/// A variable of the environment, if it is set and not empty.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line is where the environment comes from"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
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
