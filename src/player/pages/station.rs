//! A station: its steps so far, one under the other, and the notes to them.

use crate::markup::{ParagraphKind, Text};
use crate::player::Visit;
use crate::player::pages::citations::Cited;
use crate::player::pages::{citations, guide, line, paragraphs, row};
use crate::player::scene::{Block, NotesPane, SceneNote, Shared, Target};
use crate::player::view::NotesState;
use crate::theme::Role;
use crate::tour::{Answer, Chart, Choice, Content, Figure, Mark, MarkKind, Noun, Status};

/// The station up to and with `step`.
///
/// With the block that each step begins at.
pub(crate) fn blocks(visit: Visit<'_>, station: u16, step: u16) -> (Vec<Block<'_>>, Vec<usize>) {
    let Some(shown) = visit.edition().station(station.into()) else {
        return (Vec::new(), Vec::new());
    };
    let mut blocks = vec![Block::Title(shown.title.as_str().into())];
    let minutes = visit.edition().minutes(station.into()).ceil() as usize;
    let minutes = visit.words().minutes.count(minutes.max(1));
    let facts: Vec<&str> = shown
        .place
        .as_deref()
        .into_iter()
        .chain([minutes.as_str()])
        .collect();
    blocks.push(line(facts.join(" · "), Role::Quiet));
    blocks.extend(translation(visit, shown.untranslated));
    blocks.push(Block::Gap);
    blocks.extend(guide::station(visit, usize::from(station)));
    let mut steps = Vec::with_capacity(shown.steps.len());
    for (index, step) in shown.steps.iter().enumerate().take(usize::from(step) + 1) {
        steps.push(blocks.len());
        blocks.extend(content(visit, station, index as u16, &step.content));
    }
    (blocks, steps)
}

