//! `docent export svg`: a picture of a screen.

use clap::Args;

use crate::cli::export::visit::{self, Shown};
use crate::cli::export::{Language, Output, Subject};
use crate::error::Error;
use crate::export::recording::{self, Script};
use crate::export::svg::picture;
use crate::session::Stage;
use crate::tour::Tour;

pub(crate) const EXAMPLES: &str = concat!(
    visit::keys!(),
    "\
Examples:
  docent export svg karlag -o title.svg
  docent export svg karlag --size 100x30 --station women-camp --keys \"down enter space*2\" -o alzhir.svg
  docent export svg karlag --language ru --theme light --keys \"down enter m\" -o map.svg"
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
    /// Press these keys first.
    #[arg(long, value_name = "KEYS", default_value = "", hide_default_value = true, allow_hyphen_values = true, value_parser = visit::script)]
    keys: Script,
}

pub(super) fn export(tour: Tour, typed: &Typed) -> Result<(), Error> {
    let mut session = typed.shown.session(tour, &typed.language)?;
    let mut stage = Stage::default();
    recording::lead(&mut session, &typed.keys, &mut stage);
    typed.output.write(&picture(&session, &mut stage))
}
