//! The words of a tour's files as they are drawn, sign by sign, each with its place.
//!
//! A sign is a letter with the accents on it. What only the machine reads, such as ids and paths, is
//! left out, and so is what the citation style puts between the words of sources.

mod fields;
mod lent;

use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use self::fields::{Field, fields};
use super::files::TourFiles;
use super::read;
use super::report::Report;
use super::resolve::step;
use super::section::cut;
use super::texts::Setting;
use super::written::{Page, Written};
use crate::diagnostic::{Place, SourceFile};
use crate::markup::clean::clean;
use crate::markup::read::read as read_prose;
use crate::markup::{Citation, Link, Paragraph};

pub(crate) use self::lent::sources;

/// Is told of every sign, and can ask where it stands.
pub(crate) type Look<'l> = dyn FnMut(&str, &dyn Fn() -> Place) + 'l;

/// Tells every sign of a tour: of its own file and its translations, the sources of another
/// program's file, and the catalogues beside it. Faults in them are passed over.
pub(crate) fn each_sign(files: &TourFiles, look: &mut Look<'_>) {
    for file in std::iter::once(&files.main).chain(&files.translations) {
        for section in &cut(&file.text) {
            read::section(file, section, &mut Report::silent(), |raw, page, _| {
                for field in fields(raw) {
                    field_signs(page, field, look);
                }
            });
        }
    }
    lent::each_sign(files, look);
    for file in &files.words {
        each_phrase_sign(file, look);
    }
}

/// Tells every sign of a catalogue of the program's words.
pub(crate) fn each_phrase_sign(file: &Arc<SourceFile>, look: &mut Look<'_>) {
    let body = file.body();
    let page = Page {
        file,
        text: body,
        start: file.text.len() - body.len(),
        longer: 0,
        header: (0, 0),
    };
    phrases(page, DeTable::parse_recoverable(body).0.get_ref(), look);
}

fn phrases(page: Page<'_>, table: &DeTable<'_>, look: &mut Look<'_>) {
    for found in table.values() {
        match found.get_ref() {
            DeValue::String(phrase) => line(&page.string(phrase, found.span()), look),
            DeValue::Table(table) => phrases(page, table, look),
            _ => {}
        }
    }
}

fn field_signs<'d>(page: Page<'d>, field: Field<'d>, look: &mut Look<'_>) {
    let written = page.string(field.words, field.span);
    match field.setting {
        Setting::Line => line(&written, look),
        Setting::Prose => {
            for part in step::parts(field.words) {
                prose(&written.part(part), look);
            }
        }
    }
}

fn line(written: &Written<'_>, look: &mut Look<'_>) {
    for (at, sign) in written.as_str().grapheme_indices(true) {
        look(&clean(sign), &|| written.place(at..at + sign.len()));
    }
}

fn prose(written: &Written<'_>, look: &mut Look<'_>) {
    let reading = read_prose(written.as_str(), None);
    for (index, paragraph) in reading.prose.paragraphs.iter().enumerate() {
        let spot = |shown: Range<usize>, sign: &str| {
            let range = within(written.as_str(), reading.place(index, shown), sign);
            written.place(range)
        };
        shown_signs(paragraph, &spot, look);
        hidden_signs(paragraph, &spot, look);
    }
}

/// Where a sign of some bytes of a paragraph stands.
type Spot<'s> = dyn Fn(Range<usize>, &str) -> Place + 's;

/// The words of a paragraph, without what stands for a citation.
fn shown_signs(paragraph: &Paragraph, spot: &Spot<'_>, look: &mut Look<'_>) {
    let text = &paragraph.text;
    let is_cited = |at: usize| {
        let mut runs = text.runs.iter();
        let run = runs.find(|run| run.range.contains(&at));
        run.is_some_and(|run| matches!(run.link, Some(Link::Citation(_))))
    };
    for (at, sign) in text.string.grapheme_indices(true) {
        if !is_cited(at) {
            look(sign, &|| spot(at..at + sign.len(), sign));
        }
    }
}

/// What a paragraph shows elsewhere: the words of its citations, and addresses.
fn hidden_signs(paragraph: &Paragraph, spot: &Spot<'_>, look: &mut Look<'_>) {
    for run in &paragraph.text.runs {
        let words = match &run.link {
            Some(Link::Citation(citation)) => own_words(citation),
            Some(Link::Address(address)) => vec![&**address],
            _ => continue,
        };
        for sign in words.iter().flat_map(|words| words.graphemes(true)) {
            look(sign, &|| spot(run.range.clone(), sign));
        }
    }
}

/// The words that an educator wrote into a citation.
fn own_words(citation: &Citation) -> Vec<&str> {
    let cites = citation.cites.iter();
    let words = cites.flat_map(|cite| {
        let locator = cite.locator.as_ref().map(|locator| &*locator.value);
        std::iter::once(&*cite.prefix).chain(locator)
    });
    words.collect()
}

/// Where a sign stands in a part of a text: the sign itself, composed or not, or else the whole part.
fn within(text: &str, part: Range<usize>, sign: &str) -> Range<usize> {
    let words = text.get(part.clone()).unwrap_or_default();
    let apart: String = sign.nfd().collect();
    let found = [sign, &apart].into_iter().find_map(|form| {
        let start = part.start + words.find(form)?;
        Some(start..start + form.len())
    });
    found.unwrap_or(part)
}
