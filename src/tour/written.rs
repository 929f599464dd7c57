//! Words as they stand in a file: the text that TOML makes of them, and the way back to their bytes.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use toml_parser::decoder::{Encoding, StringBuilder};
use toml_parser::{ParseError, Raw, Span};

use super::Marks;
use super::raw::{Str, Words};
use super::report::{Name, Noun, Report, Unmarked};
use crate::diagnostic::{Diagnostic, Place, Severity, SourceFile};
use crate::markup::clean;
use crate::markup::read::{Fault, Reading, read};
use crate::markup::unmarked;
use crate::markup::{Prose, Text};

/// A section as it is being read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page<'a> {
    pub(crate) file: &'a Arc<SourceFile>,
    /// The document that was parsed: the section's text, its header mended where needed.
    pub(crate) text: &'a str,
    /// Where it begins in the file.
    pub(crate) start: usize,
    /// By how many bytes the mended header is longer than the written one.
    pub(crate) longer: usize,
    /// The line of its header in the file, or the file's first line.
    pub(crate) header: (usize, usize),
}

/// A string of a tour: part or all of a TOML string.
#[derive(Debug, Clone)]
pub(crate) struct Written<'a> {
    string: Rc<Source<'a>>,
    /// Bytes of the decoded string.
    range: Range<usize>,
}

#[derive(Debug)]
struct Source<'a> {
    page: Page<'a>,
    span: Range<usize>,
    text: &'a str,
    map: OnceCell<Map>,
}

impl<'a> Page<'a> {
    /// A range of the parsed document as a range of the file.
    pub(crate) fn range(&self, span: Range<usize>) -> Range<usize> {
        let shift = |at: usize| {
            (self.start + at)
                .saturating_sub(self.longer)
                .max(self.start)
        };
        shift(span.start)..shift(span.end)
    }

    pub(crate) fn place(&self, span: Range<usize>) -> Place {
        Place::new(self.file, self.range(span))
    }

    /// The line of the section's header.
    pub(crate) fn head(&self) -> Range<usize> {
        self.header.0..self.header.1
    }

    /// The words of a key, reporting the characters that are not allowed.
    pub(crate) fn written(self, words: &'a Words<'a>, report: &mut Report) -> Written<'a> {
        self.text(words.get_ref(), words.span(), report)
    }

    /// The same for a string and its place in the parsed document.
    pub(crate) fn text(
        self,
        text: &'a Str<'a>,
        span: Range<usize>,
        report: &mut Report,
    ) -> Written<'a> {
        let text = text.as_str();
        let written = self.string(text, span);
        // Characters that stand in the file as they are have been found there; these hide in escapes.
        if !report.silent && !is_inside(self.text, text) {
            for (range, name) in clean::faults(text) {
                report.push(forbidden(written.place(range), &name));
            }
        }
        written
    }

    /// The same without a report, for a string that TOML made of the words at its place.
    pub(crate) fn string(self, text: &'a str, span: Range<usize>) -> Written<'a> {
        let string = Rc::new(Source {
            page: self,
            span,
            text,
            map: OnceCell::new(),
        });
        Written {
            string,
            range: 0..text.len(),
        }
    }
}

/// The fault of a character that is not allowed.
pub(crate) fn forbidden(place: Place, name: &str) -> Diagnostic {
    Diagnostic::error(
        "forbidden-character",
        place,
        format!("a tour may not hold the character {name}"),
    )
    .help("remove it; it may be invisible in your editor")
}

