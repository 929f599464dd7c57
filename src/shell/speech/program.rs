//! The programs that speak, and how each is told to.

use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use crate::error::Error;
use crate::shell::speech::manner::Manner;

/// A program that can speak. No other is ever run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// `espeak-ng`, which speaks itself.
    EspeakNg,
    /// `spd-say`, which has Speech Dispatcher speak.
    SpeechDispatcher,
}

/// A program that was found.
#[derive(Debug, Clone)]
pub struct Synthesizer {
    program: Program,
    path: PathBuf,
    /// All that its children see of the environment.
    environment: Vec<(&'static str, String)>,
}

/// What a program needs to find its sound device and its server.
const ENVIRONMENT: [&str; 5] = ["PATH", "HOME", "LANG", "LC_ALL", "XDG_RUNTIME_DIR"];

/// Where programs are looked for when the environment does not say.
const USUAL: &str = "/usr/local/bin:/usr/bin:/bin";

impl Program {
    /// The most direct first.
    pub const ALL: [Self; 2] = [Self::EspeakNg, Self::SpeechDispatcher];

    /// Where on the `PATH` it is. `variable` looks up the environment.
    pub fn path(self, variable: impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
        let folders = variable("PATH").unwrap_or_else(|| USUAL.to_owned());
        let mut paths = std::env::split_paths(&folders).map(|folder| folder.join(self.name()));
        paths.find(|path| is_program(path))
    }

    /// The name of its file.
    pub fn name(self) -> &'static str {
        match self {
            Self::EspeakNg => "espeak-ng",
            Self::SpeechDispatcher => "spd-say",
        }
    }

    /// The arguments with which it says what comes on its standard input, and then ends.
    fn arguments(self, language: &str, manner: Manner) -> Vec<String> {
        let (rate, volume) = (manner.rate(), manner.volume());
        let arguments: &[&str] = match self {
            Self::EspeakNg => &[
                "--stdin",
                "-b",
                "1",
                "-v",
                language,
                "-s",
                &rate.to_string(),
                "-a",
                &volume.to_string(),
            ],
            Self::SpeechDispatcher => &[
                "-e",
                "-w",
                "-N",
                "docent",
                "-l",
                language,
                "-r",
                &dispatched_rate(rate).to_string(),
                "-i",
                &dispatched_volume(volume).to_string(),
            ],
        };
        arguments.iter().map(ToString::to_string).collect()
    }

    /// The arguments with which it stops what goes on being said after the child was killed.
    fn hush(self) -> Option<&'static str> {
        match self {
            Self::EspeakNg => None,
            // The server speaks, whatever becomes of the client.
            Self::SpeechDispatcher => Some("-C"),
        }
    }

    /// Kills a child that has not been reaped, so that its number is its own.
    pub(super) fn kill(self, child: &Child) {
        let process = Pid::from_child(child);
        // It may have ended already.
        let _ = match self {
            Self::EspeakNg => kill_process_group(process, Signal::KILL),
            // Where no server runs, the client starts one, whose modules are in its group.
            Self::SpeechDispatcher => kill_process(process, Signal::KILL),
        };
    }
}

/// -100 to 100, as Speech Dispatcher's espeak-ng makes 80 to 390 words a minute of it, 170 in the middle.
fn dispatched_rate(rate: u16) -> i32 {
    let over = i32::from(rate) - 170;
    let range = if over < 0 { 90 } else { 220 };
    (over * 100 / range).clamp(-100, 100)
}

/// -100 to 100, where 100 is as loud as usual: it has nothing louder.
fn dispatched_volume(volume: u16) -> i32 {
    (i32::from(volume) * 2 - 100).min(100)
}

impl Synthesizer {
    /// The first program there is. `variable` looks up the environment.
    ///
    /// # Errors
    ///
    /// [`Error::NoSynthesizer`].
    pub fn any(variable: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let mut found = Program::ALL.into_iter();
        let found = found.find_map(|program| Self::find(program, &variable).ok());
        found.ok_or(Error::NoSynthesizer {
            names: "espeak-ng and no spd-say",
        })
    }

    /// This program, if it is on the `PATH`. `variable` looks up the environment.
    ///
    /// # Errors
    ///
    /// [`Error::NoSynthesizer`].
    pub fn find(
        program: Program,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Error> {
        let path = program.path(&variable);
        let known = |name| Some((name, variable(name)?));
        Ok(Self {
            program,
            path: path.ok_or(Error::NoSynthesizer {
                names: program.name(),
            })?,
            environment: ENVIRONMENT.into_iter().filter_map(known).collect(),
        })
    }

    pub fn program(&self) -> Program {
        self.program
    }

    /// What says a text that is written to it.
    pub(super) fn speaks(&self, language: &str, manner: Manner) -> Command {
        let mut command = self.command();
        command.args(self.program.arguments(language, manner));
        command.stdin(Stdio::piped());
        if self.program == Program::EspeakNg {
            // It ends with 0 even where there is no sound device, and says so only here.
            command.stderr(Stdio::piped());
        }
        command
    }

    /// What ends speech that outlives its child, where the program has such.
    pub(super) fn hushes(&self) -> Option<Command> {
        let mut command = self.command();
        command.arg(self.program.hush()?).stdin(Stdio::null());
        Some(command)
    }

    /// In a process group of its own, out of reach of the terminal.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir("/")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        command
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where programs are run"
)]
fn is_program(path: &Path) -> bool {
    let metadata = path.metadata();
    metadata.is_ok_and(|file| file.is_file() && file.permissions().mode() & 0o111 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_told_language_rate_and_volume() {
        let manner = Manner::default().at_rate(80).at_volume(200);
        for (program, manner, told) in [
            (
                Program::EspeakNg,
                Manner::default(),
                "--stdin -b 1 -v kk -s 160 -a 100",
            ),
            (Program::EspeakNg, manner, "--stdin -b 1 -v kk -s 80 -a 200"),
            (
                Program::SpeechDispatcher,
                Manner::default(),
                "-e -w -N docent -l kk -r -11 -i 100",
            ),
            (
                Program::SpeechDispatcher,
                manner,
                "-e -w -N docent -l kk -r -100 -i 100",
            ),
            (
                Program::SpeechDispatcher,
                manner.at_rate(400).at_volume(0),
                "-e -w -N docent -l kk -r 100 -i -100",
            ),
        ] {
            assert_eq!(program.arguments("kk", manner).join(" "), told);
        }
    }
}
