//! Citations inside notes, definitions and captions, set in the tour's style.

use std::sync::Arc;

use crate::bibliography::Form;
use crate::markup::{Citation, Cite, Link, Run, Text};
use crate::player::scene::Shared;
use crate::tour::Edition;

/// `text` with each citation in it as the style prints it.
pub(crate) fn set<'a>(edition: &Edition, text: &'a Text) -> Shared<'a> {
    if text.runs.iter().any(|run| matches!(run.link, Some(Link::Citation(_)))) {
        Shared::Made(with_citations(edition, text))
    } else {
        Shared::Borrowed(text)
    }
}

/// A source without a place in it, in short.
pub(crate) fn source(edition: &Edition, id: &str) -> Arc<Text> {
    let cite = Cite { source: id.into(), prefix: "".into(), locator: None };
    edition.bibliography().note(&Citation { cites: vec![cite] }, Form::Short)
}

fn with_citations(edition: &Edition, text: &Text) -> Text {
    let mut made = Text::default();
    let mut at = 0;
    for run in &text.runs {
        made.string.push_str(&text.string[at..run.range.start]);
        at = run.range.end;
        match &run.link {
            Some(Link::Citation(citation)) => {
                separate(&mut made.string);
                append(&mut made, &edition.bibliography().note(citation, Form::Full));
            }
            _ => append_run(&mut made, &text.string[run.range.clone()], run),
        }
    }
    made.string.push_str(&text.string[at..]);
    made
}

/// A citation set after a full stop begins like a sentence of its own.
fn separate(string: &mut String) {
    if !string.is_empty() && !string.ends_with(char::is_whitespace) && !string.ends_with(['(', '[', '“', '«']) {
        string.push(' ');
    }
}

fn append_run(made: &mut Text, words: &str, run: &Run) {
    let start = made.string.len();
    made.string.push_str(words);
    made.runs.push(Run { range: start..made.string.len(), ..run.clone() });
}

fn append(made: &mut Text, text: &Text) {
    let start = made.string.len();
    made.string.push_str(&text.string);
    for run in &text.runs {
        made.runs.push(Run { range: run.range.start + start..run.range.end + start, ..run.clone() });
    }
}
