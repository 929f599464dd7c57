//! The pictures of a tour's figures, each read when somebody first looks at it.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use lru::LruCache;

use super::Edition;
use crate::tour::raster::Picture;
#[cfg(feature = "images")]
use crate::tour::raster::{FILE_LIMIT, decode};
use crate::tour::{Figure, TourFiles};

/// What pictures may take together, in bytes.
const BOUND: usize = 16 * 1024 * 1024;

/// What came of reading a file. A failure is remembered too.
type Read = Arc<OnceLock<Option<Arc<Picture>>>>;

/// Pictures by their paths; those that were not looked at for the longest time give way.
#[derive(Debug)]
pub(super) struct Album(Mutex<LruCache<Box<str>, Read>>);

impl Default for Album {
    fn default() -> Self {
        Self(Mutex::new(LruCache::unbounded()))
    }
}

impl Album {
    /// The picture at a path. While somebody reads it, others who want it wait, and nobody else does.
    fn get(&self, path: &str, read: impl FnOnce() -> Option<Picture>) -> Option<Arc<Picture>> {
        let slot = {
            let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(held.get_or_insert(path.into(), Read::default))
        };
        let is_new = slot.get().is_none();
        let picture = slot.get_or_init(|| read().map(Arc::new)).clone();
        if is_new {
            self.make_room();
        }
        picture
    }

    /// Lets go of pictures until the others are in the bound; of failures there is nothing to let go.
    fn make_room(&self) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let weight = |read: &Read| Some(read.get()?.as_ref()?.weight());
        let mut sum: usize = held.iter().filter_map(|(_, read)| weight(read)).sum();
        let old_first: Vec<_> = held
            .iter()
            .rev()
            .filter_map(|(path, read)| Some((path.clone(), weight(read)?)))
            .collect();
        let older = old_first.len().saturating_sub(1);
        for (path, weight) in old_first.into_iter().take(older) {
            if sum <= BOUND {
                return;
            }
            held.pop(&path);
            sum -= weight;
        }
    }
}

impl Edition {
    /// The picture of a figure, where it has one that can be read and may be shown today.
    ///
    /// Takes as long as reading its file when it is first asked for, and at most about two seconds.
    pub fn picture(&self, figure: &Figure) -> Option<Arc<Picture>> {
        let path = figure.image.as_deref()?;
        let files = &self.original.files;
        let today = files.assets.today();
        if figure
            .rights
            .as_ref()
            .is_some_and(|rights| rights.have_expired(today))
        {
            return None;
        }
        self.original.album.get(path, || read(files, path))
    }
}

#[cfg(feature = "images")]
fn read(files: &TourFiles, path: &str) -> Option<Picture> {
    let bytes = files.assets.read_up_to(path, FILE_LIMIT).ok()?;
    decode(bytes).ok()
}

/// This program was built without them.
#[cfg(not(feature = "images"))]
fn read(_files: &TourFiles, _path: &str) -> Option<Picture> {
    None
}
