//! `docent export html`: pages for a browser.

use std::path::PathBuf;

use clap::Args;

use crate::cli::export::{Language, Output, Subject};
use crate::error::Error;
use crate::export::folder::{self, Existing};
use crate::export::html::{self, Print};
use crate::tour::Tour;

pub(crate) const EXAMPLES: &str = "\
Examples:
  docent export html tours/karlag -o site           a page a station, in every language of the tour
  docent export html karlag --single -o karlag.html  one file with everything inside
  docent export html karlag --language ru -o site    in Russian alone
  docent export html karlag --large -o site          in large print: 18 points on paper

Open site/index.html in a browser, or put the folder on any web server. An earlier export is
replaced. In a folder with other files these stay as they are; --force replaces those that have
the names of new ones, and no others.";

/// What `--language` means here: a site has all languages without it.
const LANGUAGE: &str = "Only this language, as a tag such as ru; without it all, and with --single the one the tour was written in";

#[derive(Debug, Args)]
#[command(mut_arg("language", |argument| argument.help(LANGUAGE)))]
pub(crate) struct Typed {
    #[command(flatten)]
    pub(super) subject: Subject,
    /// The folder to make; with --single, the file to write instead of standard output.
    #[arg(short, long, value_name = "PATH", required_unless_present = "single")]
    output: Option<PathBuf>,
    /// One file with everything inside, in one language.
    #[arg(long)]
    single: bool,
    #[command(flatten)]
    language: Language,
    /// Large print: 18 points on paper, and larger letters on screens.
    #[arg(long)]
    large: bool,
    /// Replace files that are there and are no earlier export, where they have the names of new ones.
    #[arg(long, requires = "output")]
    force: bool,
}

pub(super) fn export(tour: &Tour, typed: &Typed) -> Result<(), Error> {
    let edition = typed.language.edition(tour)?;
    let print = if typed.large {
        Print::Large
    } else {
        Print::Usual
    };
    let folder = match &typed.output {
        Some(folder) if !typed.single => folder,
        output => {
            let output = Output {
                output: output.clone(),
                force: typed.force,
            };
            return output.write(&html::single(tour, edition, print)?);
        }
    };
    let editions = match typed.language.language {
        Some(_) => vec![edition],
        None => tour.editions().iter().collect(),
    };
    let existing = if typed.force {
        Existing::Replaced
    } else {
        Existing::Refused
    };
    folder::write(folder, &html::site(tour, &editions, print)?, existing)
}
