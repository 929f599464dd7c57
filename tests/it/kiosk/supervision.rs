//! What the service manager sees of a kiosk, and what visitors see of one that crashes.

use std::fs::File;
use std::os::unix::net::UnixDatagram;
use std::time::Duration;

use rustix::process::Signal;
use rustix::termios::{Action, tcflow};

use crate::kiosk::{Place, YARD, end};
use crate::pty::{Terminal, wake_ups};

/// How long a message may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Stands in for the service manager.
struct Manager {
    socket: UnixDatagram,
    path: String,
}

impl Manager {
    fn new(place: &Place) -> Self {
        let path = place.path("notify");
        let socket = UnixDatagram::bind(&path).expect("a socket");
        let path = path.to_str().expect("UTF-8").to_owned();
        Self { socket, path }
    }

    fn start(&self, place: &Place, watchdog: &str) -> Terminal {
        place.start_in(
            &[],
            &[("NOTIFY_SOCKET", &self.path), ("WATCHDOG_USEC", watchdog)],
        )
    }

    /// The next message; `None` if none comes in time.
    fn hears(&self, time: Duration) -> Option<String> {
        self.socket.set_read_timeout(Some(time)).expect("a time");
        let mut message = [0; 256];
        let length = self.socket.recv(&mut message).ok()?;
        Some(
            String::from_utf8_lossy(&message[..length])
                .trim()
                .to_owned(),
        )
    }
}

#[test]
fn the_service_manager_is_told_as_long_as_it_works() {
    let place = Place::new("");
    let manager = Manager::new(&place);
    let mut terminal = manager.start(&place, "1000000");
    assert_eq!(manager.hears(PATIENCE).as_deref(), Some("READY=1"));
    terminal.wait_for("Press any key to begin.");
    for _ in 0..2 {
        assert_eq!(manager.hears(PATIENCE).as_deref(), Some("WATCHDOG=1"));
    }
    // A terminal that was stopped shows nothing; the service manager is to start it anew.
    let line = File::options().read(true).write(true).open(terminal.path());
    let line = line.expect("the terminal");
    tcflow(&line, Action::OOff).expect("stopped");
    manager.hears(Duration::from_millis(600));
    assert_eq!(manager.hears(Duration::from_millis(1500)), None);
    tcflow(&line, Action::OOn).expect("going on");
    assert_eq!(manager.hears(PATIENCE).as_deref(), Some("WATCHDOG=1"));
    drop(line);
    terminal.signal(Signal::TERM);
    let last = std::iter::from_fn(|| manager.hears(PATIENCE)).find(|told| told != "WATCHDOG=1");
    assert_eq!(last.as_deref(), Some("STOPPING=1"));
    assert_eq!(terminal.end(), 143);
}

#[test]
fn a_stopped_terminal_goes_on_when_a_kiosk_starts_on_it() {
    let place = Place::new("");
    let mut terminal = place.start(&[]);
    terminal.wait_for("Press any key to begin.");
    let line = File::options().read(true).write(true).open(terminal.path());
    tcflow(line.expect("the terminal"), Action::OOff).expect("stopped");
    terminal.send("x");
    // As the service manager does with one whose pings have stopped.
    let line = terminal.path();
    let (program, config) = (env!("CARGO_BIN_EXE_docent"), place.path("kiosk.toml"));
    let line = || {
        File::options()
            .read(true)
            .write(true)
            .open(&line)
            .expect("the terminal")
    };
    let second = std::process::Command::new(program)
        .args(["kiosk", "--config"])
        .arg(config)
        .env("TERM", "linux")
        .stdin(line())
        .stdout(line())
        .stderr(std::process::Stdio::null())
        .spawn();
    let mut second = second.expect("docent starts");
    terminal.wait_for("Reading aids");
    second.kill().expect("killed");
    second.wait().expect("waited");
    terminal.signal(Signal::KILL);
    terminal.end();
}

#[test]
fn a_kiosk_that_nobody_touches_is_silent() {
    let place = Place::new("");
    let manager = Manager::new(&place);
    let mut terminal = manager.start(&place, "60000000");
    terminal.wait_for("Press any key to begin.");
    while terminal.hears(Duration::from_millis(500)) {}
    let (before, written) = (wake_ups(terminal.process()), terminal.bytes.len());
    assert!(!terminal.hears(Duration::from_secs(4)));
    assert_eq!(terminal.bytes.len(), written);
    match before {
        // A watchdog of a minute is told twice in it, and nothing else is due.
        Some(_) => assert_eq!(wake_ups(terminal.process()), before),
        None => println!("skipped in part: this system does not count wake-ups in /proc"),
    }
    end(terminal);
}

#[test]
fn after_three_crashes_the_safe_page_is_shown() {
    let place = Place::new("");
    for _ in 0..3 {
        let mut terminal = place.start(&[]);
        terminal.wait_for("Press any key to begin.");
        terminal.signal(Signal::KILL);
        terminal.end();
    }
    let manager = Manager::new(&place);
    let mut terminal = manager.start(&place, "2000000");
    terminal.wait_for("K70");
    assert!(
        terminal.shown().contains("Экспонат"),
        "{}",
        terminal.shown()
    );
    assert_eq!(manager.hears(PATIENCE).as_deref(), Some("READY=1"));
    terminal.send("q\x03x\r");
    assert_eq!(manager.hears(PATIENCE).as_deref(), Some("WATCHDOG=1"));
    assert!(terminal.shown().contains("K70"), "{}", terminal.shown());
    end(terminal);
    assert!(place.read("journal").contains("crashed"));
}

#[test]
fn without_a_tour_the_safe_page_is_shown() {
    let place = Place::new("");
    place.write("tours/tour.toml", &YARD.replace("\"Yard\"", "Yard"));
    let mut terminal = place.start(&[]);
    terminal.wait_for("K3");
    end(terminal);
    let journal = place.read("journal");
    assert!(journal.contains("tour.toml:2:9"), "{journal}");
}
