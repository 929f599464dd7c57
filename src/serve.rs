//! `docent serve`: visits over SSH, many at once.

pub mod config;
pub mod log;
pub mod metrics;
