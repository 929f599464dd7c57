//! The whole program on a real pseudo-terminal: it starts, answers, ends, and gives the terminal back.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::emulators::are_installed;
use crate::site::PIXEL;

/// How long a named condition may take to come true.
const PATIENCE: Duration = Duration::from_secs(20);

/// docent on a terminal.
pub(crate) struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    output: Receiver<Vec<u8>>,
    child: Box<dyn Child + Send + Sync>,
    pub(crate) emulator: vt100::Parser,
    pub(crate) bytes: Vec<u8>,
}

impl Terminal {
    pub(crate) fn start(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::start_at((80, 24), arguments, environment)
    }

    /// On a terminal of so many columns and rows; it is emulated at 80×24 where it does not know.
    pub(crate) fn start_at(
        (cols, rows): (u16, u16),
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let mut program = vec![env!("CARGO_BIN_EXE_docent")];
        program.extend(arguments);
        Self::run((cols, rows), &program, environment)
    }

    /// Another program, such as a shell that becomes docent.
    pub(crate) fn run(
        (cols, rows): (u16, u16),
        program: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let size = size(cols, rows);
        let pair = native_pty_system()
            .openpty(size)
            .expect("a pseudo-terminal");
        let mut command = CommandBuilder::from_argv(program.iter().map(Into::into).collect());
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.cwd(Path::new(env!("CARGO_MANIFEST_DIR")));
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("docent starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let writer = Some(pair.master.take_writer().expect("a writer"));
        let known = if cols == 0 { (24, 80) } else { (rows, cols) };
        let emulator = vt100::Parser::new(known.0, known.1, 0);
        Self {
            master: Some(pair.master),
            writer,
            output,
            child,
            emulator,
            bytes: Vec::new(),
        }
    }

    pub(crate) fn send(&mut self, keys: &str) {
        self.send_bytes(keys.as_bytes());
    }

    pub(crate) fn send_bytes(&mut self, keys: &[u8]) {
        let writer = self.writer.as_mut().expect("open");
        writer.write_all(keys).expect("the terminal takes keys");
        writer.flush().expect("flushed");
    }

    /// Waits until the screen has `words`.
    pub(crate) fn wait_for(&mut self, words: &str) {
        self.wait_until(&format!("“{words}” on screen"), |screen| {
            screen.contents().contains(words)
        });
    }

    /// Waits until the screen has exactly these rows.
    pub(crate) fn wait_for_screen(&mut self, rows: &str) {
        self.wait_until(rows, |screen| self::rows(screen) == rows);
    }

    pub(crate) fn wait_until(&mut self, what: &str, condition: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !condition(self.emulator.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.output.recv_timeout(left) else {
                panic!(
                    "waited for {what}, but the screen is:\n{}",
                    self.emulator.screen().contents()
                );
            };
            self.take(&bytes);
        }
    }

    /// Waits until these bytes have come.
    pub(crate) fn wait_for_bytes(&mut self, wanted: &[u8]) {
        let end = Instant::now() + PATIENCE;
        while !self
            .bytes
            .windows(wanted.len())
            .any(|bytes| bytes == wanted)
        {
            let left = end.saturating_duration_since(Instant::now());
            let bytes = self.output.recv_timeout(left);
            let came = || self.bytes.escape_ascii().to_string();
            let bytes = bytes.unwrap_or_else(|_| panic!("what came is {}", came()));
            self.take(&bytes);
        }
    }

    pub(crate) fn resize(&mut self, cols: u16, rows: u16) {
        self.emulator.screen_mut().set_size(rows, cols);
        let master = self.master.as_ref().expect("open");
        master.resize(size(cols, rows)).expect("resized");
    }

    fn take(&mut self, bytes: &[u8]) {
        self.emulator.process(bytes);
        self.bytes.extend_from_slice(bytes);
    }

    /// Waits for the program's end and reads the rest; its exit code.
    pub(crate) fn end(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("waited") {
                break status;
            }
            assert!(Instant::now() < end, "docent did not end");
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(20)) {
                self.take(&bytes);
            }
        };
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(200)) {
            self.take(&bytes);
        }
        status.exit_code()
    }

    /// The screen's own modes are as they were, and the line discipline too.
    pub(crate) fn assert_given_back(&self) {
        let screen = self.emulator.screen();
        assert!(
            !screen.alternate_screen(),
            "the alternate screen was left on"
        );
        assert!(!screen.hide_cursor(), "the cursor was left hidden");
        assert_eq!(
            screen.mouse_protocol_mode(),
            vt100::MouseProtocolMode::None,
            "the mouse was left captured"
        );
        #[cfg(unix)]
        if let Some(modes) = self.master.as_ref().and_then(|master| master.get_termios()) {
            assert!(
                format!("{modes:?}").contains("ICANON"),
                "raw mode was left on: {modes:?}"
            );
        }
    }

    /// Waits for output for so long, and takes it; false when none came.
    pub(crate) fn hears(&mut self, time: Duration) -> bool {
        let bytes = self.output.recv_timeout(time).ok();
        if let Some(bytes) = &bytes {
            self.take(bytes);
        }
        bytes.is_some()
    }

    /// Where the other end of the terminal is in the file system.
    pub(crate) fn path(&self) -> std::path::PathBuf {
        let master = self.master.as_ref().expect("open");
        master.tty_name().expect("a name")
    }

    /// The words on screen.
    pub(crate) fn shown(&self) -> String {
        self.emulator.screen().contents()
    }

    /// The number of docent's process.
    pub(crate) fn process(&self) -> u32 {
        self.child.process_id().expect("a process id")
    }

    pub(crate) fn signal(&self, signal: rustix::process::Signal) {
        let id = self
            .child
            .process_id()
            .and_then(|id| i32::try_from(id).ok())
            .and_then(rustix::process::Pid::from_raw);
        rustix::process::kill_process(id.expect("a process id"), signal).expect("signalled");
    }
}

