//! A visit that is said while it is shown.

use std::io;

use crate::error::Error;
use crate::plain::Speaker;
use crate::player::Player;
use crate::session::Input;
use crate::shell::speech::{Silencer, Speech, Synthesizer};

/// What follows a visit and says what is new in it.
#[derive(Debug)]
pub(crate) struct Aloud {
    speech: Speech,
    speaker: Speaker,
}

impl Aloud {
    pub(crate) fn new(
        synthesizer: Synthesizer,
        on_end: impl Fn() + Send + 'static,
    ) -> io::Result<Self> {
        Ok(Self {
            speech: Speech::new(synthesizer, on_end)?,
            speaker: Speaker::new(),
        })
    }

    /// Says what is new; it takes the place of what is being said.
    pub(crate) fn follow(&mut self, player: &Player) {
        let news = self.speaker.news(player);
        if !news.is_empty() {
            self.speech.say(&news);
        }
    }

    /// Whoever does something does not want to hear the rest.
    pub(crate) fn interrupt(&mut self, input: Input) {
        if matches!(input, Input::Key(_) | Input::Click { .. }) {
            self.speech.stop();
        }
    }

    pub(crate) fn is_speaking(&self) -> bool {
        self.speech.is_speaking()
    }

    pub(crate) fn silencer(&self) -> Silencer {
        self.speech.silencer()
    }

    /// Why something could not be said.
    pub(crate) fn failure(&mut self) -> Option<Error> {
        self.speech.failure()
    }
}
