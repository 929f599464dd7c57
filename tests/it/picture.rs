//! A screen as SVG: well-formed whatever a tour says, on the grid, with its words for those who cannot
//! see it.

use std::io::Write;
use std::process::{Command, Stdio};

use docent::export::recording::{self, ANYWHERE, Script};
use docent::export::svg;
use docent::glyphs::{Colours, Glyphs, Profile};
use docent::player::Player;
use docent::session::{Look, Session, Stage};
use docent::theme::ThemeName;
use docent::view::large::Letters;
use quick_xml::Reader;
use quick_xml::events::Event;
use ratatui::layout::Size;

use crate::emulators::are_installed;
use crate::properties::EVERYTHING;
use crate::visit::tour;

/// Letters, quotation marks, tags and signs that XML has a use for or no use for.
const HOSTILE: &str = r#"
format = 1
title = "<script>alert(1)</script> & ]]> \"'"
language = "en"
[[station]]
id = "a"
title = "</title></svg><script>alert(2)</script>"
text = """
One `<image href="x" onload="alert(3)"/>` and &lt;b&gt; &amp; \\<!-- 你好 e\u0301 \uFFFC 𐍈 [a link](https://example.org/?a=1&b='%22%3E).

```
┌─┬┐ ╔═╦╗ ┏━┳┓ ╭╮ ▀▄█▌▐░▒▓▖▗▘▙▚▛▜▝▞▟▔▕ ⠁⣿ ┅ ╫
```
"""
"#;

fn look(size: Size, colours: Colours) -> Look {
    let profile = Profile {
        colours,
        ..ANYWHERE
    };
    Look::new(size, ThemeName::Dark, profile)
}

fn pictured(text: &str, look: Look, keys: &str) -> String {
    let player = Player::new([tour(text)].into());
    let (mut session, mut stage) = (Session::new(player, look), Stage::default());
    let script = Script::parse(keys).expect("a script");
    recording::lead(&mut session, &script, &mut stage);
    svg::picture(&session, &mut stage)
}

/// Letters that stand somewhere.
#[derive(Debug)]
struct Piece {
    x: usize,
    y: usize,
    length: usize,
    text: String,
}

/// What is written in a picture; panics at an element or attribute that has no place in it.
fn pieces(picture: &str) -> Vec<Piece> {
    let mut reader = Reader::from_str(picture);
    reader.config_mut().check_end_names = true;
    let (mut pieces, mut open): (Vec<Piece>, bool) = (Vec::new(), false);
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(start) => {
                let name = String::from_utf8(start.name().as_ref().to_vec()).expect("UTF-8");
                let known = ["svg", "title", "desc", "rect", "g", "path", "text"];
                assert!(known.contains(&name.as_str()), "<{name}>");
                let mut piece = [0; 3];
                for attribute in start.attributes() {
                    let attribute = attribute.expect("an attribute, once");
                    let key = attribute.key.as_ref();
                    assert!(!key.starts_with(b"on") && !key.ends_with(b"href"));
                    let number = || attribute.unescape_value().expect("text").parse();
                    match key {
                        b"x" => piece[0] = number().expect("a number"),
                        b"y" => piece[1] = number().expect("a number"),
                        b"textLength" => piece[2] = number().expect("a number"),
                        _ => {}
                    }
                }
                open = name == "text";
                if open {
                    let [x, y, length] = piece;
                    pieces.push(Piece {
                        x,
                        y,
                        length,
                        text: String::new(),
                    });
                }
            }
            Event::End(_) => open = false,
            Event::Text(text) if open => {
                let text = text.decode().expect("UTF-8");
                pieces.last_mut().expect("open").text.push_str(&text);
            }
            Event::GeneralRef(reference) if open => {
                let sign = match &*reference {
                    b"lt" => '<',
                    b"gt" => '>',
                    b"amp" => '&',
                    b"quot" => '"',
                    other => panic!("{other:?}"),
                };
                pieces.last_mut().expect("open").text.push(sign);
            }
            Event::Text(_) | Event::GeneralRef(_) => {}
            Event::Eof => return pieces,
            other => panic!("{other:?} has no place here"),
        }
    }
}

/// Whether a strict parser takes the picture for XML.
fn assert_xml(pictures: &[String]) {
    if !are_installed(&["python3"], "pictures in an XML parser") {
        return;
    }
    let parse = "import sys, xml.dom.minidom; xml.dom.minidom.parseString(sys.stdin.buffer.read())";
    for picture in pictures {
        let mut parser = Command::new("python3")
            .args(["-c", parse])
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("python3 runs");
        let mut input = parser.stdin.take().expect("a pipe");
        input.write_all(picture.as_bytes()).expect("it reads");
        drop(input);
        let output = parser.wait_with_output().expect("it ends");
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{told}\n{picture}");
    }
}

