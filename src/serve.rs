//! `docent serve`: visits over SSH, many at once.

pub mod config;
pub mod guarded;
pub mod keys;
pub mod limits;
pub mod lines;
pub mod log;
pub mod login;
pub mod metrics;
pub mod proxy;
pub mod refusal;
