//! Frames are replayed in a strict terminal; their bytes are held by a table and against crossterm's.

mod pages;
mod terminal;

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::pen::{Ink, Pen};
use super::tile::Palette;
use super::{Frame, Mouse, encode, enter, leave};
use crate::glyphs::{Colours, Glyphs, Profile};
use terminal::{HALF, Look, Terminal};

const VT100: Profile = Profile::PLAIN;
const PROFILES: [(&str, Profile); 8] = [
    ("full", Profile::FULL),
    ("xterm", Profile::XTERM),
    ("tmux", Profile::TMUX),
    ("console", Profile::CONSOLE),
    ("vt220", Profile::VT220),
    ("vt100", VT100),
    (
        "eight",
        Profile {
            colours: Colours::Eight,
            ..Profile::VT220
        },
    ),
    (
        "no colour",
        Profile {
            colours: Colours::Mono,
            ..Profile::FULL
        },
    ),
];

const SYMBOLS: [&str; 22] = [
    " ",
    " ",
    " ",
    "a",
    "b",
    "c",
    "ж",
    "Қ",
    "─",
    "█",
    "漢",
    "字",
    "🏛",
    "🐎",
    "e\u{301}",
    "❤\u{FE0F}",
    "\x1b",
    "\u{9b}",
    "\u{202E}",
    "\u{200B}",
    "",
    "ab",
];

fn styles() -> Vec<Style> {
    let plain = Style::reset();
    vec![
        plain,
        plain,
        plain.fg(Color::Rgb(200, 30, 40)),
        plain.fg(Color::Indexed(214)).add_modifier(Modifier::ITALIC),
        plain.bg(Color::Blue),
        plain.fg(Color::DarkGray).bg(Color::White),
        plain.fg(Color::LightCyan).add_modifier(Modifier::BOLD),
        plain.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        plain.add_modifier(Modifier::DIM),
        plain.add_modifier(Modifier::REVERSED),
        plain
            .fg(Color::Black)
            .bg(Color::Rgb(250, 250, 240))
            .add_modifier(Modifier::CROSSED_OUT | Modifier::SLOW_BLINK),
    ]
}

/// One change of a screen: cells overwritten from a place on, or rows moved.
#[derive(Debug, Clone)]
enum Stroke {
    Run {
        at: usize,
        symbol: &'static str,
        style: Style,
        length: usize,
    },
    Move {
        top: usize,
        rows: usize,
        by: usize,
        up: bool,
    },
}

