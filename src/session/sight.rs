//! Everything that a frame is a function of.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use ratatui::layout::Position;

use crate::card::Card;
use crate::layout::{Hit, Page, Piece};
use crate::player::Visit;
use crate::player::extent::Extent;
use crate::player::proof::Proof;
use crate::player::scene::{Scene, Target};
use crate::player::state::State;
use crate::session::Look;
use crate::tour::{Plate, Tour};

/// What a terminal shows or is to show. Two that are equal are drawn alike.
#[derive(Debug, Clone)]
pub(super) struct Sight {
    pub(super) tours: Arc<[Arc<Tour>]>,
    pub(super) proof: Option<Arc<Proof>>,
    pub(super) state: State,
    pub(super) card: Option<Card>,
    pub(super) look: Look,
    /// How much is known of the tours' pictures, where pictures are shown: more of them may be drawn when it
    /// is another.
    pub(super) outcomes: u32,
}

impl PartialEq for Sight {
    fn eq(&self, other: &Self) -> bool {
        self.look == other.look
            && self.outcomes == other.outcomes
            && self.state == other.state
            && self.card == other.card
            && Arc::ptr_eq(&self.tours, &other.tours)
            && match (&self.proof, &other.proof) {
                (Some(one), Some(other)) => Arc::ptr_eq(one, other),
                (one, other) => one.is_none() && other.is_none(),
            }
    }
}

impl Eq for Sight {}

impl Hash for Sight {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        // Cards and proofs are few: those that differ in them alone may share a place.
        self.look.hash(hasher);
        self.state.hash(hasher);
        Arc::as_ptr(&self.tours).cast::<()>().hash(hasher);
    }
}

impl Sight {
    fn visit(&self) -> Visit<'_> {
        Visit {
            tours: &self.tours,
            state: &self.state,
            proof: self.proof.as_deref(),
        }
    }

    pub(super) fn scene(&self) -> Scene<'_> {
        let visit = self.visit();
        let scene = match &self.card {
            Some(card) => card.scene(visit.words(), visit.hands()),
            None => visit.scene(),
        };
        scene.spelled(self.look.profile.glyphs)
    }
}

/// What is known of a page that was laid out.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) extent: Extent,
    pub(super) hits: Vec<Hit>,
    pub(super) awaited: Vec<Arc<Plate>>,
    pub(super) words: usize,
}

impl Seen {
    pub(super) fn of(page: Page<'_>) -> Self {
        let words = |piece: &Piece<'_>| piece.text.split_whitespace().count();
        Self {
            words: page.pieces.iter().map(words).sum(),
            extent: page.extent,
            hits: page.hits,
            awaited: page.awaited,
        }
    }

    /// What a click in this cell of the page means.
    pub(super) fn hit(&self, at: Position) -> Option<&Target> {
        let hit = self.hits.iter().rev().find(|hit| hit.area.contains(at))?;
        Some(&hit.target)
    }

    /// About how many bytes it takes.
    pub(super) fn weight(&self) -> usize {
        size_of::<Self>()
            + size_of_val(self.extent.lines.as_slice())
            + size_of_val(self.extent.targets.as_slice())
            + size_of_val(self.extent.marks.as_slice())
            + size_of_val(self.hits.as_slice())
            + size_of_val(self.awaited.as_slice())
    }
}
