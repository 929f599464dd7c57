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
    /// The months as they stand without a day, where that is another form: `ноябрь` for `ноября`.
    pub(super) months_alone: &'static [&'static str],
}

const RUSSIAN_MONTHS: [&str; 12] = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
];

/// Words that are put into sources.
pub(super) struct Words {
    pub(super) video: &'static str,
    pub(super) law: &'static str,
    pub(super) letter: &'static str,
    /// What stands between the kind of a letter and to whom it was written.
    pub(super) before_recipient: &'static str,
}

/// The words of a language; English where we have none.
pub(super) fn words(language: &str) -> Words {
    match base(language) {
        "ru" => Words {
            video: "видео",
            law: "Закон",
            letter: "письмо",
            before_recipient: ",",
        },
        "kk" => Words {
            video: "бейнежазба",
            law: "Заң",
            letter: "хат",
            before_recipient: ",",
        },
        _ => Words {
            video: "video",
            law: "Law",
            letter: "letter",
            before_recipient: "",
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
        months_alone: match month(11) {
            Some("ноября") => &RUSSIAN_MONTHS,
            _ => &[],
        },
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

/// The archived locale of this very code. Decoding all of them to look costs 95 ms.
fn bytes(code: &str) -> Option<&'static [u8]> {
    // They are in alphabetical order; should they ever not be, all are looked at.
    let near = LOCALES.partition_point(|bytes| code_of(bytes) < Some(code));
    let sorted = LOCALES.get(near).into_iter();
    sorted
        .chain(LOCALES)
        .find(|bytes| code_of(bytes) == Some(code))
        .copied()
}

/// The code of an archived locale: in CBOR, it stands behind its key and one byte with its length.
fn code_of(locale: &[u8]) -> Option<&str> {
    let key = b"@xml:lang";
    let head = &locale[..locale.len().min(400)];
    let (length, rest) = head
        .get(memmem::find(head, key)? + key.len()..)?
        .split_first()?;
    let length = usize::from(length.checked_sub(0x60)?);
    std::str::from_utf8(rest.get(..length)?).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use hayagriva::archive::ArchivedStyle;

    use super::{KK, RU, load};

    const STYLES: [&str; 5] = [
        "chicago-notes",
        "chicago-author-date",
        "mla",
        "apa",
        "gost-r-705-2008-numeric",
    ];
    const LOCATORS: &str = "act appendix article-locator book canon chapter column elocation equation figure \
        folio issue line note opus page paragraph part rule scene section sub-verbo supplement table timestamp \
        title-locator verse volume";
    /// Every tag of a file, and the value of its attributes.
    struct Tag<'a>(&'a str);

    impl<'a> Tag<'a> {
        fn is(&self, name: &str) -> bool {
            self.0
                .strip_prefix(name)
                .is_some_and(|rest| rest.starts_with([' ', '>', '/']))
        }

        fn value(&self, attribute: &str) -> Option<&'a str> {
            let (_, rest) = self.0.split_once(&format!(" {attribute}=\""))?;
            rest.split('"').next()
        }
    }

    fn tags(xml: &str) -> impl Iterator<Item = Tag<'_>> {
        xml.split('<')
            .map(|tag| Tag(tag.split_inclusive('>').next().unwrap_or_default()))
    }

    fn plain(name: &str) -> String {
        name.replace(['_', ' '], "-")
    }

    /// Names and forms of the terms that a style may print.
    fn asked(style: &str) -> BTreeSet<(String, String)> {
        let xml = ArchivedStyle::by_name(style)
            .expect("an archived style")
            .get()
            .to_xml()
            .expect("a style is XML");
        let xml = xml.split("<locale").next().unwrap_or_default();
        let mut asked = BTreeSet::new();
        let mut people = "";
        for tag in tags(xml) {
            let names = match () {
                () if tag.is("names") => {
                    people = tag.value("variable").unwrap_or_default();
                    continue;
                }
                () if tag.is("text") => tag.value("term").unwrap_or_default().replace(' ', "-"),
                () if tag.is("label") => match tag.value("variable") {
                    Some("locator") => LOCATORS.to_owned(),
                    Some(variable) => variable.to_owned(),
                    None => people.to_owned(),
                },
                () => continue,
            };
            let form = tag.value("form").unwrap_or("long");
            asked.extend(
                names
                    .split_whitespace()
                    .map(|name| (plain(name), form.to_owned())),
            );
        }
        asked
    }

    /// The same of a locale.
    fn known(xml: &str) -> BTreeSet<(String, String)> {
        let terms = tags(xml).filter(|tag| tag.is("term"));
        let pair = |tag: Tag<'_>| {
            Some((
                plain(tag.value("name")?),
                tag.value("form").unwrap_or("long").to_owned(),
            ))
        };
        terms.filter_map(pair).collect()
    }

    #[test]
    fn own_locales_have_the_words_that_styles_ask_for() {
        for (language, xml) in [("ru", RU), ("kk", KK)] {
            let known = known(xml);
            let falls_back = |form: &str| match form {
                "symbol" => ["symbol", "short", "long"],
                "short" => ["short", "long", "long"],
                // A noun in place of `edited by` would not be grammatical, so here only a shorter form may stand in.
                "verb-short" => ["verb-short", "verb", "verb"],
                _ => [if form == "verb" { "verb" } else { "long" }; 3],
            };
            let missing: Vec<_> = STYLES
                .iter()
                .flat_map(|style| asked(style))
                .filter(|(name, form)| {
                    !falls_back(form)
                        .iter()
                        .any(|form| known.contains(&(name.clone(), (*form).to_owned())))
                })
                .collect();
            assert!(missing.is_empty(), "{language}: {missing:?}");
        }
    }

    #[test]
    fn archived_locales_are_found_by_their_codes() {
        for language in [
            "en",
            "en-US",
            "en-GB",
            "de",
            "de-AT",
            "fr",
            "uk",
            "zh-CN",
            "sr-Latn-RS",
        ] {
            let (code, locales) = load(language);
            assert_eq!(
                locales.first().and_then(|locale| locale.lang.clone()),
                Some(code.clone()),
                "{language}"
            );
            assert!(code.0.starts_with(language), "{language}: {}", code.0);
        }
        assert_eq!(load("xx").0.0, "en-US");
    }

    #[test]
    fn own_locales_have_no_english_words() {
        for xml in [RU, KK] {
            let terms = xml.split("<terms>").nth(1).unwrap_or_default();
            let words = terms
                .split('>')
                .map(|text| text.split('<').next().unwrap_or_default());
            let latin: Vec<_> = words
                .filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()))
                .collect();
            assert!(latin.is_empty(), "{latin:?}");
        }
    }
}
