//! The plain mode on standard input and output.

use std::io::{self, BufRead, Read, Write};

use crate::plain::{Flow, Plain, whole};
use crate::player::Player;

/// Bytes of a line that are taken; no choice and no query is longer.
const LONGEST: u64 = 1000;

/// Who is at the other end of standard input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// A person: the first page is said before anything is read.
    Person,
    /// A pipe or file: when it is empty, the whole tour is printed.
    Script,
    /// Nobody who could see a question: the whole tour is printed.
    Nobody,
}

/// Reads choices until the visitor leaves or the input ends, or prints the whole tour.
///
/// # Errors
///
/// When the input cannot be read or the output cannot be written. A reader that has gone is no error.
pub fn play(
    player: Player,
    reader: Reader,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
) -> io::Result<()> {
    let print_all = match reader {
        Reader::Person => false,
        Reader::Script => input.fill_buf()?.is_empty(),
        Reader::Nobody => true,
    };
    forgive(if print_all {
        print(&player, output)
    } else {
        talk(player, input, output)
    })
}

fn print(player: &Player, output: &mut dyn Write) -> io::Result<()> {
    let mut text = String::new();
    whole(player, &mut text);
    output.write_all(text.as_bytes())?;
    output.flush()
}

fn talk(player: Player, input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<()> {
    let mut plain = Plain::new(player);
    let mut line = Vec::new();
    loop {
        let mut text = String::new();
        plain.say(&mut text);
        output.write_all(text.as_bytes())?;
        output.flush()?;
        if !read_line(input, &mut line)? {
            return Ok(());
        }
        text.clear();
        let flow = plain.take(&String::from_utf8_lossy(&line), &mut text);
        output.write_all(text.as_bytes())?;
        if flow == Flow::Leave {
            return output.flush();
        }
    }
}

/// Reads the beginning of a line and passes over what is too long; false at the end of the input.
fn read_line(mut input: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<bool> {
    line.clear();
    let read = (&mut input).take(LONGEST).read_until(b'\n', line)?;
    if read as u64 == LONGEST && !line.ends_with(b"\n") {
        input.skip_until(b'\n')?;
    }
    Ok(read > 0)
}

/// `docent | head` closes its end early; that is no failure.
fn forgive(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
