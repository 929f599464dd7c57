//! `docent preview`: on the terminal, or the faults after each save line by line.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use crate::author::preview::{Preview, Reading, follow};
use crate::cli::screen::{Screen, look};
use crate::cli::{play, report};
use crate::error::{Error, exit};
use crate::library::watch::Watch;
use crate::library::{self, Found};
use crate::session::Session;
use crate::shell;
use crate::tour::Inspector;

pub(crate) fn preview(tour: &Path, screen: Screen) -> Result<ExitCode, Error> {
    match library::find(Some(tour)) {
        Ok(Found::BuiltIn(files)) => {
            let id = files.id;
            let note = format!(
                "`{id}` is part of the program and has no files to watch; play it with `docent play {id}`"
            );
            report::print_note(&note);
            return Ok(ExitCode::from(exit::WRONG_USAGE));
        }
        Err(error @ Error::NotFound { .. }) => return Err(error),
        // What cannot be read yet is shown, and waited for.
        _ => {}
    }
    let mut watch = Watch::new(tour)?;
    if screen.is_plain() {
        lines(&mut watch);
        return Ok(ExitCode::SUCCESS);
    }
    let preview = Preview::new(tour, &play::language());
    let player = preview.begin(Reading::of(watch.find()));
    let session = Session::new(player, look(screen));
    shell::play_with(session, screen.mouse(), screen.questions(), |changes| {
        follow(preview, watch, changes)
    })
    .map_err(Error::Terminal)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints the faults now and after each save, as long as somebody reads them.
fn lines(watch: &mut Watch) {
    let mut output = io::stdout().lock();
    let mut news = "";
    let mut inspector = Inspector::default();
    loop {
        let reading = Reading::closely(watch.find(), &mut inspector);
        let said = format!("{news}{}", report::all(reading.faults()));
        let written = output
            .write_all(said.as_bytes())
            .and_then(|()| output.flush());
        if written.is_err() || !watch.wait() {
            return;
        }
        news = "\nread again: ";
    }
}
