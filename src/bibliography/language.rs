//! The words that styles put in: terms, dates and quotation marks of a language.
//!
//! Russian and Kazakh are ours: the archive has no Kazakh, and a good half of its Russian is English.
//! Neither falls back on English; a missing word is left out, and a test names it. All other
//! languages come from the archive.

use citationberg::taxonomy::{OtherTerm, Term};
use citationberg::{DateForm, DatePartName, Locale, LocaleCode, LocaleFile, TermForm};
use hayagriva::archive::LOCALES;
use memchr::memmem;

const RU: &str = include_str!("locales/ru.xml");
const KK: &str = include_str!("locales/kk.xml");

/// How a language writes, where the engine alone would get it wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Habits {
    /// Quotation marks, and those inside them.
    pub(super) outer: (char, char),
    pub(super) inner: (char, char),
    /// Whether a full stop or comma that follows goes inside.
    pub(super) pull: bool,
    /// The months, where the day stands before the month: styles made for English have it behind.
    pub(super) months: Vec<String>,
}

/// Words that are put into sources.
pub(super) struct Words {
    pub(super) video: &'static str,
    pub(super) law: &'static str,
}

/// The words of a language; English where we have none.
pub(super) fn words(language: &str) -> Words {
    match base(language) {
        "ru" => Words {
            video: "видео",
            law: "Закон",
        },
        "kk" => Words {
            video: "бейнежазба",
            law: "Заң",
        },
        _ => Words {
            video: "video",
            law: "Law",
        },
    }
}

/// The language's code and its locales, in the order in which a word is looked for.
pub(super) fn load(language: &str) -> (LocaleCode, Vec<Locale>) {
    let own = |xml: &str| {
        LocaleFile::from_xml(xml)
            .ok()
            .map(Locale::from)
            .into_iter()
            .collect()
    };
    match base(language) {
        "ru" => (LocaleCode("ru-RU".to_owned()), own(RU)),
        "kk" => (LocaleCode("kk-KZ".to_owned()), own(KK)),
        _ => archived_with_english(language),
    }
}

/// The habits of the first of these locales that has them.
pub(super) fn habits(locales: &[Locale]) -> Habits {
    let term = |term: Term| {
        locales
            .iter()
            .find_map(|locale| locale.term(term, TermForm::Long)?.single())
    };
    // French sets a space inside its marks; the mark itself is what titles are compared with.
    let mark = |name: OtherTerm, default: char| {
        term(Term::Other(name))
            .and_then(|text| text.trim().chars().next())
            .unwrap_or(default)
    };
    let month = |month: u8| OtherTerm::month(month - 1).and_then(|month| term(Term::Other(month)));
    let day_first = locales.first().is_some_and(writes_day_first);
    Habits {
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
        months: (1..=12)
            .filter(|_| day_first)
            .filter_map(month)
            .map(str::to_owned)
            .collect(),
    }
}

fn writes_day_first(locale: &Locale) -> bool {
    let text = locale
        .date
        .iter()
        .find(|date| date.form == Some(DateForm::Text));
    let place = |name: DatePartName| text?.date_part.iter().position(|part| part.name == name);
    place(DatePartName::Day)
        .zip(place(DatePartName::Month))
        .is_some_and(|(day, month)| day < month)
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

fn base(language: &str) -> &str {
    language.split(['-', '_']).next().unwrap_or_default()
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
