//! Finds tours and reads their files; nothing else in the program opens a tour's file.
//!
//! Only plain files of a bounded size are read, and none outside the tour's folder.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the module that reads tours"
)]

mod built_in;
mod clock;
mod folder;
pub(crate) mod offer;
pub mod watch;

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostic::SourceFile;
use crate::diagnostic::suggestion::nearest;
use crate::error::Error;
use crate::tour::{TourFiles, is_language};
use crate::words::catalogue_language;

use folder::Folder;

/// What a name on the command line stands for.
#[derive(Debug)]
pub enum Found {
    /// A tour of the program's own, without faults.
    BuiltIn(TourFiles),
    Tour(TourFiles),
    /// A folder of tours, by the names of their folders or files; at least one can be read.
    Lobby {
        tours: Vec<TourFiles>,
        unreadable: Vec<Error>,
    },
}

/// The largest text that is read, in bytes.
pub const TEXT_LIMIT: u64 = 8 * 1024 * 1024;

/// The largest file of the program's own, in bytes.
const NOTE_LIMIT: u64 = 64 * 1024;

/// The tour that is played when none is named.
pub const DEFAULT: &str = "karlag";

/// Where what was asked for lies.
enum Located {
    BuiltIn(TourFiles),
    /// The tour's own file, or a translation beside it.
    Tour(PathBuf),
    /// The own files of the tours of a folder.
    Lobby(Vec<PathBuf>),
}

/// Finds what was asked for: a .toml file, a folder with `tour.toml`, a folder of such folders and
/// of tours in single files, or the id of a built-in tour; nothing stands for the built-in tour.
///
/// # Errors
/// When nothing is found, or what is found cannot or must not be read.
pub fn find(wanted: Option<&Path>) -> Result<Found, Error> {
    match locate(wanted)? {
        Located::BuiltIn(files) => Ok(Found::BuiltIn(files)),
        Located::Tour(path) => lone(&path).map(Found::Tour),
        Located::Lobby(mains) => lobby(mains),
    }
}

/// Every tour that these names stand for, each once, with what can be read of it; and why the rest
/// cannot be read.
///
/// Of several names, files that are no .toml are passed over: `tours/*` names pictures too.
pub fn gather<'a>(
    wanted: impl IntoIterator<Item = Option<&'a Path>>,
) -> (Vec<TourFiles>, Vec<Error>) {
    let (mut tours, mut unreadable) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    let wanted: Vec<_> = wanted.into_iter().collect();
    let several = wanted.len() > 1;
    for wanted in wanted {
        let mains = match locate(wanted) {
            Ok(Located::BuiltIn(files)) => {
                if seen.insert(PathBuf::from(&files.main.name)) {
                    tours.push(files);
                }
                continue;
            }
            Ok(Located::Tour(path)) => vec![translates(&path).unwrap_or(path)],
            Ok(Located::Lobby(mains)) => mains,
            Err(Error::NotToml { .. }) if several => continue,
            Err(error) => {
                unreadable.push(error);
                continue;
            }
        };
        for main in mains {
            // The same tour may be named by its folder, its file and its translations.
            if seen.insert(fs::canonicalize(&main).unwrap_or_else(|_| main.clone())) {
                tours.extend(readable(&main, &mut unreadable));
            }
        }
    }
    (tours, unreadable)
}

