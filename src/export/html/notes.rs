//! The notes of a station: their marks in the text, the notes beside it, and the same over it.

use std::ops::Range;

use maud::{Markup, html};

use crate::export::html::foreign;
use crate::export::html::phrase::{filled, said};
use crate::export::html::prose;
use crate::export::html::sheet::Sheet;
use crate::player::pages::citations::Cited;
use crate::player::scene::Shared;
use crate::tour::{Edition, Mark, MarkKind, Noun, Station};

/// The notes of a station while its page is being set.
pub(crate) struct Notes<'a> {
    notes: Vec<Note<'a>>,
    /// The notes whose marks stand in the passage that is being set, and not in one before.
    waiting: Vec<u16>,
}

struct Note<'a> {
    mark: &'a Mark,
    /// Its words, its citations as the style sets them: in full the first time, then in short.
    paragraphs: Vec<(Shared<'a>, Vec<Range<usize>>)>,
    /// How many marks for it have been set.
    marked: u16,
}

impl<'a> Notes<'a> {
    pub(crate) fn of(edition: &'a Edition, station: &'a Station) -> Self {
        let mut cited = Cited::default();
        let notes = station.marks.iter().map(|mark| Note {
            mark,
            paragraphs: paragraphs(edition, mark, &mut cited),
            marked: 0,
        });
        Self {
            notes: notes.collect(),
            waiting: Vec::new(),
        }
    }

    /// A mark: a link to its note, and where browsers can, a key that lays the note over the text.
    pub(crate) fn mark(&mut self, sheet: &Sheet<'_>, mark: u16) -> Markup {
        let Some(note) = self.notes.get_mut(usize::from(mark)) else {
            return Markup::default();
        };
        note.marked += 1;
        if note.marked == 1 {
            self.waiting.push(mark);
        }
        let again = match note.marked {
            1 => String::new(),
            again => format!("-{again}"),
        };
        let number = mark + 1;
        let label = sheet
            .words()
            .speech
            .note
            .fill(&[("number", &number.to_string())]);
        let at = |kind: &str| sheet.id(&format!("{kind}-{number}"));
        html! {
            sup.mark id=(at("mark") + &again) lang=[sheet.own_tongue()] {
                a href={ "#" (at("note")) } role="doc-noteref" aria-label=(label) { (number) }
                button type="button" popovertarget=(at("over")) aria-label=(label) hidden { (number) }
            }
        }
    }

    /// The notes that stand beside the passage that was set last, and those that can lie over it.
    pub(crate) fn take(&mut self, sheet: &Sheet<'_>) -> Markup {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Markup::default();
        }
        let label = &*sheet.words().notes;
        html! {
            div.notes role="group" aria-label=(label) {
                @for mark in &waiting { (self.beside(sheet, *mark)) }
            }
            @for mark in &waiting { (self.over(sheet, *mark)) }
        }
    }

    fn beside(&self, sheet: &Sheet<'_>, mark: u16) -> Markup {
        let number = mark + 1;
        let words = sheet.words();
        let back = words
            .site
            .back_to_text
            .fill(&[("number", &number.to_string())]);
        html! {
            div.note id=(sheet.id(&format!("note-{number}"))) role="doc-footnote" {
                a.number href={ "#" (sheet.id(&format!("mark-{number}"))) } role="doc-backlink" aria-label=(back) { (number) }
                div { (self.words(sheet, mark)) }
            }
        }
    }

    fn over(&self, sheet: &Sheet<'_>, mark: u16) -> Markup {
        let number = mark + 1;
        let words = sheet.words();
        let over = sheet.id(&format!("over-{number}"));
        let label = words.speech.note.fill(&[("number", &number.to_string())]);
        html! {
            div.over popover id=(over) role="group" aria-label=(label) {
                span.number { (number) }
                div { (self.words(sheet, mark)) }
                button type="button" popovertarget=(over) popovertargetaction="hide" { (&*words.site.close) }
            }
        }
    }

    fn words(&self, sheet: &Sheet<'_>, mark: u16) -> Markup {
        let Some(note) = self.notes.get(usize::from(mark)) else {
            return Markup::default();
        };
        let sources = foreign::cited_at(sheet, &note.mark.kind);
        let titles = foreign::titles(sheet, &sources);
        let last = note.paragraphs.len().saturating_sub(1);
        let sheet = &sheet.speaking(note.lang(sheet));
        html! {
            @for (at, (paragraph, citations)) in note.paragraphs.iter().enumerate() {
                @let tongues = foreign::tongues(sheet, &paragraph.string, &titles, citations);
                p lang=[sheet.tongue] {
                    (prose::set(sheet, paragraph, &tongues, None))
                    @if at == last { @for source in &sources { (to_source(sheet, source)) } }
                }
            }
            @if let MarkKind::Note(id) = &note.mark.kind { (sheet.gap(Noun::Note, id)) }
        }
    }
}

impl Note<'_> {
    /// The language it was written in, where it has not been translated.
    fn lang<'s>(&self, sheet: &Sheet<'s>) -> Option<&'s str> {
        let MarkKind::Note(id) = &self.mark.kind else {
            return None;
        };
        let own = sheet.edition.note(id)?;
        sheet.borrowed_by((Noun::Note, id), own, sheet.original()?.note(id))
    }
}

/// A small link on to a source in the bibliography. Who hears the page hears its name, in its language,
/// which no attribute could tell.
fn to_source(sheet: &Sheet<'_>, id: &str) -> Markup {
    let source = sheet.edition.source(id);
    let title = source.and_then(|source| source.item.get("title"));
    let title = title.and_then(serde_json::Value::as_str).unwrap_or(id);
    let titles = source.map_or_else(Vec::new, |source| foreign::titles_of(sheet, source));
    let lang = titles.iter().find(|(known, _)| *known == title);
    let title = said(lang.map(|(_, lang)| *lang), title);
    let label = filled(&sheet.words().site.to_source, "source", &title);
    html! {
        @if let Some(href) = prose::source(sheet, id) {
            " " a.on lang=[sheet.own_tongue()] href=(href) { span.heard { (label) } span aria-hidden="true" { "→" } }
        }
    }
}

/// The paragraphs of a note, and where in them its citations stand.
fn paragraphs<'a>(
    edition: &'a Edition,
    mark: &'a Mark,
    cited: &mut Cited<'a>,
) -> Vec<(Shared<'a>, Vec<Range<usize>>)> {
    let id = match &mark.kind {
        MarkKind::Citation(citation) => {
            let note = Shared::Counted(cited.note(edition, citation));
            return vec![(note, Vec::new())];
        }
        MarkKind::Note(id) => id,
    };
    let note = edition.note(id);
    let texts = note.map_or(&[][..], |note| note.text.paragraphs.as_slice());
    texts
        .iter()
        .map(|paragraph| cited.placed(edition, &paragraph.text))
        .collect()
}
