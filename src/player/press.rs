//! What a key does, page by page.

use crate::player::company::Part;
use crate::player::extent::Extent;
use crate::player::key::Key;
use crate::player::keymap::Command;
use crate::player::scene::Target;
use crate::player::state::{Message, Speed};
use crate::player::view::{NotesState, Pane, Place, Show, Sight};
use crate::player::{Effect, Player, gate};

/// Bytes of a search.
const LONGEST_QUERY: usize = 200;

impl Player {
    pub(crate) fn press(&mut self, key: Key, seen: &Extent) -> Vec<Effect> {
        self.state.message = None;
        if key == Key::Interrupt {
            return vec![Effect::Quit];
        }
        if let Some(Pane::Search(_)) = self.state.view.pane
            && self.type_query(key)
        {
            return Vec::new();
        }
        if self.type_number(key) {
            return Vec::new();
        }
        if key == Key::Enter && !self.state.number.is_empty() {
            return self.enter_number();
        }
        self.state.number.clear();
        // The first key at the title: the first notes will be wanted after the next ones.
        let mut effects = Vec::from_iter(
            (self.state.view.place == Place::Title).then_some(Effect::Prepare { station: 0 }),
        );
        effects.extend(
            self.visit()
                .hands()
                .command(key)
                .map_or_else(Vec::new, |command| self.command(command, seen)),
        );
        effects
    }

    /// Letters go into the query; true if the key was used up.
    fn type_query(&mut self, key: Key) -> bool {
        let Some(Pane::Search(query)) = &mut self.state.view.pane else {
            return false;
        };
        match key {
            // What is too long for a query is not a command either.
            Key::Char(char) => {
                if !char.is_control() && query.len() < LONGEST_QUERY {
                    query.push(char);
                }
            }
            Key::Backspace if !query.is_empty() => drop(query.pop()),
            _ => return false,
        }
        self.state.view.sight = Sight::default();
        true
    }

    /// Digits are collected until Enter; true if the key was used up.
    fn type_number(&mut self, key: Key) -> bool {
        match key {
            Key::Char(digit)
                if digit.is_ascii_digit()
                    && gate::admitted(self.visit())
                    && !matches!(self.state.view.place, Place::Lobby | Place::Faults) =>
            {
                if self.state.number.len() < 6 {
                    self.state.number.push(digit);
                }
                true
            }
            Key::Backspace => self.state.number.pop().is_some(),
            Key::Escape if !self.state.number.is_empty() => {
                self.state.number.clear();
                true
            }
            _ => false,
        }
    }

    fn enter_number(&mut self) -> Vec<Effect> {
        let number = std::mem::take(&mut self.state.number);
        if let Some(station) = self.edition().by_label(&number) {
            return self.go_to_station(station as u16, 0);
        }
        self.state.message = Some(Message::NoSuchStation(number));
        Vec::new()
    }

    pub(crate) fn command(&mut self, command: Command, seen: &Extent) -> Vec<Effect> {
        match command {
            Command::Next => return self.next(seen),
            Command::Previous => return self.previous(seen),
            Command::Up => return self.move_by(-1, seen),
            Command::Down => return self.move_by(1, seen),
            Command::First => self.jump_to_end(false, seen),
            Command::Last => self.jump_to_end(true, seen),
            Command::NextLink => self.step_links(1, seen),
            Command::PreviousLink => self.step_links(-1, seen),
            Command::Above => return self.page_up(seen),
            Command::Open => return self.open(seen),
            Command::Back => self.back(),
            Command::Notes => self.toggle_notes(seen),
            Command::AutoPlay => self.toggle_autoplay(),
            Command::Faster => self.set_speed(Speed::faster),
            Command::Slower => self.set_speed(Speed::slower),
            Command::Quit => return vec![Effect::Quit],
            Command::Stations => self.toggle(Pane::Stations),
            Command::Bibliography => self.toggle(Pane::Bibliography),
            Command::Map => self.toggle(Pane::Map),
            Command::Timeline => self.toggle(Pane::Timeline),
            Command::Glossary => self.toggle(Pane::Glossary),
            Command::Figures => self.toggle(Pane::Figures),
            Command::Search => self.toggle(Pane::Search(String::new())),
            Command::Language => self.toggle(Pane::Languages),
            Command::Help => self.toggle(Pane::Help),
            Command::Faults => self.toggle(Pane::Faults),
            Command::Menu | Command::Aids | Command::Repeat | Command::Pause | Command::Join => {
                return vec![Effect::Asked(command)];
            }
            Command::Rejoin => return self.rejoin(),
            Command::HandOver if self.part().is_some() => return vec![Effect::Asked(command)],
            Command::HandOver => {}
        }
        Vec::new()
    }

    /// Opens a pane; the key that opened it closes it too.
    fn toggle(&mut self, pane: Pane) {
        let same = self
            .state
            .view
            .pane
            .as_ref()
            .is_some_and(|open| std::mem::discriminant(open) == std::mem::discriminant(&pane));
        if same {
            self.back();
        } else {
            self.open_pane(pane);
        }
    }

    /// The arrow keys: notes first, then lists and focused links, then the text.
    fn move_by(&mut self, by: i32, seen: &Extent) -> Vec<Effect> {
        if let NotesState::Open { mark, skip } = self.state.view.notes
            && self.state.view.pane.is_none()
        {
            self.move_note(by, mark, skip, seen);
        } else if self.is_list() || self.state.view.sight.focus.is_some() {
            self.move_focus(by, seen);
        } else {
            return self.scroll(by, seen);
        }
        Vec::new()
    }