impl<'a> Written<'a> {
    /// The decoded words.
    pub(crate) fn as_str(&self) -> &'a str {
        &self.string.text[self.range.clone()]
    }

    /// It has no words.
    pub(crate) fn is_blank(&self) -> bool {
        self.as_str().trim().is_empty()
    }

    /// A part of it.
    pub(crate) fn part(&self, range: Range<usize>) -> Self {
        let start = self.range.start;
        Self {
            string: Rc::clone(&self.string),
            range: start + range.start..start + range.end,
        }
    }

    /// Where all of it stands.
    pub(crate) fn whole(&self) -> Place {
        if self.range == (0..self.string.text.len()) {
            return self.string.page.place(self.string.span.clone());
        }
        self.place(0..self.range.len())
    }

    /// Where a part of it stands.
    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        let (start, end) = (self.range.start + range.start, self.range.start + range.end);
        let source = &self.string;
        let span = match offset(source.page.text, source.text) {
            Some(offset) => offset + start..offset + end,
            None => source
                .map
                .get_or_init(|| Map::new(source.page.text, &source.span))
                .range(start..end),
        };
        source.page.place(span)
    }

    /// As a title, label or the like: cleaned, in one line.
    pub(crate) fn line(&self) -> String {
        clean::line(self.as_str())
    }

    /// As prose; without marks only citations are possible.
    pub(crate) fn prose(&self, marks: Option<&mut Marks>, report: &mut Report) -> Prose {
        let Reading {
            prose,
            faults,
            targets,
            unmarked,
            ..
        } = read(self.as_str(), marks);
        if !report.silent {
            report
                .faults
                .extend(faults.into_iter().map(|fault| self.fault(fault)));
            report
                .unmarked
                .extend(unmarked.into_iter().map(|found| self.unmarked(found)));
            for (range, target) in targets {
                let (noun, id) = target.into();
                report.used.push(Name {
                    noun,
                    id,
                    place: self.place(range),
                });
            }
        }
        prose
    }

    /// As prose with the places of its words; what is wrong with it is told by [`Self::prose`].
    pub(crate) fn reading(&self) -> Reading {
        read(self.as_str(), Some(&mut Marks::default()))
    }

    /// As prose of one paragraph.
    pub(crate) fn text(&self, report: &mut Report) -> Text {
        self.prose(None, report).into_text()
    }

    /// As a reference to something by its id.
    pub(crate) fn refer(&self, noun: Noun, report: &mut Report) -> Box<str> {
        if !report.silent {
            report.used.push(Name {
                noun,
                id: self.as_str().into(),
                place: self.whole(),
            });
        }
        self.as_str().into()
    }

    fn unmarked(&self, found: unmarked::Unmarked) -> Unmarked {
        let meant = found.meant.into_iter().map(|(target, words)| {
            let (noun, id) = target.into();
            (noun, id, words)
        });
        Unmarked {
            place: self.place(found.range),
            meant: meant.collect(),
        }
    }

    fn fault(&self, fault: Fault) -> Diagnostic {
        let place = self.place(fault.range);
        let made = match fault.severity {
            Severity::Error => Diagnostic::error(fault.code, place, fault.message),
            _ => Diagnostic::warning(fault.code, place, fault.message),
        };
        made.help(fault.help)
    }
}

/// Where `part` lies in `whole`, when it is a piece of its memory.
fn offset(whole: &str, part: &str) -> Option<usize> {
    let offset = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    (offset + part.len() <= whole.len()).then_some(offset)
}

fn is_inside(whole: &str, part: &str) -> bool {
    offset(whole, part).is_some()
}

/// Which bytes of the document each byte of a decoded string comes from.
#[derive(Debug, Default)]
struct Map {
    /// Decoded byte, first byte and end of what it was written as; in order.
    pieces: Vec<(usize, Range<usize>)>,
    /// Where the string's last quotation marks stand.
    close: usize,
}

impl Map {
    fn new(document: &str, span: &Range<usize>) -> Self {
        let raw = document.get(span.clone()).unwrap_or_default();
        let Some((encoding, quotes)) = encoding(raw) else {
            return Self {
                pieces: vec![(0, span.clone())],
                close: span.end,
            };
        };
        let mut builder = MapBuilder {
            raw,
            start: span.start,
            at: quotes,
            decoded: 0,
            pieces: Vec::new(),
        };
        let whole = Raw::new_unchecked(raw, Some(encoding), Span::new_unchecked(0, raw.len()));
        let _ = whole.decode_scalar(&mut builder, &mut Vec::<ParseError>::new());
        Self {
            pieces: builder.pieces,
            close: span.end.saturating_sub(quotes).max(span.start),
        }
    }

    fn range(&self, decoded: Range<usize>) -> Range<usize> {
        let start = self.of(decoded.start).start;
        let end = if decoded.is_empty() {
            start
        } else {
            self.of(decoded.end - 1).end
        };
        start..end.max(start)
    }

