//! What docent asks a terminal of which nothing is known, and what it makes of the answers.

use crate::pty::Terminal;

const TITLE: &str = "Children of the Karlag";
const QUESTION: &[u8] = b"\x1b[6n";
/// An environment that says nothing of the encoding.
const UNSAID: [(&str, &str); 2] = [("TERM", "xterm-256color"), ("LANG", "")];

/// What was sent after the question.
fn after_question(terminal: &Terminal) -> &[u8] {
    let mut parts = terminal
        .bytes
        .windows(QUESTION.len())
        .enumerate()
        .filter(|(_, bytes)| *bytes == QUESTION);
    let (last, _) = parts.next_back().expect("a question");
    &terminal.bytes[last + QUESTION.len()..]
}

fn leave(mut terminal: Terminal) {
    terminal.send("\x03");
    assert_eq!(terminal.end(), 0);
    terminal.assert_given_back();
}

#[test]
fn the_terminal_answers_where_the_environment_does_not() {
    for (answer, reads_utf8) in [
        ("\x1b[1;2R", true),
        ("\x1b[1;3R", false),
        ("n\x1b[B\x1b[7;2R", true),
    ] {
        let mut terminal = Terminal::start(&[], &UNSAID);
        terminal.wait_for_bytes(QUESTION);
        terminal.send(answer);
        terminal.wait_for(TITLE);
        assert_eq!(!after_question(&terminal).is_ascii(), reads_utf8);
        // What came with the answer is not taken for keys: this is still the title.
        terminal.send("?");
        terminal.wait_for("back to where you were");
        leave(terminal);
    }
}

/// What comes when nobody waits for it any more is not a key: it would type `[`, digits and `R`.
#[test]
fn a_mute_terminal_gets_ascii_and_may_answer_late() {
    let mut terminal = Terminal::start(&[], &UNSAID);
    terminal.wait_for(TITLE);
    assert!(after_question(&terminal).is_ascii());
    terminal.send(" \r/");
    terminal.wait_for("Search");
    terminal.send("\x1b[1;2R\x1b[24;80Rzek");
    terminal.wait_for("zek");
    let screen = terminal.emulator.screen().contents();
    assert!(
        !screen.contains("2R") && !screen.contains("80R"),
        "{screen}"
    );
    leave(terminal);
}

#[test]
fn a_known_terminal_is_not_asked() {
    for (term, locale) in [
        ("xterm-256color", "C.UTF-8"),
        ("xterm", "C"),
        ("foot", ""),
        ("linux", ""),
        ("vt220", ""),
    ] {
        let mut terminal = Terminal::start(&[], &[("TERM", term), ("LANG", locale)]);
        terminal.wait_for(TITLE);
        terminal.send("q");
        assert_eq!(terminal.end(), 0);
        let asked = terminal
            .bytes
            .windows(QUESTION.len())
            .any(|bytes| bytes == QUESTION);
        assert!(!asked, "{term} {locale}");
    }
}

/// As serial lines and some containers have it.
#[test]
fn a_terminal_without_a_size_is_asked_for_it() {
    let known = [("TERM", "vt220"), ("LANG", "C")];
    let mut terminal = Terminal::start_at((0, 0), &[], &known);
    terminal.wait_for_bytes(QUESTION);
    terminal.emulator.screen_mut().set_size(43, 132);
    terminal.send("\x1b[43;132R");
    terminal.wait_for(TITLE);
    terminal.wait_for_bytes(b"\x1b[43;");
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
    // 80×24 if it does not tell.
    let mut terminal = Terminal::start_at((0, 0), &[], &known);
    terminal.wait_for(TITLE);
    terminal.wait_for_bytes(b"\x1b[24;");
    leave(terminal);
}

/// Half a key sequence, as Alt-[ sends, must not keep a new size or the clock waiting.
#[test]
fn half_a_sequence_holds_nothing_up() {
    let mut terminal = Terminal::start(&["play", "tests/it/everything.toml"], &[]);
    terminal.wait_for("Begin the tour");
    terminal.send("\x1b[");
    terminal.resize(60, 20);
    terminal.wait_for_bytes(b"\x1b[20;");
    terminal.send("A");
    leave(terminal);
}
