//! All figures and charts, those of stations with a content notice shut.

use maud::{Markup, html};

use crate::export::html::Form;
use crate::export::html::figure;
use crate::export::html::page::Page;
use crate::export::html::prose;
use crate::export::html::sheet::Sheet;
use crate::export::html::veil;
use crate::tour::Figure;

pub(crate) fn figures(sheet: &Sheet<'_>) -> Markup {
    let edition = sheet.edition;
    let local = |id: &str| prose::figure_name(edition, id);
    html! {
        (sheet.title(&*sheet.words().figures))
        @for it in edition.figures() {
            (listed(sheet, &it.id, &figure(sheet, it, local(&it.id).as_deref())))
        }
        @for it in edition.charts() {
            (listed(sheet, &it.id, &figure::chart(sheet, it, local(&it.id).as_deref())))
        }
    }
}

/// A figure; one file with everything inside has its picture once, where a station shows it.
fn figure(sheet: &Sheet<'_>, figure: &Figure, local: Option<&str>) -> Markup {
    let is_shown = !sheet.edition.showings().of(&figure.id).is_empty();
    let is_inside = sheet.pictures.source(&figure.id, sheet.root()).is_some();
    if sheet.form == Form::Single && is_shown && is_inside {
        figure::named(sheet, figure, local)
    } else {
        figure::figure(sheet, figure, local)
    }
}

/// A figure or chart with the ways to it in the stations that show it.
fn listed(sheet: &Sheet<'_>, id: &str, figure: &Markup) -> Markup {
    let steps = sheet.edition.showings().around(id);
    let gated = veil::stations(sheet, steps);
    let mut stations: Vec<usize> = steps.iter().map(|(station, _)| *station).collect();
    stations.dedup();
    html! {
        div.shown {
            @if gated.is_empty() { (figure) } @else { (veil::veil(sheet, gated, figure)) }
            @for station in stations {
                p.quiet { a href=(way(sheet, station, id)) { (sheet.name(Page::Station(station))) } }
            }
        }
    }
}

/// The address of a figure or chart in a station, or of a station that speaks of it.
fn way(sheet: &Sheet<'_>, station: usize, id: &str) -> String {
    let page = Page::Station(station);
    let shown = sheet.edition.showings().of(id);
    let is_shown = shown.iter().any(|(at, _)| *at == station);
    let local = prose::figure_name(sheet.edition, id).filter(|_| is_shown);
    local.map_or_else(|| sheet.href(page), |local| sheet.href_to(page, &local))
}
