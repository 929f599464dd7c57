//! How many bytes frames take, beside what crossterm's backend sends for them.

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{PROFILES, pages};
use crate::glyphs::Profile;
use crate::screen::{Frame, encode};

/// What crossterm's backend sends for the same change.
fn crossterm_length(shown: &Buffer, wanted: &Buffer) -> usize {
    let mut sent = Vec::new();
    let mut backend = CrosstermBackend::new(&mut sent);
    backend.draw(shown.diff(wanted).into_iter()).unwrap();
    sent.len()
}

fn length(shown: &Buffer, wanted: &Buffer, profile: Profile) -> usize {
    let mut out = Vec::new();
    let frame = |buffer| Frame {
        buffer,
        cursor: None,
        insets: &[],
    };
    encode(Some(frame(shown)), frame(wanted), &profile, &mut out);
    out.len()
}

#[test]
fn page_turns_take_much_less_than_crossterm_sends() {
    for (notes, most) in [(false, 1_500), (true, 2_100)] {
        let pages: Vec<Buffer> = (1..=10).map(|number| pages::page(number, notes)).collect();
        let turns = || pages.windows(2);
        let theirs: usize = turns()
            .map(|pair| crossterm_length(&pair[0], &pair[1]))
            .sum();
        for (name, profile) in PROFILES {
            let ours: usize = turns()
                .map(|pair| length(&pair[0], &pair[1], profile))
                .sum();
            assert!(ours * 100 <= theirs * 72, "{name}: {ours} of {theirs}");
            let mean = ours / turns().count();
            assert!(
                profile == Profile::PLAIN || mean <= most,
                "{name}: {mean} bytes a turn"
            );
        }
    }
}

#[test]
fn a_scrolled_page_takes_little_more_than_its_new_row() {
    let long = {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 64, 60));
        pages::prose(&mut buffer, Rect::new(2, 0, 60, 60), &mut pages::Dice(7));
        buffer
    };
    let view = |top: usize, notes| {
        let mut buffer = pages::page(1, notes);
        for y in 2..28 {
            for x in 0..64 {
                buffer.content[y * 100 + x] = long.content[(y + top) * 64 + x].clone();
            }
        }
        buffer
    };
    // Notes beside the text move with it and are written again.
    for (by, notes, most) in [
        (1, false, 100),
        (3, false, 250),
        (1, true, 1_200),
        (3, true, 1_300),
    ] {
        let turn = |from, to| length(&view(from, notes), &view(to, notes), Profile::XTERM);
        let (up, down) = (turn(0, by), turn(by, 0));
        assert!(up.max(down) < most, "{by} rows: {up} up, {down} down");
    }
}
