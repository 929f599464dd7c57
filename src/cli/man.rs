//! `docent man`: the manual, made from what `--help` says.

use std::path::{Path, PathBuf};

use clap::Command;
use clap::builder::Resettable;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::cli::{command, report};
use crate::error::Error;
use crate::file;

pub(crate) const EXAMPLES: &str = "\
Examples:
  docent man | man -l -                    read the page here and now
  docent man ~/.local/share/man/man1       a page for docent and one for each command, for `man docent-play`";

/// Prints docent's own page, or writes it and those of all commands into a folder.
///
/// # Errors
/// When the folder or a page cannot be written.
pub(crate) fn man(folder: Option<&Path>) -> Result<(), Error> {
    let mut command = command().disable_help_subcommand(true);
    command.build();
    let Some(folder) = folder else {
        report::print(&page(&command).1);
        return Ok(());
    };
    file::make_folder(folder)?;
    for (name, text) in pages(&command) {
        file::replace(&folder.join(name), &text)?;
    }
    Ok(())
}

/// The page of a command and those of all commands in it, each with the name of its file.
fn pages(command: &Command) -> Vec<(PathBuf, String)> {
    let inside = command
        .get_subcommands()
        .filter(|inside| !inside.is_hide_set());
    let inside = inside.flat_map(pages);
    std::iter::once(page(command)).chain(inside).collect()
}

fn page(command: &Command) -> (PathBuf, String) {
    let after = command.get_after_help().map(ToString::to_string);
    let man = Man::new(command.clone().after_help(Resettable::Reset))
        .source(concat!("docent ", env!("CARGO_PKG_VERSION")))
        .manual("docent");
    let mut page = Vec::new();
    // A list of bytes takes whatever is written.
    let _ = man.render(&mut page);
    let page = String::from_utf8_lossy(&page).into_owned();
    let examples = after.map_or_else(String::new, |after| examples(&after));
    (man.get_filename().into(), page + &examples)
}

/// What stands below the options, in its own lines.
fn examples(after: &str) -> String {
    let mut roff = Roff::default();
    roff.control("SH", ["EXAMPLES"]);
    roff.control("nf", []);
    let after = after.strip_prefix("Examples:\n").unwrap_or(after);
    for line in after.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    roff.to_roff()
}
