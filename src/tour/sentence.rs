//! Sentences, as somebody who reads aloud finds them.
//!
//! A sentence ends at `.`, `!`, `?` or `…` with the quotation marks and brackets behind it, before
//! white space and a word that does not begin small; but not at an abbreviation, an initial or, in
//! German, an ordinal. So the end is mostly that of UAX #29, which knows no abbreviations and takes a
//! hundred times as long.

use std::ops::Range;

use crate::diagnostic::floor;
use crate::markup::{Link, Text};

/// Words before whose full stop no sentence ends, in the languages of tours, in small letters.
const ABBREVIATIONS: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "st",
    "gen",
    "col",
    "capt",
    "lt",
    "rev",
    "hon",
    "vs",
    "cf",
    "vol",
    "pp",
    "ed",
    "eds",
    "approx",
    "ca",
    "al",
    "fig",
    "para",
    "paras",
    "chap",
    "sec", // English
    "им",
    "ул",
    "обл",
    "пос",
    "дер",
    "см",
    "ср",
    "рис",
    "проф",
    "акад",
    "ген",
    "тов",
    "тыс",
    "просп",
    "стр",
    "св",
    "гр",
    "гл",
    "абз", // Russian
    "көш",
    "даң", // Kazakh
    "nr",
    "str",
    "bzw",
    "vgl",
    "abb",
    "hl",
    "bd", // German
    "av",
    "mme",
    "mlle", // French
    "sr",
    "sra",
    "dra",
    "avda", // Spanish
];

/// The sentences of a text, as byte ranges without the white space around them.
pub(crate) fn sentences(text: &str, language: &str) -> Vec<Range<usize>> {
    let (mut found, mut start) = (Vec::new(), 0);
    let mut ahead = Ahead::new(text);
    for (at, mark) in text.match_indices(is_end) {
        // Of several marks in a row the first has found the end.
        if at < start {
            continue;
        }
        let end = ahead.end(at + mark.len());
        let ends = parts(mark, &text[end..]) && ahead.begins(end);
        if ends && (mark != "." || !goes_on(&text[start..at], language)) {
            found.push(start..end);
            start = end;
        }
    }
    found.push(start..text.len());
    let trimmed = found.into_iter().filter_map(|range| trim(text, range));
    trimmed.collect()
}

/// What stands ahead in a text, looked up from places that only go forward, so that all of it is
/// read once.
struct Ahead<'t> {
    text: &'t str,
    /// The end of the last marks in a row.
    end: usize,
    /// The next letter or digit.
    word: usize,
}

impl<'t> Ahead<'t> {
    fn new(text: &'t str) -> Self {
        let (end, word) = (0, 0);
        Self { text, end, word }
    }

    /// The end of the marks, quotation marks and brackets that stand behind a mark.
    fn end(&mut self, behind: usize) -> usize {
        if self.end < behind {
            let rest = self.text[behind..].trim_start_matches(|c| is_end(c) || is_closer(c));
            self.end = self.text.len() - rest.len();
        }
        self.end
    }

    /// Whether a sentence may begin behind an end.
    fn begins(&mut self, end: usize) -> bool {
        if self.word < end {
            let rest = self.text[end..].trim_start_matches(|c: char| !c.is_alphanumeric());
            self.word = self.text.len() - rest.len();
        }
        !self.text[self.word..].starts_with(char::is_lowercase)
    }
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '।')
}

/// Whether what stands behind a mark is parted from it; Chinese and Japanese need no space.
fn parts(mark: &str, rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(char::is_whitespace) || "。！？".contains(mark)
}

/// The words of a text as they are read aloud: note marks are blank, and every byte keeps its place.
pub(crate) fn spoken(text: &Text) -> String {
    let marks = text.runs.iter().filter(|run| is_mark(run.link.as_ref()));
    blanked(text, marks.map(|run| run.range.clone()), " ")
}

