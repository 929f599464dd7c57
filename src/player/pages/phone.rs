//! The addresses that a page offers to a phone.

use crate::player::Visit;
use crate::player::scene::{Block, Phone, Target};
use crate::player::view::{Pane, Place};
use crate::qr;

/// What the page on screen, made of these blocks, offers: the bibliography the address of the entry that
/// has the focus, the closing the tour's own.
pub(crate) fn phone<'a>(visit: Visit<'a>, blocks: &[Block<'_>]) -> Option<Phone<'a>> {
    let view = &visit.state.view;
    match (&view.pane, view.place) {
        (Some(Pane::Bibliography), _) => Some(of_entries(visit, blocks)),
        (None, Place::Closing) => {
            let address = visit.edition().head().url.as_deref()?;
            let sides = qr::side(address).into_iter().collect();
            let address = Some(address);
            Some(Phone { address, sides })
        }
        _ => None,
    }
}

fn of_entries<'a>(visit: Visit<'a>, blocks: &[Block<'_>]) -> Phone<'a> {
    let entries = visit.edition().bibliography().entries();
    let mut sides: Vec<u16> = entries
        .iter()
        .filter_map(|entry| qr::side(entry.address()?))
        .collect();
    sides.sort_unstable();
    sides.dedup();
    let address = focused(visit, blocks).and_then(|source| {
        let sources = visit.edition().sources();
        let is_it = |at: usize| sources.get(at).is_some_and(|found| *found.id == *source);
        let entry = entries.iter().find(|entry| is_it(entry.source))?;
        entry.address()
    });
    Phone { address, sides }
}

/// The source whose row has the focus, or to which the row that has it belongs.
fn focused<'b>(visit: Visit<'_>, blocks: &'b [Block<'_>]) -> Option<&'b str> {
    let focus = visit.state.view.sight.focus? as usize;
    let rows = blocks.iter().filter_map(|block| match block {
        Block::Row { target, .. } => Some(target),
        _ => None,
    });
    let sources = rows.take(focus + 1).filter_map(|target| match target {
        Target::Source(id) => Some(&**id),
        _ => None,
    });
    sources.last()
}
