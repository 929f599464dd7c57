//! The page with the map: the outline and the places, and the stations that have one.

use maud::{Markup, html};

use crate::export::html::sheet::Sheet;
use crate::export::html::start;

pub(crate) fn route(sheet: &Sheet<'_>) -> Markup {
    let entries = sheet.edition.entries().iter().enumerate();
    html! {
        (sheet.title(&*sheet.words().map))
        ol.stations {
            @for (index, entry) in entries.filter(|(_, entry)| entry.at.is_some()) {
                (start::station(sheet, index, entry))
            }
        }
    }
}
