//! Words in a drawing: how wide they are about, and where their lines break.
//!
//! SVG breaks no lines by itself, and nobody knows the reader's fonts; what is reckoned here is a little
//! wider than the usual ones.

use maud::{Markup, html};
use textwrap::{Options, WordSplitter};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The height of letters in a drawing, in its own units.
pub(super) const SIZE: f64 = 14.0;

/// The distance from a line of words to the next, in parts of their size.
pub(super) const LEADING: f64 = 1.25;

/// How far a column of letters is, in parts of their size.
const COLUMN: f64 = 0.58;

/// How wide words are, in parts of their size.
pub(super) fn width(words: &str) -> f64 {
    words.graphemes(true).map(letter).sum()
}

fn letter(letter: &str) -> f64 {
    const NARROW: &str = "iljtfrI.,:;'’!|()[] і";
    const WIDE: &str = "mwMWшщжюмыфШЩЖЮМЫФ@%—";
    match letter.chars().next() {
        Some(first) if NARROW.contains(first) => 0.36,
        Some(first) if WIDE.contains(first) => 0.9,
        Some(first) if first.is_uppercase() => 0.7,
        _ => COLUMN * letter.width() as f64,
    }
}

/// Words in lines that are at most `room` wide, in parts of their size; what is longer is broken inside.
pub(super) fn lines(words: &str, room: f64) -> Vec<String> {
    let columns = (room / COLUMN).max(1.0) as usize;
    let options = Options::new(columns).word_splitter(WordSplitter::NoHyphenation);
    let lines = textwrap::wrap(words, options);
    lines.into_iter().map(String::from).collect()
}

/// Words cut so that they are at most `room` wide, in parts of their size.
pub(super) fn cut(words: &str, room: f64) -> String {
    if width(words) <= room {
        return words.to_owned();
    }
    let mut used = width("…");
    let fits = |part: &&str| {
        used += letter(part);
        used <= room
    };
    let kept: String = words.graphemes(true).take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// A length or place in a drawing, to a tenth of its units.
pub(super) fn tenth(length: f64) -> String {
    let tenth = (length * 10.0).round() / 10.0;
    // Not `-0`.
    (tenth + 0.0).to_string()
}

/// Where words hold on to their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// One line of words, its base line at `y`; their language, if that is not the page's.
pub(super) fn line(words: &str, lang: Option<&str>, (x, y): (f64, f64), anchor: Anchor) -> Markup {
    html! {
        text lang=[lang] x=(tenth(x)) y=(tenth(y)) text-anchor=(anchor.name()) font-size=(SIZE) fill="currentColor" {
            (words)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{cut, lines, tenth, width};

    #[test]
    fn words_are_cut_to_their_room() {
        for (words, room, shown) in [
            ("Dolinka", 8.0, "Dolinka"),
            ("Караганда", 3.0, "Кар…"),
            ("a b c d e f", 1.5, "a…"),
            ("", 0.0, ""),
        ] {
            assert_eq!(cut(words, room), shown);
        }
    }

    #[test]
    fn lines_are_no_wider_than_their_room_in_every_script() {
        for words in [
            "pregnant or nursing: 655 of 2,103 (31 %)",
            "беременные или кормящие: 655 из 2103 (31 %)",
            "婦女與兒童在營地中的人數",
            "averyveryverylongwordthatfitsnowhereatall",
        ] {
            let lines = lines(words, 12.0);
            assert!(lines.len() > 1, "{lines:?}");
            assert!(lines.iter().all(|line| width(line) < 14.0), "{lines:?}");
        }
    }

    #[test]
    fn lengths_are_written_to_a_tenth() {
        for (length, shown) in [(1.0, "1"), (1.26, "1.3"), (-0.01, "0"), (-2.55, "-2.6")] {
            assert_eq!(tenth(length), shown);
        }
    }
}
