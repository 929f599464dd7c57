//! Frames are replayed in a strict terminal; their bytes are held by a table and against crossterm's.

mod lengths;
mod pages;
mod terminal;

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use super::pen::{Ink, Pen};
use super::tile::Palette;
use super::{Frame, Mouse, encode, enter, leave};
use crate::glyphs::{Colours, Profile};
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
                    block.rotate_left(step);
                } else {
                    block.rotate_right(step);
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
fn assert_shows(terminal: &Terminal, buffer: &Buffer, profile: Profile) {
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
    #![proptest_config(ProptestConfig::with_cases(1000))]
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
            let before = shown.as_ref().map(|(buffer, cursor)| Frame { buffer, cursor: *cursor, insets: &[] });
            encode(before, Frame { buffer: &buffer, cursor, insets: &[] }, &profile, &mut out);
            terminal.feed(&out);
            assert_shows(&terminal, &buffer, profile);
            prop_assert!(terminal.is_at_rest());
            prop_assert_eq!(terminal.cursor_shown, cursor.is_some());
            if let Some(at) = cursor {
                prop_assert_eq!(terminal.place(), (usize::from(at.x.min(width - 1)), usize::from(at.y.min(height - 1))));
            }
            let same = Frame { buffer: &buffer, cursor, insets: &[] };
            let length = out.len();
            encode(Some(same), same, &profile, &mut out);
            prop_assert_eq!(out.len(), length, "nothing changed");
            shown = Some((buffer, cursor));
        }
    }
}

/// What is sent for a change of one row, with escapes as `^`.
fn sent(profile: Profile, shown: &str, wanted: &str, style: Style) -> String {
    let frame = |text: &str| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 3));
        buffer.set_string(0, 0, "Station 2", Style::reset());
        buffer.set_string(2, 1, text, style);
        buffer.set_string(0, 2, "Space next", Style::reset());
        buffer
    };
    let (shown, wanted) = (frame(shown), frame(wanted));
    let mut out = Vec::new();
    let frame = |buffer| Frame {
        buffer,
        cursor: None,
        insets: &[],
    };
    encode(Some(frame(&shown)), frame(&wanted), &profile, &mut out);
    String::from_utf8(out).unwrap().replace('\x1b', "^")
}

#[test]
fn colours_are_those_of_the_profile() {
    let amber = Style::reset().fg(Color::Rgb(255, 200, 110)).bg(Color::Blue);
    let bright = Style::reset()
        .fg(Color::LightYellow)
        .add_modifier(Modifier::BOLD);
    let focus =
        Style::reset().add_modifier(Modifier::BOLD | Modifier::REVERSED | Modifier::UNDERLINED);
    let cases = [
        (
            "full",
            amber,
            "^[?2026h^[2;3H^[38;2;255;200;110;44mab^[m^[?2026l",
        ),
        ("xterm", amber, "^[2;3H^[38;5;221;44mab^[m"),
        ("tmux", amber, "^[2;3H^[38;5;221;44mab^[m"),
        ("console", amber, "^[2;3H^[1;33;44mab^[m"),
        ("vt220", amber, "^[2;3Hab"),
        ("eight", amber, "^[2;3H^[33;44mab^[m"),
        ("no colour", amber, "^[?2026h^[2;3Hab^[?2026l"),
        ("xterm", bright, "^[2;3H^[1;93mab^[m"),
        ("console", bright, "^[2;3H^[1;33mab^[m"),
        ("eight", bright, "^[2;3H^[1;33mab^[m"),
        ("vt220", bright, "^[2;3H^[1mab^[m"),
        ("xterm", focus, "^[2;3H^[1;4;7mab^[m"),
        ("console", focus, "^[2;3H^[7mab^[m"),
        ("vt100", focus, "^[2;3H^[1;4;7mab^[m"),
        ("no colour", focus, "^[?2026h^[2;3H^[1;4;7mab^[m^[?2026l"),
    ];
    for (name, style, expected) in cases {
        let profile = PROFILES.iter().find(|profile| profile.0 == name).unwrap().1;
        assert_eq!(
            sent(profile, "", "ab", style),
            expected,
            "{name}, {style:?}"
        );
    }
}

#[test]
fn the_cheapest_way_is_taken() {
    let cases = [
        ("nothing", "same", "same", ["", "", ""]),
        ("a letter", "cat", "cut", ["^[2;4Hu", "^[2;4Hu", "^[2;4Hu"]),
        (
            "a short gap is written again",
            "abcde",
            "xbcdy",
            ["^[2;3Hxbcdy"; 3],
        ),
        (
            "a long gap is jumped",
            "abcdefgh",
            "xbcdefgy",
            ["^[2;3Hx^[6Cy"; 3],
        ),
        ("a long end is erased", "abcdefgh", "abc", ["^[2;6H^[K"; 3]),
        ("a short end is blanked", "abcd", "abc", ["^[2;6H "; 3]),
        (
            "blanks in the middle",
            "abcdefghijklmnop.",
            "a               .",
            ["^[2;4H^[15X", "^[2;4H^[15X", "^[2;4H               "],
        ),
        (
            "an ASCII rule",
            "",
            "==========",
            ["^[2;3H=^[9b", "^[2;3H==========", "^[2;3H=========="],
        ),
        (
            "a rule",
            "",
            "──────────",
            ["^[2;3H──────────", "^[2;3H──────────", "^[2;3H??????????"],
        ),
        ("controls", "", "\u{9b}31m\u{202e}x", ["^[2;3H31mx"; 3]),
    ];
    for (what, shown, wanted, expected) in cases {
        let repeating = Profile {
            repeats: true,
            ..Profile::XTERM
        };
        for (profile, expected) in [repeating, Profile::TMUX, Profile::PLAIN]
            .iter()
            .zip(expected)
        {
            assert_eq!(
                sent(*profile, shown, wanted, Style::reset()),
                expected,
                "{what}"
            );
        }
    }
}

