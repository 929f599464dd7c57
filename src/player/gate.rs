//! Content notices: nothing behind one is shown, listed or found before it was accepted.

use crate::player::Visit;
use crate::player::keymap::{Command, Hands};
use crate::player::state::State;
use crate::player::view::{Pane, Place};
use crate::tour::Edition;

/// Whether the visitor may see a station's content.
pub(crate) fn open(edition: &Edition, state: &State, station: u16) -> bool {
    state.consented.contains(station)
        || edition
            .station(station.into())
            .is_none_or(|station| station.notice.is_none())
}

/// Whether the tour's own notice has been accepted, or there is none.
pub(crate) fn admitted(visit: Visit<'_>) -> bool {
    visit.state.admitted || visit.edition().head().notice.is_none()
}

/// Whether a station has a notice that was not accepted; by the lists' own table, so that no
/// station's text is read for it.
pub(crate) fn behind_notice(visit: Visit<'_>, station: usize) -> bool {
    let entries = visit.edition().entries();
    let noticed = entries.get(station).is_some_and(|entry| entry.noticed);
    noticed && !visit.state.consented.contains(station as u16)
}

/// Whether a figure or chart belongs to a station that may be seen, or to none.
pub(crate) fn shows(visit: Visit<'_>, id: &str) -> bool {
    any_open(visit, visit.edition().showings().around(id))
}

/// Whether a station that may be seen speaks of a term, or none does.
pub(crate) fn speaks(visit: Visit<'_>, term: &str) -> bool {
    any_open(visit, visit.edition().showings().around_term(term))
}

fn any_open(visit: Visit<'_>, steps: &[(usize, u16)]) -> bool {
    steps.is_empty()
        || steps
            .iter()
            .any(|(station, _)| !behind_notice(visit, *station))
}

/// Whether a command leads to something here: a pane that opens and is not empty, notes of a station.
pub(crate) fn leads_on(visit: Visit<'_>, command: Command) -> bool {
    let edition = visit.edition();
    let (pane, is_there) = match command {
        Command::Stations => (Pane::Stations, true),
        Command::Bibliography => (Pane::Bibliography, !edition.sources().is_empty()),
        Command::Map => (Pane::Map, edition.map().is_some()),
        Command::Timeline => (Pane::Timeline, !edition.events().is_empty()),
        Command::Glossary => (Pane::Glossary, !edition.glossary().is_empty()),
        Command::Figures => {
            let pictures = edition.figures().len() + edition.charts().len();
            (Pane::Figures, pictures > 0)
        }
        Command::Language => (Pane::Languages, visit.editions().len() > 1),
        Command::Notes => {
            return matches!(visit.state.view.place, Place::Station { .. });
        }
        Command::AutoPlay => return admitted(visit),
        Command::Rejoin => {
            let company = visit.state.company.as_ref();
            return company.is_some_and(|it| it.part.is_away() && it.guide.is_some());
        }
        Command::Join => return visit.hands() == Hands::Remote,
        Command::HandOver => return visit.hands() == Hands::Guide && visit.state.company.is_some(),
        _ => return true,
    };
    is_there && opens(visit, &pane)
}

/// Before the tour's notice is accepted only help and languages open; the lobby has only help. What
/// is wrong with its files an educator may see anywhere.
pub(crate) fn opens(visit: Visit<'_>, pane: &Pane) -> bool {
    let place = visit.state.view.place;
    let in_tour = !matches!(place, Place::Lobby | Place::Faults);
    match pane {
        Pane::Help => true,
        Pane::Faults => visit.proof.is_some() && place != Place::Faults,
        Pane::Languages => in_tour,
        _ => in_tour && admitted(visit),
    }
}
