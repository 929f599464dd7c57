//! What is told of a number of visits.

use std::fmt;

/// Numbers below this are not told, and others only in steps of it.
const STEP: u64 = 5;

/// A number as it is told; what it was exactly is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shown {
    /// None to four.
    Few,
    /// So many, a multiple of five, or up to four more.
    About(u64),
}

impl Shown {
    pub(super) fn of(number: u64) -> Self {
        match number / STEP {
            0 => Self::Few,
            steps => Self::About(steps * STEP),
        }
    }

    /// The least it can stand for.
    pub(super) fn least(self) -> u64 {
        match self {
            Self::Few => 0,
            Self::About(number) => number,
        }
    }

    /// The most it can stand for.
    pub(super) fn most(self) -> u64 {
        self.least().saturating_add(STEP - 1)
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Few => f.pad(&format!("<{STEP}")),
            Self::About(number) => number.fmt(f),
        }
    }
}
