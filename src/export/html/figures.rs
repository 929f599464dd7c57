//! All figures and charts, those of stations with a content notice shut.

use maud::{Markup, html};

use crate::export::html::figure;
use crate::export::html::page::Page;
use crate::export::html::prose;
use crate::export::html::sheet::Sheet;
use crate::export::html::veil;

pub(crate) fn figures(sheet: &Sheet<'_>) -> Markup {
    let edition = sheet.edition;
    let local = |id: &str| prose::figure_name(edition, id);
    html! {
        (sheet.title(&*sheet.words().figures))
        @for it in edition.figures() {
            (shown(sheet, &it.id, &figure::figure(sheet, it, local(&it.id).as_deref())))
        }
        @for it in edition.charts() {
            (shown(sheet, &it.id, &figure::chart(sheet, it, local(&it.id).as_deref())))
        }
    }
}

/// A figure or chart with the stations that show it.
fn shown(sheet: &Sheet<'_>, id: &str, figure: &Markup) -> Markup {
    let steps = sheet.edition.showings().around(id);
    let gated = veil::stations(sheet, steps);
    let mut stations: Vec<usize> = steps.iter().map(|(station, _)| *station).collect();
    stations.dedup();
    html! {
        div.shown {
            @if gated.is_empty() { (figure) } @else { (veil::veil(sheet, gated, figure)) }
            @for page in stations.into_iter().map(Page::Station) {
                p.quiet { a href=(sheet.href(page)) { (page.title(sheet.edition)) } }
            }
        }
    }
}
