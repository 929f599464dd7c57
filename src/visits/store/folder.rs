//! The folder of the counts: one file a day, each replaced whole.

#![expect(
    clippy::disallowed_methods,
    reason = "this is where the counters' own files are read and written"
)]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::error::Error;
use crate::visits::csv::{self, Fault};
use crate::visits::day::Day;
use crate::visits::tally::Tally;

/// The largest file that is read, in bytes; the counts of a day are some kilobytes.
const LIMIT: u64 = 8 * 1024 * 1024;

/// How often another program's turn is waited for, and how long each time.
const TURNS: u32 = 25;
const TURN: Duration = Duration::from_millis(10);

/// The file that counts are kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kept {
    On(Day),
    /// The day never became known.
    Undated,
}

/// A folder of counts.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
}

/// Why a file's counts are not to be had.
enum Unread {
    Failed(io::Error),
    Damaged(Fault),
}

impl Kept {
    pub(super) fn of(day: Option<Day>) -> Self {
        day.map_or(Self::Undated, Self::On)
    }

    pub(super) fn day(self) -> Option<Day> {
        match self {
            Self::On(day) => Some(day),
            Self::Undated => None,
        }
    }

    pub(super) fn is_before(self, oldest: Day) -> bool {
        self.day().is_some_and(|day| day < oldest)
    }

    /// What the name of its file begins with.
    fn stem(self) -> String {
        self.day()
            .map_or_else(|| "undated".to_owned(), |day| day.to_string())
    }

    /// The one with this stem.
    fn named(stem: &str) -> Option<Self> {
        if stem == "undated" {
            return Some(Self::Undated);
        }
        Day::read(stem).map(Self::On)
    }
}

/// What a file in the folder is, by its name. Others are left alone.
enum Kind {
    Counts,
    /// Kept because it could not be read.
    Damaged,
    /// Not yet, or never, put in place.
    Unfinished,
}

/// `2026-11-25.csv`, `2026-11-25.csv.damaged`, `2026-11-25.csv.2.damaged`, `.2026-11-25.csv.tmp`.
fn kind(name: &str) -> Option<(Kept, Kind)> {
    let (name, hidden) = name
        .strip_prefix('.')
        .map_or((name, false), |name| (name, true));
    let (stem, end) = name.split_once(".csv")?;
    let kind = match (hidden, end) {
        (true, ".tmp") => Kind::Unfinished,
        (false, "") => Kind::Counts,
        (false, end) if end.ends_with(".damaged") => Kind::Damaged,
        _ => return None,
    };
    Some((Kept::named(stem)?, kind))
}

impl Folder {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Makes the folder, and removes what an earlier program left half written.
    pub(super) fn prepare(&self) -> Result<(), Error> {
        fs::create_dir_all(&self.path)
            .map_err(|source| failed("make the folder", &self.path, source))?;
        self.remove(|_, kind| matches!(kind, Kind::Unfinished))
    }

    /// Removes the counts of earlier days.
    pub(super) fn remove_before(&self, oldest: Day) -> Result<(), Error> {
        self.remove(|kept, _| kept.is_before(oldest))
    }

    /// The files that counts are kept in, the oldest first.
    pub(super) fn kept(&self) -> Result<Vec<Kept>, Error> {
        let names = self
            .names()
            .map_err(|source| failed("read", &self.path, source))?;
        let counts = |name: &String| match kind(name) {
            Some((kept, Kind::Counts)) => Some(kept),
            _ => None,
        };
        let mut kept: Vec<_> = names.iter().filter_map(counts).collect();
        kept.sort_unstable();
        Ok(kept)
    }

    /// The counts of a file.
    pub(super) fn read(&self, kept: Kept) -> Result<Tally, Error> {
        let path = self.file(kept);
        load(&path).map_err(|unread| match unread {
            Unread::Failed(source) => failed("read", &path, source),
            Unread::Damaged(Fault { line, what }) => Error::Counts { path, line, what },
        })
    }

    pub(super) fn holds_nothing(&self) -> Error {
        let path = self.path.clone();
        Error::NoCounts { path }
    }

    /// Adds counts to a file. One that cannot be understood is kept under another name, which is told
    /// in `troubles`. A folder that has gone is made again, though not those above it.
    ///
    /// # Errors
    /// When the counts are not in the file.
    pub(super) fn add(
        &self,
        kept: Kept,
        tally: &Tally,
        troubles: &mut Vec<Error>,
    ) -> Result<(), Error> {
        let path = self.file(kept);
        let write_failed = |source| failed("write", &path, source);
        let turn = self.turn_anew().map_err(write_failed)?;
        let mut all = base(&path, troubles)?;
        all.merge(tally);
        let beside = self.path.join(format!(".{}.csv.tmp", kept.stem()));
        replace(&beside, &path, &csv::write(&all)).map_err(|source| {
            // A full disk has no room for half a file.
            let _ = fs::remove_file(&beside);
            write_failed(source)
        })?;
        // The counts are in the file, even if it is not certain that they would survive a power cut;
        // adding them again would be wrong.
        let synced = turn.map_or(Ok(()), |folder| folder.sync_all());
        troubles.extend(synced.err().map(|source| failed("save", &path, source)));
        Ok(())
    }

