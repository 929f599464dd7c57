//! Bib(La)TeX files as CSL-JSON items.
//!
//! Mapped here and not by the engine, which drops the site of an `@online` and does not understand
//! `language = {ru}`.

mod draft;
mod scan;

use std::sync::Arc;

use biblatex::{Person, RetrievalError};
use serde_json::{Value, json};

use crate::bibliography::item::language_tag;
use crate::diagnostic::suggestion::nearest;
use crate::diagnostic::{Diagnostic, Place, SourceFile};
use crate::markup::link::is_address;

use self::draft::Draft;
use super::{Import, Imported, Item, bad_date, date, ignored, misspelt, unreadable};

/// Fields that only change their name. Of two for the same variable, the first that is there counts.
const FIELDS: [(&str, &str); 58] = [
    ("shorttitle", "title-short"),
    ("journaltitle", "container-title"),
    ("journal", "container-title"),
    ("shortjournal", "container-title-short"),
    ("series", "collection-title"),
    ("volume", "volume"),
    ("volumes", "number-of-volumes"),
    ("part", "part-number"),
    ("chapter", "chapter-number"),
    ("edition", "edition"),
    ("version", "version"),
    ("pagetotal", "number-of-pages"),
    ("publisher", "publisher"),
    ("institution", "publisher"),
    ("school", "publisher"),
    ("organization", "publisher"),
    ("howpublished", "publisher"),
    ("location", "publisher-place"),
    ("address", "publisher-place"),
    ("origtitle", "original-title"),
    ("reprinttitle", "reviewed-title"),
    ("origpublisher", "original-publisher"),
    ("origlocation", "original-publisher-place"),
    ("eventtitle", "event-title"),
    ("venue", "event-place"),
    ("archive", "archive"),
    ("library", "archive"),
    ("archive-place", "archive-place"),
    ("archiveplace", "archive-place"),
    ("archive_collection", "archive_collection"),
    ("archivecollection", "archive_collection"),
    ("archive_location", "archive_location"),
    ("archivelocation", "archive_location"),
    ("call-number", "call-number"),
    ("callnumber", "call-number"),
    ("medium", "medium"),
    ("dimensions", "dimensions"),
    ("runningtime", "dimensions"),
    ("runtime", "dimensions"),
    ("authority", "authority"),
    ("jurisdiction", "jurisdiction"),
    ("translatedtitle", "translated-title"),
    ("translated-title", "translated-title"),
    ("transliteratedtitle", "transliterated-title"),
    ("transliterated-title", "transliterated-title"),
    ("maintitle", "volume-title"),
    ("issuetitle", "volume-title"),
    ("pubstate", "status"),
    ("type", "genre"),
    ("genre", "genre"),
    ("doi", "DOI"),
    ("isbn", "ISBN"),
    ("issn", "ISSN"),
    ("pmid", "PMID"),
    ("pmcid", "PMCID"),
    ("scale", "scale"),
    ("section", "section"),
    ("status", "status"),
];
/// Fields that are read, each in its own way.
const READ: [&str; 38] = [
    "title",
    "subtitle",
    "titleaddon",
    "booktitle",
    "booksubtitle",
    "booktitleaddon",
    "journalsubtitle",
    "pages",
    "number",
    "issue",
    "langid",
    "language",
    "note",
    "addendum",
    "url",
    "date",
    "year",
    "month",
    "day",
    "urldate",
    "origdate",
    "eventdate",
    "entrysubtype",
    "crossref",
    "xdata",
    "xref",
    "eprint",
    "eprinttype",
    "archiveprefix",
    "editortype",
    "editoratype",
    "editorbtype",
    "editorctype",
    "lastchecked",
    "urlyear",
    "hyphenation",
    "mainsubtitle",
    "maintitleaddon",
];
const NAMES: [(&str, &str); 16] = [
    ("author", "author"),
    ("bookauthor", "container-author"),
    ("translator", "translator"),
    ("interviewer", "interviewer"),
    ("director", "director"),
    ("producer", "producer"),
    ("recipient", "recipient"),
    ("compiler", "compiler"),
    ("illustrator", "illustrator"),
    ("narrator", "narrator"),
    ("performer", "performer"),
    ("composer", "composer"),
    ("host", "host"),
    ("guest", "guest"),
    ("scriptwriter", "script-writer"),
    ("holder", "recipient"),
];
/// Editors, and the field that says what kind of editors they are.
const EDITORS: [(&str, &str); 4] = [
    ("editor", "editortype"),
    ("editora", "editoratype"),
    ("editorb", "editorbtype"),
    ("editorc", "editorctype"),
];
/// What programs note for themselves, and what no list of sources prints.
const QUIET: [&str; 61] = [
    "abstract",
    "annotation",
    "annote",
    "attachments",
    "author+an",
    "bibsource",
    "biburl",
    "bookpagination",
    "citation-key",
    "citationkey",
    "comment",
    "copyright",
    "creationdate",
    "date-added",
    "date-modified",
    "dateadded",
    "datemodified",
    "eid",
    "eprintclass",
    "execute",
    "file",
    "gender",
    "groups",
    "ids",
    "indextitle",
    "issuesubtitle",
    "keywords",
    "label",
    "langidopts",
    "local-url",
    "localfile",
    "mendeley-groups",
    "mendeley-tags",
    "modificationdate",
    "mrnumber",
    "numpages",
    "options",
    "origlanguage",
    "owner",
    "pagination",
    "pdf",
    "presort",
    "primaryclass",
    "priority",
    "qualityassured",
    "read",
    "readstatus",
    "related",
    "relatedtype",
    "review",
    "rights",
    "shortauthor",
    "shorteditor",
    "shorthand",
    "shortseries",
    "sortkey",
    "sortname",
    "sorttitle",
    "sortyear",
    "timestamp",
    "zblnumber",
];
/// The types of BibLaTeX and of the programs that write it, and what they are in CSL.
const TYPES: [(&str, &str); 83] = [
    ("article", "article-journal"),
    ("suppperiodical", "article-journal"),
    ("magazine_article", "article-magazine"),
    ("magazine", "article-magazine"),
    ("newspaper_article", "article-newspaper"),
    ("newspaper", "article-newspaper"),
    ("book", "book"),
    ("mvbook", "book"),
    ("booklet", "pamphlet"),
    ("collection", "book"),
    ("mvcollection", "book"),
    ("proceedings", "book"),
    ("mvproceedings", "book"),
    ("reference", "book"),
    ("mvreference", "book"),
    ("manual", "book"),
    ("periodical", "periodical"),
    ("inbook", "chapter"),
    ("incollection", "chapter"),
    ("bookinbook", "chapter"),
    ("suppbook", "chapter"),
    ("suppcollection", "chapter"),
    ("book_section", "chapter"),
    ("inreference", "entry-encyclopedia"),
    ("inproceedings", "paper-conference"),
    ("conference", "paper-conference"),
    ("thesis", "thesis"),
    ("phdthesis", "thesis"),
    ("mastersthesis", "thesis"),
    ("mathesis", "thesis"),
    ("report", "report"),
    ("techreport", "report"),
    ("unpublished", "manuscript"),
    ("manuscript", "manuscript"),
    ("archive", "manuscript"),
    ("archival", "manuscript"),
    ("letter", "personal_communication"),
    ("email", "personal_communication"),
    ("interview", "interview"),
    ("online", "webpage"),
    ("electronic", "webpage"),
    ("www", "webpage"),
    ("webpage", "webpage"),
    ("web_page", "webpage"),
    ("blog", "post-weblog"),
    ("post", "post"),
    ("dataset", "dataset"),
    ("software", "software"),
    ("softwareversion", "software"),
    ("softwaremodule", "software"),
    ("codefragment", "software"),
    ("patent", "patent"),
    ("movie", "motion_picture"),
    ("film", "motion_picture"),
    ("video", "motion_picture"),
    ("broadcast", "broadcast"),
    ("audio", "song"),
    ("music", "song"),
    ("podcast", "broadcast"),
    ("image", "graphic"),
    ("artwork", "graphic"),
    ("photograph", "graphic"),
    ("map", "map"),
    ("performance", "performance"),
    ("presentation", "speech"),
    ("talk", "speech"),
    ("speech", "speech"),
    ("legislation", "legislation"),
    ("legal", "legislation"),
    ("legmaterial", "legislation"),
    ("legadminmaterial", "legislation"),
    ("constitution", "legislation"),
    ("jurisdiction", "legal_case"),
    ("commentary", "book"),
    ("review", "review"),
    ("standard", "standard"),
    ("preprint", "article"),
    ("hardware", "document"),
    ("nameonly", "document"),
    ("bibnote", "document"),
    ("generic", "document"),
    ("document", "document"),
    ("misc", "document"),
];

