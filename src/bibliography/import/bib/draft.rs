//! An entry on its way to a source: its strings put in, its LaTeX read, what it inherits added.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use biblatex::{
    Chunk, Chunks, Entry, EntryType, Pair, ParseErrorKind, RawBibliography, RawChunk, RawEntry,
    Spanned,
};

use crate::diagnostic::suggestion::nearest;

use super::scan::{self, Fault, Field, Piece, Word};

/// Strings inside strings, and entries that inherit from entries, go no deeper.
const DEEPEST: usize = 8;
/// Brackets inside brackets go no deeper.
const DEEPEST_BRACKET: usize = 40;
/// The longest value that strings may add up to, in bytes.
const LONGEST: usize = 1 << 16;

/// The strings that every file has.
pub(super) const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// Fields that belong to an entry alone and are never inherited.
const OWN: [&str; 18] = [
    "abstract",
    "crossref",
    "entryset",
    "entrysubtype",
    "execute",
    "file",
    "ids",
    "keywords",
    "label",
    "options",
    "presort",
    "related",
    "shorthand",
    "shorttitle",
    "sortkey",
    "sorttitle",
    "xdata",
    "xref",
];

/// An entry whose fields can be read.
#[derive(Debug, Clone)]
pub(super) struct Draft<'t> {
    pub(super) kind: Word<'t>,
    pub(super) key: Word<'t>,
    pub(super) entry: Entry,
    /// Its own fields by their names in small letters: where name and value stand.
    pub(super) places: BTreeMap<String, (Range<usize>, Range<usize>)>,
}

impl Draft<'_> {
    /// The value's place; that of the id for a field that was inherited.
    pub(super) fn place(&self, name: &str) -> Range<usize> {
        self.places
            .get(name)
            .map_or_else(|| self.key.range(), |(_, value)| value.clone())
    }

    /// The words of a field, on one line.
    pub(super) fn field(&self, name: &str) -> Option<String> {
        let text = verbatim(self.entry.get(name)?);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    /// The words of a title; those in brackets of their own marked as Zotero marks what keeps its letters.
    pub(super) fn title(&self, name: &str) -> Option<String> {
        let chunks = self.entry.get(name)?;
        let mark = |chunk: &Spanned<Chunk>| match &chunk.v {
            Chunk::Verbatim(text) if text.starts_with(char::is_lowercase) => {
                format!("<span class=\"nocase\">{text}</span>")
            }
            other => other.get().to_owned(),
        };
        let text: String = chunks.iter().map(mark).collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    /// The first of these fields that is there.
    pub(super) fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.field(name))
    }

    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind.text.eq_ignore_ascii_case(kind)
    }
}

/// Mathematics without its dollars; the rest as it stands.
fn verbatim(chunks: &[Spanned<Chunk>]) -> String {
    chunks.iter().map(|chunk| chunk.v.get()).collect()
}

/// Makes drafts of the entries, in their order.
pub(super) fn drafts<'t>(scan: scan::Scan<'t>, faults: &mut Vec<Fault>) -> Vec<Draft<'t>> {
    faults.extend(scan.faults);
    let mut reader = Reader {
        strings: HashMap::new(),
        faults,
    };
    for string in scan.strings {
        reader
            .strings
            .insert(string.name.text.to_lowercase(), string.value);
    }
    let drafts: Vec<_> = scan
        .entries
        .into_iter()
        .map(|entry| reader.draft(entry))
        .collect();
    inherit(&drafts, reader.faults)
}

struct Reader<'t, 'f> {
    strings: HashMap<String, Vec<Piece<'t>>>,
    faults: &'f mut Vec<Fault>,
}

