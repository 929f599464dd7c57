//! A translation's file as lines, keys and tables: where something can be put.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::tour::{Header, Kind, Piece, Section, cut, pieces};

/// What the lines begin with that are the program's own.
pub(super) const OURS: &str = "#|";

/// Stands above what was taken out; such a line stays.
pub(super) const RETIRED: &str = "#| No longer in the tour:";

/// A file, taken apart at its keys and headers.
pub(super) struct Sheet<'t> {
    pub(super) text: &'t str,
    /// Keys with their values, and headers.
    pieces: Vec<Range<usize>>,
    headers: Vec<usize>,
    sections: Vec<Section>,
}

impl<'t> Sheet<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let (mut ranges, mut headers) = (Vec::new(), Vec::new());
        for piece in pieces(text) {
            if let Piece::Header(line) = &piece {
                headers.push(line.start);
            }
            ranges.push(piece.range());
        }
        Self {
            text,
            pieces: ranges,
            headers,
            sections: cut(text),
        }
    }

    /// Where the first header stands.
    pub(super) fn root_end(&self) -> usize {
        self.headers.first().copied().unwrap_or(self.text.len())
    }

    /// The line of the first key or header.
    pub(super) fn first(&self) -> usize {
        let first = self.pieces.first();
        first.map_or(0, |piece| self.line_start(piece.start))
    }

    /// The end of the last line of keys or headers that begins before a byte.
    pub(super) fn behind(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.start < at);
        let last = after.checked_sub(1).and_then(|last| self.pieces.get(last));
        last.map_or(0, |piece| self.line_end(piece.end))
    }

    /// The lines of the key or header that a byte belongs to.
    pub(super) fn statement(&self, at: usize) -> Range<usize> {
        let after = self.pieces.partition_point(|piece| piece.start <= at);
        let piece = after.checked_sub(1).and_then(|last| self.pieces.get(last));
        piece.map_or(at..at, |piece| {
            self.line_start(piece.start)..self.line_end(piece.end)
        })
    }

    /// The lines from a header to the last key under it.
    pub(super) fn table(&self, at: usize) -> Range<usize> {
        let after = self.headers.partition_point(|header| *header <= at);
        let next = self.headers.get(after).copied();
        let end = self.behind(next.unwrap_or(self.text.len()));
        self.line_start(at)..end
    }

    /// The lines of the whole section that a byte belongs to, such as a station with its steps.
    pub(super) fn section(&self, at: usize) -> Range<usize> {
        let after = self
            .sections
            .partition_point(|section| section.range.start <= at);
        let section = after.checked_sub(1).and_then(|it| self.sections.get(it));
        section.map_or(at..at, |section| {
            let range = section.range.clone();
            range.start..self.behind(range.end).max(range.start)
        })
    }

    /// A byte stands in a header.
    pub(super) fn is_header(&self, at: usize) -> bool {
        self.headers.binary_search(&self.line_start(at)).is_ok()
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        line_start(self.text, at)
    }

    /// The beginning of the next line.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let behind = self.text.get(at..).unwrap_or_default();
        at + behind.find('\n').map_or(behind.len(), |it| it + 1)
    }

    pub(super) fn get(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    /// The key that a statement gives a value.
    pub(super) fn key(&self, statement: Range<usize>) -> &'t str {
        let words = self.get(statement).trim_start();
        let end = words.find(|char: char| char.is_whitespace() || char == '=');
        &words[..end.unwrap_or(words.len())]
    }

    /// The name in the header that a byte stands below; empty above the first.
    pub(super) fn header_above(&self, at: usize) -> String {
        let after = self.headers.partition_point(|header| *header <= at);
        let header = after.checked_sub(1).and_then(|it| self.headers.get(it));
        header.map_or(String::new(), |header| {
            Header::parse(self.get(*header..self.line_end(*header))).name()
        })
    }

    /// The lines below a header that hold the `id`, or the header's.
    pub(super) fn id_end(&self, header: usize) -> usize {
        let line = self.statement(header);
        let table = self.table(header);
        let first = self.pieces.partition_point(|it| it.start < table.start);
        let pieces = self.pieces.iter().skip(first);
        let mut pieces = pieces.take_while(|piece| piece.start < table.end);
        let id = pieces.find(|piece| self.key((*piece).clone()) == "id");
        id.map_or(line.end, |id| self.line_end(id.end))
    }
}

/// The beginning of the line that a byte stands in; in the first, behind the byte order mark.
fn line_start(text: &str, at: usize) -> usize {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(mark, |newline| newline + 1)
}

/// The text without the program's own lines and without `[originals]`.
pub(super) fn stripped(text: &str) -> String {
    let mut ours = own_comments(text);
    ours.extend(originals(text));
    ours.sort_by_key(|range| range.start);
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for range in ours {
        out.push_str(text.get(at..range.start).unwrap_or_default());
        at = at.max(range.end);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out.truncate(out.trim_end().len());
    out.push_str(if text.contains("\r\n") { "\r\n" } else { "\n" });
    out
}

/// The lines of the program's own comments, wherever they stand.
fn own_comments(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    for comment in comments(text) {
        let start = comment.start;
        let words = &text[comment];
        let is_ours = words.starts_with(OURS) && words.trim_end() != RETIRED;
        let line = line_start(text, start);
        if is_ours && text[line..start].trim().is_empty() {
            let end = text[start..].find('\n');
            lines.push(line..end.map_or(text.len(), |end| start + end + 1));
        }
    }
    lines
}

/// The comments of TOML, as its parser sees them: a `#` inside a text begins none.
pub(super) fn comments(text: &str) -> Vec<Range<usize>> {
    let tokens = Source::new(text).lex();
    let comments = tokens.filter(|token| token.kind() == TokenKind::Comment);
    let spans = comments.map(|token| token.span().start()..token.span().end());
    spans.collect()
}

/// The lines of the table `[originals]`, without the educator's comments between them.
fn originals(text: &str) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    for section in cut(text) {
        if section.kind != Kind::Originals {
            continue;
        }
        let words = &text[section.range.clone()];
        let sheet = Sheet::new(words);
        let start = section.range.start;
        for piece in &sheet.pieces {
            let line = sheet.statement(piece.start);
            lines.push(start + line.start..start + line.end);
        }
    }
    lines
}
