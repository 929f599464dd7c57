//! Note marks and citations that lack a sign, such as `[desks]` for `[^desks]`: shown as they are written.
//!
//! Whether their words are an id at all is known only when a whole tour has been read.

use std::ops::Range;

use super::citation;
use super::link::Target;

/// Words that would be a mark if they had its signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unmarked {
    /// Bytes of the text that was read.
    pub(crate) range: Range<usize>,
    /// What they may have been meant for and how that is written, the likeliest first; never empty.
    pub(crate) meant: Vec<(Target, String)>,
}

/// Those that stand at these bytes, which look like markup and were read as words.
pub(super) fn unmarked(text: &str, left_over: &[usize]) -> Vec<Unmarked> {
    let (mut brackets, mut found) = (Vec::new(), Vec::new());
    for &at in left_over {
        match text.as_bytes().get(at) {
            Some(b'[') => brackets.push(at),
            Some(b']') => {
                let open = brackets.pop();
                found.extend(open.and_then(|open| bracketed(text, open, at)));
            }
            // A citation that is not closed is told as such.
            Some(b'@') if brackets.is_empty() => found.extend(bare(text, at)),
            _ => {}
        }
    }
    found
}

/// `[desks]`, `^[desks]` and `[ivanov-2001, p. 12]`.
fn bracketed(text: &str, open: usize, close: usize) -> Option<Unmarked> {
    let inside = text[open + 1..close].trim();
    let id = citation::id(inside);
    let behind = inside[id.len()..].trim_start();
    let is_whole = behind.is_empty() || behind.starts_with([',', ';']);
    if id.is_empty() || !is_whole || text[close + 1..].starts_with('(') {
        return None;
    }
    let note = (Target::Note(id.into()), format!("[^{id}]"));
    let source = (Target::Source(id.into()), format!("[@{inside}]"));
    Some(Unmarked {
        range: open - usize::from(text[..open].ends_with('^'))..close + 1,
        // A page is told of sources only.
        meant: if id == inside {
            vec![note, source]
        } else {
            vec![source]
        },
    })
}

/// `@ivanov-2001` and `(@ivanov-2001, p. 12)`.
fn bare(text: &str, at: usize) -> Option<Unmarked> {
    let id = citation::id(&text[at + 1..]);
    if id.is_empty() || text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '[') {
        return None;
    }
    let range = parentheses(text, at).unwrap_or(at..at + 1 + id.len());
    let words = text[range.clone()].trim_matches(['(', ')']);
    Some(Unmarked {
        meant: vec![(Target::Source(id.into()), format!("[{words}]"))],
        range,
    })
}

/// The round brackets around a byte, in its line, not far off and with no others inside.
fn parentheses(text: &str, at: usize) -> Option<Range<usize>> {
    const FAR: usize = 200;
    let ends = |(_, c): &(usize, char)| matches!(c, '(' | ')' | '[' | ']' | '\n');
    let mut before = text[..at].char_indices().rev().take(FAR);
    let mut behind = text[at..].char_indices().take(FAR);
    match (before.find(ends)?, behind.find(ends)?) {
        ((open, '('), (close, ')')) => Some(open..at + close + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::markup::read::read;
    use crate::tour::Marks;

    #[test]
    fn words_that_may_lack_a_sign_are_kept_for_the_end() {
        for (text, expected) in [
            ("The desks.[desks]", "[desks] as [^desks] or [@desks]"),
            ("The desks.^[desks]", "^[desks] as [^desks] or [@desks]"),
            ("So.[ivanov, p. 12]", "[ivanov, p. 12] as [@ivanov, p. 12]"),
            (
                "So (@ivanov, p. 12).",
                "(@ivanov, p. 12) as [@ivanov, p. 12]",
            ),
            ("So (see @ivanov).", "(see @ivanov) as [see @ivanov]"),
            ("As @ivanov: so.", "@ivanov as [@ivanov]"),
            ("[sic][@a]", "[sic] as [^sic] or [@sic]"),
            ("[so it was]", ""),
            ("[desks](station:a) [^desks] [@ivanov]", ""),
            (r"\[desks\] me@ivanov `[desks]` [@ivanov", ""),
        ] {
            let reading = read(text, Some(&mut Marks::default()));
            let told = reading.unmarked.iter().map(|unmarked| {
                let meant = unmarked.meant.iter().map(|(_, words)| words.as_str());
                let meant: Vec<_> = meant.collect();
                format!(
                    "{} as {}",
                    &text[unmarked.range.clone()],
                    meant.join(" or ")
                )
            });
            assert_eq!(told.collect::<Vec<_>>().join(", "), expected, "{text}");
        }
    }

    #[test]
    fn where_no_notes_are_called_only_sources_are_looked_for() {
        let reading = read("The desks.[desks]", None);
        let meant = reading.unmarked.iter().flat_map(|it| &it.meant);
        let words: Vec<_> = meant.map(|(_, words)| words.as_str()).collect();
        assert_eq!(words, ["[@desks]"]);
    }
}
