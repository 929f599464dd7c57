//! The terminal in words: its names, how docent understands them, its size.

use super::{Line, Machine, SMALLEST, Section, VARIABLES};
use crate::glyphs::{Colours, Glyphs, Profile};
use crate::theme::Role;

/// The version of docent, and the terminal it runs on.
pub(super) fn section(machine: &Machine) -> Section {
    let environment = machine.environment.iter();
    let mut lines: Vec<_> = environment
        .map(|(name, value)| machine.fact(name, value))
        .collect();
    lines.extend(unset(machine));
    let profile = machine.profile;
    lines.push(machine.fact("Characters", characters(profile.glyphs)));
    lines.push(machine.fact("Colours", colours(profile.colours)));
    for (used, name) in [(true, "Used"), (false, "Not used")] {
        let abilities = abilities(profile).into_iter().filter(|it| it.0 == used);
        let abilities: Vec<_> = abilities.map(|it| it.1).collect();
        if !abilities.is_empty() {
            lines.push(machine.fact(name, &abilities.join(", ")));
        }
    }
    lines.push(size(machine));
    let version = env!("CARGO_PKG_VERSION");
    Section::new(format!("docent {version} on this terminal"), lines)
}

/// The variables that are not set.
fn unset(machine: &Machine) -> Option<Line> {
    let is_set = |name: &str| machine.environment.iter().any(|(set, _)| *set == name);
    let unset: Vec<_> = VARIABLES.into_iter().filter(|name| !is_set(name)).collect();
    let line = || machine.line(Role::Quiet, &format!("Not set: {}", unset.join(", ")));
    (!unset.is_empty()).then(line)
}

fn characters(glyphs: Glyphs) -> &'static str {
    match glyphs {
        Glyphs::Unicode => "all of Unicode, in UTF-8",
        Glyphs::Console => "those of a Linux console with a FullCyrAsia font, in UTF-8",
        Glyphs::Ascii => "ASCII alone; other letters are written in Latin ones",
    }
}

fn colours(colours: Colours) -> &'static str {
    match colours {
        Colours::Mono => "none; bold and reversed only",
        Colours::Eight => "8, and bold",
        Colours::Sixteen => "16, of which 8 as backgrounds",
        Colours::Indexed => "256",
        Colours::True => "16 million",
    }
}

/// What docent has a terminal do, and what it does not because the terminal is not known to do it well.
fn abilities(profile: Profile) -> [(bool, &'static str); 6] {
    [
        (profile.alternate_screen, "a screen of its own with clicks"),
        (profile.synchronized, "frames shown at once"),
        (profile.erase_characters, "erasing parts of lines"),
        (profile.repeats, "repeating characters"),
        (profile.erases_in_colour, "erasing in colour"),
        (profile.scroll_regions, "scrolling parts of the screen"),
    ]
}

fn size(machine: &Machine) -> Line {
    let least = format!("{} by {}", SMALLEST.width, SMALLEST.height);
    let Some(size) = machine.size else {
        let words = "Size: the terminal does not tell it";
        return machine.line(Role::Notice, words);
    };
    let cells = format!("{} by {} cells", size.width, size.height);
    if size.width < SMALLEST.width || size.height < SMALLEST.height {
        let words = format!("Size: {cells}, too small: {least} are needed");
        return machine.line(Role::Notice, &words);
    }
    machine.fact("Size", &format!("{cells}, enough: {least} are needed"))
}
