//! What all visitors of a server share: its settings, its tours, and the pages that were made already.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread;

use crate::player::Player;
use crate::serve::config::Config;
use crate::serve::groups::Groups;
use crate::serve::login::plain;
use crate::serve::metrics::Metrics;
use crate::session::{Counts, Look, Stage};
use crate::tour::Tour;

/// The tours on offer; there is at least one.
pub(super) type Tours = Arc<[Arc<Tour>]>;

/// What all visitors of a server share.
#[derive(Debug)]
pub(super) struct House {
    config: RwLock<Arc<Config>>,
    tours: RwLock<Tours>,
    /// Visitors with the same look are on the same stage, so that each frame is made on one of them.
    stages: Vec<Mutex<Stage>>,
    pub(super) metrics: Arc<Metrics>,
    pub(super) groups: Groups,
}

impl House {
    /// A house with so many stages, each of which draws one frame at a time.
    pub(super) fn new(config: Config, tours: Tours, stages: usize, metrics: Arc<Metrics>) -> Self {
        let bytes = config.limits.cache as usize / stages;
        Self {
            stages: (0..stages)
                .map(|_| Mutex::new(Stage::remembering(bytes)))
                .collect(),
            config: RwLock::new(Arc::new(config)),
            tours: RwLock::new(tours),
            metrics,
            groups: Groups::default(),
        }
    }

    pub(super) fn config(&self) -> Arc<Config> {
        Arc::clone(&self.config.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// From now on these settings hold.
    pub(super) fn configure(&self, config: Config) {
        *self.config.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(config);
    }

    pub(super) fn tours(&self) -> Tours {
        Arc::clone(&self.tours.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The id of the tour that a user name means; names have small Latin letters, ids may have others.
    pub(super) fn tour(&self, name: &str) -> Option<String> {
        let tours = self.tours();
        let mut ids = tours.iter().map(|tour| &tour.editions()[0].head().id);
        let id = ids.find(|id| plain(id) == name)?;
        Some(id.clone())
    }

    /// Visits that begin from now on are to these tours. What was made of others is let go.
    pub(super) fn offer(&self, tours: Tours) {
        *self.tours.write().unwrap_or_else(PoisonError::into_inner) = tours;
        for stage in &self.stages {
            locked(stage).forget();
        }
    }

    /// Where a screen with this look is drawn.
    pub(super) fn stage(&self, look: &Look) -> MutexGuard<'_, Stage> {
        let mut hasher = DefaultHasher::new();
        look.hash(&mut hasher);
        let stage = hasher.finish() as usize % self.stages.len();
        locked(&self.stages[stage])
    }

    /// What the stages did and hold, together.
    pub(super) fn counts(&self) -> Counts {
        let counts = self.stages.iter().map(|stage| locked(stage).counts());
        counts.fold(Counts::default(), |all, one| Counts {
            renders: all.renders + one.renders,
            hits: all.hits + one.hits,
            entries: all.entries + one.entries,
            bytes: all.bytes + one.bytes,
        })
    }
}

/// A stage is whole after a panic, too: it draws anew what it has not kept.
fn locked(stage: &Mutex<Stage>) -> MutexGuard<'_, Stage> {
    stage.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Sets every note of these tours, beside everything else, before many visitors wait for it.
pub(super) fn prepare(tours: Tours) {
    thread::spawn(move || {
        for tour in tours.iter() {
            set_notes(tour);
        }
    });
}

fn set_notes(tour: &Arc<Tour>) {
    for edition in tour.editions() {
        let alone: Tours = Arc::new([Arc::clone(tour)]);
        let player = Player::new(alone).in_language(&edition.head().language);
        for station in 0..edition.entries().len() {
            // Making a scene sets every note in it.
            drop(player.at_end_of(station).scene());
        }
        edition.bibliography().rest();
    }
}
