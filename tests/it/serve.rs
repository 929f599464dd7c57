//! `docent serve`, by the real OpenSSH client.

mod groups;
mod life;
mod visits;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use docent::group::Code;
use tempfile::TempDir;

use crate::emulators::are_installed;

/// How long a named condition may take to come true.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server of its own, with a folder of its own; it ends with the test.
pub(crate) struct Server {
    child: Child,
    lines: Receiver<String>,
    /// What it has said so far, as far as it was listened to.
    said: Vec<String>,
    pub(crate) port: u16,
    pub(crate) folder: TempDir,
}

impl Server {
    /// With these settings and arguments; `{folder}` in them is the server's folder. `None`, and said
    /// aloud, where there is no `ssh`.
    pub(crate) fn start(settings: &str, arguments: &[&str]) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        Self::start_in(folder, settings, arguments)
    }

    /// In a folder that is there already.
    pub(crate) fn start_in(folder: TempDir, settings: &str, arguments: &[&str]) -> Option<Self> {
        are_installed(&["ssh"], "a visit over SSH").then(|| {
            let mut child = command(folder.path(), settings, arguments)
                .stderr(Stdio::piped())
                .spawn()
                .expect("docent serve starts");
            let lines = lines(&mut child);
            let mut server = Self {
                child,
                lines,
                said: Vec::new(),
                port: 0,
                folder,
            };
            let listening = server.wait_for("listening at=127.0.0.1:");
            server.port = port(&listening);
            server
        })
    }

    /// Waits for another line of the log with these words.
    pub(crate) fn wait_for(&mut self, words: &str) -> String {
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(line) = self.lines.recv_timeout(left) else {
                panic!("waited for “{words}”, but the log is {:#?}", self.said);
            };
            self.said.push(line.clone());
            if line.contains(words) {
                return line;
            }
        }
    }

    /// Waits for these words in the log, unless they are there already; gives all of it so far.
    pub(crate) fn has_said(&mut self, words: &str) -> String {
        if !self.said.iter().any(|line| line.contains(words)) {
            self.wait_for(words);
        }
        self.said.join("\n")
    }

    /// Sends it a signal, such as `TERM`.
    pub(crate) fn signal(&self, signal: &str) {
        let sent = Command::new("kill")
            .args(["-s", signal, &self.child.id().to_string()])
            .status();
        assert!(sent.expect("kill runs").success());
    }

    /// Waits until it has ended.
    pub(crate) fn end(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end {
            if let Some(status) = self.child.try_wait().expect("waited") {
                return status;
            }
            thread::sleep(Duration::from_millis(5));
        }
        panic!("the server does not end");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The port of this machine that a line of the log names.
pub(crate) fn port(line: &str) -> u16 {
    let port = line.split("127.0.0.1:").nth(1).expect("a port");
    let digits = port.split(|char: char| !char.is_ascii_digit()).next();
    digits.and_then(|port| port.parse().ok()).expect("a port")
}

/// `docent serve` on any port, with its settings written down.
pub(crate) fn command(folder: &Path, settings: &str, arguments: &[&str]) -> Command {
    let here = folder.to_string_lossy();
    let file = folder.join("serve.toml");
    fs::write(&file, settings.replace("{folder}", &here)).expect("the settings are written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_docent"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--config"]);
    command.arg(file).arg("--state").arg(folder.join("state"));
    command.args(
        arguments
            .iter()
            .map(|argument| argument.replace("{folder}", &here)),
    );
    command.env_clear().current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn lines(child: &mut Child) -> Receiver<String> {
    let errors = BufReader::new(child.stderr.take().expect("a pipe"));
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in errors.lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

/// Makes a key; its public half.
pub(crate) fn make_key(path: &Path) -> String {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(path)
        .status();
    assert!(made.is_ok_and(|made| made.success()), "no key was made");
    fs::read_to_string(path.with_extension("pub")).expect("a public key")
}

/// The code of a group on a screen.
pub(crate) fn code(screen: &str) -> Option<String> {
    let words = screen.split([' ', '\n', ',']);
    let mut codes = words.filter(|word| word.contains('-') && Code::parse(word).is_some());
    codes.next().map(str::to_owned)
}
