//! What a translation leaves out of what it has, and lists that are not as long as the tour's.

use std::collections::HashMap;
use std::sync::Arc;

use super::{missing, top};
use crate::diagnostic::{Diagnostic, Place, SourceFile};
use crate::tour::report::Report;
use crate::tour::texts::{Form, List, Passage, Table, Texts};

/// Tells the gaps in the tables that a translation has.
pub(super) fn check(file: &Arc<SourceFile>, own: &Texts, other: &Texts, report: &mut Report) {
    let tables: HashMap<&str, &Table> = own.tables.iter().map(|it| (&*it.key, it)).collect();
    let mut gaps = Gaps { file, report };
    for table in &other.tables {
        match tables.get(&*table.key) {
            Some(own) if own.form == Form::Notes => gaps.notes(table),
            Some(own) => gaps.table(own, table),
            None => {}
        }
    }
    gaps.events(&own.events, &other.events);
}

struct Gaps<'c> {
    file: &'c Arc<SourceFile>,
    report: &'c mut Report,
}

impl Gaps<'_> {
    fn notes(&mut self, other: &Table) {
        for note in other.texts.iter().filter(|note| note.is_blank()) {
            let place = Place::new(self.file, note.place.clone());
            let message = format!("the note `{}` is not translated", note.key);
            self.report.push(missing(place, message));
        }
    }

    fn table(&mut self, own: &Table, other: &Table) {
        let mut keys = untranslated(own, other);
        if let (Some(own), others) = (own.list("step"), other.list("step")) {
            match others.filter(|others| !others.is_blank_text()) {
                Some(others) => self.steps(own, others, other),
                None if own.worded().is_empty() => {}
                None => keys.push("text"),
            }
        }
        if let Some(values) = own.list("values")
            && labels(other) != values.items.len()
        {
            keys.push("values");
        }
        if keys.is_empty() {
            return;
        }
        let keys: Vec<_> = keys.iter().map(|key| format!("`{key}`")).collect();
        let are = if keys.len() == 1 { "is" } else { "are" };
        let message = format!("{} of {} {are} not translated", keys.join(", "), name(own));
        let place = match own.form {
            Form::Head => top(self.file),
            _ => Place::new(self.file, other.place.clone()),
        };
        self.report.push(missing(place, message));
    }

    /// Compares steps one by one: with all of the tour's, or, when the figures and charts are left
    /// out, with those that have words.
    fn steps(&mut self, own: &List, other: &List, station: &Table) {
        let own = if own.items.len() == other.items.len() {
            own.items.iter().collect()
        } else {
            own.worded()
        };
        if own.len() == other.items.len() {
            for (own, other) in own.into_iter().zip(&other.items) {
                self.step(own, other);
            }
            return;
        }
        let here = match other.items.len() {
            1 => "1 step".to_owned(),
            steps => format!("{steps} steps"),
        };
        let (name, wanted) = (name(station), own.len());
        let message = format!("{name} has {here} here and {wanted} with words in the tour");
        let place = Place::new(self.file, station.place.clone());
        let fault = Diagnostic::warning("translation-steps", place, message);
        let help = "run `docent translate`, or divide the translation as the tour is divided";
        self.report.push(fault.help(help));
    }

    fn step(&mut self, own: &Table, other: &Table) {
        let place = Place::new(self.file, other.place.clone());
        let (Form::Step(key), Form::Step(here)) = (own.form, other.form) else {
            return;
        };
        if here == "nothing" {
            if own.is_worded() {
                self.untranslated_step(place, key);
            }
        } else if here != key {
            let message = format!("this step is `{key}` in the tour, not `{here}`");
            self.report
                .push(Diagnostic::error("translation-steps", place, message));
        } else if options(own) != options(other) {
            let message = format!(
                "this step has {} of {} labels",
                options(other),
                options(own)
            );
            self.report
                .push(Diagnostic::warning("translation-steps", place, message));
        } else {
            self.words(own, other, place);
        }
    }

    /// Tells the first key of a step that lacks words.
    fn words(&mut self, own: &Table, other: &Table, place: Place) {
        let key = untranslated(own, other).first().copied();
        let lists = own.lists.iter().zip(&other.lists);
        let mut lists = lists.filter(|(own, other)| {
            let mut items = own.items.iter().zip(&other.items);
            items.any(|(own, other)| !untranslated(own, other).is_empty())
        });
        if let Some(key) = key.or_else(|| lists.next().map(|(own, _)| own.key)) {
            self.untranslated_step(place, key);
        }
    }

    fn untranslated_step(&mut self, place: Place, key: &str) {
        let are = if key == "answers" { "are" } else { "is" };
        let message = format!("this step's `{key}` {are} not translated");
        self.report.push(missing(place, message));
    }

    fn events(&mut self, own: &List, other: &List) {
        for event in other.items.iter().filter(|event| event.is_blank()) {
            let place = Place::new(self.file, event.place.clone());
            let message = "this event's `text` is not translated".to_owned();
            self.report.push(missing(place, message));
        }
        let (here, wanted) = (other.items.len(), own.items.len());
        if here != wanted {
            let message = format!("this translation has {here} events and the tour {wanted}");
            let fault = Diagnostic::warning("translation-events", top(self.file), message);
            let help = "translate every [[event]], in the order of the tour";
            self.report.push(fault.help(help));
        }
    }
}

/// The keys of texts that the tour has and the translation has no words for.
fn untranslated<'t>(own: &'t Table, other: &Table) -> Vec<&'t str> {
    let texts = own.texts.iter().filter(|text| !text.is_blank());
    let missing = texts.filter(|text| other.text(&text.key).is_none_or(Passage::is_blank));
    missing.map(|text| &*text.key).collect()
}

/// How many values of a chart have labels.
fn labels(chart: &Table) -> usize {
    let values = chart.list("values").map_or(&[][..], |values| &values.items);
    values.iter().filter(|value| !value.is_blank()).count()
}

/// How many answers or choices a step offers.
fn options(step: &Table) -> usize {
    step.lists.first().map_or(0, |list| list.items.len())
}

fn name(table: &Table) -> String {
    let id = table.key.split_once('.').map_or("", |(_, id)| id);
    let noun = match table.form {
        Form::Station => "station",
        Form::Term => "glossary entry",
        Form::Figure => "figure",
        Form::Chart => "chart",
        _ => return "the tour".to_owned(),
    };
    format!("the {noun} `{id}`")
}
