//! How far a style stands out from its background: contrast by WCAG 2.2.

use ratatui::style::{Color, Modifier, Style};

use super::Role;
use crate::glyphs::Colours;

/// What a role needs: 7 for text, 3 for rules and pictures.
pub fn needed(role: Role) -> f64 {
    match role {
        Role::Rule | Role::Filled | Role::Empty | Role::Outline | Role::Spot => 3.0,
        _ => 7.0,
    }
}

/// The contrast of a style, 1 to 21, on a terminal with so many colours.
///
/// Its palette is taken to be VGA's, and its own colours grey on black.
pub fn contrast(style: Style, colours: Colours) -> f64 {
    let (ink, ground) = shown(style, colours);
    let (one, other) = (luminance(ink), luminance(ground));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Ink and ground as they come out. With few colours bold brightens, and a ground is never bright, not
/// even one that was reversed to: the Linux console has eight.
fn shown(style: Style, colours: Colours) -> ([u8; 3], [u8; 3]) {
    let own = |colour: Option<Color>, own| match colour {
        None | Some(Color::Reset) => own,
        Some(colour) => colour,
    };
    let (ink, ground) = (own(style.fg, Color::Gray), own(style.bg, Color::Black));
    let few = |colour| named(colour).filter(|_| colours <= Colours::Sixteen);
    if style.add_modifier.contains(Modifier::REVERSED) {
        let reversed = few(ink).map_or_else(|| rgb(ink), |ink| vga(ink % 8));
        return (rgb(ground), reversed);
    }
    let bold = style.add_modifier.contains(Modifier::BOLD);
    let ink = few(ink)
        .filter(|ink| *ink < 8 && bold)
        .map_or_else(|| rgb(ink), |ink| vga(ink + 8));
    (ink, rgb(ground))
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [r, g, b] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            // Not `f64::powf`, for which the system's libm would be loaded.
            libm::pow((part + 0.055) / 1.055, 2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn rgb(colour: Color) -> [u8; 3] {
    match colour {
        Color::Rgb(r, g, b) => [r, g, b],
        Color::Indexed(index @ 16..232) => {
            let step = |place: u8| if place == 0 { 0 } else { 55 + 40 * place };
            let place = index - 16;
            [step(place / 36), step(place / 6 % 6), step(place % 6)]
        }
        Color::Indexed(index @ 232..) => [8 + 10 * (index - 232); 3],
        Color::Indexed(index) => vga(usize::from(index)),
        // Every other colour has a name.
        other => named(other).map_or([0; 3], vga),
    }
}

/// The VGA palette, ANSI order.
fn vga(index: usize) -> [u8; 3] {
    let bright = if index >= 8 { 0x55 } else { 0 };
    if index == 3 {
        return [0xAA, 0x55, 0];
    }
    [0, 1, 2].map(|bit| {
        if index >> bit & 1 == 1 {
            0xAA + bright
        } else {
            bright
        }
    })
}

fn named(colour: Color) -> Option<usize> {
    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    NAMED.iter().position(|name| *name == colour)
}
