//! Stations, bibliography, map, timeline, glossary, figures, languages.

use std::borrow::Cow;

use crate::markup::Text;
use crate::player::pages::{citations, line, row, station};
use crate::player::scene::{Block, Shared, Spot, Target};
use crate::player::view::Place;
use crate::player::{Visit, gate};
use crate::theme::Role;
use crate::tour::{Citing, Entry, Event, Noun, Status, Term};
use crate::words::Words;

fn titled(title: &str) -> Vec<Block<'_>> {
    vec![Block::Title(title.into()), Block::Gap]
}

/// The index of the station the visitor is at.
fn here(visit: Visit<'_>) -> Option<usize> {
    match visit.state.view.place {
        Place::Station { station, .. } | Place::Notice(station) => Some(station.into()),
        _ => None,
    }
}

/// Every station with its number, place, and whether it was visited.
pub(crate) fn stations(visit: Visit<'_>) -> Vec<Block<'_>> {
    let mut blocks = titled(&visit.words().stations_title);
    let entries = visit.edition().entries().iter().enumerate();
    blocks.extend(entries.map(|(index, entry)| station_row(visit, index, entry)));
    blocks
}

fn station_row<'a>(visit: Visit<'_>, index: usize, entry: &Entry) -> Block<'a> {
    let target = Target::Station {
        station: index as u16,
        step: 0,
    };
    let name = format!("{}  {}", entry.label, entry.title);
    row(target, name, detail(visit, index, entry))
}

fn detail(visit: Visit<'_>, index: usize, entry: &Entry) -> String {
    let words = visit.words();
    let mut parts: Vec<&str> = entry.place.as_deref().into_iter().collect();
    if here(visit) == Some(index) {
        parts.push(&words.here);
    } else if visit.state.visited.contains(index as u16) {
        parts.push(&words.visited);
    }
    if gate::behind_notice(visit, index) {
        parts.push(&words.has_notice);
    }
    parts.join(" · ")
}

/// The entries as the style sets them, each with the places that cite it.
pub(crate) fn bibliography(visit: Visit<'_>) -> Vec<Block<'_>> {
    let (words, edition) = (visit.words(), visit.edition());
    let mut blocks = titled(&words.bibliography);
    for entry in edition.bibliography().entries() {
        let Some(source) = edition.sources().get(entry.source) else {
            continue;
        };
        let text = Shared::Borrowed(&entry.text);
        blocks.push(Block::Row {
            target: Target::Source(source.id.clone()),
            text,
            detail: Cow::Borrowed(""),
            depth: 0,
        });
        blocks.extend(cited(visit, &source.id));
        blocks.push(Block::Gap);
    }
    or_nothing(visit, blocks)
}

/// One row for each station that cites a source, with its notes' numbers.
fn cited<'a>(visit: Visit<'a>, source: &str) -> Vec<Block<'a>> {
    let (words, edition) = (visit.words(), visit.edition());
    let marks = edition.citings().marks(source);
    let stations = marks.chunk_by(|one, other| one.station == other.station);
    let row = |marks: &[Citing]| {
        let first = marks.first()?;
        let entry = edition.entries().get(first.station)?;
        let numbers: Vec<_> = marks
            .iter()
            .map(|citing| format!("[{}]", citing.mark + 1))
            .collect();
        let place = format!("{} {} {}", entry.label, entry.title, numbers.join(" "));
        Some(Block::Row {
            target: Target::Station {
                station: first.station as u16,
                step: first.step,
            },
            text: Shared::Made(Text::plain(words.cited_at.fill(&[("place", &place)]))),
            detail: Cow::Borrowed(""),
            depth: 1,
        })
    };
    stations.filter_map(row).collect()
}

/// The outline with the stations on it, and the stations as rows.
pub(crate) fn map(visit: Visit<'_>) -> Vec<Block<'_>> {
    let (words, edition) = (visit.words(), visit.edition());
    let mut blocks = titled(&words.map);
    let placed = || {
        edition
            .entries()
            .iter()
            .enumerate()
            .filter_map(|(index, entry)| Some((index, entry, entry.at?)))
    };
    if let Some(map) = edition.map() {
        let stations = placed().map(|(index, entry, at)| Spot {
            at,
            name: Cow::Borrowed(&entry.label),
            here: here(visit) == Some(index),
        });
        let spots = together(stations.collect(), words);
        blocks.extend([Block::Map { map, places: spots }, Block::Gap]);
    } else {
        blocks.extend([line(&words.no_map, Role::Quiet), Block::Gap]);
    }
    blocks.extend(placed().map(|(index, entry, _)| station_row(visit, index, entry)));
    blocks
}

/// Stations at one place share a sign: `2, 4, 6`.
fn together<'a>(spots: Vec<Spot<'a>>, words: &Words) -> Vec<Spot<'a>> {
    let mut places: Vec<Spot<'a>> = Vec::new();
    for spot in spots {
        match places.iter_mut().find(|place| place.at == spot.at) {
            Some(place) => {
                place.name = words.list([&*place.name, &*spot.name]).into();
                place.here |= spot.here;
            }
            None => places.push(spot),
        }
    }
    places
}

