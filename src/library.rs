//! Finds tours and reads their files; nothing else in the program opens a tour's file.
//!
//! Only plain files of a bounded size are read, and none outside the tour's folder.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the module that reads tours"
)]

mod built_in;
mod folder;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostic::SourceFile;
use crate::diagnostic::suggestion::nearest;
use crate::error::Error;
use crate::tour::TourFiles;

use folder::Folder;

/// What a name on the command line stands for.
#[derive(Debug)]
pub enum Found {
    Tour(TourFiles),
    /// A folder of tours, by the names of their folders; some may be unreadable.
    Lobby {
        tours: Vec<TourFiles>,
        unreadable: Vec<Error>,
    },
}

/// The largest text that is read, in bytes.
pub const TEXT_LIMIT: u64 = 8 * 1024 * 1024;

/// The tour that is played when none is named.
pub const DEFAULT: &str = "karlag";

/// Finds what was asked for: a .toml file, a folder with `tour.toml`, a folder of such folders, or
/// the id of a built-in tour; nothing stands for the built-in tour.
///
/// # Errors
/// When nothing is found, or what is found cannot or must not be read.
pub fn find(wanted: Option<&Path>) -> Result<Found, Error> {
    let Some(path) = wanted else {
        return built_in(DEFAULT);
    };
    match look(path) {
        Ok(kind) if kind.is_dir() => folder(path),
        Ok(_) => lone(path).map(Found::Tour),
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

fn built_in(id: &str) -> Result<Found, Error> {
    let tour = built_in::TOURS.iter().find(|tour| tour.id == id);
    tour.map(|tour| Found::Tour(tour.files()))
        .ok_or_else(|| Error::NotFound {
            name: id.to_owned(),
            hint: nearest(id, built_in_ids()).map(str::to_owned),
        })
}

/// A folder with `tour.toml`, or one of such folders. No deeper: so links in a circle do no harm.
fn folder(path: &Path) -> Result<Found, Error> {
    let main = path.join("tour.toml");
    if look(&main).is_ok() {
        return tour(&main, folder_name(path)).map(Found::Tour);
    }
    let mut folders: Vec<PathBuf> = entries(path)?
        .into_iter()
        .filter(|entry| is_visible(entry) && look(&entry.join("tour.toml")).is_ok())
        .collect();
    folders.sort();
    if folders.is_empty() {
        return Err(Error::NoTour {
            path: path.to_owned(),
        });
    }
    let (mut tours, mut unreadable) = (Vec::new(), Vec::new());
    for folder in folders {
        match tour(&folder.join("tour.toml"), folder_name(&folder)) {
            Ok(tour) => tours.push(tour),
            Err(error) => unreadable.push(error),
        }
    }
    Ok(Found::Lobby { tours, unreadable })
}

/// A file named on the command line; for a translation, the tour it stands beside.
fn lone(path: &Path) -> Result<TourFiles, Error> {
    let main = path
        .file_stem()
        .and_then(|stem| Path::new(stem).file_stem())
        .map(|stem| path.with_file_name(stem).with_extension("toml"));
    let path = main
        .filter(|main| language(main, path).is_some() && look(main).is_ok())
        .unwrap_or_else(|| path.to_owned());
    let stem = path.file_stem().unwrap_or_default();
    let id = if stem == "tour" {
        folder_name(path.parent().unwrap_or(Path::new("")))
    } else {
        stem.to_string_lossy().into_owned()
    };
    tour(&path, id)
}

fn tour(main: &Path, id: String) -> Result<TourFiles, Error> {
    let folder = match main.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    let mut translations: Vec<PathBuf> = entries(folder)?
        .into_iter()
        .filter(|entry| language(main, entry).is_some())
        .collect();
    translations.sort();
    let translations = translations
        .iter()
        .map(|entry| text(&main.with_file_name(entry.file_name().unwrap_or_default())));
    Ok(TourFiles {
        id,
        main: text(main)?,
        translations: translations.collect::<Result<_, _>>()?,
        assets: Box::new(Folder::new(folder)),
    })
}

/// The language of a translation `tour.ru.toml` of `tour.toml`.
fn language<'a>(main: &Path, other: &'a Path) -> Option<&'a str> {
    let stem = main.file_stem()?.to_str()?;
    let language = other
        .file_name()?
        .to_str()?
        .strip_prefix(stem)?
        .strip_prefix('.')?
        .strip_suffix(".toml")?;
    let is_tag = (2..=35).contains(&language.len())
        && language
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_tag.then_some(language)
}

/// The name of a folder, also of `.` and `..`.
fn folder_name(path: &Path) -> String {
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

fn is_visible(path: &Path) -> bool {
    let hidden = path
        .file_name()
        .is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden && fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
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

/// Reads a plain file of at most `limit` bytes, and never waits for one that is none.
fn read(path: &Path, limit: u64, follow: bool) -> Result<Vec<u8>, Error> {
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
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(act("read"))?;
    if bytes.len() as u64 > limit {
        return Err(Error::TooLarge {
            path: path.to_owned(),
            size: found.len().max(limit + 1),
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
