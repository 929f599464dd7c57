//! The programs that are compared, and how each is walked through.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::pty::{Answer, Terminal};
use crate::{Failure, generated, process};

/// How much silence means that a screen is complete.
const SILENCE: Duration = Duration::from_millis(60);
/// Page turns in each direction.
pub(crate) const TURNS: usize = 14;

/// All that is measured.
pub(crate) struct Programs {
    /// The shipped tour.
    pub(crate) docent: Program,
    pub(crate) floor: Program,
    /// Ten stations in a file, to compare with the two thousand.
    pub(crate) small: Program,
    pub(crate) large: Program,
    /// Where the generated tours are; removed in the end.
    folder: tempfile::TempDir,
}

/// A command, and the keys that lead through it.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    pub(crate) command: Vec<String>,
    /// Words of its first screen.
    ready: &'static str,
    /// From the first screen to the first page.
    enter: &'static [&'static str],
    next: &'static str,
    previous: &'static str,
}

impl Programs {
    pub(crate) fn build() -> Result<Self, Failure> {
        let docent = Path::new(env!("CARGO_BIN_EXE_docent"));
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
        let built = Command::new(cargo)
            .args(["build", "--quiet", "--release", "--example", "floor"])
            .status()?;
        let floor = docent.with_file_name("examples").join("floor");
        if !built.success() || !floor.is_file() {
            return Err("the floor was not built beside docent".into());
        }
        let folder = tempfile::tempdir()?;
        let generated = |stations: usize| -> Result<Program, Failure> {
            let path = folder.path().join(format!("stations-{stations}.toml"));
            std::fs::write(&path, generated::tour(stations))?;
            Ok(Program {
                ready: "Generated",
                enter: &[" "],
                ..Program::docent(&[docent, Path::new("play"), &path])
            })
        };
        Ok(Self {
            docent: Program::docent(&[docent]),
            floor: Program {
                command: vec![text(&floor)],
                ready: "Page 1 of 20",
                enter: &[],
                next: " ",
                previous: "p",
            },
            small: generated(10)?,
            large: generated(2000)?,
            folder,
        })
    }

    /// The size of the large tour's file, bytes.
    pub(crate) fn large_size(&self) -> Result<u64, Failure> {
        Ok(std::fs::metadata(&self.large.command[2])?.len())
    }

    /// For what has to be written down.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Program {
    fn docent(command: &[&Path]) -> Self {
        Self {
            command: command.iter().map(|part| text(part)).collect(),
            ready: "Children of the Karlag",
            // To the notice, accept it.
            enter: &[" ", "\r"],
            next: " ",
            previous: "\x1b[D",
        }
    }

    /// Starts it and waits for its first screen.
    pub(crate) fn start(&self) -> Result<(Terminal, Answer), Failure> {
        self.start_under(&[], SILENCE)
    }

    /// The same under another program.
    pub(crate) fn start_under(
        &self,
        wrapper: &[&str],
        silence: Duration,
    ) -> Result<(Terminal, Answer), Failure> {
        let command: Vec<&str> = wrapper
            .iter()
            .copied()
            .chain(self.command.iter().map(String::as_str))
            .collect();
        let mut terminal = Terminal::start(&command, silence)?;
        let first = terminal.first_screen(self.ready)?;
        Ok((terminal, first))
    }

    /// Goes to the first page, and waits until nothing works any more behind it.
    pub(crate) fn enter(&self, terminal: &mut Terminal) -> Result<(), Failure> {
        quiet(terminal)?;
        for key in self.enter {
            terminal.press(key)?;
            quiet(terminal)?;
        }
        Ok(())
    }

    /// Turns pages forward and back, each when nothing else works; the answers of those that turned.
    pub(crate) fn turn(&self, terminal: &mut Terminal) -> Result<Vec<Answer>, Failure> {
        let mut turns = Vec::new();
        for key in [self.next; TURNS].into_iter().chain([self.previous; TURNS]) {
            let answer = terminal.press(key)?;
            turns.extend(answer.settled.is_some().then_some(answer));
            quiet(terminal)?;
        }
        Ok(turns)
    }
}

/// Waits until the program takes no processor time.
pub(crate) fn quiet(terminal: &mut Terminal) -> Result<(), Failure> {
    let (id, end) = (
        terminal.process()?,
        Instant::now() + Duration::from_secs(60),
    );
    let mut before = process::processor(id)?;
    while Instant::now() < end {
        thread::sleep(Duration::from_millis(25));
        let now = process::processor(id)?;
        if now == before {
            return Ok(());
        }
        before = now;
    }
    Err("the program is never quiet".into())
}

fn text(path: &Path) -> String {
    PathBuf::from(path).to_string_lossy().into_owned()
}
