//! crossterm's events as the session's input.

use std::io;
use std::time::Duration;

use ratatui::crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};
use ratatui::crossterm::terminal;
use ratatui::layout::Size;

use crate::player::key::Key;
use crate::session::Input;

/// As many inputs are taken before the screen is drawn again.
pub(crate) const PORTION: usize = 4096;

/// Lines that one notch of the wheel scrolls.
const NOTCH: i16 = 3;

/// Hears of new sizes from now on. Gives the size there is: it may have changed since it was asked for.
pub(crate) fn listen() -> io::Result<Option<Input>> {
    // crossterm listens from its first call on; this one takes no time and no key.
    event::poll(Duration::ZERO)?;
    let (width, height) = terminal::size()?;
    Ok(decode(&Event::Resize(width, height)))
}

/// What an event means here; most mean nothing.
pub(crate) fn decode(event: &Event) -> Option<Input> {
    match event {
        Event::Key(event) => key(event).map(Input::Key),
        Event::Mouse(event) => mouse(*event),
        Event::Resize(width @ 1.., height @ 1..) => Some(Input::Resize(Size::new(*width, *height))),
        // A terminal that reports no size does not know it; it has one all the same.
        Event::Resize(..) | Event::FocusGained | Event::FocusLost | Event::Paste(_) => None,
    }
}

fn key(event: &KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    if event.modifiers.contains(KeyModifiers::CONTROL) {
        return match event.code {
            // Control-C and Control-D leave, as everywhere.
            KeyCode::Char('c' | 'd') => Some(Key::Interrupt),
            // Terminals send Control-5 and Control-] as the same byte.
            KeyCode::Char('5' | ']') => Some(Key::Knock),
            _ => None,
        };
    }
    Some(match event.code {
        KeyCode::Char(char) => Key::Char(char),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::F(number) => Key::Function(number),
        _ => return None,
    })
}

fn mouse(event: MouseEvent) -> Option<Input> {
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Input::Click {
            column: event.column,
            row: event.row,
        }),
        MouseEventKind::ScrollDown => Some(Input::Wheel(NOTCH)),
        MouseEventKind::ScrollUp => Some(Input::Wheel(-NOTCH)),
        _ => None,
    }
}

/// Of several sizes only the last counts.
pub(crate) fn coalesce(inputs: Vec<Input>) -> Vec<Input> {
    let is_resize = |input: &Input| matches!(input, Input::Resize(_));
    let last = inputs.iter().rposition(is_resize);
    let keep =
        |(at, input): (usize, Input)| (!is_resize(&input) || Some(at) == last).then_some(input);
    inputs.into_iter().enumerate().filter_map(keep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_sizes_the_last_counts() {
        let size = |width| Input::Resize(Size::new(width, 24));
        let inputs = vec![size(80), Input::Key(Key::Enter), size(90), size(100)];
        assert_eq!(coalesce(inputs), [Input::Key(Key::Enter), size(100)]);
    }
}
