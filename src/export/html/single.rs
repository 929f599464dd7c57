//! A whole tour in one file that needs no other.

use maud::{Markup, html};

use crate::export::html::page::Page;
use crate::export::html::sheet::Sheet;
use crate::export::html::{body, frame, notice, start, station};

/// The document: what stands behind a content notice is shut until it is opened.
pub(crate) fn document(sheet: &Sheet<'_>) -> Markup {
    let pages = Page::all(sheet.edition);
    let rest = pages
        .into_iter()
        .filter(|page| !matches!(page, Page::Start | Page::Left));
    let behind = html! {
        (frame::menu(&sheet.turned(sheet.stations_page())))
        @for page in rest { (section(&sheet.turned(page))) }
    };
    let text = html! {
        section id=(Page::Start.stem(sheet.edition)) { (start::start(sheet, &behind)) }
        @if sheet.edition.head().notice.is_some() {
            section.left id=(Page::Left.stem(sheet.edition)) { (start::left(&sheet.turned(Page::Left))) }
        }
    };
    frame::document(sheet, &text)
}

fn section(sheet: &Sheet<'_>) -> Markup {
    let is_gated = matches!(sheet.page, Page::Station(index) if sheet.is_gated(index));
    html! {
        // It stands in the part of its notice.
        @if !is_gated {
            section.page id=(sheet.page.stem(sheet.edition)) {
                @match sheet.page {
                    Page::Notice(index) => (noticed(sheet, index)),
                    _ => (body(sheet)),
                }
            }
        }
    }
}

/// A station behind its notice.
fn noticed(sheet: &Sheet<'_>, index: usize) -> Markup {
    let Some(content) = sheet.edition.station(index) else {
        return Markup::default();
    };
    let own = sheet.turned(Page::Station(index));
    let behind = html! {
        section id=(own.page.stem(sheet.edition)) { (station::station(&own, index, content)) }
    };
    notice::of_station(sheet, index, content, &behind)
}
