//! Auto-play: how long each page stays.

use std::time::Duration;

use crate::player::Visit;
use crate::player::view::Place;
use crate::tour::{Content, Step};

/// The shortest stay.
const LEAST: Duration = Duration::from_secs(4);
/// What a figure or chart takes to look at.
const LOOK: Duration = Duration::from_secs(8);

/// How long the page on screen stays, if auto-play runs and something comes after it.
pub(crate) fn timer(visit: Visit<'_>) -> Option<Duration> {
    let speed = visit.state.autoplay?;
    let Place::Station { station, step } = visit.state.view.place else {
        return None;
    };
    if visit.state.view.pane.is_some() {
        return None;
    }
    let edition = visit.edition();
    let step = edition
        .station(station.into())?
        .steps
        .get(usize::from(step))?;
    let stay = step
        .hold
        .unwrap_or_else(|| reading_time(step, edition.head().reading_speed));
    Some(stay.div_f64(speed.factor()).max(Duration::from_secs(1)))
}

/// Words at `speed` a minute; auto-play waits for nothing that has to be answered.
fn reading_time(step: &Step, speed: u16) -> Duration {
    match &step.content {
        Content::Text(prose)
        | Content::Ask {
            question: prose, ..
        } => {
            let words: usize = prose
                .paragraphs
                .iter()
                .map(|paragraph| paragraph.text.words())
                .sum();
            Duration::from_secs_f64(words as f64 * 60.0 / f64::from(speed.max(1))).max(LEAST)
        }
        Content::Figure(_) | Content::Chart(_) | Content::Choose(_) => LOOK,
    }
}
