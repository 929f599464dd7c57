//! The voice of a kiosk.

use std::io;
use std::time::Duration;

use crate::error::Error;
use crate::plain::Spoken;
use crate::shell::speech::{Silencer, Speech, Synthesizer};

/// How soon the loop looks whether the voice has ended. While nothing is said it does not look.
const LOOK: Duration = Duration::from_millis(250);

/// Speech, as the loop uses it.
#[derive(Debug)]
pub(super) struct Voice(Speech);

impl Voice {
    pub(super) fn new(synthesizer: Synthesizer) -> io::Result<Self> {
        Speech::new(synthesizer, || {}).map(Self)
    }

    pub(super) fn say(&mut self, spoken: &Spoken) {
        self.0.say(spoken);
    }

    pub(super) fn hush(&mut self) {
        self.0.stop();
    }

    /// Stops for a while, or goes on.
    pub(super) fn pause(&mut self) {
        if self.0.is_paused() {
            self.0.resume();
        } else {
            self.0.pause();
        }
    }

    /// Words a minute, per cent.
    pub(super) fn set(&mut self, rate: u16, volume: u16) {
        let manner = self.0.manner().at_rate(rate).at_volume(volume);
        self.0.set_manner(manner);
    }

    pub(super) fn is_speaking(&mut self) -> bool {
        self.0.is_speaking()
    }

    pub(super) fn look_again(&self) -> Option<Duration> {
        self.0.is_speaking().then_some(LOOK)
    }

    pub(super) fn failure(&mut self) -> Option<Error> {
        self.0.failure()
    }

    pub(super) fn silencer(&self) -> Silencer {
        self.0.silencer()
    }
}
