//! The pieces of a TOML file: headers and statements, found without reading what is in them.

use std::ops::Range;

use memchr::memmem;

use super::{Header, Kind};

/// A header line, or a key with its value; blank lines and comments are none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// The line, without its line ending.
    Header(Range<usize>),
    /// From the key to the end of the line its value ends on.
    Statement {
        range: Range<usize>,
        /// The quotation marks or bracket that nothing closes.
        open: Option<Range<usize>>,
    },
}

impl Piece {
    /// All of its bytes.
    pub(crate) fn range(self) -> Range<usize> {
        match self {
            Self::Header(range) | Self::Statement { range, .. } => range,
        }
    }
}

/// After so many endings forgotten in one file we look for no more headers in texts: the time
/// stays linear whatever the file holds.
const PATIENCE: u8 = 100;

/// The pieces of a file or section, in order.
pub(crate) fn pieces(text: &str) -> Pieces<'_> {
    Pieces {
        text,
        at: start(text),
        patience: PATIENCE,
    }
}

/// Iterates over [`Piece`]s.
pub(crate) struct Pieces<'a> {
    text: &'a str,
    at: usize,
    patience: u8,
}

/// What a run of value ended with.
enum End {
    /// The end of the string, line or file, at this byte.
    At(usize),
    /// Nothing closes what opens here; reading goes on at the second byte.
    Open(Range<usize>, usize),
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at)? {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                b'#' => self.at = line_end(bytes, self.at),
                b'[' => return Some(self.header()),
                _ => return Some(self.statement()),
            }
        }
    }
}

impl Pieces<'_> {
    fn header(&mut self) -> Piece {
        let bytes = self.text.as_bytes();
        let indent = bytes[..self.at]
            .iter()
            .rev()
            .take_while(|byte| matches!(byte, b' ' | b'\t'));
        let line = self.at - indent.count();
        self.at = line_end(bytes, self.at);
        let end = if bytes[..self.at].ends_with(b"\r") {
            self.at - 1
        } else {
            self.at
        };
        Piece::Header(line..end)
    }

    fn statement(&mut self) -> Piece {
        let start = self.at;
        let (end, open) = match self.value() {
            End::At(end) => (end, None),
            End::Open(open, end) => (end, Some(open)),
        };
        self.patience = self.patience.saturating_sub(u8::from(open.is_some()));
        self.at = end;
        Piece::Statement {
            range: start..end,
            open,
        }
    }

    /// Skips to the end of the statement that begins here.
    fn value(&self) -> End {
        let bytes = self.text.as_bytes();
        let (mut at, mut brackets) = (self.at, Vec::new());
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\n' => {
                    let Some(open) = brackets.last().copied() else {
                        return End::At(at);
                    };
                    if self.is_header(at + 1, false) {
                        return End::Open(open..open + 1, at + 1);
                    }
                    at += 1;
                }
                b'#' => at = line_end(bytes, at),
                b'[' | b'{' => {
                    brackets.push(at);
                    at += 1;
                }
                b']' | b'}' => {
                    brackets.pop();
                    at += 1;
                }
                b'"' | b'\'' => match self.string(at) {
                    End::At(end) => at = end,
                    open @ End::Open(..) => return open,
                },
                _ => at += plain(&bytes[at..]),
            }
        }
        match brackets.last() {
            Some(&open) => End::Open(open..open + 1, at),
            None => End::At(at),
        }
    }

    /// Skips the string that begins here; a short one ends with its line at the latest.
    fn string(&self, at: usize) -> End {
        let bytes = self.text.as_bytes();
        let quote = bytes[at];
        if bytes[at..].starts_with(&[quote; 3]) {
            return self.long_string(at, quote);
        }
        let mut end = at + 1;
        while let Some(found) = memchr::memchr2(quote, b'\n', &bytes[end..]) {
            end += found;
            if bytes[end] == b'\n' {
                return End::Open(at..at + 1, end);
            }
            end += 1;
            if quote == b'\'' || !is_escaped(bytes, at + 1, end - 1) {
                return End::At(end);
            }
        }
        End::Open(at..at + 1, bytes.len())
    }

    fn long_string(&self, start: usize, quote: u8) -> End {
        let bytes = self.text.as_bytes();
        let mut at = start + 3;
        while let Some(found) = memchr::memchr(quote, &bytes[at..]) {
            let close = at + found;
            at = close + 1;
            if !bytes[close..].starts_with(&[quote; 3])
                || (quote == b'"' && is_escaped(bytes, start + 3, close))
            {
                continue;
            }
            if let Some(resume) = self.opens_another(start + 3, close) {
                return End::Open(start..start + 3, resume);
            }
            let extra = bytes[close + 3..]
                .iter()
                .take(2)
                .take_while(|byte| **byte == quote)
                .count();
            return End::At(close + 3 + extra);
        }
        let resume = self
            .header_between(start + 3, bytes.len())
            .unwrap_or(bytes.len());
        End::Open(start..start + 3, resume)
    }

    /// Three quotation marks that seem to close a text open the next one in truth (`key = """`):
    /// where the reading goes on.
    fn opens_another(&self, from: usize, close: usize) -> Option<usize> {
        let line = memchr::memrchr(b'\n', &self.text.as_bytes()[from..close])? + from + 1;
        let key = self.text[line..close].trim().strip_suffix('=')?.trim();
        let is_key = !key.is_empty()
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        is_key.then(|| self.header_between(from, close).unwrap_or(line))
    }

    /// The first line between two bytes that is a header of a tour's.
    fn header_between(&self, from: usize, to: usize) -> Option<usize> {
        if self.patience == 0 {
            return None;
        }
        let found = memmem::find_iter(&self.text.as_bytes()[from..to], b"\n[");
        found
            .map(|found| from + found + 1)
            .find(|line| self.is_header(*line, true))
    }

    /// The line that begins here is a header: of a kind that tours have, or of any when not `known`.
    fn is_header(&self, line: usize, known: bool) -> bool {
        let bytes = self.text.as_bytes();
        if bytes.get(line) != Some(&b'[') {
            return false;
        }
        let header = Header::parse(&self.text[line..line_end(bytes, line)]);
        let first = header.first();
        let named = first.starts_with(|c: char| c.is_ascii_alphabetic())
            && !["true", "false", "inf", "nan"].contains(&first);
        header.is_sound() && named && (!known || Kind::of(first).is_some())
    }
}

/// How many bytes from here mean nothing to the scanner; at least the one that was looked at.
fn plain(bytes: &[u8]) -> usize {
    let found = bytes
        .iter()
        .skip(1)
        .position(|byte| SPECIAL[usize::from(*byte)]);
    found.map_or(bytes.len(), |found| found + 1)
}

/// The bytes at which a value may begin, end or continue in the next line.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let bytes = b"\n#[]{}\"'";
    let mut index = 0;
    while index < bytes.len() {
        special[bytes[index] as usize] = true;
        index += 1;
    }
    special
};

/// Behind the byte order mark.
fn start(text: &str) -> usize {
    if text.starts_with('\u{feff}') { 3 } else { 0 }
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |newline| at + newline)
}

/// An odd number of backslashes stands before this byte.
fn is_escaped(bytes: &[u8], from: usize, at: usize) -> bool {
    bytes[from..at]
        .iter()
        .rev()
        .take_while(|byte| **byte == b'\\')
        .count()
        % 2
        == 1
}
