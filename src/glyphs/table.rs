//! The signs the program itself draws, in each set of glyphs.

use super::Glyphs;

/// A sign of the program's own, one cell wide in every set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Glyph {
    /// A rule.
    Horizontal,
    /// A rule that stands out: under a title, round the focus.
    Heavy,
    Vertical,
    TopLeft,
    TopRight,
    BottomLeft,
    BottomRight,
    /// Where a rule leaves an upright to the right.
    TeeRight,
    /// Where a rule leaves an upright to the left.
    TeeLeft,
    /// Where an upright leaves a rule downwards.
    TeeDown,
    /// Where an upright leaves a rule upwards.
    TeeUp,
    Cross,
    /// A full cell.
    Block,
    UpperHalf,
    LowerHalf,
    LeftHalf,
    RightHalf,
    /// The empty part of a bar.
    Shade,
    /// Points at the row that has the focus.
    Pointer,
    /// Before an item of a list.
    Bullet,
    /// Visited, chosen.
    Done,
    /// Not yet visited.
    NotDone,
    /// There is more above.
    Less,
    /// There is more below.
    More,
    Left,
    Right,
    Up,
    Down,
    /// A place on a map.
    Spot,
    /// Another place on a map, not the one in question.
    Hollow,
    /// Text was left out.
    Ellipsis,
    /// Between parts of a line, such as title and place.
    Separator,
    /// Between a range's ends or before a name.
    Dash,
    /// Multiplied by.
    Times,
}

impl Glyph {
    /// All of them.
    pub const ALL: [Self; 34] = [
        Self::Horizontal,
        Self::Heavy,
        Self::Vertical,
        Self::TopLeft,
        Self::TopRight,
        Self::BottomLeft,
        Self::BottomRight,
        Self::TeeRight,
        Self::TeeLeft,
        Self::TeeDown,
        Self::TeeUp,
        Self::Cross,
        Self::Block,
        Self::UpperHalf,
        Self::LowerHalf,
        Self::LeftHalf,
        Self::RightHalf,
        Self::Shade,
        Self::Pointer,
        Self::Bullet,
        Self::Done,
        Self::NotDone,
        Self::Less,
        Self::More,
        Self::Left,
        Self::Right,
        Self::Up,
        Self::Down,
        Self::Spot,
        Self::Hollow,
        Self::Ellipsis,
        Self::Separator,
        Self::Dash,
        Self::Times,
    ];

    /// In Unicode, on the console, in ASCII.
    const fn forms(self) -> [&'static str; 3] {
        match self {
            Self::Horizontal => ["─", "─", "-"],
            Self::Heavy => ["━", "═", "="],
            Self::Vertical => ["│", "│", "|"],
            Self::TopLeft => ["╭", "┌", "+"],
            Self::TopRight => ["╮", "┐", "+"],
            Self::BottomLeft => ["╰", "└", "+"],
            Self::BottomRight => ["╯", "┘", "+"],
            Self::TeeRight => ["├", "├", "+"],
            Self::TeeLeft => ["┤", "┤", "+"],
            Self::TeeDown => ["┬", "┬", "+"],
            Self::TeeUp => ["┴", "┴", "+"],
            Self::Cross => ["┼", "┼", "+"],
            Self::Block => ["█", "█", "#"],
            Self::UpperHalf => ["▀", "▀", "\""],
            Self::LowerHalf => ["▄", "▄", "_"],
            Self::LeftHalf => ["▌", "▌", "#"],
            Self::RightHalf => ["▐", "▐", "#"],
            Self::Shade => ["░", "░", "."],
            Self::Pointer => ["▶", "▶", ">"],
            Self::Bullet => ["•", "•", "*"],
            Self::Done => ["✓", "√", "x"],
            Self::NotDone | Self::Separator => ["·", "·", "-"],
            Self::Less => ["▲", "▲", "^"],
            Self::More => ["▼", "▼", "v"],
            Self::Left => ["←", "←", "<"],
            Self::Right => ["→", "→", ">"],
            Self::Up => ["↑", "↑", "^"],
            Self::Down => ["↓", "↓", "v"],
            Self::Spot => ["●", "♦", "@"],
            Self::Hollow => ["○", "○", "o"],
            Self::Ellipsis => ["…", "…", "~"],
            Self::Dash => ["–", "–", "-"],
            Self::Times => ["×", "×", "x"],
        }
    }
}

