//! A kiosk from outside: one visitor after another, and nobody who can leave it.

mod aids;
mod lasting;
mod settings;
mod staff;
mod supervision;

use std::fs;
use std::path::{Path, PathBuf};

use rustix::process::Signal;
use tempfile::TempDir;

use crate::pty::Terminal;
use crate::speech::children;

/// A tour with few words, so that nobody is thought to be reading for long.
pub(crate) const YARD: &str = "format = 1\ntitle = \"Yard\"\nlanguage = \"en\"\nnotice = \"Of cold.\"\n\
    [[station]]\nid = \"gate\"\ntitle = \"Gate\"\ntext = \"Firstword.\"\n\
    [[station]]\nid = \"wall\"\ntitle = \"Wall\"\ntext = \"Secondword.\"\n";

/// A kiosk with a folder of its own, which outlives its programs.
pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    /// With the tour in `YARD`, and these settings.
    pub(crate) fn new(settings: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Self { folder };
        fs::create_dir(place.path("tours")).expect("a folder");
        place.write("tours/tour.toml", YARD);
        let head = format!(
            "tours = '{}'\nstate = '{}'\n",
            place.path("tours").display(),
            place.state().display()
        );
        // The emulator does not answer when it is asked which letters it has.
        place.write(
            "kiosk.toml",
            &(head + settings + "[screen]\nglyphs = \"unicode\"\n"),
        );
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn state(&self) -> PathBuf {
        self.path("state")
    }

    /// As editors save: a new file in the place of the old one.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let beside = self.path("beside");
        fs::write(&beside, text).expect("written");
        fs::rename(beside, self.path(name)).expect("renamed");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    pub(crate) fn start(&self, arguments: &[&str]) -> Terminal {
        self.start_in(arguments, &[])
    }

    /// What the kiosk says to the journal is in the file `journal`.
    pub(crate) fn start_in(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Terminal {
        let (config, journal) = (self.path("kiosk.toml"), self.path("journal"));
        let mut program = vec![
            "/bin/sh",
            "-c",
            "exec \"$@\" 2>>\"$0\"",
            journal.to_str().expect("UTF-8"),
            env!("CARGO_BIN_EXE_docent"),
            "kiosk",
            "--config",
            config.to_str().expect("UTF-8"),
        ];
        program.extend(arguments);
        Terminal::run((80, 24), &program, environment)
    }

    /// At the first page, and as far as this word of the tour.
    pub(crate) fn visit(&self, arguments: &[&str], word: &str) -> Terminal {
        let mut terminal = self.start(arguments);
        walk(&mut terminal, word);
        terminal
    }

    /// Everything in the folder of the state, names and texts.
    fn kept(&self) -> String {
        everything_in(&self.state())
    }
}

fn everything_in(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        all.push_str(&path.display().to_string());
        all.push('\n');
        all += &if path.is_dir() {
            everything_in(&path)
        } else {
            String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned()
        };
    }
    all
}

/// From the card that waits to a word of the tour. No key comes twice in a row.
pub(crate) fn walk(terminal: &mut Terminal, word: &str) {
    terminal.wait_for("Press any key to begin.");
    terminal.send("x");
    terminal.wait_for("Reading aids");
    terminal.send("\r");
    terminal.wait_for("Of cold.");
    terminal.send(" \r");
    terminal.wait_for("Firstword");
    if word != "Firstword" {
        terminal.send("\x1b[C");
        terminal.wait_for(word);
    }
}

/// Ends an orderly end.
pub(crate) fn end(mut terminal: Terminal) {
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.end(), 143);
    terminal.assert_given_back();
}

pub(crate) fn assert_no_child(terminal: &Terminal) {
    match children(terminal.process()) {
        Some(children) => assert!(children.is_empty(), "{children:?}"),
        None => println!("skipped in part: this system does not tell children in /proc"),
    }
}

/// The cursor shows where the visitor is: braille displays follow it.
pub(crate) fn assert_cursor(terminal: &Terminal) {
    let screen = terminal.emulator.screen();
    assert!(!screen.hide_cursor(), "no cursor:\n{}", screen.contents());
}

