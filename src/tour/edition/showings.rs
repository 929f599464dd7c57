//! Where figures, charts and terms stand: the way back from their lists.

use std::collections::HashMap;

use crate::markup::{Link, Prose, Text};
use crate::tour::{Content, Edition, Event, Figure, MarkKind, Station};

/// For each figure or chart the steps that show it, for each term those that speak of it.
///
/// A step is the station's place in the tour and the step's in the station. What a note, a caption or
/// a definition names stands at the steps that the note, the figure or the term stands at.
#[derive(Debug, Default)]
pub struct Showings {
    shown: HashMap<Box<str>, Vec<Step>>,
    named: HashMap<Named, Steps>,
}

type Step = (usize, u16);

/// What can be named in a text, by its id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Named {
    Term(Box<str>),
    Figure(Box<str>),
    Note(Box<str>),
}

/// Where something is named, in the order of the tour.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Steps {
    steps: Vec<Step>,
    /// It is named outside the stations, too: by the tour's summary, its closing, a notice.
    anywhere: bool,
}

impl Showings {
    /// The steps that show a figure or chart, in the order of the tour.
    pub fn of(&self, id: &str) -> &[Step] {
        self.shown.get(id).map_or(&[], Vec::as_slice)
    }

    /// The steps that speak of a term, in the order of the tour.
    pub fn of_term(&self, id: &str) -> &[Step] {
        self.steps(&Named::Term(id.into()))
    }

    /// The steps that a figure or chart belongs to, in the order of the tour: those that show it, and
    /// of one that is shown nowhere those that speak of it. None if it stands open to everyone.
    pub fn around(&self, id: &str) -> &[Step] {
        match self.of(id) {
            [] => self.unless_anywhere(&Named::Figure(id.into())),
            shown => shown,
        }
    }

    /// The steps that a term belongs to, in the order of the tour: those that speak of it. None if it
    /// stands open to everyone.
    pub fn around_term(&self, id: &str) -> &[Step] {
        self.unless_anywhere(&Named::Term(id.into()))
    }

    fn steps(&self, named: &Named) -> &[Step] {
        self.named.get(named).map_or(&[], |found| &found.steps)
    }

    fn unless_anywhere(&self, named: &Named) -> &[Step] {
        let found = self.named.get(named).filter(|found| !found.anywhere);
        found.map_or(&[], |found| &found.steps)
    }

    pub(super) fn add_station(&mut self, index: usize, station: &Station) {
        for (step, content) in (0..).zip(station.steps.iter().map(|step| &step.content)) {
            self.add_step((index, step), content);
        }
        for mark in &station.marks {
            if let MarkKind::Note(note) = &mark.kind {
                self.name(Named::Note(note.clone()), &at((index, mark.step)));
            }
        }
        // Who has not accepted a notice reads it.
        let notice = station.notice.iter();
        notice.for_each(|notice| self.add_prose(&notice.text, &anywhere()));
    }

    fn add_step(&mut self, step: Step, content: &Content) {
        let here = at(step);
        match content {
            Content::Figure(id) | Content::Chart(id) => {
                let shown = self.shown.entry(id.clone()).or_default();
                if shown.last() != Some(&step) {
                    shown.push(step);
                }
            }
            Content::Text(prose) => self.add_prose(prose, &here),
            Content::Ask { question, answers } => {
                self.add_prose(question, &here);
                let replies = answers.iter().map(|answer| &answer.reply);
                replies.for_each(|reply| self.add_prose(reply, &here));
            }
            // Their labels have no links.
            Content::Choose(_) => {}
        }
    }

    /// Everything outside the stations, once all of these have been added.
    pub(super) fn add_rest(&mut self, edition: &Edition) {
        let head = edition.head();
        let texts = [&head.summary, &head.notice, &head.closing];
        for prose in texts.into_iter().flatten() {
            self.add_prose(prose, &anywhere());
        }
        for event in edition.events() {
            self.add_event(edition, event);
        }
        for note in edition.notes() {
            // A note that no mark leads to is printed nowhere.
            let used = self.named.get(&Named::Note(note.id.clone())).cloned();
            if let Some(used) = used {
                self.add_prose(&note.text, &used);
            }
        }
        self.add_lists(edition);
    }

    fn add_event(&mut self, edition: &Edition, event: &Event) {
        let station = event.station.as_deref().and_then(|id| edition.find(id));
        let here = station.map_or_else(anywhere, |station| at((station, 0)));
        self.add_text(&event.text, &here);
    }

    /// What a definition or a caption names stands wherever the term or the figure does; what is then
    /// named nowhere stands open to everyone, and so does what it names.
    fn add_lists(&mut self, edition: &Edition) {
        self.follow(edition);
        let terms = edition.glossary().iter();
        let terms = terms.map(|term| Named::Term(term.id.clone()));
        let figures = edition.figures().iter();
        let figures = figures.map(|figure| Named::Figure(figure.id.clone()));
        for named in terms.chain(figures) {
            self.named.entry(named).or_insert_with(anywhere);
        }
        self.follow(edition);
    }

    /// Goes from terms and figures to what their words name, until there is nothing new.
    fn follow(&mut self, edition: &Edition) {
        for _ in 0..edition.glossary().len() + edition.figures().len() {
            let before = self.named.clone();
            for term in edition.glossary() {
                if let Some(own) = self.named.get(&Named::Term(term.id.clone())).cloned() {
                    self.add_prose(&term.meaning, &own);
                }
            }
            for figure in edition.figures() {
                if let (Some(own), Some(caption)) = (self.own(figure), &figure.caption) {
                    self.add_text(caption, &own);
                }
            }
            if self.named == before {
                return;
            }
        }
    }

    /// Where a figure stands: where it is shown, or else where it is named.
    fn own(&self, figure: &Figure) -> Option<Steps> {
        match self.of(&figure.id) {
            [] => self.named.get(&Named::Figure(figure.id.clone())).cloned(),
            shown => Some(Steps {
                steps: shown.to_vec(),
                anywhere: false,
            }),
        }
    }

    fn add_prose(&mut self, prose: &Prose, steps: &Steps) {
        let texts = prose.paragraphs.iter().map(|paragraph| &paragraph.text);
        texts.for_each(|text| self.add_text(text, steps));
    }

    fn add_text(&mut self, text: &Text, steps: &Steps) {
        let links = text.runs.iter().filter_map(|run| run.link.as_ref());
        for named in links.filter_map(named) {
            self.name(named, steps);
        }
    }

    fn name(&mut self, named: Named, steps: &Steps) {
        let found = self.named.entry(named).or_default();
        found.anywhere |= steps.anywhere;
        found.steps.extend(&steps.steps);
        found.steps.sort_unstable();
        found.steps.dedup();
    }
}

fn at(step: Step) -> Steps {
    Steps {
        steps: vec![step],
        anywhere: false,
    }
}

fn anywhere() -> Steps {
    Steps {
        steps: Vec::new(),
        anywhere: true,
    }
}

fn named(link: &Link) -> Option<Named> {
    match link {
        Link::Term(id) => Some(Named::Term(id.clone())),
        Link::Figure(id) => Some(Named::Figure(id.clone())),
        _ => None,
    }
}
