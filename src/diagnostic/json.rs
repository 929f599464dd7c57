//! Faults as one JSON document, for programs: an array with an object for each fault.
//!
//! ```json
//! [
//!   {
//!     "file": "tour.toml",
//!     "code": "unknown-note",
//!     "severity": "error",
//!     "message": "there is no note `paper`",
//!     "range": {
//!       "start": { "line": 12, "column": 8, "byte": 230 },
//!       "end": { "line": 12, "column": 13, "byte": 235 }
//!     },
//!     "help": "did you mean `papers`?",
//!     "fix": {
//!       "start": { "line": 12, "column": 8, "byte": 230 },
//!       "end": { "line": 12, "column": 13, "byte": 235 },
//!       "text": "papers"
//!     }
//!   }
//! ]
//! ```
//!
//! Every object has all of these keys. `severity` is `error`, `warning` or `advice`. Lines and columns
//! count from 1, columns in characters (Unicode scalar values); `byte` counts from 0 in the file as it
//! lies on the disk, byte order mark included; `end` is the place behind the last character. `file`
//! and `range` are null for a fault of no single place, which the message then names; `help` and `fix`
//! are null where there is none. A fix replaces the text from `start` to `end` with `text`. Keys may be
//! added later; none of these will change its meaning. Files that could not be read are not in it:
//! `docent check` names them on standard error, and ends with 3.

use std::ops::Range;

use serde::Serialize;

use super::{Diagnostic, SourceFile};

#[derive(Serialize)]
struct Fault<'a> {
    file: Option<&'a str>,
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    range: Option<Span>,
    help: Option<&'a str>,
    fix: Option<Fix<'a>>,
}

#[derive(Serialize)]
struct Span {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Fix<'a> {
    start: Position,
    end: Position,
    text: &'a str,
}

#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
    byte: usize,
}

/// The document, with a line ending behind it; `[]` for no faults.
pub fn render(faults: &[Diagnostic]) -> String {
    let faults: Vec<_> = faults.iter().map(fault).collect();
    // Texts and numbers can always be written as JSON.
    let document = serde_json::to_string_pretty(&faults).unwrap_or_default();
    document + "\n"
}

fn fault(fault: &Diagnostic) -> Fault<'_> {
    let place = fault.place.as_ref();
    Fault {
        file: place.map(|place| place.file.name.as_str()),
        code: fault.code,
        severity: fault.severity.name(),
        message: &fault.message,
        range: place.map(|place| span(&place.file, &place.range)),
        help: fault.help.as_deref(),
        fix: place
            .zip(fault.fix.as_ref())
            .map(|(place, (range, text))| fix(&place.file, range, text)),
    }
}

fn span(file: &SourceFile, range: &Range<usize>) -> Span {
    Span {
        start: position(file, range.start),
        end: position(file, range.end),
    }
}

fn fix<'a>(file: &SourceFile, range: &Range<usize>, text: &'a str) -> Fix<'a> {
    let Span { start, end } = span(file, range);
    Fix { start, end, text }
}

fn position(file: &SourceFile, byte: usize) -> Position {
    let (line, column) = file.line_column(byte);
    Position { line, column, byte }
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::diagnostic::{Diagnostic, Place, SourceFile};

    #[test]
    fn a_fault_is_an_object_with_every_key() {
        let file = SourceFile::new("тур.toml", "\u{feff}a = 1\nйб = \"x\"\n");
        let at = file.text.find('б').unwrap();
        let unknown = Diagnostic::error("unknown-key", Place::new(&file, at..at + 2), "no `б`");
        let faults = [
            unknown.help("did you mean `в`?").fix(at..at + 2, "в"),
            Diagnostic::advice("missing", None, "there is more"),
        ];
        let document: serde_json::Value = serde_json::from_str(&render(&faults)).unwrap();
        let start = serde_json::json!({ "line": 2, "column": 2, "byte": 11 });
        let end = serde_json::json!({ "line": 2, "column": 3, "byte": 13 });
        let expected = serde_json::json!([
            {
                "file": "тур.toml",
                "code": "unknown-key",
                "severity": "error",
                "message": "no `б`",
                "range": { "start": start, "end": end },
                "help": "did you mean `в`?",
                "fix": { "start": start, "end": end, "text": "в" },
            },
            {
                "file": null,
                "code": "missing",
                "severity": "advice",
                "message": "there is more",
                "range": null,
                "help": null,
                "fix": null,
            },
        ]);
        assert_eq!(document, expected);
        assert_eq!(render(&[]), "[]\n");
    }
}
