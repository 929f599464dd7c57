//! One visitor of a server: what they type and the time go in, what their terminal is to get comes out.
//!
//! There is no socket, no clock and no task here. [`Visitor::out`] is asked for bytes only when the
//! visitor's line can take them: a slow one gets the newest page, and the pages between are never made.

mod goodbye;
mod membership;
mod reader;
mod screen;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::group::{Code, GuideId};
use crate::player::Player;
use crate::player::company::{Figures, Lead, Post};
use crate::player::keymap::Hands;
use crate::player::state::Message;
use crate::serve::door::Door;
use crate::serve::groups::Standing;
use crate::serve::house::House;
use crate::serve::login::Wish;
use crate::serve::metrics::End;
use crate::serve::visitor::membership::{Entrance, Membership};
use crate::serve::visitor::reader::{Form, Reader};
use crate::serve::visitor::screen::Screen;
use crate::visits::{self, Count, Mode, Observer};

/// One visitor, from the login on.
#[derive(Debug)]
pub(super) struct Visitor {
    wish: Wish,
    /// They have shown a guide's key.
    guide: Option<GuideId>,
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

/// How far a visitor has come, and how they read.
#[derive(Debug)]
enum Stay {
    /// The client still says what it is.
    Door(Box<Door>),
    Screen(Box<Screen>),
    Lines(Box<Reader>),
}

impl Visitor {
    /// Somebody at the door.
    pub(super) fn new(now: Duration) -> Self {
        Self {
            wish: Wish::visit("", "", ""),
            guide: None,
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
        (self.wish, self.guide) = (wish, guide);
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
        let entrance = self.entrance(house);
        let mut player = self.player(door, house);
        self.membership = enter(&mut player, entrance);
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

    fn entrance(&self, house: &House) -> Entrance {
        let most = house.config().groups.most;
        let entrance = Membership::wished(&self.wish, self.guide, &house.groups, most);
        match entrance {
            Entrance::Unknown(name) if player_knows(house, &name) => Entrance::Alone,
            other => other,
        }
    }

    /// The visit that was wished for.
    fn player(&self, door: &Door, house: &House) -> Player {
        let (tour, station, language) = match &self.wish {
            Wish::Visit {
                tour,
                station,
                language,
            } => (tour.as_deref(), station.as_deref(), language.clone()),
            // A tour may be called as groups are.
            Wish::Group(name) if player_knows(house, name) => (Some(name.as_str()), None, None),
            Wish::Group(_) | Wish::Guide(_) => (None, None, None),
        };
        let language = language.or_else(|| door.language());
        let first = house.config().language.clone();
        let player = Player::new(house.tours()).in_hands(hands(house));
        let player = player.in_language(&language.unwrap_or(first));
        let player = match tour {
            Some(tour) => player.visiting(tour),
            None => player,
        };
        match station {
            Some(station) if player.is_in_tour() => player.at_station(station),
            _ => player,
        }
    }

    /// The client's terminal has another size.
    pub(super) fn resize(&mut self, columns: u32, rows: u32) {
        match &mut self.stay {
            Stay::Door(door) => door.resize(columns, rows),
            Stay::Screen(screen) => screen.resize(columns, rows),
            Stay::Lines(_) => {}
        }
    }

    /// Takes what was typed; gives how many keys or lines it was.
    pub(super) fn read(&mut self, bytes: &[u8], house: &House, now: Duration) -> u64 {
        if self.ended.is_some() {
            return 0;
        }
        self.touched = now;
        let (keys, wants) = match &mut self.stay {
            Stay::Door(_) => return 0,
            Stay::Screen(screen) => screen.read(bytes, house, now),
            Stay::Lines(lines) => lines.read(bytes),
        };
        self.grant(wants, house, now);
        keys
    }

    /// Nothing more will be typed.
    pub(super) fn end_of_input(&mut self, now: Duration) {
        if let Stay::Lines(lines) = &mut self.stay {
            lines.end_of_input();
        }
        self.follow(Some(End::Left), now);
    }

    /// What comes with the time: a key that waited for more, auto-play, a warning, the end.
    pub(super) fn wake_up(&mut self, house: &House, now: Duration) {
        if self.ended.is_some() {
            return;
        }
        let limits = &house.config().limits;
        let end = if now >= self.touched + limits.idle {
            Some(End::Idle)
        } else if now >= self.since + limits.longest {
            Some(End::Longest)
        } else {
            None
        };
        if end.is_some() {
            return self.follow(end, now);
        }
        let warns = now >= self.touched + limits.idle.saturating_sub(limits.warning);
        let wants = match &mut self.stay {
            Stay::Door(_) => Vec::new(),
            Stay::Screen(screen) => {
                if warns {
                    screen.warn(limits.warning);
                }
                screen.wake_up(house, now)
            }
            Stay::Lines(lines) => {
                if warns {
                    lines.warn(limits.warning);
                }
                lines.wake_up(now);
                Vec::new()
            }
        };
        self.grant(wants, house, now);
    }

    /// Does what the visitor wants that is not the tour's.
    fn grant(&mut self, wants: Vec<Want>, house: &House, now: Duration) {
        for want in wants {
            match want {
                Want::Leave => return self.follow(Some(End::Left), now),
                Want::Join(code) => self.join(&code, house),
                Want::HandOver => self.hand_over(house),
                Want::EndGroup => {
                    if let Some((code, guide)) = self.led() {
                        house.groups.end(code, guide);
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
        let membership = match &mut self.stay {
            Stay::Door(_) => None,
            Stay::Screen(screen) => enter(screen.player_mut(), entrance),
            Stay::Lines(lines) => lines.enter(entrance),
        };
        self.membership = membership.or(self.membership);
    }

    fn hand_over(&mut self, house: &House) {
        let Some((code, guide)) = self.led() else {
            return;
        };
        if let Some(Ok(post)) = house.groups.hand_over(code, guide) {
            self.hear(None, Some(post), None);
        }
    }

    /// Hears what is new in the group: what the guide shows, and to a guide their post and how it is.
    pub(super) fn hear(
        &mut self,
        lead: Option<&Arc<Lead>>,
        post: Option<Post>,
        figures: Option<&Arc<Figures>>,
    ) {
        if self.membership.is_none() {
            return;
        }
        match &mut self.stay {
            Stay::Door(_) => {}
            Stay::Screen(screen) => screen.hear(lead, post, figures),
            Stay::Lines(lines) => lines.hear(lead, post, figures),
        }
    }

    /// The group is no more.
    pub(super) fn disband(&mut self) {
        self.membership = None;
        match &mut self.stay {
            Stay::Door(_) => {}
            Stay::Screen(screen) => screen.player_mut().disband(),
            Stay::Lines(lines) => lines.disband(),
        }
    }

    /// How long the visitor's tour takes, in minutes.
    pub(super) fn planned_minutes(&self) -> u32 {
        self.visit().map_or(0, Player::planned_minutes)
    }

    /// How a member of a group stands.
    pub(super) fn standing(&self) -> Option<Standing> {
        let membership = self.membership.as_ref()?;
        Some(membership.standing(self.visit()?))
    }

    /// Whether they have come to a group since the last time.
    pub(super) fn has_come_to_group(&mut self) -> bool {
        let membership = self.membership.as_mut();
        membership.is_some_and(|membership| std::mem::take(&mut membership.is_new))
    }

    fn visit(&self) -> Option<&Player> {
        match &self.stay {
            Stay::Door(_) => None,
            Stay::Screen(screen) => Some(screen.player()),
            Stay::Lines(lines) => Some(lines.player()),
        }
    }

    /// When [`Self::wake_up`] has to be called, if nothing comes before.
    pub(super) fn due(&self, house: &House) -> Duration {
        let limits = &house.config().limits;
        let warning = self.touched + limits.idle.saturating_sub(limits.warning);
        let (own, warned) = match &self.stay {
            Stay::Door(_) => (None, true),
            Stay::Screen(screen) => (screen.due(), screen.is_warned()),
            Stay::Lines(lines) => (lines.due(), lines.is_warned()),
        };
        let idle = if warned {
            self.touched + limits.idle
        } else {
            warning
        };
        let ends = idle.min(self.since + limits.longest);
        own.map_or(ends, |own| own.min(ends))
    }

    /// Says that the server ends so long from now.
    pub(super) fn tell_closing(&mut self, ends_in: Duration) {
        match &mut self.stay {
            Stay::Door(_) => {}
            Stay::Screen(screen) => screen.tell_closing(ends_in),
            Stay::Lines(lines) => lines.tell_closing(ends_in),
        }
    }

    /// The visit ends, for a reason that is not the visitor's.
    pub(super) fn end(&mut self, end: End, now: Duration) {
        self.follow(Some(end), now);
    }

    /// After each input: what is to be counted, and whether that was the end.
    fn follow(&mut self, end: Option<End>, now: Duration) {
        if let Some(mut observer) = self.observer.take()
            && let Some(player) = self.visit()
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
            let counts = observer.end(visits_end(ended), self.mode(), now);
            self.counted.extend(counts);
        }
    }

    fn mode(&self) -> Mode {
        match &self.stay {
            Stay::Lines(_) => Mode::SshPlain,
            _ => Mode::Ssh,
        }
    }

    /// They have no screen.
    pub(super) fn reads_lines(&self) -> bool {
        matches!(self.stay, Stay::Lines(_))
    }

    /// What is to be counted since the last time.
    pub(super) fn counted(&mut self) -> Vec<Count> {
        std::mem::take(&mut self.counted)
    }

    /// How the visit ended, if it has.
    pub(super) fn ended(&self) -> Option<End> {
        self.ended
    }

    /// The next bytes for the visitor; none when they have everything. To be asked for until then, as
    /// far as their line takes bytes.
    pub(super) fn out(&mut self, house: &House) -> Bytes {
        if self.ended.is_some() && !self.is_speaking() {
            return Bytes::new();
        }
        match &mut self.stay {
            Stay::Door(_) => Bytes::new(),
            Stay::Screen(screen) => screen.out(house),
            Stay::Lines(lines) => lines.out(),
        }
    }

    /// Lines are still to be said, which a visitor who has left wants to the last.
    fn is_speaking(&self) -> bool {
        matches!(&self.stay, Stay::Lines(lines) if lines.is_speaking())
    }

    /// The last bytes, once the visit has ended and everything was said.
    pub(super) fn goodbye(&self) -> Option<Vec<u8>> {
        let end = self.ended.filter(|_| !self.is_speaking())?;
        Some(match &self.stay {
            Stay::Door(_) => Vec::new(),
            Stay::Screen(screen) => goodbye::to_screen(end, screen.player(), screen.look().profile),
            Stay::Lines(lines) => goodbye::to_lines(end, lines),
        })
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

/// The keys of a visitor who is in no group.
fn hands(house: &House) -> Hands {
    if house.config().groups.guides.is_empty() {
        Hands::Visitor
    } else {
        Hands::Remote
    }
}

fn player_knows(house: &House, tour: &str) -> bool {
    let tours = house.tours();
    tours
        .iter()
        .any(|known| known.editions()[0].head().id == tour)
}

/// Takes a visit to a group, or says why not.
fn enter(player: &mut Player, entrance: Entrance) -> Option<Membership> {
    match entrance {
        Entrance::In(membership, post, lead) => {
            player.join(post);
            if let Some(lead) = lead {
                player.follow(&lead);
            }
            return Some(membership);
        }
        Entrance::Unknown(code) => player.tell(Message::NoSuchGroup(code)),
        Entrance::Full => player.tell(Message::TooManyGroups),
        Entrance::Alone => {}
    }
    None
}

fn visits_end(end: End) -> visits::End {
    match end {
        End::Idle | End::Longest => visits::End::Idle,
        _ => visits::End::Left,
    }
}
