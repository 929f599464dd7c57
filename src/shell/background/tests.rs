//! What is read first.

use std::sync::Mutex;

use super::*;
use crate::tour::{AssetError, Assets, Tour, TourFiles};

const HEAD: &str = "format = 1\ntitle = \"T\"\nlanguage = \"en\"\n";

/// Every path is the beginning of a picture; remembers which were read whole.
#[derive(Clone, Default)]
struct Drawer(Arc<Mutex<Vec<String>>>);

impl Drawer {
    fn reads(&self) -> Vec<String> {
        self.0.lock().expect("reads").clone()
    }
}

impl Assets for Drawer {
    fn read(&self, path: &str) -> Result<Vec<u8>, AssetError> {
        self.0.lock().expect("reads").push(path.to_owned());
        self.read_start(path, 0, 0)
    }

    fn read_start(&self, _: &str, _: u64, _: u64) -> Result<Vec<u8>, AssetError> {
        let picture = image::RgbImage::new(4, 4);
        let mut bytes = std::io::Cursor::new(Vec::new());
        let written = picture.write_to(&mut bytes, image::ImageFormat::Png);
        written.map_err(|error| AssetError::Unreadable(error.to_string()))?;
        Ok(bytes.into_inner())
    }

    fn exists(&self, _: &str) -> bool {
        true
    }
}

/// A tour of stations with a picture each, called by their numbers.
fn player(drawer: &Drawer) -> Player {
    let station = |at: u32| {
        format!(
            "[[station]]\nid = \"s{at}\"\ntitle = \"S\"\n[[station.step]]\nfigure = \"f{at}\"\n\
             [[figure]]\nid = \"f{at}\"\nimage = \"{at}\"\nalt = \"A.\"\n"
        )
    };
    let text = HEAD.to_owned() + &(0..6).map(station).collect::<String>();
    let files = TourFiles::from_text("t", text).with_assets(drawer.clone());
    Player::new([Arc::new(Tour::open(files).0.expect("a tour"))].into())
}

fn plate(player: &Player, at: usize) -> Arc<Plate> {
    let tours = player.tours();
    let edition = &tours[0].editions()[0];
    edition.plate(&edition.figures()[at]).expect("a picture")
}

#[test]
fn what_is_in_sight_comes_first_and_what_is_not_wanted_any_more_is_left_out() {
    let drawer = Drawer::default();
    let player = player(&drawer);
    let ahead = |stations: [usize; 2]| {
        let players = stations.map(|at| player.at_end_of(at));
        Wish::Ahead(players.into(), Pictures::HalfBlocks)
    };
    let (sender, wishes) = channel();
    let (waiting, done) = channel();
    sender.send(ahead([0, 1])).expect("wished");
    sender.send(ahead([2, 3])).expect("wished");
    let sight = vec![plate(&player, 5)];
    sender.send(Wish::Sight(sight, waiting)).expect("wished");
    drop(sender);
    let mut work = Work::default();
    while work.take(&wishes) {
        work.go_on();
        if drawer.reads().len() == 1 {
            assert!(done.recv().is_err(), "who waits has been let go");
        }
    }
    assert_eq!(drawer.reads(), ["5", "2", "3"]);
}

#[test]
fn pictures_that_are_being_read_are_wished_for_once_and_again_when_they_had_to_make_room() {
    let drawer = Drawer::default();
    let player = player(&drawer);
    let (sender, wishes) = channel();
    let mut background = Background {
        wishes: Some(sender),
        reading: None,
    };
    let awaited = |at| vec![plate(&player, at)];
    assert!(!background.read(Vec::new()));
    assert!(background.read(awaited(0)) && background.read(awaited(0)));
    let first = wishes.try_recv().expect("a wish");
    assert!(wishes.try_recv().is_err(), "one is enough");
    assert!(background.read(awaited(1)));
    assert!(wishes.try_recv().is_ok(), "others are another wish");
    assert!(background.read(awaited(0)));
    drop(wishes.try_recv());
    assert!(background.read(awaited(0)));
    assert!(
        wishes.try_recv().is_ok(),
        "the one before has been fulfilled"
    );
    drop(first);
    assert!(!background.read(Vec::new()));
}
