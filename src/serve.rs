//! A server: visits over SSH, many at once.

pub mod config;
pub mod limits;
pub mod login;
pub mod refusal;
