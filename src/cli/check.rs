//! `docent check`: every fault of tours, each with its place; and what a fault's code means.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use crate::author::check::{self, Findings};
use crate::cli::report;
use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Severity, codes, json, short, worst};
use crate::error::exit;

pub(crate) const EXAMPLES: &str = "\
Examples:
  docent check my-tour.toml
  docent check tours/*
  docent check --format short --deny warnings tours/*
  docent check --font /usr/share/consolefonts/FullCyrAsia-TerminusBold32x16.psf.gz tours
  docent check --explain unknown-note
  docent check --explain              every code, one a line";

/// What was typed.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Without any, the built-in tour.
    tours: Vec<PathBuf>,
    /// How faults are told.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// End with exit code 1 for these too.
    #[arg(long, value_enum)]
    deny: Option<Denied>,
    /// Tell what this font of a Linux console lacks, a .psf or .psf.gz file; may be given several times.
    #[arg(long, value_name = "FONT")]
    font: Vec<PathBuf>,
    /// Explain what a fault's code means, with an example; without a code, list all codes.
    #[arg(long, value_name = "CODE", num_args = 0..=1, default_missing_value = LIST, conflicts_with_all = ["tours", "deny", "format", "font"])]
    explain: Option<String>,
}

/// Stands for all codes.
const LIST: &str = "list";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The words at fault with a mark below them, and help.
    Human,
    /// One line a fault, for editors and grep.
    Short,
    /// One JSON document, for programs.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Denied {
    /// Warnings.
    Warnings,
    /// Warnings and advice.
    Advice,
}

/// Tells all faults of all tours and every file that could not be read, or explains a code.
pub(crate) fn check(typed: &Check) -> ExitCode {
    if let Some(code) = &typed.explain {
        return explain(code);
    }
    let named = typed.tours.iter().map(|tour| Some(tour.as_path()));
    let findings = check::check(
        named.chain(typed.tours.is_empty().then_some(None)),
        &typed.font,
    );
    match typed.format {
        Format::Human => report::print_findings(&findings),
        Format::Short => {
            report::print(&short::render(&findings.faults));
            report::print_summary(&findings);
        }
        Format::Json => report::print(&json::render(&findings.faults)),
    }
    report::print_errors(&findings.unread);
    ExitCode::from(code(&findings, typed.deny))
}

fn code(findings: &Findings, denied: Option<Denied>) -> u8 {
    let bad = match denied {
        None => Severity::Error,
        Some(Denied::Warnings) => Severity::Warning,
        Some(Denied::Advice) => Severity::Advice,
    };
    match findings.unread.first() {
        Some(error) => error.exit_code(),
        None if worst(&findings.faults) >= Some(bad) => exit::FAULTY_TOUR,
        None => exit::FINE,
    }
}

fn explain(code: &str) -> ExitCode {
    if code == LIST {
        report::print(&codes::list());
        return ExitCode::from(exit::FINE);
    }
    if let Some(page) = codes::page(code) {
        report::print(&page.explain());
        return ExitCode::from(exit::FINE);
    }
    let near = nearest(code, codes::PAGES.iter().map(|page| page.code));
    let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    let all = "`docent check --explain` lists all codes";
    report::print_note(&format!("there is no code `{code}`{near}\n{all}"));
    ExitCode::from(exit::WRONG_USAGE)
}
