//! Groups on two servers that share them over a real NATS server.

mod nats;

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;
use tempfile::TempDir;

use self::nats::Nats;
use crate::emulators::are_installed;
use crate::properties::EVERYTHING;
use crate::serve::{Server, code, make_key, port};
use crate::ssh::Client;

/// How long a named condition may take to come true.
const PATIENCE: Duration = Duration::from_secs(30);

/// One at a time.
static MUSEUM: Mutex<()> = Mutex::new(());

/// Stands in the notes to guides, and nowhere else.
const SECRET: &str = "xyzzyguide";

const DOWN: &str = "\x1b[B";

/// What the servers of a museum have in common.
struct Museum {
    /// Several museums at once are more than a small machine can run in time.
    _alone: MutexGuard<'static, ()>,
    nats: Nats,
    /// A tour, the keys of guides, and the list of them.
    folder: TempDir,
}

/// One of its servers, and where it tells its figures.
struct Node {
    server: Server,
    figures: u16,
}

impl Museum {
    /// With a NATS server that runs; `None`, and said aloud, where there is none on this machine.
    fn open(what: &str) -> Option<Self> {
        if !are_installed(&["ssh", "ssh-keygen", nats::PROGRAM], what) {
            return None;
        }
        let alone = MUSEUM.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("everything.toml"), tour()).expect("written");
        let keys = ["ann", "ben"].map(|guide| make_key(&folder.path().join(guide)));
        fs::write(folder.path().join("guides"), keys.concat()).expect("written");
        let nats = Nats::start();
        Some(Self {
            _alone: alone,
            nats,
            folder,
        })
    }

    fn node(&self) -> Node {
        let folder = self.folder.path().display();
        let settings = format!(
            "tours = \"{folder}/everything.toml\"\n[groups]\nguides = \"{folder}/guides\"\nnats = \"{}\"\n\
             [metrics]\nlisten = \"127.0.0.1:0\"\n[limits]\nburst = 1000\nrate = 1000\n",
            self.nats.address()
        );
        let mut server = Server::start(&settings, &[]).expect("ssh is there");
        let figures = port(&server.wait_for("metrics at="));
        Node { server, figures }
    }

    /// A guide's line to a server, as far as the group's code; with that code.
    fn guide(&self, name: &str, node: &Node) -> (Client, String) {
        let key = self.folder.path().join(name);
        let mut guide = Client::ssh_at(
            (100, 30),
            node.server.port,
            "guide",
            &["-i", key.to_str().expect("UTF-8")],
            &[],
        );
        guide.wait_until("a code", |screen| code(&screen.contents()).is_some());
        let code = code(&guide.shown()).expect("a code");
        (guide, code)
    }
}

