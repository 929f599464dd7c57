//! What a terminal can draw: glyph sets, colour depths and the profile that names both.

/// Which characters a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Glyphs {
    /// Any terminal emulator in UTF-8.
    Unicode,
    /// The Linux console with a FullCyrAsia font: light and double lines, half blocks, no braille.
    Console,
    /// Seven-bit ASCII; other letters are transliterated.
    Ascii,
}

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Colours {
    /// Bold and reverse only; also what `NO_COLOR` asks for.
    Mono,
    /// Foregrounds 30–37, bold; VT-like colour terminals.
    Eight,
    /// 30–37, 90–97, backgrounds 40–47.
    Sixteen,
    /// The xterm palette.
    Indexed,
    /// 24-bit.
    True,
}

/// What is known of one terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Profile {
    pub glyphs: Glyphs,
    pub colours: Colours,
    /// It has an alternate screen and mouse reports.
    pub alternate_screen: bool,
    /// It understands synchronized output (mode 2026) or is known to ignore it.
    pub synchronized: bool,
    /// It understands ECH (`CSI n X`).
    pub erase_characters: bool,
    /// It understands REP (`CSI n b`).
    pub repeats: bool,
}
