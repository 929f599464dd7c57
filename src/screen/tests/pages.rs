//! Pages of a made-up tour, such as visitors turn: prose, prose with notes beside it, a list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

const WORDS: &str = "the of a and in to was by with camp women letter barracks steppe winter railway children \
guard sentence mother administration building village cemetery archive photograph prisoner labour returned \
museum years remembered station border harvest garden bread hospital school papers testimony silence";

/// Numbers that look random, the same on every run.
pub(super) struct Dice(pub(super) u32);

impl Dice {
    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % limit
    }
}

/// Writes paragraphs into an area, with some words in another style.
pub(super) fn prose(buffer: &mut Buffer, area: Rect, dice: &mut Dice) {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let (mut x, mut y) = (area.x, area.y);
    while y < area.bottom() {
        let word = words[dice.below(words.len())];
        let length = word.len() as u16;
        if x + length > area.right() {
            (x, y) = (area.x, y + 1);
        }
        if dice.below(60) == 0 {
            (x, y) = (area.x, y + 2);
        }
        if y >= area.bottom() {
            return;
        }
        let style = match dice.below(24) {
            0 => Style::new().fg(Color::Cyan),
            1 => Style::new().add_modifier(Modifier::ITALIC),
            _ => Style::new(),
        };
        buffer.set_string(x, y, word, style);
        x += length + 1;
    }
}

/// A bar, prose, a rule, notes beside it and a line of keys.
pub(super) fn page(number: u32, notes: bool) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 100, 30));
    let mut dice = Dice(number.wrapping_mul(2_654_435_761).wrapping_add(77));
    buffer.set_string(
        1,
        0,
        format!("Children of the Karlag · station {number} of 10"),
        Style::new().fg(Color::Yellow).add_modifier(Modifier::BOLD),
    );
    prose(&mut buffer, Rect::new(2, 2, 60, 26), &mut dice);
    if notes {
        for y in 1..29 {
            buffer.set_string(64, y, "│", Style::new().fg(Color::DarkGray));
        }
        prose(
            &mut buffer,
            Rect::new(66, 2, 33, 12 + number as u16 % 8),
            &mut dice,
        );
    }
    buffer.set_string(
        1,
        29,
        format!("Space next   ← back   s stations   n notes   ? help       {number}/10"),
        Style::new(),
    );
    buffer
}
