//! The lines, as they are read.

use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tracing::dispatcher::with_default;

use super::form::dispatch;
use super::{Addresses, Form, Log, Login, Place};
use crate::serve::metrics::{End, Reload};

const FROM: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7));

/// Where lines go in a test.
#[derive(Clone, Default)]
struct Paper(Arc<Mutex<Vec<u8>>>);

impl io::Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("whole").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The lines of what is told.
fn lines(form: Form, place: Place, addresses: Addresses, tell: impl FnOnce(&Log)) -> Vec<String> {
    let paper = Paper::default();
    let writer = paper.clone();
    let dispatch = dispatch(form, place, move || writer.clone());
    with_default(&dispatch, || tell(&Log::new(addresses)));
    let bytes = paper.0.lock().expect("whole").clone();
    let text = String::from_utf8(bytes).expect("UTF-8");
    text.lines().map(str::to_owned).collect()
}

fn journal(tell: impl FnOnce(&Log)) -> Vec<String> {
    lines(Form::Human, Place::Journal, Addresses::Hidden, tell)
}

fn visit(log: &Log) {
    log.connected(7, FROM);
    let login = Login {
        user: "ada\u{1b}[2J",
        chosen: Some("karlag"),
        term: "xterm\n<0>boo",
        client: b"SSH-2.0-OpenSSH_9.2p1 \"x\"",
    };
    log.login(7, &login);
    log.disconnected(7, Some(End::Left), Duration::from_millis(61_900));
}

#[test]
fn a_visit_is_three_lines_and_names_nobody() {
    assert_eq!(
        journal(visit),
        [
            "<6> INFO connected connection=7 address=-",
            "<6> INFO login connection=7 user=\"-\" chosen=\"karlag\" term=\"xterm<U+000A><0>boo\" \
             client=\"SSH-2.0-OpenSSH_9.2p1 \\\"x\\\"\"",
            "<6> INFO disconnected connection=7 end=\"left\" seconds=61",
        ]
    );
}

#[test]
fn who_asks_for_addresses_gets_them_with_the_names() {
    let told = lines(Form::Human, Place::Journal, Addresses::Shown, visit);
    assert!(told[0].ends_with("address=192.0.2.7"), "{told:?}");
    assert!(told[1].contains("user=\"ada<U+001B>[2J\""), "{told:?}");
}

#[test]
fn a_program_reads_an_object_a_line() {
    let told = lines(Form::Json, Place::Journal, Addresses::Hidden, |log| {
        log.disconnected(7, None, Duration::from_secs(10));
    });
    let object = told[0].strip_prefix("<6>").expect("a grade");
    let object: Value = serde_json::from_str(object).expect("JSON");
    let expected = json!({
        "level": "INFO",
        "message": "disconnected",
        "connection": 7,
        "end": "no session",
        "seconds": 10,
    });
    assert_eq!(object, expected);
}

#[test]
fn elsewhere_each_line_has_its_time_and_no_colour() {
    let tell = |log: &Log| log.trouble("a disk is full\n<0>boo");
    let human = lines(Form::Human, Place::Other, Addresses::Hidden, tell);
    assert!(human[0].starts_with("20") && human[0].contains("Z  WARN trouble what="));
    assert_eq!(human.len(), 1, "{human:?}");
    assert!(!human[0].contains('\u{1b}'));
    let json = lines(Form::Json, Place::Other, Addresses::Hidden, tell);
    let object: Value = serde_json::from_str(&json[0]).expect("JSON");
    assert!(object["timestamp"].is_string(), "{object}");
    assert_eq!(object["what"], "a disk is full<U+000A><0>boo");
}

#[test]
fn of_many_refusals_only_their_number_is_told() {
    let told = journal(|log| {
        for second in 0..50 {
            log.refused("rate", FROM, Duration::from_secs(second));
        }
        log.tick(Duration::from_secs(59));
        log.tick(Duration::from_secs(60));
        log.tick(Duration::from_secs(61));
        log.refused("full", FROM, Duration::from_secs(130));
    });
    assert_eq!(told[0], "<6> INFO refused reason=\"rate\" address=-");
    assert_eq!(told.len(), 22, "{told:#?}");
    assert_eq!(told[20], "<4> WARN refused more=30");
    assert_eq!(told[21], "<6> INFO refused reason=\"full\" address=-");
}

#[test]
fn what_the_server_does_is_told() {
    let told = journal(|log| {
        log.listening("127.0.0.1:2222".parse().expect("an address"));
        log.reloaded(Reload::Ok, "");
        log.reloaded(Reload::Failed, "tour.toml:3:1: unknown key");
        log.draining(31, Duration::from_secs(30));
        log.drained(2, Duration::from_secs(30));
    });
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        told,
        [
            format!("<6> INFO listening at=127.0.0.1:2222 version=\"{version}\"").as_str(),
            "<6> INFO reloaded result=\"ok\"",
            "<4> WARN reloaded result=\"failed\" what=\"tour.toml:3:1: unknown key\"",
            "<6> INFO draining sessions=31 seconds=30",
            "<6> INFO drained cut=2 seconds=30",
        ]
    );
}
