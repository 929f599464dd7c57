//! How those who look after a kiosk ask for the PIN: keys or taps that visitors do not happen to make.

use std::collections::VecDeque;
use std::time::Duration;

use ratatui::layout::Position;

use crate::kiosk::config::Staff;
use crate::player::key::Key;
use crate::session::Input;

/// Control-] so often, within this time.
const KNOCKS: (usize, Duration) = (3, Duration::from_secs(2));
/// Within this time the keys of the keypad's sequence.
const KEYPAD: Duration = Duration::from_secs(8);
/// Within this time the taps.
const TAPS: Duration = Duration::from_secs(5);
/// The corner that is tapped, in cells.
const CORNER: Position = Position::new(10, 3);

/// What was done lately.
#[derive(Debug, Default)]
pub(crate) struct Knock {
    knocks: Lately<()>,
    keys: Lately<char>,
    taps: Lately<()>,
}

impl Knock {
    /// Whether this input was the last of a sequence.
    pub(crate) fn hear(&mut self, input: Input, staff: &Staff, now: Duration) -> bool {
        let heard = match input {
            Input::Key(Key::Knock) => self.knocks.ends((), &[(); KNOCKS.0], KNOCKS.1, now),
            Input::Key(Key::Char(key)) => {
                let sequence: Vec<char> = staff.keypad.chars().collect();
                self.keys.ends(key, &sequence, KEYPAD, now)
            }
            Input::Click { column, row } if column < CORNER.x && row < CORNER.y => {
                let taps = vec![(); usize::from(staff.taps)];
                self.taps.ends((), &taps, TAPS, now)
            }
            _ => false,
        };
        if heard {
            *self = Self::default();
        }
        heard
    }
}

/// The last things of a kind, with their times.
#[derive(Debug)]
struct Lately<T>(VecDeque<(T, Duration)>);

impl<T> Default for Lately<T> {
    fn default() -> Self {
        Self(VecDeque::new())
    }
}

impl<T: PartialEq> Lately<T> {
    /// Whether the last things are this sequence, all within a time; an empty one never is.
    fn ends(&mut self, thing: T, sequence: &[T], within: Duration, now: Duration) -> bool {
        self.0.push_back((thing, now));
        while self.0.len() > sequence.len() {
            self.0.pop_front();
        }
        let same = self.0.iter().map(|(thing, _)| thing).eq(sequence);
        let first = self.0.front().map(|(_, then)| *then);
        same && first.is_some_and(|then| now.saturating_sub(then) <= within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staff(keypad: &str, taps: u16) -> Staff {
        Staff {
            pin: String::new(),
            keypad: keypad.into(),
            taps,
        }
    }

    fn heard(staff: &Staff, inputs: &[(Input, u64)]) -> Vec<usize> {
        let mut knock = Knock::default();
        let heard = inputs
            .iter()
            .enumerate()
            .filter(|(_, (input, now))| knock.hear(*input, staff, Duration::from_millis(*now)));
        heard.map(|(at, _)| at).collect()
    }

    #[test]
    fn three_knocks_within_two_seconds() {
        let knock = |now| (Input::Key(Key::Knock), now);
        let staff = staff("", 0);
        assert_eq!(heard(&staff, &[knock(0), knock(900), knock(1900)]), [2]);
        assert_eq!(
            heard(&staff, &[knock(0), knock(900), knock(2900)]),
            [] as [usize; 0]
        );
        let four = [knock(0), knock(1500), knock(2900), knock(3000)];
        assert_eq!(heard(&staff, &four), [3]);
    }

    #[test]
    fn the_keys_of_a_keypad_in_their_order() {
        let keys = |text: &str| -> Vec<(Input, u64)> {
            let press = |(at, key)| (Input::Key(Key::Char(key)), at as u64 * 500);
            text.chars().enumerate().map(press).collect()
        };
        assert_eq!(heard(&staff("*#*#", 0), &keys("1*#*#")), [4]);
        assert_eq!(heard(&staff("*#*#", 0), &keys("*##*#")), [] as [usize; 0]);
        assert_eq!(heard(&staff("", 0), &keys("*#*#")), [] as [usize; 0]);
    }

    #[test]
    fn taps_in_the_corner() {
        let tap = |column, now| (Input::Click { column, row: 1 }, now);
        let three: Vec<_> = (0..3).map(|at| tap(4, at * 300)).collect();
        assert_eq!(heard(&staff("", 3), &three), [2]);
        assert_eq!(heard(&staff("", 0), &three), [] as [usize; 0]);
        assert_eq!(
            heard(&staff("", 3), &[tap(4, 0), tap(40, 1), tap(4, 2)]),
            [] as [usize; 0]
        );
    }
}
