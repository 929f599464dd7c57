//! Breaks a text into lines of a given width: Unicode line breaking (UAX #14), each line as full as it
//! goes. Words are never hyphenated.
//!
//! `textwrap`'s optimal fit would give a more even edge for a third of the instructions of a whole
//! page turn; ragged right reads as well.

use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::markup::{Link, Text};

/// A piece that may stand at a line's end.
#[derive(Debug)]
struct Piece {
    range: Range<usize>,
    /// Without the white space that ends it.
    width: f64,
    space: f64,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.width
    }

    fn whitespace_width(&self) -> f64 {
        self.space
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The lines of `text` at `width` cells, as byte ranges without the spaces at their ends.
///
/// A word wider than the line is broken inside. An empty text has one empty line.
pub(crate) fn wrap(text: &Text, width: u16) -> Vec<Range<usize>> {
    let width = usize::from(width.max(1));
    if text.string.len() <= width && !text.string.contains('\n') {
        // A string is never wider than it has bytes.
        let all = 0..text.string.trim_end().len();
        return vec![all; 1];
    }
    let pieces = pieces(text, width);
    let lines: Vec<_> = pieces
        .chunk_by(|piece, _| !text.string[..piece.range.end].ends_with('\n'))
        .flat_map(|line| wrap_first_fit(line, &[width as f64]))
        .filter_map(|line| span(line, &text.string))
        .collect();
    if lines.is_empty() {
        vec![0..0; 1]
    } else {
        lines
    }
}

fn span(line: &[Piece], string: &str) -> Option<Range<usize>> {
    let (first, last) = (line.first()?, line.last()?);
    let end = first.range.start + string[first.range.start..last.range.end].trim_end().len();
    Some(first.range.start..end)
}

fn pieces(text: &Text, width: usize) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(text.string.len() / 5);
    let mut start = 0;
    for (end, _) in linebreaks(&text.string) {
        if end < text.string.len() && glued(text, end) {
            continue;
        }
        push(&mut pieces, &text.string, start..end, width);
        start = end;
    }
    pieces
}

/// A note mark stays with the word before it.
fn glued(text: &Text, at: usize) -> bool {
    let run = text.runs.partition_point(|run| run.range.start < at);
    let starts_mark = text
        .runs
        .get(run)
        .is_some_and(|run| run.range.start == at && matches!(run.link, Some(Link::Mark(_))));
    starts_mark && !text.string[..at].ends_with(char::is_whitespace)
}

fn push(pieces: &mut Vec<Piece>, string: &str, range: Range<usize>, limit: usize) {
    let whole = &string[range.clone()];
    let word = whole.trim_end();
    let width = cells(word);
    if width > limit {
        break_inside(pieces, string, range.start..range.start + word.len(), limit);
        return;
    }
    let space = (whole.len() - word.len()).min(1);
    pieces.push(Piece {
        range,
        width: width as f64,
        space: space as f64,
    });
}

fn break_inside(pieces: &mut Vec<Piece>, string: &str, range: Range<usize>, limit: usize) {
    let (mut start, mut width) = (range.start, 0);
    for (at, grapheme) in string[range.clone()].grapheme_indices(true) {
        let cells = grapheme.width();
        if width + cells > limit && width > 0 {
            pieces.push(Piece {
                range: start..range.start + at,
                width: width as f64,
                space: 0.0,
            });
            (start, width) = (range.start + at, 0);
        }
        width += cells;
    }
    pieces.push(Piece {
        range: start..range.end,
        width: width as f64,
        space: 0.0,
    });
}

/// The width of a string in cells.
pub(crate) fn cells(string: &str) -> usize {
    if string.is_ascii() {
        string.len()
    } else {
        string.width()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markup::{Face, Run};

    fn lines(string: &str, width: u16) -> Vec<&str> {
        wrap(&Text::plain(string), width)
            .into_iter()
            .map(|range| &string[range])
            .collect()
    }

    #[test]
    fn breaks_at_spaces_hyphens_and_dashes_only() {
        assert_eq!(
            lines("The women of the camp worked", 12),
            ["The women of", "the camp", "worked"]
        );
        assert_eq!(
            lines("Музейно-мемориальный комплекс", 22),
            ["Музейно-мемориальный", "комплекс"]
        );
        assert_eq!(
            lines("с.\u{a0}12 и с.\u{a0}14", 7),
            ["с.\u{a0}12 и", "с.\u{a0}14"]
        );
    }

    #[test]
    fn a_long_word_is_broken_at_the_edge() {
        assert_eq!(lines("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(lines("你好世界", 5), ["你好", "世界"]);
        assert_eq!(lines("a", 0), ["a"]);
    }

    #[test]
    fn a_line_ends_where_the_author_ended_it() {
        let verse = "One line,\nanother that is long,\n\nthe last";
        assert_eq!(
            lines(verse, 14),
            ["One line,", "another that", "is long,", "", "the last"]
        );
    }

    #[test]
    fn nothing_is_one_empty_line() {
        assert_eq!(lines("", 10), [""]);
    }

    #[test]
    fn a_mark_stays_with_its_word() {
        let string = "They were there.[12] More.".to_owned();
        let run = Run {
            range: 16..20,
            face: Face::default(),
            link: Some(Link::Mark(11)),
        };
        let text = Text {
            string,
            runs: vec![run],
        };
        let lines: Vec<_> = wrap(&text, 18)
            .into_iter()
            .map(|range| &text.string[range])
            .collect();
        assert_eq!(lines, ["They were", "there.[12] More."]);
    }
}
