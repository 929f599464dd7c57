//! Changes to a text, made all at once so that places stay true until then.

use std::ops::Range;

/// Replacements of ranges that do not overlap.
#[derive(Debug, Default)]
pub(super) struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts words before a byte; of several at one byte the first stay first.
    pub(super) fn insert(&mut self, at: usize, words: impl Into<String>) {
        self.replace(at..at, words);
    }

    pub(super) fn replace(&mut self, range: Range<usize>, words: impl Into<String>) {
        self.0.push((range, words.into()));
    }

    /// Adds others, which stand behind these at the same places.
    pub(super) fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// The changed text; new lines end as its lines do.
    pub(super) fn apply(mut self, text: &str) -> String {
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let is_windows = text.contains("\r\n");
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for (range, words) in self.0 {
            out.push_str(text.get(at..range.start).unwrap_or_default());
            let words = words.replace('\r', "");
            if is_windows {
                out.push_str(&words.replace('\n', "\r\n"));
            } else {
                out.push_str(&words);
            }
            at = at.max(range.end);
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }
}
