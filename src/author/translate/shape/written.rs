//! Lists inside one value, written anew from their parts as they are: a text cut at `---`, or items
//! in brackets.

use super::found::Match;
use super::{Shaping, retired, retired_words};
use crate::author::translate::blank;
use crate::tour::texts::{List, Table};

impl Shaping<'_> {
    /// One text cut at `---`.
    pub(super) fn cut(&mut self, other: &List, found: &Match<'_>) {
        let quotes = self.quotes(other);
        let part = |part: Option<&Table>| part.map_or(String::new(), |part| self.raw(part));
        let parts: Vec<_> = found.pairs().map(|(.., other)| part(other)).collect();
        let words = parts.join("\n\n---\n\n");
        self.edits
            .replace(other.place.clone(), format!("{quotes}\n{words}\n{quotes}"));
        self.retire_parts(found);
    }

    /// Makes headed tables of one text, where one of the steps is no text.
    pub(super) fn convert(&mut self, other: &List, found: &Match<'_>) {
        let quotes = self.quotes(other);
        let table = |own: &Table, other: Option<&Table>| match other.map(|part| self.raw(part)) {
            Some(part) => format!("\n[[station.step]]\ntext = {quotes}\n{part}\n{quotes}\n"),
            None => blank::table(own),
        };
        let tables: String = found
            .pairs()
            .map(|(own, _, other)| table(own, other))
            .collect();
        let lines = self.sheet.statement(other.place.start);
        self.edits.replace(lines, "");
        self.edits.insert(found.end, tables);
        self.retire_parts(found);
    }

    fn retire_parts(&mut self, found: &Match<'_>) {
        for item in found.left_over().filter(|item| !item.is_blank()) {
            let words = retired_words(&self.raw(item));
            self.retired.insert(found.end, words);
        }
    }

    fn quotes(&self, list: &List) -> &'static str {
        if self.sheet.get(list.place.clone()).starts_with('\'') {
            "'''"
        } else {
            "\"\"\""
        }
    }

    /// A part of a text as it is written; a backslash at its end would swallow the line behind it.
    fn raw(&self, part: &Table) -> String {
        let words = self.sheet.get(part.place.clone()).trim();
        let backslashes = words.len() - words.trim_end_matches('\\').len();
        let end = words.len() - backslashes % 2;
        words[..end].trim_end().to_owned()
    }

    /// Items in brackets, one a line.
    pub(super) fn bracketed(&mut self, other: &List, found: &Match<'_>) {
        let mut words = "[\n".to_owned();
        for (own, _, item) in found.pairs() {
            match item {
                Some(item) => {
                    words.push_str(&self.comments_before(other, item.place.start));
                    words.extend(["  ", self.sheet.get(item.place.clone()), ",\n"]);
                }
                None => words.extend(["  ", &blank::item(own), ",\n"]),
            }
        }
        for item in found.left_over() {
            words.push_str(&self.comments_before(other, item.place.start));
            if !item.is_blank() {
                let item = retired(self.sheet.get(item.place.clone()));
                self.retired.insert(found.end, item);
            }
        }
        words.push_str(&self.comments_before(other, other.place.end.saturating_sub(1)));
        words.push(']');
        self.edits.replace(other.place.clone(), words);
    }

    /// The comments between what stands at a place in a list and what is before it.
    fn comments_before(&self, list: &List, at: usize) -> String {
        let before = list.items.iter().map(|item| item.place.end);
        let before = before.filter(|end| *end <= at).max();
        let between = self.sheet.get(before.unwrap_or(list.place.start)..at);
        let comments = between
            .lines()
            .filter_map(|line| line.find('#').map(|at| &line[at..]));
        comments.flat_map(|comment| ["  ", comment, "\n"]).collect()
    }
}