impl Node {
    /// Waits until it knows so many groups, so that visitors can join them.
    fn knows(&self, groups: usize) {
        let wanted = format!("\ndocent_groups {groups}\n");
        let end = Instant::now() + PATIENCE;
        loop {
            let figures = self.figures();
            if figures.contains(&wanted) {
                return;
            }
            let known = figures
                .lines()
                .find(|line| line.starts_with("docent_groups "));
            assert!(
                Instant::now() < end,
                "a server is to know {groups} groups, and says {known:?}"
            );
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// What it answers; nothing while it does not listen yet.
    fn figures(&self) -> String {
        let Ok(mut line) = TcpStream::connect((Ipv4Addr::LOCALHOST, self.figures)) else {
            return String::new();
        };
        line.write_all(b"GET /metrics HTTP/1.1\r\nHost: here\r\n\r\n")
            .expect("asked");
        let mut answer = String::new();
        line.read_to_string(&mut answer).expect("an answer");
        answer
    }

    fn visitor(&self, user: &str) -> Client {
        Client::ssh(self.server.port, user, &[])
    }

    /// A crash.
    fn kill(&mut self) {
        self.server.signal("KILL");
        self.server.end();
    }
}

/// Everything that a tour can have, but for notices: visitors are where the guide is at once.
fn tour() -> String {
    let is_notice = |line: &&str| line.starts_with("notice = ") || line.starts_with("skip_to");
    let open: Vec<_> = EVERYTHING.lines().filter(|line| !is_notice(line)).collect();
    let open = open.join("\n");
    let marked = open.replace(
        "guide = \"secret words",
        &format!("guide = \"{SECRET} words"),
    );
    assert_ne!(marked, open);
    marked
}

/// Waits until all of them read these words.
fn all_read(visitors: &mut [Client], words: &str) {
    for visitor in visitors {
        visitor.wait_for(words);
    }
}

fn assert_no_secret(visitor: &Client) {
    let has_secret = visitor
        .bytes
        .windows(SECRET.len())
        .any(|bytes| bytes == SECRET.as_bytes());
    assert!(!has_secret, "a visitor was sent a guide's notes");
}

#[test]
fn visitors_on_two_servers_follow_one_guide() {
    let Some(museum) = Museum::open("a group on two servers") else {
        return;
    };
    let (here, there) = (museum.node(), museum.node());
    let (mut guide, code) = museum.guide("ann", &here);
    there.knows(1);
    let mut visitors = [here.visitor(&code), there.visitor(&code)];
    guide.wait_for("2 follow");
    guide.send(" ");
    all_read(&mut visitors, "firstword");
    guide.wait_for(SECRET);
    guide.send(" ");
    all_read(&mut visitors, "secondword");
    guide.send("n");
    guide.send(DOWN);
    all_read(&mut visitors, "What the papers say");
    guide.send("\x1b");
    guide.send("b");
    all_read(&mut visitors, "Lichnosti");
    guide.send("\x1b");
    guide.send("3\r");
    all_read(&mut visitors, "lastword");
    // Who wanders on the other server is seen here, and comes back to where the guide is.
    visitors[1].send("1\r");
    visitors[1].wait_for("The guide is at 3: The end");
    guide.wait_for("1 wanders");
    visitors[1].send("F");
    visitors[1].wait_for("lastword");
    guide.wait_for("2 follow");
    guide.send("q");
    guide.wait_for("End the group?");
    guide.send("1");
    all_read(&mut visitors, "The group has ended.");
    there.knows(0);
    for mut visitor in visitors {
        visitor.send("q");
        visitor.end();
        assert_no_secret(&visitor);
    }
}

#[test]
fn a_guide_and_visitors_go_on_at_another_server() {
    let Some(museum) = Museum::open("a group whose server crashes") else {
        return;
    };
    let (mut here, there) = (museum.node(), museum.node());
    let (mut guide, code) = museum.guide("ann", &here);
    there.knows(1);
    let mut visitors = [here.visitor(&code), there.visitor(&code)];
    guide.send(" ");
    all_read(&mut visitors, "firstword");
    // The guide's line is lost, and another one comes about at the other server.
    guide.signal(Signal::KILL);
    let (mut guide, resumed) = museum.guide("ann", &there);
    assert_eq!(resumed, code);
    guide.wait_for("firstword");
    guide.send(" ");
    all_read(&mut visitors, "secondword");
    // The first server crashes. Who was on it comes back to where the group is by now.
    here.kill();
    visitors[0].end();
    guide.send("3\r");
    visitors[1].wait_for("lastword");
    let again = museum.node();
    visitors[0] = again.visitor(&code);
    visitors[0].wait_for("lastword");
    guide.send("1\r");
    all_read(&mut visitors, "firstword");
    visitors.iter().for_each(assert_no_secret);
}

#[test]
fn a_group_goes_on_when_nats_is_gone_and_comes_back() {
    let Some(mut museum) = Museum::open("a group without NATS for a while") else {
        return;
    };
    let (mut here, mut there) = (museum.node(), museum.node());
    let (mut guide, code) = museum.guide("ann", &here);
    there.knows(1);
    let mut visitors = [here.visitor(&code), there.visitor(&code)];
    guide.send(" ");
    all_read(&mut visitors, "firstword");
    museum.nats.kill();
    here.server.has_said("until NATS");
    there.server.has_said("until NATS");
    guide.send(" ");
    visitors[0].wait_for("secondword");
    museum.nats.restart();
    all_read(&mut visitors, "secondword");
    guide.send("3\r");
    all_read(&mut visitors, "lastword");
    // Another guide opens a group, and NATS has lost everything that it kept.
    museum.nats.kill();
    museum.nats.forget();
    let (mut other_guide, other) = museum.guide("ben", &there);
    museum.nats.restart();
    here.knows(2);
    let mut late = here.visitor(&other);
    other_guide.send(" ");
    late.wait_for("firstword");
    guide.send("1\r");
    all_read(&mut visitors, "firstword");
}

#[test]
fn a_server_begins_without_nats_and_keeps_its_password_to_itself() {
    let Some(mut museum) = Museum::open("a server without NATS") else {
        return;
    };
    museum.nats.kill();
    let mut here = museum.node();
    let (mut guide, code) = museum.guide("ann", &here);
    let mut visitors = [here.visitor(&code)];
    guide.send(" ");
    all_read(&mut visitors, "firstword");
    here.server.has_said("until NATS");
    museum.nats.restart();
    let log = here.server.has_said("sharing groups");
    assert!(!log.contains(nats::PASSWORD), "{log}");
    let there = museum.node();
    there.knows(1);
    there.visitor(&code).wait_for("firstword");
}