/// Reads a BibTeX or BibLaTeX file, entries in the order of the file.
pub(super) fn read(file: &Arc<SourceFile>, import: &mut Import) {
    let mut faults = Vec::new();
    let drafts = draft::drafts(scan::scan(&file.text), &mut faults);
    let told = faults
        .into_iter()
        .map(|fault| unreadable(file, fault.range, fault.message).help(fault.help));
    import.faults.extend(told);
    let mut reader = Reader {
        file,
        faults: &mut import.faults,
    };
    for draft in drafts {
        // These two only hold data for others.
        if draft.is("xdata") || draft.is("set") || draft.key.text.is_empty() {
            continue;
        }
        reader.tell_unknown(&draft);
        import.sources.push(Imported {
            id: draft.key.text.into(),
            item: reader.item(&draft),
            place: Place::new(file, draft.key.range()),
        });
    }
}

struct Reader<'f> {
    file: &'f Arc<SourceFile>,
    faults: &'f mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Tells types and fields that nobody knows.
    fn tell_unknown(&mut self, draft: &Draft<'_>) {
        let kinds = || TYPES.iter().map(|(name, _)| *name);
        let kind = draft.kind.text.to_lowercase();
        if !kinds().any(|known| known == kind) {
            let place = Place::new(self.file, draft.kind.range());
            let message = format!("there is no type of entry `@{}`", draft.kind.text);
            let fault = Diagnostic::error("unknown-value", place, message);
            self.faults.push(fault.or_rather(nearest(&kind, kinds())).or_help(
                "some types are @article, @book, @incollection, @online, @thesis, @report, @unpublished, @letter, @interview, @video and @misc",
            ));
        }
        for (name, (range, _)) in &draft.places {
            let (name, range) = (name.as_str(), range.clone());
            if is_read(name) || is_quiet(name) {
                continue;
            }
            let fault = match nearest(name, read_fields()) {
                Some(near) => misspelt(self.file, range, name, near),
                None => ignored(self.file, range, name),
            };
            self.faults.push(fault);
        }
    }

    fn item(&mut self, draft: &Draft<'_>) -> Item {
        let mut item = Item::new();
        item.insert("id".to_owned(), json!(draft.key.text));
        item.insert("type".to_owned(), json!(kind(draft)));
        put_titles(&mut item, draft);
        for (from, to) in FIELDS {
            put(&mut item, to, draft.field(from));
        }
        let pages = draft.field("pages");
        put(
            &mut item,
            "page",
            pages.map(|pages| pages.replace("--", "-")),
        );
        let number = draft.first(&["number", "issue"]);
        put(&mut item, number_variable(draft), number);
        let language = draft.first(&["langid", "language", "hyphenation"]);
        put(
            &mut item,
            "language",
            language.map(|name| first_language(&name)),
        );
        put(&mut item, "note", draft.first(&["note", "addendum"]));
        self.put_address(&mut item, draft);
        self.put_names(&mut item, draft);
        self.put_dates(&mut item, draft);
        put_defaults(&mut item, draft);
        item
    }

    fn put_address(&mut self, item: &mut Item, draft: &Draft<'_>) {
        let plain = |url: String| {
            let url = url.replace("\\%", "%").replace("\\_", "_");
            let url = url.replace("\\&", "&").replace("\\#", "#");
            url.trim_matches(['<', '>', ' ']).to_owned()
        };
        if let Some(url) = draft.field("url").map(plain) {
            if is_address(&url) {
                put(item, "URL", Some(url));
            } else {
                let place = Place::new(self.file, draft.place("url"));
                let fault = Diagnostic::warning("bad-link", place, "this is not a web address");
                self.faults
                    .push(fault.help("addresses begin with https:// and have no spaces"));
            }
        }
        // `howpublished = {\url{…}}` is how BibTeX had it.
        let published = item.get("publisher").and_then(Value::as_str);
        if let Some(url) = published.filter(|text| is_address(text)).map(str::to_owned) {
            item.remove("publisher");
            put(item, "URL", Some(url));
        }
        let eprint = draft.field("eprint").filter(|_| !item.contains_key("DOI"));
        let kind = draft
            .first(&["eprinttype", "archiveprefix"])
            .unwrap_or_default();
        put(
            item,
            "URL",
            eprint.and_then(|id| eprint_address(&kind.to_lowercase(), &id)),
        );
    }

    fn put_names(&mut self, item: &mut Item, draft: &Draft<'_>) {
        for (from, to) in NAMES {
            self.put_people(item, draft, from, to);
        }
        for (from, role) in EDITORS {
            let role = draft.field(role).unwrap_or_default();
            self.put_people(item, draft, from, editor_variable(&role));
        }
    }

    fn put_people(&mut self, item: &mut Item, draft: &Draft<'_>, from: &str, to: &str) {
        let people = match draft.entry.get_as::<Vec<Person>>(from) {
            Ok(people) => people,
            Err(RetrievalError::Missing(_)) => return,
            Err(RetrievalError::TypeError(_)) => {
                let fault = unreadable(self.file, draft.place(from), "these are not names");
                self.faults.push(fault.help(
                    "write {Ashcroft, Alice and Barnes, Steven A.}, and {{Karlag Museum}} for a body",
                ));
                return;
            }
        };
        if people.iter().any(|person| person.name == "others") {
            let place = Place::new(self.file, draft.place(from));
            let fault = Diagnostic::advice("ignored-field", place, "`and others` is not printed");
            self.faults
                .push(fault.help("name everybody: the styles shorten long lists themselves"));
        }
        let people: Vec<Value> = people
            .iter()
            .filter(|person| person.name != "others")
            .map(name)
            .collect();
        if !people.is_empty() {
            item.entry(to).or_insert(Value::Array(people));
        }
    }

    fn put_dates(&mut self, item: &mut Item, draft: &Draft<'_>) {
        let dates = [
            ("issued", "date"),
            ("accessed", "urldate"),
            ("accessed", "lastchecked"),
            ("original-date", "origdate"),
            ("event-date", "eventdate"),
        ];
        for (to, from) in dates {
            let Some(words) = draft.field(from) else {
                continue;
            };
            match date::edtf(&words) {
                Some(date) => drop(item.entry(to).or_insert(date)),
                None if to == "issued" && date::is_words(&words) => {
                    put(item, "status", Some(words));
                }
                None => {
                    let fault = bad_date(self.file, draft.place(from), &words);
                    self.faults.push(fault);
                }
            }
        }
        self.put_year(item, draft);
    }

    /// The three fields of older files.
    fn put_year(&mut self, item: &mut Item, draft: &Draft<'_>) {
        let Some(year) = draft.field("year").filter(|_| !item.contains_key("issued")) else {
            return;
        };
        let month = draft.field("month").and_then(|month| month_number(&month));
        let day = draft.field("day").filter(|_| month.is_some());
        let parts = [Some(year.clone()), month, day];
        let joined = parts.into_iter().flatten().collect::<Vec<_>>().join("-");
        match date::edtf(&joined).or_else(|| date::loose_year(&year)) {
            Some(date) => drop(item.insert("issued".to_owned(), date)),
            // `year = {forthcoming}`.
            None if date::is_words(&year) => put(item, "status", Some(year)),
            None => {
                let fault = bad_date(self.file, draft.place("year"), &year);
                self.faults.push(fault);
            }
        }
    }
}

