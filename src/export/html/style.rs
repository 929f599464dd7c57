//! How the pages look: light, dark and on paper.

/// The style sheet, the same for every tour.
pub(crate) const STYLE: &str = concat!(include_str!("style.css"), include_str!("drawings.css"));
