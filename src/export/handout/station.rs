//! A station on paper: what it is called, its notice, its steps in order, its notes.

use crate::export::handout::print::{Print, filled};
use crate::export::handout::{Block, Level, Note, Table};
use crate::export::reader::Reader;
use crate::markup::{ParagraphKind, Text};
use crate::player::pages::citations::Cited;
use crate::tour::{
    Answer, Chart, ChartKind, Choice, Content, Figure, Mark, MarkKind, Noun, Station, Value,
};

impl Print<'_> {
    /// The station at a place in the tour.
    pub(super) fn station(&mut self, index: usize) {
        let Some(station) = self.edition.station(index) else {
            return;
        };
        self.here = Some(index);
        self.top(index, station);
        self.notice(index, station);
        self.guide(station);
        for step in &station.steps {
            self.step(&step.content);
        }
        self.notes(&station.marks);
        self.noted += station.marks.len();
        self.here = None;
    }

    fn top(&mut self, index: usize, station: &Station) {
        self.heading(Level::Part, format!("{} {}", station.label, station.title));
        let teacher = self.reader == Reader::Teacher;
        let minutes = teacher.then(|| self.minutes(index));
        let facts: Vec<String> = station.place.clone().into_iter().chain(minutes).collect();
        if !facts.is_empty() {
            self.line(facts.join(" · "));
        }
        if station.untranslated {
            self.line(&self.words.untranslated);
        }
    }

    /// What the station contains, and where to go on instead.
    fn notice(&mut self, index: usize, station: &Station) {
        let Some(notice) = &station.notice else {
            return;
        };
        self.heading(Level::Section, &self.words.handout.notice);
        self.prose(&notice.text);
        let skip = notice.skip_to.as_deref();
        let skip = skip
            .and_then(|id| self.edition.find(id))
            .unwrap_or(index + 1);
        if let Some(next) = self.edition.entries().get(skip) {
            let places = [("label", &*next.label), ("title", &next.title)];
            self.line(self.words.handout.skip.fill(&places));
        }
        self.push(Block::Rule);
    }

    /// The notes for the guide: for teachers alone.
    fn guide(&mut self, station: &Station) {
        if self.reader != Reader::Teacher {
            return;
        }
        if let Some(guide) = &station.guide {
            self.heading(Level::Section, &self.words.group.for_guide);
            self.prose(guide);
            self.push(Block::Rule);
        }
    }

    fn step(&mut self, content: &Content) {
        match content {
            Content::Text(prose) => self.prose(prose),
            Content::Figure(id) => {
                if let Some(figure) = self.edition.figure(id) {
                    self.figure(figure);
                }
            }
            Content::Chart(id) => {
                if let Some(chart) = self.edition.chart(id) {
                    self.chart(chart);
                }
            }
            Content::Ask { question, answers } => {
                self.heading(Level::Section, &self.words.think);
                self.prose(question);
                self.answers(answers);
            }
            Content::Choose(choices) => self.choices(choices),
        }
    }

    /// A picture in words; the rights are those to the picture, which is not printed.
    fn figure(&mut self, figure: &Figure) {
        let picture = self.words.picture.fill(&[("description", &figure.alt)]);
        let caption = figure.caption.as_ref().map(|caption| self.text(caption));
        let credits = figure.credits(self.words).map(Text::plain);
        let gap = self.gap(Noun::Figure, &figure.id);
        let lines = [Some(Text::plain(picture)), caption, credits, gap];
        self.push(Block::Figure(lines.into_iter().flatten().collect()));
    }

    fn chart(&mut self, chart: &Chart) {
        let words = self.words;
        let rows = chart.values.iter();
        let rows = rows.map(|value| (value.label.clone(), self.value(value, chart.kind)));
        let source = chart
            .source
            .as_deref()
            .map(|source| filled(&words.source, "source", &self.in_text(source)));
        let gap = self.gap(Noun::Chart, &chart.id);
        self.push(Block::Chart(Table {
            title: words.chart.fill(&[("title", &chart.title)]),
            rows: rows.collect(),
            below: source.into_iter().chain(gap).collect(),
        }));
    }

    fn value(&self, value: &Value, kind: ChartKind) -> String {
        match value.of {
            Some(of) if kind == ChartKind::Share => self.words.share(value.value, of),
            _ => self.words.number(value.value),
        }
    }

    /// Each answer with its reply.
    pub(super) fn answers(&mut self, answers: &[Answer]) {
        for answer in answers {
            self.item(&answer.label, &answer.reply);
        }
    }

    fn choices(&mut self, choices: &[Choice]) {
        self.heading(Level::Section, &self.words.choose);
        for choice in choices {
            let station = self.edition.find(&choice.to);
            let entry = station.and_then(|station| self.edition.entries().get(station));
            if let Some(entry) = entry {
                let places = [
                    ("choice", &*choice.label),
                    ("label", &entry.label),
                    ("title", &entry.title),
                ];
                let words = self.words.handout.go_to.fill(&places);
                self.paragraph(ParagraphKind::Bullet, Text::plain(words));
            }
        }
    }

    /// The notes to the station's marks; a source is cited in full the first time.
    fn notes(&mut self, marks: &[Mark]) {
        let written: Vec<Vec<Text>> = marks.iter().map(|mark| self.written(mark)).collect();
        let mut cited = Cited::default();
        let notes = (0..).zip(marks.iter().zip(&written));
        let notes = notes.map(|(at, (mark, written))| Note {
            number: self.number(at),
            paragraphs: self.note(mark, written, &mut cited),
        });
        let notes: Vec<Note> = notes.collect();
        if !notes.is_empty() {
            self.push(Block::Notes(notes));
        }
    }

    /// The words of a note, their citations not set yet; nothing for a bare citation.
    fn written(&self, mark: &Mark) -> Vec<Text> {
        let note = match &mark.kind {
            MarkKind::Note(id) => self.edition.note(id),
            MarkKind::Citation(_) => None,
        };
        let paragraphs = note.iter().flat_map(|note| &note.text.paragraphs);
        paragraphs
            .map(|paragraph| self.spelled_out(&paragraph.text))
            .collect()
    }

    fn note<'m>(&self, mark: &'m Mark, written: &'m [Text], cited: &mut Cited<'m>) -> Vec<Text> {
        let edition = self.edition;
        match &mark.kind {
            MarkKind::Citation(citation) => vec![cited.note(edition, citation).as_ref().clone()],
            MarkKind::Note(id) => {
                let texts = written.iter();
                let texts = texts.map(|text| cited.set(edition, text).into_text());
                texts.chain(self.gap(Noun::Note, id)).collect()
            }
        }
    }
}
