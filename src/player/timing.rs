//! Auto-play: how long each page stays, and what comes when its time is over.

use std::time::Duration;

use crate::player::extent::Extent;
use crate::player::view::Place;
use crate::player::{Effect, Player, Visit};
use crate::tour::{Content, LOOK, Step};

/// The shortest stay.
const LEAST: Duration = Duration::from_secs(4);
/// Words in a line of running text, about.
const WORDS_A_LINE: f64 = 11.0;

/// How long the page on screen stays, if auto-play runs and something comes after it.
pub(crate) fn timer(visit: Visit<'_>, seen: &Extent) -> Option<Duration> {
    let factor = visit.state.autoplay?.factor();
    let stay = reading(visit, seen)?;
    Some(stay.div_f64(factor).max(Duration::from_secs(1)))
}

/// How long the step on screen is read, where no pane lies over it.
pub(crate) fn reading(visit: Visit<'_>, seen: &Extent) -> Option<Duration> {
    if visit.state.view.pane.is_some() {
        return None;
    }
    let speed = visit.edition().head().reading_speed;
    Some(stay(visit.step()?, speed, seen.height))
}

/// As the educator says, or as long as its words take to read; no longer than a screen full of
/// words, as a step longer than the screen is shown in several.
fn stay(step: &Step, speed: u16, lines: usize) -> Duration {
    if let Some(hold) = step.hold {
        return hold;
    }
    let words = match &step.content {
        Content::Text(prose)
        | Content::Ask {
            question: prose, ..
        } => prose.words() as f64,
        Content::Figure(_) | Content::Chart(_) => return Duration::from_secs_f32(LOOK),
        Content::Choose(_) => return LEAST,
    };
    let words = words.min(lines.min(200) as f64 * WORDS_A_LINE);
    Duration::from_secs_f64(words * 60.0 / f64::from(speed.max(1))).max(LEAST)
}

impl Player {
    /// Auto-play goes on as Next does, and stops where a decision is due.
    pub(crate) fn tick(&mut self, seen: &Extent) -> Vec<Effect> {
        if self.state.autoplay.is_none() {
            return Vec::new();
        }
        let effects = self.next(seen);
        let reading = matches!(self.state.view.place, Place::Station { .. });
        if !reading || self.must_choose() {
            self.state.autoplay = None;
        }
        effects
    }
}
