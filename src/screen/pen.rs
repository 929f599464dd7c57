//! Colours and modifiers as a terminal keeps them, and the SGR sequences that change them.

use ratatui::style::{Color, Modifier};

use super::writer::number;
use crate::glyphs::Colours;
use crate::view::picture::UNDER_PIXELS;

/// What text is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    pub(super) ink: Ink,
    pub(super) ground: Ink,
    pub(super) modifiers: Modifier,
}

/// A colour in a word, so that comparing two is one instruction: a kind in the high byte, a value below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink(u32);

const BASIC: u32 = 1 << 24;
const INDEXED: u32 = 2 << 24;
const TRUE: u32 = 3 << 24;

/// The modifiers that are ever sent, with the codes that switch them on and off.
const CODES: [(Modifier, u32, u32); 6] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Bold and dim, which share the code that switches them off.
const WEIGHT: Modifier = Modifier::BOLD.union(Modifier::DIM);

impl Pen {
    pub(super) const PLAIN: Self = Self {
        ink: Ink::DEFAULT,
        ground: Ink::DEFAULT,
        modifiers: Modifier::empty(),
    };

    /// The same look in the terms of the Linux console, where SGR 90–97 switch bold on and leave it on,
    /// and where bold brightens the text colour, after reversing, even black: to grey on grey.
    pub(super) fn on_console(mut self) -> Self {
        if self.ink.0 == BASIC {
            self.modifiers -= Modifier::BOLD;
        }
        if (BASIC + 8..BASIC + 16).contains(&self.ink.0) {
            self.ink.0 -= 8;
            self.modifiers |= Modifier::BOLD;
        }
        if self.modifiers.contains(Modifier::REVERSED) {
            self.modifiers -= Modifier::BOLD;
        }
        self
    }

    /// Appends the shortest sequence that turns this pen into `to`.
    ///
    /// `can_switch_off` is false for terminals (VT100) that know no codes but 0 to take something away.
    pub(super) fn change(self, to: Self, can_switch_off: bool, out: &mut Vec<u8>) {
        self.sent().change_sent(to.sent(), can_switch_off, out);
    }

    /// So far as the terminal knows of it.
    fn sent(mut self) -> Self {
        self.modifiers -= UNDER_PIXELS;
        self
    }

    fn change_sent(self, to: Self, can_switch_off: bool, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        if to == Self::PLAIN {
            out.extend_from_slice(b"\x1b[m");
            return;
        }
        let start = out.len();
        let takes_away = self.takes_away(to);
        if can_switch_off || !takes_away {
            out.extend_from_slice(b"\x1b[");
            self.parameters(to, out);
            close(out);
        }
        if takes_away {
            let middle = out.len();
            // An empty first parameter is a 0.
            out.extend_from_slice(b"\x1b[;");
            Self::PLAIN.parameters(to, out);
            close(out);
            if middle == start || out.len() - middle < middle - start {
                out.drain(start..middle);
            } else {
                out.truncate(middle);
            }
        }
    }

    fn takes_away(self, to: Self) -> bool {
        !to.modifiers.contains(self.modifiers)
            || (to.ink == Ink::DEFAULT && self.ink != Ink::DEFAULT)
            || (to.ground == Ink::DEFAULT && self.ground != Ink::DEFAULT)
    }

    /// Appends the parameters, each followed by a semicolon.
    fn parameters(self, to: Self, out: &mut Vec<u8>) {
        let mut on = self.modifiers;
        if on != to.modifiers {
            if (on - to.modifiers).intersects(WEIGHT) {
                parameter(22, out);
                on -= WEIGHT;
            }
            for (modifier, switch_on, switch_off) in CODES {
                match (on.contains(modifier), to.modifiers.contains(modifier)) {
                    (false, true) => parameter(switch_on, out),
                    (true, false) => parameter(switch_off, out),
                    _ => {}
                }
            }
        }
        if self.ink != to.ink {
            to.ink.parameters(30, out);
        }
        if self.ground != to.ground {
            to.ground.parameters(40, out);
        }
    }
}

impl Ink {
    /// The terminal's own colour.
    pub(super) const DEFAULT: Self = Self(0);

    /// The nearest text colour that a terminal with these colours has.
    #[inline]
    pub(super) fn foreground(colour: Color, colours: Colours) -> Self {
        if colour == Color::Reset {
            return Self::DEFAULT;
        }
        match (Self::nearest(colour, colours), colours) {
            // Dark grey, without its bright half, would be black on black.
            (Self(ink), Colours::Eight) if ink == BASIC + 8 => Self(BASIC + 7),
            (Self(ink), Colours::Eight) if ink > BASIC + 8 => Self(ink - 8),
            (ink, _) => ink,
        }
    }

    /// The nearest background; with up to sixteen colours there are eight.
    #[inline]
    pub(super) fn background(colour: Color, colours: Colours) -> Self {
        if colour == Color::Reset {
            return Self::DEFAULT;
        }
        match (Self::nearest(colour, colours), colours) {
            (Self(ink), Colours::Eight | Colours::Sixteen) if ink >= BASIC + 8 => Self(ink - 8),
            (ink, _) => ink,
        }
    }

