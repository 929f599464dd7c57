//! What strangers sent, made fit for a line of the log.

use std::borrow::Cow;

/// Bytes that are told of a user name, a terminal's type or a client's name.
const LONGEST: usize = 64;

/// Stands for what was cut off.
const MORE: &str = "…";

/// A stranger's text in at most 64 bytes of one line, with nothing in it that a terminal obeys or that
/// changes how the line reads: controls, line breaks, signs that are not seen, letters that run from
/// right to left. Each of those is told by its number, as `<U+001B>`.
pub fn foreign(text: impl AsRef<[u8]>) -> String {
    let bytes = text.as_ref();
    // No more is looked at than can be told.
    let bytes = bytes.get(..=LONGEST).unwrap_or(bytes);
    cut(&String::from_utf8_lossy(bytes), LONGEST)
}

/// As [`foreign()`], in at most so many bytes; spaces of all kinds are told as spaces.
pub(super) fn cut(text: &str, longest: usize) -> String {
    let mut told = String::new();
    // Where it can end so that there is room for the sign that more was there.
    let mut end = 0;
    for char in text.chars() {
        told.push_str(&harmless(char));
        if told.len() > longest {
            told.truncate(end);
            told.push_str(MORE);
            return told;
        }
        if told.len() + MORE.len() <= longest {
            end = told.len();
        }
    }
    told
}

fn harmless(char: char) -> Cow<'static, str> {
    let is_seen = char == ' ' || char.is_ascii_graphic() || char == '\u{fffd}';
    let reads_on = char.is_alphanumeric() || matches!(char, '\u{2010}'..='\u{2027}' | '«' | '»');
    if is_seen || (reads_on && !runs_leftwards(char)) {
        Cow::Owned(char.to_string())
    } else {
        Cow::Owned(format!("<U+{:04X}>", u32::from(char)))
    }
}

/// Hebrew, Arabic and their like: they would turn the order of what stands around them.
fn runs_leftwards(char: char) -> bool {
    matches!(
        char,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::foreign;

    #[test]
    fn what_strangers_sent_stays_on_its_line() {
        for (sent, told) in [
            ("karlag+cemetery", "karlag+cemetery"),
            ("Карлаг", "Карлаг"),
            ("", ""),
            ("xterm\nlogin user=root", "xterm<U+000A>login user=root"),
            ("\u{1b}]0;x\u{7}", "<U+001B>]0;x<U+0007>"),
            ("a\u{202e}b\u{2066}c", "a<U+202E>b<U+2066>c"),
            ("\u{200b}\u{feff}\u{ad}", "<U+200B><U+FEFF><U+00AD>"),
            ("שלום", "<U+05E9><U+05DC><U+05D5><U+05DD>"),
            ("\u{85}\u{2028}", "<U+0085><U+2028>"),
            ("\u{e000}", "<U+E000>"),
            (
                "SSH-2.0-OpenSSH_9.2p1 Debian-2",
                "SSH-2.0-OpenSSH_9.2p1 Debian-2",
            ),
        ] {
            assert_eq!(foreign(sent), told, "{sent:?}");
        }
        assert_eq!(foreign(b"a\xff\xfeb"), "a\u{fffd}\u{fffd}b");
    }

    #[test]
    fn what_is_too_long_is_cut_between_two_signs() {
        assert_eq!(foreign("x".repeat(64)), "x".repeat(64));
        assert_eq!(
            foreign("x".repeat(65)),
            format!("{}…", "x".repeat(61)),
            "the sign for more has its room"
        );
        assert_eq!(foreign("я".repeat(40)), format!("{}…", "я".repeat(30)));
        let escapes = foreign("\n".repeat(1_000));
        assert_eq!(escapes, format!("{}…", "<U+000A>".repeat(7)));
        assert_eq!(foreign("\n".repeat(8)), "<U+000A>".repeat(8));
    }

    proptest! {
        #[test]
        fn whatever_comes_is_short_and_harmless(bytes in prop::collection::vec(any::<u8>(), 0..300), text in any::<String>()) {
            for told in [foreign(bytes), foreign(text)] {
                prop_assert!(told.len() <= 64);
                prop_assert!(!told.chars().any(char::is_control));
                let turned = told.contains(['\u{200e}', '\u{202e}', '\u{2028}', '\u{2066}']);
                prop_assert!(!turned, "{}", told);
            }
        }
    }
}
