//! A NATS server of a test's own, which can crash and come back.

use std::fs;
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::PATIENCE;
use crate::ssh::free_port;

pub(super) const PROGRAM: &str = "/usr/sbin/nats-server";
/// As an address has it, and as the server knows it: with a sign that an address cannot hold.
pub(super) const PASSWORD: &str = "open%40sesame";
const PLAIN_PASSWORD: &str = "open@sesame";

/// It ends with the test.
pub(super) struct Nats {
    port: u16,
    folder: TempDir,
    process: Option<Child>,
}

impl Nats {
    pub(super) fn start() -> Self {
        let mut nats = Self {
            port: free_port(),
            folder: tempfile::tempdir().expect("a folder"),
            process: None,
        };
        nats.restart();
        nats
    }

    /// For the settings of a server.
    pub(super) fn address(&self) -> String {
        format!("nats://docent:{PASSWORD}@127.0.0.1:{}", self.port)
    }

    /// Starts it anew; what it kept is there again.
    pub(super) fn restart(&mut self) {
        let folder = self.folder.path();
        let settings = format!(
            "listen: \"127.0.0.1:{}\"\nauthorization {{ user: docent, password: \"{PLAIN_PASSWORD}\" }}\n\
             jetstream {{ store_dir: \"{}\" }}\n",
            self.port,
            folder.join("store").display()
        );
        let file = folder.join("nats.conf");
        fs::write(&file, settings).expect("written");
        let process = Command::new(PROGRAM)
            .arg("-c")
            .arg(file)
            .stderr(Stdio::null())
            .spawn();
        self.process = Some(process.expect("nats-server starts"));
        let end = Instant::now() + PATIENCE;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            assert!(Instant::now() < end, "nats-server does not listen");
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// A crash.
    pub(super) fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().expect("killed");
            process.wait().expect("waited");
        }
    }

    /// Its disk is lost.
    pub(super) fn forget(&self) {
        fs::remove_dir_all(self.folder.path().join("store")).expect("removed");
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        self.kill();
    }
}
