//! A station: its steps one under the other, and the ways on.

use maud::{Markup, html};

use crate::export::html::figure;
use crate::export::html::notes::Notes;
use crate::export::html::page::Page;
use crate::export::html::phrase::{filled, joined, said};
use crate::export::html::prose;
use crate::export::html::sheet::Sheet;
use crate::markup::Prose;
use crate::tour::{Answer, Choice, Content, Station, Step};

/// The page of a station.
pub(crate) fn station(sheet: &Sheet<'_>, index: usize, station: &Station) -> Markup {
    let mut notes = Notes::of(sheet.edition, station);
    html! {
        article.station {
            (head(sheet, index, station))
            @for (at, step) in station.steps.iter().enumerate() {
                (self::step(sheet, (index, at), step, &mut notes))
            }
        }
        (pager(sheet, index, station))
    }
}

fn head(sheet: &Sheet<'_>, index: usize, station: &Station) -> Markup {
    let words = sheet.words();
    let count = sheet.edition.station_count().to_string();
    let here = words
        .station_of
        .fill(&[("station", &(index + 1).to_string()), ("count", &count)]);
    let minutes = sheet.edition.minutes(index).ceil() as usize;
    let minutes = words.minutes.count(minutes.max(1));
    let place = station.place.as_deref();
    let place = place.map(|place| said(sheet.lang_of_place(index), place));
    let facts: Vec<Markup> = place.into_iter().chain([html! { (minutes) }]).collect();
    let title = html! {
        span.label { (station.label) } " "
        span.name lang=[sheet.lang_of_title(index)] { (station.title) }
    };
    html! {
        header {
            p.quiet { (here) }
            (sheet.title(title))
            p.quiet { (joined(" · ", &facts)) }
            @if station.untranslated { p.untranslated { (&*words.untranslated) } }
        }
    }
}

/// A step, by the places of its station and its own.
fn step(sheet: &Sheet<'_>, at: (usize, usize), step: &Step, notes: &mut Notes<'_>) -> Markup {
    let kind = match &step.content {
        Content::Text(_) => "text",
        Content::Figure(_) | Content::Chart(_) => "shown",
        Content::Ask { .. } => "ask",
        Content::Choose(_) => "choose",
    };
    html! {
        div.step.(kind) id=(sheet.id(&format!("step-{}", at.1 + 1))) {
            (content(sheet, at, &step.content, notes))
        }
    }
}

fn content(
    sheet: &Sheet<'_>,
    at: (usize, usize),
    content: &Content,
    notes: &mut Notes<'_>,
) -> Markup {
    let local = |id: &str| local(sheet, at, id);
    let original = sheet.original_step(at);
    match content {
        Content::Text(text) => prose(sheet, text, original.and_then(text_of), notes),
        Content::Figure(id) => sheet
            .edition
            .figure(id)
            .map_or_else(Markup::default, |figure| {
                figure::figure(sheet, figure, local(id).as_deref())
            }),
        Content::Chart(id) => sheet
            .edition
            .chart(id)
            .map_or_else(Markup::default, |chart| {
                figure::chart(sheet, chart, local(id).as_deref())
            }),
        Content::Ask { question, answers } => html! {
            (sheet.heading(&*sheet.words().think))
            (prose(sheet, question, original.and_then(text_of), notes))
            @for (at, answer) in answers.iter().enumerate() {
                (self::answer(sheet, answer, original.and_then(|it| answers_of(it).get(at)), notes))
            }
        },
        Content::Choose(choices) => self::choices(sheet, choices, original),
    }
}

/// Prose in the language it is in.
fn prose(
    sheet: &Sheet<'_>,
    prose: &Prose,
    original: Option<&Prose>,
    notes: &mut Notes<'_>,
) -> Markup {
    let lang = sheet.borrowed_prose(prose, original);
    prose::noted(&sheet.speaking(lang), prose, notes)
}

fn text_of(content: &Content) -> Option<&Prose> {
    match content {
        Content::Text(text) | Content::Ask { question: text, .. } => Some(text),
        _ => None,
    }
}

fn answers_of(content: &Content) -> &[Answer] {
    match content {
        Content::Ask { answers, .. } => answers,
        _ => &[],
    }
}

fn choices_of(content: &Content) -> &[Choice] {
    match content {
        Content::Choose(choices) => choices,
        _ => &[],
    }
}

/// The name of a figure or chart, where it stands for the first time.
fn local(sheet: &Sheet<'_>, (index, at): (usize, usize), id: &str) -> Option<String> {
    let shown = sheet.edition.showings().of(id);
    let first = shown.iter().find(|(station, _)| *station == index)?;
    let is_first = usize::from(first.1) == at;
    is_first
        .then(|| prose::figure_name(sheet.edition, id))
        .flatten()
}

fn answer(
    sheet: &Sheet<'_>,
    answer: &Answer,
    original: Option<&Answer>,
    notes: &mut Notes<'_>,
) -> Markup {
    let lang = sheet.borrowed(&answer.label, original.map(|it| &it.label));
    html! {
        details.answer {
            summary lang=[lang] { (answer.label) }
            (prose(sheet, &answer.reply, original.map(|it| &it.reply), notes))
        }
    }
}

fn choices(sheet: &Sheet<'_>, choices: &[Choice], original: Option<&Content>) -> Markup {
    html! {
        (sheet.heading(&*sheet.words().choose))
        ul.choices {
            @for (at, choice) in choices.iter().enumerate() {
                @let original = original.and_then(|it| choices_of(it).get(at));
                @let lang = sheet.borrowed(&choice.label, original.map(|it| &it.label));
                @if let Some(station) = sheet.edition.find(&choice.to) {
                    li { a.choice lang=[lang] href=(sheet.href(Page::Station(station))) { (choice.label) } }
                }
            }
        }
    }
}

/// The stations before and after; one that ends in choices has only these.
fn pager(sheet: &Sheet<'_>, index: usize, station: &Station) -> Markup {
    let words = sheet.words();
    let name = |page: Page| sheet.name(page);
    let previous = index.checked_sub(1).map(Page::Station);
    let must_choose = matches!(
        station.steps.last().map(|step| &step.content),
        Some(Content::Choose(_))
    );
    let next = if index + 1 < sheet.edition.station_count() {
        Page::Station(index + 1)
    } else {
        Page::Closing
    };
    html! {
        nav.pager aria-label={ (&*words.stations_title) (&*words.signs.colon) (station.label) } {
            @if let Some(page) = previous {
                a.previous rel="prev" href=(sheet.href(page)) { (filled(&words.site.previous, "station", &name(page))) }
            }
            @if !must_choose {
                a.next rel="next" href=(sheet.href(next)) { (filled(&words.site.next, "station", &name(next))) }
            }
        }
    }
}
