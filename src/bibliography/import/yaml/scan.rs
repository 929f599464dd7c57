//! The lines of a YAML file as entries and fields, with their places. Values are left to the reader.

use std::ops::Range;

/// An entry: what stands from one name in the first column to the next.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: Range<usize>,
    /// All its lines.
    pub(super) whole: Range<usize>,
    pub(super) fields: Vec<Field>,
}

#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) name: Range<usize>,
    pub(super) value: Range<usize>,
    /// Its line, and those that belong to it.
    pub(super) lines: Range<usize>,
    /// The names of the fields it stands in, the outermost first.
    pub(super) inside: Vec<Range<usize>>,
}

impl Field {
    /// The value, or the name of a field without any on its line.
    pub(super) fn place(&self) -> Range<usize> {
        if self.value.is_empty() {
            self.name.clone()
        } else {
            self.value.clone()
        }
    }
}

/// Cuts a file at its entries.
pub(super) fn scan(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = 0;
    let mut passing = None;
    let mut open = Open::default();
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let indent = line.len() - line.trim_start_matches([' ', '\t', '\u{feff}']).len();
        let words = line.trim();
        if words.is_empty() || words.starts_with('#') && passing.is_none() {
            extend(&mut entries, at);
            continue;
        }
        if passing.is_some_and(|above| indent > above) {
            extend(&mut entries, at);
            continue;
        }
        passing = None;
        let Some((name, value)) = pair(text, start + indent..at) else {
            extend(&mut entries, at);
            continue;
        };
        let is_entry = indent == 0 || line.starts_with('\u{feff}');
        if is_entry {
            entries.push(Entry {
                key: name,
                whole: start..at,
                fields: Vec::new(),
            });
            open.0.clear();
            continue;
        }
        // Lines of a block of text are no fields.
        if text[value.clone()].starts_with(['|', '>']) {
            passing = Some(indent);
        }
        extend(&mut entries, at);
        if let Some(entry) = entries.last_mut() {
            let column = name.start - start;
            entry.fields.push(Field {
                inside: open.enter(column, name.clone()),
                name,
                value,
                lines: start..at,
            });
        }
    }
    entries
}

/// What the last entry is made of goes on to `end`.
fn extend(entries: &mut [Entry], end: usize) {
    if let Some(entry) = entries.last_mut() {
        entry.whole.end = end;
        if let Some(field) = entry.fields.last_mut() {
            field.lines.end = end;
        }
    }
}

/// The fields that the next one may stand in, with their columns, which grow.
#[derive(Default)]
struct Open(Vec<(usize, Range<usize>)>);

impl Open {
    /// Adds a field at a column, and gives the names of those it stands in.
    fn enter(&mut self, column: usize, name: Range<usize>) -> Vec<Range<usize>> {
        let above = self.0.partition_point(|(indent, _)| *indent < column);
        self.0.truncate(above);
        let inside = self.0.iter().map(|(_, name)| name.clone()).collect();
        self.0.push((column, name));
        inside
    }
}

/// The name and the value in a line such as `  - title: Карлаг  # the camp`.
fn pair(text: &str, line: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let words = text[line.clone()].trim_end();
    let name = words.trim_start_matches(['-', ' ', '\u{feff}']);
    let start = line.start + words.len() - name.len();
    let colon = if let Some(quote @ ('"' | '\'')) = name.chars().next() {
        let close = name[1..].find(quote)? + 2;
        close + name[close..].find(':')?
    } else {
        name.match_indices(':').map(|(at, _)| at).find(|at| {
            name[at + 1..]
                .chars()
                .next()
                .is_none_or(char::is_whitespace)
        })?
    };
    if name[..colon].contains(['{', '[', ',', '#']) {
        return None;
    }
    let value = name[colon + 1..].trim_start();
    let from = line.start + words.len() - value.len();
    let value = value.split(" #").next().unwrap_or_default().trim_end();
    let key = name[..colon].trim_end();
    let quotes = usize::from(key.starts_with(['"', '\'']));
    Some((
        start + quotes..start + key.len() - quotes,
        from..from + value.len(),
    ))
}

#[cfg(test)]
mod tests {
    use super::scan;

    #[test]
    fn fields_stand_in_those_above_them() {
        let text = "a:\n  b: 1\n  c:\n      d:\n        - e: 1\n          f: 2\n      g: 3\n    h: 4\n  i: 5\nj:\n    k: 6\n";
        let mut shown = Vec::new();
        for entry in scan(text) {
            for field in entry.fields {
                let names = field.inside.iter().chain([&field.name]);
                let names: Vec<_> = names.map(|name| &text[name.clone()]).collect();
                shown.push(names.concat());
            }
        }
        assert_eq!(shown.join(" "), "b c cd cde cdf cg ch i k");
    }
}
