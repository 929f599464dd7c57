//! The counters of a program, for all of its threads.

use std::mem;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::error::Error;
use crate::visits::count::Count;
use crate::visits::day::today;
use crate::visits::store::Store;

/// Counts wait here until [`Self::tick`] gives them to the store, so that counting never waits for a
/// disk. Without a folder nothing is counted. Time is that of any clock that only goes forward.
#[derive(Debug)]
pub struct Counters {
    folder: Option<PathBuf>,
    waiting: Mutex<Vec<Count>>,
    /// `None` without a folder, and once they are closed.
    store: Mutex<Option<Store>>,
}

impl Counters {
    /// Counters kept in `folder`, if anywhere; it is made when the first are given to it.
    pub fn open(folder: Option<PathBuf>) -> Self {
        Self {
            waiting: Mutex::default(),
            store: Mutex::new(folder.clone().map(Store::open)),
            folder,
        }
    }

    /// Where they are kept.
    pub fn folder(&self) -> Option<PathBuf> {
        self.folder.clone()
    }

    /// Counts for today. It reads no clock and no file.
    pub fn count(&self, counts: Vec<Count>) {
        if self.folder.is_some() {
            locked(&self.waiting).extend(counts);
        }
    }

    /// Writes what has waited long enough, and returns what went wrong for the first time, for the
    /// journal. To be called soon after something was counted, and at [`Self::due`]; where there is
    /// nothing to do it does nothing. It may wait for the disk.
    #[must_use]
    pub fn tick(&self, now: Duration) -> Vec<Error> {
        let mut store = locked(&self.store);
        let Some(store) = store.as_mut() else {
            return Vec::new();
        };
        let counts = mem::take(&mut *locked(&self.waiting));
        let due = store.next_due().is_some_and(|due| due <= now);
        if counts.is_empty() && !due {
            return Vec::new();
        }
        let today = today();
        store.add(counts, now, today);
        store.tick(now, today)
    }

    /// Writes everything now: somebody looks at the counts.
    #[must_use]
    pub fn write(&self, now: Duration) -> Vec<Error> {
        let mut troubles = self.tick(now);
        if let Some(store) = locked(&self.store).as_mut() {
            store.hurry(now);
        }
        troubles.extend(self.tick(now));
        troubles
    }

    /// When something is to be written, though nothing more is counted.
    pub fn due(&self) -> Option<Duration> {
        locked(&self.store).as_ref()?.next_due()
    }

    /// Writes everything; from now on nothing is counted.
    #[must_use]
    pub fn close(&self) -> Vec<Error> {
        let Some(mut store) = locked(&self.store).take() else {
            return Vec::new();
        };
        let counts = mem::take(&mut *locked(&self.waiting));
        store.add(counts, Duration::ZERO, today());
        store.close()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::thread;
    use std::time::Duration;

    use super::Counters;
    use crate::visits::{Count, store};

    const BATCH: Duration = Duration::from_secs(600);

    /// How many sessions the files hold.
    fn sessions(folder: &Path) -> u64 {
        let read = store::read(folder, 400).map_or_else(|_| Vec::new(), |(read, _)| read);
        let sessions = read.iter().map(|daily| daily.tally.of(&Count::Session));
        sessions.sum()
    }

    fn fresh() -> (tempfile::TempDir, Counters) {
        let folder = tempfile::tempdir().expect("a folder");
        let counters = Counters::open(Some(folder.path().join("visits")));
        (folder, counters)
    }

    #[test]
    fn what_threads_count_is_written_when_it_is_due() {
        let (folder, counters) = fresh();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        counters.count(vec![Count::Session]);
                    }
                });
            }
        });
        let visits = folder.path().join("visits");
        assert!(counters.tick(Duration::ZERO).is_empty());
        assert_eq!(counters.due(), Some(BATCH));
        assert_eq!(sessions(&visits), 0);
        assert!(counters.tick(BATCH).is_empty());
        assert_eq!((sessions(&visits), counters.due()), (200, None));
    }

    #[test]
    fn whoever_looks_and_whoever_ends_finds_everything_written() {
        let (folder, counters) = fresh();
        let visits = folder.path().join("visits");
        counters.count(vec![Count::Session]);
        assert!(counters.write(Duration::ZERO).is_empty());
        assert_eq!(sessions(&visits), 1);
        counters.count(vec![Count::Session]);
        assert!(counters.close().is_empty());
        assert_eq!(sessions(&visits), 2);
        counters.count(vec![Count::Session]);
        assert!(counters.tick(BATCH).is_empty() && counters.close().is_empty());
        assert_eq!(sessions(&visits), 2);
    }

    #[test]
    fn without_a_folder_nothing_is_counted() {
        let counters = Counters::open(None);
        counters.count(vec![Count::Session]);
        assert!(counters.tick(BATCH).is_empty() && counters.close().is_empty());
        assert_eq!((counters.due(), counters.folder()), (None, None));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told_once() {
        let counters = Counters::open(Some("/proc/no/such/folder".into()));
        counters.count(vec![Count::Session]);
        assert_eq!(counters.tick(Duration::ZERO).len(), 1);
        assert!(counters.tick(Duration::from_secs(1)).is_empty());
    }
}
