//! Search: what has been typed, and the places that have it, by kind.

use crate::markup::{Face, Run, Text};
use crate::player::pages::line;
use crate::player::scene::{Block, Shared, Target};
use crate::player::{Visit, gate};
use crate::theme::Role;
use crate::tour::Citing;
use crate::tour::search::{Found, Hit};
use crate::words::Words;

/// More hits than this are not listed: a longer word finds fewer.
const MOST: usize = 200;

/// The page for `query`.
pub(crate) fn page<'a>(visit: Visit<'a>, query: &str) -> Vec<Block<'a>> {
    let words = visit.words();
    let mut blocks = vec![Block::Title((&words.search).into()), Block::Gap];
    if query.trim().is_empty() {
        blocks.push(line(&words.search_empty, Role::Quiet));
        return blocks;
    }
    let index = visit.edition().search_index();
    let shown = |found: &Found| allowed(visit, found);
    let hits: Vec<Hit> = index
        .find(query)
        .filter(|hit| shown(&hit.found))
        .take(MOST + 1)
        .collect();
    blocks.push(line(summary(words, query, hits.len()), Role::Quiet));
    let mut group = String::new();
    for hit in hits.iter().take(MOST) {
        let name = self::group(visit, &hit.found, words);
        if name != group {
            blocks.extend([Block::Gap, Block::Heading(name.clone().into())]);
            group = name;
        }
        blocks.push(row(visit, hit));
    }
    blocks.extend(left_out(visit, words));
    blocks
}

fn summary(words: &Words, query: &str, hits: usize) -> String {
    match hits {
        0 => words.search_none.fill(&[("query", query)]),
        hits if hits > MOST => words.search_many.fill(&[("count", &MOST.to_string())]),
        hits => words.search_hits.count(hits),
    }
}

/// Says how many stations were not searched.
fn left_out(visit: Visit<'_>, words: &Words) -> Vec<Block<'static>> {
    let count = (0..visit.edition().station_count())
        .filter(|station| gate::behind_notice(visit, *station))
        .count();
    if count == 0 {
        return Vec::new();
    }
    vec![
        Block::Gap,
        line(words.search_left_out.count(count), Role::Notice),
    ]
}

/// Nothing behind a notice is found; a note is behind one if all stations that use it are.
fn allowed(visit: Visit<'_>, found: &Found) -> bool {
    let edition = visit.edition();
    let open = |station: usize| !gate::behind_notice(visit, station);
    match found {
        Found::Step { station, .. } => open(*station),
        Found::Note(note) => use_of(visit, *note).is_some(),
        Found::Event(event) => {
            let event = edition.events().get(*event);
            let station = event.and_then(|event| event.station.as_deref());
            let station = station.and_then(|id| edition.find(id));
            station.is_none_or(open)
        }
        Found::Term(term) => {
            let term = edition.glossary().get(*term);
            term.is_some_and(|term| gate::speaks(visit, &term.id))
        }
        Found::Source(_) => true,
    }
}

/// The first mark of a note that may be seen.
fn use_of(visit: Visit<'_>, note: usize) -> Option<Citing> {
    let edition = visit.edition();
    let note = edition.notes().get(note)?;
    let mut uses = edition.citings().uses(&note.id).iter();
    uses.find(|used| !gate::behind_notice(visit, used.station))
        .copied()
}

fn group(visit: Visit<'_>, found: &Found, words: &Words) -> String {
    match found {
        Found::Step { station, .. } => {
            let entry = visit.edition().entries().get(*station);
            entry.map_or_else(String::new, |entry| {
                let name = [("station", &*entry.label), ("title", &entry.title)];
                words.found_in_station.fill(&name)
            })
        }
        Found::Note(_) => words.found_in_note.to_string(),
        Found::Term(_) => words.found_in_glossary.to_string(),
        Found::Event(_) => words.found_in_timeline.to_string(),
        Found::Source(_) => words.found_in_source.to_string(),
    }
}

fn row<'a>(visit: Visit<'_>, hit: &Hit) -> Block<'a> {
    let edition = visit.edition();
    let target = match &hit.found {
        Found::Step { station, step } => Target::Station {
            station: *station as u16,
            step: *step as u16,
        },
        Found::Note(note) => {
            let (station, step) =
                use_of(visit, *note).map_or((0, 0), |used| (used.station, used.step));
            Target::Station {
                station: station as u16,
                step,
            }
        }
        Found::Term(term) => Target::Term(edition.glossary()[*term].id.clone()),
        Found::Event(event) => Target::Event(*event as u16),
        Found::Source(source) => Target::Source(edition.sources()[*source].id.clone()),
    };
    let strong = Run {
        range: hit.at.clone(),
        face: Face {
            strong: true,
            ..Face::default()
        },
        link: None,
    };
    let text = Text {
        string: hit.snippet.clone(),
        runs: vec![strong],
    };
    Block::Row {
        target,
        text: Shared::Made(text),
        detail: "".into(),
        depth: 0,
    }
}
