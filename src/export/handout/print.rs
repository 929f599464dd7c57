//! The handout while it is put together: its blocks so far, and the texts of a tour as paper has them.

use crate::bibliography::Form;
use crate::export::handout::{Block, Level};
use crate::export::reader::Reader;
use crate::markup::link::is_shown;
use crate::markup::{Citation, Cite, Face, Link, Paragraph, ParagraphKind, Prose, Run, Text};
use crate::player::pages::citations;
use crate::tour::{Edition, Noun};
use crate::words::{Phrase, Words};

/// A handout that is being put together.
pub(super) struct Print<'a> {
    pub(super) edition: &'a Edition,
    pub(super) words: &'a Words,
    pub(super) reader: Reader,
    /// The station that is being printed, by its place in the tour.
    pub(super) here: Option<usize>,
    /// How many notes stand before it.
    pub(super) noted: usize,
    /// How many notes stand before the stations.
    pub(super) noted_in_front: usize,
    /// What is cited in texts that are annotated, until their notes are printed.
    pub(super) cited: Vec<Citation>,
    blocks: Vec<Block>,
}

impl<'a> Print<'a> {
    pub(super) fn new(edition: &'a Edition, reader: Reader) -> Self {
        Self {
            edition,
            words: edition.words(),
            reader,
            here: None,
            noted: 0,
            noted_in_front: 0,
            cited: Vec::new(),
            blocks: Vec::new(),
        }
    }

    pub(super) fn into_blocks(self) -> Vec<Block> {
        self.blocks
    }

    pub(super) fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    pub(super) fn heading(&mut self, level: Level, words: impl Into<String>) {
        self.push(Block::Heading(level, words.into()));
    }

    /// A paragraph of plain words.
    pub(super) fn line(&mut self, words: impl Into<String>) {
        self.paragraph(ParagraphKind::Plain, Text::plain(words));
    }

    /// A paragraph that stands in nothing else.
    pub(super) fn paragraph(&mut self, kind: ParagraphKind, text: Text) {
        self.push(Block::Paragraph {
            kind,
            depth: 0,
            text,
        });
    }

    pub(super) fn prose(&mut self, prose: &Prose) {
        for paragraph in &prose.paragraphs {
            let Paragraph { kind, depth, .. } = *paragraph;
            let text = self.text(&paragraph.text);
            self.push(Block::Paragraph { kind, depth, text });
        }
    }

    /// What belongs to a row of a list: a label in bold and a text, whose further paragraphs are set in.
    pub(super) fn item(&mut self, label: &str, prose: &Prose) {
        for (at, paragraph) in prose.paragraphs.iter().enumerate() {
            let mut text = self.text(&paragraph.text);
            let (kind, depth) = match paragraph.kind {
                _ if at == 0 => (ParagraphKind::Bullet, 0),
                ParagraphKind::Plain => (ParagraphKind::Continued, 0),
                kind => (kind, paragraph.depth + 1),
            };
            if at == 0 {
                text.prepend(&self.words.labelled(label, ""));
                text.embolden_start(label.len());
            }
            self.push(Block::Paragraph { kind, depth, text });
        }
    }

    /// A text of the tour as paper has it, with its citations in short: the bibliography has the rest.
    pub(super) fn text(&self, text: &Text) -> Text {
        citations::set_short(self.edition, &self.spelled_out(text)).into_text()
    }

    /// A text with the numbers of its marks in the handout, and where its links lead in words; its
    /// citations are not set yet.
    pub(super) fn spelled_out(&self, text: &Text) -> Text {
        let (mut made, mut at) = (Text::default(), 0);
        for (index, run) in text.runs.iter().enumerate() {
            made.string.push_str(&text.string[at..run.range.start]);
            at = run.range.end;
            self.run(&text.string[run.range.clone()], run, &mut made);
            let goes_on = text.runs.get(index + 1).is_some_and(|next| {
                next.range.start == run.range.end && next.link.is_some() && next.link == run.link
            });
            if !goes_on {
                self.aside(text, index, &mut made);
            }
        }
        made.string.push_str(&text.string[at..]);
        made
    }

