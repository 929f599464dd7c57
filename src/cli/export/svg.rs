use clap::Args;

use crate::cli::export::Subject;
use crate::error::Error;
use crate::tour::Tour;

pub(crate) const EXAMPLES: &str = "";

#[derive(Debug, Args)]
pub(crate) struct Typed {
    #[command(flatten)]
    pub(super) subject: Subject,
}

pub(super) fn export(_tour: Tour, _typed: &Typed) -> Result<(), Error> {
    Err(Error::Usage("not there yet".into()))
}
