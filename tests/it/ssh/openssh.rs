//! A tour behind OpenSSH's own server, as a forced command: every visitor gets the tour and nothing else.

use std::fs;
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::emulators::are_installed;
use crate::ssh::{Client, free_port, piped};

const SERVER: &str = "/usr/sbin/sshd";
/// How long a server may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server on a port of its own; it ends with this.
struct Sshd {
    server: Child,
    port: u16,
    folder: TempDir,
}

impl Sshd {
    /// With docent as the forced command; `None`, aloud, where there can be no such server.
    fn start(what: &str) -> Option<Self> {
        if !are_installed(&["ssh", "ssh-keygen", SERVER], what) {
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let port = free_port();
        for key in ["host", "visitor"] {
            make_key(&folder.path().join(key));
        }
        let settings = folder.path().join("sshd_config");
        fs::write(&settings, self::settings(port, folder.path())).expect("written");
        let sshd = |mode| {
            let mut command = Command::new(SERVER);
            command.args([mode, "-e", "-f"]).arg(&settings);
            command
        };
        let checked = sshd("-t").output().expect("sshd runs");
        if !checked.status.success() {
            let why = String::from_utf8_lossy(&checked.stderr);
            println!("skipped: {what}, since sshd says: {}", why.trim());
            return None;
        }
        let server = sshd("-D").stderr(Stdio::null()).spawn().expect("it runs");
        let sshd = Self {
            server,
            port,
            folder,
        };
        sshd.wait();
        Some(sshd)
    }

    fn wait(&self) {
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            assert!(Instant::now() < end, "sshd does not listen");
            thread::sleep(Duration::from_millis(10));
        }
    }

    fn key(&self) -> String {
        let key = self.folder.path().join("visitor");
        key.to_str().expect("UTF-8").to_owned()
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

fn make_key(path: &Path) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(path)
        .status();
    assert!(made.is_ok_and(|made| made.success()), "no key was made");
}

fn settings(port: u16, folder: &Path) -> String {
    let folder = folder.display();
    let docent = env!("CARGO_BIN_EXE_docent");
    format!(
        "ListenAddress 127.0.0.1\nPort {port}\nHostKey {folder}/host\nPidFile none\n\
         AuthorizedKeysFile {folder}/visitor.pub\nStrictModes no\nUsePAM no\n\
         AcceptEnv LANG LC_*\nDisableForwarding yes\nPermitTunnel no\nForceCommand {docent}\n"
    )
}

/// Whoever runs the tests: no other account is known to be there.
fn user() -> String {
    let said = Command::new("id").arg("-un").output().expect("id runs");
    let name = String::from_utf8(said.stdout).expect("UTF-8");
    name.trim().to_owned()
}

#[test]
fn a_visit_through_openssh_is_a_visit() {
    let Some(sshd) = Sshd::start("a visit through sshd") else {
        return;
    };
    let key = sshd.key();
    let arguments = ["-i", &key, "-o", "SendEnv=LANG"];
    let mut client = Client::ssh(sshd.port, &user(), &arguments);
    client.wait_for("Children of the Karlag");
    client.resize(100, 30);
    client.wait_until("a hint on the last row", |screen| {
        let rows: Vec<_> = screen.rows(0, 100).collect();
        rows[29].contains("? help") && !rows[23].contains("? help")
    });
    client.send("?");
    client.wait_for("Every key of docent");
    client.send("\x1b[A\x1bq");
    assert_eq!(client.end(), 0);
    client.assert_given_back();
}

#[test]
fn whoever_asks_openssh_for_a_shell_gets_the_tour() {
    let Some(sshd) = Sshd::start("a command through sshd") else {
        return;
    };
    let key = sshd.key();
    let said = piped(
        sshd.port,
        &user(),
        &["-i", &key],
        &["/bin/sh"],
        "echo me$((1))here\nq\n",
    );
    assert!(said.output.contains("Children of the Karlag"), "{said:?}");
    assert!(!said.output.contains("me1here"), "{said:?}");
    assert_eq!(said.errors, "", "{said:?}");
    assert_eq!(said.code, Some(0), "{said:?}");
}
