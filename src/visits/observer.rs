//! Follows one visit and says what to count of it.

use std::time::Duration;

use crate::player::Player;
use crate::player::view::Place;
use crate::tour::is_language;
use crate::visits::count::{Choice, Count, Dwell, End, Mode, Name};

/// What is remembered of one visit while it lasts; nothing of it is ever written.
///
/// Time is that of any clock that only goes forward.
#[derive(Debug)]
pub struct Observer {
    stand: Stand,
    /// When the visitor came to where they stand.
    since: Duration,
    /// When the visitor did something last.
    seen: Duration,
    language: Name,
    /// The closing page was reached from a station.
    finished: bool,
}

/// Where the visitor stands, as far as it is counted. Panes over a place do not change it.
#[derive(Debug, PartialEq, Eq)]
enum Stand {
    Elsewhere,
    /// Before a content notice that was not accepted: a station's, or the whole tour's.
    Notice {
        tour: Name,
        station: Option<Name>,
    },
    Station {
        tour: Name,
        station: Name,
    },
    Closing,
}

impl Observer {
    /// Begins to follow a visit; what is to be counted of its beginning comes beside.
    pub fn begin(player: &Player, now: Duration) -> (Self, Vec<Count>) {
        let observer = Self {
            stand: Stand::of(player),
            since: now,
            seen: now,
            language: language(player),
            finished: false,
        };
        (observer, vec![Count::Session])
    }

    /// What is to be counted after an input. To be called after each, also those that change nothing:
    /// the last one is how long the visitor was there.
    pub fn observe(&mut self, player: &Player, now: Duration) -> Vec<Count> {
        self.seen = now;
        if self.language.as_str() != tag(player) {
            self.language = language(player);
        }
        let stand = Stand::of(player);
        if stand == self.stand {
            return Vec::new();
        }
        self.finished |= stand == Stand::Closing && matches!(self.stand, Stand::Station { .. });
        let left = std::mem::replace(&mut self.stand, stand);
        let stayed = now.saturating_sub(self.since);
        self.since = now;
        let counted = match left {
            Stand::Station { tour, station } => Some(view(tour, station, stayed)),
            Stand::Notice { tour, station } => {
                let choice = self.choice(&tour, station.as_ref(), player);
                choice.map(|choice| Count::Notice {
                    tour,
                    station,
                    choice,
                })
            }
            Stand::Elsewhere | Stand::Closing => None,
        };
        Vec::from_iter(counted)
    }

    /// What is to be counted at the end. A visit that reached the closing page is finished, however it
    /// ends; one that is given up lasted until its last input.
    pub fn end(self, end: End, mode: Mode, now: Duration) -> Vec<Count> {
        let until = if end == End::Idle { self.seen } else { now };
        let last = match self.stand {
            Stand::Station { tour, station } => {
                Some(view(tour, station, until.saturating_sub(self.since)))
            }
            Stand::Notice { tour, station } if end == End::Left => Some(Count::Notice {
                tour,
                station,
                choice: Choice::Left,
            }),
            _ => None,
        };
        let end = if self.finished { End::Finished } else { end };
        let all = [
            Count::End(end),
            Count::Language(self.language),
            Count::Mode(mode),
        ];
        last.into_iter().chain(all).collect()
    }

    /// What a visitor chose who stood before this notice; nothing if they only went back.
    fn choice(&self, tour: &Name, station: Option<&Name>, player: &Player) -> Option<Choice> {
        let same_tour = *tour == Name::of(&player.edition().head().id);
        let noticed = station.map(|station| player.edition().find(station.as_str()));
        let accepted = match noticed {
            None => player.state().admitted,
            Some(noticed) => {
                noticed.is_some_and(|noticed| player.state().consented.contains(noticed as u16))
            }
        };
        match (&self.stand, player.state().view.place) {
            _ if !same_tour => None,
            _ if accepted => Some(Choice::Continued),
            (Stand::Closing, _) => Some(Choice::Left),
            (_, Place::Station { station: to, .. } | Place::Notice(to)) => {
                leads_on(noticed??, to.into(), player).then_some(Choice::Skipped)
            }
            _ => None,
        }
    }
}

/// Whether a station is one that skipping the notice leads to, or stands after it.
fn leads_on(noticed: usize, to: usize, player: &Player) -> bool {
    let edition = player.edition();
    let notice = edition.station(noticed).and_then(|it| it.notice.as_ref());
    let skip_to = notice.and_then(|notice| notice.skip_to.as_deref());
    to > noticed || skip_to.and_then(|id| edition.find(id)) == Some(to)
}

impl Stand {
    fn of(player: &Player) -> Self {
        let (edition, state) = (player.edition(), player.state());
        let tour = || Name::of(&edition.head().id);
        let named = |station: u16| {
            let entry = edition.entries().get(usize::from(station));
            entry.map(|entry| Name::of(&entry.id))
        };
        match state.view.place {
            Place::Title if edition.head().notice.is_some() && !state.admitted => Self::Notice {
                tour: tour(),
                station: None,
            },
            Place::Title | Place::Lobby | Place::Faults => Self::Elsewhere,
            Place::Closing => Self::Closing,
            Place::Notice(station) => named(station).map_or(Self::Elsewhere, |station| {
                let (tour, station) = (tour(), Some(station));
                Self::Notice { tour, station }
            }),
            Place::Station { station, .. } => named(station).map_or(Self::Elsewhere, |station| {
                let tour = tour();
                Self::Station { tour, station }
            }),
        }
    }
}

/// The language of what the visitor reads: in the lobby the one that is wished for.
fn tag(player: &Player) -> &str {
    let state = player.state();
    let wished = state.view.place == Place::Lobby && is_language(&state.language);
    if wished {
        &state.language
    } else {
        &player.edition().head().language
    }
}

fn language(player: &Player) -> Name {
    Name::of(tag(player))
}

fn view(tour: Name, station: Name, stayed: Duration) -> Count {
    Count::View {
        tour,
        station,
        dwell: Dwell::of(stayed),
    }
}
