//! Text for a synthesizer: what is written only for the eye is said or left out, and nothing is left
//! that a speech program would obey.
//!
//! The rules, line by line:
//!
//! - a note mark, `[3]`, is said in the catalogue's words, after the sentence or between commas;
//! - a web address is said as its host alone;
//! - the sign of an item, `- `, is left out; `·` between things is a comma; the space that groups
//!   digits goes;
//! - `[[` and `]]`, between which espeak-ng reads phonemes, are parted, and so is `!-!`, with which a
//!   line to spd-say is a command; `<` and `>`, which mark SSML, are left out.
//!
//! Other languages in a text are not told apart: all of it is said in its own.

use crate::markup::clean;
use crate::plain::voice::Voice;
use crate::player::scene::Scene;
use crate::tour::{is_language, sentences};
use crate::words::Words;

/// Digits of a note mark; a longer number in brackets is a year or the like.
const LONGEST_MARK: usize = 3;

/// Text that a synthesizer says and does not obey.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spoken {
    /// Lines, none of them empty, each with a newline.
    text: String,
    language: Box<str>,
}

impl Spoken {
    /// Makes lines of words fit to be said in a language, given by its tag. English stands in for
    /// what is no tag.
    pub fn new(text: &str, words: &Words, language: &str) -> Self {
        let mut spoken = String::with_capacity(text.len());
        for line in text.lines() {
            let line = speakable(line, words);
            if line.chars().any(char::is_alphanumeric) {
                spoken.push_str(&line);
                spoken.push('\n');
            }
        }
        let language = if is_language(language) {
            language
        } else {
            "en"
        };
        Self {
            text: spoken,
            language: language.into(),
        }
    }

    /// A page that belongs to no tour, as [`page`](super::page()) says it.
    pub fn page(scene: &Scene<'_>, language: &str) -> Self {
        let mut text = String::new();
        Voice::alone(scene).page(false, &mut text);
        Self::new(&text, scene.words, language)
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The language it is said in, as a tag: letters, digits and `-` alone.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// There is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The sentences of each line, in order and without the white space around them.
    pub fn sentences(&self) -> impl Iterator<Item = &str> {
        let of_line = |line| {
            let ranges = sentences(line, &self.language).into_iter();
            ranges.map(move |range| &line[range])
        };
        self.text.lines().flat_map(of_line)
    }
}

fn speakable(line: &str, words: &Words) -> String {
    let line = line.strip_prefix("- ").unwrap_or(line);
    let line = addresses(line).replace(" · ", ", ");
    let line = together(&marks(&line, words));
    clean::line(&disarmed(&line))
}

/// `[3]` in words.
fn marks(line: &str, words: &Words) -> String {
    let mut out = String::with_capacity(line.len() + 16);
    let mut rest = line;
    while let Some(start) = rest.find('[') {
        let Some(number) = mark(&rest[start..]) else {
            out.push_str(&rest[..=start]);
            rest = &rest[start + 1..];
            continue;
        };
        out.push_str(&rest[..start]);
        rest = &rest[start + number.len() + 2..];
        let note = words.speech.note.fill(&[("number", number)]);
        push_mark(&note, rest, &mut out);
    }
    out + rest
}

/// The number of the mark that a text begins with.
fn mark(text: &str) -> Option<&str> {
    let (number, _) = text.strip_prefix('[')?.split_once(']')?;
    let is_mark = (1..=LONGEST_MARK).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit());
    is_mark.then_some(number)
}

/// After a sentence a note is one too; inside it stands between commas.
fn push_mark(note: &str, rest: &str, out: &mut String) {
    let before = out.trim_end();
    let closers = ['”', '’', '»', '"', ')'];
    let ended = before.trim_end_matches(closers);
    let parted = before.is_empty() || ended.ends_with(['.', '!', '?', '…', ':']);
    out.truncate(before.len());
    out.push_str(if out.is_empty() {
        ""
    } else if parted {
        " "
    } else {
        ", "
    });
    out.push_str(note);
    let next = rest.trim_start().chars().next();
    if parted {
        out.push('.');
    } else if next.is_some_and(char::is_alphanumeric) {
        out.push(',');
    }
}

