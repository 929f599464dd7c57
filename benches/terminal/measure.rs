//! Start, page turns, memory, idleness.

use std::time::Duration;

use crate::program::{Program, Programs, quiet};
use crate::pty::{Answer, Terminal};
use crate::table::{Bound, Line, Table, Value};
use crate::{Failure, process};

const MEBIBYTE: f64 = 1_048_576.0;
/// How often both programs are run in turn.
const ROUNDS: usize = 7;
/// How long nothing is touched.
const IDLE: Duration = Duration::from_secs(5);
/// Everything that opens over a station.
const PANES: [&str; 10] = ["s", "n", "b", "m", "t", "g", "f", "/camp", "?", "l"];
const ESCAPE: &str = "\x1b";

/// What rounds of one program gave.
#[derive(Default)]
struct Runs {
    starts: Vec<Answer>,
    turns: Vec<Answer>,
    /// Of each round: calls for each turn.
    writes: Vec<f64>,
    resident: Vec<f64>,
}

/// docent and the floor, one after the other, so that both see the same machine.
pub(crate) fn start_and_turns(programs: &Programs, table: &mut Table) -> Result<(), Failure> {
    let [docent, floor] = rounds([&programs.docent, &programs.floor])?;
    compare(
        table,
        "start to the first full screen",
        [&docent, &floor],
        Runs::start,
        1.5,
    );
    compare(
        table,
        "page turn, key to settled",
        [&docent, &floor],
        Runs::turn,
        1.0,
    );
    let late = |runs: &Runs| Value::Milliseconds(quantile(milliseconds(&runs.turns), 0.95));
    table.push(&Line {
        what: "the same, 95th percentile",
        docent: late(&docent),
        floor: Some(late(&floor)),
        bound: None,
    });
    let bytes = |runs: &Runs| Value::Bytes(mean(runs.turns.iter().map(|turn| turn.bytes as f64)));
    table.push(&Line {
        what: "bytes a page turn",
        docent: bytes(&docent),
        floor: Some(bytes(&floor)),
        bound: None,
    });
    let writes = |runs: &Runs| Value::Count(median(runs.writes.clone()));
    let bound = Some(Bound::AtMost(1.0));
    table.push(&Line {
        what: "writes a page turn",
        docent: writes(&docent),
        floor: Some(writes(&floor)),
        bound,
    });
    Ok(())
}

/// Two thousand stations against ten.
pub(crate) fn large_tour(programs: &Programs, table: &mut Table) -> Result<(), Failure> {
    let [small, large] = rounds([&programs.small, &programs.large])?;
    table.add("2,000 stations: start", large.start(), 15.0);
    let ratio = median(milliseconds(&large.turns)) / median(milliseconds(&small.turns));
    table.add(
        "2,000 stations: page turn against 10 stations",
        Value::TimesInTime(ratio),
        1.1,
    );
    let growth = median(large.resident) - median(small.resident);
    table.add(
        "2,000 stations: memory against the file's size",
        Value::Times(growth / programs.large_size()? as f64),
        2.0,
    );
    Ok(())
}

/// At the first screen, and when everything has been opened once.
pub(crate) fn memory(programs: &Programs, table: &mut Table) -> Result<(), Failure> {
    let (docent, _) = programs.docent.start()?;
    let (floor, _) = programs.floor.start()?;
    table.push(&Line {
        what: "memory (RSS) at the first screen",
        docent: mebibytes(&docent)?,
        floor: Some(mebibytes(&floor)?),
        bound: Some(Bound::AtMost(6.0)),
    });
    table.push(&Line {
        what: "memory of its own at the first screen",
        docent: own(&docent)?,
        floor: Some(own(&floor)?),
        bound: Some(Bound::AtMost(1.0)),
    });
    let mut docent = docent;
    programs.docent.enter(&mut docent)?;
    open_every_pane(&mut docent)?;
    table.add(
        "memory (RSS) after every pane was opened",
        mebibytes(&docent)?,
        12.0,
    );
    table.add(
        "memory of its own after every pane was opened",
        own(&docent)?,
        4.0,
    );
    Ok(())
}

/// Nothing happens while nobody touches anything.
pub(crate) fn idle(programs: &Programs, table: &mut Table) -> Result<(), Failure> {
    let (mut terminal, _) = programs.docent.start()?;
    programs.docent.enter(&mut terminal)?;
    open_every_pane(&mut terminal)?;
    let id = terminal.process()?;
    let before = process::waits(id)?;
    let bytes = terminal.listen(IDLE);
    table.add("idle for 5 s: bytes", Value::Bytes(bytes as f64), 0.0);
    table.add(
        "idle for 5 s: wake-ups",
        Value::Count((process::waits(id)? - before) as f64),
        0.0,
    );
    Ok(())
}

/// Opens and closes each pane.
pub(crate) fn open_every_pane(terminal: &mut Terminal) -> Result<(), Failure> {
    for keys in PANES {
        terminal.press(keys)?;
        quiet(terminal)?;
        terminal.press(ESCAPE)?;
    }
    quiet(terminal)
}

fn rounds(programs: [&Program; 2]) -> Result<[Runs; 2], Failure> {
    let mut all = [Runs::default(), Runs::default()];
    for _ in 0..ROUNDS {
        for (program, runs) in programs.into_iter().zip(&mut all) {
            runs.run(program)?;
        }
    }
    Ok(all)
}

impl Runs {
    fn run(&mut self, program: &Program) -> Result<(), Failure> {
        let (mut terminal, start) = program.start()?;
        self.starts.push(start);
        program.enter(&mut terminal)?;
        let id = terminal.process()?;
        let before = process::writes(id)?;
        let turns = program.turn(&mut terminal)?;
        self.writes
            .push((process::writes(id)? - before) as f64 / turns.len() as f64);
        self.turns.extend(turns);
        self.resident.push(process::resident(id)? as f64);
        Ok(())
    }

    fn start(&self) -> Value {
        Value::Milliseconds(median(milliseconds(&self.starts)))
    }

    fn turn(&self) -> Value {
        Value::Milliseconds(median(milliseconds(&self.turns)))
    }
}

fn compare(
    table: &mut Table,
    what: &'static str,
    [docent, floor]: [&Runs; 2],
    of: impl Fn(&Runs) -> Value,
    times: f64,
) {
    table.push(&Line {
        what,
        docent: of(docent),
        floor: Some(of(floor)),
        bound: Some(Bound::TimesFloor(times)),
    });
}

fn mebibytes(terminal: &Terminal) -> Result<Value, Failure> {
    let resident = process::resident(terminal.process()?)?;
    Ok(Value::Resident(resident as f64 / MEBIBYTE))
}

fn own(terminal: &Terminal) -> Result<Value, Failure> {
    let own = process::own(terminal.process()?)?;
    Ok(Value::Mebibytes(own as f64 / MEBIBYTE))
}

fn milliseconds(answers: &[Answer]) -> Vec<f64> {
    answers
        .iter()
        .filter_map(|answer| Some(answer.settled?.as_secs_f64() * 1000.0))
        .collect()
}

fn median(numbers: Vec<f64>) -> f64 {
    quantile(numbers, 0.5)
}

fn quantile(mut numbers: Vec<f64>, part: f64) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers
        .get((numbers.len() as f64 * part) as usize)
        .copied()
        .unwrap_or(f64::NAN)
}

fn mean(numbers: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = numbers.len() as f64;
    numbers.sum::<f64>() / count
}
