//! Compares a translation with the tour it translates: what is missing, what is too much.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use toml::Spanned;

use super::Head;
use super::check::{headers, reading, texts};
use super::files::TourFiles;
use super::raw::{Document, Station};
use super::read;
use super::report::{Noun, Report};
use super::resolve::{chart, event, figure, head, notes, same_everywhere, station, step};
use super::section::{Kind, cut};
use super::written::Page;
use crate::diagnostic::{Diagnostic, Place, SourceFile};

/// What is known of a tour when its translations are checked.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) head: Head,
    pub(super) stations: HashMap<Box<str>, StationFacts>,
    figures: HashMap<Box<str>, bool>,
    /// How many values each chart has.
    charts: HashMap<Box<str>, usize>,
    pub(super) events: usize,
    /// Tables that are written among the first keys of the file.
    pub(super) inline: HashSet<&'static str>,
}

/// What of a station is to be translated.
#[derive(Debug)]
pub(super) struct StationFacts {
    place: bool,
    notice: bool,
    guide: bool,
    /// The kind of each step, and how many answers or choices it has.
    steps: Vec<(&'static str, usize)>,
}

impl Facts {
    pub(super) fn add_station(&mut self, draft: &station::Draft<'_>) {
        let steps = draft
            .steps
            .iter()
            .map(|step| (step.content.key(), options(&step.content)))
            .collect();
        let facts = StationFacts {
            place: draft.place.is_some(),
            notice: draft.notice.is_some(),
            guide: draft.guide.is_some(),
            steps,
        };
        self.stations.entry(draft.id.clone()).or_insert(facts);
    }

    pub(super) fn add_figure(&mut self, draft: &figure::Draft<'_>) {
        self.figures
            .insert(draft.id.clone(), draft.caption.is_some());
    }

    pub(super) fn add_chart(&mut self, draft: &chart::Draft<'_>) {
        self.charts.insert(draft.id.clone(), draft.values.len());
    }
}

/// Reads a translation and tells its faults; `report.defined` holds what the tour defines.
pub(super) fn check(
    file: &Arc<SourceFile>,
    files: &TourFiles,
    facts: &Facts,
    languages: &mut Vec<String>,
    report: &mut Report,
) {
    let sections = cut(&file.text);
    let before = report.translated.len();
    let mut events = 0;
    for section in &sections {
        read::section(file, section, report, |raw, page, report| {
            if section.kind == Kind::Root {
                heading(raw, page, files, facts, languages, report);
            }
            let language = languages.last().map_or("", String::as_str);
            for found in &raw.station {
                one_station(page, found, facts, language, report);
            }
            texts::of_section(page, raw, |passage| {
                reading::check(&passage, language, report);
            });
            entries(raw, page, facts, &mut events, report);
        });
    }
    headers(file, &sections, &HashSet::new(), report);
    gaps(file, before, report);
    if events != facts.events {
        let message = format!(
            "this translation has {events} events and the tour {}",
            facts.events
        );
        warn(
            file,
            report,
            "translation-events",
            message,
            "translate every [[event]], in the order of the tour",
        );
    }
}

fn heading<'d>(
    raw: &'d Document<'d>,
    page: Page<'d>,
    files: &TourFiles,
    facts: &Facts,
    languages: &mut Vec<String>,
    report: &mut Report,
) {
    let head = head::translated(page, raw, &facts.head, report);
    let main = Path::new(&files.main.name)
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    match &raw.translates {
        None if !report.broken => {
            let fault = Diagnostic::error(
                "missing",
                Place::new(page.file, page.head()),
                "this translation has no `translates`",
            );
            report.push(fault.help(format!("add a line translates = \"{main}\"")));
        }
        Some(written) if written.get_ref().as_str() != main => {
            let fault = Diagnostic::error(
                "translates",
                page.place(written.span()),
                format!("this file stands beside `{main}` and translates it"),
            );
            report.push(
                fault
                    .help("name that file")
                    .fix(page.range(written.span()), format!("\"{main}\"")),
            );
        }
        _ => {}
    }
    if languages.contains(&head.language) {
        let place = raw.language.as_ref().map_or_else(
            || Place::new(page.file, page.head()),
            |written| page.place(written.span()),
        );
        report.push(
            Diagnostic::error(
                "duplicate-language",
                place,
                format!("the tour is there in `{}` already", head.language),
            )
            .help("every language has one file"),
        );
    }
    languages.push(head.language);
    let own = &facts.head;
    let texts = [
        ("title", true, raw.title.is_some()),
        ("subtitle", own.subtitle.is_some(), raw.subtitle.is_some()),
        ("summary", own.summary.is_some(), raw.summary.is_some()),
        ("notice", own.notice.is_some(), raw.notice.is_some()),
        ("closing", own.closing.is_some(), raw.closing.is_some()),
    ];
    tell_gaps("the tour", &texts, page, page.head(), report);
}