fn read_fields() -> impl Iterator<Item = &'static str> {
    let names = NAMES.into_iter().chain(EDITORS).chain(FIELDS);
    names.map(|(name, _)| name).chain(READ)
}

fn is_read(name: &str) -> bool {
    read_fields().any(|read| read == name)
}

fn is_quiet(name: &str) -> bool {
    QUIET.contains(&name)
        || name.starts_with("bdsk-")
        || name.starts_with('_')
        || name.starts_with("tex.")
}

fn put(item: &mut Item, key: &str, value: Option<String>) {
    if let Some(value) = value {
        item.entry(key).or_insert(Value::String(value));
    }
}

fn put_titles(item: &mut Item, draft: &Draft<'_>) {
    put(item, "title", joined(draft, "title", "subtitle"));
    put(
        item,
        "container-title",
        joined(draft, "journaltitle", "journalsubtitle"),
    );
    put(
        item,
        "container-title",
        joined(draft, "booktitle", "booksubtitle"),
    );
    let Some(addon) = draft.field("titleaddon") else {
        return;
    };
    // In square brackets, what stands behind a title is its translation.
    let translation = addon
        .strip_prefix('[')
        .and_then(|addon| addon.strip_suffix(']'));
    let key = match (kind(draft), translation) {
        (_, Some(_)) => "translated-title",
        ("webpage" | "post-weblog" | "post", _) => "container-title",
        _ => "note",
    };
    put(item, key, Some(translation.unwrap_or(&addon).to_owned()));
}

