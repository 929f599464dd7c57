//! The languages of a site: the folders their pages lie in, and the way from each page to the same page
//! in another.

use maud::{Markup, html};

use crate::export::html::Form;
use crate::export::html::sheet::Sheet;
use crate::tour::Edition;

/// Names that are no folders' on Windows.
const RESERVED: [&str; 4] = ["aux", "con", "nul", "prn"];

/// The folder of a language in a site; `None` for the first, whose pages lie in the site's own.
pub(crate) fn folder(editions: &[&Edition], edition: &Edition) -> Option<String> {
    let language = edition.head().language.to_lowercase();
    let is_first = editions
        .first()
        .is_some_and(|first| std::ptr::eq(*first, edition));
    let folder = if RESERVED.contains(&&*language) {
        format!("{language}_")
    } else {
        language
    };
    (!is_first).then_some(folder)
}

/// The way to the same page in every language, as programs read it.
pub(crate) fn alternates(sheet: &Sheet<'_>) -> Markup {
    html! {
        @if sheet.form == Form::Pages && sheet.editions.len() > 1 {
            @for edition in sheet.editions {
                link rel="alternate" hreflang=(edition.head().language) href=(sheet.href_in(edition));
            }
        }
    }
}

/// The same as a visitor reads it; each language has its own name.
pub(crate) fn switch(sheet: &Sheet<'_>) -> Markup {
    let is_here = |edition: &Edition| std::ptr::eq(edition, sheet.edition);
    html! {
        @if sheet.form == Form::Pages && sheet.editions.len() > 1 {
            nav.languages aria-label=(&*sheet.words().languages) {
                ul {
                    @for edition in sheet.editions {
                        @let language = &*edition.head().language;
                        li {
                            @if is_here(edition) {
                                span aria-current="true" { (edition.language_name()) }
                            } @else {
                                a lang=(language) hreflang=(language) href=(sheet.href_in(edition)) { (edition.language_name()) }
                            }
                        }
                    }
                }
            }
        }
    }
}
