//! A source as `COinS` (a `ContextObject` of Z39.88-2004 in a SPAN), which Zotero and its like save.

use form_urlencoded::Serializer;
use maud::{Markup, html};

use crate::tour::Source;

use super::item::{Item, Name};

/// An empty element whose title holds the source. It is nothing to look at or to hear.
pub(crate) fn coins(source: &Source) -> Markup {
    html! {
        span.Z3988 title=(context(Item(source))) aria-hidden="true" {}
    }
}

/// A metadata format of the registry of `OpenURL`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Book,
    Journal,
    Dissertation,
    /// Dublin Core, for what the others have no words for.
    Dc,
}

impl Format {
    fn of(kind: &str) -> Self {
        match kind {
            "book" | "chapter" | "paper-conference" | "report" | "collection" | "classic"
            | "entry-dictionary" | "entry-encyclopedia" | "entry" => Self::Book,
            "article" | "article-journal" | "article-magazine" | "article-newspaper" | "review"
            | "review-book" => Self::Journal,
            "thesis" => Self::Dissertation,
            _ => Self::Dc,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Book => "info:ofi/fmt:kev:mtx:book",
            Self::Journal => "info:ofi/fmt:kev:mtx:journal",
            Self::Dissertation => "info:ofi/fmt:kev:mtx:dissertation",
            Self::Dc => "info:ofi/fmt:kev:mtx:dc",
        }
    }
}

fn context(item: Item<'_>) -> String {
    let format = Format::of(item.kind());
    let mut made = Made(Serializer::new(String::new()));
    made.put("ctx_ver", "Z39.88-2004");
    made.put("rft_val_fmt", format.name());
    made.put("rfr_id", "info:sid/docent");
    match format {
        Format::Book => book(item, &mut made),
        Format::Journal => journal(item, &mut made),
        Format::Dissertation => thesis(item, &mut made),
        Format::Dc => document(item, &mut made),
    }
    people(item, &mut made);
    made.field("rft.date", item.issued());
    made.field("rft.language", item.text("language"));
    if let Some(doi) = item.doi() {
        made.put("rft_id", &format!("info:doi/{doi}"));
    }
    made.field("rft_id", item.address().filter(|_| format != Format::Dc));
    made.0.finish()
}

/// What is made: keys and values, encoded.
struct Made(Serializer<'static, String>);

impl Made {
    fn put(&mut self, key: &str, value: &str) {
        self.0.append_pair(key, value);
    }

    fn field(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            self.put(key, &value);
        }
    }
}

fn book(item: Item<'_>, made: &mut Made) {
    match item.kind() {
        "book" | "collection" | "classic" => {
            made.put("rft.genre", "book");
            made.field("rft.btitle", item.text("title"));
        }
        "report" => {
            made.put("rft.genre", "report");
            made.field("rft.btitle", item.text("title"));
        }
        kind => {
            let genre = if kind == "paper-conference" {
                "proceeding"
            } else {
                "bookitem"
            };
            made.put("rft.genre", genre);
            made.field("rft.atitle", item.text("title"));
            made.field("rft.btitle", item.text("container-title"));
        }
    }
    made.field("rft.place", item.text("publisher-place"));
    made.field("rft.publisher", item.text("publisher"));
    made.field("rft.edition", item.text("edition"));
    made.field("rft.series", item.text("collection-title"));
    made.field("rft.isbn", item.text("ISBN"));
    made.field("rft.pages", item.text("page"));
    made.field("rft.tpages", item.text("number-of-pages"));
}

fn journal(item: Item<'_>, made: &mut Made) {
    made.put("rft.genre", "article");
    made.field("rft.atitle", item.text("title"));
    made.field("rft.jtitle", item.text("container-title"));
    made.field("rft.volume", item.text("volume"));
    made.field("rft.issue", item.text("issue"));
    made.field("rft.issn", item.text("ISSN"));
    made.field("rft.pages", item.text("page"));
}

fn thesis(item: Item<'_>, made: &mut Made) {
    made.field("rft.title", item.text("title"));
    made.field("rft.inst", item.text("publisher"));
    made.field("rft.degree", item.text("genre"));
    made.field("rft.tpages", item.text("number-of-pages"));
}

fn document(item: Item<'_>, made: &mut Made) {
    made.put("rft.type", saved_as(item.kind()));
    made.field("rft.title", item.text("title"));
    made.field("rft.source", item.text("container-title"));
    made.field("rft.publisher", item.text("publisher"));
    made.field("rft.identifier", item.address());
}

/// Zotero's name for a type of source; a document where it has none.
fn saved_as(kind: &str) -> &'static str {
    match kind {
        "webpage" | "post" => "webpage",
        "post-weblog" => "blogPost",
        "motion_picture" => "film",
        "broadcast" => "tvBroadcast",
        "map" => "map",
        "manuscript" => "manuscript",
        "interview" => "interview",
        "graphic" | "figure" => "artwork",
        "speech" => "presentation",
        "song" => "audioRecording",
        "software" => "computerProgram",
        "personal_communication" => "letter",
        "legislation" | "regulation" | "treaty" => "statute",
        "bill" => "bill",
        "hearing" => "hearing",
        "legal_case" => "case",
        "patent" => "patent",
        "dataset" => "dataset",
        "standard" => "standard",
        _ => "document",
    }
}

/// The first author in parts, all others whole; corporate bodies as what they are, so that no reader
/// takes the last word of their names for a family's.
fn people(item: Item<'_>, made: &mut Made) {
    for (at, name) in item.names("author").iter().enumerate() {
        match name {
            Name::Person { family, given } if at == 0 => {
                made.put("rft.aulast", family);
                made.field("rft.aufirst", given.map(str::to_owned));
            }
            Name::Person { .. } => made.put("rft.au", &name.whole()),
            Name::Literal(body) => made.put("rft.aucorp", body),
        }
    }
}
