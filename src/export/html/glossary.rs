//! The terms with their meanings.

use maud::{Markup, html};

use crate::export::html::foreign;
use crate::export::html::name::name;
use crate::export::html::prose;
use crate::export::html::sheet::Sheet;
use crate::export::html::veil;
use crate::tour::{Noun, Term};

pub(crate) fn glossary(sheet: &Sheet<'_>) -> Markup {
    let terms = sheet.edition.glossary().iter().enumerate();
    let steps = |term: &Term| sheet.edition.showings().around_term(&term.id);
    let (open, noticed): (Vec<_>, Vec<_>) =
        terms.partition(|(_, term)| veil::stations(sheet, steps(term)).is_empty());
    let stations = noticed
        .iter()
        .flat_map(|(_, term)| veil::stations(sheet, steps(term)));
    html! {
        (sheet.title(&*sheet.words().glossary))
        (terms_of(sheet, &open))
        @if !noticed.is_empty() { (veil::veil(sheet, stations, &terms_of(sheet, &noticed))) }
    }
}

fn terms_of(sheet: &Sheet<'_>, terms: &[(usize, &Term)]) -> Markup {
    html! {
        @if !terms.is_empty() {
            dl.glossary { @for (place, term) in terms { (self::term(sheet, *place, term)) } }
        }
    }
}

fn term(sheet: &Sheet<'_>, place: usize, term: &Term) -> Markup {
    let original = term.original.as_deref();
    // A word that came from this language is its own original.
    let original = original.filter(|it| it.to_lowercase() != term.term.to_lowercase());
    let there = sheet.original().and_then(|edition| edition.term(&term.id));
    let gap = (Noun::Term, &*term.id);
    let of_term = sheet.borrowed_by(gap, &term.term, there.map(|it| &it.term));
    let lang = sheet.borrowed_by(gap, &term.meaning, there.map(|it| &it.meaning));
    let meaning = sheet.speaking(lang);
    html! {
        div id=(sheet.id(&name("term", &term.id, place))) {
            dt {
                dfn lang=[of_term] { (term.term) }
                @if let Some(original) = original {
                    " " span.original lang=[foreign::of_original(sheet, term)] { (original) }
                }
            }
            dd {
                @for paragraph in &term.meaning.paragraphs {
                    p lang=[lang] { (prose::short(&meaning, &paragraph.text)) }
                }
                (sheet.gap(Noun::Term, &term.id))
            }
        }
    }
}
