//! The grammar of citations, as pandoc has it: `[see @diaz-2023, pp. 12–19; @ashcroft-2025]`.

use std::ops::Range;

use super::{Citation, Cite, Locator};

/// The citation that the words between two brackets are, and where in them each source's id stands;
/// `None` for other words, such as `sic`.
pub(crate) fn parse(words: &str) -> Option<(Citation, Vec<Range<usize>>)> {
    at_sign(words)?;
    let (mut cites, mut places) = (Vec::new(), Vec::new());
    let mut start = 0;
    for part in words.split(';') {
        if let Some((cite, range)) = cite(part) {
            places.push(start + range.start..start + range.end);
            cites.push(cite);
        }
        start += part.len() + 1;
    }
    (!cites.is_empty()).then_some((Citation { cites }, places))
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

fn id(text: &str) -> &str {
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
    let end = text.find([' ', '\u{a0}', '\n']).unwrap_or(text.len());
    let (word, value) = match text.char_indices().find(|(_, c)| c.is_ascii_digit()) {
        Some((digit, _)) if digit < end => (&text[..digit], &text[digit..]),
        _ => (&text[..end], text[end..].trim()),
    };
    match label(word) {
        Some(label) if !value.is_empty() => Some(Locator {
            label,
            value: value.into(),
        }),
        _ => Some(Locator {
            label: UNLABELLED,
            value: text.into(),
        }),
    }
}

/// The label of words such as `bibliography`, which name a part of the source themselves.
const UNLABELLED: &str = "section";

/// The CSL locator label of a word or abbreviation, in the languages that tours are written in.
fn label(word: &str) -> Option<&'static str> {
    let word = word.trim_end_matches('.').to_lowercase();
    Some(match word.as_str() {
        "p" | "pp" | "page" | "pages" | "с" | "стр" | "б" | "бет" => "page",
        "para" | "paras" | "par" | "paragraph" | "paragraphs" | "¶" | "¶¶" | "абз" | "абзац" => {
            "paragraph"
        }
        "ch" | "chs" | "chap" | "chaps" | "chapter" | "chapters" | "гл" | "глава" => {
            "chapter"
        }
        "fig" | "figs" | "figure" | "figures" | "рис" | "илл" | "сур" => "figure",
        "vol" | "vols" | "volume" | "volumes" | "т" | "том" => "volume",
        "no" | "nos" | "issue" | "issues" | "№" | "вып" => "issue",
        "col" | "cols" | "column" | "columns" | "стб" => "column",
        "l" | "ll" | "line" | "lines" | "стк" => "line",
        "f" | "ff" | "fol" | "fols" | "folio" | "folios" | "л" | "лл" => "folio",
        "sec" | "secs" | "section" | "sections" | "§" | "§§" | "разд" | "раздел" => {
            "section"
        }
        "pt" | "pts" | "part" | "parts" | "ч" | "часть" => "part",
        "bk" | "bks" | "book" | "books" | "кн" => "book",
        "n" | "nn" | "note" | "notes" | "прим" => "note",
        "v" | "vv" | "verse" | "verses" => "verse",
        "s.v" | "sv" | "s.vv" => "sub-verbo",
        "op" | "opus" => "opus",
        "appendix" | "app" | "прил" => "appendix",
        "table" | "tables" | "табл" => "table",
        "time" | "timestamp" | "мин" => "timestamp",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn show(words: &str) -> String {
        let Some((citation, places)) = parse(words) else {
            return "none".to_owned();
        };
        let cites = citation.cites.iter().zip(places).map(|(cite, place)| {
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
            ("@a, bibliography", "<a> section=bibliography"),
            ("@a, no. 3, p. 4", "<a> issue=3, p. 4"),
            ("compare @a.", "compare<a>"),
            ("sic", "none"),
            ("mail me at a@b.org", "none"),
            ("@", "none"),
        ] {
            assert_eq!(show(words), expected, "{words}");
        }
    }
}
