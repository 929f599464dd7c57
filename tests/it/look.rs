//! Ways in which a kiosk's screen differs: large letters, room for fingers, a cursor
//! on every page.

use docent::glyphs::{Colours, Glyphs, Profile};
use docent::layout::{self, Cursor, Hit, Page, Reach};
use docent::player::key::Key;
use docent::player::keymap::Command;
use docent::player::scene::Target;
use docent::player::{Event, Player};
use docent::session::{Input, Look};
use docent::theme::ThemeName;
use docent::view::large::Letters;
use insta::assert_snapshot;
use proptest::prelude::*;
use ratatui::layout::{Position, Rect, Size};

use crate::properties::{EVERYTHING, any_key};
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

#[test]
fn a_station_for_fingers() {
    let visit = Visit::tour(EVERYTHING).size(80, 30).touch().keys(ENTER);
    assert_snapshot!(visit.screen());
}

#[test]
fn stations_for_fingers_on_the_smallest_screen() {
    let visit = Visit::tour(EVERYTHING).size(40, 12).touch();
    assert_snapshot!(visit.keys(ENTER).keys("s").screen());
}

#[test]
fn a_finger_leads_through_the_tour() {
    let mut visit = Visit::tour(EVERYTHING).size(80, 16).touch();
    let path = [
        "Begin the tour",
        "stations",
        "more below",
        "The yard",
        "Continue",
        "next",
        "next",
    ];
    for words in path {
        visit = visit.click(words);
    }
    assert!(visit.screen().contains("A share"), "{}", visit.screen());
    let visit = visit.click("more above");
    assert!(visit.screen().contains("thirdword"), "{}", visit.screen());
}

/// A message must not take the buttons away from those who have no keys.
#[test]
fn a_prompt_leaves_the_buttons() {
    let visit = Visit::tour(EVERYTHING).size(80, 24).touch().keys(ENTER);
    let screen = visit.keys("9 enter").screen();
    assert!(
        screen.contains("no station 9") && screen.contains("Space next"),
        "{screen}"
    );
}

/// Even where there is room for few.
#[test]
fn the_way_back_is_a_button_on_the_smallest_screens() {
    for language in ["", words::IN_RUSSIAN, words::IN_KAZAKH] {
        let visit = words::visit().keys(language).keys(words::BEGIN).keys("s");
        for look in [
            look(40, 12, Letters::Normal),
            look(120, 33, Letters::Large),
            look(100, 30, Letters::Large),
        ] {
            let scene = visit.player().scene();
            let page = layout::page(&scene, look.paper());
            let back = Target::Command(Command::Back);
            assert!(
                page.hits.iter().any(|hit| hit.target == back),
                "{language} {look:?}"
            );
        }
    }
}

/// What the words at the cursor are.
fn at_cursor(visit: &Visit) -> String {
    let cursor = visit.cursor().expect("a cursor");
    let screen = visit.screen();
    let line = screen.lines().nth(cursor.y.into()).unwrap_or_default();
    line.chars().skip(cursor.x.into()).collect()
}

#[test]
fn the_cursor_is_where_the_visitor_reads() {
    // Keys, and the words that the cursor is before.
    let cases = [
        ("", "Everything"),
        ("down", "• Begin the tour"),
        (ENTER, "The firstword"),
        (&[ENTER, "space"].concat(), "The secondword"),
        (&[ENTER, "tab"].concat(), "zek"),
        (&[ENTER, "space n"].concat(), "[1]"),
        (&[ENTER, "n backspace"].concat(), "The firstword"),
        (&[ENTER, "s"].concat(), "• 1  The hall"),
        (&[ENTER, "?"].concat(), "Help"),
        (&[ENTER, "/ a"].concat(), ""),
        (&[ENTER, "9"].concat(), ""),
        (&[ENTER, "9 enter"].concat(), "The firstword"),
    ];
    for (keys, words) in cases {
        let visit = Visit::tour(EVERYTHING).always_cursor().keys(keys);
        let found = at_cursor(&visit);
        let same = if words.is_empty() {
            found.is_empty()
        } else {
            found.starts_with(words)
        };
        assert!(same, "{keys}: {found:?}");
    }
}

/// It is as it was for those who asked for nothing.
#[test]
fn a_page_to_read_has_no_cursor_of_its_own() {
    let visit = Visit::tour(EVERYTHING).keys(ENTER);
    assert_eq!(visit.cursor(), None);
    assert!(visit.keys("tab").cursor().is_some());
}

/// What a player does.
#[derive(Debug, Clone)]
enum Act {
    Key(Key),
    /// Touches one of the places that can be touched.
    Touch(prop::sample::Index),
}

fn any_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => any_key().prop_map(Act::Key),
        2 => any::<prop::sample::Index>().prop_map(Act::Touch),
    ]
}

fn hit_by(touch: prop::sample::Index, page: &Page<'_>) -> Option<Target> {
    let at = (!page.hits.is_empty()).then(|| touch.index(page.hits.len()))?;
    Some(page.hits[at].target.clone())
}

/// Rows and buttons are large enough, and nothing lies over anything else.
fn is_for_fingers(page: &Page<'_>, least: Size) -> Result<(), TestCaseError> {
    let small = |hit: &&Hit| {
        let link = matches!(hit.target, Target::Link(_));
        !link && (hit.area.width < least.width || hit.area.height < least.height)
    };
    prop_assert_eq!(page.hits.iter().find(small), None);
    let screen = Rect::from((Position::ORIGIN, page.size));
    for (at, hit) in page.hits.iter().enumerate() {
        prop_assert_eq!(hit.area.intersection(screen), hit.area);
        let over = page.hits[..at]
            .iter()
            .find(|other| other.area.intersects(hit.area));
        prop_assert!(over.is_none(), "{:?} and {:?}", hit, over);
    }
    Ok(())
}

fn look(width: u16, height: u16, letters: Letters) -> Look {
    Look {
        letters,
        reach: Reach::Touch,
        ..Look::new(Size::new(width, height), ThemeName::Dark, Profile::XTERM)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whatever_can_be_touched_is_large_enough(acts in prop::collection::vec(any_act(), 0..60), width in 80u16..=240, height in 24u16..=67, large in any::<bool>()) {
        let letters = if large { Letters::Large } else { Letters::Normal };
        let look = Look { cursor: Cursor::Always, ..look(width, height, letters) };
        let block = look.scale().block();
        let least = Size::new(10u16.div_ceil(block.width), 3u16.div_ceil(block.height));
        let screen = Rect::from((Position::ORIGIN, look.paper().size));
        let mut player = Player::new([words::tour(), words::tour()].into());
        for act in acts {
            let scene = player.scene();
            let page = layout::page(&scene, look.paper());
            is_for_fingers(&page, least)?;
            prop_assert!(page.cursor.is_some_and(|cursor| screen.contains(cursor)));
            let event = match act {
                Act::Key(key) => Some(Event::Key(key)),
                Act::Touch(touch) => hit_by(touch, &page).map(Event::Pick),
            };
            let extent = page.extent;
            drop(scene);
            if let Some(event) = event {
                player.update(event, &extent);
            }
        }
    }
}
