//! A little language for keys in tests: names and single characters with spaces between them.

use docent::player::key::Key;

/// `"space down enter q F1"` as keys; a word in quotation marks is typed letter by letter.
pub(crate) fn parse(keys: &str) -> Vec<Key> {
    keys.split_whitespace().flat_map(one).collect()
}

fn one(name: &str) -> Vec<Key> {
    let key = match name {
        "space" => Key::Char(' '),
        "enter" => Key::Enter,
        "esc" => Key::Escape,
        "backspace" => Key::Backspace,
        "tab" => Key::Tab,
        "backtab" => Key::BackTab,
        "up" => Key::Up,
        "down" => Key::Down,
        "left" => Key::Left,
        "right" => Key::Right,
        "pgup" => Key::PageUp,
        "pgdn" => Key::PageDown,
        "home" => Key::Home,
        "end" => Key::End,
        "F1" => Key::Function(1),
        typed => return typed.chars().map(Key::Char).collect(),
    };
    vec![key]
}
