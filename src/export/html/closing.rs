//! The end: thanks, where to read on, who made it.

use std::collections::HashSet;

use maud::{Markup, html};

use crate::export::html::bibliography::phone;
use crate::export::html::figure;
use crate::export::html::page::Page;
use crate::export::html::phrase::filled;
use crate::export::html::prose;
use crate::export::html::sheet::Sheet;
use crate::export::html::veil;

pub(crate) fn closing(sheet: &Sheet<'_>) -> Markup {
    let (words, head) = (sheet.words(), sheet.edition.head());
    let lang = sheet.borrowed(&head.closing, sheet.original().map(|it| &it.head().closing));
    html! {
        (sheet.title(&*words.closing))
        p { (&*words.closing_thanks) }
        @if let Some(closing) = &head.closing {
            (sheet.heading(&*words.read_on))
            (prose::prose(&sheet.speaking(lang), closing))
        }
        @if let Some(address) = &head.url {
            div.entry {
                (phone(address))
                p { (filled(&words.on_the_web, "address", &prose::address(address))) }
            }
        }
        ul.choices {
            @if !sheet.edition.sources().is_empty() {
                li { a.choice href=(sheet.href(Page::Bibliography)) { (&*words.bibliography) } }
            }
            li { a.choice href=(sheet.href(sheet.stations_page())) { (&*words.stations_title) } }
        }
        (credits(sheet))
    }
}

/// Who made the text and the pictures.
fn credits(sheet: &Sheet<'_>) -> Markup {
    let (words, head) = (sheet.words(), sheet.edition.head());
    let authors = words.list(head.authors.iter().map(String::as_str));
    html! {
        div.quiet {
            @if !authors.is_empty() { p { (words.text_by.fill(&[("authors", &authors)])) } }
            @if let Some(licence) = &head.licence { p { (words.licence.fill(&[("licence", licence)])) } }
            @for credit in pictures(sheet) { p { (credit) } }
        }
    }
}

/// Who made the pictures, each once; what stands behind a notice is credited there.
fn pictures(sheet: &Sheet<'_>) -> Vec<Markup> {
    let showings = sheet.edition.showings();
    let mut known = HashSet::new();
    let figures = sheet.edition.figures().iter();
    let open = figures
        .filter(|figure| veil::stations(sheet, showings.around(&figure.id)).is_empty())
        .filter(|figure| known.insert(figure.credit.as_deref()));
    open.filter_map(|it| figure::credit(sheet, it)).collect()
}
