//! The page with the map: the outline and the places, and the stations that have one.

use maud::{Markup, html};

use crate::export::html::map::{self, Links};
use crate::export::html::page::Page;
use crate::export::html::sheet::Sheet;
use crate::export::html::start;

pub(crate) fn route(sheet: &Sheet<'_>) -> Markup {
    let station = |index| sheet.href(Page::Station(index));
    let links = Links {
        station: &station,
        id: &|local| sheet.id(local),
    };
    html! {
        (sheet.title(&*sheet.words().map))
        @match map::map(sheet.edition, links) {
            Some(map) => (map),
            None => (places(sheet)),
        }
    }
}

/// The stations that have a place, where there is nothing to draw them on.
fn places(sheet: &Sheet<'_>) -> Markup {
    let entries = sheet.edition.entries().iter().enumerate();
    html! {
        ol.stations {
            @for (index, entry) in entries.filter(|(_, entry)| entry.at.is_some()) {
                (start::station(sheet, index, entry))
            }
        }
    }
}
