//! The program's phrases with words of a tour in them, which may be in another language than the page.

use maud::{Markup, Render, html};

use crate::words::{Phrase, Words};

/// Where something is set into a phrase: no phrase has an end of a line in it.
const PLACE: &str = "\n";

/// Words in their language, which is told where it is not that of the words around them.
pub(crate) fn said(lang: Option<&str>, words: impl Render) -> Markup {
    html! {
        @match lang {
            Some(lang) => span lang=(lang) { (words) },
            None => (words),
        }
    }
}

/// A phrase with something in its one place.
pub(crate) fn filled(phrase: &Phrase, place: &str, inside: &Markup) -> Markup {
    let words = phrase.fill(&[(place, PLACE)]);
    html! {
        @for (at, part) in words.split(PLACE).enumerate() {
            @if at > 0 { (inside) }
            (part)
        }
    }
}

/// Things in a row, as [`Words::list`] has them.
pub(crate) fn list(words: &Words, things: &[Markup]) -> Markup {
    joined(&words.signs.comma, things)
}

/// Things with a sign between them.
pub(crate) fn joined(sign: &str, things: &[Markup]) -> Markup {
    html! {
        @for (at, thing) in things.iter().enumerate() {
            @if at > 0 { (sign) }
            (thing)
        }
    }
}

/// A name and what it is, as [`Words::labelled`] has them.
pub(crate) fn labelled(words: &Words, label: &str, text: &Markup) -> Markup {
    html! { (label) (*words.signs.colon) (text) }
}
