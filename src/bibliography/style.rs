//! The names of the styles, and the styles themselves.
//!
//! GOST R 7.0.5-2008 is there as the archive has it, numbered. It prints years only, so that newspapers
//! lack their day, and leaves out who directed a film, who led an interview, to whom a letter was
//! written, and what a film is kept on; its editors stand with their initials behind the name.

use citationberg::{IndependentStyle, Style};
use hayagriva::archive::ArchivedStyle;

/// The style of a tour that names none: Chicago, notes and bibliography.
pub const DEFAULT_STYLE: &str = "chicago-notes-bibliography";

/// Names that people know from the CSL repository and that the archive lists under another name only.
const REPOSITORY_NAMES: [&str; 3] = [
    DEFAULT_STYLE,
    "gost-r-7-0-5-2008-numeric",
    "chicago-shortened-notes-bibliography",
];

/// Every name that [`is_style`] knows, aliases included, in alphabetical order.
pub fn styles() -> Vec<&'static str> {
    let archived = ArchivedStyle::all()
        .iter()
        .filter(|style| sets_a_list(**style))
        .flat_map(|style| style.names());
    let mut names: Vec<_> = archived.copied().chain(REPOSITORY_NAMES).collect();
    names.sort_unstable();
    names
}

/// Whether `name` is the name of a style.
pub fn is_style(name: &str) -> bool {
    find(name).is_some()
}

/// Up to three names that `name` may have been meant for, the nearest first.
pub fn near_styles(name: &str) -> Vec<&'static str> {
    let wanted = name.to_lowercase();
    let near = |style: &&'static str| (strsim::jaro_winkler(&wanted, style), *style);
    let mut found: Vec<_> = styles()
        .iter()
        .map(near)
        .filter(|(score, _)| *score > 0.8)
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    found.into_iter().map(|(_, style)| style).take(3).collect()
}

/// Decodes a style; the default one for an unknown name.
pub(super) fn decode(name: &str) -> IndependentStyle {
    let mut archived = find(name).unwrap_or(ArchivedStyle::ChicagoNotes);
    loop {
        match archived.get() {
            Style::Independent(style) => return style,
            // A dependent style only names the one it is the same as.
            Style::Dependent(style) => {
                let parent = ArchivedStyle::by_id(&style.parent_link.href);
                archived = parent.unwrap_or(ArchivedStyle::ChicagoNotes);
            }
        }
    }
}

fn find(name: &str) -> Option<ArchivedStyle> {
    let id = || format!("http://www.zotero.org/styles/{name}");
    let found = ArchivedStyle::by_name(name).or_else(|| ArchivedStyle::by_id(&id()));
    found.filter(|style| sets_a_list(*style))
}

/// All do but one, which only makes labels such as `Bar11` for a list that another style sets.
fn sets_a_list(style: ArchivedStyle) -> bool {
    style != ArchivedStyle::Alphanumeric
}
