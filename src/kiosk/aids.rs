//! What helps to read: large letters, contrast, a voice, plain lines.

use std::time::Duration;

use crate::kiosk::config::{Config, Voice};
use crate::kiosk::kept::{Kept, LOUDEST};
use crate::kiosk::pages::Page;
use crate::kiosk::{Act, Kiosk};
use crate::plain::Spoken;
use crate::player::keymap::Hands;
use crate::session::Look;
use crate::theme::ThemeName;
use crate::view::large::Letters;
use crate::visits::Mode;

/// A voice takes at most so many times as long as its rate promises, and so much more.
const SLOWEST: u32 = 3;
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a page stays after it was read aloud, before auto-play goes on.
pub(super) const BREATH: Duration = Duration::from_secs(2);

/// Words a minute and per cent that one choice changes.
const STEP: u16 = 20;

/// What a visitor has switched on.
#[expect(
    clippy::struct_excessive_bools,
    reason = "aids that a visitor can want in any combination"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Aids {
    pub(super) large: bool,
    pub(super) contrast: bool,
    pub(super) aloud: bool,
    /// The visit is to go line by line as soon as its language is known.
    pub(super) lines: bool,
    /// Words a minute.
    pub(super) rate: u16,
    /// Per cent.
    pub(super) volume: u16,
}

/// A row of the page of aids.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aid {
    Large,
    Contrast,
    Aloud,
    Again,
    Slower,
    Faster,
    Quieter,
    Louder,
    Lines,
    GoOn,
}

impl Aid {
    pub(super) const ALL: [Self; 10] = [
        Self::Aloud,
        Self::Large,
        Self::Contrast,
        Self::Lines,
        Self::GoOn,
        Self::Again,
        Self::Slower,
        Self::Faster,
        Self::Quieter,
        Self::Louder,
    ];
}

impl Aids {
    /// A visitor has asked for nothing yet.
    pub(super) fn at_first(config: &Config, kept: &Kept) -> Self {
        Self {
            large: false,
            contrast: false,
            aloud: false,
            lines: false,
            rate: config.speech.rate,
            volume: kept.volume.unwrap_or(config.speech.volume),
        }
    }

    /// Something helps that makes reading slower.
    pub(super) fn any(&self) -> bool {
        self.large || self.aloud
    }

    pub(super) fn look(&self, look: Look) -> Look {
        Look {
            theme: if self.contrast {
                ThemeName::HighContrast
            } else {
                look.theme
            },
            letters: if self.large {
                Letters::Large
            } else {
                look.letters
            },
            ..look
        }
    }
}

impl Kiosk {
    /// Whether this kiosk has an aid, and the visitor a use for it.
    pub(super) fn offers(&self, aid: Aid) -> bool {
        let speaks = self.config.speech.voice != Voice::Off;
        match aid {
            Aid::Large => Letters::available(&self.look.profile),
            Aid::Contrast => self.look.theme != ThemeName::HighContrast,
            Aid::Aloud => speaks,
            Aid::Again | Aid::Slower | Aid::Faster | Aid::Quieter | Aid::Louder => {
                speaks && self.aids.aloud
            }
            Aid::Lines | Aid::GoOn => true,
        }
    }

    pub(super) fn choose_aid(&mut self, choice: u16) {
        let Some(aid) = Aid::ALL.get(usize::from(choice)).copied() else {
            return;
        };
        match aid {
            Aid::Large => self.aids.large = !self.aids.large,
            Aid::Contrast => self.aids.contrast = !self.aids.contrast,
            Aid::Aloud => self.aids.aloud = !self.aids.aloud,
            Aid::Slower => self.aids.rate = (self.aids.rate - STEP).max(80),
            Aid::Faster => self.aids.rate = (self.aids.rate + STEP).min(400),
            Aid::Quieter => self.aids.volume = self.aids.volume.saturating_sub(STEP).max(STEP),
            Aid::Louder => self.aids.volume = (self.aids.volume + STEP).min(LOUDEST),
            Aid::Again => {
                self.close();
                return self.say_again();
            }
            Aid::GoOn => return self.close(),
            Aid::Lines if self.has_language() => return self.enter_lines(),
            Aid::Lines => self.aids.lines = !self.aids.lines,
        }
        self.set_voice();
        self.session.look_as(self.own_look());
        self.lay(Some(choice));
    }

    /// Whether it is known in which language the visitor reads.
    pub(super) fn has_language(&self) -> bool {
        self.observer.is_some() || self.tags().len() == 1
    }

    /// With the voice on, where there is one: for a visitor who cannot read the first page.
    pub(super) fn open_aids_aloud(&mut self) {
        self.aids.aloud = self.config.speech.voice != Voice::Off;
        self.set_voice();
        self.open(Page::Aids);
    }

    fn set_voice(&mut self) {
        let (rate, volume) = (self.aids.rate, self.aids.volume);
        if self.aids.aloud {
            self.acts.push(Act::Voice { rate, volume });
        }
    }

    /// Whatever is being said, the visitor goes on.
    pub(super) fn hush(&mut self) {
        if self.aids.aloud {
            self.acts.push(Act::Hush);
        }
    }

    /// Says what is new on screen, if the visitor wants to hear it.
    pub(super) fn speak(&mut self) {
        if !self.aids.aloud || matches!(self.page(), Page::Attract { .. }) {
            return;
        }
        let player = self.session.player();
        let spoken = match self.session.card() {
            Some(card) => {
                let visit = player.words();
                let scene = card.scene(visit, Hands::Kiosk);
                self.speaker.card(&scene, player.language())
            }
            None => self.speaker.news(player),
        };
        if !spoken.is_empty() {
            self.say(spoken);
        }
    }

    fn say(&mut self, spoken: Spoken) {
        let words = spoken.text().split_whitespace().count() as u64;
        let usual = Duration::from_secs(words * 60 / u64::from(self.aids.rate.max(1)));
        self.times.spoken = self.times.now + usual * SLOWEST + PATIENCE;
        self.acts.push(Act::Say(spoken));
    }

    pub(super) fn say_again(&mut self) {
        if self.aids.aloud {
            let spoken = self.speaker.repeat(self.session.player());
            self.say(spoken);
        }
    }

    /// How the visit was read, for the counters.
    pub(super) fn mode(&self) -> Mode {
        match &self.aids {
            _ if self.lines.is_some() => Mode::Plain,
            Aids { aloud: true, .. } => Mode::Speech,
            Aids { large: true, .. } => Mode::Large,
            _ => Mode::Screen,
        }
    }
}
