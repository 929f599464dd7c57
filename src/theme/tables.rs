//! The colours of the themes, by hand for 24-bit, indexed and sixteen colours.
//!
//! Text stands out from its background by 7:1, rules and the like by 3:1 (WCAG 2.2), in the VGA
//! palette too: that leaves on black grey, white and bright green, yellow and cyan, on blue the
//! bright ones, on grey black. Dim, italic and underlined are colours of their own on the Linux
//! console, so sixteen colours go with bold and reversed only.

use ratatui::style::{Color, Modifier, Style};

use super::{Role, ThemeName};
use crate::glyphs::Colours;

/// A colour at each depth: 24-bit, indexed, sixteen.
type Depths = [Color; 3];

const NONE: Modifier = Modifier::empty();
const BOLD: Modifier = Modifier::BOLD;
const UNDERLINED: Modifier = Modifier::UNDERLINED;
const REVERSED: Modifier = Modifier::REVERSED;

const fn ink(rgb: u32, index: u8, basic: Color) -> Depths {
    [Color::from_u32(rgb), Color::Indexed(index), basic]
}

/// How a role looks.
pub(super) fn style(name: ThemeName, colours: Colours, role: Role) -> Style {
    let depth = match colours {
        Colours::Mono => return mono(role),
        Colours::True => 0,
        Colours::Indexed => 1,
        Colours::Eight | Colours::Sixteen => 2,
    };
    let (ink, ground, modifiers) = match name {
        ThemeName::Mono => return mono(role),
        ThemeName::Dark => dark(role),
        ThemeName::HighContrast => high_contrast(role),
        ThemeName::Light if depth == 2 => light_on_grey(role),
        ThemeName::Light => light(role),
    };
    let modifiers = if depth == 2 {
        coarse(modifiers)
    } else {
        modifiers
    };
    Style::new()
        .fg(ink[depth])
        .bg(ground[depth])
        .add_modifier(modifiers)
}

/// A QR code: some phones do not read light ones on dark. No console has a brighter ground than grey.
pub(super) fn scan(name: ThemeName, colours: Colours) -> Style {
    let (ink, ground) = match colours {
        Colours::Mono => return mono(Role::Focus),
        _ if name == ThemeName::Mono => return mono(Role::Focus),
        Colours::True => (Color::from_u32(0x00_00_00), Color::from_u32(0xFF_FF_FF)),
        Colours::Indexed => (Color::Indexed(16), Color::Indexed(231)),
        Colours::Eight | Colours::Sixteen => (Color::Black, Color::Gray),
    };
    Style::new().fg(ink).bg(ground)
}

/// Bold stands in for underlined.
fn coarse(modifiers: Modifier) -> Modifier {
    let told = if modifiers.intersects(BOLD | UNDERLINED) {
        BOLD
    } else {
        NONE
    };
    told | (modifiers & REVERSED)
}

fn dark(role: Role) -> (Depths, Depths, Modifier) {
    let amber = ink(0xFF_C8_6E, 222, Color::LightYellow);
    let sky = ink(0x82_CD_EB, 117, Color::LightCyan);
    let grey = ink(0xB0_B6_BE, 250, Color::Gray);
    let slate = ink(0x80_88_92, 245, Color::Gray);
    let night = ink(0x12_14_18, 233, Color::Black);
    let chalk = ink(0xE6_E6_E2, 254, Color::White);
    match role {
        Role::Text => (chalk, night, NONE),
        Role::Quiet | Role::Hint => (grey, night, NONE),
        Role::Title | Role::Mark | Role::Spot => (amber, night, BOLD),
        Role::Heading => (sky, night, BOLD),
        Role::Quotation => (ink(0xD8_C8_A8, 187, Color::Gray), night, NONE),
        Role::Code => (ink(0xB4_D2_96, 150, Color::LightGreen), night, NONE),
        Role::Link => (sky, night, UNDERLINED),
        Role::Bar => (
            ink(0xF0_F0_F0, 255, Color::White),
            ink(0x1E_3A_5F, 17, Color::Blue),
            BOLD,
        ),
        Role::Key => (ink(0xFF_FF_FF, 231, Color::White), night, BOLD),
        Role::Rule | Role::Empty | Role::Outline => (slate, night, NONE),
        Role::Focus => (chalk, night, REVERSED),
        Role::Notice => (ink(0xFF_B4_A0, 216, Color::LightYellow), night, BOLD),
        Role::Filled => (sky, night, NONE),
    }
}

