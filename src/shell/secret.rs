//! Asks for something that is not to be seen while it is typed.

use std::io::{self, BufRead, Write};

use rustix::stdio;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

/// The terminal without echo. Dropping it brings the echo back.
struct Quiet(Termios);

impl Quiet {
    /// `None` where standard input is no terminal: then nothing is shown anyway.
    fn new() -> Option<Self> {
        let before = tcgetattr(stdio::stdin()).ok()?;
        let mut quiet = before.clone();
        quiet.local_modes.remove(LocalModes::ECHO);
        tcsetattr(stdio::stdin(), OptionalActions::Flush, &quiet).ok()?;
        Some(Self(before))
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        let _ = tcsetattr(stdio::stdin(), OptionalActions::Now, &self.0);
        // The line end that was typed was not shown either.
        let _ = writeln!(io::stderr());
    }
}

/// Asks on standard error and reads a line from standard input, without its end.
///
/// # Errors
///
/// When it cannot be read.
pub(crate) fn ask(question: &str) -> io::Result<String> {
    // Before the question: who answers at once is not shown either.
    let quiet = Quiet::new();
    let _ = write!(io::stderr(), "{question}");
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    drop(quiet);
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}
