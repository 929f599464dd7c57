//! Reads a file by a table of settings, telling every fault in its place.

use std::ops::{Range, RangeInclusive};
use std::sync::Arc;
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Diagnostic, Place, SourceFile};
use crate::settings::{Setting, Table, Take, Value, Word};

/// Bytes of a MiB.
const MEBIBYTE: u64 = 1024 * 1024;

/// Reads a file over settings that hold where it says nothing, or something faulty.
pub(super) struct Reader<'a, C: 'static> {
    table: &'a Table<C>,
    file: &'a Arc<SourceFile>,
    /// Where the file's body begins.
    start: usize,
    config: C,
    faults: Vec<Diagnostic>,
}

/// A value with its place.
type Found<'t, 's> = &'t Spanned<DeValue<'s>>;

impl<'a, C: Clone> Reader<'a, C> {
    /// What the file makes of the settings; with its faults in their order.
    pub(super) fn read(
        table: &'a Table<C>,
        config: C,
        file: &'a Arc<SourceFile>,
    ) -> (C, Vec<Diagnostic>) {
        let mut reader = Self {
            table,
            file,
            start: file.text.len() - file.body().len(),
            config,
            faults: Vec::new(),
        };
        let (table, faults) = DeTable::parse_recoverable(file.body());
        for fault in faults {
            let place = reader.place(fault.span().unwrap_or_default());
            reader.tell(Diagnostic::error("toml", place, fault.message()));
        }
        reader.table("", table.get_ref());
        let start = |fault: &Diagnostic| fault.place.as_ref().map(|place| place.range.start);
        reader.faults.sort_by_key(start);
        (reader.config, reader.faults)
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place::new(self.file, self.start + span.start..self.start + span.end)
    }