fn rows(screen: &vt100::Screen) -> String {
    let rows = screen.rows(0, screen.size().1);
    let rows: Vec<_> = rows.map(|row| row.trim_end().to_owned()).collect();
    rows.join("\n")
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

#[test]
fn the_built_in_tour_starts_and_quits() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.wait_for("Children of the Karlag");
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_given_back();
}

/// Held keys are taken together and drawn once: a slow line would lag behind the fingers.
#[test]
fn a_burst_of_keys_is_one_frame() {
    let mut terminal = Terminal::start(&["play", "tests/it/everything.toml"], &[]);
    terminal.wait_for("Begin the tour");
    let before = terminal.bytes.len();
    // Help opens and closes thirty times.
    terminal.send(&"?".repeat(60));
    terminal.send("l");
    terminal.wait_for("Language");
    let sent = terminal.bytes.len() - before;
    assert!(sent < 4000, "{sent} bytes");
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_visitor_walks_to_a_station_and_reads_a_note() {
    let mut terminal = Terminal::start(&["play", "tests/it/everything.toml"], &[]);
    terminal.wait_for("Begin the tour");
    terminal.send(" ");
    terminal.send("\r");
    terminal.wait_for("firstword");
    terminal.send("n");
    terminal.wait_for("What the papers say");
    terminal.send("\x1b[B\x1b[B");
    terminal.send("2\r");
    terminal.wait_for("a place of punishment");
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn every_ending_gives_the_terminal_back() {
    use rustix::process::Signal;
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut terminal = Terminal::start(&[], &[]);
        terminal.wait_for("Children of the Karlag");
        terminal.signal(signal);
        assert_eq!(terminal.end(), code, "after {signal:?}");
        terminal.assert_given_back();
    }
}

/// Bytes written and wake-ups of all threads; `None` where the system does not tell.
pub(crate) fn wake_ups(process: u32) -> Option<u64> {
    let tasks = std::fs::read_dir(format!("/proc/{process}/task")).ok()?;
    let switches = |status: String| {
        let line = status
            .lines()
            .find(|line| line.starts_with("voluntary_ctxt_switches:"))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok()
    };
    tasks
        .map(|task| switches(std::fs::read_to_string(task.ok()?.path().join("status")).ok()?))
        .sum()
}

#[test]
fn idle_is_silence() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.wait_for("Children of the Karlag");
    terminal.send(" \r");
    terminal.wait_for("Who was a zek?");
    // The notes of the next stations are set beside the page; that comes to an end.
    let process = terminal.child.process_id().expect("a process id");
    let end = Instant::now() + PATIENCE;
    let mut before = wake_ups(process);
    loop {
        let output = terminal.output.recv_timeout(Duration::from_secs(2));
        let after = wake_ups(process);
        if output.is_err() && before == after {
            break;
        }
        assert!(Instant::now() < end, "docent does not come to rest");
        before = after;
    }
    if before.is_none() {
        println!("skipped in part: this system does not count wake-ups in /proc");
    }
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
}

