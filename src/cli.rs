//! What was typed, and what is done about it.

mod check;
mod offer;
mod play;
mod preview;
mod report;
mod screen;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Parser, Subcommand};

use crate::cli::screen::Screen;

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
  docent preview my-tour.toml   play a tour while you write it
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
    /// Play a tour while it is written: every save is shown at once, at the same step.
    #[command(
        after_help = "Examples:\n  docent preview my-tour.toml\n  docent preview tours/karlag\n  docent preview my-tour.toml > log    print the faults after each save"
    )]
    Preview {
        /// A .toml file, or a folder with one tour or several.
        tour: PathBuf,
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
        None => play::play(None, typed.screen),
        Some(Command::Play { tour, screen }) => play::play(tour.as_deref(), screen),
        Some(Command::Preview { tour, screen }) => preview::preview(&tour, screen),
        Some(Command::Check { tours }) => Ok(check::check(&tours)),
    };
    done.unwrap_or_else(|error| {
        report::print_errors(std::slice::from_ref(&error));
        ExitCode::from(error.exit_code())
    })
}

/// A variable of the environment, if it is set and not empty.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line is where the environment comes from"
)]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
