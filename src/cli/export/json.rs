//! `docent export json`.

use clap::Args;

use crate::cli::export::{Output, Subject, reader};
use crate::error::Error;
use crate::export::json;
use crate::tour::Tour;

pub(crate) const EXAMPLES: &str = "\
Every language is in it, every text in spans with their look and links, citations as data and in words,
and the sources as CSL-JSON. Keys are added in later versions, never renamed or removed.

Examples:
  docent export json karlag | jq '.editions[0].stations[].title'
  docent export json karlag | jq .sources > refs.json     for Zotero and other programs
  docent export json tours/karlag --teacher -o karlag.json
  docent export json --schema > docent.schema.json        the JSON Schema (2020-12) of it";

#[derive(Debug, Args)]
pub(crate) struct Typed {
    #[command(flatten)]
    pub(super) subject: Subject,
    /// With the guide's notes.
    #[arg(long)]
    teacher: bool,
    /// The schema of what is exported, and no tour.
    #[arg(long, conflicts_with_all = ["tour", "teacher"])]
    schema: bool,
    #[command(flatten)]
    output: Output,
}

pub(super) fn export(tour: &Tour, typed: &Typed) -> Result<(), Error> {
    if typed.schema {
        return typed.output.write(&json::schema());
    }
    let reader = reader(typed.teacher);
    typed.output.write(&json::text(tour, reader))
}
