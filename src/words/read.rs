//! Reads a catalogue into [`Words`], telling every fault; what is faulty or missing stays as it was.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use icu_locale_core::LanguageIdentifier;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_width::UnicodeWidthStr;

use super::phrase::{self, Phrase};
use super::plural::{self, CATEGORIES, Plural};
use super::{Section, Slot, Words};
use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Diagnostic, Place, SourceFile};
use crate::markup::clean;

/// The widest word of the line of keys, in cells: of these the most needed fit on every screen.
const WIDEST: usize = 16;

/// What was found out about a catalogue.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) faults: Vec<Diagnostic>,
    /// What it does not have: phrases with their tables, `hints.next`, and whole tables, `[hints]`.
    pub(super) missing: Vec<String>,
    /// Some of it is not TOML, so that more may be missing than is.
    pub(super) broken: bool,
}

/// Reads what `file` has into `words`, which hold what stands in for the rest.
///
/// Phrases have the places of those they replace; where there is nothing to replace they have any.
pub(super) fn read(
    file: &Arc<SourceFile>,
    language: &LanguageIdentifier,
    words: &mut Words,
) -> Reading {
    let body = file.body();
    let (table, faults) = DeTable::parse_recoverable(body);
    let mut reader = Reader {
        file,
        start: file.text.len() - body.len(),
        language,
        reading: Reading::default(),
    };
    for fault in faults {
        let place = reader.place(fault.span().unwrap_or_default());
        reader.tell(Diagnostic::error("toml", place, fault.message()));
        reader.reading.broken = true;
    }
    reader.section("", table.get_ref(), words);
    reader.reading
}

struct Reader<'a> {
    file: &'a Arc<SourceFile>,
    /// Where the file's body begins.
    start: usize,
    language: &'a LanguageIdentifier,
    reading: Reading,
}

type Found<'t, 's> = &'t Spanned<DeValue<'s>>;

