//! A handout in CommonMark, with footnotes, and tables for charts.
//!
//! Each paragraph is one line. Whatever means something in Markdown is escaped, so that a reader sees
//! the words as they were written.

mod escape;
mod inline;

use crate::export::handout::markdown::escape::Where;
use crate::export::handout::nest::{Container, Nest, Place};
use crate::export::handout::{Block, Handout, Level, Note, Table};
use crate::markup::Text;

/// The handout as Markdown.
pub(super) fn set(handout: &Handout<'_>) -> String {
    let mut page = Page::default();
    let mut nest = Nest::default();
    for block in &handout.blocks {
        let place = nest.place(block);
        page.block(block, place.as_ref());
    }
    page.lines
}

/// What has been written so far.
#[derive(Default)]
struct Page {
    lines: String,
    /// What the paragraph above stands in.
    within: Vec<Container>,
}

impl Page {
    fn block(&mut self, block: &Block, place: Option<&Place>) {
        match block {
            Block::Paragraph { text, .. } => {
                if let Some(place) = place {
                    self.paragraph(text, place);
                }
                return;
            }
            Block::Heading(level, words) => {
                let sign = match level {
                    Level::Title => "#",
                    Level::Part => "##",
                    Level::Section => "###",
                };
                let words = escape::escape(&words.replace('\n', " "), Where::Heading);
                self.part(&format!("{sign} {}", words.trim()));
            }
            Block::Figure(texts) => {
                let lines: Vec<String> = texts.iter().map(|text| inline::set(text, "")).collect();
                self.part(&lines.join("\\\n"));
            }
            Block::Chart(table) => self.chart(table),
            Block::Entries(texts) => {
                let lines = texts.iter();
                let lines: Vec<String> = lines
                    .map(|text| format!("- {}", inline::set(text, "  ")))
                    .collect();
                self.part(&lines.join("\n"));
            }
            Block::Notes(notes) => {
                for note in notes {
                    self.note(note);
                }
            }
            Block::Rule => self.part("* * *"),
        }
        self.within.clear();
    }

    /// Something by itself, after an empty line.
    fn part(&mut self, lines: &str) {
        self.gap("");
        self.lines.push_str(lines);
        self.lines.push('\n');
    }

    /// A line with nothing but the signs of quotations that go on, unless this is the beginning.
    fn gap(&mut self, signs: &str) {
        if !self.lines.is_empty() {
            self.lines.push_str(signs.trim_end());
            self.lines.push('\n');
        }
    }

    fn paragraph(&mut self, text: &Text, place: &Place) {
        if !place.close {
            let shared = self.within.iter().zip(&place.within);
            let shared = shared.take_while(|(before, now)| before == now).count();
            self.gap(&signs(&place.within[..shared]));
        }
        let further = signs(&place.all);
        let words = inline::set(text, &further);
        let line = format!("{}{}{words}", signs(&place.within), place.sign);
        self.lines.push_str(line.trim_end());
        self.lines.push('\n');
        self.within.clone_from(&place.all);
    }

    /// `[^1]: …`; readers of Markdown number footnotes themselves, and come to the same numbers.
    fn note(&mut self, note: &Note) {
        let paragraphs = note.paragraphs.iter();
        let paragraphs: Vec<String> = paragraphs.map(|text| inline::set(text, "    ")).collect();
        let words = paragraphs.join("\n\n    ");
        self.part(format!("[^{}]: {words}", note.number).trim_end());
    }

    /// A table with its title for a head, and where its numbers are from.
    fn chart(&mut self, table: &Table) {
        let cell = |words: &str| escape::escape(words, Where::Cell);
        let mut lines = vec![
            format!("| {} |  |", cell(&table.title)),
            "| --- | ---: |".to_owned(),
        ];
        let rows = table.rows.iter();
        lines.extend(rows.map(|(label, number)| format!("| {} | {} |", cell(label), cell(number))));
        self.part(&lines.join("\n"));
        for text in &table.below {
            self.part(&inline::set(text, ""));
        }
    }
}

/// What a line begins with that stands in these.
fn signs(containers: &[Container]) -> String {
    let signs = containers.iter().map(|container| match container {
        Container::Quotation => "> ".to_owned(),
        Container::Item(width) => " ".repeat(*width),
    });
    signs.collect()
}

#[cfg(test)]
mod tests;
