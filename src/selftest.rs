//! What a terminal is and can do, for the technician who stands before it: a report, and a test of keys.
//!
//! Both are lines in English. They are made from what is passed in; nothing here asks the terminal,
//! reads the environment or prints.

mod keys;
mod samples;
mod terminal;

use ratatui::layout::Size;

use crate::diagnostic::visible::visible;
use crate::glyphs::Profile;
use crate::theme::{Role, ThemeName};

pub use self::keys::{Flow, KeyTest, PATIENCE, Pressed};

/// The variables that tell what a terminal is, in the order of the report.
pub const VARIABLES: [&str; 8] = [
    "TERM",
    "TERM_PROGRAM",
    "TMUX",
    "COLORTERM",
    "NO_COLOR",
    "LC_ALL",
    "LC_CTYPE",
    "LANG",
];

/// The smallest screen that is laid out with all its bars.
pub const SMALLEST: Size = Size::new(40, 12);

/// Lines that belong together, under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub heading: String,
    pub lines: Vec<Line>,
}

/// A line, in characters that the terminal has, and the look it is shown in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub role: Role,
    /// Without any control character.
    pub text: String,
}

/// What is known of a terminal and the machine behind it.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Those of [`VARIABLES`] that are set.
    pub environment: Vec<(&'static str, String)>,
    /// `None` where the terminal does not tell it.
    pub size: Option<Size>,
    pub theme: ThemeName,
    pub profile: Profile,
    /// The programs that speak, each with its path where it is installed.
    pub speech: Vec<(&'static str, Option<String>)>,
}

/// The report: a line for each fact, and samples to look at.
pub fn report(machine: &Machine) -> Vec<Section> {
    vec![
        terminal::section(machine),
        samples::colours(machine),
        samples::signs(machine),
        samples::letters(machine),
        speech(machine),
    ]
}

fn speech(machine: &Machine) -> Section {
    let mut lines = Vec::new();
    for (name, path) in &machine.speech {
        let found = path.as_deref().unwrap_or("not installed");
        lines.push(machine.fact(name, found));
    }
    if machine.speech.iter().all(|(_, path)| path.is_none()) {
        let words = "Without one of these nothing is spoken.";
        lines.push(machine.line(Role::Notice, words));
    }
    Section::new("Speech", lines)
}

impl Machine {
    fn line(&self, role: Role, text: &str) -> Line {
        Line::new(role, text, self.profile)
    }

    fn fact(&self, name: &str, value: &str) -> Line {
        self.line(Role::Text, &format!("{name}: {value}"))
    }
}

impl Section {
    /// The heading is in ASCII.
    fn new(heading: impl Into<String>, lines: Vec<Line>) -> Self {
        let heading = heading.into();
        Self { heading, lines }
    }
}

impl Line {
    fn new(role: Role, text: &str, profile: Profile) -> Self {
        let text = visible(text);
        Self {
            role,
            text: profile.glyphs.text(&text).into_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