impl Reader<'_> {
    fn place(&self, span: Range<usize>) -> Place {
        Place::new(self.file, self.start + span.start..self.start + span.end)
    }

    fn tell(&mut self, fault: Diagnostic) {
        self.reading.faults.push(fault);
    }

    /// `path` is the table's name and a full stop, or nothing.
    fn section(&mut self, path: &str, table: &DeTable<'_>, section: &mut dyn Section) {
        let slots = section.slots();
        let names: Vec<&str> = slots.iter().map(|(name, _)| *name).collect();
        let meant = self.unknown(path, table, &names);
        for (name, slot) in slots {
            let path = format!("{path}{name}");
            match (table.get(name), slot) {
                (None, _) if meant.contains(&name) => {}
                (None, Slot::Section(_)) => self.reading.missing.push(format!("[{path}]")),
                (None, _) => self.reading.missing.push(path),
                (Some(found), Slot::Phrase(_)) if is_blank(&path, found) => {
                    self.reading.missing.push(path);
                }
                (Some(found), slot) => self.slot(&path, found, slot),
            }
        }
    }

    /// Tells the keys that are not among `names`, and gives those that were likely meant.
    fn unknown<'n>(&mut self, path: &str, table: &DeTable<'_>, names: &[&'n str]) -> Vec<&'n str> {
        let known: HashSet<&str> = names.iter().copied().collect();
        let mut meant = Vec::new();
        for key in table.keys() {
            let name: &str = key.get_ref();
            if !known.contains(name) {
                let name = clean::line(name);
                let message = match path.strip_suffix('.') {
                    None => format!("there is no phrase `{name}`"),
                    Some(table) => format!("there is no phrase `{name}` in `{table}`"),
                };
                let fault = Diagnostic::error("unknown-key", self.place(key.span()), message);
                let near = nearest(&name, names.iter().copied());
                meant.extend(near);
                let help = format!("the keys are {}", names.join(", "));
                self.tell(fault.or_rather(near).or_help(help));
            }
        }
        meant
    }

    fn slot(&mut self, path: &str, found: Found<'_, '_>, slot: Slot<'_>) {
        match (slot, found.get_ref()) {
            (Slot::Phrase(phrase), DeValue::String(_)) => {
                if let Some(read) = self.phrase(path, found, Some(phrase), true) {
                    *phrase = read;
                }
            }
            (Slot::Plural(plural), DeValue::Table(forms)) => {
                self.plural(path, found, forms, plural);
            }
            (Slot::Section(section), DeValue::Table(table)) => {
                self.section(&format!("{path}."), table, section);
            }
            (Slot::Phrase(_), _) => self.misfit(found, "a text in quotation marks"),
            (Slot::Plural(_), _) => {
                let forms = format!("{path}.one = \"…\" and {path}.other = \"…\"");
                self.misfit(
                    found,
                    &format!("a form for each way to count, such as {forms}"),
                );
            }
            (Slot::Section(_), _) => self.misfit(found, &format!("a table [{path}]")),
        }
    }

    fn misfit(&mut self, found: Found<'_, '_>, expected: &str) {
        let place = self.place(found.span());
        let message = format!("expected {expected}");
        self.tell(Diagnostic::error("type", place, message));
    }

    /// A phrase with places of `model` only, and with all of them if it must have them.
    fn phrase(
        &mut self,
        path: &str,
        found: Found<'_, '_>,
        model: Option<&Phrase>,
        whole: bool,
    ) -> Option<Phrase> {
        let words = found.get_ref().as_str()?;
        if let Some((_, name)) = clean::faults(words).next() {
            // Those that stand in the file as they are have been told already.
            let escaped = self
                .file
                .body()
                .get(found.span())
                .is_some_and(|raw| raw.contains('\\'));
            if escaped {
                let message = format!("a phrase may not hold the character {name}");
                let place = self.place(found.span());
                self.tell(Diagnostic::error("forbidden-character", place, message));
            }
            return None;
        }
        self.width(path, found, words);
        let Some(model) = model.filter(|model| !model.is_empty()) else {
            return Some(Phrase::new(words));
        };
        self.fits(found, words, model, whole)
            .then(|| Phrase::new(words))
    }

    /// Whether the places of `words` are those of `model`.
    fn fits(&mut self, found: Found<'_, '_>, words: &str, model: &str, whole: bool) -> bool {
        let names =
            |words| -> Vec<&str> { phrase::places(words).map(|place| &words[place]).collect() };
        let (known, written) = (names(model), names(words));
        let missing: Vec<&str> = known
            .iter()
            .filter(|it| !written.contains(it))
            .copied()
            .collect();
        let strange: Vec<&str> = written
            .iter()
            .filter(|it| !known.contains(it))
            .copied()
            .collect();
        let help = match known.as_slice() {
            [] => "this phrase has no places to be filled in; leave it out".to_owned(),
            known => format!("the places of this phrase are {}", known.join(" and ")),
        };
        for name in &strange {
            let place = self.place_of(name, found);
            let message = format!("nothing is filled in at `{}` here", clean::line(name));
            let fault = Diagnostic::error("words-placeholder", place, message);
            let near = nearest(name, missing.iter().copied());
            let near = near.map(|near| format!("did you mean `{near}`?"));
            self.tell(fault.help(near.unwrap_or_else(|| help.clone())));
        }
        if !strange.is_empty() || missing.is_empty() || !whole {
            return strange.is_empty();
        }
        let message = format!("this phrase lacks {}", missing.join(" and "));
        let fault = Diagnostic::error("words-placeholder", self.place(found.span()), message);
        self.tell(fault.help("put it where your language has it"));
        false
    }

    /// Where a part of a phrase stands, if it was written as it is.
    fn place_of(&self, part: &str, found: Found<'_, '_>) -> Place {
        let span = found.span();
        let raw = self.file.body().get(span.clone()).unwrap_or_default();
        match raw.find(part) {
            Some(at) => self.place(span.start + at..span.start + at + part.len()),
            None => self.place(span),
        }
    }

    /// Words for the line of keys are short.
    fn width(&mut self, path: &str, found: Found<'_, '_>, words: &str) {
        let width = words.width();
        if width > WIDEST && (path.starts_with("hints.") || path.starts_with("keys.")) {
            let message = format!("this takes {width} cells in the line of keys");
            let fault = Diagnostic::warning("words-long", self.place(found.span()), message);
            self.tell(fault.help(format!("find a word of at most {WIDEST} letters")));
        }
    }

    fn plural(
        &mut self,
        path: &str,
        found: Found<'_, '_>,
        forms: &DeTable<'_>,
        plural: &mut Plural,
    ) {
        let meant = self.unknown(&format!("{path}."), forms, &CATEGORIES);
        let model = plural.sample().cloned();
        let mut read = Plural {
            language: self.language.clone(),
            ..Plural::default()
        };
        for (name, form) in CATEGORIES.into_iter().zip(&mut read.forms) {
            if let Some(found) = forms.get(name).filter(|found| !is_blank(path, found)) {
                if matches!(found.get_ref(), DeValue::String(_)) {
                    *form = self.phrase(path, found, model.as_ref(), false);
                } else {
                    self.misfit(found, "a text in quotation marks");
                }
            }
        }
        let is_there = |name: &str| {
            let written = forms.get(name).is_some_and(|it| !is_blank(path, it));
            written || meant.contains(&name)
        };
        self.forms(path, found, forms, is_there);
        if read.sample().is_some() {
            *plural = read;
        }
    }

    /// Tells the forms that the language counts by and that are not there, and the other way round.
    fn forms(
        &mut self,
        path: &str,
        found: Found<'_, '_>,
        forms: &DeTable<'_>,
        is_there: impl Fn(&str) -> bool,
    ) {
        let needed = plural::categories(self.language);
        let language = self.language.language;
        let names = || CATEGORIES.into_iter().zip(needed);
        let missing: Vec<&str> = names()
            .filter(|(name, needed)| *needed && !is_there(name))
            .map(|(name, _)| name)
            .collect();
        if !missing.is_empty() {
            let message = format!("`{path}` lacks {}", missing.join(" and "));
            let needed: Vec<&str> = names().filter(|it| it.1).map(|it| it.0).collect();
            let fault = Diagnostic::warning("words-plural", self.place(found.span()), message);
            let help = format!("`{language}` counts by {}", needed.join(", "));
            self.tell(fault.help(help));
        }
        let idle = forms.keys().filter(|key| {
            let mut names = names();
            names.any(|(name, needed)| !needed && key.get_ref() == name)
        });
        for key in idle {
            let message = format!("`{language}` has no use for the form `{}`", key.get_ref());
            let place = self.place(key.span());
            self.reading
                .faults
                .push(Diagnostic::warning("words-plural", place, message));
        }
    }
}

/// Whether a phrase was left empty, to be filled later; signs may be nothing.
fn is_blank(path: &str, found: Found<'_, '_>) -> bool {
    let is_sign = path.starts_with("signs.") || path.starts_with("numbers.");
    let words = found.get_ref().as_str();
    !is_sign && words.is_some_and(|words| words.trim().is_empty())
}
