//! Keeps the counts of each day in a folder, and loses none for want of a disk.
//!
//! Counts wait in memory and are added to their day's file ten minutes after the first of them, when
//! the day is over, and at the end. Whatever keeps them from being written is told once; they wait
//! and are written when they can be. Programs that count into the same folder take turns.

mod folder;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::Error;
use crate::visits::count::Count;
use crate::visits::day::Day;
use crate::visits::store::folder::{Folder, Kept};
use crate::visits::tally::Tally;

/// How long counts wait for others, so that a card of flash memory is seldom written.
const BATCH: Duration = Duration::from_secs(10 * 60);

/// For how many days counts are kept.
const KEPT: u32 = 400;

/// The counters of one program.
#[derive(Debug)]
pub struct Store {
    folder: Folder,
    /// What is not in the files yet; without a day while the clock has not been set.
    waiting: BTreeMap<Kept, Tally>,
    /// When it is to be written.
    due: Option<Duration>,
    /// The day, when it was asked last.
    today: Option<Day>,
    tidied: Tidied,
    /// What was told of the last attempt to write.
    told: Vec<String>,
}

/// How far the folder was tidied up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tidied {
    Never,
    /// What an earlier program left half written is gone.
    Leftovers,
    /// So are the counts that were too old on this day.
    Old(Day),
}

/// The counts of one file, as they are reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Daily {
    /// `None` for visits of days that the clock did not know.
    pub day: Option<Day>,
    pub tally: Tally,
}

impl Store {
    /// Counters kept in `folder`, which is made when it is not there. Nothing is read or written yet:
    /// the first [`Self::tick`] says whether it can be.
    pub fn open(folder: PathBuf) -> Self {
        Self {
            folder: Folder::new(folder),
            waiting: BTreeMap::new(),
            due: None,
            today: None,
            tidied: Tidied::Never,
            told: Vec::new(),
        }
    }

    /// Counts for today. `now` is any clock that only goes forward; `today` is `None` while it is not
    /// known, and then the counts are those of the day that is known first.
    pub fn add(
        &mut self,
        counts: impl IntoIterator<Item = Count>,
        now: Duration,
        today: Option<Day>,
    ) {
        self.learn(today);
        let mut counts = counts.into_iter().peekable();
        if counts.peek().is_none() {
            return;
        }
        let day = Kept::of(self.today);
        self.waiting.entry(day).or_default().extend(counts);
        self.due.get_or_insert(now + BATCH);
    }

    /// Makes what waits due: somebody looks at the counts.
    pub fn hurry(&mut self, now: Duration) {
        self.due = self.due.map(|due| due.min(now));
    }

    /// Writes what is due, and returns what went wrong for the first time, for the journal: at the
    /// start, when counts waited for ten minutes, and when a day is over. Otherwise it does nothing.
    #[must_use]
    pub fn tick(&mut self, now: Duration, today: Option<Day>) -> Vec<Error> {
        self.learn(today);
        let mut troubles = self.tidy();
        if self.due.is_some_and(|due| due <= now) || self.day_is_over() {
            troubles.extend(self.write());
            self.due = (!self.waiting.is_empty()).then_some(now + BATCH);
        }
        troubles
    }

    /// When [`Self::tick`] has something to write; `None` while there is nothing, so that a program
    /// at rest need not wake up.
    pub fn next_due(&self) -> Option<Duration> {
        let dated = self.waiting.keys().any(|kept| *kept != Kept::Undated);
        self.due.filter(|_| dated)
    }

    /// Writes everything. Counts whose day never became known go into a file of their own.
    #[must_use]
    pub fn close(mut self) -> Vec<Error> {
        let mut troubles = self.tidy();
        let undated = self.waiting.remove(&Kept::Undated);
        // What could not be written before is told once more: now it is lost.
        self.told.clear();
        troubles.extend(self.write());
        if let Some(undated) = undated {
            let added = self.folder.add(Kept::Undated, &undated, &mut troubles);
            troubles.extend(added.err());
        }
        troubles
    }

    /// A day that is not today waits. One that could not be written waits for its turn.
    fn day_is_over(&self) -> bool {
        let is_over = |kept: &Kept| kept.day().is_some_and(|day| Some(day) != self.today);
        self.told.is_empty() && self.waiting.keys().any(is_over)
    }

