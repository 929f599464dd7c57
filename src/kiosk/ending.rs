//! How a visit begins and ends, and when it is given up.

use std::sync::Arc;
use std::time::Duration;

use crate::kiosk::aids::Aids;
use crate::kiosk::pages::Page;
use crate::kiosk::{Act, Kiosk};
use crate::plain::Speaker;
use crate::player::Player;
use crate::player::keymap::Hands;
use crate::screen;
use crate::session::Look;
use crate::visits::{End, Observer};

/// Words a minute that are read even by those who read slowly.
const SLOW: usize = 100;

impl Kiosk {
    /// Waits for a visitor, in the language of the beginning, with nothing of the last one.
    pub(super) fn begin_anew(&mut self) {
        let language = self.first_language();
        let player = self.player_in(&language);
        self.session.replace(player);
        self.session.look_as(self.look);
        self.lay(None);
    }

    pub(super) fn player_in(&self, language: &str) -> Player {
        Player::new(Arc::clone(&self.tours))
            .in_hands(Hands::Kiosk)
            .in_language(language)
    }

    /// A visit in a language begins.
    pub(super) fn begin_visit(&mut self, language: &str) {
        let player = self.player_in(language);
        let (observer, counts) = Observer::begin(&player, self.times.now);
        self.observer = Some(observer);
        self.acts.push(Act::Count(counts));
        self.session.replace(player);
        self.pages = vec![Page::Attract { card: 0 }, Page::Visit];
        self.lay(None);
    }

    /// The visit is over: what the visitor chose, read and typed is forgotten.
    pub(super) fn end(&mut self, end: End) {
        if let Some(observer) = self.observer.take() {
            let counts = observer.end(end, self.mode(), self.times.now);
            self.acts.push(Act::Count(counts));
        }
        self.hush();
        self.leave_lines();
        screen::forget(&mut self.bytes);
        self.session.repaint();
        self.pages = vec![Page::Attract { card: 0 }];
        self.aids = Aids::at_first(&self.config, &self.kept);
        self.speaker = Speaker::new();
        self.times.shown = self.times.now;
        self.begin_anew();
        self.acts.push(Act::Forget);
    }

    /// How long the page on screen may stay untouched: the time that is set, or as long as its words
    /// take to read; longer for those who read with help.
    pub(super) fn patience(&mut self) -> Duration {
        let words = self.session.words(&mut self.stage);
        let read = Duration::from_secs((words * 60 / SLOW) as u64);
        let patience = self.config.idle.after.max(read);
        if self.aids.any() || self.lines.is_some() {
            patience * u32::from(self.config.idle.patience)
        } else {
            patience
        }
    }

    /// The look of the present visitor.
    pub(super) fn own_look(&self) -> Look {
        self.aids.look(self.look)
    }
}
