//! Where the visitor is and what they look at: small values that can be compared, kept and gone back to.

/// One place that Back can return to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct View {
    pub place: Place,
    /// What is laid over the place.
    pub pane: Option<Pane>,
    pub sight: Sight,
    pub notes: NotesState,
}

/// The ground: a screen that is always one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// The choice of a tour.
    Lobby,
    /// The title, with the tour's content notice.
    Title,
    /// The content notice of the station with this index.
    Notice(u16),
    /// A station, up to and with a step.
    Station {
        station: u16,
        step: u16,
    },
    Closing,
    /// No version of the tour can be played yet: what is wrong with its files.
    Faults,
}

/// A page over the ground.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Pane {
    Stations,
    Bibliography,
    Map,
    Timeline,
    Glossary,
    Figures,
    /// What has been typed.
    Search(String),
    Languages,
    Help,
    /// What is wrong with the tour's files, in a preview.
    Faults,
}

/// Whether the notes pane is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NotesState {
    /// This scene has none.
    Absent,
    /// Shown where the screen is wide enough.
    Auto,
    /// Asked for.
    Open {
        /// The mark that has the focus.
        mark: Option<u16>,
        /// How many lines of its note have been read, where it is longer than the pane.
        skip: u16,
    },
}

/// Which part of a page is in sight, and what on it has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Sight {
    /// The line at the top, by what it shows: lines change with the width, this does not.
    pub top: Anchor,
    /// What must be in sight besides; `top` gives way.
    pub show: Show,
    /// The index of the focused target among all targets of the page.
    pub focus: Option<u32>,
}

/// A line, by the text it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Anchor {
    /// The index of the block.
    pub block: u32,
    /// The byte offset in the block's text, or the line inside a drawn block.
    pub offset: u32,
}

/// What must be in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Show {
    /// Nothing else.
    #[default]
    Top,
    /// This step of the station, its beginning above all.
    Step(u16),
    /// The focused target.
    Focus,
    /// The target with this index, without giving it the focus.
    Target(u32),
    /// The end of the page.
    End,
}

impl View {
    pub fn new(place: Place) -> Self {
        let notes = if matches!(place, Place::Station { .. }) {
            NotesState::Auto
        } else {
            NotesState::Absent
        };
        Self {
            place,
            pane: None,
            sight: Sight::default(),
            notes,
        }
    }

    /// The notes pane was asked for.
    pub fn notes_open(&self) -> bool {
        matches!(self.notes, NotesState::Open { .. })
    }
}

impl Sight {
    /// The beginning of a page, with its first target focused.
    pub fn first() -> Self {
        Self {
            focus: Some(0),
            ..Self::default()
        }
    }

    /// A page with this target focused and in sight.
    pub fn at(focus: u32) -> Self {
        Self {
            show: Show::Focus,
            focus: Some(focus),
            ..Self::default()
        }
    }
}
