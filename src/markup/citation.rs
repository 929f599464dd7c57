//! The grammar of citations, as pandoc has it: `[see @diaz-2023, pp. 12–19; @ashcroft-2025]`.

use std::ops::Range;

use super::{Citation, Cite, Locator};

/// What the words between two brackets are read as.
pub(crate) struct Parsed {
    pub(crate) citation: Citation,
    /// Where in the words each source's id stands.
    pub(crate) places: Vec<Range<usize>>,
    /// What would be lost or taken for something else.
    pub(crate) slips: Vec<Slip>,
}

/// Words of a citation that cannot be read as they stand.
pub(crate) struct Slip {
    /// Bytes of the words between the brackets.
    pub(crate) range: Range<usize>,
    pub(crate) message: &'static str,
    pub(crate) help: &'static str,
}

/// The citation that the words between two brackets are; `None` for other words, such as `sic`.
pub(crate) fn parse(words: &str) -> Option<Parsed> {
    at_sign(words)?;
    let (mut cites, mut places, mut slips) = (Vec::new(), Vec::new(), Vec::new());
    let mut start = 0;
    for part in words.split(';') {
        let within = |range: Range<usize>| start + range.start..start + range.end;
        let slip = match cite(part) {
            Some((cite, range)) => {
                let slip = undivided(part, range.end);
                places.push(within(range));
                cites.push(cite);
                slip
            }
            None => sourceless(part),
        };
        slips.extend(slip.map(|slip| Slip {
            range: within(slip.range.clone()),
            ..slip
        }));
        start += part.len() + 1;
    }
    (!cites.is_empty()).then_some(Parsed {
        citation: Citation { cites },
        places,
        slips,
    })
}

/// A part without a source, which nobody would be shown; what is blank is no loss.
fn sourceless(part: &str) -> Option<Slip> {
    let words = part.trim();
    let start = part.len() - part.trim_start().len();
    let help = if begins_with_place(words) {
        "a page follows a comma: [@x, p. 12]"
    } else {
        "put @ before its id; other words stand before the @ or behind a comma: [see @x, p. 12]"
    };
    (!words.is_empty()).then_some(Slip {
        range: start..start + words.len(),
        message: "a source begins with @",
        help,
    })
}

/// A second source in one part, which would be taken for a page of the first.
fn undivided(part: &str, end_of_id: usize) -> Option<Slip> {
    let signs = part[end_of_id..].match_indices('@');
    let at = signs.map(|(at, _)| end_of_id + at).find(|at| {
        let before = part[..*at].chars().next_back();
        let is_inside = *at > end_of_id && before.is_some_and(char::is_alphanumeric);
        !is_inside && part[at + 1..].starts_with(is_id)
    })?;
    let end = at + 1 + id(&part[at + 1..]).len();
    Some(Slip {
        range: at..end,
        message: "sources are divided by semicolons",
        help: "write [@x, p. 12; @y]",
    })
}

/// The `@` of the first id.
fn at_sign(words: &str) -> Option<usize> {
    memchr::memchr_iter(b'@', words.as_bytes()).find(|at| {
        let before = words[..*at].chars().next_back();
        let after = words[at + 1..].chars().next();
        before.is_none_or(|c| c.is_whitespace() || "([«“\"'-;".contains(c))
            && after.is_some_and(is_id)
    })
}

fn cite(part: &str) -> Option<(Cite, Range<usize>)> {
    let at = at_sign(part)?;
    let id = id(&part[at + 1..]);
    let end = at + 1 + id.len();
    let cite = Cite {
        source: id.into(),
        prefix: part[..at].trim().into(),
        locator: locator(&part[end..]),
    };
    Some((cite, at + 1..end))
}

/// The id that a text begins with, perhaps none.
pub(super) fn id(text: &str) -> &str {
    let end = text.find(|c| !is_id(c)).unwrap_or(text.len());
    text[..end].trim_end_matches(['.', ':', '-', '_', '/'])
}

fn is_id(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '/')
}

