//! What a kiosk keeps on disk, all of it below one folder: the counters, what staff have set, and when
//! it was started, by which crashes are told.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use crate::error::Error;
use crate::file;
use crate::kiosk::kept::Kept;
use crate::library;
use crate::visits::{Count, Counters};

/// Starts within this time before the present one, without an orderly end, are crashes.
const LATELY: u64 = 60;

/// Where Linux tells one start of the machine from another.
const BOOT: &str = "/proc/sys/kernel/random/boot_id";

/// The kiosk's folder; without one nothing is kept.
#[derive(Debug)]
pub(super) struct Books {
    folder: Option<PathBuf>,
    counters: Counters,
    /// The starts of the kiosk within the last minute.
    starts: Vec<Start>,
}

/// A start of the kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Start {
    /// Which start of the machine it was in: others are no crashes of the kiosk.
    boot: String,
    /// Seconds after that.
    after: u64,
}

impl Start {
    fn now() -> Self {
        let boot = library::note(Path::new(BOOT)).unwrap_or_default();
        // The calendar may be wrong until the network is up.
        let after = clock_gettime(ClockId::Boottime).tv_sec.unsigned_abs();
        Self {
            boot: boot.trim().to_owned(),
            after,
        }
    }

    fn read(line: &str) -> Option<Self> {
        let (after, boot) = line.split_once(' ')?;
        Some(Self {
            boot: boot.to_owned(),
            after: after.parse().ok()?,
        })
    }

    fn is_shortly_before(&self, now: &Self) -> bool {
        let before = now.after.checked_sub(self.after);
        self.boot == now.boot && before.is_some_and(|before| before <= LATELY)
    }
}

impl Books {
    /// Opens the folder, which is made where it is missing, and writes down that the kiosk was started.
    pub(super) fn open(folder: Option<PathBuf>, counts: bool) -> Self {
        if let Some(folder) = &folder {
            // Where it cannot be made, the counters tell it.
            let _ = file::make_folder(folder);
            file::remove_unfinished(folder);
        }
        let counted = folder.as_ref().filter(|_| counts);
        let counters = Counters::open(counted.map(|folder| folder.join("visits")));
        let now = Start::now();
        let text = folder
            .as_ref()
            .and_then(|folder| library::note(&folder.join("starts")));
        let text = text.unwrap_or_default();
        let starts = text.lines().filter_map(Start::read);
        let mut starts: Vec<Start> = starts
            .filter(|start| start.is_shortly_before(&now))
            .collect();
        starts.push(now);
        let books = Self {
            folder,
            counters,
            starts,
        };
        let line = |start: &Start| format!("{} {}\n", start.after, start.boot);
        let lines: String = books.starts.iter().map(line).collect();
        // A disk that cannot be written is told when the counters cannot be.
        let _ = books.replace("starts", &lines);
        books
    }

    /// How often the kiosk was started within the last minute and did not end in order.
    pub(super) fn crashes(&self) -> usize {
        self.starts.len() - 1
    }

    /// What staff have set.
    pub(super) fn kept(&self) -> Kept {
        let path = self.folder.as_ref().map(|folder| folder.join("kept.toml"));
        let text = path.and_then(|path| library::note(&path));
        text.map_or_else(Kept::default, |text| Kept::read(&text))
    }

    pub(super) fn keep(&mut self, kept: &Kept) -> Vec<Error> {
        Vec::from_iter(self.replace("kept.toml", &kept.text()).err())
    }

    /// The folder of the counters, where visits are counted.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        self.counters.folder()
    }

    /// The kiosk was started.
    pub(super) fn begin(&mut self, now: Duration) -> Vec<Error> {
        self.count(vec![Count::Restart], now)
    }

    pub(super) fn count(&mut self, counts: Vec<Count>, now: Duration) -> Vec<Error> {
        self.counters.count(counts);
        self.counters.tick(now)
    }

    /// Writes everything now: somebody looks at the counts.
    pub(super) fn write(&mut self, now: Duration) -> Vec<Error> {
        self.counters.write(now)
    }

    /// Writes what has waited long enough.
    pub(super) fn tick(&mut self, now: Duration) -> Vec<Error> {
        self.counters.tick(now)
    }

    /// When something is to be written.
    pub(super) fn due(&self) -> Option<Duration> {
        self.counters.due()
    }

    /// Writes everything; the kiosk ends in order.
    pub(super) fn close(&mut self) {
        // There is nobody left to tell.
        let _ = self.counters.close();
        self.end();
    }

    /// The kiosk ends in order: its start does not count as a crash.
    pub(super) fn end(&self) {
        if let Some(folder) = &self.folder {
            file::remove(&folder.join("starts"));
        }
    }

    fn replace(&self, name: &str, text: &str) -> Result<(), Error> {
        match &self.folder {
            Some(folder) => file::replace(&folder.join(name), text),
            None => Ok(()),
        }
    }
}
