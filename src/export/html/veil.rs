//! What lists have of stations with a content notice: shut, with the stations that it belongs to.

use maud::{Markup, html};

use crate::export::html::page::Page;
use crate::export::html::phrase;
use crate::export::html::sheet::Sheet;

/// The stations with notices that something stands at, by the steps that show it; none when it stands at
/// another station too, or nowhere.
pub(crate) fn stations(sheet: &Sheet<'_>, steps: &[(usize, u16)]) -> Vec<usize> {
    let stations = steps.iter().map(|(station, _)| *station);
    if stations.clone().all(|station| sheet.is_gated(station)) {
        stations.collect()
    } else {
        Vec::new()
    }
}

/// Something that stands behind the notices of stations, shut.
pub(crate) fn veil(
    sheet: &Sheet<'_>,
    stations: impl IntoIterator<Item = usize>,
    behind: &Markup,
) -> Markup {
    let words = sheet.words();
    let mut stations: Vec<usize> = stations.into_iter().collect();
    stations.sort_unstable();
    stations.dedup();
    let stations = stations.into_iter().map(Page::Station);
    let titles: Vec<Markup> = stations.map(|page| sheet.name(page)).collect();
    let titles = phrase::list(words, &titles);
    html! {
        details.veil {
            summary { (phrase::labelled(words, &words.has_notice, &titles)) }
            (behind)
        }
    }
}
