//! Markup that was begun and not ended, told from what it left behind among the words.

use super::read::Fault;
use crate::diagnostic::Severity;

/// Warns of brackets, asterisks and the like, at these bytes of a text, that have no partner.
pub(super) fn unpaired(text: &str, left_over: &[usize], faults: &mut Vec<Fault>) {
    let mut brackets = Vec::new();
    let mut last_mark = None;
    for &at in left_over {
        match text.as_bytes()[at] {
            b'[' => brackets.push(at),
            b']' => match brackets.pop() {
                Some(open) => faults.extend(pair(text, open, at)),
                None => faults.push(warning(
                    text,
                    at,
                    at + 1,
                    "this bracket has no partner",
                    "put a [ before it, or write \\] for a bracket among the words",
                )),
            },
            b'@' => {}
            byte if at.checked_sub(1) == last_mark
                && last_mark.is_some_and(|last| text.as_bytes()[last] == byte) =>
            {
                last_mark = Some(at);
            }
            byte => {
                last_mark = Some(at);
                faults.extend(mark(text, at, byte));
            }
        }
    }
    faults.extend(brackets.into_iter().map(|open| unclosed(text, open)));
}

/// The byte stands behind an odd number of backslashes.
pub(super) fn is_escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at]
        .iter()
        .rev()
        .take_while(|byte| **byte == b'\\')
        .count()
        % 2
        == 1
}

/// A pair of brackets that was read as words: fine, unless it was meant as more.
fn pair(text: &str, open: usize, close: usize) -> Option<Fault> {
    let inside = &text[open + 1..close];
    if text[close + 1..].starts_with('(') {
        return Some(warning(
            text,
            open,
            close + 2,
            "this link is not complete",
            "write [words](term:id) or [words](https://…), with no spaces in the round brackets",
        ));
    }
    if inside.starts_with('@') && inside[1..].starts_with(char::is_alphanumeric) {
        return Some(warning(
            text,
            open,
            close + 1,
            "this is not read as a citation",
            "write [@id, p. 4; @other], with no brackets inside or behind it",
        ));
    }
    if inside.starts_with('^') {
        return Some(warning(
            text,
            open,
            close + 1,
            "this is not read as a note mark",
            "write [^id], with no spaces",
        ));
    }
    None
}

fn unclosed(text: &str, open: usize) -> Fault {
    let help = "put a ] behind its words, or write \\[ for a bracket among the words";
    let message = match text.as_bytes().get(open + 1) {
        Some(b'^') => "this note mark is not closed",
        Some(b'@') => "this citation is not closed",
        _ => "this bracket is not closed",
    };
    let marks = text[open + 1..].starts_with(['^', '@']);
    Fault {
        // A visitor would read the raw sign, and miss a source.
        severity: if marks {
            Severity::Error
        } else {
            Severity::Warning
        },
        ..warning(text, open, open + 1, message, help)
    }
}

fn mark(text: &str, at: usize, byte: u8) -> Option<Fault> {
    let end = at
        + text.as_bytes()[at..]
            .iter()
            .take_while(|next| **next == byte)
            .count();
    let before = text[..at]
        .chars()
        .next_back()
        .is_some_and(char::is_alphanumeric);
    let after = text[end..]
        .chars()
        .next()
        .is_some_and(char::is_alphanumeric);
    // `2*3` and `snake_case` are words; so is an asterisk with spaces or punctuation on both sides.
    if before == after && byte != b'`' {
        return None;
    }
    let help = match byte {
        b'*' => "put another behind the words, or write \\* for an asterisk",
        b'_' => "put another behind the words, or write \\_ for an underscore",
        _ => "put another behind the words, or write \\` for a backtick",
    };
    Some(warning(
        text,
        at,
        end,
        &format!("`{}` has no partner", &text[at..end]),
        help,
    ))
}

fn warning(text: &str, start: usize, end: usize, message: &str, help: &'static str) -> Fault {
    let range = start..end.min(text.len());
    Fault {
        range,
        severity: Severity::Warning,
        code: "unclosed",
        message: message.to_owned(),
        help,
    }
}
