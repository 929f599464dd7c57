//! Whether the words of a translation still agree with those of the tour.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, SourceFile};
use crate::markup::read::read;
use crate::markup::{Cite, Link, Locator};
use crate::tour::report::{Noun, Report};
use crate::tour::texts::pair::{Pair, State, pairs};
use crate::tour::texts::{Passage, Setting, Texts};
use crate::tour::{MarkKind, Marks};

/// A text of no more words may well be the same in two languages.
const FEW_WORDS: usize = 3;

/// Tells translations that are older than their originals, that lost or gained a note, citation,
/// term or link, or that are the original.
pub(super) fn check(file: &Arc<SourceFile>, own: &Texts, other: &Texts, report: &mut Report) {
    for pair in pairs(own, other).iter().filter(|pair| pair.sure) {
        let Some(translation) = pair.translation.filter(|text| !text.is_blank()) else {
            continue;
        };
        let place = || Place::new(file, translation.place.clone());
        if pair.state() == State::Stale {
            report.push(stale(pair, place()));
        }
        if is_same(pair.original, translation) {
            let message = "this is the same as the original";
            let fault = Diagnostic::advice("same-as-original", place(), message);
            report.push(fault.help("translate it, or leave it empty until somebody does"));
        } else if translation.setting == Setting::Prose {
            let fault = differing(&pair.original.words, &translation.words, report);
            report.faults.extend(fault.map(|message| {
                Diagnostic::warning("translation-marks", place(), message)
                    .help("every statement keeps its sources: set them as the original does")
            }));
        }
    }
}

fn stale(pair: &Pair<'_>, place: Place) -> Diagnostic {
    let message = "the original has changed since this was translated";
    let help = format!(
        "`docent translate` writes the new original above it; if this is right as it is, delete the line \"{}\" under [originals] and run that",
        pair.key
    );
    Diagnostic::warning("stale-translation", place, message).help(help)
}

fn is_same(original: &Passage, translation: &Passage) -> bool {
    let words = original.words.trim();
    words == translation.words.trim() && words.split_whitespace().count() > FEW_WORDS
}

/// What the marks of a translation lack and have too many, against those of its original; nothing
/// where it has a mark that leads nowhere, which has been told.
fn differing(original: &str, translation: &str, report: &Report) -> Option<String> {
    let is_plain = |words: &str| !words.contains(['[', '<']);
    if is_plain(original) && is_plain(translation) {
        return None;
    }
    let (own, other) = (marks(original), marks(translation));
    let (lacking, extra) = (beyond(&own, &other), beyond(&other, &own));
    let is_known = |mark: &&Count| {
        let mut names = report.defined.iter().chain(&report.lent);
        names.any(|name| (name.noun, &name.id) == (mark.noun, &mark.id))
    };
    if !extra.iter().all(is_known) {
        return None;
    }
    match (lacking.as_slice(), extra.as_slice()) {
        ([], []) => None,
        (lacking, []) => Some(format!("this lacks {} of the original", list(lacking))),
        ([], extra) => Some(format!("the original has no {}", list(extra))),
        (lacking, extra) => Some(format!(
            "this lacks {} of the original, which has no {}",
            list(lacking),
            list(extra)
        )),
    }
}

/// How often something is marked.
#[derive(Debug)]
struct Count {
    noun: Noun,
    id: Box<str>,
    /// The numbers of its locator; the words of one are translated.
    numbers: Vec<String>,
    /// As it is told.
    shown: String,
    times: usize,
}

/// The notes, citations and links of a text, in its order.
fn marks(words: &str) -> Vec<Count> {
    let mut marks = Marks::default();
    let prose = read(words, Some(&mut marks)).prose;
    let marks = marks.into_marks();
    let mut counts = Vec::new();
    for link in prose.links() {
        match link {
            Link::Mark(mark) => match marks.get(usize::from(*mark)).map(|mark| &mark.kind) {
                Some(MarkKind::Note(id)) => {
                    count(&mut counts, note(id), usize::MAX);
                }
                Some(MarkKind::Citation(citation)) => {
                    let cites = citation.cites.iter().map(citing);
                    cites.for_each(|cite| count(&mut counts, cite, usize::MAX));
                }
                None => {}
            },
            // A sentence may need a word once where the original has it twice.
            Link::Term(id) => count(&mut counts, linked(Noun::Term, id), 1),
            Link::Station(id) => count(&mut counts, linked(Noun::Station, id), 1),
            Link::Figure(id) => count(&mut counts, linked(Noun::Figure, id), 1),
            Link::Source(id) => count(&mut counts, linked(Noun::Source, id), 1),
            Link::Citation(_) | Link::Address(_) => {}
        }
    }
    counts
}

fn note(id: &str) -> Count {
    Count {
        noun: Noun::Note,
        id: id.into(),
        numbers: Vec::new(),
        shown: format!("[^{id}]"),
        times: 0,
    }
}

fn linked(noun: Noun, id: &str) -> Count {
    Count {
        shown: format!("{}:{id}", noun.word()),
        noun,
        ..note(id)
    }
}

fn citing(cite: &Cite) -> Count {
    let value = cite.locator.as_ref().map_or("", |locator| &locator.value);
    let numbers = value.split(|char: char| !char.is_ascii_digit());
    let numbers = numbers.filter(|number| !number.is_empty());
    let shown = match &cite.locator {
        Some(locator) if locator.label == Locator::UNLABELLED => {
            format!("[@{}, {value}]", cite.source)
        }
        Some(locator) => format!("[@{}, {} {value}]", cite.source, locator.label),
        None => format!("[@{}]", cite.source),
    };
    Count {
        noun: Noun::Source,
        numbers: numbers.map(str::to_owned).collect(),
        shown,
        ..note(&cite.source)
    }
}

/// Counts a mark, up to a number that is enough.
fn count(counts: &mut Vec<Count>, mark: Count, enough: usize) {
    let place = counts.iter().position(|other| other.is_like(&mark));
    let place = place.unwrap_or_else(|| {
        counts.push(mark);
        counts.len() - 1
    });
    if let Some(counted) = counts.get_mut(place) {
        counted.times = enough.min(counted.times + 1);
    }
}

impl Count {
    fn is_like(&self, other: &Self) -> bool {
        // A link to a source is no citation of it.
        (self.noun, &self.id, &self.numbers) == (other.noun, &other.id, &other.numbers)
            && self.shown.starts_with('[') == other.shown.starts_with('[')
    }
}

/// What stands in the first more often than in the second.
fn beyond<'c>(first: &'c [Count], second: &[Count]) -> Vec<&'c Count> {
    let times = |mark: &Count| {
        let same = second.iter().find(|other| other.is_like(mark));
        same.map_or(0, |same| same.times)
    };
    let more = first.iter().filter(|mark| mark.times > times(mark));
    more.collect()
}

fn list(marks: &[&Count]) -> String {
    let marks: Vec<_> = marks
        .iter()
        .map(|mark| format!("`{}`", mark.shown))
        .collect();
    match marks.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}