pub(crate) fn is_mark(link: Option<&Link>) -> bool {
    matches!(link, Some(Link::Mark(_) | Link::Citation(_)))
}

/// A text with some of its bytes replaced by as many of one other.
pub(crate) fn blanked(
    text: &Text,
    ranges: impl Iterator<Item = Range<usize>>,
    with: &str,
) -> String {
    let mut out = text.string.clone();
    for range in ranges {
        out.replace_range(range.clone(), &with.repeat(range.len()));
    }
    out
}

/// No abbreviation is longer than this, in bytes, with the word before it.
const LONGEST: usize = 64;

/// Whether words before a full stop end in an abbreviation, an initial or an ordinal.
fn goes_on(words: &str, language: &str) -> bool {
    let words = &words[floor(words, words.len().saturating_sub(LONGEST))..];
    let mut last = words.rsplit(|c: char| c.is_whitespace() || "([«“\"„".contains(c));
    let word = last.next().unwrap_or_default();
    let before = last.next().unwrap_or_default();
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        // `1937 г.` and `12 с.` end a sentence, `г. Москва` and `А. Жұбанов` do not.
        (Some('I'), None) if language.starts_with("en") => false,
        (Some(letter), None) if letter.is_alphabetic() => {
            letter.is_uppercase() || !before.ends_with(|c: char| c.is_ascii_digit())
        }
        (Some(digit), _) if digit.is_ascii_digit() => {
            language.starts_with("de")
                && word.len() <= 2
                && word.bytes().all(|byte| byte.is_ascii_digit())
        }
        _ => {
            let is_dotted =
                word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
            is_dotted || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
        }
    }
}

fn is_closer(c: char) -> bool {
    "»”’\"')]".contains(c)
}

fn trim(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = &text[range.clone()];
    let start = range.start + words.len() - words.trim_start().len();
    let end = range.start + words.trim_end().len();
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn sentences_end_where_a_reader_takes_breath() {
        for (language, text) in [
            ("en", "One.|Two!|Three?|“Four.”|Five"),
            (
                "en",
                "Mr. Smith met A. Ashcroft at St. Paul’s in 1937.|Then he left.",
            ),
            (
                "en",
                "It cost 4.50 (see p. 12) e.g. Tuesdays.|It was 2,103.5 in all.|So.",
            ),
            ("en", "He waited…|Nobody came … and went."),
            ("en", "At 5 p.m. Monday they came."),
            ("en", "Ashcroft, “Thank You,” para. 1.|See chap. 2."),
            (
                "ru",
                "Это было в 1937 г.|Он родился в г. Караганде, на ул. Ленина, у А. С. Пушкина.|Да.",
            ),
            ("ru", "Письма, посылки и т. д. были запрещены.|Потом нет."),
            ("kk", "1937 ж.|Ол Қ. Сәтбаев көшесінде тұрды.|Иә."),
            (
                "de",
                "Am 31. Mai 2007 wurde es eröffnet.|Es war 1937.|Dann kam Dr. Müller.",
            ),
            ("zh", "他来了。|他走了。"),
            ("en", ""),
        ] {
            let whole = text.replace('|', if language == "zh" { "" } else { " " });
            let found: Vec<_> = sentences(&whole, language)
                .into_iter()
                .map(|range| &whole[range])
                .collect();
            assert_eq!(found.join("|"), text, "{language}");
        }
    }

    /// These would take minutes if what stands ahead were read again for every mark.
    #[test]
    fn many_marks_are_read_once() {
        let many = 100_000;
        for (text, count) in [
            (".".repeat(many), 1),
            (". ".repeat(many), many),
            ("a. ".repeat(many), 1),
            (".".repeat(many) + "a", 1),
            (". ".repeat(many) + "a", 1),
            ("x".repeat(many) + " A" + &".".repeat(many) + " B", 1),
            ("“.”".repeat(many), 1),
        ] {
            assert_eq!(sentences(&text, "en").len(), count, "{}", &text[..9]);
        }
    }
}