    /// Which day it is. What was counted before it was known belongs to it.
    fn learn(&mut self, today: Option<Day>) {
        self.today = today.or(self.today);
        if let Some(day) = self.today
            && let Some(undated) = self.waiting.remove(&Kept::Undated)
        {
            self.waiting
                .entry(Kept::On(day))
                .or_default()
                .merge(&undated);
        }
    }

    /// Makes the folder and removes leftovers at the start, and what is too old once a day.
    fn tidy(&mut self) -> Vec<Error> {
        let mut troubles = Vec::new();
        if self.tidied == Tidied::Never {
            troubles.extend(self.folder.prepare().err());
            self.tidied = Tidied::Leftovers;
        }
        if let Some(today) = self.today
            && self.tidied != Tidied::Old(today)
        {
            let oldest = today.before(KEPT);
            self.waiting.retain(|kept, _| !kept.is_before(oldest));
            troubles.extend(self.folder.remove_before(oldest).err());
            self.tidied = Tidied::Old(today);
        }
        troubles
    }

    /// Writes what has a day; what cannot be written waits for another turn.
    fn write(&mut self) -> Vec<Error> {
        let mut troubles = Vec::new();
        for (kept, tally) in std::mem::take(&mut self.waiting) {
            if kept == Kept::Undated {
                self.waiting.insert(kept, tally);
                continue;
            }
            if let Err(error) = self.folder.add(kept, &tally, &mut troubles) {
                self.waiting.insert(kept, tally);
                troubles.push(error);
            }
        }
        self.untold(troubles)
    }

    /// What was not told after the last attempt already.
    fn untold(&mut self, mut troubles: Vec<Error>) -> Vec<Error> {
        let told = troubles.iter().map(ToString::to_string).collect();
        let told: Vec<_> = std::mem::replace(&mut self.told, told);
        troubles.retain(|trouble| !told.contains(&trouble.to_string()));
        troubles
    }
}

/// Reads several folders as if all visits had been counted in one: the newest `days` days of all.
///
/// # Errors
/// When one of the folders cannot be read, or nothing in it can.
pub fn read_all(folders: &[PathBuf], days: u32) -> Result<(Vec<Daily>, Vec<Error>), Error> {
    let (mut sums, mut unreadable) = (BTreeMap::<Kept, Tally>::new(), Vec::new());
    for folder in folders {
        let (dailies, faults) = read(folder, days)?;
        unreadable.extend(faults);
        for daily in dailies {
            let sum = sums.entry(Kept::of(daily.day)).or_default();
            sum.merge(&daily.tally);
        }
    }
    let newest = sums.keys().filter_map(|kept| kept.day()).max();
    let oldest = newest.map(|newest| newest.before(days.saturating_sub(1)));
    sums.retain(|kept, _| oldest.is_none_or(|oldest| !kept.is_before(oldest)));
    let daily = |(kept, tally): (Kept, Tally)| Daily {
        day: kept.day(),
        tally,
    };
    Ok((sums.into_iter().map(daily).collect(), unreadable))
}

/// Reads the newest `days` days of a folder, by the calendar, and what is undated; with what cannot be
/// read of it.
///
/// # Errors
/// When the folder cannot be read, or nothing in it can.
pub fn read(folder: &Path, days: u32) -> Result<(Vec<Daily>, Vec<Error>), Error> {
    let folder = Folder::new(folder.to_owned());
    let (mut read, mut unreadable) = (Vec::new(), Vec::new());
    let kept = folder.kept()?;
    let newest = kept.iter().filter_map(|kept| kept.day()).max();
    let oldest = newest.map(|newest| newest.before(days.saturating_sub(1)));
    let wanted = |kept: &Kept| oldest.is_none_or(|oldest| !kept.is_before(oldest));
    for kept in kept.into_iter().filter(wanted) {
        let day = kept.day();
        match folder.read(kept) {
            Ok(tally) => read.push(Daily { day, tally }),
            Err(error) => unreadable.push(error),
        }
    }
    if !read.is_empty() {
        return Ok((read, unreadable));
    }
    Err(if unreadable.is_empty() {
        folder.holds_nothing()
    } else {
        unreadable.swap_remove(0)
    })
}
