//! The local terminal: raw mode, input, one write a frame, and the terminal given back whatever happens.

pub mod ask;
mod background;
mod guard;
mod input;
pub mod plain;
mod source;

use std::io;
use std::time::Instant;

use crate::diagnostic::Diagnostic;
use crate::player::Effect;
use crate::screen::Mouse;
use crate::session::{Session, Stage};
use crate::shell::ask::Encoding;
use crate::shell::background::Background;
use crate::shell::guard::Guard;
use crate::shell::source::{News, Source};

pub use crate::shell::background::Check;
pub use crate::shell::source::{Change, Changes};

/// How a visit ended.
#[derive(Debug)]
pub enum Ending {
    /// The visitor left.
    Left,
    /// The tour turned out to have errors while its title was on screen.
    Faults(Vec<Diagnostic>),
}

/// Plays until the visitor leaves. The tour's `check` runs beside the first screen; nothing is taken
/// from the keyboard before it has ended.
///
/// # Errors
///
/// When the terminal cannot be switched to raw mode, read or written.
pub fn play(
    mut session: Session,
    check: Option<Check>,
    mouse: Mouse,
    encoding: Encoding,
) -> io::Result<Ending> {
    let mut stage = Stage::default();
    let guard = open(&mut session, &mut stage, mouse, encoding)?;
    if let Some(faults) = check.and_then(Check::errors) {
        return Ok(Ending::Faults(faults));
    }
    run(guard, session, stage, &Source::Terminal)?;
    Ok(Ending::Left)
}

/// Plays until the visitor leaves, while others change the visit: `start` is given the door for them
/// once the first screen is up.
///
/// # Errors
///
/// As [`play`], and when no thread can be started.
pub fn play_with(
    mut session: Session,
    mouse: Mouse,
    encoding: Encoding,
    start: impl FnOnce(Changes) -> io::Result<()>,
) -> io::Result<()> {
    let mut stage = Stage::default();
    let guard = open(&mut session, &mut stage, mouse, encoding)?;
    let (source, changes) = Source::merged()?;
    start(changes)?;
    run(guard, session, stage, &source)
}

/// Takes the terminal, asks it what is not known of it, and shows the first screen.
fn open(
    session: &mut Session,
    stage: &mut Stage,
    mouse: Mouse,
    encoding: Encoding,
) -> io::Result<Guard> {
    let mut guard = Guard::new(session.look().profile, mouse)?;
    guard.ask(session, encoding)?;
    guard.show(session, stage)?;
    guard.watch_signals()?;
    if let Some(size) = input::listen()? {
        session.handle(size, stage);
        guard.show(session, stage)?;
    }
    Ok(guard)
}

fn run(
    mut guard: Guard,
    mut session: Session,
    mut stage: Stage,
    source: &Source,
) -> io::Result<()> {
    let mut background = Background::default();
    let mut deadline = None;
    loop {
        let news = source.wait(deadline)?;
        let moved = !news.is_empty();
        for one in news {
            let effects = match one {
                News::Input(input) => session.handle(input, &mut stage),
                News::Change(change) => {
                    change(&mut session);
                    session.player().needs()
                }
            };
            for effect in effects {
                match effect {
                    Effect::Quit => return Ok(()),
                    Effect::Prepare { station } => background.prepare(session.player(), station),
                }
            }
        }
        guard.show(&mut session, &mut stage)?;
        if moved {
            deadline = session.timer(&mut stage).map(|stay| now() + stay);
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where time comes from"
)]
fn now() -> Instant {
    Instant::now()
}
