//! `docent new`: a starter to write over.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::ValueParser;

use crate::author::new::{Wish, new};
use crate::cli::report;
use crate::error::Error;
use crate::tour::is_language;

#[derive(Debug, Args)]
pub(crate) struct New {
    /// The folder to make, or one without a tour.
    folder: PathBuf,
    /// The tour's title; without it, the folder's name.
    #[arg(long)]
    title: Option<String>,
    /// The language of the tour, as a tag. Starters are in English, Russian and Kazakh.
    #[arg(long, default_value = "en", value_parser = ValueParser::new(language))]
    language: String,
    /// How many stations to begin with.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u16).range(2..=200))]
    stations: u16,
}

fn language(tag: &str) -> Result<String, &'static str> {
    if is_language(tag) {
        Ok(tag.to_owned())
    } else {
        Err("write a tag such as en, ru or kk")
    }
}

pub(crate) fn run(typed: New) -> Result<ExitCode, Error> {
    let wish = Wish {
        title: typed.title,
        language: typed.language,
        stations: typed.stations,
    };
    let [tour, schema] = new(&typed.folder, &wish)?;
    report::print(&format!(
        "{}: the tour, with words to write over\n{}: for editors, which complete and check with it\n\nSee it while you write:  docent preview {}\n",
        tour.display(),
        schema.display(),
        typed.folder.display(),
    ));
    Ok(ExitCode::SUCCESS)
}
