//! `docent serve`: visits over SSH.

pub mod guarded;
pub mod keys;
pub mod lines;
pub mod proxy;
