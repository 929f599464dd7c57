//! What stands round every page: the head of the document, the tour's name, the menu, the licence.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::export::html::languages;
use crate::export::html::metadata::json_ld;
use crate::export::html::page::Page;
use crate::export::html::sheet::Sheet;
use crate::export::html::style::STYLE;
use crate::export::html::{Form, Print};

/// A whole document.
pub(crate) fn document(sheet: &Sheet<'_>, text: &Markup) -> Markup {
    let class = (sheet.print == Print::Large).then_some("large");
    html! {
        (DOCTYPE)
        html lang=(sheet.edition.head().language) class=[class] {
            head { (head(sheet)) }
            body {
                a.skip href="#text" { (&*sheet.words().site.skip_link) }
                @if sheet.form == Form::Pages { (top(sheet)) }
                main id="text" { (text) }
                (bottom(sheet))
            }
        }
    }
}

fn head(sheet: &Sheet<'_>) -> Markup {
    let head = sheet.edition.head();
    let title = match sheet.page {
        Page::Start => head.title.clone(),
        page => [&*page.title(sheet.edition), &head.title].join(&sheet.words().signs.dash),
    };
    html! {
        meta charset="utf-8";
        meta http-equiv="Content-Security-Policy" content=(policy(sheet.form));
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta name="color-scheme" content="light dark";
        meta name="referrer" content="no-referrer";
        // A part of the title has no language of its own: what is first tells the pages apart.
        title lang=[lang_of_name(sheet)] { (title) }
        @if let Some(subtitle) = &head.subtitle {
            meta lang=[sheet.lang_of_subtitle()] name="description" content=(subtitle);
        }
        @if !head.authors.is_empty() { meta name="author" content=(sheet.words().list(head.authors.iter().map(String::as_str))); }
        (languages::alternates(sheet))
        (style(sheet))
        @if sheet.page == Page::Start { (json_ld(sheet.edition)) }
    }
}

/// The language of what a page is called, if that is a title which has not been translated.
fn lang_of_name<'a>(sheet: &Sheet<'a>) -> Option<&'a str> {
    match sheet.page {
        Page::Start => sheet.lang_of_tour(),
        Page::Station(index) => sheet.lang_of_title(index),
        _ => None,
    }
}

/// Nothing runs, and nothing is loaded but the site's own style and pictures. `file:` is for browsers
/// to which a site on a disk has no origin that `'self'` could mean.
fn policy(form: Form) -> &'static str {
    match form {
        Form::Pages => {
            "default-src 'none'; img-src 'self' file: data:; style-src 'self' file:; base-uri 'none'; form-action 'none'"
        }
        Form::Single => {
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        }
    }
}

fn style(sheet: &Sheet<'_>) -> Markup {
    match sheet.form {
        Form::Pages => html! { link rel="stylesheet" href={ (sheet.root()) "style.css" }; },
        // The program's own text, in which no tour has a part.
        Form::Single => html! { style { (PreEscaped(STYLE)) } },
    }
}

fn top(sheet: &Sheet<'_>) -> Markup {
    let is_start = sheet.page == Page::Start;
    html! {
        header.top {
            @if !is_start { p.tour { a lang=[sheet.lang_of_tour()] href=(sheet.href(Page::Start)) { (sheet.edition.head().title) } } }
            (languages::switch(sheet))
            @if is_past_notice(sheet) { (menu(sheet)) }
        }
    }
}

/// Whether who reads this page has accepted the tour's notice, or there is none.
fn is_past_notice(sheet: &Sheet<'_>) -> bool {
    let before = matches!(sheet.page, Page::Start | Page::Left);
    !before || sheet.edition.head().notice.is_none()
}

/// The stations and the lists.
pub(crate) fn menu(sheet: &Sheet<'_>) -> Markup {
    let words = sheet.words();
    let stations = sheet.stations_page();
    let title = |page: Page| {
        if page == stations {
            words.stations_title.to_string()
        } else {
            page.title(sheet.edition)
        }
    };
    let pages = std::iter::once(stations).chain(Page::lists(sheet.edition));
    html! {
        nav.menu aria-label=(&*words.kiosk.menu) {
            ul {
                @for page in pages {
                    @let here = (page == sheet.page).then_some("page");
                    li { a href=(sheet.href(page)) aria-current=[here] { (title(page)) } }
                }
            }
        }
    }
}

fn bottom(sheet: &Sheet<'_>) -> Markup {
    let (words, head) = (sheet.words(), sheet.edition.head());
    let authors = words.list(head.authors.iter().map(String::as_str));
    html! {
        footer.bottom {
            p lang=[sheet.lang_of_tour()] { (head.title) }
            @if !authors.is_empty() { p { (words.text_by.fill(&[("authors", &authors)])) } }
            @if let Some(licence) = &head.licence { p { (words.licence.fill(&[("licence", licence)])) } }
        }
    }
}
