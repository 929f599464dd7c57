//! `docent selftest`: what this terminal is and can do; on a terminal, its keys too.

use std::process::ExitCode;

use ratatui::crossterm::terminal;
use ratatui::layout::Size;

use crate::cli::screen::{Screen, look};
use crate::cli::variable;
use crate::error::Error;
use crate::selftest::{Machine, VARIABLES};
use crate::session::Look;
use crate::shell::selftest::{print, run, speech};

pub(crate) const EXAMPLES: &str = "\
Examples:
  docent selftest                          at the machine, with its keypad
  docent selftest --theme high-contrast    another theme's colours
  docent selftest > report.txt             only the report, without the keys";

pub(crate) fn selftest(screen: Screen) -> Result<ExitCode, Error> {
    let machine = machine(&look(screen));
    let done = if screen.is_plain() {
        print(&machine)
    } else {
        run(&machine)
    };
    done.map_err(Error::Terminal)?;
    Ok(ExitCode::SUCCESS)
}

/// What this machine says of itself, drawn on like this.
pub(crate) fn machine(look: &Look) -> Machine {
    let set = |name: &'static str| Some((name, variable(name)?));
    let size = terminal::size().ok();
    let size = size.filter(|(width, height)| *width > 0 && *height > 0);
    Machine {
        environment: VARIABLES.into_iter().filter_map(set).collect(),
        size: size.map(|(width, height)| Size::new(width, height)),
        theme: look.theme,
        profile: look.profile,
        speech: speech(variable),
    }
}