impl<'t> Reader<'t, '_> {
    fn draft(&mut self, scanned: scan::Entry<'t>) -> Draft<'t> {
        let kind = EntryType::new(scanned.kind.text);
        let mut entry = Entry::new(scanned.key.text.to_owned(), kind);
        let mut places = BTreeMap::new();
        for field in &scanned.fields {
            let name = field.name.text.to_lowercase();
            if places.contains_key(&name) {
                self.faults.push(Fault {
                    range: field.name.range(),
                    message: format!("the field `{name}` stands here twice"),
                    help: "keep one of the two",
                });
                continue;
            }
            places.insert(name.clone(), (field.name.range(), field.range()));
            if let Some(chunks) = self.chunks(&name, field) {
                entry.set(&name, chunks);
            }
        }
        Draft {
            kind: scanned.kind,
            key: scanned.key,
            entry,
            places,
        }
    }

    fn chunks(&mut self, name: &str, field: &Field<'t>) -> Option<Chunks> {
        // What programs note for themselves may hold anything.
        if super::is_quiet(name) {
            return None;
        }
        let mut words = Vec::new();
        self.expand(&field.value, &mut words, 0);
        if words.iter().map(|word| word.text.len()).sum::<usize>() > LONGEST {
            self.faults.push(Fault {
                range: field.name.range(),
                message: format!("`{name}` is too long"),
                help: "a value has at most 64 KB",
            });
            return None;
        }
        let mut chunks = Chunks::new();
        for word in words {
            match decode(name, word.text) {
                Ok(read) => chunks.extend(read),
                Err((range, message)) => {
                    let range = word.start + range.start..word.start + range.end;
                    let help = "write \\$, \\{ and \\} for the characters themselves";
                    self.faults.push(Fault {
                        range,
                        message,
                        help,
                    });
                    return None;
                }
            }
        }
        Some(chunks)
    }

    /// The pieces with strings put in for their names.
    fn expand(&mut self, pieces: &[Piece<'t>], words: &mut Vec<Word<'t>>, depth: usize) {
        for piece in pieces {
            let name = match piece {
                Piece::Text(word) => {
                    words.push(word.clone());
                    continue;
                }
                Piece::Name(name) => name,
            };
            let small = name.text.to_lowercase();
            // Bounded in breadth too: strings of strings could double at each step.
            let known = self.strings.get(&small).cloned();
            match known {
                Some(pieces) if depth < DEEPEST && words.len() < 64 => {
                    self.expand(&pieces, words, depth + 1);
                }
                None if MONTHS.contains(&small.as_str()) => words.push(name.clone()),
                Some(_) => self.tell_string(name, "this string holds itself", None),
                None => {
                    let names = self.strings.keys().map(String::as_str);
                    let near = nearest(&small, names).map(str::to_owned);
                    self.tell_string(name, "there is no @string", near);
                }
            }
        }
    }

    fn tell_string(&mut self, name: &Word<'t>, words: &str, near: Option<String>) {
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        self.faults.push(Fault {
            range: name.range(),
            message: format!("{words} `{}`{near}", name.text),
            help: "put words in brackets: {words}; define a string with @string{name = {words}}",
        });
    }
}

/// Reads the LaTeX of a value.
fn decode(name: &str, text: &str) -> Result<Chunks, (Range<usize>, String)> {
    if depth(text) > DEEPEST_BRACKET {
        return Err((
            0..text.len(),
            "brackets stand too deep in brackets here".to_owned(),
        ));
    }
    // The reader resolves references itself, and takes these away; they are resolved here.
    let name = if matches!(name, "xdata" | "crossref") {
        "note"
    } else {
        name
    };
    let marked = with_italics(text);
    let pair = Pair::new(
        Spanned::zero(name),
        Spanned::zero(vec![Spanned::zero(RawChunk::Normal(&marked))]),
    );
    let raw = RawBibliography {
        preamble: String::new(),
        entries: vec![Spanned::zero(RawEntry {
            key: Spanned::zero("it"),
            kind: Spanned::zero("misc"),
            fields: vec![pair],
        })],
        abbreviations: Vec::new(),
    };
    let read = biblatex::Bibliography::from_raw(raw).map_err(|error| {
        let dollar = text.rfind('$').map(|at| at..at + 1);
        let range = match dollar {
            Some(dollar) if error.kind == ParseErrorKind::UnexpectedEof => dollar,
            _ if marked == text => error.span,
            _ => 0..text.len(),
        };
        (range, words(&error.kind).to_owned())
    })?;
    let entry = read.into_iter().next();
    Ok(entry
        .and_then(|entry| entry.get(name).map(<[_]>::to_vec))
        .unwrap_or_default())
}

fn words(kind: &ParseErrorKind) -> &'static str {
    match kind {
        ParseErrorKind::UnexpectedEof => {
            "a $ or a bracket is opened in this value and never closed"
        }
        ParseErrorKind::Unexpected(_) => "a bracket is closed here that was never opened",
        _ => "this LaTeX cannot be read",
    }
}

