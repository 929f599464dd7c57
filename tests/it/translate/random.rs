//! Whatever is done to the original, no translated word is lost.

use std::collections::HashSet;
use std::fmt::Write;

use proptest::prelude::*;
use proptest::sample::Index;

use super::Desk;

/// A tour whose every text is a word of its own, `w12`.
#[derive(Debug, Clone, Default)]
struct Model {
    stations: Vec<Station>,
    events: Vec<usize>,
    notes: Vec<usize>,
    words: usize,
}

#[derive(Debug, Clone)]
struct Station {
    id: usize,
    title: usize,
    notice: Option<usize>,
    /// A text, and for a question its answers.
    steps: Vec<(usize, Option<Vec<usize>>)>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Change {
    Add,
    Ask,
    Answer,
    Remove,
    Swap,
    Reword,
    Event,
    DropEvent,
    Station,
    DropStation,
    Notice,
    Note,
    DropNote,
}

const CHANGES: [Change; 13] = [
    Change::Add,
    Change::Ask,
    Change::Answer,
    Change::Remove,
    Change::Swap,
    Change::Reword,
    Change::Event,
    Change::DropEvent,
    Change::Station,
    Change::DropStation,
    Change::Notice,
    Change::Note,
    Change::DropNote,
];

impl Model {
    fn new() -> Self {
        let mut model = Self::default();
        for _ in 0..3 {
            model.add_station();
        }
        model.events = (0..3).map(|_| model.word()).collect();
        model.notes = (0..2).map(|_| model.word()).collect();
        model
    }

    fn word(&mut self) -> usize {
        self.words += 1;
        self.words
    }

    fn add_station(&mut self) {
        let (id, title) = (self.word(), self.word());
        let steps = (0..3).map(|_| (self.word(), None)).collect();
        self.stations.push(Station {
            id,
            title,
            notice: None,
            steps,
        });
    }

    fn change(&mut self, change: Change, at: Index, other: Index) {
        let new = [self.word(), self.word(), self.word()];
        let place = at.index(self.stations.len());
        let station = &mut self.stations[place];
        let count = station.steps.len();
        let (step, second) = (at.index(count), other.index(count));
        match change {
            Change::Add => station.steps.insert(second, (new[0], None)),
            Change::Ask => station
                .steps
                .insert(second, (new[0], Some(vec![new[1], new[2]]))),
            Change::Answer => {
                let mut asks = station.steps.iter_mut().filter_map(|step| step.1.as_mut());
                if let Some(answers) = asks.next() {
                    answers.insert(other.index(answers.len() + 1), new[0]);
                }
            }
            Change::Remove if count > 1 => drop(station.steps.remove(second)),
            Change::Swap => station.steps.swap(step, second),
            Change::Reword => station.steps[second].0 = new[0],
            Change::Notice => station.notice = station.notice.xor(Some(new[0])),
            Change::Event => {
                let place = other.index(self.events.len() + 1);
                self.events.insert(place, new[0]);
            }
            Change::DropEvent if !self.events.is_empty() => {
                self.events.remove(other.index(self.events.len()));
            }
            Change::Station => self.add_station(),
            Change::DropStation if self.stations.len() > 1 => drop(self.stations.remove(place)),
            Change::Note => self.notes.push(new[0]),
            Change::DropNote => drop(self.notes.pop()),
            _ => {}
        }
    }

