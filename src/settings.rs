//! What can be set in a file, such as `kiosk.toml`.
//!
//! A [`Table`] has every setting of a part of the program with its default, the words that explain it
//! and what it may be. The file that `--print-config` prints is made from it, and a file is read by
//! it. What is set, and which values make sense, is said where the part is.

pub(crate) mod check;
mod reader;

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use crate::diagnostic::{Diagnostic, SourceFile};
use crate::settings::reader::Reader;

/// All that can be set for a part of the program, which is then a `C`.
pub(crate) struct Table<C: 'static> {
    /// What the file is usually called.
    pub(crate) file: &'static str,
    /// Whose settings they are, for faults: "a kiosk".
    pub(crate) part: &'static str,
    /// What stands at the head of the file, without `#`.
    pub(crate) heading: &'static str,
    /// In the order of the file; those of a table stand together.
    pub(crate) settings: &'static [Setting<C>],
}

/// A row of the table.
pub(crate) struct Setting<C: 'static> {
    /// The table and the key: `idle.after`.
    pub(crate) name: &'static str,
    /// What the file says of it.
    pub(crate) comment: &'static str,
    /// As it is written in TOML.
    pub(crate) default: &'static str,
    pub(crate) value: Value<C>,
}

/// What a setting may be, and where in the settings it goes.
#[cfg_attr(
    not(feature = "ssh"),
    allow(dead_code, reason = "a kiosk alone does not need every kind")
)]
pub(crate) enum Value<C: 'static> {
    Text(fn(&mut C) -> &mut String, fn(&str) -> Option<&'static str>),
    /// A text that stands for something else.
    Meaning(Take<C>),
    Texts(fn(&mut C) -> &mut Vec<String>),
    /// Texts that stand for something else: what empties the list, and what adds the next to it.
    Meanings(fn(&mut C), Take<C>),
    Switch(fn(&mut C) -> &mut bool),
    Number(fn(&mut C) -> &mut u16, RangeInclusive<u16>),
    /// A number that may be large.
    Count(fn(&mut C) -> &mut u32, RangeInclusive<u32>),
    /// In MiB, taken over in bytes.
    Mebibytes(fn(&mut C) -> &mut u64, RangeInclusive<u64>),
    Minutes(fn(&mut C) -> &mut Duration, RangeInclusive<u64>),
    Seconds(fn(&mut C) -> &mut Duration, RangeInclusive<u64>),
    /// In thousandths of a second.
    Millis(fn(&mut C) -> &mut Duration, RangeInclusive<u64>),
    /// One of these words.
    Choice(&'static [Word<C>]),
}

/// Takes over what a text stands for, or says what is wrong with the text: "is not …". Then it has
/// changed nothing.
pub(crate) type Take<C> = fn(&mut C, &str) -> Result<(), &'static str>;

/// A word that may be chosen, and what it sets.
pub(crate) type Word<C> = (&'static str, fn(&mut C));

impl<C> Setting<C> {
    /// What the file says of it, in one line.
    fn sentence(&self) -> String {
        self.comment.replace('\n', " ")
    }

    /// The table it stands in, which may be none, and its key there.
    fn place(&self) -> (&'static str, &'static str) {
        self.name.split_once('.').unwrap_or(("", self.name))
    }
}

impl<C: Clone + Default> Table<C> {
    /// What holds where a file says nothing.
    pub(crate) fn standard(&self) -> C {
        let file = SourceFile::new(self.file, self.print());
        Reader::read(self, C::default(), &file).0
    }

    /// Reads a file; with every fault of it. What is faulty stays as it is by default.
    pub(crate) fn read(&self, file: &Arc<SourceFile>) -> (C, Vec<Diagnostic>) {
        Reader::read(self, self.standard(), file)
    }
}

impl<C> Table<C> {
    /// The commented file of all settings with their defaults.
    pub(crate) fn print(&self) -> String {
        let mut file = String::new();
        push_comment(self.heading, &mut file);
        let mut table = "";
        for setting in self.settings {
            let (in_table, key) = setting.place();
            file.push('\n');
            if in_table != table {
                file.extend(["[", in_table, "]\n"]);
                table = in_table;
            }
            push_comment(setting.comment, &mut file);
            file.extend([key, " = ", setting.default, "\n"]);
        }
        file
    }
}

fn push_comment(text: &str, file: &mut String) {
    for line in text.lines() {
        file.extend(["# ", line, "\n"]);
    }
}

#[cfg(test)]
mod tests;
