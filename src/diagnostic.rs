//! Faults in a tour, as data: a code, a severity, the place, the words.
//!
//! Nothing here is coloured or laid out; the renderers in `diagnostic/` do that. Every fault an
//! educator can make is a [`Diagnostic`]; what they cannot help (a missing file) is an
//! [`Error`](crate::error::Error).

pub mod codes;
pub mod human;
pub mod json;
pub mod short;
pub(crate) mod suggestion;
pub(crate) mod visible;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use visible::visible;

/// A file of a tour, as read: the name it is shown by, and its text.
#[derive(Debug)]
pub struct SourceFile {
    /// The path as the educator would type it.
    pub name: String,
    /// The whole text, UTF-8. That of a file inside the program is not copied.
    pub text: Cow<'static, str>,
    /// The byte each line begins with, found when a line is first asked for.
    lines: OnceLock<Vec<usize>>,
}

/// A place in a file: a byte range on character boundaries.
#[derive(Debug, Clone)]
pub struct Place {
    pub file: Arc<SourceFile>,
    pub range: Range<usize>,
}

/// How much a fault matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a thought; nothing is wrong.
    Advice,
    /// The tour plays, but a visitor would notice.
    Warning,
    /// The tour does not play; with a picture that cannot be shown it does, and no pages are made of it.
    Error,
}

impl Severity {
    /// `error`, `warning` or `advice`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One fault.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// A stable kebab-case code, such as `unknown-note`, of the [catalogue](codes).
    pub code: &'static str,
    pub severity: Severity,
    /// One sentence in lower case, no full stop.
    pub message: String,
    /// Where; `None` for a fault of a whole file or folder, which the message then names.
    pub place: Option<Place>,
    /// What to do about it.
    pub help: Option<String>,
    /// A replacement of a range in the same file that would mend it.
    pub fix: Option<(Range<usize>, String)>,
}

impl Diagnostic {
    /// A fault with which the tour does not play.
    pub fn error(
        code: &'static str,
        place: impl Into<Option<Place>>,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Error, code, place.into(), &message.into())
    }

    /// A fault a visitor would notice.
    pub fn warning(
        code: &'static str,
        place: impl Into<Option<Place>>,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, code, place.into(), &message.into())
    }

    /// Something worth a thought.
    pub fn advice(
        code: &'static str,
        place: impl Into<Option<Place>>,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Advice, code, place.into(), &message.into())
    }

    fn new(severity: Severity, code: &'static str, place: Option<Place>, message: &str) -> Self {
        debug_assert!(
            codes::page(code).is_some(),
            "the code `{code}` is not in the catalogue in diagnostic/codes.rs"
        );
        Self {
            code,
            severity,
            message: visible(message).into_owned(),
            place,
            help: None,
            fix: None,
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(visible(&help.into()).into_owned());
        self
    }

    /// Adds a replacement of `range`, in the file of its place, that would mend it.
    #[must_use]
    pub fn fix(mut self, range: Range<usize>, text: impl Into<String>) -> Self {
        self.fix = Some((range, text.into()));
        self
    }

    /// Offers `name` in place of what stands at its place, where there is one; in quotation marks
    /// where it stands in them.
    #[must_use]
    pub(crate) fn or_rather(self, name: Option<&str>) -> Self {
        let (Some(name), Some(place)) = (name, &self.place) else {
            return self;
        };
        let range = place.range.clone();
        let quoted = place.file.text[range.clone()].starts_with(['"', '\'']);
        let text = if quoted {
            format!("\"{name}\"")
        } else {
            name.to_owned()
        };
        self.help(format!("did you mean `{name}`?"))
            .fix(range, text)
    }

    /// Adds what to do about it, unless there is a likely name already.
    #[must_use]
    pub(crate) fn or_help(self, help: impl Into<String>) -> Self {
        if self.help.is_some() {
            self
        } else {
            self.help(help)
        }
    }
}

impl Place {
    /// A place in `file`; the range is moved outward to the nearest character boundaries inside its
    /// [body](SourceFile::body).
    pub fn new(file: &Arc<SourceFile>, range: Range<usize>) -> Self {
        let text = &*file.text;
        let start = floor(text, range.start.max(text.len() - file.body().len()));
        let end = ceil(text, range.end.max(start));
        Self {
            file: Arc::clone(file),
            range: start..end,
        }
    }

    /// Line and column of its start, both from 1; the column counts characters.
    pub fn line_column(&self) -> (usize, usize) {
        self.file.line_column(self.range.start)
    }
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        (&self.name, &self.text) == (&other.name, &other.text)
    }
}

impl Eq for SourceFile {}

impl SourceFile {
    /// A file with this name and text.
    pub fn new(name: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Arc<Self> {
        Arc::new(Self {
            name: name.into(),
            text: text.into(),
            lines: OnceLock::new(),
        })
    }

    /// The text without the byte order mark that some editors put before it.
    pub fn body(&self) -> &str {
        self.text.strip_prefix('\u{feff}').unwrap_or(&self.text)
    }

    /// Line and column of a byte, both from 1; the column counts characters.
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let byte = floor(&self.text, byte);
        let starts = self.lines.get_or_init(|| self.line_starts());
        let line = starts.partition_point(|start| *start <= byte).max(1);
        let start = starts.get(line - 1).map_or(0, |start| (*start).min(byte));
        (line, self.text[start..byte].chars().count() + 1)
    }

    fn line_starts(&self) -> Vec<usize> {
        let newlines = memchr::memchr_iter(b'\n', self.text.as_bytes());
        let first = self.text.len() - self.body().len();
        std::iter::once(first)
            .chain(newlines.map(|newline| newline + 1))
            .collect()
    }
}

/// The last character boundary at or before a byte.
pub(crate) fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

/// The first character boundary at or behind a byte.
pub(crate) fn ceil(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte += 1;
    }
    byte
}

/// The severity of the worst of them; `None` where there is no fault.
pub fn worst(faults: &[Diagnostic]) -> Option<Severity> {
    faults.iter().map(|fault| fault.severity).max()
}

/// Sorts faults by file and place and drops those told twice.
pub(crate) fn settle(faults: &mut Vec<Diagnostic>) {
    faults.sort_by(|a, b| key(a).cmp(&key(b)));
    faults.dedup_by(|a, b| key(a) == key(b));
}

type Key<'a> = (
    Option<(&'a str, usize, usize)>,
    std::cmp::Reverse<Severity>,
    &'a str,
    &'a str,
);

fn key(fault: &Diagnostic) -> Key<'_> {
    let place = fault
        .place
        .as_ref()
        .map(|place| (place.file.name.as_str(), place.range.start, place.range.end));
    (
        place,
        std::cmp::Reverse(fault.severity),
        fault.code,
        &fault.message,
    )
}
