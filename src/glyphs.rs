//! What a terminal can draw: glyph sets, colour depths and the [`Profile`] that names both.
//!
//! Nothing here asks a terminal or reads the environment: what is known is passed in.

mod environment;
mod font;
mod table;
mod text;

pub use font::{FONT_LIMIT, Font, FontFault};
pub use table::Glyph;

/// Which characters a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Glyphs {
    /// Any terminal emulator in UTF-8.
    Unicode,
    /// The Linux console with a `FullCyrAsia` font: light and double lines, half blocks, no braille.
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

/// How a terminal shows pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pictures {
    /// Not at all: their descriptions stand.
    None,
    /// In cells, each an upper and a lower half.
    HalfBlocks,
    /// In pixels of its own.
    Pixels { protocol: Protocol, cell: Cell },
}

/// How a picture's pixels are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// The terminal keeps a picture by its number, and shows parts of it where it is told to.
    Kitty,
    /// DEC's, six rows of pixels at a time: what is written over it takes its place.
    Sixel,
    /// A PNG file: what is written over it takes its place.
    Iterm2,
}

/// The pixels of a cell; neither side is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cell {
    pub width: u16,
    pub height: u16,
}

impl Cell {
    /// What a cell is taken to have where nobody says.
    pub const USUAL: Self = Self {
        width: 8,
        height: 16,
    };
}

impl Pictures {
    /// The pixels of a cell, where pictures are shown.
    pub fn cell(self) -> Option<Cell> {
        match self {
            Self::None => None,
            Self::HalfBlocks => Some(Cell::USUAL),
            Self::Pixels { cell, .. } => Some(cell),
        }
    }

    /// How pixels are sent, if they are.
    pub fn protocol(self) -> Option<Protocol> {
        match self {
            Self::None | Self::HalfBlocks => None,
            Self::Pixels { protocol, .. } => Some(protocol),
        }
    }
}

/// What is known of one terminal.
#[expect(
    clippy::struct_excessive_bools,
    reason = "abilities that terminals have in any combination"
)]
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
    /// What it erases takes the background of the pen (terminfo's `bce`).
    pub erases_in_colour: bool,
    /// It understands DECSTBM (`CSI t;b r`) with IL and DL.
    pub scroll_regions: bool,
    /// How it shows pictures. No name says so for sure: whoever wants them says it, or asks the terminal.
    pub pictures: Pictures,
}

impl Profile {
    /// A modern terminal emulator with everything.
    pub const FULL: Self = Self {
        glyphs: Glyphs::Unicode,
        colours: Colours::True,
        alternate_screen: true,
        synchronized: true,
        erase_characters: true,
        repeats: true,
        erases_in_colour: true,
        scroll_regions: true,
        pictures: Pictures::None,
    };
    /// xterm, and what calls itself `xterm-256color`: not all of those know REP.
    pub const XTERM: Self = Self {
        colours: Colours::Indexed,
        synchronized: false,
        repeats: false,
        ..Self::FULL
    };
    /// tmux and GNU screen: what their terminfo entries promise, and ECH.
    pub const TMUX: Self = Self {
        repeats: false,
        erases_in_colour: false,
        ..Self::XTERM
    };
    /// The Linux console with a `FullCyrAsia` font.
    pub const CONSOLE: Self = Self {
        glyphs: Glyphs::Console,
        colours: Colours::Sixteen,
        alternate_screen: false,
        repeats: false,
        ..Self::XTERM
    };
    /// A DEC VT220 and its successors.
    pub const VT220: Self = Self {
        glyphs: Glyphs::Ascii,
        colours: Colours::Mono,
        erases_in_colour: false,
        ..Self::CONSOLE
    };
    /// The least: cursor moves, bold and reverse. VT100, and whatever is not known.
    pub const PLAIN: Self = Self {
        erase_characters: false,
        scroll_regions: false,
        ..Self::VT220
    };
}
