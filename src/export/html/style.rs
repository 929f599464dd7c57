//! How the pages look: light, dark and on paper.

/// The style sheet, the same for every tour.
pub(crate) const STYLE: &str = include_str!("style.css");
