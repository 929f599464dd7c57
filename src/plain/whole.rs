//! A whole tour in print, for an output that nobody answers.

use crate::plain::voice::{Ground, Rows, Voice, gap};
use crate::player::extent::Extent;
use crate::player::scene::{Block, Scene, Target};
use crate::player::state::State;
use crate::player::view::{Pane, Place, View};
use crate::player::{Event, Player};

/// Every tour on offer from its title to its closing: content notice, summary, each station with its
/// notes, timeline, glossary, bibliography. A notice stands before what it is about; nothing that
/// only leads on is printed. Who wished for a station gets it and those behind it.
pub fn whole(player: &Player, out: &mut String) {
    if player.state().view.place != Place::Lobby {
        return tour(player, out);
    }
    for index in 0..player.visit().tours.len() {
        let mut player = player.clone();
        let pick = Event::Pick(Target::Tour(index as u16));
        player.update(pick, &Extent::default());
        tour(&player, out);
    }
}

fn tour(player: &Player, out: &mut String) {
    let print = Print::new(player);
    print.head(out);
    for station in first(player)..player.edition().station_count() as u16 {
        print.station(station, out);
    }
    for pane in [Pane::Timeline, Pane::Glossary, Pane::Bibliography] {
        print.pane(pane, out);
    }
    print.place(Place::Closing, out);
}

/// The station that was wished for.
fn first(player: &Player) -> u16 {
    match player.state().view.place {
        Place::Station { station, .. } | Place::Notice(station) => station,
        _ => player.heading().unwrap_or(0),
    }
}

/// A tour that is printed.
struct Print<'a> {
    player: &'a Player,
    /// Every notice has been accepted: each is printed before what it is about.
    accepted: State,
}

impl<'a> Print<'a> {
    fn new(player: &'a Player) -> Self {
        let mut accepted = State {
            admitted: true,
            ..player.state().clone()
        };
        for station in 0..player.edition().station_count() {
            accepted.consented.insert(station as u16);
        }
        Self { player, accepted }
    }

    /// The title and the tour's content notice, then the summary, which otherwise follows the title.
    fn head(&self, out: &mut String) {
        let asked = State {
            admitted: false,
            view: View::new(Place::Title),
            ..self.accepted.clone()
        };
        let scene = self.player.scene_of(&asked);
        self.voice(&scene, &asked.view).page(false, out);
        let notice = |block: &Block<'_>| matches!(block, Block::Heading(_));
        if let Some(shared) = scene.blocks.iter().position(notice) {
            let accepted = self.state(View::new(Place::Title));
            let scene = self.player.scene_of(&accepted);
            let rest = shared..scene.blocks.len();
            self.voice(&scene, &accepted.view).blocks(rest, out);
        }
        gap(out);
    }

    fn station(&self, station: u16, out: &mut String) {
        let Some(content) = self.player.edition().station(station.into()) else {
            return;
        };
        if content.notice.is_some() {
            self.place(Place::Notice(station), out);
        }
        let step = content.steps.len().saturating_sub(1) as u16;
        self.place(Place::Station { station, step }, out);
    }

    fn place(&self, place: Place, out: &mut String) {
        self.page(View::new(place), out);
    }

    fn pane(&self, pane: Pane, out: &mut String) {
        let view = View {
            pane: Some(pane),
            ..View::new(Place::Closing)
        };
        self.page(view, out);
    }

    fn page(&self, view: View, out: &mut String) {
        let state = self.state(view);
        let scene = self.player.scene_of(&state);
        self.voice(&scene, &state.view).page(true, out);
        gap(out);
    }

    fn state(&self, view: View) -> State {
        State {
            view,
            ..self.accepted.clone()
        }
    }

    fn voice<'s>(&'s self, scene: &'s Scene<'s>, view: &'s View) -> Voice<'s> {
        let ground = Ground {
            edition: self.player.edition(),
            view,
        };
        Voice {
            scene,
            ground: Some(ground),
            rows: Rows::Printed,
        }
    }
}
