//! What was typed, and what is done about it.

mod check;
mod completions;
mod export;
mod kiosk;
mod man;
mod new;
mod offer;
mod outline;
mod play;
mod preview;
mod report;
mod schema;
mod screen;
mod selftest;
#[cfg(feature = "ssh")]
mod serve;
mod translate;
mod visits;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use crate::cli::new::New;
use crate::cli::play::Aloud;
use crate::cli::screen::Screen;

/// docent plays guided exhibit tours in a terminal. Without a command it plays the built-in tour.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
struct Typed {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    screen: Screen,
    #[command(flatten)]
    aloud: Aloud,
}

const EXAMPLES: &str = "\
Examples:
  docent                        play the built-in tour
  docent play tours/karlag      play a tour from its folder
  docent play --plain karlag    the same words line by line, for a screen reader
  docent preview my-tour.toml   play a tour while you write it
  docent check tours            list every mistake in these tours
  docent > tour.txt             the whole tour as text";

#[derive(Debug, Subcommand)]
enum Command {
    /// Play a tour: a .toml file, a folder, or a built-in tour's name.
    #[command(
        after_help = "Examples:\n  docent play my-tour.toml\n  docent play --speak    say what is on the screen, too\n  docent play tours      choose among the tours of a folder"
    )]
    Play {
        /// Without it, the built-in tour.
        tour: Option<PathBuf>,
        #[command(flatten)]
        screen: Screen,
        #[command(flatten)]
        aloud: Aloud,
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
    #[command(after_help = check::EXAMPLES)]
    Check(check::Check),
    /// Make a folder with the beginnings of a tour: sound, and explained line by line.
    #[command(
        after_help = "Examples:\n  docent new my-tour\n  docent new my-tour --title \"The lighthouse\" --stations 6\n  docent new tour-ru --language ru"
    )]
    New(New),
    /// Turn a tour into web pages, a handout, a recording, data or a picture.
    #[command(after_help = export::EXAMPLES)]
    Export(export::Typed),
    /// Play tours unattended at a kiosk, one visitor after another.
    #[command(after_help = kiosk::EXAMPLES)]
    Kiosk(kiosk::Typed),
    /// Serve tours over SSH: to anybody, alone or behind a guide, and nothing else.
    #[cfg(feature = "ssh")]
    #[command(after_help = serve::EXAMPLES)]
    Serve(serve::Typed),
    /// Print docent's own words, as a pattern for another language or for saying some things otherwise.
    #[command(
        after_help = "Examples:\n  docent words > my-tour/words.de.toml    then translate what stands in quotation marks\n  docent words ru"
    )]
    Words {
        /// A language that docent has: en, ru or kk.
        #[arg(default_value = "en")]
        language: String,
    },
    /// Print the JSON Schema of the tour format, for editors that complete and check as you type.
    #[command(after_help = "Examples:\n  docent schema > tour.schema.json")]
    Schema,
    /// Show a tour at a glance: stations, words, minutes, languages, sources, and what has none.
    #[command(after_help = outline::EXAMPLES)]
    Outline(outline::Typed),
    /// Tell what this terminal is and can do: colours, signs, letters, size, speech, and every key.
    #[command(after_help = selftest::EXAMPLES)]
    Selftest {
        #[command(flatten)]
        screen: Screen,
    },
    /// Write or update a translation, with the originals of what is still to be translated.
    #[command(
        after_help = "Examples:\n  docent translate tours/my-tour --to kk            writes tours/my-tour/tour.kk.toml\n  docent translate my-tour.toml --to ru --check    only says whether it is up to date"
    )]
    Translate {
        /// A .toml file, or a folder with tour.toml.
        tour: PathBuf,
        /// The language to translate into, as a tag such as kk, ru or pt-BR.
        #[arg(long, value_name = "TAG")]
        to: String,
        /// Write nothing; end with 1 if the file is not up to date.
        #[arg(long)]
        check: bool,
    },
    /// Print what the anonymous counters of a kiosk or server say: visits, stations, languages.
    #[command(after_help = visits::EXAMPLES)]
    Visits(visits::Typed),
    /// Print a script with which a shell completes docent's commands and options.
    #[command(
        after_help = "Examples:\n  docent completions bash > ~/.local/share/bash-completion/completions/docent\n  docent completions zsh > ~/.zfunc/_docent\n  docent completions fish > ~/.config/fish/completions/docent.fish"
    )]
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page, or write one for docent and one for each command into a folder.
    #[command(after_help = man::EXAMPLES)]
    Man {
        /// Where the pages go; without it, docent's own is printed.
        folder: Option<PathBuf>,
    },
}

/// Everything that can be typed.
fn command() -> clap::Command {
    Typed::command()
}

/// What was typed. clap prints help and usage itself, and ends with 0 or 2.
fn typed() -> Typed {
    if std::env::args_os().len() == 1 {
        // Nothing typed is the kiosk's and the newcomer's case: it starts without the parser.
        return Typed {
            command: None,
            screen: Screen::default(),
            aloud: Aloud::default(),
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
        None => play::play(None, typed.screen, typed.aloud),
        Some(Command::Play {
            tour,
            screen,
            aloud,
        }) => play::play(tour.as_deref(), screen, aloud),
        Some(Command::Preview { tour, screen }) => preview::preview(&tour, screen),
        Some(Command::Check(typed)) => Ok(check::check(&typed)),
        Some(Command::New(typed)) => new::run(typed),
        Some(Command::Export(typed)) => export::export(&typed),
        Some(Command::Kiosk(typed)) => kiosk::kiosk(&typed),
        #[cfg(feature = "ssh")]
        Some(Command::Serve(typed)) => serve::serve(&typed),
        Some(Command::Words { language }) => words::words(&language),
        Some(Command::Selftest { screen }) => selftest::selftest(screen),
        Some(Command::Schema) => Ok(schema::schema()),
        Some(Command::Outline(typed)) => outline::outline(&typed),
        Some(Command::Translate { tour, to, check }) => translate::translate(&tour, &to, check),
        Some(Command::Visits(typed)) => visits::visits(&typed),
        Some(Command::Completions { shell }) => {
            completions::completions(shell);
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Man { folder }) => man::man(folder.as_deref()).map(|()| ExitCode::SUCCESS),
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

/// The folder that things are kept in: the one that is set, or that of the service; systemd may name
/// several, of which the first is meant.
fn state_folder(set: &str) -> Option<PathBuf> {
    if !set.is_empty() {
        return Some(set.into());
    }
    let folders = variable("STATE_DIRECTORY")?;
    folders.split(':').next().map(PathBuf::from)
}