fn locate(wanted: Option<&Path>) -> Result<Located, Error> {
    let Some(path) = wanted else {
        return built_in(DEFAULT);
    };
    match look(path) {
        Ok(kind) if kind.is_dir() => folder(path),
        // A catalogue belongs to the tour it lies beside.
        Ok(_) if catalogue_language(path).is_some() => folder(&folder_of(path)),
        Ok(kind) if kind.is_file() && path.extension().is_none_or(|it| it != "toml") => {
            Err(Error::NotToml {
                path: path.to_owned(),
            })
        }
        Ok(_) => Ok(Located::Tour(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => built_in(&path.to_string_lossy()),
        Err(source) => Err(Error::Io {
            act: "open",
            path: path.to_owned(),
            source,
        }),
    }
}

/// The ids of the built-in tours.
pub fn built_in_ids() -> impl Iterator<Item = &'static str> {
    built_in::TOURS.iter().map(|tour| tour.id)
}

fn built_in(id: &str) -> Result<Located, Error> {
    let tour = built_in::TOURS.iter().find(|tour| tour.id == id);
    tour.map(|tour| Located::BuiltIn(tour.files()))
        .ok_or_else(|| Error::NotFound {
            name: id.to_owned(),
            hint: nearest(id, built_in_ids()).map(str::to_owned),
        })
}

/// A folder with `tour.toml`, or one of tours. No deeper: so links in a circle do no harm.
fn folder(path: &Path) -> Result<Located, Error> {
    let main = path.join("tour.toml");
    if look(&main).is_ok() {
        return Ok(Located::Tour(main));
    }
    let mut entries = entries(path)?;
    entries.sort();
    let (mut mains, files) = (folders(&entries), lone_files(&entries));
    let is_alone = mains.is_empty() && files.len() == 1;
    mains.extend(files.into_iter().filter(|file| is_alone || is_tour(file)));
    match mains.as_slice() {
        [] => Err(Error::NoTour {
            path: path.to_owned(),
        }),
        [one] if one.parent() == Some(path) => Ok(Located::Tour(one.clone())),
        _ => {
            mains.sort();
            Ok(Located::Lobby(mains))
        }
    }
}

/// The tours that can be read of these, and why the others cannot; an error when none can.
fn lobby(mains: Vec<PathBuf>) -> Result<Found, Error> {
    let (mut tours, mut unreadable) = (Vec::new(), Vec::new());
    for main in mains {
        match lone(&main) {
            Ok(tour) => tours.push(tour),
            Err(error) => unreadable.push(error),
        }
    }
    if tours.is_empty() && !unreadable.is_empty() {
        return Err(unreadable.swap_remove(0));
    }
    Ok(Found::Lobby { tours, unreadable })
}

/// The `tour.toml` of each folder that has one.
fn folders(entries: &[PathBuf]) -> Vec<PathBuf> {
    entries
        .iter()
        .filter(|entry| is_visible(entry, fs::Metadata::is_dir))
        .map(|folder| folder.join("tour.toml"))
        .filter(|main| look(main).is_ok())
        .collect()
}

/// The .toml files that are no translation of another and no catalogue of words.
fn lone_files(entries: &[PathBuf]) -> Vec<PathBuf> {
    let is_toml = |entry: &&PathBuf| entry.extension().is_some_and(|it| it == "toml");
    entries
        .iter()
        .filter(is_toml)
        .filter(|entry| is_visible(entry, fs::Metadata::is_file))
        .filter(|entry| translates(entry).is_none() && catalogue_language(entry).is_none())
        .cloned()
        .collect()
}

/// Other programs have .toml files too; one that cannot be read is told rather than passed over.
fn is_tour(file: &Path) -> bool {
    let is_station = |line: &str| line.trim_start().starts_with("[[station");
    text(file).map_or(true, |file| file.text.lines().any(is_station))
}

/// The tour of a file, or for a translation, the one it stands beside.
fn lone(path: &Path) -> Result<TourFiles, Error> {
    let main = translates(path).unwrap_or_else(|| path.to_owned());
    let (tour, mut unreadable) = tour(&main)?;
    unreadable.pop().map_or(Ok(tour), Err)
}

/// What can be read of a tour, if its own file can.
fn readable(main: &Path, unreadable: &mut Vec<Error>) -> Option<TourFiles> {
    match tour(main) {
        Ok((tour, errors)) => {
            unreadable.extend(errors);
            Some(tour)
        }
        Err(error) => {
            unreadable.push(error);
            None
        }
    }
}

/// Reads a tour by its own file; and why translations of it cannot be read.
fn tour(main: &Path) -> Result<(TourFiles, Vec<Error>), Error> {
    let folder = folder_of(main);
    let mut beside = entries(&folder)?;
    beside.sort();
    let file = text(main)?;
    let mut unreadable = Vec::new();
    let mut texts = |belongs: fn(&Path, &Path) -> bool| {
        let files = beside.iter().filter(|entry| belongs(main, entry));
        let read =
            files.map(|entry| text(&main.with_file_name(entry.file_name().unwrap_or_default())));
        let (found, errors): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
        unreadable.extend(errors.into_iter().filter_map(Result::err));
        found.into_iter().filter_map(Result::ok).collect()
    };
    let tour = TourFiles {
        id: id(main),
        main: file,
        translations: texts(|main, entry| language(main, entry).is_some()),
        words: texts(|_, entry| catalogue_language(entry).is_some()),
        assets: Box::new(Folder::new(&folder)),
    };
    Ok((tour, unreadable))
}

/// What a tour is called: by its folder, or by the name of its file.
fn id(main: &Path) -> String {
    let stem = main.file_stem().unwrap_or_default();
    if stem == "tour" {
        folder_name(main.parent().unwrap_or(Path::new("")))
    } else {
        stem.to_string_lossy().into_owned()
    }
}

/// The folder that a file lies in.
fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// The tour beside it that a file is the translation of.
fn translates(path: &Path) -> Option<PathBuf> {
    let stem = Path::new(path.file_stem()?).file_stem()?;
    let mut name = stem.to_owned();
    name.push(".toml");
    let main = path.with_file_name(name);
    (language(&main, path).is_some() && look(&main).is_ok()).then_some(main)
}

/// The language of a translation `tour.ru.toml` of `tour.toml`.
fn language<'a>(main: &Path, other: &'a Path) -> Option<&'a str> {
    if catalogue_language(other).is_some() {
        return None;
    }
    let stem = main.file_stem()?.to_str()?;
    let language = other
        .file_name()?
        .to_str()?
        .strip_prefix(stem)?
        .strip_prefix('.')?
        .strip_suffix(".toml")?;
    is_language(language).then_some(language)
}

