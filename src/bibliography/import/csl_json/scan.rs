//! Cuts JSON into items and members, with their places, and finds its way again behind faults.

use std::ops::Range;

/// The items of a list; `None` where the text is none.
pub(super) fn items(text: &str) -> Option<Vec<Range<usize>>> {
    let start = text.len()
        - text
            .trim_start_matches([' ', '\n', '\r', '\t', '\u{feff}'])
            .len();
    match text.as_bytes().get(start)? {
        b'[' => Some(elements(text, start + 1)),
        // One item by itself.
        b'{' => Some(std::iter::once(start..item_end(text, start)).collect()),
        _ => None,
    }
}

/// The elements of a list, from behind its bracket.
fn elements(text: &str, mut at: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    while let Some((next, c)) = text[at..].char_indices().find(|(_, c)| !is_between(*c)) {
        let start = at + next;
        if c == ']' {
            break;
        }
        at = match c {
            '{' => item_end(text, start),
            _ => value_end(text, start).max(start + c.len_utf8()),
        };
        found.push(start..at);
    }
    found
}

fn is_between(c: char) -> bool {
    c.is_ascii_whitespace() || c == ','
}

/// The end of the item that begins at `start`. One that is not closed ends where the next begins: no
/// object stands in an object without a name.
fn item_end(text: &str, start: usize) -> usize {
    let mut open: Vec<u8> = Vec::new();
    let bytes = text.as_bytes();
    let (mut at, mut before) = (start, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = string_end(text, at);
                before = byte;
                continue;
            }
            b'{' if open.len() == 1 && matches!(before, b',' | b'}' | b']' | b'"') => {
                return start + text[start..at].trim_end_matches(is_between).len();
            }
            b'{' | b'[' => open.push(byte),
            b'}' | b']' => {
                let opening = if byte == b'}' { b'{' } else { b'[' };
                match open.iter().rposition(|bracket| *bracket == opening) {
                    Some(place) => open.truncate(place),
                    // The end of the list, in an item that is not closed.
                    None => return at,
                }
                if open.is_empty() {
                    return at + 1;
                }
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
        at += 1;
    }
    text.len()
}

/// Behind the closing quotation mark; at the end of the line where there is none.
fn string_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\n' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

fn value_end(text: &str, start: usize) -> usize {
    match text.as_bytes().get(start) {
        Some(b'"') => string_end(text, start),
        Some(b'{' | b'[') => item_end(text, start),
        _ => {
            let rest = &text[start..];
            start
                + rest
                    .find(|c| is_between(c) || matches!(c, '}' | ']' | ':'))
                    .unwrap_or(rest.len())
        }
    }
}

/// The names, without quotation marks, and the values of an object that is sound JSON.
pub(super) fn members(text: &str, object: Range<usize>) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = object.start + 1;
    let next = |at: usize| {
        let skipped = |c: char| is_between(c) || c == ':';
        text[at..object.end]
            .find(|c| !skipped(c))
            .map(|next| at + next)
    };
    while let Some(name) = next(at).filter(|name| text[*name..].starts_with('"')) {
        let name = name..string_end(text, name);
        let Some(start) = next(name.end) else {
            break;
        };
        let value = start..value_end(text, start);
        at = value.end;
        found.push((name.start + 1..name.end - 1, value));
    }
    found
}

/// The elements of a list that is sound JSON.
pub(super) fn list(text: &str, list: Range<usize>) -> Vec<Range<usize>> {
    elements(&text[..list.end], list.start + 1)
}
