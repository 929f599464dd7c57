//! Figures and charts.

use maud::{Markup, html};

use crate::export::html::chart::{self, Lent};
use crate::export::html::phrase::{filled, joined, said};
use crate::export::html::prose;
use crate::export::html::sheet::Sheet;
use crate::tour::{Chart, Figure, Noun};

/// A picture, or its description where there is none that may be shown; its caption, its credit.
pub(crate) fn figure(sheet: &Sheet<'_>, figure: &Figure, local: Option<&str>) -> Markup {
    html! {
        figure id=[local.map(|local| sheet.id(local))] {
            (picture(sheet, figure))
            (caption(sheet, figure))
        }
    }
}

/// The same without the picture, which stands elsewhere; where it has no caption it is described.
pub(crate) fn named(sheet: &Sheet<'_>, figure: &Figure, local: Option<&str>) -> Markup {
    html! {
        figure id=[local.map(|local| sheet.id(local))] {
            @if figure.caption.is_none() { (description(sheet, figure)) }
            (caption(sheet, figure))
        }
    }
}

fn picture(sheet: &Sheet<'_>, figure: &Figure) -> Markup {
    html! {
        @if let Some(source) = sheet.pictures.source(&figure.id, sheet.root()) {
            img src=(source) alt=(figure.alt) lang=[lang_of_alt(sheet, figure)];
        } @else {
            (description(sheet, figure))
        }
    }
}

fn description(sheet: &Sheet<'_>, figure: &Figure) -> Markup {
    let alt = said(lang_of_alt(sheet, figure), &figure.alt);
    html! { p.description { (filled(&sheet.words().picture, "description", &alt)) } }
}

fn lang_of_alt<'a>(sheet: &Sheet<'a>, figure: &Figure) -> Option<&'a str> {
    let original = original(sheet, figure).map(|original| &original.alt);
    sheet.borrowed_by((Noun::Figure, &figure.id), &figure.alt, original)
}

fn original<'a>(sheet: &Sheet<'a>, figure: &Figure) -> Option<&'a Figure> {
    sheet.original()?.figure(&figure.id)
}

fn caption(sheet: &Sheet<'_>, figure: &Figure) -> Markup {
    let original = original(sheet, figure).map(|original| &original.caption);
    let lang = sheet.borrowed_by((Noun::Figure, &figure.id), &figure.caption, original);
    let credits = credits(sheet, figure);
    html! {
        figcaption {
            @if let Some(caption) = &figure.caption {
                p lang=[lang] { (prose::text(&sheet.speaking(lang), caption)) }
            }
            @if !credits.is_empty() { p.credit { (joined(" · ", &credits)) } }
            (sheet.gap(Noun::Figure, &figure.id))
        }
    }
}

/// Who made it, and who owns it; the owner is told once, in the tour's own file.
fn credits(sheet: &Sheet<'_>, figure: &Figure) -> Vec<Markup> {
    let owner = figure.owner(sheet.words());
    let owner = owner.map(|owner| {
        let owner = said(sheet.first_language(), owner);
        filled(&sheet.words().rights, "rights", &owner)
    });
    credit(sheet, figure).into_iter().chain(owner).collect()
}

/// Who made it. A credit that nobody has translated may be meant so: it is a name for the most part.
pub(crate) fn credit(sheet: &Sheet<'_>, figure: &Figure) -> Option<Markup> {
    let original = original(sheet, figure).map(|original| &original.credit);
    let credit = figure.credit.as_deref()?;
    let credit = said(sheet.borrowed(&figure.credit, original), credit);
    Some(filled(&sheet.words().credit, "credit", &credit))
}

/// A chart with the source of its figures.
pub(crate) fn chart(sheet: &Sheet<'_>, chart: &Chart, local: Option<&str>) -> Markup {
    let source = chart.source.as_deref();
    html! {
        div.chart id=[local.map(|local| sheet.id(local))] {
            (chart::chart(chart, sheet.words(), lent(sheet, chart).as_ref()))
            @if let Some(id) = source {
                p.credit { (filled(&sheet.words().source, "source", &prose::named_source(sheet, id))) }
            }
            (sheet.gap(Noun::Chart, &chart.id))
        }
    }
}

/// The chart as the original has it, where the translation has not all of its words.
fn lent<'a>(sheet: &Sheet<'a>, chart: &Chart) -> Option<Lent<'a>> {
    let is_gap = sheet.edition.is_untranslated(Noun::Chart, &chart.id);
    let original = sheet.original().filter(|_| is_gap)?;
    Some(Lent {
        chart: original.chart(&chart.id)?,
        words: original.words(),
        lang: sheet.first_language()?,
    })
}
