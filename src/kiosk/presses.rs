//! Which presses count: a key that is held down or struck twice by a trembling hand is one press.

use std::time::Duration;

use crate::player::key::Key;

/// The last press.
#[derive(Debug, Default)]
pub(crate) struct Presses {
    last: Option<(Key, Duration)>,
}

impl Presses {
    /// Whether a press counts: not when it is the last key again, less than `repeat` after it was seen
    /// last. So a key that is held down counts once.
    ///
    /// Up, down and digits always count: they move through lists and make numbers such as 11.
    pub(crate) fn count(&mut self, key: Key, repeat: Duration, now: Duration) -> bool {
        let last = self.last.replace((key, now));
        let again = |(other, then)| other == key && now.saturating_sub(then) < repeat;
        is_repeatable(key) || !last.is_some_and(again)
    }
}

fn is_repeatable(key: Key) -> bool {
    match key {
        Key::Up | Key::Down | Key::Knock => true,
        Key::Char(sign) => sign.is_ascii_digit(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(key: Key, presses: usize, apart: u64) -> usize {
        let mut filter = Presses::default();
        let repeat = Duration::from_millis(400);
        (0..presses)
            .filter(|press| filter.count(key, repeat, Duration::from_millis(apart * *press as u64)))
            .count()
    }

    #[test]
    fn a_key_that_is_held_down_is_one_press() {
        assert_eq!(counted(Key::Enter, 20, 10), 1);
        assert_eq!(counted(Key::Right, 100, 33), 1);
        assert_eq!(counted(Key::Enter, 3, 500), 3);
        assert_eq!(counted(Key::Down, 20, 33), 20);
        assert_eq!(counted(Key::Char('1'), 2, 150), 2);
    }

    #[test]
    fn other_keys_between_count() {
        let mut filter = Presses::default();
        let repeat = Duration::from_millis(400);
        let counts: Vec<bool> = [Key::Enter, Key::Backspace, Key::Enter]
            .into_iter()
            .map(|key| filter.count(key, repeat, Duration::from_millis(1)))
            .collect();
        assert_eq!(counts, [true, true, true]);
    }
}
