//! Instructions, counted by valgrind's callgrind: the same on every run, whatever else the machine does.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Failure;
use crate::program::{Program, Programs};
use crate::table::{Bound, Line, Table, Value};

/// Programs are some fifty times slower there.
const SILENCE: Duration = Duration::from_millis(400);

/// Start to the first screen and the end; a page turn when all pages have been seen.
///
/// Of the start only the first thread counts, which draws: how far the others come before the end
/// is chance.
pub(crate) fn count(programs: &Programs, table: &mut Table) -> Result<(), Failure> {
    if !is_there() {
        println!("skipped: valgrind is not on this machine, so no instructions were counted");
        return Ok(());
    }
    let starts =
        [&programs.docent, &programs.floor].map(|program| run(program, programs.folder(), 0));
    push(
        table,
        "instructions from start to quit, first thread",
        starts,
        8.0,
    )?;
    let turns = [&programs.docent, &programs.floor].map(|program| turn(program, programs.folder()));
    push(table, "instructions a page turn", turns, 1.5)
}

fn push(
    table: &mut Table,
    what: &'static str,
    counts: [Result<Counted, Failure>; 2],
    most: f64,
) -> Result<(), Failure> {
    let [docent, floor] = counts;
    let millions = |counted: Counted| Value::Millions(counted.instructions / 1e6);
    let bound = Some(Bound::AtMost(most));
    table.push(&Line {
        what,
        docent: millions(docent?),
        floor: Some(millions(floor?)),
        bound,
    });
    Ok(())
}

struct Counted {
    instructions: f64,
    /// Keys that turned a page.
    turns: usize,
}

/// Twice through the pages, less once: what the first time sets and decodes is not in it.
fn turn(program: &Program, folder: &Path) -> Result<Counted, Failure> {
    let (once, twice) = (run(program, folder, 1)?, run(program, folder, 2)?);
    let turns = twice.turns - once.turns;
    Ok(Counted {
        instructions: (twice.instructions - once.instructions) / turns as f64,
        turns,
    })
}

fn run(program: &Program, folder: &Path, walks: usize) -> Result<Counted, Failure> {
    // A folder for each run: the one before may have had more threads.
    let folder = tempfile::tempdir_in(folder)?;
    let folder = folder.path();
    let file = folder.join("instructions");
    let out = format!("--callgrind-out-file={}", file.display());
    let wrapper = [
        "valgrind",
        "--quiet",
        "--tool=callgrind",
        "--separate-threads=yes",
        "--log-file=/dev/null",
        &out,
    ];
    let (mut terminal, _) = program.start_under(&wrapper, SILENCE)?;
    if walks > 0 {
        program.enter(&mut terminal)?;
    }
    let mut turns = 0;
    for _ in 0..walks {
        turns += program.turn(&mut terminal)?.len();
    }
    let asked = Instant::now();
    terminal.send("q")?;
    terminal.gone(asked)?;
    let instructions = match walks {
        0 => total(folder, 1)?,
        _ => (1..).map_while(|thread| total(folder, thread).ok()).sum(),
    };
    Ok(Counted {
        instructions,
        turns,
    })
}

/// What callgrind counted in a thread, the first is 1.
fn total(folder: &Path, thread: usize) -> Result<f64, Failure> {
    let counts = fs::read_to_string(folder.join(format!("instructions-{thread:02}")))?;
    let total = counts
        .lines()
        .find_map(|line| line.strip_prefix("totals: "));
    Ok(total.ok_or("callgrind counted nothing")?.trim().parse()?)
}

fn is_there() -> bool {
    let version = Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    version.is_ok_and(|status| status.success())
}
