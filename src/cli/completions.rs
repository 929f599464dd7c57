//! `docent completions`: what a shell needs to complete docent's commands.

use clap_complete::{Shell, generate};

use crate::cli::{command, report};

/// Prints the script for a shell.
pub(crate) fn completions(shell: Shell) {
    report::print(&script(shell));
}

fn script(shell: Shell) -> String {
    let mut script = Vec::new();
    generate(shell, &mut command(), "docent", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}
