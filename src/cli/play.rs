//! `docent play`: on the terminal, or line by line.

use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use crate::cli::offer::{self, Offer};
use crate::cli::screen::{Screen, look};
use crate::cli::{report, variable};
use crate::diagnostic::{Severity, worst};
use crate::error::Error;
use crate::player::Player;
use crate::session::Session;
use crate::shell::plain::Reader;
use crate::shell::speech::{Program, Synthesizer};
use crate::shell::{self, Check, Ending};
use crate::tour::Tour;

/// Whether a tour is said as well.
#[derive(Debug, Args, Clone, Copy, Default)]
pub(crate) struct Aloud {
    /// Say what is on the screen, too, with espeak-ng or else with Speech Dispatcher; any key interrupts.
    #[arg(
        long,
        value_enum,
        value_name = "PROGRAM",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "any"
    )]
    speak: Option<TypedProgram>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TypedProgram {
    Any,
    EspeakNg,
    SpeechDispatcher,
}

impl Aloud {
    /// What it is said with, if it is to be said on this screen.
    fn synthesizer(self, screen: Screen) -> Result<Option<Synthesizer>, Error> {
        let Some(program) = self.speak else {
            return Ok(None);
        };
        if screen.is_plain() {
            let why = "--speak says what is on a full screen; here it is printed line by line";
            return Err(Error::Usage(why.into()));
        }
        let found = match program {
            TypedProgram::Any => Synthesizer::any(variable),
            TypedProgram::EspeakNg => Synthesizer::find(Program::EspeakNg, variable),
            TypedProgram::SpeechDispatcher => {
                Synthesizer::find(Program::SpeechDispatcher, variable)
            }
        };
        found.map(Some)
    }
}

pub(crate) fn play(tour: Option<&Path>, screen: Screen, aloud: Aloud) -> Result<ExitCode, Error> {
    let synthesizer = aloud.synthesizer(screen)?;
    let offer = match offer::offer(tour)? {
        Ok(offer) => offer,
        Err(faults) => return Ok(report::faulty(&faults)),
    };
    let (person, sees) = (io::stdin().is_terminal(), io::stdout().is_terminal());
    if screen.is_plain() {
        return plain(offer, person, sees);
    }
    // What was not checked yet is checked beside its title.
    let check = (!offer.checked).then(|| Check::start(offer.checker()));
    let session = Session::new(player(offer.tours), look(screen));
    let ending = shell::play(
        session,
        check,
        screen.mouse(),
        screen.questions(),
        synthesizer,
    );
    match ending.map_err(Error::Terminal)? {
        Ending::Left => Ok(ExitCode::SUCCESS),
        Ending::Unheard(error) => Err(error),
        Ending::Faults(faults) => Ok(report::faulty(&faults)),
    }
}

/// A visit in the language of the environment, where the tour has it.
fn player(tours: Arc<[Arc<Tour>]>) -> Player {
    Player::new(tours).in_language(&language())
}

/// The language of the environment, such as `ru_RU.UTF-8`; empty where it has none.
pub(crate) fn language() -> String {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    names.into_iter().find_map(variable).unwrap_or_default()
}

/// The plain mode, on standard input and output.
fn plain(offer: Offer, person: bool, sees: bool) -> Result<ExitCode, Error> {
    let faults = if offer.checked {
        Vec::new()
    } else {
        offer.checker()()
    };
    if worst(&faults) == Some(Severity::Error) {
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
