//! Tells the faults of the catalogues beside a tour.

use std::path::Path;
use std::sync::Arc;

use super::phrase::Phrase;
use super::{Words, base, catalogue_language, identifier, known_name, read};
use crate::diagnostic::{Diagnostic, Place, SourceFile};
use crate::tour::is_language;

/// Every fault of a catalogue beside a tour that is there in `languages`.
pub(crate) fn check(file: &Arc<SourceFile>, languages: &[String]) -> Vec<Diagnostic> {
    let Some(tag) = catalogue_language(Path::new(&file.name)) else {
        return Vec::new();
    };
    let mut words = Words::of(tag).clone();
    words.name = Phrase::new(known_name(tag));
    let reading = read::read(file, &identifier(tag), &mut words);
    let mut faults = reading.faults;
    let head = || Place::new(file, 0..file.text.find('\n').unwrap_or(file.text.len()));
    if !languages.iter().any(|language| serves(tag, language)) {
        let message = format!("the tour is not there in `{tag}`, so that nobody sees these words");
        let fault = Diagnostic::warning("words-unused", head(), message);
        let known = languages.join(", ");
        faults.push(fault.help(format!("the tour's languages are {known}")));
        return faults;
    }
    let mut missing = reading.missing;
    missing.retain(|key| key != "name" || known_name(tag) == tag);
    if Words::built_in(tag).is_none() && !missing.is_empty() && !reading.broken {
        let message = "some phrases are missing, and are shown in English";
        let fault = Diagnostic::warning("words-missing", head(), message);
        faults.push(fault.help(format!("add {}", missing.join(", "))));
    }
    faults
}

/// Tells that visitors of a tour in `language`, whose file this is, read English between its texts.
pub(crate) fn lacking(
    file: &Arc<SourceFile>,
    words: &[Arc<SourceFile>],
    language: &str,
) -> Option<Diagnostic> {
    let has = |file: &Arc<SourceFile>| {
        catalogue_language(Path::new(&file.name)).is_some_and(|tag| serves(tag, language))
    };
    if !is_language(language) || Words::built_in(language).is_some() || words.iter().any(has) {
        return None;
    }
    let message = format!(
        "docent has no words of its own in `{language}`, and says “next” and “notes” in English"
    );
    let place = Place::new(file, 0..file.text.find('\n').unwrap_or(file.text.len()));
    let help = format!(
        "put a file words.{language}.toml beside the tour; `docent words` prints the pattern"
    );
    Some(Diagnostic::advice("words-missing", place, message).help(help))
}

/// Whether the catalogue for `tag` is one for a tour in `language`.
pub(crate) fn serves(tag: &str, language: &str) -> bool {
    tag.eq_ignore_ascii_case(language) || tag == base(language)
}