#[test]
fn one_visitor_follows_another_and_nothing_is_left_of_the_first() {
    let place = Place::new("");
    let mut terminal = place.start(&["--idle", "1", "--warn", "2"]);
    terminal.wait_for("Press any key to begin.");
    assert!(
        !terminal.shown().contains("Of cold"),
        "{}",
        terminal.shown()
    );
    assert_cursor(&terminal);
    // The key that wakes does nothing else: `q` would leave, `2` would open the aids.
    terminal.send("2");
    terminal.wait_for("English");
    assert!(terminal.shown().contains("English"), "{}", terminal.shown());
    assert_cursor(&terminal);
    terminal.send("1");
    terminal.wait_for("Of cold.");
    assert_cursor(&terminal);
    terminal.send(" \r");
    terminal.wait_for("Firstword");
    assert_cursor(&terminal);
    terminal.send("/");
    terminal.wait_until("a search", |screen| {
        !screen.contents().contains("Firstword")
    });
    terminal.send("xylofon");
    terminal.wait_for("xylofon");
    assert_cursor(&terminal);
    terminal.wait_for("Are you still reading?");
    assert_cursor(&terminal);
    // Any key goes on and does nothing else: `q` would ask whether to end.
    terminal.send("q");
    terminal.wait_until("the search again", |screen| {
        let shown = screen.contents();
        shown.contains("xylofon") && !shown.contains("xylofonq") && !shown.contains("End")
    });
    terminal.wait_for("Are you still reading?");
    let before = terminal.bytes.len();
    terminal.wait_for("Press any key to begin.");
    assert!(
        !terminal.shown().contains("xylofon"),
        "{}",
        terminal.shown()
    );
    let reset = &terminal.bytes[before..];
    let forgets = reset.windows(4).any(|bytes| bytes == b"\x1b[3J");
    assert!(forgets, "{}", reset.escape_ascii());
    terminal.send("x");
    terminal.wait_for("English");
    terminal.send("\r");
    terminal.wait_for("Of cold.");
    end(terminal);
    for told in [place.kept(), place.read("journal")] {
        assert!(!told.contains("xylofon"), "{told}");
    }
    let counts = place.kept();
    assert!(counts.contains("visits"), "{counts}");
}

#[test]
fn a_visit_ends_when_the_visitor_says_so() {
    let place = Place::new("");
    let mut terminal = place.visit(&[], "Secondword");
    terminal.send("q");
    terminal.wait_for("End your visit?");
    assert_cursor(&terminal);
    terminal.send("1");
    terminal.wait_for("Secondword");
    terminal.send("q");
    terminal.wait_for("End your visit?");
    // What is typed ahead is not the next visitor's: it would lead to the tour's title.
    terminal.send("2xyzw1");
    terminal.wait_for("Press any key to begin.");
    terminal.send("#");
    terminal.wait_for("1 English");
    end(terminal);
}

/// Where colours and the cursor do not show, the choice still does.
#[test]
fn the_row_with_the_focus_is_told_in_letters() {
    let place = Place::new("");
    let mut terminal = place.start(&[]);
    terminal.wait_for("Press any key to begin.");
    terminal.send("x");
    terminal.wait_for("▶ 1 English");
    terminal.send("\x1b[B");
    terminal.wait_for("▶ 2 Reading aids");
    assert!(terminal.shown().contains("• 1 English"));
    end(terminal);
}

#[test]
fn everything_is_reached_with_a_keypad() {
    let place = Place::new("");
    let mut terminal = place.visit(&[], "Secondword");
    terminal.send("#");
    terminal.wait_for("End the visit");
    assert_cursor(&terminal);
    // The first row of the menu: all stations.
    terminal.send("1");
    terminal.wait_until("the stations", |screen| {
        let shown = screen.contents();
        shown.contains("Gate") && shown.contains("Wall") && !shown.contains("Secondword")
    });
    assert_cursor(&terminal);
    terminal.send("\x7f");
    terminal.wait_for("Secondword");
    terminal.send("*");
    terminal.wait_for("High contrast");
    terminal.send("\x7f");
    terminal.wait_for("Secondword");
    end(terminal);
}

#[test]
fn several_tours_give_a_lobby() {
    let place = Place::new("");
    fs::remove_file(place.path("tours/tour.toml")).expect("removed");
    for (name, title) in [("one", "Yard"), ("two", "Field")] {
        fs::create_dir(place.path("tours").join(name)).expect("a folder");
        let tour = YARD.replace("Yard", title);
        place.write(&format!("tours/{name}/tour.toml"), &tour);
    }
    let mut terminal = place.start(&[]);
    terminal.wait_for("Press any key to begin.");
    terminal.send("x");
    terminal.wait_for("Reading aids");
    terminal.send("\r");
    terminal.wait_until("both tours", |screen| {
        screen.contents().contains("Yard") && screen.contents().contains("Field")
    });
    assert_cursor(&terminal);
    end(terminal);
}

#[test]
fn a_visit_is_in_the_language_that_was_chosen_and_the_next_in_the_first() {
    let place = Place::new("");
    place.write(
        "kiosk.toml",
        &format!(
            "state = {:?}\n[screen]\nglyphs = \"unicode\"\n",
            place.state()
        ),
    );
    let mut terminal = place.start(&[]);
    terminal.wait_for("Children of the Karlag");
    terminal.wait_for("Press any key to begin.");
    terminal.send("x");
    terminal.wait_for("Русский");
    terminal.send("3");
    terminal.wait_for("Прежде чем начать");
    terminal.send("q");
    terminal.wait_for("Press any key to begin.");
    end(terminal);
}