    /// Stations without questions are written with one text, every other one.
    fn toml(&self) -> String {
        let mut out = "format = 1\ntitle = \"w0\"\nlanguage = \"en\"\n".to_owned();
        for station in &self.stations {
            let Station { id, title, .. } = station;
            let _ = write!(out, "\n[[station]]\nid = \"s{id}\"\ntitle = \"w{title}\"\n");
            if let Some(notice) = station.notice {
                let _ = writeln!(out, "notice = \"w{notice}\"");
            }
            let is_plain = station.steps.iter().all(|step| step.1.is_none());
            if is_plain && id % 2 == 0 {
                let parts: Vec<_> = station
                    .steps
                    .iter()
                    .map(|it| format!("w{}", it.0))
                    .collect();
                let _ = write!(
                    out,
                    "text = \"\"\"\n{}\n\"\"\"\n",
                    parts.join("\n\n---\n\n")
                );
                continue;
            }
            for (word, answers) in &station.steps {
                let _ = match answers {
                    None => write!(out, "[[station.step]]\ntext = \"w{word}\"\n"),
                    Some(answers) => {
                        let answers: Vec<_> = answers
                            .iter()
                            .map(|it| format!("{{ label = \"w{it}\", reply = \"w{it}r\" }}"))
                            .collect();
                        let answers = answers.join(", ");
                        write!(
                            out,
                            "[[station.step]]\nask = \"w{word}\"\nanswers = [{answers}]\n"
                        )
                    }
                };
            }
        }
        out.push_str("\n[notes]\n");
        for note in &self.notes {
            let _ = writeln!(out, "n{note} = \"w{note}\"");
        }
        for event in &self.events {
            let _ = write!(out, "\n[[event]]\ndate = \"1937\"\ntext = \"w{event}\"\n");
        }
        out
    }
}

/// The words of a text that begin with a letter, as numbers with what follows.
fn words(text: &str, first: char) -> HashSet<String> {
    text.split(|char: char| !char.is_alphanumeric())
        .filter_map(|word| word.strip_prefix(first))
        .filter(|word| word.starts_with(|char: char| char.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

/// Translates every empty text: `w12` becomes `T12`.
fn fill(text: &str) -> String {
    let (mut out, mut originals) = (String::new(), Vec::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(original) = line.trim_start().strip_prefix("#|") {
            originals.extend(
                original
                    .split_whitespace()
                    .last()
                    .map(|it| it.replace('w', "T")),
            );
        } else if line == "text = \"\"\"" {
            originals.retain(|word| word != "---");
            let body: Vec<_> = lines
                .by_ref()
                .take_while(|line| *line != "\"\"\"")
                .collect();
            let is_blank = body.iter().all(|line| line.trim().is_empty());
            let body = if is_blank {
                originals.join("\n\n---\n\n")
            } else {
                body.join("\n")
            };
            let _ = write!(out, "text = \"\"\"\n{body}\n\"\"\"\n");
            originals.clear();
            continue;
        } else {
            let mut line = line.to_owned();
            for word in originals.drain(..) {
                line = line.replacen("\"\"", &format!("\"{word}\""), 1);
            }
            out.extend([line.as_str(), "\n"]);
            continue;
        }
        out.extend([line, "\n"]);
    }
    out
}

fn changes() -> impl Strategy<Value = Vec<(Change, Index, Index)>> {
    let one = (
        prop::sample::select(CHANGES.to_vec()),
        any::<Index>(),
        any::<Index>(),
    );
    prop::collection::vec(one, 1..7)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_translated_text_is_ever_lost(rounds in prop::collection::vec(changes(), 1..4)) {
        let mut model = Model::new();
        let desk = Desk::with(&model.toml());
        desk.translate();
        desk.write("tour.ru.toml", &fill(&desk.russian()));
        let mut is_reworded = false;
        for round in rounds {
            for (change, at, other) in &round {
                model.change(*change, *at, *other);
            }
            let before = words(&desk.russian(), 'T');
            desk.write("tour.toml", &model.toml());
            desk.translate();
            let text = desk.russian();
            let after = words(&text, 'T');
            prop_assert!(before.is_subset(&after), "{:?} is lost in\n{text}", before.difference(&after));
            desk.translate();
            prop_assert_eq!(&desk.russian(), &text, "running twice changes nothing");
            let codes = desk.codes();
            let known = ["translation-missing", "stale-translation", "unused-note", "uncited-claim"];
            prop_assert!(codes.iter().all(|code| known.contains(&code.as_str())), "{codes:?} in\n{text}");
            // What stays as it is keeps its translation.
            is_reworded |= round.iter().any(|change| change.0 == Change::Reword);
            if !is_reworded {
                let asked = text.lines().filter(|line| line.trim_start().starts_with("#| "));
                let asked = words(&asked.collect::<Vec<_>>().join("\n"), 'w');
                let again: Vec<_> = asked.intersection(&before).collect();
                prop_assert!(again.is_empty(), "{again:?} have to be translated again in\n{text}");
            }
            desk.write("tour.ru.toml", &fill(&text));
        }
    }
}
