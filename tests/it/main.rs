//! docent from outside: what a visitor sees, what an educator reads.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests read the files they are about, wait, and say what they skip"
)]

mod ask;
mod check;
mod citations;
mod codes;
mod font;
mod generated;
mod keys;
mod kiosk;
mod layers;
mod look;
mod mutations;
mod new;
mod outline;
mod plain;
mod preview;
mod program;
mod properties;
mod pty;
mod readme;
mod report;
mod schema;
mod screens;
mod shipped;
mod sources;
mod speaker;
mod speech;
mod translate;
mod visit;
mod visits;
mod words;
