//! What educators do with a tour, each command a module: the work without what was typed and printed.

pub mod preview;
