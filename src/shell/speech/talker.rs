//! The thread that has a text said: one child at a time, killed when something else is wanted.

use std::io::{Read, Write};
use std::process::{Child, ChildStderr, ChildStdin, Command, ExitStatus};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

use crate::error::Error;
use crate::plain::Spoken;
use crate::shell::now;
use crate::shell::speech::Told;
use crate::shell::speech::manner::Manner;
use crate::shell::speech::program::{Program, Synthesizer};

/// The least time a child has to end: to start a server, or to wait for a sound device.
const LEAST: Duration = Duration::from_secs(10);

/// A sentence may take as many times longer than its words do at the rate it is said with.
const SLACK: f64 = 4.0;

/// Bytes that are read of what a child complains about.
const COMPLAINT: usize = 8192;

/// What the thread is told.
#[derive(Debug)]
pub(super) enum Order {
    Say(Text),
    Stop,
    Pause,
    Resume,
    Speak(Manner),
    /// The child has ended and may be reaped; what it wrote to its standard error.
    Ended(String),
    Close,
}

/// What is to be said.
#[derive(Debug, Default)]
pub(super) struct Text {
    turn: u64,
    language: Box<str>,
    sentences: Vec<Box<str>>,
    /// How many of them have been said.
    at: usize,
}

impl Text {
    pub(super) fn new(turn: u64, spoken: &Spoken) -> Self {
        Self {
            turn,
            language: spoken.language().into(),
            sentences: spoken.sentences().map(Box::from).collect(),
            at: 0,
        }
    }
}

/// The thread's own state.
pub(super) struct Talker<F> {
    synthesizer: Synthesizer,
    orders: Receiver<Order>,
    /// Where the ends of children are told.
    ends: Sender<Order>,
    told: Arc<Told>,
    on_end: F,
    manner: Manner,
    text: Text,
    flow: Flow,
    child: Option<Running>,
    /// A child was killed whose speech goes on.
    hush: bool,
    /// A failure was told, and nothing could be said since.
    failing: bool,
}

/// What is done when there is no child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
    Speak,
    Pause,
    Close,
}

#[derive(Debug)]
struct Running {
    child: Child,
    act: Act,
    deadline: Instant,
}

/// What a child does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Speaks,
    Hushes,
    /// It was killed.
    Dies,
}

impl<F: Fn()> Talker<F> {
    pub(super) fn new(
        synthesizer: Synthesizer,
        orders: Receiver<Order>,
        ends: Sender<Order>,
        told: Arc<Told>,
        on_end: F,
    ) -> Self {
        Self {
            synthesizer,
            orders,
            ends,
            told,
            on_end,
            manner: Manner::default(),
            text: Text::default(),
            flow: Flow::Speak,
            child: None,
            hush: false,
            failing: false,
        }
    }

    /// Does as it is told until it is told to close.
    pub(super) fn run(mut self) {
        while self.flow != Flow::Close || self.child.is_some() {
            match self.next() {
                Some(order) => self.obey(order),
                None => self.give_up(),
            }
            if self.child.is_none() {
                self.go_on();
            }
        }
        self.told.leave();
    }

    /// The next order; `None` when the child has had its time.
    fn next(&self) -> Option<Order> {
        let waits = |running: &&Running| running.act != Act::Dies;
        let Some(running) = self.child.as_ref().filter(waits) else {
            return Some(self.orders.recv().unwrap_or(Order::Close));
        };
        let left = running.deadline.saturating_duration_since(now());
        match self.orders.recv_timeout(left) {
            Ok(order) => Some(order),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Order::Close),
        }
    }

    fn obey(&mut self, order: Order) {
        if let Order::Ended(complaint) = order {
            return self.ended(&complaint);
        }
        // Nothing is said any more once it is closed.
        if self.flow == Flow::Close {
            return;
        }
        self.silence();
        match order {
            Order::Say(text) => (self.text, self.flow) = (text, Flow::Speak),
            Order::Stop => self.text = Text::default(),
            Order::Pause => self.flow = Flow::Pause,
            Order::Resume => self.flow = Flow::Speak,
            Order::Speak(manner) => self.manner = manner,
            Order::Close => self.flow = Flow::Close,
            Order::Ended(_) => {}
        }
    }

    /// Kills the child that speaks.
    fn silence(&mut self) {
        let Some(running) = &mut self.child else {
            return;
        };
        if running.act == Act::Speaks {
            running.kill(self.synthesizer.program());
            self.hush = true;
        }
    }

    /// The child is gone: on to the next sentence, unless it was killed or failed.
    fn ended(&mut self, complaint: &str) {
        let Some(mut running) = self.child.take() else {
            return;
        };
        let status = running.child.wait();
        if running.act != Act::Speaks {
            return;
        }
        let fault = status.map_or_else(|error| Some(error.to_string()), |it| fault(it, complaint));
        if let Some(fault) = fault {
            return self.fail(fault);
        }
        self.failing = false;
        self.text.at += 1;
        if self.text.at >= self.text.sentences.len() {
            self.end();
        }
    }

    /// The child has had its time.
    fn give_up(&mut self) {
        if let Some(running) = &mut self.child {
            let spoke = running.act == Act::Speaks;
            running.kill(self.synthesizer.program());
            if spoke {
                self.hush = true;
                self.fail("it does not come to an end".into());
            }
        }
    }

    /// Starts the next child, if there is something to do.
    fn go_on(&mut self) {
        if std::mem::take(&mut self.hush)
            && let Some(command) = self.synthesizer.hushes()
        {
            // Where it cannot be started, nothing can be stopped.
            let _ = self.start(command, Act::Hushes, String::new());
            return;
        }
        let Some(sentence) = self.text.sentences.get(self.text.at) else {
            return;
        };
        if self.flow == Flow::Speak {
            let line = format!("{sentence}\n");
            let command = self.synthesizer.speaks(&self.text.language, self.manner);
            if let Err(error) = self.start(command, Act::Speaks, line) {
                self.fail(error.to_string());
            }
        }
    }

    fn start(&mut self, mut command: Command, act: Act, text: String) -> std::io::Result<()> {
        let deadline = now() + time_for(&text, self.manner.rate());
        let mut child = command.spawn()?;
        let (stdin, stderr) = (child.stdin.take(), child.stderr.take());
        let process = Pid::from_child(&child);
        let running = Running {
            child,
            act,
            deadline,
        };
        let ends = self.ends.clone();
        let thread = thread::Builder::new().name("sentence".into());
        let attended = thread.stack_size(128 * 1024).spawn(move || {
            // Nobody listens when the program ends.
            let _ = ends.send(Order::Ended(attend(stdin, stderr, process, &text)));
        });
        if let Err(error) = attended {
            let mut running = running;
            running.kill(self.synthesizer.program());
            running.child.wait()?;
            return Err(error);
        }
        self.child = Some(running);
        Ok(())
    }

    fn fail(&mut self, what: String) {
        if !std::mem::replace(&mut self.failing, true) {
            let program = self.synthesizer.program().name();
            self.told.fail(Error::Speech { program, what });
        }
        self.end();
    }

    /// Nothing is left of the text to be said.
    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.told.end(text.turn);
        (self.on_end)();
    }
}

