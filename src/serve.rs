//! A server: visits over SSH, many at once.

pub mod config;
