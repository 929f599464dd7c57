//! Which items of a translated list belong to which of the tour's, when some were added, removed,
//! moved or changed since.

use std::collections::{HashMap, VecDeque};

use crate::tour::texts::Form;
use crate::tour::texts::fingerprint::Fingerprint;

/// What an item is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) form: Form,
    /// The original it has or was made from, where that is known.
    pub(super) original: Option<Fingerprint>,
    /// What else two items rarely share: the originals of other texts in it, and all its marks.
    pub(super) hints: Vec<Fingerprint>,
}

/// Where an item of the tour has its translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Nowhere yet.
    New,
    /// In this item, which stands in order.
    Kept(usize),
    /// In this item, which has to be moved here.
    Moved(usize),
}

impl Slot {
    /// The item of the translation.
    pub(super) fn item(self) -> Option<usize> {
        match self {
            Self::New => None,
            Self::Kept(at) | Self::Moved(at) => Some(at),
        }
    }
}

/// So many comparisons are made before an alignment is given up for the moves it would find anyway.
const PATIENCE: usize = 4_000_000;

/// For each item of the tour the item of the translation.
///
/// Items made from the same original belong together first, in order or moved; then those that share
/// a hint; of what lies between all these, the ones of one form, in order.
pub(super) fn align(old: &[Sign], new: &[Sign]) -> Vec<Slot> {
    let mut found = Found {
        old,
        new,
        slots: vec![Slot::New; new.len()],
        taken: vec![false; old.len()],
    };
    for traits in [Sign::originals, Sign::hints] {
        found.keep(|old, new| old.shares(new, traits));
        found.move_here(traits);
    }
    found.keep(|old, new| old.form == new.form);
    found.slots
}

/// That by which items are known again, of which they need to share one.
type Traits = fn(&Sign) -> &[Fingerprint];

impl Sign {
    fn originals(&self) -> &[Fingerprint] {
        self.original.as_slice()
    }

    fn hints(&self) -> &[Fingerprint] {
        &self.hints
    }

    fn shares(&self, other: &Self, traits: Traits) -> bool {
        let mut own = traits(self).iter();
        self.form == other.form && own.any(|it| traits(other).contains(it))
    }
}

struct Found<'s> {
    old: &'s [Sign],
    new: &'s [Sign],
    slots: Vec<Slot>,
    /// The items of the translation that have been found.
    taken: Vec<bool>,
}

impl Found<'_> {
    /// Finds items in order, between those that were found in order before.
    fn keep(&mut self, same: impl Fn(&Sign, &Sign) -> bool) {
        let slots = self.slots.iter().enumerate();
        let anchors = slots.filter_map(|(to, slot)| match slot {
            Slot::Kept(from) => Some((*from, to)),
            _ => None,
        });
        let end = (self.old.len(), self.new.len());
        let anchors: Vec<_> = anchors.chain([end]).collect();
        let (mut from, mut to) = (0, 0);
        for (next_from, next_to) in anchors {
            let olds: Vec<_> = (from..next_from).filter(|at| !self.taken[*at]).collect();
            let news = (to..next_to).filter(|at| self.slots[*at] == Slot::New);
            let news: Vec<_> = news.collect();
            for (a, b) in common(&olds, &news, |a, b| same(&self.old[*a], &self.new[*b])) {
                self.slots[news[b]] = Slot::Kept(olds[a]);
                self.taken[olds[a]] = true;
            }
            (from, to) = (next_from + 1, next_to + 1);
        }
    }

    /// Finds items that stand out of order: of several the first.
    fn move_here(&mut self, traits: Traits) {
        let mut free: HashMap<(Form, Fingerprint), VecDeque<usize>> = HashMap::new();
        for (at, sign) in self.old.iter().enumerate().filter(|it| !self.taken[it.0]) {
            for it in traits(sign) {
                free.entry((sign.form, *it)).or_default().push_back(at);
            }
        }
        let slots = self.slots.iter_mut().zip(self.new);
        for (slot, sign) in slots.filter(|(slot, _)| **slot == Slot::New) {
            let next = traits(sign).iter().filter_map(|it| {
                let places = free.get_mut(&(sign.form, *it))?;
                // Each place is passed over once.
                while places.front().is_some_and(|at| self.taken[*at]) {
                    places.pop_front();
                }
                places.front().copied()
            });
            if let Some(at) = next.min() {
                *slot = Slot::Moved(at);
                self.taken[at] = true;
            }
        }
    }
}

