//! Lists: steps, answers, choices, values and events, each item where the tour has it.

use std::collections::HashMap;

use super::Shaping;
use super::found::{Match, sign};
use crate::author::translate::align::{Sign, Slot};
use crate::tour::texts::fingerprint::Record;
use crate::tour::texts::pair::origins;
use crate::tour::texts::{Form, List, Shape, Table};

impl Shaping<'_> {
    /// Gives a list the items of the tour's, in its order; `key` is where `[originals]` has them,
    /// `end` where the table ends that it stands in.
    pub(super) fn list(&mut self, own: &List, other: &List, key: &str, end: usize) {
        let is_blank = other.is_blank_text();
        if is_blank && own.shape == Shape::Cut {
            return;
        }
        let others = if is_blank { Vec::new() } else { other.worded() };
        let origins = origins(&others, key, &self.records);
        let old = self.signs(&others, &origins, key);
        let found = Match::new(own, others, &old, end);
        self.drop_silent(own, other, &found);
        let is_settled = found.is_settled() && !is_blank;
        if self.rename(key, &found.slots, &origins) && is_settled {
            // Its items are looked at when the records of what is in them have their new numbers.
            return;
        }
        let is_text = found.own.iter().all(|it| it.form == Form::Step("text"));
        match other.shape {
            _ if is_settled => self.items(&found, key),
            Shape::Cut if is_text && !is_blank => self.cut(other, &found),
            Shape::Cut => self.convert(other, &found),
            Shape::Headed => self.headed(&found),
            Shape::Bracketed => self.bracketed(other, &found),
        }
    }

    /// The items one by one, each with its own keys and lists.
    fn items(&mut self, found: &Match<'_>, key: &str) {
        let items = found.own.iter().zip(&found.others);
        for (number, (own, other)) in (1..).zip(items) {
            self.table(own, other, &format!("{key}.{number}"));
        }
    }

    /// What the items of a translation were made from.
    fn signs(&self, others: &[&Table], origins: &[Option<usize>], key: &str) -> Vec<Sign> {
        let sign = |(item, origin): (&&Table, &Option<usize>)| {
            let recorded = |text: &str| {
                let number = (*origin)? + 1;
                let record = self.records.get(&format!("{key}.{number}.{text}"));
                record.map(|record| record.original)
            };
            sign(item, |text, _| recorded(text))
        };
        others.iter().zip(origins).map(sign).collect()
    }

    /// Gives the records of a list the numbers that its items now have; whether any changed.
    fn rename(&mut self, key: &str, slots: &[Slot], origins: &[Option<usize>]) -> bool {
        let number = |slot: &Slot| origins.get(slot.item()?).copied().flatten();
        let numbers = slots.iter().enumerate();
        let numbers: HashMap<usize, usize> = numbers
            .filter_map(|(new, slot)| Some((number(slot)?, new)))
            .collect();
        let prefix = format!("{key}.");
        let there = self.records.range(prefix.clone()..);
        let old: Vec<(String, Record)> = there
            .take_while(|(record, _)| record.starts_with(&prefix))
            .map(|(record, line)| (record.clone(), *line))
            .collect();
        let renamed = old.iter().filter_map(|(record, line)| {
            let (old, text) = record.strip_prefix(&prefix)?.split_once('.')?;
            let old = old.parse::<usize>().ok()?.checked_sub(1)?;
            let new = numbers.get(&old)? + 1;
            Some((format!("{prefix}{new}.{text}"), *line))
        });
        let mut new: Vec<(String, Record)> = renamed.collect();
        new.sort_by(|a, b| a.0.cmp(&b.0));
        let is_changed = new != old;
        if is_changed {
            for (record, _) in &old {
                self.records.remove(record);
            }
            self.records.extend(new);
        }
        is_changed
    }
}
