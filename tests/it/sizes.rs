//! From no screen at all to a wall: pages and every list, without a panic.

use docent::glyphs::Profile;
use ratatui::layout::Size;

use crate::properties::EVERYTHING;
use crate::visit::{Visit, tour};
use crate::walk::lists;

/// Serial lines report 0×0; 50×15 is a panel of 800×480 with letters of 16×32.
const SIZES: [(u16, u16); 8] = [
    (0, 0),
    (1, 1),
    (2, 1000),
    (40, 12),
    (50, 15),
    (80, 24),
    (120, 33),
    (300, 100),
];

#[test]
fn a_visit_goes_well_at_every_size() {
    for (width, height) in SIZES {
        for profile in [Profile::CONSOLE, Profile::VT220] {
            let size = Size::new(width, height);
            let mut visit = Visit::with(&[tour(EVERYTHING)], size, profile);
            let legible = |visit: &Visit| {
                let screen = visit.screen();
                let wide = |line: &str| line.chars().count() > usize::from(width.max(1));
                assert!(!screen.lines().any(wide), "{width}×{height}:\n{screen}");
                assert!(
                    width < 40 || screen.trim().len() > 40,
                    "{width}×{height}:\n{screen}"
                );
            };
            for key in ["space", "space", "enter"].repeat(20) {
                visit.press(key);
                legible(&visit);
            }
            lists(&mut visit, |_, visit| legible(visit));
        }
    }
}
