//! Gives a translation the shape of its tour: every key is there, with or without words, every list
//! is as long as the tour's, and what belongs to nothing any more stands in comments.

mod found;
mod headed;
mod list;
mod written;

use std::collections::HashMap;
use std::ops::Range;

use super::blank;
use super::edits::Edits;
use super::sheet::{self, RETIRED, Sheet};
use crate::diagnostic::SourceFile;
use crate::tour::texts::fingerprint::Records;
use crate::tour::texts::{Form, List, Passage, Shape, Table, Texts};

/// A translation being written.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) text: String,
    pub(super) records: Records,
    /// What is in no part of the tour any more, in words.
    pub(super) gone: Vec<String>,
}

/// A list inside a list moves only when that one stands right: so many times at most.
const PASSES: usize = 6;

/// The draft in the shape of the tour.
pub(super) fn shaped(own: &Texts, mut draft: Draft) -> Draft {
    for _ in 0..PASSES {
        let file = SourceFile::new("", draft.text.clone());
        let mut shaping = Shaping {
            sheet: Sheet::new(&file.text),
            edits: Edits::default(),
            retired: Edits::default(),
            records: draft.records.clone(),
            gone: Vec::new(),
        };
        shaping.all(own, &Texts::of(&file));
        let done = shaping.edits.is_empty()
            && shaping.retired.is_empty()
            && shaping.records == draft.records;
        shaping.edits.extend(shaping.retired);
        draft.text = shaping.edits.apply(&file.text);
        draft.records = shaping.records;
        draft.gone.append(&mut shaping.gone);
        if done {
            break;
        }
    }
    draft
}

struct Shaping<'t> {
    sheet: Sheet<'t>,
    edits: Edits,
    /// What becomes a comment: it stands behind all that is put at the same place.
    retired: Edits,
    records: Records,
    gone: Vec<String>,
}

impl Shaping<'_> {
    fn all(&mut self, own: &Texts, other: &Texts) {
        let others: HashMap<&str, &Table> = other.tables.iter().map(|it| (&*it.key, it)).collect();
        let mut cursor = self.sheet.behind(self.sheet.root_end());
        for own in &own.tables {
            if let Some(other) = others.get(&*own.key) {
                self.table(own, other, &own.key);
                cursor = cursor.max(self.end(other));
            } else {
                self.edits.insert(cursor, blank::table(own));
            }
        }
        self.list(&own.events, &other.events, "event", cursor);
        let keys: HashMap<&str, &Table> = own.tables.iter().map(|it| (&*it.key, it)).collect();
        for table in &other.tables {
            if !keys.contains_key(&*table.key) {
                self.retire_table(table);
            }
        }
    }

    /// Where a table ends, with all the tables inside it.
    fn end(&self, table: &Table) -> usize {
        match table.form {
            Form::Head => self.sheet.behind(self.sheet.root_end()),
            _ => self.sheet.section(table.place.start).end,
        }
    }

    fn table(&mut self, own: &Table, other: &Table, key: &str) {
        let mut before = None;
        for text in blank::wanted(own) {
            match other.text(&text.key) {
                Some(there) => before = Some(there.place.clone()),
                None => self.add_key(text, other, before.as_ref()),
            }
        }
        for text in other.texts.iter().filter(|text| !text.is_blank()) {
            if own.text(&text.key).is_none_or(Passage::is_blank) {
                self.retire_key(text.place.start);
            }
        }
        for list in &own.lists {
            match other.list(list.key) {
                Some(others) => {
                    let end = self.end(other);
                    self.list(list, others, &format!("{key}.{}", list.key), end);
                }
                None => self.add_list(list, other, before.as_ref()),
            }
        }
        for list in &other.lists {
            let is_kept = own.list(list.key).is_some() || list.items.iter().all(Table::is_blank);
            if !is_kept && list.shape == Shape::Bracketed {
                self.retire_key(list.place.start);
            }
        }
    }

    fn add_key(&mut self, text: &Passage, table: &Table, before: Option<&Range<usize>>) {
        if self.is_inline(table) {
            let (at, comma) = self.inside(table);
            self.edits.insert(at, format!("{comma}{} = \"\"", text.key));
            return;
        }
        let at = self.behind_key(table, before);
        self.edits.insert(at, blank::statement(text));
    }

    fn add_list(&mut self, list: &List, table: &Table, before: Option<&Range<usize>>) {
        let at = match list.shape {
            Shape::Headed => self.end(table),
            _ => self.behind_key(table, before),
        };
        self.edits.insert(at, blank::list(list));
    }

    /// The line behind the key that comes before in the tour, or behind the header.
    fn behind_key(&self, table: &Table, before: Option<&Range<usize>>) -> usize {
        match before {
            Some(place) => self.sheet.statement(place.start).end,
            None if table.form == Form::Head => self.end(table),
            None => self.sheet.id_end(table.place.start),
        }
    }

    fn is_inline(&self, table: &Table) -> bool {
        self.sheet.get(table.place.clone()).starts_with('{')
    }

    /// Where a key can be added inside braces, and what has to stand before it.
    fn inside(&self, table: &Table) -> (usize, &'static str) {
        let words = self.sheet.get(table.place.clone());
        let words = words.strip_suffix('}').unwrap_or(words).trim_end();
        let comma = match words {
            "{" => " ",
            words if words.ends_with(',') => " ",
            _ => ", ",
        };
        (table.place.start + words.len(), comma)
    }

    /// Makes a comment of a key of the table, at the end of its section.
    fn retire_key(&mut self, at: usize) {
        let lines = self.sheet.statement(at);
        let end = if at < self.sheet.root_end() {
            self.sheet.behind(self.sheet.root_end())
        } else {
            self.sheet.section(at).end
        };
        self.retire(lines, end);
    }

    /// Makes a comment of lines, at a place behind them.
    fn retire(&mut self, lines: Range<usize>, at: usize) {
        let words = retired(self.sheet.get(lines.clone()));
        self.edits.replace(lines, "");
        self.retired.insert(at, words);
    }

    /// Makes comments of a table that the tour has not, where it stands.
    fn retire_table(&mut self, table: &Table) {
        let at = table.place.start;
        let lines = if self.sheet.is_header(at) {
            self.sheet.section(at)
        } else {
            self.sheet.statement(at)
        };
        let words = retired(self.sheet.get(lines.clone()));
        self.gone.push(match table.key.split_once('.') {
            Some(("glossary", id)) => format!("the term `{id}`"),
            Some((noun, id)) => format!("the {noun} `{id}`"),
            None => format!("the table [{}]", table.key),
        });
        self.edits.replace(lines, words.trim_start());
    }
}

/// Lines of TOML as a comment that says why they are one; comments among them stay as they are.
fn retired(lines: &str) -> String {
    let lines = lines.trim_matches(['\r', '\n']);
    let comments = sheet::comments(lines);
    commented(lines, |at| comments.iter().any(|it| it.start == at))
}

/// The words of one text as such a comment: a line that begins with `#` is a heading there.
fn retired_words(words: &str) -> String {
    commented(words, |_| false)
}

/// Lines behind `#`, but for those that begin at a byte where there is a comment already.
fn commented(lines: &str, is_comment: impl Fn(usize) -> bool) -> String {
    let mut out = format!("\n{RETIRED}\n");
    let mut start = 0;
    for line in lines.split_inclusive('\n') {
        match line.trim_end() {
            "" => out.push_str("#\n"),
            comment if is_comment(start) => out.extend([comment, "\n"]),
            words => out.extend(["# ", words, "\n"]),
        }
        start += line.len();
    }
    out
}
