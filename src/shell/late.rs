//! Answers that come when nobody waits for them any more. crossterm takes the strings of programs (DCS,
//! APC) for keys: an Alt key, and then every sign of them.

use std::io;
use std::time::Duration;

use ratatui::crossterm::event::{self, Event, KeyCode, KeyModifiers};

/// What comes later than this after a sign does not belong to it: terminals answer in one piece.
const PAUSE: Duration = Duration::from_millis(50);
/// The longest answer, in signs.
const LONGEST: usize = 4096;

/// The events that `first` turns out to be: none if it begins an answer, which is passed over.
pub(crate) fn sift(first: Event) -> io::Result<Vec<Event>> {
    let Some(second) = opener(&first) else {
        return Ok(vec![first]);
    };
    let Some(next) = next()? else {
        return Ok(vec![first]);
    };
    if sign(&next) != Some(second) {
        return Ok(vec![first, next]);
    }
    pass_over()
}

/// The sign that follows in an answer, after the one that begins it: `ESC _ G`, `ESC P >`.
fn opener(event: &Event) -> Option<char> {
    match alt(event)? {
        '_' => Some('G'),
        'P' => Some('>'),
        _ => None,
    }
}

/// Reads on to the end of an answer, or to what is none of it.
fn pass_over() -> io::Result<Vec<Event>> {
    for _ in 0..LONGEST {
        match next()? {
            None => break,
            Some(event) if alt(&event) == Some('\\') => break,
            // The two halves of the end came apart.
            Some(event) if is_escape(&event) => {
                let next = next()?.filter(|event| sign(event) != Some('\\'));
                return Ok(next.into_iter().collect());
            }
            Some(event) if sign(&event).is_some() => {}
            Some(event) => return Ok(vec![event]),
        }
    }
    Ok(Vec::new())
}

fn next() -> io::Result<Option<Event>> {
    event::poll(PAUSE)?.then(event::read).transpose()
}

/// A character with Alt.
fn alt(event: &Event) -> Option<char> {
    let key = event.as_key_press_event()?;
    let is_alt = key.modifiers.contains(KeyModifiers::ALT);
    key.code.as_char().filter(|_| is_alt)
}

/// A character without.
fn sign(event: &Event) -> Option<char> {
    let key = event.as_key_press_event()?;
    let is_alt = key.modifiers.contains(KeyModifiers::ALT);
    key.code.as_char().filter(|_| !is_alt)
}

fn is_escape(event: &Event) -> bool {
    event
        .as_key_press_event()
        .is_some_and(|key| key.code == KeyCode::Esc)
}
