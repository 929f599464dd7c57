//! The sources as the tour's style sets them, each with the ways back to the notes that cite it.

use maud::{Markup, html};

use crate::bibliography::Entry;
use crate::export::html::foreign;
use crate::export::html::metadata::coins;
use crate::export::html::name::name;
use crate::export::html::page::Page;
use crate::export::html::phrase::filled;
use crate::export::html::prose;
use crate::export::html::sheet::Sheet;
use crate::export::qr;
use crate::tour::{Citing, Source};

pub(crate) fn bibliography(sheet: &Sheet<'_>) -> Markup {
    let entries = sheet.edition.bibliography().entries().iter();
    let entries =
        entries.filter_map(|entry| Some((entry, sheet.edition.sources().get(entry.source)?)));
    html! {
        (sheet.title(&*sheet.words().bibliography))
        ul.bibliography {
            @for (entry, source) in entries { (self::entry(sheet, entry, source)) }
        }
    }
}

fn entry(sheet: &Sheet<'_>, entry: &Entry, source: &Source) -> Markup {
    let tongues = foreign::ranges(&entry.text.string, &foreign::titles_of(sheet, source));
    let marks = sheet.edition.citings().marks(&source.id);
    let stations = marks.chunk_by(|one, other| one.station == other.station);
    html! {
        li id=(sheet.id(&name("source", &source.id, entry.source))) {
            div.entry {
                @if let Some(address) = entry.address() { (phone(address)) }
                p { (prose::set(sheet, &entry.text, &tongues, None)) (coins(source)) }
                @for marks in stations { (cited_at(sheet, marks)) }
            }
        }
    }
}

/// An address for phones, on paper: on a screen it is a link.
pub(crate) fn phone(address: &str) -> Markup {
    html! { @if let Some(code) = qr::svg(address) { div.qr { (code) } } }
}

/// The notes of one station that cite a source; those behind a content notice are reached through it.
fn cited_at(sheet: &Sheet<'_>, marks: &[Citing]) -> Markup {
    let words = sheet.words();
    let Some((station, entry)) = marks
        .first()
        .and_then(|first| Some((first.station, sheet.edition.entries().get(first.station)?)))
    else {
        return Markup::default();
    };
    let page = Page::Station(station);
    let place = filled(&words.cited_at, "place", &sheet.name(page));
    html! {
        p.cited {
            a href=(sheet.href(page)) { (place) }
            @if entry.noticed {
                " " span.quiet { "(" (&*words.has_notice) ")" }
            } @else {
                @for citing in marks { (back(sheet, page, citing.mark + 1)) }
            }
        }
    }
}

fn back(sheet: &Sheet<'_>, page: Page, number: u16) -> Markup {
    let label = sheet
        .words()
        .speech
        .note
        .fill(&[("number", &number.to_string())]);
    html! { " " a.to-mark href=(sheet.href_to(page, &format!("mark-{number}"))) aria-label=(label) { (number) } }
}
