//! What is said in a tour without a source.
//!
//! A paragraph is cited by a note mark or a citation; a quotation also by the paragraph before or
//! behind it, a list also by the paragraph that introduces it or by its last item. Whether a note's
//! own words need a source is asked of the note. Names are compared with the tour's own titles,
//! places, terms and authors when all sections have been read, and are no claims where they stand there.

use std::collections::HashMap;

use super::passages::{Passage, Role, is_citation};
use crate::diagnostic::{Diagnostic, Place};
use crate::markup::{Link, Paragraph, ParagraphKind, words};
use crate::tour::claim::{Claim, claims};
use crate::tour::raw::{Document, Words};
use crate::tour::report::{Report, Uncited};
use crate::tour::resolve::station;
use crate::tour::sentence::spoken;
use crate::tour::written::Page;
use crate::tour::{ClaimKind, Head};

/// So many words of a paragraph are shown in a list.
const OPENING: usize = 10;

/// What was found to be uncited, and the words of the tour's own.
#[derive(Debug, Default)]
pub(super) struct Claims {
    language: String,
    own: OwnWords,
    found: Vec<Found>,
}

/// A text that claims something and cites nothing.
#[derive(Debug)]
struct Found {
    what: What,
    station: Option<usize>,
    opening: String,
    /// A figure or date, or else all names.
    seen: Vec<(ClaimKind, String, Place)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Paragraph,
    Other(&'static str),
    Event,
    Chart,
}

impl Claims {
    /// Takes the language and the words of a tour's head.
    pub(super) fn head(&mut self, head: &Head) {
        self.language.clone_from(&head.language);
        self.own.add(&head.title);
        for words in head.subtitle.iter().chain(&head.authors) {
            self.own.add(words);
        }
    }

    /// Takes the title and the place of a station.
    pub(super) fn station(&mut self, draft: &station::Draft<'_>) {
        for words in draft.title.iter().chain(&draft.place) {
            self.own.add(words.as_str());
        }
    }

    /// Takes the terms of a section, and its charts and events, which are claims as such.
    pub(super) fn section<'d>(&mut self, page: Page<'d>, raw: &'d Document<'d>, report: &Report) {
        for (_, term) in &raw.glossary.0 {
            if let Some(term) = &term.get_ref().term {
                self.own.add(term.get_ref().as_str());
            }
        }
        for chart in raw.chart.iter().map(toml::Spanned::get_ref) {
            if chart.source.is_none() && !(report.broken || report.excuses("source")) {
                self.unsourced(
                    page,
                    What::Chart,
                    chart.title.as_ref(),
                    chart.title.as_ref(),
                );
            }
        }
        for event in raw.event.iter().map(toml::Spanned::get_ref) {
            let cites = event.text.as_ref().is_some_and(|text| {
                let text = page.written(text, &mut Report::silent());
                text.reading().prose.links().any(is_citation)
            });
            if event.source.is_none() && !cites && !(report.broken || report.excuses("source")) {
                self.unsourced(page, What::Event, event.date.as_ref(), event.text.as_ref());
            }
        }
    }

    fn unsourced<'d>(
        &mut self,
        page: Page<'d>,
        what: What,
        seen: Option<&'d Words<'d>>,
        opening: Option<&'d Words<'d>>,
    ) {
        let Some(seen) = seen else { return };
        let line = |words: &'d Words<'d>| page.written(words, &mut Report::silent()).line();
        let kind = if what == What::Chart {
            ClaimKind::Figure
        } else {
            ClaimKind::Date
        };
        let seen = (kind, line(seen), page.place(seen.span()));
        self.found.push(Found {
            what,
            station: None,
            opening: first_words(&opening.map(line).unwrap_or_default()),
            seen: vec![seen],
        });
    }

    /// Looks for claims in a text.
    pub(super) fn look(&mut self, passage: &Passage<'_>) {
        let what = match passage.role {
            Role::Step | Role::Reply | Role::Closing => What::Paragraph,
            Role::Note if names_address(passage) => return,
            Role::Note => What::Other("note"),
            Role::Meaning => What::Other("glossary entry"),
            Role::Caption { .. } => What::Other("caption"),
            // A summary and a notice speak of the tour; a question claims nothing; an event is
            // looked at as a whole.
            Role::Summary | Role::Notice | Role::Question | Role::Event { .. } => return,
        };
        // A citation may be lost to a fault, which has been told.
        if !passage.reading.faults.is_empty() || (what != What::Paragraph && passage.cites()) {
            return;
        }
        let paragraphs = &passage.reading.prose.paragraphs;
        let covered = covered(paragraphs);
        for (index, paragraph) in paragraphs.iter().enumerate() {
            if covered.get(index) == Some(&false) {
                let found = claims(&paragraph.text, &self.language);
                self.add(passage, what, index, found);
            }
        }
    }

    fn add(&mut self, passage: &Passage<'_>, what: What, index: usize, mut found: Vec<Claim>) {
        // A credit stands for the names and dates of what a picture shows, not for its numbers.
        if passage.role == (Role::Caption { credited: true }) {
            found.retain(|claim| claim.kind == ClaimKind::Figure);
        }
        if let Some(sure) = found.iter().position(|claim| claim.kind != ClaimKind::Name) {
            found = vec![found.swap_remove(sure)];
        }
        let Some(paragraph) = passage.reading.prose.paragraphs.get(index) else {
            return;
        };
        let string = &paragraph.text.string;
        let seen: Vec<_> = found
            .into_iter()
            .map(|claim| {
                let place = passage.reading.place(index, claim.range.clone());
                let words = string[claim.range].to_owned();
                (claim.kind, words, passage.written.place(place))
            })
            .collect();
        if !seen.is_empty() {
            self.found.push(Found {
                what,
                station: passage.station,
                opening: first_words(&spoken(&paragraph.text)),
                seen,
            });
        }
    }

    /// Tells everything that is uncited.
    pub(super) fn check(self, report: &mut Report) {
        for found in self.found {
            let is_claim = |(kind, words, _): &(ClaimKind, String, Place)| {
                *kind != ClaimKind::Name || !self.own.hold(words)
            };
            if let Some((kind, seen, place)) = found.seen.into_iter().find(is_claim) {
                report.push(fault(found.what, kind, &seen, place.clone()));
                report.uncited.push(Uncited {
                    kind,
                    seen,
                    place,
                    opening: found.opening,
                    station: found.station,
                });
            }
        }
    }
}

