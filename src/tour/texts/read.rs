//! Finds the texts of a file in its raw tables.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::fingerprint::Record;
use super::{Form, List, Passage, Setting, Shape, Table, Texts};
use crate::diagnostic::SourceFile;
use crate::tour::raw::{self, Document, Words};
use crate::tour::read;
use crate::tour::report::Report;
use crate::tour::resolve::step;
use crate::tour::section::{Kind, cut};
use crate::tour::written::{Page, Written};

/// A key, how its text is set, and the text where there is one.
type Key<'a> = (&'static str, Setting, &'a Option<Words<'a>>);

impl Texts {
    /// The texts of a file, in the order in which translations have them.
    pub(crate) fn of(file: &Arc<SourceFile>) -> Self {
        let mut texts = Self::default();
        for section in &cut(&file.text) {
            read::section(file, section, &mut Report::silent(), |raw, page, _| {
                texts.add(section.kind, raw, page);
            });
        }
        texts.sort();
        texts
    }

    /// Adds the texts of a section that was read.
    pub(crate) fn add<'d>(&mut self, kind: Kind, raw: &'d Document<'d>, page: Page<'d>) {
        if kind == Kind::Root {
            let language = raw.language.as_ref();
            self.language = language.map(|tag| tag.get_ref().as_str().into());
            self.tables.push(head(raw, page));
        }
        let stations = raw.station.iter().map(|found| station(page, found));
        self.tables.extend(stations);
        self.add_notes(kind, raw, page);
        let terms = raw.glossary.0.iter().map(|entry| term(page, entry));
        self.tables.extend(terms);
        let figures = raw.figure.iter().map(|found| figure(page, found));
        self.tables.extend(figures);
        let charts = raw.chart.iter().map(|found| chart(page, found));
        self.tables.extend(charts);
        self.events.key = "event";
        let events = raw.event.iter().map(|found| event(page, found));
        self.events.items.extend(events);
        for (key, line) in &raw.originals.0 {
            let record = Record::parse(line.get_ref().as_str());
            let key = key.get_ref().as_str().to_owned();
            self.records.extend(record.map(|record| (key, record)));
        }
    }

    /// Puts the tables in the order in which translations have them.
    pub(crate) fn sort(&mut self) {
        self.tables.sort_by_key(|table| table.form);
    }

    fn add_notes<'d>(&mut self, kind: Kind, raw: &'d Document<'d>, page: Page<'d>) {
        if kind != Kind::Notes && raw.notes.0.is_empty() {
            return;
        }
        let texts = raw.notes.0.iter().map(|(key, words)| {
            let key = key.get_ref().as_str();
            passage(key, Setting::Prose, &written(page, words))
        });
        let place = page.head();
        self.tables
            .push(table("notes", Form::Notes, place, texts.collect()));
    }
}

fn head<'d>(raw: &'d Document<'d>, page: Page<'d>) -> Table {
    let keys = [
        ("title", Setting::Line, &raw.title),
        ("subtitle", Setting::Line, &raw.subtitle),
        ("summary", Setting::Prose, &raw.summary),
        ("notice", Setting::Prose, &raw.notice),
        ("closing", Setting::Prose, &raw.closing),
    ];
    table("", Form::Head, 0..0, passages(page, &keys))
}

fn station<'d>(page: Page<'d>, found: &'d Spanned<raw::Station<'d>>) -> Table {
    let raw = found.get_ref();
    let keys = [
        ("title", Setting::Line, &raw.title),
        ("place", Setting::Line, &raw.place),
        ("notice", Setting::Prose, &raw.notice),
        ("guide", Setting::Prose, &raw.guide),
    ];
    let key = format!("station.{}", id(raw.id.as_ref()));
    let place = page.range(found.span());
    let mut table = table(&key, Form::Station, place, passages(page, &keys));
    table.lists.extend(steps(page, raw));
    table
}

fn steps<'d>(page: Page<'d>, raw: &'d raw::Station<'d>) -> Option<List> {
    let (shape, place, items) = match (raw.step.as_slice(), &raw.text) {
        ([], None) => return None,
        ([], Some(text)) => {
            let written = written(page, text);
            let parts = step::parts(written.as_str()).into_iter();
            let items = parts.map(|part| part_of(&written, part)).collect();
            (Shape::Cut, page.range(text.span()), items)
        }
        (steps, _) => {
            let items = steps.iter().map(|found| step(page, found)).collect();
            (Shape::Headed, 0..0, items)
        }
    };
    Some(List {
        key: "step",
        shape,
        place,
        items,
    })
}

fn part_of(written: &Written<'_>, part: Range<usize>) -> Table {
    let words = &written.as_str()[part.clone()];
    let start = part.start + (words.len() - words.trim_start().len());
    let part = match words.trim() {
        "" => part.start..part.start,
        words => start..start + words.len(),
    };
    let text = passage("text", Setting::Prose, &written.part(part));
    table("", Form::Step("text"), text.place.clone(), vec![text])
}

