//! Words in other languages inside a text: the titles of sources, and words in their own script.

use std::ops::Range;

use serde_json::Value;

use crate::export::html::sheet::Sheet;
use crate::markup::{Citation, Link, Prose, Text};
use crate::tour::{Edition, MarkKind, Noun, Source, Term, is_language};

/// Where in a text which language stands, in order; what lies between is in that of the text.
pub(crate) type Tongues<'a> = Vec<(Range<usize>, &'a str)>;

/// Titles in other languages that a text may name.
pub(crate) type Titles<'a> = Vec<(&'a str, &'a str)>;

/// The titles of sources in languages other than the page's, each with its language.
pub(crate) fn titles<'a>(sheet: &Sheet<'a>, sources: &[&str]) -> Titles<'a> {
    let sources = sources.iter().filter_map(|id| sheet.edition.source(id));
    sources
        .flat_map(|source| titles_of(sheet, source))
        .collect()
}

/// The titles of one source that are in another language than the page's.
pub(crate) fn titles_of<'a>(sheet: &Sheet<'a>, source: &'a Source) -> Titles<'a> {
    let field = |name: &str| source.item.get(name).and_then(Value::as_str);
    let own = &sheet.edition.head().language;
    let language = field("language").filter(|it| it != own && is_language(it));
    let titles = ["title", "container-title"].into_iter().filter_map(field);
    let titles = titles.filter_map(|title| Some((title, language?)));
    let titles = titles.filter(|(title, language)| may_be_in(title, language));
    // Who wrote the tour translated it for its first readers.
    let translated = field("translated-title").zip(sheet.first_language());
    let all = titles.chain(translated);
    all.filter(|(title, _)| !title.is_empty()).collect()
}

/// Whether a title can be in its source's language: one that is given in translation is in other letters.
fn may_be_in(title: &str, language: &str) -> bool {
    const CYRILLIC: [&str; 10] = ["be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"];
    let base = language.split('-').next().unwrap_or(language);
    !CYRILLIC.contains(&base) || title.contains(|char| matches!(char, '\u{400}'..='\u{52f}'))
}

/// The sources that a text cites inside it.
pub(crate) fn cited(text: &Text) -> Vec<&str> {
    let links = text.runs.iter().filter_map(|run| run.link.as_ref());
    links.flat_map(cited_by).collect()
}

/// The sources that a note mark leads to.
pub(crate) fn cited_at<'a>(sheet: &Sheet<'a>, kind: &'a MarkKind) -> Vec<&'a str> {
    let mut sources = match kind {
        MarkKind::Citation(citation) => ids(citation).collect(),
        MarkKind::Note(id) => {
            let note = sheet.edition.note(id);
            note.map_or_else(Vec::new, |note| cited_in(&note.text))
        }
    };
    let mut known = Vec::new();
    sources.retain(|id| {
        !known.contains(id) && {
            known.push(id);
            true
        }
    });
    sources
}

fn cited_in(prose: &Prose) -> Vec<&str> {
    prose.links().flat_map(cited_by).collect()
}

fn cited_by(link: &Link) -> Vec<&str> {
    match link {
        Link::Citation(citation) => ids(citation).collect(),
        Link::Source(id) => vec![id],
        _ => Vec::new(),
    }
}

fn ids(citation: &Citation) -> impl Iterator<Item = &str> {
    citation.cites.iter().map(|cite| &*cite.source)
}

/// Where titles stand in a text, and in one in another language than the page's the rest of its citations.
pub(crate) fn tongues<'a>(
    sheet: &Sheet<'a>,
    text: &str,
    titles: &Titles<'a>,
    citations: &[Range<usize>],
) -> Tongues<'a> {
    let mut found = ranges(text, titles);
    if let Some(own) = sheet.own_tongue() {
        let free = citations.iter().flat_map(|citation| free(citation, &found));
        let free: Tongues<'_> = free.map(|range| (range, own)).collect();
        found.extend(free);
        found.sort_by_key(|(range, _)| range.start);
    }
    found
}

/// What is left of a part between others, which are in order.
fn free(part: &Range<usize>, taken: &Tongues<'_>) -> Vec<Range<usize>> {
    let mut at = part.start;
    let mut left = Vec::new();
    for (range, _) in taken {
        left.push(at..range.start.min(part.end));
        at = at.max(range.end);
    }
    left.push(at..part.end);
    left.retain(|range| !range.is_empty());
    left
}

/// Where titles stand in a text.
pub(crate) fn ranges<'a>(text: &str, titles: &Titles<'a>) -> Tongues<'a> {
    let mut found: Tongues<'_> = Vec::new();
    for (title, language) in titles {
        let at = text
            .match_indices(title)
            .map(|(at, _)| at..at + title.len());
        found.extend(at.map(|range| (range, *language)));
    }
    // The longest of those that begin at one place, and nothing that overlaps it.
    found.sort_by_key(|(range, _)| (range.start, usize::MAX - range.end));
    let mut end = 0;
    found.retain(|(range, _)| {
        let is_free = range.start >= end;
        end = if is_free { range.end } else { end };
        is_free
    });
    found
}

/// The language of a term's word in its own script: the one language of the tour whose word for it that
/// is, or no language but its script; `None` where it is the page's own.
pub(crate) fn of_original<'a>(sheet: &Sheet<'a>, term: &Term) -> Option<&'a str> {
    let original = term.original.as_deref()?;
    let is_word = |edition: &&Edition| {
        let there = edition.term(&term.id);
        let is_own = !edition.is_untranslated(Noun::Term, &term.id);
        is_own && there.is_some_and(|there| first_word(&there.term) == first_word(original))
    };
    let mut words = sheet.tour.editions().iter().filter(is_word);
    let own = &sheet.edition.head().language;
    match (words.next(), words.next()) {
        (Some(edition), None) => Some(&*edition.head().language).filter(|it| it != own),
        _ => script(original),
    }
}

/// The first of words in a row, in small letters.
fn first_word(words: &str) -> String {
    let first = words.split(',').next().unwrap_or(words);
    first.trim().to_lowercase()
}

/// A tag for words in an unknown language whose script can be told by their first letter (ISO 15924).
fn script(words: &str) -> Option<&'static str> {
    let letter = words.chars().find(|char| char.is_alphabetic())?;
    match letter {
        '\u{370}'..='\u{3ff}' => Some("und-Grek"),
        '\u{400}'..='\u{52f}' => Some("und-Cyrl"),
        '\u{530}'..='\u{58f}' => Some("und-Armn"),
        '\u{590}'..='\u{5ff}' => Some("und-Hebr"),
        '\u{600}'..='\u{6ff}' => Some("und-Arab"),
        '\u{10a0}'..='\u{10ff}' => Some("und-Geor"),
        '\u{4e00}'..='\u{9fff}' => Some("und-Hani"),
        _ => None,
    }
}
