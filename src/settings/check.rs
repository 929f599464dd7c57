//! What may be wrong with a text that is set; the answer goes on after the setting's name.

use crate::tour::is_language;

/// Nothing is.
pub(crate) fn anything(_: &str) -> Option<&'static str> {
    None
}

/// It says nothing.
pub(crate) fn not_empty(text: &str) -> Option<&'static str> {
    text.is_empty().then_some("is empty")
}

/// It is neither empty nor the tag of a language.
pub(crate) fn language(tag: &str) -> Option<&'static str> {
    let is_tag = tag.is_empty() || is_language(tag);
    (!is_tag).then_some("is not the tag of a language, such as \"ru\"")
}
