//! What a museum can set for its kiosk: `kiosk.toml`.
//!
//! One table has every setting with its default, the words that explain it and what it may
//! be. The file that `--print-config` prints is made from it, and a file is read by it.

mod table;

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Diagnostic, Place, SourceFile};
use crate::glyphs::{Colours, Glyphs};
use crate::theme::ThemeName;

use table::SETTINGS;

/// The settings of a kiosk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Config {
    /// A file, a folder of tours, or the id of a built-in tour.
    pub tours: String,
    /// The language of the first page, such as `ru`; empty for the tour's own.
    pub language: String,
    /// The folder that counters and staff's settings are kept in; empty for that of the service.
    pub state: String,
    /// Counters of visits are kept.
    pub counts: bool,
    pub attract: Attract,
    pub idle: Idle,
    pub screen: Screen,
    pub keys: Keys,
    pub speech: Speech,
    pub staff: Staff,
}

/// What stands there while nobody visits.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attract {
    /// Lines above the tour's title.
    pub lines: Vec<String>,
    /// How long each card stays, where there are several.
    pub card: Duration,
}

/// When a visit is given up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Idle {
    /// The least time without a key before the visitor is asked.
    pub after: Duration,
    /// How long the question stays.
    pub warning: Duration,
    /// As many times as long for those who read with help.
    pub patience: u16,
}

/// How the screen is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Screen {
    pub theme: ThemeName,
    /// `None` for what the terminal is found to have.
    pub glyphs: Option<Glyphs>,
    /// `None` for what the terminal is found to have.
    pub colours: Option<Colours>,
    /// It is touched: what can be chosen is large.
    pub touch: bool,
}

/// The keyboard or keypad.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keys {
    /// The same key within this time counts once.
    pub repeat: Duration,
}

/// Reading aloud.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Speech {
    pub voice: Voice,
    /// Words a minute.
    pub rate: u16,
    /// Per cent.
    pub volume: u16,
}

/// What speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Voice {
    /// Nothing; reading aloud is not offered.
    #[default]
    Off,
    EspeakNg,
    SpeechDispatcher,
}

/// How those who look after the kiosk reach their menu.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Staff {
    /// The hash of the PIN; empty for none, and then there is no menu.
    pub pin: String,
    /// Keys of a keypad, one after the other.
    pub keypad: String,
    /// Taps in the upper left corner; 0 for none.
    pub taps: u16,
}

/// A row of the table.
struct Setting {
    /// The table and the key: `idle.after`.
    name: &'static str,
    /// What the file says of it.
    comment: &'static str,
    /// As it is written in TOML.
    default: &'static str,
    value: Value,
}