/// The name of a folder, also of `.` and `..`.
pub(crate) fn folder_name(path: &Path) -> String {
    let path = if path == Path::new("") {
        Path::new(".")
    } else {
        path
    };
    let whole = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    whole.file_name().map_or_else(
        || "tour".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// It is of this kind, not hidden, and no link.
fn is_visible(path: &Path, kind: fn(&fs::Metadata) -> bool) -> bool {
    let hidden = path
        .file_name()
        .is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden && fs::symlink_metadata(path).is_ok_and(|found| kind(&found))
}

fn look(path: &Path) -> io::Result<fs::Metadata> {
    fs::metadata(path)
}

fn entries(path: &Path) -> Result<Vec<PathBuf>, Error> {
    let read = fs::read_dir(path).and_then(|entries| {
        entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect()
    });
    read.map_err(|source| Error::Io {
        act: "list",
        path: path.to_owned(),
        source,
    })
}

/// Reads a text file, shown by its path as it was typed.
fn text(path: &Path) -> Result<std::sync::Arc<SourceFile>, Error> {
    let bytes = read(path, TEXT_LIMIT, true)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let line = memchr::memchr_iter(b'\n', &error.as_bytes()[..byte]).count() + 1;
        Error::NotUtf8 {
            path: path.to_owned(),
            line,
            byte,
        }
    })?;
    Ok(SourceFile::new(path.to_string_lossy(), text))
}

/// The bytes of a plain file that is no tour's, such as a font: at most `limit` of them.
///
/// # Errors
/// When it is not there, is no plain file, is larger or cannot be read.
pub(crate) fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    read(path, limit, true)
}

/// The settings file of a kiosk or server, as it was named.
///
/// # Errors
/// When it cannot be read, or is not UTF-8.
pub fn settings(path: &Path) -> Result<std::sync::Arc<SourceFile>, Error> {
    text(path)
}

/// A small file of the program's own; nothing where it cannot be read.
pub(crate) fn note(path: &Path) -> Option<String> {
    let bytes = read(path, NOTE_LIMIT, true).ok()?;
    String::from_utf8(bytes).ok()
}

/// Reads a plain file of at most `limit` bytes, and never waits for one that is none.
fn read(path: &Path, limit: u64, follow: bool) -> Result<Vec<u8>, Error> {
    start(path, limit + 1, limit, follow)
}

/// As [`read`], at most `count` bytes from its start.
fn start(path: &Path, count: u64, limit: u64, follow: bool) -> Result<Vec<u8>, Error> {
    let act = |act| {
        move |source| Error::Io {
            act,
            path: path.to_owned(),
            source,
        }
    };
    let file = open(path, follow).map_err(act("open"))?;
    let found = file.metadata().map_err(act("open"))?;
    if !found.is_file() {
        let what = if found.is_dir() {
            "a folder"
        } else {
            "a device or pipe"
        };
        return Err(Error::NotAFile {
            path: path.to_owned(),
            what,
        });
    }
    let mut bytes = Vec::new();
    file.take(count)
        .read_to_end(&mut bytes)
        .map_err(act("read"))?;
    // Files that the system makes up say that they have no length.
    let size = found.len().max(bytes.len() as u64);
    if size > limit {
        return Err(Error::TooLarge {
            path: path.to_owned(),
            size,
            limit,
        });
    }
    Ok(bytes)
}

/// Opening a pipe without `NONBLOCK` would wait until somebody writes to it.
#[cfg(unix)]
fn open(path: &Path, follow: bool) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    let flags = if follow {
        OFlags::NONBLOCK
    } else {
        OFlags::NONBLOCK | OFlags::NOFOLLOW
    };
    fs::OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path)
}

#[cfg(not(unix))]
fn open(path: &Path, _follow: bool) -> io::Result<File> {
    File::open(path)
}

#[cfg(test)]
mod tests;
