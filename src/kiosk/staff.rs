//! Those who look after a kiosk: the PIN, and what they can do.

use std::time::Duration;

use crate::kiosk::kept::LOUDEST;
use crate::kiosk::pages::Page;
use crate::kiosk::{Act, Kiosk, pin};
use crate::player::key::Key;
use crate::session::Input;
use crate::visits::End;

/// How long the PIN may take to type.
pub(super) const TYPING: Duration = Duration::from_secs(15);
/// How long the staff's pages stay untouched.
pub(super) const STAY: Duration = Duration::from_secs(120);

/// Per cent that one choice changes the volume by; after the loudest comes the quietest.
const STEP: u16 = 20;

/// A row of the staff's menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Duty {
    Visitors,
    Language,
    Volume,
    Statistics,
    Reload,
    Selftest,
    Leave,
}

impl Duty {
    pub(super) const ALL: [Self; 7] = [
        Self::Visitors,
        Self::Language,
        Self::Volume,
        Self::Statistics,
        Self::Reload,
        Self::Selftest,
        Self::Leave,
    ];
}

impl Kiosk {
    /// Asks for the PIN, unless staff are there already.
    pub(super) fn ask_pin(&mut self) {
        if !matches!(
            self.page(),
            Page::Pin { .. } | Page::Staff | Page::Told { .. }
        ) {
            self.times.touched = self.times.now;
            self.drop_line();
            self.open(Page::Pin {
                digits: String::new(),
                wrong: false,
            });
        }
    }

    /// A key while the PIN is typed; the digits are nowhere shown and nowhere kept.
    pub(super) fn type_pin(&mut self, input: Input) {
        let locked = self.times.locked > self.times.now;
        let Some(Page::Pin { digits, .. }) = self.pages.last_mut() else {
            return;
        };
        match input {
            Input::Key(Key::Escape) => return self.close(),
            _ if locked => {}
            Input::Key(Key::Char(digit))
                if digit.is_ascii_digit() && digits.len() < *pin::DIGITS.end() =>
            {
                digits.push(digit);
            }
            Input::Key(Key::Backspace) if digits.pop().is_none() => return self.close(),
            Input::Key(Key::Enter) => {
                let digits = std::mem::take(digits);
                return self.try_pin(&digits);
            }
            _ => {}
        }
        self.lay(None);
    }

    fn try_pin(&mut self, digits: &str) {
        if pin::fits(digits, &self.config.staff.pin) {
            self.pages.pop();
            self.keep_mistakes(0);
            return self.open(Page::Staff);
        }
        self.keep_mistakes(self.kept.mistakes.saturating_add(1));
        self.times.locked = self.times.now + pin::wait(self.kept.mistakes);
        self.pages.pop();
        self.open(Page::Pin {
            digits: String::new(),
            wrong: true,
        });
    }

    fn keep_mistakes(&mut self, mistakes: u32) {
        if self.kept.mistakes != mistakes {
            self.kept.mistakes = mistakes;
            self.acts.push(Act::Keep);
        }
    }

    /// What a duty is called, and how it stands.
    pub(super) fn duty(&self, duty: Duty) -> (&str, String) {
        let words = &self.player().words().kiosk;
        match duty {
            Duty::Visitors => (&words.to_visitors, String::new()),
            Duty::Language => (&words.first_language, self.first_language_name().to_owned()),
            Duty::Volume => (&words.volume, format!("{} %", self.volume())),
            Duty::Statistics => (&words.statistics, String::new()),
            Duty::Reload => (&words.reload, String::new()),
            Duty::Selftest => (&words.selftest, String::new()),
            Duty::Leave => (&words.leave_docent, String::new()),
        }
    }

    fn volume(&self) -> u16 {
        self.kept.volume.unwrap_or(self.config.speech.volume)
    }

    pub(super) fn choose_duty(&mut self, choice: u16) {
        match Duty::ALL.get(usize::from(choice)) {
            None | Some(Duty::Visitors) => self.end(End::Left),
            Some(Duty::Language) => self.change_language(choice),
            Some(Duty::Volume) => self.change_volume(choice),
            Some(Duty::Statistics) => self.acts.push(Act::Statistics),
            Some(Duty::Reload) => self.acts.push(Act::Reload),
            Some(Duty::Selftest) => self.acts.push(Act::Selftest),
            Some(Duty::Leave) => self.acts.push(Act::Leave),
        }
    }

    /// The next of the languages.
    fn change_language(&mut self, choice: u16) {
        let (tags, now) = (self.tags(), self.first_language());
        let at = tags.iter().position(|tag| *tag == now).unwrap_or(0);
        self.kept.language = tags.get((at + 1) % tags.len().max(1)).cloned();
        self.acts.push(Act::Keep);
        self.lay(Some(choice));
    }

    fn change_volume(&mut self, choice: u16) {
        let next = self.volume() + STEP;
        self.kept.volume = Some(if next > LOUDEST { 0 } else { next });
        self.acts.push(Act::Keep);
        self.lay(Some(choice));
    }
}
