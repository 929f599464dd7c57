//! A terminal of which nothing is known but where it shows pixels.

use std::collections::HashMap;

/// The pixels of a cell.
const CELL: (usize, usize) = (8, 16);

/// Pixels lie on cells until they are written over, or, where the terminal keeps pictures, until they
/// are taken off.
pub(super) struct Screen {
    emulator: vt100::Parser,
    /// The sizes of the pictures it keeps.
    kept: HashMap<String, (usize, usize)>,
    shown: Vec<Shown>,
}

/// A picture that is kept, where it is shown.
struct Shown {
    number: String,
    place: String,
    /// Row and column.
    at: (usize, usize),
    /// Columns and rows.
    cells: (usize, usize),
}

impl Screen {
    pub(super) fn new(columns: u16, rows: u16) -> Self {
        Self {
            emulator: vt100::Parser::new(rows, columns, 0),
            kept: HashMap::new(),
            shown: Vec::new(),
        }
    }

    pub(super) fn process(&mut self, mut bytes: &[u8]) {
        while let Some(start) = bytes.windows(2).position(opens) {
            self.emulator.process(&bytes[..start]);
            let (string, rest) = string(&bytes[start..]);
            self.take(string);
            bytes = rest;
        }
        self.emulator.process(bytes);
    }

    fn take(&mut self, string: &[u8]) {
        let text = String::from_utf8_lossy(string).into_owned();
        match &string[1] {
            b'_' => self.kitty(&text),
            b'P' => self.sixel(&text),
            _ => self.file(&text),
        }
    }

    fn kitty(&mut self, text: &str) {
        let head = text[3..].split([';', '\x1b']).next().unwrap_or_default();
        let keys: HashMap<&str, &str> = head
            .split(',')
            .filter_map(|key| key.split_once('='))
            .collect();
        let key = |name: &str| keys.get(name).copied().unwrap_or_default();
        let number = |name: &str| key(name).parse::<usize>().expect("a number");
        let id = key("i").to_owned();
        match (key("a"), key("d")) {
            ("t", _) => {
                self.kept.insert(id, (number("s"), number("v")));
            }
            ("p", _) => {
                let size = self.kept[&id];
                assert!(number("y") + number("h") <= size.1 && number("w") == size.0);
                let place = key("p").to_owned();
                let cells = cells(number("w"), number("h"));
                self.shown
                    .retain(|shown| (&shown.number, &shown.place) != (&id, &place));
                let at = self.at();
                let number = id;
                self.shown.push(Shown {
                    number,
                    place,
                    at,
                    cells,
                });
            }
            ("d", "A") => {
                self.kept.clear();
                self.shown.clear();
            }
            ("d", what) => {
                self.shown.retain(|shown| shown.number != id);
                if what == "I" {
                    assert!(self.kept.remove(&id).is_some(), "{id} was kept");
                }
            }
            // More of the pixels.
            _ => assert!(keys.contains_key("m"), "{text:?}"),
        }
    }

    fn sixel(&mut self, text: &str) {
        let size = text.split('"').nth(1).expect("raster attributes");
        let mut numbers = size.split(|sign: char| !sign.is_ascii_digit()).skip(2);
        let mut number = || {
            numbers
                .next()
                .and_then(|text| text.parse().ok())
                .expect("a size")
        };
        let (width, height) = (number(), number());
        self.mark(cells(width, height));
    }

    fn file(&mut self, text: &str) {
        let number = |name: &str| -> usize {
            let rest = text.split(name).nth(1).expect("a size");
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().expect("a number")
        };
        self.mark(cells(number("width="), number("height=")));
    }

    /// Pixels that are written over are gone: signs that nobody writes stand for them.
    fn mark(&mut self, (columns, rows): (usize, usize)) {
        let (row, column) = self.at();
        self.emulator.process(b"\x1b7\x1b[m");
        for y in row..row + rows {
            let marks = "#".repeat(columns);
            let marks = format!("\x1b[{};{}H{marks}", y + 1, column + 1);
            self.emulator.process(marks.as_bytes());
        }
        self.emulator.process(b"\x1b8");
    }

    fn at(&self) -> (usize, usize) {
        let (row, column) = self.emulator.screen().cursor_position();
        (row.into(), column.into())
    }

    /// The rows of the screen, with # where there are pixels and nothing else.
    pub(super) fn pixels(&self) -> String {
        let (height, width) = self.emulator.screen().size();
        let mut rows = vec![vec![' '; width.into()]; height.into()];
        for (y, row) in self.emulator.screen().rows(0, width).enumerate() {
            for (x, _) in row.chars().enumerate().filter(|(_, sign)| *sign == '#') {
                rows[y][x] = '#';
            }
        }
        for shown in &self.shown {
            let ((top, left), (columns, height)) = (shown.at, shown.cells);
            for row in &mut rows[top..top + height] {
                row[left..left + columns].fill('#');
            }
        }
        joined(rows)
    }
}

/// The same of a screen with half blocks.
pub(super) fn halves(screen: &str) -> String {
    let sign = |sign: char| if sign == '▀' { '#' } else { ' ' };
    joined(
        screen
            .lines()
            .map(|row| row.chars().map(sign).collect())
            .collect(),
    )
}

fn joined(rows: Vec<Vec<char>>) -> String {
    let text = |row: Vec<char>| row.into_iter().collect::<String>().trim_end().to_owned();
    let rows: Vec<String> = rows.into_iter().map(text).collect();
    rows.join("\n")
}

fn cells(width: usize, height: usize) -> (usize, usize) {
    (width.div_ceil(CELL.0), height.div_ceil(CELL.1))
}

fn opens(pair: &[u8]) -> bool {
    pair[0] == 0x1B && matches!(pair[1], b'_' | b'P' | b']')
}

/// A string for programs and what follows it.
fn string(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = (2..bytes.len()).find_map(|at| match &bytes[at..] {
        [0x07, ..] => Some(at + 1),
        [0x1B, b'\\', ..] => Some(at + 2),
        _ => None,
    });
    bytes.split_at(end.expect("an end"))
}
