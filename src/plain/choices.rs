//! The numbered choices of a page: Next, the page's own, the commands, the links of the step.
//!
//! The commands of a station keep their order, so that from step to step a number means the same.
//! They are listed in full once for each kind of page, and whenever they are asked for.

use crate::markup::{Link, Run, Text};
use crate::plain::voice;
use crate::player::Player;
use crate::player::keymap::{self, Command, Hands};
use crate::player::scene::{Block, Scene, Target};
use crate::player::view::{Pane, Place, View};
use crate::words::Words;

/// One numbered choice; its number is its place in the list, from 1.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    label: String,
    pub(crate) act: Act,
    /// The row that it is, as the index of its block: its words stand on the page.
    pub(crate) block: Option<usize>,
}

/// What a choice does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Act {
    Pick(Target),
    /// Say the page again.
    Again,
    /// Say notes from now on, or no more.
    Notes,
}

/// Pages that offer the same commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Lobby,
    Title,
    Notice,
    Station,
    Closing,
    Pane,
    /// The search, before anything was looked for.
    Query,
    /// What was found.
    Found,
}

impl Kind {
    pub(crate) fn of(view: &View) -> Self {
        match (&view.pane, view.place) {
            (Some(Pane::Search(query)), _) if query.is_empty() => Kind::Query,
            (Some(Pane::Search(_)), _) => Kind::Found,
            (Some(_), _) => Kind::Pane,
            (None, Place::Lobby) => Kind::Lobby,
            (None, Place::Title) => Kind::Title,
            (None, Place::Notice(_)) => Kind::Notice,
            (None, Place::Station { .. }) => Kind::Station,
            (None, Place::Closing | Place::Faults) => Kind::Closing,
        }
    }

    /// The commands after the page's own choices. Help is not among them: it tells of keys.
    fn commands(self) -> &'static [Command] {
        use Command as C;
        match self {
            Kind::Lobby => &[C::Quit],
            Kind::Title | Kind::Notice | Kind::Closing => &[C::Back, C::Language, C::Quit],
            Kind::Query => &[C::Back],
            Kind::Pane | Kind::Found => &[C::Back, C::Quit],
            Kind::Station => &[
                C::Notes,
                C::Back,
                C::Stations,
                C::Bibliography,
                C::Map,
                C::Timeline,
                C::Glossary,
                C::Figures,
                C::Search,
                C::Language,
                C::Quit,
            ],
        }
    }

    /// What is offered after the page's own choices.
    fn acts(self, player: &Player) -> Vec<Act> {
        let act = |command: &Command| match command {
            Command::Notes => Act::Notes,
            command => Act::Pick(Target::Command(*command)),
        };
        let commands = self.commands().iter();
        let mut acts: Vec<Act> = commands
            .filter(|command| leads_on(**command, self, player))
            .map(act)
            .collect();
        if matches!(self, Kind::Station | Kind::Pane | Kind::Notice) {
            acts.insert(1, Act::Again);
        }
        acts.extend(self.of_group(player));
        acts
    }

    /// What is offered of groups, after all else, so that no other number changes by it.
    fn of_group(self, player: &Player) -> impl Iterator<Item = Act> + '_ {
        let commands: &[Command] = match self {
            Kind::Query => &[],
            Kind::Lobby | Kind::Title | Kind::Closing => {
                &[Command::Rejoin, Command::HandOver, Command::Join]
            }
            _ => &[Command::Rejoin, Command::HandOver],
        };
        let offered = commands.iter().filter(|command| player.leads_on(**command));
        offered.map(|command| Act::Pick(Target::Command(*command)))
    }
}

/// Whether a command does anything on this page.
fn leads_on(command: Command, kind: Kind, player: &Player) -> bool {
    match command {
        Command::Language => player.visit().editions().len() > 1,
        Command::Back => kind != Kind::Title || player.visit().tours.len() > 1,
        _ => true,
    }
}

/// What the visitor can choose now.
pub(crate) fn of(scene: &Scene<'_>, player: &Player, notes: bool) -> Vec<Choice> {
    let view = &player.state().view;
    let kind = Kind::of(view);
    let choice = |act: Act| Choice {
        label: label(&act, notes, scene.words).to_owned(),
        act,
        block: None,
    };
    let mut choices = Vec::new();
    if kind == Kind::Station && !player.must_choose() {
        choices.push(choice(Act::Pick(Target::Command(Command::Next))));
    }
    choices.extend(rows(scene, view));
    let mut acts = kind.acts(player);
    acts.retain(|act| choices.iter().all(|choice| choice.act != *act));
    choices.extend(acts.into_iter().map(choice));
    choices.extend(links(scene, view));
    choices
}

