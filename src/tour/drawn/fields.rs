//! Which words of a section are drawn.

use std::ops::Range;

use toml::Spanned;

use crate::tour::raw::{Any, Chart, Document, Figure, Named, Station, Step, Term, Words};
use crate::tour::texts::Setting;

/// Words as TOML decodes them, and their place in the parsed document.
#[derive(Debug)]
pub(super) struct Field<'d> {
    pub(super) setting: Setting,
    pub(super) words: &'d str,
    pub(super) span: Range<usize>,
}

/// The fields of a source that no style prints.
pub(super) const UNPRINTED: [&str; 3] = ["id", "type", "language"];

/// The words of a section that somebody sees, be it the guide alone.
pub(super) fn fields<'d>(raw: &'d Document<'d>) -> Vec<Field<'d>> {
    let mut found = Found::default();
    found.lines([&raw.title, &raw.subtitle, &raw.licence]);
    found.0.extend(raw.authors.iter().flatten().map(line));
    found.prose([&raw.summary, &raw.notice, &raw.closing]);
    for station in &raw.station {
        found.station(station.get_ref());
    }
    let notes = raw.notes.0.iter();
    found.0.extend(notes.map(|(_, words)| prose(words)));
    for (_, term) in &raw.glossary.0 {
        found.term(term.get_ref());
    }
    for figure in &raw.figure {
        found.figure(figure.get_ref());
    }
    for chart in &raw.chart {
        found.chart(chart.get_ref());
    }
    for event in &raw.event {
        found.prose([&event.get_ref().text]);
    }
    for source in &raw.source {
        found.source(source.get_ref());
    }
    found.0
}

/// The place of a source's id.
pub(super) fn id<'d>(source: &'d Named<'d, Spanned<Any<'d>>>) -> Option<(&'d str, Range<usize>)> {
    let (_, found) = source
        .0
        .iter()
        .find(|(key, _)| key.get_ref().as_str() == "id")?;
    match found.get_ref() {
        Any::Text(text) => Some((text.as_str(), found.span())),
        _ => None,
    }
}

#[derive(Default)]
struct Found<'d>(Vec<Field<'d>>);

impl<'d> Found<'d> {
    fn lines<const N: usize>(&mut self, words: [&'d Option<Words<'d>>; N]) {
        self.0.extend(words.into_iter().flatten().map(line));
    }

    fn prose<const N: usize>(&mut self, words: [&'d Option<Words<'d>>; N]) {
        self.0.extend(words.into_iter().flatten().map(prose));
    }

    fn station(&mut self, raw: &'d Station<'d>) {
        self.lines([&raw.title, &raw.label, &raw.place]);
        self.prose([&raw.notice, &raw.guide, &raw.text]);
        for step in &raw.step {
            self.step(step.get_ref());
        }
    }

    fn step(&mut self, raw: &'d Step<'d>) {
        self.prose([&raw.text, &raw.ask]);
        for answer in raw.answers.iter().flat_map(Spanned::get_ref) {
            self.lines([&answer.get_ref().label]);
            self.prose([&answer.get_ref().reply]);
        }
        for choice in raw.choose.iter().flat_map(Spanned::get_ref) {
            self.lines([&choice.get_ref().label]);
        }
    }

    fn term(&mut self, raw: &'d Term<'d>) {
        self.lines([&raw.term, &raw.original]);
        self.prose([&raw.meaning]);
    }

    fn figure(&mut self, raw: &'d Figure<'d>) {
        self.lines([&raw.alt, &raw.credit]);
        self.prose([&raw.caption]);
        if let Some(rights) = &raw.rights {
            self.lines([&rights.get_ref().holder, &rights.get_ref().licence]);
        }
    }

    fn chart(&mut self, raw: &'d Chart<'d>) {
        self.lines([&raw.title]);
        for value in raw.values.iter().flat_map(Spanned::get_ref) {
            self.lines([&value.get_ref().label]);
        }
    }

    fn source(&mut self, raw: &'d Named<'d, Spanned<Any<'d>>>) {
        for (key, value) in &raw.0 {
            if !UNPRINTED.contains(&key.get_ref().as_str()) {
                self.any(value);
            }
        }
    }

    fn any(&mut self, value: &'d Spanned<Any<'d>>) {
        match value.get_ref() {
            Any::Text(text) => self.0.push(Field {
                setting: Setting::Line,
                words: text.as_str(),
                span: value.span(),
            }),
            Any::List(items) => items.iter().for_each(|item| self.any(item)),
            Any::Table(table) => table.0.iter().for_each(|(_, value)| self.any(value)),
            Any::Whole(_) | Any::Number(_) | Any::Flag(_) => {}
        }
    }
}

fn line<'d>(words: &'d Words<'d>) -> Field<'d> {
    field(Setting::Line, words)
}

fn prose<'d>(words: &'d Words<'d>) -> Field<'d> {
    field(Setting::Prose, words)
}

fn field<'d>(setting: Setting, words: &'d Words<'d>) -> Field<'d> {
    Field {
        setting,
        words: words.get_ref().as_str(),
        span: words.span(),
    }
}