/// What stands behind an id: `, para. 4`.
fn locator(text: &str) -> Option<Locator> {
    let text = text.trim().trim_start_matches([',', ':']).trim();
    if !text.contains(char::is_alphanumeric) {
        return None;
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(Locator {
            label: "page",
            value: text.into(),
        });
    }
    let (word, value) = word_and_value(text);
    let (label, value) = match label(word) {
        Some(label) if names_place(label, value) => (label, value),
        _ => (Locator::UNLABELLED, text),
    };
    Some(Locator {
        label,
        value: value.into(),
    })
}

/// `p. 12` or `p.12` as `p.` and `12`.
fn word_and_value(text: &str) -> (&str, &str) {
    let end = text.find([' ', '\u{a0}', '\n']).unwrap_or(text.len());
    match text.char_indices().find(|(_, c)| c.is_ascii_digit()) {
        Some((digit, _)) if digit < end => (&text[..digit], &text[digit..]),
        _ => (&text[..end], text[end..].trim()),
    }
}

/// The words begin with a number or a known label, as what stands behind a comma does.
fn begins_with_place(words: &str) -> bool {
    let (word, value) = word_and_value(words);
    let is_number = word.is_empty() && !value.contains(char::is_alphabetic);
    is_number || label(word).is_some_and(|label| names_place(label, value))
}

/// What stands behind a label's word makes it one: in `part of a letter`, it is none.
fn names_place(label: &str, value: &str) -> bool {
    let first = value.split([' ', '\u{a0}', '\n', '-', '–']).next();
    let first = first.unwrap_or_default();
    let word = first.trim_matches(|c: char| !c.is_alphanumeric());
    let is_number = word.contains(|c: char| c.is_numeric());
    let is_roman = word.chars().all(|c| "ivxlcdmIVXLCDM".contains(c));
    let is_letter = word.chars().nth(1).is_none();
    !word.is_empty() && (is_number || is_roman || is_letter || label == "sub-verbo")
}

