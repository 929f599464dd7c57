//! What a terminal can do to a program: noise, storms of resizes, and every way to end.

use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::measure::open_every_pane;
use crate::program::{Program, Programs, quiet};
use crate::pty::{COLUMNS, ROWS, Terminal};
use crate::table::{Table, Value};
use crate::{Failure, process};

const NOISE: usize = 64 * 1024;
const RESIZES: usize = 200;
/// Keys to a program whose output nobody reads: more than a terminal's queue holds.
const UNREAD: usize = 300;

/// 64 KiB of random bytes, but for those that quit.
pub(crate) fn random_input(programs: &Programs, table: &mut Table) -> Result<(), Failure> {
    let mut terminal = started(&programs.docent)?;
    open_every_pane(&mut terminal)?;
    let id = terminal.process()?;
    let before = process::resident(id)?;
    let start = Instant::now();
    let taken = terminal.flood(noise(), start)?;
    table.add(
        "64 KiB of random input: all of it is read",
        Value::Held(taken.is_some()),
        0.0,
    );
    let Some(taken) = taken else {
        return Ok(());
    };
    let last = terminal.settle(start).settled;
    let settled = last.map_or(taken, |last| last.max(taken));
    quiet(&mut terminal)?;
    let growth = (process::resident(id)? as f64 - before as f64) / f64::from(1 << 20);
    table.add("64 KiB of random input", milliseconds(settled), 1500.0);
    table.add(
        "64 KiB of random input: memory growth",
        Value::Mebibytes(growth.max(0.0)),
        1.0,
    );
    Ok(())
}

/// A window whose corner is dragged about.
pub(crate) fn resizes(programs: &Programs, table: &mut Table) -> Result<(), Failure> {
    let mut terminal = started(&programs.docent)?;
    let id = terminal.process()?;
    let before = process::processor(id)?;
    let mut random = 1;
    for _ in 0..RESIZES {
        terminal.resize(
            1 + next(&mut random) as u16 % 250,
            1 + next(&mut random) as u16 % 80,
        )?;
        thread::sleep(Duration::from_millis(2));
    }
    terminal.listen(Duration::from_millis(100));
    terminal.resize(COLUMNS, ROWS)?;
    terminal.settle(Instant::now());
    quiet(&mut terminal)?;
    table.add(
        "200 resizes: processor time",
        milliseconds(process::processor(id)?.saturating_sub(before)),
        60.0,
    );
    Ok(())
}

/// Every ending: how fast, and whether the terminal is whole.
pub(crate) fn endings(programs: &Programs, table: &mut Table) -> Result<(), Failure> {
    let mut whole = true;
    for (what, signal) in [
        ("TERM: gone after", Signal::TERM),
        ("HUP: gone after", Signal::HUP),
    ] {
        let mut terminal = started(&programs.docent)?;
        let start = terminal.signal(signal)?;
        table.add(what, milliseconds(terminal.gone(start)?), 50.0);
        whole &= terminal.is_whole();
    }
    let mut terminal = started(&programs.docent)?;
    let start = terminal.close("b")?;
    table.add(
        "closed terminal: gone after",
        milliseconds(terminal.gone(start)?),
        50.0,
    );
    let mut terminal = started(&programs.docent)?;
    terminal.stall();
    for nth in 0..UNREAD {
        terminal.send(["b", "\x1b"][nth % 2])?;
        thread::sleep(Duration::from_millis(3));
    }
    let start = terminal.signal(Signal::TERM)?;
    table.add(
        "TERM while nobody reads: gone after",
        milliseconds(terminal.gone(start)?),
        1000.0,
    );
    table.add(
        "the terminal is whole after TERM and HUP",
        Value::Held(whole),
        0.0,
    );
    Ok(())
}

fn started(program: &Program) -> Result<Terminal, Failure> {
    let (mut terminal, _) = program.start()?;
    program.enter(&mut terminal)?;
    Ok(terminal)
}

fn milliseconds(time: Duration) -> Value {
    Value::Milliseconds(time.as_secs_f64() * 1000.0)
}

/// Every byte but `q`, Control-C and Control-D, which leave.
fn noise() -> Vec<u8> {
    let mut random = 1;
    let bytes = std::iter::repeat_with(|| (next(&mut random) >> 11) as u8);
    bytes
        .filter(|byte| !matches!(byte, b'q' | 3 | 4))
        .take(NOISE)
        .collect()
}

/// Numbers that look random and are always the same (xorshift32, Marsaglia 2003).
fn next(state: &mut u32) -> u32 {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    *state
}
