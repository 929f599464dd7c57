//! `docent export markdown` and `docent export text`: a handout.

use clap::Args;

use crate::cli::export::{Language, Output, Subject, reader};
use crate::error::Error;
use crate::export::handout;
use crate::export::reader::Reader;
use crate::tour::{Edition, Tour};

pub(crate) const EXAMPLES: &str = "\
Examples:
  docent export text karlag > handout.txt                   lines of 66 characters, to print
  docent export text karlag --language ru | lp              straight to a printer
  docent export text karlag --teacher -o teacher.txt        with guide notes, questions and time
  docent export markdown tours/karlag -o handout.md         to change, or to make a PDF of
  docent export markdown karlag | pandoc -o handout.docx    or a document for a word processor

Notes are numbered through the whole handout and stand at the end of each station; in Markdown they
are footnotes. Pictures are their descriptions, captions and credits.";

#[derive(Debug, Args)]
pub(crate) struct Typed {
    #[command(flatten)]
    pub(super) subject: Subject,
    #[command(flatten)]
    language: Language,
    /// Add what is for the teacher or guide alone: their notes, the time each station takes, and all
    /// questions together.
    #[arg(long)]
    teacher: bool,
    #[command(flatten)]
    output: Output,
}

pub(super) fn markdown(tour: &Tour, typed: &Typed) -> Result<(), Error> {
    typed.write(tour, handout::markdown)
}

pub(super) fn text(tour: &Tour, typed: &Typed) -> Result<(), Error> {
    typed.write(tour, handout::text)
}

impl Typed {
    fn write(&self, tour: &Tour, set: fn(&Edition, Reader) -> String) -> Result<(), Error> {
        let reader = reader(self.teacher);
        let edition = self.language.edition(tour)?;
        self.output.write(&set(edition, reader))
    }
}