fn label<'a>(act: &Act, notes: bool, words: &'a Words) -> &'a str {
    match act {
        Act::Again => &words.plain.again,
        Act::Notes if notes => &words.plain.no_more_notes,
        Act::Notes => &words.commands.notes,
        Act::Pick(Target::Command(command)) => {
            keymap::binding(*command).map_or("", |binding| (binding.phrase)(&words.commands))
        }
        Act::Pick(_) => "",
    }
}

/// The rows of the page; of questions only the last one asks.
fn rows(scene: &Scene<'_>, view: &View) -> Vec<Choice> {
    let row = |(index, block): (usize, &Block<'_>)| {
        let Block::Row {
            target,
            text,
            detail,
            ..
        } = block
        else {
            return None;
        };
        if let (Target::Answer { step: asked, .. }, Place::Station { step, .. }) =
            (target, view.place)
            && *asked != step
        {
            return None;
        }
        Some(Choice {
            label: voice::row(text, detail, scene.words),
            act: Act::Pick(target.clone()),
            block: Some(index),
        })
    };
    scene.blocks.iter().enumerate().filter_map(row).collect()
}

/// Where the words of the last step lead, but for its notes.
fn links(scene: &Scene<'_>, view: &View) -> Vec<Choice> {
    let blocks = match view.place {
        Place::Station { step, .. } if view.pane.is_none() => scene.blocks_of(step),
        _ => None,
    };
    let mut choices: Vec<Choice> = Vec::new();
    for block in &scene.blocks[blocks.unwrap_or(0..scene.blocks.len())] {
        let Block::Paragraph { text, .. } = block else {
            continue;
        };
        for choice in text
            .runs
            .iter()
            .filter_map(|run| link(text, run, scene.words))
        {
            if choices.iter().all(|other| other.act != choice.act) {
                choices.push(choice);
            }
        }
    }
    choices
}

fn link(text: &Text, run: &Run, words: &Words) -> Option<Choice> {
    let link = run.link.as_ref()?;
    (!matches!(link, Link::Mark(_) | Link::Citation(_))).then(|| Choice {
        label: voice::link(text, run, words),
        act: Act::Pick(Target::Link(link.clone())),
        block: None,
    })
}

/// How much is said of the choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// The few that are needed at every step.
    Few,
    /// The commands, where the page's own choices were just said with it.
    Commands,
    Everything,
    Nothing,
}

/// Says them; before anything was looked for, how to look for it.
pub(crate) fn say(
    choices: &[Choice],
    kind: Kind,
    detail: Detail,
    scene: &Scene<'_>,
    out: &mut String,
) {
    if detail == Detail::Nothing {
        return;
    }
    let words = scene.words;
    voice::gap(out);
    if kind == Kind::Query {
        return voice::line(&words.plain.search, out);
    }
    if detail == Detail::Few {
        return voice::line(&few(choices, scene), out);
    }
    for (index, choice) in choices.iter().enumerate() {
        let command = !matches!(choice.act, Act::Pick(Target::Link(_))) && choice.block.is_none();
        if command || detail == Detail::Everything {
            voice::line(&format!("{} {}", index + 1, choice.label), out);
        }
    }
    if kind == Kind::Found {
        voice::line(&words.plain.search_again, out);
    } else {
        let how = words
            .plain
            .choose_number
            .fill(&[("key", asking(scene.hands))]);
        voice::line(&how, out);
    }
}

/// What is typed to hear all choices: a keypad has no question mark.
fn asking(hands: Hands) -> &'static str {
    match hands {
        Hands::Kiosk => "*",
        Hands::Visitor | Hands::Educator | Hands::Remote | Hands::Follower | Hands::Guide => "?",
    }
}

/// `1 next, 2 notes, 4 back, ? all choices`.
fn few(choices: &[Choice], scene: &Scene<'_>) -> String {
    let words = scene.words;
    let short = |choice: &Choice| match choice.act {
        Act::Pick(Target::Command(Command::Next)) => Some(&words.hints.next),
        Act::Pick(Target::Command(Command::Back)) => Some(&words.hints.back),
        Act::Pick(Target::Command(Command::Rejoin)) => Some(&words.hints.rejoin),
        Act::Notes if *choice.label == *words.plain.no_more_notes => {
            Some(&words.plain.no_more_notes)
        }
        Act::Notes => Some(&words.hints.notes),
        _ => None,
    };
    let mut said: Vec<String> = choices
        .iter()
        .enumerate()
        .filter_map(|(index, choice)| Some(format!("{} {}", index + 1, &**short(choice)?)))
        .collect();
    said.push(
        words
            .plain
            .all_choices
            .fill(&[("key", asking(scene.hands))]),
    );
    words.list(said.iter().map(String::as_str))
}
