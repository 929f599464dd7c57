//! What does not end a kiosk: keys, signals, rubbish, a broken tour.

use std::fs;

use rustix::process::Signal;

use crate::kiosk::{Place, YARD, assert_no_child, end, walk};
use crate::pty::Terminal;
#[cfg(feature = "images")]
use crate::site::PIXEL;

/// Keys that end, stop or leave other programs.
const KEYS: &str = "\x03\x1a\x1c\x13\x11\x04\x1d\x1b\x1bOP\x1bOQ\x1b[15~\x1b[24~\x1b[1;3D";

#[test]
fn no_key_and_no_signal_of_a_keyboard_leaves_it() {
    let place = Place::new("");
    let mut terminal = place.visit(&[], "Firstword");
    let process = terminal.process();
    terminal.send(KEYS);
    for signal in [
        Signal::INT,
        Signal::TSTP,
        Signal::QUIT,
        Signal::TTIN,
        Signal::TTOU,
    ] {
        terminal.signal(signal);
        terminal.send(KEYS);
    }
    assert_no_child(&terminal);
    // Escape and the function keys may have led elsewhere; it answers all the same.
    terminal.send("#");
    terminal.wait_for("End the visit");
    assert_eq!(terminal.process(), process);
    end(terminal);
}

#[test]
fn random_bytes_do_not_leave_it() {
    let place = Place::new("");
    let mut terminal = place.visit(&[], "Firstword");
    let mut seed = 1_u32;
    for _ in 0..64 {
        let bytes: Vec<u8> = (0..1024).map(|_| random(&mut seed)).collect();
        terminal.send_bytes(&bytes);
        while terminal.hears(std::time::Duration::ZERO) {}
    }
    assert_no_child(&terminal);
    // Whatever page that led to, the sequences are over and a new size is drawn.
    terminal.resize(60, 20);
    let before = terminal.bytes.len();
    crate::speech::wait_until("an answer", || {
        terminal.hears(std::time::Duration::from_millis(50));
        terminal.bytes.len() > before
    });
    end(terminal);
}

/// The same bytes in each run.
fn random(seed: &mut u32) -> u8 {
    *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
    (*seed >> 24) as u8
}

#[test]
fn orders_end_it_and_give_the_terminal_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let place = Place::new("");
        let mut terminal = place.visit(&[], "Firstword");
        terminal.signal(signal);
        assert_eq!(terminal.end(), code, "after {signal:?}");
        terminal.assert_given_back();
        assert!(!place.path("state/starts").exists(), "the end was orderly");
    }
}

#[test]
fn a_burst_of_one_key_is_one_press() {
    let place = Place::new("");
    let mut terminal = place.start(&[]);
    terminal.wait_for("Press any key to begin.");
    terminal.send(&"\r".repeat(20));
    terminal.wait_for("Reading aids");
    // The other nineteen would have begun a visit.
    terminal.send("*");
    terminal.wait_for("High contrast");
    end(terminal);
}

#[test]
fn letters_that_are_typed_twice_are_two() {
    let place = Place::new("");
    let mut terminal = place.visit(&[], "Firstword");
    terminal.send("/");
    terminal.wait_until("a search", |screen| {
        !screen.contents().contains("Firstword")
    });
    terminal.send("committee");
    terminal.wait_for("committee");
    end(terminal);
}

#[test]
fn between_visitors_tours_are_read_anew() {
    let place = Place::new("");
    let mut terminal = place.visit(&[], "Firstword");
    place.write("tours/tour.toml", &YARD.replace("Yard", "Garden"));
    leave(&mut terminal);
    terminal.wait_for("Garden");
    // A version with errors is not shown, and the journal tells why.
    walk(&mut terminal, "Firstword");
    let broken = YARD
        .replace("Yard", "Ruin")
        .replace("Firstword", "Word[^nix]");
    place.write("tours/tour.toml", &broken);
    leave(&mut terminal);
    terminal.wait_for("Garden");
    walk(&mut terminal, "Firstword");
    let journal = place.read("journal");
    assert!(
        journal.contains("nix") && journal.contains("tour.toml:8"),
        "{journal}"
    );
    // Nor is none at all the end.
    fs::remove_dir_all(place.path("tours")).expect("removed");
    leave(&mut terminal);
    terminal.wait_for("Garden");
    end(terminal);
}

/// A terminal of which nothing was to be asked at the start, or that was too slow then.
#[cfg(feature = "images")]
#[test]
fn pictures_that_come_between_visitors_are_shown_as_well_as_the_terminal_can() {
    let place = Place::new("");
    let mut terminal = place.visit(&[], "Firstword");
    assert!(!is_asked(&terminal));
    let pictured = YARD.replace(
        "text = \"Secondword.\"",
        "[[station.step]]\ntext = \"Secondword.\"\n[[station.step]]\nfigure = \"f\"\n\
         [[figure]]\nid = \"f\"\nimage = \"p.png\"\nalt = \"A dot.\"\ncaption = \"C\"\ncredit = \"D\"",
    );
    fs::write(place.path("tours/p.png"), PIXEL).expect("written");
    place.write("tours/tour.toml", &pictured);
    // It is asked between visitors until it has answered in time, and then no more.
    for _ in 0..20 {
        begin_to_leave(&mut terminal);
        terminal.wait_for_bytes(DA1);
        terminal.send("\x1b_Gi=31;OK\x1b\\\x1b[6;16;8t\x1b[?62;52;c");
        walk(&mut terminal, "Firstword");
        leave(&mut terminal);
        if !is_asked(&terminal) {
            break;
        }
        walk(&mut terminal, "Firstword");
    }
    assert!(!is_asked(&terminal));
    walk(&mut terminal, "Secondword");
    terminal.send(" ");
    terminal.wait_for_bytes(b"\x1b_Ga=t,f=24");
    end(terminal);
}

/// The last question about pictures.
#[cfg(feature = "images")]
const DA1: &[u8] = b"\x1b[c";

#[cfg(feature = "images")]
fn is_asked(terminal: &Terminal) -> bool {
    terminal.bytes.windows(DA1.len()).any(|bytes| bytes == DA1)
}

/// What came before is of no interest from here on.
fn begin_to_leave(terminal: &mut Terminal) {
    terminal.bytes.clear();
    terminal.send("q");
    terminal.wait_for("End your visit?");
    terminal.send("2");
}

fn leave(terminal: &mut Terminal) {
    begin_to_leave(terminal);
    terminal.wait_for("Press any key to begin.");
}

#[test]
fn what_cannot_be_kept_does_not_stop_it() {
    let place = Place::new("");
    place.write("state", "a file where the folder should be");
    let mut terminal = place.visit(&[], "Secondword");
    leave(&mut terminal);
    end(terminal);
    assert!(place.read("journal").contains("state"));
}