    fn file(&self, kept: Kept) -> PathBuf {
        self.path.join(format!("{}.csv", kept.stem()))
    }

    fn names(&self) -> io::Result<Vec<String>> {
        let entries = fs::read_dir(&self.path)?;
        let names = entries.map(|entry| Ok(entry?.file_name().into_string().unwrap_or_default()));
        names.collect()
    }

    /// Removes files of the counters' own.
    fn remove(&self, unwanted: impl Fn(Kept, Kind) -> bool) -> Result<(), Error> {
        let failed = |source| failed("tidy up", &self.path, source);
        let _turn = match self.turn() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            turn => turn.map_err(failed)?,
        };
        for name in self.names().map_err(failed)? {
            if kind(&name).is_some_and(|(kept, kind)| unwanted(kept, kind)) {
                fs::remove_file(self.path.join(name)).map_err(failed)?;
            }
        }
        Ok(())
    }

    /// As [`Self::turn`], in a new folder if need be.
    fn turn_anew(&self) -> io::Result<Option<File>> {
        match self.turn() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir(&self.path)?;
                self.turn()
            }
            turn => turn,
        }
    }

    /// The folder, which no other program counts into until this is dropped; `None` where a folder
    /// cannot be opened as files are.
    fn turn(&self) -> io::Result<Option<File>> {
        if cfg!(not(unix)) {
            return Ok(None);
        }
        let folder = File::open(&self.path)?;
        for _ in 0..TURNS {
            match folder.try_lock() {
                Err(fs::TryLockError::WouldBlock) => thread::sleep(TURN),
                // Some file systems have no locks; nobody shares a folder there.
                Ok(()) | Err(fs::TryLockError::Error(_)) => return Ok(Some(folder)),
            }
        }
        let busy = "another program is writing there";
        Err(io::Error::new(io::ErrorKind::WouldBlock, busy))
    }
}

/// What is in a file that counts are to be added to; nothing if there is none that can be understood.
fn base(path: &Path, troubles: &mut Vec<Error>) -> Result<Tally, Error> {
    match load(path) {
        Ok(before) => return Ok(before),
        Err(Unread::Failed(error)) if error.kind() == io::ErrorKind::NotFound => {}
        Err(Unread::Failed(source)) => return Err(failed("read", path, source)),
        Err(Unread::Damaged(fault)) => {
            let aside = set_aside(path, fault);
            troubles.push(aside.map_err(|source| failed("rename", path, source))?);
        }
    }
    Ok(Tally::default())
}

/// Reads a file of counts; only a plain one, of a bounded size.
fn load(path: &Path) -> Result<Tally, Unread> {
    let bytes = bytes(path).map_err(Unread::Failed)?;
    let damaged = |line, what: &str| {
        let what = what.to_owned();
        Unread::Damaged(Fault { line, what })
    };
    if bytes.len() as u64 > LIMIT {
        return Err(damaged(1, "the file is larger than counts can be"));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.split(|byte| *byte == b'\n').count();
        damaged(line, "expected UTF-8")
    })?;
    csv::read(&text).map_err(Unread::Damaged)
}

/// The bytes of a plain file, and at most one more than the limit.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is not a plain file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LIMIT + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a text beside a file and puts it in its place: whenever the power fails, one of the two is
/// there whole.
fn replace(beside: &Path, path: &Path, text: &str) -> io::Result<()> {
    match fs::remove_file(beside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(beside, path)
}

/// Gives a file that cannot be understood a name that is not taken.
fn set_aside(path: &Path, fault: Fault) -> io::Result<Error> {
    let numbered = |number: u32| match number {
        1 => named(path, "damaged"),
        number => named(path, &format!("{number}.damaged")),
    };
    let mut names = (1..).map(numbered);
    let free = names.find(|name| fs::symlink_metadata(name).is_err());
    let aside = free.unwrap_or_else(|| named(path, "damaged"));
    fs::rename(path, &aside)?;
    let (path, Fault { line, what }) = (path.to_owned(), fault);
    Ok(Error::SetAside {
        path,
        line,
        what,
        aside,
    })
}

/// A file's name with one more ending.
fn named(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn failed(act: &'static str, path: &Path, source: io::Error) -> Error {
    Error::Io {
        act,
        path: path.to_owned(),
        source,
    }
}