#[test]
fn what_no_widget_should_have_left_in_a_cell_is_barred() {
    let barred = [
        "\x1b",
        "\x07",
        "\x7f",
        "\u{85}",
        "\u{9b}",
        "\u{ad}",
        "\u{61c}",
        "\u{200b}",
        "\u{200d}",
        "\u{200e}",
        "\u{202e}",
        "\u{2028}",
        "\u{2066}",
        "\u{feff}",
        "\u{e0041}",
        "\u{e000}",
        "\u{ffff}",
        "\u{301}",
        "ab",
        "a\x1b[31m",
        "a\u{200d}b",
        "\x1b]0;title\x07",
    ];
    let painted = |symbol: &str, profile: Profile| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
        buffer.content[0].set_symbol(symbol);
        let mut out = Vec::new();
        encode(
            None,
            Frame {
                buffer: &buffer,
                cursor: None,
                insets: &[],
            },
            &profile,
            &mut out,
        );
        out
    };
    for symbol in barred {
        for (name, profile) in PROFILES {
            assert_eq!(
                painted(symbol, profile),
                painted("?", profile),
                "{name}: {symbol:?}"
            );
        }
    }
}

#[test]
fn a_cursor_is_shown_where_the_focus_is() {
    let buffer = Buffer::empty(Rect::new(0, 0, 20, 5));
    let at = |x, y| Some(Position { x, y });
    let cases = [
        (None, None, ""),
        (None, at(3, 2), "^[3;4H^[?25h"),
        (at(3, 2), at(3, 2), ""),
        (at(3, 2), at(0, 0), "^[H"),
        (at(3, 2), at(90, 90), "^[5;20H"),
        (at(3, 2), None, "^[?25l"),
    ];
    for (shown, wanted, expected) in cases {
        let mut out = Vec::new();
        let frame = |cursor| Frame {
            buffer: &buffer,
            cursor,
            insets: &[],
        };
        encode(Some(frame(shown)), frame(wanted), &Profile::XTERM, &mut out);
        assert_eq!(
            String::from_utf8(out).unwrap().replace('\x1b', "^"),
            expected,
            "{shown:?} {wanted:?}"
        );
    }
}

#[test]
fn any_size_and_any_change_of_size_is_painted() {
    for (width, height) in [(0, 0), (0, 5), (5, 0), (1, 1), (40, 12), (300, 100)] {
        let old = Buffer::empty(Rect::new(0, 0, 40, 12));
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        for cell in &mut buffer.content {
            cell.set_symbol("漢");
        }
        let mut out = Vec::new();
        encode(
            Some(Frame {
                buffer: &old,
                cursor: None,
                insets: &[],
            }),
            Frame {
                buffer: &buffer,
                cursor: None,
                insets: &[],
            },
            &Profile::FULL,
            &mut out,
        );
        assert!(!out.is_empty());
    }
}

#[test]
fn painted_backgrounds_are_erased_not_written() {
    let mut page = pages::page(3, false);
    for cell in &mut page.content {
        cell.set_bg(Color::White);
    }
    let mut out = Vec::new();
    encode(
        None,
        Frame {
            buffer: &page,
            cursor: None,
            insets: &[],
        },
        &Profile::XTERM,
        &mut out,
    );
    assert!(out.len() < 1_900, "{}", out.len());
}

fn ends(profile: Profile, mouse: Mouse) -> (String, String) {
    let (mut first, mut last) = (Vec::new(), Vec::new());
    enter(&profile, mouse, &mut first);
    leave(&profile, &mut last);
    let text = |bytes| String::from_utf8(bytes).unwrap().replace('\x1b', "^");
    (text(first), text(last))
}

#[test]
fn a_visit_gives_the_terminal_back_as_it_was() {
    let (first, last) = ends(Profile::FULL, Mouse::Reported);
    assert_eq!(
        first,
        "^[?1049h^[?2004l^[?1000h^[?1006h^[?25l^[?7l^[m^[H^[2J"
    );
    assert_eq!(
        last,
        "^[?2026l^[r^[?1006l^[?1000l^[m^[2J^[?1049l^[m^[?7h^[?25h"
    );
    let (first, last) = ends(Profile::CONSOLE, Mouse::Reported);
    assert_eq!(first, "^[?25l^[?7l^[m^[H^[2J");
    assert_eq!(last, "^[r^[m^[H^[2J^[m^[?7h^[?25h");
}