/// What a setting may be, and where in the settings it goes.
enum Value {
    Text(
        fn(&mut Config) -> &mut String,
        fn(&str) -> Option<&'static str>,
    ),
    Texts(fn(&mut Config) -> &mut Vec<String>),
    Switch(fn(&mut Config) -> &mut bool),
    Number(fn(&mut Config) -> &mut u16, RangeInclusive<u16>),
    /// In seconds.
    Seconds(fn(&mut Config) -> &mut Duration, RangeInclusive<u64>),
    /// In thousandths of a second.
    Millis(fn(&mut Config) -> &mut Duration, RangeInclusive<u64>),
    /// One of these words.
    Choice(&'static [Word]),
}

/// A word that may be chosen, and what it sets.
type Word = (&'static str, fn(&mut Config));

impl Setting {
    /// What the file says of it, in one line.
    fn sentence(&self) -> String {
        self.comment.replace('\n', " ")
    }
}

impl Config {
    /// What holds where a file says nothing.
    pub fn standard() -> Self {
        let file = SourceFile::new("kiosk.toml", standard_file());
        Self::over(Self::default(), &file).0
    }

    /// Reads a file; with every fault of it. What is faulty stays as it is by default.
    pub fn read(file: &Arc<SourceFile>) -> (Self, Vec<Diagnostic>) {
        Self::over(Self::standard(), file)
    }

    fn over(config: Self, file: &Arc<SourceFile>) -> (Self, Vec<Diagnostic>) {
        let mut reader = Reader {
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
}

/// The commented file of all settings with their defaults.
pub fn standard_file() -> String {
    let mut file = String::from(
        "# The settings of a docent kiosk. Each stands here with its default; what is left out has it too.\n\
         # `docent kiosk --check-config --config FILE` tells every mistake in its place.\n",
    );
    let mut table = "";
    for setting in SETTINGS {
        let (in_table, key) = setting.name.split_once('.').unwrap_or(("", setting.name));
        file.push('\n');
        if in_table != table {
            file.extend(["[", in_table, "]\n"]);
            table = in_table;
        }
        for line in setting.comment.lines() {
            file.extend(["# ", line, "\n"]);
        }
        file.extend([key, " = ", setting.default, "\n"]);
    }
    file
}

struct Reader<'a> {
    file: &'a Arc<SourceFile>,
    /// Where the file's body begins.
    start: usize,
    config: Config,
    faults: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn place(&self, span: std::ops::Range<usize>) -> Place {
        Place::new(self.file, self.start + span.start..self.start + span.end)
    }

    fn tell(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// `path` is the table's name and a full stop, or nothing.
    fn table(&mut self, path: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let name = format!("{path}{}", key.get_ref());
            let setting = SETTINGS.iter().find(|setting| setting.name == name);
            let is_table = SETTINGS.iter().any(|setting| in_table(setting, &name));
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

    fn unknown(&mut self, path: &str, name: &str, span: std::ops::Range<usize>) {
        let known = SETTINGS.iter().filter_map(|setting| {
            let rest = setting.name.strip_prefix(path)?;
            rest.split('.').next()
        });
        let mut known: Vec<&str> = known.collect();
        known.dedup();
        let key = name.strip_prefix(path).unwrap_or(name);
        let fault = Diagnostic::error(
            "unknown-key",
            self.place(span),
            format!("a kiosk has no setting `{name}`"),
        );
        let near = nearest(key, known.iter().copied());
        self.tell(
            fault
                .or_rather(near)
                .or_help(format!("the settings here are {}", known.join(", "))),
        );
    }

    fn setting(&mut self, setting: &Setting, found: &Spanned<DeValue<'_>>) {
        match (&setting.value, found.get_ref()) {
            (Value::Text(to, fault), DeValue::String(text)) => match fault(text) {
                None => *to(&mut self.config) = text.to_string(),
                Some(fault) => self.wrong(
                    found,
                    &format!("`{}` {fault}", setting.name),
                    &setting.sentence(),
                ),
            },
            (Value::Texts(to), DeValue::Array(texts)) => {
                let lines = texts
                    .iter()
                    .map(|text| text.get_ref().as_str().map(str::to_owned));
                match lines.collect::<Option<Vec<_>>>() {
                    Some(lines) => *to(&mut self.config) = lines,
                    None => self.misfit(setting, found),
                }
            }
            (Value::Switch(to), DeValue::Boolean(on)) => *to(&mut self.config) = *on,
            (Value::Number(to, range), DeValue::Integer(_)) => {
                match number(found).filter(|number| range_of(range).contains(number)) {
                    Some(number) => *to(&mut self.config) = number as u16,
                    None => self.out_of(&range_of(range), "", setting, found),
                }
            }
            (Value::Seconds(to, range), DeValue::Integer(_)) => {
                match number(found).filter(|number| range.contains(number)) {
                    Some(number) => *to(&mut self.config) = Duration::from_secs(number),
                    None => self.out_of(range, " seconds", setting, found),
                }
            }
            (Value::Millis(to, range), DeValue::Integer(_)) => {
                match number(found).filter(|number| range.contains(number)) {
                    Some(number) => *to(&mut self.config) = Duration::from_millis(number),
                    None => self.out_of(range, " thousandths of a second", setting, found),
                }
            }
            (Value::Choice(words), DeValue::String(word)) => {
                match words.iter().find(|(known, _)| known == word) {
                    Some((_, set)) => set(&mut self.config),
                    None => self.no_choice(words, word, found),
                }
            }
            _ => self.misfit(setting, found),
        }
    }

    fn wrong(&mut self, found: &Spanned<DeValue<'_>>, message: &str, help: &str) {
        let place = self.place(found.span());
        self.tell(Diagnostic::error("unknown-value", place, message).help(help));
    }

    fn misfit(&mut self, setting: &Setting, found: &Spanned<DeValue<'_>>) {
        let wanted = match setting.value {
            Value::Text(..) | Value::Choice(_) => "a text in quotation marks",
            Value::Texts(_) => "texts in quotation marks, between [ and ]",
            Value::Switch(_) => "true or false",
            Value::Number(..) | Value::Seconds(..) | Value::Millis(..) => "a whole number",
        };
        let message = format!("`{}` is {wanted}", setting.name);
        let fault = Diagnostic::error("type", self.place(found.span()), message);
        self.tell(fault.help(format!("by default it is {}", setting.default)));
    }

    fn out_of(
        &mut self,
        range: &RangeInclusive<u64>,
        unit: &str,
        setting: &Setting,
        found: &Spanned<DeValue<'_>>,
    ) {
        let (name, start, end) = (setting.name, range.start(), range.end());
        let message = format!("`{name}` lies between {start} and {end}{unit}");
        let fault = Diagnostic::error("bad-number", self.place(found.span()), message);
        self.tell(fault.help(format!("by default it is {}", setting.default)));
    }

    fn no_choice(&mut self, words: &'static [Word], word: &str, found: &Spanned<DeValue<'_>>) {
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

fn in_table(setting: &Setting, table: &str) -> bool {
    setting
        .name
        .split_once('.')
        .is_some_and(|(of, _)| of == table)
}

fn range_of(range: &RangeInclusive<u16>) -> RangeInclusive<u64> {
    u64::from(*range.start())..=u64::from(*range.end())
}

fn number(found: &Spanned<DeValue<'_>>) -> Option<u64> {
    let DeValue::Integer(integer) = found.get_ref() else {
        return None;
    };
    u64::from_str_radix(integer.as_str(), integer.radix()).ok()
}

#[cfg(test)]
mod tests;
