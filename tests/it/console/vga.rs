//! The colours of a Linux console, and how far they stand out from each other (WCAG 2.2).

/// Grey on black.
pub(super) const PLAIN: u8 = 0x07;
/// Black on grey.
pub(super) const REVERSED: u8 = 0x70;

/// In the order of the hardware: bits for blue, green, red and brightness.
const COLOURS: [[u8; 3]; 16] = [
    [0x00, 0x00, 0x00],
    [0x00, 0x00, 0xAA],
    [0x00, 0xAA, 0x00],
    [0x00, 0xAA, 0xAA],
    [0xAA, 0x00, 0x00],
    [0xAA, 0x00, 0xAA],
    [0xAA, 0x55, 0x00],
    [0xAA, 0xAA, 0xAA],
    [0x55, 0x55, 0x55],
    [0x55, 0x55, 0xFF],
    [0x55, 0xFF, 0x55],
    [0x55, 0xFF, 0xFF],
    [0xFF, 0x55, 0x55],
    [0xFF, 0x55, 0xFF],
    [0xFF, 0xFF, 0x55],
    [0xFF, 0xFF, 0xFF],
];

/// Between text and background of an attribute: the low four bits and the next three, as text mode has it.
/// Blinking counts as nothing to be seen.
pub(super) fn contrast(attribute: u8) -> f64 {
    if attribute & 0x80 != 0 {
        return 1.0;
    }
    let colour = |index: u8| luminance(COLOURS[usize::from(index)]);
    let (ink, ground) = (colour(attribute & 0x0F), colour(attribute >> 4));
    (ink.max(ground) + 0.05) / (ink.min(ground) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [r, g, b] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// Rules, borders, bars and pictures, which are no text.
pub(super) fn is_drawing(sign: char) -> bool {
    matches!(sign, '\u{2500}'..='\u{259f}')
}

/// The pairs that were found by hand, in ANSI order, against the formula.
#[test]
fn the_pairs_that_can_be_read_are_those_of_the_tables() {
    // ANSI has red first, the hardware blue.
    let hardware = |ansi: u8| ansi & 0b1010 | (ansi & 1) << 2 | (ansi & 4) >> 2;
    for (ground, inks) in [
        (0, &[7, 10, 11, 14, 15][..]),
        (4, &[10, 11, 14, 15]),
        (7, &[0]),
    ] {
        let legible = |ink: &u8| contrast(hardware(ground) << 4 | hardware(*ink)) >= 7.0;
        for ink in inks {
            assert!(legible(ink), "{ink} on {ground}");
        }
    }
    for ink in [1, 3, 4, 5, 8, 12] {
        assert!(contrast(hardware(ink)) < 7.0, "{ink} on black");
    }
    assert!(contrast(0x87) < 3.0, "blinking");
}
