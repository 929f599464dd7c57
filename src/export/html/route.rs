//! The page with the map: the outline with the places and the stations there, or without an outline the
//! stations alone.

use maud::{Markup, html};

use crate::export::html::map::{self, Links};
use crate::export::html::page::Page;
use crate::export::html::sheet::Sheet;
use crate::export::html::start;

pub(crate) fn route(sheet: &Sheet<'_>) -> Markup {
    let links = Links {
        station: &|index| sheet.href(Page::Station(index)),
        lang: &|index| sheet.lang_of_title(index),
        lang_of_place: &|index| sheet.lang_of_place(index),
        id: &|local| sheet.id(local),
    };
    html! {
        (sheet.title(&*sheet.words().map))
        (map::map(sheet.edition, links).unwrap_or_else(|| stations(sheet)))
    }
}

fn stations(sheet: &Sheet<'_>) -> Markup {
    let entries = sheet.edition.entries().iter().enumerate();
    html! {
        ol.stations {
            @for (index, entry) in entries.filter(|(_, entry)| entry.at.is_some()) {
                (start::station(sheet, index, entry))
            }
        }
    }
}