fn strokes(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Stroke>> {
    let run = (
        0..400_usize,
        select(&SYMBOLS[..]),
        select(styles()),
        prop_oneof![1..3_usize, 1..40_usize],
    )
        .prop_map(|(at, symbol, style, length)| Stroke::Run {
            at,
            symbol,
            style,
            length,
        });
    let shift = (0..10_usize, 1..12_usize, 1..4_usize, any::<bool>())
        .prop_map(|(top, rows, by, up)| Stroke::Move { top, rows, by, up });
    prop::collection::vec(prop_oneof![12 => run, 1 => shift], count)
}

fn draw(buffer: &mut Buffer, strokes: &[Stroke]) {
    let (width, cells) = (usize::from(buffer.area.width), buffer.content.len());
    for stroke in strokes {
        match stroke {
            Stroke::Run {
                at,
                symbol,
                style,
                length,
            } => {
                let from = at % cells;
                for cell in &mut buffer.content[from..cells.min(from + length)] {
                    cell.reset();
                    cell.set_symbol(symbol).set_style(*style);
                }
            }
            Stroke::Move { top, rows, by, up } => {
                let from = (top * width).min(cells);
                let block = &mut buffer.content[from..cells.min(from + rows * width)];
                let step = (by * width).min(block.len());
                if *up {
                    block.rotate_left(step)
                } else {
                    block.rotate_right(step)
                }
            }
        }
    }
}

fn look(pen: Pen) -> Look {
    let text = |ink: Ink, base| {
        let mut text = Vec::new();
        if ink != Ink::DEFAULT {
            ink.parameters(base, &mut text);
        }
        String::from_utf8(text).unwrap()
    };
    let codes = [
        (Modifier::BOLD, 1),
        (Modifier::DIM, 2),
        (Modifier::ITALIC, 3),
        (Modifier::UNDERLINED, 4),
        (Modifier::REVERSED, 7),
        (Modifier::CROSSED_OUT, 9),
    ];
    let modifiers = codes
        .into_iter()
        .filter(|code| pen.modifiers.contains(code.0))
        .map(|code| code.1);
    Look {
        ink: text(pen.ink, 30),
        ground: text(pen.ground, 40),
        modifiers: modifiers.collect(),
    }
}

/// Panics unless the terminal shows the buffer, cell by cell.
fn assert_shows(terminal: &Terminal, buffer: &Buffer, profile: &Profile) {
    let palette = Palette::of(profile);
    let width = usize::from(buffer.area.width);
    for (y, row) in buffer.content.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let tile = palette.tile(&row[x]);
            let fits = x + tile.width <= width;
            let cell = terminal.cell(x, y);
            assert_eq!(
                cell.symbol,
                if fits { tile.symbol } else { "?" },
                "column {x}, row {y}"
            );
            let shown = &cell.look;
            let blank =
                cell.symbol == " " && !shown.modifiers.iter().any(|code| [4, 7, 9].contains(code));
            let shown = if blank {
                Look {
                    ink: String::new(),
                    modifiers: BTreeSet::new(),
                    ..shown.clone()
                }
            } else {
                shown.clone()
            };
            assert_eq!(shown, look(tile.pen), "column {x}, row {y}");
            if fits && tile.width == 2 {
                assert_eq!(terminal.cell(x + 1, y).symbol, HALF, "column {x}, row {y}");
            }
            x += tile.width;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn every_frame_shows_what_is_wanted(
        (width, height) in (1..40_u16, 1..12_u16),
        frames in prop::collection::vec((strokes(0..12), prop::option::of((0..50_u16, 0..15_u16))), 2..5),
        profile in select(&PROFILES[..]),
    ) {
        let (_, profile) = profile;
        let mut terminal = Terminal::new(profile, usize::from(width), usize::from(height));
        let mut shown: Option<(Buffer, Option<Position>)> = None;
        for (strokes, cursor) in frames {
            let mut buffer = shown.as_ref().map_or_else(|| Buffer::empty(Rect::new(0, 0, width, height)), |shown| shown.0.clone());
            draw(&mut buffer, &strokes);
            let cursor = cursor.map(Position::from);
            let mut out = Vec::new();
            let before = shown.as_ref().map(|(buffer, cursor)| Frame { buffer, cursor: *cursor });
            encode(before, Frame { buffer: &buffer, cursor }, &profile, &mut out);
            terminal.feed(&out);
            assert_shows(&terminal, &buffer, &profile);
            prop_assert!(terminal.is_at_rest());
            prop_assert_eq!(terminal.cursor_shown, cursor.is_some());
            if let Some(at) = cursor {
                prop_assert_eq!(terminal.place(), (usize::from(at.x.min(width - 1)), usize::from(at.y.min(height - 1))));
            }
            let same = Frame { buffer: &buffer, cursor };
            let length = out.len();
            encode(Some(same), same, &profile, &mut out);
            prop_assert_eq!(out.len(), length, "nothing changed");
            shown = Some((buffer, cursor));
        }
    }
}

/// What crossterm's backend sends for the same change.
fn crossterm_length(shown: &Buffer, wanted: &Buffer) -> usize {
    let mut sent = Vec::new();
    let mut backend = CrosstermBackend::new(&mut sent);
    backend.draw(shown.diff(wanted).into_iter()).unwrap();
    sent.len()
}

fn length(shown: &Buffer, wanted: &Buffer, profile: &Profile) -> usize {
    let mut out = Vec::new();
    let frame = |buffer| Frame {
        buffer,
        cursor: None,
    };
    encode(Some(frame(shown)), frame(wanted), profile, &mut out);
    out.len()
}

#[test]
fn page_turns_are_short() {
    for notes in [false, true] {
        let pages: Vec<Buffer> = (1..=10).map(|number| pages::page(number, notes)).collect();
        let theirs: usize = pages
            .windows(2)
            .map(|pair| crossterm_length(&pair[0], &pair[1]))
            .sum();
        for (name, profile) in PROFILES {
            let ours: usize = pages
                .windows(2)
                .map(|pair| length(&pair[0], &pair[1], &profile))
                .sum();
            eprintln!(
                "{notes} {name}: {} of {} = {:.3}",
                ours / 9,
                theirs / 9,
                ours as f64 / theirs as f64
            );
        }
    }
}
