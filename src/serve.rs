//! `docent serve`: visits over SSH, many at once.

pub mod config;
pub mod keys;
pub mod lines;
pub mod log;
pub mod metrics;
