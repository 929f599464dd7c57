//! Samples to look at: every colour, every sign, the letters.

use super::{Line, Machine, Section};
use crate::glyphs::{Colours, Glyph, Glyphs};
use crate::theme::contrast::contrast;
use crate::theme::{Role, Theme, ThemeName};

/// Signs with their names in one line.
const IN_A_ROW: usize = 4;

/// Cells of the longest name of a role, and of a sign.
const NAME: usize = 12;

const RUSSIAN: [&str; 2] = [
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
];

/// What Kazakh has besides.
const KAZAKH: &str = "ӘәҒғҚқҢңӨөҰұҮүҺһІі";

const MARKS: &str = "— – « » „ “ ” ‘ ’ … № § ° ′ × • ½ € ₸";

/// A line for each role of the theme, in its colours, with how far it stands out.
pub(super) fn colours(machine: &Machine) -> Section {
    let theme = Theme::named(machine.theme, machine.profile.colours);
    let mono = machine.theme == ThemeName::Mono || machine.profile.colours == Colours::Mono;
    let heading = if mono {
        "Colours: the terminal's own".to_owned()
    } else {
        let name = spaced(&format!("{:?}", machine.theme));
        format!("Colours: the theme {name}, each with its contrast")
    };
    let sample = |role: Role| {
        let name = spaced(&format!("{role:?}"));
        let contrast = contrast(theme.style(role), machine.profile.colours);
        let contrast = format!(" {contrast:4.1}:1");
        let contrast = if mono { "" } else { &contrast };
        machine.line(role, &format!(" {name:NAME$}{contrast}  Abc Ждя Ққі 0123 "))
    };
    Section::new(heading, Role::ALL.map(sample).to_vec())
}

/// Every sign that docent draws, with its name.
pub(super) fn signs(machine: &Machine) -> Section {
    let glyphs = machine.profile.glyphs;
    let named = |glyph: Glyph| {
        let name = spaced(&format!("{glyph:?}"));
        format!("{} {name:NAME$}", glyphs.of(glyph))
    };
    let named = Glyph::ALL.map(named);
    let rows = named.chunks(IN_A_ROW);
    let rows = rows.map(|row| machine.line(Role::Text, row.join("  ").trim_end()));
    let bar = format!("{} half a bar", glyphs.bar(0.5, 9));
    let rows = rows.chain([machine.line(Role::Text, &bar)]);
    Section::new("Signs", rows.collect())
}

/// The letters and marks of the languages that docent speaks.
pub(super) fn letters(machine: &Machine) -> Section {
    let text = |words: &str| machine.line(Role::Text, words);
    let mut lines: Vec<Line> = RUSSIAN.map(text).to_vec();
    lines.extend([text(KAZAKH), text(MARKS)]);
    if machine.profile.glyphs == Glyphs::Console {
        let words = "A blank or a square among these is a character that the console's font lacks: \
                     load FullCyrAsia-TerminusBold.";
        lines.push(machine.line(Role::Quiet, words));
    }
    Section::new("Letters", lines)
}

/// A name in the program as a person writes it: `top left` for `TopLeft`.
fn spaced(name: &str) -> String {
    let mut spaced = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push(letter.to_ascii_lowercase());
    }
    spaced
}
