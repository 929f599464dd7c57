//! What stands before the stations: title, content notice, what the tour is about.

use crate::export::handout::print::Print;
use crate::export::handout::{Block, Level};
use crate::export::reader::Reader;
use crate::markup::Text;
use crate::tour::Status;

impl Print<'_> {
    /// The title, then the tour's content notice, then everything else.
    pub(super) fn front(&mut self) {
        let (words, head) = (self.words, self.edition.head());
        self.heading(Level::Title, &*head.title);
        if let Some(subtitle) = &head.subtitle {
            self.line(subtitle);
        }
        if !head.authors.is_empty() {
            let authors = self.authors();
            self.line(words.by.fill(&[("authors", &authors)]));
        }
        if self.reader == Reader::Teacher {
            self.line(&words.handout.teacher);
        }
        if head.translation == Some(Status::Draft) {
            self.line(&words.draft_translation);
        }
        if let Some(notice) = &head.notice {
            self.heading(Level::Part, &words.notice);
            self.annotated(notice);
        }
        if let Some(summary) = &head.summary {
            self.heading(Level::Part, &words.handout.about);
            self.annotated(summary);
        }
        self.end_notes();
        self.noted_in_front = self.noted;
        if self.reader == Reader::Teacher {
            self.timing();
        }
    }

    /// The tour's authors in a row.
    pub(super) fn authors(&self) -> String {
        let authors = self.edition.head().authors.iter();
        self.words.list(authors.map(String::as_str))
    }

    /// How many minutes each station takes, and all of them.
    fn timing(&mut self) {
        let words = self.words;
        self.heading(Level::Part, &words.handout.timing);
        let stations = 0..self.edition.station_count();
        let entries = stations.clone().filter_map(|index| {
            let name = self.station_name(index)?;
            let minutes = self.minutes(index);
            Some(Text::plain(format!(
                "{name}{}{minutes}",
                &*words.signs.dash
            )))
        });
        let mut entries: Vec<Text> = entries.collect();
        let all = stations.map(|index| self.whole_minutes(index)).sum();
        let all = words.minutes.count(all);
        let name = &*words.handout.all_stations;
        let mut sum = Text::plain(format!("{name}{}{all}", &*words.signs.dash));
        sum.embolden_start(name.len());
        entries.push(sum);
        self.push(Block::Entries(entries));
    }

    /// `about 3 minutes`, as the station's screen says it.
    pub(super) fn minutes(&self, station: usize) -> String {
        self.words.minutes.count(self.whole_minutes(station))
    }

    /// Begun minutes, at least one.
    fn whole_minutes(&self, station: usize) -> usize {
        (self.edition.minutes(station).ceil() as usize).max(1)
    }
}
