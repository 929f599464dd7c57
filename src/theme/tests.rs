//! Contrast by WCAG 2.2, and what is left of a theme without its colours.

use ratatui::style::Color;

use super::contrast::{contrast, needed};
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

#[test]
fn every_role_stands_out() {
    for name in NAMES {
        for colours in DEPTHS {
            let theme = Theme::named(name, colours);
            for role in Role::ALL {
                let contrast = contrast(theme.style(role), colours);
                assert!(
                    contrast >= needed(role),
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
            let on_grey = theme.style(role).bg(Color::Rgb(0x1E, 0x1E, 0x1E));
            let contrast = contrast(on_grey, colours);
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
