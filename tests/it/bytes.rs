//! What goes out to old terminals in the course of a whole visit: nothing they do not know, and not much.

use docent::glyphs::{Colours, Profile};
use docent::player::key::Key;
use docent::screen::{self, Mouse};
use docent::session::Look;
use docent::theme::ThemeName;
use ratatui::layout::Size;

use crate::pty::Terminal;
use crate::sequences::{Piece, strange_to_a_console, strange_to_a_vt220};
use crate::walk::{LANGUAGES, karlag, lists, pages, typed};

pub(crate) const THEMES: [(&str, ThemeName); 4] = [
    ("dark", ThemeName::Dark),
    ("light", ThemeName::Light),
    ("high-contrast", ThemeName::HighContrast),
    ("mono", ThemeName::Mono),
];

/// A serial line of 9600 baud carries 960 bytes a second.
const PAGE_TURN: usize = 2000;
const SELECTION: usize = 300;

fn look(theme: ThemeName, profile: Profile) -> Look {
    Look::new(Size::new(80, 24), theme, profile)
}

/// What was sent in the course of a visit to all pages and lists.
#[derive(Default)]
struct Sent {
    /// All of it, from the first byte to the last.
    bytes: Vec<u8>,
    /// The most for a page turn.
    page: usize,
    /// The most for opening a list, or a part of it.
    list: usize,
    /// The most for a step in a list that moves no text.
    selection: usize,
}

/// A visit; `follow` is told each key and the screen after it.
fn visit(language: &str, look: Look, mut follow: impl FnMut(Key, &str)) -> Sent {
    let mut sent = Sent::default();
    screen::enter(&look.profile, Mouse::Reported, &mut sent.bytes);
    let mut visit = karlag(language, look);
    sent.bytes.extend_from_slice(&visit.bytes);
    pages(&mut visit, |key, visit| {
        sent.page = visit.bytes.len().max(sent.page);
        sent.bytes.extend_from_slice(&visit.bytes);
        follow(key, &visit.screen());
    });
    let mut before = visit.screen();
    lists(&mut visit, |key, visit| {
        let screen = visit.screen();
        let most = match key {
            Key::Up | Key::Down if screen == before => &mut sent.selection,
            _ => &mut sent.list,
        };
        *most = visit.bytes.len().max(*most);
        sent.bytes.extend_from_slice(&visit.bytes);
        follow(key, &screen);
        before = screen;
    });
    screen::leave(&look.profile, &mut sent.bytes);
    sent
}

/// A line of 9600 baud carries a page in two seconds and a step in a list in a third of one.
fn assert_few(sent: &Sent, what: &str) {
    let Sent {
        page,
        list,
        selection,
        ..
    } = sent;
    println!("{what}: {page} bytes a page, {list} a list, {selection} a step in it");
    assert!((1..=PAGE_TURN).contains(page), "{what}: {page} bytes");
    assert!(
        (1..=SELECTION).contains(selection),
        "{what}: {selection} bytes"
    );
}

fn assert_none(strange: &[Piece], what: &str) {
    assert!(strange.is_empty(), "{what}: {strange:?}");
}

#[test]
fn the_console_is_sent_only_what_it_knows_in_every_theme() {
    for ((name, theme), language) in THEMES.into_iter().zip(["en", "ru", "kk", "en"]) {
        let sent = visit(language, look(theme, Profile::CONSOLE), |_, _| {});
        assert_none(
            &strange_to_a_console(&sent.bytes),
            &format!("{language} {name}"),
        );
    }
}

#[test]
fn a_console_without_colours_is_sent_little() {
    let profile = Profile {
        colours: Colours::Mono,
        ..Profile::CONSOLE
    };
    for (language, _) in LANGUAGES {
        let sent = visit(language, look(ThemeName::Mono, profile), |_, _| {});
        assert_none(&strange_to_a_console(&sent.bytes), language);
        assert_few(&sent, language);
    }
}

/// On a real line, with what the program adds before and after.
#[test]
fn a_vt220_is_sent_little_and_only_what_it_knows_from_beginning_to_end() {
    for (language, locale) in LANGUAGES {
        let environment = [("TERM", "vt220"), ("LANG", "C"), ("LC_MESSAGES", locale)];
        let mut terminal = Terminal::start(&[], &environment);
        terminal.wait_until("a screen", |screen| !screen.contents().is_empty());
        let look = look(ThemeName::Dark, Profile::VT220);
        let mut shown = String::new();
        let sent = visit(language, look, |key, screen| {
            terminal.send(&typed(key));
            if screen != shown {
                terminal.wait_for_screen(screen);
                shown = screen.to_owned();
            }
        });
        assert_few(&sent, language);
        assert!(sent.list <= PAGE_TURN, "{language}: {} bytes", sent.list);
        terminal.send("q");
        assert_eq!(terminal.end(), 0);
        terminal.assert_given_back();
        assert_none(&strange_to_a_vt220(&terminal.bytes), language);
    }
}
