//! The first pages: the title, the content notice, the summary and the list of stations; and the page
//! for those who leave.

use maud::{Markup, html};

use crate::export::html::Form;
use crate::export::html::notice;
use crate::export::html::page::Page;
use crate::export::html::phrase::{joined, said};
use crate::export::html::prose;
use crate::export::html::sheet::Sheet;
use crate::tour::{Entry, Status};

/// The title, with the content notice first where there is one; `behind` is what a single file has
/// behind it.
pub(crate) fn start(sheet: &Sheet<'_>, behind: &Markup) -> Markup {
    let head = sheet.edition.head();
    let words = sheet.words();
    html! {
        (title(sheet))
        @if head.translation == Some(Status::Draft) { p.untranslated { (&*words.draft_translation) } }
        @match &head.notice {
            Some(notice) => (notice::of_tour(sheet, notice, behind)),
            None => { (contents(sheet)) (behind) }
        }
    }
}

fn title(sheet: &Sheet<'_>) -> Markup {
    let head = sheet.edition.head();
    let authors = sheet.words().list(head.authors.iter().map(String::as_str));
    html! {
        hgroup {
            h1 lang=[sheet.lang_of_tour()] { (head.title) }
            @if let Some(subtitle) = &head.subtitle {
                p.subtitle lang=[sheet.lang_of_subtitle()] { (subtitle) }
            }
        }
        @if !authors.is_empty() { p.quiet { (sheet.words().by.fill(&[("authors", &authors)])) } }
    }
}

/// The summary and the list of stations, behind the notice.
pub(crate) fn stations(sheet: &Sheet<'_>) -> Markup {
    html! {
        @if sheet.form == Form::Pages { h1 lang=[sheet.lang_of_tour()] { (sheet.edition.head().title) } }
        (contents(sheet))
    }
}

fn contents(sheet: &Sheet<'_>) -> Markup {
    let (words, head) = (sheet.words(), sheet.edition.head());
    let lang = sheet.borrowed(&head.summary, sheet.original().map(|it| &it.head().summary));
    html! {
        @if let Some(summary) = &head.summary {
            div.summary { (prose::prose(&sheet.speaking(lang), summary)) }
        }
        @if sheet.edition.station_count() > 0 {
            p { a.choice href=(sheet.href(Page::Station(0))) { (&*words.begin) } }
        }
        (sheet.heading(&*words.stations_title))
        ol.stations {
            @for (index, entry) in sheet.edition.entries().iter().enumerate() { (station(sheet, index, entry)) }
        }
    }
}

/// A station in the list: its number on the wall, its title and place, whether a notice stands before it.
pub(crate) fn station(sheet: &Sheet<'_>, index: usize, entry: &Entry) -> Markup {
    let notice = entry
        .noticed
        .then(|| html! { (&*sheet.words().has_notice) });
    let place = entry.place.as_deref();
    let place = place.map(|place| said(sheet.lang_of_place(index), place));
    let details: Vec<Markup> = place.into_iter().chain(notice).collect();
    html! {
        li {
            a href=(sheet.href(Page::Station(index))) {
                span.label { (entry.label) } " " span.name lang=[sheet.lang_of_title(index)] { (entry.title) }
            }
            @if !details.is_empty() { " " span.quiet { (joined(" · ", &details)) } }
        }
    }
}

/// Thanks, and the way back, for those who leave at the notice.
pub(crate) fn left(sheet: &Sheet<'_>) -> Markup {
    let words = sheet.words();
    html! {
        (sheet.title(&*words.closing))
        p { (&*words.closing_thanks) }
        p { a.choice href=(sheet.href(Page::Start)) { (&*words.site.back) } }
    }
}
