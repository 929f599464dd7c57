//! Citations inside notes, definitions and captions, set in the tour's style.

use std::ops::Range;
use std::sync::Arc;

use crate::bibliography::Form;
use crate::markup::{Citation, Cite, Link, Run, Text};
use crate::player::scene::Shared;
use crate::tour::Edition;

/// The sources cited so far on a page: the first time in full, then in short.
#[derive(Debug, Default)]
pub(crate) struct Cited<'a>(Vec<&'a str>);

impl<'a> Cited<'a> {
    /// For a list, where the sources that `text` cites are known: each is set in short.
    pub(crate) fn of(text: &'a Text) -> Self {
        let links = text.runs.iter().filter_map(|run| run.link.as_ref());
        let mut cited = Self::default();
        for link in links {
            if let Link::Citation(citation) = link {
                cited.form(citation);
            }
        }
        cited
    }

    /// The note for `citation`.
    pub(crate) fn note(&mut self, edition: &Edition, citation: &'a Citation) -> Arc<Text> {
        edition.bibliography().note(citation, self.form(citation))
    }

    fn form(&mut self, citation: &'a Citation) -> Form {
        let known = citation
            .cites
            .iter()
            .all(|cite| self.0.contains(&&*cite.source));
        self.0
            .extend(citation.cites.iter().map(|cite| &*cite.source));
        if known { Form::Short } else { Form::Full }
    }

    /// Puts a citation after a sentence as one of its own, and inside a sentence in parentheses; gives
    /// the bytes of it.
    fn cite(&mut self, edition: &Edition, citation: &'a Citation, made: &mut Text) -> Range<usize> {
        let form = self.form(citation);
        let before = made.string.trim_end();
        if before.is_empty() || before.ends_with(['.', '!', '?', '…', '”', '»', ':']) {
            separate(&mut made.string);
            let start = made.string.len();
            made.append(&edition.bibliography().note(citation, form));
            return start..made.string.len();
        }
        let mark = take_mark(made);
        separate(&mut made.string);
        made.string.push('(');
        let start = made.string.len();
        made.append(&edition.bibliography().in_text(citation, form));
        let end = made.string.len();
        made.string.push(')');
        made.string.extend(mark);
        start..end
    }

    /// `text` with each citation in it as the style prints it.
    pub(crate) fn set(&mut self, edition: &Edition, text: &'a Text) -> Shared<'a> {
        self.placed(edition, text).0
    }

    /// The same, and the bytes of the citations: they are in the language of the edition, whatever
    /// that of the text is.
    pub(crate) fn placed(
        &mut self,
        edition: &Edition,
        text: &'a Text,
    ) -> (Shared<'a>, Vec<Range<usize>>) {
        if !text
            .runs
            .iter()
            .any(|run| matches!(run.link, Some(Link::Citation(_))))
        {
            return (Shared::Borrowed(text), Vec::new());
        }
        let (mut made, mut citations) = (Text::default(), Vec::new());
        let mut at = 0;
        for run in &text.runs {
            made.string.push_str(&text.string[at..run.range.start]);
            at = run.range.end;
            if let Some(Link::Citation(citation)) = &run.link {
                citations.push(self.cite(edition, citation, &mut made));
            } else {
                append_run(&mut made, &text.string[run.range.clone()], run);
            }
        }
        made.string.push_str(&text.string[at..]);
        (Shared::Made(made), citations)
    }
}

/// Takes away the comma or semicolon that ends a text: it belongs behind the parentheses that follow.
fn take_mark(made: &mut Text) -> Option<char> {
    let mark = made.string.chars().next_back();
    let mark = mark.filter(|mark| [',', ';'].contains(mark))?;
    made.string.pop();
    let end = made.string.len();
    for run in &mut made.runs {
        run.range.end = run.range.end.min(end);
    }
    Some(mark)
}

/// `text` with each citation in full, for a text that stands by itself.
pub(crate) fn set<'a>(edition: &Edition, text: &'a Text) -> Shared<'a> {
    Cited::default().set(edition, text)
}

/// `text` with each citation in short, for a list.
pub(crate) fn set_short<'a>(edition: &Edition, text: &'a Text) -> Shared<'a> {
    Cited::of(text).set(edition, text)
}

/// A source without a place in it, in short.
pub(crate) fn source(edition: &Edition, id: &str) -> Arc<Text> {
    let cite = Cite {
        source: id.into(),
        prefix: "".into(),
        locator: None,
    };
    edition
        .bibliography()
        .note(&Citation { cites: vec![cite] }, Form::Short)
}

/// A citation set after a full stop begins like a sentence of its own.
fn separate(string: &mut String) {
    if !string.is_empty()
        && !string.ends_with(char::is_whitespace)
        && !string.ends_with(['(', '[', '“', '«'])
    {
        string.push(' ');
    }
}

fn append_run(made: &mut Text, words: &str, run: &Run) {
    let start = made.string.len();
    made.string.push_str(words);
    made.runs.push(Run {
        range: start..made.string.len(),
        ..run.clone()
    });
}
