//! QR codes, as a phone sees them: on screens of every kind, and on paper.

use std::path::Path;
use std::process::Command;

use docent::export::qr::svg;
use docent::glyphs::{Colours, Glyphs, Profile};
use docent::layout::{Cursor, Reach};
use docent::player::extent::Extent;
use docent::player::scene::Target;
use docent::player::{Event, Player};
use docent::session::Look;
use docent::theme::ThemeName;
use docent::view::large::Letters;
use ratatui::layout::Size;

use crate::emulators::are_installed;
use crate::properties::EVERYTHING;
use crate::visit::{Visit, tour};

/// The address of the first entry of the test's bibliography, and of its tour.
const SHORT: &str = "https://example.org/short";
const OWN: &str = "https://example.org/everything";

/// What `zbarimg` reads in a picture, a line for each code; `None` where it is missing.
fn decoded(picture: &Path) -> Option<String> {
    if !are_installed(&["zbarimg"], "reading QR codes") {
        return None;
    }
    let mut command = Command::new("zbarimg");
    command.args(["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"]);
    let output = command.arg(picture).output().expect("zbarimg runs");
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

/// A grey picture, each pixel eight by eight, decoded.
fn read(width: usize, pixels: &[u8]) -> Option<String> {
    const ZOOM: usize = 8;
    let rows = pixels.chunks(width);
    let height = rows.len();
    let mut picture = format!("P5 {} {} 255\n", width * ZOOM, height * ZOOM).into_bytes();
    for row in rows {
        let wide: Vec<u8> = row.iter().flat_map(|grey| [*grey; ZOOM]).collect();
        picture.extend(wide.repeat(ZOOM));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("screen.pgm");
    std::fs::write(&path, picture).expect("written");
    decoded(&path)
}

/// A photograph of a screen: each cell is two pixels, one above the other.
fn photograph(visit: &Visit, size: Size) -> Option<String> {
    let width = usize::from(size.width);
    let mut pixels = Vec::new();
    for row in 0..size.height {
        let halves = (0..size.width).map(|column| halves(visit, row, column));
        let (upper, lower): (Vec<u8>, Vec<u8>) = halves.unzip();
        pixels.extend(upper);
        pixels.extend(lower);
    }
    read(width, &pixels)
}

fn halves(visit: &Visit, row: u16, column: u16) -> (u8, u8) {
    let cell = visit.cells().cell(row, column).expect("a cell");
    let (mut ink, mut ground) = (grey(cell.fgcolor(), 220), grey(cell.bgcolor(), 0));
    if cell.inverse() {
        (ink, ground) = (ground, ink);
    }
    match cell.contents() {
        "▀" => (ink, ground),
        "▄" => (ground, ink),
        "█" => (ink, ink),
        // A letter; what matters is that it is no code.
        _ => (ground, ground),
    }
}

/// How light a colour is; `own` for that of the terminal itself.
fn grey(colour: vt100::Color, own: u8) -> u8 {
    match colour {
        vt100::Color::Default => own,
        vt100::Color::Rgb(red, green, blue) => red.max(green).max(blue),
        vt100::Color::Idx(0 | 16) => 0,
        vt100::Color::Idx(7) => 170,
        vt100::Color::Idx(15 | 231) => 255,
        vt100::Color::Idx(232..=239) => 30,
        vt100::Color::Idx(_) => 128,
    }
}

fn text() -> String {
    let source = format!(
        "\n[[source]]\nid = \"aaa\"\ntype = \"webpage\"\ntitle = \"Aaa\"\nauthor = [{{ family = \"Aaa\" }}]\nissued = \"2020\"\naccessed = \"2024-01-01\"\nURL = \"{SHORT}\"\n"
    );
    EVERYTHING.to_owned() + &source
}

/// The same look without what the emulator of these tests does not know.
fn emulated(look: Look) -> Look {
    let profile = Profile {
        repeats: false,
        ..look.profile
    };
    Look { profile, ..look }
}

fn visit(look: Look) -> Visit {
    let player = Player::new([tour(&text())].into());
    Visit::looking(player, emulated(look)).keys("space space space enter")
}

fn plain(width: u16, height: u16) -> Look {
    Look::new(Size::new(width, height), ThemeName::Dark, Profile::FULL)
}

/// The bibliography with its first entry in focus.
fn bibliography(look: Look) -> Visit {
    visit(look).keys("b")
}

#[test]
fn phones_read_the_address_of_the_entry_with_the_focus_on_every_screen_that_can_draw_it() {
    let console = Look::new(Size::new(120, 33), ThemeName::Dark, Profile::CONSOLE);
    let mono = Profile {
        colours: Colours::Mono,
        ..Profile::FULL
    };
    let themes = [
        ThemeName::Dark,
        ThemeName::Light,
        ThemeName::HighContrast,
        ThemeName::Mono,
    ];
    let themes = themes.map(|theme| Look::new(Size::new(120, 40), theme, Profile::FULL));
    let others = [
        plain(80, 24),
        plain(60, 60),
        console,
        Look::new(Size::new(120, 40), ThemeName::Dark, Profile::XTERM),
        Look::new(Size::new(120, 40), ThemeName::Dark, mono),
        Look {
            reach: Reach::Touch,
            cursor: Cursor::Always,
            ..plain(120, 40)
        },
        Look {
            letters: Letters::Large,
            ..plain(240, 67)
        },
    ];
    for look in themes.into_iter().chain(others) {
        let visit = bibliography(look);
        let Some(read) = photograph(&visit, look.size) else {
            return;
        };
        assert_eq!(read.trim(), SHORT, "{look:?}\n{}", visit.screen());
    }
}

#[test]
fn the_code_follows_the_focus_and_the_text_stays() {
    let look = plain(120, 40);
    let first = bibliography(look);
    let second = bibliography(look).keys("down");
    let column = |visit: &Visit| {
        let screen = visit.screen();
        let line = screen.lines().find(|line| line.contains("Aaa")).unwrap();
        line.chars()
            .take_while(|char| !char.is_alphabetic())
            .count()
    };
    assert_eq!(column(&first), column(&second));
    let (Some(one), Some(other)) = (
        photograph(&first, look.size),
        photograph(&second, look.size),
    ) else {
        return;
    };
    assert_ne!(one, other, "{}", second.screen());
    assert!(other.is_empty() || other.starts_with("http"), "{other}");
}

#[test]
fn the_closing_shows_where_the_tour_is_on_the_web() {
    let look = plain(100, 30);
    let mut player = visit(look).player().clone();
    player.update(Event::Pick(Target::Leave), &Extent::default());
    let closing = Visit::looking(player, emulated(look));
    let screen = closing.screen();
    assert!(screen.contains(OWN), "{screen}");
    if let Some(read) = photograph(&closing, look.size) {
        assert_eq!(read.trim(), OWN, "{screen}");
    }
}

#[test]
fn a_screen_that_is_too_small_or_cannot_draw_it_has_the_address_alone() {
    let ascii = Profile {
        glyphs: Glyphs::Ascii,
        ..Profile::FULL
    };
    let looks = [
        plain(60, 20),
        plain(80, 16),
        Look::new(Size::new(120, 40), ThemeName::Dark, ascii),
    ];
    for look in looks {
        let screen = bibliography(look).screen();
        assert!(screen.contains("example.org/short"), "{look:?}\n{screen}");
        assert!(!screen.contains(['▀', '▄', '█']), "{look:?}\n{screen}");
    }
}

#[test]
fn phones_read_the_code_on_paper() {
    let address = "https://example.org/a?b=\"<c>\"&d";
    let svg = svg(address).expect("a short address").into_string();
    assert!(svg.contains("aria-label=\"https://example.org/a?b=&quot;&lt;c&gt;&quot;&amp;d\""));
    let side: usize = svg
        .split("viewBox=\"0 0 ")
        .nth(1)
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let mut pixels = vec![255; side * side];
    let path = svg.split("fill=\"#000\" d=\"").nth(1).unwrap();
    let path = path.split('"').next().unwrap();
    for stretch in path.split('z').filter(|stretch| !stretch.is_empty()) {
        let numbers: Vec<usize> = stretch
            .split(|char: char| !char.is_ascii_digit())
            .filter_map(|number| number.parse().ok())
            .collect();
        let start = numbers[1] * side + numbers[0];
        pixels[start..start + numbers[2]].fill(0);
    }
    if let Some(read) = read(side, &pixels) {
        assert_eq!(read.trim(), address);
    }
    assert!(docent::export::qr::svg(&"long".repeat(100)).is_none());
}
