//! Plain words in Markdown: what would mean something is escaped.

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// At the beginning of a line.
    Line,
    /// Inside a line.
    Inside,
    /// In a heading, which signs at its end would be taken for a part of.
    Heading,
    /// In a cell of a table, which has one line.
    Cell,
}

/// Words without line breaks, so that they are read as they are.
pub(super) fn escape(words: &str, place: Where) -> String {
    let mut escaped = String::with_capacity(words.len() + 8);
    let opening = (place == Where::Line).then(|| opening(words)).flatten();
    for (at, char) in words.char_indices() {
        let is_special = match char {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '$' => true,
            '#' => place == Where::Heading,
            '&' => {
                words[at + 1..].starts_with(|next: char| next == '#' || next.is_ascii_alphabetic())
            }
            // Some readers of Markdown make links of addresses by themselves.
            ':' => words[at + 1..].starts_with("//"),
            '.' => words[..at].to_ascii_lowercase().ends_with("www"),
            '@' => !words[..at].ends_with(char::is_alphanumeric),
            _ => false,
        };
        if is_special || opening == Some(at) {
            escaped.push('\\');
        }
        escaped.push(if char == '\n' { ' ' } else { char });
    }
    escaped
}

/// The sign at the beginning of a line that would make it a heading, a quotation, an item or the like.
fn opening(words: &str) -> Option<usize> {
    let sign = words.trim_start();
    let start = words.len() - sign.len();
    if sign.starts_with(['#', '>', '-', '+', '=', ':', '%', '@']) {
        return Some(start);
    }
    let digits = sign.find(|char: char| !char.is_ascii_digit())?;
    let is_number = digits > 0 && sign[digits..].starts_with(['.', ')']);
    is_number.then_some(start + digits)
}
