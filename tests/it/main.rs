//! docent from outside: what a visitor sees, what an educator reads.

mod check;
mod generated;
mod keys;
mod layers;
mod plain;
mod program;
mod properties;
mod pty;
mod readme;
mod screens;
mod shipped;
mod visit;