fn joined(draft: &Draft<'_>, title: &str, subtitle: &str) -> Option<String> {
    let title = draft.title(title)?;
    Some(match draft.title(subtitle) {
        Some(subtitle) if title.ends_with(['?', '!']) => format!("{title} {subtitle}"),
        Some(subtitle) => format!("{title}: {subtitle}"),
        None => title,
    })
}

/// A number is the issue of a journal, the place in a series, or the thing's own.
fn number_variable(draft: &Draft<'_>) -> &'static str {
    match kind(draft) {
        kind if kind.starts_with("article") || kind == "periodical" => "issue",
        "book" | "chapter" | "paper-conference" => "collection-number",
        _ => "number",
    }
}

/// The first of several languages, as a tag.
fn first_language(names: &str) -> String {
    language_tag(
        names
            .split([',', ';'])
            .next()
            .unwrap_or_default()
            .split(" and ")
            .next()
            .unwrap_or_default(),
    )
}

fn eprint_address(kind: &str, id: &str) -> Option<String> {
    match kind {
        "arxiv" => Some(format!("https://arxiv.org/abs/{id}")),
        "jstor" => Some(format!("https://www.jstor.org/stable/{id}")),
        "hdl" => Some(format!("https://hdl.handle.net/{id}")),
        _ => None,
    }
}

fn editor_variable(role: &str) -> &'static str {
    match role {
        "director" => "director",
        "compiler" => "compiler",
        "translator" => "translator",
        "interviewer" => "interviewer",
        "recipient" => "recipient",
        "producer" => "producer",
        "organizer" => "organizer",
        "narrator" => "narrator",
        "collaborator" | "contributor" => "contributor",
        _ => "editor",
    }
}

