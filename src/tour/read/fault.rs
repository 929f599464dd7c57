//! What the TOML parser says, with what an educator cannot know said plainly.

use std::ops::Range;

use toml::de::Error;

use crate::diagnostic::Diagnostic;
use crate::markup::clean::is_forbidden;
use crate::tour::written::Page;

/// The fault that the parser found at `at` in a statement; none where it has been told as a character
/// that is not allowed.
pub(super) fn tell(
    fault: &Error,
    at: Range<usize>,
    page: Page<'_>,
    statement: &str,
) -> Option<Diagnostic> {
    let here = page.text.get(at.start..).unwrap_or_default();
    if here.starts_with(is_forbidden) {
        return None;
    }
    let message = fault.message();
    let made = |message: &str| Diagnostic::error("toml", page.place(at.clone()), message);
    if message.starts_with("string values must be quoted")
        && let Some((curly, straight)) = straightened(here, statement)
    {
        let place = page.range(at.start..at.start + curly.len());
        let fault = made("a text stands in straight quotation marks")
            .help("use straight quotation marks \"");
        return Some(fault.fix(place, straight));
    }
    Some(match message {
        "duplicate key" => made("this key stands here twice"),
        _ if message.starts_with("string values must be quoted") => {
            made("a text stands in quotation marks")
        }
        _ if is_escape(message) => {
            let before = page.text.get(..at.start).unwrap_or_default();
            let backslash = before.rfind('\\').unwrap_or(at.start);
            let place = page.place(backslash..at.end.max(backslash + 1));
            Diagnostic::error(
                "toml",
                place,
                "this backslash begins no character that is known",
            )
            .help(r"write \\ or / for a backslash")
        }
        _ if is_comma(message) => {
            let before = page.text.get(..at.start).unwrap_or_default().trim_end();
            // Of `lat = 1 lon = 2` the second `=` is what the parser stumbles on.
            let key = before
                .rfind(char::is_whitespace)
                .filter(|_| here.starts_with('='));
            let end = key.map_or(before.len(), |key| before[..key].trim_end().len());
            Diagnostic::error("toml", page.place(end..end + 1), "a comma is missing here")
                .help("write a comma between two keys")
                .fix(page.range(end..end), ",")
        }
        _ if message.starts_with("invalid basic string") => made(
            "this text has no closing quotation mark on its line, or holds a character that needs a backslash",
        ),
        _ if message.starts_with("key with no value") => {
            made("this key has no value; write key = \"value\"")
        }
        _ if message.starts_with("unexpected key or value, expected newline") => {
            made("the value ends before this").help(BEHIND_A_VALUE)
        }
        _ if message.starts_with("extra comma") => {
            made("there is a comma too many here").help("numbers have a point, such as lat = 51.07")
        }
        _ if message.starts_with("invalid unquoted key") => {
            made("keys are Latin letters, digits, - and _; this character is none of them")
                .help("it may look like one: a Cyrillic letter, or a space that cannot be seen")
        }
        _ => made(message),
    })
}

/// What to do about words behind a value, most often behind a quotation mark inside a text.
const BEHIND_A_VALUE: &str = "a quotation mark inside a text is written \\\", or the text stands between \"\"\" and \"\"\"; a remark begins with #";

fn is_escape(message: &str) -> bool {
    message.contains("escape") || message.contains("unicode")
}

fn is_comma(message: &str) -> bool {
    message.starts_with("missing comma") || message.starts_with("extra assignment")
}

/// Quotation marks that word processors write, by pairs.
const CURLY: [char; 8] = ['“', '”', '„', '‟', '«', '»', '‘', '’'];

/// The text in curly quotation marks that begins here, and the same in straight ones.
fn straightened<'a>(here: &'a str, statement: &str) -> Option<(&'a str, String)> {
    let line = here.lines().next().unwrap_or_default();
    if !statement.contains(line) {
        return None;
    }
    let inside = line.strip_prefix(CURLY)?;
    let (inside, rest) = inside.split_at(inside.rfind(CURLY)?);
    let behind = rest.trim_start_matches(CURLY);
    let whole = &line[..line.len() - behind.len()];
    let is_plain = !inside.contains(['"', '\\']);
    is_plain.then(|| (whole, format!("\"{inside}\"")))
}