    fn tell(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// `path` is the table's name and a full stop, or nothing.
    fn table(&mut self, path: &str, table: &DeTable<'_>) {
        let settings = self.table.settings;
        for (key, value) in table {
            let name = format!("{path}{}", key.get_ref());
            let setting = settings.iter().find(|setting| setting.name == name);
            let is_table = settings.iter().any(|setting| setting.place().0 == name);
            match (setting, value.get_ref()) {
                (Some(setting), _) => self.setting(setting, value),
                (None, DeValue::Table(inner)) if is_table => {
                    self.table(&format!("{name}."), inner);
                }
                (None, _) if is_table => self.wrong(
                    value,
                    &format!("`{name}` is a table"),
                    &format!("write [{name}] alone on a line, and its settings below it"),
                ),
                (None, _) => self.unknown(path, &name, key.span()),
            }
        }
    }

    fn unknown(&mut self, path: &str, name: &str, span: Range<usize>) {
        let known = self.table.settings.iter().filter_map(|setting| {
            let rest = setting.name.strip_prefix(path)?;
            rest.split('.').next()
        });
        let mut known: Vec<&str> = known.collect();
        known.dedup();
        let key = name.strip_prefix(path).unwrap_or(name);
        let fault = Diagnostic::error(
            "unknown-key",
            self.place(span),
            format!("{} has no setting `{name}`", self.table.part),
        );
        let near = nearest(key, known.iter().copied());
        self.tell(
            fault
                .or_rather(near)
                .or_help(format!("the settings here are {}", known.join(", "))),
        );
    }

    fn setting(&mut self, setting: &Setting<C>, found: Found<'_, '_>) {
        match (&setting.value, found.get_ref()) {
            (Value::Text(to, fault), DeValue::String(text)) => match fault(text) {
                None => *to(&mut self.config) = text.to_string(),
                Some(fault) => self.faulty(setting.name, fault, setting, found),
            },
            (Value::Meaning(take), DeValue::String(text)) => {
                if let Err(fault) = take(&mut self.config, text) {
                    self.faulty(setting.name, fault, setting, found);
                }
            }
            (Value::Texts(to), DeValue::Array(texts)) => match all_texts(texts) {
                Some(texts) => {
                    *to(&mut self.config) =
                        texts.into_iter().map(|(_, text)| text.into()).collect();
                }
                None => self.misfit(setting, found),
            },
            (Value::Meanings(empty, take), DeValue::Array(texts)) => match all_texts(texts) {
                Some(texts) => self.meanings(setting, *empty, *take, &texts),
                None => self.misfit(setting, found),
            },
            (Value::Switch(to), DeValue::Boolean(on)) => *to(&mut self.config) = *on,
            (Value::Choice(words), DeValue::String(word)) => {
                match words.iter().find(|(known, _)| known == word) {
                    Some((_, set)) => set(&mut self.config),
                    None => self.no_choice(words, word, found),
                }
            }
            (_, DeValue::Integer(_)) => self.number(setting, found),
            _ => self.misfit(setting, found),
        }
    }

    fn number(&mut self, setting: &Setting<C>, found: Found<'_, '_>) {
        let (range, unit) = match &setting.value {
            Value::Number(_, range) => (wide(range), ""),
            Value::Count(_, range) => (wide(range), ""),
            Value::Mebibytes(_, range) => (range.clone(), " MiB"),
            Value::Minutes(_, range) => (range.clone(), " minutes"),
            Value::Seconds(_, range) => (range.clone(), " seconds"),
            Value::Millis(_, range) => (range.clone(), " thousandths of a second"),
            _ => return self.misfit(setting, found),
        };
        let Some(number) = whole(found).filter(|number| range.contains(number)) else {
            return self.out_of(&range, unit, setting, found);
        };
        let config = &mut self.config;
        match &setting.value {
            Value::Number(to, _) => *to(config) = number as u16,
            Value::Count(to, _) => *to(config) = number as u32,
            Value::Mebibytes(to, _) => *to(config) = number.saturating_mul(MEBIBYTE),
            Value::Minutes(to, _) => *to(config) = Duration::from_secs(number.saturating_mul(60)),
            Value::Seconds(to, _) => *to(config) = Duration::from_secs(number),
            Value::Millis(to, _) => *to(config) = Duration::from_millis(number),
            _ => {}
        }
    }

    /// Takes over all texts, or none.
    fn meanings(
        &mut self,
        setting: &Setting<C>,
        empty: fn(&mut C),
        take: Take<C>,
        texts: &[(Found<'_, '_>, &str)],
    ) {
        let mut config = self.config.clone();
        empty(&mut config);
        let told = self.faults.len();
        for (found, text) in texts {
            if let Err(fault) = take(&mut config, text) {
                self.faulty(text, fault, setting, found);
            }
        }
        if self.faults.len() == told {
            self.config = config;
        }
    }

    fn faulty(&mut self, what: &str, fault: &str, setting: &Setting<C>, found: Found<'_, '_>) {
        self.wrong(found, &format!("`{what}` {fault}"), &setting.sentence());
    }

    fn wrong(&mut self, found: Found<'_, '_>, message: &str, help: &str) {
        let place = self.place(found.span());
        self.tell(Diagnostic::error("unknown-value", place, message).help(help));
    }

    fn misfit(&mut self, setting: &Setting<C>, found: Found<'_, '_>) {
        let wanted = match setting.value {
            Value::Text(..) | Value::Meaning(_) | Value::Choice(_) => "a text in quotation marks",
            Value::Texts(_) | Value::Meanings(..) => "texts in quotation marks, between [ and ]",
            Value::Switch(_) => "true or false",
            Value::Number(..)
            | Value::Count(..)
            | Value::Mebibytes(..)
            | Value::Minutes(..)
            | Value::Seconds(..)
            | Value::Millis(..) => "a whole number",
        };
        let message = format!("`{}` is {wanted}", setting.name);
        let fault = Diagnostic::error("type", self.place(found.span()), message);
        self.tell(fault.help(format!("by default it is {}", setting.default)));
    }

    fn out_of(
        &mut self,
        range: &RangeInclusive<u64>,
        unit: &str,
        setting: &Setting<C>,
        found: Found<'_, '_>,
    ) {
        let (name, start, end) = (setting.name, range.start(), range.end());
        let message = format!("`{name}` lies between {start} and {end}{unit}");
        let fault = Diagnostic::error("bad-number", self.place(found.span()), message);
        self.tell(fault.help(format!("by default it is {}", setting.default)));
    }

    fn no_choice(&mut self, words: &'static [Word<C>], word: &str, found: Found<'_, '_>) {
        let known = || words.iter().map(|(word, _)| *word);
        let fault = Diagnostic::error(
            "unknown-value",
            self.place(found.span()),
            format!(
                "`{word}` is not one of {}",
                known().collect::<Vec<_>>().join(", ")
            ),
        );
        self.tell(fault.or_rather(nearest(word, known())));
    }
}

/// The texts of an array with their places, if they are all texts.
fn all_texts<'t, 's>(texts: &'t DeArray<'s>) -> Option<Vec<(Found<'t, 's>, &'t str)>> {
    let text = |found: Found<'t, 's>| Some((found, found.get_ref().as_str()?));
    texts.iter().map(text).collect()
}

fn wide<N: Copy + Into<u64>>(range: &RangeInclusive<N>) -> RangeInclusive<u64> {
    (*range.start()).into()..=(*range.end()).into()
}

fn whole(found: Found<'_, '_>) -> Option<u64> {
    let DeValue::Integer(integer) = found.get_ref() else {
        return None;
    };
    u64::from_str_radix(integer.as_str(), integer.radix()).ok()
}