fn depth(text: &str) -> usize {
    let mut depth = 0_usize;
    let deeper = |c: char| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth
    };
    text.chars().map(deeper).max().unwrap_or_default()
}

/// `\emph{…}` as Zotero's `<i>…</i>`, `\enquote{…}` in quotation marks: the reader drops commands.
fn with_italics(text: &str) -> String {
    const COMMANDS: [(&str, &str, &str); 7] = [
        ("\\emph{", "<i>", "</i>"),
        ("\\textit{", "<i>", "</i>"),
        ("\\mkbibemph{", "<i>", "</i>"),
        ("\\enquote{", "“", "”"),
        ("\\url{", "", ""),
        ("\\textbf{", "", ""),
        ("\\texttt{", "", ""),
    ];
    let mut marked = text.to_owned();
    for (command, open, close) in COMMANDS {
        let mut from = 0;
        while let Some(found) = marked.get(from..).and_then(|rest| rest.find(command)) {
            let (start, inside) = (from + found, from + found + command.len());
            let Some(end) = scan::closing(&marked[inside - 1..]).map(|end| inside - 1 + end) else {
                break;
            };
            let words = format!("{open}{}{close}", &marked[inside..end]);
            marked.replace_range(start..=end, &words);
            from = start + open.len();
        }
    }
    marked
}

/// Gives each entry what it lacks of the entries it names in `xdata` and `crossref`.
fn inherit<'t>(drafts: &[Draft<'t>], faults: &mut Vec<Fault>) -> Vec<Draft<'t>> {
    let index: HashMap<&str, usize> = drafts
        .iter()
        .enumerate()
        .rev()
        .map(|(at, draft)| (draft.key.text, at))
        .collect();
    let whole = |draft: &Draft<'t>| {
        let mut whole = draft.clone();
        for (name, parent) in parents(draft) {
            if let Some(at) = index.get(parent.as_str()) {
                take(
                    &mut whole,
                    &with_parents(drafts, &index, *at, 0),
                    name == "crossref",
                );
            }
        }
        whole
    };
    for draft in drafts {
        for (name, parent) in parents(draft) {
            if !index.contains_key(parent.as_str()) {
                let near = nearest(&parent, index.keys().copied());
                let near =
                    near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                faults.push(Fault {
                    range: draft.place(name),
                    message: format!("there is no entry `{parent}` in this file{near}"),
                    help: "crossref and xdata name another entry of the same file",
                });
            }
        }
    }
    drafts.iter().map(whole).collect()
}

fn parents(draft: &Draft<'_>) -> Vec<(&'static str, String)> {
    let named = |name: &'static str| {
        let list = draft.field(name).unwrap_or_default();
        let keys = list.split(',').map(|key| key.trim().to_owned());
        keys.filter(|key| !key.is_empty())
            .map(|key| (name, key))
            .collect::<Vec<_>>()
    };
    [named("xdata"), named("crossref")].concat()
}

fn with_parents<'t>(
    drafts: &[Draft<'t>],
    index: &HashMap<&str, usize>,
    at: usize,
    depth: usize,
) -> Draft<'t> {
    let mut whole = drafts[at].clone();
    // One parent is the rule; a circle ends where it has gone deep enough.
    for (name, parent) in parents(&drafts[at]).into_iter().take(DEEPEST / (depth + 1)) {
        if let Some(parent) = index.get(parent.as_str()).filter(|_| depth < DEEPEST) {
            let parent = with_parents(drafts, index, *parent, depth + 1);
            take(&mut whole, &parent, name == "crossref");
        }
    }
    whole
}

/// Takes over what is not there. The title of a collection is the book title of what stands in it.
fn take(child: &mut Draft<'_>, parent: &Draft<'_>, is_collection: bool) {
    for name in parent.entry.fields.keys() {
        let renamed = match name.as_str() {
            _ if !is_collection => name.as_str(),
            "title" if parent.is("periodical") => "journaltitle",
            "title" => "booktitle",
            "subtitle" => "booksubtitle",
            "titleaddon" => "booktitleaddon",
            "author" if !child.is("inbook") => "bookauthor",
            name => name,
        };
        let own = OWN.contains(&name.as_str()) && (is_collection || name == "xdata");
        if !own
            && child.entry.get(renamed).is_none()
            && let Some(chunks) = parent.entry.get(name)
        {
            child.entry.set(renamed, chunks.to_vec());
        }
    }
}
