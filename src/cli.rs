//! What was typed, and what is done about it.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand, ValueEnum};
use ratatui::crossterm::terminal;
use ratatui::layout::Size;

use crate::diagnostic::{self, Diagnostic, Severity};
use crate::error::{self, Error};
use crate::glyphs::{Colours, Glyphs, Profile};
use crate::library;
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
    #[command(after_help = "Examples:\n  docent play my-tour.toml\n  docent play tours    choose among the tours of a folder")]
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
#[derive(Debug, Args, Clone, Copy)]
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

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TypedTheme {
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

/// Runs what was typed; the code is 0 fine, 1 the tour has errors, 2 wrong usage, 3 file or network.
pub(crate) fn run() -> ExitCode {
    // clap prints help and usage itself, and ends with 0 or 2.
    let typed = Typed::parse();
    let done = match typed.command {
        None => play(None, typed.screen),
        Some(Command::Play { tour, screen }) => play(tour, screen),
        Some(Command::Check { tours }) => check(tours),
    };
    done.unwrap_or_else(|error| {
        report(&format!("docent: {error}\n"));
        ExitCode::from(error.exit_code())
    })
}

fn play(tour: Option<PathBuf>, screen: Screen) -> Result<ExitCode, Error> {
    let opened = library::open(tour.as_deref())?;
    let person = io::stdin().is_terminal();
    let sees = io::stdout().is_terminal();
    if screen.plain || !sees || !person || variable("ACCESSIBLE").is_some() || variable("TERM").as_deref() == Some("dumb") {
        return plain(opened, person, sees);
    }
    let look = look(screen);
    let mouse = if screen.no_mouse { Mouse::Ignored } else { Mouse::Reported };
    // A built-in tour was checked when it was built; one from a file is checked beside its title.
    let check = (!opened.built_in).then(|| {
        let tours = opened.tours.clone();
        Check::start(move || tours.iter().flat_map(|tour| tour.check()).collect())
    });
    let session = Session::new(Player::new(opened.tours.into()), look);
    match shell::play(session, check, mouse).map_err(Error::Terminal)? {
        Ending::Left => Ok(ExitCode::SUCCESS),
        Ending::Faults(faults) => Ok(print_faults(&faults)),
    }
}
