//! `docent words`: the catalogue of a language, as a pattern.

use std::process::ExitCode;

use crate::cli::report;
use crate::error::Error;
use crate::words::catalogue;

pub(crate) fn words(language: &str) -> Result<ExitCode, Error> {
    let Some(text) = catalogue(language) else {
        let message = format!("docent has no words in `{language}`; it has en, ru and kk");
        return Err(Error::Usage(message));
    };
    report::print(text);
    Ok(ExitCode::SUCCESS)
}
