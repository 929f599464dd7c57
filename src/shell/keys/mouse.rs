//! Clicks and the wheel.

use crate::session::Input;
use crate::shell::keys::{State, Step, Typed};

/// Lines that one notch of the wheel scrolls.
const NOTCH: i16 = 3;
/// Shift, Alt and Control, held with a button.
const HELD: u32 = 4 + 8 + 16;
/// Old mice add this to every number, so that each is a printable byte.
pub(super) const OFFSET: u32 = 32;

/// A report of three bytes, so far: button, column, row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Mouse {
    before: [u8; 2],
    count: u8,
}

impl Mouse {
    pub(super) fn step(mut self, byte: u8) -> Option<Step> {
        if u32::from(byte) < OFFSET {
            return None;
        }
        let Some(place) = self.before.get_mut(usize::from(self.count)) else {
            let [button, column] = self.before.map(number);
            return Some(Step::done(pressed(button, column, number(byte))));
        };
        *place = byte;
        self.count += 1;
        Some(Step::to(State::Mouse(self)))
    }
}

fn number(byte: u8) -> u32 {
    u32::from(byte).saturating_sub(OFFSET)
}

/// What pressing this button of a mouse means; column and row count from 1.
pub(super) fn pressed(button: u32, column: u32, row: u32) -> Option<Typed> {
    let cell = |number: u32| u16::try_from(number.checked_sub(1)?).ok();
    let (column, row) = (cell(column)?, cell(row)?);
    match button & !HELD {
        0 => Some(Typed::Input(Input::Click { column, row })),
        64 => Some(Typed::Input(Input::Wheel(-NOTCH))),
        65 => Some(Typed::Input(Input::Wheel(NOTCH))),
        _ => None,
    }
}
