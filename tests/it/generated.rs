//! Tours made for measurements and properties: any number of stations, always the same.

use std::fmt::Write;

const WORDS: &[&str] = &[
    "the",
    "of",
    "a",
    "and",
    "in",
    "to",
    "was",
    "by",
    "with",
    "gallery",
    "visitor",
    "bronze",
    "portrait",
    "camp",
    "letters",
    "record",
    "section",
    "village",
    "railway",
    "steppe",
    "winter",
    "number",
    "museum",
    "document",
    "children",
    "mothers",
    "sentence",
    "family",
    "district",
    "archive",
    "history",
    "testimony",
];

/// A tour of `stations` stations, about 1.2 KiB each, with notes, sources and map points.
pub(crate) fn tour(stations: usize) -> String {
    let mut text = String::from(
        "format = 1\ntitle = \"Generated\"\nlanguage = \"en\"\nsummary = \"A tour for measurements.\"\n\n",
    );
    let mut random = Random(1);
    for index in 0..stations {
        station(&mut text, index, &mut random);
    }
    text.push_str("[notes]\n");
    let notes = stations.clamp(1, 500);
    for index in 0..notes {
        let _ = writeln!(
            text,
            "n{index} = \"A note about the {}. [@source-{}]\"",
            random.word(),
            index % 200
        );
    }
    for index in 0..200 {
        let _ = write!(
            text,
            "\n[[source]]\nid = \"source-{index}\"\ntype = \"book\"\ntitle = \"Book {index} of the {}\"\nissued = \"19{:02}\"\nauthor = [{{ family = \"Author{index}\", given = \"Ann\" }}]\n",
            random.word(),
            index % 90
        );
    }
    text
}

fn station(text: &mut String, index: usize, random: &mut Random) {
    let _ = write!(
        text,
        "[[station]]\nid = \"s{index}\"\ntitle = \"Station {} of the {}\"\nplace = \"Room {}\"\nat = {{ lat = 49.{:02}, lon = 72.{:02} }}\ntext = \"\"\"\n",
        index + 1,
        random.word(),
        index % 40,
        index % 90,
        index * 7 % 90
    );
    for step in 0..3 {
        if step > 0 {
            text.push_str("\n---\n\n");
        }
        for word in 1..=55 {
            text.push_str(random.word());
            // Sentences that can be read aloud: `check` has nothing to advise.
            text.push_str(if word % 11 == 0 { ". So " } else { " " });
        }
        let _ = writeln!(
            text,
            "end.[^n{}] Then more.[@source-{}, p. {}]",
            index % 500,
            (index * 3 + step) % 200,
            step + 1
        );
    }
    text.push_str("\"\"\"\n\n");
}

/// Numbers that look random and are always the same (xorshift32, Marsaglia 2003).
struct Random(u32);

impl Random {
    fn word(&mut self) -> &'static str {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        WORDS[self.0 as usize % WORDS.len()]
    }
}
