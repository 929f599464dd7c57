//! Search: what has been typed, and the places that have it, by kind.

use crate::markup::{Face, Run, Text};
use crate::player::pages::line;
use crate::player::scene::{Block, Shared, Target};
use crate::player::{Visit, gate};
use crate::theme::Role;
use crate::tour::search::{Found, Hit};
use crate::words::{Words, fill};

/// More hits than this are not listed: a longer word finds fewer.
const MOST: usize = 200;

/// The page for `query`.
pub(crate) fn page<'a>(visit: Visit<'a>, query: &str) -> Vec<Block<'a>> {
    let words = visit.words();
    let mut blocks = vec![Block::Title(words.search.into()), Block::Gap];
    if query.trim().is_empty() {
        blocks.push(line(words.search_empty, Role::Quiet));
        return blocks;
    }
    let index = visit.edition().search_index();
    let shown = |found: &Found| allowed(visit, found);
    let hits: Vec<Hit> = index
        .find(query)
        .filter(|hit| shown(&hit.found))
        .take(MOST)
        .collect();
    if hits.is_empty() {
        blocks.push(line(fill(words.search_none, &[query]), Role::Text));
    } else {
        blocks.push(line(
            words.count(words.search_hits, hits.len()),
            Role::Quiet,
        ));
    }
    let mut group = String::new();
    for hit in &hits {
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
        line(words.count(words.search_left_out, count), Role::Notice),
    ]
}

/// Nothing behind a notice is found; a note is behind one if all stations that use it are.
fn allowed(visit: Visit<'_>, found: &Found) -> bool {
    let edition = visit.edition();
    let open = |station: usize| !gate::behind_notice(visit, station);
    match found {
        Found::Step { station, .. } | Found::Note { station, .. } => open(*station),
        Found::Event(event) => {
            let station = edition
                .events()
                .get(*event)
                .and_then(|event| event.station.as_deref());
            station.and_then(|id| edition.find(id)).is_none_or(open)
        }
        Found::Term(_) | Found::Source(_) => true,
    }
}

fn group(visit: Visit<'_>, found: &Found, words: &Words) -> String {
    match found {
        Found::Step { station, .. } => {
            let entry = visit.edition().entries().get(*station);
            entry.map_or_else(String::new, |entry| {
                format!(
                    "{}: {}",
                    fill(words.found_in_station, &[&entry.label]),
                    entry.title
                )
            })
        }
        Found::Note { .. } => words.found_in_note.to_owned(),
        Found::Term(_) => words.found_in_glossary.to_owned(),
        Found::Event(_) => words.found_in_timeline.to_owned(),
        Found::Source(_) => words.found_in_source.to_owned(),
    }
}

fn row<'a>(visit: Visit<'_>, hit: &Hit) -> Block<'a> {
    let edition = visit.edition();
    let target = match &hit.found {
        Found::Step { station, step } | Found::Note { station, step } => Target::Station {
            station: *station as u16,
            step: *step as u16,
        },
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
