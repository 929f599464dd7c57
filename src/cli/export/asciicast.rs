//! `docent export asciicast`: a recording of the tour.

use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::cli::export::visit::{self, Shown};
use crate::cli::export::{Language, Output, Subject};
use crate::error::Error;
use crate::export::asciicast::{Version, cast};
use crate::export::recording::{self, Pace, Script};
use crate::tour::Tour;

pub(crate) const EXAMPLES: &str = concat!(
    visit::keys!(),
    "\
Examples:
  docent export asciicast karlag -o karlag.cast           the whole tour at reading speed
  docent export asciicast karlag --v2 | asciinema cat -   for asciinema 2
  docent export asciicast my-tour --keys \"down enter space*3 b\" --pause 2s -o glimpse.cast"
);

#[derive(Debug, Args)]
pub(crate) struct Typed {
    #[command(flatten)]
    pub(super) subject: Subject,
    #[command(flatten)]
    language: Language,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    shown: Shown,
    /// Press these keys, each after its page was read, instead of walking through the whole tour.
    #[arg(long, value_name = "KEYS", allow_hyphen_values = true, value_parser = visit::script)]
    keys: Option<Script>,
    /// Stay so long on everything, such as 2s, whatever there is to read.
    #[arg(long, value_name = "TIME", value_parser = visit::time, conflicts_with = "speed")]
    pause: Option<Duration>,
    /// Times as fast as the tour's reading speed, from 0.25 to 10.
    #[arg(long, value_name = "FACTOR", default_value = "1", value_parser = speed)]
    speed: f64,
    /// The version of the format: 3 for asciinema 3, 2 for what is older.
    #[arg(long, value_enum, value_name = "VERSION", default_value_t = TypedVersion::Three)]
    format_version: TypedVersion,
    /// The same as --format-version 2.
    #[arg(long, conflicts_with = "format_version")]
    v2: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum TypedVersion {
    #[value(name = "2")]
    Two,
    #[value(name = "3")]
    Three,
}

pub(super) fn export(tour: Tour, typed: &Typed) -> Result<(), Error> {
    let session = typed.shown.session(tour, &typed.language)?;
    let pace = Pace {
        speed: typed.speed,
        pause: typed.pause,
    };
    let recording = match &typed.keys {
        Some(script) => recording::keys(session, script, pace),
        None => recording::tour(session, pace),
    };
    let version = match typed.format_version {
        TypedVersion::Three if !typed.v2 => Version::Three,
        _ => Version::Two,
    };
    typed.output.write(&cast(&recording, version))
}

fn speed(text: &str) -> Result<f64, String> {
    let speed = text.parse().ok();
    let speed = speed.filter(|speed| (0.25..=10.0).contains(speed));
    speed.ok_or_else(|| "write a number from 0.25 to 10".into())
}
