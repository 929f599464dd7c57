//! Pictures on the screen: in half blocks, and in the pixels of three protocols, whose terminals are
//! played here as far as pictures go.

mod album;
mod check;
mod terminal;

use std::fs;

use docent::glyphs::{Cell, Colours, Pictures, Profile, Protocol};
use docent::player::Player;
use docent::session::Look;
use docent::theme::ThemeName;
use docent::tour::Date;
use ratatui::layout::Size;

use crate::pictures::album::{TOUR, album, edition_of};
use crate::pictures::terminal::Screen;
use crate::pty::Terminal;
use crate::visit::Visit;

const PROTOCOLS: [Protocol; 3] = [Protocol::Kitty, Protocol::Sixel, Protocol::Iterm2];

fn pixels(protocol: Protocol) -> Pictures {
    Pictures::Pixels {
        protocol,
        cell: Cell::USUAL,
    }
}

fn look(size: Size, pictures: Pictures) -> Look {
    let profile = Profile {
        repeats: false,
        colours: Colours::True,
        pictures,
        ..Profile::XTERM
    };
    Look::new(size, ThemeName::Dark, profile)
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|bytes| bytes == part)
}

fn visit(pictures: Pictures) -> Visit {
    let tours = [album(TOUR, None)];
    let player = Player::new(tours.into());
    Visit::looking(player, look(Size::new(80, 24), pictures))
}

#[test]
fn a_picture_stands_above_its_words_in_half_blocks() {
    let visit = visit(Pictures::HalfBlocks).keys("space space");
    insta::assert_snapshot!(visit.screen());
    let plain = crate::visit::Visit::looking(
        Player::new([album(TOUR, None)].into()),
        look(Size::new(80, 24), Pictures::None),
    );
    let plain = plain.keys("space space").screen();
    assert!(!plain.contains('▀'), "{plain}");
    for words in ["Picture: A red square", "Painted.", "Credit: Nobody"] {
        assert!(
            plain.contains(words) && visit.screen().contains(words),
            "{words}"
        );
    }
}

#[test]
fn half_blocks_have_the_colours_of_the_picture() {
    let visit = visit(Pictures::HalfBlocks).keys("space space");
    let bytes = String::from_utf8_lossy(&visit.bytes).into_owned();
    assert!(
        bytes.contains("38;2;250;0;0"),
        "{}",
        visit.bytes.escape_ascii()
    );
}

/// What keys do to pages with pictures on them: scrolled in and out, covered, left and come back to.
const WALK: &str = "space space space down down down down up up up up up up space down down down \
                    down down s esc f down down esc n n up b esc left left right space";

#[test]
fn pixels_are_where_half_blocks_are_and_nowhere_else() {
    let mut halves = visit(Pictures::HalfBlocks);
    let mut screens =
        PROTOCOLS.map(|protocol| (protocol, visit(pixels(protocol)), Screen::new(80, 24)));
    let mut seen = 0;
    for key in WALK.split_whitespace() {
        halves.press(key);
        let expected = terminal::halves(&halves.screen());
        seen += usize::from(expected.contains('#'));
        for (protocol, visit, screen) in &mut screens {
            visit.press(key);
            screen.process(&visit.bytes);
            assert_eq!(screen.pixels(), expected, "{protocol:?} after {key}");
            let words = |screen: String| screen.replace('▀', " ");
            let trimmed = |screen: String| {
                let rows: Vec<_> = screen
                    .lines()
                    .map(|row| row.trim_end().to_owned())
                    .collect();
                rows.join("\n")
            };
            assert_eq!(
                trimmed(words(visit.screen())),
                trimmed(words(halves.screen())),
                "{protocol:?} after {key}"
            );
        }
    }
    assert!(seen > 15, "pictures were on screen {seen} times");
}

#[test]
fn a_terminal_that_keeps_pictures_is_sent_each_once_while_it_is_in_sight() {
    let mut visit = visit(pixels(Protocol::Kitty)).keys("space");
    visit.press("space");
    let first = visit.bytes.len();
    let sent = |visit: &Visit| {
        visit
            .bytes
            .windows(5)
            .filter(|part| part == b"a=t,f")
            .count()
    };
    assert_eq!(sent(&visit), 1);
    visit.press("space");
    visit.press("down");
    assert_eq!(sent(&visit), 0, "{}", visit.bytes.escape_ascii());
    assert!(visit.bytes.len() < first);
    // It is taken off, and forgotten, with its page.
    let mut visit = visit.keys("s");
    assert!(visit.bytes.windows(5).any(|part| part == b"d=I,i"));
    visit.press("esc");
    assert_eq!(
        sent(&visit),
        1,
        "{}\n{}",
        visit.bytes.escape_ascii(),
        visit.screen()
    );
}

#[test]
fn nothing_is_shown_before_its_notice_was_accepted() {
    for pictures in [pixels(Protocol::Kitty), Pictures::HalfBlocks] {
        let mut visit = visit(pictures).keys("space space space space space");
        visit.press("space");
        assert!(
            visit.screen().contains("Something sad."),
            "{}",
            visit.screen()
        );
        assert!(
            !visit.screen().contains('▀') && !visit.bytes.windows(3).any(|part| part == b"a=p")
        );
        // Nor in the list of figures.
        visit.press("f");
        assert!(
            !visit.screen().contains("Behind the notice"),
            "{}",
            visit.screen()
        );
    }
}

