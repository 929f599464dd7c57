//! Writes the program's own lines into a translation: the originals of what is not translated or
//! has changed since, and the table `[originals]`.

use std::fmt::Write;

use super::edits::Edits;
use super::sheet::{OURS, Sheet};
use crate::diagnostic::SourceFile;
use crate::tour::texts::fingerprint::{Record, Records};
use crate::tour::texts::pair::{Pair, State, coverage, pairs};
use crate::tour::texts::{Coverage, Passage, Texts};

const CHANGED: &str = "hanged since it was translated. The original is now:";

const TO_DO: &str = "\
Write each translation between the quotation marks below its original and run `docent translate` again.
It makes lines that begin like this one anew, and leaves all others as they are.";

const ORIGINALS: &str = "
#| What each text and its translation were when they last agreed, for `docent translate`.
#| Is a text that is marked as changed right as it is? Delete its line here and run that again.
[originals]
";

/// The translation with all remarks, and how far it has come.
pub(super) fn remarked(own: &Texts, text: &str, records: Records) -> (String, Coverage) {
    let file = SourceFile::new("", text.to_owned());
    let mut other = Texts::of(&file);
    other.records = records;
    let pairs = pairs(own, &other);
    let mut remarks = Remarks {
        sheet: Sheet::new(&file.text),
        edits: Edits::default(),
    };
    let mut rest = pairs.as_slice();
    while let Some((first, others)) = rest.split_first() {
        // Parts of one text; of a text without words only the first has a place.
        let home = remarks.home(first);
        let same = others
            .iter()
            .take_while(|pair| remarks.home(pair).is_none_or(|other| Some(other) == home));
        let (group, behind) = rest.split_at(same.count() + 1);
        remarks.group(group);
        rest = behind;
    }
    let coverage = coverage(&pairs);
    if coverage.translated < coverage.texts {
        remarks.remark(remarks.sheet.first(), "", TO_DO);
    }
    let mut lines = ORIGINALS.to_owned();
    for pair in &pairs {
        let _ = writeln!(lines, "\"{}\" = \"{}\"", pair.key, record(pair));
    }
    remarks.edits.insert(text.len(), lines);
    (remarks.edits.apply(text), coverage)
}

/// What is recorded of a text from now on.
fn record(pair: &Pair<'_>) -> Record {
    let translation = pair.translation.filter(|text| !text.is_blank());
    let original = match (pair.state(), pair.record) {
        (State::Stale, Some(record)) => record.original,
        _ => pair.original.fingerprint(),
    };
    Record {
        original,
        translation: translation.map(Passage::fingerprint),
    }
}

struct Remarks<'t> {
    sheet: Sheet<'t>,
    edits: Edits,
}

impl Remarks<'_> {
    /// The statement that a text is the value of.
    fn home(&self, pair: &Pair<'_>) -> Option<usize> {
        let place = pair.translation?.place.start;
        Some(self.sheet.statement(place).start)
    }

    /// Remarks on the texts of one statement.
    fn group(&mut self, group: &[Pair<'_>]) {
        let Some(home) = group.first().and_then(|pair| self.home(pair)) else {
            return;
        };
        let steps = group.iter().filter(|pair| self.is_part(pair)).count();
        let is_blank = group.iter().all(|pair| pair.state() == State::Missing);
        if steps == 1 && is_blank {
            let whole: Vec<_> = group
                .iter()
                .map(|pair| pair.original.words.trim())
                .collect();
            let words = whole.join("\n\n---\n\n");
            self.remark(home, "", &words);
            return;
        }
        for pair in group {
            let (at, label) = self.anchor(pair, home);
            let lead = match (pair.state(), step(pair, &self.sheet)) {
                (State::Fresh, _) => continue,
                (State::Missing, Some(step)) if steps > 1 => {
                    format!("Step {step} is not translated yet. The original is:\n")
                }
                (State::Stale, Some(step)) if steps > 1 => format!("Step {step} has c{CHANGED}\n"),
                (State::Missing, _) => label,
                (State::Stale, _) => format!("C{CHANGED}\n{label}"),
            };
            self.remark(at, &lead, pair.original.words.trim());
        }
    }

    /// It is a part of a text, or all of one that could have several parts.
    fn is_part(&self, pair: &Pair<'_>) -> bool {
        pair.translation.is_some() && step(pair, &self.sheet).is_some()
    }

    /// The line that a remark stands above, and how it begins, where it must say which text it is.
    fn anchor(&self, pair: &Pair<'_>, home: usize) -> (usize, String) {
        let Some(translation) = pair.translation else {
            return (home, String::new());
        };
        let at = translation.place.start;
        let before = self.sheet.get(home..at);
        let value = before
            .split_once('=')
            .map_or("", |(_, value)| value.trim_start());
        if !value.starts_with(['[', '{']) {
            return (home, String::new());
        }
        // In a list of one item a line the remark stands above the item.
        let line = self.sheet.line_start(at);
        let is_own = line > home && self.sheet.get(line..at).trim_start().starts_with('{');
        let label = format!("{}: ", translation.key);
        (if is_own { line } else { home }, label)
    }

    fn remark(&mut self, at: usize, lead: &str, words: &str) {
        let line = self.sheet.get(at..self.sheet.line_end(at));
        let indent = &line[..line.len() - line.trim_start().len()];
        let words = format!("{lead}{words}").replace('\r', "");
        let mut remark = String::new();
        for line in words.split('\n') {
            let line = format!("{OURS} {line}");
            let _ = writeln!(remark, "{indent}{}", line.trim_end());
        }
        self.edits.insert(at, remark);
    }
}

/// The number of the step that is part of a text cut at `---`, from 1.
fn step<'p>(pair: &'p Pair<'_>, sheet: &Sheet<'_>) -> Option<&'p str> {
    let key = pair.key.strip_suffix(".text")?;
    let (owner, number) = key.rsplit_once('.')?;
    let (_, list) = owner.rsplit_once('.')?;
    let place = pair.translation.map_or(0, |text| text.place.start);
    let is_cut = sheet.header_above(place) == "station";
    (list == "step" && is_cut).then_some(number)
}