fn one_station<'d>(
    page: Page<'d>,
    found: &'d Spanned<Station<'d>>,
    facts: &Facts,
    language: &str,
    report: &mut Report,
) {
    let draft = station::draft(page, found, report);
    texts::of_station(&draft, 0, |passage| {
        reading::check(&passage, language, report);
    });
    let Some(own) = facts.stations.get(&draft.id) else {
        draft.finish(0, report);
        return;
    };
    let texts = [
        ("title", true, draft.title.is_some()),
        ("place", own.place, draft.place.is_some()),
        ("notice", own.notice, draft.notice.is_some()),
        ("guide", own.guide, draft.guide.is_some()),
    ];
    let span = page.range(found.span());
    tell_gaps(
        &format!("the station `{}`", draft.id),
        &texts,
        page,
        span.clone(),
        report,
    );
    steps(page, span, &draft, own, report);
    draft.finish(0, report);
}

/// Compares steps one by one: with all of the tour's, or, when the figures and charts are left out,
/// with those that have words.
fn steps(
    page: Page<'_>,
    span: std::ops::Range<usize>,
    draft: &station::Draft<'_>,
    own: &StationFacts,
    report: &mut Report,
) {
    if report.broken {
        return;
    }
    let worded: Vec<_> = own
        .steps
        .iter()
        .filter(|(key, _)| !["figure", "chart"].contains(key))
        .collect();
    let all: Vec<_> = own.steps.iter().collect();
    let own = if draft.steps.len() == all.len() {
        all
    } else {
        worded
    };
    if draft.steps.is_empty() && !own.is_empty() {
        let owner = format!("the station `{}`", draft.id);
        tell_gaps(&owner, &[("text", true, false)], page, span, report);
        return;
    }
    if draft.steps.len() != own.len() {
        let message = format!(
            "the station `{}` has {} here and {} with words in the tour",
            draft.id,
            plural(draft.steps.len()),
            own.len()
        );
        report.push(
            Diagnostic::warning("translation-steps", Place::new(page.file, span), message)
                .help("divide the translation as the tour is divided"),
        );
        return;
    }
    for (step, (key, options_wanted)) in draft.steps.iter().zip(own) {
        let place = Place::new(page.file, step.place.clone());
        match step.content.key() {
            here if here == *key && options(&step.content) == *options_wanted => {}
            "nothing" if ["figure", "chart"].contains(key) => {}
            "nothing" => report.push(Diagnostic::warning(
                "translation-missing",
                place,
                format!("this step's `{key}` is not translated"),
            )),
            here if here == *key => report.push(Diagnostic::warning(
                "translation-steps",
                place,
                format!(
                    "this step has {} of {options_wanted} labels",
                    options(&step.content)
                ),
            )),
            here => report.push(Diagnostic::error(
                "translation-steps",
                place,
                format!("this step is `{key}` in the tour, not `{here}`"),
            )),
        }
    }
}

fn plural(steps: usize) -> String {
    format!("{steps} {}", if steps == 1 { "step" } else { "steps" })
}

