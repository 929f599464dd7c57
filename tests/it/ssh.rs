//! A visitor with the real OpenSSH client: on a terminal of their own, or without one.

use std::fs::File;
use std::io::{Read, Seek, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::ops::{Deref, DerefMut};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::pty::Terminal;

/// How long a visit without a terminal may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// `ssh` is found here, and nothing of whoever runs the tests is.
const ENVIRONMENT: [(&str, &str); 1] = [("PATH", "/usr/bin:/bin:/usr/local/bin")];
/// No files of whoever runs the tests are read or written, and nobody is asked.
const OPTIONS: [&str; 9] = [
    "StrictHostKeyChecking=no",
    "UserKnownHostsFile=/dev/null",
    "GlobalKnownHostsFile=/dev/null",
    "LogLevel=ERROR",
    "BatchMode=yes",
    "IdentityAgent=none",
    "IdentitiesOnly=yes",
    "IdentityFile=none",
    "ConnectTimeout=10",
];

/// A port of this machine that nobody listens at.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// `ssh` on a terminal of its own; it is typed to, looked at and resized as a [`Terminal`].
pub(crate) struct Client(Terminal);

impl Client {
    /// Of 80×24 cells. `arguments` stand before the host: options, such as `-i`.
    pub(crate) fn ssh(port: u16, user: &str, arguments: &[&str]) -> Self {
        Self::ssh_at((80, 24), port, user, arguments, &[])
    }

    /// Of so many columns and rows, and with an environment of which `SendEnv` sends what it names.
    pub(crate) fn ssh_at(
        size: (u16, u16),
        port: u16,
        user: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let line = command_line(port, user, arguments);
        let line: Vec<_> = line.iter().map(String::as_str).collect();
        let environment = [&ENVIRONMENT[..], environment].concat();
        Self(Terminal::run(size, &line, &environment))
    }
}

impl Deref for Client {
    type Target = Terminal;

    fn deref(&self) -> &Terminal {
        &self.0
    }
}

impl DerefMut for Client {
    fn deref_mut(&mut self) -> &mut Terminal {
        &mut self.0
    }
}

/// What a visit without a terminal came to.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) output: String,
    pub(crate) errors: String,
    /// 255 where `ssh` itself failed; `None` if it did not end in time.
    pub(crate) code: Option<i32>,
}

/// `ssh` without a terminal, with `input` on its standard input, until it ends. `arguments` stand before
/// the host, `command` behind it.
pub(crate) fn piped(
    port: u16,
    user: &str,
    arguments: &[&str],
    command: &[&str],
    input: &str,
) -> Said {
    let line = command_line(port, user, arguments);
    let [mut typed, output, errors] = [(); 3].map(|()| tempfile::tempfile().expect("a file"));
    typed.write_all(input.as_bytes()).expect("written");
    typed.rewind().expect("at its beginning");
    let mut child = Command::new(&line[0])
        .args(&line[1..])
        .args(command)
        .env_clear()
        .envs(ENVIRONMENT)
        .stdin(Stdio::from(typed))
        .stdout(Stdio::from(output.try_clone().expect("another handle")))
        .stderr(Stdio::from(errors.try_clone().expect("another handle")))
        .spawn()
        .expect("ssh runs");
    let end = Instant::now() + PATIENCE;
    let code = loop {
        if let Some(status) = child.try_wait().expect("waited") {
            break status.code();
        }
        if Instant::now() >= end {
            child.kill().and_then(|()| child.wait()).expect("killed");
            break None;
        }
        thread::sleep(Duration::from_millis(5));
    };
    Said {
        output: text(output),
        errors: text(errors),
        code,
    }
}

fn text(mut file: File) -> String {
    let mut bytes = Vec::new();
    file.rewind().expect("at its beginning");
    file.read_to_end(&mut bytes).expect("read");
    String::from_utf8_lossy(&bytes).into_owned()
}

fn command_line(port: u16, user: &str, arguments: &[&str]) -> Vec<String> {
    let port = port.to_string();
    let mut line = vec!["ssh", "-F", "/dev/null", "-p", &port, "-l", user];
    for option in OPTIONS {
        line.extend(["-o", option]);
    }
    line.extend(arguments);
    line.push("127.0.0.1");
    line.into_iter().map(str::to_owned).collect()
}
