//! The plain mode: the same scenes as lines of words, for screen readers, braille, pipes and scripts.
//!
//! It only ever appends, and writes no control character but the newline. A line of input is the
//! number of a choice; `?` lists them all; an empty line is Next. In the search the first line is
//! what to look for; after that a number that is one of the choices is that choice, and any other
//! line, or one that begins with `/`, is looked for. [`whole()`] prints a tour that nobody steps through.
//!
//! [`Speaker`] says the same words of a visit on the full screen, for a synthesizer.

mod choices;
mod focus;
mod news;
mod speaker;
mod spoken;
mod voice;
mod whole;

use std::collections::HashSet;
use std::sync::Arc;

use crate::markup::clean;
use crate::player::company::{Figures, Lead, Part};
use crate::player::extent::Extent;
use crate::player::key::Key;
use crate::player::keymap::Command;
use crate::player::scene::{Scene, Target};
use crate::player::view::{Pane, Place};
use crate::player::{Effect, Event, Player};

use self::choices::{Act, Choice, Detail, Kind};
use self::news::{News, Said};
use self::voice::{Rows, Voice};

pub use self::speaker::Speaker;
pub use self::spoken::Spoken;
pub use self::whole::whole;

/// Says a page that belongs to no tour: its title, its paragraphs, and its rows by their numbers.
pub fn page(scene: &Scene<'_>, out: &mut String) {
    Voice::alone(scene).page(false, out);
}

/// A visit by lines.
#[derive(Debug)]
pub struct Plain {
    player: Player,
    /// What was said last; `None` where the page is to be said from its beginning.
    said: Option<Said>,
    choices: Vec<Choice>,
    /// The kinds of pages whose choices were listed in full.
    listed: HashSet<Kind>,
    line: Line,
    /// Notes are said with the steps they belong to.
    notes: bool,
    /// What was said last about the group.
    told: Option<String>,
}

/// Whether the visit goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    GoOn,
    Leave,
    /// Something was asked for that is not the visit's own: to hand the lead of the group on.
    Asked(Command),
}

/// What the last line was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Choice,
    /// A choice that leads to one entry of a list.
    Link,
    /// `?`: what is there to choose?
    Question,
    /// None: something has happened in the group.
    Group,
    Other,
}

impl Plain {
    pub fn new(player: Player) -> Self {
        Self {
            player,
            said: None,
            choices: Vec::new(),
            listed: HashSet::new(),
            line: Line::Other,
            notes: false,
            told: None,
        }
    }

    /// The visit.
    pub fn player(&self) -> &Player {
        &self.player
    }

    /// The visit, to be changed from outside before it is said.
    pub fn player_mut(&mut self) -> &mut Player {
        &mut self.player
    }

    /// Says what is new since the last time, and what can be chosen.
    pub fn say(&mut self, out: &mut String) {
        let (scene, state) = (self.player.scene(), self.player.state());
        let linked = matches!(self.line, Line::Link | Line::Group);
        let now = Said::of(state, self.notes, linked);
        let choices = choices::of(&scene, &self.player, self.notes);
        let voice = Voice::of(&self.player, &scene, Rows::Numbered(&choices));
        let news = News::between(self.said.as_ref(), &now);
        voice.news(&news, self.notes, out);
        if let Some(note) = now.shown_note(self.said.as_ref(), &news) {
            voice.news(&note, self.notes, out);
        }
        // A message stays until something else is chosen, and is said once.
        let message = scene.prompt.as_ref().filter(|prompt| !prompt.typing);
        let is_new = linked || self.line == Line::Choice;
        if let Some(message) = message.filter(|_| is_new) {
            voice::line(&message.text, out);
        }
        let told = scene.banner.as_ref().map(voice::told);
        if let Some(told) = told
            .as_ref()
            .filter(|told| self.told.as_ref() != Some(told))
        {
            voice::line(told, out);
        }
        let said = self.said.as_ref();
        if said.is_some_and(|said| !said.same_words(&now)) {
            self.listed.clear();
        }
        let kind = Kind::of(&state.view);
        let detail = match self.line {
            Line::Question => Detail::Everything,
            // Nothing is to be chosen that could not be chosen before.
            Line::Group if news == News::Nothing => Detail::Nothing,
            _ if self.listed.contains(&kind) => Detail::Few,
            _ => Detail::Commands,
        };
        choices::say(&choices, kind, detail, &scene, out);
        self.listed.insert(kind);
        (self.choices, self.said, self.told) = (choices, Some(now), told);
    }

