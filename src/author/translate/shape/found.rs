//! The items of a list of the tour, and where a translation has each.

use std::collections::HashSet;

use crate::author::translate::align::{Sign, Slot, align};
use crate::tour::texts::fingerprint::Fingerprint;
use crate::tour::texts::{List, Passage, Table};

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
        let sign = |item: &&Table| sign(item, |_, text| Some(text.fingerprint()));
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

/// What an item is known by; `original` tells the original of each of its texts.
pub(super) fn sign(item: &Table, original: impl Fn(&str, &Passage) -> Option<Fingerprint>) -> Sign {
    let mut texts = Vec::new();
    gather(item, "", &mut texts);
    let mut originals = texts.iter().map(|(key, text)| original(key, text));
    let first = originals.next().flatten();
    let mut hints: Vec<_> = originals.flatten().collect();
    let words: Vec<_> = texts.iter().map(|(_, text)| &*text.words).collect();
    hints.extend(marks(&words.join(" ")));
    Sign {
        form: item.form,
        original: first,
        hints,
    }
}

/// The texts of an item with their keys in it, the one that it is known by first.
fn gather<'t>(item: &'t Table, prefix: &str, texts: &mut Vec<(String, &'t Passage)>) {
    let own = item.texts.iter();
    texts.extend(own.map(|text| (format!("{prefix}{}", text.key), text)));
    for list in &item.lists {
        for (number, item) in (1..).zip(&list.items) {
            gather(item, &format!("{prefix}{}.{number}.", list.key), texts);
        }
    }
}

/// All notes, sources and links of words, as one fingerprint; `None` where there are none.
fn marks(words: &str) -> Option<Fingerprint> {
    let is_id = |char: char| char.is_alphanumeric() || "-_:".contains(char);
    let mut marks = Vec::new();
    for begin in ["[^", "@", "(term:", "(station:", "(figure:"] {
        let found = words.match_indices(begin).map(|(at, _)| {
            let mark = &words[at + begin.len()..];
            let end = mark.find(|char| !is_id(char)).unwrap_or(mark.len());
            format!("{begin}{}", &mark[..end])
        });
        marks.extend(found);
    }
    marks.sort();
    (!marks.is_empty()).then(|| Fingerprint::of(&marks.join(" ")))
}
