//! Whether the words of a translation still agree with those of the tour.

use std::collections::HashSet;
use std::collections::hash_map::{Entry, HashMap};
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
    let names = report.defined.iter().chain(&report.lent);
    let known: Known<'_> = names.map(|name| (name.noun, &*name.id)).collect();
    let mut faults = Vec::new();
    for pair in pairs(own, other).iter().filter(|pair| pair.sure) {
        let Some(translation) = pair.translation.filter(|text| !text.is_blank()) else {
            continue;
        };
        let place = || Place::new(file, translation.place.clone());
        if pair.state() == State::Stale {
            faults.push(stale(pair, place()));
        }
        if is_same(pair.original, translation) {
            let message = "this is the same as the original";
            let fault = Diagnostic::advice("same-as-original", place(), message);
            faults.push(fault.help("translate it, or leave it empty until somebody does"));
        } else if translation.setting == Setting::Prose {
            let fault = differing(&pair.original.words, &translation.words, &known);
            faults.extend(fault.map(|message| {
                Diagnostic::warning("translation-marks", place(), message)
                    .help("every statement keeps its sources: set them as the original does")
            }));
        }
    }
    report.faults.append(&mut faults);
}

/// What a mark can lead to.
type Known<'r> = HashSet<(Noun, &'r str)>;

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
fn differing(original: &str, translation: &str, known: &Known<'_>) -> Option<String> {
    let is_plain = |words: &str| !words.contains(['[', '<']);
    if is_plain(original) && is_plain(translation) {
        return None;
    }
    let (own, other) = (marks(original), marks(translation));
    let (lacking, extra) = (own.beyond(&other), other.beyond(&own));
    let is_known = |count: &&Count| known.contains(&(count.sign.noun, &*count.sign.id));
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

/// What a mark is known by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Sign {
    noun: Noun,
    id: Box<str>,
    /// The numbers of its locator; the words of one are translated.
    numbers: Vec<String>,
    form: Form,
}

/// A link to a source is no citation of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Form {
    Bracketed,
    Linked,
}

/// How often something is marked.
#[derive(Debug)]
struct Count {
    sign: Sign,
    /// As it is told.
    shown: String,
    times: usize,
}

/// What is marked in a text, in its order.
#[derive(Debug, Default)]
struct Counts {
    all: Vec<Count>,
    places: HashMap<Sign, usize>,
}

/// The notes, citations and links of a text, in its order.
fn marks(words: &str) -> Counts {
    let mut marks = Marks::default();
    let prose = read(words, Some(&mut marks)).prose;
    let marks = marks.into_marks();
    let mut counts = Counts::default();
    for link in prose.links() {
        match link {
            Link::Mark(mark) => match marks.get(usize::from(*mark)).map(|mark| &mark.kind) {
                Some(MarkKind::Note(id)) => counts.add(note(id), usize::MAX),
                Some(MarkKind::Citation(citation)) => {
                    let cites = citation.cites.iter().map(citing);
                    cites.for_each(|cite| counts.add(cite, usize::MAX));
                }
                None => {}
            },
            // A sentence may need a word once where the original has it twice.
            Link::Term(id) => counts.add(linked(Noun::Term, id), 1),
            Link::Station(id) => counts.add(linked(Noun::Station, id), 1),
            Link::Figure(id) => counts.add(linked(Noun::Figure, id), 1),
            Link::Source(id) => counts.add(linked(Noun::Source, id), 1),
            Link::Citation(_) | Link::Address(_) => {}
        }
    }
    counts
}

/// A mark, with the words that tell it.
type Told = (Sign, String);

fn note(id: &str) -> Told {
    (sign(Noun::Note, id, Form::Bracketed), format!("[^{id}]"))
}

fn linked(noun: Noun, id: &str) -> Told {
    let shown = format!("{}:{id}", noun.word());
    (sign(noun, id, Form::Linked), shown)
}

fn citing(cite: &Cite) -> Told {
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
    let sign = Sign {
        numbers: numbers.map(str::to_owned).collect(),
        ..sign(Noun::Source, &cite.source, Form::Bracketed)
    };
    (sign, shown)
}

fn sign(noun: Noun, id: &str, form: Form) -> Sign {
    Sign {
        noun,
        id: id.into(),
        numbers: Vec::new(),
        form,
    }
}

impl Counts {
    /// Counts a mark, up to a number that is enough.
    fn add(&mut self, (sign, shown): Told, enough: usize) {
        match self.places.entry(sign) {
            Entry::Occupied(place) => {
                if let Some(count) = self.all.get_mut(*place.get()) {
                    count.times = enough.min(count.times + 1);
                }
            }
            Entry::Vacant(place) => {
                let sign = place.key().clone();
                place.insert(self.all.len());
                let times = 1;
                self.all.push(Count { sign, shown, times });
            }
        }
    }

    fn times(&self, sign: &Sign) -> usize {
        let count = self.places.get(sign).and_then(|at| self.all.get(*at));
        count.map_or(0, |count| count.times)
    }

    /// What stands here more often than there.
    fn beyond(&self, there: &Self) -> Vec<&Count> {
        let more = |count: &&Count| count.times > there.times(&count.sign);
        self.all.iter().filter(more).collect()
    }
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
