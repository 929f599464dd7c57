//! Whatever the tour, the size and the keys: no panic, and the screen stays sound.

use docent::glyphs::{Colours, Glyphs, Profile};
use docent::layout::Reach;
use docent::player::key::Key;
use docent::session::Input;
use proptest::prelude::*;
use ratatui::layout::Size;

use crate::visit::{Visit, tour};

/// A tour with every feature.
pub(crate) const EVERYTHING: &str = include_str!("everything.toml");

pub(crate) fn any_key() -> impl Strategy<Value = Key> {
    let named = prop::sample::select(vec![
        Key::Enter,
        Key::Escape,
        Key::Backspace,
        Key::Tab,
        Key::BackTab,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::PageUp,
        Key::PageDown,
        Key::Home,
        Key::End,
        Key::Function(1),
    ]);
    let letters = prop::sample::select("  snbmtgf/p+-lq?0123x".chars().collect::<Vec<_>>())
        .prop_map(Key::Char);
    prop_oneof![3 => named, 4 => letters, 1 => any::<char>().prop_map(Key::Char)]
}

fn any_input() -> impl Strategy<Value = Input> {
    prop_oneof![
        20 => any_key().prop_map(Input::Key),
        2 => (0u16..130, 0u16..60).prop_map(|(column, row)| Input::Click { column, row }),
        1 => (-9i16..9).prop_map(Input::Wheel),
        1 => (0u16..130, 0u16..50).prop_map(|(width, height)| Input::Resize(Size::new(width, height))),
        1 => Just(Input::Tick),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_at_any_size_never_panic(inputs in prop::collection::vec(any_input(), 0..80), width in 0u16..130, height in 0u16..50, ascii in any::<bool>(), large in any::<bool>(), touch in any::<bool>(), cursor in any::<bool>()) {
        let profile = Profile { glyphs: if ascii { Glyphs::Ascii } else { Glyphs::Unicode }, colours: Colours::Sixteen, ..Profile::XTERM };
        let mut visit = Visit::with(&[tour(EVERYTHING)], Size::new(width, height), profile);
        if large {
            visit = visit.large();
        }
        if touch {
            visit = visit.touch();
        }
        if cursor {
            visit = visit.always_cursor();
        }
        for input in inputs {
            if let Input::Resize(size) = input {
                visit.resize(size.width, size.height);
            } else {
                visit.input(input);
            }
            if cursor && !visit.is_empty() {
                prop_assert!(visit.cursor().is_some());
            }
            if ascii {
                prop_assert!(visit.bytes.is_ascii());
            }
            let controls = visit.bytes.iter().filter(|byte| **byte < 0x20 && !matches!(**byte, 0x1b | b'\r' | b'\n' | 0x08));
            prop_assert_eq!(controls.count(), 0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Half blocks and spaces are all that large letters are made of.
    #[test]
    fn large_letters_are_drawn_at_any_size(inputs in prop::collection::vec(any_input(), 0..12), width in 0u16..=300, height in 0u16..=100) {
        let mut visit = Visit::tour(EVERYTHING).large().size(width, height);
        for input in inputs {
            visit.input(input);
            if visit.is_large() {
                let screen = visit.screen();
                prop_assert!(screen.chars().all(|sign| " \n▀▄█".contains(sign)), "{}", screen);
            }
        }
    }
}

/// Space alone leads from the title to the closing, and every word of every text step was on screen on the way.
#[test]
fn next_never_skips_unread_text() {
    let sizes = [(40, 12), (80, 24), (120, 40), (24, 7), (13, 6)];
    let fingers = sizes.map(|size| (size, Reach::Touch));
    let all = sizes
        .map(|size| (size, Reach::Pointer))
        .into_iter()
        .chain(fingers);
    for ((width, height), reach) in all {
        let mut visit = Visit::tour(EVERYTHING).size(width, height);
        if reach == Reach::Touch {
            visit = visit.touch();
        }
        visit.press("space space space space enter");
        let mut seen = String::new();
        for _ in 0..400 {
            seen.push_str(&visit.screen());
            seen.push('\n');
            let before = visit.screen();
            visit.press("space");
            if visit.screen() == before {
                // A choice has to be made: the first one.
                visit.press("enter");
            }
        }
        for word in ["firstword", "secondword", "thirdword", "lastword"] {
            assert!(
                seen.contains(word),
                "{word} was never on screen at {width}×{height}, {reach:?}"
            );
        }
    }
}

/// Two thousand stations: opening reads none of them, and what is shown needs only the one at hand.
#[test]
fn a_large_tour_opens_and_turns_like_a_small_one() {
    let text = crate::generated::tour(2000);
    let visit = Visit::tour(&text).keys("space");
    assert!(
        visit.screen().contains("Station 1 of 2000"),
        "{}",
        visit.screen()
    );
    let visit = visit.keys("1 9 9 9 enter");
    assert!(
        visit.screen().contains("Station 1999 of 2000"),
        "{}",
        visit.screen()
    );
}
