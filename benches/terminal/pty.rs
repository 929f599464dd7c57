//! A program on a pseudo-terminal: keys in, bytes and the moments they came out.
//!
//! The moment of a chunk is taken where it is read; the screen is emulated afterwards, so that
//! emulation never disturbs a clock.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

use crate::Failure;

pub(crate) const COLUMNS: u16 = 100;
pub(crate) const ROWS: u16 = 30;

/// How long anything may take before a measurement is given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a flood of input may take before it counts as never taken.
const FLOOD: Duration = Duration::from_secs(15);

/// A running program and its terminal.
pub(crate) struct Terminal {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    output: Receiver<Chunk>,
    reading: Arc<(Mutex<Reading>, Condvar)>,
    child: Box<dyn Child + Send + Sync>,
    emulator: vt100::Parser,
    /// When the program was executed.
    started: Instant,
    /// How much silence means that all has been said.
    silence: Duration,
}

struct Chunk {
    came: Instant,
    bytes: Vec<u8>,
}

/// What the reading thread is to do after the chunk it waits for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    On,
    Paused,
    Over,
}

/// What came out between a key and silence.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Answer {
    /// From the key to the last byte; `None` if nothing came.
    pub(crate) settled: Option<Duration>,
    pub(crate) bytes: usize,
}

