//! Where the loop's inputs come from: the terminal alone, or the terminal and others who change the visit.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::crossterm::event;

use crate::session::{Input, Session};
use crate::shell::{input, late, now};

/// Something done to the visit from outside, such as a new version of its tour.
pub type Change = Box<dyn FnOnce(&mut Session) + Send>;

/// One thing that happens to a visit.
pub(crate) enum News {
    Input(Input),
    Change(Change),
    /// Nothing of the visit: what is waited for may be another thing now.
    Wake,
}

/// Waits for what comes next.
pub(crate) enum Source {
    /// Nothing comes but from the terminal: it is read here, without a thread.
    Terminal,
    /// A read of the terminal cannot be woken, so a thread of its own does it.
    Merged(Receiver<Arrival>),
}

/// What a thread sends to the loop.
pub(crate) enum Arrival {
    Inputs(io::Result<Vec<Input>>),
    Change(Change),
    Wake,
}

/// Makes changes to a visit from another thread.
#[derive(Debug, Clone)]
pub struct Changes(Sender<Arrival>);

impl Changes {
    /// Makes a change soon; false when the visit is over.
    pub fn make(&self, change: impl FnOnce(&mut Session) + Send + 'static) -> bool {
        self.0.send(Arrival::Change(Box::new(change))).is_ok()
    }

    /// Has the loop look anew at what it waits for.
    pub fn wake(&self) {
        // When the visit is over nothing is waited for.
        let _ = self.0.send(Arrival::Wake);
    }
}

impl Source {
    /// The terminal, read on a thread, and who may change the visit besides.
    pub(crate) fn merged() -> io::Result<(Self, Changes)> {
        let (sender, arrivals) = channel();
        let inputs = sender.clone();
        let thread = thread::Builder::new().name("keys".into());
        thread.spawn(move || read(&inputs))?;
        Ok((Self::Merged(arrivals), Changes(sender)))
    }

    /// Blocks until something has happened or the deadline has come; then takes all there is.
    pub(crate) fn wait(&self, deadline: Option<Instant>) -> io::Result<Vec<News>> {
        match self {
            Self::Terminal => {
                let inputs = terminal(deadline)?.unwrap_or_else(|| vec![Input::Tick]);
                Ok(inputs.into_iter().map(News::Input).collect())
            }
            Self::Merged(arrivals) => merged(arrivals, deadline),
        }
    }
}

/// What the terminal has to say; `None` when the deadline comes first.
pub(crate) fn terminal(deadline: Option<Instant>) -> io::Result<Option<Vec<Input>>> {
    let mut inputs = Vec::new();
    if let Some(deadline) = deadline
        && !event::poll(deadline.saturating_duration_since(now()))?
    {
        return Ok(None);
    }
    loop {
        let events = late::sift(event::read()?)?;
        inputs.extend(events.iter().filter_map(input::decode));
        // What is already there is taken before anything is drawn, in portions: a paste of a
        // megabyte must not keep the screen from following.
        if inputs.len() >= input::PORTION || !is_more()? {
            return Ok(Some(input::coalesce(inputs)));
        }
    }
}

/// crossterm looks at what it has read already only when it is given some time, however little.
const GLANCE: Duration = Duration::from_micros(20);

/// Whether more has come; does not wait for it.
pub(crate) fn is_more() -> io::Result<bool> {
    event::poll(GLANCE)
}

/// Reads the terminal until it fails or nobody listens any more.
fn read(listener: &Sender<Arrival>) {
    loop {
        let inputs = terminal(None).map(Option::unwrap_or_default);
        let failed = inputs.is_err();
        if listener.send(Arrival::Inputs(inputs)).is_err() || failed {
            return;
        }
    }
}

fn merged(arrivals: &Receiver<Arrival>, deadline: Option<Instant>) -> io::Result<Vec<News>> {
    let first = match deadline {
        None => arrivals.recv().map_err(|_| RecvTimeoutError::Disconnected),
        Some(deadline) => arrivals.recv_timeout(deadline.saturating_duration_since(now())),
    };
    let mut next = match first {
        Ok(arrival) => Some(arrival),
        Err(RecvTimeoutError::Timeout) => return Ok(vec![News::Input(Input::Tick)]),
        Err(RecvTimeoutError::Disconnected) => return Err(io::ErrorKind::BrokenPipe.into()),
    };
    let mut news = Vec::new();
    while let Some(arrival) = next {
        match arrival {
            Arrival::Inputs(inputs) => news.extend(inputs?.into_iter().map(News::Input)),
            Arrival::Change(change) => news.push(News::Change(change)),
            Arrival::Wake => news.push(News::Wake),
        }
        let full = news.len() >= input::PORTION;
        next = (!full).then(|| arrivals.try_recv().ok()).flatten();
    }
    Ok(news)
}
