//! The counts of a day.

use std::collections::BTreeMap;

use crate::visits::count::Count;

/// How often each thing was counted. Only what was counted is in it, in an order that does not tell
/// which came first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally(BTreeMap<Count, u64>);

impl Tally {
    /// Counts a thing so many times; a count that is full stays so.
    pub fn add(&mut self, count: Count, times: u64) {
        if times > 0 {
            let held = self.0.entry(count).or_default();
            *held = held.saturating_add(times);
        }
    }

    /// Adds all of another tally.
    pub fn merge(&mut self, other: &Self) {
        for (count, times) in other.iter() {
            self.add(count.clone(), times);
        }
    }

    /// How often a thing was counted.
    pub fn of(&self, count: &Count) -> u64 {
        self.0.get(count).copied().unwrap_or_default()
    }

    /// Everything that was counted, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (&Count, u64)> {
        self.0.iter().map(|(count, times)| (count, *times))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Extend<Count> for Tally {
    fn extend<I: IntoIterator<Item = Count>>(&mut self, counts: I) {
        for count in counts {
            self.add(count, 1);
        }
    }
}

impl FromIterator<Count> for Tally {
    fn from_iter<I: IntoIterator<Item = Count>>(counts: I) -> Self {
        let mut tally = Self::default();
        tally.extend(counts);
        tally
    }
}
