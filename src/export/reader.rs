//! Whom a tour is exported for.

/// Who reads what is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Anybody: without the guide's notes, not a byte of them.
    Visitor,
    /// Who leads a group: with the guide's notes. Handouts also have the time each station takes, and the
    /// questions gathered.
    Teacher,
}