impl Running {
    fn kill(&mut self, program: Program) {
        self.act = Act::Dies;
        program.kill(&self.child);
    }
}

/// Gives a child its text and waits for its end, without reaping it; what it complained about.
fn attend(
    stdin: Option<ChildStdin>,
    stderr: Option<ChildStderr>,
    process: Pid,
    text: &str,
) -> String {
    if let Some(mut stdin) = stdin {
        // A child that does not read says so by its end.
        let _ = stdin.write_all(text.as_bytes());
    }
    let until = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    while let Err(Errno::INTR) = waitid(WaitId::Pid(process), until) {}
    stderr.map_or_else(String::new, complaint)
}

/// What was written to a pipe, up to its limit. Nothing is waited for: another process may hold it open.
fn complaint(mut stderr: ChildStderr) -> String {
    let mut bytes = vec![0; COMPLAINT];
    let now = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    let is_there = poll(&mut [PollFd::new(&stderr, PollFlags::IN)], Some(&now));
    let read = match is_there {
        Ok(1..) => stderr.read(&mut bytes).unwrap_or(0),
        _ => 0,
    };
    String::from_utf8_lossy(&bytes[..read]).into_owned()
}

/// What went wrong. espeak-ng tells of a missing sound device and ends as if nothing was the matter.
fn fault(status: ExitStatus, complaint: &str) -> Option<String> {
    let mut lines = complaint.lines().map(str::trim);
    let error = lines.find_map(|line| {
        let (error, what) = line.split_once(':')?;
        error.eq_ignore_ascii_case("error").then(|| what.trim())
    });
    match (error, status.success()) {
        (Some(what), _) => Some(what.to_owned()),
        (None, false) => Some(format!("it ended with {status}")),
        (None, true) => None,
    }
}

/// How long a text may take to be said, at a rate in words a minute.
fn time_for(text: &str, rate: u16) -> Duration {
    // Not every language has spaces.
    let words = text
        .split_whitespace()
        .count()
        .max(text.chars().count() / 6);
    let minutes = words as f64 / f64::from(rate);
    LEAST + Duration::from_secs_f64(minutes * 60.0 * SLACK)
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt;

    use super::*;

    #[test]
    fn a_fault_is_told_by_status_or_by_words() {
        let alsa = "ALSA lib pcm.c:2666:(snd_pcm_open_noupdate) Unknown PCM default\n";
        let device = format!("{alsa}error: No such file or directory\n");
        for (status, complaint, told) in [
            (0, "", None),
            (0, alsa, None),
            (0, device.as_str(), Some("No such file or directory")),
            (
                1 << 8,
                "Error: The specified espeak-ng voice does not exist.",
                Some("The specified espeak-ng voice does not exist."),
            ),
            (3 << 8, "", Some("it ended with exit status: 3")),
        ] {
            let fault = fault(ExitStatus::from_raw(status), complaint);
            assert_eq!(fault.as_deref(), told);
        }
    }

    #[test]
    fn a_longer_sentence_has_more_time() {
        assert_eq!(time_for("", 80), LEAST);
        assert_eq!(
            time_for(&"a ".repeat(80), 80),
            LEAST + Duration::from_secs(240)
        );
        assert_eq!(
            time_for(&"他".repeat(480), 80),
            LEAST + Duration::from_secs(240)
        );
    }
}
