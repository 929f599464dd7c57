//! Work beside the screen: checking a tour while its title is shown, setting notes and reading pictures
//! before they are needed.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::diagnostic::{Diagnostic, Severity, worst};
use crate::glyphs::Pictures;
use crate::player::Player;
use crate::player::scene::Block;

/// How many stations ahead notes are set.
const AHEAD: usize = 1;

/// A check that runs.
#[derive(Debug)]
pub struct Check(Receiver<Vec<Diagnostic>>);

impl Check {
    /// Runs `check` on a thread of its own.
    pub fn start(check: impl FnOnce() -> Vec<Diagnostic> + Send + 'static) -> Self {
        let (sender, receiver) = channel();
        thread::spawn(move || {
            let _ = sender.send(check());
        });
        Self(receiver)
    }

    /// Waits for the end; all faults, if there are errors among them.
    pub fn errors(self) -> Option<Vec<Diagnostic>> {
        let faults = self.0.recv().ok()?;
        (worst(&faults) == Some(Severity::Error)).then_some(faults)
    }
}

/// Sets notes, and reads pictures, on a thread that starts with the first station and then sleeps.
#[derive(Debug, Default)]
pub(crate) struct Background {
    wishes: Option<Sender<(Player, Pictures)>>,
}

impl Background {
    /// The notes of a station and the next ones will be wanted; their pictures, if they are shown.
    pub(crate) fn prepare(&mut self, player: &Player, station: u16, pictures: Pictures) {
        let wishes = self.wishes.get_or_insert_with(start);
        for ahead in 0..=AHEAD {
            // The thread only ends with the program.
            let _ = wishes.send((player.at_end_of(usize::from(station) + ahead), pictures));
        }
    }
}

fn start() -> Sender<(Player, Pictures)> {
    let (sender, receiver) = channel::<(Player, Pictures)>();
    thread::spawn(move || {
        for (player, pictures) in receiver {
            // Making the scene sets every note in it.
            let scene = player.scene();
            if pictures != Pictures::None {
                scene.blocks.iter().for_each(read_picture);
            }
        }
    });
    sender
}

/// The tour keeps it.
fn read_picture(block: &Block<'_>) {
    if let Block::Picture { edition, figure } = block {
        edition.picture(figure);
    }
}
