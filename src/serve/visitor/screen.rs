//! A visitor with a terminal.

use std::time::Duration;

use bytes::Bytes;
use ratatui::layout::Size;

use crate::card::Card;
use crate::glyphs::{Glyphs, Profile};
use crate::player::{Effect, Player};
use crate::screen::{self, Mouse};
use crate::serve::door;
use crate::serve::house::House;
use crate::serve::keys::{Keys, Typed};
use crate::session::{Input, Look, Session};
use crate::shell::ask;
use crate::theme::{Role, ThemeName};

/// How long a terminal may take to say whether it reads UTF-8: to the other side of the world and back.
const ANSWER: Duration = Duration::from_millis(1500);

/// How long after its first byte a key may go on; then that byte was Escape.
const ESCAPE: Duration = Duration::from_millis(100);

/// One visitor on one terminal.
#[derive(Debug)]
pub(super) struct Screen {
    session: Session,
    keys: Keys,
    phase: Phase,
    mouse: Mouse,
    /// The visitor has been told that the visit would end.
    warned: bool,
    /// When a key that has begun is taken as it is.
    escape: Option<Duration>,
    /// When auto-play goes on.
    plays: Option<Duration>,
}

/// What the terminal has been sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Nothing; it will be asked, and may answer until then.
    ToAsk(Duration),
    /// The question.
    Asked(Duration),
    /// Nothing, or the question and its end: the first frame comes.
    ToEnter { asked: bool },
    /// Frames.
    Shows,
}

impl Screen {
    pub(super) fn new(player: Player, size: Size, profile: Profile, mouse: bool) -> Self {
        let mouse = if mouse {
            Mouse::Reported
        } else {
            Mouse::Ignored
        };
        Self {
            session: Session::new(player, Look::new(size, ThemeName::default(), profile)),
            keys: Keys::default(),
            phase: Phase::ToEnter { asked: false },
            mouse,
            warned: false,
            escape: None,
            plays: None,
        }
    }

    /// The same on a terminal that has to be asked whether it reads UTF-8, if that matters.
    pub(super) fn asking(mut self, asks: bool, now: Duration) -> Self {
        if asks && self.look().profile.glyphs != Glyphs::Ascii {
            self.phase = Phase::ToAsk(now + ANSWER);
        }
        self
    }

    pub(super) fn player(&self) -> &Player {
        self.session.player()
    }

    pub(super) fn look(&self) -> &Look {
        self.session.look()
    }

    pub(super) fn resize(&mut self, columns: u32, rows: u32) {
        let size = door::size(columns, rows);
        let look = *self.look();
        self.session.look_as(Look { size, ..look });
    }

    /// Takes what was typed; gives how many keys that was, and whether the visitor leaves.
    pub(super) fn read(&mut self, bytes: &[u8], house: &House, now: Duration) -> (u64, bool) {
        let (mut count, mut left) = (0, false);
        let mut keys = std::mem::take(&mut self.keys);
        keys.read(bytes, |typed| {
            count += u64::from(matches!(typed, Typed::Input(_)));
            left = left || self.take(typed, house);
        });
        self.keys = keys;
        self.escape = self.keys.is_waiting().then(|| now + ESCAPE);
        self.set_timer(house, now);
        (count, left)
    }

    fn take(&mut self, typed: Typed, house: &House) -> bool {
        match (typed, self.phase) {
            (Typed::Place { column, .. }, Phase::Asked(_)) => {
                self.answered(ask::reads_utf8(column));
            }
            (Typed::Input(input), Phase::Shows) => return self.press(input, house),
            // Keys pressed before there is a page are meant for nothing on it.
            _ => {}
        }
        false
    }

    fn answered(&mut self, reads_utf8: bool) {
        let mut look = *self.look();
        if !reads_utf8 {
            look.profile.glyphs = Glyphs::Ascii;
        }
        self.session.look_as(look);
        self.phase = Phase::ToEnter { asked: true };
    }

    fn press(&mut self, input: Input, house: &House) -> bool {
        if std::mem::take(&mut self.warned) {
            // This key says that somebody is there, and nothing else.
            self.session.lay(None);
            return false;
        }
        let mut stage = house.stage(self.session.look());
        let effects = self.session.handle(input, &mut stage);
        effects.contains(&Effect::Quit)
    }

    fn set_timer(&mut self, house: &House, now: Duration) {
        // A page is laid out for it, which others do not need.
        let plays = self.player().state().autoplay.is_some();
        let stay = plays.then(|| {
            let mut stage = house.stage(self.session.look());
            self.session.timer(&mut stage)
        });
        self.plays = stay.flatten().map(|stay| now + stay);
    }

    /// Says that the visit ends if no key comes.
    pub(super) fn warn(&mut self, ends_in: Duration) {
        if self.warned {
            return;
        }
        let words = self.player().words();
        let ends = words.serve.ends_in.count(ends_in.as_secs() as usize);
        let title = words.kiosk.still_there.to_string();
        self.lay(title, ends);
    }

    /// Says that the server ends so long from now.
    pub(super) fn tell_closing(&mut self, ends_in: Duration) {
        let words = self.player().words();
        let closes = words.serve.closes_in.count(ends_in.as_secs() as usize);
        let title = words.serve.drained.to_string();
        self.lay(title, closes);
    }

    /// Lays a card over the page, until any key.
    fn lay(&mut self, title: String, line: String) {
        let words = self.player().words();
        let card = Card::new(String::new())
            .title(title)
            .line(Role::Text, line)
            .line(Role::Text, words.kiosk.any_key.to_string());
        self.session.lay(Some(card));
        self.warned = true;
    }

    pub(super) fn is_warned(&self) -> bool {
        self.warned
    }

    /// Does what is due; whether the visitor leaves.
    pub(super) fn wake_up(&mut self, house: &House, now: Duration) -> bool {
        if let Phase::ToAsk(until) | Phase::Asked(until) = self.phase
            && now >= until
        {
            self.answered(false);
        }
        let mut left = false;
        if self.escape.is_some_and(|due| now >= due) {
            self.escape = None;
            if let Some(typed) = self.keys.rest() {
                left = self.take(typed, house);
            }
            self.set_timer(house, now);
        }
        if self.plays.is_some_and(|due| now >= due) {
            left = left || self.press(Input::Tick, house);
            self.set_timer(house, now);
        }
        left
    }

    /// When something is due.
    pub(super) fn due(&self) -> Option<Duration> {
        let asks = match self.phase {
            Phase::ToAsk(until) | Phase::Asked(until) => Some(until),
            Phase::ToEnter { .. } | Phase::Shows => None,
        };
        [asks, self.escape, self.plays].into_iter().flatten().min()
    }

    /// What the terminal is to get now.
    pub(super) fn out(&mut self, house: &House) -> Bytes {
        match self.phase {
            Phase::ToAsk(until) => {
                self.phase = Phase::Asked(until);
                Bytes::from_static(ask::LETTER)
            }
            Phase::Asked(_) => Bytes::new(),
            Phase::ToEnter { asked } => {
                self.phase = Phase::Shows;
                self.first(asked, house)
            }
            Phase::Shows => self.frame(house),
        }
    }

    fn first(&mut self, asked: bool, house: &House) -> Bytes {
        let mut out = Vec::new();
        if asked {
            out.extend_from_slice(ask::NO_LETTER);
        }
        screen::enter(&self.look().profile, self.mouse, &mut out);
        out.extend_from_slice(&self.frame(house));
        out.into()
    }

    fn frame(&mut self, house: &House) -> Bytes {
        let mut stage = house.stage(self.session.look());
        self.session.turn(&mut stage)
    }
}
