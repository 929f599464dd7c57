//! A handout as plain text: lines of one width, headings underlined, lists and notes hanging.
//!
//! Words are never hyphenated; a web address has a line of its own before it is broken.

use crate::export::handout::nest::{Container, Nest, Place};
use crate::export::handout::{Block, Handout, Level, Note, Table};
use crate::layout::wrap::{cells, wrap};
use crate::markup::{Link, Text, clean};

/// Cells that a quotation is set in by.
const QUOTATION: usize = 4;

/// Cells that the further lines of an entry are set in by.
const HANGING: usize = 4;

/// The fewest cells of text in a line, however deep it stands.
const NARROWEST: usize = 20;

/// The text in lines of at most `width` cells.
pub(super) fn set(handout: &Handout<'_>, width: u16) -> String {
    let mut paper = Paper {
        width: width.into(),
        lines: String::new(),
    };
    let mut nest = Nest::default();
    for block in &handout.blocks {
        let place = nest.place(block);
        paper.block(handout, block, place.as_ref());
    }
    paper.lines
}

/// What has been printed so far.
struct Paper {
    width: usize,
    lines: String,
}

/// What stands before the lines of a text.
struct Indent {
    first: String,
    rest: usize,
}

impl Indent {
    fn of(cells: usize) -> Self {
        Self {
            first: " ".repeat(cells),
            rest: cells,
        }
    }
}

impl Paper {
    fn block(&mut self, handout: &Handout<'_>, block: &Block, place: Option<&Place>) {
        match block {
            Block::Heading(level, words) => self.heading(*level, words),
            Block::Paragraph { text, .. } => {
                let Some(place) = place else { return };
                if !place.close {
                    self.gap();
                }
                let before = width_of(&place.within);
                let indent = Indent {
                    first: format!("{}{}", " ".repeat(before), place.sign),
                    rest: width_of(&place.all),
                };
                self.text(text, &indent);
            }
            Block::Figure(texts) => {
                self.gap();
                let indent = Indent::of(QUOTATION);
                self.texts(texts, &indent);
            }
            Block::Chart(table) => self.chart(table),
            Block::Entries(texts) => {
                self.gap();
                let indent = Indent {
                    first: String::new(),
                    rest: HANGING,
                };
                self.texts(texts, &indent);
            }
            Block::Notes(notes) => {
                self.heading(Level::Section, &handout.words.notes);
                self.gap();
                for note in notes {
                    self.note(note, notes);
                }
            }
            Block::Rule => {
                self.gap();
                self.line(&format!("{:^width$}", "* * *", width = self.width));
            }
        }
    }

    fn heading(&mut self, level: Level, words: &str) {
        self.gap();
        if level != Level::Section && !self.lines.is_empty() {
            self.lines.push('\n');
        }
        let text = Text::plain(words.replace('\n', " "));
        let start = self.lines.len();
        self.text(&text, &Indent::of(0));
        let widest = self.lines[start..].lines().map(cells).max();
        let sign = match level {
            Level::Title => "=",
            Level::Part => "-",
            Level::Section => "~",
        };
        self.line(&sign.repeat(widest.unwrap_or(0)));
    }

    /// An empty line, unless there is one.
    fn gap(&mut self) {
        if !self.lines.is_empty() && !self.lines.ends_with("\n\n") {
            self.lines.push('\n');
        }
    }

    fn line(&mut self, words: &str) {
        self.lines.push_str(words.trim_end());
        self.lines.push('\n');
    }

    fn text(&mut self, text: &Text, indent: &Indent) {
        let width = self.width.saturating_sub(indent.rest).max(NARROWEST);
        for (at, words) in lines(text, width).iter().enumerate() {
            let line = match at {
                0 => format!("{}{words}", indent.first),
                _ => format!("{}{words}", " ".repeat(indent.rest)),
            };
            self.line(&line);
        }
    }

    /// Each begins on a line of its own.
    fn texts(&mut self, texts: &[Text], indent: &Indent) {
        for text in texts {
            self.text(text, indent);
        }
    }

    /// Its number stands out to the left, as wide as the widest of the station's.
    fn note(&mut self, note: &Note, notes: &[Note]) {
        let number = |note: &Note| format!("[{}]", note.number);
        let widest = notes.last().map_or(0, |note| number(note).len());
        let mut indent = Indent {
            first: format!("{:<widest$} ", number(note)),
            rest: widest + 1,
        };
        if note.paragraphs.is_empty() {
            self.line(&indent.first);
        }
        for text in &note.paragraphs {
            self.text(text, &indent);
            indent = Indent::of(indent.rest);
        }
    }

    /// Labels to the left and numbers to the right of them, where there is room for both.
    fn chart(&mut self, table: &Table) {
        self.gap();
        self.text(&Text::plain(&*table.title), &Indent::of(0));
        let widest = |column: &dyn Fn(&(String, String)) -> usize| {
            table.rows.iter().map(column).max().unwrap_or(0)
        };
        let labels = widest(&|(label, _)| cells(label)) + 2;
        let numbers = widest(&|(_, number)| cells(number));
        let fits = 2 + labels + numbers <= self.width;
        for (label, number) in &table.rows {
            if fits {
                let space = " ".repeat(labels - cells(label));
                let before = numbers - cells(number);
                self.line(&format!("  {label}{space}{}{number}", " ".repeat(before)));
            } else {
                self.text(&Text::plain(&**label), &Indent::of(2));
                self.text(&Text::plain(&**number), &Indent::of(6));
            }
        }
        for text in &table.below {
            self.text(text, &Indent::of(0));
        }
    }
}

fn width_of(containers: &[Container]) -> usize {
    let widths = containers.iter().map(|container| match container {
        Container::Quotation => QUOTATION,
        Container::Item(width) => *width,
    });
    widths.sum()
}

/// The lines of a text, without what may not be sent to a printer or terminal.
fn lines(text: &Text, width: usize) -> Vec<String> {
    let whole = whole_addresses(text, width);
    let ranges = wrap(&whole, width.min(usize::from(u16::MAX)) as u16);
    let lines = ranges.into_iter();
    lines.map(|line| clean::line(&text.string[line])).collect()
}

/// The text with its addresses in letters that lines break between as they should. One that fits on a
/// line, with the full stop after it, is one word; a longer one may be broken after a slash or hyphen and before a percent sign.
fn whole_addresses(text: &Text, width: usize) -> Text {
    let mut whole = text.clone();
    for run in &text.runs {
        let address = &text.string[run.range.clone()];
        if matches!(run.link, Some(Link::Address(_))) && address.is_ascii() {
            let after = text.string[run.range.end..].find(char::is_whitespace);
            let after = after.unwrap_or(text.string.len() - run.range.end);
            let word = if address.len() + after > width {
                breakable(address)
            } else {
                "x".repeat(address.len())
            };
            whole.string.replace_range(run.range.clone(), &word);
        }
    }
    whole
}

/// As many letters, with hyphens where the address may be broken.
fn breakable(address: &str) -> String {
    let path = address.find("://").map_or(0, |scheme| scheme + 3);
    let letter = |(at, char): (usize, char)| {
        let ends = matches!(char, '/' | '-' | '_') || address[at + 1..].starts_with('%');
        if ends && at >= path { '-' } else { 'x' }
    };
    address.char_indices().map(letter).collect()
}
