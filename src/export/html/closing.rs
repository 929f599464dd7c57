//! The end: thanks, where to read on, who made it.

use maud::{Markup, html};

use crate::export::html::bibliography::phone;
use crate::export::html::page::Page;
use crate::export::html::prose;
use crate::export::html::sheet::Sheet;

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
            p { (words.on_the_web.fill(&[("address", address)])) }
            (phone(address))
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
    let credits = sheet
        .edition
        .figures()
        .iter()
        .filter_map(|figure| figure.credit.as_deref());
    html! {
        div.quiet {
            @if !authors.is_empty() { p { (words.text_by.fill(&[("authors", &authors)])) } }
            @if let Some(licence) = &head.licence { p { (words.licence.fill(&[("licence", licence)])) } }
            @for credit in credits { p { (words.credit.fill(&[("credit", credit)])) } }
        }
    }
}
