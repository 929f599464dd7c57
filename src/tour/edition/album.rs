//! The pictures of a tour's figures: how large they are, and the pixels of those that were looked at.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lru::LruCache;

use super::Edition;
use super::plate::{Pixels, Plate};
use crate::tour::Figure;
use crate::tour::raster::Picture;

/// What pixels may take together, in bytes.
const BOUND: usize = 16 * 1024 * 1024;

/// Pictures by their paths.
#[derive(Debug)]
pub(super) struct Album {
    held: Mutex<Held>,
    /// Held by whoever decodes: no two pictures are in memory whole at once.
    decoding: Mutex<()>,
    outcomes: AtomicU32,
}

#[derive(Debug)]
struct Held {
    /// Width and height; `None` for a file that is seen to be no picture by its first bytes.
    sizes: HashMap<Box<str>, Option<(u32, u32)>>,
    /// `None` for one that turned out to be damaged. Those that were not wanted for the longest time
    /// give way.
    pixels: LruCache<Box<str>, Option<Arc<Picture>>>,
}

impl Default for Album {
    fn default() -> Self {
        Self {
            held: Mutex::new(Held {
                sizes: HashMap::new(),
                pixels: LruCache::unbounded(),
            }),
            decoding: Mutex::default(),
            outcomes: AtomicU32::default(),
        }
    }
}

impl Album {
    /// How many times a picture was read or turned out to be damaged: while it is the same, the same is
    /// known of all pictures, or more.
    pub(super) fn outcomes(&self) -> u32 {
        self.outcomes.load(Ordering::Acquire)
    }

    /// The size of the picture at a path, measured when it is first asked for.
    pub(super) fn size(
        &self,
        path: &str,
        measure: impl FnOnce() -> Option<(u32, u32)>,
    ) -> Option<(u32, u32)> {
        let mut held = self.held();
        if let Some(size) = held.sizes.get(path) {
            return *size;
        }
        let size = measure();
        held.sizes.insert(path.into(), size);
        size
    }

    /// What is known of the pixels of the picture at a path; waits for nobody who decodes.
    pub(super) fn pixels(&self, path: &str) -> Pixels {
        match self.held().pixels.get(path) {
            None => Pixels::Unread,
            Some(None) => Pixels::Lost,
            Some(Some(picture)) => Pixels::Read(Arc::clone(picture)),
        }
    }

    /// The picture at a path, decoded unless it is there. That it cannot be is remembered too.
    pub(super) fn read(
        &self,
        path: &str,
        decode: impl FnOnce() -> Option<Picture>,
    ) -> Option<Arc<Picture>> {
        let _alone = self.decoding.lock().unwrap_or_else(PoisonError::into_inner);
        match self.pixels(path) {
            Pixels::Read(picture) => return Some(picture),
            Pixels::Lost => return None,
            Pixels::Unread => {}
        }
        let picture = decode().map(Arc::new);
        let mut held = self.held();
        held.pixels.put(path.into(), picture.clone());
        held.make_room();
        self.outcomes.fetch_add(1, Ordering::Release);
        picture
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// Lets go of pixels until the others are in the bound, but not of those in somebody's hands: they
    /// are on a screen. Of failures there is nothing to let go.
    fn make_room(&mut self) {
        let weigh = |picture: &Option<Arc<Picture>>| picture.as_ref().map(|it| it.weight());
        let mut sum: usize = self
            .pixels
            .iter()
            .filter_map(|(_, picture)| weigh(picture))
            .sum();
        let is_free = |picture: &Option<Arc<Picture>>| {
            picture
                .as_ref()
                .is_some_and(|it| Arc::strong_count(it) == 1)
        };
        let old_first = self.pixels.iter().rev();
        let free: Vec<_> = old_first
            .filter(|(_, picture)| is_free(picture))
            .filter_map(|(path, picture)| Some((path.clone(), weigh(picture)?)))
            .collect();
        for (path, weight) in free {
            if sum <= BOUND {
                return;
            }
            self.pixels.pop(&path);
            sum -= weight;
        }
    }
}

impl Edition {
    /// The picture of a figure, where it has one that may be shown today and whose file begins as a
    /// picture does. Reads that beginning when it is first asked for, and no pixels.
    pub fn plate(&self, figure: &Figure) -> Option<Arc<Plate>> {
        let path = figure.image.as_deref()?;
        let today = self.original.files.assets.today();
        let rights = figure.rights.as_ref();
        if rights.is_some_and(|rights| rights.have_expired(today)) {
            return None;
        }
        Plate::find(&self.original, path).map(Arc::new)
    }

    /// The same with its pixels, where they can be read. Takes as long as reading them when they are
    /// first asked for.
    pub fn picture(&self, figure: &Figure) -> Option<Arc<Picture>> {
        self.plate(figure)?.read()
    }
}
