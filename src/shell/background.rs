//! Work beside the screen: checking a tour while its title is shown, and setting notes before they are needed.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::diagnostic::{Diagnostic, Severity, worst};
use crate::player::Player;

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

/// Sets notes on a thread that starts with the first station and then sleeps.
#[derive(Debug, Default)]
pub(crate) struct Background {
    wishes: Option<Sender<Player>>,
}

impl Background {
    /// The notes of a station and the next ones will be wanted.
    pub(crate) fn prepare(&mut self, player: &Player, station: u16) {
        let wishes = self.wishes.get_or_insert_with(start);
        for ahead in 0..=AHEAD {
            // The thread only ends with the program.
            let _ = wishes.send(player.at_end_of(usize::from(station) + ahead));
        }
    }
}

fn start() -> Sender<Player> {
    let (sender, receiver) = channel::<Player>();
    thread::spawn(move || {
        for player in receiver {
            // Making the scene sets every note in it.
            drop(player.scene());
        }
    });
    sender
}
