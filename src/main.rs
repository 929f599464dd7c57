//! The `docent` program: see the library's `run`.

use std::process::ExitCode;

fn main() -> ExitCode {
    docent::run()
}
