//! The whole program on a real Linux console: what stands on it as the kernel tells screen readers, in
//! which colours, and where the cursor is. Skipped where there is no console, or nobody may type on it.

mod machine;
mod vga;

use docent::glyphs::Profile;
use docent::player::key::Key;
use docent::session::Look;
use docent::theme::ThemeName;

use crate::bytes::THEMES;
use crate::console::machine::{Console, Screen};
use crate::console::vga::{contrast, is_drawing};
use crate::visit::Visit;
use crate::walk::{LANGUAGES, karlag, lists, pages, typed};

const TITLE: &str = "Children of the Karlag";

/// The letters that Kazakh has and Russian has not.
const KAZAKH: &str = "ӘҒҚҢӨҰҮҺІәғқңөұүһі";

/// The same visit without a terminal, on a screen of the same size.
fn wanted(console: &Console, language: &str, theme: ThemeName) -> Visit {
    let look = Look::new(console.size(), theme, Profile::CONSOLE);
    karlag(language, look)
}

/// Every character stands out from its cell: text by 7:1, rules and bars by 3:1.
fn assert_legible(screen: &Screen, what: &str) {
    for (row, cells) in screen.cells.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let needed = match cell.sign {
                ' ' => continue,
                sign if is_drawing(sign) => 3.0,
                _ => 7.0,
            };
            let found = contrast(cell.attribute);
            let place = format!("{what}, row {row}, column {column}: {cell:?}");
            assert!(found >= needed, "{found:.1}:1 at {place}\n{screen}");
        }
    }
}

/// The console shows what the visit has, cursor included, after each key of a walk.
struct Follower<'c> {
    console: &'c mut Console,
    what: String,
    shown: String,
    seen: String,
}

impl<'c> Follower<'c> {
    fn new(console: &'c mut Console, what: &str, visit: &Visit) -> Self {
        let mut follower = Self {
            console,
            what: what.to_owned(),
            shown: String::new(),
            seen: String::new(),
        };
        follower.compare(visit);
        follower
    }

    fn press(&mut self, key: Key, visit: &Visit) {
        self.console.type_keys(&typed(key));
        self.compare(visit);
    }

    fn compare(&mut self, visit: &Visit) {
        let (text, cursor) = (visit.screen(), visit.cursor());
        let screen = self.console.wait_until(&text, |screen| {
            screen.text() == text
                && cursor.is_none_or(|cursor| screen.cursor == (cursor.x, cursor.y))
        });
        if self.shown != text {
            assert_legible(&screen, &self.what);
            self.seen.push_str(&text);
            self.shown = text;
        }
    }
}

/// Walks through everything; all that was on screen.
fn walk(console: &mut Console, language: &str, theme: ThemeName, what: &str) -> String {
    let mut visit = wanted(console, language, theme);
    let mut follower = Follower::new(console, what, &visit);
    pages(&mut visit, |key, visit| follower.press(key, visit));
    lists(&mut visit, |key, visit| follower.press(key, visit));
    follower.seen
}

#[test]
fn a_visit_in_cyrillic_stands_on_the_console_letter_by_letter() {
    let Some(mut console) = Console::open() else {
        return;
    };
    let letters = ["АЖЭЯабёжщыэюя", "ҚҮәғқңөұүі"];
    for ((language, locale), letters) in LANGUAGES.into_iter().skip(1).zip(letters) {
        console.run(&[], &[("LANG", locale)]);
        let seen = walk(&mut console, language, ThemeName::Dark, language);
        let missing: String = letters.chars().filter(|c| !seen.contains(*c)).collect();
        assert_eq!(missing, "", "not seen in {language}");
        // And those of a keyboard.
        console.type_keys(&format!("/{KAZAKH}"));
        assert_legible(&console.wait_for(KAZAKH), language);
        console.type_keys("\x03");
        assert_eq!(console.end(), 0);
    }
}

#[test]
fn every_theme_is_legible_on_the_console() {
    let Some(mut console) = Console::open() else {
        return;
    };
    for ((name, theme), (language, locale)) in THEMES.into_iter().skip(1).zip(LANGUAGES) {
        console.run(&["--theme", name], &[("LANG", locale)]);
        walk(&mut console, language, theme, name);
        console.type_keys("q");
        assert_eq!(console.end(), 0);
    }
}

/// Braille displays and magnifiers go where the cursor goes.
#[test]
fn the_cursor_follows_the_focus_in_a_list() {
    let Some(mut console) = Console::open() else {
        return;
    };
    console.run(&[], &[]);
    console.wait_for(TITLE);
    console.type_keys(" \r");
    console.wait_for("Who was a zek?");
    console.type_keys("s");
    let mut rows = Vec::new();
    for _ in 0..4 {
        let reversed = |screen: &Screen| {
            let (column, row) = screen.cursor;
            let cell = screen.cells[usize::from(row)][usize::from(column)];
            cell.attribute == vga::REVERSED && !rows.contains(&row)
        };
        let screen = console.wait_until("a reversed entry under the cursor", reversed);
        rows.push(screen.cursor.1);
        console.type_keys("\x1b[B");
    }
    assert!(rows.is_sorted(), "{rows:?}");
    console.type_keys("q");
    assert_eq!(console.end(), 0);
}

#[test]
fn the_console_is_given_back_as_it_was() {
    let Some(mut console) = Console::open() else {
        return;
    };
    for ending in [None, Some(rustix::process::Signal::TERM)] {
        let before = console.modes();
        console.run(&[], &[]);
        console.wait_for(TITLE);
        assert_ne!(console.modes(), before, "not in raw mode");
        let code = match ending {
            None => {
                console.type_keys("q");
                0
            }
            Some(signal) => {
                console.signal(signal);
                128 + signal.as_raw()
            }
        };
        assert_eq!(console.end(), code);
        assert_eq!(console.modes(), before);
        let screen = console.screen();
        assert_eq!((screen.text().trim(), screen.cursor), ("", (0, 0)));
        let plain = |cell: &machine::Cell| cell.attribute == vga::PLAIN;
        assert!(screen.cells.iter().flatten().all(plain), "{screen}");
    }
}

/// Without a locale and by a name that says nothing, the console is asked what it reads.
#[test]
fn a_console_of_eight_bits_gets_ascii() {
    let Some(mut console) = Console::open() else {
        return;
    };
    for (encoding, reads_utf8) in [("\x1b%G", true), ("\x1b%@", false)] {
        console.write(encoding);
        console.run(&[], &[("TERM", "xterm"), ("LANG", "")]);
        let screen = console.wait_for("quit");
        assert_eq!(screen.text().contains('─'), reads_utf8, "{screen}");
        assert_eq!(screen.text().is_ascii(), !reads_utf8, "{screen}");
        assert!(!screen.text().contains(['é', 'Ã']), "{screen}");
        console.type_keys("q");
        assert_eq!(console.end(), 0);
        console.hang_up();
    }
}
