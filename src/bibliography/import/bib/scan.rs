//! Cuts a .bib file into entries, fields and values, and finds its way again behind every fault.
//!
//! What stands between entries is a comment, as it is for BibTeX.

use std::ops::Range;

use crate::diagnostic::floor;

/// What stands in a file.
#[derive(Debug, Default)]
pub(super) struct Scan<'t> {
    pub(super) entries: Vec<Entry<'t>>,
    /// The definitions of `@string`.
    pub(super) strings: Vec<Field<'t>>,
    pub(super) faults: Vec<Fault>,
}

/// What is wrong, where, and what to do.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// Words at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
}

#[derive(Debug)]
pub(super) struct Entry<'t> {
    /// `article`, as written.
    pub(super) kind: Word<'t>,
    /// Empty where it has none.
    pub(super) key: Word<'t>,
    pub(super) fields: Vec<Field<'t>>,
}

#[derive(Debug, Clone)]
pub(super) struct Field<'t> {
    pub(super) name: Word<'t>,
    pub(super) value: Vec<Piece<'t>>,
}

/// A part of a value; parts are joined by `#`.
#[derive(Debug, Clone)]
pub(super) enum Piece<'t> {
    /// In brackets or quotation marks, or a bare number.
    Text(Word<'t>),
    /// Stands for the value of a `@string`.
    Name(Word<'t>),
}

impl Word<'_> {
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

impl Field<'_> {
    /// From the first to the last piece, without the outer brackets.
    pub(super) fn range(&self) -> Range<usize> {
        let (Some(first), Some(last)) = (self.value.first(), self.value.last()) else {
            return self.name.range();
        };
        first.word().start..last.word().range().end
    }
}

impl<'t> Piece<'t> {
    pub(super) fn word(&self) -> &Word<'t> {
        match self {
            Self::Text(word) | Self::Name(word) => word,
        }
    }
}

/// Reads all of a file.
pub(super) fn scan(text: &str) -> Scan<'_> {
    let mut scanner = Scanner {
        text,
        at: 0,
        lost: 0,
        open: 0,
        scan: Scan::default(),
    };
    while scanner.find_entry() {
        scanner.entry();
    }
    scanner.scan
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// Values without an end so far.
    lost: usize,
    /// Blocks without an end so far.
    open: usize,
    scan: Scan<'t>,
}

/// How a list of fields ended.
enum End {
    Closed,
    /// The next entry began, or the file ended.
    Open,
}