/// The longest common subsequence, as places in both.
fn common<T>(old: &[T], new: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    let pairs = old.iter().zip(new);
    let head = pairs.take_while(|(a, b)| same(a, b)).count();
    let (rest, others) = (&old[head..], &new[head..]);
    let pairs = rest.iter().rev().zip(others.iter().rev());
    let tail = pairs.take_while(|(a, b)| same(a, b)).count();
    let (rest, others) = (&rest[..rest.len() - tail], &others[..others.len() - tail]);
    let mut found: Vec<_> = (0..head).map(|at| (at, at)).collect();
    let middle = longest(rest, others, same).into_iter();
    found.extend(middle.map(|(a, b)| (a + head, b + head)));
    found.extend((0..tail).map(|at| (old.len() - tail + at, new.len() - tail + at)));
    found
}

fn longest<T>(old: &[T], new: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    if old.len().saturating_mul(new.len()) > PATIENCE {
        return Vec::new();
    }
    // How many are common to what stands from here on in both.
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            let longer = lengths[(a + 1) * width + b].max(lengths[a * width + b + 1]);
            let both = lengths[(a + 1) * width + b + 1] + u32::from(same(&old[a], &new[b]));
            lengths[a * width + b] = longer.max(both);
        }
    }
    let (mut a, mut b, mut found) = (0, 0, Vec::new());
    while a < old.len() && b < new.len() {
        let length = lengths[a * width + b];
        if same(&old[a], &new[b]) && length == lengths[(a + 1) * width + b + 1] + 1 {
            found.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if lengths[(a + 1) * width + b] == length {
            a += 1;
        } else {
            b += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Sign, Slot, align};
    use crate::tour::texts::Form;
    use crate::tour::texts::fingerprint::Fingerprint;

    /// Letters are originals, capital ones questions; `.` is an item of which nothing is known. A
    /// digit behind one is its hint.
    fn signs(words: &str) -> Vec<Sign> {
        let mut signs: Vec<Sign> = Vec::new();
        for char in words.chars() {
            let fingerprint = Fingerprint::of(&char.to_string());
            if char.is_ascii_digit() {
                signs.last_mut().unwrap().hints.push(fingerprint);
                continue;
            }
            let form = if char.is_uppercase() { "ask" } else { "text" };
            signs.push(Sign {
                form: Form::Step(form),
                original: (char != '.').then_some(fingerprint),
                hints: Vec::new(),
            });
        }
        signs
    }

    #[test]
    fn items_follow_their_originals() {
        for (old, new, expected) in [
            ("abc", "abc", "0 1 2"),
            ("abc", "axbc", "0 - 1 2"),
            ("abc", "ac", "0 2"),
            ("abc", "xbc", "0 1 2"),
            ("abc", "bca", "1 2 >0"),
            ("abC", "xyC", "0 1 2"),
            ("abc", "aXbc", "0 - 1 2"),
            ("...", "abc", "0 1 2"),
            ("..", "abc", "0 1 -"),
            ("a.c", "axc", "0 1 2"),
            ("aac", "ac", "0 2"),
            ("", "ab", "- -"),
            ("a1b", "xy1b", "- 0 1"),
            ("a1bc", "bcx1", "1 2 >0"),
            ("a1b2cd", "cdx21y1", "2 3 >0 -"),
        ] {
            let slots = align(&signs(old), &signs(new));
            let shown: Vec<_> = slots
                .iter()
                .map(|slot| match slot {
                    Slot::New => "-".to_owned(),
                    Slot::Kept(at) => at.to_string(),
                    Slot::Moved(at) => format!(">{at}"),
                })
                .collect();
            assert_eq!(shown.join(" "), expected, "{old} to {new}");
        }
    }
}
