//! Contrast by WCAG 2.2, and what is left of a theme without its colours.

use ratatui::style::Color;

use super::*;
use crate::glyphs::{Glyph, Glyphs};

const NAMES: [ThemeName; 4] = [
    ThemeName::Dark,
    ThemeName::Light,
    ThemeName::HighContrast,
    ThemeName::Mono,
];
const DEPTHS: [Colours; 5] = [
    Colours::Mono,
    Colours::Eight,
    Colours::Sixteen,
    Colours::Indexed,
    Colours::True,
];

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

fn rgb(colour: Color) -> [u8; 3] {
    match colour {
        Color::Rgb(r, g, b) => [r, g, b],
        Color::Indexed(index @ 16..232) => {
            let step = |place: u8| if place == 0 { 0 } else { 55 + 40 * place };
            let place = index - 16;
            [step(place / 36), step(place / 6 % 6), step(place % 6)]
        }
        Color::Indexed(index @ 232..) => [8 + 10 * (index - 232); 3],
        other => vga(named(other).expect("a colour of a palette")),
    }
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [r, g, b] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The terminal's own colours are taken to be grey on black; with few colours bold brightens.
fn shown(style: Style, colours: Colours) -> ([u8; 3], [u8; 3]) {
    let own = |colour: Option<Color>, own| match colour {
        None | Some(Color::Reset) => own,
        Some(colour) => colour,
    };
    let (ink, ground) = (own(style.fg, Color::Gray), own(style.bg, Color::Black));
    if style.add_modifier.contains(Modifier::REVERSED) {
        return (rgb(ground), rgb(ink));
    }
    let brightens = colours <= Colours::Sixteen && style.add_modifier.contains(Modifier::BOLD);
    let ink = named(ink)
        .filter(|ink| *ink < 8 && brightens)
        .map_or_else(|| rgb(ink), |ink| vga(ink + 8));
    (ink, rgb(ground))
}

#[test]
fn every_role_stands_out() {
    for name in NAMES {
        for colours in DEPTHS {
            let theme = Theme::named(name, colours);
            for role in Role::ALL {
                let (ink, ground) = shown(theme.style(role), colours);
                let needed = match role {
                    Role::Rule | Role::Filled | Role::Empty | Role::Outline | Role::Spot => 3.0,
                    _ => 7.0,
                };
                let contrast = contrast(ink, ground);
                assert!(
                    contrast >= needed,
                    "{name:?} {colours:?} {role:?}: {contrast:.1}"
                );
            }
        }
    }
}

/// On any background that is only nearly black, as terminals have it.
#[test]
fn dark_stands_out_on_dark_grey_too() {
    for colours in [Colours::Indexed, Colours::True] {
        let theme = Theme::named(ThemeName::Dark, colours);
        for role in [
            Role::Quiet,
            Role::Title,
            Role::Heading,
            Role::Quotation,
            Role::Code,
            Role::Mark,
            Role::Link,
        ] {
            let contrast = contrast(rgb(theme.style(role).fg.unwrap()), [0x1E; 3]);
            assert!(contrast >= 7.0, "{colours:?} {role:?}: {contrast:.1}");
        }
    }
}

/// Bold text reversed to, or grey text on, grey is what the Linux console makes of careless pairs.
#[test]
fn sixteen_colours_keep_to_pairs_the_console_can_show() {
    use Color::{Black, Blue, Gray, LightCyan, LightGreen, LightYellow, Reset, White};
    for name in [ThemeName::Dark, ThemeName::Light, ThemeName::HighContrast] {
        for colours in [Colours::Eight, Colours::Sixteen] {
            for role in Role::ALL {
                let style = Theme::named(name, colours).style(role);
                let (ink, ground) = (style.fg.unwrap(), style.bg.unwrap());
                let allowed: &[Color] = match ground {
                    Black | Reset => &[Reset, Gray, LightGreen, LightYellow, LightCyan, White],
                    Blue => &[White, LightCyan, LightYellow, LightGreen],
                    Gray => &[Black],
                    _ => &[],
                };
                assert!(
                    allowed.contains(&ink),
                    "{name:?} {role:?}: {ink} on {ground}"
                );
                let modifiers = style.add_modifier;
                assert!(
                    (modifiers - (Modifier::BOLD | Modifier::REVERSED)).is_empty(),
                    "{name:?} {role:?}"
                );
                assert_ne!(
                    modifiers,
                    Modifier::BOLD | Modifier::REVERSED,
                    "{name:?} {role:?}"
                );
                assert!(
                    ink != Black || modifiers != Modifier::BOLD,
                    "{name:?} {role:?}"
                );
            }
        }
    }
}

#[test]
fn roles_are_told_apart_without_colours() {
    for name in NAMES {
        for colours in DEPTHS {
            let theme = Theme::named(name, colours);
            let told = |role| theme.style(role).add_modifier;
            for role in Role::ALL {
                let reversed = told(role) == Modifier::REVERSED;
                assert_eq!(
                    reversed,
                    role == Role::Focus,
                    "{name:?} {colours:?} {role:?}"
                );
            }
            for role in [Role::Link, Role::Mark] {
                assert_ne!(
                    told(role),
                    told(Role::Text),
                    "{name:?} {colours:?} {role:?}"
                );
            }
            assert_ne!(told(Role::Key), told(Role::Hint), "{name:?} {colours:?}");
            // With eight and sixteen colours there is only bold; a mark has its brackets.
            if colours >= Colours::Indexed || colours == Colours::Mono || name == ThemeName::Mono {
                assert_ne!(told(Role::Link), told(Role::Mark), "{name:?} {colours:?}");
            }
        }
    }
    for glyphs in [Glyphs::Unicode, Glyphs::Console, Glyphs::Ascii] {
        assert_ne!(
            glyphs.of(Glyph::Block),
            glyphs.of(Glyph::Shade),
            "filled and empty"
        );
    }
}

#[test]
fn every_theme_with_colours_paints_the_background() {
    for colours in [Colours::Sixteen, Colours::Indexed, Colours::True] {
        let ground = |name| Theme::named(name, colours).style(Role::Text).bg;
        assert_ne!(ground(ThemeName::Dark), Some(Color::Reset));
        assert_eq!(ground(ThemeName::Mono), Some(Color::Reset));
        assert_ne!(ground(ThemeName::Light), Some(Color::Reset));
        assert_ne!(ground(ThemeName::HighContrast), Some(Color::Reset));
    }
    assert_eq!(
        Theme::named(ThemeName::Light, Colours::Mono),
        Theme::named(ThemeName::Mono, Colours::Mono)
    );
}

#[test]
fn faces_are_slanted_where_terminals_can() {
    let emphasis = Face {
        emphasis: true,
        ..Face::default()
    };
    let told = |name, colours| {
        Theme::named(name, colours)
            .faced(Role::Text, emphasis)
            .add_modifier
    };
    assert_eq!(told(ThemeName::Dark, Colours::True), Modifier::ITALIC);
    assert_eq!(told(ThemeName::Dark, Colours::Sixteen), Modifier::BOLD);
    assert_eq!(told(ThemeName::Mono, Colours::True), Modifier::BOLD);
}
