//! The words that styles put in: terms, dates and quotation marks of a language.
//!
//! English and others come from the archive. Russian is the archive's with our corrections laid over
//! it, Kazakh is ours. Neither falls back on English: a missing word is left out, and a test
//! names it.

use citationberg::taxonomy::{OtherTerm, Term};
use citationberg::{Locale, LocaleCode, LocaleFile, TermForm, Terms};
use hayagriva::archive::LOCALES;
use memchr::memmem;

const RU: &str = include_str!("locales/ru.xml");
const KK: &str = include_str!("locales/kk.xml");

/// The quotation marks of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotes {
    pub(super) outer: (char, char),
    pub(super) inner: (char, char),
    /// Whether a full stop or comma that follows goes inside.
    pub(super) pull: bool,
}

/// The language's code and its locales, in the order in which a word is looked for.
pub(super) fn load(language: &str) -> (LocaleCode, Vec<Locale>) {
    match language.split('-').next().unwrap_or_default() {
        "ru" => (LocaleCode("ru-RU".to_owned()), vec![overlaid("ru-RU", RU)]),
        "kk" => (
            LocaleCode("kk-KZ".to_owned()),
            own(KK).into_iter().collect(),
        ),
        _ => archived_with_english(language),
    }
}

/// The quotation marks of the first of these locales that has them.
pub(super) fn quotes(locales: &[Locale]) -> Quotes {
    let mark = |term: OtherTerm, default: char| {
        let found = locales
            .iter()
            .find_map(|locale| locale.term(Term::Other(term), TermForm::Long)?.single());
        // French sets a space inside its marks; the mark itself is what titles are compared with.
        found
            .and_then(|text| text.trim().chars().next())
            .unwrap_or(default)
    };
    Quotes {
        outer: (
            mark(OtherTerm::OpenQuote, '“'),
            mark(OtherTerm::CloseQuote, '”'),
        ),
        inner: (
            mark(OtherTerm::OpenInnerQuote, '‘'),
            mark(OtherTerm::CloseInnerQuote, '’'),
        ),
        pull: locales
            .iter()
            .find_map(|locale| locale.style_options?.punctuation_in_quote)
            .unwrap_or_default(),
    }
}

fn archived_with_english(language: &str) -> (LocaleCode, Vec<Locale>) {
    let asked = LocaleCode(language.to_owned());
    let code = [Some(asked.clone()), asked.fallback()]
        .into_iter()
        .flatten()
        .find(|code| bytes(&code.0).is_some());
    let code = code.unwrap_or_else(LocaleCode::en_us);
    let english = (code != LocaleCode::en_us())
        .then(|| archived("en-US"))
        .flatten();
    let locales = archived(&code.0).into_iter().chain(english).collect();
    (code, locales)
}

/// An archived locale with the terms and dates of `correction` in place of its own.
fn overlaid(code: &str, correction: &str) -> Locale {
    let Some(ours) = own(correction) else {
        return archived(code).unwrap_or_else(empty);
    };
    let Some(mut locale) = archived(code) else {
        return ours;
    };
    let ours_terms = ours.terms.map(|terms| terms.terms).unwrap_or_default();
    let mut terms = locale
        .terms
        .take()
        .map(|terms| terms.terms)
        .unwrap_or_default();
    terms.retain(|old| {
        !ours_terms
            .iter()
            .any(|new| new.name.is_lexically_same(old.name) && new.form == old.form)
    });
    terms.extend(ours_terms);
    locale.terms = Some(Terms { terms });
    locale
        .date
        .retain(|old| !ours.date.iter().any(|new| new.form == old.form));
    locale.date.extend(ours.date);
    locale.style_options = ours.style_options.or(locale.style_options);
    locale
}

fn own(xml: &str) -> Option<Locale> {
    LocaleFile::from_xml(xml).ok().map(Locale::from)
}

fn empty() -> Locale {
    Locale {
        lang: None,
        info: None,
        terms: None,
        date: Vec::new(),
        style_options: None,
    }
}

fn archived(code: &str) -> Option<Locale> {
    ciborium::de::from_reader(bytes(code)?).ok()
}

/// The archived locale of this very code. Decoding all of them to look costs 95 ms, so the code is
/// read where CBOR puts it: after its key, behind one byte with its length.
fn bytes(code: &str) -> Option<&'static [u8]> {
    let is = |bytes: &&&[u8]| {
        let key = b"@xml:lang";
        let after = memmem::find(bytes, key).and_then(|at| bytes.get(at + key.len()..));
        after
            .and_then(|rest| rest.split_first())
            .is_some_and(|(head, rest)| {
                usize::from(*head) == 0x60 + code.len() && rest.starts_with(code.as_bytes())
            })
    };
    LOCALES.iter().find(is).copied()
}
