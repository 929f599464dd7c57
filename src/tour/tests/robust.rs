//! Nothing an editor can do to a file makes the program panic or point outside it.

use proptest::prelude::*;

use super::SOUND;
use crate::diagnostic::human::{Style, render};
use crate::tour::{Tour, TourFiles};

/// Pieces that break things.
const PIECES: [&str; 26] = [
    "\"",
    "\"\"\"",
    "'",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    "\n",
    "\\",
    "\\u20",
    "#",
    "---\n",
    "[^",
    "[@a",
    "](",
    "*",
    "<b>",
    "\u{202e}",
    "я",
    "\r\n",
    "[[station]]\n",
    "[notes]\n",
];

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, usize)>> {
    prop::collection::vec(
        (
            any::<prop::sample::Index>(),
            0..PIECES.len() + 1,
            0..40_usize,
        ),
        1..8,
    )
}

fn broken(changes: &[(prop::sample::Index, usize, usize)]) -> String {
    let mut text: Vec<char> = SOUND.chars().collect();
    for (at, piece, cut) in changes {
        let at = at.index(text.len().max(1)).min(text.len());
        let end = if *piece == PIECES.len() {
            (at + cut).min(text.len())
        } else {
            at
        };
        let piece = PIECES.get(*piece).copied().unwrap_or_default();
        text.splice(at..end, piece.chars());
    }
    text.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_fault_of_a_broken_tour_points_into_it(changes in changes()) {
        let text = broken(&changes);
        let translation = broken(&changes[..changes.len() / 2]);
        let files = TourFiles::from_text("test", text.clone()).with_translation("tour.ru.toml", translation);
        let (_, faults) = Tour::load(files);
        for fault in &faults {
            let Some(place) = &fault.place else { continue };
            prop_assert!(place.file.text.get(place.range.clone()).is_some(), "{fault:?}");
            if let Some((range, _)) = &fault.fix {
                prop_assert!(place.file.text.get(range.clone()).is_some(), "{fault:?}");
            }
        }
        prop_assert_eq!(render(&faults, Style { colour: false, unicode: true, width: 80 }).is_empty(), faults.is_empty());
        let (tour, _) = Tour::open(TourFiles::from_text("test", text));
        if let Some(tour) = tour {
            let edition = &tour.editions()[0];
            for index in 0..edition.station_count() {
                for run in edition.station(index).unwrap().steps.iter().flat_map(|step| match &step.content {
                    crate::tour::Content::Text(prose) => prose.paragraphs.clone(),
                    _ => Vec::new(),
                }).flat_map(|paragraph| paragraph.text.runs.into_iter().map(move |run| (paragraph.text.string.clone(), run))) {
                    prop_assert!(run.0.get(run.1.range.clone()).is_some_and(|words| !words.is_empty()));
                }
            }
            prop_assert!(edition.entries().len() == edition.station_count());
            let _ = (edition.glossary(), edition.figures(), edition.charts(), edition.events(), edition.sources(), edition.citings(), edition.map());
        }
    }
}

/// Files made to be slow to read are read in a moment.
#[test]
fn the_time_is_in_proportion_to_the_size() {
    for hostile in [
        "a = \"\"\"\n[map]\n \\\"\"\"\n".repeat(4000),
        "[".repeat(60_000),
        "a = [\n".repeat(10_000),
        format!(
            "title = 't'\n[[station]]\nid='a'\ntitle='b'\ntext = '''\n{}'''",
            "[^a] ".repeat(20_000)
        ),
        format!(
            "title = 't'\n[[station]]\nid='a'\ntitle='b'\ntext = '''\n{}'''",
            "*a **b [".repeat(10_000)
        ),
        format!(
            "title = 't'\n[[station]]\nid='a'\ntitle='b'\ntext = '''\n{}'''",
            "> ".repeat(5_000)
        ),
        "[[station]]\n".repeat(10_000),
        "a.b.c = 1\n".repeat(10_000),
    ] {
        let size = hostile.len();
        let (_, faults) = Tour::load(TourFiles::from_text("test", hostile));
        assert!(faults.len() <= size, "{faults:?}");
    }
}
