//! What educators do with a tour, each command a module: the work without what was typed and printed.

pub mod audit;
pub(crate) mod check;
pub mod new;
pub(crate) mod outline;
pub mod preview;
pub mod schema;
pub(crate) mod translate;
