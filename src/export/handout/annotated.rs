//! Texts outside the stations, which have citations and no note marks: on paper they have notes as well.

use crate::export::handout::print::Print;
use crate::export::handout::{Block, Note};
use crate::markup::{Citation, Link, Paragraph, Prose, Run, Text};
use crate::player::pages::citations::Cited;

impl Print<'_> {
    /// Prose whose citations become notes; [`Self::end_notes`] prints them.
    pub(super) fn annotated(&mut self, prose: &Prose) {
        for paragraph in &prose.paragraphs {
            let Paragraph { kind, depth, .. } = *paragraph;
            let text = self.spelled_out(&paragraph.text);
            let text = self.marked(&text);
            self.push(Block::Paragraph { kind, depth, text });
        }
    }

    /// The text with a note mark for each citation.
    fn marked(&mut self, text: &Text) -> Text {
        let (mut made, mut at) = (Text::default(), 0);
        for run in &text.runs {
            made.string.push_str(&text.string[at..run.range.start]);
            at = run.range.end;
            let start = made.string.len();
            let link = match &run.link {
                Some(Link::Citation(citation)) => {
                    made.string.push_str(&self.mark(citation));
                    Some(Link::Mark(0))
                }
                link => {
                    made.string.push_str(&text.string[run.range.clone()]);
                    link.clone()
                }
            };
            made.runs.push(Run {
                range: start..made.string.len(),
                face: run.face,
                link,
            });
        }
        made.string.push_str(&text.string[at..]);
        made
    }

    fn mark(&mut self, citation: &Citation) -> String {
        self.cited.push(citation.clone());
        format!("[{}]", self.noted + self.cited.len())
    }

    /// The notes to what was annotated since the last ones; a source is cited in full the first time.
    pub(super) fn end_notes(&mut self) {
        let citations = std::mem::take(&mut self.cited);
        let mut cited = Cited::default();
        let notes = (self.noted + 1..).zip(&citations);
        let notes = notes.map(|(number, citation)| Note {
            number,
            paragraphs: vec![cited.note(self.edition, citation).as_ref().clone()],
        });
        let notes: Vec<Note> = notes.collect();
        self.noted += notes.len();
        if !notes.is_empty() {
            self.push(Block::Notes(notes));
        }
    }
}
