//! Which items of a translated list belong to which of the tour's, when some were added, removed,
//! moved or changed since.

use crate::tour::texts::Form;
use crate::tour::texts::fingerprint::Fingerprint;

/// An item: what it is, and the original it has or was made from, where that is known.
pub(super) type Sign = (Form, Option<Fingerprint>);

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
/// Items made from the same original belong together first; of what lies between those, the ones of
/// one form, in order.
pub(super) fn align(old: &[Sign], new: &[Sign]) -> Vec<Slot> {
    let mut slots = vec![Slot::New; new.len()];
    let mut taken = vec![false; old.len()];
    let same = |a: &Sign, b: &Sign| a == b && a.1.is_some();
    let anchors = common(old, new, same);
    for (from, to) in &anchors {
        slots[*to] = Slot::Kept(*from);
        taken[*from] = true;
    }
    for (slot, sign) in slots.iter_mut().zip(new) {
        let mut free = old.iter().enumerate().filter(|(at, _)| !taken[*at]);
        if *slot == Slot::New
            && let Some((at, _)) = free.find(|(_, other)| same(other, sign))
        {
            *slot = Slot::Moved(at);
            taken[at] = true;
        }
    }
    fill(old, new, &anchors, &taken, &mut slots);
    slots
}

/// Pairs what is left between the anchors.
fn fill(
    old: &[Sign],
    new: &[Sign],
    anchors: &[(usize, usize)],
    taken: &[bool],
    slots: &mut [Slot],
) {
    let end = [(old.len(), new.len())];
    let (mut from, mut to) = (0, 0);
    for (next_from, next_to) in anchors.iter().chain(&end) {
        let olds: Vec<_> = (from..*next_from).filter(|at| !taken[*at]).collect();
        let news: Vec<_> = (to..*next_to)
            .filter(|at| slots[*at] == Slot::New)
            .collect();
        let pairs = common(&olds, &news, |a, b| old[*a].0 == new[*b].0);
        for (a, b) in pairs {
            slots[news[b]] = Slot::Kept(olds[a]);
        }
        (from, to) = (next_from + 1, next_to + 1);
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

    /// Letters are originals, capital ones questions; `.` is an item of which nothing is known.
    fn signs(words: &str) -> Vec<Sign> {
        let sign = |char: char| {
            let form = if char.is_uppercase() { "ask" } else { "text" };
            let known = (char != '.').then(|| Fingerprint::of(&char.to_string()));
            (Form::Step(form), known)
        };
        words.chars().map(sign).collect()
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