    /// Pages whose rows are moved over; the others are text that scrolls.
    fn is_list(&self) -> bool {
        match (&self.state.view.pane, self.state.view.place) {
            (Some(Pane::Help | Pane::Faults), _) => false,
            (Some(_), _) | (None, Place::Lobby) => true,
            (None, _) => false,
        }
    }

    pub(crate) fn scroll(&mut self, by: i32, seen: &Extent) -> Vec<Effect> {
        let last = seen.lines.len().saturating_sub(seen.height);
        let top = seen.top.saturating_add_signed(by as isize).min(last);
        self.state.view.sight.top = seen.anchor(top);
        if top == seen.top && by > 0 && self.state.view.pane.is_none() {
            self.focus_first(seen);
        }
        Vec::new()
    }

    /// At the end of a page with choices, Down goes on to them.
    fn focus_first(&mut self, seen: &Extent) {
        let step = match self.state.view.place {
            Place::Station { step, .. } => Some(step),
            _ => None,
        };
        let must_choose = self.must_choose();
        let is_choice = |target: &Target| match target {
            Target::Link(_) => false,
            Target::Answer { step: asked, .. } => Some(*asked) == step,
            Target::Station { .. } => must_choose || step.is_none(),
            _ => true,
        };
        if self.has_choices()
            && let Some(row) = seen
                .targets
                .iter()
                .position(|spotted| is_choice(&spotted.target))
        {
            (self.state.view.sight.focus, self.state.view.sight.show) =
                (Some(row as u32), Show::Focus);
        }
    }

    fn move_focus(&mut self, by: i32, seen: &Extent) {
        let sight = &mut self.state.view.sight;
        let count = seen.targets.len();
        if count == 0 {
            return;
        }
        let next = match sight.focus {
            Some(focus) => (focus as usize)
                .saturating_add_signed(by as isize)
                .min(count - 1),
            None => seen.first_target().unwrap_or(0) as usize,
        };
        // Up from the first row shows what stands above it.
        let stuck = sight.focus == Some(next as u32);
        (sight.focus, sight.show) = (Some(next as u32), Show::Focus);
        if stuck {
            sight.show = if by < 0 { Show::Top } else { Show::End };
            if by < 0 {
                sight.top = seen.anchor(seen.top.saturating_sub(1));
            }
        }
    }

    fn jump_to_end(&mut self, last: bool, seen: &Extent) {
        let sight = &mut self.state.view.sight;
        if sight.focus.is_some() && !seen.targets.is_empty() {
            sight.focus = Some(if last { seen.targets.len() - 1 } else { 0 } as u32);
            sight.show = Show::Focus;
        }
        if last {
            sight.show = Show::End;
        } else {
            sight.top = seen.anchor(0);
            sight.show = Show::Top;
        }
    }

    /// Tab: from what is on screen on, round and round.
    fn step_links(&mut self, by: i32, seen: &Extent) {
        let count = seen.targets.len() as i32;
        if count == 0 {
            return;
        }
        let sight = &mut self.state.view.sight;
        let next = match sight.focus {
            Some(focus) => (focus as i32 + by).rem_euclid(count),
            None => seen.first_target().map_or(0, |target| target as i32),
        };
        (sight.focus, sight.show) = (Some(next as u32), Show::Focus);
    }

    /// Enter: what has the focus; else the open note's source, or the tour on its title page; else the
    /// first choice or link on screen gets the focus.
    fn open(&mut self, seen: &Extent) -> Vec<Effect> {
        if let Some(focus) = self.state.view.sight.focus {
            let target = seen.targets.get(focus as usize);
            return target.map_or_else(Vec::new, |spotted| {
                self.open_target(&spotted.target.clone(), seen)
            });
        }
        if let NotesState::Open {
            mark: Some(mark), ..
        } = self.state.view.notes
        {
            self.open_source_of(mark);
            return Vec::new();
        }
        let waits = self.part() == Some(Part::Follows);
        if self.state.view.place == Place::Title && gate::admitted(self.visit()) && !waits {
            // Nothing has to be weighed here: what stands first is meant.
            let first = seen.targets.first().map(|spotted| spotted.target.clone());
            return first.map_or_else(Vec::new, |target| self.open_target(&target, seen));
        }
        self.focus_first(seen);
        if self.state.view.sight.focus.is_none() {
            self.step_links(1, seen);
        }
        Vec::new()
    }

    /// A click: rows and marks are followed at once.
    pub(crate) fn pick(&mut self, target: &Target, seen: &Extent) -> Vec<Effect> {
        self.state.message = None;
        self.state.number.clear();
        self.open_target(target, seen)
    }

    fn toggle_autoplay(&mut self) {
        let running = self.state.autoplay.is_some();
        let plays = gate::admitted(self.visit()) && self.state.view.place != Place::Faults;
        self.state.autoplay = (!running && plays).then_some(Speed::NORMAL);
        self.state.message = Some(
            self.state
                .autoplay
                .map_or(Message::AutoPlayOff, Message::AutoPlay),
        );
    }

    fn set_speed(&mut self, change: impl Fn(Speed) -> Speed) {
        if let Some(speed) = self.state.autoplay {
            self.state.autoplay = Some(change(speed));
            self.state.message = self.state.autoplay.map(Message::AutoPlay);
        }
    }
}
