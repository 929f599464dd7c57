//! `docent new`: a starter to write over, with the schema beside it.

use std::path::{Path, PathBuf};

use crate::author::schema;
use crate::error::Error;
use crate::file;
use crate::library::folder_name;

/// The starter in a language: the file, and the station that is repeated in it.
struct Starter {
    language: &'static str,
    tour: &'static str,
    station: &'static str,
}

/// The first is used for languages that have none of their own.
const STARTERS: [Starter; 3] = [
    Starter {
        language: "en",
        tour: include_str!("new/en.toml"),
        station: include_str!("new/en.station.toml"),
    },
    Starter {
        language: "ru",
        tour: include_str!("new/ru.toml"),
        station: include_str!("new/ru.station.toml"),
    },
    Starter {
        language: "kk",
        tour: include_str!("new/kk.toml"),
        station: include_str!("new/kk.station.toml"),
    },
];

/// What the new tour is to be like.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Without one, the folder's name.
    pub title: Option<String>,
    /// A BCP 47 tag.
    pub language: String,
    /// 2 to 200: the first and the last differ from those between them.
    pub stations: u16,
}

/// Writes `tour.toml` and the schema into a folder, which is made if need be; returns their paths.
///
/// # Errors
/// When one of the two files is there already, or cannot be written.
pub fn new(folder: &Path, wish: &Wish) -> Result<[PathBuf; 2], Error> {
    let files = [folder.join("tour.toml"), folder.join(schema::FILE)];
    file::make_folder(folder)?;
    let title = wish.title.clone().unwrap_or_else(|| title(folder));
    for path in &files {
        file::refuse_existing(path)?;
    }
    file::replace(&files[0], &text(&title, wish))?;
    file::replace(&files[1], &schema::text())?;
    Ok(files)
}

/// The text of a new tour.
fn text(title: &str, wish: &Wish) -> String {
    let base = wish.language.split('-').next();
    let own = STARTERS.iter().find(|it| Some(it.language) == base);
    let starter = own.unwrap_or(&STARTERS[0]);
    let between: String = (2..wish.stations)
        .map(|number| starter.station.replace("{number}", &number.to_string()))
        .collect();
    let text = starter
        .tour
        .replace("{stations}\n", &format!("{between}\n"));
    let text = text.replace("{language}", &quoted(&wish.language));
    text.replace("{title}", &quoted(title))
}

/// A TOML string. JSON's escapes are TOML's, but for the one character that JSON leaves as it is.
fn quoted(words: &str) -> String {
    serde_json::Value::from(words)
        .to_string()
        .replace('\u{7f}', "\\u007f")
}

/// `my-first-tour` as a title: `My first tour`.
fn title(folder: &Path) -> String {
    let words = folder_name(folder).replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or(words.clone(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
