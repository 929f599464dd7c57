//! Measures docent from outside, on a real pseudo-terminal, against a bare ratatui program (the floor,
//! `benches/floor.rs`) in the same run: `cargo bench --bench terminal`.
//!
//! Prints a Markdown table and marks what is over its bound. With `-- --gate` it fails when a count
//! is: bytes, calls, instructions, memory, wake-ups. Times never fail it; they depend on the machine.
#![cfg(target_os = "linux")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "counts are far below 2^52"
)]
#![expect(clippy::print_stdout, reason = "a table is what this program makes")]
#![expect(
    clippy::disallowed_methods,
    reason = "measuring needs clocks, files and processes"
)]

#[path = "../tests/it/generated.rs"]
mod generated;
#[path = "terminal/instructions.rs"]
mod instructions;
#[path = "terminal/measure.rs"]
mod measure;
#[path = "terminal/process.rs"]
mod process;
#[path = "terminal/program.rs"]
mod program;
#[path = "terminal/pty.rs"]
mod pty;
#[path = "terminal/robust.rs"]
mod robust;
#[path = "terminal/table.rs"]
mod table;

use std::process::ExitCode;

use crate::program::Programs;
use crate::table::Table;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<ExitCode, Failure> {
    let gate = std::env::args().any(|argument| argument == "--gate");
    let programs = Programs::build()?;
    let mut table = Table::new();
    measure::start_and_turns(&programs, &mut table)?;
    measure::large_tour(&programs, &mut table)?;
    measure::memory(&programs, &mut table)?;
    measure::idle(&programs, &mut table)?;
    robust::random_input(&programs, &mut table)?;
    robust::resizes(&programs, &mut table)?;
    robust::endings(&programs, &mut table)?;
    instructions::count(&programs, &mut table)?;
    Ok(if gate && table.has_failed() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
