//! A recording as an asciicast: lines of JSON that asciinema and its player on web pages play.
//!
//! The header says nothing of when and where it was made, so that the same tour gives the same bytes.
//! The formats are described at <https://docs.asciinema.org/manual/asciicast/v3/> and `v2/`.

use std::time::Duration;

use serde::Serialize;

use crate::export::colours::{GROUND, INK, hex};
use crate::export::recording::{Recording, What};
use crate::glyphs::Colours;
use crate::screen::shown::PALETTE;
use crate::session::Look;
use crate::theme::{Role, Theme};

/// A version of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// Times from the beginning; what asciinema 2 reads.
    Two,
    /// Times since the event before, and an event for the end; for asciinema 3.
    Three,
}

#[derive(Serialize)]
struct HeaderTwo<'a> {
    version: u8,
    width: u16,
    height: u16,
    /// In seconds.
    duration: f64,
    title: &'a str,
    env: Environment,
    theme: Colouring,
}

#[derive(Serialize)]
struct HeaderThree<'a> {
    version: u8,
    term: Terminal,
    title: &'a str,
}

#[derive(Serialize)]
struct Terminal {
    cols: u16,
    rows: u16,
    r#type: &'static str,
    theme: Colouring,
}

#[derive(Serialize)]
struct Environment {
    #[serde(rename = "TERM")]
    term: &'static str,
}

/// The terminal's own colours.
#[derive(Serialize)]
struct Colouring {
    fg: String,
    bg: String,
    palette: String,
}

/// The recording in a version of the format: a header, then a line an event.
pub fn cast(recording: &Recording, version: Version) -> String {
    let mut lines = vec![header(recording, version)];
    let mut before = Duration::ZERO;
    for event in &recording.events {
        let time = match version {
            Version::Two => event.at,
            Version::Three => event.at.saturating_sub(before),
        };
        before = event.at;
        lines.push(line(time, &event.what));
    }
    if version == Version::Three {
        lines.push(json(&(0.0, "x", "0")));
    }
    lines.join("\n") + "\n"
}

fn header(recording: &Recording, version: Version) -> String {
    let Look { size, profile, .. } = recording.look;
    let term = terminal(profile.colours);
    let (title, theme) = (&recording.title, colouring(&recording.look));
    match version {
        Version::Two => json(&HeaderTwo {
            version: 2,
            width: size.width,
            height: size.height,
            duration: seconds(
                recording
                    .events
                    .last()
                    .map_or(Duration::ZERO, |last| last.at),
            ),
            title,
            env: Environment { term },
            theme,
        }),
        Version::Three => json(&HeaderThree {
            version: 3,
            term: Terminal {
                cols: size.width,
                rows: size.height,
                r#type: term,
                theme,
            },
            title,
        }),
    }
}

fn line(time: Duration, what: &What) -> String {
    let time = seconds(time);
    match what {
        What::Output(text) => json(&(time, "o", text)),
        What::Station(mark) => json(&(time, "m", mark)),
        What::Resize(size) => {
            let size = format!("{}x{}", size.width, size.height);
            json(&(time, "r", size))
        }
    }
}

/// The name of a terminal that has these colours.
fn terminal(colours: Colours) -> &'static str {
    match colours {
        Colours::Mono | Colours::Eight => "xterm",
        Colours::Sixteen => "xterm-16color",
        Colours::Indexed | Colours::True => "xterm-256color",
    }
}

/// The theme's own ink and ground, for what a player shows round the screen, and VGA's palette, which
/// the themes are made for.
fn colouring(look: &Look) -> Colouring {
    let text = Theme::named(look.theme, Colours::True).style(Role::Text);
    let rgb = |colour, own| match colour {
        Some(ratatui::style::Color::Rgb(r, g, b)) => [r, g, b],
        _ => own,
    };
    let palette = PALETTE.map(hex);
    Colouring {
        fg: hex(rgb(text.fg, INK)),
        bg: hex(rgb(text.bg, GROUND)),
        palette: palette.join(":"),
    }
}

/// Whole milliseconds, as seconds.
fn seconds(time: Duration) -> f64 {
    time.as_millis() as f64 / 1000.0
}

/// One line of JSON; nothing here can fail to be written as such.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
