//! What each field of a source holds, with an example: the variables of CSL 1.0.2 in our words.

/// Name, meaning, example.
const FIELDS: [(&str, &str, &str); 107] = [
    ("id", "The name by which texts cite it.", "keeper-1881"),
    ("type", "What kind of source it is.", "book"),
    ("title", "Its title.", "The Keeper’s Year"),
    (
        "translated-title",
        "The title in the tour’s language, printed in brackets behind the title.",
        "Persons in the history of the camp",
    ),
    (
        "title-short",
        "A short form of the title, for repeated notes.",
        "Keeper",
    ),
    (
        "shortTitle",
        "A short form of the title, as Zotero writes the key.",
        "Keeper",
    ),
    (
        "original-title",
        "The title of the work that this one translates.",
        "Год смотрителя",
    ),
    (
        "language",
        "The language it is written in, as a tag; titles are printed accordingly.",
        "ru",
    ),
    ("author", "Who wrote it.", ""),
    ("editor", "Who edited it.", ""),
    ("editor-translator", "Who edited and translated it.", ""),
    ("editorial-director", "Who directed the edition.", ""),
    ("translator", "Who translated it.", ""),
    (
        "container-author",
        "Who wrote the work that contains it.",
        "",
    ),
    ("collection-editor", "Who edited the series.", ""),
    (
        "original-author",
        "Who wrote the work that this one is based on.",
        "",
    ),
    (
        "reviewed-author",
        "Who wrote the work that this one reviews.",
        "",
    ),
    (
        "interviewer",
        "Who asked the questions of an interview.",
        "",
    ),
    ("recipient", "To whom a letter was written.", ""),
    ("director", "Who directed the film.", ""),
    ("producer", "Who produced it.", ""),
    ("executive-producer", "Who was its executive producer.", ""),
    ("script-writer", "Who wrote the script.", ""),
    ("series-creator", "Who created the series.", ""),
    ("performer", "Who performed.", ""),
    ("narrator", "Who reads or narrates.", ""),
    ("composer", "Who composed the music.", ""),
    ("illustrator", "Who drew the pictures.", ""),
    ("compiler", "Who compiled it.", ""),
    ("contributor", "Who else had a part in it.", ""),
    ("curator", "Who curated the exhibition.", ""),
    ("organizer", "Who organised the event.", ""),
    ("chair", "Who chaired the session.", ""),
    ("host", "Who hosted the broadcast.", ""),
    ("guest", "Who was the guest of the broadcast.", ""),
    ("issued", "When it appeared.", "2025-02-16"),
    ("accessed", "When a web page was read.", "2026-11-02"),
    ("original-date", "When the original appeared.", "1937"),
    ("event-date", "When the event took place.", "1938-04-09"),
    ("submitted", "When it was handed in.", "2019-05"),
    ("available-date", "When it became available.", "2020"),
    (
        "container-title",
        "The journal, newspaper, book or site that it is part of.",
        "Retrospect Journal",
    ),
    (
        "container-title-short",
        "A short form of that title.",
        "Retrospect",
    ),
    (
        "journalAbbreviation",
        "The abbreviation of the journal, as Zotero writes the key.",
        "Retr. J.",
    ),
    ("collection-title", "The series.", "Studies of the Steppe"),
    ("collection-number", "Its number in the series.", "12"),
    ("publisher", "Who published it.", "Harbour Press"),
    ("publisher-place", "Where it was published.", "Karaganda"),
    (
        "original-publisher",
        "Who published the original.",
        "Gosizdat",
    ),
    (
        "original-publisher-place",
        "Where the original was published.",
        "Moscow",
    ),
    ("edition", "Which edition it is.", "2"),
    ("volume", "The volume.", "14"),
    (
        "volume-title",
        "The title of the volume.",
        "The Years of War",
    ),
    ("volume-title-short", "A short form of that title.", "War"),
    ("number-of-volumes", "How many volumes there are.", "3"),
    ("issue", "The number of the journal.", "3"),
    ("supplement", "The number of the supplement.", "1"),
    ("part", "The number of the part.", "2"),
    ("part-number", "The number of the part.", "2"),
    (
        "transliterated-title",
        "The title in Latin letters, printed behind the title.",
        "Lichnosti v istorii lagerya",
    ),
    ("part-title", "The title of the part.", "Letters"),
    ("printing", "Which printing it is.", "4"),
    ("page", "The pages it stands on.", "12–34"),
    ("page-first", "The first of these pages.", "12"),
    ("number-of-pages", "How many pages it has.", "212"),
    ("chapter-number", "The number of the chapter.", "5"),
    ("section", "The section of the newspaper or law.", "Culture"),
    (
        "number",
        "The number of the report, order or record.",
        "00486",
    ),
    ("version", "The version.", "1.2"),
    (
        "genre",
        "What kind of thing it is, more closely.",
        "PhD diss.",
    ),
    ("medium", "What it is recorded on.", "audio recording"),
    ("dimensions", "How long or how large it is.", "52 min."),
    ("scale", "The scale of a map.", "1:500000"),
    (
        "division",
        "The part of an institution.",
        "Department of History",
    ),
    ("URL", "Its web address.", "https://example.org/page"),
    ("DOI", "Its DOI, without an address.", "10.1000/182"),
    ("ISBN", "Its ISBN.", "978-3-16-148410-0"),
    ("ISSN", "Its ISSN.", "2049-3630"),
    ("PMID", "Its number in PubMed.", "12345678"),
    ("PMCID", "Its number in PubMed Central.", "PMC1234567"),
    (
        "archive",
        "The archive that keeps it.",
        "State Archive of Karaganda Region",
    ),
    ("archive_collection", "The fonds or collection.", "fonds 16"),
    (
        "archive_location",
        "Where in the archive: inventory, file, leaf.",
        "inv. 1, file 23, l. 4",
    ),
    ("archive-place", "The town of the archive.", "Karaganda"),
    ("call-number", "The shelf mark.", "63.3 К21"),
    (
        "authority",
        "The court, ministry or office that issued it.",
        "NKVD of the USSR",
    ),
    ("jurisdiction", "Where a law or judgment holds.", "USSR"),
    (
        "references",
        "Related documents, as laws cite them.",
        "repealed 1938",
    ),
    (
        "status",
        "How far it has come: forthcoming, in press.",
        "forthcoming",
    ),
    (
        "event",
        "The conference or exhibition, as older files call it.",
        "Days of Memory",
    ),
    (
        "event-title",
        "The conference or exhibition.",
        "Days of Memory",
    ),
    ("event-place", "Where it took place.", "Astana"),
    (
        "reviewed-title",
        "The title of the work that it reviews.",
        "The Keeper’s Year",
    ),
    ("reviewed-genre", "What kind of work it reviews.", "film"),
    (
        "abstract",
        "A summary; not printed.",
        "On the keepers of the lamp.",
    ),
    ("annote", "A remark, for annotated lists.", "With a map."),
    (
        "note",
        "Anything else; some styles print it.",
        "Read in an archived copy.",
    ),
    ("keyword", "Key words; not printed.", "memory"),
    (
        "source",
        "Where it was found: a database or catalogue.",
        "Zakon.kz",
    ),
    (
        "citation-key",
        "The key of another program; not printed.",
        "light1881",
    ),
    (
        "citation-label",
        "A label, for styles that print labels.",
        "Lig81",
    ),
    (
        "citation-number",
        "A number, for styles that number; docent sets its own.",
        "3",
    ),
    ("first-reference-note-number", "Set by docent itself.", "3"),
    (
        "locator",
        "A place in the source; better given where it is cited: [@id, p. 12].",
        "12",
    ),
    (
        "year-suffix",
        "A letter behind the year; docent sets its own.",
        "a",
    ),
    (
        "categories",
        "Key words of the citation program; not printed.",
        "memory",
    ),
    (
        "custom",
        "Whatever another program keeps here; not printed.",
        "shelf 3",
    ),
];

/// What a field holds, and an example of a text in it.
///
/// Both empty for a name that is no field.
pub(super) fn describe(name: &str) -> (&'static str, &'static str) {
    let found = FIELDS.iter().find(|(field, ..)| *field == name);
    found.map_or(("", ""), |(_, meaning, example)| (meaning, example))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::FIELDS;
    use crate::bibliography::csl;

    #[test]
    fn every_variable_is_described_and_nothing_else() {
        let described: BTreeSet<_> = FIELDS.iter().map(|(name, ..)| *name).collect();
        assert_eq!(described, csl::variables().collect());
    }
}
