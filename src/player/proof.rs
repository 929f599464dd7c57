//! What is wrong with the files of the tours on screen: for an educator who previews them.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::player::keymap::Hands;
use crate::player::view::{Pane, Place as Ground, View};
use crate::player::{Player, State};
use crate::tour::{Tour, is_played_with};

/// The faults of the tours' files as they are now, whatever version of them is on screen.
#[derive(Debug)]
pub struct Proof {
    /// The worst first, else by file and place.
    faults: Vec<Diagnostic>,
    /// The folder that the files' names begin with.
    root: String,
}

impl Proof {
    /// `root` is the folder that the names of the files begin with; empty where they are short as they are.
    pub fn new(mut faults: Vec<Diagnostic>, root: impl Into<String>) -> Self {
        faults.sort_by_key(|fault| Reverse(fault.severity));
        Self {
            faults,
            root: root.into(),
        }
    }

    /// All of them, the worst first.
    pub fn faults(&self) -> &[Diagnostic] {
        &self.faults
    }

    /// How many there are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        let same = |fault: &&Diagnostic| fault.severity == severity;
        self.faults.iter().filter(same).count()
    }

    /// The first error.
    pub(crate) fn first_error(&self) -> Option<&Diagnostic> {
        let first = self.faults.first();
        first.filter(|fault| fault.severity == Severity::Error)
    }

    /// There are errors with which the files cannot be played.
    pub(crate) fn is_broken(&self) -> bool {
        !self.faults.iter().all(is_played_with)
    }

    /// `tour.toml:12:8`, without the folder that all have in common.
    pub(crate) fn place(&self, place: &Place) -> String {
        let (line, column) = place.line_column();
        let name = place.file.name.strip_prefix(&self.root);
        let name = name.map_or(&*place.file.name, |name| name.trim_start_matches('/'));
        format!("{name}:{line}:{column}")
    }
}

impl Player {
    /// A visit that waits for a tour, and shows why there is none.
    pub fn waiting(proof: Proof) -> Self {
        let tours: Arc<[Arc<Tour>]> = [Arc::new(Tour::empty())].into();
        Self {
            tours,
            state: State {
                hands: Hands::Educator,
                ..State::new(Ground::Faults)
            },
            history: Vec::<View>::new(),
            heading: None,
            proof: Some(Arc::new(proof)),
        }
    }

    /// No version of a tour could be played yet.
    pub fn is_waiting(&self) -> bool {
        self.state.view.place == Ground::Faults
    }

    /// Tells an educator what is wrong with the files; a list of faults that is empty now closes.
    pub fn prove(&mut self, proof: Proof) {
        let sound = proof.faults.is_empty();
        self.proof = Some(Arc::new(proof));
        self.state.hands = Hands::Educator;
        if !sound {
            return;
        }
        if self.state.view.pane == Some(Pane::Faults) {
            self.back();
        }
        self.history.retain(|view| view.pane != Some(Pane::Faults));
    }

    pub(crate) fn proof(&self) -> Option<Arc<Proof>> {
        self.proof.clone()
    }
}
