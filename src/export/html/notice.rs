//! Content notices: what a tour or station speaks of, before it is shown, with equal choices.

use maud::{Markup, html};

use crate::export::html::Form;
use crate::export::html::page::Page;
use crate::export::html::phrase::{filled, said};
use crate::export::html::prose;
use crate::export::html::sheet::Sheet;
use crate::markup::Prose;
use crate::tour::{Noun, Station};

/// The tour's own notice; what stands behind it in a single file follows the choices, shut.
pub(crate) fn of_tour(sheet: &Sheet<'_>, notice: &Prose, behind: &Markup) -> Markup {
    let words = sheet.words();
    let lang = sheet.borrowed(
        &sheet.edition.head().notice,
        sheet.original().map(|it| &it.head().notice),
    );
    let begin = html! { (&*words.begin) };
    html! {
        section.notice {
            (sheet.heading(&*words.notice))
            (prose::prose(&sheet.speaking(lang), notice))
            (door(sheet, &begin, behind))
            ul.choices {
                @if sheet.form == Form::Pages { (choice(&sheet.href(Page::Stations), &begin)) }
                (choice(&sheet.href(Page::Left), &html! { (&*words.leave) }))
            }
        }
    }
}

/// A station's notice: on to it, past it, or out of the tour.
pub(crate) fn of_station(
    sheet: &Sheet<'_>,
    index: usize,
    station: &Station,
    behind: &Markup,
) -> Markup {
    let words = sheet.words();
    let original = sheet.original().and_then(|edition| edition.station(index));
    let go_on = html! { (&*words.go_on) };
    let skipped = skipped(sheet, index, station);
    html! {
        section.notice {
            (sheet.title(sheet.name(Page::Notice(index))))
            @if let Some(notice) = &station.notice {
                @let lang = sheet.borrowed_by((Noun::Station, &station.id), &station.notice, original.map(|it| &it.notice));
                (prose::prose(&sheet.speaking(lang), &notice.text))
            }
            (door(sheet, &go_on, behind))
            ul.choices {
                @if sheet.form == Form::Pages { (choice(&sheet.href(Page::Station(index)), &go_on)) }
                @if let Some((page, title)) = skipped {
                    (choice(&sheet.href(page), &filled(&words.skip_to, "station", &title)))
                }
                (choice(&sheet.href(Page::Closing), &html! { (&*words.leave_tour) }))
            }
        }
    }
}

fn choice(href: &str, words: &Markup) -> Markup {
    html! { li { a.choice href=(href) { (words) } } }
}

/// In a single file: what stands behind a notice, shut until it is opened.
fn door(sheet: &Sheet<'_>, words: &Markup, behind: &Markup) -> Markup {
    html! {
        @if sheet.form == Form::Single {
            details.door { summary.choice { (words) } (behind) }
        }
    }
}

/// Where those who skip a station go on.
fn skipped(sheet: &Sheet<'_>, index: usize, station: &Station) -> Option<(Page, Markup)> {
    let notice = station.notice.as_ref()?;
    let named = notice
        .skip_to
        .as_deref()
        .and_then(|id| sheet.edition.find(id));
    let next = named.unwrap_or(index + 1);
    let entry = sheet.edition.entries().get(next)?;
    let title = said(sheet.lang_of_title(next), &entry.title);
    Some((Page::Station(next), title))
}
