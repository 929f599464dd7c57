//! `docent kiosk`: its settings, and the kiosk itself.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;
use ratatui::crossterm::terminal;
use ratatui::layout::Size;

use crate::cli::screen::{surroundings, terminal_profile};
use crate::cli::{report, selftest, state_folder, variable};
use crate::error::{Error, exit};
use crate::kiosk::config::{Config, Showing, Voice, standard_file};
use crate::kiosk::pin;
use crate::layout::{Cursor, Reach};
use crate::library;
use crate::session::Look;
use crate::shell::ask::Encoding;
use crate::shell::ask::pictures::Wish;
use crate::shell::kiosk::{Ending, Service, run};
use crate::shell::secret;
use crate::shell::speech::{Program, Synthesizer};

pub(crate) const EXAMPLES: &str = "\
Examples:
  docent kiosk                                    the built-in tour with all defaults
  docent kiosk --print-config > kiosk.toml        every setting, explained
  docent kiosk --check-config --config kiosk.toml
  docent kiosk --hash-pin                         asks for the staff's PIN, prints its hash
  docent kiosk --config kiosk.toml --idle 5 --warn 5    tries how visits are given up

The exit code is 42 when staff leave by their menu, 3 when no tour can be read.";

/// What was typed.
#[derive(Debug, Args)]
pub(crate) struct Typed {
    /// The settings; without it all have their defaults.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Only tell every mistake in the settings.
    #[arg(long)]
    check_config: bool,
    /// Only print all settings with their defaults.
    #[arg(long, exclusive = true)]
    print_config: bool,
    /// Only ask for a PIN and print its hash, for `staff.pin`.
    #[arg(long, exclusive = true)]
    hash_pin: bool,
    /// For trying: seconds without a key before the visitor is asked, however few.
    #[arg(long, value_name = "SECONDS")]
    idle: Option<u64>,
    /// For trying: seconds that the question stays, however few.
    #[arg(long, value_name = "SECONDS")]
    warn: Option<u64>,
}

/// Runs the kiosk, or does what stands in its place.
pub(crate) fn kiosk(typed: &Typed) -> Result<ExitCode, Error> {
    if typed.print_config {
        report::print(&standard_file());
        return Ok(ExitCode::SUCCESS);
    }
    if typed.hash_pin {
        return hash_pin();
    }
    let mut config = match &typed.config {
        None => Config::standard(),
        Some(path) => {
            let (config, faults) = Config::read(&library::settings(path)?);
            if !faults.is_empty() {
                report::faulty(&faults);
                return Ok(ExitCode::from(exit::WRONG_USAGE));
            }
            config
        }
    };
    if typed.check_config {
        report::print("no faults\n");
        return Ok(ExitCode::SUCCESS);
    }
    let seconds = |typed: Option<u64>, set| typed.map_or(set, Duration::from_secs);
    config.idle.after = seconds(typed.idle, config.idle.after);
    config.idle.warning = seconds(typed.warn, config.idle.warning);
    Ok(match run(service(config))? {
        Ending::Left => ExitCode::from(exit::LEFT_BY_STAFF),
        Ending::Rested => ExitCode::SUCCESS,
    })
}

fn hash_pin() -> Result<ExitCode, Error> {
    let ask = |question| secret::ask(question).map_err(Error::Terminal);
    let pin = ask("PIN, 6 to 12 digits: ")?;
    if io::stdin().is_terminal() && ask("Again: ")? != pin {
        return Err(Error::Usage("the two are not the same".into()));
    }
    report::print(&format!("pin = \"{}\"\n", pin::hash(&pin)?));
    Ok(ExitCode::SUCCESS)
}

fn service(mut config: Config) -> Service {
    let look = look(&config);
    let synthesizer = synthesizer(config.speech.voice).unwrap_or_else(|error| {
        // A visit without a voice is better than none.
        report::print_errors(&[error]);
        config.speech.voice = Voice::Off;
        None
    });
    Service {
        look,
        encoding: match config.screen.glyphs {
            Some(_) => Encoding::Said,
            None => Encoding::Unsaid,
        },
        pictures: wish(config.screen.pictures),
        state: state_folder(&config.state),
        synthesizer,
        machine: selftest::machine(&look),
        config,
    }
}

fn wish(showing: Option<Showing>) -> Wish {
    if !cfg!(feature = "images") {
        return Wish::None;
    }
    match showing {
        None => Wish::Best(surroundings()),
        Some(Showing::Words) => Wish::None,
        Some(Showing::HalfBlocks) => Wish::HalfBlocks,
        Some(Showing::Pixels(protocol)) => Wish::Pixels(protocol),
    }
}

fn look(config: &Config) -> Look {
    let mut profile = terminal_profile();
    profile.colours = config.screen.colours.unwrap_or(profile.colours);
    profile.glyphs = config.screen.glyphs.unwrap_or(profile.glyphs);
    // A size that is not known is asked for.
    let (width, height) = terminal::size().unwrap_or_default();
    Look {
        reach: if config.screen.touch {
            Reach::Touch
        } else {
            Reach::Pointer
        },
        // Braille displays follow the cursor.
        cursor: Cursor::Always,
        ..Look::new(Size::new(width, height), config.screen.theme, profile)
    }
}

fn synthesizer(voice: Voice) -> Result<Option<Synthesizer>, Error> {
    let program = match voice {
        Voice::Off => return Ok(None),
        Voice::EspeakNg => Program::EspeakNg,
        Voice::SpeechDispatcher => Program::SpeechDispatcher,
    };
    Synthesizer::find(program, variable).map(Some)
}