fn put_defaults(item: &mut Item, draft: &Draft<'_>) {
    match kind(draft) {
        // Zotero and others keep the site's name here.
        "webpage" | "post-weblog" => {
            if let Some(site) = draft.field("organization") {
                item.remove("publisher");
                item.insert("container-title".to_owned(), Value::String(site));
            }
        }
        "thesis" if draft.is("mastersthesis") || draft.is("mathesis") => {
            put(item, "genre", Some("Master’s thesis".to_owned()));
        }
        "thesis" if draft.is("phdthesis") => put(item, "genre", Some("PhD thesis".to_owned())),
        "motion_picture" if !item.contains_key("director") => {
            if let Some(people) = item.remove("author") {
                item.insert("director".to_owned(), people);
            }
        }
        // What it is stands where others name a publisher.
        "interview" => {
            if let Some(published) = draft.field("howpublished") {
                item.remove("publisher");
                if !item.contains_key("interviewer") {
                    put(item, "genre", Some(published));
                }
            }
        }
        _ => {}
    }
    let name = item.get("genre").and_then(Value::as_str).and_then(genre);
    if let Some(name) = name {
        item.insert("genre".to_owned(), json!(name));
    }
}

/// The keys that BibLaTeX translates.
fn genre(key: &str) -> Option<&'static str> {
    match key {
        "phdthesis" => Some("PhD thesis"),
        "mathesis" => Some("Master’s thesis"),
        "bathesis" => Some("Bachelor’s thesis"),
        "candthesis" => Some("Candidate thesis"),
        "techreport" => Some("Technical report"),
        "resreport" => Some("Research report"),
        _ => None,
    }
}

