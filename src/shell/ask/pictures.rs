//! What only the terminal can tell of pictures: whether it shows pixels, by which protocol, and how many
//! a cell has.
//!
//! It is asked when its first screen is up, and all else waits until it has answered, for a fifth of a second at
//! most. Every question is one that terminals pass over silently. The last one, for its attributes (DA1),
//! all of them answer: what they have not said until then they do not know. Keys that come between the
//! answers are kept. Answers that come later are passed over by `shell/late.rs`, and pictures
//! are shown as on a terminal that said nothing; only a kiosk asks such a terminal again, between visitors.

mod answers;

use std::io;
use std::time::Duration;

use crate::glyphs::{Cell, Colours, Glyphs, Pictures, Profile, Protocol};
use crate::session::Input;
use crate::shell::ask::Terminal;
use crate::shell::ask::pictures::answers::Answers;
use crate::shell::keys::{Keys, Typed};
use crate::shell::now;

/// How pictures are to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Not at all.
    None,
    /// In half blocks.
    HalfBlocks,
    /// In pixels, by this protocol, whatever the terminal says.
    Pixels(Protocol),
    /// As well as the terminal can.
    Best(Surroundings),
}

/// What the environment says of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Surroundings {
    /// It is iTerm2, or says so.
    pub iterm2: bool,
    /// It is at the other end of an SSH connection.
    pub remote: bool,
    /// It takes strings for programs (APC), and shows nothing of those it does not know. tmux and GNU
    /// screen take them for titles.
    pub takes_strings: bool,
}

/// How long all answers together may take.
const PATIENCE: Duration = Duration::from_millis(200);
/// More bytes than this are noise.
const NOISE: usize = 4096;

/// `a=q`: a pixel to look at and not to keep. Only a terminal that knows the protocol answers.
const KITTY: &[u8] = b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\";
/// Its name and version (XTVERSION).
const VERSION: &[u8] = b"\x1b[>q";
/// The pixels of a cell.
const CELL: &[u8] = b"\x1b[16t";
/// What it is and has (DA1).
const ATTRIBUTES: &[u8] = b"\x1b[c";

/// What came of asking.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) pictures: Option<Pictures>,
    /// What was typed meanwhile.
    pub(crate) typed: Vec<Input>,
    /// It answered the last question: asking again would tell nothing new.
    pub(crate) is_all: bool,
}

impl Wish {
    /// A terminal like this can show pictures.
    fn is_possible(self, profile: Profile) -> bool {
        let drawn = profile.glyphs == Glyphs::Unicode && profile.alternate_screen;
        self != Self::None && drawn && profile.colours != Colours::Mono
    }

    fn questions(self) -> Vec<u8> {
        match self {
            Self::None | Self::HalfBlocks => Vec::new(),
            Self::Pixels(_) => [CELL, ATTRIBUTES].concat(),
            Self::Best(around) if around.takes_strings => {
                [KITTY, VERSION, CELL, ATTRIBUTES].concat()
            }
            Self::Best(_) => [VERSION, CELL, ATTRIBUTES].concat(),
        }
    }

    /// What is to be done after these answers; `cell` is what the system knows of a cell.
    fn pictures(self, answers: &Answers, colours: Colours, cell: Option<Cell>) -> Pictures {
        let cell = answers.cell.or(cell);
        let around = match self {
            Self::None => return Pictures::None,
            Self::HalfBlocks => return Pictures::HalfBlocks,
            Self::Pixels(protocol) => {
                let cell = cell.unwrap_or(Cell::USUAL);
                return Pictures::Pixels { protocol, cell };
            }
            Self::Best(around) => around,
        };
        match (around.best(answers), cell) {
            (Some(protocol), Some(cell)) => Pictures::Pixels { protocol, cell },
            // iTerm2 is told how many pixels a picture takes in any case.
            (Some(protocol @ Protocol::Iterm2), None) => Pictures::Pixels {
                protocol,
                cell: Cell::USUAL,
            },
            _ if colours < Colours::Indexed => Pictures::None,
            // Half blocks are many bytes: for far terminals only when they are heard to be there.
            _ if around.remote && answers.attributes.is_none() => Pictures::None,
            _ => Pictures::HalfBlocks,
        }
    }
}

impl Surroundings {
    fn best(self, answers: &Answers) -> Option<Protocol> {
        if answers.kitty {
            return Some(Protocol::Kitty);
        }
        // What comes over SSH says where somebody logged in, not what reads this.
        let is_near = !self.remote || answers.attributes.is_some();
        if answers.is_iterm2() || self.iterm2 && is_near {
            return Some(Protocol::Iterm2);
        }
        let sixel = answers.attributes.is_some_and(|has| has.sixel);
        sixel.then_some(Protocol::Sixel)
    }
}

/// Asks a terminal that shows its first screen. `cell` is what the system knows of a cell's pixels.
///
/// # Errors
///
/// When the terminal cannot be read or written, or has gone.
pub(crate) fn ask(
    terminal: &mut impl Terminal,
    wish: Wish,
    profile: Profile,
    cell: Option<Cell>,
) -> io::Result<Told> {
    if !wish.is_possible(profile) {
        return Ok(Told::default());
    }
    let questions = wish.questions();
    let came = if questions.is_empty() {
        Vec::new()
    } else {
        terminal.send(&questions)?;
        answers(terminal)?
    };
    let answers = Answers::in_bytes(&came);
    Ok(Told {
        pictures: Some(wish.pictures(&answers, profile.colours, cell)),
        typed: typed(&came),
        is_all: questions.is_empty() || answers.attributes.is_some(),
    })
}

/// All that comes until the last answer, or until it has taken too long.
fn answers(terminal: &mut impl Terminal) -> io::Result<Vec<u8>> {
    let until = now() + PATIENCE;
    let mut came = Vec::new();
    let is_all = |came: &[u8]| {
        let told = Answers::in_bytes(came).attributes.is_some();
        told || came.len() >= NOISE
    };
    while !is_all(&came) && terminal.receive(until, &mut came)? {}
    Ok(came)
}

/// The keys among the answers.
fn typed(came: &[u8]) -> Vec<Input> {
    let mut decoder = Keys::default();
    let mut inputs = Vec::new();
    decoder.read(came, |typed| inputs.extend(input(typed)));
    inputs.extend(decoder.rest().and_then(input));
    inputs
}

fn input(typed: Typed) -> Option<Input> {
    match typed {
        Typed::Input(input) => Some(input),
        Typed::Place { .. } => None,
    }
}

#[cfg(test)]
mod tests;