impl Terminal {
    /// Executes a command. A shell waits in its place until the clock has been started, so that what
    /// a pseudo-terminal and a fork cost is not counted.
    pub(crate) fn start(command: &[&str], silence: Duration) -> Result<Self, Failure> {
        let pair = native_pty_system().openpty(size(COLUMNS, ROWS))?;
        let mut shell = CommandBuilder::new("/bin/sh");
        shell.args(["-c", "printf .; read -r go; exec \"$@\"", "sh"]);
        shell.args(command);
        shell.env_clear();
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
            ("PATH", "/usr/bin:/bin"),
        ] {
            shell.env(name, value);
        }
        let child = pair.slave.spawn_command(shell)?;
        drop(pair.slave);
        let reading = Arc::new((Mutex::new(Reading::On), Condvar::new()));
        let (sender, output) = channel();
        let (reader, state) = (pair.master.try_clone_reader()?, Arc::clone(&reading));
        thread::spawn(move || read(reader, &sender, &state));
        let writer = Some(pair.master.take_writer()?);
        let emulator = vt100::Parser::new(ROWS, COLUMNS, 0);
        let mut terminal = Self {
            master: Some(pair.master),
            writer,
            output,
            reading,
            child,
            emulator,
            started: Instant::now(),
            silence,
        };
        terminal.chunk(PATIENCE).ok_or("the shell did not start")?;
        thread::sleep(Duration::from_millis(5));
        terminal.started = terminal.send("\n")?;
        Ok(terminal)
    }

    /// Waits for the first screen: `words` on it, then silence. Its bytes, from the start to the last.
    pub(crate) fn first_screen(&mut self, words: &str) -> Result<Answer, Failure> {
        let mut answer = Answer::default();
        while !self.shows(words) {
            let chunk = self.chunk(PATIENCE).ok_or_else(|| self.lacks(words))?;
            self.take(&chunk, self.started, &mut answer);
        }
        self.rest(self.started, &mut answer);
        Ok(answer)
    }

    /// Presses a key and waits for silence.
    pub(crate) fn press(&mut self, keys: &str) -> Result<Answer, Failure> {
        let pressed = self.send(keys)?;
        Ok(self.settle(pressed))
    }

    /// Waits for silence; moments count from `start`.
    pub(crate) fn settle(&mut self, start: Instant) -> Answer {
        let mut answer = Answer::default();
        self.rest(start, &mut answer);
        answer
    }

    /// Sends keys at once; the moment they went.
    pub(crate) fn send(&mut self, keys: &str) -> Result<Instant, Failure> {
        let writer = self.writer.as_mut().ok_or("the terminal is closed")?;
        let now = Instant::now();
        writer.write_all(keys.as_bytes())?;
        writer.flush()?;
        Ok(now)
    }

    /// Sends bytes from a thread of their own, since a program that does not read makes them wait;
    /// the time from `start` until all had been taken. `None` if they never are.
    pub(crate) fn flood(
        &mut self,
        bytes: Vec<u8>,
        start: Instant,
    ) -> Result<Option<Duration>, Failure> {
        let mut writer = self.writer.take().ok_or("the terminal is closed")?;
        let (done, taken) = channel();
        thread::spawn(move || {
            if writer.write_all(&bytes).is_ok() {
                // The terminal may have been given up.
                let _ = done.send((writer, start.elapsed()));
            }
        });
        let Ok((writer, time)) = taken.recv_timeout(FLOOD) else {
            return Ok(None);
        };
        self.writer = Some(writer);
        Ok(Some(time))
    }

    /// Bytes that came in this time.
    pub(crate) fn listen(&mut self, time: Duration) -> usize {
        let end = Instant::now() + time;
        let mut answer = Answer::default();
        while let Some(chunk) = self.chunk(end.saturating_duration_since(Instant::now())) {
            self.take(&chunk, self.started, &mut answer);
        }
        answer.bytes
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> Result<(), Failure> {
        self.emulator.screen_mut().set_size(rows, columns);
        Ok(self
            .master
            .as_ref()
            .ok_or("the terminal is closed")?
            .resize(size(columns, rows))?)
    }

    /// Reads no more, as a client that has stalled.
    pub(crate) fn stall(&self) {
        self.read(Reading::Paused);
    }

    /// Closes the terminal, as a window that is shut. The reader must have something to read first:
    /// it holds the terminal open until then.
    pub(crate) fn close(&mut self, key: &str) -> Result<Instant, Failure> {
        self.read(Reading::Over);
        self.send(key)?;
        while self.output.recv_timeout(PATIENCE).is_ok() {}
        self.writer = None;
        let now = Instant::now();
        self.master = None;
        Ok(now)
    }

    pub(crate) fn signal(&self, signal: Signal) -> Result<Instant, Failure> {
        let process = i32::try_from(self.process()?)?;
        let now = Instant::now();
        kill_process(Pid::from_raw(process).ok_or("no process")?, signal)?;
        Ok(now)
    }

    /// Waits until the program has gone; the time since `start`.
    pub(crate) fn gone(&mut self, start: Instant) -> Result<Duration, Failure> {
        while self.child.try_wait()?.is_none() {
            if start.elapsed() > PATIENCE {
                return Err("the program did not end".into());
            }
            thread::sleep(Duration::from_micros(200));
        }
        Ok(start.elapsed())
    }

    /// Whether the terminal was given back: its own screen, the cursor, the line discipline.
    pub(crate) fn is_whole(&mut self) -> bool {
        self.listen(Duration::from_millis(50));
        let screen = self.emulator.screen();
        let modes = self.master.as_ref().and_then(|master| master.get_termios());
        let cooked = modes.is_none_or(|modes| format!("{modes:?}").contains("ICANON"));
        cooked && !screen.alternate_screen() && !screen.hide_cursor()
    }

    pub(crate) fn shows(&self, words: &str) -> bool {
        self.emulator.screen().contents().contains(words)
    }

    pub(crate) fn process(&self) -> Result<u32, Failure> {
        Ok(self
            .child
            .process_id()
            .ok_or("the program has no process")?)
    }

    fn lacks(&self, words: &str) -> String {
        format!(
            "waited for “{words}”, but the screen is:\n{}",
            self.emulator.screen().contents()
        )
    }

    fn rest(&mut self, start: Instant, answer: &mut Answer) {
        while let Some(chunk) = self.chunk(self.silence) {
            self.take(&chunk, start, answer);
        }
    }

    fn take(&mut self, chunk: &Chunk, start: Instant, answer: &mut Answer) {
        self.emulator.process(&chunk.bytes);
        answer.settled = Some(chunk.came.saturating_duration_since(start));
        answer.bytes += chunk.bytes.len();
    }

    fn chunk(&self, patience: Duration) -> Option<Chunk> {
        self.output.recv_timeout(patience).ok()
    }

    fn read(&self, reading: Reading) {
        let (state, changed) = &*self.reading;
        if let Ok(mut state) = state.lock() {
            *state = reading;
        }
        changed.notify_all();
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.read(Reading::Over);
        // It may have gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(
    mut reader: Box<dyn Read + Send>,
    sender: &Sender<Chunk>,
    state: &(Mutex<Reading>, Condvar),
) {
    let mut buffer = [0; 16 * 1024];
    while let Ok(count @ 1..) = reader.read(&mut buffer) {
        let chunk = Chunk {
            came: Instant::now(),
            bytes: buffer[..count].to_vec(),
        };
        let waited = state
            .0
            .lock()
            .and_then(|now| state.1.wait_while(now, |now| *now == Reading::Paused));
        let over = waited.is_ok_and(|now| *now == Reading::Over);
        if sender.send(chunk).is_err() || over {
            return;
        }
    }
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}
