//! The files of a tour, as texts and as a door to what lies beside them.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use thiserror::Error;

use super::Date;
use crate::diagnostic::SourceFile;
use crate::error::megabytes;
use crate::words::catalogue_language;
use crate::words::check::serves;

/// The only way from a tour to the files beside it: pictures, outlines, bibliographies.
pub trait Assets: Send + Sync {
    /// The bytes of the file at a path inside the tour's folder.
    ///
    /// # Errors
    /// When the path leaves the folder, or there is no such file, or it cannot or must not be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, AssetError>;

    /// The same of a file that has at most `limit` bytes.
    ///
    /// # Errors
    /// As [`Assets::read`], and when it has more.
    fn read_up_to(&self, path: &str, limit: u64) -> Result<Vec<u8>, AssetError> {
        let bytes = self.read(path)?;
        let size = bytes.len() as u64;
        if size > limit {
            return Err(AssetError::TooLarge { size, limit });
        }
        Ok(bytes)
    }

    /// At most `count` bytes from the start of a file that has at most `limit`.
    ///
    /// # Errors
    /// As [`Assets::read_up_to`].
    fn read_start(&self, path: &str, count: u64, limit: u64) -> Result<Vec<u8>, AssetError> {
        let mut bytes = self.read_up_to(path, limit)?;
        bytes.truncate(usize::try_from(count).unwrap_or(usize::MAX));
        Ok(bytes)
    }

    /// There is a file at this path inside the tour's folder.
    fn exists(&self, path: &str) -> bool;

    /// The day of the outside world, if it is known: rights are held against it.
    fn today(&self) -> Option<Date> {
        None
    }
}

/// Why a file beside a tour was not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AssetError {
    #[error("there is no such file")]
    Missing,
    /// The path leaves the folder; the words say how.
    #[error("{0}")]
    Outside(&'static str),
    /// Bytes: the size and the limit.
    #[error("it has {}, and the limit is {}", megabytes(*size), megabytes(*limit))]
    TooLarge { size: u64, limit: u64 },
    #[error("it cannot be read: {0}")]
    Unreadable(String),
}

/// A tour as it was found: its texts, and the door to its other files.
pub struct TourFiles {
    /// The id it is called by: the folder's or file's name.
    pub id: String,
    /// The tour's own file.
    pub main: Arc<SourceFile>,
    /// Its translations, in the order of their names.
    pub translations: Vec<Arc<SourceFile>>,
    /// Catalogues of the program's own words, `words.<tag>.toml`, in the order of their names.
    pub words: Vec<Arc<SourceFile>>,
    pub assets: Box<dyn Assets>,
}

impl TourFiles {
    /// A tour of one text and no other files, shown as `tour.toml`.
    pub fn from_text(id: &str, text: impl Into<String>) -> Self {
        Self {
            id: id.to_owned(),
            main: SourceFile::new("tour.toml", text.into()),
            translations: Vec::new(),
            words: Vec::new(),
            assets: Box::new(Nothing),
        }
    }

    /// The same with a translation, shown under this name.
    #[must_use]
    pub fn with_translation(mut self, name: &str, text: impl Into<String>) -> Self {
        self.translations.push(SourceFile::new(name, text.into()));
        self.translations.sort_by(|a, b| a.name.cmp(&b.name));
        self
    }

    /// The same with a catalogue of the program's words, `words.<tag>.toml`.
    #[must_use]
    pub fn with_words(mut self, name: &str, text: impl Into<String>) -> Self {
        self.words.push(SourceFile::new(name, text.into()));
        self.words.sort_by(|a, b| a.name.cmp(&b.name));
        self
    }

    /// The catalogue for a language, if one lies beside the tour.
    pub(super) fn words_for(&self, language: &str) -> Option<&Arc<SourceFile>> {
        let tag = |file: &&Arc<SourceFile>| {
            let tag = catalogue_language(Path::new(&file.name));
            tag.filter(|tag| serves(tag, language)).map(str::len)
        };
        // `pt-BR` is nearer than `pt`.
        let files = self.words.iter().filter(|file| tag(file).is_some());
        files.max_by_key(tag)
    }

    /// The same with this door to other files.
    #[must_use]
    pub fn with_assets(mut self, assets: impl Assets + 'static) -> Self {
        self.assets = Box::new(assets);
        self
    }
}

impl fmt::Debug for TourFiles {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |files: &[Arc<SourceFile>]| -> Vec<String> {
            files.iter().map(|file| file.name.clone()).collect()
        };
        out.debug_struct("TourFiles")
            .field("id", &self.id)
            .field("main", &self.main.name)
            .field("translations", &names(&self.translations))
            .field("words", &names(&self.words))
            .finish_non_exhaustive()
    }
}

/// A door that leads nowhere.
struct Nothing;

impl Assets for Nothing {
    fn read(&self, path: &str) -> Result<Vec<u8>, AssetError> {
        path_fault(path).map_or(Err(AssetError::Missing), |fault| {
            Err(AssetError::Outside(fault))
        })
    }

    fn exists(&self, _path: &str) -> bool {
        false
    }
}

/// Why a path may lead out of a tour's folder, by its words alone; `None` when it cannot.
pub fn path_fault(path: &str) -> Option<&'static str> {
    let is_drive = path.as_bytes().get(1) == Some(&b':');
    match path {
        "" => Some("the path is empty"),
        _ if path.contains(|c: char| c.is_control()) => Some("the path holds a control character"),
        _ if path.starts_with(['/', '\\', '~']) || is_drive => {
            Some("the path does not begin inside the tour's folder")
        }
        _ if path.contains('\\') => Some("the parts of a path are divided by /"),
        _ if path.split('/').any(|part| part == "..") => Some("the path leaves the tour's folder"),
        _ if path.split('/').any(|part| part.is_empty() || part == ".") => {
            Some("the path has an empty part")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::path_fault;

    #[test]
    fn paths_stay_inside_the_folder() {
        for path in ["media/gate.jpg", "a.b..c/d", "фото.jpg"] {
            assert_eq!(path_fault(path), None, "{path}");
        }
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../../x",
            "a/..",
            "C:\\x",
            "c:x",
            "\\\\host\\x",
            "a\\b",
            "~/x",
            "a\0b",
            "a//b",
            "./a",
            "a\nb",
        ] {
            assert!(path_fault(path).is_some(), "{path:?}");
        }
    }
}
