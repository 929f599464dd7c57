//! The events by date.

use maud::{Markup, html};

use crate::export::html::page::Page;
use crate::export::html::prose;
use crate::export::html::sheet::Sheet;
use crate::export::html::veil;
use crate::tour::{Event, Noun};

pub(crate) fn timeline(sheet: &Sheet<'_>) -> Markup {
    let events = sheet.edition.events().iter().enumerate();
    html! {
        (sheet.title(&*sheet.words().timeline))
        ol.timeline { @for (place, event) in events { (self::event(sheet, place, event)) } }
    }
}

/// An event; one of a station with a content notice has its date in sight and is shut.
fn event(sheet: &Sheet<'_>, place: usize, event: &Event) -> Markup {
    let station = event
        .station
        .as_deref()
        .and_then(|id| sheet.edition.find(id));
    let told = told(sheet, place, event, station);
    let gated = station.filter(|station| sheet.is_gated(*station));
    html! {
        li id=(sheet.id(&format!("event-{}", place + 1))) {
            p.date { (sheet.words().period(&event.date)) }
            div {
                @match gated {
                    Some(station) => (veil::veil(sheet, [station], &told)),
                    None => (told),
                }
            }
        }
    }
}

fn told(sheet: &Sheet<'_>, place: usize, event: &Event, station: Option<usize>) -> Markup {
    let original = sheet
        .original()
        .and_then(|edition| edition.events().get(place));
    let id = place.to_string();
    let lang = sheet.borrowed_by((Noun::Event, &id), &event.text, original.map(|it| &it.text));
    html! {
        p lang=[lang] { (prose::text(&sheet.speaking(lang), &event.text)) }
        @if station.is_some() || event.source.is_some() {
            p.quiet {
                @if let Some(station) = station {
                    @let page = Page::Station(station);
                    a href=(sheet.href(page)) { (sheet.name(page)) }
                }
                @if let Some(id) = &event.source {
                    @if station.is_some() { " · " }
                    (prose::named_source(sheet, id))
                }
            }
        }
        (sheet.gap(Noun::Event, &id))
    }
}
