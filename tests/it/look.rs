//! Ways in which a kiosk's screen differs: large letters.

use docent::glyphs::{Colours, Glyphs};
use docent::session::Input;
use insta::assert_snapshot;
use ratatui::layout::{Position, Rect, Size};

use crate::properties::EVERYTHING;
use crate::visit::Visit;
use crate::words;

/// Past the title and its notice, in the first station.
const ENTER: &str = "space space space enter ";

/// Pages of all kinds: text, links with the focus, notes, lists, choices, a question being typed.
const PAGES: [&str; 5] = ["tab", "n", "s", "2 enter", "/ t h e"];

#[test]
fn a_station_in_large_letters() {
    let visit = Visit::tour(EVERYTHING).keys(ENTER).large().size(160, 50);
    assert_snapshot!(visit.screen());
}

#[test]
fn a_station_in_large_letters_in_kazakh() {
    let keys = [words::IN_KAZAKH, words::BEGIN].concat();
    let visit = words::visit().keys(&keys).large().size(160, 50);
    assert_snapshot!(visit.screen());
}

/// A page in large letters is the page of a small screen: what is clicked and where the cursor is too.
#[test]
fn a_large_page_does_what_a_small_one_does() {
    for page in PAGES {
        let keys = [ENTER, page].concat();
        let small = || words::visit().size(40, 13).keys(&keys);
        let large = || words::visit().size(240, 67).large().keys(&keys);
        let scale = large().scale();
        let cursor = small().cursor();
        assert_eq!(
            large().cursor(),
            cursor.map(|cell| scale.cursor(cell)),
            "{page}"
        );
        let cells = Rect::from((Position::ORIGIN, Size::new(40, 13))).positions();
        for cell in cells.filter(|cell| cell.x == 4) {
            let (mut small, mut large) = (small(), large());
            small.input(Input::Click {
                column: cell.x,
                row: cell.y,
            });
            let at = scale.cursor(cell);
            large.input(Input::Click {
                column: at.x + 3,
                row: at.y - 2,
            });
            assert_eq!(
                small.player().state(),
                large.player().state(),
                "{page} {cell}"
            );
        }
    }
}

#[test]
fn large_letters_come_and_go_on_the_same_page() {
    let visit = Visit::tour(EVERYTHING).size(240, 67).keys(ENTER);
    let before = visit.screen();
    let large = visit.large();
    assert!(large.is_large() && large.screen() != before);
    assert_eq!(large.normal().screen(), before);
}

#[test]
fn where_there_are_no_half_blocks_or_no_room_letters_are_as_ever() {
    let hall = || Visit::tour(EVERYTHING).size(120, 40).keys(ENTER);
    let ascii = || hall().look(Glyphs::Ascii, Colours::Mono);
    assert_eq!(ascii().large().screen(), ascii().screen());
    let small = || hall().size(60, 20);
    assert_eq!(small().large().screen(), small().screen());
}
