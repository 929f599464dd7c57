//! What helps to read, as it is seen and heard.

use docent::shell::speech::Program;

use crate::kiosk::{Place, assert_cursor, assert_no_child, end};
use crate::pty::Terminal;
use crate::speech::{Recorder, SAYS, wait_until};

/// At the page of aids, before a visit.
fn aids(place: &Place, environment: &[(&str, &str)]) -> Terminal {
    let mut terminal = place.start_in(&[], environment);
    terminal.wait_for("Press any key to begin.");
    terminal.send("x");
    terminal.wait_for("Reading aids");
    terminal.send("2");
    terminal.wait_for("High contrast");
    assert_cursor(&terminal);
    terminal
}

#[test]
fn large_letters_and_contrast_are_for_one_visitor() {
    let place = Place::new("");
    let mut terminal = aids(&place, &[]);
    terminal.send("2");
    terminal.wait_until("contrast", |screen| screen.contents().contains("on\n"));
    terminal.send("1");
    terminal.wait_until("large letters", |screen| screen.contents().contains('▀'));
    assert_cursor(&terminal);
    end(terminal);
}

#[test]
fn a_visit_is_read_aloud_until_a_key_is_pressed() {
    let recorder = Recorder::new(Program::EspeakNg, SAYS);
    let place = Place::new("[speech]\nvoice = \"espeak-ng\"\n");
    let path = recorder.search_path();
    let mut terminal = place.start_in(&[], &[("PATH", &path)]);
    terminal.wait_for("Press any key to begin.");
    // Nothing is said to nobody.
    assert_eq!(recorder.read("said"), "");
    // For those who cannot see what to choose, the star turns the voice on at once.
    terminal.send("*");
    wait_until("the page of aids to be read", || {
        recorder.read("said").contains("Read aloud")
    });
    terminal.wait_for("Read aloud");
    terminal.send("5");
    wait_until("the languages to be read", || {
        recorder.read("said").contains("English")
    });
    terminal.send("1");
    wait_until("the notice to be read", || {
        recorder.read("said").contains("Of cold.")
    });
    assert!(
        !recorder.read("said").contains("Firstword"),
        "not before consent"
    );
    terminal.send(" \r");
    wait_until("the station to be read", || {
        recorder.read("said").contains("Firstword")
    });
    terminal.wait_for("Firstword");
    end(terminal);
}

#[test]
fn a_voice_ends_with_the_kiosk() {
    let recorder = Recorder::new(Program::EspeakNg, "cat >/dev/null\nexec sleep 1000");
    let place = Place::new("[speech]\nvoice = \"espeak-ng\"\n");
    let path = recorder.search_path();
    let mut terminal = place.start_in(&[], &[("PATH", &path)]);
    terminal.wait_for("Press any key to begin.");
    terminal.send("*");
    terminal.wait_for("Read aloud");
    let process = terminal.process();
    let speaks = || crate::speech::children(process).is_none_or(|children| !children.is_empty());
    wait_until("a child", speaks);
    // A key interrupts; where there is nothing to say there is no child.
    terminal.send("1");
    terminal.wait_until("silence", |screen| screen.contents().contains("off"));
    wait_until("no child", || {
        crate::speech::children(process).is_none_or(|children| children.is_empty())
    });
    assert_no_child(&terminal);
    end(terminal);
}

#[test]
fn without_a_voice_none_is_offered_and_visits_go_on() {
    let place = Place::new("[speech]\nvoice = \"espeak-ng\"\n");
    let terminal = aids(&place, &[("PATH", "/nowhere")]);
    assert!(
        !terminal.shown().contains("Read aloud"),
        "{}",
        terminal.shown()
    );
    end(terminal);
    assert!(place.read("journal").contains("espeak-ng"));
}

#[test]
fn a_tour_is_read_to_its_end_line_by_line_with_digits() {
    let place = Place::new("");
    let mut terminal = aids(&place, &[]);
    let before = terminal.bytes.len();
    terminal.send("3");
    terminal.wait_for("Of cold.");
    terminal.send("*\r");
    terminal.wait_until("the choices again", |screen| {
        screen.contents().matches("Begin the tour").count() == 2
    });
    for word in ["Firstword", "Secondword"] {
        terminal.send("1\r");
        terminal.wait_for(word);
    }
    assert_cursor(&terminal);
    terminal.send("1\r");
    terminal.wait_for("The end of the tour");
    let lines = &terminal.bytes[before..];
    let controls = lines.split(|byte| *byte == 0x1b).count() - 1;
    assert!(controls < 12, "{}", lines.escape_ascii());
    terminal.send("3\r");
    terminal.wait_for("Press any key to begin.");
    end(terminal);
}
