//! `docent schema`: the format, for editors.

use std::process::ExitCode;

use crate::author::schema;
use crate::cli::report;

pub(crate) fn schema() -> ExitCode {
    report::print(&schema::text());
    ExitCode::SUCCESS
}