/// Words on a translation that nobody has read, or that is not whole.
fn translation(visit: Visit<'_>, untranslated: bool) -> Vec<Block<'_>> {
    let words = visit.words();
    let draft = visit.edition().head().translation == Some(Status::Draft);
    let draft = draft.then_some(&words.draft_translation);
    let gaps = untranslated.then_some(&words.untranslated);
    let told = draft.into_iter().chain(gaps);
    told.map(|words| line(words, Role::Notice)).collect()
}

fn content<'a>(visit: Visit<'a>, station: u16, step: u16, content: &'a Content) -> Vec<Block<'a>> {
    let edition = visit.edition();
    match content {
        Content::Text(prose) => paragraphs(visit, prose),
        Content::Figure(id) => edition
            .figure(id)
            .map_or_else(Vec::new, |figure| self::figure(visit, figure)),
        Content::Chart(id) => edition
            .chart(id)
            .map_or_else(Vec::new, |chart| self::chart(visit, chart)),
        Content::Ask { question, answers } => {
            let mut blocks = vec![Block::Heading((&visit.words().think).into()), Block::Gap];
            blocks.extend(paragraphs(visit, question));
            blocks.extend(self::answers(visit, station, step, answers));
            blocks
        }
        Content::Choose(choices) => self::choices(visit, choices),
    }
}

/// A figure: its picture, and in words what it shows, its caption, its credit.
pub(crate) fn figure<'a>(visit: Visit<'a>, figure: &'a Figure) -> Vec<Block<'a>> {
    let words = visit.words();
    let picture = Shared::Made(Text::plain(
        words.picture.fill(&[("description", &figure.alt)]),
    ));
    let mut blocks = Vec::with_capacity(5);
    if figure.image.is_some() {
        let edition = visit.edition();
        blocks.push(Block::Picture { edition, figure });
    }
    blocks.push(set_in(picture, Role::Text));
    if let Some(caption) = &figure.caption {
        blocks.push(set_in(citations::set(visit.edition(), caption), Role::Text));
    }
    let credits = figure.credits(words).unwrap_or_default();
    if !credits.is_empty() {
        blocks.push(set_in(Shared::Made(Text::plain(credits)), Role::Quiet));
    }
    let gap = visit.gap(Noun::Figure, &figure.id);
    blocks.extend(gap.map(|gap| line(gap, Role::Notice)));
    blocks.push(Block::Gap);
    blocks
}

/// A paragraph set in from the running text.
fn set_in(text: Shared<'_>, role: Role) -> Block<'_> {
    Block::Paragraph {
        kind: ParagraphKind::Quotation,
        depth: 0,
        role,
        text,
    }
}

pub(crate) fn chart<'a>(visit: Visit<'a>, chart: &'a Chart) -> Vec<Block<'a>> {
    let mut blocks = vec![Block::Chart(chart)];
    if let Some(source) = &chart.source {
        let set = citations::source(visit.edition(), source);
        let text = visit.words().source.fill(&[("source", &set.string)]);
        blocks.push(line(text, Role::Quiet));
    }
    let gap = visit.gap(Noun::Chart, &chart.id);
    blocks.extend(gap.map(|gap| line(gap, Role::Notice)));
    blocks.push(Block::Gap);
    blocks
}

fn answers<'a>(visit: Visit<'a>, station: u16, step: u16, answers: &'a [Answer]) -> Vec<Block<'a>> {
    let given = visit.state.answer(station, step);
    let mut blocks = Vec::new();
    for (index, answer) in answers.iter().enumerate() {
        let target = Target::Answer {
            step,
            answer: index as u16,
        };
        blocks.push(row(target, &answer.label, ""));
        if given == Some(index as u16) {
            blocks.push(Block::Gap);
            blocks.extend(paragraphs(visit, &answer.reply));
        }
    }
    if !answers.is_empty() {
        blocks.push(Block::Gap);
    }
    blocks
}

fn choices<'a>(visit: Visit<'a>, choices: &'a [Choice]) -> Vec<Block<'a>> {
    let words = visit.words();
    let mut blocks = vec![Block::Heading((&words.choose).into()), Block::Gap];
    for choice in choices {
        if let Some(station) = visit.edition().find(&choice.to) {
            blocks.push(row(
                Target::Station {
                    station: station as u16,
                    step: 0,
                },
                &choice.label,
                "",
            ));
        }
    }
    blocks
}

/// The notes of the steps shown.
pub(crate) fn notes(visit: Visit<'_>, station: u16, step: u16) -> NotesPane<'_> {
    let edition = visit.edition();
    let marks = edition
        .station(station.into())
        .map_or(&[][..], |station| &station.marks);
    let mut cited = Cited::default();
    let shown = marks
        .iter()
        .enumerate()
        .take_while(|(_, mark)| mark.step <= step);
    let notes = shown.map(|(at, mark)| SceneNote {
        mark: at as u16,
        paragraphs: note(visit, mark, &mut cited),
    });
    let state = match visit.state.view.notes {
        NotesState::Auto if marks.is_empty() => NotesState::Absent,
        state => state,
    };
    NotesPane {
        notes: notes.collect(),
        state,
    }
}

fn note<'a>(visit: Visit<'a>, mark: &'a Mark, cited: &mut Cited<'a>) -> Vec<Shared<'a>> {
    let edition = visit.edition();
    let id = match &mark.kind {
        MarkKind::Citation(citation) => {
            return vec![Shared::Counted(cited.note(edition, citation))];
        }
        MarkKind::Note(id) => id,
    };
    let Some(note) = edition.note(id) else {
        return Vec::new();
    };
    let texts = note.text.paragraphs.iter();
    let texts = texts.map(|paragraph| cited.set(edition, &paragraph.text));
    let gap = visit.gap(Noun::Note, id);
    let gap = gap.map(|gap| {
        Shared::Made(Text::plain(
            visit.words().signs.aside.fill(&[("text", gap)]),
        ))
    });
    texts.chain(gap).collect()
}