    /// What it looks like, red, green and blue, with VGA's palette; `None` is the terminal's own colour.
    pub(super) fn rgb(self) -> Option<[u8; 3]> {
        let value = self.0 & 0x00FF_FFFF;
        match self.0 - value {
            BASIC | INDEXED => Some(indexed(value as u8)),
            TRUE => {
                let [_, r, g, b] = value.to_be_bytes();
                Some([r, g, b])
            }
            _ => None,
        }
    }

    fn nearest(colour: Color, colours: Colours) -> Self {
        if colours == Colours::Mono {
            return Self::DEFAULT;
        }
        match (colour, colours) {
            (Color::Rgb(r, g, b), Colours::True) => Self(TRUE + u32::from_be_bytes([0, r, g, b])),
            (Color::Rgb(r, g, b), Colours::Indexed) => Self(INDEXED + nearest_indexed([r, g, b])),
            (Color::Rgb(r, g, b), _) => Self(BASIC + nearest_basic([r, g, b])),
            (Color::Indexed(index), Colours::True | Colours::Indexed) => {
                Self(INDEXED + u32::from(index))
            }
            (Color::Indexed(index), _) if index < 16 => Self(BASIC + u32::from(index)),
            (Color::Indexed(index), _) => Self(BASIC + nearest_basic(indexed(index))),
            (named, _) => Self(BASIC + basic(named)),
        }
    }

    pub(super) fn parameters(self, base: u32, out: &mut Vec<u8>) {
        let value = self.0 & 0x00FF_FFFF;
        match self.0 - value {
            BASIC if value < 8 => parameter(base + value, out),
            BASIC => parameter(base + 52 + value, out),
            INDEXED => {
                for part in [base + 8, 5, value] {
                    parameter(part, out);
                }
            }
            TRUE => {
                let [_, r, g, b] = value.to_be_bytes().map(u32::from);
                for part in [base + 8, 2, r, g, b] {
                    parameter(part, out);
                }
            }
            _ => parameter(base + 9, out),
        }
    }
}

/// Appends one parameter and its semicolon.
fn parameter(value: u32, out: &mut Vec<u8>) {
    number(value as usize, out);
    out.push(b';');
}

/// Ends the sequence, in place of the last semicolon.
fn close(out: &mut [u8]) {
    if let Some(last) = out.last_mut() {
        *last = b'm';
    }
}

/// The number of a named colour; bright ones from 8.
fn basic(colour: Color) -> u32 {
    match colour {
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        _ => 7,
    }
}

/// The VGA palette, in ANSI order.
pub(super) const VGA: [[u8; 3]; 16] = [
    [0x00, 0x00, 0x00],
    [0xAA, 0x00, 0x00],
    [0x00, 0xAA, 0x00],
    [0xAA, 0x55, 0x00],
    [0x00, 0x00, 0xAA],
    [0xAA, 0x00, 0xAA],
    [0x00, 0xAA, 0xAA],
    [0xAA, 0xAA, 0xAA],
    [0x55, 0x55, 0x55],
    [0xFF, 0x55, 0x55],
    [0x55, 0xFF, 0x55],
    [0xFF, 0xFF, 0x55],
    [0x55, 0x55, 0xFF],
    [0xFF, 0x55, 0xFF],
    [0x55, 0xFF, 0xFF],
    [0xFF, 0xFF, 0xFF],
];

/// The steps of the xterm colour cube.
const CUBE: [u8; 6] = [0, 95, 135, 175, 215, 255];

fn nearest_basic(colour: [u8; 3]) -> u32 {
    (0..)
        .zip(VGA)
        .min_by_key(|(_, other)| distance(colour, *other))
        .map_or(7, |(index, _)| index)
}

fn nearest_indexed(colour: [u8; 3]) -> u32 {
    let [r, g, b] = colour.map(nearest_step);
    let cube = 16 + 36 * r + 6 * g + b;
    let mean = colour.into_iter().map(u32::from).sum::<u32>() / 3;
    let grey = 232 + ((mean.max(3) - 3) / 10).min(23) as u8;
    let nearest = if distance(colour, indexed(grey)) < distance(colour, indexed(cube)) {
        grey
    } else {
        cube
    };
    u32::from(nearest)
}

fn nearest_step(value: u8) -> u8 {
    (0..)
        .zip(CUBE)
        .min_by_key(|(_, step)| step.abs_diff(value))
        .map_or(0, |(index, _)| index)
}

/// What an entry of the xterm palette looks like.
fn indexed(index: u8) -> [u8; 3] {
    match index {
        0..16 => VGA[usize::from(index)],
        16..232 => {
            let place = usize::from(index - 16);
            [CUBE[place / 36], CUBE[place / 6 % 6], CUBE[place % 6]]
        }
        232.. => [8 + 10 * (index - 232); 3],
    }
}

fn distance(one: [u8; 3], other: [u8; 3]) -> u32 {
    let square = |(a, b): (u8, u8)| u32::from(a.abs_diff(b)).pow(2);
    one.into_iter().zip(other).map(square).sum()
}