/// Cells filled from the left by one to eight eighths.
const EIGHTHS: [&str; 8] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];

impl Glyphs {
    /// The sign in this set.
    pub const fn of(self, glyph: Glyph) -> &'static str {
        glyph.forms()[self as usize]
    }

    /// The filled part of a bar `width` cells long: as many cells as it covers, the last of them in part.
    ///
    /// A fraction above 0 shows at least the smallest part, one below 1 does not fill the bar;
    /// what is not a number counts as 0. Fill the rest with [`Glyph::Shade`] or blanks.
    pub fn bar(self, fraction: f64, width: u16) -> String {
        let steps: u32 = match self {
            Self::Unicode => 8,
            Self::Console => 2,
            Self::Ascii => 1,
        };
        let parts = parts(fraction, u32::from(width) * steps);
        let mut bar = self.of(Glyph::Block).repeat((parts / steps) as usize);
        match (self, parts % steps) {
            (_, 0) => {}
            (Self::Unicode, eighths) => bar.push_str(EIGHTHS[eighths as usize - 1]),
            _ => bar.push_str(self.of(Glyph::LeftHalf)),
        }
        bar
    }
}

#[expect(clippy::cast_sign_loss, reason = "clamped to 0..=1 before")]
fn parts(fraction: f64, all: u32) -> u32 {
    if fraction.is_nan() || fraction <= 0.0 || all == 0 {
        return 0;
    }
    if fraction >= 1.0 {
        return all;
    }
    ((fraction * f64::from(all)).round() as u32).clamp(1, (all - 1).max(1))
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::super::text::console_has;
    use super::*;

    #[test]
    fn every_sign_is_one_cell_that_its_terminals_have() {
        for glyph in Glyph::ALL {
            for glyphs in [Glyphs::Unicode, Glyphs::Console, Glyphs::Ascii] {
                assert_eq!(glyphs.of(glyph).width(), 1, "{glyph:?}");
            }
            assert!(
                Glyphs::Console.of(glyph).chars().all(console_has),
                "{glyph:?}"
            );
            assert!(Glyphs::Ascii.of(glyph).is_ascii(), "{glyph:?}");
        }
    }

    #[test]
    fn signs_that_say_different_things_differ() {
        for glyphs in [Glyphs::Unicode, Glyphs::Console, Glyphs::Ascii] {
            assert_ne!(glyphs.of(Glyph::Done), glyphs.of(Glyph::NotDone));
            assert_ne!(glyphs.of(Glyph::Block), glyphs.of(Glyph::Shade));
            assert_ne!(glyphs.of(Glyph::Spot), glyphs.of(Glyph::Hollow));
            assert_ne!(glyphs.of(Glyph::Less), glyphs.of(Glyph::More));
        }
    }

    #[test]
    fn bars_are_as_fine_as_the_terminal_can() {
        let cases = [
            (0.0, "", "", ""),
            (f64::NAN, "", "", ""),
            (0.001, "▏", "▌", "#"),
            (0.33, "█▍", "█▌", "#"),
            (0.5, "██", "██", "##"),
            (0.99, "███▉", "███▌", "###"),
            (1.0, "████", "████", "####"),
            (7.0, "████", "████", "####"),
        ];
        for (fraction, unicode, console, ascii) in cases {
            let bar = |glyphs: Glyphs| glyphs.bar(fraction, 4);
            assert_eq!(
                [
                    bar(Glyphs::Unicode),
                    bar(Glyphs::Console),
                    bar(Glyphs::Ascii)
                ],
                [unicode, console, ascii],
                "{fraction}"
            );
        }
        assert_eq!(Glyphs::Ascii.bar(0.5, 0), "");
        assert_eq!(Glyphs::Ascii.bar(0.5, 1), "#");
    }
}
