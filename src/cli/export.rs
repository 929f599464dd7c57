//! `docent export`: a tour in another medium.

mod asciicast;
mod handout;
mod html;
mod json;
mod svg;
mod visit;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};

use crate::cli::report;
use crate::diagnostic::{Diagnostic, Severity, worst};
use crate::error::Error;
use crate::export::reader::Reader;
use crate::file;
use crate::library::{self, Found};
use crate::tour::{Edition, Inspector, Tour};

pub(crate) const EXAMPLES: &str = "\
Examples:
  docent export html tours/karlag -o site       pages for a browser, which need no server
  docent export text karlag > handout.txt       a handout with its notes and sources
  docent export markdown karlag --teacher       the same with the guide's notes, questions and times
  docent export asciicast karlag -o tour.cast   a recording for asciinema
  docent export svg karlag --keys \"space enter m\" -o map.svg    a picture of a screen
  docent export json karlag -o karlag.json      everything that is in it, for other programs";

#[derive(Debug, Args)]
pub(crate) struct Typed {
    #[command(subcommand)]
    medium: Medium,
}

/// What a tour is turned into.
#[derive(Debug, Subcommand)]
enum Medium {
    /// Pages for a browser: they need no server, no network and no script.
    #[command(after_help = html::EXAMPLES)]
    Html(html::Typed),
    /// A handout in Markdown.
    #[command(after_help = handout::EXAMPLES)]
    Markdown(handout::Typed),
    /// A handout in plain text, in lines of 66 characters.
    #[command(after_help = handout::EXAMPLES)]
    Text(handout::Typed),
    /// A recording of the tour being played, for asciinema and its player on web pages.
    #[command(after_help = asciicast::EXAMPLES)]
    Asciicast(asciicast::Typed),
    /// The tour as it is understood, for other programs.
    #[command(after_help = json::EXAMPLES)]
    Json(json::Typed),
    /// A picture of a screen, after some keys.
    #[command(after_help = svg::EXAMPLES)]
    Svg(svg::Typed),
}

/// The tour that is turned into something.
#[derive(Debug, Args)]
struct Subject {
    /// A .toml file, a folder with tour.toml, or a built-in tour's name; without it, the built-in tour.
    tour: Option<PathBuf>,
}

/// The language of a medium that has one.
#[derive(Debug, Args)]
struct Language {
    /// The language, as a tag such as ru; without it, the one the tour was written in.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
}

/// Where a medium of one file goes.
#[derive(Debug, Args)]
struct Output {
    /// The file to write; without it, standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it is there.
    #[arg(long, requires = "output")]
    force: bool,
}

pub(crate) fn export(typed: &Typed) -> Result<ExitCode, Error> {
    let tour = match open(&typed.medium)? {
        Ok(tour) => tour,
        Err(faults) => return Ok(report::faulty(&faults)),
    };
    match &typed.medium {
        Medium::Html(typed) => html::export(&tour, typed),
        Medium::Markdown(typed) => handout::markdown(&tour, typed),
        Medium::Text(typed) => handout::text(&tour, typed),
        Medium::Asciicast(typed) => asciicast::export(tour, typed),
        Medium::Json(typed) => json::export(&tour, typed),
        Medium::Svg(typed) => svg::export(tour, typed),
    }?;
    Ok(ExitCode::SUCCESS)
}

impl Medium {
    fn subject(&self) -> Option<&Path> {
        let subject = match self {
            Self::Html(typed) => &typed.subject,
            Self::Markdown(typed) | Self::Text(typed) => &typed.subject,
            Self::Asciicast(typed) => &typed.subject,
            Self::Json(typed) => &typed.subject,
            Self::Svg(typed) => &typed.subject,
        };
        subject.tour.as_deref()
    }
}

/// The one tour that was named, or its faults if there are errors among them.
fn open(medium: &Medium) -> Result<Result<Tour, Vec<Diagnostic>>, Error> {
    let wanted = medium.subject();
    let files = match library::find(wanted)? {
        Found::Tour(files) | Found::BuiltIn(files) => files,
        Found::Lobby { .. } => {
            let folder = wanted.unwrap_or(Path::new(".")).display();
            let why = format!("{folder} holds several tours; name one of them");
            return Err(Error::Usage(why));
        }
    };
    let (tour, faults) = match medium {
        // Pages hold the pictures themselves.
        Medium::Html(_) => Tour::inspect(files, &mut Inspector::default()),
        _ => Tour::load(files),
    };
    let is_sound = worst(&faults) < Some(Severity::Error);
    Ok(tour.filter(|_| is_sound).ok_or(faults))
}

/// Whom `--teacher` or its absence means.
fn reader(teacher: bool) -> Reader {
    if teacher {
        Reader::Teacher
    } else {
        Reader::Visitor
    }
}

impl Language {
    /// The tour in this language.
    fn edition<'a>(&self, tour: &'a Tour) -> Result<&'a Edition, Error> {
        let editions = tour.editions();
        let Some(wanted) = &self.language else {
            return Ok(&editions[0]);
        };
        let is_it = |edition: &&Edition| edition.head().language.eq_ignore_ascii_case(wanted);
        editions.iter().find(is_it).ok_or_else(|| {
            let there = editions.iter().map(|edition| &*edition.head().language);
            let there = there.collect::<Vec<_>>().join(", ");
            Error::Usage(format!(
                "the tour is not there in `{wanted}`; it is there in {there}"
            ))
        })
    }
}

impl Output {
    /// Prints a text, or writes it to the file: whole or not at all.
    fn write(&self, text: &str) -> Result<(), Error> {
        let Some(path) = &self.output else {
            report::print(text);
            return Ok(());
        };
        if !self.force {
            file::refuse_existing(path).map_err(|_| Error::Kept { path: path.clone() })?;
        }
        file::replace(path, text)
    }
}