fn light(role: Role) -> (Depths, Depths, Modifier) {
    let paper = ink(0xFB_F9_F4, 231, Color::Gray);
    let black = ink(0x1C_1C_1E, 234, Color::Black);
    let rust = ink(0x7A_2E_0E, 88, Color::Black);
    let blue = ink(0x12_4A_7C, 18, Color::Black);
    let grey = ink(0x4B_4E_54, 239, Color::Black);
    let slate = ink(0x80_84_8A, 243, Color::Black);
    match role {
        Role::Text => (black, paper, NONE),
        Role::Quiet | Role::Hint => (grey, paper, NONE),
        Role::Title | Role::Mark | Role::Spot => (rust, paper, BOLD),
        Role::Heading => (blue, paper, BOLD),
        Role::Quotation => (ink(0x4A_3F_2C, 238, Color::Black), paper, NONE),
        Role::Code => (ink(0x2A_52_1E, 22, Color::Black), paper, NONE),
        Role::Link => (blue, paper, UNDERLINED),
        Role::Bar => (
            ink(0xFF_FF_FF, 231, Color::White),
            ink(0x1E_3A_5F, 17, Color::Blue),
            BOLD,
        ),
        Role::Key => (black, paper, BOLD),
        Role::Rule | Role::Empty | Role::Outline => (slate, paper, NONE),
        Role::Focus => (black, paper, REVERSED),
        Role::Notice => (ink(0x8C_10_10, 88, Color::Black), paper, BOLD),
        Role::Filled => (blue, paper, NONE),
    }
}

/// Light in sixteen colours. Bold black is dark grey on the Linux console and does not show on grey:
/// what has to stand out is white on blue.
fn light_on_grey(role: Role) -> (Depths, Depths, Modifier) {
    let black = [Color::Black; 3];
    let grey = [Color::Gray; 3];
    match role {
        Role::Bar | Role::Key | Role::Link | Role::Mark | Role::Notice => {
            ([Color::White; 3], [Color::Blue; 3], BOLD)
        }
        Role::Focus => (black, grey, REVERSED),
        _ => (black, grey, NONE),
    }
}

fn high_contrast(role: Role) -> (Depths, Depths, Modifier) {
    let black = ink(0x00_00_00, 16, Color::Black);
    let white = ink(0xFF_FF_FF, 231, Color::White);
    let yellow = ink(0xFF_FF_00, 226, Color::LightYellow);
    let cyan = ink(0x00_FF_FF, 51, Color::LightCyan);
    match role {
        Role::Title | Role::Notice | Role::Mark | Role::Spot => (yellow, black, BOLD),
        Role::Heading | Role::Key => (white, black, BOLD),
        Role::Link => (cyan, black, UNDERLINED),
        Role::Bar => (white, ink(0x00_00_80, 18, Color::Blue), BOLD),
        // Grey, since the console has no bright background to reverse white to.
        Role::Focus => (ink(0xFF_FF_FF, 231, Color::Gray), black, REVERSED),
        Role::Filled => (cyan, black, NONE),
        _ => (white, black, NONE),
    }
}

/// In the terminal's own colours. On a Linux console the encoder leaves out the underline; bold remains.
fn mono(role: Role) -> Style {
    let modifiers = match role {
        Role::Title
        | Role::Heading
        | Role::Mark
        | Role::Bar
        | Role::Key
        | Role::Notice
        | Role::Spot => BOLD,
        Role::Link => BOLD | UNDERLINED,
        Role::Focus => REVERSED,
        _ => NONE,
    };
    Style::new()
        .fg(Color::Reset)
        .bg(Color::Reset)
        .add_modifier(modifiers)
}
