pub mod config;
mod knock;
pub mod pin;
mod presses;
