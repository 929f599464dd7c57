use super::*;

const FULL: Profile = Profile::FULL;

fn large(width: u16, height: u16) -> Scale {
    Scale::of(Letters::Large, &FULL, Size::new(width, height))
}

#[test]
fn a_screen_is_divided_as_the_table_says() {
    let cases = [
        ((240, 67), (40, 13), 5),
        ((192, 54), (32, 10), 5),
        ((160, 45), (26, 11), 4),
        ((120, 33), (20, 8), 4),
        ((100, 30), (16, 7), 4),
        ((80, 24), (13, 6), 4),
        ((71, 24), (71, 24), 1),
        ((300, 23), (300, 23), 1),
        ((40, 12), (40, 12), 1),
        ((0, 0), (0, 0), 1),
    ];
    for (screen, page, rows) in cases {
        let scale = large(screen.0, screen.1);
        assert_eq!(scale.page(), Size::from(page), "{screen:?}");
        assert_eq!(scale.block().height, rows, "{screen:?}");
    }
}

#[test]
fn letters_stay_as_they_are_where_they_are_not_wanted_or_cannot_be_drawn() {
    let size = Size::new(240, 67);
    assert_eq!(Scale::of(Letters::Normal, &FULL, size).page(), size);
    assert_eq!(
        Scale::of(Letters::Large, &Profile::VT220, size).page(),
        size
    );
    assert!(Letters::available(&Profile::CONSOLE) && !Letters::available(&Profile::VT220));
}

#[test]
fn a_click_anywhere_in_a_block_is_a_click_on_its_cell() {
    for (width, height) in [(0, 0), (72, 24), (100, 30), (243, 69), (300, 100)] {
        let scale = large(width, height);
        for cell in Rect::from((Position::ORIGIN, scale.page())).positions() {
            let block = Rect::from((scale.corner(cell), scale.block()));
            assert!(
                block.positions().all(|at| scale.cell(at) == cell),
                "{cell:?}"
            );
            assert!(block.contains(scale.cursor(cell)));
            assert!(block.right() <= width && block.bottom() <= height);
        }
        // The margins belong to what is next to them.
        let last = Position::new(
            scale.page().width.max(1) - 1,
            scale.page().height.max(1) - 1,
        );
        assert_eq!(scale.cell(Position::ORIGIN), Position::ORIGIN);
        assert_eq!(scale.cell(Position::new(u16::MAX, u16::MAX)), last);
    }
}