#[test]
fn what_cannot_or_must_not_be_shown_leaves_its_words() {
    for id in ["bomb", "half", "text", "missing", "outside"] {
        let tour = album(TOUR, None);
        let edition = edition_of(&tour);
        let figure = edition.figure(id).expect("a figure");
        assert_eq!(edition.picture(figure), None, "{id}");
    }
    let on = |year| {
        let date = Date {
            year,
            month: Some(6),
            day: Some(1),
        };
        let tour = album(TOUR, Some(date));
        let edition = edition_of(&tour);
        let figure = edition.figure("lent").expect("a figure");
        edition.picture(figure).is_some()
    };
    assert!(on(2029) && !on(2031));
}

#[test]
fn a_picture_is_read_once_and_so_is_one_that_cannot_be_read() {
    let tour = album(TOUR, None);
    let edition = edition_of(&tour);
    for id in ["red", "red", "half", "half", "bomb", "text"] {
        edition.picture(edition.figure(id).expect("a figure"));
    }
    // Of the others it is seen by their first bytes.
    assert_eq!(album::reads(&tour), ["half.png", "red.png"]);
}

#[test]
fn pictures_in_large_letters_stand_in_the_same_place() {
    let tours = [album(TOUR, None)];
    let looking = |pictures| {
        let player = Player::new(tours.clone().into());
        Visit::looking(player, look(Size::new(240, 67), pictures)).large()
    };
    let mut halves = looking(Pictures::HalfBlocks);
    let mut kitty = looking(pixels(Protocol::Kitty));
    let mut screen = Screen::new(240, 67);
    for key in ["space", "space"] {
        kitty.press(key);
        halves.press(key);
        screen.process(&kitty.bytes);
    }
    let drawn = screen.pixels();
    assert!(drawn.contains('#'), "{}", kitty.screen());
    // In this picture's colour, which no letter has.
    assert!(contains(&halves.bytes, b"250;0;0"));
    let left = drawn.lines().filter_map(|row| row.find('#')).min();
    assert_eq!(left, Some(18), "three large letters from the left");
}

#[test]
fn a_terminal_that_answers_gets_pixels_and_keeps_what_was_typed() {
    let folder = album::folder(TOUR);
    let path = folder.path().to_string_lossy().into_owned();
    let mut terminal = Terminal::start(&["play", &path], &[]);
    // It answers before it is asked: no machine is too slow for that.
    terminal.send("\x1b_Gi=31;OK\x1b\\ \x1bP>|kitty(0.35.2)\x1b\\\x1b[6;16;8t\x1b[?62;52;c");
    terminal.wait_for("Words before it");
    terminal.send(" ");
    terminal.wait_for_bytes(b"\x1b_Ga=t,f=24");
    terminal.wait_for_bytes(b"\x1b_Ga=p");
    terminal.send("q");
    terminal.wait_for_bytes(b"\x1b_Ga=d,d=A,q=2");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_preview_shows_the_first_picture_that_a_tour_gets_as_well_as_the_terminal_can() {
    let folder = album::folder(TOUR);
    let tour = folder.path().join("tour.toml");
    let pictured = fs::read_to_string(&tour).expect("a tour");
    let bare = pictured.replace("image = \"red.png\"\n", "");
    let bare = bare.replace("image = \"blue.jpg\"\n", "");
    let bare = bare.replace("image = \"noticed.png\"\n", "");
    fs::write(&tour, bare).expect("written");
    let path = folder.path().to_string_lossy().into_owned();
    let mut terminal = Terminal::start(&["preview", &path], &[]);
    // As in the test above.
    terminal.send("\x1b_Gi=31;OK\x1b\\\x1b[6;16;8t\x1b[?62;52;c");
    terminal.wait_for_bytes(b"\x1b[c");
    terminal.wait_for("Begin the tour");
    terminal.send("  ");
    terminal.wait_for("A red square");
    fs::write(&tour, pictured).expect("written");
    terminal.wait_for_bytes(b"\x1b_Ga=t,f=24");
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn late_answers_are_no_keys() {
    let folder = album::folder(TOUR);
    let path = folder.path().to_string_lossy().into_owned();
    let mut terminal = Terminal::start(&["play", &path], &[]);
    terminal.wait_for_bytes(b"\x1b[c");
    terminal.send(" ");
    terminal.wait_for("Words before it");
    terminal.send("\x1b_Gi=31;OKqqq\x1b\\\x1bP>|q(q)\x1b\\\x1b[6;16;8t\x1b[?62;4;qc");
    terminal.send(" ");
    terminal.wait_for("▀▀▀");
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_tour_without_pictures_asks_nothing() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.wait_for("Karlag");
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
    assert!(!terminal.bytes.windows(3).any(|part| part == b"\x1b[c"));
}
