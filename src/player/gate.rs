//! Content notices: nothing behind one is shown, listed or found before it was accepted.

use crate::player::Visit;
use crate::player::state::State;
use crate::tour::{Content, Edition, Figure};

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

/// Whether a figure stands at a station that may be seen, or at none.
pub(crate) fn shows_figure(edition: &Edition, state: &State, figure: &Figure) -> bool {
    shows(
        edition,
        state,
        |content| matches!(content, Content::Figure(id) if *id == figure.id),
    )
}

/// The same for any content: open where it stands at one open station, or at none at all.
pub(crate) fn shows(edition: &Edition, state: &State, is: impl Fn(&Content) -> bool) -> bool {
    let mut behind_notice = false;
    for index in 0..edition.station_count() {
        let Some(station) = edition.station(index) else {
            continue;
        };
        if station.steps.iter().any(|step| is(&step.content)) {
            if open(edition, state, index as u16) {
                return true;
            }
            behind_notice = true;
        }
    }
    !behind_notice
}