    fn run(&self, words: &str, run: &Run, made: &mut Text) {
        let start = made.string.len();
        let link = match &run.link {
            Some(Link::Mark(mark)) => {
                let number = self.number(*mark);
                made.string.extend(["[", &*number.to_string(), "]"]);
                Some(Link::Mark(*mark))
            }
            Some(Link::Address(address)) if is_shown(words, address) => {
                made.string.push_str(words);
                Some(Link::Address(address.clone()))
            }
            Some(citation @ Link::Citation(_)) => {
                made.string.push_str(words);
                Some(citation.clone())
            }
            _ => {
                made.string.push_str(words);
                None
            }
        };
        let run = Run {
            range: start..made.string.len(),
            face: run.face,
            link,
        };
        if run.link.is_some() || run.face != Face::default() {
            made.runs.push(run);
        }
    }

    /// The number of a mark of this station.
    pub(super) fn number(&self, mark: u16) -> usize {
        self.noted + usize::from(mark) + 1
    }

    /// Where the link of a run leads, in parentheses behind it: on paper nothing can be opened.
    fn aside(&self, text: &Text, run: usize, made: &mut Text) {
        let Some(link) = text.runs.get(run).and_then(|run| run.link.as_ref()) else {
            return;
        };
        let words = &text.string[text.runs[run].range.clone()];
        let aside = match link {
            Link::Mark(_) | Link::Citation(_) | Link::Term(_) => return,
            Link::Address(address) if is_shown(words, address) => return,
            Link::Address(address) => address_alone(address),
            Link::Station(id) => self.see(self.edition.find(id)),
            Link::Figure(id) => {
                let shown = self.edition.showings().of(id);
                let is_here = shown.iter().any(|(station, _)| Some(*station) == self.here);
                let elsewhere = shown.first().filter(|_| !is_here);
                self.see(elsewhere.map(|(station, _)| *station))
            }
            Link::Source(id) => self.in_text(id),
        };
        if !aside.string.is_empty() {
            made.string.push(' ');
            made.append(&filled(&self.words.signs.aside, "text", &aside));
        }
    }

    /// `see station 4`; nothing for the station that is being printed.
    fn see(&self, station: Option<usize>) -> Text {
        let elsewhere = station.filter(|station| Some(*station) != self.here);
        let entry = elsewhere.and_then(|station| self.edition.entries().get(station));
        let see = &self.words.handout.see_station;
        Text::plain(entry.map_or_else(String::new, |entry| see.fill(&[("label", &entry.label)])))
    }

    /// A source in short, as it stands inside a sentence.
    pub(super) fn in_text(&self, source: &str) -> Text {
        let cite = Cite {
            source: source.into(),
            prefix: "".into(),
            locator: None,
        };
        let citation = Citation { cites: vec![cite] };
        let set = self.edition.bibliography().in_text(&citation, Form::Short);
        set.as_ref().clone()
    }

    /// Says of something that it has not been translated; nothing if it has.
    pub(super) fn gap(&self, noun: Noun, id: &str) -> Option<Text> {
        let is_gap = self.edition.is_untranslated(noun, id);
        let aside = &self.words.signs.aside;
        is_gap.then(|| Text::plain(aside.fill(&[("text", &self.words.not_translated)])))
    }

    /// A station's number and title.
    pub(super) fn station_name(&self, station: usize) -> Option<String> {
        let entry = self.edition.entries().get(station)?;
        Some(format!("{} {}", entry.label, entry.title))
    }
}

/// An address that leads to itself.
pub(super) fn address_alone(address: &str) -> Text {
    let string = address.strip_prefix("mailto:").unwrap_or(address);
    let run = Run {
        range: 0..string.len(),
        face: Face::default(),
        link: Some(Link::Address(address.into())),
    };
    Text {
        string: string.to_owned(),
        runs: vec![run],
    }
}

/// A phrase with a text in its one place.
pub(super) fn filled(phrase: &Phrase, place: &str, text: &Text) -> Text {
    let words = phrase.fill(&[(place, "\n")]);
    let (before, after) = words.split_once('\n').unwrap_or((&words, ""));
    let mut filled = Text::plain(before);
    filled.append(text);
    filled.string.push_str(after);
    filled
}
