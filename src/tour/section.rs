//! Cuts a tour's file at its table headers into sections that are small TOML documents themselves.
//!
//! [`cut`] skips strings, comments and brackets without reading them, so that opening a tour costs
//! little more than one pass over its bytes. A forgotten quotation mark or bracket ends at the next
//! line that is plainly a header, so that one mistake hides no other.

mod scan;

use std::borrow::Cow;
use std::ops::Range;

pub(crate) use self::scan::{Piece, pieces};

/// What a section holds, by the first name of its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// The keys before the first header.
    Root,
    Station,
    Notes,
    Glossary,
    Figure,
    Chart,
    Event,
    Source,
    Map,
    /// In translations: the originals that their texts were made from.
    Originals,
    /// A header that no tour knows.
    Unknown,
}

/// A run of a file that is a TOML document of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    pub(crate) kind: Kind,
    /// Bytes of the file.
    pub(crate) range: Range<usize>,
    /// The line of the header, empty for the root.
    pub(crate) header: Range<usize>,
}

/// A line such as `[[station]]` or `[glossary.zek]`, taken apart without regard to its mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Header<'a> {
    /// Double brackets.
    pub(crate) array: bool,
    /// The dotted name between them.
    pub(crate) path: &'a str,
    /// What stands behind the name.
    rest: &'a str,
}

/// The sections of a file, in its order; the first is always the root, and together they are the file.
pub(crate) fn cut(text: &str) -> Vec<Section> {
    let mut sections = vec![Section {
        kind: Kind::Root,
        range: 0..0,
        header: 0..0,
    }];
    let mut current: Option<Header<'_>> = None;
    for piece in pieces(text) {
        let Piece::Header(line) = piece else { continue };
        let header = Header::parse(&text[line.clone()]);
        if current.is_some_and(|current| current.holds(header)) {
            continue;
        }
        if let Some(last) = sections.last_mut() {
            last.range.end = line.start;
        }
        sections.push(Section {
            kind: header.kind(),
            range: line.start..text.len(),
            header: line,
        });
        current = Some(header);
    }
    if let Some(last) = sections.last_mut() {
        last.range.end = text.len();
    }
    sections
}

/// The first of the sections of a file: its keys before the first header.
pub(crate) fn root(text: &str) -> Section {
    let header = pieces(text).find_map(|piece| match piece {
        Piece::Header(line) => Some(line.start),
        Piece::Statement { .. } => None,
    });
    Section {
        kind: Kind::Root,
        range: 0..header.unwrap_or(text.len()),
        header: 0..0,
    }
}

impl Section {
    /// Its text as sound TOML as far as its header goes, and by how many bytes that made it longer.
    pub(crate) fn document<'a>(&self, file: &'a str) -> (Cow<'a, str>, usize) {
        let text = &file[self.range.clone()];
        let line = &file[self.header.clone()];
        let header = Header::parse(line);
        if self.kind == Kind::Root || header.is_sound() || !header.is_plain() {
            return (Cow::Borrowed(text), 0);
        }
        let mended = match self.kind {
            Kind::Station | Kind::Figure | Kind::Chart | Kind::Event | Kind::Source => {
                format!("[[{}]]", header.path)
            }
            _ => format!("[{}]", header.path),
        };
        let padding = line.len().saturating_sub(mended.len());
        let longer = mended.len().saturating_sub(line.len());
        (
            Cow::Owned(format!(
                "{mended}{}{}",
                " ".repeat(padding),
                &text[line.len()..]
            )),
            longer,
        )
    }
}

impl<'a> Header<'a> {
    /// Reads a line that begins with a bracket.
    pub(crate) fn parse(line: &'a str) -> Self {
        let line = line.trim_ascii();
        let (array, name) = match line.strip_prefix("[[") {
            Some(name) => (true, name),
            None => (false, line.strip_prefix('[').unwrap_or(line)),
        };
        let end = memchr::memchr2(b']', b'#', name.as_bytes()).unwrap_or(name.len());
        let (path, rest) = name.split_at(end);
        Self {
            array,
            path: path.trim_ascii(),
            rest,
        }
    }

    /// Opened and closed alike, with nothing but a comment behind.
    pub(crate) fn is_sound(self) -> bool {
        let behind = self.rest.strip_prefix(if self.array { "]]" } else { "]" });
        let clean = behind.map(str::trim_ascii_start);
        clean.is_some_and(|rest| rest.is_empty() || rest.starts_with('#')) && self.is_plain()
    }

    /// Its name could be one, were it closed as it should be.
    pub(crate) fn is_plain(self) -> bool {
        !self.path.is_empty() && names(self.path).all(is_name)
    }

    /// The kind of section it begins.
    pub(crate) fn kind(self) -> Kind {
        Kind::of(self.first()).unwrap_or(Kind::Unknown)
    }

