//! A station: its steps one under the other, and the ways on.

use maud::{Markup, html};

use crate::export::html::figure;
use crate::export::html::notes::Notes;
use crate::export::html::page::Page;
use crate::export::html::prose;
use crate::export::html::sheet::Sheet;
use crate::export::html::start::lang_of_title;
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
    let facts: Vec<&str> = station
        .place
        .as_deref()
        .into_iter()
        .chain([&*minutes])
        .collect();
    let title = html! {
        span.label { (station.label) } " "
        span.name lang=[lang_of_title(sheet, index)] { (station.title) }
    };
    html! {
        header {
            p.quiet { (here) }
            (sheet.title(title))
            p.quiet { (facts.join(" · ")) }
            @if station.untranslated { p.untranslated { (&*words.untranslated) } }
        }
    }
}

/// A step, by the places of its station and its own.
fn step(sheet: &Sheet<'_>, at: (usize, usize), step: &Step, notes: &mut Notes<'_>) -> Markup {
    let lang = lang(sheet, at, step);
    let kind = match &step.content {
        Content::Text(_) => "text",
        Content::Figure(_) | Content::Chart(_) => "shown",
        Content::Ask { .. } => "ask",
        Content::Choose(_) => "choose",
    };
    html! {
        div.step.(kind) id=(sheet.id(&format!("step-{}", at.1 + 1))) lang=[lang] {
            (content(sheet, at, &step.content, notes))
        }
    }
}

/// The language a step was written in, if it has not been translated.
fn lang<'a>(sheet: &Sheet<'a>, (index, at): (usize, usize), step: &Step) -> Option<&'a str> {
    let station = sheet
        .edition
        .station(index)
        .filter(|station| station.untranslated)?;
    let original = sheet.original()?.station(index)?;
    let is_text = matches!(step.content, Content::Text(_) | Content::Ask { .. });
    let original = original
        .steps
        .get(at)
        .filter(|_| is_text && station.steps.len() == original.steps.len());
    sheet.borrowed(&step.content, original.map(|step| &step.content))
}

fn content(
    sheet: &Sheet<'_>,
    at: (usize, usize),
    content: &Content,
    notes: &mut Notes<'_>,
) -> Markup {
    let local = |id: &str| local(sheet, at, id);
    match content {
        Content::Text(prose) => prose::noted(sheet, prose, notes),
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
            (prose::noted(sheet, question, notes))
            @for answer in answers { (self::answer(sheet, answer, notes)) }
        },
        Content::Choose(choices) => self::choices(sheet, choices),
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

fn answer(sheet: &Sheet<'_>, answer: &Answer, notes: &mut Notes<'_>) -> Markup {
    html! {
        details.answer {
            summary { (answer.label) }
            (prose::noted(sheet, &answer.reply, notes))
        }
    }
}

fn choices(sheet: &Sheet<'_>, choices: &[Choice]) -> Markup {
    html! {
        (sheet.heading(&*sheet.words().choose))
        ul.choices {
            @for choice in choices {
                @if let Some(station) = sheet.edition.find(&choice.to) {
                    li { a.choice href=(sheet.href(Page::Station(station))) { (choice.label) } }
                }
            }
        }
    }
}

/// The stations before and after; one that ends in choices has only these.
fn pager(sheet: &Sheet<'_>, index: usize, station: &Station) -> Markup {
    let words = sheet.words();
    let title = |page: Page| page.title(sheet.edition);
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
                a.previous rel="prev" href=(sheet.href(page)) { (words.site.previous.fill(&[("station", &title(page))])) }
            }
            @if !must_choose {
                a.next rel="next" href=(sheet.href(next)) { (words.site.next.fill(&[("station", &title(next))])) }
            }
        }
    }
}