#[test]
fn what_a_tour_says_is_words_and_nothing_else() {
    let look = look(Size::new(100, 30), Colours::True);
    let keys = [
        "",
        "enter",
        "enter s",
        "enter / \"<script>\"",
        "enter ?",
        "tab",
    ];
    let pictures = keys.map(|keys| pictured(HOSTILE, look, keys));
    let all: String = pictures
        .iter()
        .flat_map(|picture| pieces(picture))
        .map(|piece| piece.text)
        .collect();
    for shown in [
        "<script>alert(1)</script> & ]]>",
        "onload=\"alert(3)\"",
        "你好",
        "𐍈",
    ] {
        assert!(all.contains(shown), "{shown}: {all}");
    }
    for picture in &pictures {
        assert!(!picture.contains("<script") && !picture.contains('\u{1b}'));
    }
    assert_xml(&pictures);
}

#[test]
fn every_letter_stands_in_its_cell() {
    for (width, height) in [(40, 12), (80, 24), (160, 45)] {
        for keys in [
            "",
            "space enter space*9",
            "space enter s",
            "space enter m",
            "space enter ?",
        ] {
            let look = look(Size::new(width, height), Colours::True);
            let picture = pictured(EVERYTHING, look, keys);
            let mut rows = vec![String::new(); height.into()];
            for piece in pieces(&picture) {
                assert_eq!((piece.x % 9, piece.length % 9), (0, 0), "{piece:?}");
                assert_eq!((piece.y - 14) % 19, 0, "{piece:?}");
                let row = &mut rows[(piece.y - 14) / 19];
                let before = unicode_width(row);
                assert!(before <= piece.x / 9, "{piece:?} lies over {row:?}");
                row.extend((before..piece.x / 9).map(|_| ' '));
                row.push_str(&piece.text);
                assert_eq!(unicode_width(&piece.text) * 9, piece.length, "{piece:?}");
            }
            let player = Player::new([tour(EVERYTHING)].into());
            let (mut session, mut stage) = (Session::new(player, look), Stage::default());
            let script = Script::parse(keys).expect("a script");
            recording::lead(&mut session, &script, &mut stage);
            let buffer = session.cells(&mut stage).buffer;
            for (row, found) in buffer.content.chunks(width.into()).zip(&rows) {
                let drawn = |symbol: &&str| {
                    let sign = symbol.chars().next().unwrap_or(' ');
                    !('\u{2500}'..'\u{25A0}').contains(&sign)
                        && !('\u{2800}'..='\u{28FF}').contains(&sign)
                };
                let cell = |symbol: &str| match Some(symbol).filter(drawn) {
                    Some(symbol) => symbol.to_owned(),
                    None => " ".to_owned(),
                };
                let cells: String = row.iter().map(|it| cell(it.symbol())).collect();
                assert_eq!(found.trim_end(), cells.trim_end(), "{keys}");
            }
        }
    }
}

/// The tour has no letters of two cells.
fn unicode_width(text: &str) -> usize {
    text.chars().count()
}

#[test]
fn every_look_gives_a_picture() {
    let mut pictures = Vec::new();
    for colours in [
        Colours::Mono,
        Colours::Sixteen,
        Colours::Indexed,
        Colours::True,
    ] {
        for glyphs in [Glyphs::Unicode, Glyphs::Console, Glyphs::Ascii] {
            let mut look = look(Size::new(160, 45), colours);
            look.profile.glyphs = glyphs;
            for letters in [Letters::Normal, Letters::Large] {
                let look = Look { letters, ..look };
                let picture = pictured(EVERYTHING, look, "space enter space*4 b");
                let is_drawn = letters == Letters::Large && glyphs != Glyphs::Ascii;
                assert_eq!(pieces(&picture).is_empty(), is_drawn, "{look:?}");
                assert!(picture.contains("<path"), "{look:?}");
                pictures.push(picture);
            }
        }
    }
    assert_xml(&pictures);
}

#[test]
fn its_description_says_the_page() {
    let look = look(Size::new(80, 24), Colours::True);
    let picture = pictured(HOSTILE, look, "enter");
    let lines: Vec<_> = picture.lines().take(5).collect();
    assert!(lines[0].contains("role=\"img\" lang=\"en\""), "{lines:?}");
    assert!(lines[1].starts_with("<title>&lt;script&gt;alert(1)&lt;/script&gt; &amp; ]]&gt;"));
    assert!(lines[2].starts_with("<desc>"), "{lines:?}");
    assert!(lines[4].starts_with("One "), "{lines:?}");
}
