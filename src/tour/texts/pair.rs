//! The texts of a tour with those of a translation beside them.

use std::collections::{HashMap, HashSet};

use super::fingerprint::{Fingerprint, Record, Records};
use super::{Coverage, List, Passage, Table, Texts};

/// A text and what the translation has for it.
#[derive(Debug)]
pub(crate) struct Pair<'t> {
    /// `station.zek.title`, `station.zek.step.2.text`, `notes.papers`, `event.1.text`.
    pub(crate) key: String,
    pub(crate) original: &'t Passage,
    pub(crate) translation: Option<&'t Passage>,
    pub(crate) record: Option<Record>,
    /// They belong together; where a list has another length than the tour's, that is a guess.
    pub(crate) sure: bool,
}

/// What has become of a text in a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Not translated yet.
    Missing,
    Fresh,
    /// Translated, and the original has changed since.
    Stale,
}

/// Every text of a tour with its translation, in the order of the tour.
pub(crate) fn pairs<'t>(own: &'t Texts, other: &'t Texts) -> Vec<Pair<'t>> {
    let mut walk = Walk {
        records: &other.records,
        sure: true,
        pairs: Vec::new(),
    };
    let tables: HashMap<&str, &Table> = other.tables.iter().map(|it| (&*it.key, it)).collect();
    for table in &own.tables {
        let key = &*table.key;
        walk.table(table, tables.get(key).copied(), key, Some(key));
    }
    walk.list(&own.events, Some(&other.events), "", Some(""));
    walk.pairs
}

/// How far a translation has come.
pub(crate) fn coverage(pairs: &[Pair<'_>]) -> Coverage {
    let mut coverage = Coverage::default();
    for pair in pairs {
        let state = pair.state();
        coverage.texts += 1;
        coverage.translated += usize::from(state != State::Missing);
        coverage.stale += usize::from(state == State::Stale);
    }
    coverage
}

/// For each item the number from 0 under which `[originals]` knows it: where its very words are
/// recorded, else its place, where nothing else claims that.
pub(crate) fn origins(items: &[&Table], prefix: &str, records: &Records) -> Vec<Option<usize>> {
    let mut known: HashMap<(String, Fingerprint), Vec<usize>> = HashMap::new();
    for number in 0..2 * items.len() + FEW {
        let mut found = KNOWN_BY.iter().filter_map(|key| {
            let record = records.get(&format!("{prefix}.{}.{key}", number + 1))?;
            Some(((*key).to_owned(), record.translation?))
        });
        if let Some(words) = found.next() {
            known.entry(words).or_default().push(number);
        }
    }
    let claimed = |(place, item): (usize, &&Table)| {
        let (key, passage) = item.main().filter(|(_, passage)| !passage.is_blank())?;
        let numbers = known.get_mut(&(key, passage.fingerprint()))?;
        let same = numbers.iter().position(|number| *number == place);
        (!numbers.is_empty()).then(|| numbers.remove(same.unwrap_or(0)))
    };
    let mut origins: Vec<_> = items.iter().enumerate().map(claimed).collect();
    let taken: HashSet<usize> = origins.iter().copied().flatten().collect();
    for (place, origin) in origins.iter_mut().enumerate() {
        *origin = origin.or((!taken.contains(&place)).then_some(place));
    }
    origins
}

/// So many more items than there are may have been recorded, and twice as many.
const FEW: usize = 16;

/// The keys that items of lists are known by.
const KNOWN_BY: [&str; 4] = ["text", "ask", "label", "choose.1.label"];

impl Pair<'_> {
    pub(crate) fn state(&self) -> State {
        let Some(translation) = self.translation.filter(|passage| !passage.is_blank()) else {
            return State::Missing;
        };
        let Some(record) = self.record else {
            return State::Fresh;
        };
        let was = record.translation;
        let is_old = record.original != self.original.fingerprint();
        // Words that came where there were none were made from the original that stood above them.
        if is_old && was.is_none_or(|was| was == translation.fingerprint()) {
            State::Stale
        } else {
            State::Fresh
        }
    }
}

struct Walk<'t> {
    records: &'t Records,
    sure: bool,
    pairs: Vec<Pair<'t>>,
}

impl<'t> Walk<'t> {
    /// Pairs a table that is now `key`, and was `old` when it was recorded.
    fn table(&mut self, own: &'t Table, other: Option<&'t Table>, key: &str, old: Option<&str>) {
        for original in own.texts.iter().filter(|text| !text.is_blank()) {
            let text = &original.key;
            self.pairs.push(Pair {
                key: join(key, text),
                original,
                translation: other.and_then(|other| other.text(text)),
                record: old.and_then(|old| self.records.get(&join(old, text)).copied()),
                sure: self.sure,
            });
        }
        for list in &own.lists {
            let others = other.and_then(|other| other.list(list.key));
            self.list(list, others, key, old);
        }
    }

    /// Pairs the items of two lists as the visitor gets them: one by one, or, where those without
    /// words are left out of the translation, without them.
    fn list(&mut self, own: &'t List, other: Option<&'t List>, key: &str, old: Option<&str>) {
        let (key, old) = (join(key, own.key), old.map(|old| join(old, own.key)));
        let items = other.map_or(&[][..], |other| &other.items);
        let every = items.len() == own.items.len();
        let worded = own.worded().len();
        let sure = self.sure;
        self.sure &= every || items.len() == worded;
        let mut numbers = self.numbers(other, old.as_deref()).into_iter();
        let mut items = items.iter();
        let mut place = 0;
        for own in &own.items {
            if !own.is_worded() {
                let silent = every.then(|| items.next()).flatten();
                numbers.next_if_worded(silent);
                continue;
            }
            place += 1;
            let other = items.next();
            let number = numbers.next_if_worded(other);
            let old = old.as_deref().zip(number);
            let old = old.map(|(old, number)| format!("{old}.{}", number + 1));
            let other = other.filter(|other| other.form == own.form);
            self.table(own, other, &format!("{key}.{place}"), old.as_deref());
        }
        self.sure = sure;
    }

    fn numbers(&self, other: Option<&List>, old: Option<&str>) -> Vec<Option<usize>> {
        match (other, old) {
            (Some(other), Some(old)) => origins(&other.worded(), old, self.records),
            _ => Vec::new(),
        }
    }
}

/// Numbers of the items that may have words, taken one by one.
trait Numbers {
    fn next_if_worded(&mut self, item: Option<&Table>) -> Option<usize>;
}

impl<I: Iterator<Item = Option<usize>>> Numbers for I {
    fn next_if_worded(&mut self, item: Option<&Table>) -> Option<usize> {
        item.filter(|item| item.is_worded())
            .and_then(|_| self.next().flatten())
    }
}

fn join(key: &str, text: &str) -> String {
    match key {
        "" => text.to_owned(),
        key => format!("{key}.{text}"),
    }
}
