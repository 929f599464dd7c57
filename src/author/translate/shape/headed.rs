//! Lists whose items stand under headers of their own: each item that stays stays where it is.

use std::ops::Range;

use super::found::Match;
use super::{Shaping, retired};
use crate::author::translate::align::Slot;
use crate::author::translate::blank;
use crate::tour::texts::{Form, List, Shape, Table};

impl Shaping<'_> {
    /// Puts in what is new, and takes out what belongs to nothing.
    pub(super) fn headed(&mut self, found: &Match<'_>) {
        let mut cursor = self.before_first(found);
        for (own, slot, other) in found.pairs() {
            match (slot, other.map(|other| self.sheet.table(other.place.start))) {
                (Slot::Kept(_), Some(lines)) => cursor = lines.end,
                (Slot::Moved(_), Some(lines)) => {
                    let words = format!("\n{}", self.sheet.get(lines.clone()));
                    self.edits.insert(cursor, words);
                    self.remove(lines);
                }
                _ => self.edits.insert(cursor, blank::table(own)),
            }
        }
        for item in found.left_over() {
            self.take_out(item, found.end);
        }
    }

    /// Where an item goes that comes before all that stay.
    fn before_first(&self, found: &Match<'_>) -> usize {
        let mut kept = found
            .pairs()
            .filter(|(_, slot, _)| matches!(slot, Slot::Kept(_)));
        let first = kept.find_map(|(.., other)| other);
        first.map_or(found.end, |first| {
            self.sheet.behind(self.sheet.line_start(first.place.start))
        })
    }

    fn take_out(&mut self, item: &Table, end: usize) {
        let lines = self.sheet.table(item.place.start);
        let words = retired(self.sheet.get(lines.clone()));
        if item.is_blank() {
            self.remove(lines);
        } else if item.form == Form::Event {
            self.edits.replace(lines, words.trim_start());
        } else {
            self.remove(lines);
            self.retired.insert(end, words);
        }
    }

    /// Takes out steps that show a figure or a chart, where they are not those of the tour: they may
    /// be left out, and then all are.
    pub(super) fn drop_silent(&mut self, own: &List, other: &List, found: &Match<'_>) {
        let worded = |list: &List| list.items.iter().map(Table::is_worded).collect::<Vec<_>>();
        let is_same = found.is_settled() && worded(own) == worded(other);
        if other.shape != Shape::Headed || is_same {
            return;
        }
        for item in other.items.iter().filter(|item| !item.is_worded()) {
            let lines = self.sheet.table(item.place.start);
            self.remove(lines);
        }
    }

    /// Takes out lines with the blank one above them, but for the comments.
    fn remove(&mut self, lines: Range<usize>) {
        let words = self.sheet.get(lines.clone()).lines();
        let comments = words.filter(|line| line.trim_start().starts_with('#'));
        let comments: String = comments.flat_map(|line| [line, "\n"]).collect();
        let above = lines
            .start
            .checked_sub(1)
            .map(|at| self.sheet.line_start(at));
        let above = above.filter(|above| self.sheet.get(*above..lines.start).trim().is_empty());
        self.edits
            .replace(above.unwrap_or(lines.start)..lines.end, comments);
    }
}
