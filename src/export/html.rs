//! A tour as pages for a browser: they need no server, no network and no script.
//!
//! Each language has the same pages; each page is set from a [`Sheet`]. What a tour says is escaped by
//! the macro that sets it, and what is linked or named is made from ids by `name`, so that no text of a
//! tour becomes markup, an address or a path.

mod bibliography;
mod borrowed;
mod chart;
mod closing;
mod figure;
mod figures;
mod foreign;
mod frame;
mod glossary;
mod languages;
mod lettering;
mod map;
mod metadata;
mod name;
mod notes;
mod notice;
mod page;
mod phrase;
mod picture;
mod prose;
mod route;
mod sheet;
mod single;
mod start;
mod station;
mod style;
mod timeline;
mod veil;

use maud::Markup;

use crate::error::Error;
use crate::export::folder::Files;
use crate::tour::{Edition, Tour};

use self::page::Page;
use self::picture::Pictures;
use self::sheet::Sheet;
use self::style::STYLE;

/// Whether a tour becomes a folder of pages or one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Pages,
    Single,
}

/// How large the letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Print {
    Usual,
    /// 18 points on paper.
    Large,
}

/// The files of a site in some of a tour's languages; the pages of the first lie in its own folder, those
/// of the others in folders named after them.
///
/// # Errors
/// When a picture cannot be read, or browsers cannot show it.
pub(crate) fn site(tour: &Tour, editions: &[&Edition], print: Print) -> Result<Files, Error> {
    let pictures = Pictures::read(tour, Form::Pages)?;
    let mut files = Files::default();
    for edition in editions {
        for page in Page::all(edition) {
            let sheet = Sheet {
                tour,
                editions,
                edition,
                pictures: &pictures,
                form: Form::Pages,
                print,
                page,
                tongue: None,
            };
            let document = frame::document(&sheet, &body(&sheet)).into_string();
            files.add(path(&sheet), document.into_bytes());
        }
    }
    files.add("style.css".to_owned(), STYLE.as_bytes().to_vec());
    for (path, bytes) in pictures.files() {
        files.add(path, bytes);
    }
    Ok(files)
}

/// A tour in one language as one file.
///
/// # Errors
/// As [`site`].
pub(crate) fn single(tour: &Tour, edition: &Edition, print: Print) -> Result<String, Error> {
    let pictures = Pictures::read(tour, Form::Single)?;
    let sheet = Sheet {
        tour,
        editions: &[edition],
        edition,
        pictures: &pictures,
        form: Form::Single,
        print,
        page: Page::Start,
        tongue: None,
    };
    Ok(single::document(&sheet).into_string())
}

fn path(sheet: &Sheet<'_>) -> String {
    let stem = sheet.page.stem(sheet.edition);
    match languages::folder(sheet.editions, sheet.edition) {
        Some(folder) => format!("{folder}/{stem}.html"),
        None => format!("{stem}.html"),
    }
}

/// What is on a page.
fn body(sheet: &Sheet<'_>) -> Markup {
    let nothing = Markup::default;
    let station = |index| sheet.edition.station(index);
    match sheet.page {
        Page::Start => start::start(sheet, &nothing()),
        Page::Stations => start::stations(sheet),
        Page::Left => start::left(sheet),
        Page::Notice(index) => station(index).map_or_else(nothing, |it| {
            notice::of_station(sheet, index, it, &nothing())
        }),
        Page::Station(index) => {
            station(index).map_or_else(nothing, |it| station::station(sheet, index, it))
        }
        Page::Map => route::route(sheet),
        Page::Timeline => timeline::timeline(sheet),
        Page::Glossary => glossary::glossary(sheet),
        Page::Figures => figures::figures(sheet),
        Page::Bibliography => bibliography::bibliography(sheet),
        Page::Closing => closing::closing(sheet),
    }
}
