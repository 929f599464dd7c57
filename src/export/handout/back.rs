//! What stands after the stations: the closing, questions, timeline, glossary, bibliography, credits.

use crate::export::handout::print::{Print, address_alone, filled};
use crate::export::handout::{Block, Level};
use crate::export::reader::Reader;
use crate::markup::{ParagraphKind, Text};
use crate::tour::{Content, Event, Figure, Noun, Term};

impl Print<'_> {
    /// The closing ends the tour; what follows is looked up.
    pub(super) fn back(&mut self) {
        self.closing();
        if self.reader == Reader::Teacher {
            self.questions();
        }
        self.timeline();
        self.glossary();
        self.bibliography();
        self.colophon();
    }

    fn closing(&mut self) {
        let words = self.words;
        self.heading(Level::Part, &words.closing);
        self.line(&words.closing_thanks);
        if let Some(address) = &self.edition.head().url {
            let web = filled(&words.on_the_web, "address", &address_alone(address));
            self.paragraph(ParagraphKind::Plain, web);
        }
        if let Some(closing) = &self.edition.head().closing {
            self.heading(Level::Section, &words.read_on);
            self.annotated(closing);
            self.end_notes();
        }
    }

    /// All questions with their replies, for a conversation afterwards; their notes are at the stations.
    fn questions(&mut self) {
        let stations = 0..self.edition.station_count();
        let asking: Vec<usize> = stations.filter(|index| self.asks(*index)).collect();
        if asking.is_empty() {
            return;
        }
        self.heading(Level::Part, &self.words.handout.questions);
        for index in asking {
            self.questions_of(index);
        }
    }

    fn asks(&self, station: usize) -> bool {
        let station = self.edition.station(station);
        let mut steps = station.iter().flat_map(|station| &station.steps);
        steps.any(|step| matches!(step.content, Content::Ask { .. }))
    }

    fn questions_of(&mut self, index: usize) {
        let (Some(name), Some(station)) = (self.station_name(index), self.edition.station(index))
        else {
            return;
        };
        self.heading(Level::Section, name);
        let before = self.noted;
        (self.here, self.noted) = (Some(index), self.notes_before(index));
        for step in &station.steps {
            if let Content::Ask { question, answers } = &step.content {
                self.prose(question);
                self.answers(answers);
            }
        }
        (self.here, self.noted) = (None, before);
    }

    /// How many notes stand before a station.
    fn notes_before(&self, station: usize) -> usize {
        let stations = (0..station).filter_map(|index| self.edition.station(index));
        let marks: usize = stations.map(|station| station.marks.len()).sum();
        self.noted_in_front + marks
    }

    fn timeline(&mut self) {
        let events = self.edition.events().iter().enumerate();
        let events: Vec<Text> = events
            .map(|(index, event)| self.event(index, event))
            .collect();
        self.list(&self.words.timeline, events);
    }

    /// The date and what happened, and below it the station and the source.
    fn event(&self, index: usize, event: &Event) -> Text {
        let words = self.words;
        let date = words.period(&event.date);
        let mut text = self.text(&event.text);
        text.prepend(&format!("{date}{}", &*words.signs.dash));
        text.embolden_start(date.len());
        let station = event
            .station
            .as_deref()
            .and_then(|id| self.edition.find(id));
        let station = station.and_then(|station| self.station_name(station));
        let source = event.source.as_deref().map(|id| self.in_text(id));
        let parts = [
            station.map(Text::plain),
            source,
            self.gap(Noun::Event, &index.to_string()),
        ];
        for (at, part) in parts.iter().flatten().enumerate() {
            text.string.push_str(if at == 0 { "\n" } else { " · " });
            text.append(part);
        }
        text
    }

    fn glossary(&mut self) {
        let terms = self.edition.glossary().iter();
        let terms: Vec<Text> = terms.map(|term| self.term(term)).collect();
        self.list(&self.words.glossary, terms);
    }

    fn term(&self, term: &Term) -> Text {
        let words = self.words;
        let mut text = Text::default();
        for paragraph in &term.meaning.paragraphs {
            if !text.string.is_empty() {
                text.string.push('\n');
            }
            text.append(&self.text(&paragraph.text));
        }
        // A word that came from this language is its own original.
        let original = term.original.as_deref();
        let original = original.filter(|it| it.to_lowercase() != term.term.to_lowercase());
        let name = original.map_or_else(
            || term.term.clone(),
            |original| words.aside(&term.term, original),
        );
        text.prepend(&words.labelled(&name, ""));
        text.embolden_start(term.term.len());
        if let Some(gap) = self.gap(Noun::Term, &term.id) {
            text.string.push(' ');
            text.append(&gap);
        }
        text
    }

    /// All sources, cited or not, in the order of the tour's style.
    fn bibliography(&mut self) {
        let entries = self.edition.bibliography().entries().iter();
        let entries: Vec<Text> = entries.map(|entry| entry.text.clone()).collect();
        self.list(&self.words.bibliography, entries);
    }

    /// Who made the tour and its pictures, and how it may be used.
    fn colophon(&mut self) {
        let (words, head) = (self.words, self.edition.head());
        let authors = (!head.authors.is_empty()).then(|| {
            let authors = self.authors();
            words.text_by.fill(&[("authors", &authors)])
        });
        let licence = head.licence.as_deref();
        let licence = licence.map(|licence| words.licence.fill(&[("licence", licence)]));
        let figures = self.edition.figures().iter();
        let shown = figures.filter(|figure| !self.edition.showings().of(&figure.id).is_empty());
        let pictures = shown.filter_map(|figure| self.picture(figure));
        let own = authors.into_iter().chain(licence).map(Text::plain);
        let entries: Vec<Text> = own.chain(pictures).collect();
        self.list(&words.handout.credits, entries);
    }

    /// A picture by its caption, and who made it.
    fn picture(&self, figure: &Figure) -> Option<Text> {
        let credits = figure.credits(self.words)?;
        let caption = figure.caption.as_ref();
        let mut text =
            caption.map_or_else(|| Text::plain(&*figure.alt), |caption| self.text(caption));
        text.string.push('\n');
        text.string.push_str(&credits);
        Some(text)
    }

    fn list(&mut self, heading: &str, entries: Vec<Text>) {
        if !entries.is_empty() {
            self.heading(Level::Part, heading);
            self.push(Block::Entries(entries));
        }
    }
}