/// How many answers or choices a step offers.
fn options(words: &step::Words<'_>) -> usize {
    match words {
        step::Words::Ask(_, answers) => answers.len(),
        step::Words::Choose(choices) => choices.len(),
        _ => 0,
    }
}

fn entries<'d>(
    raw: &'d Document<'d>,
    page: Page<'d>,
    facts: &Facts,
    events: &mut usize,
    report: &mut Report,
) {
    for entry in &raw.notes.0 {
        notes::note(page, entry, report).finish(report);
    }
    for entry in &raw.glossary.0 {
        let draft = notes::term(page, entry, report);
        let texts = [
            ("term", true, draft.term.is_some()),
            ("meaning", true, draft.meaning.is_some()),
        ];
        tell_gaps(
            &format!("the glossary entry `{}`", draft.id),
            &texts,
            page,
            page.range(entry.0.span()),
            report,
        );
        draft.finish(report);
    }
    for found in &raw.figure {
        let draft = figure::draft(page, found, report);
        let caption = facts.figures.get(&draft.id).copied().unwrap_or_default();
        let texts = [
            ("alt", true, draft.alt.is_some()),
            ("caption", caption, draft.caption.is_some()),
        ];
        tell_gaps(
            &format!("the figure `{}`", draft.id),
            &texts,
            page,
            page.range(found.span()),
            report,
        );
        draft.finish(report);
    }
    for found in &raw.chart {
        let draft = chart::draft(page, found, report);
        let labels = draft
            .values
            .iter()
            .filter(|(label, ..)| label.is_some())
            .count();
        let wanted = facts.charts.get(&draft.id).copied().unwrap_or(labels);
        let texts = [
            ("title", true, draft.title.is_some()),
            ("values", true, labels == wanted),
        ];
        tell_gaps(
            &format!("the chart `{}`", draft.id),
            &texts,
            page,
            page.range(found.span()),
            report,
        );
        draft.finish(report);
    }
    for found in &raw.event {
        event::draft(page, found, report).finish(report);
        *events += 1;
    }
    for found in raw.source.iter().take(1) {
        same_everywhere(page, Some(found), "source", report);
    }
}

fn tell_gaps(
    owner: &str,
    texts: &[(&str, bool, bool)],
    page: Page<'_>,
    span: std::ops::Range<usize>,
    report: &mut Report,
) {
    let missing: Vec<_> = texts
        .iter()
        .filter(|(_, wanted, there)| *wanted && !there)
        .map(|(key, ..)| format!("`{key}`"))
        .collect();
    if missing.is_empty() || report.broken {
        return;
    }
    let message = format!(
        "{} of {owner} {} not translated",
        missing.join(", "),
        if missing.len() == 1 { "is" } else { "are" }
    );
    report.push(
        Diagnostic::warning("translation-missing", Place::new(page.file, span), message)
            .help("until then the words of the tour's own language are shown"),
    );
}

/// Tells what the tour defines and this file, whose names begin at `before`, does not translate.
fn gaps(file: &Arc<SourceFile>, before: usize, report: &mut Report) {
    let translated: HashSet<_> = report.translated[before..]
        .iter()
        .map(|name| (name.noun, &name.id))
        .collect();
    let kept = report
        .defined
        .iter()
        .filter(|name| name.noun != Noun::Source && !translated.contains(&(name.noun, &name.id)));
    let missing: Vec<_> = kept
        .map(|name| format!("the {} `{}` is not translated", name.noun.word(), name.id))
        .collect();
    for message in missing {
        warn(
            file,
            report,
            "translation-missing",
            message,
            "until then the words of the tour's own language are shown",
        );
    }
}

fn warn(
    file: &Arc<SourceFile>,
    report: &mut Report,
    code: &'static str,
    message: String,
    help: &str,
) {
    let place = Place::new(file, 0..file.text.find('\n').unwrap_or(file.text.len()));
    report.push(Diagnostic::warning(code, place, message).help(help));
}
