//! What only the terminal can tell before its first screen: whether it reads UTF-8, and how large it is.
//!
//! A letter of two bytes is printed, and the terminal is asked where its cursor stands then (`CSI 6n`,
//! which even a VT100 answers, and nothing else). Raw mode must be on. Keys that are pressed before the
//! answer are thrown away; what comes after it stays with the terminal.

mod answer;
mod line;
pub mod pictures;

use std::io;
use std::time::{Duration, Instant};

use ratatui::layout::Size;

use crate::glyphs::{Glyphs, Profile};
use crate::shell::ask::answer::Answer;
use crate::shell::now;

pub(crate) use crate::shell::ask::line::Line;

/// Whether it is known if a terminal reads UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Its name, its user's environment or the command line says so.
    Said,
    /// Only the terminal can tell.
    Unsaid,
}

/// Where questions go and answers come from.
pub(crate) trait Terminal {
    /// How long an answer may take.
    fn patience(&self) -> Duration;
    fn send(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Appends some of what has come; false when nothing comes until then.
    fn receive(&mut self, until: Instant, came: &mut Vec<u8>) -> io::Result<bool>;
}

/// `é` in the first column: two bytes that no terminal takes for a command.
pub(crate) const LETTER: &[u8] = b"\r\xC3\xA9\x1b[6n";
/// Undoes it.
pub(crate) const NO_LETTER: &[u8] = b"\r\x1b[K";
/// Farther than the last cell, where the cursor then stops.
const CORNER: &[u8] = b"\x1b[999;999H\x1b[6n";
const NO_CORNER: &[u8] = b"\x1b[H";
/// Who says so did not stop at the last cell.
const TOO_FAR: u16 = 999;
/// The column behind a letter that took one cell.
const BEHIND_ONE: u16 = 2;
/// What a terminal of unknown size is taken to have.
const USUAL: Size = Size::new(80, 24);
/// More bytes than this without an answer are noise.
const NOISE: usize = 4096;

/// There is something that only the terminal can tell.
pub(crate) fn is_needed(encoding: Encoding, profile: Profile, size: Size) -> bool {
    asks_encoding(encoding, profile) || size.area() == 0
}

/// What the terminal can draw, and its size: as given where that is known, else as it answers.
///
/// A terminal that is not heard to read UTF-8 gets [`Glyphs::Ascii`]; one that neither has a size nor
/// tells it, 80×24. A mute terminal costs its patience once.
///
/// # Errors
///
/// When the terminal cannot be read or written, or has gone.
pub(crate) fn ask(
    terminal: &mut impl Terminal,
    encoding: Encoding,
    mut profile: Profile,
    mut size: Size,
) -> io::Result<(Profile, Size)> {
    let mut mute = false;
    if asks_encoding(encoding, profile) {
        let place = place(terminal, LETTER, NO_LETTER)?;
        mute = place.is_none();
        if !place.is_some_and(|(_, column)| reads_utf8(column)) {
            profile.glyphs = Glyphs::Ascii;
        }
    }
    if size.area() == 0 {
        let corner = if mute {
            None
        } else {
            place(terminal, CORNER, NO_CORNER)?
        };
        size = corner.map_or(USUAL, measured);
    }
    Ok((profile, size))
}

/// What a terminal reads on which the cursor stands in this column after [`LETTER`].
pub(crate) fn reads_utf8(column: u16) -> bool {
    column == BEHIND_ONE
}

/// Seven bits go everywhere.
fn asks_encoding(encoding: Encoding, profile: Profile) -> bool {
    encoding == Encoding::Unsaid && profile.glyphs != Glyphs::Ascii
}

/// The size of a screen with its last cell in this row and column.
fn measured((row, column): (u16, u16)) -> Size {
    if row == 0 || column == 0 || row == TOO_FAR || column == TOO_FAR {
        return USUAL;
    }
    Size::new(column, row)
}

/// Where the cursor stands after `question`; `None` if the terminal is mute. `after` undoes the question.
fn place(
    terminal: &mut impl Terminal,
    question: &[u8],
    after: &[u8],
) -> io::Result<Option<(u16, u16)>> {
    terminal.send(question)?;
    let place = answer(terminal)?;
    terminal.send(after)?;
    Ok(place)
}

fn answer(terminal: &mut impl Terminal) -> io::Result<Option<(u16, u16)>> {
    let mut came = Vec::new();
    let mut until = now() + terminal.patience();
    let mut is_longer = false;
    loop {
        let more = terminal.receive(until, &mut came)?;
        match Answer::find(&came) {
            Answer::Place { row, column } => return Ok(Some((row, column))),
            _ if came.len() > NOISE => return Ok(None),
            _ if more => {}
            // Half an answer: what is left of it must not be taken for keys.
            Answer::Begun if !is_longer => {
                is_longer = true;
                until = now() + terminal.patience();
            }
            _ => return Ok(None),
        }
    }
}

#[cfg(test)]
mod tests;