/// Web addresses as their hosts.
fn addresses(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((start, scheme)) = next_address(rest) {
        out.push_str(&rest[..start]);
        let address = &rest[start + scheme.len()..];
        let end = address.find(|c: char| c.is_whitespace() || "\"<>”»".contains(c));
        let address = &address[..end.unwrap_or(address.len())];
        // The full stop or bracket after an address belongs to the sentence.
        let address = address.trim_end_matches(['.', ',', ';', ':', ')', ']', '!', '?', '…']);
        let host = address.split(['/', '?', '#']).next().unwrap_or_default();
        out.push_str(host.strip_prefix("www.").unwrap_or(host));
        rest = &rest[start + scheme.len() + address.len()..];
    }
    out + rest
}

fn next_address(text: &str) -> Option<(usize, &'static str)> {
    let schemes = ["https://", "http://", "mailto:"].into_iter();
    let found = schemes.filter_map(|scheme| Some((text.find(scheme)?, scheme)));
    found.min_by_key(|(start, _)| *start)
}

/// Digits grouped by a space that does not break, such as `2 103`, as one number.
fn together(line: &str) -> String {
    let mut parts = line.split('\u{a0}');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_group = part.len() >= 3 && part.bytes().take(3).all(|byte| byte.is_ascii_digit());
        if !(is_group && out.ends_with(|last: char| last.is_ascii_digit())) {
            out.push(' ');
        }
        out.push_str(part);
    }
    out
}

/// Without anything that a speech program would obey.
fn disarmed(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for sign in line.chars() {
        if matches!(sign, '<' | '>') {
            out.push(' ');
            continue;
        }
        let pairs = [('[', '['), (']', ']'), ('!', '-')];
        let last = out.chars().next_back();
        if pairs
            .iter()
            .any(|(one, two)| last == Some(*one) && *two == sign)
        {
            out.push(' ');
        }
        out.push(sign);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, table: &[(&str, &str)]) {
        for (written, said) in table {
            let spoken = Spoken::new(written, Words::of(language), language);
            assert_eq!(spoken.text().trim_end(), *said, "{written}");
        }
    }

    #[test]
    fn note_marks_are_said_in_words() {
        check(
            "en",
            &[
                ("It was so.[1] Then not.", "It was so. Note 1. Then not."),
                ("“So it was.”[12][3]", "“So it was.” Note 12. Note 3."),
                ("He said[4] so.", "He said, Note 4, so."),
                (
                    "He said[4], she too[5]; all[6]",
                    "He said, Note 4, she too, Note 5; all, Note 6",
                ),
                ("[7] What the papers say.", "Note 7. What the papers say."),
                ("[7]", "Note 7."),
                ("In [1938] [sic], [a] and [", "In [1938] [sic], [a] and ["),
            ],
        );
        check("ru", &[("Да.[2]", "Да. Примечание 2.")]);
        check("kk", &[("Иә.[2]", "Иә. 2-ескертпе.")]);
    }

    #[test]
    fn of_an_address_the_host_is_said() {
        check(
            "en",
            &[
                ("See https://www.example.org/a/b?c#d.", "See example.org."),
                ("(http://example.org) or", "(example.org) or"),
                ("a mailto:me@example.org, b", "a me@example.org, b"),
                ("https://", ""),
            ],
        );
    }

    #[test]
    fn what_is_for_the_eye_is_left_out() {
        check(
            "en",
            &[
                ("- an item", "an item"),
                (
                    "Ground floor · about 1 minute",
                    "Ground floor, about 1 minute",
                ),
                ("\n\n—\n", ""),
            ],
        );
        check(
            "ru",
            &[(
                "655 из 2\u{a0}103\u{a0}456 (31\u{a0}%)",
                "655 из 2103456 (31 %)",
            )],
        );
    }

    #[test]
    fn nothing_is_left_that_a_speech_program_would_obey() {
        check(
            "en",
            &[
                ("a [[h@lloU]] b", "a [ [h@lloU] ] b"),
                ("[[[[x]]]]", "[ [ [ [x] ] ] ]"),
                ("[[a[[[b]]", "[ [a[ [ [b] ]"),
                ("<voice name='x'>y</voice>", "voice name='x' y /voice"),
                ("!-!QUIT", "! -!QUIT"),
                ("x\u{1b}[31m\u{9b}y\0", "x[31my"),
            ],
        );
    }

    #[test]
    fn what_is_no_language_is_not_handed_on() {
        let language = |tag| Spoken::new("x", Words::of("en"), tag).language().to_owned();
        assert_eq!(language("pt-BR"), "pt-BR");
        for tag in ["", "-w", "../../etc", "en;x"] {
            assert_eq!(language(tag), "en");
        }
    }
}