impl<'t> Scanner<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    fn word(&mut self, belongs: impl Fn(char) -> bool) -> Word<'t> {
        let start = self.at;
        let length = self
            .rest()
            .find(|c| !belongs(c))
            .unwrap_or(self.rest().len());
        self.at += length;
        Word {
            text: &self.text[start..self.at],
            start,
        }
    }

    /// Passes over spaces and, inside entries, comments.
    fn skip_space(&mut self) {
        loop {
            self.word(char::is_whitespace);
            if self.peek() != Some('%') {
                return;
            }
            self.word(|c| c != '\n');
        }
    }

    fn fault(&mut self, range: Range<usize>, message: impl Into<String>, help: &'static str) {
        self.scan.faults.push(Fault {
            range,
            message: message.into(),
            help,
        });
    }

    /// Goes to the next `@`; comments are passed over to the end of their line.
    fn find_entry(&mut self) -> bool {
        loop {
            self.word(|c| c != '@' && c != '%');
            match self.peek() {
                Some('%') => drop(self.word(|c| c != '\n')),
                Some(_) => return true,
                None => return false,
            }
        }
    }

    fn entry(&mut self) {
        let start = self.at;
        self.eat('@');
        self.word(char::is_whitespace);
        let kind = self.word(is_name);
        self.skip_space();
        let close = match self.peek() {
            Some('{') => '}',
            Some('(') => ')',
            // An address such as name@example.org between entries.
            _ if kind.text.is_empty() || start > 0 && !self.begins_line(start) => return,
            _ if kind.text.eq_ignore_ascii_case("comment") => return,
            _ => {
                let message = format!("there is no bracket behind `@{}`", kind.text);
                return self.fault(
                    start..kind.range().end,
                    message,
                    "an entry is written @book{id, title = {…}, date = {2024}}",
                );
            }
        };
        let opening = self.at;
        self.at += 1;
        match kind.text.to_ascii_lowercase().as_str() {
            "comment" | "preamble" => self.skip_block(opening),
            "string" => {
                let mut fields = Vec::new();
                self.fields(start, &kind, close, &mut fields);
                self.scan.strings.extend(fields);
            }
            _ => self.body(start, kind, close),
        }
    }

    /// At the beginning of a line, or behind the end of an entry.
    fn begins_line(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with(['\n', '}', ')', '\u{feff}'])
    }

    /// Passes over a block that is not read; an open one ends with its line.
    fn skip_block(&mut self, opening: usize) {
        if let Some(length) = self.block(opening) {
            self.at = opening + length + 1;
        } else {
            self.open += 1;
            self.word(|c| c != '\n');
        }
    }

    /// The length of a block. Groups and settings may be long, so all is searched until one has no end.
    fn block(&self, opening: usize) -> Option<usize> {
        let rest = &self.text[opening..];
        match self.open {
            0 => closing(rest),
            1..PATIENCE => closing(within(rest)),
            _ => None,
        }
    }

    fn body(&mut self, start: usize, kind: Word<'t>, close: char) {
        self.skip_space();
        let mut key = self.word(|c| !matches!(c, ',' | '{' | '}' | '=') && !c.is_whitespace());
        self.skip_space();
        if self.peek() == Some('=') {
            // The first field stands where the id should.
            self.at = key.start;
            key.text = "";
        } else if !self.eat(',') && self.peek() != Some(close) {
            let help = "the id of an entry ends with a comma: @book{id, title = {…}}";
            self.fault(key.range(), "there is no comma behind this id", help);
        }
        if key.text.is_empty() {
            let help = "write an id behind the bracket: @book{kuznetsova-2001, title = {…}}";
            let message = format!("this `@{}` has no id", kind.text);
            self.fault(start..kind.range().end, message, help);
        }
        let mut fields = Vec::new();
        if let End::Closed = self.fields(start, &kind, close, &mut fields) {
            self.check_early_close(close);
        }
        self.scan.entries.push(Entry { kind, key, fields });
    }

    /// Text like that of a field behind an entry's end would be lost without a word.
    fn check_early_close(&mut self, close: char) {
        let end = self.at;
        let behind = self.rest().trim_start();
        let behind = behind.strip_prefix(',').unwrap_or(behind).trim_start();
        let name = behind.trim_start_matches(is_name);
        let is_field = name.len() < behind.len() && name.trim_start().starts_with('=');
        if is_field && let Some(before) = end.checked_sub(close.len_utf8()) {
            let help = "remove a closing bracket here or before here";
            self.fault(
                before..end,
                "this bracket closes the entry, and fields follow it",
                help,
            );
        }
    }

    fn fields(
        &mut self,
        start: usize,
        kind: &Word<'t>,
        close: char,
        into: &mut Vec<Field<'t>>,
    ) -> End {
        loop {
            self.skip_space();
            if self.eat(close) {
                return End::Closed;
            }
            if self.peek().is_none() || self.at_entry() {
                self.tell_open(start, kind, into);
                return End::Open;
            }
            if self.eat(',') {
                continue;
            }
            let name = self.word(is_name);
            if name.text.is_empty() {
                self.lose_way();
                continue;
            }
            self.skip_space();
            if !self.eat('=') {
                let help = "a field is written name = {value}, with a comma behind it";
                self.fault(
                    name.range(),
                    format!("there is no = behind `{}`", name.text),
                    help,
                );
                self.lose_line();
                continue;
            }
            let Some(value) = self.value(&name) else {
                return End::Open;
            };
            if !value.is_empty() {
                into.push(Field { name, value });
            }
            self.behind_value(close);
        }
    }

    fn behind_value(&mut self, close: char) {
        let end = self.at;
        self.skip_space();
        if self.eat(',') || self.peek() == Some(close) || self.peek().is_none() || self.at_entry() {
            return;
        }
        let last = self.text[..end].trim_end();
        let start = last.char_indices().next_back().map_or(0, |(at, _)| at);
        let help = "fields are divided by commas";
        self.fault(
            start..last.len(),
            "there is no comma behind this field",
            help,
        );
    }

    /// Something that cannot begin a field: told, and passed over with its line.
    fn lose_way(&mut self) {
        let range = self.at..self.at + self.peek().map_or(0, char::len_utf8);
        let help = "a field is written name = {value}, with a comma behind it";
        self.fault(
            range.clone(),
            format!("`{}` cannot stand here", &self.text[range]),
            help,
        );
        self.lose_line();
    }

    fn lose_line(&mut self) {
        // At least one character, and no bracket that may be the entry's own.
        self.at += self.peek().map_or(0, char::len_utf8);
        self.word(|c| !matches!(c, '\n' | ',' | '}' | ')'));
    }

    /// At the beginning of a line that begins an entry.
    fn at_entry(&self) -> bool {
        self.rest().starts_with('@') && self.begins_line(self.at)
    }

    fn tell_open(&mut self, start: usize, kind: &Word<'t>, fields: &[Field<'t>]) {
        // A value that holds fields was closed by the bracket of its entry.
        let swallowed = fields.iter().rev().find(|field| {
            let value = &self.text[field.range()];
            value.lines().skip(1).any(|line| {
                let line = line.trim_start();
                let behind = line.trim_start_matches(is_name);
                behind.len() < line.len() && behind.trim_start().starts_with('=')
            })
        });
        if let Some(range) = swallowed.map(Field::range) {
            let opening = range.start.saturating_sub(1)..range.start;
            let help = "close it at the end of its value";
            self.fault(opening, "this bracket is never closed", help);
        } else {
            let message = format!("this `@{}` is never closed", kind.text);
            let help = "an entry ends with a closing bracket";
            self.fault(start..kind.range().end, message, help);
        }
    }

    /// The pieces of a value; `None` where it has no end.
    fn value(&mut self, name: &Word<'t>) -> Option<Vec<Piece<'t>>> {
        let mut pieces = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                Some('{') => pieces.push(self.braced()?),
                Some('"') => pieces.push(self.quoted()?),
                Some(c) if is_name(c) => pieces.push(bare(self.word(is_name))),
                _ => {
                    let message = format!("`{}` has no value", name.text);
                    self.fault(name.range(), message, "a field is written name = {value}");
                    return Some(pieces);
                }
            }
            let end = self.at;
            self.skip_space();
            if !self.eat('#') {
                self.at = end;
                return Some(pieces);
            }
        }
    }

    fn braced(&mut self) -> Option<Piece<'t>> {
        let opening = self.at;
        if let Some(length) = closing(within(self.rest())) {
            self.at += length + 1;
            let text = &self.text[opening + 1..opening + length];
            return Some(Piece::Text(Word {
                text,
                start: opening + 1,
            }));
        }
        self.give_up(opening, "this bracket is never closed");
        None
    }

    fn quoted(&mut self) -> Option<Piece<'t>> {
        let opening = self.at;
        let mut depth = 0_i32;
        let mut characters = within(&self.text[opening + 1..]).char_indices();
        while let Some((at, c)) = characters.next() {
            match c {
                '\\' => drop(characters.next()),
                '{' => depth += 1,
                '}' => depth -= 1,
                '"' if depth <= 0 => {
                    let start = opening + 1;
                    self.at = start + at + 1;
                    let text = &self.text[start..start + at];
                    return Some(Piece::Text(Word { text, start }));
                }
                _ => {}
            }
        }
        self.give_up(opening, "this quotation mark is never closed");
        None
    }

    /// A value without an end: reading goes on at the next entry.
    fn give_up(&mut self, opening: usize, message: &str) {
        self.fault(
            opening..opening + 1,
            message,
            "close it at the end of its value",
        );
        self.lost += 1;
        self.at = opening + 1;
        let mut lines = self.rest().split_inclusive('\n').skip(1);
        self.word(|c| c != '\n');
        self.eat('\n');
        if self.lost < PATIENCE {
            let before = lines
                .by_ref()
                .take_while(|line| !line.trim_start().starts_with('@'));
            self.at += before.map(str::len).sum::<usize>();
        } else {
            self.at = self.text.len();
        }
    }
}

/// A value longer than this, in bytes, has lost its end.
const LONGEST: usize = 1 << 16;
/// So many values without an end are told, and so many blocks searched for theirs; each costs a look
/// through what may be a long value.
const PATIENCE: usize = 1000;

fn within(text: &str) -> &str {
    &text[..floor(text, LONGEST)]
}

fn bare(word: Word<'_>) -> Piece<'_> {
    if word.text.bytes().all(|byte| byte.is_ascii_digit()) {
        Piece::Text(word)
    } else {
        Piece::Name(word)
    }
}

/// The place of the bracket that closes the one at the beginning of `text`.
pub(super) fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut characters = text.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '\\' => drop(characters.next()),
            '{' | '(' if at == 0 => depth = 1,
            '{' => depth += 1,
            '}' if depth == 1 => return Some(at),
            ')' if depth == 1 && text.starts_with('(') => return Some(at),
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn is_name(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !matches!(
            c,
            '@' | '{' | '}' | '"' | '#' | '\'' | '(' | ')' | ',' | '=' | '%' | '\\' | '~'
        )
}
