//! `docent serve`: visits over SSH, many at once.

mod clock;
pub mod config;
mod connection;
mod door;
mod groups;
pub mod guarded;
mod guest;
mod guides;
mod herald;
mod host_key;
mod house;
pub mod limits;
mod line;
pub mod lines;
mod listener;
pub mod log;
pub mod login;
pub mod metrics;
pub mod proxy;
pub mod refusal;
mod registry;
mod relay;
mod rules;
pub mod run;
mod seat;
mod server;
mod visitor;
