//! What was typed, and what is done about it.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand, ValueEnum};
use ratatui::crossterm::terminal;
use ratatui::layout::Size;

use crate::diagnostic::{Diagnostic, Severity, human};
use crate::error::{Error, exit};
use crate::glyphs::{Colours, Glyphs, Profile};
use crate::library::{self, Found};
use crate::player::Player;
use crate::screen::Mouse;
use crate::session::{Look, Session};
use crate::shell::plain::Reader;
use crate::shell::{self, Check, Ending};
use crate::theme::ThemeName;
use crate::tour::{Tour, TourFiles};

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
    if std::env::args_os().len() > 1 {
        return Typed::parse();
    }
    // Nothing typed is the kiosk's and the newcomer's case: it starts without the parser.
    Typed {
        command: None,
        screen: Screen::default(),
    }
}

/// Runs what was typed; the code is 0 fine, 1 the tour has errors, 2 wrong usage, 3 file or network.
pub(crate) fn run() -> ExitCode {
    let typed = typed();
    let done = match typed.command {
        None => play(None, typed.screen),
        Some(Command::Play { tour, screen }) => play(tour.as_deref(), screen),
        Some(Command::Check { tours }) => check(&tours),
    };
    done.unwrap_or_else(|error| {
        say(&mut io::stderr().lock(), &format!("docent: {error}\n"));
        ExitCode::from(error.exit_code())
    })
}

fn play(tour: Option<&Path>, screen: Screen) -> Result<ExitCode, Error> {
    let (opened, faults) = open(library::find(tour)?);
    if has_errors(&faults) {
        // Now that it will not be played, all of its faults are told.
        return Ok(faulty(&load(library::find(tour)?)));
    }
    let (person, sees) = (io::stdin().is_terminal(), io::stdout().is_terminal());
    let dumb = variable("ACCESSIBLE").is_some() || variable("TERM").as_deref() == Some("dumb");
    if screen.plain || dumb || !(person && sees) {
        return plain(opened, person, sees);
    }
    let mouse = if screen.no_mouse {
        Mouse::Ignored
    } else {
        Mouse::Reported
    };
    // A built-in tour was checked when it was built; one from a file is checked beside its title.
    let check = (!opened.built_in).then(|| Check::start(opened.checker()));
    let session = Session::new(player(opened.tours), look(screen));
    match shell::play(session, check, mouse).map_err(Error::Terminal)? {
        Ending::Left => Ok(ExitCode::SUCCESS),
        Ending::Faults(faults) => Ok(faulty(&faults)),
    }
}

/// A visit in the language of the environment, where the tour has it.
fn player(tours: Arc<[Arc<Tour>]>) -> Player {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let language = names.into_iter().find_map(variable).unwrap_or_default();
    Player::new(tours).in_language(&language)
}

/// The plain mode, on standard input and output.
fn plain(opened: Opened, person: bool, sees: bool) -> Result<ExitCode, Error> {
    let faults = if opened.built_in {
        Vec::new()
    } else {
        opened.checker()()
    };
    if has_errors(&faults) {
        return Ok(faulty(&faults));
    }
    let reader = match (person, sees) {
        (true, true) => Reader::Person,
        (true, false) => Reader::Nobody,
        (false, _) => Reader::Script,
    };
    let player = player(opened.tours);
    shell::plain::play(
        player,
        reader,
        &mut io::stdin().lock(),
        &mut io::stdout().lock(),
    )
    .map_err(Error::Terminal)?;
    Ok(ExitCode::SUCCESS)
}

fn check(tours: &[PathBuf]) -> Result<ExitCode, Error> {
    let wanted: Vec<_> = if tours.is_empty() {
        vec![None]
    } else {
        tours.iter().map(|tour| Some(tour.as_path())).collect()
    };
    let mut faults = Vec::new();
    for wanted in wanted {
        faults.extend(load(library::find(wanted)?));
    }
    let report = if faults.is_empty() {
        "no faults\n".to_owned()
    } else {
        render(&faults, io::stdout().is_terminal())
    };
    say(&mut io::stdout().lock(), &report);
    Ok(ExitCode::from(if has_errors(&faults) {
        exit::FAULTY_TOUR
    } else {
        exit::FINE
    }))
}

/// Tours whose heads have been read.
struct Opened {
    tours: Arc<[Arc<Tour>]>,
    built_in: bool,
}

impl Opened {
    /// Finds the faults of all of them.
    fn checker(&self) -> impl FnOnce() -> Vec<Diagnostic> + Send + use<> {
        let tours = Arc::clone(&self.tours);
        move || tours.iter().flat_map(|tour| tour.check()).collect()
    }
}

/// Opens what was found, and tells the faults of the heads.
fn open(found: Found) -> (Opened, Vec<Diagnostic>) {
    let built_in = matches!(found, Found::BuiltIn(_));
    let mut faults = Vec::new();
    let tours = all(found).into_iter().filter_map(|files| {
        let (tour, told) = Tour::open(files);
        faults.extend(told);
        tour.map(Arc::new)
    });
    let tours = tours.collect();
    (Opened { tours, built_in }, faults)
}

/// Every fault of what was found.
fn load(found: Found) -> Vec<Diagnostic> {
    all(found)
        .into_iter()
        .flat_map(|files| Tour::load(files).1)
        .collect()
}

/// The tours that were found; what could not be read is told at once.
fn all(found: Found) -> Vec<TourFiles> {
    match found {
        Found::BuiltIn(files) | Found::Tour(files) => vec![files],
        Found::Lobby { tours, unreadable } => {
            for error in unreadable {
                say(&mut io::stderr().lock(), &format!("docent: {error}\n"));
            }
            tours
        }
    }
}

/// Prints the faults of a tour that was to be played.
fn faulty(faults: &[Diagnostic]) -> ExitCode {
    say(
        &mut io::stderr().lock(),
        &render(faults, io::stderr().is_terminal()),
    );
    ExitCode::from(exit::FAULTY_TOUR)
}

fn has_errors(faults: &[Diagnostic]) -> bool {
    faults.iter().any(|fault| fault.severity == Severity::Error)
}

fn render(faults: &[Diagnostic], terminal: bool) -> String {
    let width = terminal::size().map_or(100, |(width, _)| usize::from(width));
    let style = human::Style {
        colour: terminal && variable("NO_COLOR").is_none(),
        unicode: look_profile().glyphs != Glyphs::Ascii,
        width,
    };
    human::render(faults, style)
}

/// Writes to a standard stream; a reader that has gone misses nothing.
fn say(stream: &mut dyn Write, text: &str) {
    let _ = stream.write_all(text.as_bytes());
    let _ = stream.flush();
}

fn look(screen: Screen) -> Look {
    let mut profile = look_profile();
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

fn look_profile() -> Profile {
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