fn step<'d>(page: Page<'d>, found: &'d Spanned<raw::Step<'d>>) -> Table {
    let raw = found.get_ref();
    let place = page.range(found.span());
    let form = match raw {
        raw if raw.text.is_some() => "text",
        raw if raw.figure.is_some() => "figure",
        raw if raw.chart.is_some() => "chart",
        raw if raw.ask.is_some() => "ask",
        raw if raw.choose.is_some() => "choose",
        _ => "nothing",
    };
    let keys = [
        ("text", Setting::Prose, &raw.text),
        ("ask", Setting::Prose, &raw.ask),
    ];
    let mut table = table("", Form::Step(form), place, passages(page, &keys));
    if let Some(answers) = &raw.answers {
        let answer = |raw: &'d raw::Answer<'d>| {
            let reply = ("reply", Setting::Prose, &raw.reply);
            passages(page, &[("label", Setting::Line, &raw.label), reply])
        };
        table
            .lists
            .push(bracketed("answers", page, answers, answer));
    }
    if let Some(choices) = &raw.choose {
        let choice =
            |raw: &'d raw::Choice<'d>| passages(page, &[("label", Setting::Line, &raw.label)]);
        table.lists.push(bracketed("choose", page, choices, choice));
    }
    table
}

fn bracketed<'d, T>(
    key: &'static str,
    page: Page<'d>,
    found: &'d Spanned<Vec<Spanned<T>>>,
    texts: impl Fn(&'d T) -> Vec<Passage>,
) -> List {
    let items = found.get_ref().iter().map(|item| {
        let place = page.range(item.span());
        table("", Form::Item, place, texts(item.get_ref()))
    });
    List {
        key,
        shape: Shape::Bracketed,
        place: page.range(found.span()),
        items: items.collect(),
    }
}

fn term<'d>(
    page: Page<'d>,
    (key, found): &'d (Spanned<raw::Str<'d>>, Spanned<raw::Term<'d>>),
) -> Table {
    let raw = found.get_ref();
    let keys = [
        ("term", Setting::Line, &raw.term),
        ("meaning", Setting::Prose, &raw.meaning),
    ];
    let key = format!("glossary.{}", key.get_ref().as_str());
    let place = page.range(found.span());
    table(&key, Form::Term, place, passages(page, &keys))
}

fn figure<'d>(page: Page<'d>, found: &'d Spanned<raw::Figure<'d>>) -> Table {
    let raw = found.get_ref();
    let keys = [
        ("alt", Setting::Line, &raw.alt),
        ("caption", Setting::Prose, &raw.caption),
    ];
    let key = format!("figure.{}", id(raw.id.as_ref()));
    let place = page.range(found.span());
    table(&key, Form::Figure, place, passages(page, &keys))
}

fn chart<'d>(page: Page<'d>, found: &'d Spanned<raw::Chart<'d>>) -> Table {
    let raw = found.get_ref();
    let key = format!("chart.{}", id(raw.id.as_ref()));
    let keys = [("title", Setting::Line, &raw.title)];
    let place = page.range(found.span());
    let mut table = table(&key, Form::Chart, place, passages(page, &keys));
    if let Some(values) = &raw.values {
        let value =
            |raw: &'d raw::Value<'d>| passages(page, &[("label", Setting::Line, &raw.label)]);
        table.lists.push(bracketed("values", page, values, value));
    }
    table
}

fn event<'d>(page: Page<'d>, found: &'d Spanned<raw::Event<'d>>) -> Table {
    let keys = [("text", Setting::Prose, &found.get_ref().text)];
    let place = page.range(found.span());
    table("", Form::Event, place, passages(page, &keys))
}

fn table(key: &str, form: Form, place: Range<usize>, texts: Vec<Passage>) -> Table {
    Table {
        key: key.into(),
        form,
        place,
        texts,
        lists: Vec::new(),
    }
}

fn passages<'d>(page: Page<'d>, keys: &[Key<'d>]) -> Vec<Passage> {
    let there = keys.iter().filter_map(|(key, setting, words)| {
        let words = words.as_ref()?;
        Some(passage(key, *setting, &written(page, words)))
    });
    there.collect()
}

fn passage(key: &str, setting: Setting, written: &Written<'_>) -> Passage {
    Passage {
        key: key.into(),
        words: written.as_str().into(),
        place: written.whole().range,
        setting,
    }
}

fn written<'d>(page: Page<'d>, words: &'d Words<'d>) -> Written<'d> {
    page.written(words, &mut Report::silent())
}

fn id<'d>(id: Option<&'d Words<'d>>) -> &'d str {
    id.map_or("", |id| id.get_ref().as_str())
}
