//! The numbers of a control sequence: `1;5`, `97:65;2:1`.

/// As many fields, and parts of a field, are kept; more are counted.
const FIELDS: usize = 3;
const PARTS: usize = 2;

/// Numbers in fields; those left out are 0, those too large the largest.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Numbers {
    kept: [[u32; PARTS]; FIELDS],
    field: u8,
    part: u8,
    is_begun: bool,
}

impl Numbers {
    /// Takes a byte of them; false if it is none.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        match byte {
            b'0'..=b'9' => self.digit(byte - b'0'),
            b':' => self.part = self.part.saturating_add(1),
            b';' => {
                self.field = self.field.saturating_add(1);
                self.part = 0;
            }
            _ => return false,
        }
        self.is_begun = true;
        true
    }

    fn digit(&mut self, digit: u8) {
        let field = self.kept.get_mut(usize::from(self.field));
        if let Some(number) = field.and_then(|parts| parts.get_mut(usize::from(self.part))) {
            *number = number.saturating_mul(10).saturating_add(digit.into());
        }
    }

    /// Fields that were begun.
    pub(super) fn count(&self) -> u8 {
        if self.is_begun {
            self.field.saturating_add(1)
        } else {
            0
        }
    }

    /// The first number of a field, from 0.
    pub(super) fn first(&self, field: usize) -> u32 {
        self.part(field, 0)
    }

    /// The second number of a field, from 0.
    pub(super) fn second(&self, field: usize) -> u32 {
        self.part(field, 1)
    }

    fn part(&self, field: usize, part: usize) -> u32 {
        let number = self.kept.get(field).and_then(|parts| parts.get(part));
        number.copied().unwrap_or_default()
    }
}
