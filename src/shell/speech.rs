//! Speech: a text is said sentence by sentence, each by a child process of its own.
//!
//! A thread owns the children. It sleeps while nothing is said, and there is no child then. Nothing
//! here waits for a program: text is written, and ends are awaited, on threads; a program that does
//! not end in good time is killed. To pause is to stop, and to go on is to say the sentence again.

mod manner;
mod program;
mod talker;

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::error::Error;
use crate::plain::Spoken;
use crate::shell::speech::talker::{Order, Talker, Text};

pub use crate::shell::speech::manner::Manner;
pub use crate::shell::speech::program::{Program, Synthesizer};

/// How long the end of the last child may take.
const PATIENCE: Duration = Duration::from_millis(300);

/// One voice. Dropping it ends what it says.
#[derive(Debug)]
pub struct Speech {
    silencer: Silencer,
    manner: Manner,
    /// How many texts were begun.
    turn: u64,
    activity: Activity,
}

/// What the voice was last told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Activity {
    Speak,
    Pause,
    Rest,
}

/// Ends a voice for good, from any thread.
#[derive(Debug, Clone)]
pub struct Silencer {
    orders: Sender<Order>,
    told: Arc<Told>,
}

/// What the voice's thread tells of itself.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// The turn of the last text that came to its end.
    ended: AtomicU64,
    failure: Mutex<Option<Error>>,
    gone: Mutex<bool>,
    going: Condvar,
}

impl Speech {
    /// A voice that calls `on_end`, on a thread of its own, when a text has been said to its end or
    /// cannot be said; not when it was stopped, paused or replaced.
    ///
    /// # Errors
    ///
    /// When no thread can be started.
    pub fn new(synthesizer: Synthesizer, on_end: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (orders, received) = channel();
        let told = Arc::new(Told::default());
        let silencer = Silencer {
            orders,
            told: Arc::clone(&told),
        };
        let talker = Talker::new(synthesizer, received, silencer.orders.clone(), told, on_end);
        let thread = thread::Builder::new().name("speech".into());
        thread.spawn(move || talker.run())?;
        Ok(Self {
            silencer,
            manner: Manner::default(),
            turn: 0,
            activity: Activity::Rest,
        })
    }

    /// Says a text instead of what is being said. An empty one is silence.
    pub fn say(&mut self, spoken: &Spoken) {
        if spoken.is_empty() {
            return self.stop();
        }
        self.turn += 1;
        self.activity = Activity::Speak;
        let text = Text::new(self.turn, spoken);
        self.order(Order::Say(text));
    }

    /// Stops at once and forgets the rest.
    pub fn stop(&mut self) {
        if self.is_speaking() || self.is_paused() {
            self.order(Order::Stop);
        }
        self.activity = Activity::Rest;
    }

    /// Stops at once, to go on at the beginning of the same sentence.
    pub fn pause(&mut self) {
        if self.is_speaking() {
            self.activity = Activity::Pause;
            self.order(Order::Pause);
        }
    }

    /// Goes on after a pause.
    pub fn resume(&mut self) {
        if self.is_paused() {
            self.activity = Activity::Speak;
            self.order(Order::Resume);
        }
    }

    /// Something is being said, or is about to be.
    pub fn is_speaking(&self) -> bool {
        let ended = self.silencer.told.ended.load(Ordering::SeqCst);
        self.activity == Activity::Speak && ended < self.turn
    }

    pub fn is_paused(&self) -> bool {
        self.activity == Activity::Pause
    }

    /// How fast and how loud it speaks.
    pub fn manner(&self) -> Manner {
        self.manner
    }

    /// Speaks so from now on; the sentence that is being said begins again.
    pub fn set_manner(&mut self, manner: Manner) {
        if manner != self.manner {
            self.manner = manner;
            self.order(Order::Speak(manner));
        }
    }

    /// Why the last text could not be said; told once, and again only after something was said.
    pub fn failure(&mut self) -> Option<Error> {
        let failure = self.silencer.told.failure.lock();
        failure.unwrap_or_else(PoisonError::into_inner).take()
    }

    /// What ends this voice when the program ends on another thread.
    pub fn silencer(&self) -> Silencer {
        self.silencer.clone()
    }

    fn order(&self, order: Order) {
        // The thread only ends with the voice.
        let _ = self.silencer.orders.send(order);
    }
}

impl Drop for Speech {
    fn drop(&mut self) {
        self.silencer.silence();
    }
}

impl Silencer {
    /// Has what speaks killed, and waits for nothing.
    pub fn close(&self) {
        // Nobody listens where it was closed before.
        let _ = self.orders.send(Order::Close);
    }

    /// The same, and waits a moment until it is gone.
    pub fn silence(&self) {
        self.close();
        let gone = self
            .told
            .gone
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        // When the time is over there is nothing else to try.
        let _ = self
            .told
            .going
            .wait_timeout_while(gone, PATIENCE, |gone| !*gone);
    }
}

impl Told {
    /// The text with this turn came to its end.
    fn end(&self, turn: u64) {
        self.ended.store(turn, Ordering::SeqCst);
    }

    fn fail(&self, failure: Error) {
        let mut told = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        *told = Some(failure);
    }

    /// The voice is no more.
    fn leave(&self) {
        *self.gone.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.going.notify_all();
    }
}
