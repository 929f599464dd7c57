//! One visitor of a server: what they type and the time go in, what their terminal is to get comes out.
//!
//! There is no socket, no clock and no task here. [`Visitor::out`] is asked for bytes only when the
//! visitor's line can take them: a slow one gets the newest page, and the pages between are never made.

mod arrival;
mod goodbye;
mod membership;
mod reader;
mod screen;
mod stay;

use std::time::Duration;

use bytes::Bytes;

use crate::group::{Code, GuideId, Refused};
use crate::player::Player;
use crate::player::state::Message;
use crate::player::view::Place;
use crate::serve::config::Limits;
use crate::serve::door::Door;
use crate::serve::groups::{Groups, Standing};
use crate::serve::house::House;
use crate::serve::login::Wish;
use crate::serve::metrics::End;
use crate::serve::visitor::membership::Membership;
use crate::serve::visitor::reader::{Form, Reader};
use crate::serve::visitor::screen::Screen;
use crate::serve::visitor::stay::Stay;
use crate::visits::{self, Count, Observer};

/// One visitor, from the login on.
#[derive(Debug)]
pub(super) struct Visitor {
    /// The number of their connection.
    connection: u64,
    /// The group that they are in.
    membership: Option<Membership>,
    stay: Stay,
    /// When the login was.
    since: Duration,
    /// When the last key was pressed.
    touched: Duration,
    observer: Option<Box<Observer>>,
    counted: Vec<Count>,
    /// How the visit ended, if it has.
    ended: Option<End>,
}

impl Visitor {
    /// Somebody at the door, on the connection with this number.
    pub(super) fn new(connection: u64, now: Duration) -> Self {
        Self {
            connection,
            membership: None,
            stay: Stay::Door(Box::default()),
            since: now,
            touched: now,
            observer: None,
            counted: Vec::new(),
            ended: None,
        }
    }

    /// They have logged in with this wish, and perhaps with a guide's key.
    pub(super) fn wish(&mut self, wish: Wish, guide: Option<GuideId>) {
        if let Some(door) = self.door() {
            (door.wish, door.guide) = (wish, guide);
        }
    }

    /// What the client says before the visit begins; nothing once it has.
    pub(super) fn door(&mut self) -> Option<&mut Door> {
        match &mut self.stay {
            Stay::Door(door) => Some(door),
            _ => None,
        }
    }

    /// Begins the visit.
    pub(super) fn start(&mut self, house: &House, now: Duration) {
        let Stay::Door(door) = &self.stay else { return };
        let mut player = arrival::player(door, house);
        let entrance = arrival::entrance(door, &player, house);
        self.membership = arrival::enter(&mut player, entrance);
        let (observer, counts) = Observer::begin(&player, now);
        self.observer = Some(Box::new(observer));
        self.counted.extend(counts);
        self.touched = now;
        self.stay = if let Some(size) = door.size() {
            let (profile, is_said) = door.profile();
            let screen = Screen::new(player, size, profile, house.config().mouse);
            Stay::Screen(Box::new(screen.asking(!is_said, now)))
        } else {
            let form = if door.has_terminal() {
                Form::Terminal
            } else {
                Form::Pipe
            };
            Stay::Lines(Box::new(Reader::new(player, form, now)))
        };
    }

    /// The client's terminal has another size.
    pub(super) fn resize(&mut self, columns: u32, rows: u32) {
        self.stay.resize(columns, rows);
    }

    /// Takes what was typed; gives how many keys or lines it was.
    pub(super) fn read(&mut self, bytes: &[u8], house: &House, now: Duration) -> u64 {
        if self.ended.is_some() {
            return 0;
        }
        self.touched = now;
        let (keys, wants) = self.stay.read(bytes, house, now);
        self.act();
        self.grant(wants, house, now);
        keys
    }

    /// Nothing more will be typed.
    pub(super) fn end_of_input(&mut self, now: Duration) {
        self.stay.end_of_input();
        self.follow(Some(End::Left), now);
    }

    /// What comes with the time: a key that waited for more, auto-play, a warning, the end.
    pub(super) fn wake_up(&mut self, house: &House, now: Duration) {
        if self.ended.is_some() {
            return;
        }
        let limits = &house.config().limits;
        let end = if self.idle(limits).is_some_and(|idle| now >= idle) {
            Some(End::Idle)
        } else if now >= self.since + limits.longest {
            Some(End::Longest)
        } else {
            None
        };
        if end.is_some() {
            return self.follow(end, now);
        }
        let warns = self
            .idle(limits)
            .is_some_and(|idle| now + limits.warning >= idle);
        let before = self.led().and_then(|_| self.stay.player()?.lead());
        if warns {
            self.stay.warn(limits.warning);
        }
        let wants = self.stay.wake_up(house, now);
        if before != self.led().and_then(|_| self.stay.player()?.lead()) {
            self.act();
        }
        self.grant(wants, house, now);
    }

    /// They have done something that their group may have to be told.
    fn act(&mut self) {
        if let Some(membership) = &mut self.membership {
            membership.has_acted = true;
        }
    }

    /// When the visit ends if no key is pressed. A follower presses none, and a guide may speak for
    /// long: in a group nobody is asked whether they are still there.
    fn idle(&self, limits: &Limits) -> Option<Duration> {
        let alone = self.membership.is_none();
        alone.then(|| self.touched + limits.idle)
    }

    /// Does what the visitor wants that is not the tour's.
    fn grant(&mut self, wants: Vec<Want>, house: &House, now: Duration) {
        for want in wants {
            match want {
                Want::Leave => return self.follow(Some(End::Left), now),
                Want::Join(code) => self.join(&code, house),
                Want::HandOver => self.hand_over(house),
                Want::EndGroup => {
                    if let Some((code, guide)) = self.led()
                        && house.groups.end(code, guide)
                    {
                        self.membership = None;
                    }
                    return self.follow(Some(End::Left), now);
                }
            }
        }
        self.follow(None, now);
    }

