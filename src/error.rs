//! What goes wrong outside a tour's text: files, folders, the network. And the exit codes.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// Exit codes; clap ends with 2 for wrong usage.
pub mod exit {
    /// All went well.
    pub const FINE: u8 = 0;
    /// The tour has errors.
    pub const FAULTY_TOUR: u8 = 1;
    /// What was typed makes no sense.
    pub const WRONG_USAGE: u8 = 2;
    /// A file or the network failed.
    pub const FILE_OR_NETWORK: u8 = 3;
    /// Staff have left the kiosk.
    pub const LEFT_BY_STAFF: u8 = 42;
    /// A bug.
    pub const BUG: u8 = 70;
}

/// An expected failure, said in one line.
#[derive(Debug, Error)]
pub enum Error {
    /// Neither a file nor the id of a built-in tour.
    #[error("there is no tour `{name}`{}", hint.as_ref().map_or(String::new(), |hint| format!("; did you mean `{hint}`?")))]
    NotFound { name: String, hint: Option<String> },
    #[error("{} holds no tour: no tour.toml, no folder with one, and no other .toml file with stations", .path.display())]
    NoTour { path: PathBuf },
    /// Sizes in bytes.
    #[error("{} is too large to be a tour: {}, and the limit is {}", .path.display(), megabytes(*size), megabytes(*limit))]
    TooLarge {
        path: PathBuf,
        size: u64,
        limit: u64,
    },
    /// The line counts from 1, the byte from 0.
    #[error("{} is not UTF-8: line {line} holds a byte that is no character (byte {byte}); save the file as UTF-8", .path.display())]
    NotUtf8 {
        path: PathBuf,
        line: usize,
        byte: usize,
    },
    #[error("{} is not a tour: tours are .toml files, or folders with them", .path.display())]
    NotToml { path: PathBuf },
    #[error("{} is {what}, not a file", .path.display())]
    NotAFile { path: PathBuf, what: &'static str },
    #[error("{} cannot be used as a console font: {why}", .path.display())]
    BadFont { path: PathBuf, why: String },
    #[error("{} is there already; name a new folder, or move that file away", .path.display())]
    Exists { path: PathBuf },
    /// As [`Self::Exists`], where it may be replaced.
    #[error("{} is there already; --force replaces it", .path.display())]
    Kept { path: PathBuf },
    /// A folder for an export that holds what no export wrote.
    #[error("{} holds files that are no earlier export; name another folder, or let --force replace those with the names of new ones", .path.display())]
    OtherFiles { path: PathBuf },
    /// What stands where an export has a file or folder.
    #[error("{} is no {wanted}; move it away", .path.display())]
    InTheWay { path: PathBuf, wanted: &'static str },
    /// Two exports to one folder.
    #[error("another export to {} is at work; try again when it is done", .path.display())]
    AtWork { path: PathBuf },
    /// A picture of a tour, by its path there.
    #[error("cannot show the picture {path}: {why}")]
    Picture { path: String, why: String },
    #[error("cannot {act} {}: {source}", .path.display())]
    Io {
        act: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    /// A day's counts that cannot be read; the line counts from 1.
    #[error("{}:{line}: {what}", .path.display())]
    Counts {
        path: PathBuf,
        line: usize,
        what: String,
    },
    /// As [`Self::Counts`], for a file that new counts were to be added to: it lies under another name.
    #[error("{}:{line}: {what}; it is kept as {}, and counting begins anew", .path.display(), .aside.display())]
    SetAside {
        path: PathBuf,
        line: usize,
        what: String,
        aside: PathBuf,
    },
    #[error("{} holds no counts: no file such as 2026-11-25.csv", .path.display())]
    NoCounts { path: PathBuf },
    /// None of the programs that could speak.
    #[error(
        "cannot speak: there is no {names} on the PATH; Debian has the packages espeak-ng and speech-dispatcher"
    )]
    NoSynthesizer { names: &'static str },
    #[error("cannot speak with {program}: {what}")]
    Speech { program: &'static str, what: String },
    /// An address, or the machine's threads and signals, cannot be used.
    #[error("cannot {act}: {source}")]
    Network { act: String, source: io::Error },
    /// Tours were found, and each has errors.
    #[error("no tour can be shown: {0}")]
    NoneSound(String),
    #[error("cannot use the terminal: {0}")]
    Terminal(io::Error),
    /// What was typed cannot be done, for this reason.
    #[error("{0}")]
    Usage(String),
}

impl Error {
    /// The code to leave with.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => exit::WRONG_USAGE,
            Self::NoneSound(_) => exit::FAULTY_TOUR,
            _ => exit::FILE_OR_NETWORK,
        }
    }
}

/// A size in bytes as megabytes of 1024 by 1024 bytes, rounded up: `8 MB`, `8.1 MB`.
pub(crate) fn megabytes(bytes: u64) -> String {
    let tenths = (u128::from(bytes) * 10).div_ceil(1024 * 1024);
    match tenths % 10 {
        0 => format!("{} MB", tenths / 10),
        tenth => format!("{}.{tenth} MB", tenths / 10),
    }
}
