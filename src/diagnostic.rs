//! Faults in a tour, as data: a code, a severity, the place, the words.
//!
//! Nothing here is coloured or laid out; the renderers in `diagnostic/` do that. Every fault an
//! educator can make is a [`Diagnostic`]; what they cannot help (a missing file) is an
//! [`Error`](crate::error::Error).

use std::ops::Range;
use std::sync::Arc;

/// A file of a tour, as read: the name it is shown by, and its text.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// The path as the educator would type it.
    pub name: String,
    /// The whole text, UTF-8.
    pub text: String,
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
    /// The tour does not play.
    Error,
}

/// One fault.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// A stable kebab-case code, such as `unknown-note`.
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
