//! What is said on standard output and standard error.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use ratatui::crossterm::terminal;

use crate::author::check::Findings;
use crate::cli::screen::terminal_profile;
use crate::cli::variable;
use crate::diagnostic::{Diagnostic, human};
use crate::error::{Error, exit};
use crate::glyphs::Glyphs;

/// The faults that were looked for, which tours have none, and how many there are of each kind.
pub(crate) fn print_findings(findings: &Findings) {
    let blocks = human::blocks(&findings.faults, style(io::stdout().is_terminal()));
    print(&format!("{blocks}{}", summary(findings)));
}

/// The same without the faults, on standard error: for reports that are read by programs.
pub(crate) fn print_summary(findings: &Findings) {
    say(&mut io::stderr().lock(), &summary(findings));
}

/// Several tours are named where they have no faults, and counted.
fn summary(findings: &Findings) -> String {
    let counts = human::summary(&findings.faults);
    let tours = &findings.tours;
    match tours.len() {
        // Why there is none is told on standard error.
        0 => String::new(),
        1 => format!("{counts}\n"),
        many => {
            let sound = tours.iter().filter(|(_, faults)| *faults == 0);
            let sound: Vec<_> = sound.map(|(id, _)| format!("{id}: no faults\n")).collect();
            format!("{}{many} tours checked: {counts}\n", sound.concat())
        }
    }
}

/// Prints on standard output.
pub(crate) fn print(text: &str) {
    say(&mut io::stdout().lock(), text);
}

/// The faults that were looked for, as standard output has them.
pub(crate) fn all(faults: &[Diagnostic]) -> String {
    if faults.is_empty() {
        "no faults\n".to_owned()
    } else {
        human::render(faults, style(io::stdout().is_terminal()))
    }
}

/// The faults of a tour that was to be played, and the exit code for it.
pub(crate) fn faulty(faults: &[Diagnostic]) -> ExitCode {
    let report = human::render(faults, style(io::stderr().is_terminal()));
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

fn style(terminal: bool) -> human::Style {
    let width = terminal::size().map_or(100, |(width, _)| usize::from(width));
    human::Style {
        colour: terminal && variable("NO_COLOR").is_none(),
        unicode: terminal_profile().glyphs != Glyphs::Ascii,
        width,
    }
}

/// Writes to a standard stream; a reader that has gone misses nothing.
fn say(stream: &mut dyn Write, text: &str) {
    let _ = stream.write_all(text.as_bytes());
    let _ = stream.flush();
}
