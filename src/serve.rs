//! `docent serve`: visits over SSH.

pub mod log;
pub mod metrics;
