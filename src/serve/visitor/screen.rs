//! A visitor with a terminal.

use std::time::Duration;

use bytes::Bytes;
use ratatui::layout::Size;

use crate::card::Card;
use crate::glyphs::{Glyphs, Profile};
use crate::player::company::Part;
use crate::player::key::Key;
use crate::player::keymap::{self, Command};
use crate::player::{Effect, Player};
use crate::screen::{self, Mouse};
use crate::serve::door;
use crate::serve::house::House;
use crate::serve::visitor::Want;
use crate::session::{Input, Look, Session};
use crate::shell::ask;
use crate::shell::keys::{Keys, Typed};
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
    /// What lies over the visit.
    over: Option<Over>,
    /// When a key that has begun is taken as it is.
    escape: Option<Duration>,
    /// When auto-play goes on.
    plays: Option<Duration>,
}

/// What lies over a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Over {
    /// A word that goes with the next key.
    Word,
    /// Is the group to end?
    Ending,
    /// The code of a group, as far as it has been typed.
    Code(String),
}

/// The choices of [`Over::Ending`].
const END: u16 = 0;
const LEAVE: u16 = 1;

/// Signs of a code that are taken.
const LONGEST_CODE: usize = 20;

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
            over: None,
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

    pub(super) fn player_mut(&mut self) -> &mut Player {
        self.session.player_mut()
    }

    /// Takes what was typed; gives how many keys that was, and what the visitor wants besides.
    pub(super) fn read(&mut self, bytes: &[u8], house: &House, now: Duration) -> (u64, Vec<Want>) {
        let (mut count, mut wants) = (0, Vec::new());
        let mut keys = std::mem::take(&mut self.keys);
        keys.read(bytes, |typed| {
            count += u64::from(matches!(typed, Typed::Input(_)));
            wants.extend(self.take(typed, house));
        });
        self.keys = keys;
        self.escape = self.keys.is_waiting().then(|| now + ESCAPE);
        self.set_timer(house, now);
        (count, wants)
    }

    fn take(&mut self, typed: Typed, house: &House) -> Option<Want> {
        match (typed, self.phase) {
            (Typed::Place { column, .. }, Phase::Asked(_)) => {
                self.answered(ask::reads_utf8(column));
                None
            }
            (Typed::Input(input), Phase::Shows) => self.press(input, house),
            // Keys pressed before there is a page are meant for nothing on it.
            _ => None,
        }
    }

    fn answered(&mut self, reads_utf8: bool) {
        let mut look = *self.look();
        if !reads_utf8 {
            look.profile.glyphs = Glyphs::Ascii;
        }
        self.session.look_as(look);
        self.phase = Phase::ToEnter { asked: true };
    }

    fn press(&mut self, input: Input, house: &House) -> Option<Want> {
        if self.over == Some(Over::Word) && input != Input::Tick {
            // This key says that somebody is there, and nothing else.
            self.uncover();
            return None;
        }
        let mut stage = house.stage(self.session.look());
        let effects = self.session.handle(input, &mut stage);
        drop(stage);
        effects.into_iter().find_map(|effect| self.want(effect))
    }

    fn want(&mut self, effect: Effect) -> Option<Want> {
        match effect {
            Effect::Quit if self.player().part() == Some(Part::Leads) => {
                self.ask_to_end();
                None
            }
            Effect::Quit | Effect::Chose(LEAVE) => Some(Want::Leave),
            Effect::Chose(END) => Some(Want::EndGroup),
            Effect::Asked(Command::HandOver) => Some(Want::HandOver),
            Effect::Asked(Command::Join) => {
                self.ask_code(String::new());
                None
            }
            Effect::Pressed(Key::Interrupt) if self.over == Some(Over::Ending) => Some(Want::Leave),
            Effect::Pressed(key) => self.type_code(key),
            Effect::Declined => {
                self.uncover();
                None
            }
            Effect::Asked(_) | Effect::Chose(_) | Effect::Prepare { .. } => None,
        }
    }

    fn ask_to_end(&mut self) {
        let words = &self.player().words().group;
        let card = Card::new(&*words.for_guide)
            .title(&*words.end_question)
            .row(END, &*words.end_for_all, "")
            .row(LEAVE, &*words.leave_open, "")
            .focused(LEAVE)
            .hints(&[Command::Down, Command::Open, Command::Back]);
        self.cover(Over::Ending, card);
    }

    fn ask_code(&mut self, code: String) {
        let words = self.player().words();
        let card = Card::new(&*words.lobby)
            .title(&*words.group.join)
            .line(Role::Text, &*words.group.ask_code)
            .line(Role::Quiet, &*words.group.type_code)
            .typed(words.group.code.fill(&[("code", &code)]));
        self.cover(Over::Code(code), card);
    }

    fn type_code(&mut self, key: Key) -> Option<Want> {
        let Some(Over::Code(code)) = &self.over else {
            return None;
        };
        let mut code = code.clone();
        match key {
            Key::Enter => {
                self.uncover();
                return Some(Want::Join(code)).filter(|want| *want != Want::Join(String::new()));
            }
            Key::Escape | Key::Interrupt => {
                self.uncover();
                return None;
            }
            Key::Backspace if code.pop().is_none() => {
                self.uncover();
                return None;
            }
            Key::Char(sign) if code.len() < LONGEST_CODE => {
                // Codes are Latin, keyboards may be Cyrillic.
                let sign = keymap::latin(sign).unwrap_or(sign);
                code.extend(Some(sign).filter(char::is_ascii_graphic));
            }
            _ => {}
        }
        self.ask_code(code);
        None
    }

    fn cover(&mut self, over: Over, card: Card) {
        self.session.lay(Some(card));
        self.over = Some(over);
    }

    fn uncover(&mut self) {
        self.session.lay(None);
        self.over = None;
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
        if self.over.is_some() {
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
        self.cover(Over::Word, card);
    }

    pub(super) fn is_warned(&self) -> bool {
        self.over.is_some()
    }

    /// Does what is due; gives what the visitor wants.
    pub(super) fn wake_up(&mut self, house: &House, now: Duration) -> Vec<Want> {
        if let Phase::ToAsk(until) | Phase::Asked(until) = self.phase
            && now >= until
        {
            self.answered(false);
        }
        let mut wants = Vec::new();
        if self.escape.is_some_and(|due| now >= due) {
            self.escape = None;
            if let Some(typed) = self.keys.rest() {
                wants.extend(self.take(typed, house));
            }
            self.set_timer(house, now);
        }
        if self.plays.is_some_and(|due| now >= due) {
            wants.extend(self.press(Input::Tick, house));
            self.set_timer(house, now);
        }
        wants
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

    /// The next frame paints the whole screen: what the terminal shows is not known.
    pub(super) fn repaint(&mut self) {
        self.session.repaint();
    }

    fn frame(&mut self, house: &House) -> Bytes {
        let mut stage = house.stage(self.session.look());
        self.session.turn(&mut stage)
    }
}
