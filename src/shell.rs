//! The local terminal: raw mode, input, one write a frame, and the terminal given back whatever happens.

mod aloud;
pub mod ask;
mod background;
mod guard;
mod input;
pub mod keys;
pub mod kiosk;
mod late;
pub mod plain;
mod raw;
pub(crate) mod secret;
pub mod selftest;
mod source;
pub mod speech;

use std::io;
use std::time::Instant;

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::player::{Effect, Player};
use crate::screen::Mouse;
use crate::session::{Input, Session, Stage};
use crate::shell::aloud::Aloud;
use crate::shell::ask::Encoding;
use crate::shell::ask::pictures::Wish;
use crate::shell::background::{Background, GLANCE};
use crate::shell::guard::{Guard, Heed};
use crate::shell::source::{News, Source};
use crate::shell::speech::Synthesizer;

pub use crate::shell::background::Check;
pub use crate::shell::source::{Change, Changes};

/// How a visit ended.
#[derive(Debug)]
pub enum Ending {
    /// The visitor left.
    Left,
    /// The visitor left, and had not heard everything that was to be said.
    Unheard(Error),
    /// The tour turned out to have errors while its title was on screen.
    Faults(Vec<Diagnostic>),
}

/// What is asked of the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Questions {
    pub encoding: Encoding,
    /// How pictures are to be shown.
    pub pictures: Wish,
}

impl Questions {
    /// Without those about pictures where there are none.
    fn needed_by(self, player: &Player) -> Self {
        if player.has_pictures() {
            return self;
        }
        Self {
            pictures: Wish::None,
            ..self
        }
    }
}

/// Plays until the visitor leaves. The tour's `check` runs beside the first screen; nothing is taken
/// from the keyboard before it has ended. Nothing is asked about pictures where there are none. With a
/// synthesizer what is shown is also said.
///
/// # Errors
///
/// When the terminal cannot be switched to raw mode, read or written.
pub fn play(
    mut session: Session,
    check: Option<Check>,
    mouse: Mouse,
    questions: Questions,
    synthesizer: Option<Synthesizer>,
) -> io::Result<Ending> {
    let mut stage = Stage::default();
    let questions = questions.needed_by(session.player());
    let (guard, typed) = open(&mut session, &mut stage, mouse, questions)?;
    if let Some(faults) = check.and_then(Check::errors) {
        return Ok(Ending::Faults(faults));
    }
    let Some(synthesizer) = synthesizer else {
        run(guard, session, stage, (&Source::Terminal, typed), None)?;
        return Ok(Ending::Left);
    };
    // The end of speech has to wake the loop: auto-play waits for it.
    let (source, changes) = Source::merged()?;
    let mut aloud = Aloud::new(synthesizer, move || changes.wake())?;
    guard.silence_at_end(aloud.silencer());
    run(guard, session, stage, (&source, typed), Some(&mut aloud))?;
    Ok(aloud.failure().map_or(Ending::Left, Ending::Unheard))
}

/// Plays until the visitor leaves, while others change the visit: `start` is given the door for them
/// once the first screen is up. How pictures are shown is asked in any case: they may come with a change.
///
/// # Errors
///
/// As [`play`], and when no thread can be started.
pub fn play_with(
    mut session: Session,
    mouse: Mouse,
    questions: Questions,
    start: impl FnOnce(Changes) -> io::Result<()>,
) -> io::Result<()> {
    let mut stage = Stage::default();
    let (guard, typed) = open(&mut session, &mut stage, mouse, questions)?;
    let (source, changes) = Source::merged()?;
    start(changes)?;
    run(guard, session, stage, (&source, typed), None)
}

/// Takes the terminal, asks it what is not known of it, and shows the first screen. Gives what was typed
/// while it was asked about pictures.
fn open(
    session: &mut Session,
    stage: &mut Stage,
    mouse: Mouse,
    questions: Questions,
) -> io::Result<(Guard, Vec<Input>)> {
    let mut look = *session.look();
    let mut guard = Guard::new(look.profile, mouse, Heed::All)?;
    guard.ask(&mut look, questions.encoding)?;
    session.look_as(look);
    guard.show(session, stage)?;
    guard.watch_signals()?;
    let told = guard.ask_pictures(&mut look, questions.pictures)?;
    session.look_as(look);
    if let Some(size) = input::listen()? {
        session.handle(size, stage);
        guard.show(session, stage)?;
    }
    Ok((guard, told.typed))
}

fn run(
    mut guard: Guard,
    mut session: Session,
    mut stage: Stage,
    (source, mut typed): (&Source, Vec<Input>),
    mut aloud: Option<&mut Aloud>,
) -> io::Result<()> {
    let mut background = Background::default();
    let mut deadline: Option<Instant> = None;
    session.read_beside();
    let mut awaiting = false;
    if let Some(aloud) = &mut aloud {
        aloud.follow(session.player());
    }
    loop {
        // A page that is being said stays until it has been.
        let speaking = aloud.as_ref().is_some_and(|aloud| aloud.is_speaking());
        let news = if typed.is_empty() {
            wait(source, deadline.filter(|_| !speaking), awaiting)?
        } else {
            typed.drain(..).map(News::Input).collect()
        };
        let moved = news.iter().any(|one| !matches!(one, News::Wake));
        for one in news {
            let effects = match one {
                News::Input(input) => {
                    if let Some(aloud) = &mut aloud {
                        aloud.interrupt(input);
                    }
                    session.handle(input, &mut stage)
                }
                News::Change(change) => {
                    change(&mut session);
                    session.player().needs()
                }
                News::Wake => Vec::new(),
            };
            for effect in effects {
                match effect {
                    Effect::Quit => return Ok(()),
                    Effect::Prepare { station } => {
                        let pictures = session.look().profile.pictures;
                        background.prepare(session.player(), station, pictures);
                    }
                    // These are a kiosk's.
                    Effect::Asked(_) | Effect::Chose(_) | Effect::Declined | Effect::Pressed(_) => {
                    }
                }
            }
        }
        awaiting = background.read(session.awaited(&mut stage));
        guard.show(&mut session, &mut stage)?;
        if moved {
            if let Some(aloud) = &mut aloud {
                aloud.follow(session.player());
            }
            deadline = session.timer(&mut stage).map(|stay| now() + stay);
        }
    }
}

/// Waits for news until the deadline of auto-play; while pictures are read, only until it is time to look
/// for them.
fn wait(source: &Source, deadline: Option<Instant>, awaiting: bool) -> io::Result<Vec<News>> {
    let glance = awaiting.then(|| now() + GLANCE);
    let is_sooner = |glance: &Instant| deadline.is_none_or(|deadline| *glance < deadline);
    let Some(glance) = glance.filter(is_sooner) else {
        return source.wait(deadline);
    };
    let is_tick = |news: &News| matches!(news, News::Input(Input::Tick));
    let mut news = source.wait(Some(glance))?;
    for one in news.iter_mut().filter(|one| is_tick(one)) {
        *one = News::Wake;
    }
    Ok(news)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where time comes from"
)]
fn now() -> Instant {
    Instant::now()
}
