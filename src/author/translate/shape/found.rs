//! The items of a list of the tour, and where a translation has each.

use std::collections::HashSet;

use crate::author::translate::align::{Sign, Slot, align};
use crate::tour::texts::{List, Table};

/// A list of the tour and what the translation has for it.
pub(super) struct Match<'m> {
    pub(super) own: Vec<&'m Table>,
    pub(super) others: Vec<&'m Table>,
    /// For each item of the tour.
    pub(super) slots: Vec<Slot>,
    /// Where what is added or taken out goes, unless something in the list tells.
    pub(super) end: usize,
}

impl<'m> Match<'m> {
    pub(super) fn new(own: &'m List, others: Vec<&'m Table>, old: &[Sign], end: usize) -> Self {
        let own = own.worded();
        let sign = |item: &&Table| (item.form, item.main().map(|(_, text)| text.fingerprint()));
        let new: Vec<Sign> = own.iter().map(sign).collect();
        Self {
            slots: align(old, &new),
            own,
            others,
            end,
        }
    }

    /// Every item is there, in its place, and no other.
    pub(super) fn is_settled(&self) -> bool {
        let mut slots = self.slots.iter().enumerate();
        self.slots.len() == self.others.len() && slots.all(|(at, slot)| *slot == Slot::Kept(at))
    }

    /// Each item of the tour with that of the translation.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (&'m Table, Slot, Option<&'m Table>)> {
        let slots = self.own.iter().zip(&self.slots);
        slots.map(|(own, slot)| {
            let other = slot.item().and_then(|at| self.others.get(at));
            (*own, *slot, other.copied())
        })
    }

    /// Items that belong to nothing any more.
    pub(super) fn left_over(&self) -> impl Iterator<Item = &'m Table> {
        let used: HashSet<usize> = self.slots.iter().filter_map(|slot| slot.item()).collect();
        let items = self.others.iter().enumerate();
        items
            .filter(move |(at, _)| !used.contains(at))
            .map(|(_, item)| *item)
    }
}