    /// Learns where the guide is, and says what is new: where a follower is now, or to one who
    /// wanders where the guide is.
    pub fn follow(&mut self, lead: &Arc<Lead>, out: &mut String) -> Vec<Effect> {
        let company = self.player.state().company.as_deref();
        if company.and_then(|company| company.guide.as_ref()) == Some(lead) {
            return Vec::new();
        }
        let effects = self.player.follow(lead);
        let unmoved = self.player.part() == Some(Part::Leads) && effects.is_empty();
        if !unmoved {
            self.say_of_group(out);
        }
        effects
    }

    /// Learns how the group is, and tells a guide if the lead can be taken now. How many are there is
    /// said with the next page.
    pub fn tell_group(&mut self, figures: &Arc<Figures>, out: &mut String) {
        let baton = |player: &Player| {
            let company = player.state().company.as_deref()?;
            Some(company.figures.as_ref()?.baton)
        };
        let before = baton(&self.player);
        self.player.tell_group(figures);
        if before.is_some_and(|before| before != figures.baton) {
            self.say_of_group(out);
        }
    }

    /// Goes on without a group, and says so.
    pub fn disband(&mut self, out: &mut String) {
        self.player.disband();
        self.say_of_group(out);
    }

    fn say_of_group(&mut self, out: &mut String) {
        self.line = Line::Group;
        self.say(out);
    }

    /// Takes a line of input, and says so if it is no choice.
    pub fn take(&mut self, line: &str, out: &mut String) -> Flow {
        let line = clean::line(line);
        self.line = Line::Other;
        if let Some(query) = self.query(&line) {
            let query = query.to_owned();
            self.search(&query);
        } else if let Some(act) = self.choice(&line).cloned() {
            self.line = match act {
                Act::Pick(Target::Command(_)) | Act::Again | Act::Notes => Line::Choice,
                Act::Pick(_) => Line::Link,
            };
            return self.act(act);
        } else if line == "?" || line.is_empty() {
            self.line = Line::Question;
        } else {
            let words = &self.player.words().plain.not_understood;
            voice::line(&words.fill(&[("text", &line)]), out);
        }
        Flow::GoOn
    }

    /// What the line is looked for, if it is.
    fn query<'l>(&self, line: &'l str) -> Option<&'l str> {
        let Some(Pane::Search(query)) = &self.player.state().view.pane else {
            return None;
        };
        let looked_for = line.strip_prefix('/').unwrap_or(line).trim();
        let chosen = !query.is_empty() && self.choice(line).is_some();
        (!matches!(looked_for, "" | "?") && !chosen).then_some(looked_for)
    }

    fn choice(&self, line: &str) -> Option<&Act> {
        if line.is_empty() {
            return self.default();
        }
        let index = line.parse::<usize>().ok()?.checked_sub(1)?;
        Some(&self.choices.get(index)?.act)
    }

    /// What an empty line does: Next, and Back from an empty search. A page whose choices are equal
    /// has no default.
    fn default(&self) -> Option<&Act> {
        let view = &self.player.state().view;
        let command = match (&view.pane, view.place) {
            (Some(Pane::Search(query)), _) if query.is_empty() => Command::Back,
            (None, Place::Station { .. }) => Command::Next,
            _ => return None,
        };
        let mut acts = self.choices.iter().map(|choice| &choice.act);
        acts.find(|act| **act == Act::Pick(Target::Command(command)))
    }

    fn act(&mut self, act: Act) -> Flow {
        let target = match act {
            Act::Again => {
                self.said = None;
                return Flow::GoOn;
            }
            Act::Notes => {
                self.notes = !self.notes;
                return Flow::GoOn;
            }
            Act::Pick(target) => target,
        };
        if let (Target::Answer { step, .. }, Some(said)) = (&target, &mut self.said) {
            // The reply is said even if the same answer was given before.
            said.forget_answer(*step);
        }
        let seen = everything(&self.player.scene());
        let effects = self.player.update(Event::Pick(target), &seen);
        let flow = |effect: &Effect| match effect {
            Effect::Quit => Some(Flow::Leave),
            Effect::Asked(command) => Some(Flow::Asked(*command)),
            _ => None,
        };
        effects.iter().find_map(flow).unwrap_or(Flow::GoOn)
    }

    /// Replaces the query by what was typed. Typing needs to see nothing of the page.
    fn search(&mut self, words: &str) {
        let typed = match &self.player.state().view.pane {
            Some(Pane::Search(query)) => query.chars().count(),
            _ => return,
        };
        let seen = Extent::default();
        let erase = std::iter::repeat_n(Key::Backspace, typed);
        for key in erase.chain(words.chars().map(Key::Char)) {
            self.player.update(Event::Key(key), &seen);
        }
    }
}

/// In the plain mode all of a page has been shown.
fn everything(scene: &Scene<'_>) -> Extent {
    let marks = scene.notes.notes.iter().map(|note| note.mark).collect();
    Extent::unbounded(scene.targets().map(|(target, _)| target), marks)
}
