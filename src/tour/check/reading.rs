//! Texts that are hard to read aloud, or too long for a wall: advice, in every language.

use std::ops::Range;

use super::passages::{Passage, Role};
use crate::diagnostic::{Diagnostic, Place};
use crate::markup::words;
use crate::tour::report::Report;
use crate::tour::sentence::{sentences, spoken};

/// The most words of a step: about what a visitor reads standing.
const LABEL: usize = 150;

/// The most words of a sentence that can be read aloud in one go.
const SENTENCE: usize = 40;

/// Tells what of a text, in this language, is too long.
pub(in crate::tour) fn check(passage: &Passage<'_>, language: &str, report: &mut Report) {
    let paragraphs = &passage.reading.prose.paragraphs;
    let texts: Vec<_> = paragraphs
        .iter()
        .map(|paragraph| spoken(&paragraph.text))
        .collect();
    if passage.role == Role::Step {
        long_label(passage, &texts, report);
    }
    for (paragraph, text) in texts.iter().enumerate() {
        if words(text).count() <= SENTENCE {
            continue;
        }
        for sentence in sentences(text, language) {
            let count = words(&text[sentence.clone()]).count();
            if count > SENTENCE {
                let place = place(passage, paragraph, sentence);
                let message = format!("this sentence has {count} words");
                report.push(
                    Diagnostic::advice("long-sentence", place, message).help(format!(
                        "a sentence of more than {SENTENCE} words is hard to read aloud; make two of it"
                    )),
                );
            }
        }
    }
}

/// Tells a step that is too long, at the first word that is too many.
fn long_label(passage: &Passage<'_>, texts: &[String], report: &mut Report) {
    let total: usize = texts.iter().map(|text| words(text).count()).sum();
    if total <= LABEL {
        return;
    }
    let all = texts.iter().enumerate().flat_map(|(paragraph, text)| {
        words(text).map(move |word| {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            (paragraph, start..start + word.len())
        })
    });
    let place = all
        .skip(LABEL)
        .map(|(paragraph, word)| place(passage, paragraph, word))
        .next();
    let message = format!("this step has {total} words, and {LABEL} end here");
    report.push(
        Diagnostic::advice("long-label", place, message).help(
            "visitors stand while they read: divide it with a line of --- between blank lines",
        ),
    );
}

fn place(passage: &Passage<'_>, paragraph: usize, shown: Range<usize>) -> Place {
    passage
        .written
        .place(passage.reading.place(paragraph, shown))
}
