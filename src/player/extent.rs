//! What the visitor sees of a page: the layout's answer that scrolling and Next depend on.

use crate::player::scene::Target;
use crate::player::view::Anchor;

/// The lines of a page and which of them are on screen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extent {
    /// Every line of the page, from its beginning to its end.
    pub lines: Vec<Anchor>,
    /// The index of the first line on screen.
    pub top: usize,
    /// How many lines the screen shows of it.
    pub height: usize,
    /// Everything that can be opened, in reading order.
    pub targets: Vec<Spotted>,
    /// The note marks on screen, in order.
    pub marks: Vec<u16>,
    /// The notes lie over the text, which is not seen.
    pub covered: bool,
    /// The focused note goes on below the pane.
    pub note_goes_on: bool,
}

/// A target and the line it begins in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spotted {
    pub line: usize,
    pub target: Target,
}

impl Extent {
    /// A page that is in sight as a whole, however long it is.
    pub fn unbounded(targets: impl IntoIterator<Item = Target>, marks: Vec<u16>) -> Self {
        let spotted = |target| Spotted { line: 0, target };
        Self {
            height: 1,
            targets: targets.into_iter().map(spotted).collect(),
            marks,
            ..Self::default()
        }
    }

    /// Lines below the screen: text that has not been shown.
    pub fn below(&self) -> usize {
        self.lines.len().saturating_sub(self.top + self.height)
    }

    /// The line at `index`, or the last one.
    pub fn anchor(&self, index: usize) -> Anchor {
        self.lines
            .get(index)
            .or(self.lines.last())
            .copied()
            .unwrap_or_default()
    }

    /// Whether a line is on screen.
    pub fn shows(&self, line: usize) -> bool {
        (self.top..self.top + self.height).contains(&line)
    }

    /// The index of the first target on screen.
    pub fn first_target(&self) -> Option<u32> {
        self.targets
            .iter()
            .position(|spotted| self.shows(spotted.line))
            .map(|index| index as u32)
    }
}
