//! Terminals that show pixels, or half blocks, or say nothing.

use std::collections::VecDeque;
use std::time::Instant;

use proptest::prelude::*;

use super::*;
use crate::player::key::Key;

/// Gives these chunks, one at a time, then nothing.
struct Played {
    sent: Vec<u8>,
    coming: VecDeque<Vec<u8>>,
    /// Until when it was waited for more, the last time.
    until: Option<Instant>,
}

impl Terminal for Played {
    fn patience(&self) -> Duration {
        Duration::from_millis(300)
    }

    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.sent.extend_from_slice(bytes);
        Ok(())
    }

    fn receive(&mut self, until: Instant, came: &mut Vec<u8>) -> io::Result<bool> {
        self.until = Some(until);
        let chunk = self.coming.pop_front();
        came.extend(chunk.iter().flatten());
        Ok(chunk.is_some())
    }
}

const LOCAL: Surroundings = Surroundings {
    iterm2: false,
    remote: false,
    takes_strings: true,
};
const FAR: Surroundings = Surroundings {
    remote: true,
    ..LOCAL
};
const CELL_OF_TEN: Cell = Cell {
    width: 10,
    height: 20,
};

fn told(wish: Wish, profile: Profile, answer: &[u8]) -> (Vec<u8>, Told) {
    let mut terminal = Played {
        sent: Vec::new(),
        coming: answer.iter().map(|byte| vec![*byte]).collect(),
        until: None,
    };
    let told = ask(&mut terminal, wish, profile, None).expect("told");
    // Nothing waits longer than a fifth of a second, whatever comes or does not.
    let latest = now() + Duration::from_millis(200);
    assert!(terminal.until.is_none_or(|until| until <= latest));
    (terminal.sent, told)
}

fn pixels(protocol: Protocol) -> Pictures {
    let cell = CELL_OF_TEN;
    Pictures::Pixels { protocol, cell }
}

#[test]
fn the_best_that_a_terminal_says_it_can_is_taken() {
    let kitty = b"\x1b_Gi=31;OK\x1b\\\x1bP>|kitty(0.35.2)\x1b\\\x1b[6;20;10t\x1b[?62;52;c";
    let foot = b"\x1bP>|foot(1.20.2)\x1b\\\x1b[6;20;10t\x1b[?62;4;22;28c";
    let no_kitty = b"\x1b_Gi=31;ENOTSUPPORTED:no\x1b\\\x1b[6;20;10t\x1b[?62;4c";
    let wezterm = b"\x1bP>|WezTerm 20240203\x1b\\\x1b[6;20;10t\x1b[?65;4;6;18;22c";
    let unmeasured = b"\x1b[?62;4c";
    let vte = b"\x1bP>|VTE(7006)\x1b\\\x1b[?65;1;9c";
    let halves = Some(Pictures::HalfBlocks);
    let cases: [(&[u8], Surroundings, Option<Pictures>); 11] = [
        (kitty, LOCAL, Some(pixels(Protocol::Kitty))),
        (kitty, FAR, Some(pixels(Protocol::Kitty))),
        (foot, LOCAL, Some(pixels(Protocol::Sixel))),
        (no_kitty, LOCAL, Some(pixels(Protocol::Sixel))),
        (wezterm, LOCAL, Some(pixels(Protocol::Iterm2))),
        (unmeasured, LOCAL, halves),
        (vte, LOCAL, halves),
        (vte, FAR, halves),
        (b"", LOCAL, halves),
        (b"", FAR, Some(Pictures::None)),
        (b"\x1b[?4c", FAR, halves),
    ];
    for (answer, around, expected) in cases {
        let (_, told) = told(Wish::Best(around), Profile::XTERM, answer);
        let answer = answer.escape_ascii();
        assert_eq!(told.pictures, expected, "{answer} {around:?}");
    }
}

#[test]
fn what_is_wished_for_is_done() {
    let cases: [(Wish, &[u8], Option<Pictures>); 4] = [
        (Wish::None, b"", None),
        (Wish::HalfBlocks, b"", Some(Pictures::HalfBlocks)),
        (
            Wish::Pixels(Protocol::Sixel),
            b"\x1b[6;20;10t\x1b[?1c",
            Some(pixels(Protocol::Sixel)),
        ),
        (
            Wish::Pixels(Protocol::Iterm2),
            b"",
            Some(Pictures::Pixels {
                protocol: Protocol::Iterm2,
                cell: Cell::USUAL,
            }),
        ),
    ];
    for (wish, answer, expected) in cases {
        assert_eq!(told(wish, Profile::XTERM, answer).1.pictures, expected);
    }
}

#[test]
fn terminals_that_show_no_pictures_are_not_asked() {
    let mono = Profile {
        colours: Colours::Mono,
        ..Profile::XTERM
    };
    for profile in [Profile::CONSOLE, Profile::VT220, Profile::PLAIN, mono] {
        let (sent, told) = told(Wish::Best(LOCAL), profile, b"");
        assert_eq!((sent.as_slice(), told.pictures), (&b""[..], None));
    }
}

#[test]
fn a_multiplexer_is_sent_no_string_for_programs() {
    let inside = Surroundings {
        takes_strings: false,
        ..LOCAL
    };
    let (sent, _) = told(Wish::Best(inside), Profile::TMUX, b"\x1b[?1;2;4c");
    assert_eq!(sent, b"\x1b[>q\x1b[16t\x1b[c");
}

#[test]
fn keys_among_the_answers_are_kept() {
    let answer = b" \x1b_Gi=31;OK\x1b\\\x1b[B\x1bP>|qqq\x1b\\s\x1b[6;20;10t\x1b[?62;c";
    let (_, told) = told(Wish::Best(LOCAL), Profile::XTERM, answer);
    let keys = [Key::Char(' '), Key::Down, Key::Char('s')].map(Input::Key);
    assert_eq!(told.typed, keys);
}

proptest! {
    #[test]
    fn any_bytes_are_taken(answer in prop::collection::vec(any::<u8>(), 0..200)) {
        let (_, told) = told(Wish::Best(LOCAL), Profile::XTERM, &answer);
        prop_assert!(told.pictures.is_some());
        if let Some(Pictures::Pixels { cell, .. }) = told.pictures {
            prop_assert!(cell.width > 0 && cell.height > 0);
        }
    }
}

#[test]
fn what_a_login_says_over_ssh_is_no_answer() {
    let shows = |around| {
        let (_, told) = told(Wish::Best(around), Profile::FULL, b"");
        matches!(told.pictures, Some(Pictures::Pixels { .. }))
    };
    let iterm2 = |around| Surroundings {
        iterm2: true,
        ..around
    };
    assert!(shows(iterm2(LOCAL)) && !shows(iterm2(FAR)));
}

#[test]
fn only_a_terminal_that_did_not_end_its_answers_is_asked_again() {
    let is_all = |wish, answer| told(wish, Profile::XTERM, answer).1.is_all;
    let best = Wish::Best(LOCAL);
    assert!(is_all(best, b"\x1b[?62;4c") && is_all(Wish::HalfBlocks, b""));
    assert!(!is_all(best, b"") && !is_all(best, b"\x1b_Gi=31;OK\x1b\\"));
}