    fn led(&self) -> Option<(Code, GuideId)> {
        let membership = self.membership?;
        Some((membership.code, membership.guide?))
    }

    /// To a group, from the lobby.
    fn join(&mut self, code: &str, house: &House) {
        let entrance = Membership::follow(code, &house.groups);
        self.membership = self.stay.enter(entrance).or(self.membership);
    }

    /// Offers the lead, or takes it; what comes of it the group tells.
    fn hand_over(&mut self, house: &House) {
        let Some((code, guide)) = self.led() else {
            return;
        };
        let handed = house.groups.hand_over(code, self.connection, guide);
        if handed == Some(Err(Refused::Alone)) {
            self.stay.tell(Message::NoOtherGuide);
        }
    }

    /// Hears how the group is by now.
    pub(super) fn hear(&mut self, groups: &Groups, now: Duration) {
        let Some(membership) = self.membership.filter(|_| self.ended.is_none()) else {
            return;
        };
        let planned = membership.guide.and_then(|_| self.stay.player());
        let planned = planned.map_or(0, Player::planned_minutes);
        let Some(told) = groups.told(membership.code, self.connection, planned) else {
            return self.disband(now);
        };
        self.stay.hear(&told);
    }

    /// The group is no more. They may not have pressed a key for long.
    pub(super) fn disband(&mut self, now: Duration) {
        if self.membership.take().is_none() {
            return;
        }
        self.touched = now;
        self.stay.disband();
    }

    /// The group that they have just come to, and their key if they are a guide; once.
    pub(super) fn comes_to(&mut self) -> Option<(Code, Option<GuideId>)> {
        let membership = self.membership.as_mut()?;
        let is_new = std::mem::take(&mut membership.is_new);
        is_new.then_some((membership.code, membership.guide))
    }

    /// How a member stands whom the group knows.
    pub(super) fn standing(&mut self) -> Option<Standing> {
        let mut membership = self.membership.filter(|membership| !membership.is_new)?;
        let standing = membership.standing(self.stay.player()?);
        self.membership = Some(membership);
        Some(standing)
    }

    /// The group that they are in.
    pub(super) fn group(&self) -> Option<Code> {
        Some(self.membership?.code)
    }

    /// When [`Self::wake_up`] has to be called, if nothing comes before.
    pub(super) fn due(&self, house: &House) -> Duration {
        let limits = &house.config().limits;
        let before = if self.stay.is_warned() {
            Duration::ZERO
        } else {
            limits.warning
        };
        let idle = self.idle(limits).map(|idle| idle.saturating_sub(before));
        let longest = self.since + limits.longest;
        [self.stay.due(), idle]
            .into_iter()
            .flatten()
            .fold(longest, Duration::min)
    }

    /// Says that the server ends so long from now.
    pub(super) fn tell_closing(&mut self, ends_in: Duration) {
        self.stay.tell_closing(ends_in);
    }

    /// The visit ends, for a reason that is not the visitor's.
    pub(super) fn end(&mut self, end: End, now: Duration) {
        self.follow(Some(end), now);
    }

    /// After each input: what is to be counted, and whether that was the end.
    fn follow(&mut self, end: Option<End>, now: Duration) {
        if let Some(mut observer) = self.observer.take()
            && let Some(player) = self.stay.player()
        {
            let counts = observer.observe(player, now);
            self.counted.extend(counts);
            self.observer = Some(observer);
        }
        if self.ended.is_none() && end.is_some() {
            self.ended = end;
        }
        if let Some(ended) = self.ended
            && let Some(observer) = self.observer.take()
        {
            let counts = observer.end(visits_end(ended), self.stay.mode(), now);
            self.counted.extend(counts);
        }
    }

    /// They have no screen.
    pub(super) fn reads_lines(&self) -> bool {
        self.stay.reads_lines()
    }

    /// What is to be counted since the last time.
    pub(super) fn counted(&mut self) -> Vec<Count> {
        std::mem::take(&mut self.counted)
    }

    /// How the visit ended, if it has; who leaves from the closing page has finished it.
    pub(super) fn ended(&self) -> Option<End> {
        let closing = |player: &Player| player.state().view.place == Place::Closing;
        let finished = self.ended == Some(End::Left) && self.stay.player().is_some_and(closing);
        if finished {
            Some(End::Finished)
        } else {
            self.ended
        }
    }

    /// The next bytes for the visitor; none when they have everything. To be asked for until then, as
    /// far as their line takes bytes.
    pub(super) fn out(&mut self, house: &House) -> Bytes {
        if self.ended.is_some() && !self.stay.is_speaking() {
            return Bytes::new();
        }
        self.stay.out(house)
    }

    /// Bytes did not go out: the terminal shows something else, and lines are said again.
    pub(super) fn lost(&mut self, bytes: &Bytes) {
        self.stay.lost(bytes);
    }

    /// The last bytes, once the visit has ended and everything was said.
    pub(super) fn goodbye(&self) -> Option<Vec<u8>> {
        let end = self.ended.filter(|_| !self.stay.is_speaking())?;
        Some(self.stay.goodbye(end, self.membership))
    }
}

/// What a visitor wants that is not the tour's.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Want {
    Leave,
    /// To the group with this code.
    Join(String),
    /// To hand the lead over, or to take it.
    HandOver,
    /// To end the group, and leave.
    EndGroup,
}

fn visits_end(end: End) -> visits::End {
    match end {
        End::Idle | End::Longest => visits::End::Idle,
        _ => visits::End::Left,
    }
}

#[cfg(test)]
mod tests;
