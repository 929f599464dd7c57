//! Figures and charts.

use maud::{Markup, html};

use crate::export::html::chart;
use crate::export::html::prose;
use crate::export::html::sheet::Sheet;
use crate::player::pages::citations;
use crate::tour::{Chart, Figure, Noun};

/// A picture, or its description where there is none that may be shown; its caption, its credit.
pub(crate) fn figure(sheet: &Sheet<'_>, figure: &Figure, local: Option<&str>) -> Markup {
    let words = sheet.words();
    let original = sheet
        .original()
        .and_then(|edition| edition.figure(&figure.id));
    let credits = figure.credits(words).unwrap_or_default();
    html! {
        figure id=[local.map(|local| sheet.id(local))] {
            (picture(sheet, figure, original))
            figcaption {
                @if let Some(caption) = &figure.caption {
                    p lang=[sheet.borrowed(&figure.caption, original.map(|it| &it.caption))] { (prose::text(sheet, caption)) }
                }
                @if !credits.is_empty() { p.credit { (credits) } }
                (sheet.gap(Noun::Figure, &figure.id))
            }
        }
    }
}

fn picture(sheet: &Sheet<'_>, figure: &Figure, original: Option<&Figure>) -> Markup {
    let lang = sheet.borrowed(&figure.alt, original.map(|original| &original.alt));
    let description = sheet.words().picture.fill(&[("description", &figure.alt)]);
    html! {
        @if let Some(source) = sheet.pictures.source(&figure.id, sheet.root()) {
            img src=(source) alt=(figure.alt) lang=[lang];
        } @else {
            p.description lang=[lang] { (description) }
        }
    }
}

/// A chart with the source of its figures.
pub(crate) fn chart(sheet: &Sheet<'_>, chart: &Chart, local: Option<&str>) -> Markup {
    let words = sheet.words();
    let original = sheet
        .original()
        .and_then(|edition| edition.chart(&chart.id));
    let source = chart.source.as_deref();
    html! {
        div.chart id=[local.map(|local| sheet.id(local))] lang=[sheet.borrowed(chart, original)] {
            (chart::chart(chart, words))
            @if let Some(id) = source {
                @let set = citations::source(sheet.edition, id);
                @let text = words.source.fill(&[("source", &set.string)]);
                p.credit {
                    @match prose::source(sheet, id) {
                        Some(href) => a href=(href) { (text) },
                        None => (text),
                    }
                }
            }
            (sheet.gap(Noun::Chart, &chart.id))
        }
    }
}
