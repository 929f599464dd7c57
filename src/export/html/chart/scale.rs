//! Values as places on a line.

use crate::tour::Value;

use super::Labelled;

/// What lies between the lowest value and the highest, zero always among them.
pub(super) struct Scale {
    /// What the values are divided by, so that no sum of them is too large.
    largest: f64,
    low: f64,
    high: f64,
}

impl Scale {
    pub(super) fn of(values: &[Labelled<'_>]) -> Self {
        let values = values.iter().map(|it| it.value.value);
        let sizes = values.clone().map(|value| finite(value).abs());
        let largest = sizes.fold(0.0, f64::max);
        let mut scale = Self {
            largest,
            low: 0.0,
            high: 0.0,
        };
        for value in values {
            let part = scale.part(value);
            scale.low = scale.low.min(part);
            scale.high = scale.high.max(part);
        }
        scale
    }

    /// Where a value is: 0 the lowest, 1 the highest. Where all are zero each is 0.
    pub(super) fn place(&self, value: f64) -> f64 {
        let span = self.high - self.low;
        if span > 0.0 {
            (self.part(value) - self.low) / span
        } else {
            0.0
        }
    }

    /// The value in parts of the largest, −1 to 1.
    fn part(&self, value: f64) -> f64 {
        if self.largest > 0.0 {
            finite(value) / self.largest
        } else {
            0.0
        }
    }
}

fn finite(value: f64) -> f64 {
    if value.is_finite() { value } else { 0.0 }
}

/// How much of its whole a value is, 0 to 1.
pub(super) fn share(value: &Value) -> f64 {
    let of = value.of.filter(|of| *of > 0.0);
    let share = of.map_or(0.0, |of| value.value / of);
    finite(share).clamp(0.0, 1.0)
}
