//! Things of one kind, by place and by id.

use std::collections::{HashMap, HashSet};

/// Things in order, found by id.
#[derive(Debug)]
pub(super) struct List<T> {
    pub(super) items: Vec<T>,
    places: HashMap<Box<str>, usize>,
    /// The ids of those that show words that have not been translated.
    pub(super) untranslated: HashSet<Box<str>>,
}

impl<T> List<T> {
    /// The first of those with the same id is the one found.
    pub(super) fn new(items: Vec<T>, id: impl Fn(&T) -> &Box<str>) -> Self {
        let places = items
            .iter()
            .enumerate()
            .rev()
            .map(|(place, item)| (id(item).clone(), place))
            .collect();
        Self {
            items,
            places,
            untranslated: HashSet::new(),
        }
    }

    /// Things without ids, each with whether all its words have been translated.
    pub(super) fn numbered(items: Vec<(T, bool)>) -> Self {
        let missing = items
            .iter()
            .enumerate()
            .filter(|(_, (_, complete))| !complete);
        let untranslated = missing.map(|(place, _)| place.to_string().into()).collect();
        Self {
            items: items.into_iter().map(|(item, _)| item).collect(),
            places: HashMap::new(),
            untranslated,
        }
    }

    /// A list to be filled with things and, where there is a translation, its words for them.
    pub(super) fn merging<D>(
        others: Option<HashMap<Box<str>, D>>,
        id: fn(&T) -> &Box<str>,
    ) -> Merging<T, D> {
        Merging {
            items: Vec::new(),
            others,
            untranslated: HashSet::new(),
            id,
        }
    }

    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    pub(super) fn get(&self, id: &str) -> Option<&T> {
        self.items.get(self.place(id)?)
    }
}

/// A [`List`] in the making; `D` are drafts of its things.
pub(super) struct Merging<T, D> {
    items: Vec<T>,
    others: Option<HashMap<Box<str>, D>>,
    untranslated: HashSet<Box<str>>,
    id: fn(&T) -> &Box<str>,
}

impl<T, D> Merging<T, D> {
    /// Adds a thing with the words of its translation; `translate` tells whether none were missing.
    pub(super) fn add(
        &mut self,
        id: &str,
        draft: D,
        translate: impl FnOnce(D, D) -> (D, bool),
        finish: impl FnOnce(D) -> T,
    ) {
        let (draft, complete) = match &mut self.others {
            None => (draft, true),
            Some(others) => match others.remove(id) {
                None => (draft, false),
                Some(other) => translate(draft, other),
            },
        };
        if !complete {
            self.untranslated.insert(id.into());
        }
        self.items.push(finish(draft));
    }

    pub(super) fn sort_by_cached_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
        self.items.sort_by_cached_key(key);
    }

    pub(super) fn finish(self) -> List<T> {
        List {
            untranslated: self.untranslated,
            ..List::new(self.items, self.id)
        }
    }
}
