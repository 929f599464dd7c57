//! The line to the real terminal: standard input, and the file that frames are written to.

use std::fs::File;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::stdio::stdin;
use rustix::termios::ttyname;

use crate::shell::ask::Terminal;
use crate::shell::now;

/// For what answers in this machine, or over a network.
const SHORT: Duration = Duration::from_millis(300);
/// For what may be at the end of a serial line.
const LONG: Duration = Duration::from_secs(1);

/// Reads standard input and writes to `output`.
pub(crate) struct Line<'f> {
    output: &'f File,
    patience: Duration,
}

impl<'f> Line<'f> {
    pub(crate) fn new(output: &'f File) -> Self {
        let name = ttyname(stdin(), Vec::new()).unwrap_or_default();
        let patience = patience(&name.to_string_lossy());
        Self { output, patience }
    }
}

impl Terminal for Line<'_> {
    fn patience(&self) -> Duration {
        self.patience
    }

    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.output.write_all(bytes)
    }

    /// One byte at a time, so that what comes after an answer is left.
    fn receive(&mut self, until: Instant, came: &mut Vec<u8>) -> io::Result<bool> {
        if !is_readable(until)? {
            return Ok(false);
        }
        let mut byte = [0];
        let count = rustix::io::read(stdin(), &mut byte)?;
        came.extend_from_slice(&byte[..count]);
        Ok(true)
    }
}

fn is_readable(until: Instant) -> io::Result<bool> {
    loop {
        let left = until.saturating_duration_since(now());
        let left = Timespec::try_from(left).map_err(io::Error::other)?;
        let terminal = stdin();
        let mut polled = [PollFd::new(&terminal, PollFlags::IN)];
        match poll(&mut polled, Some(&left)) {
            Ok(_) if polled[0].revents().contains(PollFlags::HUP) => {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            Ok(ready) => return Ok(ready > 0),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Pseudo-terminals and virtual consoles answer at once.
fn patience(name: &str) -> Duration {
    let is_console = name
        .strip_prefix("/dev/tty")
        .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
    if name.starts_with("/dev/pts/") || is_console {
        SHORT
    } else {
        LONG
    }
}

#[cfg(test)]
mod tests {
    use super::{LONG, SHORT, patience};

    #[test]
    fn serial_lines_get_more_time() {
        for (name, expected) in [
            ("/dev/pts/3", SHORT),
            ("/dev/tty1", SHORT),
            ("/dev/ttyS0", LONG),
            ("/dev/ttyUSB1", LONG),
            ("/dev/ttyAMA0", LONG),
            ("/dev/hvc0", LONG),
            ("", LONG),
        ] {
            assert_eq!(patience(name), expected, "{name}");
        }
    }
}