    /// The first of its names.
    pub(crate) fn first(self) -> &'a str {
        let end = memchr::memchr(b'.', self.path.as_bytes()).unwrap_or(self.path.len());
        bare(&self.path[..end])
    }

    /// Its whole name, written plainly.
    pub(crate) fn name(self) -> String {
        names(self.path).collect::<Vec<_>>().join(".")
    }

    /// A table inside a station, figure or the like, written where there is none.
    pub(crate) fn is_orphan(self) -> bool {
        matches!(
            self.kind(),
            Kind::Station | Kind::Figure | Kind::Chart | Kind::Event | Kind::Source
        ) && names(self.path).nth(1).is_some()
    }

    /// `other` is a table inside this one, so that both belong to one section.
    fn holds(self, other: Self) -> bool {
        match other.path.strip_prefix(self.path) {
            Some("") => return false,
            Some(rest) if rest.starts_with('.') => return true,
            _ if !other.path.contains(UNUSUAL) && !self.path.contains(UNUSUAL) => return false,
            _ => {}
        }
        let mut others = names(other.path);
        names(self.path).all(|name| others.next() == Some(name)) && others.next().is_some()
    }
}

/// Characters of names that can be written in more than one way.
const UNUSUAL: [char; 4] = [' ', '\t', '"', '\''];

impl Kind {
    /// The names that headers begin with.
    pub(crate) const NAMES: [&str; 9] = [
        "station",
        "notes",
        "glossary",
        "figure",
        "chart",
        "event",
        "source",
        "map",
        "originals",
    ];

    /// The kind with this name in a header.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "station" => Self::Station,
            "notes" => Self::Notes,
            "glossary" => Self::Glossary,
            "figure" => Self::Figure,
            "chart" => Self::Chart,
            "event" => Self::Event,
            "source" => Self::Source,
            "map" => Self::Map,
            "originals" => Self::Originals,
            _ => return None,
        })
    }
}

fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('.').map(bare)
}

/// A name without white space and quotation marks around it.
fn bare(name: &str) -> &str {
    name.trim_ascii().trim_matches(['"', '\''])
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::{cut, root};

    fn sections(text: &str) -> Vec<String> {
        let cut = cut(text);
        let whole: String = cut
            .iter()
            .map(|section| &text[section.range.clone()])
            .collect();
        assert_eq!(whole, text, "sections are the whole file");
        assert_eq!(root(text), cut[0]);
        cut.iter()
            .map(|section| format!("{:?} {}", section.kind, &text[section.header.clone()]))
            .collect()
    }

    #[test]
    fn a_station_and_its_steps_are_one_section() {
        let text = "a = 1\n[[station]]\nid = 'x'\n[[station.step]]\n[ station . step . y ]\n[[station]]\n[notes]\n[glossary.a]\n[glossary.b]\n[glossary.b.c]\n";
        assert_eq!(
            sections(text),
            [
                "Root ",
                "Station [[station]]",
                "Station [[station]]",
                "Notes [notes]",
                "Glossary [glossary.a]",
                "Glossary [glossary.b]"
            ]
        );
    }

    #[test]
    fn headers_inside_strings_comments_and_lists_are_none() {
        let text = "a = \"\"\"\n[[station]]\n\\\"\"\"\"\"\"\n# [x]\nb = [\n[1],\n[[2]],\n] # [y]\nc = '''\n[notes]\n''''\nd = \"[z]\\\"\"\n  [map]\n";
        assert_eq!(sections(text), ["Root ", "Map   [map]"]);
    }

    #[test]
    fn a_header_that_is_not_closed_is_mended() {
        let text = "[[chart]\nid = 'x'\n[[chart.y]]\n[notes\na = 1\n[[map]]]  # \n";
        let documents: Vec<_> = cut(text)
            .iter()
            .map(|section| section.document(text))
            .map(|(text, longer)| (text.into_owned(), longer))
            .collect();
        let expected = [
            ("", 0),
            ("[[chart]]\nid = 'x'\n[[chart.y]]\n", 1),
            ("[notes]\na = 1\n", 1),
            ("[map]       \n", 0),
        ];
        assert_eq!(
            documents,
            expected.map(|(text, longer)| (text.to_owned(), longer))
        );
    }

    #[test]
    fn a_forgotten_ending_stops_at_the_next_header() {
        for open in [
            "a = \"\"\"\nwords\n",
            "a = '''\nwords\n",
            "a = [ 1,\n",
            "a = { b = [\n",
            "a = \"words\n",
        ] {
            let text = format!("{open}[[station]]\ntext = \"\"\"\n\"\"\"\n");
            assert_eq!(
                sections(&text),
                ["Root ", "Station [[station]]"],
                "{open:?}"
            );
        }
    }
}