/// The CSL locator label of a word or abbreviation, in the languages that tours are written in.
fn label(word: &str) -> Option<&'static str> {
    let word = word.trim_end_matches('.').to_lowercase();
    Some(match word.as_str() {
        "p" | "pp" | "page" | "pages" | "s" | "seite" | "seiten" | "с" | "c" | "стр" | "б"
        | "бет" => "page",
        "para" | "paras" | "par" | "paragraph" | "paragraphs" | "¶" | "¶¶" | "абз" | "абзац" => {
            "paragraph"
        }
        "ch" | "chs" | "chap" | "chaps" | "chapter" | "chapters" | "kap" | "kapitel" | "гл"
        | "глава" => "chapter",
        "fig" | "figs" | "figure" | "figures" | "abb" | "abbildung" | "рис" | "илл" | "сур" => {
            "figure"
        }
        "vol" | "vols" | "volume" | "volumes" | "bd" | "bde" | "band" | "т" | "том" => "volume",
        "no" | "nos" | "issue" | "issues" | "№" | "вып" => "issue",
        "col" | "cols" | "column" | "columns" | "стб" => "column",
        "l" | "ll" | "line" | "lines" | "стк" => "line",
        "f" | "ff" | "fol" | "fols" | "folio" | "folios" | "bl" | "blatt" | "л" | "лл" => {
            "folio"
        }
        "sec" | "secs" | "section" | "sections" | "abschn" | "abschnitt" | "§" | "§§" | "разд"
        | "раздел" => "section",
        "pt" | "pts" | "part" | "parts" | "ч" | "часть" => "part",
        "bk" | "bks" | "book" | "books" | "кн" => "book",
        "n" | "nn" | "note" | "notes" | "прим" => "note",
        "v" | "vv" | "verse" | "verses" => "verse",
        "s.v" | "sv" | "s.vv" => "sub-verbo",
        "op" | "opus" => "opus",
        "appendix" | "app" | "прил" => "appendix",
        "table" | "tables" | "табл" => "table",
        "time" | "timestamp" => "timestamp",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn show(words: &str) -> String {
        let Some(parsed) = parse(words) else {
            return "none".to_owned();
        };
        let cites = parsed.citation.cites.iter().zip(parsed.places);
        let cites = cites.map(|(cite, place)| {
            assert_eq!(&words[place], &*cite.source);
            let locator = cite
                .locator
                .as_ref()
                .map_or(String::new(), |it| format!(" {}={}", it.label, it.value));
            format!("{}<{}>{locator}", cite.prefix, cite.source)
        });
        cites.collect::<Vec<_>>().join(" + ")
    }

    #[test]
    fn reads_citations_as_pandoc_does() {
        for (words, expected) in [
            ("@a", "<a>"),
            (
                "@ashcroft-2025, para. 4; see @diaz-2023, pp. 12–19",
                "<ashcroft-2025> paragraph=4 + see<diaz-2023> page=12–19",
            ),
            ("@a, 12", "<a> page=12"),
            ("@a, p.12", "<a> page=12"),
            ("@a, с. 7", "<a> page=7"),
            ("@a, л. 3 об.", "<a> folio=3 об."),
            ("@a, bibliography", "<a> =bibliography"),
            ("@a, online", "<a> =online"),
            ("@a, S. 12", "<a> page=12"),
            ("@a, Seite 12", "<a> page=12"),
            ("@a, c. 7", "<a> page=7"),
            ("@a, Bl. 3", "<a> folio=3"),
            ("@a, fol. 3v", "<a> folio=3v"),
            ("@a, Kap. III", "<a> chapter=III"),
            ("@a, Abb. 2–3", "<a> figure=2–3"),
            ("@a, Bd. 2", "<a> volume=2"),
            ("@a, min. 12", "<a> =min. 12"),
            ("@a, мин. 12", "<a> =мин. 12"),
            ("@a, map 3", "<a> =map 3"),
            ("@a, ф. 16, оп. 1, д. 34", "<a> =ф. 16, оп. 1, д. 34"),
            ("@a, оп. 1", "<a> =оп. 1"),
            ("@a, д. 34", "<a> =д. 34"),
            ("@a, part of a letter", "<a> =part of a letter"),
            ("@a, table of contents", "<a> =table of contents"),
            ("@a, note by the editor", "<a> =note by the editor"),
            ("@a, p. xii", "<a> page=xii"),
            ("@a, fig. A", "<a> figure=A"),
            ("@a, s.v. zek", "<a> sub-verbo=zek"),
            ("@a, no. 3, p. 4", "<a> issue=3, p. 4"),
            ("compare @a.", "compare<a>"),
            ("sic", "none"),
            ("mail me at a@b.org", "none"),
            ("@", "none"),
        ] {
            assert_eq!(show(words), expected, "{words}");
        }
    }

    #[test]
    fn words_that_would_be_lost_are_told_where_they_stand() {
        const PAGE: &str = "a page follows a comma: [@x, p. 12]";
        const OTHER: &str = "put @ before its id; other words stand before the @ or behind a comma: [see @x, p. 12]";
        const DIVIDED: &str = "write [@x, p. 12; @y]";
        for (words, expected) in [
            ("@a; p. 12", vec![("p. 12", PAGE)]),
            ("@a; 12–19", vec![("12–19", PAGE)]),
            ("@a, fol. 3;fol. 5", vec![("fol. 5", PAGE)]),
            ("@a; b-1941, fol. 3", vec![("b-1941, fol. 3", OTHER)]),
            ("@a; 1941-b", vec![("1941-b", OTHER)]),
            ("see the diary; @a", vec![("see the diary", OTHER)]),
            ("@a; @ b", vec![("@ b", OTHER)]),
            ("@a, @b", vec![("@b", DIVIDED)]),
            ("@a,@b.", vec![("@b", DIVIDED)]),
            ("@a @b; c", vec![("@b", DIVIDED), ("c", OTHER)]),
            ("@a@b", vec![("@b", DIVIDED)]),
            ("@a, letter to c@d.org", vec![]),
            ("@a; @b;", vec![]),
            ("see also @a, p. 3 and elsewhere; @b", vec![]),
        ] {
            let slips = parse(words).map(|parsed| parsed.slips).unwrap_or_default();
            let told: Vec<_> = slips
                .iter()
                .map(|slip| (&words[slip.range.clone()], slip.help))
                .collect();
            assert_eq!(told, expected, "{words}");
        }
    }
}