/// The events in order; what stands behind a notice is left out.
pub(crate) fn timeline(visit: Visit<'_>) -> Vec<Block<'_>> {
    let (words, edition) = (visit.words(), visit.edition());
    let mut blocks = titled(&words.timeline);
    for (index, event) in edition.events().iter().enumerate() {
        let station = event.station.as_deref().and_then(|id| edition.find(id));
        if station.is_none_or(|station| !gate::behind_notice(visit, station)) {
            blocks.push(self::event(visit, index, event, station));
        }
    }
    or_waiting(visit, blocks)
}

fn event<'a>(
    visit: Visit<'a>,
    index: usize,
    event: &'a Event,
    station: Option<usize>,
) -> Block<'a> {
    let (words, edition) = (visit.words(), visit.edition());
    let mut text = citations::set(edition, &event.text).into_text();
    text.prepend(&(words.period(&event.date) + &words.signs.dash));
    let mut detail = Vec::new();
    if let Some(entry) = station.and_then(|station| edition.entries().get(station)) {
        detail.push(format!("{} {}", entry.label, entry.title));
    }
    if let Some(source) = &event.source {
        let set = citations::source(edition, source);
        detail.push(set.string.clone());
    }
    let gap = visit.gap(Noun::Event, &index.to_string());
    detail.extend(gap.map(str::to_owned));
    Block::Row {
        target: Target::Event(index as u16),
        text: Shared::Made(text),
        detail: detail.join(" · ").into(),
        depth: 0,
    }
}

/// The terms in order.
pub(crate) fn glossary(visit: Visit<'_>) -> Vec<Block<'_>> {
    let words = visit.words();
    let mut blocks = titled(&words.glossary);
    let terms = visit.edition().glossary().iter();
    for term in terms.filter(|term| gate::speaks(visit, &term.id)) {
        blocks.extend([self::term(visit, term), Block::Gap]);
    }
    or_waiting(visit, blocks)
}

fn term<'a>(visit: Visit<'a>, term: &'a Term) -> Block<'a> {
    let mut text = Text::default();
    for paragraph in &term.meaning.paragraphs {
        text.append(&citations::set_short(visit.edition(), &paragraph.text));
    }
    let words = visit.words();
    let original = term.original.as_deref();
    // A word that came from this language is its own original.
    let name = original
        .filter(|it| it.to_lowercase() != term.term.to_lowercase())
        .map_or_else(
            || term.term.clone(),
            |original| words.aside(&term.term, original),
        );
    text.prepend(&words.labelled(&name, ""));
    text.embolden_start(term.term.len());
    Block::Row {
        target: Target::Term(term.id.clone()),
        text: Shared::Made(text),
        detail: visit.gap(Noun::Term, &term.id).unwrap_or_default().into(),
        depth: 0,
    }
}

/// The figures and charts that may be seen.
pub(crate) fn figures(visit: Visit<'_>) -> Vec<Block<'_>> {
    let (words, edition) = (visit.words(), visit.edition());
    let mut blocks = titled(&words.figures);
    let figures = edition.figures().iter();
    for figure in figures.filter(|figure| gate::shows(visit, &figure.id)) {
        let name = figure
            .caption
            .as_ref()
            .map_or(figure.alt.as_str(), |caption| &caption.string);
        let name = words.figure.fill(&[("title", name)]);
        blocks.push(row(Target::Figure(figure.id.clone()), name, ""));
        blocks.extend(station::figure(visit, figure));
    }
    let charts = edition.charts().iter();
    for chart in charts.filter(|chart| gate::shows(visit, &chart.id)) {
        let name = words.chart.fill(&[("title", &chart.title)]);
        blocks.push(row(Target::Figure(chart.id.clone()), name, ""));
        blocks.extend(station::chart(visit, chart));
    }
    or_waiting(visit, blocks)
}

/// A list without rows says so.
fn or_nothing<'a>(visit: Visit<'_>, mut blocks: Vec<Block<'a>>) -> Vec<Block<'a>> {
    if !blocks
        .iter()
        .any(|block| matches!(block, Block::Row { .. }))
    {
        blocks.push(line(&visit.words().nothing_here, Role::Quiet));
    }
    blocks
}

/// The same for a list that leaves out what stands behind a notice: that is said too.
fn or_waiting<'a>(visit: Visit<'_>, blocks: Vec<Block<'a>>) -> Vec<Block<'a>> {
    let mut stations = 0..visit.edition().station_count();
    if !stations.any(|station| gate::behind_notice(visit, station)) {
        return or_nothing(visit, blocks);
    }
    let notice = [Block::Gap, line(&visit.words().waits, Role::Notice)];
    blocks.into_iter().chain(notice).collect()
}

/// The languages of the tour, each by its own name.
pub(crate) fn languages(visit: Visit<'_>) -> Vec<Block<'_>> {
    let words = visit.words();
    let mut blocks = titled(&words.languages);
    for (index, edition) in visit.editions().iter().enumerate() {
        let head = edition.head();
        let draft = head.translation == Some(Status::Draft);
        // Who looks for a language reads that one.
        let detail = draft.then(|| &*edition.words().draft_translation);
        let name = edition.language_name();
        let target = Target::Language(index as u8);
        blocks.push(row(target, name, detail.unwrap_or_default()));
    }
    blocks
}