    fn of(&self, decoded: usize) -> Range<usize> {
        let after = self.pieces.partition_point(|(at, _)| *at <= decoded);
        let Some((at, raw)) = after.checked_sub(1).and_then(|last| self.pieces.get(last)) else {
            return self.close..self.close;
        };
        let within = decoded - at;
        let verbatim = self
            .pieces
            .get(after)
            .map_or(raw.len(), |(next, _)| next - at)
            == raw.len();
        match () {
            () if !verbatim => raw.clone(),
            () if raw.start + within >= raw.end => self.close..self.close,
            () => raw.start + within..raw.start + within + 1,
        }
    }
}

struct MapBuilder<'s> {
    raw: &'s str,
    start: usize,
    /// How far the raw string has been used up.
    at: usize,
    decoded: usize,
    pieces: Vec<(usize, Range<usize>)>,
}

impl<'s> StringBuilder<'s> for MapBuilder<'s> {
    fn clear(&mut self) {
        self.decoded = 0;
        self.pieces.clear();
    }

    fn push_str(&mut self, words: &'s str) -> bool {
        if !words.is_empty() {
            let from = offset(self.raw, words).unwrap_or(self.at);
            self.add(words.len(), from..(from + words.len()).min(self.raw.len()));
        }
        true
    }

    fn push_char(&mut self, c: char) -> bool {
        let from = self.at + self.raw.get(self.at..).map_or(0, continuation);
        let escape = self.raw.get(from..).map_or(0, escape);
        self.add(c.len_utf8(), from..from + escape);
        true
    }
}

impl MapBuilder<'_> {
    fn add(&mut self, decoded: usize, raw: Range<usize>) {
        self.pieces
            .push((self.decoded, self.start + raw.start..self.start + raw.end));
        self.decoded += decoded;
        self.at = raw.end;
    }
}

/// How many bytes a line-ending backslash with the white space behind it takes, if one stands here.
fn continuation(raw: &str) -> usize {
    let mut at = 0;
    while let Some(rest) = raw[at..].strip_prefix('\\') {
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
        if blank == 0 {
            break;
        }
        at += 1 + blank;
    }
    at
}

/// How many bytes the escape that stands here takes.
fn escape(raw: &str) -> usize {
    let long = match raw.as_bytes().get(1) {
        Some(b'u') => 6,
        Some(b'U') => 10,
        Some(b'x') => 4,
        _ => 2,
    };
    long.min(raw.len())
}

fn encoding(raw: &str) -> Option<(Encoding, usize)> {
    Some(match raw.as_bytes() {
        [b'"', b'"', b'"', ..] => (Encoding::MlBasicString, 3),
        [b'\'', b'\'', b'\'', ..] => (Encoding::MlLiteralString, 3),
        [b'"', ..] => (Encoding::BasicString, 1),
        [b'\'', ..] => (Encoding::LiteralString, 1),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Map;
    use toml::de::{DeTable, DeValue};

    /// Every character of the decoded string stands where the map says, or is an escape there.
    #[test]
    fn decoded_characters_are_found_again_in_the_file() {
        for value in [
            r#""plain""#,
            r"'literal \n'",
            r#""tab\t and \u00e9\u00e9 – \"quoted\" end""#,
            "\"\"\"\nfirst\r\nsecond \\\n   third \\\\ \\\n\n  \\u2014x\"\"\"",
            "'''\nраз\r\nдва'''",
            r#""\U0001F600я""#,
        ] {
            let document = format!("a = {value}\n");
            let (tree, faults) = DeTable::parse_recoverable(&document);
            assert!(faults.is_empty(), "{document:?} {faults:?}");
            let string = tree.get_ref().get("a").unwrap();
            let DeValue::String(decoded) = string.get_ref() else {
                panic!()
            };
            let map = Map::new(&document, &string.span());
            for (at, c) in decoded.char_indices() {
                let raw = &document[map.range(at..at + c.len_utf8())];
                assert!(
                    raw == c.to_string() || raw.starts_with('\\'),
                    "{raw:?} for {c:?} in {document:?}"
                );
            }
            assert_eq!(
                map.range(decoded.len()..decoded.len()).start
                    + if value.starts_with("\"\"\"") || value.starts_with("'''") {
                        3
                    } else {
                        1
                    },
                string.span().end
            );
        }
    }
}
