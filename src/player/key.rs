//! A key press, whatever terminal or keypad it came from.

/// One key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    Char(char),
    Enter,
    Escape,
    Backspace,
    Tab,
    BackTab,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    /// Control-]: somebody who looks after a kiosk wants in.
    Knock,
    /// Control-C and Control-D: leave, wherever the visitor is.
    Interrupt,
    /// F1 is `Function(1)`.
    Function(u8),
}