fn fault(what: What, kind: ClaimKind, seen: &str, place: Place) -> Diagnostic {
    let claim = match kind {
        ClaimKind::Name => format!("names {seen}"),
        kind => format!("gives {} ({seen})", kind.a()),
    };
    match what {
        What::Paragraph => Diagnostic::warning(
            "uncited-claim",
            place,
            format!("this paragraph {claim} and cites nothing"),
        )
        .help("put a note mark [^some-note] or a citation [@some-source] behind it; a note may say in words how it is known"),
        What::Other(noun) => Diagnostic::warning(
            "uncited-claim",
            place,
            format!("this {noun} {claim} and cites nothing"),
        )
        .help("put a citation such as [@some-source] behind it"),
        What::Event => Diagnostic::warning(
            "uncited-claim",
            place,
            format!("this event {claim} and cites nothing"),
        )
        .help("add a line source = \"some-source\""),
        What::Chart => Diagnostic::warning(
            "uncited-chart",
            place,
            "nothing says where the numbers of this chart come from",
        )
        .help("add a line source = \"some-source\""),
    }
}

/// A note that gives a web address says where it comes from.
fn names_address(passage: &Passage<'_>) -> bool {
    let mut links = passage.reading.prose.links();
    links.any(|link| matches!(link, Link::Address(_)))
}

/// Which paragraphs a citation stands for.
fn covered(paragraphs: &[Paragraph]) -> Vec<bool> {
    let cites: Vec<bool> = paragraphs.iter().map(cites).collect();
    let at = |index: Option<usize>| index.and_then(|index| cites.get(index)) == Some(&true);
    let mut covered = cites.clone();
    let mut start = 0;
    for block in paragraphs.chunk_by(|one, next| block(one) == block(next)) {
        let end = start + block.len();
        let before = at(start.checked_sub(1));
        let all = match block.first().map(|first| first.kind) {
            Some(ParagraphKind::Quotation) => {
                before || at(Some(end)) || (start..end).any(|index| at(Some(index)))
            }
            Some(ParagraphKind::Plain) | None => false,
            Some(_) => before || at(end.checked_sub(1)),
        };
        if all {
            covered[start..end].fill(true);
            // `In 1937 she wrote:` belongs to what it introduces.
            if let Some(before) = start.checked_sub(1) {
                covered[before] |= paragraphs[before].text.string.ends_with(':');
            }
        }
        start = end;
    }
    covered
}

/// Whether a paragraph stands in running text, a quotation or a list.
fn block(paragraph: &Paragraph) -> u8 {
    match paragraph.kind {
        ParagraphKind::Plain => 0,
        ParagraphKind::Quotation => 1,
        ParagraphKind::Bullet | ParagraphKind::Numbered(_) | ParagraphKind::Continued => 2,
    }
}

fn cites(paragraph: &Paragraph) -> bool {
    let mut links = paragraph
        .text
        .runs
        .iter()
        .filter_map(|run| run.link.as_ref());
    links.any(is_citation)
}

fn first_words(text: &str) -> String {
    let mut all = words(text);
    let first: Vec<_> = all.by_ref().take(OPENING).collect();
    let more = if all.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" "))
}

/// The capitalised words of titles, places, terms and authors, by their first letters.
#[derive(Debug, Default)]
struct OwnWords(HashMap<String, Vec<String>>);

/// So many letters of a word stay the same in its forms: `Карлаг`, `Карлага`.
const STEM: usize = 4;

impl OwnWords {
    fn add(&mut self, text: &str) {
        for word in pieces(text).filter(|word| word.starts_with(char::is_uppercase)) {
            let word = word.to_lowercase();
            let known = self.0.entry(stem(&word)).or_default();
            if !known.contains(&word) {
                known.push(word);
            }
        }
    }

    /// Whether every word of a name is one of these, whatever its ending.
    fn hold(&self, name: &str) -> bool {
        pieces(name).all(|word| {
            let word = word.to_lowercase();
            let known = self.0.get(&stem(&word));
            known.is_some_and(|known| known.iter().any(|own| is_form(own, &word)))
        })
    }
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\u{301}'))
        .filter(|word| word.chars().nth(1).is_some())
}

fn stem(word: &str) -> String {
    word.chars().take(STEM).collect()
}

/// One word in two forms: they part only in the last two letters of the shorter one.
fn is_form(one: &str, other: &str) -> bool {
    let same = one
        .chars()
        .zip(other.chars())
        .take_while(|(one, other)| one == other);
    let shorter = one.chars().count().min(other.chars().count());
    let same = same.count();
    same == shorter || (same >= STEM && same + 2 >= shorter)
}
