//! Phrases with a count: a form for each plural category of the language.

use icu_locale_core::LanguageIdentifier;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

use super::phrase::Phrase;

/// The names of the categories in a catalogue, in the order of [`place`].
pub(super) const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A phrase with a count, `{count}` in its forms.
#[derive(Debug, Clone)]
pub struct Plural {
    /// The language whose rules choose the form: that of the file the phrase stands in.
    pub(super) language: LanguageIdentifier,
    pub(super) forms: [Option<Phrase>; 6],
}

impl Default for Plural {
    fn default() -> Self {
        Self {
            language: LanguageIdentifier::UNKNOWN,
            forms: Default::default(),
        }
    }
}

impl Plural {
    /// The form for `count`, filled with it.
    pub fn count(&self, count: usize) -> String {
        let category =
            rules(&self.language).map_or(PluralCategory::Other, |rules| rules.category_for(count));
        let form = self.forms[place(category)].as_ref().or(self.sample());
        form.map_or_else(
            || count.to_string(),
            |form| form.fill(&[("count", &count.to_string())]),
        )
    }

    /// The form that every language has, or else any.
    pub(super) fn sample(&self) -> Option<&Phrase> {
        self.forms.iter().rev().flatten().next()
    }
}

/// The categories that a language counts by.
pub(super) fn categories(language: &LanguageIdentifier) -> [bool; 6] {
    let mut needed = [false; 6];
    match rules(language) {
        Some(rules) => rules.categories().for_each(|it| needed[place(it)] = true),
        None => needed[place(PluralCategory::Other)] = true,
    }
    needed
}

/// The rules of a language; they are found in tables of the program, so that none are kept.
fn rules(language: &LanguageIdentifier) -> Option<PluralRules> {
    PluralRules::try_new(language.into(), PluralRulesOptions::default()).ok()
}

fn place(category: PluralCategory) -> usize {
    match category {
        PluralCategory::Zero => 0,
        PluralCategory::One => 1,
        PluralCategory::Two => 2,
        PluralCategory::Few => 3,
        PluralCategory::Many => 4,
        PluralCategory::Other => 5,
    }
}
