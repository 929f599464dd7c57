//! The list: all sources in the style's order, and which of them could be confused.

use std::collections::HashMap;

use citationberg::json::Item;
use hayagriva::BibliographyItem;

use super::Entry;
use super::engine::Engine;

/// The list, set.
pub(super) struct List {
    pub(super) entries: Vec<Entry>,
    /// The place of each source in the list, from 0.
    pub(super) rank: Vec<usize>,
    /// For each source that the style would cite like another one: all of those, in the list's order.
    kin: HashMap<usize, Vec<usize>>,
}

impl List {
    pub(super) fn new(engine: &Engine, items: &[Item]) -> Self {
        let mut entries = entries(engine, items, 0..items.len());
        let kin = if engine.may_confuse() {
            kin(engine, items, &entries)
        } else {
            HashMap::new()
        };
        if !kin.is_empty() {
            // Again, cited in the list's order: so that `2019a` stands before `2019b` in it.
            let order: Vec<usize> = entries.iter().map(|entry| entry.source).collect();
            entries = self::entries(engine, items, order.into_iter());
        }
        let mut rank = vec![0; items.len()];
        for (place, entry) in entries.iter().enumerate() {
            rank[entry.source] = place;
        }
        Self { entries, rank, kin }
    }

    /// The sources that must be known to cite `source`: those cited like it, itself included.
    pub(super) fn kin(&self, source: usize) -> impl Iterator<Item = usize> {
        self.kin.get(&source).into_iter().flatten().copied()
    }
}

fn entries(
    engine: &Engine,
    items: &[Item],
    order: impl Iterator<Item = usize> + Clone,
) -> Vec<Entry> {
    let as_cited = |source: usize| Entry {
        source,
        text: engine.entry_as_cited(&items[source]),
    };
    let Some(list) = engine.list(order.clone().map(|at| &items[at])) else {
        // A style for notes only: its notes are the list.
        return order.map(as_cited).collect();
    };
    let entry = |item: &BibliographyItem| {
        let source = item
            .key
            .parse()
            .ok()
            .filter(|source| *source < items.len())?;
        if item.content.is_empty() {
            return Some(as_cited(source));
        }
        let text = engine.entry(&items[source], item.first_field.as_ref(), &item.content);
        Some(Entry { source, text })
    };
    list.items.iter().filter_map(entry).collect()
}

fn kin(engine: &Engine, items: &[Item], entries: &[Entry]) -> HashMap<usize, Vec<usize>> {
    let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
    for entry in entries {
        alike
            .entry(engine.plainly(&items[entry.source]))
            .or_default()
            .push(entry.source);
    }
    let groups = alike.into_values().filter(|group| group.len() > 1);
    groups
        .flat_map(|group| {
            group
                .clone()
                .into_iter()
                .map(move |source| (source, group.clone()))
        })
        .collect()
}
