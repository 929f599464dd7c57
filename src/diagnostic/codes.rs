//! The catalogue of codes: what each fault means, with a wrong and a right example.
//!
//! Each code has a Markdown file of its name in `codes/`: a first line `# …` that says what is wrong, a
//! paragraph about why it matters and what to do, and examples under `Wrong:` and `Right:`. An
//! example is the part of a tour that matters; a block whose info string ends in a file name, such as
//! `toml tour.ru.toml`, is another file beside it. Tests check every example.

/// The page of one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    pub code: &'static str,
    /// Markdown of the shape that the module describes.
    pub text: &'static str,
}

macro_rules! pages {
    ($($code:literal)*) => {
        &[$(Page { code: $code, text: include_str!(concat!("codes/", $code, ".md")) }),*]
    };
}

/// Every code that a fault can have, in alphabetical order.
pub static PAGES: &[Page] = pages! {
    "bad-citation"
    "bad-coordinates"
    "bad-date"
    "bad-duration"
    "bad-encoding"
    "bad-fingerprint"
    "bad-id"
    "bad-language"
    "bad-link"
    "bad-number"
    "bad-outline"
    "bad-picture"
    "bad-sources"
    "dead-end"
    "duplicate-id"
    "duplicate-label"
    "duplicate-language"
    "expired-rights"
    "forbidden-character"
    "format"
    "ignored-field"
    "incomplete-source"
    "large-picture"
    "long-label"
    "long-sentence"
    "markup"
    "missing"
    "missing-caption"
    "missing-credit"
    "missing-file"
    "missing-glyph"
    "missing-mark"
    "misspelt-field"
    "no-notice"
    "no-question"
    "no-stations"
    "note-here"
    "outside-folder"
    "rights-expire-soon"
    "same-as-original"
    "stale-translation"
    "stray-tour"
    "toml"
    "too-many-stations"
    "translate-form"
    "translates"
    "translation-events"
    "translation-key"
    "translation-marks"
    "translation-missing"
    "translation-steps"
    "two-contents"
    "type"
    "uncited-chart"
    "uncited-claim"
    "unclosed"
    "unknown-chart"
    "unknown-figure"
    "unknown-key"
    "unknown-note"
    "unknown-source"
    "unknown-station"
    "unknown-term"
    "unknown-value"
    "unreachable"
    "unreadable"
    "unused-chart"
    "unused-figure"
    "unused-note"
    "unused-source"
    "unused-term"
    "web-picture"
    "words-long"
    "words-missing"
    "words-placeholder"
    "words-plural"
    "words-unused"
};

/// Columns of an explanation.
const WIDTH: usize = 80;

/// Examples are set in by this.
const INDENT: &str = "    ";

/// The page of a code, if there is such a code.
pub fn page(code: &str) -> Option<&'static Page> {
    let found = PAGES.binary_search_by(|page| page.code.cmp(code)).ok()?;
    PAGES.get(found)
}

/// Every code with what it means, one a line.
pub fn list() -> String {
    let longest = PAGES.iter().map(|page| page.code.len()).max();
    let width = longest.unwrap_or_default() + 2;
    let lines = PAGES
        .iter()
        .map(|page| format!("{:width$}{}\n", page.code, page.title()));
    lines.collect::<Vec<_>>().concat()
}

impl Page {
    /// What is wrong, in a sentence without a full stop.
    pub fn title(&self) -> &'static str {
        let line = self.text.lines().next().unwrap_or_default();
        line.trim_start_matches('#').trim()
    }

    /// The page as plain text of at most 80 columns.
    pub fn explain(&self) -> String {
        let mut out = format!("{}: {}\n", self.code, self.title());
        let (mut inside, mut paragraph) = (false, String::new());
        for line in self.text.lines().skip(1) {
            if !inside && !line.is_empty() && !line.starts_with("```") {
                paragraph = format!("{paragraph}{line} ");
                continue;
            }
            flush(&mut paragraph, &mut out);
            match line.strip_prefix("```") {
                Some(info) => {
                    inside = !inside;
                    out.push_str(&opening(info));
                }
                None => out.push_str(&example(line)),
            }
        }
        flush(&mut paragraph, &mut out);
        out
    }
}

/// Adds a paragraph that has come to its end.
fn flush(paragraph: &mut String, out: &mut String) {
    if !paragraph.is_empty() {
        out.push_str(&words(std::mem::take(paragraph).trim_end()));
    }
}

/// What stands above an example: the name of its file, where it is another than the tour's own.
fn opening(info: &str) -> String {
    let name = info.split_once(' ').map(|(_, name)| name.trim());
    name.map_or(String::new(), |name| format!("{INDENT}# {name}:\n"))
}

fn example(line: &str) -> String {
    let indent = if line.is_empty() { "" } else { INDENT };
    format!("{indent}{line}\n")
}

fn words(paragraph: &str) -> String {
    textwrap::wrap(paragraph, WIDTH).join("\n") + "\n"
}
