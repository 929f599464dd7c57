//! Terminals that answer, answer late, in pieces, wrongly or not at all.

use std::collections::VecDeque;

use super::*;

/// Answers each question with the next of its chunks; an empty chunk is a time without any.
#[derive(Default)]
struct Played {
    sent: Vec<u8>,
    answers: VecDeque<Vec<&'static [u8]>>,
    coming: VecDeque<&'static [u8]>,
    /// How often nothing came in time.
    waits: usize,
}

impl Terminal for Played {
    fn patience(&self) -> Duration {
        Duration::from_millis(300)
    }

    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.ends_with(b"\x1b[6n") {
            self.coming = self.answers.pop_front().unwrap_or_default().into();
        }
        self.sent.extend_from_slice(bytes);
        Ok(())
    }

    fn receive(&mut self, _: Instant, came: &mut Vec<u8>) -> io::Result<bool> {
        let chunk = self.coming.pop_front().unwrap_or_default();
        came.extend_from_slice(chunk);
        self.waits += usize::from(chunk.is_empty());
        Ok(!chunk.is_empty())
    }
}

fn played(answers: &[&[&'static [u8]]]) -> Played {
    Played {
        answers: answers.iter().map(|answer| answer.to_vec()).collect(),
        ..Played::default()
    }
}

const KNOWN: Size = Size::new(100, 30);

#[test]
fn the_letter_tells_the_encoding() {
    let cases: [(&[&[u8]], Glyphs, usize); 9] = [
        (&[b"\x1b[1;2R"], Glyphs::Unicode, 0),
        (&[b"\x1b[1;3R"], Glyphs::Ascii, 0),
        // A terminal of seven bits may drop both bytes.
        (&[b"\x1b[1;1R"], Glyphs::Ascii, 0),
        (&[b"\x1b", b"[", b"1", b";", b"2", b"R"], Glyphs::Unicode, 0),
        (&[b"\x1b[A \r", b"\x1b[1;2R"], Glyphs::Unicode, 0),
        // Only the end of it is late.
        (&[b"\x1b[1", b"", b";2R"], Glyphs::Unicode, 1),
        (&[b"\x1b[1", b"", b"", b";2R"], Glyphs::Ascii, 2),
        (&[b"?1;2c"], Glyphs::Ascii, 1),
        (&[], Glyphs::Ascii, 1),
    ];
    for (chunks, glyphs, waits) in cases {
        let mut terminal = played(&[chunks]);
        let found = ask(&mut terminal, Encoding::Unsaid, Profile::XTERM, KNOWN).unwrap();
        let expected = Profile {
            glyphs,
            ..Profile::XTERM
        };
        assert_eq!(found, (expected, KNOWN), "{chunks:?}");
        assert_eq!(terminal.waits, waits, "{chunks:?}");
        assert_eq!(terminal.sent, b"\r\xC3\xA9\x1b[6n\r\x1b[K", "{chunks:?}");
    }
}

#[test]
fn a_size_is_asked_for_where_none_is_said() {
    let cases: [(&[&[u8]], Size); 5] = [
        (&[b"\x1b[50;132R"], Size::new(132, 50)),
        (&[b"\x1b[0;0R"], USUAL),
        (&[b"\x1b[999;999R"], USUAL),
        (&[b"noise"], USUAL),
        (&[], USUAL),
    ];
    for said in [Size::ZERO, Size::new(0, 24), Size::new(80, 0)] {
        for (chunks, size) in cases {
            let mut terminal = played(&[chunks]);
            let found = ask(&mut terminal, Encoding::Said, Profile::CONSOLE, said).unwrap();
            assert_eq!(found, (Profile::CONSOLE, size), "{chunks:?}");
            assert_eq!(terminal.sent, b"\x1b[999;999H\x1b[6n\x1b[H");
        }
    }
}

#[test]
fn a_mute_terminal_costs_its_patience_once() {
    let mut terminal = played(&[]);
    let found = ask(
        &mut terminal,
        Encoding::Unsaid,
        Profile::CONSOLE,
        Size::ZERO,
    );
    let expected = Profile {
        glyphs: Glyphs::Ascii,
        ..Profile::CONSOLE
    };
    assert_eq!(found.unwrap(), (expected, USUAL));
    assert_eq!(terminal.waits, 1);
    let mut terminal = played(&[&[b"\x1b[1;2R"], &[b"\x1b[24;", b"80R"]]);
    let found = ask(
        &mut terminal,
        Encoding::Unsaid,
        Profile::CONSOLE,
        Size::ZERO,
    );
    assert_eq!(found.unwrap(), (Profile::CONSOLE, USUAL));
    assert_eq!(terminal.waits, 0);
}

#[test]
fn noise_without_end_is_no_answer() {
    struct Noise;
    impl Terminal for Noise {
        fn patience(&self) -> Duration {
            Duration::from_secs(1)
        }
        fn send(&mut self, _: &[u8]) -> io::Result<()> {
            Ok(())
        }
        fn receive(&mut self, _: Instant, came: &mut Vec<u8>) -> io::Result<bool> {
            came.extend_from_slice(b"~~\x1b[");
            Ok(true)
        }
    }
    let (profile, _) = ask(&mut Noise, Encoding::Unsaid, Profile::XTERM, KNOWN).unwrap();
    assert_eq!(profile.glyphs, Glyphs::Ascii);
}

#[test]
fn what_is_known_is_not_asked() {
    let ascii = Profile::VT220;
    for (encoding, profile) in [(Encoding::Said, Profile::XTERM), (Encoding::Unsaid, ascii)] {
        assert!(!is_needed(encoding, profile, KNOWN));
        let mut terminal = played(&[]);
        let found = ask(&mut terminal, encoding, profile, KNOWN).unwrap();
        assert_eq!(found, (profile, KNOWN));
        assert!(terminal.sent.is_empty());
    }
}