/// A terminal that is not read fills up; TERM ends the program all the same.
#[test]
fn it_ends_while_nobody_reads() {
    let pair = native_pty_system()
        .openpty(size(120, 40))
        .expect("a pseudo-terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_docent"));
    command.env("TERM", "xterm-256color");
    let mut child = pair.slave.spawn_command(command).expect("docent starts");
    drop(pair.slave);
    let mut writer = pair.master.take_writer().expect("a writer");
    let process = child.process_id().expect("a process id");
    for _ in 0..200 {
        // The input queue is bounded too: what does not fit any more is enough.
        let _ = writer.write_all(b"?s");
        std::thread::sleep(Duration::from_millis(5));
    }
    let process = rustix::process::Pid::from_raw(i32::try_from(process).expect("an id"));
    rustix::process::kill_process(process.expect("an id"), rustix::process::Signal::TERM)
        .expect("signalled");
    let end = Instant::now() + PATIENCE;
    while child.try_wait().expect("waited").is_none() {
        assert!(Instant::now() < end, "docent hangs when nobody reads");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_closed_terminal_ends_the_program() {
    let mut terminal = Terminal::start(&[], &[]);
    terminal.wait_for("Children of the Karlag");
    terminal.writer = None;
    terminal.master = None;
    terminal.end();
}

/// A program in another session than the terminal's is sent no signal: it sees by itself that the line is gone.
#[test]
fn a_line_that_is_gone_ends_a_program_of_another_session() {
    use rustix::fs::{Mode, OFlags, open};
    use rustix::pty::{OpenptFlags, openpt, ptsname, unlockpt};
    if !are_installed(&["setsid"], "a terminal of another session") {
        return;
    }
    // Whoever inherits it holds the line.
    let own = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
    let master = openpt(own).expect("a pseudo-terminal");
    unlockpt(&master).expect("unlocked");
    let name = ptsname(&master, Vec::new()).expect("a name");
    let mut command = Command::new("setsid");
    command.arg(env!("CARGO_BIN_EXE_docent")).env_clear();
    command.env("TERM", "xterm-256color").env("LANG", "C.UTF-8");
    let name = name.to_str().expect("UTF-8");
    let both = OFlags::RDWR | OFlags::NOCTTY;
    let slave = File::from(open(name, both, Mode::empty()).expect("its other side"));
    command.stdin(slave.try_clone().expect("once more"));
    let mut docent = command.stdout(slave).spawn().expect("docent starts");
    drop(command);
    let (mut master, mut bytes) = (File::from(master), Vec::new());
    while !String::from_utf8_lossy(&bytes).contains("Karlag") {
        let mut portion = [0; 4096];
        let length = master.read(&mut portion).expect("a screen");
        bytes.extend_from_slice(&portion[..length]);
    }
    drop(master);
    let end = Instant::now() + PATIENCE;
    while docent.try_wait().expect("its state").is_none() {
        assert!(Instant::now() < end, "docent reads a line that is gone");
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn the_console_gets_no_sequences_it_does_not_know() {
    let mut terminal = Terminal::start(&[], &[("TERM", "linux")]);
    terminal.wait_for("Children of the Karlag");
    terminal.send(" ");
    terminal.send("q");
    terminal.end();
    let sent = String::from_utf8_lossy(&terminal.bytes).into_owned();
    for unknown in [
        "\x1b]", "\x1bP", "?1049", "?1000", "?2026", "38;5", "38;2", "\x1b[6n",
    ] {
        assert!(
            !sent.contains(unknown),
            "{unknown:?} was sent to the Linux console"
        );
    }
}

#[test]
fn no_colour_is_sent_where_none_is_wanted() {
    let mut terminal = Terminal::start(&["play", "tests/it/everything.toml"], &[("NO_COLOR", "1")]);
    terminal.wait_for("Begin the tour");
    terminal.send("\x1b[B");
    terminal.wait_until("a reversed choice", |screen| {
        (0..24).any(|row| {
            (0..80).any(|column| screen.cell(row, column).is_some_and(vt100::Cell::inverse))
        })
    });
    terminal.send("q");
    terminal.end();
    let coloured = (0..24).any(|row| {
        (0..80).any(|column| {
            terminal
                .emulator
                .screen()
                .cell(row, column)
                .is_some_and(|cell| cell.fgcolor() != vt100::Color::Default)
        })
    });
    assert!(!coloured);
}

#[test]
fn a_technician_presses_keys_until_one_comes_three_times() {
    let mut terminal = Terminal::start(&["selftest"], &[]);
    terminal.wait_for("end the test");
    terminal.send("\x1b[C7");
    terminal.wait_for("→          the next step");
    terminal.wait_for("7          go to the station");
    terminal.send("\x1b[2~\x1bx");
    terminal.wait_for("Insert     nothing");
    terminal.wait_for("x          nothing");
    // Control-C is a key like the others, as at a kiosk.
    terminal.send("\x03");
    terminal.wait_for("Ctrl-C     leave");
    terminal.send("\r\r");
    terminal.send("\x1b[A\r\r\r");
    terminal.wait_for("these were not pressed: ↓ ←");
    assert_eq!(terminal.end(), 0);
    terminal.assert_given_back();
    let sent = String::from_utf8_lossy(&terminal.bytes).into_owned();
    assert!(sent.contains("\x1b[") && !sent.contains("?1049"));
}

#[test]
fn the_self_test_gives_the_terminal_back_after_a_signal() {
    let mut terminal = Terminal::start(&["selftest"], &[("NO_COLOR", "1")]);
    terminal.wait_for("end the test");
    terminal.signal(rustix::process::Signal::TERM);
    assert_eq!(terminal.end(), 143);
    terminal.assert_given_back();
    let sent = String::from_utf8_lossy(&terminal.bytes).into_owned();
    assert!(!sent.contains("38;") && !sent.contains("[3"), "{sent}");
}

#[test]
fn a_tour_with_errors_is_not_played_and_all_of_them_are_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bad.toml");
    let text = "format = 1\ntitle = \"Bad\"\nlanguage = \"en\"\n[[station]]\nid = \"a\"\ntitle = \"A\"\ntext = \"One.[^nix]\"\ncolour = 1\n";
    std::fs::write(&path, text).expect("written");
    let mut terminal = Terminal::start(&["play", path.to_str().expect("UTF-8")], &[]);
    assert_eq!(terminal.end(), 1);
    terminal.assert_given_back();
    let screen = terminal.emulator.screen().contents();
    assert!(
        screen.contains("nix") && screen.contains("colour"),
        "{screen}"
    );
}

#[test]
fn faults_are_coloured_on_a_terminal_unless_none_is_wanted() {
    let faulty = &["check", "tests/it/faults.toml"];
    for (environment, coloured) in [(&[][..], true), (&[("NO_COLOR", "1")], false)] {
        let mut terminal = Terminal::start(faulty, environment);
        assert_eq!(terminal.end(), 1);
        let sequences = terminal.bytes.windows(2).any(|pair| pair == b"\x1b[");
        assert_eq!(sequences, coloured, "{environment:?}");
    }
}

const GATE: &str = "format = 1\ntitle = \"Gate\"\nlanguage = \"en\"\n[[station]]\nid = \"gate\"\ntitle = \"The gate\"\n[[station.step]]\ntext = \"First words.\"\n[[station.step]]\nfigure = \"plan\"\n[[figure]]\nid = \"plan\"\nimage = \"media/plan.png\"\nalt = \"A plan.\"\ncredit = \"Me\"\n";

/// As editors save: a new file in the place of the old one.
fn replace(path: &Path, text: &str) {
    let beside = path.with_extension("new");
    std::fs::write(&beside, text).expect("written");
    std::fs::rename(&beside, path).expect("renamed");
}

#[test]
fn a_preview_follows_saves_of_every_kind() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("tour.toml");
    let gate = GATE.replace("[[station.step]]\nfigure = \"plan\"\n", "");
    let gate = gate.split("[[figure]]").next().expect("a station");
    std::fs::write(&path, gate).expect("written");
    let mut terminal = Terminal::start(&["preview", folder.path().to_str().expect("UTF-8")], &[]);
    terminal.wait_for("Begin the tour");
    terminal.send(" ");
    terminal.wait_for("First words");
    std::fs::write(&path, gate.replace("First", "Second")).expect("written");
    terminal.wait_for("Second words");
    replace(&path, &gate.replace("First", "Third"));
    terminal.wait_for("Third words");
    replace(&path, &gate.replace("words.", "words.[^nix]"));
    terminal.wait_for(" tour.toml:8:23 there is no note `nix`");
    assert!(
        terminal
            .emulator
            .screen()
            .contents()
            .contains("Third words")
    );
    terminal.send("e");
    terminal.wait_for("1 error");
    replace(&path, &gate.replace("First", "Fourth"));
    terminal.wait_for("Fourth words");
    // A translation that comes is offered, and a broken one is told.
    let translation = folder.path().join("tour.ru.toml");
    replace(
        &translation,
        "translates = \"tour.toml\"\nlanguage = \"ru\"\nstatus = \"draft\"\ntitle = \"Ворота\"\n",
    );
    terminal.wait_for("l language");
    replace(&translation, "translates = \"tour.toml\"\nlanguage = 3\n");
    terminal.wait_for(" tour.ru.toml:1:");
    std::fs::remove_file(&translation).expect("removed");
    terminal.wait_until("no banner", |screen| !screen.contents().contains(".toml"));
    terminal.send("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_given_back();
}

#[test]
fn a_preview_waits_for_a_tour_and_for_its_pictures() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gate.toml");
    std::fs::write(&path, "format = 1\ntitle = Gate\n").expect("written");
    let mut terminal = Terminal::start(&["preview", path.to_str().expect("UTF-8")], &[]);
    terminal.wait_for("gate.toml:2:9");
    replace(&path, GATE);
    terminal.wait_for("media/plan.png");
    std::fs::create_dir(folder.path().join("media")).expect("a folder");
    // Whether the picture is there before its folder is watched or after, it is seen.
    let picture = folder.path().join("media/plan.png");
    std::fs::write(&picture, PIXEL).expect("written");
    terminal.wait_for("Begin the tour");
    // What is wrong with it is told, and the tour goes on.
    replace(&picture, "words");
    terminal.wait_for("`media/plan.png` cannot be shown");
    terminal.wait_for("Begin the tour");
    terminal.send("e");
    terminal.wait_for("1 error");
    let shown = terminal.shown();
    assert!(!shown.contains("as it was before"), "{shown}");
    terminal.send("e");
    terminal.wait_for("Begin the tour");
    std::fs::write(&picture, PIXEL).expect("written");
    terminal.wait_until("no banner", |screen| !screen.contents().contains(".toml"));
    std::fs::remove_dir_all(folder.path().join("media")).expect("removed");
    terminal.wait_for(" gate.toml:13:");
    terminal.signal(rustix::process::Signal::TERM);
    assert_eq!(terminal.end(), 143);
    terminal.assert_given_back();
}
