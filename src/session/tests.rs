//! Pictures that come into sight.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};

use super::*;
use crate::glyphs::Colours;
use crate::tour::{AssetError, Assets, TourFiles};

const TOUR: &str = "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\n\
    [[station.step]]\ntext = \"Words.\"\n[[station.step]]\nfigure = \"f\"\n\
    [[figure]]\nid = \"f\"\nimage = \"p.png\"\nalt = \"A square.\"\n";

/// One file.
struct Drawer(Vec<u8>);

impl Assets for Drawer {
    fn read(&self, _: &str) -> Result<Vec<u8>, AssetError> {
        Ok(self.0.clone())
    }

    fn exists(&self, _: &str) -> bool {
        true
    }
}

fn png() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let square = RgbImage::from_pixel(96, 96, image::Rgb([250, 0, 0]));
    square
        .write_to(&mut bytes, ImageFormat::Png)
        .expect("encoded");
    bytes.into_inner()
}

/// A session at the figure, with this file for its picture, and the stage it is drawn on.
fn at_the_figure(file: Vec<u8>) -> (Session, Stage) {
    let files = TourFiles::from_text("t", TOUR).with_assets(Drawer(file));
    let tours = [Arc::new(Tour::open(files).0.expect("a tour"))];
    let profile = Profile {
        colours: Colours::True,
        pictures: Pictures::HalfBlocks,
        ..Profile::XTERM
    };
    let look = Look::new(Size::new(80, 24), ThemeName::Dark, profile);
    let mut session = Session::new(Player::new(tours.into()), look);
    let mut stage = Stage::default();
    for _ in 0..2 {
        session.handle(Input::Key(Key::Char(' ')), &mut stage);
    }
    (session, stage)
}

/// The rows that a terminal shows, without what is empty at their ends.
fn shown(session: &mut Session, stage: &mut Stage, emulator: &mut vt100::Parser) -> Vec<String> {
    emulator.process(&session.turn(stage));
    let rows = emulator.screen().rows(0, 80);
    rows.map(|row| row.trim_end().to_owned()).collect()
}

fn line(rows: &[String], words: &str) -> Option<usize> {
    rows.iter().position(|row| row.contains(words))
}

#[test]
fn the_room_of_a_picture_that_is_read_beside_stays_empty_until_it_is_there() {
    let (mut session, mut stage) = at_the_figure(png());
    let mut emulator = vt100::Parser::new(24, 80, 0);
    session.read_beside();
    let before = shown(&mut session, &mut stage, &mut emulator);
    assert_eq!(line(&before, "▀"), None);
    let words = line(&before, "Picture: A square.");
    assert!(session.turn(&mut stage).is_empty(), "nothing has changed");
    let awaited = session.awaited(&mut stage);
    assert_eq!(awaited.len(), 1);
    assert!(awaited[0].read().is_some());
    let after = shown(&mut session, &mut stage, &mut emulator);
    assert!(line(&after, "▀") < words && line(&after, "▀").is_some());
    assert_eq!(line(&after, "Picture: A square."), words);
    assert!(session.awaited(&mut stage).is_empty());
    // Whoever reads them before drawing shows the same at once.
    let (mut other, mut stage) = at_the_figure(png());
    let mut emulator = vt100::Parser::new(24, 80, 0);
    assert_eq!(shown(&mut other, &mut stage, &mut emulator), after);
}

#[test]
fn a_picture_that_turns_out_to_be_damaged_leaves_no_room() {
    let mut file = png();
    file.truncate(file.len() - 20);
    let (mut session, mut stage) = at_the_figure(file);
    let mut emulator = vt100::Parser::new(24, 80, 0);
    session.read_beside();
    let before = shown(&mut session, &mut stage, &mut emulator);
    for plate in session.awaited(&mut stage) {
        assert!(plate.read().is_none());
    }
    let after = shown(&mut session, &mut stage, &mut emulator);
    assert!(line(&after, "A square.") < line(&before, "A square."));
    assert!(session.awaited(&mut stage).is_empty());
    assert_eq!(line(&after, "▀"), None);
}
