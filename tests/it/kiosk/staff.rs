//! Those who look after a kiosk: how they come to their menu, and that others do not.

use docent::kiosk::pin;

use crate::kiosk::{Place, end, walk};

const KNOCK: &str = "\x1d\x1d\x1d";

fn place() -> Place {
    let pin = pin::hash("271828").expect("a hash");
    Place::new(&format!("[staff]\npin = '{pin}'\n"))
}

#[test]
fn staff_leave_by_their_menu() {
    let mut terminal = place().visit(&[], "Firstword");
    terminal.send(KNOCK);
    terminal.wait_for("Type the PIN");
    crate::kiosk::assert_cursor(&terminal);
    terminal.send("271828");
    terminal.wait_for("******");
    assert!(!terminal.shown().contains("27"), "{}", terminal.shown());
    terminal.send("\r");
    terminal.wait_for("Leave docent");
    crate::kiosk::assert_cursor(&terminal);
    terminal.send("7");
    assert_eq!(terminal.end(), 42);
    terminal.assert_given_back();
}

#[test]
fn a_wrong_pin_has_to_wait_even_after_a_restart() {
    let place = place();
    let mut terminal = place.start(&[]);
    terminal.wait_for("Press any key to begin.");
    terminal.send(KNOCK);
    terminal.wait_for("Type the PIN");
    for mistakes in 1..=3 {
        terminal.send("000000");
        terminal.wait_for("******");
        terminal.send("\r");
        terminal.wait_for("This is not the PIN.");
        terminal.wait_for("It can be typed again in");
        assert!(
            place
                .read("state/kept.toml")
                .contains(&format!("mistakes = {mistakes}\n"))
        );
        // What is typed meanwhile is nothing: the right PIN too.
        terminal.send("271828\r");
        if mistakes < 3 {
            // Any key shows whether the time is over.
            wait_for_hint(&mut terminal);
        }
    }
    end(terminal);
    let mut terminal = place.start(&[]);
    terminal.wait_for("Press any key to begin.");
    terminal.send("*#*#*#");
    terminal.wait_for("It can be typed again in");
    end(terminal);
}

/// Presses a key that does nothing, until the PIN can be typed.
fn wait_for_hint(terminal: &mut crate::pty::Terminal) {
    crate::speech::wait_until("the PIN to be asked for again", || {
        terminal.send("x");
        terminal.send("y");
        terminal.hears(std::time::Duration::from_millis(50));
        terminal.shown().contains("Type the PIN")
    });
}

#[test]
fn the_menu_tells_and_sets_what_staff_need() {
    let place = place();
    let mut terminal = place.start(&[]);
    terminal.wait_for("Press any key to begin.");
    terminal.send(KNOCK);
    terminal.wait_for("Type the PIN");
    terminal.send("271828\r");
    terminal.wait_for("Volume of the voice");
    terminal.send("3");
    terminal.wait_for("120 %");
    assert!(place.read("state/kept.toml").contains("volume = 120"));
    terminal.send("5");
    terminal.wait_for("The tours have been read anew.");
    terminal.send("\x7f");
    terminal.wait_for("Self-test");
    terminal.send("6");
    terminal.wait_for(env!("CARGO_PKG_VERSION"));
    terminal.send("\x1b");
    terminal.wait_for("Back to the visitors");
    terminal.send("1");
    terminal.wait_for("Press any key to begin.");
    end(terminal);
}

#[test]
fn without_a_pin_nobody_is_asked_for_one() {
    let place = Place::new("");
    let mut terminal = place.start(&[]);
    terminal.wait_for("Press any key to begin.");
    terminal.send(KNOCK);
    walk(&mut terminal, "Firstword");
    end(terminal);
}

#[test]
fn a_visit_line_by_line_gives_way_to_staff_and_goes_on() {
    let place = place();
    let mut terminal = place.start(&[]);
    terminal.wait_for("Press any key to begin.");
    terminal.send("x");
    terminal.wait_for("Reading aids");
    terminal.send("2");
    terminal.wait_for("Plain lines");
    terminal.send("3");
    terminal.wait_for("Of cold.");
    terminal.send(KNOCK);
    terminal.wait_for("Type the PIN");
    assert!(
        !terminal.shown().contains("Of cold."),
        "{}",
        terminal.shown()
    );
    terminal.send("\x1b");
    terminal.wait_until("the visit", |screen| !screen.contents().contains("PIN"));
    terminal.send("1\r");
    terminal.wait_for("Firstword");
    end(terminal);
}
