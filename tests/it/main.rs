//! docent from outside: what a visitor sees, what an educator reads.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests read the files they are about, wait, and say what they skip"
)]

mod ask;
mod bytes;
mod check;
mod citations;
#[cfg(feature = "ssh")]
mod cluster;
mod codes;
mod console;
mod emulators;
mod font;
mod generated;
mod group;
mod handout;
mod json;
mod keys;
mod kiosk;
mod layers;
mod look;
mod manual;
mod mutations;
mod new;
mod outline;
mod picture;
#[cfg(feature = "images")]
mod pictures;
mod plain;
mod preview;
mod program;
mod properties;
mod pty;
mod qr;
mod readme;
mod recording;
#[cfg(feature = "ssh")]
mod refusal;
mod report;
mod schema;
mod screens;
mod screenshots;
mod sequences;
#[cfg(feature = "ssh")]
mod serve;
mod shipped;
mod site;
mod sizes;
mod sources;
mod speaker;
mod speech;
#[cfg(feature = "ssh")]
mod ssh;
mod translate;
mod visit;
mod visits;
mod walk;
mod words;
