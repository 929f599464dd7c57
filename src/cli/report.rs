//! What is said on standard output and standard error.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use ratatui::crossterm::terminal;

use crate::cli::screen::terminal_profile;
use crate::cli::variable;
use crate::diagnostic::{Diagnostic, Severity, human};
use crate::error::{Error, exit};
use crate::glyphs::Glyphs;

pub(crate) fn has_errors(faults: &[Diagnostic]) -> bool {
    let mut severities = faults.iter().map(|fault| fault.severity);
    severities.any(|severity| severity == Severity::Error)
}

/// The faults that were looked for, or that there are none.
pub(crate) fn print_faults(faults: &[Diagnostic]) {
    say(&mut io::stdout().lock(), &all(faults));
}

/// The faults that were looked for, as standard output has them.
pub(crate) fn all(faults: &[Diagnostic]) -> String {
    if faults.is_empty() {
        "no faults\n".to_owned()
    } else {
        render(faults, io::stdout().is_terminal())
    }
}

/// The faults of a tour that was to be played, and the exit code for it.
pub(crate) fn faulty(faults: &[Diagnostic]) -> ExitCode {
    let report = render(faults, io::stderr().is_terminal());
    say(&mut io::stderr().lock(), &report);
    ExitCode::from(exit::FAULTY_TOUR)
}

pub(crate) fn print_errors(errors: &[Error]) {
    for error in errors {
        print_note(&error.to_string());
    }
}

pub(crate) fn print_note(note: &str) {
    say(&mut io::stderr().lock(), &format!("docent: {note}\n"));
}

fn render(faults: &[Diagnostic], terminal: bool) -> String {
    let width = terminal::size().map_or(100, |(width, _)| usize::from(width));
    let style = human::Style {
        colour: terminal && variable("NO_COLOR").is_none(),
        unicode: terminal_profile().glyphs != Glyphs::Ascii,
        width,
    };
    human::render(faults, style)
}

/// Writes to a standard stream; a reader that has gone misses nothing.
fn say(stream: &mut dyn Write, text: &str) {
    let _ = stream.write_all(text.as_bytes());
    let _ = stream.flush();
}
