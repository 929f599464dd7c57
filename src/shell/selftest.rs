//! The self-test on the local terminal: its lines are printed, its keys read, its programs looked for.

use std::io::{self, Write};

use ratatui::crossterm::event::{self, Event, KeyEventKind};

use crate::screen;
use crate::selftest::{Flow, KeyTest, Line, Machine, PATIENCE, Pressed, Section, report};
use crate::session::Input;
use crate::shell::raw::Raw;
use crate::shell::speech::Program;
use crate::shell::{input, now};
use crate::theme::{Role, Theme};

/// The programs that speak, the preferred one first, each with its path where it is found. `variable`
/// looks up the environment.
pub fn speech(variable: impl Fn(&str) -> Option<String>) -> Vec<(&'static str, Option<String>)> {
    let path = |program: Program| program.path(&variable);
    let found = |program| path(program).map(|path| path.to_string_lossy().into_owned());
    Program::ALL
        .map(|program| (program.name(), found(program)))
        .to_vec()
}

/// Prints the report as bare lines.
///
/// # Errors
/// When it cannot be written. A reader that has gone is no error.
pub fn print(machine: &Machine) -> io::Result<()> {
    let sections: Vec<_> = report(machine).iter().map(bare).collect();
    let written = io::stdout().write_all(sections.join("\n").as_bytes());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

fn bare(section: &Section) -> String {
    let lines = section.lines.iter().map(|line| line.text.as_str());
    let lines = std::iter::once(section.heading.as_str()).chain(lines);
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Prints the report in the terminal's colours and names the keys that are pressed, until one comes
/// three times or none for long.
///
/// # Errors
/// When the terminal cannot be switched to raw mode, read or written.
pub fn run(machine: &Machine) -> io::Result<()> {
    let raw = Raw::new()?;
    let printer = Printer::new(machine);
    for section in report(machine) {
        printer.section(&section)?;
    }
    name_keys(&printer)?;
    drop(raw);
    Ok(())
}

fn name_keys(printer: &Printer<'_>) -> io::Result<()> {
    let mut test = KeyTest::new(printer.machine.profile);
    printer.section(&test.invitation())?;
    while let Some(pressed) = key()? {
        let (line, flow) = test.press(pressed);
        printer.lines(&[line])?;
        if flow == Flow::Ends {
            break;
        }
    }
    printer.lines(&[test.summary()])
}

/// The next key; `None` when none comes for long.
fn key() -> io::Result<Option<Pressed>> {
    let deadline = now() + PATIENCE;
    while event::poll(deadline.saturating_duration_since(now()))? {
        if let Some(pressed) = pressed(&event::read()?) {
            return Ok(Some(pressed));
        }
    }
    Ok(None)
}

fn pressed(event: &Event) -> Option<Pressed> {
    if let Some(Input::Key(key)) = input::decode(event) {
        return Some(Pressed::Known(key));
    }
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            let held = key.modifiers.iter().map(|modifier| format!("{modifier}-"));
            let held: String = held.collect();
            Some(Pressed::Other(format!("{held}{}", key.code)))
        }
        _ => None,
    }
}

/// Prints lines in the colours of a theme, on a terminal in raw mode: each ends in CR LF.
struct Printer<'m> {
    machine: &'m Machine,
    theme: Theme,
}

impl<'m> Printer<'m> {
    fn new(machine: &'m Machine) -> Self {
        let theme = Theme::named(machine.theme, machine.profile.colours);
        Self { machine, theme }
    }

    /// A heading with its lines, and an empty line before the next.
    fn section(&self, section: &Section) -> io::Result<()> {
        let role = |role, text: &str| Line {
            role,
            text: text.to_owned(),
        };
        self.lines(&[role(Role::Title, &section.heading)])?;
        self.lines(&section.lines)?;
        self.lines(&[role(Role::Text, "")])
    }

    fn lines(&self, lines: &[Line]) -> io::Result<()> {
        let mut out = Vec::new();
        for line in lines {
            for words in self.wrapped(&line.text) {
                let style = self.theme.style(line.role);
                screen::words(&words, style, &self.machine.profile, &mut out);
                out.extend_from_slice(b"\r\n");
            }
        }
        let mut stdout = io::stdout().lock();
        stdout.write_all(&out)?;
        stdout.flush()
    }

    fn wrapped(&self, text: &str) -> Vec<String> {
        // The last column stays free, where some terminals wrap by themselves.
        let width = self.machine.size.map_or(79, |size| size.width.max(2) - 1);
        let lines = textwrap::wrap(text, usize::from(width));
        lines.into_iter().map(String::from).collect()
    }
}