fn kind(draft: &Draft<'_>) -> &'static str {
    let subtype = draft
        .first(&["entrysubtype"])
        .unwrap_or_default()
        .to_lowercase();
    let written = draft.kind.text.to_lowercase();
    let known = TYPES.iter().find(|(name, _)| *name == written);
    match (
        known.map_or("document", |(_, kind)| *kind),
        subtype.as_str(),
    ) {
        ("article-journal", "magazine") => "article-magazine",
        ("article-journal", "newspaper") => "article-newspaper",
        ("document" | "manuscript", "letter") => "personal_communication",
        ("document" | "manuscript", "interview") => "interview",
        ("document", _) => loose_kind(draft),
        (kind, _) => kind,
    }
}

/// What an `@misc` is, by what is said of it.
fn loose_kind(draft: &Draft<'_>) -> &'static str {
    let said = draft
        .first(&["howpublished", "type", "note"])
        .unwrap_or_default()
        .to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| said.starts_with(word));
    let has = |name: &str| draft.field(name).is_some();
    match () {
        () if has("interviewer") || says(&["interview", "интервью", "сұхбат"]) => {
            "interview"
        }
        () if says(&["letter", "письмо", "хат"]) => "personal_communication",
        () if has("archive") || has("archivelocation") || has("archive_location") => "manuscript",
        () if has("url") || is_address(&said) => "webpage",
        () => "document",
    }
}

fn name(person: &Person) -> Value {
    if person.given_name.is_empty() && person.prefix.is_empty() {
        return json!({ "literal": person.name });
    }
    let parts = [
        ("family", &person.name),
        ("given", &person.given_name),
        ("non-dropping-particle", &person.prefix),
        ("suffix", &person.suffix),
    ];
    let written = parts.into_iter().filter(|(_, part)| !part.is_empty());
    written
        .map(|(key, part)| (key.to_owned(), json!(part)))
        .collect::<Item>()
        .into()
}

fn month_number(month: &str) -> Option<String> {
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let small = month.to_lowercase();
    let named = months
        .iter()
        .position(|month| small.starts_with(month))
        .map(|at| at + 1);
    let number = named.or_else(|| small.parse().ok())?;
    Some(format!("{number:02}"))
}

#[cfg(test)]
mod tests {
    use crate::bibliography::import::{Format, import};
    use crate::diagnostic::SourceFile;

    fn read(bib: &str) -> String {
        let read = import(Format::Bib, &SourceFile::new("refs.bib", bib.to_owned()));
        let items = read
            .sources
            .into_iter()
            .map(|source| serde_json::Value::from(source.item).to_string());
        let faults = read.faults.into_iter().map(|fault| {
            let place = fault.place.expect("a place");
            let (line, column) = place.line_column();
            let words = &place.file.text[place.range];
            format!(
                "{line}:{column} {}: {words:?}: {}",
                fault.code, fault.message
            )
        });
        items.chain(faults).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn entries_become_items() {
        insta::assert_snapshot!(read(r"
@online{alzhir, title = {Личности в истории лагеря}, organization = {Museum-Alzhir.kz}, date = {2025},
  url = {https://museum-alzhir.kz/ru/}, urldate = {2025-03-14}, language = {ru}}
@article{kaplan, author = {Kaplan, Vera and {Memorial}}, title = {Happy Childhood}, subtitle = {the steppe},
  journaltitle = {Slavic Review}, volume = 70, number = 2, pages = {321--345}, year = 2011, month = feb, langid = {english}}
@book{kuznetsova, editor = {Кузнецова, Екатерина}, title = {Карлаг}, publisher = {Болашак}, address = {Караганда},
  date = {1941/1952}, langid = {russian}}
@phdthesis{hardy, author = {von Hardy, Jr, Jeffrey}, title = {Mothers}, school = {Nazarbayev University}, year = {forthcoming}}
@video{film, title = {АЛЖИР}, date = {2022-01-22~}}
"), @r##"
{"URL":"https://museum-alzhir.kz/ru/","accessed":{"date-parts":[[2025,3,14]]},"container-title":"Museum-Alzhir.kz","id":"alzhir","issued":{"date-parts":[[2025]]},"language":"ru","title":"Личности в истории лагеря","type":"webpage"}
{"author":[{"family":"Kaplan","given":"Vera"},{"literal":"Memorial"}],"container-title":"Slavic Review","id":"kaplan","issue":"2","issued":{"date-parts":[[2011,2]]},"language":"en","page":"321–345","title":"Happy Childhood: the steppe","type":"article-journal","volume":"70"}
{"editor":[{"family":"Кузнецова","given":"Екатерина"}],"id":"kuznetsova","issued":{"date-parts":[[1941],[1952]]},"language":"ru","publisher":"Болашак","publisher-place":"Караганда","title":"Карлаг","type":"book"}
{"author":[{"family":"Hardy","given":"Jeffrey","non-dropping-particle":"von","suffix":"Jr"}],"genre":"PhD thesis","id":"hardy","publisher":"Nazarbayev University","status":"forthcoming","title":"Mothers","type":"thesis"}
{"id":"film","issued":{"circa":true,"date-parts":[[2022,1,22]]},"title":"АЛЖИР","type":"motion_picture"}
"##);
    }

    #[test]
    fn faults_have_places() {
        insta::assert_snapshot!(read("@book{a, title = {A}, date = {2011-13}}\n@book{b, title = {Б}, urldate = {вчера}}"), @r##"
{"id":"a","title":"A","type":"book"}
{"id":"b","title":"Б","type":"book"}
1:31 bad-date: "2011-13": `2011-13` is not a date
2:34 bad-date: "вчера": `вчера` is not a date
"##);
        insta::assert_snapshot!(read("@book{a, title = {A}\n@book{b, title = {Б}}"), @r##"
{"id":"a","title":"A","type":"book"}
{"id":"b","title":"Б","type":"book"}
1:1 bad-sources: "@book": this `@book` is never closed
"##);
    }
}
