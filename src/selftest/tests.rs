//! The report on three terminals, and the test of keys.

use super::*;
use crate::glyphs::{Colours, Glyphs};
use crate::player::key::Key;

fn machine(profile: Profile, size: Option<Size>) -> Machine {
    Machine {
        environment: vec![
            ("TERM", "a\u{1b}]0;name".to_owned()),
            ("LANG", "C".to_owned()),
        ],
        size,
        theme: ThemeName::Dark,
        profile,
        speech: vec![
            ("espeak-ng", Some("/usr/bin/espeak-ng".to_owned())),
            ("spd-say", None),
        ],
    }
}

fn text(machine: &Machine) -> String {
    let sections = report(machine).into_iter();
    let lines = sections.flat_map(|section| {
        let lines = section.lines.into_iter().map(|line| line.text);
        std::iter::once(section.heading).chain(lines)
    });
    lines.map(|line| line + "\n").collect()
}

#[test]
fn a_console_is_told_in_words_and_samples() {
    let machine = machine(Profile::CONSOLE, Some(Size::new(100, 30)));
    let text = text(&machine).replace(env!("CARGO_PKG_VERSION"), "0.0.0");
    insta::assert_snapshot!(text);
    for role in Role::ALL {
        let sections = report(&machine);
        let mut lines = sections.iter().flat_map(|section| &section.lines);
        assert!(lines.any(|line| line.role == role), "{role:?}");
    }
}

#[test]
fn a_terminal_gets_only_what_it_can_show() {
    for profile in [Profile::PLAIN, Profile::CONSOLE, Profile::FULL] {
        let text = text(&machine(profile, Some(Size::new(30, 24))));
        assert_eq!(profile.glyphs.text(&text), text);
        assert!(!text.contains('\u{1b}'));
        assert!(text.contains("30 by 24 cells, too small: 40 by 12 are needed"));
        let has_contrast = text.contains(":1  Abc");
        assert_eq!(has_contrast, profile.colours != Colours::Mono);
    }
    let ascii = text(&machine(Profile::PLAIN, None));
    assert!(
        ascii.is_ascii() && ascii.contains("the terminal does not tell it"),
        "{ascii}"
    );
}

#[test]
fn without_speech_the_technician_is_told() {
    let mut machine = machine(Profile::FULL, None);
    machine.speech = vec![("espeak-ng", None), ("spd-say", None)];
    assert!(text(&machine).contains("nothing is spoken"));
}

#[test]
fn keys_are_named_until_one_comes_three_times() {
    let mut test = KeyTest::new(Profile::FULL);
    let presses = [
        (
            Key::Right,
            "→          the next step, then the next station",
        ),
        (
            Key::Char('7'),
            "7          go to the station with this number",
        ),
        (Key::Char('#'), "#          "),
        (Key::Char('й'), "й          quit"),
        (Key::Char('ж'), "ж          nothing"),
        (Key::Function(5), "F5         nothing"),
        (Key::Interrupt, "Ctrl-C     leave, but not at a kiosk"),
        (Key::Enter, "Enter      "),
        (Key::Enter, "Enter      "),
    ];
    for (key, told) in presses {
        let (line, flow) = test.press(Pressed::Known(key));
        assert!(line.text.starts_with(told), "{}", line.text);
        assert_eq!(flow, Flow::Goes);
    }
    let other = Pressed::Other("Insert".to_owned());
    assert_eq!(test.press(other).0.text, "Insert     nothing");
    for flow in [Flow::Goes, Flow::Goes, Flow::Ends] {
        assert_eq!(test.press(Pressed::Known(Key::Enter)).1, flow);
    }
    let missing = "Of a keypad's keys these were not pressed: ↑ ↓ ← Backspace 0 1 2 3 4 5 6 8 9 *";
    assert_eq!(test.summary().text, missing);
}

#[test]
fn every_key_of_a_keypad_can_be_pressed() {
    let mut test = KeyTest::new(Profile {
        glyphs: Glyphs::Ascii,
        ..Profile::FULL
    });
    let arrows = [Key::Up, Key::Down, Key::Left, Key::Right];
    let others = "0123456789*#".chars().map(Key::Char);
    for key in arrows
        .into_iter()
        .chain([Key::Enter, Key::Backspace])
        .chain(others)
    {
        assert!(test.press(Pressed::Known(key)).0.text.is_ascii());
    }
    assert_eq!(test.summary().text, "Every key of a keypad was pressed.");
}
