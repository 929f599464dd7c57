//! The settings of a kiosk as they are printed, checked and refused.

use std::process::{Command, Output};

use docent::kiosk::pin;

use crate::kiosk::Place;
use crate::pty::Terminal;

fn docent(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_docent"));
    command.arg("kiosk").args(arguments);
    command.output().expect("docent runs")
}

fn check(place: &Place) -> (Option<i32>, String) {
    let config = place.path("kiosk.toml");
    let output = docent(&[
        "--check-config",
        "--config",
        config.to_str().expect("UTF-8"),
    ]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), told)
}

#[test]
fn what_is_printed_is_sound() {
    let printed = docent(&["--print-config"]);
    assert_eq!(printed.status.code(), Some(0));
    let place = Place::new("");
    place.write("kiosk.toml", &String::from_utf8_lossy(&printed.stdout));
    assert_eq!(check(&place), (Some(0), String::new()));
}

#[test]
fn every_fault_is_told_with_its_place() {
    let place = Place::new("");
    place.write(
        "kiosk.toml",
        "tours = \"karlag\"\nstate = \"\"\n[idle]\nafter = 5\nwarnin = 30\n[screen]\ntheme = \"dork\"\n[staff]\npin = \"271828\"\n",
    );
    let (code, told) = check(&place);
    assert_eq!(code, Some(2));
    for words in [
        "kiosk.toml:4:9",
        "between 30 and 900",
        "kiosk.toml:5:1",
        "did you mean `warning`?",
        "kiosk.toml:7:9",
        "did you mean `dark`?",
        "kiosk.toml:9:7",
        "is not a hash",
    ] {
        assert!(told.contains(words), "{words} is not in\n{told}");
    }
    // A kiosk does not start with them either.
    let mut terminal = place.start(&[]);
    assert_eq!(terminal.end(), 2);
    assert!(place.read("journal").contains("kiosk.toml:4:9"));
}

#[test]
fn settings_that_are_not_there_are_told() {
    let output = docent(&["--check-config", "--config", "no/such/kiosk.toml"]);
    assert_ne!(output.status.code(), Some(0));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("no/such/kiosk.toml"), "{told}");
}

#[test]
fn a_pin_is_asked_for_in_secret_and_its_hash_printed() {
    let mut terminal = Terminal::start(&["kiosk", "--hash-pin"], &[]);
    terminal.wait_for("PIN");
    terminal.send("271828\r");
    terminal.wait_for("Again");
    terminal.send("271828\r");
    terminal.wait_for("$argon2id$");
    assert_eq!(terminal.end(), 0);
    assert!(!terminal.shown().contains("271828"), "{}", terminal.shown());
    let printed = terminal.shown().replace('\n', "");
    let (_, hash) = printed
        .split_once("pin = \"")
        .expect("a line for the settings");
    let (hash, _) = hash.split_once('"').expect("its end");
    let place = Place::new(&format!("[staff]\npin = \"{hash}\"\n"));
    assert_eq!(check(&place), (Some(0), String::new()));
    assert!(pin::hash("12345").is_err());
}
