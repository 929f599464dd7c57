//! A text as one line of Markdown, or several where its author ended lines.

use std::ops::Range;

use crate::export::handout::markdown::escape::{Where, escape};
use crate::markup::{Face, Link, Run, Text};

/// The text; further lines begin with `signs`.
pub(super) fn set(text: &Text, signs: &str) -> String {
    let text = &trimmed(text);
    let string = &text.string;
    if is_code(text) && string.contains('\n') {
        return fenced(string, signs);
    }
    let mut line = Line {
        text,
        written: String::new(),
        signs,
    };
    let mut at = 0;
    for group in text
        .runs
        .chunk_by(|run, next| run.range.end == next.range.start)
    {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        line.words(&text.string[at..first.range.start]);
        line.group(group, first, last);
        at = last.range.end;
    }
    line.words(&string[at..]);
    line.written
}

/// The text without line breaks and spaces at its end, which would have nothing to stand before.
fn trimmed(text: &Text) -> Text {
    let end = text.string.trim_end().len();
    let runs = text.runs.iter().filter(|run| run.range.start < end);
    let runs = runs.map(|run| Run {
        range: run.range.start..run.range.end.min(end),
        ..run.clone()
    });
    Text {
        string: text.string[..end].to_owned(),
        runs: runs.collect(),
    }
}

/// Lines that are shown as they are.
fn is_code(text: &Text) -> bool {
    let mut at = 0;
    let is_whole = text.runs.iter().all(|run| {
        let follows = run.range.start == at && run.face.code;
        at = run.range.end;
        follows
    });
    is_whole && at == text.string.len()
}

fn fenced(string: &str, signs: &str) -> String {
    let fence = "`".repeat(longest(string).max(2) + 1);
    let lines = string.lines().map(|line| format!("{signs}{line}\n"));
    let lines: String = lines.collect();
    format!("{fence}\n{lines}{signs}{fence}")
}

/// The most backticks in a row.
fn longest(string: &str) -> usize {
    let rows = string.split(|char| char != '`');
    rows.map(str::len).max().unwrap_or(0)
}

struct Line<'a> {
    text: &'a Text,
    written: String,
    signs: &'a str,
}

impl Line<'_> {
    /// Runs without anything between them. Emphasis is what all of them have: between two that differ
    /// the signs could be read in more than one way.
    fn group(&mut self, group: &[Run], first: &Run, last: &Run) {
        let faces = group
            .iter()
            .filter(|run| !matches!(run.link, Some(Link::Mark(_))));
        let common = faces.map(|run| run.face).reduce(|one, other| Face {
            emphasis: one.emphasis && other.emphasis,
            strong: one.strong && other.strong,
            code: false,
        });
        let signs = common.map_or("", emphasis);
        let signs = if self.can_be_marked(first, last) {
            signs
        } else {
            ""
        };
        self.written.push_str(signs);
        // Two spans of code would be read as one with backticks in it.
        for runs in group.chunk_by(|run, next| is_span(run) && is_span(next)) {
            if let (Some(first), Some(last)) = (runs.first(), runs.last()) {
                self.run(first, first.range.start..last.range.end);
            }
        }
        self.written.push_str(signs);
    }

    /// Whether signs of emphasis round runs are read as such: they are next to a letter or digit
    /// inside, or next to a space or the end of the text outside.
    fn can_be_marked(&self, first: &Run, last: &Run) -> bool {
        let string = &self.text.string;
        let inside = &string[first.range.start..last.range.end];
        let before = string[..first.range.start].chars().next_back();
        let after = string[last.range.end..].chars().next();
        let is_open = |char: Option<char>| char.is_none_or(char::is_whitespace);
        let opens = is_letter(inside.chars().next(), first) || is_open(before);
        let closes = is_letter(inside.chars().next_back(), last) || is_open(after);
        let is_bare = inside.trim() == inside && !inside.contains('\n');
        opens && closes && is_bare
    }

    /// A part that is all like this run.
    fn run(&mut self, run: &Run, range: Range<usize>) {
        let words = &self.text.string[range];
        match &run.link {
            Some(Link::Mark(_)) => {
                let number = words.trim_matches(['[', ']']);
                self.written.extend(["[^", number, "]"]);
            }
            Some(Link::Address(_)) if is_autolink(words) => {
                self.written.extend(["<", words, ">"]);
            }
            // Words that leave the scheme out, which readers of Markdown do not know as an address.
            Some(Link::Address(address)) if is_autolink(address) => {
                self.written.push('[');
                self.words(words);
                self.written.extend(["](<", &**address, ">)"]);
            }
            _ if is_span(run) => self.code(words),
            _ => self.words(words),
        }
    }

    fn code(&mut self, words: &str) {
        let words = words.replace('\n', " ");
        let fence = "`".repeat(longest(&words) + 1);
        let is_bare = !words.starts_with(['`', ' ']) && !words.ends_with(['`', ' ']);
        let space = if is_bare { "" } else { " " };
        self.written
            .extend([&*fence, space, &*words, space, &*fence]);
    }

    /// Whether nothing has been written on this line.
    fn is_at_start(&self) -> bool {
        match self.written.rsplit_once('\n') {
            Some((_, line)) => line == self.signs,
            None => self.written.is_empty(),
        }
    }

    fn words(&mut self, words: &str) {
        for (at, words) in words.split('\n').enumerate() {
            if at > 0 {
                let kept = self.written.trim_end_matches(' ').len();
                self.written.truncate(kept);
                self.written.extend(["\\\n", self.signs]);
            }
            let is_start = self.is_at_start();
            let place = if is_start { Where::Line } else { Where::Inside };
            let words = if is_start { words.trim_start() } else { words };
            // Behind a mark these would make it something else: a note's text, a link.
            if self.written.ends_with(']') && words.starts_with([':', '(']) {
                self.written.push('\\');
            }
            self.written.push_str(&escape(words, place));
        }
    }
}

/// Whether a character at the edge of a run is written as the letter or digit it is.
fn is_letter(char: Option<char>, run: &Run) -> bool {
    let is_wrapped = run.face.code || matches!(run.link, Some(Link::Address(_)));
    !is_wrapped && char.is_some_and(char::is_alphanumeric)
}

/// Whether a run is written as a span of code.
fn is_span(run: &Run) -> bool {
    run.face.code && !matches!(run.link, Some(Link::Mark(_) | Link::Address(_)))
}

fn emphasis(face: Face) -> &'static str {
    match (face.strong, face.emphasis) {
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => "",
    }
}

/// Whether words in angle brackets are read as the address they are.
fn is_autolink(words: &str) -> bool {
    let scheme = words.starts_with("http://") || words.starts_with("https://");
    scheme
        && !words
            .contains(|char: char| char.is_whitespace() || char.is_control() || "<>".contains(char))
}
